"""A new casebook is made by the migrations, and they lead to the tables that the program uses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    RECORD_CLASSES,
    Account,
    Breach,
    Change,
    Finding,
    Locator,
    Passage,
    Plan,
    Suggestion,
)
from chronology_app.model.codes import RecordClass
from chronology_app.model.serial import digest
from chronology_app.store import schema
from chronology_app.store.mapper import mapping
from chronology_app.store.tables import TABLES, metadata, table_name
from tests.chronology_app import casebooks
from tests.chronology_app.casebooks import CASE_ID, contents, old_casebook, reopen
from tests.chronology_app.store import keep_version
from tests.factories import DEFAULTS, make

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"


def test_the_newest_version_equals_the_programs_tables(book):
    connection = book._book.connection
    context = MigrationContext.configure(
        connection,
        opts={"include_object": lambda _, name, *__: "search_index" not in (name or "")},
    )
    differences = compare_metadata(context, metadata)
    assert [d for d in differences if "search_index" not in str(d)] == []
    assert schema.version_of(connection, book.path) == schema.HEAD


def test_every_version_is_a_file_and_imports_nothing_of_ours():
    files = sorted(VERSIONS.glob("0*.py"))
    assert tuple(file.name[:4] for file in files) == schema.VERSIONS
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module in ("alembic", "__future__")
            if isinstance(node, ast.Import):
                assert [alias.name for alias in node.names] == ["sqlalchemy"]


def test_only_plain_column_types_are_used():
    kinds = {type(column.type).__name__ for t in metadata.tables.values() for column in t.columns}
    assert kinds <= {"Text", "Integer", "BigInteger", "Float", "Boolean", "LargeBinary"}


def test_an_older_casebook_is_copied_and_brought_up_to_date(book_path, monkeypatch):
    with reopen(book_path) as book:
        before = contents(book)
        book._book.connection.execute(text("UPDATE alembic_version SET version_num='0000'"))
        book._book.connection.commit()
    raw = book_path.read_bytes()
    done = []

    def upgraded(engine: object, _: Path) -> None:
        with engine.begin() as connection:
            newer = text("UPDATE alembic_version SET version_num=:head")
            connection.execute(newer, {"head": schema.HEAD})
        done.append(engine)

    monkeypatch.setattr(schema, "VERSIONS", ("0000", schema.HEAD))
    monkeypatch.setattr(schema, "upgrade", upgraded)
    with reopen(book_path) as book:
        assert contents(book) == before
    assert len(done) == 1
    copy = book_path.with_name(f"{book_path.name}.before-{schema.HEAD}")
    assert copy.read_bytes() == raw


FIRST = (
    "ALTER TABLE action_change ADD COLUMN after_digest TEXT NOT NULL DEFAULT ''",
    "UPDATE alembic_version SET version_num = '0001'",
)


@pytest.mark.parametrize("statements", [FIRST, ()], ids=["0001", "0002"])
def test_a_casebook_of_an_older_version_is_the_same_afterwards_and_verifies(tmp_path, statements):
    path = old_casebook(tmp_path, "0002", statements)
    with reopen(path) as book:
        assert schema.version_of(book._book.connection, path) == schema.HEAD
        assert book.verify(
            "12:817adefd81eef857168f55493f563074d72e7142c64ebcdec498c156a568a463"
        ).fine
        before = contents(book)
        assert len(before) == 48
        book.redo(CASE_ID)
        book.undo(CASE_ID)
        assert contents(book) == before
        assert book.verify().fine


def test_a_casebook_of_the_version_before_tells_nothing_of_who_told_whom_and_verifies(tmp_path):
    path = old_casebook(tmp_path, "0003")
    with reopen(path) as book:
        assert schema.version_of(book._book.connection, path) == schema.HEAD
        assert book.verify().fine
        before = contents(book)
        accounts = book.queries.records(Account, CASE_ID)
        assert accounts
        assert {account.told_by for account in accounts} == {""}
        book.redo(CASE_ID)
        book.undo(CASE_ID)
        assert contents(book) == before
        assert book.verify().fine


def test_findings_of_a_casebook_of_the_version_before_rest_on_no_events(tmp_path):
    path = old_casebook(tmp_path, "0004")
    with reopen(path) as book:
        findings = book.queries.records(Finding, CASE_ID)
        assert findings
        assert {finding.event_ids for finding in findings} == {()}
        assert book.verify().fine


def test_a_casebook_of_the_version_before_has_no_plans_and_takes_them_in(tmp_path):
    path = old_casebook(tmp_path, "0005")
    with reopen(path) as book:
        assert book.verify().fine
        plan, change = make(Plan, id="plan"), make(Change, id="change")
        book.add_records(CASE_ID, [plan, change, make(Breach, id="breach")])
        assert book.queries.records(Change, CASE_ID)[0].other_words == ()
        assert book.queries.records(Breach, CASE_ID)[0].record_class == RecordClass.ORDINARY
        book.undo(CASE_ID)
        assert book.queries.records(Plan, CASE_ID) == ()
        assert book.verify().fine


def test_a_casebook_of_every_released_version_is_kept_and_another_can_be(tmp_path, monkeypatch):
    kept = {file.name[:4] for file in keep_version.FOLDER.glob("*.sqlite.gz")}
    # The first version differs from the second by one column, which a test puts back.
    assert {"0001", *kept, schema.HEAD} == set(schema.VERSIONS)
    made, opened = tmp_path / "made", tmp_path / "opened"
    made.mkdir()
    opened.mkdir()
    keep_version.keep(made, made)
    monkeypatch.setattr(casebooks, "_OLD", made)
    with reopen(old_casebook(opened, schema.HEAD)) as book:
        assert book.verify().fine
        book.redo(CASE_ID)


def test_foreign_keys_are_on_again_after_the_migrations(book):
    assert book._book.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert inspect(book._book.connection).has_table("search_index")


@pytest.mark.parametrize("cls", RECORD_CLASSES)
def test_a_record_of_every_class_goes_into_its_row_and_back(cls):
    how = mapping(cls)
    for record in (make(cls), make(cls, id="x" * 32, row_version=7)):
        row = how.row(record)
        again = how.record([row[column.name] for column in how.table.columns])
        assert again == record
        assert digest(again) == digest(record)
    assert cls in DEFAULTS
    assert how.table is TABLES[table_name(cls)]


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=40)
@given(
    text=words,
    sheet=st.none() | words,
    row=st.none() | st.integers(1, 10**6),
    names=st.lists(words, max_size=4),
    edtf=st.sampled_from(["2020", "2020-03~", "2019-21", "2020-01-05/..", "[2020,2021]"]),
    modifier=st.sampled_from([None, "early", "late"]),
)
def test_any_words_come_back_as_they_were(text, sheet, row, names, edtf, modifier):
    passage = make(Passage, text=text, locator=Locator(sheet=sheet, row=row))
    suggestion = make(
        Suggestion, fact=text, children=tuple(names), needs={name: (text,) for name in names},
        date=FuzzyDate.parse(edtf, text, modifier),
    )  # fmt: skip
    for record in (passage, suggestion):
        how = mapping(type(record))
        columns = how.row(record)
        assert how.record([columns[c.name] for c in how.table.columns]) == record
