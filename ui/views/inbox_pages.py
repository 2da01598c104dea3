"""The left side of the inbox: a suggestion to be read, or changed, split, rejected.

What is decided goes to the screen by signals; the screen carries it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chronology_app.model import Person, Suggestion
from chronology_app.reading.court import Around
from ui.presenters.court_wording import FieldHelp, Wordings
from ui.presenters.inbox_edit import Values, add_fields, changed_fields, values_of
from ui.theme.style import set_look, theme
from ui.views.inbox_reject import RejectPage
from ui.widgets.basics import button, label, scrolled
from ui.widgets.flow import flow
from ui.widgets.suggestion_form import SuggestionForm
from ui.widgets.suggestion_others import SuggestionOthers
from ui.widgets.suggestion_split import SplitPage
from ui.widgets.suggestion_view import SuggestionView, let_shrink
from ui.words import say


class WorkPage(QWidget):
    """Something to be filled in, above a foot with its buttons; Ctrl+Enter does it, Esc leaves."""

    done = Signal()
    left = Signal()

    def __init__(self, title: str, do: str) -> None:
        super().__init__()
        self._title = label(title, "heading", wraps=True)
        self._inner = QWidget()
        self._body = QVBoxLayout(self._inner)
        self._body.setContentsMargins(16, 10, 16, 12)
        self._body.setSpacing(theme.space("small"))
        self._body.addWidget(self._title)
        self._area: QScrollArea = scrolled(self._inner)
        foot = QFrame()
        set_look(foot, "foot")
        self.do_button = button(do, self.done.emit, "primary")
        line = flow(self.do_button, button(say("inbox.leave"), self.left.emit))
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(16, 6, 16, 6)
        inside.addWidget(line)
        let_shrink(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.done.emit)

    def set_body(self, body: QWidget) -> None:
        """Fill in this instead of what was there."""
        item = self._body.takeAt(1)
        before = item.widget() if item else None
        if before is not None:
            before.hide()
            before.deleteLater()
        self._body.insertWidget(1, body, 1)

    def set_title(self, title: str) -> None:
        """Say what it is about."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def show_top(self) -> None:
        """Scroll to the beginning."""
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class InboxPages(QWidget):
    """The pages of the left side, one of them shown."""

    #: Fields that a person changed: the suggestion is accepted with them.
    edited = Signal(dict)
    #: Fields of an event made of words that nothing was suggested for.
    added = Signal(dict)
    #: The parts of a split suggestion, each with its values.
    split_up = Signal(list)
    rejected = Signal(str)
    merge_asked = Signal()
    apart_asked = Signal()
    #: Something is typed in a form.
    typed = Signal()
    #: Another page is shown: "read" "edit" "split" "reject" or one that was added.
    mode_changed = Signal(str)

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._wordings = Wordings()
        #: Suggestion id -> the court wording that was chosen; the screen's own.
        self.worded: Mapping[str, str] = {}
        self._before: Values = {}
        self._is_new = False
        #: Something was typed in the form that is shown.
        self.is_touched = False
        self.form: SuggestionForm | None = None
        self.view = SuggestionView()
        self.others = SuggestionOthers()
        self.others.merge_asked.connect(self.merge_asked)
        self.others.apart_asked.connect(self.apart_asked)
        self.edit = WorkPage(say("inbox.edit.title"), say("inbox.edit.do"))
        self.split = WorkPage("", say("inbox.split.do"))
        self.reject = RejectPage()
        self._modes: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._build(actions)
        self._connect()

    def _build(self, actions: Sequence[QAction]) -> None:
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(self.others)
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes([420, 140])
        foot = QFrame()
        set_look(foot, "foot")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(12, 6, 12, 6)
        inside.addWidget(
            flow(*(_button(action, is_first=n == 0) for n, action in enumerate(actions)))
        )
        let_shrink(foot)
        read = QWidget()
        layout = QVBoxLayout(read)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._halves, 1)
        layout.addWidget(foot)
        for name, page in (
            ("read", read), ("edit", self.edit), ("split", self.split), ("reject", self.reject),
        ):  # fmt: skip
            self.add_page(name, page)

    def add_page(self, name: str, page: QWidget) -> None:
        """Add a page that can be shown by its name."""
        self._modes[name] = page
        self._stack.addWidget(page)

    def _connect(self) -> None:
        self.edit.done.connect(self._on_edited)
        self.split.done.connect(self._on_split)
        self.reject.rejected.connect(self.rejected)
        self.edit.left.connect(self._on_edit_left)
        for page in (self.split, self.reject):
            page.left.connect(self.show_reading)

    # --- pages -----------------------------------------------------------------------------

    @property
    def mode(self) -> str:
        """Which page is shown."""
        return next(n for n, page in self._modes.items() if page is self._stack.currentWidget())

    @property
    def is_left_out(self) -> bool:
        """Say whether words that were not put forward are gone through."""
        return self.mode == "left_out" or (self.mode == "edit" and self._is_new)

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if self._stack.currentWidget() is not self._modes[name]:
            self._stack.setCurrentWidget(self._modes[name])
            self.mode_changed.emit(name)

    def show_reading(self) -> None:
        """Show the suggestion again, to be read."""
        self.show_page("read")
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_people(self, people: tuple[Person, ...], wordings: Wordings) -> None:
        """Take the people of the case, and what words its facts for court."""
        self._people, self._wordings = people, wordings

    # --- editing ---------------------------------------------------------------------------

    def start_edit(self, suggestion: Suggestion, draft: dict[str, Any] | None = None) -> None:
        """Open the form on a suggestion, with what was typed before."""
        self._before = values_of(suggestion, people=self._people)
        self._is_new = False
        chosen = {"court_wording": self.worded.get(suggestion.id, "")}
        wording = self._wordings.help_suggestion(suggestion)
        self._show_form(say("inbox.edit.title"), say("inbox.edit.do"), wording, chosen, draft)

    def start_new(self, words: str, record: str, draft: dict[str, Any] | None = None) -> None:
        """Open the form on words that nothing was suggested for."""
        self._before, self._is_new = values_of(None, words, record), True
        wording = self._wordings.helper(Around(agency=record))
        self._show_form(say("inbox.new.title"), say("inbox.new.do"), wording, {}, draft)

    def _show_form(
        self, title: str, do: str, wording: FieldHelp, chosen: Values, draft: Values | None
    ) -> None:
        self.form = SuggestionForm(self._people, {**self._before, **chosen}, wording)
        if draft:
            self.form.set_draft(draft)
        self.is_touched = False
        self.form.changed.connect(self._on_typed)
        self.edit.set_title(title)
        self.edit.do_button.setText(do)
        self.edit.set_body(self.form)
        self.show_page("edit")
        self.edit.show_top()
        self.form.form.widgets["date"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self.is_touched = True
        self.typed.emit()

    def _on_edited(self) -> None:
        if self.form is not None and self.form.is_right():
            values = self.form.values()
            if self._is_new:
                self.added.emit(add_fields(values))
            else:
                self.edited.emit(changed_fields(values, self._before))

    def _on_edit_left(self) -> None:
        if self._is_new:
            self.show_page("left_out")
        else:
            self.show_reading()

    @property
    def is_new(self) -> bool:
        """Say whether the form is about words that nothing was suggested for."""
        return self._is_new

    # --- splitting and rejecting -------------------------------------------------------------

    def start_split(self, suggestion: Suggestion) -> None:
        """Open the page on which a suggestion becomes several events."""
        self.splitting = SplitPage(self._people)
        self.splitting.start(suggestion)
        self.split.set_body(self.splitting)
        self.split.set_title("")
        self.show_page("split")
        self.splitting.quote.setFocus(Qt.FocusReason.OtherFocusReason)

    #: The page of the suggestion that is being split.
    splitting: SplitPage | None = None

    def _on_split(self) -> None:
        if self.splitting is not None and self.splitting.is_right():
            self.split_up.emit(self.splitting.parts())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the suggestion most of the room."""
        super().resizeEvent(event)
        self.give_room()

    def give_room(self) -> None:
        """Leave the other records less than half, and less where none looks like the same event."""
        share = 45 if self.others.has_alike else 30
        most = max(theme.target * 4, self.height() * share // 100)
        is_more = most > self.others.maximumHeight() and self.others.has_alike
        self.others.setMaximumHeight(most)
        if is_more:
            self._halves.setSizes([self.height() - most, most])

    def start_reject(self, fact: str) -> None:
        """Ask why a suggestion is put away."""
        self.show_page("reject")
        self.reject.start(fact)


def _button(action: QAction, *, is_first: bool) -> QPushButton:
    """Return a button with the words and the key of an action."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = say("inbox.with_key", words=action.text(), key=keys) if keys else action.text()
    found = QPushButton(words)
    found.setAutoDefault(False)
    if is_first:
        set_look(found, "primary")
    found.clicked.connect(action.trigger)
    action.enabledChanged.connect(found.setEnabled)
    return found
