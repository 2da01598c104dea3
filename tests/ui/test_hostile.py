"""Words of a case that look like HTML, keys or paths are shown as words on every screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel
from PySide6.QtCore import Qt as Core
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from tests.desktop import prepared
from tests.desktop.hostile import HOSTILE, make_hostile
from tests.desktop.inside import Inside
from ui.places import Place
from ui.screens import SCREENS

_LIKE_A_KEY = "&Quit"
#: Screens whose widgets, not only their painting, hold words of the case.
_SHOWS_WORDS = {"inbox", "chronology", "people", "sources", "checks"}


@pytest.fixture
def hostile(inside: Inside, tmp_path: Path) -> Inside:
    path = tmp_path / "hostile.casebook"
    make_hostile(path)
    inside.open(path, prepared.PASSPHRASE, prepared.WORKER)
    return inside


def _tips(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(min(model.rowCount(), 40)):
            for column in range(_columns(model)):
                told = model.index(row, column).data(Core.ItemDataRole.ToolTipRole)
                if told:
                    yield told


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _has_key(words: str) -> bool:
    return _LIKE_A_KEY in words.replace("&&", "")


def _found_in(widget: QWidget) -> Iterator[str]:
    """Yield what is more than words in a widget."""
    for tip in _tips(widget):
        if Qt.mightBeRichText(tip):
            yield f"tip {tip[:60]!r}"
    if isinstance(widget, QLabel):
        is_rich = widget.textFormat() in (Core.TextFormat.RichText, Core.TextFormat.MarkdownText)
        guesses = widget.textFormat() == Core.TextFormat.AutoText
        if is_rich or (guesses and Qt.mightBeRichText(widget.text())):
            yield f"label {widget.text()[:60]!r}"
        if widget.buddy() is not None and _has_key(widget.text()):
            yield f"label's key {widget.text()[:60]!r}"
    if isinstance(widget, QAbstractButton) and _has_key(widget.text()):
        yield f"button's key {widget.text()[:60]!r}"
    if isinstance(widget, QTextEdit):
        html = widget.document().toHtml()
        if "<img" in html:
            yield f"picture in {html[:60]!r}"


def _wrong(window: QWidget) -> list[str]:
    found = [f"{type(one).__name__}: {what}" for one in _all(window) for what in _found_in(one)]
    actions = window.findChildren(QAction)
    found += [f"action {one.text()[:60]!r}" for one in actions if _has_key(one.text())]
    return sorted(set(found))


def _all(window: QWidget) -> Iterator[QWidget]:
    yield window
    yield from window.findChildren(QWidget)


def test_on_every_screen_words_are_words(hostile: Inside, monkeypatch: pytest.MonkeyPatch):
    loaded: list[str] = []

    def load(self: Any, kind: int, url: Any) -> None:
        loaded.append(url.toString())

    monkeypatch.setattr(QTextBrowser, "loadResource", load)
    wrong = {}
    for spec in SCREENS:
        wishes = {"words": "Nia"} if spec.name == "search" else {}
        hostile.window.go(Place(spec.name, wishes=wishes))
        hostile.settle()
        shown = hostile.window.screen_shown
        assert HOSTILE[:10] in _words_of(shown) or spec.name not in _SHOWS_WORDS
        if found := _wrong(hostile.window):
            wrong[spec.name] = found
    assert wrong == {}
    assert loaded == []
    assert all(one.isVisible() for one in hostile.program.windows)


def _words_of(widget: QWidget) -> str:
    """Return the words that a screen shows, as far as its widgets tell."""
    said = []
    for one in widget.findChildren(QWidget):
        for name in ("text", "toPlainText", "accessibleName"):
            asked = getattr(one, name, None)
            if callable(asked):
                said.append(str(asked()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            said += [
                str(model.index(row, column).data())
                for row in range(min(model.rowCount(), 20))
                for column in range(_columns(model))
            ]
    return "\n".join(said)
