"""Everything that can be wrong: a clear sentence, the right exit code, nothing half-done."""

import json
import os
import sys

import pytest

from tests.ui.cli.conftest import PASSPHRASE
from ui.cli import run


def files(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_wrong_passphrase_is_refused(cli, book):
    ran = cli("events", book, "--case", "F-1", passphrase="not it")
    assert ran.code == 3
    assert "passphrase" in ran.told


def test_without_a_terminal_nothing_is_asked(cli, book, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    ran = cli("events", book, "--case", "F-1", passphrase=None)
    assert ran.code == 3
    assert "--passphrase-file" in ran.told


def test_the_passphrase_leaves_the_environment(cli, book):
    cli("events", book, "--case", "F-1")
    assert "CHRONOLOGY_PASSPHRASE" not in os.environ


def test_a_missing_keys_file_is_named_and_the_recovery_code_opens(cli, book, tmp_path):
    code = tmp_path / "code.txt"
    code.write_text(cli("recovery-code", book).of("recovery_code")[0]["code"], encoding="utf-8")
    (tmp_path / "family.casebook.keys").unlink()
    ran = cli("events", book, "--case", "F-1")
    assert ran.code == 3
    assert "recovery" in ran.told
    assert cli("events", book, "--case", "F-1", "--recovery-file", code).code == 0
    new = tmp_path / "new.txt"
    new.write_text("blue kettle stone", encoding="utf-8")
    changed = cli("passphrase", book, "--recovery-file", code, "--new-passphrase-file", new)
    assert changed.code == 0
    assert cli("events", book, "--case", "F-1", passphrase="blue kettle stone").code == 0


@pytest.mark.parametrize(
    "content", [b"", b"not a casebook at all", b"SQLite format 3\0" + b"0" * 5000]
)
def test_a_foreign_file_is_no_casebook(cli, book, tmp_path, content):
    other = tmp_path / "other.casebook"
    other.write_bytes(content)
    (tmp_path / "other.casebook.keys").write_bytes((tmp_path / "family.casebook.keys").read_bytes())
    assert cli("events", other, "--case", "F-1").code == 3
    assert other.read_bytes() == content


def test_a_casebook_that_is_not_there_is_not_made(cli, tmp_path):
    ran = cli("events", tmp_path / "none.casebook", "--case", "F-1")
    assert ran.code in (2, 3)
    assert files(tmp_path) == []


def test_an_existing_casebook_is_never_overwritten(cli, book):
    before = book.read_bytes()
    assert cli("new", book).code == 3
    assert book.read_bytes() == before


def test_an_unknown_case_is_named(cli, book):
    ran = cli("events", book, "--case", "X-9")
    assert ran.code == 2
    assert "X-9" in ran.told


def test_files_that_cannot_be_read_are_refused_one_by_one(cli, book, notes, tmp_path):
    empty, folder, missing = tmp_path / "empty.pdf", tmp_path / "folder", tmp_path / "none.txt"
    empty.write_bytes(b"")
    folder.mkdir()
    ran = cli("import", book, "--case", "F-1", empty, folder, missing, notes)
    assert ran.code == 1
    outcomes = [line["outcome"] for line in ran.of("file")]
    assert outcomes == ["refused", "refused", "refused", "imported"]
    assert all(line["code"] and line["sentence"] for line in ran.of("file")[:3])


def test_decisions_that_cannot_be_carried_out_change_nothing(cli, book, tmp_path):
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"id": "none", "do": "accept"}\n{"do": "dance"}\n', encoding="utf-8")
    ran = cli("review", book, "--case", "F-1", "--decisions", file)
    assert ran.code == 1
    assert all(not line["done"] and line["sentence"] for line in ran.of("decision"))


def test_a_file_of_decisions_with_a_bad_line_is_not_used_at_all(cli, book, tmp_path):
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"id": "a", "do": "accept"}\n{', encoding="utf-8")
    ran = cli("review", book, "--case", "F-1", "--decisions", file)
    assert ran.code == 2
    assert "2" in ran.told


@pytest.mark.parametrize(
    "arguments",
    [
        ("chronology", "--out", "c.docx", "--from", "31/02/2020"),
        ("nothing", "--out", "c.docx"),
        ("chronology", "--out", "c.png"),
        ("impact", "--out", "c.docx", "--child", "Zoe"),
        ("chronology", "--out", "none/c.docx"),
    ],
)
def test_an_export_that_makes_no_sense_writes_nothing(cli, book, tmp_path, arguments):
    kind, flag, name, *rest = arguments
    before = files(tmp_path)
    ran = cli("export", book, "--case", "F-1", kind, flag, tmp_path / name, *rest)
    assert ran.code in (2, 3)
    assert ran.told.strip()
    assert files(tmp_path) == before


def test_undo_without_a_step_says_so(cli, tmp_path):
    path = tmp_path / "new.casebook"
    assert cli("new", path).code == 0
    assert cli("case", path, "--ref", "A").code == 0
    assert cli("undo", path).code == 3


def test_a_command_that_does_not_exist_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as caught:
        run(["dance"])
    assert caught.value.code == 2


def test_where_the_window_cannot_be_opened_the_commands_are_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "ui.app", None)
    assert run([]) == 3
    assert "chronology --help" in capsys.readouterr().err


def test_a_protected_address_stops_a_court_paper_and_a_decision_lets_it_go(cli, tmp_path):
    people = [
        {
            "name": "Ada Fern", "role": "child", "born": "2015-04-02",
            "protected": [
                {"kind": "address", "value": "7 Mallow Court", "withheld_from": ["Lee Marsh"]}
            ],
        },
        {"name": "Lee Marsh", "role": "father"},
    ]  # fmt: skip
    family, entry = tmp_path / "people.json", tmp_path / "entry.json"
    family.write_text(json.dumps(people), encoding="utf-8")
    entry.write_text(
        json.dumps(
            {
                "author": "J. Hart", "date": "2021-05-03", "children": ["Ada Fern"],
                "seen_or_heard": "Ada was seen at 7 Mallow Court.",
            }
        ),
        encoding="utf-8",
    )  # fmt: skip
    book, out = tmp_path / "a.casebook", tmp_path / "c.docx"
    assert cli("new", book).code == 0
    assert cli("case", book, "--ref", "A", "--people", family).code == 0
    assert cli("add", book, "--case", "A", "--entry", entry).code == 0
    ran = cli("export", book, "--case", "A", "chronology", "--out", out)
    assert ran.code == 3
    assert not out.exists()
    stop = ran.of("stop")[0]
    assert "Mallow" not in stop["sentence"]
    own = tmp_path / "own.docx"
    assert cli("export", book, "--case", "A", "chronology", "--out", own,
               "--for", "local_authority").code == 0  # fmt: skip
    assert cli("export", book, "--case", "A", "chronology", "--out", out,
               "--protected", "withhold").code == 0  # fmt: skip
    assert b"Mallow" not in out.read_bytes()
    assert cli("release", book, "--case", "A", stop["detail_id"], "--for", "court",
               "--reason", "Agreed by the mother").code == 0  # fmt: skip
    assert cli("export", book, "--case", "A", "chronology", "--out", out).code == 0


ENTRY = {"author": "J. Hart", "date": "2021-05-03", "seen_or_heard": "Ada was seen at home."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"author": 5}, {"children": 5}, {"children": [5]}, {"child_words": "x"},
        {"child_words": {"child": "Ada Fern"}}, {"seen": ["Ada Fern"]}, {"kind": "banana"},
        {"concern_types": "medical"}, {"concern_types": ["banana"]}, {"agency": "banana"},
        {"date": "31/02/2020"}, {"written": "soon"}, {"class": "secret"}, {"evidence": "zzz"},
    ],
)  # fmt: skip
def test_an_entry_of_another_form_is_refused_and_leaves_nothing(cli, book, tmp_path, wrong):
    file = tmp_path / "entry.json"
    file.write_text(json.dumps(ENTRY | wrong), encoding="utf-8")
    ran = cli("add", book, "--case", "F-1", "--entry", file)
    assert ran.code == 2, ran.told
    assert "not foresee" not in ran.told
    assert cli("sources", book, "--case", "F-1").lines == []


@pytest.mark.parametrize(
    "fields",
    [
        {"impact": {"Ada Fern": [5]}}, {"impact": {"Ada Fern": "health"}},
        {"impact": {"Ada Fern": 5}}, {"date": {"edtf": "2020", "text": 5}},
        {"date": {"edtf": "2020", "modifier": ["x"]}}, {"kind": "banana"}, {"agency": 3},
        {"neglect_types": ["banana"]}, {"evidence": "zzz"}, {"spells": [{"kind": "level_of_help"}]},
        {"observed_impact": [{"child": "Ada Fern", "need": "banana", "words": "w"}]},
    ],
)  # fmt: skip
def test_a_decision_of_another_form_changes_nothing(cli, book, notes, tmp_path, fields):
    assert cli("import", book, "--case", "F-1", notes).code == 0
    waiting = cli("suggestions", book, "--case", "F-1").of("suggestion")
    rows = [
        {"id": waiting[0]["id"], "do": "edit", "fields": fields},
        {"id": waiting[1]["id"][:8], "do": "accept"},
    ]
    file = tmp_path / "decisions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ran = cli("review", book, "--case", "F-1", "--decisions", file)
    assert [line["done"] for line in ran.of("decision")] == [False, True]
    assert cli("verify", book).code == 0


def test_what_steers_a_terminal_is_shown_and_not_obeyed(book, tmp_path, monkeypatch, capsys):
    file = tmp_path / "e\x1b]0;X\x07.txt"
    file.write_text("03/03/2021 Ada was \x1b[31mhungry\x1b[0m.", encoding="utf-8")
    monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", PASSPHRASE)
    assert run(["import", str(book), "--case", "F-1", str(file)]) in (0, 1)
    monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", PASSPHRASE)
    assert run(["suggestions", str(book), "--case", "F-1"]) == 0
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err
    assert "\x07" not in shown.out + shown.err


def test_no_output_may_replace_the_casebook(cli, book):
    before = book.read_bytes()
    for name in ("family.casebook", "family.casebook.keys"):
        ran = cli("export", book, "--case", "F-1", "data", "--out", book.with_name(name))
        assert ran.code == 2
    assert book.read_bytes() == before
