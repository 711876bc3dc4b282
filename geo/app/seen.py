"""Pieces that the pages draw.

Text never becomes code: Streamlit reads most of what it is given as Markdown, and escaping holds back only a part of it
(emoji, arrows and addresses are put in after escapes are undone). So text that is not ours goes through `st.text`,
`st.dataframe`, options of `st.selectbox` and `st.multiselect`, values of input fields and the map's frame only; all
other calls get words of `geo/app/words.py`, or numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from geo.app import words
from geo.app.rows import MOST_CHARACTERS, Row, fault_row, leg_row, window_row
from geo.app.units import Units, told
from geo.errors import DemarcheError, Fault
from geo.journey import Finding
from geo.quantity import Estimate
from geo.show.shape import Figure, JourneyView, SourceView
from geo.show.words import kind_in_words
from geo.when import Window

MAP_HEIGHT_PX = 720
MOST_EXCERPTS = 10
MOST_SHOWN = 100  # cards or rows that a browser draws without delay
VERDICTS: Mapping[str, Literal["red", "orange", "green"]] = {
    "contradicted": "red",
    "undetermined": "orange",
    "consistent": "green",
}


def show_title(text: str) -> None:
    """The title of what is seen, which may be anybody's text."""
    with st.container(key="title"):
        st.text(text)


def show_map(page: str) -> None:
    """A page for a frame, as wide as the app. It asks nothing of the network, by its own content security policy."""
    st.iframe(page, height=MAP_HEIGHT_PX, alt=words.MAP)


def show_head(view: JourneyView, units: Units) -> None:
    """What it is called, who travels, and the totals."""
    show_title(view["title"])
    with st.container(key="travellers"):
        st.text(", ".join(view["travellers"]))
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    with st.container(horizontal=True, key="totals"):
        show_metric(words.STOPS, str(len(view["stops"])))
        show_figure(words.DISTANCE, view["distance_km"], units)
        show_figure(words.TRAVELLING_TIME, view["hours"], units)
        below = words.CONTRADICTED.format(count=contradicted)
        show_metric(words.CLAIMS_CHECKED, str(len(view["findings"])), below)


def show_figure(label: str, figure: Figure | Estimate | None, units: Units) -> None:
    """A quantity, its bounds below it."""
    best, _, bounds = told(figure, units).partition(" (")
    show_metric(label, best, bounds.rstrip(")"))


def show_metric(label: str, value: str, below: str = "") -> None:
    """A number, and what there is to say of it."""
    st.metric(label, value, below or None, "off", delta_arrow="off", width="content")


def show_warnings(warnings: Iterable[str], key: str = "warnings") -> None:
    """What a reader should know before relying on the figures."""
    listed = list(warnings)
    if listed:
        with st.container(key=key, gap="small"):
            st.text("\n".join(f"⚠ {warning}" for warning in listed))


def show_findings(findings: Sequence[Finding], view: JourneyView, units: Units) -> None:
    """The claims, those that cannot be true first."""
    numbers = [told["source"] for told in view["findings"]]
    said = [(finding, view["sources"][n - 1] if n else None) for finding, n in zip(findings, numbers, strict=True)]
    shown = 0
    for verdict, colour in VERDICTS.items():
        of_it = [pair for pair in said if pair[0].verdict == verdict]
        if of_it and shown < MOST_SHOWN:
            st.badge(words.SO_MANY.format(what=verdict, count=len(of_it)), color=colour)
            with st.container(gap=None, key=f"claims-{verdict}"):
                for finding, source in of_it[: MOST_SHOWN - shown]:
                    show_finding(finding, source, units)
        shown = min(MOST_SHOWN, shown + len(of_it))
    if len(said) > MOST_SHOWN:
        st.info(words.MORE_CLAIMS.format(count=len(said) - MOST_SHOWN))
    if not said:
        st.info(words.NO_CLAIMS)


def show_finding(finding: Finding, source: SourceView | None, units: Units) -> None:
    """A claim: who says so, what, and why that can or cannot be."""
    said_by = ", ".join(filter(None, (source["publisher"], source["date"]))) if source else words.SOURCE_UNKNOWN
    kind = kind_in_words(finding.kind)
    claimed, computed = (_quantity(each, units) for each in (finding.claimed, finding.computed))
    figures = words.CLAIMED.format(kind=kind, claimed=claimed or "—", computed=computed or words.CANNOT_BE_TOLD)
    st.text(f"“{finding.quote}”")
    st.text(f"{said_by}\n{figures}\n{finding.explanation}")  # few elements: each is a message to every visitor


def _quantity(quantity: Estimate | Window | None, units: Units) -> str | None:
    if isinstance(quantity, Estimate):
        return told(quantity, units)
    return None if quantity is None else f"{quantity}"


def show_times(view: JourneyView) -> None:
    """Statements that cannot both hold, observed speeds and every stop's windows."""
    if view["untimed"]:
        st.info(words.NO_TIMES)
        return
    show_warnings(view["conflicts"], key="warnings-of-times")
    for speed in view["speeds"]:
        st.text(speed)
    show_table([window_row(stop) for stop in view["stops"]])


def show_legs(view: JourneyView, units: Units) -> None:
    """The legs, their figures and what a reader should know of them."""
    if not view["legs"]:
        st.info(words.NO_LEGS)
        return
    show_table([leg_row(leg, units) for leg in view["legs"]])
    told_of = ((leg, text) for leg in view["legs"] for text in leg["warnings"])
    show_warnings(
        (
            words.OF_LEG.format(number=leg["number"], start=leg["start"], end=leg["end"], text=text)
            for leg, text in told_of
        ),
        key="warnings-of-legs",
    )


@contextmanager
def faults_shown() -> Iterator[None]:
    """Shows the errors of what is drawn within; what comes after it is drawn all the same."""
    try:
        yield
    except DemarcheError as error:
        show_faults(error.faults)


def show_faults(faults: Sequence[Fault], *, is_partial: bool = False) -> None:
    """What is wrong with what a visitor gave, and what would be right."""
    st.error(words.FAULTY_IN_PART if is_partial else words.FAULTY)
    show_table([fault_row(fault) for fault in faults[:MOST_SHOWN]])
    if len(faults) > MOST_SHOWN:
        st.info(words.MORE_FAULTS.format(count=len(faults) - MOST_SHOWN))


def show_excerpts(text: str, faults: Sequence[Fault]) -> None:
    """The lines that are at fault, each with the one before and the one after it."""
    lines = text.splitlines()
    numbers = sorted({fault.line for fault in faults if fault.line and fault.line <= len(lines)})
    if numbers:
        with st.container(key="excerpts"):
            st.text("\n⋮\n".join(_excerpt(lines, number) for number in numbers[:MOST_EXCERPTS]))


def _excerpt(lines: Sequence[str], number: int) -> str:
    around = range(max(1, number - 1), min(len(lines), number + 1) + 1)
    return "\n".join(f"{'▶' if at == number else ' '} {at:>4}  {lines[at - 1][:MOST_CHARACTERS]}" for at in around)


def show_table(rows: Sequence[Row]) -> None:
    """Rows as a table of text; columns that hold nothing are left out."""
    if not rows:
        st.info(words.NONE)
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    filled = [column for column in columns if any(row.get(column) is not None for row in rows)]
    shapes = {
        "": st.column_config.NumberColumn(width=44),
        words.LINK: st.column_config.LinkColumn(display_text=words.OPEN),
        **{name: st.column_config.NumberColumn(width=70) for name in (words.LINE, words.COLUMN)},
    }
    height: Literal["content", "auto"] = "content" if len(rows) <= MOST_SHOWN else "auto"
    st.dataframe(rows, height=height, hide_index=True, placeholder="", column_order=filled, column_config=shapes)
