"""The frame of a window: menus, case switcher, search, side bar, screens, status of work.

What a screen shows is its own business; what the actions do is in `window_actions` and `dialogs`.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import errors
from ui.actions import ACTIONS, MENUS, ActionSpec
from ui.desk import Desk
from ui.places import Place
from ui.screens import BY_NAME, SCREENS
from ui.side_bar import SideBar
from ui.status import JobStatus
from ui.theme.style import Restyled, set_look, theme
from ui.welcome import Welcome
from ui.widgets.basics import Banner, ToolButton, icon_button, let_clear
from ui.widgets.plain import plain_face, plain_tip
from ui.words import language, say

if TYPE_CHECKING:
    from chronology_app.model import Case
    from ui.program import Program
    from ui.views.screen import Screen


#: Widths at a text size of 100 % below which buttons, then the side bar, show icons only.
_CROWDED, _TIGHT = 940, 720
#: How long nothing may change before the checks are counted anew.
_CHECKS_AFTER_MS = 2_000


class MainWindow(QMainWindow):
    """One window of the program; several may show the same casebook."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.desk = Desk(program.background)
        self.actions_by_id: dict[str, QAction] = {}
        self.screens: dict[str, Screen] = {}
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._here: Place | None = None
        self.cases: tuple[Case, ...] = ()
        self.tour: QWidget | None = None
        self.help_window: QWidget | None = None
        self._case_words = ""
        self._overview_soon = QTimer(self)
        self._overview_soon.setSingleShot(True)
        self._overview_soon.timeout.connect(self.refresh_overview)
        self._checks_soon = QTimer(self)
        self._checks_soon.setSingleShot(True)
        self._checks_soon.timeout.connect(self._count_checks)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._make_actions()
        self._make_frame()
        self._make_menus()
        self._connect()
        self.show_case()

    # --- making the frame ------------------------------------------------------------------

    def _make_actions(self) -> None:
        for spec in ACTIONS:
            action = QAction(say(f"action.{spec.id}"), self)
            if spec.keys:
                action.setShortcut(QKeySequence(spec.keys))
            action.triggered.connect(lambda _=False, run=spec.run: self._run(run))
            self.actions_by_id[spec.id] = action
            self.addAction(action)
        for screen in SCREENS:
            action = QAction(say(f"screen.{screen.name}"), self)
            if screen.keys:
                action.setShortcut(QKeySequence(screen.keys))
            action.triggered.connect(lambda _=False, name=screen.name: self.go(Place(name)))
            self.actions_by_id[f"screen_{screen.name}"] = action
            self.addAction(action)
        Restyled(self, self._restyle_actions)

    def _restyle_actions(self) -> None:
        for spec in (*ACTIONS, *SCREENS):
            name = spec.id if isinstance(spec, ActionSpec) else f"screen_{spec.name}"
            if spec.icon:
                self.actions_by_id[name].setIcon(theme.icon(spec.icon))

    def _run(self, place: str) -> None:
        module, _, name = place.partition(":")
        getattr(importlib.import_module(module), name)(self)

    def _make_frame(self) -> None:
        self.banner = Banner()
        self.side_bar = SideBar()
        self.stack = QStackedWidget()
        self.welcome = Welcome(self)
        self.stack.addWidget(self.welcome)
        self.status = JobStatus(self.program.background)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.side_bar)
        middle.addWidget(self.stack, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._make_bar())
        holder = QVBoxLayout()
        holder.setContentsMargins(8, 6, 8, 6)
        holder.addWidget(self.banner)
        self._banner_place = QWidget()
        self._banner_place.setLayout(holder)
        self._banner_place.hide()
        whole.addWidget(self._banner_place)
        whole.addLayout(middle, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(8, 0, 8, 0)
        whole.addLayout(self._foot)
        whole.addWidget(self.status)
        centre = QWidget()
        centre.setLayout(whole)
        set_look(centre, "window")
        self.setCentralWidget(centre)

    def add_foot(self, widget: QWidget) -> None:
        """Put a panel below the screens, above the status."""
        self._foot.addWidget(widget)

    def _make_bar(self) -> QWidget:
        self.bar = QFrame()
        set_look(self.bar, "bar")
        self.case_button = ToolButton()
        set_look(self.case_button, "quiet")
        self.case_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.case_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.case_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.case_button.setAccessibleName(say("shell.switch_case"))
        self.case_menu = QMenu(self)
        self.case_button.setMenu(self.case_menu)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("shell.search_here"))
        self.search.setAccessibleName(say("shell.search_here"))
        let_clear(self.search)
        self.search.setAcceptDrops(False)  # a file dropped here is for the window as well
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(420)
        self.undo_button = icon_button(say("action.undo"), "undo-2", self._on("undo"))
        self.redo_button = icon_button(say("action.redo"), "redo-2", self._on("redo"))
        self.side_button = icon_button(say("action.side_bar"), "panel-left", self._on("side_bar"))
        self.entry_button = ToolButton()
        self.import_button = ToolButton()
        for one, name in ((self.entry_button, "quick_entry"), (self.import_button, "import_files")):
            one.setDefaultAction(self.actions_by_id[name])
            one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Restyled(self, self._restyle_bar)
        layout = QHBoxLayout(self.bar)
        layout.setContentsMargins(8, 5, 8, 5)
        for item in (self.side_button, self.case_button):
            layout.addWidget(item)
        layout.addStretch(1)
        layout.addWidget(self.search, 2)
        layout.addStretch(1)
        for item in (self.undo_button, self.redo_button, self.import_button, self.entry_button):
            layout.addWidget(item)
        return self.bar

    def _on(self, action: str):  # type: ignore[no-untyped-def]
        return lambda: self.actions_by_id[action].trigger()

    def _restyle_bar(self) -> None:
        self.case_button.setIcon(theme.icon("book-open"))
        for one in (self.case_button, self.entry_button, self.import_button):
            one.setIconSize(theme.icon_size)
        self._use_room()

    def _make_menus(self) -> None:
        for menu_id in MENUS:
            menu = self.menuBar().addMenu(say(f"menu.{menu_id}"))
            for spec in ACTIONS:
                if spec.menu == menu_id:
                    if spec.begins:
                        menu.addSeparator()
                    menu.addAction(self.actions_by_id[spec.id])
            if menu_id == "go":
                menu.addSeparator()
                for screen in SCREENS:
                    if screen.in_side_bar:
                        menu.addAction(self.actions_by_id[f"screen_{screen.name}"])
        self.here_menu = QMenu(say("menu.here"), self)
        menus = self.menuBar().actions()
        self.menuBar().insertMenu(menus[MENUS.index("view")], self.here_menu)

    def _connect(self) -> None:
        desk = self.desk
        desk.case_changed.connect(self.show_case)
        desk.records_changed.connect(self._refresh_soon)
        desk.place_asked.connect(self.go)
        desk.action_asked.connect(lambda name: self.actions_by_id[name].trigger())
        desk.told.connect(self.tell)
        desk.failed.connect(self.show_error)
        desk.correction_asked.connect(self._on_correction)
        desk.counted.connect(self.side_bar.show_count)
        self.side_bar.chosen.connect(lambda name: self.go(Place(name)))
        self.search.returnPressed.connect(self._on_search)
        self.banner.closed.connect(self._banner_place.hide)

    # --- going about -----------------------------------------------------------------------

    def go(self, place: Place, *, keeps_way: bool = True) -> None:
        """Go to a place; the one before can be gone back to."""
        if self.desk.case is None:
            return
        if keeps_way and self._here not in (None, place.lasting):
            self._behind = [*self._behind[-49:], self._here]
            self._ahead = []
        self._here = place.lasting
        screen = self._screen(place.screen)
        self.stack.setCurrentWidget(screen)
        self.side_bar.choose(place.screen)
        self._fill_here_menu(screen)
        if place.record_id or place.wishes:
            screen.show_place(place)
        screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def go_back(self) -> None:
        """Go back to where this window was before."""
        if self._behind and self._here is not None:
            self._ahead.append(self._here)
            self.go(self._behind.pop(), keeps_way=False)

    def go_forward(self) -> None:
        """Go forward again after going back."""
        if self._ahead and self._here is not None:
            self._behind.append(self._here)
            self.go(self._ahead.pop(), keeps_way=False)

    def _screen(self, name: str) -> Screen:
        if name not in self.screens:
            self.screens[name] = BY_NAME[name].build(self.desk)
            self.stack.addWidget(self.screens[name])
        return self.screens[name]

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is shown; None on the welcome page."""
        return next((s for s in self.screens.values() if s is self.stack.currentWidget()), None)

    def _fill_here_menu(self, screen: Screen) -> None:
        self.here_menu.clear()
        self.here_menu.addActions(list(screen.menu_actions()))
        self.here_menu.setEnabled(bool(screen.menu_actions()))

    def _on_correction(self, entry_id: str) -> None:
        from ui.dialogs.quick_entry import open_correction

        open_correction(self, entry_id)

    def _on_search(self) -> None:
        words = self.search.text().strip()
        if words and self.desk.case is not None:
            self.go(Place("search", wishes={"words": words}))

    # --- the case --------------------------------------------------------------------------

    def show_case(self) -> None:
        """Show the desk's case, or the welcome page when there is none."""
        desk = self.desk
        self._behind, self._ahead, self._here = [], [], None
        has_case = desk.case is not None
        self.side_bar.setVisible(has_case)
        for part in (self.search, self.undo_button, self.redo_button, self.entry_button,
                     self.import_button, self.side_button):  # fmt: skip
            part.setVisible(has_case)
        if desk.case is not None:
            name = desk.case.title or desk.case.reference
            self._case_words = say("shell.case_named", name=name, ref=desk.case.reference)
            self._use_room()
            self.setWindowTitle(say("shell.window", case=desk.case.reference))
        else:
            self.setWindowTitle(say("shell.program"))
            self.stack.setCurrentWidget(self.welcome)
        self.case_button.setVisible(desk.book is not None)
        self.bar.setVisible(desk.book is not None)
        self.welcome.show_state()
        self._enable()
        if desk.case is not None:
            self.go(Place("inbox"))
            self.refresh_overview()

    def show_cases(self, cases: tuple[Case, ...]) -> None:
        """Offer the cases of the casebook in the switcher; choose the only one."""
        self.cases = cases
        self.case_menu.clear()
        for case in cases:
            words = say("shell.case_named", name=case.title or case.reference, ref=case.reference)
            self.case_menu.addAction(plain_face(words), partial(self.desk.set_case, case))
        self.case_menu.addSeparator()
        self.case_menu.addAction(self.actions_by_id["new_case"])
        self.case_menu.addAction(self.actions_by_id["case_details"])
        if self.desk.case is None and cases:
            self.desk.set_case(cases[0])
        elif self.desk.case is None:
            self._case_words = say("shell.no_case")
            self._use_room()
            self.welcome.show_state()

    def _refresh_soon(self, changed: object = None) -> None:
        if not self._overview_soon.isActive():
            self._overview_soon.start(self.desk.refresh_delay)

    def refresh_overview(self) -> None:
        """Ask for the figures in the side bar and for the names of undo and redo."""
        from ui.presenters.overview import load_overview

        if self.desk.case is not None:
            self.desk.ask(
                self,
                lambda book, case_id: load_overview(book, case_id, language()),
                self._show_overview,
            )
            self._checks_soon.start(_CHECKS_AFTER_MS)

    def _count_checks(self) -> None:
        """Count what the checks find, in a worker, unless the screen itself is about to."""
        from ui.presenters.checks import read_findings

        desk = self.desk
        if desk.case is None or self.screen_shown is self.screens.get("checks"):
            return
        desk.ask(
            self,
            lambda book, case_id: (book.path, book.reading_key(), case_id),
            lambda where: desk.background.compute(
                read_findings,
                *where,
                language(),
                done=lambda found: self._show_checks(where[2], found.open_count),
                failed=desk.show_error,
                owner=self,
            ),
        )

    def _show_checks(self, case_id: str, count: int) -> None:
        if case_id == self.desk.case_id:
            self.side_bar.show_count("checks", count)

    def _show_overview(self, overview) -> None:  # type: ignore[no-untyped-def]
        for name, count in overview.waiting.items():
            self.side_bar.show_count(name, count)
        for name, step, shown in (
            ("undo", overview.undo, self.undo_button), ("redo", overview.redo, self.redo_button),
        ):  # fmt: skip
            action = self.actions_by_id[name]
            action.setEnabled(step is not None)
            words = say(f"shell.{name}_step", step=step) if step else say(f"action.{name}")
            action.setText(plain_face(words))
            shown.setEnabled(step is not None)
            shown.setToolTip(plain_tip(words))
            shown.setAccessibleName(words)

    def _enable(self) -> None:
        has = {"nothing": True, "book": self.desk.book is not None,
               "case": self.desk.case is not None}  # fmt: skip
        for spec in ACTIONS:
            if spec.id not in ("undo", "redo") or not has[spec.needs]:
                self.actions_by_id[spec.id].setEnabled(has[spec.needs])
        for screen in SCREENS:
            self.actions_by_id[f"screen_{screen.name}"].setEnabled(has["case"])
        self.actions_by_id["back"].setEnabled(bool(self._behind))
        self.actions_by_id["forward"].setEnabled(bool(self._ahead))
        self.here_menu.setEnabled(has["case"] and bool(self.here_menu.actions()))

    # --- telling ---------------------------------------------------------------------------

    def tell(self, tone: str, sentence: str) -> None:
        """Tell the user something; what is done goes by itself, a problem stays until closed."""
        self._banner_place.show()
        self.banner.show_message(tone, sentence)
        self.program.announce(self.banner, sentence)
        if tone == "done":
            self.program.after(6000, self, lambda: self._forget(sentence))

    def _forget(self, sentence: str) -> None:
        if self.banner.text == sentence:
            self.banner.dismiss()

    def show_error(self, problem: BaseException) -> None:
        """Show an error: a sentence for what a person can mend, a window for a fault of ours."""
        from chronology_app.errors import ChronologyError

        if isinstance(problem, (ChronologyError, OSError)):
            self.tell("must", errors.sentence(problem))
        else:
            from ui.dialogs.error_window import show_fault

            show_fault(self, problem)

    # --- room ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show icons only where words have no room."""
        super().resizeEvent(event)
        self._use_room()

    def _use_room(self) -> None:
        room = self.width() * 100 / theme.text_size
        self.side_bar.set_tight(room < _TIGHT)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if room < _CROWDED:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        for one in (self.entry_button, self.import_button):
            one.setToolButtonStyle(style)
        words = QFontMetrics(self.case_button.font()).elidedText(
            self._case_words, Qt.TextElideMode.ElideRight, round(self.width() * 0.36)
        )
        self.case_button.setText(plain_face(words))
        self.case_button.setToolTip(plain_tip(self._case_words))

    # --- files dropped anywhere ------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files from anywhere; with no casebook open, a casebook."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Begin the import of the files, or open the casebook, that were dropped."""
        from ui.window_actions import take_files

        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        take_files(self, files)

    # --- the end ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close the casebook with its last window; ask first while work is going on."""
        if self.program.may_close(self):
            event.accept()
        else:
            event.ignore()
