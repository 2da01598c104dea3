"""What the frame of a window says about a case: what waits, and what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.model import Case

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures in the side bar and the names of the next steps back and forth."""

    #: Screen -> how many things wait there.
    waiting: dict[str, int]
    #: The step that undo would take back, in words; None: nothing.
    undo: str | None = None
    redo: str | None = None


def load_overview(book: Casebook, case_id: str, language: str = "en") -> Overview:
    """Return the overview of a case, as the person who acts sees it."""
    counts = book.queries.waiting_counts(case_id)
    return Overview(
        waiting={"inbox": counts.suggestions},
        undo=book.next_undo(case_id, language=language),
        redo=book.next_redo(case_id, language=language),
    )


def load_cases(book: Casebook) -> tuple[Case, ...]:
    """Return the cases of a casebook by reference."""
    return book.queries.cases()
