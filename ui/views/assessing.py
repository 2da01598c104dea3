"""The assessment pages: the record's part stands beside the words that somebody writes and signs.

What the pages show comes from `presenters.assessing`; fields and factors are in files of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.background import Ticket
from ui.desk import Desk
from ui.places import Place
from ui.presenters.assessing import (
    FACTORS,
    PAGES,
    QUESTIONS_PAGE,
    REFERRAL,
    WORRIES,
    Page,
    RecordLine,
    read_page,
)
from ui.presenters.impact_lines import ImpactLine, heading
from ui.theme.style import set_look
from ui.views.assessing_drafts import Draft, PageDrafts
from ui.views.assessing_factors import FactorsView
from ui.views.assessing_fields import PageFields
from ui.views.assessing_keeping import Keeping
from ui.views.impact_lines import ImpactLinesView
from ui.views.screen import Command, Screen
from ui.widgets.basics import Choice, EmptyState, button, label
from ui.widgets.flow import flow
from ui.words import language, say


class AssessingScreen(Screen):
    """Choose a child and a page; read the record on the left, write on the right."""

    name = "assessing"
    COMMANDS = {
        "save": Command("assessing.save", "Ctrl+S", "save"),
        "sign": Command("assessing.sign", "Ctrl+Shift+G", "signature"),
        "begin": Command("assessing.begin", "Ctrl+Shift+B", "plus"),
        "use": Command("assessing.use", "Ctrl+Return", "corner-down-right"),
        "open": Command("assessing.open", "Ctrl+E", "list-ordered"),
        "mark": Command("assessing.mark", "Ctrl+Shift+M", "chart-gantt"),
        "research": Command("assessing.research", "Ctrl+Shift+R", "book-open"),
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found = Page()
        self._asked: Ticket | None = None
        self._wanted = ("", QUESTIONS_PAGE)
        #: A signed page was left for a new one, which nobody has kept yet.
        self.is_begun = False
        self._lines: dict[str, RecordLine] = {}
        #: Words of the record that were put into a field -> the events behind them.
        self.links: dict[str, tuple[str, ...]] = {}
        self.record = ImpactLinesView(say("assessing.record"))
        self.fields = PageFields()
        self.factors = FactorsView(desk)
        self.keeping = Keeping(self)
        self.drafts = PageDrafts(desk)
        self._make_page()
        for name, do in (
            ("save", self.save), ("sign", self._on_sign), ("begin", self._on_begin),
            ("use", self._on_use), ("open", self._on_open), ("mark", self._on_mark),
            ("research", self._on_research),
        ):  # fmt: skip
            self.add_command(name, do)
        self.record.opened.connect(self._on_open)
        self.record.chosen.connect(self._on_line)
        self.fields.edited.connect(self._on_edited)
        self.fields.focused.connect(self._on_field)
        self._show(desk.case_id, Page())

    # --- making it -------------------------------------------------------------------------

    def _make_page(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_record())
        split.addWidget(self._make_written())
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setSizes([500, 600])
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(self.factors)
        self._stack.addWidget(
            EmptyState(
                "users", say("assessing.empty.title"), say("assessing.empty.text"),
                button(say("assessing.empty.people"), lambda: self.desk.go("people"), "primary"),
            )
        )  # fmt: skip
        page = self.page()
        page.addWidget(self._make_head())
        page.addWidget(self._stack, 1)

    def _make_head(self) -> QWidget:
        head = QFrame()
        set_look(head, "bar")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 12, 8)
        top.addWidget(label(say("screen.assessing"), "title"))
        top.addSpacing(18)
        self.child, self.kind = Choice(), Choice()
        parts: list[QWidget] = []
        for choice, name in ((self.child, "child"), (self.kind, "page")):
            words = say(f"assessing.{name}")
            choice.setAccessibleName(words)
            beside = label(words, "muted")
            beside.setBuddy(choice)
            parts += [beside, choice]
        parts.append(button(say("assessing.research"), self._on_research, icon="book-open"))
        self.child.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        for code in PAGES:
            self.kind.addItem(say(f"assessing.page.{code}"), code)
        self.child.activated.connect(self._on_choice)
        self.kind.activated.connect(self._on_choice)
        top.addWidget(flow(*parts, space="small"), 1)
        return head

    def _make_record(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        title = label(say("assessing.record"), "heading")
        title.setContentsMargins(14, 10, 0, 4)
        layout.addWidget(title)
        layout.addWidget(self.record, 1)
        self._use = button(say("assessing.use"), self._on_use, icon="corner-down-right")
        self._use.setAccessibleDescription(say("assessing.use.help"))
        self._open = button(say("assessing.open"), self._on_open, icon="list-ordered")
        foot = flow(self._use, self._open)
        foot.setContentsMargins(14, 8, 12, 10)
        layout.addWidget(foot)
        return side

    def _make_written(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._state = label("", "muted", wraps=True)
        self._state.setContentsMargins(18, 10, 12, 0)
        layout.addWidget(self._state)
        layout.addWidget(self.fields, 1)
        self._save = button(say("assessing.save"), self.save, "primary", "save")
        self._sign = button(say("assessing.sign"), self._on_sign, icon="signature")
        self._begin = button(say("assessing.begin"), self._on_begin, icon="plus")
        foot = flow(self._save, self._sign, self._begin)
        foot.setContentsMargins(18, 8, 12, 10)
        layout.addWidget(foot)
        return side

    def first_focus(self) -> QWidget:
        """Return the choice of the child."""
        return self.child

    # --- showing ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget the case that was shown; what was typed in it is put aside there."""
        self._put_aside()
        self.drafts.clear()
        self._wanted = ("", QUESTIONS_PAGE)
        self.links, self.is_begun = {}, False
        self._show(self.desk.case_id, Page())

    def refresh(self) -> None:
        """Fill the page anew in a worker process."""
        self.drafts.load(self, self._take_up)
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.ask(
            self, lambda book, case_id: (book.path, book.reading_key(), case_id), self._compute
        )

    def _compute(self, where: Any) -> None:
        self._asked = self.desk.background.compute(
            read_page, *where, *self._wanted, date.today(), language(),
            done=lambda found: self._show(where[2], found), failed=self.desk.show_error,
            owner=self,
        )  # fmt: skip

    def _show(self, case_id: str, found: Page) -> None:
        if case_id != self.desk.case_id:
            return
        same = (found.child_id, found.page) == (self.found.child_id, self.found.page)
        keeps = same and self.fields.is_newer and not found.is_signed
        self.found = found
        self._show_choices(found)
        index = 2 if found.is_empty else 1 if found.page == FACTORS else 0
        self._stack.setCurrentIndex(index)
        self._lines = {line.key: line for line in found.record if line.key}
        self.record.show_lines([_shown(line) for line in found.record], keeps_place=same)
        # What somebody is typing is never replaced by what is kept.
        if not keeps and not (self.is_begun and same):
            self.is_begun = False
            self.fields.show_page(found)
            self._take_up()
        self.factors.show_page(found)
        self._on_edited()
        self._on_line()

    def _take_up(self) -> None:
        """Write on with what was put aside for the page."""
        draft = self.drafts.of(self.found)
        if draft is None or self.fields.is_newer or self.is_begun:
            return
        if self.found.is_signed:
            self._on_begin()
        self.links = dict(draft.links)
        self.fields.write(draft.words, draft.pictures)
        self._on_edited()

    def _put_aside(self) -> None:
        """Put aside what is typed and not kept."""
        if self.fields.fields and not self.found.is_empty:
            typed = Draft(self.fields.words(), self.fields.chosen_pictures(), self.links)
            self.drafts.put(self.found, typed if self._is_newer() else None)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Lose no words with the window."""
        self._put_aside()
        super().hideEvent(event)

    def _show_choices(self, found: Page) -> None:
        if [self.child.itemData(n) for n in range(self.child.count())] != [
            key for key, _ in found.children
        ]:
            self.child.clear()
            for key, name in found.children:
                self.child.addItem(name, key)
        self.child.setCurrentIndex(max(0, self.child.findData(found.child_id)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(found.page)))

    def show_place(self, place: Place) -> None:
        """Go to a child's page: the record's id is the child's, `page` the page."""
        self._go(place.record_id or self.found.child_id,
                 str(place.wishes.get("page", self.found.page)))  # fmt: skip

    def _on_choice(self) -> None:
        self._go(str(self.child.currentData() or ""), str(self.kind.currentData()))

    def _go(self, child_id: str, page: str) -> None:
        """Keep what was written, then show another page."""
        if (child_id, page) == (self.found.child_id, self.found.page):
            return

        def go_on() -> None:
            self._put_aside()
            self._wanted = (child_id, page)
            self.links, self.is_begun = {}, False
            self.refresh()

        if self.found.page in (QUESTIONS_PAGE, WORRIES) and self._is_newer():
            # Should it be refused, the page that is shown is still the one that is chosen.
            self._show_choices(self.found)
            self.save(go_on)
        else:
            go_on()

    # --- the state of the buttons ------------------------------------------------------------

    def _is_newer(self) -> bool:
        return self.fields.is_newer and (self.is_begun or not self.found.is_signed)

    def _on_edited(self) -> None:
        is_signed = self.found.is_signed and not self.is_begun
        newer = self._is_newer()
        state = say("assessing.new_page") if self.is_begun else self.found.state
        self._state.setText(f"{state} {say('assessing.not_kept')}".strip() if newer else state)
        can = {
            "save": newer and self.found.page != REFERRAL,
            "sign": self.found.page in (QUESTIONS_PAGE, REFERRAL) and not is_signed
            and any(words.strip() for words in self.fields.words().values()),
            "begin": is_signed,
        }  # fmt: skip
        for name, press in (("save", self._save), ("sign", self._sign), ("begin", self._begin)):
            press.setEnabled(can[name])
            if name in self.commands:
                self.commands[name].setEnabled(can[name])
        self._save.setVisible(self.found.page != REFERRAL)
        self._sign.setVisible(self.found.page != WORRIES)
        self._begin.setVisible(is_signed)

    @property
    def chosen(self) -> RecordLine | None:
        """The line of the record that is chosen."""
        line = self.record.line
        return self._lines.get(line.key) if line is not None else None

    def _on_line(self) -> None:
        line = self.chosen
        can_open = bool(line and line.event_ids)
        is_signed = self.found.is_signed and not self.is_begun
        can_use = bool(line and not line.is_empty and self.fields.fields and not is_signed)
        for press, can in ((self._open, can_open), (self._use, can_use)):
            press.setEnabled(can)
        for name, can in (("open", can_open), ("mark", can_open), ("use", can_use)):
            if name in self.commands:
                self.commands[name].setEnabled(can)

    def _on_field(self, name: str) -> None:
        """Bring the record's part of the question into view in which somebody writes."""
        line = next((one for one in self.found.record if one.key and one.field == name), None)
        chosen = self.chosen
        if line is not None and (chosen is None or chosen.field != name):
            self.record.choose(line.key)

    # --- doing -----------------------------------------------------------------------------

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Keep what was written; `then` is called once it is."""
        if self._is_newer():
            self.keeping.save(then)

    def settle(self) -> None:
        """Take what is typed for kept: it was kept or signed."""
        self.is_begun = False
        self.fields.settle()
        self.drafts.put(self.found, None)
        self._on_edited()

    def _on_begin(self) -> None:
        """Write on from the words of a signed page, which stands as it is."""
        if self.found.is_signed:
            self.is_begun = True
            self.fields.release()
            self._on_edited()
            self._on_line()

    def _on_sign(self) -> None:
        if self._sign.isEnabled():
            self.keeping.ask_signature()

    def _on_use(self) -> None:
        """Put the chosen line of the record into the field that was written in last."""
        line = self.chosen
        if line is not None and not line.is_empty:
            self.links[line.words] = line.event_ids
            self.fields.put(line.words)

    def _on_open(self) -> None:
        """Go to the entry behind the chosen line; to the first of several."""
        line = self.chosen
        if line is not None and line.event_ids:
            self.desk.go("chronology", line.event_ids[0])

    def _on_mark(self) -> None:
        line = self.chosen
        if line is not None and line.event_ids:
            self.desk.go("timeline", mark=line.event_ids)

    def _on_research(self) -> None:
        from ui.dialogs.research_notes import ResearchDialog

        is_signed = self.found.is_signed and not self.is_begun
        on_use = self.fields.put if self.fields.fields and not is_signed else None
        ResearchDialog(self, self.desk, self.found.child_id, on_use).open()


def _shown(line: RecordLine) -> ImpactLine:
    if not line.key:
        return heading(line.words)
    look = "gap" if line.is_empty else "entry"
    words = line.words[:1].upper() + line.words[1:]
    return ImpactLine(line.key, "", words, line.text, look=look)
