"""Files on their way into a case."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.model import Case, ImportProblem, Source
from chronology_app.store.keys import KdfCost
from ui.jobs import free_reading, importing
from ui.jobs.importing import ImportWishes, import_files


@pytest.fixture
def book(tmp_path: Path):
    path = tmp_path / "a.casebook"
    cost = KdfCost(memory_kib=8, passes=1)
    with Casebook.create(path, "words", by="A", cost=lambda: cost) as opened:
        opened.add_case(Case(id="c", reference="R-1"))
        yield opened


@pytest.fixture
def message(tmp_path: Path) -> Path:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Head <head@school.invalid>", "Notes"
    mail["Date"] = "Wed, 08 May 2019 11:42:00 +0100"
    mail.set_content("Please find three notes.")
    for number in range(3):
        mail.add_attachment(f"Note {number} of 3 May 2019.", filename=f"note{number}.txt")
    file = tmp_path / "mail.eml"
    file.write_bytes(bytes(mail))
    return file


def test_attachments_become_sources_inside_their_message(book, message):
    reports = list(import_files(book, "c", [message], lambda file: ImportWishes()))
    assert [report.outcome for report in reports] == ["imported"] * 4
    sources = {s.file_name: s for s in book.queries.records(Source, "c")}
    parent = sources["mail.eml"]
    assert sources["mail.eml/note0.txt"].parent_id == parent.id
    assert parent.citation_title == "E-mail from Head, 8 May 2019"


def test_attachments_over_the_limit_are_named_and_stay_in_the_message(book, message, monkeypatch):
    monkeypatch.setattr(importing, "MAX_ATTACHMENTS", 1)
    monkeypatch.setattr(free_reading, "MAX_ATTACHMENTS", 1)
    reports = list(import_files(book, "c", [message], lambda file: ImportWishes()))
    assert len(reports) == 2
    assert reports[0].outcome == "with_problems"
    problems = book.queries.records(ImportProblem, "c")
    assert [(p.code, p.params["count"]) for p in problems] == [("attachments_left", "2")]
    read = list(free_reading.read_files(message, (), ImportWishes()))
    assert len(read) == 2
    assert read[0].problems[0]["code"] == "attachments_left"


def test_a_file_that_vanishes_is_refused_and_the_rest_is_imported(book, message, tmp_path):
    files = [tmp_path / "gone.txt", message]
    outcomes = [r.outcome for r in import_files(book, "c", files, lambda file: ImportWishes())]
    assert outcomes[0] == "refused"
    assert outcomes[1] == "imported"
