"""Which language a country writes its towns in, and how to tell by its letters that a name may be in that language."""

from __future__ import annotations

import re

# Official languages as CLDR's territoryInfo has them; of several, the one most towns are signed in. Countries that are
# not here, or whose towns are signed in several languages side by side (Switzerland, Belgium, Finland's coast), keep
# the name that GeoNames gives, which in Latin letters is mostly the local one.
LANGUAGE_OF = {
    "KP": "ko", "KR": "ko", "RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "RS": "sr", "MK": "mk", "KZ": "kk",
    "KG": "ky", "TJ": "tg", "MN": "mn", "GR": "el", "CY": "el", "IL": "he", "GE": "ka", "AM": "hy", "ET": "am",
    "ER": "ti", "IR": "fa", "AF": "fa", "PK": "ur", "BD": "bn", "NP": "ne", "LK": "si", "TH": "th", "LA": "lo",
    "KH": "km", "MM": "my", "MV": "dv", "BT": "dz", "CN": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant-HK",
    "MO": "zh-Hant-MO", "JP": "ja", "IN": "hi",
    **dict.fromkeys(("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
                     "SY", "TN", "YE", "EH"), "ar"),
    "AT": "de", "DE": "de", "LI": "de", "IT": "it", "SM": "it", "PL": "pl", "CZ": "cs", "SK": "sk", "HU": "hu",
    "RO": "ro", "MD": "ro", "PT": "pt", "BR": "pt", "ES": "es", "FR": "fr", "DK": "da", "SE": "sv", "NO": "nb",
    "FI": "fi", "IS": "is", "EE": "et", "LV": "lv", "LT": "lt", "NL": "nl", "TR": "tr", "VN": "vi", "AL": "sq",
    "HR": "hr", "SI": "sl", "AZ": "az", "UZ": "uz", "TM": "tk", "BA": "bs", "ME": "sr-Latn", "MX": "es", "CU": "es",
    "AR": "es", "CO": "es", "PE": "es", "VE": "es", "CL": "es", "EC": "es", "GT": "es", "DO": "es", "BO": "es",
    "ID": "id", "MY": "ms", "AO": "pt", "MZ": "pt", "CI": "fr", "SN": "fr", "ML": "fr", "GN": "fr", "BF": "fr",
    "NE": "fr", "GA": "fr", "CG": "fr", "CD": "fr", "BJ": "fr", "TG": "fr", "MG": "mg", "TZ": "sw",
}  # fmt: skip

# India's states in the language they were drawn for, by GeoNames' codes; the others are in Hindi.
LANGUAGE_OF_STATE = {
    "IN.25": "ta", "IN.22": "ta", "IN.19": "kn", "IN.13": "ml", "IN.02": "te", "IN.40": "te", "IN.28": "bn",
    "IN.26": "bn", "IN.09": "gu", "IN.23": "pa", "IN.21": "or", "IN.03": "as", "IN.16": "mr",
}  # fmt: skip

LETTERS = {
    "ko": "가-힣",
    "ru": "А-Яа-яЁё",
    "uk": "А-ЩЬЮЯа-щьюяҐґЄєІіЇї'’",
    "be": "А-ЗЙ-ШЫ-Яа-зй-шы-яЁёІіЎў'’",
    "bg": "А-ЪЬЮЯа-ъьюя",
    "sr": "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШабвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "kk": "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі",
    "ky": "А-Яа-яЁёҢңӨөҮү",
    "tg": "А-Яа-яЁёҒғӢӣҚқӮӯҲҳҶҷ",
    "mn": "А-Яа-яЁёӨөҮү",
    "el": "Α-Ωα-ωςΆΈΉΊΌΎΏΪΫάέήίόύώϊϋΐΰ",
    "he": "א-ת־׳״'\"",
    "ar": "\u0621-\u063a\u0641-\u064a",
    "fa": "\u0621-\u0628\u062a-\u063a\u0641\u0642\u0644-\u0648پچژکگی\u200c",
    "ur": "\u0621-\u0628\u062a-\u063a\u0641\u0642\u0644-\u0648پچژکگیٹڈڑںھہےۂئؤ",
    **dict.fromkeys(("hi", "mr", "ne"), "\u0900-\u0963"),
    **dict.fromkeys(("bn", "as"), "\u0980-\u09e3\u09f0\u09f1"),
    "pa": "\u0a00-\u0a65",
    "gu": "\u0a80-\u0ae3",
    "or": "\u0b00-\u0b63",
    "ta": "\u0b80-\u0be5",
    "te": "\u0c00-\u0c63",
    "kn": "\u0c80-\u0ce3",
    "ml": "\u0d00-\u0d63\u0d7a-\u0d7f\u200c\u200d",
    "si": "\u0d80-\u0de5\u200d",
    "th": "\u0e01-\u0e4e",
    "lo": "\u0e81-\u0ecd",
    "km": "\u1780-\u17d3",
    "my": "\u1000-\u103f",
    "ka": "ა-ჰ",
    "hy": "Ա-Ֆա-և",
    **dict.fromkeys(("am", "ti"), "\u1200-\u135a"),
    "dv": "\u0780-\u07b1",
    "dz": "\u0f00-\u0fbc",
    **dict.fromkeys(("zh-Hans", "zh-Hant"), "\u4e00-\u9fff"),
    "ja": "\u4e00-\u9fff々ヶケノぁ-んァ-ヶー",
}

# Characters of each Chinese and of Japanese: the standards of their countries, GB 2312, Big Five and JIS X 0208.
ENCODINGS = {"zh-Hans": "gb2312", "zh-Hant": "big5", "ja": "shift_jis"}
_MARKS = " ·-"


def language(country: str, region: str = "") -> str:
    """The language a country, or one of its regions by GeoNames' code, writes its towns in; "" where none is one."""
    return LANGUAGE_OF_STATE.get(f"{country}.{region}", LANGUAGE_OF.get(country, ""))


def may_be(name: str, tongue: str) -> bool:
    """Whether every letter of a name is one of the language's; never so for a language in Latin letters."""
    letters = LETTERS.get(script(tongue))
    if not letters or not re.fullmatch(f"[{letters}][{letters}{_MARKS}]*", name):
        return False
    return _can_encode(name, ENCODINGS.get(script(tongue), ""))


def script(tongue: str) -> str:
    """The key of a language in `LETTERS`: Chinese as Hong Kong and Macau write it is in Taiwan's characters."""
    return "zh-Hant" if tongue.startswith("zh-Hant") else tongue


def _can_encode(name: str, encoding: str) -> bool:
    if not encoding:
        return True
    try:
        name.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
