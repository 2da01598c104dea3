"""The commands that need no casebook of the user's: what files hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from chronology_app.errors import ExitCode
from chronology_app.model.serial import to_plain
from chronology_app.reading.duplicates import link_duplicates
from chronology_app.reading.lines import suggestion_line
from ui.cli import arguments as given
from ui.cli.output import Output
from ui.jobs.court_wording import Proposer
from ui.jobs.free_reading import FileReading, read_files
from ui.jobs.people_file import read_people
from ui.jobs.reading import ReadBy, reading_rules


def read(arguments: argparse.Namespace, output: Output) -> int:
    """Print passages and suggestions of files; nothing is stored."""
    people = read_people(Path(arguments.people)).people if arguments.people else ()
    readings: list[FileReading] = []
    failed = False
    by = ReadBy(file=Path(arguments.settings) if arguments.settings else None)
    reading_rules(by)
    options = given.import_wishes(arguments)
    for number, name in enumerate(arguments.files, 1):
        output.progress(
            "cli.reading", number=number, count=len(arguments.files), file=Path(name).name
        )
        for reading in read_files(Path(name), people, options, by):
            failed |= _show_problems(reading, output)
            readings.append(reading)
    _show_suggestions(readings, Proposer(people, by), output)
    return ExitCode.PROBLEMS if failed else ExitCode.DONE


def _show_problems(reading: FileReading, output: Output) -> bool:
    for passage in reading.passages:
        fields = {"file": reading.file, **to_plain(passage)}
        output.record("passage", fields)
    for problem in reading.problems:
        output.record("problem", problem, problem["sentence"])
    return any(problem["level"] != "information" for problem in reading.problems)


def _show_suggestions(readings: list[FileReading], proposer: Proposer, output: Output) -> None:
    every = [s for reading in readings for s in reading.suggestions]
    linked = {s.id: s for s in link_duplicates(every)}
    for reading in readings:
        for suggestion in reading.suggestions:
            fields = suggestion_line(linked[suggestion.id], reading.file, proposer.of(suggestion))
            fields.pop("record", None)
            output.record("suggestion", fields, given.suggestion_text(linked[suggestion.id]))
        for left in reading.not_proposed:
            output.record("not_proposed", left)
