"""The plans: what must be different for each child, what follows if it is not, what reviews found.

Owns where things stand; the form of a change is in `plans_change`, words for parents and young
people in `plans_words`, reviews in `plans_reviews`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Change, new_id
from ui.background import Ticket
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.dialogs.plan import ask_plan, ask_review
from ui.models.lines import Line, LinesView
from ui.places import Place
from ui.presenters.plans import PARENTS, YOUNG_PERSON, Plans, load_plans
from ui.presenters.plans_gaps import Gap, read_gaps
from ui.theme.style import set_look
from ui.views.plans_change import ChangeForm
from ui.views.plans_reviews import ReviewsTab
from ui.views.plans_words import ReaderForm
from ui.views.screen import Command, Screen
from ui.widgets.basics import Choice, EmptyState, button, icon_button, label
from ui.widgets.flow import flow
from ui.words import language, say

_TABS = ("change", "parents", "young_person", "reviews")
#: Before the key of a line that is about the whole plan.
_WHOLE = "whole:"


class PlansScreen(Screen):
    """A plan's changes at the left; the chosen one, its other words and its reviews beside them."""

    name = "plans"
    kinds = frozenset({"plan", "change", "review", "breach", "person", "event", "settings_row"})
    COMMANDS = {
        "new": Command("plans.change.new", "N", "plus"),
        "plan": Command("plans.plan.new", "Shift+N", "file-text"),
        "details": Command("plans.plan.change", "D", "pencil-line"),
        "review": Command("plans.review.new", "R", "circle-check-big"),
        "next": Command("plans.next_remark", "F8", "list-checks"),
        "up": Command("plans.change.up", "Alt+Up", "chevron-up"),
        "down": Command("plans.change.down", "Alt+Down", "chevron-down"),
        "print": Command("plans.print", "P", "printer"),
        "save": Command("person.save_now", "Ctrl+S", "save"),
        "remove": Command("plans.change.remove", "", "trash-2"),
        "remove_plan": Command("plans.plan.remove", "", "trash-2"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Plans()
        self._gaps: tuple[Gap, ...] = ()
        self._asked: Ticket | None = None
        self._wanted = ""
        self._has_drafts = False
        self.plan_choice = Choice()
        self.plan_choice.setAccessibleName(say("plans.which"))
        self.plan_choice.currentIndexChanged.connect(lambda _: self._show_plan())
        self.list = LinesView(say("plans.changes"))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.form = ChangeForm(desk)
        self.form.checked.connect(self._on_checked)
        self.readers = {one: ReaderForm(desk, one) for one in (PARENTS, YOUNG_PERSON)}
        self.reviews = ReviewsTab(desk, self.on_review)
        self._make_page()
        for name, deed in (
            ("new", self.on_new_change), ("plan", self.on_new_plan), ("details", self.on_details),
            ("review", self.on_review), ("next", self.on_next_remark),
            ("up", lambda: self.on_move(-1)), ("down", lambda: self.on_move(1)),
            ("print", self.on_print), ("save", self.leave), ("remove", self.on_remove),
            ("remove_plan", self.on_remove_plan),
        ):  # fmt: skip
            self.add_command(name, deed)
        self._enable()

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(say("plans.tabs"))
        self.tabs.tabBar().setAccessibleName(say("plans.tabs"))
        pages: tuple[QWidget, ...] = (
            self.form,
            self.readers[PARENTS],
            self.readers[YOUNG_PERSON],
            self.reviews,
        )
        for name, page in zip(_TABS, pages, strict=True):
            self.tabs.addTab(page, say(f"plans.tab.{name}"))
        self._right = QStackedWidget()
        self._right.addWidget(self.tabs)
        self._right.addWidget(
            EmptyState("square-check", say("plans.no_change.title"), say("plans.no_change.text"),
                       button(say("plans.change.new"), self.on_new_change, "primary", "plus"))
        )  # fmt: skip
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._make_left())
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([420, 680])
        split.setChildrenCollapsible(False)
        self.first_button = button(
            say("plans.plan.new"), self.on_new_plan, "primary", "file-text"
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(
            EmptyState("square-check", say("plans.empty.title"), say("plans.empty.text"),
                       self.first_button)
        )  # fmt: skip
        whole = self.page()
        whole.addWidget(self._make_head())
        whole.addWidget(self._stack, 1)

    def _make_head(self) -> QWidget:
        head = QFrame()
        set_look(head, "bar")
        self._facts = label("", "muted", wraps=True)
        self._summary = label("", "strong", wraps=True)
        self._details_button = button(say("plans.plan.change"), self.on_details, icon="pencil-line")
        self._print_button = button(say("plans.print"), self.on_print, icon="printer")
        top = QHBoxLayout()
        top.addWidget(label(say("screen.plans"), "title"))
        top.addSpacing(12)
        # A long title is cut in the box; its list shows it whole.
        self.plan_choice.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.plan_choice.setMinimumContentsLength(30)
        new_plan = button(say("plans.plan.new"), self.on_new_plan, icon="file-text")
        top.addWidget(flow(self.plan_choice, self._details_button, self._print_button, new_plan), 1)
        below = QHBoxLayout()
        below.addWidget(self._facts, 3)
        below.addWidget(self._summary, 2)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.addLayout(top)
        layout.addLayout(below)
        return head

    def _make_left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QFrame()
        set_look(bar, "bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(8, 4, 8, 4)
        self.new_button = button(say("plans.change.new"), self.on_new_change, "primary", "plus")
        self._up = icon_button(say("plans.change.up"), "chevron-up", lambda: self.on_move(-1))
        self._down = icon_button(say("plans.change.down"), "chevron-down", lambda: self.on_move(1))
        self._remove = icon_button(say("plans.change.remove"), "trash-2", self.on_remove)
        inside.addWidget(self.new_button)
        inside.addStretch(1)
        for one in (self._up, self._down, self._remove):
            inside.addWidget(one)
        # A line of the list may be too long for its row; here it is read in full.
        self._whole = label("", "muted", wraps=True)
        self._whole.setContentsMargins(12, 6, 12, 6)
        self._whole.hide()
        layout.addWidget(bar)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._whole)
        return left

    def first_focus(self) -> QWidget:
        """Return the list of changes, or the button that makes the first plan."""
        return self.first_button if self._stack.currentIndex() else self.list

    # --- asking ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the plans; what only the whole record tells follows from a worker."""
        self.desk.ask(self, load_plans, self._show)
        if not self._has_drafts:
            self._has_drafts = True
            self.form.load_drafts()
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute
        )

    def _compute(self, where: Any) -> None:
        self._asked = self.desk.background.compute(
            read_gaps, *where, language(), done=lambda gaps: self._show_gaps(where[2], gaps),
            failed=self.desk.show_error, owner=self,
        )  # fmt: skip

    def _show_gaps(self, case_id: str, gaps: tuple[Gap, ...]) -> None:
        if case_id == self.desk.case_id:
            self._gaps = gaps
            self._show_lines()

    def clear(self) -> None:
        """Forget the plans: another case."""
        self.form.clear()
        for reader in self.readers.values():
            reader.clear()
        self.found, self._gaps, self._wanted, self._has_drafts = Plans(), (), "", False
        self._show(self.found)

    # --- showing ---------------------------------------------------------------------------

    def _show(self, found: Plans) -> None:
        self.found = found
        held = self.plan_id
        wanted = found.change(self._wanted)
        running = found.running
        keep = wanted.plan_id if wanted else held or (running.id if running else "")
        self.plan_choice.blockSignals(True)
        self.plan_choice.clear()
        for plan in found.plans:
            self.plan_choice.addItem(found.plan_words(plan), plan.id)
        self.plan_choice.setCurrentIndex(max(self.plan_choice.findData(keep), 0))
        self.plan_choice.blockSignals(False)
        self._stack.setCurrentIndex(0 if found.plans else 1)
        self._show_plan()

    @property
    def plan_id(self) -> str:
        """The chosen plan."""
        return str(self.plan_choice.currentData() or "")

    @property
    def change(self) -> Change | None:
        """The chosen change."""
        return self.found.change(self.list.key)

    def choose_plan(self, plan_id: str) -> None:
        """Show a plan."""
        self.plan_choice.setCurrentIndex(max(self.plan_choice.findData(plan_id), 0))

    def _show_plan(self) -> None:
        plan = self.found.plan(self.plan_id)
        self._facts.setText(self.found.facts(plan) if plan else "")
        self._show_lines()
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        self._on_chosen(self.list.key)
        self._enable()

    def _show_lines(self) -> None:
        plan_id = self.plan_id
        lines = [
            Line(row.change_id, row.title, row.text, row.icon, row.tone)
            for row in self.found.lines(plan_id)
        ]
        told = [
            Line(f"{_WHOLE}{one.key}", one.sentence, one.better,
                 "circle-alert" if one.tone == "must" else "triangle-alert", one.tone)
            for one in self.found.findings_of_plan(plan_id)
        ]  # fmt: skip
        told += [
            Line(f"{_WHOLE}{gap.key}", gap.sentence, gap.todo, "triangle-alert", gap.tone)
            for gap in self._gaps
        ]
        if told and lines:
            lines += [Line("", say("plans.whole")), *told]
        self.list.set_lines(lines)
        self._summary.setText(self.found.summary(plan_id))

    def _on_chosen(self, key: str) -> None:
        change = self.found.change(key)
        whole = next((one for one in self.list.lines.lines if one.key == key), None)
        is_whole = whole is not None and key.startswith(_WHOLE)
        self._whole.setText(f"{whole.title} {whole.text}" if whole and is_whole else "")
        self._whole.setVisible(is_whole)
        if key.startswith(_WHOLE) and self.form.change is not None:
            # A line about the whole plan is read where it stands; the form stays.
            change = self.found.change(self.form.change.id)
        self._right.setCurrentIndex(0 if change is not None else 1)
        self.form.show_change(self.found, change)
        for reader in self.readers.values():
            reader.show_change(self.found, change)
        self.reviews.show_change(self.found, change)
        self._enable()

    def _on_opened(self, key: str) -> None:
        gap = next((one for one in self._gaps if f"{_WHOLE}{one.key}" == key), None)
        if gap is not None and gap.change_id:
            self.choose(gap.change_id)
        self.tabs.setCurrentIndex(0)
        self.form.first_focus().setFocus()

    def _on_checked(self) -> None:
        plan = self.found.plan(self.plan_id)
        self._summary.setText(self.found.summary(plan.id, self.form.typed) if plan else "")

    def _enable(self) -> None:
        has_plan, has_change = bool(self.plan_id), self.change is not None
        for name in ("new", "details", "print", "remove_plan"):
            self.commands[name].setEnabled(has_plan)
        for name in ("review", "up", "down", "remove", "next"):
            self.commands[name].setEnabled(has_change)
        for press in (self._details_button, self._print_button):
            press.setEnabled(has_plan)
        for tool in (self._up, self._down, self._remove):
            tool.setEnabled(has_change)

    def choose(self, record_id: str) -> None:
        """Show a change, or a plan, at once or as soon as it is there."""
        change = self.found.change(record_id)
        if change is not None and change.plan_id != self.plan_id:
            self._wanted = record_id
            self.choose_plan(change.plan_id)
        elif self.found.plan(record_id) is not None:
            self.choose_plan(record_id)
        elif not self.list.choose(record_id):
            self._wanted = record_id

    def show_place(self, place: Place) -> None:
        """Show a change or a plan; `tab` names the part."""
        if place.record_id:
            self.choose(place.record_id)
        if (tab := place.wishes.get("tab")) in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(tab))

    # --- leaving ---------------------------------------------------------------------------

    def leave(self) -> None:
        """Store what was typed."""
        self.form.leave()
        for reader in self.readers.values():
            reader.leave()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Store what was typed before another screen comes."""
        self.form.keep_drafts()
        for reader in self.readers.values():
            reader.leave()
        super().hideEvent(event)

    # --- deeds -----------------------------------------------------------------------------

    def on_new_plan(self) -> None:
        """Ask for a new plan."""
        self.leave()
        ask_plan(self.window(), self.desk, self.found, None, self._want)

    def on_details(self) -> None:
        """Ask for the chosen plan's own facts."""
        plan = self.found.plan(self.plan_id)
        if plan is not None:
            self.leave()
            ask_plan(self.window(), self.desk, self.found, plan, lambda _: None)

    def _want(self, plan_id: str) -> None:
        """Show a plan that was just made, as soon as it is there."""

        def show(found: Plans) -> None:
            self._show(found)
            self.choose_plan(plan_id)
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

        self._ask(show)

    def _ask(self, show: Callable[[Plans], None]) -> None:
        self.desk.ask(self, load_plans, show)

    def on_new_change(self) -> None:
        """Add a change to the plan; its words are typed in the form."""
        plan = self.found.plan(self.plan_id)
        if plan is None:
            return
        self.leave()
        children = self.found.children_of(plan)
        change = Change(
            id=new_id(), plan_id=plan.id, needed=say("plans.change.first_words"),
            child_ids=(children[0].id,) if len(children) == 1 else (),
            review_on=(plan.next_review,) if plan.next_review else (),
        )  # fmt: skip

        def show(found: Plans) -> None:
            self._show(found)
            self.choose(change.id)
            self.tabs.setCurrentIndex(0)
            field = self.form.first_focus()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()  # type: ignore[attr-defined]

        self.desk.change(
            self, lambda book, case_id: book.set_change(case_id, change),
            lambda _: self._ask(show),
        )  # fmt: skip

    def on_review(self) -> None:
        """Ask what a review found about the chosen change."""
        change = self.change or self.form.change
        if change is not None:
            self.leave()
            ask_review(
                self.window(), self.desk, self.found, change, None,
                lambda: self.tabs.setCurrentIndex(_TABS.index("reviews")),
            )  # fmt: skip

    def on_next_remark(self) -> None:
        """Go to the next remark that the chosen change still has."""
        typed = self.form.typed
        told = self.found.findings_of(typed) if typed is not None else ()
        if told:
            self.tabs.setCurrentIndex(0)
            self.form.go_to_next(told)

    def on_move(self, steps: int) -> None:
        """Move the chosen change up or down in its plan."""
        if change := self.change:
            self.desk.change(
                self, lambda book, case_id: book.move_change(case_id, change.id, steps)
            )

    def on_remove(self) -> None:
        """Take the chosen change away, once that is confirmed."""
        change = self.change
        if change is None:
            return

        def remove() -> None:
            self.desk.change(self, lambda book, case_id: book.remove_change(case_id, change.id))

        sure = say("plans.change.remove.sure", words=change.needed)
        Sure(self.window(), say("plans.change.remove"), sure,
             say("plans.change.remove.yes"), remove).open()  # fmt: skip

    def on_remove_plan(self) -> None:
        """Take the chosen plan away with all that belongs to it, once that is confirmed."""
        plan = self.found.plan(self.plan_id)
        if plan is None:
            return

        def remove() -> None:
            self.desk.change(self, lambda book, case_id: book.remove_plan(case_id, plan.id))

        count = len(self.found.changes(plan.id))
        Sure(self.window(), say("plans.plan.remove"),
             say("plans.plan.remove.sure", count=count, name=self.found.plan_words(plan)),
             say("plans.plan.remove.yes"), remove).open()  # fmt: skip

    def on_print(self) -> None:
        """Go to the documents, where the plan and its other versions are written."""
        self.leave()
        self.desk.go("documents", "plan", again={"plan": self.plan_id})
