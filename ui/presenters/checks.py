"""What the checks screen shows: findings in words, why each is there, and where it leads.

Which checks there are is in `analysis.checks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chronology_app.analysis.checks import LEVELS, CheckFinding, build_checks
from chronology_app.model import ImportProblem, Suggestion
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import say

#: Level -> icon; the words of the level stand above the group.
ICONS = {"must": "circle-alert", "should": "triangle-alert", "know": "info"}
#: What a finding is about -> the screen where it is put right.
_SCREENS = {"event": "chronology", "suggestion": "inbox", "source": "inbox",
            "import_problem": "sources"}  # fmt: skip


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
    return Findings(tuple(_line(finding, view, language) for finding in found))


def _line(finding: CheckFinding, view: CaseView, language: str) -> FindingLine:
    place = finding.record_id
    record = view.by_id.get(finding.record_id)
    problem_id = ""
    if isinstance(record, ImportProblem):
        problem_id, place = record.id, record.source_id or ""
    decision = finding.decision
    dismissed = ""
    if finding.is_dismissed and decision is not None:
        dismissed = say("checks.set_aside_by", language, name=decision.by, reason=decision.reason)
    return FindingLine(
        key=finding.key,
        level=finding.level,
        check=finding.check,
        name=say(f"check.{finding.check}.name", language),
        sentence=finding.sentence(language),
        why=finding.why(language),
        screen=_SCREENS.get(finding.record_table, "chronology"),
        place_id=place,
        problem_id=problem_id,
        is_dismissed=finding.is_dismissed,
        dismissed=dismissed,
    )


def levels(findings: Findings, *, with_dismissed: bool) -> Sequence[str]:
    """Return the levels that have findings, the gravest first."""
    return [level for level in LEVELS if findings.of_level(level, with_dismissed=with_dismissed)]
