"""What one event says: floating beside the pointer, and at the foot for the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.presenters.timeline_card import EventCard
from ui.theme.style import set_look, theme
from ui.widgets.basics import button, label, row, tag
from ui.words import say


class _CardText(QWidget):
    """The words of a card, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space("hair"))

    def show_card(self, card: EventCard) -> None:
        """Show another event."""
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        cautions = [tag(words, "should") for words in card.cautions]
        self._layout.addWidget(row(label(card.date, "strong"), label(card.what, "muted"),
                                   *cautions, 1))  # fmt: skip
        self._layout.addWidget(label(card.fact, wraps=True))
        if card.ages:
            self._layout.addWidget(label(card.ages, "muted", wraps=True))
        done = say("time.done", words=card.done) if card.done else say("time.done_nothing")
        self._layout.addWidget(label(done, "muted", wraps=True))
        if card.quote:
            quoted = say("time.quoted", quote=_shortened(card.quote), source=card.source)
            self._layout.addWidget(label(quoted, "small", wraps=True))


def _shortened(quote: str, most: int = 260) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


class HoverCard(QFrame):
    """A card beside the pointer; it takes neither focus nor clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        set_look(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = _CardText()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        self._count = label("", "strong")
        layout.addWidget(self._count)
        layout.addWidget(self._text)

    def show_at(self, card: EventCard, at: QPoint, count: int = 1) -> None:
        """Show a card near a point of the screen, and wholly on it.

        `count`: for how many events the point under the pointer stands.
        """
        self._text.show_card(card)
        self._count.setText(say("time.points_for", count=count))
        self._count.setVisible(count > 1)
        width = round(380 * (0.4 + 0.6 * theme.text_size / 100))
        room = self.screen().availableGeometry()
        width = min(width, room.width() - 20)
        self.setFixedWidth(width)
        self.setMinimumHeight(0)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.resize(width, height)
        x = min(at.x() + 16, room.right() - width - 8)
        y = at.y() + 18
        if y + height > room.bottom():
            y = at.y() - height - 12
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()


class EventFoot(QFrame):
    """The chosen event at the foot of the screen, with ways on from it."""

    source_asked = Signal()
    chronology_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "foot")
        self._text = _CardText()
        self._source = button(say("time.open_source"), self.source_asked.emit, icon="file-text")
        self._event = button(
            say("time.open_event"), self.chronology_asked.emit, icon="list-ordered"
        )
        buttons = QVBoxLayout()
        buttons.addWidget(self._source)
        buttons.addWidget(self._event)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(theme.space("large"))
        layout.addWidget(self._text, 1)
        layout.addLayout(buttons)
        self.setAccessibleName(say("time.chosen_event"))
        self.hide()

    def show_card(self, card: EventCard) -> None:
        """Show the chosen event."""
        self._text.show_card(card)
        self._source.setEnabled(bool(card.source_id))
        self.setAccessibleDescription(" ".join((card.date, card.what, card.fact, card.ages)))
        self.show()
