"""The app: parse, call, draw. No geography is done here.

Text never becomes code: Streamlit reads what it is given as Markdown almost everywhere, and no escaping holds back all
of it (arrows, emoji and addresses are replaced after escapes are undone). So text that is not ours goes through
`st.text`, `st.dataframe` and the map only; every other call gets words of this file, or numbers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit_folium import st_folium

from geo import formats, modes, pipeline, reader
from geo.errors import DemarcheError, Fault
from geo.itinerary import Itinerary
from geo.journey import Journey
from geo.show.folium_map import map_key, map_of
from geo.show.page import page_of
from geo.show.payload import payload
from geo.show.shape import Figure, FindingView, JourneyView, LegView, Payload, SourceView, StopView

ITINERARIES = Path(__file__).parent / "itineraries"
SHARED_PLACES = "places.yaml"  # a book of places, no itinerary
MAP_HEIGHT_PX = 560
MOST_FAULTS = 200
MOST_CLAIMS = 100
VERDICTS: dict[str, Literal["red", "orange", "green"]] = {
    "contradicted": "red",
    "undetermined": "orange",
    "consistent": "green",
}
# Of each visitor's own text only the outcome is kept, and not for long.
_remember = partial(st.cache_data, max_entries=64, ttl="6h", show_spinner=False)
STYLE = """<style>
[data-testid="stText"] { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start }
.st-key-title [data-testid="stText"] { font-size: clamp(1.6rem, 4.5vw, 2.4rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.02em }
.st-key-travellers [data-testid="stText"], [class*="st-key-quiet"] [data-testid="stText"] { opacity: 0.72 }
[class*="st-key-quote"] [data-testid="stText"] { font-size: 1.08rem; border-inline-start: 3px solid; padding-inline-start: 0.7rem }
[class*="st-key-warnings"] { border-inline-start: 4px solid #c77800; padding-inline-start: 0.9rem }
.stMainBlockContainer { max-width: 78rem; padding-top: 4.5rem }
</style>"""


def main() -> None:
    """Runs once for every interaction of a visitor."""
    st.set_page_config("Demarche", layout="wide")
    st.html(STYLE)
    pages = [
        st.Page(guarded(journeys_page), title="Journeys", url_path="journeys", default=True),
        st.Page(guarded(file_page), title="Your own file", url_path="file"),
        st.Page(guarded(leg_page), title="One leg", url_path="leg"),
    ]
    st.navigation(pages, position="top").run()


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


# ---- pages


def journeys_page() -> None:
    """The itineraries that come with the app."""
    files = sorted(file for file in ITINERARIES.glob("*.yaml") if file.name != SHARED_PLACES)
    if not files:
        st.info("There are no itineraries here yet. Bring one of your own under “Your own file”.")
        return
    chosen = st.selectbox("Journey", files, format_func=title_of, label_visibility="collapsed")
    show_text(text_of(chosen), chosen.stem)


def file_page() -> None:
    """A visitor's own itinerary, uploaded or pasted."""
    st.header("Your own itinerary", anchor=False)
    st.markdown(
        "A YAML file of up to 1 MB. It is worked out on this machine and not kept. "
        "The downloads under “Journeys” hold an itinerary to start from."
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
        ends = st.columns([3, 3, 2])
        origin = ends[0].text_input("From", placeholder="Vladivostok, VVO or 43.12,131.89", max_chars=200)
        destination = ends[1].text_input("To", placeholder="Khasan", max_chars=200)
        by = ends[2].selectbox("By", modes.NAMES)
        ways = st.columns([3, 3, 2], vertical_alignment="bottom")
        via = ways[0].text_input(
            "Via",
            placeholder="Ussuriysk; Khabarovsk",
            max_chars=1000,
            help="Places on the way, with semicolons between them.",
        )
        avoid = ways[1].text_input(
            "Avoid", placeholder="CN, KP", max_chars=200, help="Two-letter codes of countries to keep out of."
        )
        ways[2].form_submit_button("Work it out", type="primary", width="stretch")
    if not origin.strip() or not destination.strip():
        st.info("Say from where and to where. A place is a name, an ICAO or IATA code, or latitude and longitude.")
        return
    with st.spinner("Finding the way …"):
        shown = leg_shown(origin.strip(), destination.strip(), by, split(via, ";"), split(avoid, "[,; ]"))
    show_leg(shown)


# ---- what is worked out, once for every text


@_remember()
def journey_shown(text: str) -> tuple[Journey, Payload]:
    """The journey that a YAML text tells of, and what is drawn of it."""
    journey = pipeline.build(reader.read_text(text))
    return journey, payload([journey])


@_remember()
def leg_shown(origin: str, destination: str, by: str, via: tuple[str, ...], avoid: tuple[str, ...]) -> Payload:
    """One leg, drawn as a journey of two stops."""
    passage = pipeline.distance(origin, destination, by, via, avoid)
    route = passage.route
    itinerary = Itinerary.model_validate(
        {
            "title": f"{origin} – {destination}",
            "traveller": "anybody",
            "stops": [{"place": origin}, {"place": destination, "by": {"vehicle": by}}],
        }
    )
    places = {origin: route.origin, destination: route.destination}
    return payload([Journey(itinerary, places, (route,), (passage,))])


@_remember()
def file_of(text: str, kind: str) -> bytes:
    """A journey as a file to download."""
    journey, content = journey_shown(text)
    return page_of(content).encode() if kind == "html" else formats.exported(journey, kind)


@_remember()
def title_in(text: str) -> str:
    """What an itinerary calls itself."""
    return reader.read_text(text).title


def title_of(file: Path) -> str:
    """An itinerary's title, or the name of its file where it is faulty."""
    try:
        return title_in(text_of(file))
    except DemarcheError:
        return file.stem


def text_of(file: Path) -> str:
    """The text of one of our itineraries."""
    return reader.decoded(file.read_bytes(), file.name)


def split(text: str, between: str) -> tuple[str, ...]:
    """The parts of a list that somebody typed."""
    return tuple(part.strip() for part in re.split(between, text) if part.strip())


# ---- what is drawn


def show_text(text: str, name: str) -> None:
    """Everything about the journey that a YAML text tells of."""
    with st.spinner("Working the journey out …"):
        _, content = journey_shown(text)
    view = content["journeys"][0]
    show_head(view)
    show_warnings(view["warnings"])
    show_map(content)
    show_downloads(text, name)
    findings, legs, stops, sources = st.tabs(["Claims", "Legs", "Stops", "Sources"])
    with findings:
        show_findings(view["findings"], view["sources"])
    with legs:
        show_legs(view["legs"])
    with stops:
        show_stops(view["stops"])
    with sources:
        show_sources(view["sources"])


def show_head(view: JourneyView) -> None:
    """Who, and the totals."""
    with st.container(key="title"):
        st.text(view["title"])
    with st.container(key="travellers"):
        st.text(", ".join(view["travellers"]))
    wrong = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    with st.container(horizontal=True):
        st.metric("Stops", len(view["stops"]), width="content")
        show_figure("Distance", view["distance_km"])
        show_figure("Travelling time", view["hours"])
        st.metric(
            "Claims checked", len(view["findings"]), f"{wrong} contradicted", "off", delta_arrow="off", width="content"
        )


def show_leg(content: Payload) -> None:
    """One leg with its figures, warnings and map."""
    leg = content["journeys"][0]["legs"][0]
    with st.container(horizontal=True):
        show_figure("Distance", leg["distance_km"])
        show_figure("Time", leg["hours"])
        st.metric("Straight line", f"{leg['straight_line_km']:,.0f} km", width="content")
        st.metric("Basis", leg["basis"], width="content")
    show_warnings(leg["warnings"])
    show_map(content)


def show_figure(label: str, figure: Figure | None) -> None:
    """A quantity, its bounds below it."""
    best, _, bounds = (figure["text"] if figure else "unknown").partition(" (")
    st.metric(label, best, bounds.rstrip(")") or None, "off", delta_arrow="off", width="content")


def show_map(content: Payload) -> None:
    """The map, as wide as the page."""
    st_folium(
        map_of(content), key=map_key(content), height=MAP_HEIGHT_PX, use_container_width=True, returned_objects=[]
    )


def show_warnings(warnings: Iterable[str], key: str = "warnings") -> None:
    """What a reader should know before relying on the figures."""
    listed = list(warnings)
    if listed:
        with st.container(key=key, gap="small"):
            for warning in listed:
                st.text(f"⚠ {warning}")


def show_findings(findings: Sequence[FindingView], sources: Sequence[SourceView]) -> None:
    """The claims, those that cannot be true first."""
    ranked = sorted(findings, key=lambda finding: list(VERDICTS).index(finding["verdict"]))
    for number, finding in enumerate(ranked[:MOST_CLAIMS]):
        with st.container(border=True, gap="small"):
            show_finding(number, finding, sources)
    if len(ranked) > MOST_CLAIMS:
        st.markdown(f"{len(ranked) - MOST_CLAIMS} more are in the HTML page.")
    if not ranked:
        st.info("This itinerary reports no claims.")


def show_finding(number: int, finding: FindingView, sources: Sequence[SourceView]) -> None:
    """A claim, its verdict and why."""
    source = sources[finding["source"] - 1] if finding["source"] else None
    said_by = ", ".join(part for part in (source["publisher"], source["date"]) if part) if source else "unknown source"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(finding["verdict"], color=VERDICTS[finding["verdict"]])
        with st.container(key=f"quiet-{number}"):
            st.text(said_by)
    with st.container(key=f"quote-{number}"):
        st.text(finding["quote"])
    st.text(
        f"Claimed {finding['kind']}: {finding['claimed'] or '—'}\nWorked out: {finding['computed'] or 'cannot be told'}"
    )
    st.text(finding["explanation"])


def show_legs(legs: Sequence[LegView]) -> None:
    """The legs, their figures and what is to be known of them."""
    rows = [
        {
            "": leg["number"],
            "From": leg["start"],
            "To": leg["end"],
            "By": leg["by"],
            "Distance": leg["distance_km"]["text"],
            "Time": leg["hours"]["text"] if leg["hours"] else "unknown",
            "Basis": leg["basis"],
            "Warnings": "; ".join(leg["warnings"]),
            "Sources": cited(leg["sources"]),
        }
        for leg in legs
    ]
    show_table(rows, "This journey has one stop, and no legs.")
    warned = (
        f"Leg {leg['number']}, {leg['start']} – {leg['end']}: {warning}" for leg in legs for warning in leg["warnings"]
    )
    show_warnings(warned, "warnings-of-legs")


def show_stops(stops: Sequence[StopView]) -> None:
    """The stops, with what was stated of them."""
    rows = [
        {
            "": stop["number"],
            "Place": stop["name"],
            "Arrives": stop["arrive"] or "",
            "Leaves": stop["depart"] or "",
            "Events": "; ".join(stop["events"]),
            "Certainty": stop["certainty"],
            "Sources": cited(stop["sources"]),
        }
        for stop in stops
    ]
    show_table(rows, "There are no stops.")


def show_sources(sources: Sequence[SourceView]) -> None:
    """The reports, with links to those of the web."""
    rows = [
        {
            "": source["number"],
            "Publisher": source["publisher"],
            "Title": source["title"] or "",
            "Date": source["date"] or "",
            "Link": source["url"],
        }
        for source in sources
    ]
    show_table(rows, "This itinerary names no sources.")


def show_faults(faults: Sequence[Fault]) -> None:
    """What is wrong with what a visitor gave, and what would be right."""
    st.error("This cannot be used as it is. What is wrong:" if len(faults) > 1 else "This cannot be used as it is.")
    rows = [
        {
            "Line": fault.line,
            "Column": fault.column,
            "Where": fault.path or "",
            "What is wrong": fault.message,
            "Found": fault.found or "",
            "Hint": fault.hint or "",
        }
        for fault in faults[:MOST_FAULTS]
    ]
    show_table(rows, "")
    if len(faults) > MOST_FAULTS:
        st.markdown(f"And {len(faults) - MOST_FAULTS:,} more faults.")


def show_table(rows: Sequence[dict[str, object]], otherwise: str) -> None:
    """Rows as a table whose cells are text."""
    if not rows:
        st.info(otherwise)
        return
    st.dataframe(
        rows,
        hide_index=True,
        placeholder="",
        column_config={
            "Link": st.column_config.LinkColumn(display_text="open"),
            "": st.column_config.NumberColumn(width=40),
        },
    )


def show_downloads(text: str, name: str) -> None:
    """The journey as files; each is made when it is asked for."""
    kinds = {
        "html": ("Page (HTML)", "text/html"),
        "geojson": ("GeoJSON", "application/geo+json"),
        "csv": ("Legs (CSV)", "text/csv"),
    }
    with st.container(horizontal=True):
        for kind, (label, mime) in kinds.items():
            st.download_button(label, partial(file_of, text, kind), f"{name}.{kind}", mime, on_click="ignore")
        st.download_button("Itinerary (YAML)", text, f"{name}.yaml", "application/yaml", on_click="ignore")


def cited(numbers: Iterable[int]) -> str:
    """Sources by their numbers."""
    return ", ".join(map(str, numbers))


if __name__ == "__main__":
    main()
