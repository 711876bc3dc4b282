"""Russian, German, French and Spanish: words for numbers, units and about, over or up to, replaced one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from geo.languages.numbers import in_figures

# Numbers are in figures by the time these are looked for: `une demi-heure` is `1 demi-heure`.
_RUSSIAN = {
    "около": "about", "примерно": "about", "приблизительно": "about", "порядка": "about", "почти": "almost",
    "без малого": "almost", "более": "more than", "более чем": "more than", "больше": "more than",
    "больше чем": "more than", "свыше": "over", "не менее": "at least", "не менее чем": "at least",
    "не меньше": "at least", "по меньшей мере": "at least", "как минимум": "at least", "минимум": "at least",
    "до": "up to", "не более": "no more than", "не более чем": "no more than", "не больше": "no more than",
    "максимум": "at most", "менее": "less than", "менее чем": "less than", "меньше": "less than",
    "не быстрее": "no faster than", "от": "from", "между": "between", "и": "and", "или": "or",
    "с половиной": "and a half", "полчаса": "half an hour", "четверть часа": "a quarter of an hour", "в": "",
    "км/ч": "km/h", "км/час": "km/h", "км в час": "km/h", "километров в час": "km/h", "километра в час": "km/h",
    "миль в час": "mph", "мили в час": "mph", "узел": "knots", "узла": "knots", "узлов": "knots",
    "км": "km", "километр": "km", "километра": "km", "километров": "km", "километрах": "km",
    "метр": "m", "метра": "m", "метров": "m", "миля": "miles", "мили": "miles", "миль": "miles",
    "морская миля": "nautical miles", "морские мили": "nautical miles", "морских мили": "nautical miles",
    "морских миль": "nautical miles", "час": "hours", "часа": "hours", "часов": "hours", "ч.": "hours", "ч": "hours",
    "минута": "minutes", "минуты": "minutes", "минут": "minutes", "мин.": "minutes", "мин": "minutes",
    "день": "days", "дня": "days", "дней": "days", "сутки": "days", "суток": "days", "неделя": "weeks",
    "недели": "weeks", "недель": "weeks", "на поезде": "train ride", "полета": "flight", "пути": "journey",
    "в пути": "journey", "часовой": "hour", "часового": "hour", "часовая": "hour", "часовую": "hour",
    "дневный": "day", "дневного": "day", "дневной": "day",
}  # fmt: skip
_GERMAN = {
    "rund": "about", "etwa": "about", "ungefähr": "about", "zirka": "about", "an die": "about", "fast": "almost",
    "beinahe": "almost", "nahezu": "almost", "annähernd": "almost", "knapp": "almost", "über": "over",
    "mehr als": "more than", "mindestens": "at least", "wenigstens": "at least", "nicht weniger als": "at least",
    "gut": "just over", "bis zu": "up to", "höchstens": "at most", "maximal": "at most", "weniger als": "less than",
    "nicht mehr als": "no more than", "unter": "under", "von": "from", "bis": "up to", "zwischen": "between",
    "und": "and", "oder": "or", "1 halben stunde": "half an hour", "1 halbe stunde": "half an hour",
    "halbe stunde": "half an hour", "1 viertelstunde": "a quarter of an hour",
    "viertelstunde": "a quarter of an hour",
    "stundenkilometer": "km/h", "stundenkilometern": "km/h", "kilometer pro stunde": "km/h",
    "kilometern pro stunde": "km/h", "kilometer in der stunde": "km/h", "meilen pro stunde": "mph", "knoten": "knots",
    "kilometer": "km", "kilometern": "km", "meter": "m", "metern": "m", "meile": "miles", "meilen": "miles",
    "seemeile": "nautical miles", "seemeilen": "nautical miles", "stunde": "hours", "stunden": "hours",
    "std.": "hours", "std": "hours", "minute": "minutes", "minuten": "minutes", "min.": "minutes", "tag": "days",
    "tage": "days", "tagen": "days", "woche": "weeks", "wochen": "weeks", "autostunden": "hours drive",
    "flugstunden": "hours flight", "zugstunden": "hours train ride", "bahnstunden": "hours train ride",
    "stündige": "hour", "stündiger": "hour", "stündigen": "hour", "tägige": "day", "tägiger": "day", "tägigen": "day",
    "fahrt": "ride", "zugfahrt": "train ride", "autofahrt": "drive", "flug": "flight", "entfernt": "away",
}  # fmt: skip
_FRENCH = {
    "environ": "about", "à peu près": "about", "autour de": "about", "quelque": "about", "presque": "almost",
    "près de": "almost", "plus de": "more than", "plus d'": "more than ", "un peu plus de": "just over",
    "au moins": "at least", "au minimum": "at least", "pas moins de": "at least", "jusqu'à": "up to",
    "au plus": "at most", "au maximum": "at most", "moins de": "less than", "moins d'": "less than ",
    "pas plus de": "no more than", "de": "from", "à": "to", "entre": "between", "et": "and", "ou": "or",
    "et demie": "and a half", "et demi": "and a half", "1 demi heure": "half an hour", "demi heure": "half an hour",
    "1 quart d'heure": "a quarter of an hour", "3 quarts d'heure": "three quarters of an hour",
    "1 dizaine de": "about 10", "1 dizaine d'": "about 10 ", "1 douzaine de": "about 12",
    "1 douzaine d'": "about 12 ", "1 vingtaine de": "about 20", "1 vingtaine d'": "about 20 ",
    "1 trentaine de": "about 30", "1 trentaine d'": "about 30 ", "1 cinquantaine de": "about 50",
    "1 centaine de": "about 100", "1 millier de": "about 1000",
    "km à l'heure": "km/h", "kilomètres heure": "km/h", "kilomètres à l'heure": "km/h", "kilomètres par heure": "km/h",
    "noeuds": "knots", "nœuds": "knots", "kilomètre": "km", "kilomètres": "km", "mètre": "m", "mètres": "m",
    "mille marin": "nautical miles", "milles marins": "nautical miles", "milles nautiques": "nautical miles",
    "heure": "hours", "heures": "hours", "minutes": "minutes", "jour": "days", "jours": "days", "semaine": "weeks",
    "semaines": "weeks", "de route": "drive", "de train": "train ride", "en train": "train ride", "de vol": "flight",
    "de trajet": "trip", "de voyage": "trip", "en voiture": "drive",
}  # fmt: skip
_SPANISH = {
    "unos": "about", "unas": "about", "alrededor de": "about", "aproximadamente": "about", "cerca de": "almost",
    "casi": "almost", "más de": "more than", "poco más de": "just over", "al menos": "at least",
    "por lo menos": "at least", "como mínimo": "at least", "no menos de": "at least", "hasta": "up to",
    "como máximo": "at most", "a lo sumo": "at most", "menos de": "less than", "no más de": "no more than",
    "entre": "between", "y": "and", "o": "or", "y media": "and a half", "y medio": "and a half",
    "media hora": "half an hour", "1 cuarto de hora": "a quarter of an hour", "1 centenar de": "about 100",
    "1 veintena de": "about 20", "kilómetros por hora": "km/h", "km por hora": "km/h", "millas por hora": "mph",
    "nudos": "knots", "kilómetro": "km", "kilómetros": "km", "kilometros": "km", "metro": "m", "metros": "m",
    "milla": "miles", "millas": "miles", "millas náuticas": "nautical miles", "hora": "hours", "horas": "hours",
    "minuto": "minutes", "minutos": "minutes", "día": "days", "días": "days", "dias": "days", "semana": "weeks",
    "semanas": "weeks", "de viaje": "trip", "de vuelo": "flight", "en tren": "train ride", "en coche": "drive",
    "en auto": "drive", "por carretera": "drive",
}  # fmt: skip
LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "Russian": _RUSSIAN,
    "German": _GERMAN,
    "French": _FRENCH,
    "Spanish": _SPANISH,
}


def from_western(text: str) -> str:
    """A text in lower case with the words of these languages in English and their number words in figures."""
    straight = re.sub(r"^(?:à|a) (?=\w+ )", "", text.replace("’", "'").replace("ё", "е"))
    figures = in_figures(straight)
    # Between two figures these lead from one to the other; before one alone they are "up to".
    figures = re.sub(r"(?<=\d)\s*(?:до|bis|a)\s*(?=\d)", " to ", figures)
    figures = re.sub(r"^(от .+?|von .+?) (?:до|bis) ", r"\1 to ", figures)
    return _phrases().sub(lambda match: _english()[re.sub(r"[\s-]+", " ", match[0])], figures)


@cache
def _english() -> Mapping[str, str]:
    """The words of all languages: none means two things in two of them."""
    return {words: english for language in LANGUAGES.values() for words, english in language.items()}


@cache
def _phrases() -> re.Pattern[str]:
    """Any phrase, the longest first, where it is of whole words."""
    ranked = sorted(_english(), key=len, reverse=True)
    whole = (
        re.escape(words).replace(r"\ ", r"[\s-]+") + (r"(?!\w)" if words[-1].isalpha() else "") for words in ranked
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(whole)})")
