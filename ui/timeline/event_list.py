"""The events beside the timeline as a list: what is chosen in one is chosen in the other."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QListView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.models.timeline import LINE, MARKED, EventsModel, Index
from ui.presenters.timeline import EventLine, Timeline
from ui.presenters.timeline_list import ListedEvents, ListFilter
from ui.theme.style import Restyled, set_look, theme
from ui.timeline.scene import Scene
from ui.widgets.basics import icon_button, label, row
from ui.words import say

#: The list follows the view once it has rested so long, in milliseconds.
_REST_MS = 120
_WIDTH = 330
#: So many rows are laid out at a time.
_BATCH = 4_000
_NONE = Timeline((), (), 0, 1)


class EventList(QFrame):
    """Events in order of time, narrowed as the timeline is; arrows choose, Space marks."""

    #: Enter or a double click: the event whose source is asked for.
    source_asked = Signal(str)

    def __init__(self, scene: Scene, lanes: QWidget) -> None:
        super().__init__()
        self._scene, self._lanes = scene, lanes
        self._timeline: Timeline | None = None
        self._is_following = False
        self._events = ListedEvents(_NONE)
        self.model = EventsModel()
        self.view = _View(self.model)
        self.in_view = QCheckBox(say("list.in_view"))
        self.only_marked = QCheckBox(say("list.only_marked"))
        self._count, self._none = label("", "muted"), label(say("list.none"), "muted", wraps=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_events)
        self._make()
        self._connect()
        self.hide()

    def _make(self) -> None:
        set_look(self, "bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        close = icon_button(say("list.close"), "x", self.toggle)
        title = label(say("list.title"), "strong", wraps=True)
        layout.addWidget(row(title, close))
        layout.addWidget(self.in_view)
        layout.addWidget(self.only_marked)
        layout.addWidget(self._count)
        layout.addWidget(self._none)
        layout.addWidget(self.view, 1)
        self.setAccessibleName(say("list.title"))
        self.setMinimumWidth(200)

    def _connect(self) -> None:
        scene = self._scene
        scene.laid_out.connect(self._on_laid_out)
        scene.moved.connect(self._on_moved)
        scene.marked.connect(self._on_marked)
        scene.chosen.connect(self._on_chosen)
        self.in_view.toggled.connect(self.show_events)
        self.only_marked.toggled.connect(self.show_events)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.doubleClicked.connect(lambda _: self._open())
        self.view.open_asked.connect(self._open)
        self.view.mark_asked.connect(self._mark)
        self.view.leave_asked.connect(self._lanes.setFocus)

    def beside(self, drawn: QWidget) -> QSplitter:
        """Return what is drawn with the list at its right."""
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(drawn)
        halves.addWidget(self)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 0)
        return halves

    def sizeHint(self) -> QSize:  # noqa: N802
        """Be as wide as a date and a few words need."""
        return QSize(round(_WIDTH * (0.4 + 0.6 * theme.text_size / 100)), 400)

    def toggle(self) -> None:
        """Show the list and go to it, or put it away and go to the lanes."""
        self.setVisible(self.isHidden())
        if self.isHidden():
            self._forget()
            self._lanes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_events()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- showing ---------------------------------------------------------------------------

    def show_events(self) -> None:
        """Show the events that the timeline and the ticks above keep."""
        if self.isHidden():
            return
        scene = self._scene
        if scene.timeline is not self._timeline:
            self._timeline, self._events = scene.timeline, ListedEvents(scene.timeline)
        wanted = ListFilter(
            frozenset(scene.hidden_kinds), frozenset(scene.hidden_in_lane),
            (scene.view.first, scene.view.last) if self.in_view.isChecked() else None,
            frozenset(scene.selected) if self.only_marked.isChecked() else None,
        )  # fmt: skip
        shown = self._events.filtered(wanted)
        chosen = self._chosen_id() or self._current_id()
        self._is_following = True
        if self.model.show_events(self._events, shown, scene.selected):
            self._follow(chosen)
        self._is_following = False
        words = say("list.count", shown=len(shown), count=len(self._events.lines))
        self._count.setText(words)
        self._none.setVisible(not len(shown))
        self.view.setAccessibleDescription(f"{words}. {say('list.hint')}")

    def _forget(self) -> None:
        """Hold no case's events while the list is put away."""
        self._timeline, self._events = None, ListedEvents(_NONE)
        self.model.show_events(self._events, self._events.filtered(ListFilter()), set())

    def _on_laid_out(self) -> None:
        if self.isHidden():
            return
        if self._scene.timeline is not self._timeline:
            # Another case, or none: nothing of the old one may stay.
            self.show_events()
        else:
            self._rest.start()

    def _current_id(self) -> str:
        line = self.model.line(self.view.currentIndex().row())
        return line.event_id if line else ""

    def _chosen_id(self) -> str:
        return self._scene.stop.event_id if self._scene.stop else ""

    def _on_moved(self) -> None:
        if self.in_view.isChecked() and not self.isHidden():
            self._rest.start()

    def _on_marked(self) -> None:
        if self.only_marked.isChecked():
            self.show_events()
        else:
            self.model.set_marked(self._scene.selected)

    # --- choosing --------------------------------------------------------------------------

    def _on_chosen(self, event_id: str) -> None:
        """Follow what is chosen in the timeline."""
        if not self.isHidden() and event_id != self._current_id():
            self._follow(event_id)

    def _follow(self, event_id: str) -> None:
        # Choosing what the timeline has chosen asks nothing of it.
        self._is_following = True
        at = self.model.row_of(event_id) if event_id else -1
        self.view.go_to(at)
        self._is_following = False

    def _on_current(self, now: QModelIndex, _: QModelIndex) -> None:
        line = self.model.line(now.row())
        if line is not None and not self._is_following and line.event_id != self._chosen_id():
            self._choose(line.event_id)

    def _choose(self, event_id: str) -> None:
        """Choose an event in the timeline, where need be in a lane that was closed."""
        scene = self._scene
        if scene.choose_event(event_id):
            return
        for lane in scene.timeline.lanes:
            if lane.key in scene.closed_lanes and any(
                event_id in one.numbers and scene.shows(lane.key, one.code) for one in lane.rows
            ):
                scene.closed_lanes.discard(lane.key)
                scene.lay_out()
                scene.choose_event(event_id)
                return
        # An undated event has no mark; what it says is shown all the same.
        scene.stop = None
        scene.chosen.emit(event_id)

    def _mark(self) -> None:
        if event_id := self._current_id():
            self._scene.toggle_marked(event_id)

    def _open(self) -> None:
        if event_id := self._current_id():
            self.source_asked.emit(event_id)


class _View(QListView):
    """The rows; all are of one height, so that a hundred thousand are no more work than ten."""

    open_asked = Signal()
    mark_asked = Signal()
    leave_asked = Signal()

    def __init__(self, model: EventsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        # Qt asks the model about every row once: it does so a few thousand at a time.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.verticalScrollBar().rangeChanged.connect(self._on_laid_out)
        self._awaited = QPersistentModelIndex()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(say("list.title"))
        Restyled(self, self.scheduleDelayedItemsLayout)

    def go_to(self, at: int) -> None:
        """Make a row the current one, or none (-1), and bring it into view."""
        index = self.model().index(at, 0)
        self.setCurrentIndex(index)
        self._awaited = QPersistentModelIndex(index)
        self._on_laid_out()

    def _on_laid_out(self) -> None:
        """Scroll to the row that is awaited, once Qt knows where it stands."""
        index = self.model().index(self._awaited.row(), 0)
        if index.isValid() and self.visualRect(index).isValid():
            self.scrollTo(index)
            self._awaited = QPersistentModelIndex()

    def event(self, event: QEvent) -> bool:
        """Keep the key that goes to the first row: on the lanes it shows the whole time."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_home = event.key() == Qt.Key.Key_Home and not event.modifiers()
            event.setAccepted(is_home)
            return is_home or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open with Enter, mark with Space, go to the lanes with Escape."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_asked.emit()
            case Qt.Key.Key_Space:
                self.mark_asked.emit()
            case Qt.Key.Key_Escape:
                self.leave_asked.emit()
            case _:
                super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """Draws an event: its date, what it is, and two rows of its fact."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of every row."""
        heights = [QFontMetrics(theme.font(n)).height() for n in ("strong", "small", "body")]
        return QSize(100, heights[0] + heights[1] + 2 * heights[2] + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the event."""
        line: EventLine = index.data(LINE)
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(8, 6, -8, -6)
        quiet = theme.colour("on_selection" if is_chosen else "muted")
        marks = [say("list.key")] * line.key + [say("list.marked")] * bool(index.data(MARKED))
        painter.setPen(theme.colour("on_selection" if is_chosen else "accent"))
        used = _draw(painter, box, "small", ", ".join(marks), Qt.AlignmentFlag.AlignRight)
        painter.setPen(theme.colour("on_selection" if is_chosen else "text"))
        _draw(painter, box.adjusted(0, 0, -used - 8 if used else 0, 0), "strong", line.date)
        below = box.adjusted(0, QFontMetrics(theme.font("strong")).height(), 0, 0)
        painter.setPen(quiet)
        _draw(painter, below, "small", line.what)
        fact = below.adjusted(0, QFontMetrics(theme.font("small")).height() + 2, 0, 0)
        painter.setPen(theme.colour("on_selection" if is_chosen else "text"))
        _draw_two(painter, fact, theme.font("body"), line.fact)
        painter.restore()


def _draw(
    painter: QPainter,
    box: QRect,
    font: str,
    words: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw one row of words, shortened to the box; return its width in pixels."""
    painter.setFont(theme.font(font))
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, shown)
    return metrics.horizontalAdvance(shown)


def _draw_two(painter: QPainter, box: QRect, font: QFont, words: str) -> None:
    """Draw words on two rows, broken between words, and shortened at the end of the second."""
    metrics, parts, first = QFontMetrics(font), words.split(), ""
    while parts and metrics.horizontalAdvance(f"{first} {parts[0]}".strip()) < box.width() - 2:
        first = f"{first} {parts.pop(0)}".strip()
    if not first and parts:
        first = parts.pop(0)
    painter.setFont(font)
    elide, left = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, left, metrics.elidedText(first, elide, box.width()))
    if parts:
        rest = metrics.elidedText(" ".join(parts), elide, box.width())
        painter.drawText(box.adjusted(0, metrics.height(), 0, 0), left, rest)
