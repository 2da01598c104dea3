"""What the documents screen shows of what must be decided before a document may leave."""

from __future__ import annotations

from datetime import date

from chronology_app.casefile import Casebook
from chronology_app.documents.options import ExportOptions
from chronology_app.model import ProtectedDetail
from chronology_app.model.codes import ProtectedKind
from tests.desktop import prepared
from ui.presenters.documents import Preview, read_preview


def preview(path, kind: str, **options: object) -> Preview:
    with Casebook.open(path, prepared.PASSPHRASE, by="test") as book:
        book.add_records(prepared.CASE_ID, [
            ProtectedDetail(kind=ProtectedKind.ADDRESS, value=prepared.ADDRESS,
                            withheld_from=(prepared.FATHER,), case_id=prepared.CASE_ID)
        ])  # fmt: skip
        key = book.reading_key()
    asked = ExportOptions(today=date(2022, 9, 1), profile=prepared.FATHER, **options)
    return read_preview(path, key, prepared.CASE_ID, kind, asked, "en")


def test_a_stop_leads_to_the_event_that_tells_the_detail(week_book):
    (stop,) = preview(week_book, "chronology").stops
    assert stop.screen == "chronology"
    assert stop.shown_id
    assert "Reword it" in stop.sentence


def test_data_name_each_detail_once_and_offer_no_brackets(week_book):
    (stop,) = preview(week_book, "data", withhold=True).stops
    assert "nothing can be put in brackets" in stop.sentence
    assert stop.detail_id


def test_a_period_without_events_is_a_note_and_nothing_can_be_saved(week_book):
    shown = preview(week_book, "timeline", concern_type="medical",
                    date_from=date(1950, 1, 1), date_to=date(1950, 2, 1))  # fmt: skip
    assert not shown.is_possible
    ((tone, sentence),) = shown.notes
    assert tone == "should"
    assert "Nothing to draw" in sentence
