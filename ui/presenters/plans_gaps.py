"""What only the whole record tells about the plans: needs that no change answers, who has left.

Read by a worker process; the rules are those of the checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chronology_app.analysis.checks import plans
from chronology_app.analysis.checks.finding import Scope, level_of
from chronology_app.model import Finding, SettingsRow
from chronology_app.settings import load_settings
from ui.presenters.checks import TONES

_CHECKS = (plans.find_need_without_plan, plans.find_plan_out_of_step)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that the record says and the plans do not answer."""

    key: str
    tone: str
    sentence: str
    todo: str
    change_id: str = ""


def read_gaps(path: Path, key: bytes, case_id: str, language: str) -> tuple[Gap, ...]:
    """Read a case and hold its plans against it; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    settings = load_settings(rows=view.of(SettingsRow))
    scope = Scope(view, (), settings, date.today())
    set_aside = {one.key for one in view.of(Finding) if one.decision == "dismissed"}
    return tuple(
        Gap(
            one.key, TONES[level_of(one, settings)], one.sentence(language), one.why(language)[1],
            one.record_id if one.record_table == "change" else "",
        )
        for check in _CHECKS
        for one in check(scope)
        if one.key not in set_aside
    )  # fmt: skip
