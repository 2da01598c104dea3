"""The command that lists the patterns that the published rules find."""

from __future__ import annotations

import argparse
from typing import Any

from chronology_app.analysis.patterns import PatternHit, build_patterns
from chronology_app.errors import ExitCode
from chronology_app.model import SettingsRow
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import say
from ui.cli.book_commands import case_of, opened
from ui.cli.output import Output
from ui.cli.values import day


def patterns(arguments: argparse.Namespace, output: Output) -> int:
    """Print every hit with its rule, thresholds and events; those set aside are marked."""
    with opened(arguments) as book:
        view = book.queries.view(case_of(book, arguments.case).id)
    settings = load_settings(rows=view.of(SettingsRow))
    as_of = day(arguments.as_of) if arguments.as_of else None
    hits = build_patterns(view, settings, as_of)
    for hit in hits:
        fields = {**_fields(view, hit, arguments.lang), "settings_version": settings.version}
        output.record("pattern", fields, _shown(hit, arguments.lang))
    open_ones = sum(not hit.is_dismissed for hit in hits)
    output.tell("cli.patterns_found", count=open_ones, dismissed=len(hits) - open_ones)
    return ExitCode.DONE


def _fields(view: CaseView, hit: PatternHit, language: str) -> dict[str, Any]:
    """Return a hit in the contract's form, with all it rests on."""
    names = {child.id: child.name for child in view.children}
    decision = hit.decision if hit.is_dismissed else None
    return {
        "pattern": hit.pattern,
        "start": hit.start.isoformat(),
        "end": hit.end.isoformat(),
        "event_ids": list(hit.event_ids),
        "rule": hit.rule,
        "thresholds": dict(hit.thresholds),
        "sentence": hit.sentence(language),
        "name": hit.name(language),
        "rule_words": hit.rule_words(language),
        "children": [names[key] for key in hit.child_ids],
        "is_certain": hit.is_certain,
        "uncertain_event_ids": list(hit.uncertain_event_ids),
        "undated_event_ids": list(hit.undated_event_ids),
        "read_from_words": list(hit.read_from_words),
        "outcomes": _outcomes(hit),
        "key": hit.key,
        "dismissed": hit.is_dismissed,
        "dismissed_by": decision.by if decision else "",
        "dismissed_because": decision.reason if decision else "",
    }


def _outcomes(hit: PatternHit) -> list[dict[str, str]]:
    """Return what is recorded of each referral's outcome; empty for other patterns."""
    rows: Any = hit.params.get("outcomes", ())
    return [
        {"event_id": event_id, "words": words, "outcome_event_id": told_by}
        for event_id, words, told_by in rows
    ]


def _shown(hit: PatternHit, language: str) -> str:
    words = f"[{hit.name(language)}] {hit.sentence(language)}"
    if hit.is_dismissed:
        words = f"({say('check.dismissed', language)}) {words}"
    return words
