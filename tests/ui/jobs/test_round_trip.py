"""What daily work adds goes out as data and comes into another case whole."""

from __future__ import annotations

from datetime import date

from chronology_app.analysis.sign_offs import build_sign_offs
from chronology_app.dates import FuzzyDate
from chronology_app.documents.options import ExportOptions
from chronology_app.model import Case, Entry, Passage, Photograph, SignOff, Source
from tests.chronology_app.casebooks import CASE_ID
from tests.importers.pictures import picture
from ui.jobs.documents import export
from ui.jobs.loading import LoadFiles, load_files
from ui.jobs.pasting import PastedText, paste_text
from ui.jobs.photographs import PhotographDetails, add_photograph

COT = PhotographDetails(
    taken_by="Ruth Ames", of_what="the cot", child_ids=("nia",), event={"fact": "A cot was seen."}
)


def test_a_case_with_all_of_it_is_loaded_elsewhere_and_verifies(book_with_family, tmp_path):
    book = book_with_family
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(picture("jpeg"))
    mail = "14/06/2023 Nia Hollins came to school without a coat."
    paste_text(book, CASE_ID, PastedText(text=mail, system="SchoolLog", record_number="7"))
    kept = add_photograph(book, CASE_ID, photo, COT)
    book.add_transcription(CASE_ID, kept.source_id, 1, (0.1, 0.1, 0.5, 0.5), "Typed words.")
    book.add_spell(CASE_ID, ["nia"], "worker", "Elin Pugh", FuzzyDate.parse("2021"))
    book.sign_off(CASE_ID, "legal", "Ann Rees", review_on=date(2024, 5, 1))
    out = tmp_path / "data.jsonl"
    export(book, CASE_ID, "data", ExportOptions(today=date(2024, 1, 2), profile="local_authority"),
           out)  # fmt: skip
    book.add_case(Case(id="other", reference="REF2"))
    loaded = load_files(book, "other", LoadFiles(out, None, None, None))
    assert loaded.problems == ()
    for kind in (Source, Entry, Photograph, SignOff):
        assert len(book.queries.records(kind, "other")) == len(book.queries.records(kind, CASE_ID))
    pasted = next(s for s in book.queries.records(Source, "other") if s.kind == "pasted")
    assert (pasted.system, pasted.record_number) == ("SchoolLog", "7")
    typed = [p for p in book.queries.records(Passage, "other") if p.kind == "transcription"]
    assert [p.locator.region for p in typed] == [(0.1, 0.1, 0.5, 0.5)]
    assert book.verify().fine
    signed = build_sign_offs(book.queries.view("other"), book.queries.history("other"))
    assert [state.known for state in signed.states] == [False]
