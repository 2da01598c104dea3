"""Photographs: kept byte for byte, cited by their caption, saved without their place."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.errors import (
    BadValueError,
    ExportError,
    ExportRefusedError,
    ImportFileError,
    WrongUseError,
)
from chronology_app.model import Passage, Photograph, ProtectedDetail, ReadResult, Release, Source
from chronology_app.model.codes import ImportOutcome, ProtectedKind, RecordClass
from importers.base import ImportOptions
from importers.formats import choose_importer
from tests.chronology_app.casebooks import CASE_ID
from tests.chronology_app.commands_undone import assert_undoable
from tests.importers.pictures import SECRETS, picture, points
from ui.jobs import photographs
from ui.jobs.copies import save_copy
from ui.jobs.importing import ImportWishes, import_files
from ui.jobs.not_proposed import not_proposed_lines
from ui.jobs.photographs import PhotographDetails, add_photograph, read_facts

KITCHEN = PhotographDetails(
    taken_by="Ruth Ames",
    of_what="the kitchen floor",
    taken_on=FuzzyDate.parse("2023-06-14"),
    consent="given",
    consent_by="Kerry Hollins",
    child_ids=("nia",),
)
CAPTION = "Photograph of the kitchen floor, taken by Ruth Ames on 14 June 2023."


@pytest.fixture(autouse=True)
def without_the_box(request, monkeypatch):
    """Read pictures here: starting the box takes longer than all else that most of these do."""
    if "in_the_box" in request.node.name:
        return

    def read_here(data: bytes, options: ImportOptions) -> ReadResult:
        try:
            importer = choose_importer(data, options)
            importer.prepare()
            return importer.read(data, options)
        except ImportFileError as refusal:
            refusal.params.setdefault("file", options.file_name)
            raise

    monkeypatch.setattr(photographs, "read_in_box", read_here)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "IMG_2041.jpg"
    file.write_bytes(picture("jpeg", orientation=6))
    return file


@pytest.fixture
def book(book_with_family):
    return book_with_family


def test_a_photograph_is_kept_with_its_caption_and_consent(book, photo):
    assert_undoable(book, lambda: add_photograph(book, CASE_ID, photo, KITCHEN))
    (source,) = book.queries.records(Source, CASE_ID)
    assert book.queries.original(source.sha256) == photo.read_bytes()
    assert (source.format, source.citation_title) == ("jpeg", "Photograph: the kitchen floor")
    assert (source.brought_by, source.maker, source.pages) == ("Ruth Ames", "Ruth Ames", 1)
    assert [p.text for p in book.queries.passages(CASE_ID, source.id)] == [
        CAPTION,
        "Children in the photograph: Nia Hollins.",
        "Consent: consent given (Kerry Hollins).",
    ]
    (said,) = book.queries.records(Photograph, CASE_ID)
    assert (said.taken_by, said.consent, said.child_ids) == ("Ruth Ames", "given", ("nia",))


def test_the_report_says_that_the_picture_tells_its_place(book, photo, tmp_path):
    report = add_photograph(book, CASE_ID, photo, KITCHEN)
    assert report.outcome == ImportOutcome.IMPORTED
    assert "place" in report.sentence
    silent = tmp_path / "silent.png"
    silent.write_bytes(picture("png", told=False))
    assert "place" not in add_photograph(book, CASE_ID, silent, KITCHEN).sentence
    again = add_photograph(book, CASE_ID, photo, KITCHEN)
    assert (again.outcome, again.source_id) == (ImportOutcome.ALREADY_THERE, report.source_id)


def test_two_pictures_of_one_thing_have_titles_that_differ(book, photo, tmp_path):
    other = tmp_path / "other.jpg"
    other.write_bytes(picture("jpeg", seed=2))
    for file in (photo, other):
        add_photograph(book, CASE_ID, file, KITCHEN)
    titles = {source.citation_title for source in book.queries.records(Source, CASE_ID)}
    assert len(titles) == 2


def test_an_event_can_be_confirmed_with_it_that_cites_the_caption(book, photo):
    wished = replace(
        KITCHEN, event={"fact": "The kitchen floor was wet.", "evidence": "first_hand"}
    )
    assert_undoable(book, lambda: add_photograph(book, CASE_ID, photo, wished))
    view = book.queries.view(CASE_ID)
    (event,) = view.confirmed
    assert (event.fact, event.date.edtf) == ("The kitchen floor was wet.", "2023-06-14")
    assert event.confirmed_how == "by_hand"
    assert [c.name for c in view.children_of(event)] == ["Nia Hollins"]
    (account,) = view.accounts[event.id]
    assert account.author == "Ruth Ames"
    assert [c.quote for c in view.citations[account.id]] == [CAPTION]


def test_a_later_event_can_cite_the_caption_too(book, photo):
    report = add_photograph(book, CASE_ID, photo, KITCHEN)
    (done,) = book.decide(
        CASE_ID, [{"do": "add", "file": report.source_id, "quote": CAPTION, "fields": {}}]
    )
    assert done.error is None


def test_what_is_said_of_a_photograph_can_be_corrected(book, photo):
    add_photograph(book, CASE_ID, photo, KITCHEN)
    (said,) = book.queries.records(Photograph, CASE_ID)
    newer = replace(said, consent="not_given", source_id="elsewhere")
    assert_undoable(book, lambda: book.change_photograph(CASE_ID, newer))
    (now,) = book.queries.records(Photograph, CASE_ID)
    assert (now.consent, now.source_id) == ("not_given", said.source_id)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"taken_by": " "}, "photograph_words"),
        ({"of_what": ""}, "photograph_words"),
        ({"consent": "perhaps"}, "photograph_consent"),
        ({"event": {"weather": "wet"}}, "decision_field"),
    ],
)
def test_details_that_make_no_sense_are_refused_and_nothing_is_kept(book, photo, wrong, sentence):
    with pytest.raises(BadValueError, match=sentence):
        add_photograph(book, CASE_ID, photo, replace(KITCHEN, **wrong))
    assert book.queries.records(Source, CASE_ID) == ()


def test_a_file_that_is_no_photograph_is_refused_with_what_to_do(book, tmp_path):
    heic = tmp_path / "IMG_1.heic"
    heic.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(40))
    words = tmp_path / "notes.txt"
    words.write_text("words", encoding="utf-8")
    for file, code in ((heic, "format_heic"), (words, "format_photograph")):
        report = add_photograph(book, CASE_ID, file, KITCHEN)
        assert (report.outcome, report.code) == (ImportOutcome.REFUSED, code)
        assert "JPEG" in report.sentence
    missing = add_photograph(book, CASE_ID, tmp_path / "none.jpg", KITCHEN)
    assert missing.outcome == ImportOutcome.REFUSED


def test_a_form_is_filled_from_what_the_picture_tells(photo):
    facts = read_facts(photo.read_bytes(), photo.name)
    assert (facts.width, facts.height, facts.has_location) == (16, 24, True)
    assert (facts.taken_on.edtf, facts.taken_at) == ("2023-06-14", "16:59")
    with pytest.raises(ImportFileError):
        read_facts(b"words", "a.jpg")


def test_a_picture_that_came_with_a_message_is_described_where_it_is(book, photo, tmp_path):
    mail = tmp_path / "school.eml"
    sent = EmailMessage()
    sent["From"], sent["Subject"] = "school@example.org", "A coat"
    sent.set_content("See the picture.")
    sent.add_attachment(photo.read_bytes(), "image", "jpeg", filename="coat.jpg")
    mail.write_bytes(sent.as_bytes())
    tuple(import_files(book, CASE_ID, [mail], lambda _: ImportWishes()))
    (inside,) = (s for s in book.queries.records(Source, CASE_ID) if s.parent_id)
    assert_undoable(book, lambda: add_photograph(book, CASE_ID, photo, KITCHEN))
    assert [p.text for p in book.queries.passages(CASE_ID, inside.id)][0] == CAPTION
    again = add_photograph(book, CASE_ID, photo, KITCHEN)
    assert again.outcome == ImportOutcome.ALREADY_THERE


# --- handwriting -----------------------------------------------------------------------------

REGION = (0.1, 0.2, 0.9, 0.4)


def test_handwriting_is_typed_out_and_cited_like_any_passage(book, photo):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    words = "Nia had no breakfast.\nShe asked for toast."
    assert_undoable(
        book,
        lambda: book.add_transcription(CASE_ID, source_id, 1, REGION, words, by="Ruth Ames"),
    )
    last = book.queries.passages(CASE_ID, source_id)[-1]
    assert (last.kind, last.text, last.transcribed_by) == ("transcription", words, "Ruth Ames")
    assert (last.locator.page, last.locator.region) == (1, REGION)
    quote = {"do": "add", "file": source_id, "quote": "Nia had no breakfast.", "fields": {}}
    (done,) = book.decide(CASE_ID, [quote])
    assert done.error is None
    assert book.verify().fine
    with pytest.raises(BadValueError, match="still_used"):
        book.remove_transcription(CASE_ID, last.id)
    assert last.id in {hit.record.id for hit in book.queries.search("breakfast")}


def test_what_a_person_typed_is_not_read_again_for_what_was_left_out(book, photo):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    book.add_transcription(CASE_ID, source_id, 1, REGION, "14/06/2023 Nia was cold.")
    assert list(not_proposed_lines(book, CASE_ID)) == []


def test_a_transcription_that_nothing_cites_can_go_and_read_words_cannot(book, photo):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    book.add_transcription(CASE_ID, source_id, 1, REGION, "Wet coat.")
    *_, caption, typed = book.queries.passages(CASE_ID, source_id)
    assert_undoable(book, lambda: book.remove_transcription(CASE_ID, typed.id))
    with pytest.raises(BadValueError, match="no_transcription"):
        book.remove_transcription(CASE_ID, caption.id)


NO_TRANSCRIPTION = (
    (1, REGION, " \n", "transcription_words"),
    (2, REGION, "Wet.", "transcription_page"),
    (0, REGION, "Wet.", "transcription_page"),
    (1, (0.5, 0.2, 0.4, 0.4), "Wet.", "transcription_region"),
    (1, (0.0, 0.0, 1.1, 1.0), "Wet.", "transcription_region"),
)


def test_a_transcription_needs_words_and_a_place(book, photo):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    for page, region, words, sentence in NO_TRANSCRIPTION:
        with pytest.raises(BadValueError, match=sentence):
            book.add_transcription(CASE_ID, source_id, page, region, words)


def test_what_is_typed_from_a_page_is_kept_back_like_the_page(book, photo):
    advice = replace(KITCHEN, record_class=RecordClass.LEGAL_ADVICE)
    source_id = add_photograph(book, CASE_ID, photo, advice).source_id
    book.add_transcription(CASE_ID, source_id, 1, REGION, "Counsel said.")
    classes = {p.record_class for p in book.queries.records(Passage, CASE_ID)}
    assert classes == {RecordClass.LEGAL_ADVICE}


# --- copies ----------------------------------------------------------------------------------


def test_a_copy_made_in_the_box_leaves_without_the_place_and_the_log_says_what_left(
    book, photo, tmp_path
):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    out = tmp_path / "copy.jpg"
    report = save_copy(book, CASE_ID, source_id, out)
    assert report.stripped
    assert not [secret for secret in SECRETS if secret in out.read_bytes()]
    assert points(out.read_bytes()) == points(photo.read_bytes())
    last = book.queries.history(CASE_ID)[-1]
    assert (last.command, last.params["kind"]) == ("export", "copy")
    assert (last.params["sha256"], last.by) == (report.sha256, "Ruth Ames")
    whole = save_copy(book, CASE_ID, source_id, out, strip_location=False)
    assert not whole.stripped
    assert out.read_bytes() == photo.read_bytes()


def test_any_other_original_is_saved_byte_for_byte(book, tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("03/03/2020 Nia Hollins seen.", encoding="utf-8")
    (report,) = import_files(book, CASE_ID, [file], lambda _: ImportWishes())
    saved = save_copy(book, CASE_ID, report.source_id, tmp_path / "out.txt")
    assert saved.file.read_bytes() == file.read_bytes()
    assert not saved.stripped


def test_what_is_kept_back_is_not_saved_without_a_decision(book, photo, tmp_path):
    out = tmp_path / "copy.jpg"
    advice = replace(KITCHEN, record_class=RecordClass.LEGAL_ADVICE)
    source_id = add_photograph(book, CASE_ID, photo, advice).source_id
    with pytest.raises(ExportRefusedError):
        save_copy(book, CASE_ID, source_id, out)
    assert not out.exists()
    passages = book.queries.passages(CASE_ID, source_id)
    book.add_records(
        CASE_ID,
        [
            Release(
                record_id=record_id, profile="local_authority", decided_by="Ann Rees",
                decided_at=book._clock(), reason="Agreed.",
            )
            for record_id in (source_id, *(p.id for p in passages))
        ],
    )  # fmt: skip
    assert save_copy(book, CASE_ID, source_id, out).file.exists()


def test_a_protected_detail_stops_a_copy_for_the_one_who_must_not_learn_it(book, tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("03/03/2020 Kerry moved to 3 Quarry Bank.", encoding="utf-8")
    (report,) = import_files(book, CASE_ID, [file], lambda _: ImportWishes())
    detail = ProtectedDetail(
        kind=ProtectedKind.ADDRESS, value="3 Quarry Bank", withheld_from=("Dean Hollins",)
    )
    kerry = book.queries.view(CASE_ID).people[2]
    book.set_person(CASE_ID, kerry, (), [detail])
    out = tmp_path / "out.txt"
    with pytest.raises(ExportRefusedError):
        save_copy(book, CASE_ID, report.source_id, out, profile="Dean Hollins")
    assert save_copy(book, CASE_ID, report.source_id, out).file.exists()


def test_a_copy_that_cannot_be_made_is_refused_and_nothing_is_written(book, photo, tmp_path):
    source_id = add_photograph(book, CASE_ID, photo, KITCHEN).source_id
    head = book.queries.head(CASE_ID)
    with pytest.raises(ExportError):
        save_copy(book, CASE_ID, source_id, tmp_path / "no folder" / "copy.jpg")
    with pytest.raises(WrongUseError):
        save_copy(book, CASE_ID, source_id, book.path)
    assert book.queries.head(CASE_ID) == head
