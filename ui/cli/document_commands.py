"""Commands that let something leave the casebook: export, and the decisions that allow it."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from chronology_app.documents.gate import Stop
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.errors import ExitCode, ExportRefusedError, UnknownRecordError
from chronology_app.model import Release
from chronology_app.wording import say
from ui.cli.book_commands import case_of, opened
from ui.cli.output import Output
from ui.cli.values import day
from ui.jobs.documents import export as export_job

#: Who reads a kind of document when nobody says so: the strictest reader that it can have.
_USUAL_READER = {"data": LOCAL_AUTHORITY, "workbook": LOCAL_AUTHORITY}


def export(arguments: argparse.Namespace, output: Output) -> int:
    """Write a document or figure."""
    options = _options(arguments)
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        try:
            report = export_job(
                book, found.id, arguments.kind, options, Path(arguments.out), arguments.at
            )
        except ExportRefusedError as refused:
            return _show_stops(refused, output)
    fields = {
        "kind": report.kind,
        "file": str(report.file),
        "sha256": report.sha256,
        "size_bytes": report.size_bytes,
        "rows": report.rows,
        "kept_back": report.kept_back,
        "unread": report.unread,
        "head": report.head,
        "further": [str(page.file) for page in report.further],
    }
    output.record("document", fields)
    output.tell("cli.written", file=report.file)
    if report.further:
        names = ", ".join(page.file.name for page in report.further)
        output.tell("figures.further", count=len(report.further), files=names)
    if report.kept_back:
        output.tell("cli.kept_back", count=report.kept_back)
    if report.unread:
        output.tell("gate.left_unread", count=report.unread)
    return ExitCode.DONE


def _options(arguments: argparse.Namespace) -> ExportOptions:
    def asked(name: str) -> date | None:
        value = getattr(arguments, name)
        return day(value) if value else None

    columns = (arguments.columns or "").split(",")
    return ExportOptions(
        today=date.today(),
        as_of=asked("as_of"),
        child=arguments.child,
        concern_type=arguments.type or "",
        plan=arguments.plan or "",
        date_from=asked("from"),
        date_to=asked("to"),
        profile=getattr(arguments, "for") or _USUAL_READER.get(arguments.kind, COURT),
        columns=tuple(column.strip() for column in columns if column.strip()),
        language=arguments.lang,
        page_size=arguments.page,
        withhold=arguments.protected == "withhold",
    )


def _show_stops(refused: ExportRefusedError, output: Output) -> int:
    output.tell("cli.gate", count=len(refused.stops))
    for stop in refused.stops:
        assert isinstance(stop, Stop)
        words = say(stop.message_id, **stop.params)
        fields = {"record_id": stop.record_id, "detail_id": stop.detail_id, "sentence": words}
        output.record("stop", fields)
        output.sentence(f"  {words}")
        if stop.detail_id or stop.record_id:
            output.tell("cli.gate_id", id=stop.detail_id or stop.record_id)
    output.tell("cli.gate_what")
    return ExitCode.REFUSED


def release(arguments: argparse.Namespace, output: Output) -> int:
    """Record a named person's decision that a classed or protected record may go to somebody."""
    profile = getattr(arguments, "for")
    with opened(arguments) as book:
        found = case_of(book, arguments.case)
        if arguments.record not in book.queries.view(found.id).by_id:
            raise UnknownRecordError("error.unknown_record", value=arguments.record)
        decision = Release(
            case_id=found.id,
            record_id=arguments.record,
            profile=profile,
            decided_by=book.by,
            decided_at=datetime.now(UTC),
            reason=arguments.reason,
        )
        book.add_records(found.id, [decision], command="release")
    output.record("release", {"id": decision.id, "record_id": arguments.record, "for": profile})
    output.tell("cli.released", by=decision.decided_by, profile=profile)
    return ExitCode.DONE
