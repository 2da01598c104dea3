"""Plan entries that others wrote before, and without, the rules: who is told what is wrong.

Each line of `plans/*.jsonl` is one entry, labelled "poor" with the kinds of its faults, or "sound".
An entry is flagged when a finding of it is serious or should be mended.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronology_app.analysis.plan_checks import PlanFinding, check_plan
from chronology_app.settings import load_settings
from ui.jobs.plan_file import plan_text

FILES = sorted((Path(__file__).parent / "plans").glob("*.jsonl"))
#: What says nothing of an entry's words: single entries have no events, reviews or other children.
_NOT_WORDS = {"no_evidence", "no_child", "no_review", "single_event", "child_without_change"}
#: Kind of fault -> the findings that name it.
_NAMES = {
    "no_date": {"no_date", "open_date"}, "vague_verb": {"vague_verb", "vague_but_measured"},
    "no_measure": {"no_measure"}, "no_baseline": {"no_baseline"}, "no_owner": {"no_owner"},
    "no_consequence": {"no_consequence", "no_limited"}, "vague_consequence": {"vague_consequence"},
    "vague_contingency": {"vague_contingency", "no_contingency"}, "activity": {"activity"},
    "hard_words": {"hard_words", "hard_reading"}, "verdict": {"verdict"},
    "open_date_or_contradiction": {
        "open_date", "no_date", "due_before_plan", "dates_contradict", "review_before_plan",
    },
}  # fmt: skip


def _rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _findings(row: dict) -> list[PlanFinding]:
    entry = dict(row["entry"])
    child = entry.pop("child", "")
    entry["children"] = [child] if child else []
    plan = plan_text({"plan": "Plan", "started": "2027-03-03", "entries": [entry]})
    return [one for one in check_plan(plan, load_settings()) if one.check not in _NOT_WORDS]


def _is_flagged(found: list[PlanFinding]) -> bool:
    return any(one.level != "note" for one in found)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_poor_entries_are_told_and_sound_ones_left_alone(file):
    rows = _rows(file)
    poor = {row["id"] for row in rows if row["label"] == "poor"}
    flagged = {row["id"] for row in rows if _is_flagged(_findings(row))}
    assert len(rows) == 60
    assert len(poor) == 30
    assert len(flagged & poor) / len(flagged) >= 0.9, sorted(flagged - poor)
    assert len(flagged & poor) / len(poor) >= 0.9, sorted(poor - flagged)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_right_reason_is_given(file):
    missed, count = [], 0
    for row in _rows(file):
        found = {one.check for one in _findings(row)}
        for fault in row["faults"]:
            count += 1
            if not found & _NAMES[fault]:
                missed.append((row["id"], fault))
    assert len(missed) / count <= 0.1, missed
