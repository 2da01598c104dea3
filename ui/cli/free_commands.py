"""Commands that need no casebook: demo, read, dates."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from chronology_app.errors import BadValueError, ExitCode
from chronology_app.model.serial import to_plain
from chronology_app.reading.dates import find_dates
from chronology_app.reading.duplicates import link_duplicates
from chronology_app.reading.lines import suggestion_line
from importers.files import read_bytes
from ui.cli import arguments as given
from ui.cli.output import Output
from ui.jobs import demo as demo_job
from ui.jobs.free_reading import FileReading, read_files
from ui.jobs.people_file import read_people


def dates(arguments: argparse.Namespace, output: Output) -> int:
    """Print the date mentions of a text file, a paragraph a line."""
    data = read_bytes(Path(arguments.file))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadValueError("cli.not_utf8", file=Path(arguments.file).name) from cause
    reference = _reference(arguments.reference_date)
    # Only "\n" ends a line: other separators are characters of the paragraph.
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    for mention in find_dates(lines, reference_date=reference):
        fields = {
            "line": mention.line,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "edtf": mention.edtf,
            "modifier": mention.modifier,
            "kind": mention.kind,
            "anchor_line": mention.anchor_line,
            "rule": mention.rule,
            "doubts": list(mention.doubts),
            "alternatives": list(mention.alternatives),
        }
        shown = f"{mention.line}:{mention.start}  {mention.text}  =  {mention.edtf}"
        output.record("date", fields, shown)
    return ExitCode.DONE


def _reference(value: str | None) -> date | None:
    return given.day(value) if value else None


def read(arguments: argparse.Namespace, output: Output) -> int:
    """Print passages and suggestions of files; nothing is stored."""
    people = read_people(Path(arguments.people)).people if arguments.people else ()
    readings: list[FileReading] = []
    failed = False
    options = given.import_wishes(arguments)
    for number, name in enumerate(arguments.files, 1):
        output.progress(
            "cli.reading", number=number, count=len(arguments.files), file=Path(name).name
        )
        for reading in read_files(Path(name), people, options):
            failed |= _show_problems(reading, output)
            readings.append(reading)
    _show_suggestions(readings, output)
    return ExitCode.PROBLEMS if failed else ExitCode.DONE


def _show_problems(reading: FileReading, output: Output) -> bool:
    for passage in reading.passages:
        fields = {"file": reading.file, **to_plain(passage)}
        output.record("passage", fields)
    for problem in reading.problems:
        output.record("problem", problem, problem["sentence"])
    return bool(reading.problems)


def _show_suggestions(readings: list[FileReading], output: Output) -> None:
    every = [s for reading in readings for s in reading.suggestions]
    linked = {s.id: s for s in link_duplicates(every)}
    for reading in readings:
        for suggestion in reading.suggestions:
            fields = suggestion_line(linked[suggestion.id], reading.file)
            fields.pop("record", None)
            output.record("suggestion", fields, given.suggestion_text(linked[suggestion.id]))
        for left in reading.not_proposed:
            output.record("not_proposed", {"file": reading.file, **left})


def demo(arguments: argparse.Namespace, output: Output) -> int:
    """Run the main job on the bundled sample family."""
    return demo_job.run(Path(arguments.out), output.progress, output.record, output.sentence)


