"""Trying other phrases on a case stores nothing; reading again leaves decisions as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import StoppedError
from chronology_app.model import Locator, RawPassage
from chronology_app.model.codes import RecordClass, SuggestionStatus
from chronology_app.reading.document import SourceText
from chronology_app.reading.phrases import Phrase, shipped_phrases
from tests.chronology_app.casebooks import contents
from tests.chronology_app.reading.test_phrases import row
from tests.desktop import prepared
from tests.ui.jobs.test_reading_settings import CHILD
from ui.jobs.reading import ReadBy
from ui.jobs.trying import compare, read_again, try_settings

CASE = prepared.CASE_ID


class JobHere:
    """Does a job's work at once."""

    def __init__(self, stops_after: int = 1000) -> None:
        self.told: list[tuple[int, int]] = []
        self._left = stops_after

    def progress(self, done: int, count: int, text: str = "") -> None:
        self.told.append((done, count))

    def check(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise StoppedError

    def process(self, function, *arguments):
        return function(*arguments)


@pytest.fixture
def book(week_book):
    with Casebook.open(week_book, prepared.PASSPHRASE, by="Ruth Ames") as opened:
        yield opened


OWN = Phrase(group="concern.emotional", words="nobody answered the telephone", strength="strong")


def test_trying_says_what_changes_and_stores_nothing(book):
    before, job = contents(book, CASE), JobHere()
    after = ReadBy((row(OWN),))
    found = try_settings(job, book, CASE, ReadBy(), after)
    assert {one.kind for one in found} <= {"changes", "appears"}
    changed = [one for one in found if one.after and "telephone" in one.after.fact]
    assert changed
    assert all("emotional" in one.after.concern_types for one in changed)
    assert all(one.kind == "appears" or "concern_types" in one.fields for one in changed)
    assert contents(book, CASE) == before
    assert job.told[-1] == (5, 5)


def test_the_same_settings_differ_in_nothing(book):
    assert try_settings(JobHere(), book, CASE, ReadBy(), ReadBy()) == ()


def test_reading_again_takes_in_the_difference_and_can_be_undone(book):
    book.add_phrase(CASE, OWN)
    before = contents(book, CASE)
    taken, changed = read_again(JobHere(), book, CASE, ())
    assert changed is not None
    assert taken.renewed + taken.added
    assert taken.files == 5
    waiting = [s for s in book.queries.suggestions(CASE) if "telephone" in s.fact]
    assert all("emotional" in s.concern_types for s in waiting)
    again, nothing = read_again(JobHere(), book, CASE, None)
    assert (again.added, again.renewed, nothing) == (0, 0, None)
    book.undo(CASE)
    assert contents(book, CASE) == before


def test_what_a_person_decided_stays_and_comes_no_second_time(book):
    decided = [s for s in book.queries.suggestions(CASE) if "telephone" in s.fact][:2]
    book.decide(CASE, [{"id": decided[0].id, "do": "accept"},
                       {"id": decided[1].id, "do": "reject", "reason": "Known."}])  # fmt: skip
    stood = {s.id: s for s in book.queries.suggestions(CASE, None)}
    book.add_phrase(CASE, OWN)
    taken, _ = read_again(JobHere(), book, CASE, ())
    now = {s.id: s for s in book.queries.suggestions(CASE, None)}
    for one in decided:
        assert now[one.id] == stood[one.id]
    assert taken.kept == 2
    assert all(s.status != SuggestionStatus.WAITING for s in (now[d.id] for d in decided))


def test_words_that_are_kept_back_from_now_on_class_their_passage(book):
    by = Phrase(group="legal_advice", words="nobody answered the telephone", strength="strong")
    (one,) = [s for s in book.queries.sources(CASE) if s.file_name == prepared.SCHOOL.name]

    def ordinary() -> int:
        passages = book.queries.passages(CASE, one.id)
        return sum(passage.record_class == RecordClass.ORDINARY for passage in passages)

    before = ordinary()
    book.add_phrase(CASE, by)
    taken, _ = read_again(JobHere(), book, CASE, ())
    assert taken.classed
    assert ordinary() == before - taken.classed
    book.undo(CASE)
    assert ordinary() == before


def test_a_stop_leaves_everything_as_it_was(book):
    book.add_phrase(CASE, OWN)
    before = contents(book, CASE)
    with pytest.raises(StoppedError):
        read_again(JobHere(stops_after=2), book, CASE, ())
    assert contents(book, CASE) == before


def test_what_only_phrases_gave_that_are_switched_off_is_no_longer_said():
    passage = RawPassage(
        index=0, locator=Locator(line=1), text="14/06/2021 Nia's bedroom was filthy."
    )
    text = SourceText(file_name="notes.txt", sha256="0" * 64, passages=(passage,))
    hits = [p for p in shipped_phrases() if p.group == "concern.physical"]
    off = [row(replace(p, is_on=False)) for p in hits if "filthy" in p.words]
    pairs = compare(text, (CHILD,), ReadBy(), ReadBy(tuple(off))).pairs
    assert pairs
    ((was, now),) = pairs
    assert was is not None
    assert "physical" in was.concern_types
    assert now is None or "physical" not in now.concern_types
