"""The bar under the timeline for the events that are marked together, and what is done to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from chronology_app.model import Change, Escalation, Finding, Oversight, Review
from chronology_app.model.codes import Significance
from chronology_app.wording import label as label_of
from ui.desk import Desk
from ui.presenters.chronology_edit import change_each
from ui.theme.style import set_look
from ui.timeline.scene import Scene
from ui.widgets.basics import ToolButton, button, label
from ui.words import language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

_SHORT = 60


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """A record that the marked events can be linked to, in words."""

    record_id: str
    words: str


def load_choices(book: Casebook, case_id: str, language: str) -> tuple[LinkChoice, ...]:
    """Return the changes, reviews, findings, escalations and oversights of a case."""
    found: list[LinkChoice] = []

    def add(kind: str, record_id: str, words: str) -> None:
        short = words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"
        found.append(LinkChoice(record_id, say(f"time.link.{kind}", words=short)))

    queries = book.queries
    changes = {change.id: change for change in queries.records(Change, case_id)}
    for change in changes.values():
        add("change", change.id, change.needed)
    for review in queries.records(Review, case_id):
        owner = changes.get(review.change_id)
        about = owner.needed if owner else ""
        add("review", review.id, f"{review.on.text or review.on.edtf} {about}".strip())
    for finding in queries.records(Finding, case_id):
        if finding.decision == "taken_up":
            add("finding", finding.id, finding.reason)
    for escalation in queries.records(Escalation, case_id):
        add("escalation", escalation.id, escalation.about)
    for oversight in queries.records(Oversight, case_id):
        add("oversight", oversight.id, oversight.decided)
    return tuple(found)


class MarkedBar(QFrame):
    """How many events are marked, and the commands for them; hidden while none is."""

    def __init__(self, desk: Desk, scene: Scene, owner: QWidget) -> None:
        super().__init__()
        set_look(self, "foot")
        self._desk, self._scene, self._owner = desk, scene, owner
        self.told = label("", "strong")
        self.kinds = label("", "muted", wraps=True)
        self.significance = self._menu_button("time.marked_significance")
        for code in Significance:
            self.significance.menu().addAction(
                label_of("significance", code, language()),
                partial(self.change, {"significance": str(code)}),
            )
        self.link = self._menu_button("time.marked_link")
        self.link.menu().aboutToShow.connect(self._ask_choices)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.told)
        layout.addWidget(self.kinds, 1)
        for part in (
            button(say("time.marked_key"), lambda: self.change({"key": True}), icon="key-round"),
            self.significance,
            self.link,
            button(say("time.marked_fit"), scene.fit_selected, icon="maximize"),
            button(say("time.marked_none"), lambda: scene.mark_events(()), icon="x"),
        ):
            layout.addWidget(part)
        scene.marked.connect(self._on_marked)
        self.setAccessibleName(say("time.marked_bar"))
        self.hide()

    def _menu_button(self, words: str) -> QToolButton:
        found = ToolButton()
        found.setText(say(words))
        found.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        found.setMenu(QMenu(found))
        return found

    def _on_marked(self) -> None:
        count = len(self._scene.selected)
        words = dict(self._scene.timeline.kinds)
        parts = [f"{words[code]} {n}" for code, n in self._scene.counts_of_marked().items()]
        self.told.setText(say("time.marked", count=count))
        self.kinds.setText(" · ".join(parts))
        self.setVisible(bool(count))

    def change(self, changes: dict[str, Any]) -> None:
        """Make one change to every marked event; one undo takes it back."""
        ids = tuple(sorted(self._scene.selected))
        if ids:
            self._desk.change(
                self._owner,
                lambda book, case_id: change_each(book, case_id, ids, changes),
                lambda _: self._desk.tell(say("time.marked_changed", count=len(ids))),
            )

    def _ask_choices(self) -> None:
        menu = self.link.menu()
        menu.clear()
        menu.addAction(say("time.link_asking")).setEnabled(False)
        self._desk.ask(
            self._owner,
            lambda book, case_id: load_choices(book, case_id, language()),
            self._show_choices,
        )

    def _show_choices(self, choices: tuple[LinkChoice, ...]) -> None:
        menu = self.link.menu()
        menu.clear()
        if not choices:
            menu.addAction(say("time.link_nothing")).setEnabled(False)
        for choice in choices:
            menu.addAction(choice.words.replace("&", "&&"), partial(self._link, choice))

    def _link(self, choice: LinkChoice) -> None:
        ids = tuple(
            line.event_id
            for line in self._scene.timeline.lines
            if line.event_id in self._scene.selected
        )
        self._desk.change(
            self._owner,
            lambda book, case_id: book.link_events(case_id, choice.record_id, ids),
            lambda _: self._desk.tell(say("time.linked", count=len(ids), to=choice.words)),
        )
