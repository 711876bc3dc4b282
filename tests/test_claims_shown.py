"""What is said and known in words stands where figures stand: in the payload, the page, the report and the JSON."""

from geo.records import findings_record
from geo.report.facts import facts_of
from geo.show.page import page
from geo.show.payload import payload
from tests.shipped import shipped

KIM = "kim-russia-2023"
SAID, KNOWN = "the only crossing of KP-RU by rail", "1 crossing: 42.42, 130.62"


def test_words_stand_where_figures_stand() -> None:
    (view,) = payload([shipped(KIM)])["journeys"]
    (shown,) = [finding for finding in view["findings"] if finding["kind"] == "only_crossing"]
    assert (shown["claimed"], shown["computed"], shown["verdict"]) == (SAID, KNOWN, "consistent")


def test_the_page_names_the_kind_in_words() -> None:
    text = page([shipped(KIM)])
    assert "Claimed only crossing" in text
    assert "Claimed arrival" in text
    assert SAID in text


def test_the_report_says_both_once() -> None:
    (found,) = [finding for finding in shipped(KIM).findings if finding.kind == "only_crossing"]
    facts = {fact.name: fact.texts for fact in facts_of(found)}
    assert facts["Claimed"] == (SAID,)
    assert facts["Worked out"] == (KNOWN,)
    assert not {"Said", "Known"} & set(facts)


def test_the_json_keeps_its_shape() -> None:
    records = findings_record(shipped(KIM))["findings"]
    assert len({tuple(record) for record in records}) == 1
    (record,) = [record for record in records if record["kind"] == "only_crossing"]
    assert (record["claimed"], record["computed"], record["margin"]) == (None, None, None)
    assert (record["from"], record["to"]) == ("Korea–Russia Friendship Bridge",) * 2
