"""`check`: what a person should look at, in the contract's form."""

from __future__ import annotations

from chronology_app.casefile import Casebook
from tests.ui.cli.conftest import PASSPHRASE


def test_what_waits_and_what_nobody_read_is_listed_until_it_is_decided(cli, book, notes):
    cli("import", book, "--case", "F-1", notes)
    waiting = cli("check", book, "--case", "F-1")
    assert waiting.code == 0
    (found,) = (line for line in waiting.of("finding") if line["check"] == "unreviewed")
    assert found["level"] == "should"
    assert "wait" in found["sentence"]
    cli("review", book, "--case", "F-1", "--accept-all")
    unread = cli("check", book, "--case", "F-1")
    assert {"check", "level", "record_id", "sentence"} <= set(unread.of("finding")[0])
    grave = [line for line in unread.of("finding") if line["check"] == "accepted_unread"]
    assert {line["level"] for line in grave} == {"serious"}
    assert {line["level"] for line in unread.of("finding")} <= {"serious", "should", "note"}
    assert unread.of("finding")[0]["event_ids"] == [unread.of("finding")[0]["record_id"]]


def test_what_was_set_aside_is_marked_and_counted_apart(cli, book, notes):
    cli("import", book, "--case", "F-1", notes)
    found, *others = cli("check", book, "--case", "F-1").of("finding")
    with Casebook.open(book, PASSPHRASE, by="Huw Pyle") as opened:
        case_id = opened.queries.case_by_reference("F-1").id
        opened.dismiss_finding(case_id, found["key"], "Waits for the school's answer.")
    again = cli("check", book, "--case", "F-1", "--lang", "cy")
    marked = next(line for line in again.of("finding") if line["key"] == found["key"])
    assert (marked["dismissed"], marked["dismissed_by"]) == (True, "Huw Pyle")
    assert marked["sentence"] != found["sentence"]
    count = len(others)
    assert f"{count} finding{'' if count == 1 else 's'} to look at; 1 set aside." in again.told
