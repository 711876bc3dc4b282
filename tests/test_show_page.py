"""The page as a file: everything inside, nothing of a file's text as markup, the old file safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import folium
import pytest
from hostile_texts import HOSTILE, NASTY, yaml_of
from show_samples import alone, hostile, kim_sketch, pacific

from geo.errors import OutputError
from geo.reader import read_bytes
from geo.show import build_map, page, payload, save_html
from geo.show.assets import SCRIPTS, ours
from geo.show.folium_map import map_key, serialised
from geo.show.page import embedded
from tests.timed_journeys import clashing, two_legs

LIMIT_BYTES = 1_500_000
READ = (
    "Kim Jong Un in the Russian Far East", "Vostochny Cosmodrome", "armoured train", "Putin and Kim meet",
    "13 Sep 2023, about 13:00", "a place lies 23 km from the network", "contradicted", "By rail it is 319 km.",
    "Bloomberg", "circuity", "The map needs JavaScript", "© OpenStreetMap contributors (ODbL)",
    "GeoNames (CC BY 4.0)", "Natural Earth", "Leaflet", "imply no endorsement",
)  # fmt: skip


class Reader(HTMLParser):
    """Collects the elements of a page and its text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._hidden = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden = self._hidden and tag not in {"script", "style"}

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data

    def addresses(self) -> Iterator[str]:
        for _, attributes in self.elements:
            yield from (attributes[name] or "" for name in ("src", "href", "action") if name in attributes)


@pytest.fixture(scope="module")
def kims() -> Reader:
    return Reader(page([kim_sketch()]))


@pytest.fixture(scope="module")
def hostiles() -> Reader:
    return Reader(page([hostile()]))


def test_is_light() -> None:
    assert len(page([kim_sketch(), pacific()]).encode()) < LIMIT_BYTES


def test_reads_without_its_map(kims: Reader) -> None:
    for text in READ:
        assert text in kims.text


def test_has_a_table_of_stops_and_one_of_legs_with_low_best_and_high(kims: Reader) -> None:
    assert [attributes["class"] for tag, attributes in kims.elements if tag == "table"] == ["stops", "legs"]
    assert re.search(r"\d+ km\s+[\d,]+–[\d,]+", kims.text)


def test_loads_nothing(kims: Reader) -> None:
    assert not [tag for tag, attributes in kims.elements if "src" in attributes]
    links = [attributes["href"] for tag, attributes in kims.elements if tag == "link"]
    assert links == ["data:,"]


def test_links_lead_only_to_the_web_or_within_the_page(kims: Reader, hostiles: Reader) -> None:
    for address in (*kims.addresses(), *hostiles.addresses()):
        assert address.startswith(("https://", "http://", "#", "data:,"))
    outward = [a for tag, a in kims.elements if tag == "a" and not (a["href"] or "").startswith("#")]
    assert all("noopener" in (a["rel"] or "") for a in outward)


def test_references_within_the_page_have_a_target(kims: Reader) -> None:
    ids = {attributes["id"] for _, attributes in kims.elements if "id" in attributes}
    assert {address[1:] for address in kims.addresses() if address.startswith("#")} <= ids


def test_hostile_text_stays_text(kims: Reader, hostiles: Reader) -> None:
    assert {tag for tag, _ in hostiles.elements} <= {tag for tag, _ in kims.elements} | {"article"}
    assert sum(tag == "script" for tag, _ in hostiles.elements) == 5
    for text in HOSTILE:
        assert text in hostiles.text


def test_times_are_a_picture_with_words_for_it_and_a_table(hostiles: Reader) -> None:
    timed = Reader(page([two_legs()]))
    (picture,) = [attributes for tag, attributes in timed.elements if tag == "img"]
    assert (picture["src"] or "").startswith("data:image/svg+xml;")
    assert "10 Sep 2023 to 14 Sep 2023" in (picture["alt"] or "")
    assert [a["class"] for tag, a in timed.elements if tag == "table"] == ["windows", "stops", "legs"]
    for text in ("12 Sep 2023 06:00–", "UTC+10", "halts included, on 2 observed stretches"):
        assert text in timed.text
    assert "There is no diagram" in hostiles.text


def test_statements_that_cannot_both_hold_are_said() -> None:
    assert "cannot both hold" in Reader(page([clashing()])).text


def test_the_title_is_escaped() -> None:
    html = page([hostile()])
    assert f"<title>{HOSTILE[0]}" in html
    assert "&lt;/script&gt;&lt;script&gt;" in html.partition("<title>")[2].partition("</title>")[0]


def test_several_journeys_do_not_share_targets() -> None:
    reader = Reader(page([kim_sketch(), pacific()]))
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_journey_of_one_stop_has_no_table_of_legs() -> None:
    tables = [attributes["class"] for tag, attributes in Reader(page([alone()])).elements if tag == "table"]
    assert tables == ["stops"]


def test_is_written_in_one_step(tmp_path: Path) -> None:
    save_html([kim_sketch()], tmp_path / "kim.html")
    assert (tmp_path / "kim.html").read_text(encoding="utf-8") == page([kim_sketch()])
    assert [path.name for path in tmp_path.iterdir()] == ["kim.html"]


def test_where_it_cannot_be_written_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        save_html([alone()], tmp_path / "no" / "such" / "kim.html")


def test_the_folium_map_asks_nothing_of_anybody_and_renders_no_text() -> None:
    drawn = build_map([hostile()])
    assert isinstance(drawn, folium.Map)
    html = drawn.get_root().render()
    assert not re.findall(r"""(?:src|href)=["'](?!data:)""", html)
    assert "1337" not in html
    assert "alert(1)" not in html


def test_the_map_of_folium_itself_is_left_as_it_was() -> None:
    before = list(folium.Map.default_js)
    build_map([alone()])
    assert before == folium.Map.default_js


def test_the_key_follows_the_content() -> None:
    one, same, other = (payload([journey]) for journey in (kim_sketch(), kim_sketch(), alone()))
    assert serialised(one) == serialised(same)
    assert map_key(one) == map_key(same) != map_key(other)


def test_forty_kinds_of_hostile_text_are_in_nasty_and_are_sound_in_a_file() -> None:
    assert len(set(HOSTILE)) == 40
    assert all(text in NASTY and text == text.strip() for text in HOSTILE)
    read = read_bytes(yaml_of({"title": NASTY, "traveller": HOSTILE, "stops": [{"place": NASTY}]}))
    assert read.traveller == HOSTILE


def test_no_two_files_of_the_script_declare_one_name() -> None:
    declared = [
        name
        for file in SCRIPTS
        for name in re.findall(r"^(?:function|class|const|let) (\w+)", ours(f"js/{file}"), re.MULTILINE)
    ]
    assert len(declared) > 50
    assert len(declared) == len(set(declared))


def test_the_page_for_a_frame_has_no_tables_and_no_way_to_the_network() -> None:
    framed = Reader(embedded(payload([hostile()])))
    assert not [tag for tag, _ in framed.elements if tag == "table"]
    policy = next(attributes["content"] for tag, attributes in framed.elements if "http-equiv" in attributes)
    assert policy is not None
    assert "http" not in policy.replace("http-equiv", "")
    assert "openstreetmap.org/{z}" not in embedded(payload([hostile()]))
