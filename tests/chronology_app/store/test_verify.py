"""Verifying finds what was changed behind the program's back, though every page's seal is whole."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import delete, text

from chronology_app.casefile import Casebook, TypedEntry
from chronology_app.dates import FuzzyDate
from chronology_app.model import Case, Source
from chronology_app.model.codes import RecordClass
from chronology_app.store import audit, merkle
from chronology_app.store.tables import metadata
from tests.chronology_app.casebooks import CASE_ID, FILE, reopen
from tests.factories import make


@pytest.fixture
def confirmed(book) -> Casebook:
    """Return a casebook with a confirmed event."""
    book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])
    return book


def found(book: Casebook) -> list[str]:
    return [problem.message_id for problem in book.verify().problems]


def behind_its_back(book: Casebook, *statements: str) -> None:
    connection = book._book.connection
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(text(statement))
    connection.commit()


TAMPERED = {
    "UPDATE event SET fact = 'Worse.'": {"verify.record_changed"},
    "UPDATE event SET date_edtf = '2019'": {"verify.record_changed"},
    "UPDATE event SET status = 'unheard of'": {"verify.record_unreadable"},
    "UPDATE action_change SET \"before\" = replace(\"before\", 'waiting', 'merged')": {
        "verify.copy_changed",
    },
    "DELETE FROM concern": {"verify.record_missing"},
    "DELETE FROM passage WHERE \"index\" = 1": {
        "verify.foreign_key", "verify.record_missing", "verify.passage_missing",
    },
    "UPDATE passage SET text = 'Other words.' WHERE \"index\" = 1": {
        "verify.record_changed", "verify.quote_differs",
    },
    "INSERT INTO strength SELECT 'new', case_id, 1, event_id, NULL, NULL, 'x' FROM concern": {
        "verify.record_extra",
    },
    "UPDATE blob SET data = x'00'": {"verify.original_changed"},
    "UPDATE audit_entry SET \"by\" = 'Nobody' WHERE number = 2 AND case_id <> ''": {
        "verify.audit_entry",
    },
    "UPDATE audit_entry SET content = replace(content, 'add_case', 'bad_case') WHERE number = 1":
        {"verify.audit_entry"},
    "UPDATE audit_entry SET leaf = '00' WHERE number = 3": {
        "verify.audit_entry", "verify.audit_root",
    },
    "UPDATE audit_entry SET leaf = 'no' WHERE number = 3": {"verify.audit_entry"},
    "UPDATE audit_entry SET salt = 'no' WHERE number = 3": {"verify.audit_entry"},
    "UPDATE audit_entry SET content = '{}' WHERE number = 3": {"verify.audit_entry"},
    "UPDATE meta SET value = '1999-01-01' WHERE name = 'made_at'": {"verify.facts_changed"},
    "DELETE FROM meta": {"verify.facts_changed"},
    "UPDATE action SET \"by\" = 'Nobody'": {"verify.action_changed"},
    "UPDATE action_change SET \"before\" = NULL": {"verify.copy_changed"},
    "UPDATE action_change SET \"before\" = '{}' WHERE \"before\" IS NULL": {"verify.copy_changed"},
    "DELETE FROM action_change": {"verify.copy_changed"},
    "CREATE TABLE notes (words TEXT)": {"verify.tables_changed"},
    "CREATE VIEW notes AS SELECT * FROM event": {"verify.tables_changed"},
    "DROP INDEX uq_source_file": {"verify.tables_changed"},
    "ALTER TABLE event ADD COLUMN notes TEXT": {"verify.tables_changed"},
    "CREATE TRIGGER t AFTER INSERT ON event BEGIN UPDATE event SET key = 1; END": {
        "verify.tables_changed",
    },
    "DELETE FROM audit_entry WHERE number = 2 AND case_id <> ''": {
        "verify.audit_gap", "verify.audit_root", "verify.record_extra",
    },
}  # fmt: skip


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_was_changed_is_found(confirmed, statement):
    behind_its_back(confirmed, statement)
    kinds = set(found(confirmed))
    assert TAMPERED[statement] <= kinds
    assert all(problem.sentence() for problem in confirmed.verify().problems)


def test_an_untouched_casebook_is_fine_and_says_how_much_was_checked(confirmed):
    report = confirmed.verify()
    assert report.fine
    assert report.counts["originals"] == 1
    assert report.counts["citations"] == 1
    assert report.counts["records"] > 15
    assert report.heads == {
        "": confirmed.queries.head(), CASE_ID: confirmed.queries.head(CASE_ID),
    }  # fmt: skip


def test_a_flipped_bit_in_the_closed_file_is_found(book_path):
    raw = bytearray(book_path.read_bytes())
    raw[-100] ^= 1
    book_path.write_bytes(raw)
    with reopen(book_path) as book:
        assert "verify.cipher_page" in found(book)


def test_a_source_without_its_original_is_counted_and_no_fault(book):
    book.load(CASE_ID, [make(Source, id="loaded", sha256="1" * 64)])
    report = book.verify()
    assert report.fine
    assert report.counts["sources_without_original"] == 1


def test_an_entry_without_its_content_is_a_fault(confirmed):
    head = confirmed.queries.head(CASE_ID)
    behind_its_back(
        confirmed,
        "UPDATE audit_entry SET content = NULL, salt = NULL WHERE case_id <> '' AND number = "
        "(SELECT max(number) FROM audit_entry WHERE case_id <> '')",
    )
    report = confirmed.verify(head)
    assert "verify.audit_erased" in {problem.message_id for problem in report.problems}
    assert "verify.audit_head" not in {problem.message_id for problem in report.problems}
    assert report.counts["erased_log_entries"] == 1


def test_an_original_that_was_taken_out_is_missed(confirmed):
    confirmed.load(CASE_ID, [make(Source, id="loaded", sha256="1" * 64)])
    behind_its_back(confirmed, "DELETE FROM blob")
    missing = [p for p in confirmed.verify().problems if p.message_id == "verify.original_missing"]
    assert [problem.params["value"] for problem in missing] == [FILE]


def test_loading_a_source_again_does_not_excuse_a_missing_original(confirmed):
    source = confirmed.queries.record(Source, CASE_ID, FILE)
    behind_its_back(confirmed, "DELETE FROM blob")
    confirmed.load(CASE_ID, [source])
    assert "verify.original_missing" in found(confirmed)


@pytest.mark.parametrize("change", [{"text": "Nia was well."}, {"kind": "heading"}, {"level": 2}])
def test_words_that_a_later_step_changed_are_not_those_of_the_file(book, change):
    passage = book.queries.passages(CASE_ID, FILE)[0]
    book.add_records(CASE_ID, [replace(passage, **change)])
    assert found(book) == ["verify.passages_changed"]


def test_the_class_of_a_passage_may_be_decided(book):
    passage = book.queries.passages(CASE_ID, FILE)[0]
    book.add_records(CASE_ID, [replace(passage, record_class=RecordClass.LEGAL_ADVICE)])
    assert book.verify().fine


def test_an_import_that_was_undone_and_done_again_has_its_words(book):
    book.undo(CASE_ID)
    assert book.verify().fine
    book.redo(CASE_ID)
    assert book.verify().fine


def test_the_words_of_an_entry_are_those_that_were_typed(book):
    when = FuzzyDate.parse("2020-06-01")
    book.add_entry(CASE_ID, TypedEntry(author="Huw", text="Visited.\n\n Nia was in.", date=when))
    assert book.verify().fine
    entry = next(s for s in book.queries.sources(CASE_ID) if s.kind == "entry")
    line = book.queries.passages(CASE_ID, entry.id)[0]
    book.add_records(CASE_ID, [replace(line, text="Telephoned.")])
    assert "verify.passages_changed" in found(book)


def test_a_case_that_was_taken_out_whole_is_missed(confirmed):
    behind_its_back(confirmed)
    connection = confirmed._book.connection
    for table in metadata.sorted_tables:
        if "case_id" in table.c:
            connection.execute(delete(table).where(table.c.case_id == CASE_ID))
    connection.commit()
    assert "verify.case_missing" in found(confirmed)


def test_a_case_that_nobody_added_is_found(confirmed):
    confirmed.add_case(Case(id="two", reference="REF2"))
    behind_its_back(
        confirmed,
        "DELETE FROM audit_entry WHERE case_id = '' AND number = "
        "(SELECT max(number) FROM audit_entry WHERE case_id = '')",
    )
    assert {"verify.case_unknown", "verify.audit_root"} <= set(found(confirmed))


def test_a_casebook_without_its_own_log_is_found(confirmed):
    behind_its_back(confirmed, "DELETE FROM audit_log WHERE case_id = ''")
    assert {"verify.log_unknown", "verify.book_log_missing"} <= set(found(confirmed))
    behind_its_back(confirmed, "DELETE FROM audit_entry WHERE case_id = ''")
    assert {"verify.book_log_missing", "verify.case_unknown"} <= set(found(confirmed))


def test_a_head_holds_as_long_as_nothing_before_it_changes(confirmed):
    head = confirmed.queries.head(CASE_ID)
    confirmed.add_case(Case(reference="REF2"))
    confirmed.decide(CASE_ID, [{"id": f"{FILE}-s2", "do": "accept"}])
    assert confirmed.verify(head).fine
    assert confirmed.verify(head.upper()).fine
    count, _, root = head.partition(":")
    for wrong in (f"{count}:{'0' * 64}", f"{int(count) + 1}:{root}", f"99:{root}", "", "x"):
        kinds = [problem.message_id for problem in confirmed.verify(wrong).problems]
        assert kinds == ["verify.audit_head"]


def test_a_log_cut_back_to_an_earlier_state_is_found_by_its_head(book_path):
    earlier = book_path.read_bytes()
    with reopen(book_path) as book:
        book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "reject"}])
        head = book.queries.head(CASE_ID)
    book_path.write_bytes(earlier)
    with reopen(book_path) as book:
        assert book.verify().fine
        assert [p.message_id for p in book.verify(head).problems] == ["verify.audit_head"]


def test_leaves_are_salted_so_that_equal_steps_do_not_show(book):
    for _ in range(2):
        book.recovery_code()
    first, second = book.queries.history()[-2:]
    assert first.leaf != second.leaf
    content = "{}"
    assert audit.leaf_of(b"1", content) != audit.leaf_of(b"2", content)


def whole_tree(leaves: list[bytes]) -> bytes:
    """Build the root the long way round, as RFC 9162 section 2.1.1 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = whole_tree(leaves[:half]), whole_tree(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("count", range(34))
def test_the_root_grown_leaf_by_leaf_is_that_of_the_whole_tree(count):
    leaves = [bytes([n]) * 32 for n in range(count)]
    assert merkle.root_of(leaves) == whole_tree(leaves)


def test_the_root_of_known_leaves():
    """The test tree of RFC 6962's reference implementation."""
    leaves = [bytes.fromhex(h) for h in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )]  # fmt: skip
    root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle.root_of(leaves).hex() == root
