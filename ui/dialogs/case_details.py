"""Makes a case in the open casebook, and changes what it is called and where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chronology_app.model import Case
from ui.dialogs.dialog import FormDialog
from ui.presenters.overview import load_cases
from ui.widgets.form import Field
from ui.words import say

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def _fields() -> tuple[Field, ...]:
    countries = [(code, say(f"case.country.{code}")) for code in ("england", "wales")]
    return (
        Field("reference", "case.reference", help_id="case.reference.help", is_needed=True),
        Field("title", "case.title", help_id="case.title.help"),
        Field("country", "case.country", "choice", choices=countries),
        Field("authority", "case.authority"),
        Field("first_involved", "case.first_involved", "date"),
    )


def make_case(window: MainWindow) -> None:
    """Ask for a new case's reference and name, make it and show it."""

    def make(dialog: FormDialog, given: dict[str, Any]) -> None:
        case = Case(**_read(given))
        _store(window, dialog, replace(case, case_id=case.id), is_new=True)

    FormDialog(
        window, say("case.new.title"), say("case.make"), _fields(), make, intro=say("case.intro")
    ).open()


def change_case(window: MainWindow) -> None:
    """Change what the case is called and where it is."""
    case = window.desk.case
    assert case is not None
    values = {
        name: getattr(case, name)
        for name in ("reference", "title", "country", "authority", "first_involved")
    }

    def change(dialog: FormDialog, given: dict[str, Any]) -> None:
        _store(window, dialog, replace(case, **_read(given)), is_new=False)

    FormDialog(
        window, say("case.change.title"), say("shell.save"), _fields(), change, values=values
    ).open()


def _read(given: dict[str, Any]) -> dict[str, Any]:
    return {k: v.strip() if isinstance(v, str) else v for k, v in given.items()}


def _store(window: MainWindow, dialog: FormDialog, case: Case, *, is_new: bool) -> None:
    book = window.desk.book
    assert book is not None
    dialog.set_busy(True)

    def done(_: object) -> None:
        dialog.accept()
        book.ask(window, load_cases, show, window.show_error)

    def show(cases: tuple[Case, ...]) -> None:
        now = next(one for one in cases if one.id == case.id)
        window.desk.set_case(now)
        window.show_cases(cases)

    book.change(
        dialog,
        lambda one: one.add_case(case) if is_new else one.change_case(case),
        done,
        dialog.show_problem,
    )
