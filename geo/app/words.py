"""Every word of the app's own, in one place. What stands in braces is put in when it is shown."""

from __future__ import annotations

from collections.abc import Mapping

# pages
APP = "Demarche"
JOURNEY_PAGE, COMPARE_PAGE, DISTANCE_PAGE, WHERE_PAGE, EDITOR_PAGE = "Journey", "Compare", "Distance", "Where", "Editor"

# what is chosen
JOURNEY, JOURNEYS, UNITS = "Journey", "Journeys", "Units"
YOUR_OWN = "Your own file …"
NOT_OFFERED = "The address of this page asks for something that is not offered here:"
NO_ITINERARIES = "There are no itineraries here yet. Bring one of your own."
NOTHING_YET = "Nothing to show yet: upload a file, paste one, or write one in the editor."
BRING = "Bring your own itinerary"
OWN_FILE = (
    "A YAML file of up to 1 MB. You alone see it, and it is forgotten within hours. "
    "For an example to start from, download the itinerary of one of the journeys."
)
UPLOAD = "Upload a file"
PASTE = "Or paste it here"
SHOW_AND_CHECK = "Show and check"
DOUBTFUL = "{count} of the names may mean another place: choose"
WHICH_IS_MEANT = "Which is meant?"
WORKING_OUT, WORKING_OUT_SEVERAL = "Working the journey out …", "Working the journeys out …"

# a journey
MAP = "Map of the journey"
STOPS, DISTANCE, TRAVELLING_TIME, CLAIMS_CHECKED = "Stops", "Distance", "Travelling time", "Claims checked"
CONTRADICTED = "{count} contradicted"
SO_MANY_CONTRADICTED = "{count}, {contradicted} contradicted"
CLAIMS, TIMES, LEGS, SOURCES = "Claims", "Times", "Legs", "Sources"
SOURCE_UNKNOWN = "source unknown"
CLAIMED = "Claimed {kind}: {claimed}\nWorked out: {computed}"
CANNOT_BE_TOLD = "cannot be told"
SO_MANY = "{what} · {count}"
MORE_CLAIMS = "The other {count} claims are in the HTML page."
NO_CLAIMS = "This itinerary reports no claims."
NO_TIMES = "No stop of this journey states a time, so there is no diagram."
NO_LEGS = "This journey has one stop and no legs."
OF_LEG = "Leg {number}, {start} – {end}: {text}"
DOWNLOADS = "Take it along: files of this journey"
KINDS: Mapping[str, str] = {
    "html": "Page (HTML)",
    "yaml": "Itinerary (YAML)",
    "geojson": "GeoJSON",
    "csv": "Legs (CSV)",
    "diagram": "Times (SVG)",
    "png": "Map (PNG)",
    "svg": "Map (SVG)",
    "pdf": "Map (PDF)",
}

# columns of tables
FROM, TO, BY, TIME, STRAIGHT_LINE, BASIS = "From", "To", "By", "Time", "Straight line", "Basis"
PLACE, COUNTRY, ARRIVES, LEAVES = "Place", "Country", "Arrives", "Leaves"
ARRIVES_UTC, LEAVES_UTC = "Arrives (UTC)", "Leaves (UTC)"
ARRIVES_STATED, LEAVES_STATED = "Arrives, as stated", "Leaves, as stated"
ARRIVAL_OPEN_UTC, ARRIVAL_OPEN_LOCAL = "Open (UTC)", "Open (local)"
DEPARTURE_OPEN_UTC, DEPARTURE_OPEN_LOCAL = "Left open (UTC)", "Left open (local)"
WHAT_HAPPENED, CERTAINTY = "What happened", "Certainty"
PUBLISHER, TITLE, DATE, LINK, OPEN = "Publisher", "Title", "Date", "Link", "open"
TRAVELLERS, VERDICT, WHO, WHERE, WHEN, WHY = "Travellers", "Verdict", "Who", "Where", "When", "Why"
NONE = "There are none."

# faults
FAULTY = "This cannot be used as it is. Here is what is wrong, and where."
FAULTY_IN_PART = "Part of this could not be used and is left out. Here is what is wrong, and where."
MORE_FAULTS = "There are {count:,} more."
LINE, COLUMN, KEY_PATH, WHAT_IS_WRONG, FOUND, HINT = "Line", "Column", "Where", "What is wrong", "Found", "Hint"
A_BUG = "Something went wrong here, and it is not your doing. It has been noted; please try again."

# several journeys
ADD_OWN = "Add your own"
UPLOAD_SEVERAL = "Files of your own"
CHOOSE_TWO = "Choose two journeys or more, or one of the comparisons that are ready."
TOO_MANY = "No more than {most} journeys are drawn together."
TOTALS, WHO_MET = "Totals", "Who met"

# one leg
HOW_FAR = "How far, and how long?"
FROM_EXAMPLE, TO_EXAMPLE = "Vladivostok, VVO or 43.12,131.89", "Khasan"
VIA, VIA_EXAMPLE = "Via (with semicolons between)", "Ussuriysk; Khabarovsk"
AVOID, AVOID_EXAMPLE = "Avoid (KZ; RU-UA; by sea Suez)", "CN, KP"
WORK_OUT = "Work it out"
ALL_WAYS = "Every way of travelling"
MODE = "Mode"
SAY_BOTH_ENDS = "Say from where and to where. A place is a name, an ICAO or IATA code, or latitude and longitude."
FINDING_WAYS = "Finding the ways …"
NO_SUCH_PLACE = "Nothing here is called {name}."
TAKEN_AS = "{field}: taken as"
DRAWN = "Draw the way by"
WHAT_TO_KNOW = "What to know"

# where
WHERE_THEN, COULD_THEY = "Where can they have been?", "Could they have been there?"
ZONE, BETWEEN, AND, ASK = "Time zone", "Between", "and", "Ask"
CHANCE, STRETCH = "Chance", "Stretch"
AT = "at {place}"
ON_THE_WAY = "{start} → {end}"
FROM_TO = "from {start} to {end} along it"
ANYWHERE_BETWEEN = "the way is not known"
MOST_LIKELY = "Most likely: {lat}, {lon}, within {within} of it along the way."
SAY_PLACE_AND_TIMES = "Say a place, from when and until when; times without an offset are local to the place."

# the editor
FORM, YAML, VIEW = "Form", "YAML", "View"
BEGIN = "Begin, open or copy"
BEGIN_HOW = (
    "What you write is checked as you go. It stays in this tab of your browser and in this session; "
    "download it to keep it. Beginning anew replaces what is here."
)
BEGIN_NEW, BEGIN_FROM, COPY = "Begin a new one", "Or begin with a copy of", "Copy it"
BEGIN_FIRST = "Begin a new itinerary, copy one that is ready, or upload a file."
TEMPLATE = "title: A new journey\ntraveller: Somebody\nstops:\n  - place: Vladivostok\n"
NO_FORM = "The text cannot be shown as a form while it is not sound YAML, or is very long. Mend it as YAML."
DOWNLOAD_FILE = "Download the file"
SO_MANY_FAULTS, NO_FAULTS = "Lines with faults are marked: {count} in all.", "No faults."
LOST_COMMENTS = "With the last change these comments went from the file:"
NOTHING_CHOSEN = "–"
ADD, ADD_AFTER, EARLIER, LATER, REMOVE = "Add", "Add after it", "Earlier", "Later", "Remove"
ITEMS: Mapping[str, str] = {"stops": "Stop", "claims": "Claim"}
TRAVELLERS_ONE_A_LINE = "Travellers, one a line"
EVENTS_ONE_A_LINE, VIA_ONE_A_LINE = "What happened, one a line", "By way of, one a line"
CAME_BY = "They came by"
TIME_EXAMPLE = "2023-09-12T06:00"
NEW_SOURCE_KEY, SOURCE = "Short name of a new source", "Source"
QUOTE = "What the report says, word for word"
CLAIMED_FIGURES: Mapping[str, tuple[str, str]] = {
    "distance": ("Distance", "about 150 km"),
    "duration": ("Duration", "up to 20 hours"),
    "speed": ("Speed", "60 km/h"),
}
NEW_PLACE, NEW_QUOTE, NEW_SOURCE = "Khasan", "about 100 km", "source"
WHICH_PLACE = "Which place it is"
CHOSEN_TOGETHER = "the likeliest, with the other names of the journey"
AS_PINNED = "as the file has it: {position}"
PICK_ON_MAP = "Pick it on the map"
