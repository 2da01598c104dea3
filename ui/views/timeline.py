"""The timeline of the case: a lane for each child, what is chosen at its foot, ways to move about.

What it shows comes from `presenters.timeline`; drawing and choosing are in `ui.timeline`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.background import Ticket
from ui.desk import Desk
from ui.dialogs.presenting import present
from ui.dialogs.thresholds import ask_thresholds
from ui.places import Place
from ui.presenters.timeline import Timeline
from ui.presenters.timeline_card import EventCard, load_card
from ui.presenters.timeline_lanes import Brackets, read_brackets, read_timeline
from ui.theme.colours import mark_colour, mark_shape
from ui.theme.style import Restyled, set_look, theme
from ui.timeline.card import EventFoot, HoverCard
from ui.timeline.event_list import EventList
from ui.timeline.lanes_view import ZOOM, Axis, LanesView
from ui.timeline.overview import Overview
from ui.timeline.scene import Scene
from ui.timeline.shapes import shape_path
from ui.views.screen import Command, Screen
from ui.views.timeline_find import FindBar
from ui.views.timeline_marked import MarkedBar
from ui.views.timeline_menus import open_lane_menu
from ui.widgets.basics import EmptyState, ToolButton, button, icon_button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.plain import plain_tip
from ui.words import language, say


class TimelineScreen(Screen):
    """A lane for each child; zoom at the pointer, choose, go to the source and back."""

    name = "timeline"
    kinds = frozenset({
        "event", "account", "concern", "strength", "event_person", "spell_mark", "person",
        "finding", "change", "review", "plan", "factor", "child_words", "assessment",
        "settings_row",
    })  # fmt: skip
    COMMANDS = {
        "fit": Command("time.fit", "0", "maximize", "Ctrl+0 Home"),
        "nearer": Command("time.nearer", "+", "zoom-in", "Ctrl++ Ctrl+= ="),
        "farther": Command("time.farther", "-", "zoom-out", "Ctrl+-"),
        "open_event": Command("time.open_event", "C", "list-ordered"),
        "close_lane": Command("time.close_lane", "L", "chevron-down"),
        "event_list": Command("list.show", "E", "list-checks"),
        "go_to_date": Command("time.go_to_date", "G", "calendar"),
        "find": Command("time.find", "F", "search", "Ctrl+F"),
        "fit_marked": Command("time.fit_marked", "M", "scan-text"),
        "lane_menu": Command("time.lane_menu", "Shift+L", "sliders-horizontal"),
        "numbers": Command("thresholds.open", "Shift+N", "sliders-horizontal"),
        "present": Command("time.present", "F5", "external-link", "F11"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.scene = Scene()
        self.lanes = LanesView(self.scene)
        self._card: EventCard | None = None
        self._asked: Ticket | None = None
        self._brackets_asked: Ticket | None = None
        self._hover_asked: Ticket | None = None
        self._card_asked: Ticket | None = None
        self._wanted_event = ""
        self._wanted_marks: tuple[str, ...] = ()
        self._hover = HoverCard(self)
        self._kind_buttons: dict[str, QToolButton] = {}
        self._make_page()
        self._make_commands()
        self.scene.chosen.connect(self._on_chosen)
        self.lanes.hovered.connect(self._on_hovered)
        self.lanes.source_asked.connect(self._on_source_asked)
        self.lanes.show_asked.connect(self._on_show_asked)
        self.lanes.menu_asked.connect(lambda lane, at: open_lane_menu(self, self.scene, lane, at))

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        page = self.page()
        page.addWidget(self._make_head())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.lanes)
        self.foot = EventFoot()
        self.foot.source_asked.connect(lambda: self._on_source_asked(""))
        self.foot.chronology_asked.connect(self._open_event)
        drawn = QWidget()
        layout = QVBoxLayout(drawn)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Overview(self.scene))
        layout.addWidget(Axis(self.scene))
        layout.addWidget(self._area, 1)
        layout.addWidget(MarkedBar(self.desk, self.scene, self))
        layout.addWidget(self.foot)
        self._stack = QStackedWidget()
        self.events = EventList(self.scene, self.lanes)
        self.events.source_asked.connect(self._on_source_asked)
        self._stack.addWidget(self.events.beside(drawn))
        self._stack.addWidget(
            EmptyState(
                "chart-gantt", say("time.empty.title"), say("time.empty.text"),
                button(say("time.empty.inbox"), lambda: self.desk.go("inbox"), "primary"),
            )
        )  # fmt: skip
        page.addWidget(self._stack, 1)

    def _make_head(self) -> QWidget:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout()
        top.addWidget(label(say("screen.timeline"), "title"))
        self._told = label("", "muted")
        top.addWidget(self._told, 1)
        self.finder = FindBar(self.scene, self.lanes)
        top.addWidget(self.finder)
        self._undated = ToolButton()
        self._undated.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._undated.setMenu(QMenu(self))
        self._undated.hide()
        top.addWidget(self._undated)
        for name, icon, do in (
            ("time.farther", "zoom-out", lambda: self.lanes.zoom(1 / ZOOM)),
            ("time.nearer", "zoom-in", lambda: self.lanes.zoom(ZOOM)),
            ("time.fit", "maximize", self.scene.fit),
            ("list.show", "list-checks", lambda: self.events.toggle()),
            ("time.present", "external-link", self._present),
        ):
            top.addWidget(icon_button(say(name), icon, do))
        self._kinds_place = QWidget()
        self._kinds = FlowLayout(self._kinds_place)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(16, 8, 12, 6)
        layout.addLayout(top)
        layout.addWidget(self._kinds_place)
        return head

    def _make_commands(self) -> None:
        self.add_command("fit", self.scene.fit)
        self.add_command("nearer", lambda: self.lanes.zoom(ZOOM))
        self.add_command("farther", lambda: self.lanes.zoom(1 / ZOOM))
        self.add_command("open_event", self._open_event)
        self.add_command("close_lane", self._close_lane)
        self.add_command("event_list", self.events.toggle)
        self.add_command("go_to_date", self._go_to_date)
        self.add_command("find", self.finder.start)
        self.add_command("fit_marked", self.scene.fit_selected)
        self.add_command("lane_menu", self._open_lane_menu)
        self.add_command("numbers", lambda: ask_thresholds(self, self.desk, "timeline"))
        self.add_command("present", self._present)

    def first_focus(self) -> QWidget:
        """Return the lanes: arrows work at once."""
        return self.lanes

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._hover.hide()
        self.foot.hide()
        self._card = None
        self.scene.forget()

    def refresh(self) -> None:
        """Read the case anew in a worker process and show it."""
        if self._asked is not None:
            self._asked.cancel()
        book = self.desk.book
        assert book is not None
        self._asked = self.desk.ask(
            self, lambda one, case_id: (one.path, one.reading_key(), case_id), self._compute
        )

    def _compute(self, where: tuple) -> None:
        self._asked = self.desk.background.compute(
            read_timeline, *where, date.today(), language(),
            done=lambda found: self._show(where, found), failed=self.desk.show_error,
            owner=self,
        )  # fmt: skip

    def _show(self, where: tuple, timeline: Timeline) -> None:
        if where[2] != self.desk.case_id:
            return
        if len(timeline.lanes) == len(self.scene.timeline.lanes):
            # The patterns that are shown stay until those of the new state are found.
            kept = {lane.key: lane.brackets for lane in self.scene.timeline.lanes}
            lanes = tuple(replace(x, brackets=kept.get(x.key, ())) for x in timeline.lanes)
            timeline = replace(timeline, lanes=lanes)
        self._stack.setCurrentIndex(0 if timeline.event_count else 1)
        self._told.setText(say("time.events", count=timeline.event_count))
        self.scene.set_timeline(timeline)
        self.finder.set_timeline(timeline)
        self._show_kinds()
        self._show_undated()
        self._ask_brackets(where)
        self._mark_wanted()
        if self._wanted_event:
            self._choose(self._wanted_event)

    def _ask_brackets(self, where: tuple) -> None:
        if self._brackets_asked is not None:
            self._brackets_asked.cancel()
        if not self.scene.timeline.event_count:
            return
        self._brackets_asked = self.desk.background.compute(
            read_brackets, *where, language(),
            done=lambda found: self._show_brackets(where[2], found),
            failed=self.desk.show_error, owner=self,
        )  # fmt: skip

    def _show_brackets(self, case_id: str, found: Brackets) -> None:
        if case_id == self.desk.case_id:
            self.scene.set_brackets(found)

    def _show_kinds(self) -> None:
        kinds = self.scene.timeline.kinds
        if tuple(self._kind_buttons) == tuple(code for code, _ in kinds):
            # The same ones stay, and with them the keyboard's place.
            for code, press in self._kind_buttons.items():
                press.setChecked(code not in self.scene.hidden_kinds)
            return
        while (item := self._kinds.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._kind_buttons = {}
        for code, words in self.scene.timeline.kinds:
            press = ToolButton()
            set_look(press, "quiet")
            press.setText(words)
            press.setCheckable(True)
            press.setChecked(code not in self.scene.hidden_kinds)
            press.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            press.setToolTip(plain_tip(say("time.show_kind", kind=words)))
            press.setAccessibleDescription(press.toolTip())
            press.toggled.connect(lambda shown, code=code: self._on_kind(code, shown))
            self._kind_buttons[code] = press
            self._kinds.addWidget(press)
        Restyled(self._kinds_place, self._restyle_kinds)

    def _restyle_kinds(self) -> None:
        for code, press in self._kind_buttons.items():
            press.setIcon(_mark_icon(code))
            press.setIconSize(theme.icon_size)

    def _on_kind(self, code: str, shown: bool) -> None:
        (self.scene.hidden_kinds.discard if shown else self.scene.hidden_kinds.add)(code)
        self.scene.lay_out()

    def _show_undated(self) -> None:
        ids = dict.fromkeys(i for lane in self.scene.timeline.lanes for i in lane.undated)
        self._undated.setVisible(bool(ids))
        self._undated.setText(say("time.undated_count", count=len(ids)))
        menu = self._undated.menu()
        menu.clear()
        menu.addAction(
            say("time.undated_list"), lambda: self.desk.go("chronology", next(iter(ids)))
        )
        menu.addAction(say("time.undated_checks"), lambda: self.desk.go("checks"))

    # --- going -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Choose the event of a place, or mark the events that it wishes to see together."""
        self._wanted_marks = tuple(place.wishes.get("mark", ()))
        self._mark_wanted()
        if not place.record_id:
            return
        self._wanted_event = place.record_id
        self._choose(place.record_id)

    def _mark_wanted(self) -> None:
        if self._wanted_marks and self._wanted_marks[0] in self.scene.timeline.by_id:
            self.scene.mark_events(self._wanted_marks)
            self.scene.fit_selected()
            self._wanted_marks = ()

    def _choose(self, event_id: str) -> None:
        if event_id and self.scene.choose_event(event_id):
            self._wanted_event = ""

    def _on_show_asked(self, top: int, bottom: int) -> None:
        self._area.ensureVisible(0, (top + bottom) // 2, 0, (bottom - top) // 2 + 12)

    def _on_chosen(self, event_id: str) -> None:
        self._hover.hide()
        if self._card_asked is not None:
            self._card_asked.cancel()
        if not event_id:
            self._card = None
            self.foot.hide()
            self.lanes.setAccessibleDescription("")
            return
        self._card_asked = self.desk.ask(
            self, lambda book, case_id: load_card(book, case_id, event_id, language()),
            self._show_card,
        )  # fmt: skip

    def _show_card(self, card: EventCard) -> None:
        self._card = card
        self.foot.show_card(card)
        # The foot takes room from the lanes: what is chosen stays in sight.
        QTimer.singleShot(0, self.lanes, self.lanes.show_chosen)
        words = f"{card.date}. {card.what}. {card.fact} {card.ages}"
        self.lanes.setAccessibleDescription(words)

    def _on_hovered(self, event_id: str, at: QPoint) -> None:
        if self._hover_asked is not None:
            self._hover_asked.cancel()
        if not event_id:
            self._hover.hide()
            return
        self._hover_asked = self.desk.ask(
            self, lambda book, case_id: load_card(book, case_id, event_id, language()),
            lambda card: self._hover.show_at(card, at, self.lanes.hover_count()),
        )  # fmt: skip

    def _on_source_asked(self, event_id: str) -> None:
        self._hover.hide()
        if event_id and (self._card is None or self._card.event_id != event_id):
            self.desk.ask(
                self, lambda book, case_id: load_card(book, case_id, event_id, language()),
                self._open_source,
            )  # fmt: skip
        elif self._card is not None:
            self._open_source(self._card)

    def _open_source(self, card: EventCard) -> None:
        if card.source_id:
            self.desk.go("sources", card.source_id, passage_id=card.passage_id,
                         start=card.start, end=card.end)  # fmt: skip

    def _open_event(self) -> None:
        if self._card is not None:
            self.desk.go("chronology", self._card.event_id)

    def _close_lane(self) -> None:
        stop = self.scene.stop
        if self.scene.order:
            self.lanes.toggle_lane(stop.lane if stop else self.scene.order[0])

    def _open_lane_menu(self) -> None:
        """Open the menu of the chosen mark's lane, or of the first one, by the keyboard."""
        stop, scene = self.scene.stop, self.scene
        if scene.order:
            lane = stop.lane if stop else scene.order[0]
            place = next(p for p in scene.places if p.lane.key == lane)
            at = self.lanes.mapToGlobal(QPoint(scene.head_width, place.top + scene.head_height))
            open_lane_menu(self, scene, lane, at)

    def _present(self) -> None:
        if self.scene.timeline.event_count:
            self._hover.hide()
            present(
                self.window(), self.scene.timeline, self.scene.selected,
                initials=self.scene.shows_initials,
            )  # fmt: skip

    def _go_to_date(self) -> None:
        from ui.dialogs.go_to_date import ask_date

        ask_date(self, self._look_at)

    def _look_at(self, first: date, last: date) -> None:
        view = self.scene.view
        self.scene.set_view(view.fitting(first.toordinal() - 45, last.toordinal() + 45,
                                         view.width_px))  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be up to date, and as wide as the window by now."""
        super().showEvent(event)
        self.scene.set_width(self.lanes.width() - self.scene.head_width)

    def hideEvent(self, event) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        """Leave no card behind on another screen."""
        self._hover.hide()
        super().hideEvent(event)


def _mark_icon(code: str) -> QIcon:
    """Return a mark's shape in its colour, for its button."""
    side = theme.icon_size.width()
    pixmap = QPixmap(theme.icon_size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(side * 0.78, side * 0.78)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mark_colour(code, theme.palette)))
    painter.drawPath(shape_path(mark_shape(code)))
    painter.end()
    return QIcon(pixmap)
