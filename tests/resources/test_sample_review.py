"""The recorded review of the sample case, carried out in a real casebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chronology_app.analysis.spells import build_spells
from chronology_app.casefile import Casebook, Decided
from chronology_app.model import Case, Citation, LikelyImpact, ObservedImpact, Passage
from chronology_app.model.codes import RecordClass
from chronology_app.model.view import CaseView
from resources import path
from ui.jobs.analyses import EventFinder
from ui.jobs.importing import ImportWishes, import_files
from ui.jobs.people_file import read_people

SAMPLE = path("sample_case")
#: Enough for every kind of decision: two agencies that record the same events, and a legal note.
FILES = (
    "CSC_case_notes_2019-2021.docx",
    "ICPC_minutes_14-09-2021.docx",
    "CSC_case_notes_2021-2024.docx",
    "HV_record_Ivy_Reuben.pdf",
    "Eastholm_Constabulary_log.csv",
    "Supervision_CBC-204417.txt",
)

Row = dict[str, Any]


def _named(row: Row) -> set[str]:
    return {row["file"], row.get("fields", {}).get("into", row)["file"]}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = (SAMPLE / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if _named(row) <= set(FILES)]


@pytest.fixture(scope="module")
def reviewed(rows, tmp_path_factory) -> Iterator[tuple[CaseView, tuple[Decided, ...]]]:
    file = tmp_path_factory.mktemp("sample") / "sample.casebook"
    people = read_people(SAMPLE / "people.json")
    asked = {r["file"]: r for r in json.loads((SAMPLE / "import.json").read_text("utf-8"))}
    with Casebook.create(file, "invented words only", by="Reviewer") as book:
        case = Case(**json.loads((SAMPLE / "case.json").read_text("utf-8")))
        book.add_case(case)
        book.set_people(case.id, people.people, people.parentage, people.protected)
        files = [SAMPLE / name for name in FILES]
        list(import_files(book, case.id, files, lambda f: _wishes(asked[f.name])))
        results = book.decide(case.id, rows)
        yield book.queries.view(case.id), results


def _wishes(row: Row) -> ImportWishes:
    return ImportWishes(agency=row["agency"], title=row["citation_title"])


@pytest.fixture
def view(reviewed) -> CaseView:
    return reviewed[0]


def _plain(words: str) -> str:
    return " ".join(words.split())


def _carried_out(rows: list[Row], reviewed: Any, do: str) -> list[tuple[Row, Decided]]:
    pairs = zip(rows, reviewed[1], strict=True)
    return [(row, result) for row, result in pairs if row["do"] == do]


def test_every_event_and_every_other_account_is_taken_in(rows, reviewed, view):
    made = _carried_out(rows, reviewed, "edit") + _carried_out(rows, reviewed, "merge")
    assert [(row["quote"], result.error) for row, result in made if result.error] == []
    assert len(view.confirmed) == sum(row["do"] == "edit" for row in rows)


def test_a_rejection_fails_only_where_nothing_was_suggested(rows, reviewed):
    errors = [r.error for _, r in _carried_out(rows, reviewed, "reject") if r.error]
    assert {error.message_id for error in errors} <= {"error.nothing_suggested"}


def test_an_event_cites_the_words_that_were_decided_on(rows, reviewed, view):
    for row, result in _carried_out(rows, reviewed, "edit"):
        [first, *_] = view.accounts[result.event_id]
        cited = " ".join(_plain(c.quote) for c in view.citations[first.id])
        assert _plain(row["quote"]) in cited


def test_an_account_is_merged_into_the_event_that_was_named(rows, reviewed, view):
    facts = {(r["file"], r["quote"]): r["fields"]["fact"] for r in rows if r["do"] == "edit"}
    for row, result in _carried_out(rows, reviewed, "merge"):
        into = row["fields"]["into"]
        event = view.by_id[result.event_id]
        assert event.fact == facts[into["file"], into["quote"]]
        assert len(view.accounts[event.id]) >= 2


def test_the_events_of_an_analysis_are_found_by_their_words(rows, view):
    facts = {(r["file"], r["quote"]): r["fields"]["fact"] for r in rows if r["do"] == "edit"}
    found = EventFinder(view)
    analyses = json.loads((SAMPLE / "analyses.json").read_text("utf-8"))
    named = [e for a in analyses for e in a["events"] if (e["file"], e["quote"]) in facts]
    assert len(named) >= 50
    for event in named:
        fact = facts[event["file"], event["quote"]]
        assert view.by_id[found.find(event)].fact == fact


def test_every_citation_stands_in_its_passage(view):
    citations = view.of(Citation)
    assert citations
    for citation in citations:
        passage = view.by_id[citation.passage_id]
        assert isinstance(passage, Passage)
        assert passage.text[citation.start : citation.end] == citation.quote


def test_help_and_workers_follow_each_other_without_a_conflict(view):
    spells = build_spells(view)
    eldest = view.children[0]
    levels = [spell.value for spell in spells.of(eldest.id, "level_of_help")]
    assert spells.findings == ()
    assert levels == [
        "early_help", "child_in_need", "early_help", "closed", "child_in_need",
        "child_protection", "child_in_need", "closed", "child_in_need", "child_protection",
        "pre_proceedings", "proceedings",
    ]  # fmt: skip


def test_impact_is_only_what_the_review_gives(rows, view):
    fields = [row["fields"] for row in rows if row["do"] == "edit"]
    assert len(view.of(ObservedImpact)) == sum(len(f.get("observed_impact", [])) for f in fields)
    assert len(view.of(LikelyImpact)) == sum(len(f.get("likely_impact", [])) for f in fields)


def test_only_notes_of_legal_advice_are_kept_back_as_such(view):
    classed = [e for e in view.confirmed if e.record_class != RecordClass.ORDINARY]
    assert len(classed) == 3
    assert {e.record_class for e in classed} == {RecordClass.LEGAL_ADVICE}
