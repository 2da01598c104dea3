"""The form of one change, checked while it is written: each remark stands below its field.

It saves itself when it is left, like a person's record; what a remark says is in the presenter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chronology_app.model import Change
from chronology_app.model.codes import ConcernType, Need
from ui import errors
from ui.desk import Desk
from ui.presenters.plans import (
    CHANGE_FIELDS,
    Plans,
    Told,
    change_values,
    first_name,
    save_change,
    typed_change,
)
from ui.views.keeping import Drafts, Keeper, shown_of
from ui.widgets.basics import scrolled
from ui.widgets.dates_edit import DatesEdit
from ui.widgets.event_links import EventLinks
from ui.widgets.field_group import FieldGroup, Ticks
from ui.widgets.form import Field
from ui.words import label, say

#: A pause in typing after which the change is checked, in milliseconds.
_PAUSE_MS = 250
_LINES = {"needed": 3, "baseline": 3, "target": 3, "measure": 2, "who": 2, "help": 2,
          "consequence_no_change": 3, "consequence_limited": 3, "contingency": 3,
          "child_view": 2, "parent_view": 2}  # fmt: skip


class ChangeForm(QWidget):
    """One change of a plan."""

    #: How many remarks are serious changed, or the words did.
    checked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found = Plans()
        self._change: Change | None = None
        self._drafts: Drafts = {}
        self._saving = ""
        self._keeper = Keeper(desk, "plan_drafts")
        self._links = EventLinks(desk, say("plans.why.choose"))
        self._children = _Children()
        self.group = FieldGroup("change", self._fields(), needed=("needed",))
        self.group.save_asked.connect(self._save)
        self.group.undo_asked.connect(lambda: desk.do("undo"))
        self.group.typed.connect(self._on_typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self.group))

    def _fields(self) -> list[Field]:
        needs = [(str(code), label("need", code)) for code in Need]
        types = [(str(code), label("type", code)) for code in ConcernType]
        kinds: dict[str, Any] = {
            "child_ids": lambda: self._children, "why_event_ids": lambda: self._links,
            "by_when": "date", "decided_on": "date", "review_on": DatesEdit, "decided_by": "line",
            "needs": lambda: Ticks(needs), "types": lambda: Ticks(types),
        }  # fmt: skip
        return [
            Field(name, f"plans.{name}", kinds.get(name, "text"), f"plans.{name}.help",
                  lines=_LINES.get(name, 2), is_needed=name == "needed")
            for name in CHANGE_FIELDS
        ]  # fmt: skip

    # --- showing ---------------------------------------------------------------------------

    @property
    def change(self) -> Change | None:
        """The change shown, as stored."""
        return self._change

    def show_change(self, found: Plans, change: Change | None) -> None:
        """Show a change, or a newer state of the one shown; half-typed words stay."""
        if self._change is None:
            self._keeper.take_place()
        is_same = self._change is not None and change is not None and change.id == self._change.id
        if not is_same:
            self.keep_drafts()
        self._found, self._change = found, change
        if change is None:
            self.group.record_id = ""
            return
        self._children.show_children([(c.id, first_name(c.name)) for c in found.children])
        self._links.know(found.events)
        if is_same:
            self.group.refresh_values(change_values(change))
        else:
            draft = self._drafts.pop((change.id, "change"), None)
            self.group.show_values(change.id, change_values(change), draft)
        self.check()

    def first_focus(self) -> QWidget:
        """Return the field with which a new change begins."""
        return self.group.form.widgets["needed"]

    def clear(self) -> None:
        """Forget the change: another case."""
        self.keep_drafts()
        self._pause.stop()
        self._drafts, self._change = {}, None
        self.group.record_id = ""

    # --- checking --------------------------------------------------------------------------

    @property
    def typed(self) -> Change | None:
        """The change as it stands in the form."""
        return typed_change(self._change, self.group.changes()) if self._change else None

    def check(self) -> None:
        """Show below each field what could be better about it."""
        self._pause.stop()
        typed = self.typed
        told = self._found.findings_of(typed) if typed is not None else ()
        wrong = self.group.wrong_dates()
        for name in CHANGE_FIELDS:
            rows = [("must", say("plans.date_holds"), "")] if name in wrong else []
            rows += [
                (one.tone, say("plans.remark", level=one.level, words=one.sentence), one.better)
                for one in told if one.field == name
            ]  # fmt: skip
            self.group.form.show_remarks(name, rows)
        self.checked.emit()

    def go_to_next(self, told: Sequence[Told]) -> None:
        """Put the cursor into the next field that has a remark, in the order of the form."""
        form = self.group.form
        names = [name for name in CHANGE_FIELDS if any(one.field == name for one in told)]
        if not names:
            return
        at = QApplication.focusWidget()
        here = [n for n, name in enumerate(CHANGE_FIELDS) if _holds(form.widgets[name], at)]
        after = [name for name in names if here and CHANGE_FIELDS.index(name) > here[0]]
        form.widgets[(after or names)[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- saving ----------------------------------------------------------------------------

    def leave(self) -> None:
        """Have what was typed stored, if it can be."""
        self.group.leave()

    def keep_drafts(self) -> None:
        """Store what can be, and keep the rest for when the change is shown again."""
        if self._change is None:
            return
        self.leave()
        if draft := self.group.draft():
            self._drafts[self._change.id, "change"] = _plain(draft)
        self._keeper.keep_drafts(self._drafts)

    def load_drafts(self) -> None:
        """Ask for what was typed in this case before and could not be stored."""

        def on_found(drafts: Drafts) -> None:
            self._drafts = drafts | self._drafts
            change = self._change
            if change and (draft := self._drafts.pop((change.id, "change"), None)):
                self.group.put_draft(draft)

        self._keeper.load_drafts(self, on_found)

    def _on_typed(self) -> None:
        if self._change is not None:
            self._drafts.pop((self._change.id, "change"), None)
        self._pause.start()

    def _save(self) -> None:
        change_id, changes = self.group.record_id, self.group.changes()
        if self._saving == change_id:
            return
        self._saving = change_id
        stored = shown_of(self.group.form.values(), changes)
        is_open = self._keeper.change(
            self, lambda book, case_id: save_change(book, case_id, change_id, changes),
            partial(self._on_saved, change_id, stored), partial(self._on_failed, change_id),
        )  # fmt: skip
        if not is_open:
            self._saving = ""

    def _on_saved(self, change_id: str, stored: dict[str, Any], _: object) -> None:
        self._saving = ""
        if self.group.record_id == change_id:
            self.group.mark_saved(stored)

    def _on_failed(self, change_id: str, problem: BaseException) -> None:
        self._saving = ""
        if self.group.record_id == change_id:
            self.group.show_problem(errors.sentence(problem))
        else:
            self._desk.show_error(problem)


def _holds(widget: QWidget, other: QWidget | None) -> bool:
    return other is not None and (widget is other or widget.isAncestorOf(other))


class _Children(Ticks):
    """The children of the case to tick, whoever they are."""

    def __init__(self) -> None:
        super().__init__(())
        self._choices: list[tuple[str, str]] = []

    def show_children(self, choices: list[tuple[str, str]]) -> None:
        """Offer these children; who was ticked stays so."""
        if choices == self._choices:
            return
        ticked = self.value()
        self._choices = choices
        self.set_choices(choices)
        self.set_value(ticked)


def _plain(draft: dict[str, Any]) -> dict[str, Any]:
    """Return a draft as it can be kept as text."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in draft.items()}
