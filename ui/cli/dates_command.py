"""The command that prints the dates of a text. Loads neither the casebook nor the importers."""

from __future__ import annotations

import argparse
from pathlib import Path

from chronology_app.errors import BadValueError, ExitCode
from chronology_app.reading.dates import find_dates
from importers.files import read_bytes
from ui.cli.output import Output
from ui.cli.values import day


def dates(arguments: argparse.Namespace, output: Output) -> int:
    """Print the date mentions of a text file, a paragraph a line."""
    data = read_bytes(Path(arguments.file))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadValueError("cli.not_utf8", file=Path(arguments.file).name) from cause
    reference = day(arguments.reference_date) if arguments.reference_date else None
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
