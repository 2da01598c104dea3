"""Keeps and signs what is written on an assessment page: each wish becomes one step of the book.

The screen says when; what typed words mean is read in `presenters.assessing_words`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from chronology_app.analysis.four_questions import QUESTIONS
from chronology_app.errors import BadValueError
from chronology_app.model import FourQuestions, WorriesPage
from ui.dialogs.dialog import FormDialog
from ui.presenters.assessing import QUESTIONS_PAGE, REFERRAL, REFERRAL_KIND, WORRIES
from ui.presenters.assessing_words import four_questions, worries_page
from ui.widgets.form import Field
from ui.words import say

if TYPE_CHECKING:
    from ui.views.assessing import AssessingScreen

_Command = Callable[[Any, str], object]


class Keeping:
    """Has the words of a screen kept or signed."""

    def __init__(self, screen: AssessingScreen) -> None:
        self._screen = screen

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Keep what was written; `then` is called once it is."""
        screen = self._screen
        try:
            command = self._command()
        except BadValueError as problem:
            screen.desk.show_error(problem)
            return

        def done(_: object) -> None:
            screen.settle()
            screen.desk.tell(say("assessing.kept"))
            if then is not None:
                then()

        if command is not None:
            screen.desk.change(screen, command, done)

    def _command(self) -> _Command | None:
        """Return what keeps the page; None: it is only signed. Errors: BadValueError."""
        screen = self._screen
        if screen.found.page == QUESTIONS_PAGE:
            page = self._questions()
            return lambda book, case_id: book.set_four_questions(case_id, page)
        if screen.found.page != WORRIES:
            return None
        kept = screen.found.kept if isinstance(screen.found.kept, WorriesPage) else None
        worries = worries_page(
            kept, screen.found.child_id, screen.fields.words(), screen.fields.chosen_pictures(),
            screen.links, screen.desk.by, date.today(),
        )  # fmt: skip
        return lambda book, case_id: book.set_worries_page(case_id, worries)

    def _questions(self) -> FourQuestions:
        screen = self._screen
        kept = screen.found.kept if isinstance(screen.found.kept, FourQuestions) else None
        held = None if screen.is_begun else kept
        words = screen.fields.words()
        return four_questions(held, screen.found.child_id, words, screen.links, date.today())

    # --- signing ---------------------------------------------------------------------------

    def ask_signature(self) -> None:
        """Ask whose signature it is, and sign."""
        fields = (
            Field("signed_by", "assessing.signed_by", is_needed=True),
            Field("post", "assessing.post"),
        )
        FormDialog(
            self._screen, say("assessing.sign"), say("assessing.sign"), fields, self._sign,
            intro=say("assessing.sign.intro"), values={"signed_by": self._screen.desk.by},
        ).open()  # fmt: skip

    def _sign(self, dialog: FormDialog, given: dict[str, Any]) -> None:
        screen = self._screen
        is_referral = screen.found.page == REFERRAL
        command = self._signed_referral(given) if is_referral else self._signed_page(given)

        def done(_: object) -> None:
            screen.settle()
            dialog.accept()
            screen.desk.tell(say("assessing.signed_now"))

        screen.desk.change(dialog, command, done, dialog.show_problem)

    def _signed_page(self, given: dict[str, Any]) -> _Command:
        page = self._questions()

        def command(book: Any, case_id: str) -> object:
            if len(page.answers) < len(QUESTIONS):
                # Before anything is kept: what was typed stays in the fields.
                raise BadValueError("error.page_unanswered")
            with book.together():
                book.set_four_questions(case_id, page)
                return book.sign_four_questions(case_id, page.id, **given)

        return command

    def _signed_referral(self, given: dict[str, Any]) -> _Command:
        words = {name: said for name, said in self._screen.fields.words().items() if said.strip()}

        def command(book: Any, case_id: str) -> object:
            with book.together():
                return [
                    book.sign_referral_words(case_id, REFERRAL_KIND[name], said, **given)
                    for name, said in words.items()
                ]

        return command
