"""What checking a casebook found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.wording import has, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of a check."""

    is_fine: bool
    sentence: str
    #: What was checked, with figures.
    counted: str
    problems: tuple[str, ...]
    #: (case or casebook, head of its log).
    heads: tuple[tuple[str, str], ...]


def verified(book: Casebook, language: str = "en") -> Verified:
    """Check the casebook and say what was found."""
    report = book.verify()
    problems = tuple(
        say(problem.message_id, language, **problem.params) for problem in report.problems
    )
    cases = {case.id: case.title or case.reference for case in book.queries.cases()}
    heads = tuple(
        (cases.get(case_id, say("safe.whole_book", language)), head)
        for case_id, head in report.heads.items()
    )
    counted = ", ".join(_counted(name, count, language) for name, count in report.counts.items())
    sentence = say("safe.fine" if report.fine else "safe.not_fine", language, count=len(problems))
    return Verified(report.fine, sentence, counted, problems, heads)


def _counted(name: str, count: int, language: str) -> str:
    if has(f"safe.count.{name}"):
        return say(f"safe.count.{name}", language, count=count)
    return f"{name.replace('_', ' ')}: {count}"
