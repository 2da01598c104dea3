"""The command that lists what in a case a person should look at."""

from __future__ import annotations

import argparse
from typing import Any

from chronology_app.analysis.checks import CheckFinding, build_checks
from chronology_app.errors import ExitCode
from chronology_app.model import SettingsRow, Suggestion
from chronology_app.settings import load_settings
from chronology_app.wording import say
from ui.cli.book_commands import case_of, opened
from ui.cli.output import Output


def check(arguments: argparse.Namespace, output: Output) -> int:
    """Print every finding, the gravest first; those set aside are marked."""
    with opened(arguments) as book:
        view = book.queries.view(case_of(book, arguments.case).id)
    settings = load_settings(rows=view.of(SettingsRow))
    findings = build_checks(view, view.of(Suggestion), settings)
    for finding in findings:
        output.record("finding", _fields(finding, arguments.lang), _shown(finding, arguments.lang))
    open_ones = sum(not finding.is_dismissed for finding in findings)
    output.tell("cli.checked", count=open_ones, dismissed=len(findings) - open_ones)
    return ExitCode.DONE


def _fields(finding: CheckFinding, language: str) -> dict[str, Any]:
    """Return a finding in the contract's form, with what it rests on and why it is there."""
    decision = finding.decision
    return {
        "check": finding.check,
        "level": finding.level,
        "record_id": finding.record_id,
        "sentence": finding.sentence(language),
        "about": finding.record_table,
        "event_ids": list(finding.event_ids),
        "key": finding.key,
        "why": list(finding.why(language)),
        "dismissed": finding.is_dismissed,
        "dismissed_by": decision.by if decision and finding.is_dismissed else "",
        "dismissed_because": decision.reason if decision and finding.is_dismissed else "",
    }


def _shown(finding: CheckFinding, language: str) -> str:
    level = say(f"check.level.{finding.level}", language)
    words = f"[{level}] {finding.sentence(language)}"
    if finding.is_dismissed:
        words = f"({say('check.dismissed', language)}) {words}"
    return words
