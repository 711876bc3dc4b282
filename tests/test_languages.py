"""Figures in seven languages read the same as in English; words of several meanings are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.languages import in_english, plain
from geo.languages.western import LANGUAGES
from geo.wording import read_quantity, read_written

# What a reporter writes of a number, and the same in English.
SAME = {
    "около {} км": "about {} km",
    "примерно в {} километрах": "about {} km",
    "более {} километров": "more than {} km",
    "не менее {} часов": "at least {} hours",
    "до {} часов": "up to {} hours",
    "менее {} км/ч": "less than {} km/h",
    "почти {} морских миль": "almost {} nautical miles",
    "{} суток": "{} days",
    "{}-часовой": "{}-hour",
    "rund {} Kilometer": "about {} km",
    "knapp {} km": "almost {} km",
    "gut {} Stunden": "just over {} hours",
    "bis zu {} Stunden": "up to {} hours",
    "bis {} Stunden": "up to {} hours",
    "höchstens {} Stundenkilometer": "at most {} km/h",
    "{} Tagen": "{} days",
    "{}-stündige Zugfahrt": "{}-hour train ride",
    "environ {} km": "about {} km",
    "près de {} kilomètres": "almost {} km",
    "plus de {} heures": "more than {} hours",
    "jusqu’à {} heures": "up to {} hours",
    "moins de {} km à l’heure": "less than {} km/h",
    "à environ {} heures de route": "about {} hours drive",
    "unos {} km": "about {} km",
    "más de {} kilómetros": "more than {} km",
    "hasta {} horas": "up to {} hours",
    "al menos {} millas": "at least {} miles",
    "casi {} días": "almost {} days",
    "약 {}km": "about {} km",
    "{}여 km": "over {} km",
    "{}킬로미터가량": "about {} km",
    "{}시간 이상": "at least {} hours",
    "최대 {}시간": "up to {} hours",
    "시속 {}km": "{} km/h",
    "{}일간": "{} days",
    "약 {}㎞ 이상": "about at least {} km",
    "约{}公里": "about {} km",
    "{}多公里": "over {} km",
    "超过{}公里": "more than {} km",
    "{}公里左右": "about {} km",
    "不到{}个小时": "less than {} hours",
    "时速{}公里": "{} km/h",
    "{}海里": "{} nautical miles",
    "約{}キロ": "about {} km",
    "{}キロ以上": "at least {} km",
    "{}キロ弱": "almost {} km",
    "{}時間ほど": "about {} hours",
    "最長{}時間": "up to {} hours",
    "時速約{}キロ": "about {} km/h",
}


@given(st.sampled_from(sorted(SAME)), st.integers(1, 9999))
def test_a_language_reads_the_same_as_english(wording: str, number: int) -> None:
    assert read_written(wording.format(number)) == read_written(SAME[wording].format(number))


@given(st.integers(1, 900), st.integers(1, 99))
def test_a_range_reads_the_same_as_english(first: int, more: int) -> None:
    low, high = first, first + more
    for wording in ("от {} до {} часов", "{} bis {} Stunden", "von {} Stunden bis {} Stunden", "von {} bis {} Stunden", "zwischen {} und {} Stunden", "de {} à {} heures",
                    "entre {} et {} heures", "entre {} y {} horas", "{}~{}시간", "{}至{}小时", "{}から{}時間"):  # fmt: skip
        assert read_quantity(wording.format(low, high)) == read_quantity(f"{low} to {high} hours")


# --- numbers in words, spelt here apart from the reader ---------------------------------------------------------------

GERMAN = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]  # fmt: skip
GERMAN_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
FRENCH = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
FRENCH_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
RUSSIAN = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"]  # fmt: skip
RUSSIAN_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
RUSSIAN_HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
KANJI = "〇一二三四五六七八九"


def german(number: int) -> str:
    if number >= 1000:
        return f"{german(number // 1000)}tausend{german(number % 1000) if number % 1000 else ''}"
    if number >= 100:
        return f"{german(number // 100)}hundert{german(number % 100) if number % 100 else ''}"
    if number < 20:
        return GERMAN[number]
    ten, one = divmod(number, 10)
    return f"{GERMAN[one]}und{GERMAN_TENS[ten - 2]}" if one else GERMAN_TENS[ten - 2]


def french(number: int) -> str:
    if number >= 100:
        head = "cent" if number < 200 else f"{FRENCH[number // 100]} cent{'' if number % 100 else 's'}"
        return f"{head} {french(number % 100)}" if number % 100 else head
    if number < 20:
        return FRENCH[number]
    ten, rest = divmod(number, 10)
    rest += 10 * (ten in {7, 9})
    linked = " et " if rest in {1, 11} and ten < 8 else "-"
    return f"{FRENCH_TENS[ten - 2]}{linked}{FRENCH[rest]}" if rest else FRENCH_TENS[ten - 2] + "s" * (ten == 8)


def russian(number: int) -> str:
    hundred, rest = divmod(number, 100)
    words = [RUSSIAN_HUNDREDS[hundred - 1]] if hundred else []
    if rest >= 20:
        words.append(RUSSIAN_TENS[rest // 10 - 2])
        rest %= 10
    return " ".join([*words, RUSSIAN[rest]] if rest else words)


def kanji(number: int) -> str:
    told = ""
    for power, mark in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if count := number // power:
            told += (KANJI[count] if count < 10 else kanji(count)) + mark
        number %= power
    return told + (KANJI[number] if number else "")


@given(st.integers(1, 999))
def test_a_number_in_words_is_the_number_in_figures(number: int) -> None:
    expected = read_quantity(f"about {number} km")
    for words in (f"etwa {german(number)} Kilometer", f"environ {french(number)} kilomètres", f"около {russian(number)} км", f"约{kanji(number)}公里"):  # fmt: skip
        assert read_quantity(words) == expected, words


@given(st.integers(1000, 99_999))
def test_thousands_in_words_are_the_number_in_figures(number: int) -> None:
    assert read_quantity(f"{german(number)} km").best == number
    assert read_quantity(f"{kanji(number)}キロ") == read_quantity(f"{number} km")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("полтора часа", "one and a half hours"),
        ("полчаса", "half an hour"),
        ("полторы тысячи километров", "1 and a half thousand km"),
        ("двое суток", "two days"),
        ("две-три недели", "two to three weeks"),
        ("от двадцати до двадцати четырёх часов", "20 to 24 hours"),
        ("4,5 тыс. км", "4.5 thousand km"),
        ("anderthalb Stunden", "one and a half hours"),
        ("zweieinhalb Tage", "two and a half days"),
        ("eine halbe Stunde", "half an hour"),
        ("une demi-heure", "half an hour"),
        ("trois quarts d’heure", "three quarters of an hour"),
        ("deux heures et demie", "two hours and a half"),
        ("une vingtaine d’heures", "about 20 hours"),
        ("entre vingt et vingt-quatre heures", "between 20 and 24 hours"),
        ("deux mille trois cents kilomètres", "2300 km"),
        ("150 milles nautiques", "150 nautical miles"),
        ("media hora", "half an hour"),
        ("una hora y media", "one hour and a half"),
        ("treinta y seis horas", "36 hours"),
        ("dos mil doscientos kilómetros", "2200 km"),
        ("15 mil km", "15 thousand km"),
        ("半个小时", "half an hour"),
        ("两个半小时", "two and a half hours"),
        ("1万2千公里", "12000 km"),
        ("1.2万公里", "12000 km"),
        ("1時間半", "one and a half hours"),
        ("2時間30分", "2 hours 30 minutes"),
        ("20時間から24時間", "20 to 24 hours"),
        ("１５０キロ", "150 km"),
        ("한 시간 반", "one and a half hours"),
        ("열두 시간", "twelve hours"),
        ("엿새", "six days"),
        ("약 150㎞(95마일)", "about 150 km (95 miles)"),
        ("около 150 км (95 миль)", "about 150 km (95 miles)"),
        ("약 150km(95 km)", "about 150 km (95 km)"),
    ],
)
def test_a_wording_means_what_it_does_in_english(text: str, english: str) -> None:
    found, expected = read_written(text), read_written(english)
    assert found.estimate.unit == expected.estimate.unit
    assert (found.estimate.low, found.estimate.best, found.estimate.high) == pytest.approx(
        (expected.estimate.low, expected.estimate.best, expected.estimate.high)
    )
    assert (found.other is None, found.by) == (expected.other is None, expected.by)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10 里", "“里” may be a li of China, half a km, or of Japan or Korea"),
        ("10리", "may be a li of China"),
        ("150 milles", "may be miles by land or by sea"),
        ("半天", "half of a day and night or of the daylight"),
        ("반나절", "half of a day and night or of the daylight"),
        ("medio día", "noon or half a day"),
        ("diez leguas", "leagues of several lengths"),
        ("часов 20", "may be about so many, or the time of day"),
        ("两三天", "may be a range or one figure"),
        ("五六百公里", "may be a range or one figure"),
        ("1.200 Kilometer", "may part thousands or begin a fraction"),
        ("numerosos kilómetros", "there is no number"),
        ("несколько часов", "there is no number"),
        ("几百公里", "or more than one"),
        ("-5 км", "more than zero"),
        ("0公里", "more than zero"),
        ("更多 公里", "there is no number"),
    ],
)
def test_what_is_doubtful_or_no_figure_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_quantity(text)
    assert why in caught.value.faults[0].message
    assert caught.value.faults[0].found is not None


def test_no_word_means_two_things_in_two_languages() -> None:
    meanings: dict[str, set[str]] = {}
    for words in LANGUAGES.values():
        for word, english in words.items():
            meanings.setdefault(word, set()).add(english)
    assert {word for word, told in meanings.items() if len(told) > 1} == set()


@pytest.mark.parametrize("text", ["about 150 kilometers (95 miles)", "a four-hour drive", "900 li", "three quarters of an hour", "½ mile"])  # fmt: skip
def test_english_stays_as_it_is(text: str) -> None:
    assert in_english(plain(text)) == text


@given(
    st.text(
        alphabet="0123456789 约約약公里キロ時間시간半반個个以上многo километрчадо-~()kmhh" + "二十百千万", max_size=20
    )
)
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    try:
        assert read_quantity(text).best > 0
    except UsageError:
        return
