"""What is followed through: parts at the left, open things first at the right, how each stands.

Pre-proceedings show their clock above their steps.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from chronology_app.analysis.following import Item
from chronology_app.model import Breach, PreProceedings
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.dialogs.following import ask_followed, ask_pre_proceedings
from ui.models.lines import Line, LinesView
from ui.places import Place
from ui.presenters.following import (
    KIND_OF,
    OVERDUE,
    PARTS,
    PRE_PROCEEDINGS,
    TABLES,
    Followed,
    load_followed,
)
from ui.theme.style import set_look
from ui.views.screen import Command, Screen
from ui.widgets.basics import button, label, scrolled
from ui.widgets.flow import flow
from ui.words import language, say


class FollowingScreen(Screen):
    """Choose a part; read what is open; answer it."""

    name = "following"
    kinds = frozenset({*TABLES, "person", "event", "settings_row"})
    COMMANDS = {
        "new": Command("follow.add", "N", "plus"),
        "change": Command("follow.edit", "D", "pencil-line"),
        "begin": Command("follow.begin", "B", "clock"),
        "plan": Command("follow.plan", "P", "square-check"),
        "event": Command("follow.event", "E", "list-ordered"),
        "remove": Command("follow.remove", "", "trash-2"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Followed()
        self._wanted = ""
        self.parts = LinesView(say("follow.parts"))
        self.list = LinesView(say("follow.items"))
        self.parts.chosen.connect(lambda _: self._show_part())
        self.parts.opened.connect(lambda _: self.list.setFocus())
        self.list.chosen.connect(lambda _: self._show_item())
        self.list.opened.connect(lambda _: self.on_change())
        self._make_page()
        for name, deed in (
            ("new", self.on_new), ("change", self.on_change), ("begin", self.on_begin),
            ("plan", self.on_plan), ("event", self.on_event), ("remove", self.on_remove),
        ):  # fmt: skip
            self.add_command(name, deed)
        self._show(self.found)

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.following"), "title"))
        top.addWidget(label(say("follow.intro"), "muted", wraps=True), 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.parts)
        split.addWidget(self._make_right())
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        split.setSizes([300, 860])
        split.setChildrenCollapsible(False)
        whole = self.page()
        whole.addWidget(head)
        whole.addWidget(split, 1)

    def _make_right(self) -> QWidget:
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QFrame()
        set_look(bar, "bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(12, 4, 12, 4)
        self.new_button = button(say("follow.add"), self.on_new, "primary", "plus")
        self.begin_button = button(say("follow.begin"), self.on_begin, icon="clock")
        inside.addWidget(self.new_button)
        inside.addWidget(self.begin_button)
        self._about = label("", "muted", wraps=True)
        inside.addWidget(self._about, 1)
        layout.addWidget(bar)
        layout.addWidget(self._make_clock())
        self._nothing = label("", "muted", wraps=True)
        self._nothing.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 3)
        layout.addWidget(self._make_detail(), 2)
        return right

    def _make_clock(self) -> QWidget:
        self._clock_place = QWidget()
        layout = QVBoxLayout(self._clock_place)
        layout.setContentsMargins(16, 8, 16, 8)
        self._clock_words = label("", "strong", wraps=True)
        self._clock = QProgressBar()
        self._clock.setTextVisible(False)
        self._clock.setMaximumHeight(12)
        self._clock.setAccessibleName(say("follow.clock"))
        layout.addWidget(self._clock_words)
        layout.addWidget(self._clock)
        return self._clock_place

    def _make_detail(self) -> QWidget:
        self._title = label("", "strong", wraps=True)
        self._text = label("", wraps=True)
        self._events = label("", "muted", wraps=True)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        for one in (self._title, self._text, self._events):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(one)
        layout.addStretch(1)
        self.change_button = button(say("follow.edit"), self.on_change, icon="pencil-line")
        self.plan_button = button(say("follow.plan"), self.on_plan, icon="square-check")
        self.event_button = button(say("follow.event"), self.on_event, icon="list-ordered")
        self.remove_button = button(say("follow.remove"), self.on_remove, icon="trash-2")
        foot = flow(self.change_button, self.plan_button, self.event_button, self.remove_button)
        place = QFrame()
        set_look(place, "foot")
        whole = QVBoxLayout(place)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.addWidget(scrolled(inner), 1)
        whole.addWidget(foot)
        return place

    def first_focus(self) -> QWidget:
        """Return the list of parts."""
        return self.parts

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask anew."""
        self.desk.ask(self, load_followed, self._show)

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._wanted = ""
        self._show(Followed())

    def _show(self, found: Followed) -> None:
        self.found = found
        if self._wanted and (part := found.part_of(self._wanted)):
            self.choose(part)
        self.parts.set_lines([
            Line(row.part, row.title, row.text, row.icon, row.tone) for row in found.parts()
        ])  # fmt: skip
        self._show_part()

    @property
    def part(self) -> str:
        """The chosen part."""
        return self.parts.key or PARTS[0]

    @property
    def item(self) -> Item | None:
        """The chosen thing."""
        return self.found.item(self.part, self.list.key)

    def choose(self, part: str) -> None:
        """Show a part."""
        self.parts.choose(part)

    def _show_part(self) -> None:
        part = self.part
        rows = self.found.lines(part)
        self.list.set_lines(
            [Line(row.key, row.title, row.text, row.icon, row.tone) for row in rows]
        )
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(say(f"follow.none.{part}"))
        self._about.setText(say(f"follow.about.{part}"))
        self._show_clock()
        self._show_item()

    def _show_clock(self) -> None:
        clock = self.found.clock if self.part == PRE_PROCEEDINGS else None
        self._clock_place.setVisible(clock is not None)
        if clock is None:
            return
        self._clock_words.setText(self.found.clock_words)
        self._clock.setRange(0, max(clock.limit, 1))
        self._clock.setValue(min(clock.weeks, clock.limit))

    def _show_item(self) -> None:
        item = self.item
        row = next((r for r in self.found.lines(self.part) if r.key == self.list.key), None)
        self._title.setText(row.title if row else "")
        self._text.setText(row.text if row else "")
        events = [self.found.events[i] for i in item.event_ids if i in self.found.events] \
            if item else []  # fmt: skip
        self._events.setText("\n".join(event.line for event in events))
        self._enable(item, bool(events))

    def _enable(self, item: Item | None, has_events: bool) -> None:
        is_own = item is not None and self.part != OVERDUE
        has_plan = item is not None and bool(item.change_id)
        can_add = self.part != OVERDUE and (
            self.part != PRE_PROCEEDINGS or self.found.clock is not None
        )
        for name, press, is_on in (
            ("new", self.new_button, can_add), ("change", self.change_button, is_own),
            ("plan", self.plan_button, has_plan), ("event", self.event_button, has_events),
            ("remove", self.remove_button, is_own),
        ):  # fmt: skip
            press.setEnabled(is_on)
            if name in self.commands:
                self.commands[name].setEnabled(is_on)
        self.begin_button.setVisible(self.part == PRE_PROCEEDINGS)
        if "begin" in self.commands:
            self.commands["begin"].setEnabled(self.part == PRE_PROCEEDINGS)

    def show_place(self, place: Place) -> None:
        """Show a part, or the part in which a record stands."""
        if (part := place.wishes.get("part")) in PARTS:
            self.choose(str(part))
        if place.record_id:
            self._wanted = place.record_id
            self._show(self.found)

    # --- deeds -----------------------------------------------------------------------------

    def on_new(self) -> None:
        """Ask for a new thing of the part shown."""
        kind = KIND_OF.get(self.part)
        if kind is None:
            return
        if kind is Breach and not self.found.has_changes:
            Sure(
                self.window(), say("follow.new.Breach"), say("follow.breach_needs_plan"),
                say("follow.go_to_plans"), lambda: self.desk.go("plans"),
            ).open()  # fmt: skip
            return
        clock = self.found.clock
        fixed = {"pre_proceedings_id": clock.record.id} if (
            self.part == PRE_PROCEEDINGS and clock
        ) else {}  # fmt: skip
        ask_followed(self.window(), self.desk, self.found, kind, None, fixed, self._want)

    def _want(self, record_id: str) -> None:
        self._wanted = record_id

    def on_begin(self) -> None:
        """Ask when pre-proceedings began; more than once only after they ended."""
        clock = self.found.clock
        running = clock.record if clock and clock.record.ended is None else None
        ask_pre_proceedings(self.window(), self.desk, self.found, running)

    def on_change(self) -> None:
        """Answer or correct the chosen thing; what is overdue is a change of a plan."""
        item = self.item
        if item is None:
            return
        if self.part == OVERDUE:
            self.on_plan()
        else:
            ask_followed(self.window(), self.desk, self.found, type(item.record), item.record)

    def on_plan(self) -> None:
        """Go to the change of the plan that the chosen thing belongs to."""
        if (item := self.item) is not None and item.change_id:
            self.desk.go("plans", item.change_id)

    def on_event(self) -> None:
        """Go to the first event that the chosen thing links."""
        if (item := self.item) is not None and item.event_ids:
            self.desk.go("chronology", item.event_ids[0])

    def on_remove(self) -> None:
        """Take the chosen thing away, once that is confirmed."""
        item = self.item
        if item is None or self.part == OVERDUE:
            return
        kind, record_id = type(item.record), item.record.id

        def remove() -> None:
            self.desk.change(
                self, lambda book, case_id: book.remove_followed(case_id, kind, record_id)
            )

        if kind is PreProceedings:
            text = say("follow.remove.steps")
        else:
            text = say("follow.remove.sure", words=item.title.strip() or item.text(language()))
        Sure(self.window(), say("follow.remove"), text, say("follow.remove.yes"), remove).open()
