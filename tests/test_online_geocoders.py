"""Online geocoders over real HTTP: what they find, what is kept, and that an outage never reads as "not found"."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.errors import LookupFailed, UsageError
from geo.gazetteer.online.geocoder import BackedUp, OnlineGeocoder
from geo.gazetteer.online.ledger import Ledger
from geo.gazetteer.online.settings import Settings
from geo.journey import Candidate, Place, Point
from tests import geocoder_server as server_module
from tests.fakes import PYONGYANG, FakeGazetteer, gazetteer
from tests.geocoder_server import KHASAN, KHASAN_OF_PHOTON, GeocoderServer, answers, says

NOON = 1795521600.0  # 2026-11-24 12:00 UTC
WHO = "demarche-tests/1.0 (tests@example.org)"
Make = Callable[..., OnlineGeocoder]


@pytest.fixture
def server() -> Iterator[GeocoderServer]:
    with server_module.running() as running:
        yield running


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine's, whatever it has."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, now=lambda: NOON, sleep=lambda _: None)


@pytest.fixture
def online(server: GeocoderServer, ledger: Ledger) -> Make:
    def make(geocoder: str = "nominatim", deadline_s: float = 5.0) -> OnlineGeocoder:
        settings = Settings(WHO, geocoder, server.host)
        return OnlineGeocoder(settings, ledger, scheme="http", deadline_s=deadline_s)

    return make


# --- what is found ----------------------------------------------------------------------------------------------------


def test_nominatim_finds_a_place_with_its_source_and_the_day_it_was_asked(server: GeocoderServer, online: Make) -> None:
    (candidate,) = online().find("Khasan", country="RU")
    assert candidate.place == Place(
        "Khasan", 42.4307, 130.6459, "RU", "village", "nominatim:node/27024456, asked 2026-11-24", 2.764
    )
    assert candidate.exact
    assert 0 < candidate.score <= 1
    assert server.asked[0].startswith("/search?")
    assert server.query()["q"] == ["Khasan"]
    assert server.query()["countrycodes"] == ["ru"]
    assert server.agents == [WHO]


def test_photon_finds_the_same_place(server: GeocoderServer, online: Make) -> None:
    server.behave = answers({"type": "FeatureCollection", "features": [KHASAN_OF_PHOTON]})
    (candidate,) = online("photon").find("Khasan")
    assert candidate.place == Place(
        "Khasan", 42.4307, 130.6459, "RU", "village", "photon:N27024456, asked 2026-11-24", 2.764
    )
    assert server.asked[0].startswith("/api?")


def test_pelias_is_asked_at_a_server_of_ones_own(server: GeocoderServer, online: Make) -> None:
    properties = {"gid": "whosonfirst:locality:1", "name": "Khasan", "layer": "locality", "country_code": "RU"}
    feature = {"geometry": {"coordinates": [130.6459, 42.4307]}, "properties": properties}
    server.behave = answers({"features": [feature]})
    (candidate,) = online("pelias").find("Khasan")
    source = "pelias:whosonfirst:locality:1, asked 2026-11-24"
    assert candidate.place == Place("Khasan", 42.4307, 130.6459, "RU", "locality", source, 1.0)


def test_a_name_that_the_place_has_in_another_script_is_its_name(online: Make) -> None:
    assert online().find("하산")[0].exact
    assert online().find("Хасан")[0].exact
    assert not online().find("Gdzieś")[0].exact


def test_an_empty_answer_is_no_place_and_is_not_kept(server: GeocoderServer, online: Make) -> None:
    server.behave = answers([])
    assert online().find("Nowhere at all") == ()
    assert online().find("Nowhere at all") == ()
    assert len(server.asked) == 2


def test_the_country_and_nearness_order_the_places(server: GeocoderServer, online: Make) -> None:
    far = KHASAN | {"osm_id": 1, "lat": "10.0", "lon": "10.0", "boundingbox": ["10", "10", "10", "10"]}
    server.behave = answers([far | {"address": {"country_code": "ng"}}, KHASAN])
    assert [found.place.country for found in online().find("Khasan")] == ["NG", "RU"]
    assert [found.place.country for found in online().find("Khasan", near=Point(43.1, 131.9))] == ["RU", "NG"]


def test_text_of_a_geocoder_is_cut_to_what_a_name_holds(server: GeocoderServer, online: Make) -> None:
    hostile = "Kha\u202esan\x1b[31m\n{{7*191}}" + "x" * 10_000
    server.behave = answers([KHASAN | {"display_name": hostile, "addresstype": "<b>"}])
    place = online().find("Khasan")[0].place
    assert place.name.isprintable()
    assert len(place.name) <= 200
    assert place.kind == "place"


def test_a_place_without_a_country_has_that_of_its_land(server: GeocoderServer, online: Make) -> None:
    at_sea_it_would_have_none = {"lat": "43.36", "lon": "132.19", "address": {}}
    server.behave = answers([KHASAN | at_sea_it_would_have_none])
    assert online().find("Khasan")[0].place.country == "RU"


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "a\x00b", "!!!", "\ud800"])
def test_what_is_no_name_is_never_asked(server: GeocoderServer, online: Make, name: str) -> None:
    with pytest.raises(UsageError):
        online().find(name)
    assert server.asked == []


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_a_question_is_asked_once_however_it_is_written(server: GeocoderServer, online: Make) -> None:
    first = online().find("Åland  Islands")
    assert online().find("A\u030aland islands") == first
    assert online().find("ÅLAND ISLANDS ") == first
    assert len(server.asked) == 1


def test_another_country_or_geocoder_is_another_question(server: GeocoderServer, online: Make) -> None:
    online().find("Khasan")
    online().find("Khasan", country="RU")
    server.behave = answers({"features": [KHASAN_OF_PHOTON]})
    online("photon").find("Khasan")
    assert len(server.asked) == 3


def test_a_kept_answer_keeps_its_day(server: GeocoderServer, online: Make, tmp_path: Path) -> None:
    online().find("Khasan")
    settings = Settings(WHO, "nominatim", server.host)
    a_year_on = Ledger(tmp_path, now=lambda: NOON + 365 * 86400, sleep=lambda _: None)
    (candidate,) = OnlineGeocoder(settings, a_year_on, scheme="http").find("Khasan")
    assert candidate.place.source.endswith("asked 2026-11-24")
    assert len(server.asked) == 1


def test_an_answer_kept_damaged_is_asked_anew(server: GeocoderServer, online: Make, tmp_path: Path) -> None:
    online().find("Khasan")
    connection = sqlite3.connect(next(tmp_path.glob("online-*.sqlite")))
    connection.execute("UPDATE answer SET text = '[{\"place\": 7}]'")
    connection.commit()
    connection.close()
    assert online().find("Khasan")[0].place.name == "Khasan"
    assert len(server.asked) == 2


# --- what goes wrong --------------------------------------------------------------------------------------------------

POISON: dict[str, Any] = {
    "not a number": answers([KHASAN | {"lat": "nan"}]),
    "past the pole": answers([KHASAN | {"lat": "91"}]),
    "past the antimeridian": answers([KHASAN | {"lon": "200"}]),
    "infinite": answers([KHASAN | {"lon": "inf"}]),
    "a bare NaN": says(b'[{"lat": NaN}]'),
    "a box of NaN": answers([KHASAN | {"boundingbox": ["nan", "1", "1", "1"]}]),
    "no position": answers([{"display_name": "Khasan"}]),
    "an object": answers({"error": "no"}),
    "a number": answers(7),
    "a list of lists": answers([[1, 2]]),
    "text": answers("Khasan"),
    "deep": says(b"[" * 100_000),
    "long digits": says(b'[{"lat": ' + b"9" * 10_000 + b"}]"),
    "HTML": says(b"<!doctype html><title>Sign in</title>", Content_Type="text/html"),
    "empty": says(b""),
    "truncated": server_module.breaks_off,
    "reset": server_module.resets,
    "a server error": says(b"oops", 500),
    "a bad gateway": says(b"oops", 502),
    "unavailable": says(b"oops", 503),
    "forbidden": says(b"[]", 403),
    "not found": says(b"[]", 404),
    "no content": says(b"", 204),
    "not modified": says(b"", 304),
}


@pytest.mark.parametrize("behave", POISON.values(), ids=POISON.keys())
def test_what_is_no_answer_is_a_failure_asked_once_and_never_kept(
    server: GeocoderServer, online: Make, behave: server_module.Behaviour
) -> None:
    server.behave = behave
    with pytest.raises(LookupFailed, match="could not be asked"):
        online().find("Khasan")
    assert len(server.asked) == 1  # no second try of any layer
    server.behave = answers([KHASAN])
    assert online().find("Khasan")[0].place.name == "Khasan"


def test_a_server_that_is_not_there_is_a_failure(ledger: Ledger) -> None:
    with server_module.running() as gone:
        settings = Settings(WHO, "nominatim", gone.host)
    with pytest.raises(LookupFailed, match="cannot be reached"):
        OnlineGeocoder(settings, ledger, scheme="http").find("Khasan")


def test_too_many_requests_stops_all_questions_for_as_long_as_it_says(
    server: GeocoderServer, online: Make, tmp_path: Path
) -> None:
    server.behave = says(b"", 429, Retry_After="30")
    began = time.monotonic()
    with pytest.raises(LookupFailed, match="pause of 30 s"):
        online().find("Khasan")
    server.behave = answers([KHASAN])
    with pytest.raises(LookupFailed, match="try again in 30 s"):
        online().find("Khasan")
    assert len(server.asked) == 1
    assert time.monotonic() - began < 5  # nobody slept
    later = Ledger(tmp_path, now=lambda: NOON + 31, sleep=lambda _: None)
    assert OnlineGeocoder(Settings(WHO, "nominatim", server.host), later, scheme="http").find("Khasan")


@pytest.mark.parametrize("pause", ["-5", "1e9", "99999999999", "soon", "nan", ""])
def test_a_pause_out_of_all_proportion_ends_within_the_hour(
    server: GeocoderServer, online: Make, tmp_path: Path, pause: str
) -> None:
    server.behave = says(b"", 429, Retry_After=pause)
    with pytest.raises(LookupFailed):
        online().find("Khasan")
    server.behave = answers([KHASAN])
    later = Ledger(tmp_path, now=lambda: NOON + 3601, sleep=lambda _: None)
    assert OnlineGeocoder(Settings(WHO, "nominatim", server.host), later, scheme="http").find("Khasan")


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("what", [HEAD + b"\r\n", HEAD + b"X-Slow:", b""], ids=["body", "header", "status"])
def test_dripped_bytes_count_towards_the_deadline(server: GeocoderServer, online: Make, what: bytes) -> None:
    server.behave = server_module.drips(what)
    began = time.monotonic()
    with pytest.raises(LookupFailed, match="too long"):
        online(deadline_s=0.4).find("Khasan")
    assert time.monotonic() - began < 2


def test_a_body_without_end_is_left_at_a_megabyte(server: GeocoderServer, online: Make) -> None:
    sent: list[int] = []
    server.behave = server_module.pours(200, sent)
    with pytest.raises(LookupFailed, match="larger than 1 MB"):
        online().find("Khasan")
    assert len(sent) < 20  # the rest of what went is in the buffers of the sockets


def test_a_compressed_bomb_is_not_unpacked(server: GeocoderServer, online: Make) -> None:
    import gzip

    server.behave = says(gzip.compress(b"[" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(LookupFailed, match="not JSON"):
        online().find("Khasan")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: GeocoderServer, online: Make, status: int) -> None:
    with server_module.running() as other:
        server.behave = says(b"", status, Location=f"http://{other.host}/search?q=Khasan")
        with pytest.raises(LookupFailed, match=f"answered {status}"):
            online().find("Khasan")
        assert other.asked == []
    assert len(server.asked) == 1


def test_a_failure_says_nothing_of_keys(server: GeocoderServer, ledger: Ledger) -> None:
    server.behave = server_module.resets
    settings = Settings(WHO, "pelias", server.host, api_key="hush-hush")
    with pytest.raises(LookupFailed) as caught:
        OnlineGeocoder(settings, ledger, scheme="http").find("Khasan")
    assert server.query()["api_key"] == ["hush-hush"]
    assert "hush" not in str(caught.value) + repr(settings)


# --- behind the embedded gazetteer ------------------------------------------------------------------------------------


class Misspelt(FakeGazetteer):
    """Knows no name, and finds each alike to Pyongyang."""

    def find(self, _name: str, **_: Any) -> tuple[Candidate, ...]:
        return (Candidate(PYONGYANG, 0.7, exact=False),)


def test_a_name_that_is_known_is_not_asked_online() -> None:
    online = FakeGazetteer({})
    assert BackedUp(gazetteer(PYONGYANG), online).find("Pyongyang")[0].place == PYONGYANG
    assert online.asked == []


def test_a_name_that_is_lacking_is_asked_online() -> None:
    online = gazetteer(Place("Khasan", 42.4, 130.6))
    both = BackedUp(FakeGazetteer({}, {"Khasan": ("Kazan",)}), online)
    assert both.find("Khasan")[0].place.name == "Khasan"
    assert both.suggest("Khasan") == ("Kazan",)


def test_a_place_of_the_name_comes_before_one_that_is_only_alike() -> None:
    found = BackedUp(Misspelt({}), gazetteer(Place("Pyongyan", 1, 2))).find("Pyongyan")
    assert [candidate.place.name for candidate in found] == ["Pyongyan", "Pyongyang"]


def test_a_misspelt_name_that_is_unknown_online_stays_what_it_is_like() -> None:
    found = BackedUp(Misspelt({}), FakeGazetteer({})).find("Pyongyan")
    assert [(candidate.place, candidate.exact) for candidate in found] == [(PYONGYANG, False)]


def test_a_name_in_mixed_letters_is_not_asked_online() -> None:
    online = FakeGazetteer({})
    assert BackedUp(FakeGazetteer({}), online).find("Hanоi") == ()
    assert online.asked == []


def test_the_other_names_of_a_text_are_told_to_the_embedded_gazetteer() -> None:
    told: list[Any] = []

    class Listening(FakeGazetteer):
        def find(self, _name: str, **given: Any) -> tuple[Candidate, ...]:
            told.append(given.get("among"))
            return ()

    both = BackedUp(Listening({}), FakeGazetteer({}))
    both.find("Artyom", among=("Baku",))
    both.find("Artyom")
    assert told == [("Baku",), None]


def test_a_place_found_online_is_pinned_with_the_day_it_was_asked(
    server: GeocoderServer, online: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from geo.cli import cli

    both = BackedUp(gazetteer(PYONGYANG), online())
    monkeypatch.setattr("geo.cli.pin.names_of", lambda *, online: both if online else gazetteer(PYONGYANG))
    story = tmp_path / "story.yaml"
    story.write_text(
        "title: T\ntraveller: K\nstops:\n- place: Pyongyang\n- {place: Khasan, by: rail}\n", encoding="utf-8"
    )
    assert CliRunner().invoke(cli, ["pin", str(story)]).exit_code == 4
    assert CliRunner().invoke(cli, ["pin", str(story), "--online"]).exit_code == 0
    assert "# nominatim:node/27024456, asked 2026-11-24\n" in story.read_text(encoding="utf-8")
    assert len(server.asked) == 1
    assert CliRunner().invoke(cli, ["pin", str(story), "--check"]).exit_code == 0
