"""What a preview shows of what its reader must not learn."""

from datetime import date
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.documents.options import COURT, ExportOptions
from chronology_app.model import ProtectedDetail
from chronology_app.model.codes import ProtectedKind
from tests.desktop import prepared
from ui.presenters.documents import Preview, read_preview


@pytest.fixture
def book(week_book: Path):
    with Casebook.open(week_book, prepared.PASSPHRASE, by=prepared.WORKER) as opened:
        detail = ProtectedDetail(
            case_id=prepared.CASE_ID, kind=ProtectedKind.ADDRESS, value=prepared.ADDRESS,
            withheld_from=(prepared.FATHER,),
        )  # fmt: skip
        opened.set_people(prepared.CASE_ID, *prepared._family(), [detail])
        yield opened


def _preview(book: Casebook, kind: str, reader: str) -> Preview:
    options = ExportOptions(today=date(2022, 9, 1), profile=reader)
    return read_preview(book.path, book.reading_key(), prepared.CASE_ID, kind, options, "en")


@pytest.mark.parametrize("kind", ["full-chronology", "workbook"])
def test_a_stopped_document_shows_no_protected_words(book: Casebook, kind: str):
    stopped = _preview(book, kind, prepared.FATHER)
    assert stopped.stops
    assert prepared.ADDRESS not in stopped.html
    assert "the family has moved to" in stopped.html
    assert stopped.notes[0][0] == "know"


def test_who_may_learn_it_sees_it(book: Casebook):
    allowed = _preview(book, "full-chronology", "Kerry Hollins")
    assert not allowed.stops
    assert prepared.ADDRESS in allowed.html
    assert _preview(book, "full-chronology", COURT).kind == "full-chronology"
