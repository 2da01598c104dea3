"""The main job on the sample family, as `demo` runs it: every document, row by row."""

import json
import re
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

import resources
from chronology_app.casefile import Casebook
from chronology_app.documents.protected import watched_details
from chronology_app.model import Analysis, ProtectedDetail, Source
from tests.resources.test_sample_case import READERS
from ui.cli import run
from ui.jobs.analyses import EventFinder
from ui.jobs.demo import BOOK, MANIFEST, PASSPHRASE, left_to_confirm

HEADINGS = ["Serial number", "Date", "Event - detail", "Witness or document reference"]
#: The authority's own papers, which its staff read with every detail.
OWN = {"full-chronology.docx", "data.jsonl", "workbook.xlsx"}


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    assert run(["demo", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def book(out):
    with Casebook.open(out / BOOK, PASSPHRASE, by="test") as opened:
        yield opened


@pytest.fixture(scope="module")
def view(book):
    return book.queries.view(book.queries.cases()[0].id)


@pytest.fixture(scope="module")
def originals(book, view) -> dict[str, str]:
    """Source id -> text of its original, read without the importers, in one line."""
    found = {}
    for source in book.queries.sources(view.case.id):
        ending = Path(source.file_name).suffix or ".txt"
        text = READERS[ending](book.queries.original(source.sha256))
        found[source.id] = one_line(text)
    return found


def one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def rows(out: Path, name: str = "chronology.docx") -> list[list[str]]:
    tables = docx.Document(out / name).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def exported(out: Path) -> list[Path]:
    listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    return [out / item["file"] for item in listed]


def test_the_folder_holds_what_the_manifest_lists(out):
    names = {file.name for file in exported(out)}
    assert {"chronology.docx", "full-chronology.docx", "timeline.pdf", "handover.docx"} <= names
    assert {Path(name).suffix for name in names} == {
        ".docx", ".pdf", ".png", ".svg", ".xlsx", ".jsonl"
    }  # fmt: skip
    assert {file.name for file in out.iterdir()} == names | {MANIFEST, BOOK, f"{BOOK}.keys"}


def test_every_decision_of_the_recorded_review_was_carried_out(out):
    review = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["review"]
    assert review["failed"] == 0
    assert review["confirmed_events"] >= 90


def test_the_casebook_verifies(book):
    report = book.verify()
    assert report.fine, [problem.sentence() for problem in report.problems]


def test_every_table_of_the_court_chronology_has_exactly_four_headings(out):
    for table in docx.Document(out / "chronology.docx").tables:
        assert [cell.text for cell in table.rows[0].cells] == HEADINGS


def test_rows_and_summary_hold_every_confirmed_event_once(out, view):
    told = {event for analysis in analyses(view, "earlier_history") for event in analysis.event_ids}
    asked = [event for event in view.ordinary if event.id not in told]
    assert len(rows(out)) == len(asked)
    details = [row[2] for row in rows(out)]
    for event in asked:
        wording = one_line(event.court_wording or event.fact)
        assert any(wording in one_line(detail) for detail in details), event.id


def analyses(view, kind):
    return [a for a in view.of(Analysis) if a.kind == kind]


def test_every_row_leads_to_words_that_stand_in_the_original(out, view, originals):
    for row in rows(out):
        event = the_event(view, row)
        for account in view.accounts[event.id]:
            source = view.source(account.source_id)
            assert cited_as(source) in row[3], row
            citations = view.citations[account.id]
            assert citations
            for citation in citations:
                assert one_line(citation.quote) in originals[source.id], citation.quote


def cited_as(source: Source) -> str:
    """Return how a row names a source: an entry by its author, a file by its title."""
    return source.maker if source.kind == "entry" else source.citation_title


def the_event(view, row):
    fits = [
        event
        for event in view.ordinary
        if one_line(event.court_wording or event.fact) in one_line(row[2])
        and all(cited_as(view.source(a.source_id)) in row[3] for a in view.accounts[event.id])
    ]
    assert fits, row
    return fits[0]


def test_no_row_shows_a_file_name_a_path_or_a_hash(out, view):
    names = [source.file_name for source in view.of(Source)]
    for row in rows(out):
        assert not re.search(r"[0-9a-f]{32}|\.(docx|pdf|xlsx|csv|eml|txt)\b|[\\]", row[3])
        assert not any(name and name in row[3] for name in names)


def words_of(file: Path) -> str:
    """Return every word of an exported file, whatever it is packed in."""
    if file.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(file) as pack:
            names = [n for n in pack.namelist() if not n.endswith((".ttf", ".odttf", ".png"))]
            parts = [pack.read(name).decode("utf-8", "replace") for name in names]
        return " ".join([*parts, *(re.sub(r"<[^>]+>", "", part) for part in parts)])
    if file.suffix == ".pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    words = file.read_bytes().decode("utf-8", "replace")
    # The lines of a drawing are no words, and take most of its length.
    return re.sub(r'\bd="[^"]*"', "", words) if file.suffix == ".svg" else words


def test_nothing_classed_stands_in_any_exported_part(out, view):
    classed = [e for e in view.events if e.record_class != "ordinary"]
    quotes = [
        one_line(c.quote)
        for event in classed
        for account in view.accounts[event.id]
        for c in view.citations[account.id]
    ]
    secret = {one_line(e.fact) for e in classed} | set(quotes)
    assert secret
    for file in exported(out):
        words = one_line(words_of(file))
        assert not [s for s in secret if s in words], file.name


def test_no_protected_detail_stands_in_a_court_paper(out, view):
    watched = watched_details(view, "court")
    assert view.of(ProtectedDetail)
    assert watched
    for file in exported(out):
        if file.name not in OWN and file.suffix != ".png":
            words = words_of(file)
            assert not [w for w in watched if w.is_in(words)], file.name


def test_each_child_has_an_impact_chapter(out, view):
    for child in view.children:
        name = f"impact-{child.name.lower().split()[0]}.docx"
        text = "\n".join(p.text for p in docx.Document(out / name).paragraphs)
        assert child.name in text


def test_running_again_replaces_what_the_first_run_made(out):
    stray = out / "notes-of-mine.txt"
    stray.write_text("keep me", encoding="utf-8")
    assert run(["demo", "--out", str(out)]) == 2
    assert stray.read_text(encoding="utf-8") == "keep me"
    stray.unlink()


def test_what_is_left_to_confirm_for_a_look_round_carries_no_signed_words(book, view):
    left = left_to_confirm(resources.path("sample_case"))
    signed = {event for a in book.queries.records(Analysis, view.case.id) for event in a.event_ids}
    finder = EventFinder(view)
    made = {finder.find(row) for row in left if row["do"] != "merge"} - {None}
    assert len(left) >= 3
    assert made
    assert not made & signed
