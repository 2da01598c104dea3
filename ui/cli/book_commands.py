"""Commands on the casebook itself: make, keys, history, undo, search, verify, backup."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chronology_app.casefile import Casebook, Changed
from chronology_app.errors import ExitCode, UnknownRecordError, WrongUseError
from chronology_app.history import history_lines
from chronology_app.model import Case, Event, Passage, Record
from chronology_app.model.serial import to_plain
from chronology_app.model.view import CaseView
from chronology_app.store.backup import restore as restore_book
from ui.cli import arguments as given
from ui.cli.output import Output
from ui.cli.passphrase import first_line

#: Shorter passphrases are taken, with a word of advice.
_ADVISED_LENGTH = 12


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Casebook]:
    """Open the casebook that the arguments name, and close it in the end. Errors: StoreError."""
    path, by = Path(arguments.book), given.who(arguments)
    if arguments.recovery_file:
        secret = first_line(Path(arguments.recovery_file))
    else:
        secret = arguments.passphrases.current()
    with Casebook.open(path, secret, by=by) as book:
        yield book


def case_of(book: Casebook, reference: str) -> Case:
    """Return a case by its reference. Errors: UnknownRecordError."""
    found = book.queries.find_case(reference)
    if found is None:
        raise UnknownRecordError("cli.unknown_case", ref=reference)
    return found


def only_case(book: Casebook, arguments: argparse.Namespace) -> Case:
    """Return the case that was named, or the only one there is. Errors: WrongUseError."""
    if arguments.case:
        return case_of(book, arguments.case)
    cases = book.queries.cases()
    if len(cases) != 1:
        raise WrongUseError("cli.which_case", count=len(cases))
    return cases[0]


def new(arguments: argparse.Namespace, output: Output) -> int:
    """Make a casebook."""
    path = Path(arguments.book)
    passphrase = arguments.passphrases.first()
    with Casebook.create(path, passphrase, by=given.who(arguments)) as book:
        files = {"book": str(book.path), "keys": f"{book.path}.keys"}
        output.record("casebook", files)
        output.tell("cli.made_book", **files)
    if len(passphrase) < _ADVISED_LENGTH:
        output.tell("cli.short_passphrase")
    return ExitCode.DONE


def change_passphrase(arguments: argparse.Namespace, output: Output) -> int:
    """Change the passphrase; the data stays as it is."""
    with opened(arguments) as book:
        book.change_passphrase(arguments.passphrases.new(arguments.new_passphrase_file))
        output.record("passphrase", {"book": str(book.path), "changed": True})
        output.tell("cli.passphrase_changed", book=book.path)
    return ExitCode.DONE


def recovery_code(arguments: argparse.Namespace, output: Output) -> int:
    """Print the recovery code."""
    with opened(arguments) as book:
        code = book.recovery_code()
    output.record("recovery_code", {"code": code}, code)
    output.tell("cli.recovery_note")
    return ExitCode.DONE


def history(arguments: argparse.Namespace, output: Output) -> int:
    """Print who did what, and when."""
    with opened(arguments) as book:
        # Without a case it is the casebook's own log: made, opened, passphrases, cases.
        case_id = case_of(book, arguments.case).id if arguments.case else ""
        for line in history_lines(book.queries.history(case_id)):
            shown = f"{line.number}  {line.at:%Y-%m-%d %H:%M}  {line.by}  {line.sentence}"
            output.record("history", to_plain(line), shown)
        head = book.queries.head(case_id)
        output.record("head", {"head": head}, head)
    return ExitCode.DONE


def undo(arguments: argparse.Namespace, output: Output) -> int:
    """Undo the acting person's last step."""
    with opened(arguments) as book:
        case_id = only_case(book, arguments).id
        _tell_step(book, book.undo(case_id), "undone", output)
    return ExitCode.DONE


def redo(arguments: argparse.Namespace, output: Output) -> int:
    """Do again what the acting person undid last."""
    with opened(arguments) as book:
        case_id = only_case(book, arguments).id
        _tell_step(book, book.redo(case_id), "redone", output)
    return ExitCode.DONE


def _tell_step(book: Casebook, changed: Changed, record: str, output: Output) -> None:
    words = history_lines(book.queries.history(changed.case_id))[-1].sentence
    fields = {"number": changed.number, "touched": len(changed.touched), "sentence": words}
    output.record(record, fields)
    output.tell("cli.step_done", words=words, count=len(changed.touched))


def search(arguments: argparse.Namespace, output: Output) -> int:
    """Find words in sources and events."""
    with opened(arguments) as book:
        case_id = case_of(book, arguments.case).id if arguments.case else None
        cases = {case.id: case.reference for case in book.queries.cases()}
        cited = _CitedPlaces(book)
        for hit in book.queries.search(arguments.query, case_id):
            file, place = (hit.source.file_name if hit.source else ""), _place(hit.record)
            if isinstance(hit.record, Event):
                file, place = cited.first(hit.record)
            fields = {
                "id": hit.record.id,
                "found": hit.table,
                "case": cases[hit.case_id],
                "file": file,
                "locator": place,
                "text": hit.text,
            }
            output.record("hit", fields, f"{file}  {hit.text}")
    return ExitCode.DONE


class _CitedPlaces:
    """Finds where the words of an event stand; reads a case only when an event of it is hit."""

    def __init__(self, book: Casebook) -> None:
        self._book = book
        self._views: dict[str, CaseView] = {}

    def first(self, event: Event) -> tuple[str, dict[str, Any]]:
        """Return the file and place of an event's first citation."""
        if event.case_id not in self._views:
            self._views[event.case_id] = self._book.queries.view(event.case_id)
        view = self._views[event.case_id]
        for account in view.accounts.get(event.id, ()):
            for citation in view.citations.get(account.id, ()):
                passage = view.passage(citation.passage_id)
                return view.source(passage.source_id).file_name, _place(passage)
        return "", {}


def _place(record: Record) -> dict[str, Any]:
    if not isinstance(record, Passage):
        return {}
    return {k: v for k, v in to_plain(record.locator).items() if v is not None}


def verify(arguments: argparse.Namespace, output: Output) -> int:
    """Check everything that can be checked."""
    with opened(arguments) as book:
        report = book.verify(arguments.head)
    for problem in report.problems:
        words = problem.sentence()
        output.record("problem", {"code": problem.message_id, "sentence": words}, words)
    fields = {"ok": report.fine, "problems": len(report.problems), "counts": dict(report.counts)}
    output.record("verified", {**fields, "heads": dict(report.heads)})
    if not report.fine:
        output.tell("cli.verify_failed", count=len(report.problems))
        return ExitCode.REFUSED
    output.tell("cli.verified", count=sum(report.counts.values()))
    for head in report.heads.values():
        output.tell("cli.head", head=head)
    return ExitCode.DONE


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Copy the casebook and its keys into one file."""
    with opened(arguments) as book:
        made = book.backup(Path(arguments.out))
    output.record("backup", to_plain(made))
    output.tell("cli.backed_up", file=arguments.out)
    return ExitCode.DONE


def restore(arguments: argparse.Namespace, output: Output) -> int:
    """Make a casebook from a backup, or only say what it holds."""
    path = Path(arguments.out)
    found = restore_book(Path(arguments.backup), path, preview=arguments.preview)
    output.record("restore", {**to_plain(found), "preview": arguments.preview})
    if arguments.preview:
        output.tell("cli.preview", made=f"{found.made_at:%d/%m/%Y %H:%M}", head=found.head)
    else:
        output.tell("cli.restored", book=path, keys=f"{path}.keys")
    return ExitCode.DONE
