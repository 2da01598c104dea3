"""Asks for one phrase: its list, words, strength and example; says at once whether it is found.

What can be read is for `reading.phrases`; what is kept is the screen's draft.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from chronology_app.errors import BadValueError
from chronology_app.reading.phrases import Phrase
from ui.dialogs.dialog import Dialog
from ui.presenters.lexicon import list_choices, strength_choices, tried_words
from ui.widgets.basics import Banner
from ui.widgets.form import Field, Form
from ui.words import say


def _fields(*, is_shipped: bool) -> tuple[Field, ...]:
    where = Field("group", "lexicon.field.list", "choice", choices=tuple(list_choices()))
    words = Field("words", "lexicon.field.words", "line", "lexicon.field.words.help",
                  is_needed=True)  # fmt: skip
    rest = (
        Field("strength", "lexicon.field.how_strong", "choice", "lexicon.field.how_strong.help",
              choices=tuple(strength_choices())),
        Field("example", "lexicon.field.example", "line", "lexicon.field.example.help"),
        Field("everywhere", "lexicon.field.everywhere", "check"),
    )  # fmt: skip
    return rest if is_shipped else (where, words, *rest)


class PhraseDialog(Dialog):
    """One phrase. `on_phrase` takes it, or raises BadValueError with what is wrong."""

    asks_before_loss = True

    def __init__(
        self,
        parent: QWidget,
        phrase: Phrase,
        on_phrase: Callable[[Phrase], object],
        *,
        is_new: bool = True,
        is_shipped: bool = False,
    ) -> None:
        title = say("lexicon.add" if is_new else "lexicon.change")
        intro = say("lexicon.change_shipped", words=phrase.words) if is_shipped else ""
        super().__init__(parent, title, say("lexicon.to_draft"), intro)
        self._phrase, self._on_phrase = phrase, on_phrase
        is_welsh = phrase.group.startswith("cy.")
        self.form = Form(
            _fields(is_shipped=is_shipped),
            {
                "group": phrase.group.removeprefix("cy."), "words": phrase.words,
                "strength": phrase.strength, "example": phrase.example,
                "everywhere": phrase.everywhere,
            },
        )  # fmt: skip
        self._prefix = "cy." if is_welsh else ""
        self.form.changed.connect(lambda _: self._try())
        self.tried = Banner(closable=False)
        self.body.addWidget(self.form)
        self.body.addWidget(self.tried)
        self.body.addStretch(1)
        self._try()
        self.fit()
        (self.form.widgets.get("words") or self.form.widgets["strength"]).setFocus()

    def _values(self) -> dict[str, Any]:
        return {"words": self._phrase.words, **self.form.values()}

    def _try(self) -> None:
        given = self._values()
        if not given["words"].strip():
            self.tried.show_message("know", say("lexicon.try.type"))
            return
        self.tried.show_message(*tried_words(given["words"], given["example"]))

    def on_accept(self) -> None:
        """Hand the phrase over, or say what is wrong with it."""
        if not self.form.check_needed():
            return
        given = self._values()
        group = self._prefix + given["group"] if "group" in given else self._phrase.group
        phrase = Phrase(
            group=group, words=given["words"], strength=given["strength"],
            example=given["example"], everywhere=given["everywhere"], is_on=self._phrase.is_on,
        )  # fmt: skip
        try:
            self._on_phrase(phrase)
        except BadValueError as problem:
            self.show_problem(problem)
        else:
            self.accept()
