"""Asks for a plan's own facts, and for what a review found about a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from chronology_app.dates import FuzzyDate
from chronology_app.model import Change, Plan, Review, new_id
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.presenters.plans import Plans, plan_kinds, results
from ui.widgets.event_links import EventLinks
from ui.widgets.field_group import Ticks, WordChoice, keep_texts_short
from ui.widgets.form import Field
from ui.words import date_words, say

_PLAN_FIELDS = (
    "kind", "title", "child_ids", "started", "next_review", "author", "lead", "contact",
    "agreed_by", "disagree", "ended", "ended_why",
)  # fmt: skip
_AT_THE_END = ("ended", "ended_why")


def ask_plan(
    parent: QWidget, desk: Desk, found: Plans, plan: Plan | None, done: Callable[[str], object]
) -> None:
    """Ask for a new plan, or for another's facts; `done` gets its id once it is kept."""
    known = plan or Plan(id=new_id(), kind="child_protection", author=desk.by, started=_today())
    if plan is None and len(found.children) == 1:
        known = replace(known, child_ids=(found.children[0].id,))

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        newer = replace(known, **given)

        def kept(_: object) -> None:
            dialog.accept()
            done(newer.id)

        desk.change(dialog, lambda book, case_id: book.set_plan(case_id, newer), kept,
                    dialog.show_problem)  # fmt: skip

    # How a plan ended is no question while it is being begun.
    names = [name for name in _PLAN_FIELDS if plan or name not in _AT_THE_END]
    children = [(child.id, child.name) for child in found.children]
    kinds: dict[str, Any] = {
        "kind": lambda: WordChoice(plan_kinds()), "child_ids": lambda: Ticks(children),
        "started": "date", "next_review": "date", "ended": "date", "agreed_by": "text",
        "disagree": "text",
    }  # fmt: skip
    fields = [
        Field(name, f"plans.plan.{name}", kinds.get(name, "line"), f"plans.plan.{name}.help",
              is_needed=name == "kind", lines=2)
        for name in names
    ]  # fmt: skip
    title = say("plans.plan.change") if plan else say("plans.plan.new")
    values = {name: getattr(known, name) for name in names}
    dialog = FormDialog(
        parent, title, say("plans.plan.keep"), fields, on_values,
        intro=say("plans.plan.intro"), values=values,
    )  # fmt: skip
    keep_texts_short(dialog.form)
    dialog.set_width(640, 680)
    dialog.open()


def ask_review(
    parent: QWidget,
    desk: Desk,
    found: Plans,
    change: Change,
    review: Review | None,
    done: Callable[[], object],
) -> None:
    """Ask what a review found about a change, or correct what was kept of one."""
    known = review or Review(
        id=new_id(), change_id=change.id, on=_today(), result="", by=desk.by
    )  # fmt: skip

    def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
        if given["on"] is None:
            dialog.form.show_wrong("on", say("plans.review.no_day"))
            return
        newer = replace(known, **given)

        def kept(_: object) -> None:
            dialog.accept()
            done()

        desk.change(dialog, lambda book, case_id: book.set_review(case_id, newer), kept,
                    dialog.show_problem)  # fmt: skip

    def links() -> EventLinks:
        made = EventLinks(desk, say("plans.review.choose"))
        made.know(found.events)
        return made

    choose = ("", say("plans.review.choose_result"))
    names = ("on", "result", "now", "since", "event_ids", "decided", "note", "by")
    kinds: dict[str, Any] = {
        "on": "date", "result": "choice", "since": "date", "event_ids": links, "now": "text",
        "decided": "text", "note": "text",
    }  # fmt: skip
    fields = [
        Field(name, f"plans.review.{name}", kinds.get(name, "line"), f"plans.review.{name}.help",
              is_needed=name in ("on", "result"), lines=2,
              choices=[choose, *results()] if name == "result" else ())
        for name in names
    ]  # fmt: skip
    title = say("plans.review.change") if review else say("plans.review.new")
    dialog = FormDialog(
        parent, title, say("plans.review.keep"), fields, on_values, intro=change.needed,
        values={name: getattr(known, name) for name in names},
    )  # fmt: skip
    keep_texts_short(dialog.form)
    dialog.set_width(620, 680)
    dialog.open()


def _today() -> FuzzyDate:
    today = FuzzyDate.parse(date.today().isoformat())
    return replace(today, text=date_words(today))
