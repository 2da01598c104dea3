"""Prints the dates of a text file as JSON Lines: ``python -m chronology_app.reading.dates``.

Owns a plain way to look at the grammar's work; the program's own command is in `ui.cli`.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from chronology_app.reading.dates import find_dates


def main() -> None:
    """Read the arguments, print one object a mention."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["dates"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reference-date", type=date.fromisoformat)
    args = parser.parse_args()
    text = args.file.read_text(encoding="utf-8")
    for mention in find_dates(text.split("\n"), args.reference_date):
        line = json.dumps({"record": "date"} | asdict(mention), ensure_ascii=False)
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
