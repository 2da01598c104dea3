"""Looks at the grammar's work: the dates of a file as JSON Lines, or the rules as a table.

``python -m chronology_app.reading.dates dates FILE`` and ``... rules``. Owns no reading; the
program's own command is in `ui.cli`.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from chronology_app.reading.dates import find_dates
from chronology_app.reading.dates.grammar import GRAMMAR
from chronology_app.wording import say


def main() -> None:
    """Read the arguments, print one object a mention or the table of rules."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["dates", "rules"])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reference-date", type=date.fromisoformat)
    args = parser.parse_args()
    if args.command == "rules":
        sys.stdout.write(rules_table())
        return
    text = args.file.read_text(encoding="utf-8")
    for mention in find_dates(text.split("\n"), args.reference_date):
        line = json.dumps({"record": "date"} | asdict(mention), ensure_ascii=False)
        sys.stdout.write(line + "\n")


def rules_table() -> str:
    """Return every rule with its example and what is read there, as a Markdown table."""
    rows = ["| rule | says | example | read as |", "|---|---|---|---|"]
    for rule in GRAMMAR:
        words, edtf, modifier, kind = rule.expect
        value = f"`{edtf}`" + (f", {modifier}" if modifier else "")
        example = rule.example.replace("|", "\\|").replace("*", "\\*")
        code = f"date_{rule.name}"
        says = say(f"rule.{code}").removeprefix("Date: ")
        shown = words.replace("*", "\\*")
        rows.append(f"| `{rule.name}` | {says} | {example} | *{shown}*: {value} ({kind}) |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
