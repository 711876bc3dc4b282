"""Chinese, Japanese and Korean: about, over and up to stand before, within and after a figure, in any of these."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _table(words: Mapping[str, str]) -> dict[str, str]:
    """The English of each word, from the words of each meaning."""
    return {word: english for english, several in words.items() for word in several.split()}


# 약, 가량 and 정도 go either way, 여 and 남짓 beyond (JoongAng Ilbo, Los Angeles, 3 March 2020); 弱 is a little less
# and 強 a little more (Digital Daijisen); 左右 either way, 多 beyond, 以上 and 以下 with the figure (mandarin123.com).
_BEFORE = _table(
    {
        "about": "大约 大約 大概 约 約 およそ おおよそ ほぼ 약 대략",
        "almost": "近 将近 將近 거의",
        "more than": "超过 超過 逾",
        "at least": "至少 最少 不少于 少なくとも 最低 최소 적어도",
        "at most": "最多 至多",
        "no more than": "不超过 不超過",
        "up to": "最大 最長 최대 최장",
        "less than": "不到 不足",
    }
)
_WITHIN = _table({"over": "여 余 餘 多", "about": "来"})
_AFTER = _table(
    {
        "about": "左右 前後 前后 程度 ほど くらい ぐらい 정도 가량 쯤 안팎 내외",
        "almost": "近く 弱 가까이",
        "over": "多 余り 余 餘 あまり 여",
        "just over": "남짓 強",
        "more than": "超 を超える を超す 초과 넘게 넘는",
        "at least": "以上 이상",
        "at most": "以下 이하",
        "within": "以内 이내",
        "less than": "未満 未满 미만",
    }
)
_UNITS = _table(
    {
        "km/h": "km/h kph",
        "mph": "mph",
        "km": "km 公里 千米 キロメートル キロ 킬로미터 킬로",
        "m": "m 米 メートル 미터",
        "miles": "英里 マイル 마일",
        "nautical miles": "海里 海浬 カイリ 해리",
        "knots": "节 節 ノット 노트",
        "hours": "h 小时 小時 时间 時間 钟头 鐘頭 시간",
        "minutes": "分钟 分鐘 分 분",
        "days": "天 日間 日 일간 일",
        "weeks": "週間 星期 周 週 주간 주",
    }
)
_AN_HOUR = ("시속", "時速", "时速", "每小时", "每小時")
_PER_HOUR = {"km": "km/h", "miles": "mph"}
# Days that Korean counts by words of their own.
_DAYS: Mapping[str, int] = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
}  # fmt: skip
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)) | {"两": 2, "兩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_MYRIADS = ("万", "萬", "만")
# Korean's own numerals, which count hours.
_ONES = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TWENTIES = {f"{ten}{one}": tens + low for ten, tens in (("열", 10), ("스물", 20)) for one, low in _ONES.items()}
_KOREAN = _ONES | {"열": 10, "스무": 20} | _TWENTIES


def _any(words: Mapping[str, object] | tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MARKS = "".join((*_DIGITS, *_POWERS, *_MYRIADS))
_NUMBER = rf"(?:\d[\d.,]*(?:\s*½)?[{_MARKS}\d]*|[{_MARKS}]+|{_any(_KOREAN)})"
_TO = r"\s*(?:~|〜|-|–|至|到|から|에서)\s*"
_LEADS = rf"(?:(?:{_any(_BEFORE)})\s*)*"
_FIGURE = re.compile(
    rf"(?P<before>{_LEADS})(?:(?P<speed>{_any(_AN_HOUR)})\s*)?(?P<then>{_LEADS})"
    rf"(?:(?P<half>半|반)|(?P<number>{_NUMBER})(?:\s*(?:{_any(_UNITS)})?{_TO}(?P<number2>{_NUMBER}))?)\s*"
    rf"(?P<within>{_any(_WITHIN)})?\s*[个個]?(?P<and_half>半)?\s*(?P<unit>{_any(_UNITS)})(?:の|간)?"
    rf"(?:\s*(?P<half_after>半|반))?(?:\s*(?P<after>{_any(_AFTER)}))?"
)
_KOREAN_DAYS = re.compile(_any(_DAYS))


def from_eastern(text: str) -> str:
    """A text with the figures of these languages in English; what is none stays."""
    if text.isascii() or not re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text):
        return text
    counted = _KOREAN_DAYS.sub(lambda match: f"{_DAYS[match[0]]}일", text)
    return _FIGURE.sub(_english, counted)


def _english(match: re.Match[str]) -> str:
    """`about over 200 km`: the words of all three places, the number and the unit."""
    parts = match.groupdict()
    leads = [_BEFORE[word] for word in re.findall(_any(_BEFORE), f"{parts['before']}{parts['then']}")]
    leads += [table[parts[key]] for key, table in (("within", _WITHIN), ("after", _AFTER)) if parts[key]]
    unit = _UNITS[parts["unit"]]
    if parts["speed"]:
        unit = _PER_HOUR.get(unit, unit)
    if parts["half"]:
        number = "half an"
        unit = unit.removesuffix("s")
    else:
        number = _figures(parts["number"])
    if parts["number2"]:
        number = f"{number} to {_figures(parts['number2'])}"
    if parts["and_half"] or parts["half_after"]:
        number = f"{number} and a half"
    return f" {' '.join((*leads, number, unit))} "


def _figures(number: str) -> str:
    """A number in figures: `1万2千` is 12000, `2.5` stays."""
    if number in _KOREAN:
        return str(_KOREAN[number])
    if not re.search(rf"[{_MARKS}]", number):
        return number
    total = section = 0.0
    last: float | None = None
    for part in re.findall(rf"\d+(?:[.,]\d+)*|[{_MARKS}]", number):
        if part in _POWERS:
            section, last = section + (1 if last is None else last) * _POWERS[part], None
        elif part in _MYRIADS:
            total, section, last = total + (section + (last or 0) or 1) * 10_000, 0.0, None
        else:
            last = float(_DIGITS[part]) if part in _DIGITS else float(part.replace(",", ""))
    return f"{total + section + (last or 0):.15g}"
