"""The tab of phrases: lists on the left, a list's phrases on the right, the draft and its trial.

What stands in them is said by `presenters.lexicon`; the trial's findings by `lexicon_trial`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from chronology_app.model import SettingsRow
from chronology_app.reading.phrases import Phrase
from ui.background import Job
from ui.desk import Desk
from ui.dialogs.dialog import Sure
from ui.dialogs.phrase import PhraseDialog
from ui.models.lines import Line, LinesView
from ui.presenters import lexicon as presenter
from ui.presenters.lexicon import Draft, Shown, Words
from ui.presenters.lexicon_trial import Trial, run_read_again, run_trial, taken_words
from ui.theme.style import set_look, theme
from ui.views.lexicon_trial import TrialPanel
from ui.widgets.basics import button, label, let_clear
from ui.widgets.flow import flow
from ui.words import say


class WordsPage(QWidget):
    """Lists, phrases, and a draft of changes that is tried before it is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = Words()
        self.draft: Draft = {}
        self._job: Job | None = None
        self._wanted = ""
        self.lists = LinesView(say("lexicon.lists"))
        self.lists.chosen.connect(self._on_list)
        self.lists.opened.connect(self._go_to_phrases)
        self.phrases = LinesView(say("lexicon.phrases"))
        self.phrases.chosen.connect(lambda _: self._show_buttons())
        self.phrases.opened.connect(lambda _: self.on_change())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("lexicon.filter"))
        self.filter.setAccessibleName(say("lexicon.filter"))
        let_clear(self.filter)
        self.filter.textChanged.connect(lambda _: self._show_phrases())
        self.trial = TrialPanel(desk)
        self._make_buttons()
        self._lay_out()

    # --- making ------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.add_button = button(say("lexicon.add"), self.on_add, icon="plus")
        self.change_button = button(say("lexicon.change"), self.on_change, icon="pencil-line")
        self.switch_button = button(say("lexicon.switch_off"), self.on_switch, icon="ban")
        self.remove_button = button(say("lexicon.remove"), self.on_remove, icon="trash-2")
        self.try_button = button(say("lexicon.try"), self.on_try, icon="search")
        self.keep_button = button(say("lexicon.keep"), self.on_keep, "primary", "check")
        self.drop_button = button(say("lexicon.drop"), self.on_drop, icon="x")
        self.again_button = button(say("lexicon.read_again"), self.on_read_again, "quiet",
                                   "refresh-cw")  # fmt: skip

    def _lay_out(self) -> None:
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(16, 10, 16, 6)
        inside.setSpacing(theme.space("small"))
        self._title = label("", "heading", wraps=True)
        inside.addWidget(self._title)
        inside.addWidget(self.filter)
        inside.addWidget(self.phrases, 1)
        inside.addWidget(
            flow(self.add_button, self.change_button, self.switch_button, self.remove_button)
        )
        self._side = QStackedWidget()
        self._side.addWidget(right)
        self._side.addWidget(self.trial)
        self.trial.left.connect(self._show_list)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.lists)
        split.addWidget(self._side)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([320, 900])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(split, 1)
        layout.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        set_look(foot, "foot")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(16, 8, 16, 8)
        self._state = label("", "strong", wraps=True)
        inside.addWidget(self._state)
        inside.addWidget(
            flow(self.keep_button, self.try_button, self.drop_button, self.again_button)
        )
        return foot

    # --- showing -----------------------------------------------------------------------------

    def show_words(self, words: Words) -> None:
        """Show what the casebook says, with the draft that is kept in it."""
        self.words = words
        self.draft = words.draft
        self._forget_trial()
        self._show_all()

    def _on_list(self, _key: str) -> None:
        self._side.setCurrentIndex(0)
        self._show_phrases()

    def _show_list(self) -> None:
        """Go back from the trial to the phrases."""
        self._side.setCurrentIndex(0)
        self.phrases.setFocus()

    def _forget_trial(self) -> None:
        self.trial.clear()
        self._side.setCurrentIndex(0)

    def _go_to_phrases(self, _key: str) -> None:
        self.phrases.setFocus()

    def choose_list(self, name: str) -> None:
        """Go to a list, at the latest once the lists are there."""
        self._wanted = "" if self.lists.choose(name) else name

    def _show_all(self) -> None:
        lists = presenter.list_lines(self.words, self.draft)
        every = say("lexicon.count", count=sum(one.count for one in lists))
        lines = [Line(presenter.ALL, presenter.list_words(presenter.ALL), every)]
        heading = ""
        for one in lists:
            if one.heading != heading:
                heading = one.heading
                lines.append(Line("", say(f"lexicon.heading.{heading}")))
            counts = [say("lexicon.count", count=one.count)]
            if one.own:
                counts.append(say("lexicon.count_own", count=one.own))
            lines.append(Line(one.name, one.words, " · ".join(counts)))
        self.lists.set_lines(lines)
        self.choose_list(self._wanted or self.lists.key)
        self._show_phrases()
        count = len(self.draft)
        self._state.setText(say("lexicon.draft", count=count) if count else say("lexicon.no_draft"))
        for press in (self.keep_button, self.drop_button, self.try_button):
            press.setEnabled(bool(count))

    def _show_phrases(self) -> None:
        name = self.lists.key
        found = presenter.phrases_of(self.words, self.draft, name, self.filter.text())
        self._title.setText(presenter.list_words(name) if name else "")
        self._shown = {one.key: one for one in found}
        self.phrases.set_lines(
            [
                Line(one.key, one.phrase.words,
                     presenter.phrase_detail(one, with_list=name == presenter.ALL),
                     "check" if one.phrase.is_on else "ban", "should" if one.is_draft else "",
                     not one.phrase.is_on)
                for one in found
            ]
        )  # fmt: skip
        self._show_buttons()

    @property
    def chosen(self) -> Shown | None:
        """The phrase that is chosen."""
        return self._shown.get(self.phrases.key)

    def _show_buttons(self) -> None:
        one = self.chosen
        is_on = one is None or one.phrase.is_on
        self.switch_button.setText(say("lexicon.switch_off" if is_on else "lexicon.switch_on"))
        self.change_button.setEnabled(one is not None)
        self.switch_button.setEnabled(one is not None)
        self.remove_button.setEnabled(one is not None and _can_go(one))
        back = one is not None and one.is_shipped
        self.remove_button.setText(say("lexicon.as_shipped" if back else "lexicon.remove"))

    # --- the draft ---------------------------------------------------------------------------

    def _set_draft(self, draft: Draft, key: str = "") -> None:
        self.draft = draft
        self._desk.ask(
            self,
            lambda book, case_id: presenter.remember_draft(book, case_id, draft),
            lambda _: None,
        )
        self._forget_trial()
        self._show_all()
        if key:
            self.phrases.choose(key)

    def on_add(self) -> None:
        """Ask for a new phrase of the list."""

        def take(phrase: Phrase) -> None:
            self._set_draft(presenter.with_phrase(self.words, self.draft, phrase))
            self.lists.choose(phrase.group)
            self.phrases.choose(presenter.key_of(phrase))

        group = "" if self.lists.key == presenter.ALL else self.lists.key
        PhraseDialog(self, Phrase(group=group, words=""), take).open()

    def on_change(self) -> None:
        """Ask for what the phrase should be; of a shipped one only its strength changes."""
        if (one := self.chosen) is None:
            return

        def take(phrase: Phrase) -> None:
            draft = presenter.with_phrase(self.words, self.draft, phrase, one.key)
            self._set_draft(draft, presenter.key_of(phrase))

        PhraseDialog(
            self, one.phrase, take, is_new=False, is_shipped=one.is_shipped
        ).open()  # fmt: skip

    def on_switch(self) -> None:
        """Switch the phrase off, or on again."""
        if (one := self.chosen) is not None:
            self._set_draft(presenter.switched(self.words, self.draft, one), one.key)

    def on_remove(self) -> None:
        """Take the phrase away; a shipped one is as shipped again."""
        if (one := self.chosen) is not None and _can_go(one):
            self._set_draft(presenter.removed(self.words, self.draft, one.key), one.key)

    def on_drop(self) -> None:
        """Forget the draft."""
        if self.draft:
            self._set_draft({})

    # --- trying and keeping --------------------------------------------------------------------

    def on_try(self) -> None:
        """Read the case's files with the draft, and show what would change."""
        if not self.draft or self._job is not None:
            return
        before = self.words.rows
        after = presenter.rows_with(self.words, self.draft, self._desk.case_id)
        draft = self.draft
        self.trial.wait()
        self._side.setCurrentIndex(1)

        def done(trial: Trial) -> None:
            self._job = None
            if self.draft is draft:
                self.trial.show_trial(trial)

        self._job = self._desk.start_job(
            say("lexicon.job.try"),
            lambda job, book, case_id: run_trial(job, book, case_id, before, after),
            done, self._on_job_failed, self,
        )  # fmt: skip

    def _on_job_failed(self, problem: BaseException) -> None:
        self._job = None
        self._forget_trial()
        self._desk.show_error(problem)

    def on_keep(self) -> None:
        """Keep the draft as one step, and offer to read the files again."""
        if not self.draft:
            return
        words, draft = self.words, self.draft
        self._desk.change(
            self,
            lambda book, case_id: presenter.keep_draft(book, case_id, words, draft),
            lambda _: self._offer(words.rows),
        )

    def _offer(self, earlier: tuple[SettingsRow, ...]) -> None:
        self._desk.tell(say("lexicon.kept"))
        Sure(
            self, say("lexicon.read_again"), say("lexicon.read_again.text"),
            say("lexicon.read_again.yes"), lambda: self._read_again(earlier),
        ).open()  # fmt: skip

    def on_read_again(self) -> None:
        """Read the case's files again by what holds now."""
        Sure(
            self, say("lexicon.read_again"), say("lexicon.read_again.all"),
            say("lexicon.read_again.yes"), lambda: self._read_again(None),
        ).open()  # fmt: skip

    def _read_again(self, earlier: tuple[SettingsRow, ...] | None) -> None:
        if self._job is not None or self._desk.book is None:
            return
        tell_changed = self._desk.book.tell_changed

        def done(found) -> None:  # type: ignore[no-untyped-def]
            self._job = None
            taken, changed = found
            if changed is not None:
                tell_changed(changed)
            self._desk.tell(taken_words(taken))

        self._job = self._desk.start_job(
            say("lexicon.job.read"),
            lambda job, book, case_id: run_read_again(job, book, case_id, earlier),
            done, self._on_job_failed, self,
        )  # fmt: skip


def _can_go(one: Shown) -> bool:
    """Say whether there is something of the casebook's own to take away."""
    return one.is_draft or (one.own is not None and one.own.is_here)
