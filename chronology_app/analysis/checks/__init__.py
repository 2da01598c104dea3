"""Finds what in a case a person should look at: dates, wording, order, people, plans, imports.

Each finding says which rule found it and what to do; nothing is stored. What people set aside is
marked with their decision and stays in the list. Each check is told in docs/checks.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from chronology_app.analysis import court_words
from chronology_app.analysis.checks import answers, dates, order, people, plans, reading, words
from chronology_app.analysis.checks.dates import DATE_CHANGED
from chronology_app.analysis.checks.finding import LEVELS, Check, CheckFinding, Scope, level_of
from chronology_app.analysis.checks.reading import INFORMATION_CODES
from chronology_app.analysis.told_twice import CHECK as TOLD_TWICE
from chronology_app.model import Finding, Suggestion, derived_id
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings

__all__ = [
    "CHECKS", "DATE_CHANGED", "INFORMATION_CODES", "LEVELS", "TOLD_TWICE", "CheckFinding",
    "build_checks",
]  # fmt: skip

_CHECKS: tuple[Check, ...] = (
    reading.find_unread,
    dates.find_conflicting_dates,
    answers.find_no_source,
    order.find_contradictions,
    order.find_out_of_sequence,
    answers.find_no_impact,
    people.find_unseen,
    answers.find_no_outcome,
    answers.find_no_impact_of_key,
    people.find_father_missing,
    people.find_no_strengths,
    people.find_single_agency,
    plans.find_need_without_plan,
    plans.find_review_past,
    plans.find_plan_out_of_step,
    order.find_spell_edges,
    dates.find_undated,
    dates.find_ambiguous,
    dates.find_doubtful,
    reading.find_waiting,
    words.find_copied,
    words.find_opinion,
    words.find_worded,
    words.find_compound,
    people.find_late_start,
    dates.find_conflicting_times,
    dates.find_told,
    partial(reading.find_problems, information=False),
    partial(reading.find_problems, information=True),
)
#: Every check by name, in the order of the list.
CHECKS = (
    "accepted_unread", "conflicting_dates", "no_source", "contradiction", "out_of_sequence",
    "no_impact", "child_unseen", "child_unheard", "no_outcome", "no_impact_of_key",
    "father_missing", "no_strengths", "single_agency", "need_without_plan", "review_past",
    "plan_out_of_step", "spell_edges", "undated", "ambiguous_date", "doubtful_date", "unreviewed",
    "copied_text", "opinion", *court_words.CHECKS, "compound", "starts_after_birth",
    "conflicting_times", TOLD_TWICE, "import_problem", "import_note",
)  # fmt: skip
#: Each of these needs a decision of its own; many of them are never told as one.
_ONE_BY_ONE = frozenset(
    ("conflicting_dates", "conflicting_times", TOLD_TWICE, "ambiguous_date", "doubtful_date",
     "copied_text", "spell_edges")
)  # fmt: skip


def build_checks(
    view: CaseView,
    suggestions: Iterable[Suggestion],
    settings: Settings,
    today: date | None = None,
) -> tuple[CheckFinding, ...]:
    """Return all findings, the gravest first, then by check, in the order of the events.

    `suggestions`: all of the case, decided ones too. `settings` may give a check another level,
    as ``checks.levels.NAME``, and its thresholds. Findings of one kind about more events than
    ``checks.group_above`` are told as one. Errors: BadValueError for a level that is none, or a
    threshold that is no number.
    """
    scope = Scope(view, tuple(suggestions), settings, today or date.today())
    decisions = {finding.key: finding for finding in view.of(Finding)}
    found = [
        replace(finding, level=level_of(finding, settings), decision=decisions.get(finding.key))
        for check in _CHECKS
        for finding in check(scope)
    ]
    told = _together(found, scope.number("group_above"), decisions)
    return tuple(sorted(told, key=lambda finding: LEVELS.index(finding.level)))


def _together(
    found: list[CheckFinding], most: int, decisions: dict[str, Finding]
) -> list[CheckFinding]:
    """Tell many findings of one kind about single events as one, in the place of the first."""
    groups: dict[tuple[str, ...], list[CheckFinding]] = defaultdict(list)
    for one in found:
        if _may_join(one):
            groups[one.message_id, one.level].append(one)
    many = {key: group for key, group in groups.items() if len(group) > most}
    told: list[CheckFinding] = []
    for one in found:
        group = many.get((one.message_id, one.level), []) if _may_join(one) else []
        if not group:
            told.append(one)
        elif one is group[0]:
            told.append(_as_one(group, decisions))
    return told


def _may_join(one: CheckFinding) -> bool:
    return one.record_table == "event" and one.check not in _ONE_BY_ONE and not one.is_dismissed


def _as_one(group: list[CheckFinding], decisions: dict[str, Finding]) -> CheckFinding:
    first = group[0]
    ids = tuple(dict.fromkeys(i for one in group for i in one.event_ids))
    key = f"{first.check}:{derived_id(*sorted(one.key for one in group))}"
    return replace(
        first, key=key, message_id="check.many", event_ids=ids, decision=decisions.get(key),
        params={**first.params, "count": len(group), "first": first},
    )  # fmt: skip
