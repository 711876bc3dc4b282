"""Where journeys that are shown together met, or could have met."""

from __future__ import annotations

from collections.abc import Sequence

from geo.encounters import Encounter, meet
from geo.journey import Journey
from geo.show.positions import DIGITS, unwrapped
from geo.show.shape import EncounterView, JourneyView
from geo.show.words import window_in_words
from geo.translation import Words
from geo.when import NO_WINDOW


def encounters(journeys: Sequence[Journey], views: Sequence[JourneyView], words: Words) -> list[EncounterView]:
    """Every encounter of those journeys that state a time, the surest first; who cannot have met is left out."""
    timed = [index for index, journey in enumerate(journeys) if _has_times(journey)]
    if len(timed) < 2:
        return []
    found = meet([journeys[index] for index in timed])
    return [_view(one, timed, views, words) for one in found if one.verdict != "cannot have met"]


def _has_times(journey: Journey) -> bool:
    return any(point.stated != NO_WINDOW for point in journey.timing)


def _view(found: Encounter, timed: Sequence[int], views: Sequence[JourneyView], words: Words) -> EncounterView:
    one, other = (timed[number] for number in found.journeys)
    return {
        "name": found.place.name,
        "lat": round(found.place.lat, DIGITS),
        "lon": unwrapped(found.place.lon, views[one]["stops"][0]["lon"]),
        "journeys": [one, other],
        "when": window_in_words(found.window, words),
        "verdict": found.verdict,
        "explanation": found.explanation,
    }
