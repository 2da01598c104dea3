"""Turns what was typed on the command line into values, or says what is wrong with it."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from chronology_app.errors import BadValueError
from chronology_app.model import Suggestion
from chronology_app.model.codes import AgencyCode, RecordClass
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words
from ui.cli.passphrase import first_line
from ui.cli.values import fuzzy_date
from ui.jobs.importing import ImportWishes
from ui.jobs.json_lines import read_json
from ui.jobs.reviewing import SHORT_ID


def who(arguments: argparse.Namespace) -> str:
    """Return who acts: `--as NAME`, else the system's user."""
    return arguments.by or getpass.getuser()


def import_wishes(arguments: argparse.Namespace) -> ImportWishes:
    """Return what the options of `import` or `read` say. Errors: BadValueError, OSError."""
    agency = arguments.agency
    if agency is not None and agency not in set(AgencyCode):
        known = ", ".join(AgencyCode)
        raise BadValueError("cli.unknown_agency", value=agency, known=known)
    mapping = read_json(Path(arguments.mapping)) if arguments.mapping else {}
    if not isinstance(mapping, dict):
        raise BadValueError("cli.bad_mapping", file=Path(arguments.mapping).name)
    return ImportWishes(
        agency=agency,
        received=fuzzy_date(getattr(arguments, "received", None)),
        title=getattr(arguments, "title", None) or "",
        file_password=_password(arguments.file_password_file),
        mapping={str(key): str(value) for key, value in mapping.items()},
    )


def _password(file: str | None) -> str | None:
    if not file:
        return None
    return first_line(Path(file))


def suggestion_text(suggestion: Suggestion) -> str:
    """Return a suggestion as lines for a person at a terminal: what, whom, which, and why."""
    when = date_words(suggestion.date) if suggestion.date else say("cli.undated")
    about = [label("kind", suggestion.kind)]
    about += [label("type", code) for code in suggestion.concern_types]
    if suggestion.record_class != RecordClass.ORDINARY:
        about.insert(0, label("class", suggestion.record_class).upper())
    children = ", ".join(suggestion.children) or say("cli.no_child")
    why = "; ".join(dict.fromkeys(r.words for r in suggestion.reasons if r.words))
    return "\n".join(
        (
            f"{suggestion.id[:SHORT_ID]}  {when}  {suggestion.fact}",
            f"          {children}  [{', '.join(about)}]",
            f"          {say('cli.because', words=why)}",
        )
    )
