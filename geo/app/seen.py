"""Pieces that the pages draw.

Text never becomes code: Streamlit reads most of what it is given as Markdown, and escaping holds back only a part of it
(emoji, arrows and addresses are put in after escapes are undone). So text that is not ours goes through `st.text`,
`st.dataframe`, options of `st.selectbox` and `st.multiselect`, values of input fields and the map's frame only; all
other calls get texts of the catalogues (`geo/translation/`), or numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from geo.app.language import named, say, say_so_many
from geo.app.rows import MOST_CHARACTERS, Row, fault_row, leg_row, window_row
from geo.app.units import Units, told
from geo.errors import DemarcheError, Fault
from geo.journey import Finding, Ruling
from geo.quantity import Estimate
from geo.show.shape import Figure, JourneyView, SourceView
from geo.show.words import window_in_words
from geo.when import Window

MAP_HEIGHT_PX = 720
MOST_EXCERPTS = 10
MOST_SHOWN = 100  # cards or rows that a browser draws without delay
VERDICTS: Mapping[str, Literal["red", "orange", "green"]] = {
    "contradicted": "red",
    "undetermined": "orange",
    "consistent": "green",
}
RULINGS: Mapping[str, Literal["red", "green"]] = {"ruled out": "red", "possible": "green"}


def show_title(text: str) -> None:
    """The title of what is seen, which may be anybody's text."""
    with st.container(key="title"):
        st.text(text)


def show_map(page: str) -> None:
    """A page for a frame, as wide as the app. It asks nothing of the network, by its own content security policy."""
    st.iframe(page, height=MAP_HEIGHT_PX, alt=say("map"))


def show_head(view: JourneyView, units: Units) -> None:
    """What it is called, who travels, and the totals."""
    show_title(view["title"])
    with st.container(key="travellers"):
        st.text(", ".join(view["travellers"]))
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    with st.container(horizontal=True, key="totals"):
        show_metric(say("stops"), str(len(view["stops"])))
        show_figure(say("distance"), view["distance_km"], units)
        show_figure(say("travelling-time"), view["hours"], units)
        below = say("so-many-contradicted", count=contradicted)
        show_metric(say("claims-checked"), str(len(view["findings"])), below)


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
            st.badge(say("so-many", what=named("verdict", verdict), count=len(of_it)), color=colour)
            with st.container(gap=None, key=f"claims-{verdict}"):
                for finding, source in of_it[: MOST_SHOWN - shown]:
                    show_finding(finding, source, units)
        shown = min(MOST_SHOWN, shown + len(of_it))
    if len(said) > MOST_SHOWN:
        st.info(say_so_many("more-claims", len(said) - MOST_SHOWN))
    if not said:
        st.info(say("no-claims"))


def show_finding(finding: Finding, source: SourceView | None, units: Units) -> None:
    """A claim: who says so, what, and why that can or cannot be."""
    said_by = ", ".join(filter(None, (source["publisher"], source["date"]))) if source else say("source-unknown")
    kind = named("kind", finding.kind)
    claimed, computed = (_quantity(each, units) for each in (finding.claimed, finding.computed))
    figures = say("claimed", kind=kind, claimed=claimed or "—", computed=computed or say("cannot-be-told"))
    st.text(f"“{finding.quote}”")
    st.text(f"{said_by}\n{figures}\n{finding.explanation}")  # few elements: each is a message to every visitor


def _quantity(quantity: Estimate | Window | None, units: Units) -> str | None:
    if isinstance(quantity, Estimate):
        return told(quantity, units)
    return None if quantity is None else window_in_words(quantity, units.words)


def show_versions(versions: Sequence[Ruling]) -> None:
    """The rival versions, this one first: whether each can be true, and what rules it out."""
    for ruling in versions:
        st.badge(named("verdict", ruling.verdict), color=RULINGS[ruling.verdict])
        with st.container(gap=None, key=f"claims-of-version-{ruling.key}"):
            st.text(ruling.title)
            st.text(ruling.explanation)


def show_times(view: JourneyView) -> None:
    """Statements that cannot both hold, observed speeds and every stop's windows."""
    if view["untimed"]:
        st.info(say("no-times"))
        return
    show_warnings(view["conflicts"], key="warnings-of-times")
    for speed in view["speeds"]:
        st.text(speed)
    show_table([window_row(stop) for stop in view["stops"]])


def show_legs(view: JourneyView, units: Units) -> None:
    """The legs, their figures and what a reader should know of them."""
    if not view["legs"]:
        st.info(say("no-legs"))
        return
    show_table([leg_row(leg, units) for leg in view["legs"]])
    told_of = ((leg, text) for leg in view["legs"] for text in leg["warnings"])
    show_warnings(
        (say("of-leg", number=leg["number"], start=leg["start"], end=leg["end"], text=text) for leg, text in told_of),
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
    st.error(say("faulty-in-part") if is_partial else say("faulty"))
    show_table([fault_row(fault) for fault in faults[:MOST_SHOWN]])
    if len(faults) > MOST_SHOWN:
        st.info(say_so_many("more-faults", len(faults) - MOST_SHOWN))


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
        st.info(say("none"))
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    titles = {key: named("column", key) for key in columns if any(row.get(key) is not None for row in rows)}
    shapes = {
        titles[key]: shape
        for key, shape in {
            "number": st.column_config.NumberColumn(width=44),
            "link": st.column_config.LinkColumn(display_text=say("open")),
            "line": st.column_config.NumberColumn(width=70),
            "column": st.column_config.NumberColumn(width=70),
        }.items()
        if key in titles
    }
    shown = [{title: row.get(key) for key, title in titles.items()} for row in rows]
    height: Literal["content", "auto"] = "content" if len(rows) <= MOST_SHOWN else "auto"
    st.dataframe(shown, height=height, hide_index=True, placeholder="", column_config=shapes)
