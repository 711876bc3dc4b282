"""How a check is made, in the words of the report: plain text, each paragraph with its heading."""

_TEXT = """
Places: Each name in the file is a place pinned there by its coordinates, or one of the gazetteer, where all names are
chosen together; where another place came close, a warning says so.

Distances: Each leg is the cheapest way on a network of railways, roads or sea lanes, or by air a geodesic on WGS84.
Borders, breaks of gauge and inferred stretches cost kilometres when ways are weighed; what is reported is the length.
Nine in ten real values are meant to lie from low to high, which stand in brackets. Where no way is known the figure is
a straight line, and a warning says why.

Hours: The length of a leg over the speeds known of its kind of vehicle in each country, with the time that borders and
breaks of gauge take; halts on the way are in it, stays at stops are not.

Times: A stated time is a window: a day is all of that day, and “about” and “early morning” are as wide as they are
commonly meant. All stops, sightings and hours together narrow the windows; where nothing is left of one, two
statements cannot both hold.

Versions: Where the file tells a journey in several ways, each is worked out with all that was seen, put on whichever of
its ways fits. It is ruled out where its statements and what was seen or observed cannot all hold; else it is possible,
which is not to say that it is true. A plan is no evidence.

Verdicts: A reported figure is a range too: half a unit of its last significant digit or 5 % to either side, whichever
is wider; “about” makes it 15 %, “over” and “up to” open one side. It is contradicted where that range and the one
worked out have no value in common, consistent where they have, and undetermined where nothing could be worked out. Of a
contradicted figure other readings are tried: a straight line, other ways, other endpoints of the story, miles for
kilometres.

What a verdict is not: A contradiction says that the figure does not agree with geography as the file tells the journey;
not who erred, nor why. Borders and names on the map imply no endorsement.
"""


def _parted(paragraph: str) -> tuple[str, str]:
    heading, _, text = " ".join(paragraph.split()).partition(": ")
    return heading, text


METHOD = tuple(map(_parted, _TEXT.strip().split("\n\n")))
