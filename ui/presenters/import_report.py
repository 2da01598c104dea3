"""What an import came to, in words: on the screen, and as text that tells nothing of the case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chronology_app.model.codes import ImportOutcome
from ui.words import say

if TYPE_CHECKING:
    from ui.jobs.importing import FileReport


@dataclass(frozen=True, slots=True)
class ImportEnd:
    """What an import came to."""

    reports: tuple[FileReport, ...]
    #: Files in all, also those that were not begun.
    count: int
    is_stopped: bool = False
    #: The step that undo takes back now, if it is this import.
    undo: str | None = None
    #: The first suggestion that waits because of it.
    suggestion_id: str = ""

    def number(self, outcome: ImportOutcome) -> int:
        """Return how many files came to this end, those inside others among them."""
        return sum(1 for one in self.reports if one.outcome == outcome)

    @property
    def suggestions(self) -> int:
        """The suggestions found."""
        return sum(one.suggestions for one in self.reports)

    @property
    def problems(self) -> int:
        """The problems kept to be settled."""
        return sum(len(one.problems) for one in self.reports)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One file of the report."""

    outcome: ImportOutcome
    file: str
    #: What became of it, a sentence each.
    sentences: tuple[str, ...]
    suggestions: int
    source_id: str


def report_lines(end: ImportEnd) -> tuple[ReportLine, ...]:
    """Return the files of a report: what needs a look first, each group in the order imported."""
    order = (ImportOutcome.REFUSED, ImportOutcome.WITH_PROBLEMS, ImportOutcome.IMPORTED,
             ImportOutcome.ALREADY_THERE)  # fmt: skip
    lines = [
        ReportLine(one.outcome, one.file, one.problems or (one.sentence,), one.suggestions,
                   one.source_id)
        for one in end.reports
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: order.index(line.outcome)))


def outcome_words(outcome: ImportOutcome) -> str:
    """Return an outcome in words."""
    return say(f"import_screen.outcome.{outcome}")


def summary_words(end: ImportEnd) -> str:
    """Return the report in one sentence."""
    counts = Counter(one.outcome for one in end.reports)
    parts = [
        say(f"import_screen.count.{outcome}", count=counts[outcome])
        for outcome in ImportOutcome
        if counts[outcome]
    ]
    begun = ", ".join(parts) or say("import_screen.count.none")
    if end.is_stopped:
        return say("import_screen.summary_stopped", what=begun)
    return say("import_screen.summary", what=begun)


def report_text(end: ImportEnd) -> str:
    """Return the report as text for somebody who may not see the case: no name, no words of it.

    Files are numbered in the order in which they were imported; their endings are named.
    """
    lines = [summary_words(end), say("import_screen.report.suggestions", count=end.suggestions), ""]
    for number, one in enumerate(end.reports, 1):
        ending = Path(one.file).suffix.lower().lstrip(".")
        lines.append(
            say("import_screen.report.line", number=number, ending=ending or "-",
                outcome=outcome_words(one.outcome), code=one.code or "-",
                passages=one.passages, suggestions=one.suggestions)
        )  # fmt: skip
    return "\n".join(lines) + "\n"
