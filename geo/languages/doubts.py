"""Words that mean one length or time here and another there: they are refused, never guessed."""

from __future__ import annotations

import re

from geo.errors import Fault, UsageError

# What may be meant, and what to write instead. Lengths of the li: the Weights and Measures Acts of China, 1929 (500 m),
# and of Japan, 1891 (3.927 km); in Korea ten make 4 km or so.
_DOUBTS = (
    (
        r"(?<![公英海市华華])里|(?<=[\d십백천만])\s*리",
        "a li of China, half a km, or of Japan or Korea",
        "write it in km",
    ),
    (r"\bmilles\b(?! marins| nautiques)", "miles by land or by sea", "write miles or nautical miles"),
    (r"半天|半日|반나절|한나절", "half of a day and night or of the daylight", "write it in hours"),
    (
        r"(?<![〇零一二三四五六七八九十百千万])[一二两兩三四五六七八九]{2}",
        "a range or one figure",
        "write it in digits",
    ),
    (r"\b(?:часов|минут|дней|суток|километров|км)\s+\d+", "about so many, or the time of day", "write около 20 часов"),
    (r"\bmedio d[ií]a\b", "noon or half a day", "write it in hours"),
    (r"\b(?:lieues?|leguas?)\b", "leagues of several lengths", "write it in km"),
)


def refuse_doubtful(text: str) -> None:
    """Raises `UsageError` where a text has a word of more than one meaning."""
    for pattern, meanings, hint in _DOUBTS:
        if found := re.search(pattern, text):
            raise UsageError(Fault(f"“{found[0].strip()}” may be {meanings}", found=text, hint=hint))
