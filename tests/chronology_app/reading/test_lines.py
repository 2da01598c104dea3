"""A suggestion's line of JSON has the keys that scripts rely on."""

from __future__ import annotations

import json

from chronology_app.reading.court import propose_for
from chronology_app.reading.dates.grammar import GRAMMAR
from chronology_app.reading.lines import not_proposed_line, suggestion_line
from chronology_app.wording import has
from tests.chronology_app.reading.texts import FAMILY, prose, read

KEYS = {
    "record", "id", "status", "date", "time", "fact", "kind", "agency", "recorded_by", "evidence",
    "children", "people", "neglect_types", "impact", "strength", "class", "citations", "reasons",
    "duplicates",
}  # fmt: skip


def test_a_line_holds_every_key_and_is_json() -> None:
    passages = prose("# 14/05/2022 - Home visit", "Owen was hungry.", "Mileage claimed.")
    found = read(passages)
    line = suggestion_line(found.suggestions[0], "record.docx")
    assert set(line) >= KEYS
    assert line["date"] == {
        "edtf": "2022-05-14", "modifier": None, "text": "14/05/2022", "earliest": "2022-05-14",
        "latest": "2022-05-14", "kind": "full",
    }  # fmt: skip
    assert line["citations"][0]["quote"] == "Owen was hungry."
    assert line["citations"][0]["locator"] == {"paragraph": 2}
    assert json.loads(json.dumps(line)) == line


def test_an_undated_line_keeps_the_date_object() -> None:
    found = read(prose("Maya was found alone in the street, hungry, filthy, frightened and cold."))
    line = suggestion_line(found.suggestions[0], "x")
    assert line["date"]["edtf"] is None
    assert set(line["date"]) == {"edtf", "modifier", "text", "earliest", "latest", "kind"}


def test_what_was_left_out_says_where_and_why() -> None:
    passages = prose("# 14/05/2022 - Case note", "Mileage claimed.")
    left, *_heading = read(passages).not_proposed
    line = not_proposed_line(left, passages[1], "x")
    assert (line["record"], line["quote"]) == ("not_proposed", "Mileage claimed.")
    assert line["reasons"] == [{"rule": "administrative", "words": "Mileage"}]


def test_every_rule_that_finds_a_date_has_words() -> None:
    for rule in GRAMMAR:
        assert has(f"rule.date_{rule.name}"), rule.name


def test_a_proposed_wording_stands_beside_the_fact_with_what_was_changed() -> None:
    found = read(prose("# 14/05/2022 - Home visit", "Mum was asleep; Owen was hungry."))
    suggestion = found.suggestions[0]
    line = suggestion_line(suggestion, "x", propose_for(suggestion, FAMILY))
    assert "court_wording" not in suggestion_line(suggestion, "x")
    assert line["fact"] == "Mum was asleep; Owen was hungry."
    assert line["court_wording"]["text"] == "The mother was asleep; Owen was hungry."
    (change,) = line["court_wording"]["changes"]
    assert (change["from"], change["to"], change["rule"]) == ("Mum", "The mother", "family")
    assert has(change["reason"])
    assert json.loads(json.dumps(line)) == line
