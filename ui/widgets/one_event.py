"""Records that may be of one event: which are, whose date heads it, which wording stays.

What agrees and what differs is said by `presenters.accounts`; merging is left to who asks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.accounts import (
    Member,
    account_count,
    account_title,
    agreement_of,
    dates_of,
    member_title,
    wordings_of,
)
from ui.theme.style import set_look, theme
from ui.widgets.basics import Banner, Choice, label, row
from ui.widgets.suggestion_fields import let_narrow
from ui.words import say


class OneEventForm(QWidget):
    """A card for each record with a tick box, and the choices where the ticked ones differ."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._members: tuple[Member, ...] = ()
        self._first = ""
        self.boxes: dict[str, QCheckBox] = {}
        self._title = label("", "heading", wraps=True)
        self._conflict = Banner(closable=False)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space("small"))
        self._head_label, self.head = _choice(say("accounts.head"))
        self._head_help = label(say("accounts.head_help"), "small", wraps=True)
        self._wording_label, self.wording = _choice(say("accounts.wording"))
        self.head.currentIndexChanged.connect(lambda _: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("small"))
        for one in (
            self._title, self._conflict, self._head_label, self.head, self._head_help,
            self._wording_label, self.wording,
        ):  # fmt: skip
            layout.addWidget(one)
        layout.addLayout(self._cards)
        layout.addStretch(1)

    def show_members(
        self, members: Sequence[Member], ticked: Collection[str], *, first_stays: bool = False
    ) -> None:
        """Show records; with `first_stays` the first one belongs to it whatever is ticked."""
        self._members = tuple(members)
        self._first = self._members[0].id if first_stays and self._members else ""
        self._clear()
        for member in self._members:
            self._cards.addWidget(self._card(member, is_ticked=member.id in ticked))
        self._follow()

    def _clear(self) -> None:
        self.boxes = {}
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _card(self, member: Member, *, is_ticked: bool) -> QWidget:
        card = QFrame()
        set_look(card, "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(theme.space("hair"))
        box = QCheckBox()
        box.setChecked(is_ticked or member.id == self._first)
        box.setEnabled(member.id != self._first)
        box.setAccessibleName(f"{member_title(member)}. {member.fact}")
        box.toggled.connect(lambda: self._follow())
        self.boxes[member.id] = box
        layout.addWidget(row(box, _Title(member_title(member), box)))
        for one in _account_labels(member):
            layout.addWidget(one)
        if member.pair is not None:
            said = agreement_of(member.pair)
            if said.agrees:
                layout.addWidget(label(said.agrees, "small", wraps=True))
            if said.differs:
                layout.addWidget(_difference(said.differs, is_conflict=said.is_conflict))
        return card

    # --- what is chosen ----------------------------------------------------------------------

    def _ticked(self) -> list[Member]:
        return [member for member in self._members if self.boxes[member.id].isChecked()]

    def ids(self) -> list[str]:
        """Return the ids of what is ticked; the event whose wording stays comes first of events."""
        ticked = self._ticked()
        stays = self.wording.currentData()
        return [one.id for one in sorted(ticked, key=lambda one: one.id != stays)]

    def head_id(self) -> str:
        """Return whose date and time head the event; empty: they are the same, or not chosen."""
        return str(self.head.currentData() or "")

    @property
    def is_complete(self) -> bool:
        """Say whether it is clear what is to be made one event."""
        return len(self._ticked()) > 1 and bool(self.head_id() or self.head.isHidden())

    @property
    def missing(self) -> str:
        """What is still to be chosen, as a sentence; empty: nothing."""
        if self.is_complete:
            return ""
        return say("accounts.choose_date" if len(self._ticked()) > 1 else "accounts.tick_two")

    def _follow(self) -> None:
        """Offer the dates and wordings of what is ticked."""
        ticked = self._ticked()
        self._title.setText(say("accounts.one_event", count=account_count(ticked)))
        self._offer(self.head, [("", say("accounts.choose")), *dates_of(ticked)], least=3)
        self._offer(self.wording, wordings_of(ticked), least=2)
        for below in (self._head_label, self._head_help):
            below.setVisible(not self.head.isHidden())
        self._wording_label.setVisible(not self.wording.isHidden())
        # What differs from one that is not ticked is no conflict of this event.
        conflicts = [
            agreement_of(one.pair).differs
            for one in ticked
            if one.pair is not None
            and agreement_of(one.pair).is_conflict
            and {one.pair.one.id, one.pair.other.id} <= {member.id for member in ticked}
        ]
        if conflicts:
            self._conflict.show_message("should", say("accounts.conflict"))
        else:
            self._conflict.hide()
        self.changed.emit()

    @staticmethod
    def _offer(choice: Choice, choices: Sequence[tuple[str, str]], least: int) -> None:
        chosen = choice.currentData()
        choice.blockSignals(True)
        choice.clear()
        for code, words in choices:
            choice.addItem(words, code)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        choice.blockSignals(False)
        choice.setVisible(len(choices) >= least)

    def first_field(self) -> QWidget:
        """Return the field to begin with."""
        boxes = [box for box in self.boxes.values() if box.isEnabled()]
        return boxes[0] if self.head.isHidden() and boxes else self.head


class _Title(QLabel):
    """The words beside a tick box, which wrap; a click on them ticks it."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words)
        self._box = box
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_look(self, "strong")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tick the box, or untick it."""
        if self._box.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self._box.toggle()


def _choice(name: str) -> tuple[QLabel, Choice]:
    found = Choice()
    found.setAccessibleName(name)
    let_narrow(found)
    above = label(name, "strong", wraps=True)
    above.setBuddy(found)
    return above, found


def _account_labels(member: Member) -> list[QWidget]:
    """Return what each account says: of a single one only the words, its title is the card's."""
    if len(member.accounts) < 2:
        return [label(member.fact, wraps=True)]
    found: list[QWidget] = []
    for account in member.accounts:
        found.append(label(account_title(account), "muted", wraps=True))
        found.append(label(account.fact, wraps=True))
    return found


def _difference(words: str, *, is_conflict: bool) -> QWidget:
    """Return what differs, with a sign beside it where the accounts contradict each other."""
    below = label(words, "strong" if is_conflict else "small", wraps=True)
    if not is_conflict:
        return below
    sign = QLabel()
    sign.setPixmap(theme.icon("triangle-alert").pixmap(theme.icon_size))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    held = row(sign, below)
    inside = held.layout()
    if inside is not None:
        inside.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return held
