"""The random user: thousands of clicks, keys, drops, steps back and changes of look, by a seed.

It works on the real main window in this process. What must hold: no exception, no warning of Qt,
no window that stands still, and a casebook that verifies afterwards. `tests.long.stress` runs it
at length; a short run is among the tests.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.desktop import prepared
from tests.desktop.inside import Inside, opened

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

#: So long no event may wait: then desktops say that a window does not respond.
FROZEN_SECONDS = 5.0
#: After so many actions in one dialog the user gives it up with Escape.
_ACTIONS_IN_A_DIALOG = 12
_WORDS = (
    "Nia said she was hungry.", "14/06/2022", "summer 2019", "09:30", "Ruth Ames", "3 Quarry Bank",
    "Cegin yn lân, ŵyn bach", "<b>&amp;</b>", "'; --", "x" * 400, "\u200f\u05d0", "31/02/2020",
)  # fmt: skip
#: Somebody else than who prepared the case: undo takes back one's own steps only.
_USER = "Random user"
#: What would end the run, or take it to where nothing can be done.
_NOT_ASKED = {"quit", "close_book", "new_window", "open_book", "new_book", "recover_book",
              "open_sample", "tour", "change_passphrase", "back_up"}  # fmt: skip


@dataclass
class Report:
    """What a run found."""

    seed: int
    actions: int = 0
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    gaps_ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    verify_problems: list[str] = field(default_factory=list)
    events: int = 0

    @property
    def held(self) -> bool:
        """Say whether all was as it must be."""
        return not self.faults and not self.verify_problems

    def as_json(self) -> dict[str, Any]:
        """Return the report as it is kept."""
        gaps = sorted(self.gaps_ms) or [0.0]
        return {
            "seed": self.seed, "actions": self.actions, "held": self.held,
            "done": dict(sorted(self.done.items())), "faults": self.faults,
            "longest_gap_ms": round(gaps[-1], 1),
            "gap_p99_ms": round(gaps[int(len(gaps) * 0.99)], 1),
            "verify_problems": self.verify_problems, "events_in_the_end": self.events,
            "seconds": round(self.seconds, 1),
        }  # fmt: skip


class Watch:
    """Beats inside the event loop and listens from outside: a long silence is a frozen window."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.gaps_ms: list[float] = []
        self.frozen: list[str] = []
        self._last = time.perf_counter()
        self._is_over = threading.Event()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def forgive(self) -> None:
        """Begin to count anew: what came before was not the program's doing."""
        self._last = time.perf_counter()

    def stop(self) -> None:
        """End the watch."""
        self._timer.stop()
        self._is_over.set()
        self._thread.join()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now

    def _listen(self) -> None:
        told = 0.0
        while not self._is_over.wait(0.1):
            last = self._last
            if time.perf_counter() - last > FROZEN_SECONDS and last != told:
                told = last
                with tempfile.TemporaryFile("w+") as where:
                    faulthandler.dump_traceback(where)
                    where.seek(0)
                    self.frozen.append(f"frozen for {FROZEN_SECONDS} s:\n{where.read()}")


class RandomUser:
    """Somebody who presses whatever there is."""

    def __init__(self, inside: Inside, seed: int, folder: Path) -> None:
        self._inside = inside
        self._chance = random.Random(seed)
        self._folder = folder
        self._in_dialog: dict[int, int] = {}
        self._acting_since: float | None = None
        self._rescuer = self._make_rescuer()
        self.report = Report(seed)

    def _make_rescuer(self) -> QTimer:
        """Return a timer that gives up a window which waits inside an action for its answer."""
        from PySide6.QtCore import QTimer

        timer = QTimer()
        timer.timeout.connect(self._on_waiting)
        timer.start(150)
        return timer

    def _on_waiting(self) -> None:
        if self._acting_since is not None and time.monotonic() - self._acting_since > 0.3:
            self.leave()

    def act(self) -> None:
        """Do one thing."""
        self._acting_since = time.monotonic()
        try:
            self._act()
        finally:
            self._acting_since = None

    def _act(self) -> None:
        ways: tuple[tuple[Callable[[], None], int], ...] = (
            (self.click, 30), (self.press_key, 24), (self.type_words, 8), (self.ask_action, 12),
            (self.go_somewhere, 8), (self.step_back, 5), (self.drop_files, 1),
            (self.resize, 2), (self.change_look, 1), (self.choose_row, 6),
        )  # fmt: skip
        way = self._chance.choices([w for w, _ in ways], [n for _, n in ways])[0]
        if self._is_stuck():
            way = self.leave
        self.report.done[way.__name__] += 1
        self.report.actions += 1
        with contextlib.suppress(RuntimeError):  # the widget went while it was looked for
            way()

    # --- What a user does

    def click(self) -> None:
        """Click a widget that can be clicked."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        target = self._some_widget()
        if target is not None:
            place = QPoint(
                self._chance.randrange(max(1, target.width())),
                self._chance.randrange(max(1, target.height())),
            )
            button = Qt.MouseButton.LeftButton
            if self._chance.random() < 0.1:
                QTest.mouseDClick(target, button, Qt.KeyboardModifier.NoModifier, place)
            else:
                QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, place)

    def press_key(self) -> None:
        """Press a key where the focus is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        key = Qt.Key
        keys = [key.Key_Tab, key.Key_Backtab, key.Key_Down, key.Key_Up, key.Key_Left, key.Key_Right,
                key.Key_Space, key.Key_Return, key.Key_Escape, key.Key_PageDown, key.Key_Home,
                key.Key_End, key.Key_Delete, key.Key_F2, key.Key_Plus, key.Key_Minus,
                *(getattr(key, f"Key_{c}") for c in "AERSMKDNPFG")]  # fmt: skip
        target = self._focus()
        if target is not None:
            QTest.keyClick(target, self._chance.choice(keys))

    def type_words(self) -> None:
        """Type something where the focus is."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        words = self._chance.choice(_WORDS)
        for letter in words:
            target = self._focus()
            if target is None:
                return
            if letter.isascii():
                QTest.keyClick(target, letter)
                continue
            # Qt's own test keys know no letter beyond ASCII.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                no_keys = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(target, QKeyEvent(kind, 0, no_keys, letter))

    def ask_action(self) -> None:
        """Do one of the window's or the screen's actions that can be done now."""
        if self._dialog() is None:
            actions = [a for a in self._actions() if a.isEnabled()]
            self._chance.choice(actions).trigger()
        else:
            self.press_key()

    def go_somewhere(self) -> None:
        """Go to a screen."""
        from ui.places import Place
        from ui.screens import SCREENS

        if self._dialog() is None:
            self._inside.window.go(Place(self._chance.choice(SCREENS).name))

    def step_back(self) -> None:
        """Undo or redo."""
        if self._dialog() is None:
            name = self._chance.choice(("undo", "redo", "redo", "back", "forward"))
            action = self._inside.window.actions_by_id[name]
            if action.isEnabled():
                action.trigger()

    def drop_files(self) -> None:
        """Drop a file or two on the window: good ones, odd ones, one that is there already."""
        from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
        from PySide6.QtGui import QDropEvent
        from PySide6.QtWidgets import QApplication

        if self._dialog() is not None:
            return
        mime = QMimeData()
        files = [self._some_file() for _ in range(self._chance.randrange(1, 4))]
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDropEvent(
            QPointF(200, 200), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self._inside.window, event)

    def resize(self) -> None:
        """Give the window another size."""
        width, height = self._chance.choice(((1366, 700), (1024, 640), (1366, 768), (1180, 720)))
        self._inside.window.resize(width, height)

    def change_look(self) -> None:
        """Change colours, text size or language."""
        wish = self._chance.choice(({"scheme": "dark"}, {"scheme": "light"}, {"text_size": 150},
                                    {"text_size": 100}))  # fmt: skip
        self._inside.program.prefer(**wish)

    def choose_row(self) -> None:
        """Choose a row of a table or list that is shown."""
        from PySide6.QtWidgets import QAbstractItemView

        views = [v for v in self._top().findChildren(QAbstractItemView) if v.isVisible()]
        views = [v for v in views if v.model() is not None and v.model().rowCount()]
        if views:
            view = self._chance.choice(views)
            row = self._chance.randrange(view.model().rowCount())
            view.setFocus()
            view.setCurrentIndex(view.model().index(row, 0, view.rootIndex()))

    def leave(self) -> None:
        """Close the dialog or menu that has been open for long."""
        from PySide6.QtWidgets import QApplication

        top = QApplication.activePopupWidget() or self._dialog()
        if top is not None:
            self._in_dialog.pop(id(top), None)
            top.close()

    # --- What there is

    def _top(self) -> QWidget:
        return self._dialog() or self._inside.window

    def _dialog(self) -> QWidget | None:
        from PySide6.QtWidgets import QApplication, QDialog

        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal
        tops = [t for t in QApplication.topLevelWidgets() if t.isVisible()]
        return next((t for t in tops if isinstance(t, QDialog)), None)

    def _is_stuck(self) -> bool:
        top = self._dialog()
        if top is None:
            return False
        count = self._in_dialog[id(top)] = self._in_dialog.get(id(top), 0) + 1
        return count > _ACTIONS_IN_A_DIALOG

    def _some_widget(self) -> QWidget | None:
        from PySide6.QtWidgets import (
            QAbstractButton,
            QAbstractItemView,
            QComboBox,
            QLineEdit,
            QPlainTextEdit,
            QTabBar,
            QWidget,
        )

        kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
        top = self._top()
        found = [w for w in top.findChildren(QWidget) if isinstance(w, kinds)]
        found = [w for w in found if w.isVisible() and w.isEnabled() and w.window() is top]
        if not found:
            return None
        target = self._chance.choice(found)
        viewport = getattr(target, "viewport", None)
        return viewport() if viewport else target

    def _focus(self) -> QWidget | None:
        from PySide6.QtWidgets import QApplication

        popup = QApplication.activePopupWidget()
        return popup or self._top().focusWidget() or self._top()

    def _actions(self) -> list[QAction]:
        window = self._inside.window
        named = [a for name, a in window.actions_by_id.items() if name not in _NOT_ASKED]
        screen = window.screen_shown
        return [*named, *(screen.menu_actions() if screen else ())]

    def _some_file(self) -> Path:
        number = self._chance.randrange(6)
        file = self._folder / f"dropped-{number}.txt"
        if number == 5:
            return self._folder / "not-there.docx"
        if not file.exists():
            days = [f"{n + 1:02d}/0{number + 1}/2022 Owen was late at school." for n in range(9)]
            file.write_bytes(
                b"\xff\xfe\x00\x01" * 20 if number == 4 else "\n".join(days).encode("utf-8")
            )
        return file


def run(actions: int, seed: int, folder: Path, pause: float = 0.0) -> Report:
    """Let a random user loose on the prepared case; the casebook is made in `folder`."""
    path = folder / "stress.casebook"
    began = time.monotonic()
    if not path.exists():
        prepared.make_prepared(path)
    # Whatever file the user thinks of, it is written here.
    with contextlib.chdir(folder), _home_in(folder), opened(1366, 768) as inside:
        inside.open(path, prepared.PASSPHRASE, _USER)
        user = RandomUser(inside, seed, folder)
        watch = Watch()
        _act_all(inside, user, watch, actions, pause)
        watch.stop()
        user.report.gaps_ms = watch.gaps_ms
        user.report.faults += watch.frozen
    report = user.report
    report.faults += inside.complaints
    _verify(path, report)
    report.seconds = time.monotonic() - began
    return report


@contextlib.contextmanager
def _home_in(folder: Path) -> Iterator[None]:
    before = os.environ.get("HOME")
    os.environ["HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["HOME"]
        else:
            os.environ["HOME"] = before


def _act_all(inside: Inside, user: RandomUser, watch: Watch, actions: int, pause: float) -> None:
    for _ in range(actions):
        if inside.complaints or watch.frozen:
            user.report.faults.append(f"after action {user.report.actions}")
            return
        user.act()
        _work_on(inside, pause)
    inside.settle()


def _work_on(inside: Inside, pause: float) -> None:
    """Let the window answer for a moment, as it would between two things that a person does."""
    from PySide6.QtCore import QEventLoop

    end = time.monotonic() + pause
    while True:
        inside.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if time.monotonic() >= end:
            return
        time.sleep(0.001)


def _verify(path: Path, report: Report) -> None:
    from chronology_app.casefile import Casebook

    with Casebook.open(path, prepared.PASSPHRASE, by=prepared.WORKER) as book:
        report.verify_problems = [p.sentence() for p in book.verify().problems]
        report.events = book.queries.event_count(prepared.CASE_ID)


def main(arguments: list[str]) -> int:
    """Run so many actions with a seed: ``python -m tests.desktop.stress 300 7 [FOLDER]``."""
    actions, seed = (int(word) for word in (*arguments[:2], "150", "7")[:2])
    with tempfile.TemporaryDirectory(prefix="stress-") as temporary:
        folder = Path(arguments[2] if len(arguments) > 2 else temporary)
        report = run(actions, seed, folder)
    print(json.dumps(report.as_json(), indent=1, ensure_ascii=False))
    return 0 if report.held else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
