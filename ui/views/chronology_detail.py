"""The pane beside the chronology: everything about the selected event, to read and to follow.

What it says is built in `presenters.chronology_detail`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTextBrowser, QToolButton, QVBoxLayout, QWidget

from ui.presenters.chronology_detail import Block, Target
from ui.theme.style import Restyled, set_look, theme
from ui.views.chronology_menus import menu_button
from ui.widgets.basics import ToolButton
from ui.widgets.flow import flow
from ui.words import say


class DetailPane(QWidget):
    """Shows the blocks of one event; its links lead to the words of the sources."""

    #: The words of a source are asked for: a `Target`.
    source_asked = Signal(object)

    def __init__(self, actions: Sequence[QAction], others: Sequence[QAction]) -> None:
        super().__init__()
        self._blocks: tuple[Block, ...] = ()
        self._targets: list[Target] = []
        self._event_id = ""
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(say("chron.detail"))
        self.text.anchorClicked.connect(self._on_link)
        set_look(self.text, "page")
        self._by_action = {action: self._button(action) for action in actions}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        more, menu = menu_button(say("chron.more"), "ellipsis")
        set_look(more, "quiet")
        menu.addActions(list(others))
        self._buttons = flow(*self._by_action.values(), more)
        layout.addWidget(self._buttons)
        Restyled(self, self._restyle)
        self.show_blocks(())

    def _button(self, action: QAction) -> QToolButton:
        found = ToolButton()
        found.setDefaultAction(action)
        set_look(found, "quiet")
        found.setToolButtonStyle(found.toolButtonStyle().ToolButtonTextBesideIcon)
        found.setFocusPolicy(found.focusPolicy().StrongFocus)
        return found

    def _restyle(self) -> None:
        space, side = theme.space("small"), round(16 * theme.text_size / 100)
        for one in self._by_action.values():
            one.setIconSize(QSize(side, side))
        self._buttons.layout().setContentsMargins(space, 4, space, 6)  # type: ignore[union-attr]
        self.show_blocks(self._blocks, keeps_place=True)

    def show_blocks(self, blocks: Sequence[Block], *, keeps_place: bool = False) -> None:
        """Show an event, or with no blocks that none is chosen."""
        place = self.text.verticalScrollBar().value() if keeps_place else 0
        self._blocks = tuple(blocks)
        self._targets = []
        shown = blocks or (Block("note", say("chron.nothing_chosen")),)
        self.text.setHtml("".join(self._html(block) for block in shown))
        self.text.verticalScrollBar().setValue(place)
        self._buttons.setVisible(bool(blocks))

    def offer(self, action: QAction, is_of_use: bool) -> None:  # noqa: FBT001
        """Show an action's button only where there is something for it to do."""
        self._by_action[action].setVisible(is_of_use)

    def show_event(self, event_id: str, blocks: Sequence[Block]) -> None:
        """Show an event; the one that is shown already stays where it was scrolled to."""
        same = event_id == self._event_id
        self._event_id = event_id
        if not same or tuple(blocks) != self._blocks:
            self.show_blocks(blocks, keeps_place=same)

    def _html(self, block: Block) -> str:
        palette, small = theme.palette, theme.font("small").pointSizeF()
        words = escape(block.words).replace("\n", "<br>")
        name = f"<b>{escape(block.name)}</b>" if block.name else ""
        joined = f"{name}<br>{words}" if name and words else name or words
        match block.look:
            case "title":
                size = theme.font("heading").pointSizeF()
                return _paragraph(f"<b>{words}</b>", f"font-size:{size}pt", 0, 4)
            case "lead":
                size = theme.font("lead").pointSizeF()
                return _paragraph(words, f"font-size:{size}pt", 0, 8)
            case "heading":
                style = f"color:{palette.muted};font-size:{small}pt"
                return _paragraph(f"<b>{words}</b>", style, 14, 2)
            case "quote":
                ground = f"background-color:{palette.raised};margin-left:10px"
                return _paragraph(f"“{words}”", ground, 3, 1)
            case "warning":
                tone = palette.tone("should")
                style = f"color:{tone.text};background-color:{tone.ground}"
                return _paragraph(f"⚠ {words}", style, 4, 4)
            case "note":
                return _paragraph(joined, f"color:{palette.muted};font-size:{small}pt", 1, 2)
            case "link" if block.target is not None:
                self._targets.append(block.target)
                link = f'<a href="#{len(self._targets) - 1}" style="color:{palette.accent}">'
                style = f"margin-left:10px;font-size:{small}pt"
                return _paragraph(f"{link}{words}</a>", style, 0, 4)
        return _paragraph(joined, "", 2, 3)

    def _on_link(self, url: QUrl) -> None:
        number = url.fragment()
        if number.isdigit() and int(number) < len(self._targets):
            self.source_asked.emit(self._targets[int(number)])


def _paragraph(words: str, style: str, above: int, below: int) -> str:
    return f'<p style="margin-top:{above}px;margin-bottom:{below}px;{style}">{words}</p>'
