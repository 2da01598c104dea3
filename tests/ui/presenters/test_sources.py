"""What the sources screen says of sources, their problems and the events that rest on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Case,
    Entry,
    Finding,
    ImportProblem,
    Locator,
    Passage,
    Photograph,
    Source,
)
from chronology_app.model.codes import RecordClass, Sensitivity, SourceKind
from tests.chronology_app import casebooks
from tests.chronology_app.casebooks import CASE_ID
from ui.presenters.source_text import Span
from ui.presenters.sources import (
    SourceDetails,
    SourceRow,
    class_of,
    copy_name,
    count_words,
    date_in,
    detail_lines,
    event_spans,
    event_words,
    format_words,
    load_details,
    load_sources,
    matches,
    problem_lines,
    problem_words,
    row_words,
    size_words,
    suggestion_words,
    words_of,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with casebooks.reopen(casebooks.make_casebook(tmp_path)) as found:
        yield found


def a_source(**fields: object) -> Source:
    given = {"id": "s", "case_id": CASE_ID, "file_name": "log.pdf", "format": "pdf",
             "citation_title": "Health record", "agency": "health_visiting"}  # fmt: skip
    return Source(**{**given, **fields})  # type: ignore[arg-type]


def test_sources_are_counted_with_what_waits_in_them(book: Casebook) -> None:
    (row,) = load_sources(book, CASE_ID)
    assert (row.waiting, row.suggested) == (4, 4)
    assert suggestion_words(row) == "4 of 4 waiting"
    book.decide(CASE_ID, [{"id": s.id, "do": "reject"} for s in book.queries.suggestions(CASE_ID)])
    (row,) = load_sources(book, CASE_ID)
    assert suggestion_words(row) == "All 4 decided"


def test_one_source_is_shown_with_its_events_and_first_suggestion(book: Casebook) -> None:
    (row,) = load_sources(book, CASE_ID)
    found = load_details(book, CASE_ID, row.source.id)
    assert found.waiting_id == book.queries.suggestions(CASE_ID)[0].id
    assert found.citing == ()
    passage = found.passages[1]
    book.add_event(
        CASE_ID, [(passage.id, 0, 10)], {"fact": "Not brought", "date": {"edtf": "2020-03-03"}}
    )
    found = load_details(book, CASE_ID, row.source.id)
    assert [event_words(one) for one in found.citing] == [
        "3 March 2020 \u00b7 observation \u00b7 Not brought"
    ]
    assert event_spans(found.citing[0]) == (Span(passage.id, 0, 10),)
    lines = dict(detail_lines(found))
    assert lines["Record of"] == "Health visiting"
    assert lines["Brought in by"] == "Ruth Ames"
    assert lines["SHA-256"] == row.source.sha256


def test_attachments_follow_what_they_came_with(book: Casebook) -> None:
    from ui.presenters.sources import _in_families

    sources = [a_source(id=name, parent_id=parent) for name, parent in
               (("b", None), ("b2", "b1"), ("a", None), ("b1", "b"), ("lost", "gone"))]  # fmt: skip
    assert [one.id for one in _in_families(sources)] == ["b", "b1", "b2", "a", "lost"]


@pytest.mark.parametrize(
    ("words", "narrowed_to", "is_shown"),
    [
        ("", "all", True), ("health REC", "all", True), ("pdf", "all", True), ("log", "all", True),
        ("police", "all", False), ("", "waiting", True), ("", "problems", False),
        ("", "kept_back", False),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(words: str, narrowed_to: str, is_shown: bool) -> None:
    row = SourceRow(a_source(), waiting=1, suggested=2, problems=1)
    assert matches(row, words, narrowed_to) == is_shown


def test_classed_and_restricted_sources_are_kept_back() -> None:
    classed = SourceRow(a_source(record_class=RecordClass.LEGAL_ADVICE))
    restricted = SourceRow(a_source(sensitivity=Sensitivity.RESTRICTED))
    assert matches(classed, "", "kept_back")
    assert matches(restricted, "", "kept_back")
    assert "Legal advice" in row_words(classed)
    assert "Restricted" in row_words(restricted)


def test_problems_are_said_in_words_with_their_place_and_what_was_done() -> None:
    problems = [
        ImportProblem(id="b", source_id="s", batch_id=None, code="page_without_text",
                      locator=Locator(page=3), params={"page": "3"}, settled_by="A",
                      settled_note="Typed by hand"),
        ImportProblem(id="a", source_id="s", batch_id=None, code="never_heard_of",
                      raw="x\ny " * 200),
    ]  # fmt: skip
    first, second = problem_lines(problems)
    assert (first.id, first.sentence, first.settled) == ("a", "never heard of", "")
    assert "Not read: x y x y" in first.text
    assert len(first.text) < 220
    assert second.text.startswith("Page 3 \u00b7 ")
    assert second.settled == "Settled by A: Typed by hand"
    assert second.place_in == Locator(page=3)


def test_counts_have_their_words() -> None:
    assert problem_words(SourceRow(a_source(), open_problems=2, problems=3)) == "2 open"
    assert problem_words(SourceRow(a_source(), problems=3)) == "3 settled"
    assert count_words(3, 3) == "3 sources"
    assert count_words(1, 3) == "1 of 3 sources"
    assert [size_words(n) for n in (1, 999, 1500, 23_000, 4_200_000)] == [
        "1 byte", "999 bytes", "1.5 KB", "23 KB", "4.2 MB",
    ]  # fmt: skip


def test_each_kind_of_source_is_named_as_people_call_it() -> None:
    kinds = [
        a_source(), a_source(format="xyz"), a_source(kind=SourceKind.ENTRY),
        a_source(kind=SourceKind.PASTED),
    ]  # fmt: skip
    assert [format_words(one) for one in kinds] == ["PDF", "XYZ", "Note typed here", "Pasted text"]


def test_what_is_known_of_notes_photographs_and_classes_is_listed() -> None:
    at = datetime(2024, 5, 2, 9, tzinfo=UTC)
    found = SourceDetails(
        source=a_source(
            system="Mosaic", record_number="77", pages=2, received=FuzzyDate.parse("2024-05"),
            record_class=RecordClass.THIRD_PARTY, brought_by="Ann",
        ),
        passages=(),
        photograph=Photograph(source_id="s", taken_by="Ann", of_what="The kitchen",
                              consent="given", consent_by="Kerry"),
        entry=Entry(source_id="s", author="Ann", post="Social worker", written_at=at,
                    date=FuzzyDate.parse("2024-05-01")),
        parent=a_source(id="p", citation_title="E-mail of Ann"),
        class_reasons=(Finding(key="k", decision="class_changed", reason="Names a neighbour",
                               by="Ann", decided_at=at),),
    )  # fmt: skip
    lines = detail_lines(found)
    assert dict(lines)["Came with"] == "E-mail of Ann"
    assert dict(lines)["Written by"] == "Ann, Social worker"
    assert dict(lines)["Written on"] == "2 May 2024"
    assert dict(lines)["Received"] == "May 2024"
    assert dict(lines)["Why this class"] == "Names a neighbour (Ann, 2 May 2024)"
    assert "Kerry" in dict(lines)["Consent"]
    assert dict(lines)["Record number"] == "77"
    assert "Taken on" not in dict(lines)


def test_a_copy_has_a_name_that_leads_nowhere() -> None:
    assert copy_name(a_source(file_name="../../x/log.pdf")) == "log.pdf"
    assert copy_name(a_source(file_name="C:\\x\\log.pdf")) == "log.pdf"
    assert copy_name(a_source(file_name="", citation_title="A/B", format="txt")) == "A_B.txt"


def test_chosen_words_are_joined_and_keep_the_class_of_their_passage() -> None:
    passages = (
        Passage(id="a", source_id="s", index=0, locator=Locator(), text="One two\nthree"),
        Passage(id="b", source_id="s", index=1, locator=Locator(), text="four",
                record_class=RecordClass.LEGAL_ADVICE),
    )  # fmt: skip
    found = SourceDetails(source=a_source(), passages=passages)
    spans = [Span("a", 4, 13), Span("b", 0, 4)]
    assert words_of(found, spans) == "two three four"
    assert class_of(found, spans) == RecordClass.LEGAL_ADVICE
    assert class_of(found, spans[:1]) == RecordClass.ORDINARY


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("On 10/03/2020 Owen was hungry", "2020-03-10"), ("April 2020 kitchen clean", None),
        ("from 1 May 2020, seen 4 May 2020", None), ("Owen was hungry", None),
        ("seen on 3 May", None),
    ],
)  # fmt: skip
def test_only_one_whole_date_in_the_words_is_offered(words: str, edtf: str | None) -> None:
    found = date_in(words)
    assert (found.edtf if found else None) == edtf


def test_an_empty_case_has_no_sources(tmp_path: Path) -> None:
    cost = casebooks.cheap
    with Casebook.create(tmp_path / "e.casebook", "words", by="A", cost=cost) as book:
        book.add_case(Case(id="c", reference="C"))
        assert load_sources(book, "c") == ()
