"""Verifying finds what was changed behind the program's back, though every page's seal is whole."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import text

from chronology_app.casefile import Casebook
from chronology_app.model import Case, Source
from chronology_app.store import audit, merkle
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


def test_a_lawful_erasure_leaves_a_log_that_still_proves_itself(confirmed):
    head = confirmed.queries.head(CASE_ID)
    behind_its_back(
        confirmed, "UPDATE audit_entry SET content = NULL, salt = NULL WHERE case_id <> ''"
    )
    report = confirmed.verify(head)
    kinds = {problem.message_id for problem in report.problems}
    assert kinds == {"verify.record_extra"}  # the records themselves were not erased here
    assert report.counts["erased_log_entries"] == int(head.split(":")[0])


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
