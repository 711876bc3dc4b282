"""The app: parse, call, draw. No geography is done here.

Text never becomes code: Streamlit reads most of what it is given as Markdown, and escaping holds back only a part of it
(emoji, arrows and addresses are put in after escapes are undone). So text that is not ours goes through `st.text`,
`st.dataframe`, options of `st.selectbox` and the map only; all other calls get words of this file, or numbers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit_folium import st_folium

from geo import formats, gazetteer, modes, pipeline, reader
from geo.encounters import Encounter, meet
from geo.errors import DemarcheError, DocumentError, Fault
from geo.gazetteer.picked import Picked
from geo.itinerary import Itinerary
from geo.journey import Journey, Place
from geo.pinning import pinned
from geo.show.folium_map import map_key, map_of
from geo.show.page import page_of
from geo.show.payload import payload
from geo.show.shape import Figure, FindingView, JourneyView, LegView, Payload, SourceView, StopView
from geo.show.words import kind_in_words
from geo.when import NO_WINDOW

Row = dict[str, Any]
Picks = tuple[tuple[str, str], ...]  # names, and the sources of the places that a visitor picked for them

ITINERARIES = Path(__file__).parent / "itineraries"
TOGETHER = {  # comparisons that are ready, by title: the itineraries of each
    "Russia and North Korea, summer 2023": (
        "kim-russia-2023",
        "il62m-pyongyang-2023",
        "angara-rajin-dunay-2023",
        "maria-rajin-dunay-2023",
        "containers-rajin-tikhoretsk-2023",
        "shoigu-pyongyang-2023",
    ),
}
FIRST = "kim-russia-2023.yaml"  # what the app opens on
SHARED_PLACES = "places.yaml"  # a book of places, no itinerary
MAP_HEIGHT_PX = 560
MOST_SHOWN = 100  # cards or rows that a browser draws without delay
MOST_CHARACTERS = 200  # of what a fault found
NEED_TIMES = {"diagram", "ics"}
KINDS = {
    "html": ("Page (HTML)", "text/html"),
    "geojson": ("GeoJSON", "application/geo+json"),
    "csv": ("Legs (CSV)", "text/csv"),
    "png": ("Map (PNG)", "image/png"),
    "svg": ("Map (SVG)", "image/svg+xml"),
    "pdf": ("Map (PDF)", "application/pdf"),
    "diagram": ("Times (SVG)", "image/svg+xml"),
    "gpx": ("GPX", "application/gpx+xml"),
    "kml": ("KML", "application/vnd.google-earth.kml+xml"),
    "czml": ("CZML", "application/json"),
    "gpkg": ("GeoPackage", "application/geopackage+sqlite3"),
    "geoparquet": ("GeoParquet", "application/vnd.apache.parquet"),
    "ics": ("Calendar (ICS)", "text/calendar"),
    "yaml": ("Itinerary (YAML)", "application/yaml"),
}
VERDICTS: dict[str, Literal["red", "orange", "green"]] = {
    "contradicted": "red",
    "undetermined": "orange",
    "consistent": "green",
}
STYLE = """<style>
.stMainBlockContainer { max-width: 78rem; padding-top: 1.5rem; padding-bottom: 4rem }
.stAppHeader { background: none; pointer-events: none }
.st-key-totals { column-gap: 3rem; row-gap: 0.5rem }
[data-testid="stText"] {
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start;
}
.st-key-title [data-testid="stText"] {
  font-size: clamp(1.6rem, 4.5vw, 2.4rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.02em;
}
.st-key-travellers, [class*="st-key-said-by"] { opacity: 0.75 }
[class*="st-key-quote"] { border-inline-start: 3px solid; padding-inline-start: 0.8rem }
[class*="st-key-quote"] [data-testid="stText"] { font-size: 1.08rem }
[class*="st-key-warnings"] { border-inline-start: 4px solid #c77800; padding-inline-start: 0.9rem }
</style>"""

# The outcome of each text is kept for the next visitor who brings the same one; each gets a copy of their own.
_remember = partial(st.cache_data, max_entries=64, max_size="200MB", ttl="6h", show_spinner=False)


def main() -> None:
    """Runs once for every interaction of a visitor."""
    st.set_page_config("Demarche", layout="wide")
    st.html(STYLE)
    pages = [
        st.Page(guarded(journeys_page), title="Journeys", url_path="journeys", default=True),
        st.Page(guarded(file_page), title="Your own file", url_path="file"),
        st.Page(guarded(leg_page), title="One leg", url_path="leg"),
    ]
    chosen = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, gap="small"):
        for page in pages:
            st.page_link(page, width="content")
    chosen.run()


def guarded(page: Callable[[], None]) -> Callable[[], None]:
    """The page, whose errors reach visitors as sentences and never as tracebacks."""

    @wraps(page)
    def run() -> None:
        try:
            page()
        except DemarcheError as error:
            show_faults(error.faults)
        except Exception:
            logging.getLogger("demarche.app").exception("a page failed")
            st.error("Something went wrong here, and it is not your doing. It has been noted; please try again.")

    return run


# ---- the pages


def journeys_page() -> None:
    """The itineraries that come with the app."""
    files = sorted(
        (file for file in ITINERARIES.glob("*.yaml") if file.name != SHARED_PLACES),
        key=lambda file: (file.name != FIRST, file.name),
    )
    if not files:
        st.info("There are no itineraries here yet. Bring one of your own under “Your own file”.")
        return
    together = [title for title, stems in TOGETHER.items() if {file.stem for file in files} >= set(stems)]
    offered: list[Path | str] = [files[0], *together, *files[1:]]
    chosen = st.selectbox("Journey", offered, format_func=title_of, label_visibility="collapsed")
    if isinstance(chosen, str):
        show_together(chosen, tuple(text_of(ITINERARIES / f"{stem}.yaml") for stem in TOGETHER[chosen]))
    else:
        show_text(text_of(chosen), chosen.stem)


def file_page() -> None:
    """A visitor's own itinerary, uploaded or pasted."""
    st.header("Your own itinerary", anchor=False)
    st.markdown(
        "A YAML file of up to 1 MB. You alone see it, and it is forgotten within hours. "
        "For an example to start from, download the itinerary of one of the journeys."
    )
    upload = st.file_uploader("Upload a file", type=["yaml", "yml"])
    with st.form("paste"):
        pasted = st.text_area("Or paste it here", height=220, max_chars=reader.MAX_BYTES, placeholder="title: …")
        st.form_submit_button("Show and check", type="primary")
    if upload is not None:
        show_text(reader.decoded(upload.getvalue(), upload.name), "itinerary")
    elif pasted.strip():
        show_text(pasted, "itinerary")
    else:
        st.info("Nothing to show yet: upload a file, or paste one and press “Show and check”.")


def leg_page() -> None:
    """How far and how long one leg is."""
    st.header("How far, and how long?", anchor=False)
    with st.form("leg"):
        first, second = st.columns([3, 3, 2]), st.columns([3, 3, 2], vertical_alignment="bottom")
        origin = first[0].text_input("From", placeholder="Vladivostok, VVO or 43.12,131.89", max_chars=200).strip()
        destination = first[1].text_input("To", placeholder="Khasan", max_chars=200).strip()
        by = first[2].selectbox("By", modes.NAMES)
        via = second[0].text_input("Via (with semicolons between)", placeholder="Ussuriysk; Khabarovsk", max_chars=1000)
        avoid = second[1].text_input("Avoid (KZ; RU-UA; by sea Suez)", placeholder="CN, KP", max_chars=200)
        second[2].form_submit_button("Work it out", type="primary", width="stretch")
    if not origin or not destination:
        st.info("Say from where and to where. A place is a name, an ICAO or IATA code, or latitude and longitude.")
        return
    with st.spinner("Finding the way …"):
        content = leg_drawn(origin, destination, by, split(via, ";"), split(avoid, r"[,;\s]"))
    show_leg(content)


# ---- what the pages are made of, worked out once


@_remember()
def doubtful(text: str) -> dict[str, list[Place]]:
    """The names of a text that may mean several places about as likely, with those places, the likeliest first."""
    chosen = pipeline.choices(reader.read_text(text))
    return {choice.name: [choice.place, *choice.rivals] for choice in chosen if choice.rivals}


@_remember()
def worked_out(text: str, picks: Picks = ()) -> tuple[Journey, Payload]:
    """The journey that a YAML text tells of, and what is drawn of it; `picks` are the visitor's choices of places."""
    places = doubtful(text)
    meant = {name: next(place for place in places[name] if place.source == source) for name, source in picks}
    journey = pipeline.build(reader.read_text(text), names=Picked(gazetteer.load(), meant))
    return journey, payload([journey])


@_remember()
def compared(texts: tuple[str, ...]) -> tuple[Payload, tuple[Encounter, ...]]:
    """Several journeys on one map, and where their travellers met or could have met."""
    journeys = [worked_out(text)[0] for text in texts]
    return payload(journeys), meet(journeys)


@_remember()
def leg_drawn(origin: str, destination: str, by: str, via: tuple[str, ...], avoid: tuple[str, ...]) -> Payload:
    """One leg, drawn as a journey of two stops."""
    passage = pipeline.distance(origin, destination, by, via, avoid)
    places = {origin: passage.route.origin, destination: passage.route.destination}
    title = " → ".join(f"{p.name}, {p.country or 'no country'} ({p.lat:.3f}, {p.lon:.3f})" for p in places.values())
    stops = [{"place": origin}, {"place": destination, "by": by}]
    itinerary = Itinerary.model_validate({"title": title, "traveller": "anybody", "stops": stops})
    return payload([Journey(itinerary, places, (passage.route,), (passage,))])


@_remember()
def download(text: str, kind: str, picks: Picks = ()) -> bytes:
    """The journey as a file; the itinerary itself with the places that were picked."""
    journey, content = worked_out(text, picks)
    if kind == "yaml":
        return pinned(text.encode(), journey, "itinerary") if picks else text.encode()
    return page_of(content).encode() if kind == "html" else formats.exported(journey, kind)


@_remember()
def title_in(text: str) -> str:
    """What an itinerary calls itself."""
    return reader.read_text(text).title


def title_of(file: Path | str) -> str:
    """An itinerary's title, or the name of its file where it is faulty; of a comparison the title it is."""
    if isinstance(file, str):
        return file
    try:
        return str(title_in(text_of(file)))
    except DemarcheError:
        return file.stem


def text_of(file: Path) -> str:
    """The text of one of our itineraries. Raises `DocumentError` where it has none."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DocumentError(Fault(f"cannot be read: {error.strerror}", file.name)) from error
    return reader.decoded(content, file.name)


def split(text: str, between: str) -> tuple[str, ...]:
    """The parts of a list that somebody typed."""
    return tuple(part.strip() for part in re.split(between, text) if part.strip())


# ---- what is seen


def show_text(text: str, name: str) -> None:
    """Everything about the journey that a YAML text tells of."""
    with st.spinner("Working the journey out …"):
        picks = picked(doubtful(text))
        _, content = worked_out(text, picks)
    view: JourneyView = content["journeys"][0]
    show_head(view)
    show_warnings(view["warnings"])
    show_choices(doubtful(text))
    show_map(content)
    show_downloads(text, name, view, picks)
    claims, times, legs, stops, sources = st.tabs(["Claims", "Times", "Legs", "Stops", "Sources"])
    with claims:
        show_findings(view["findings"], view["sources"])
    with times:
        show_times(view)
    with legs:
        show_legs(view["legs"])
    with stops:
        show_table(stop_rows(view))
    with sources:
        show_table(source_rows(view))


def show_together(title: str, texts: tuple[str, ...]) -> None:
    """Several journeys on one map, their totals, and who met whom."""
    with st.spinner("Working the journeys out …"):
        content, encounters = compared(texts)
    with st.container(key="title"):
        st.text(title)
    show_map(content)
    page = partial(page_of, content)
    st.download_button("Page (HTML)", lambda: page().encode(), "together.html", "text/html", on_click="ignore")
    journeys, met = st.tabs(["Journeys", "Who met"])
    with journeys:
        show_table([journey_row(view) for view in content["journeys"]])
    with met:
        show_table([encounter_row(encounter) for encounter in encounters])


def journey_row(view: JourneyView) -> Row:
    """A journey among others."""
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    return {
        "Journey": view["title"],
        "Travellers": ", ".join(view["travellers"]),
        "Stops": str(len(view["stops"])),
        "Distance": view["distance_km"]["text"] if view["distance_km"] else None,
        "Travelling time": view["hours"]["text"] if view["hours"] else None,
        "Claims": f"{len(view['findings'])}, {contradicted} contradicted",
    }


def encounter_row(encounter: Encounter) -> Row:
    """Two travellers at one place."""
    return {
        "Verdict": encounter.verdict,
        "Who": " and ".join(encounter.travellers),
        "Where": encounter.place.name,
        "When": None if encounter.window == NO_WINDOW else str(encounter.window),
        "Why": encounter.explanation,
    }


def picked(doubts: Mapping[str, Sequence[Place]]) -> Picks:
    """What the visitor picked for the names in doubt, where it is not what is taken anyway."""
    chosen = ((name, st.session_state.get(f"meant-{name}")) for name in doubts)
    return tuple((name, place.source) for name, place in chosen if place and place.source != doubts[name][0].source)


def show_choices(doubts: Mapping[str, Sequence[Place]]) -> None:
    """For each name that may mean several places, which one it shall mean."""
    if doubts:
        with st.expander(f"{len(doubts)} of the names may mean another place: choose"):
            for name, places in doubts.items():
                st.text(name)
                st.selectbox(
                    "Which is meant?", places, format_func=described, key=f"meant-{name}", label_visibility="collapsed"
                )


def described(place: Place) -> str:
    """A place told from its namesakes."""
    return f"{place.name}, {place.country or 'no country'} ({place.lat:.2f}, {place.lon:.2f})"


def show_head(view: JourneyView) -> None:
    """What it is called, who travels, and the totals."""
    with st.container(key="title"):
        st.text(view["title"])
    with st.container(key="travellers"):
        st.text(", ".join(view["travellers"]))
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    with st.container(horizontal=True, key="totals"):
        show_metric("Stops", str(len(view["stops"])))
        show_figure("Distance", view["distance_km"])
        show_figure("Travelling time", view["hours"])
        show_metric("Claims checked", str(len(view["findings"])), f"{contradicted} contradicted")


def show_leg(content: Payload) -> None:
    """One leg: which places were taken, its figures, warnings and map."""
    st.text(content["title"])
    leg = content["journeys"][0]["legs"][0]
    with st.container(horizontal=True, key="totals"):
        show_figure("Distance", leg["distance_km"])
        show_figure("Time", leg["hours"])
        show_metric("Straight line", f"{leg['straight_line_km']:,.1f} km")
        show_metric("Basis", leg["basis"])
    show_warnings(leg["warnings"])
    show_map(content)


def show_figure(label: str, figure: Figure | None) -> None:
    """A quantity, its bounds below it."""
    best, _, bounds = (figure["text"] if figure else "unknown").partition(" (")
    show_metric(label, best, bounds.rstrip(")"))


def show_metric(label: str, value: str, below: str = "") -> None:
    """A number, and what there is to say of it."""
    st.metric(label, value, below or None, "off", delta_arrow="off", width="content")


def show_map(content: Payload) -> None:
    """The map, as wide as the page."""
    drawn = map_of(content)
    st_folium(drawn, key=map_key(content), height=MAP_HEIGHT_PX, use_container_width=True, returned_objects=[])


def show_warnings(warnings: Iterable[str], key: str = "warnings") -> None:
    """What a reader should know before relying on the figures."""
    listed = list(warnings)
    if listed:
        with st.container(key=key, gap="small"):
            st.text("\n".join(f"⚠ {warning}" for warning in listed))


def show_findings(findings: Sequence[FindingView], sources: Sequence[SourceView]) -> None:
    """The claims, those that cannot be true first."""
    ranked = sorted(findings, key=lambda finding: list(VERDICTS).index(finding["verdict"]))
    for number, finding in enumerate(ranked[:MOST_SHOWN]):
        with st.container(border=True, gap="small"):
            show_finding(number, finding, sources)
    if len(ranked) > MOST_SHOWN:
        st.info(f"The other {len(ranked) - MOST_SHOWN} claims are in the HTML page.")
    if not ranked:
        st.info("This itinerary reports no claims.")


def show_finding(number: int, finding: FindingView, sources: Sequence[SourceView]) -> None:
    """A claim, its verdict and why."""
    source = sources[finding["source"] - 1] if finding["source"] else None
    said_by = ", ".join(filter(None, (source["publisher"], source["date"]))) if source else "source unknown"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(finding["verdict"], color=VERDICTS[finding["verdict"]])
        with st.container(key=f"said-by-{number}"):
            st.text(said_by)
    with st.container(key=f"quote-{number}"):
        st.text(f"“{finding['quote']}”")
    kind = kind_in_words(finding["kind"])
    st.text(f"Claimed {kind}: {finding['claimed'] or '—'}\nWorked out: {finding['computed'] or 'cannot be told'}")
    st.text(finding["explanation"])


def show_times(view: JourneyView) -> None:
    """The time–distance diagram, statements that cannot both hold, observed speeds and every stop's windows."""
    if view["diagram"]:
        st.image(view["diagram"]["image"], width="stretch", alt=view["diagram"]["text"])
    if view["untimed"]:
        st.info("No stop of this journey states a time, so there is no diagram.")
        return
    show_warnings(view["conflicts"], key="warnings-of-times")
    for speed in view["speeds"]:
        st.text(speed)
    show_table([window_row(stop) for stop in view["stops"]])


def window_row(stop: StopView) -> Row:
    """What is stated of a stop's times, and what all statements together leave open."""
    arrival, departure = stop["arrive_open"], stop["depart_open"]
    return {
        "": stop["number"],
        "Place": stop["name"],
        "Arrives, as stated": stop["arrive"],
        "Open (UTC)": arrival and arrival["utc"],
        "Open (local)": arrival and arrival["local"],
        "Leaves, as stated": stop["depart"],
        "Left open (UTC)": departure and departure["utc"],
        "Left open (local)": departure and departure["local"],
    }


def show_legs(legs: Sequence[LegView]) -> None:
    """The legs, their figures and what a reader should know of them."""
    if not legs:
        st.info("This journey has one stop and no legs.")
        return
    show_table([leg_row(leg) for leg in legs])
    show_warnings(
        (f"Leg {leg['number']}, {leg['start']} – {leg['end']}: {text}" for leg in legs for text in leg["warnings"]),
        key="warnings-of-legs",
    )


def leg_row(leg: LegView) -> Row:
    """A leg, best figures first and their bounds in brackets."""
    return {
        "": leg["number"],
        "From": leg["start"],
        "To": leg["end"],
        "By": leg["by"],
        "Distance": leg["distance_km"]["text"],
        "Time": leg["hours"]["text"] if leg["hours"] else "unknown",
        "Basis": leg["basis"],
        "Sources": cited(leg["sources"]),
        "Warnings": "; ".join(leg["warnings"]),
    }


def stop_rows(view: JourneyView) -> list[Row]:
    """The stops, with what was stated of them."""
    return [
        {
            "": stop["number"],
            "Place": stop["name"],
            "Arrives": stop["arrive"],
            "Leaves": stop["depart"],
            "Certainty": stop["certainty"],
            "Sources": cited(stop["sources"]),
            "Events": "; ".join(stop["events"]),
        }
        for stop in view["stops"]
    ]


def source_rows(view: JourneyView) -> list[Row]:
    """The reports; links are those of the web only."""
    return [
        {"": source["number"], "Publisher": source["publisher"], "Title": source["title"], "Date": source["date"]}
        | {"Link": source["url"]}
        for source in view["sources"]
    ]


def show_faults(faults: Sequence[Fault]) -> None:
    """What is wrong with what a visitor gave, and what would be right."""
    st.error("This cannot be used as it is. Here is what is wrong, and where.")
    show_table(
        [
            {
                "Line": fault.line,
                "Column": fault.column,
                "Where": fault.path,
                "What is wrong": fault.message,
                "Found": (fault.found or "")[:MOST_CHARACTERS] or None,
                "Hint": fault.hint,
            }
            for fault in faults[:MOST_SHOWN]
        ]
    )
    if len(faults) > MOST_SHOWN:
        st.info(f"There are {len(faults) - MOST_SHOWN:,} more.")


def show_table(rows: Sequence[Row]) -> None:
    """Rows as a table of text; columns that hold nothing are left out."""
    if not rows:
        st.info("There are none.")
        return
    filled = [column for column in rows[0] if any(row[column] is not None for row in rows)]
    shapes = {
        "": st.column_config.NumberColumn(width=44),
        "Link": st.column_config.LinkColumn(display_text="open"),
        **{name: st.column_config.NumberColumn(width=70) for name in ("Line", "Column")},
    }
    height: Literal["content", "auto"] = "content" if len(rows) <= MOST_SHOWN else "auto"
    st.dataframe(rows, height=height, hide_index=True, placeholder="", column_order=filled, column_config=shapes)


def show_downloads(text: str, name: str, view: JourneyView, picks: Picks) -> None:
    """The journey as files, each made when it is asked for."""
    with st.container(horizontal=True):
        for kind, (label, mime) in KINDS.items():
            if kind in NEED_TIMES and not view["diagram"]:
                continue
            made = partial(download, text, kind, picks)
            ending = "times.svg" if kind == "diagram" else kind
            st.download_button(label, made, f"{name}.{ending}", mime, on_click="ignore")


def cited(numbers: Iterable[int]) -> str:
    """Sources by their numbers."""
    return ", ".join(map(str, numbers))


if __name__ == "__main__":
    main()
