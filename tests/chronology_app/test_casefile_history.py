"""The log in words: every command has a sentence, with figures and without any case content."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chronology_app.history import sentence
from chronology_app.model import AuditEntry
from chronology_app.wording import has

AT = datetime(2024, 1, 1, tzinfo=UTC)


def said(command: str, **params: str) -> str:
    entry = AuditEntry(case_id="c", number=1, at=AT, by="A", command=command, params=params,
                       salt="00")  # fmt: skip
    return sentence(entry)


@pytest.mark.parametrize(
    ("command", "params", "words"),
    [
        ("set_people", {"count": "1"}, "Brought one person up to date"),
        ("set_people", {"count": "5"}, "Brought 5 people up to date"),
        ("import_file", {"passages": "3", "suggestions": "2", "problems": "0", "source_id": "x"},
         "Imported a file (passages: 3, suggestions: 2, problems: 0)"),
        ("undo", {"of": "finish_import", "steps": "3"}, "Undid: Imported files"),
        ("undo", {"of": "accept_all", "steps": "1"}, "Undid: Accepted suggestions unread"),
        ("redo", {"of": "change_case"}, "Did again: Changed the case"),
        ("export", {"kind": "full-chronology", "profile": "local_authority", "size": "9",
                    "sha256": "ab", "head": "3:cd", "child": "Nia", "from": "2021-01-01"},
         "Exported full chronology for the authority's own staff (9 bytes, SHA-256 ab), made from "
         "3:cd"),
        ("release", {"count": "1"}, "Let something classed or protected out for one reader"),
        ("something_later", {}, "something later"),
    ],
)  # fmt: skip
def test_a_line_says_what_was_done(command, params, words):
    assert said(command, **params) == words


def test_an_erased_line_says_only_that():
    entry = AuditEntry(case_id="c", number=1, at=AT, by="A", command="add_entry")
    assert sentence(entry).startswith("Erased as the law requires")


def test_each_command_with_figures_has_a_short_form():
    figures = ["set_people", "start_import", "import_file", "finish_import", "accept_all",
               "add_records", "remove_records", "load", "export"]  # fmt: skip
    assert all(has(f"command.{name}.short") for name in figures)
