"""Commands on a case: its people, files, entries, suggestions, events and figures."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from chronology_app.analysis.cumulative import CumulativeRow, build_cumulative
from chronology_app.analysis.measure_words import measure_words, whose_words, without_words
from chronology_app.analysis.told_twice import without_apart
from chronology_app.casefile import Casebook
from chronology_app.errors import ExitCode, WrongUseError
from chronology_app.model import Case, Finding, Person
from chronology_app.model.codes import ImportOutcome, SuggestionStatus
from chronology_app.model.serial import to_plain
from chronology_app.reading.duplicates import link_duplicates
from chronology_app.reading.lines import suggestion_line
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words
from ui import errors
from ui.cli import arguments as given
from ui.cli.book_commands import case_of, opened
from ui.cli.output import Output
from ui.cli.values import day
from ui.jobs.court_wording import Proposer
from ui.jobs.entry_file import build_entry
from ui.jobs.importing import FileReport
from ui.jobs.importing import import_files as import_job
from ui.jobs.json_lines import read_json, read_lines
from ui.jobs.lines import event_line, source_line
from ui.jobs.loading import LoadFiles, load_files
from ui.jobs.not_proposed import not_proposed_lines
from ui.jobs.people_file import PeopleFile, read_people
from ui.jobs.reading import ReadBy
from ui.jobs.reviewing import with_whole_ids
from ui.jobs.stopping import Stopper, stop_on_signals


def case(arguments: argparse.Namespace, output: Output) -> int:
    """Make or update a case and its people."""
    people = read_people(Path(arguments.people)) if arguments.people else PeopleFile((), (), ())
    with opened(arguments) as book:
        found, made = _case(book, arguments)
        if people.people:
            book.set_people(found.id, people.people, people.parentage, people.protected)
        count = len(book.queries.records(Person, found.id))
    output.record("case", {"id": found.id, "ref": found.reference, "people": count})
    message_id = "cli.case_made" if made else "cli.case_changed"
    output.tell(message_id, ref=found.reference, count=count)
    return ExitCode.DONE


def _case(book: Casebook, arguments: argparse.Namespace) -> tuple[Case, bool]:
    wished = {
        name: getattr(arguments, name)
        for name in ("title", "authority", "country")
        if getattr(arguments, name) is not None
    }
    found = book.queries.find_case(arguments.ref)
    if found is None:
        made = Case(reference=arguments.ref, **wished)
        book.add_case(made)
        return made, True
    if any(getattr(found, name) != value for name, value in wished.items()):
        book.change_case(replace(found, **wished))
    return found, False


def import_files(arguments: argparse.Namespace, output: Output) -> int:
    """Import files; each is kept whole or refused with a reason."""
    wishes = given.import_wishes(arguments)
    files = [Path(name) for name in arguments.files]

    def progress(number: int, count: int, name: str) -> None:
        output.progress("cli.reading", number=number, count=count, file=name)

    outcomes: Counter[ImportOutcome] = Counter()
    with opened(arguments) as book, stop_on_signals(Stopper()) as stopper:
        found = case_of(book, arguments.case)
        for report in import_job(
            book, found.id, files, lambda file: wishes, stopper=stopper, progress=progress
        ):
            outcomes[report.outcome] += 1
            _show_file(report, output)
        stopped = stopper.asked
    output.tell(
        "cli.imported",
        done=outcomes[ImportOutcome.IMPORTED] + outcomes[ImportOutcome.WITH_PROBLEMS],
        there=outcomes[ImportOutcome.ALREADY_THERE],
        refused=outcomes[ImportOutcome.REFUSED],
    )
    if stopped:
        output.tell("cli.import_stopped")
    bad = outcomes[ImportOutcome.WITH_PROBLEMS] + outcomes[ImportOutcome.REFUSED]
    return ExitCode.PROBLEMS if bad or stopped else ExitCode.DONE


def _show_file(report: FileReport, output: Output) -> None:
    shown = report.sentence
    if report.outcome in (ImportOutcome.IMPORTED, ImportOutcome.WITH_PROBLEMS):
        shown = say(
            "cli.file_read",
            file=report.file,
            passages=report.passages,
            suggestions=report.suggestions,
            left_out=report.not_proposed,
        )
    output.record("file", to_plain(report), shown)
    if not output.as_json:
        for words in report.problems:
            output.record("problem", {}, f"  {words}")


def add(arguments: argparse.Namespace, output: Output) -> int:
    """Add an entry typed by hand."""
    row = read_json(Path(arguments.entry))
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        names = [person.name for person in book.queries.records(Person, found.id)]
        entry = build_entry(row, names, Path(arguments.entry).name)
        changed = book.add_entry(found.id, entry)
    ids = {touched.table: touched.id for touched in changed.touched}
    fields = {"source_id": ids.get("source"), "event_id": ids.get("event")}
    output.record("entry", fields)
    output.tell("cli.added", author=entry.author)
    return ExitCode.DONE


def suggestions(arguments: argparse.Namespace, output: Output) -> int:
    """Print what waits for a person's decision, or what was read and not put forward."""
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        if arguments.not_proposed:
            return _show_not_proposed(book, found.id, output)
        sources = {s.id: s for s in book.queries.sources(found.id)}
        people = book.queries.records(Person, found.id)
        proposer = Proposer(people, ReadBy(book.queries.settings_rows(found.id)))
        waiting = book.queries.suggestions(found.id, SuggestionStatus.WAITING)
        decisions = book.queries.records(Finding, found.id)
    for suggestion in without_apart(link_duplicates(waiting), decisions):
        source = sources.get(suggestion.source_id)
        name, maker = (source.name, source.maker) if source else ("", "")
        fields = suggestion_line(suggestion, name, proposer.of(suggestion, maker))
        fields.pop("record", None)
        output.record("suggestion", fields, given.suggestion_text(suggestion))
    return ExitCode.DONE


def _show_not_proposed(book: Casebook, case_id: str, output: Output) -> int:
    for line in not_proposed_lines(book, case_id):
        why = ", ".join(reason["rule"] for reason in line["reasons"])
        output.record("not_proposed", line, f"{line['file']}  [{why}]  {line['quote']}")
    return ExitCode.DONE


def events(arguments: argparse.Namespace, output: Output) -> int:
    """Print the events that stand, in order."""
    with opened(arguments) as book:
        view = book.queries.view(case_of(book, arguments.case).id)
    for event in view.events:
        when = date_words(event.date) if event.date else say("cli.undated")
        output.record("event", event_line(view, event), f"{when}  {event.fact}")
    return ExitCode.DONE


def sources(arguments: argparse.Namespace, output: Output) -> int:
    """Print the files and entries of a case."""
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        suggested = Counter(s.source_id for s in book.queries.suggestions(found.id, None))
        for source in book.queries.sources(found.id):
            passages = len(book.queries.passages(found.id, source.id))
            fields = source_line(source, passages, suggested[source.id])
            shown = f"{source.citation_title}  ({source.name or source.kind}, {passages})"
            output.record("source", fields, shown)
    return ExitCode.DONE


def review(arguments: argparse.Namespace, output: Output) -> int:
    """Apply a person's decisions."""
    if bool(arguments.accept_all) == bool(arguments.decisions):
        raise WrongUseError("cli.review_what")
    rows = read_lines(Path(arguments.decisions)) if arguments.decisions else []
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        if arguments.accept_all:
            return _accept_all(book, found.id, output)
        return _decide(book, found.id, with_whole_ids(book, found.id, rows), output)


def _accept_all(book: Casebook, case_id: str, output: Output) -> int:
    count = len(book.queries.suggestions(case_id))
    book.accept_all(case_id)
    output.record("accepted_unread", {"count": count})
    output.tell("cli.accepted_unread", count=count)
    return ExitCode.DONE


def _decide(book: Casebook, case_id: str, rows: list[dict[str, Any]], output: Output) -> int:
    failed = 0
    for row, made in zip(rows, book.decide(case_id, rows, bulk=True), strict=True):
        words = "" if made.error is None else errors.sentence(made.error)
        fields = {
            "number": made.position + 1,
            "id": made.suggestion_id or row.get("id"),
            "do": row.get("do"),
            "done": made.error is None,
            "event_id": made.event_id,
            "sentence": words,
        }
        output.record("decision", fields, f"{made.position + 1}: {words}" if words else "")
        failed += made.error is not None
    output.tell("cli.reviewed", count=len(rows) - failed)
    return ExitCode.PROBLEMS if failed else ExitCode.DONE


def cumulative(arguments: argparse.Namespace, output: Output) -> int:
    """Print figures that anyone can recount: each with the events it rests on."""
    with opened(arguments) as book:
        view = book.queries.view(case_of(book, arguments.case).id)
    as_of = day(arguments.as_of) if arguments.as_of else date.today()
    since = day(arguments.since) if arguments.since else None
    without = [code.strip() for code in (arguments.without or "").split(",") if code.strip()]
    # Nothing that is kept back counts: a legal meeting must not show through a figure.
    rows = build_cumulative(view, as_of, view.ordinary, without=without, since=since)
    for row in rows:
        asked = {"as_of": as_of.isoformat(), "since": since.isoformat() if since else None}
        output.record("figure", {**to_plain(row), **asked}, _shown(row))
    return ExitCode.DONE


def _shown(row: CumulativeRow) -> str:
    parts = (whose_words(row), label("type", row.type), _measure(row), without_words(row))
    return "  ".join(part for part in parts if part)


def _measure(row: CumulativeRow) -> str:
    words = measure_words(row.measure)
    if row.earliest and row.latest:
        days = sorted({row.earliest.isoformat(), row.latest.isoformat()})
        return f"{words}: {' - '.join(days)}"
    sure, most = (
        f"{n:.1%}" if row.measure == "share_of_life" else f"{n:g}"
        for n in (row.at_least, row.at_most)
    )
    return f"{words}: {sure}" if sure == most else f"{words}: {sure} - {most}"


def load(arguments: argparse.Namespace, output: Output) -> int:
    """Load records with their own ids."""
    files = LoadFiles(
        *(
            Path(name) if (name := getattr(arguments, kind)) else None
            for kind in ("events", "plan", "scores", "analyses")
        )
    )
    if files == LoadFiles():
        raise WrongUseError("cli.load_what")
    with opened(arguments) as book:
        loaded = load_files(book, case_of(book, arguments.case).id, files)
    for words in loaded.problems:
        output.record("problem", {"sentence": words}, words)
    output.record("loaded", {"count": loaded.count, "problems": len(loaded.problems)})
    output.tell("cli.loaded", count=loaded.count)
    return ExitCode.PROBLEMS if loaded.problems else ExitCode.DONE
