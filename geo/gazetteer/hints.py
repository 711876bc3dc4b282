"""Words that name a country or region without being its name: `Mass.`, `Russians`, `Egyptian`."""

from __future__ import annotations

from collections.abc import Iterator

from geo.gazetteer.names import fold

# The abbreviations of American newspapers, as Georgia State University's writing guide lists them (commkit.gsu.edu).
_STATES = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT", "del": "DE", "fla": "FL",
    "ga": "GA", "ill": "IL", "ind": "IN", "kan": "KS", "ky": "KY", "la": "LA", "md": "MD", "mass": "MA", "mich": "MI",
    "minn": "MN", "miss": "MS", "mo": "MO", "mont": "MT", "neb": "NE", "nev": "NV", "nh": "NH", "nj": "NJ", "nm": "NM",
    "ny": "NY", "nc": "NC", "nd": "ND", "okla": "OK", "ore": "OR", "pa": "PA", "ri": "RI", "sc": "SC", "sd": "SD",
    "tenn": "TN", "tex": "TX", "va": "VA", "vt": "VT", "wash": "WA", "wva": "WV", "wis": "WI", "wyo": "WY",
    # And the Canadian Press's, of the provinces.
    "alta": "AB", "bc": "BC", "man": "MB", "nb": "NB", "nl": "NL", "ns": "NS", "ont": "ON", "pei": "PE", "que": "QC",
    "sask": "SK",
}  # fmt: skip
_PEOPLES = {
    "british": "united kingdom", "czech": "czechia", "danish": "denmark", "dutch": "netherlands", "english": "england",
    "filipino": "philippines", "finnish": "finland", "french": "france", "german": "germany", "greek": "greece",
    "irish": "ireland",
    "polish": "poland", "scottish": "scotland", "spanish": "spain", "swedish": "sweden", "swiss": "switzerland",
    "turkish": "turkey", "welsh": "wales",
}  # fmt: skip
# Regular ones: Egypt-ian, Mexic-an, Chin-ese, Russia-n, Iraq-i, Iceland-ic; what the ending hid is put back.
_ENDINGS = ("ian", "ean", "an", "ese", "n", "i", "ish", "ic")
_HIDDEN = ("", "a", "ia", "y", "o", "e", "ea")
_SHORTEST_STEM = 3


def state(name: str) -> str | None:
    """The postal code of an American state or Canadian province abbreviated with a full stop, as `W.Va.`; or None."""
    return _STATES.get(fold(name).replace(" ", "")) if "." in name else None


def lands(name: str) -> Iterator[str]:
    """The names a country or region may have whose people or adjective this is, likelier ones first."""
    key = fold(name)
    for word in dict.fromkeys((key, key.removesuffix("s"))):
        if word in _PEOPLES:
            yield _PEOPLES[word]
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_STEM:
                yield from (stem + hidden for hidden in _HIDDEN)
