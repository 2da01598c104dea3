"""Does a command, undoes it and does it again, comparing the whole case each time."""

from __future__ import annotations

from collections.abc import Callable

from chronology_app.casefile import Casebook
from tests.chronology_app.casebooks import CASE_ID, contents


def assert_undoable(book: Casebook, command: Callable[[], object]) -> None:
    """Carry out a command; undo and redo must give exactly the two states, and all verify."""
    before = contents(book)
    command()
    after = contents(book)
    assert after != before
    book.undo(CASE_ID)
    assert contents(book) == before
    book.redo(CASE_ID)
    assert contents(book) == after
    report = book.verify()
    assert report.fine, [problem.sentence() for problem in report.problems]
