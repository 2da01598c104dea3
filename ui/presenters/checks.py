"""What the checks screen shows: findings in words, why each is there, and where it leads.

Which checks there are is in `analysis.checks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chronology_app.analysis.checks import LEVELS, CheckFinding, build_checks
from chronology_app.model import ImportProblem, Suggestion
from chronology_app.model.codes import SuggestionStatus
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import say
from ui.places import Place
from ui.presenters.check_places import SCREENS, Mend, mend_of, show_name, show_place

#: Level -> icon; the words of the level stand above the group.
ICONS = {"serious": "circle-alert", "should": "triangle-alert", "note": "info"}
#: Level -> the tone of its icon.
TONES = {"serious": "must", "should": "should", "note": "know"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words, and where it leads."""

    key: str
    level: str
    check: str
    #: The check's own name: the heading of its kind.
    name: str
    sentence: str
    #: Why it is here and what to do, a sentence each.
    why: tuple[str, ...]
    screen: str
    #: The record to go to on that screen.
    place_id: str
    #: Where it is shown; None: it has no screen, and no events.
    show: Place | None = None
    #: Names the words of the button that shows it: ``checks.open.NAME``.
    show_name: str = ""
    mend: Mend | None = None
    #: The problem to settle, for what was not read.
    problem_id: str = ""
    is_dismissed: bool = False
    dismissed: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings, the gravest first."""

    lines: tuple[FindingLine, ...]

    @property
    def open_count(self) -> int:
        """How many nobody has set aside."""
        return sum(not line.is_dismissed for line in self.lines)

    def of_level(self, level: str, *, with_dismissed: bool) -> tuple[FindingLine, ...]:
        """Return the findings of one level."""
        return tuple(
            line for line in self.lines
            if line.level == level and (with_dismissed or not line.is_dismissed)
        )  # fmt: skip


def read_findings(path: Path, key: bytes, case_id: str, language: str) -> Findings:
    """Read a case and check it; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_findings(view, language)


def build_findings(view: CaseView, language: str = "en") -> Findings:
    """Check a case."""
    from chronology_app.model import SettingsRow

    settings = load_settings(rows=view.of(SettingsRow))
    found = build_checks(view, view.of(Suggestion), settings)
    first_waiting: dict[str, str] = {}
    for suggestion in view.of(Suggestion):
        if suggestion.status == SuggestionStatus.WAITING:
            first_waiting.setdefault(suggestion.source_id, suggestion.id)
    return Findings(tuple(build_line(finding, view, first_waiting, language) for finding in found))


def build_line(
    finding: CheckFinding, view: CaseView, first_waiting: dict[str, str], language: str
) -> FindingLine:
    """Put a finding into words; `first_waiting`: source -> its first suggestion that waits."""
    place = finding.record_id
    record = view.by_id.get(finding.record_id)
    problem_id = ""
    if isinstance(record, ImportProblem):
        problem_id, place = record.id, record.source_id or ""
    decision = finding.decision
    dismissed = ""
    shown = show_place(finding, place, first_waiting, language)
    if finding.is_dismissed and decision is not None:
        dismissed = say("checks.set_aside_by", language, name=decision.by, reason=decision.reason)
    return FindingLine(
        key=finding.key,
        level=finding.level,
        check=finding.check,
        name=say(f"check.{finding.check}.name", language),
        sentence=finding.sentence(language),
        why=finding.why(language),
        screen=SCREENS.get(finding.record_table, "chronology"),
        place_id=place,
        show=shown,
        show_name=show_name(shown),
        mend=mend_of(finding, shown),
        problem_id=problem_id,
        is_dismissed=finding.is_dismissed,
        dismissed=dismissed,
    )


def levels(findings: Findings, *, with_dismissed: bool) -> Sequence[str]:
    """Return the levels that have findings, the gravest first."""
    return [level for level in LEVELS if findings.of_level(level, with_dismissed=with_dismissed)]
