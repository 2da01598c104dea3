"""`patterns`: what the published rules find, in the contract's form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from tests.ui.cli.conftest import PASSPHRASE


@pytest.fixture
def referred(cli, book, tmp_path) -> Path:
    """A case with three referrals about one child, the last two a month apart."""
    lines = [
        {"id": f"r{n}", "edtf": edtf, "summary": "Referral from school.", "kind": "referral",
         "agency": "school", "children": ["Ada Fern"], "neglect_types": [], "impact": {},
         "mentions": [], "class": "ordinary"}
        for n, edtf in enumerate(("2019-01-07", "2021-03-01", "2021-04-06"))
    ]  # fmt: skip
    file = tmp_path / "events.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert cli("load", book, "--case", "F-1", "--events", file).code in (0, 1)
    return book


def within(ran) -> dict[str, object]:
    (found,) = (line for line in ran.of("pattern") if line["rule"] == "within")
    return found


def test_a_hit_says_rule_thresholds_events_and_span(cli, referred):
    ran = cli("patterns", referred, "--case", "F-1")
    assert ran.code == 0
    found = within(ran)
    assert found["pattern"] == "repeat_referrals"
    assert (found["start"], found["end"]) == ("2021-03-01", "2021-04-06")
    assert found["children"] == ["Ada Fern"]
    assert len(found["event_ids"]) == 2
    assert found["thresholds"]["window_months"] == 12
    assert "2 referrals about Ada Fern" in found["sentence"]


def test_the_day_looked_at_leaves_out_what_came_later(cli, referred):
    early = cli("patterns", referred, "--case", "F-1", "--as-of", "2021-03-31")
    assert not [line for line in early.of("pattern") if line["pattern"] == "repeat_referrals"]


def test_what_was_set_aside_stays_and_is_marked(cli, referred):
    found = within(cli("patterns", referred, "--case", "F-1"))
    with Casebook.open(referred, PASSPHRASE, by="Huw Pyle") as opened:
        case_id = opened.queries.case_by_reference("F-1").id
        opened.dismiss_finding(case_id, found["key"], "One referral, sent twice.")
    again = within(cli("patterns", referred, "--case", "F-1", "--lang", "cy"))
    assert (again["dismissed"], again["dismissed_by"]) == (True, "Huw Pyle")
    assert again["dismissed_because"] == "One referral, sent twice."
    assert again["sentence"] != found["sentence"]
