"""Every command: done, undone, done again; audited, and safe when the casebook is reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chronology_app.casefile import Casebook, TypedEntry
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, UndoRefusedError, UnknownRecordError
from chronology_app.history import history_lines
from chronology_app.model import (
    RECORD_CLASSES,
    Account,
    Analysis,
    Case,
    Entry,
    Event,
    ImportBatch,
    Parentage,
    Passage,
    Person,
    ProtectedDetail,
    Source,
    Suggestion,
)
from chronology_app.model.codes import BatchStatus, ProtectedKind
from chronology_app.model.serial import canonical_json
from tests.chronology_app.casebooks import (
    CASE_ID,
    FILE,
    TEXT,
    add_file,
    contents,
    people,
    reopen,
)
from tests.factories import SIGNED, make, make_event

Command = Callable[[Casebook], object]


def _change_case(book: Casebook) -> object:
    return book.change_case(replace(book.queries.case(CASE_ID), title="Hollins and Marlow"))


def _set_people(book: Casebook) -> object:
    newer = [Person(id="x", name="nia  hollins", role="child", sex="female"), people()[2]]
    parents = [Parentage(case_id=CASE_ID, child_id="x", parent_id="kerry")]
    details = [ProtectedDetail(kind=ProtectedKind.ADDRESS, value="3 Quarry Bank", person_id="x")]
    return book.set_people(CASE_ID, newer, parents, details)


def _import(book: Casebook) -> object:
    batch = book.start_batch(CASE_ID, 1)
    add_file(book, batch, "second.txt", ("Second file.", "2021 Nia seen at school."))
    return book.finish_batch(batch.id, BatchStatus.STOPPED)


def _entry(book: Casebook) -> object:
    entry = TypedEntry(
        author="Huw Pyle", post="Social worker", text="Visited.\nNia was at home.",
        date=FuzzyDate.parse("2020-06-01"), time="10:15", form={"action": "none"},
        fields={"children": ["Nia Hollins"], "neglect_types": ["physical"], "fact": "Home visit."},
    )  # fmt: skip
    return book.add_entry(CASE_ID, entry)


def _accept(book: Casebook) -> object:
    return book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "accept"}])


def _reject(book: Casebook) -> object:
    return book.decide(CASE_ID, [{"id": f"{FILE}-s1", "do": "reject", "reason": "Another family"}])


def _bulk(book: Casebook) -> object:
    decisions = [{"id": f"{FILE}-s{n}", "do": "accept"} for n in (1, 2, 3)]
    return book.decide(CASE_ID, decisions, bulk=True)


def _accept_all(book: Casebook) -> object:
    return book.accept_all(CASE_ID)


def _records(book: Casebook) -> object:
    return book.add_records(CASE_ID, [make(Analysis)])


def _load(book: Casebook) -> object:
    rows = make_event("D001", "2019-02-11", "No coat.", children=("nia",), source="other")
    other = make(Source, id="other", case_id="elsewhere")
    return book.load(CASE_ID, [*rows, other, make(Case, id="elsewhere", title="Loaded")])


def _change_record(book: Casebook) -> object:
    owen = book.queries.record(Person, CASE_ID, "owen")
    return book.add_records(CASE_ID, [replace(owen, note="Wears glasses.")])


def _remove_record(book: Casebook) -> object:
    return book.remove_records(CASE_ID, [book.queries.record(Person, CASE_ID, "dean")])


COMMANDS: list[Command] = [
    _change_case, _set_people, _import, _entry, _accept, _reject, _bulk, _accept_all, _records,
    _load, _change_record, _remove_record,
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_undone_and_done_again(book, book_path, command):
    before = contents(book)
    command(book)
    after = contents(book)
    assert after != before
    book.undo(CASE_ID)
    assert contents(book) == before
    book.redo(CASE_ID)
    assert contents(book) == after
    assert book.verify().fine
    _assert_same_when_reopened(book, book_path)


def _assert_same_when_reopened(book: Casebook, path: object) -> None:
    def everything(opened: Casebook) -> list[str]:
        rows = (opened.queries.records(cls, CASE_ID) for cls in RECORD_CLASSES)
        return [canonical_json(record) for group in rows for record in group]

    before = everything(book)
    book.close()
    with reopen(path) as again:
        assert everything(again) == before
        assert again.verify().fine


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_or_more_lines_in_the_log_that_say_what_was_touched(book, command):
    before = book.queries.history(CASE_ID)
    command(book)
    added = book.queries.history(CASE_ID)[len(before) :]
    assert added
    assert all(line.by == "Ruth Ames" and line.touched for line in added)
    assert all(line.sentence for line in history_lines(added))


def test_what_changed_is_told(book):
    (decided,) = _accept(book)
    assert decided.changed.command == "accept_suggestion"
    assert decided.changed.case_id == CASE_ID
    assert {"event", "account", "citation", "suggestion"} <= decided.changed.kinds
    assert decided.changed.number == len(book.queries.history(CASE_ID))


def test_people_who_are_known_keep_their_ids_and_nobody_goes(book):
    _set_people(book)
    known = {person.id: person for person in book.queries.records(Person, CASE_ID)}
    assert set(known) == {"nia", "owen", "kerry", "dean"}
    assert known["nia"].sex == "female"
    (parentage,) = book.queries.records(Parentage, CASE_ID)
    (detail,) = book.queries.records(ProtectedDetail, CASE_ID)
    assert (parentage.child_id, detail.person_id) == ("nia", "nia")
    book.set_people(CASE_ID, people()[:1], [replace(parentage, id="again")])
    assert len(book.queries.records(Parentage, CASE_ID)) == 1
    assert len(book.queries.records(ProtectedDetail, CASE_ID)) == 1


def test_a_case_needs_a_reference_of_its_own(book):
    with pytest.raises(BadValueError, match="case_reference_taken"):
        book.add_case(Case(reference="REF1"))
    with pytest.raises(BadValueError, match="case_reference_empty"):
        book.add_case(Case(reference=" "))


def test_the_same_file_may_be_in_two_cases_with_the_same_suggestions(book):
    book.add_case(Case(id="other", reference="REF2"))
    source = book.queries.sources(CASE_ID)[0]
    suggestions = book.queries.suggestions(CASE_ID)
    passages = book.queries.passages(CASE_ID, source.id)
    data = book.queries.original(source.sha256)
    batch = book.start_batch("other", 1)
    elsewhere = replace(source, case_id="other", batch_id=batch.id)
    book.add_source(elsewhere, data, passages, [], suggestions)
    assert [s.id for s in book.queries.suggestions("other")] == [s.id for s in suggestions]
    assert book.queries.passages("other", source.id)[0].case_id == "other"


def test_the_same_file_is_not_kept_twice_in_a_case(book):
    batch = book.start_batch(CASE_ID, 1)
    with pytest.raises(BadValueError, match="source_there"):
        add_file(book, batch)


def test_bytes_that_changed_while_they_were_read_are_refused(book):
    source = Source(case_id=CASE_ID, sha256="0" * 64)
    before = contents(book)
    with pytest.raises(BadValueError, match="source_bytes"):
        book.add_source(source, b"other bytes")
    assert contents(book) == before
    assert not book.queries.has_original("0" * 64)


def test_an_original_is_kept_byte_for_byte_also_while_its_import_is_undone(book):
    source = book.queries.sources(CASE_ID)[0]
    book.undo(CASE_ID)
    assert book.queries.sources(CASE_ID) == ()
    assert book.queries.suggestions(CASE_ID) == ()
    assert book.queries.search("kitchen") == ()
    book.redo(CASE_ID)
    assert book.queries.original(source.sha256) == "\n".join(TEXT).encode("utf-8")
    assert len(book.queries.search("kitchen")) == 1


def test_an_original_of_several_pieces_comes_back_whole(book, monkeypatch):
    monkeypatch.setattr("chronology_app.store.blobs.PIECE_BYTES", 7)
    batch = book.start_batch(CASE_ID, 1)
    source = add_file(book, batch, "long.txt", ("A line.", "2020 Another line of more bytes."))
    data = book.queries.original(source.sha256)
    assert data == b"A line.\n2020 Another line of more bytes."
    assert book.verify().fine


def test_an_entry_keeps_its_words_and_the_event_cites_them(book):
    _entry(book)
    (entry,) = book.queries.records(Entry, CASE_ID)
    source = book.queries.record(Source, CASE_ID, entry.source_id)
    assert book.queries.original(source.sha256) == b"Visited.\nNia was at home."
    assert (entry.author, entry.fields) == ("Huw Pyle", {"action": "none"})
    view = book.queries.view(CASE_ID)
    (event,) = view.confirmed
    (account,) = view.accounts[event.id]
    quotes = [citation.quote for citation in view.citations[account.id]]
    assert quotes == ["Visited.", "Nia was at home."]
    assert (event.fact, event.time, account.author) == ("Home visit.", "10:15", "Huw Pyle")


def test_an_entry_without_author_or_words_is_refused(book):
    entry = TypedEntry(author="", text="Words", date=FuzzyDate.parse("2020"))
    with pytest.raises(BadValueError, match="entry_incomplete"):
        book.add_entry(CASE_ID, entry)


def test_the_headline_date_is_chosen_from_an_account(book):
    decided = book.decide(CASE_ID, [
        {"id": f"{FILE}-s1", "do": "accept"},
        {"id": f"{FILE}-s2", "do": "merge", "fields": {"into": f"{FILE}-s1"}},
    ])  # fmt: skip
    event_id = decided[0].event_id
    other = next(a for a in book.queries.records(Account, CASE_ID) if a.date.edtf == "2020-03-10")
    book.choose_headline(CASE_ID, event_id, other.id)
    event = book.queries.record(Event, CASE_ID, event_id)
    assert (event.date.edtf, event.headline_account_id) == ("2020-03-10", other.id)
    book.undo(CASE_ID)
    assert book.queries.record(Event, CASE_ID, event_id).date.edtf == "2020-03-03"
    with pytest.raises(UnknownRecordError):
        book.choose_headline(CASE_ID, event_id, "nothing")


def test_an_export_is_logged_after_the_head_that_it_records_and_is_not_undone(book):
    head = book.queries.head(CASE_ID)
    book.record_export(CASE_ID, kind="chronology", profile="court", sha256="ab", size=3, head=head)
    last = book.queries.history(CASE_ID)[-1]
    assert last.params["head"] == head
    assert head.split(":")[0] == str(last.number - 1)
    assert book.undo(CASE_ID).command == "undo"
    assert book.queries.history(CASE_ID)[-1].params["of"] == "finish_import"


def test_accepted_unread_events_are_marked_so(book):
    book.accept_all(CASE_ID)
    statuses = {event.status for event in book.queries.records(Event, CASE_ID)}
    assert statuses == {"accepted_unread"}
    assert book.queries.suggestions(CASE_ID) == ()
    assert book.queries.view(CASE_ID).confirmed == ()


def test_loading_gives_records_their_own_ids_in_this_case(book):
    _load(book)
    assert book.queries.record(Event, CASE_ID, "D001").case_id == CASE_ID
    case = book.queries.case(CASE_ID)
    assert (case.title, case.reference) == ("Loaded", "REF1")


def test_loading_what_points_nowhere_changes_nothing(book):
    before = contents(book)
    with pytest.raises(UnknownRecordError, match="points_nowhere"):
        book.load(CASE_ID, make_event("D001", "2019", "No coat.", source="nowhere"))
    assert contents(book) == before


def test_a_passage_twice_in_the_same_place_is_refused(book):
    passage = book.queries.passages(CASE_ID, FILE)[0]
    with pytest.raises(BadValueError, match="record_twice"):
        book.add_records(CASE_ID, [replace(passage, id="twin")])


def test_text_that_cannot_be_stored_is_refused_and_nothing_is_kept(book):
    before = contents(book)
    with pytest.raises(BadValueError, match="unstorable_text"):
        book.add_records(CASE_ID, [make(Analysis, words="half \ud800")])
    assert contents(book) == before


def test_a_removed_person_who_is_needed_stays(book):
    _accept(book)
    with pytest.raises(BadValueError, match="still_used"):
        book.remove_records(CASE_ID, [book.queries.record(Person, CASE_ID, "nia")])
    nia = book.queries.record(Person, CASE_ID, "nia")
    with pytest.raises(UndoRefusedError):
        book.undo(CASE_ID, by="somebody else")
    assert nia.row_version == 1


def test_a_batch_belongs_to_who_began_it(book):
    batch = book.start_batch(CASE_ID, 1, by="Huw Pyle")
    add_file(book, batch, "late.txt", ("Late.",))
    book.finish_batch(batch.id)
    assert book.queries.record(ImportBatch, CASE_ID, batch.id).status == BatchStatus.DONE
    assert book.queries.history(CASE_ID)[-1].by == "Huw Pyle"


def test_versions_never_come_twice(book):
    _change_case(book)
    book.undo(CASE_ID)
    book.redo(CASE_ID)
    numbers = [
        touched.row_version
        for line in book.queries.history(CASE_ID)
        for touched in line.touched
        if touched.table == "case"
    ]
    assert numbers == [1, 2, 3, 4]


def test_passages_of_the_view_are_those_that_are_cited(book):
    _accept(book)
    view = book.queries.view(CASE_ID)
    assert [p.index for p in view.of(Passage)] == [1]
    assert len(view.of(Suggestion)) == 4


def test_nothing_that_a_record_says_stands_in_the_log_or_the_error(book):
    _accept(book)
    told = canonical_json([(e.params, e.command) for e in book.queries.history(CASE_ID)])
    assert "Hollins" not in told
    assert SIGNED.isoformat() not in told


def test_any_characters_are_kept_and_found(book, book_path):
    words = "a\x00b\x1f \U0001f600 \u2028\r\n e\u0301 \ufeff kestrel"
    passage = replace(book.queries.passages(CASE_ID, FILE)[0], id="odd", source_id="s", text=words)
    book.load(CASE_ID, [make(Source, id="s"), passage])
    book.close()
    with reopen(book_path) as again:
        assert again.queries.record(Passage, CASE_ID, "odd").text == words
        assert len(again.queries.search("kestrel")) == 1
        assert again.verify().fine


def test_an_import_that_was_broken_off_is_one_step_too(book, book_path):
    before = contents(book)
    batch = book.start_batch(CASE_ID, 2)
    add_file(book, batch, "second.txt", ("Second file.",))
    book.close()
    with reopen(book_path) as again:
        assert again.queries.batch(batch.id).status == BatchStatus.RUNNING
        again.undo(CASE_ID)
        assert contents(again) == before
