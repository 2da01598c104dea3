"""What an import will read, how long it will take, and what its report tells."""

import hashlib
import os
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from chronology_app.errors import StoppedError
from chronology_app.model import Case, ImportBatch, Source
from chronology_app.model.codes import ImportOutcome
from chronology_app.store.keys import KdfCost
from ui.jobs.importing import FileReport, ImportWishes, import_files
from ui.jobs.stopping import Stopper
from ui.jobs.workplace import Workplace
from ui.presenters import import_files as presenter
from ui.presenters.import_files import ImportEnd, Pace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "files"
    (place / "inner").mkdir(parents=True)
    (place / "a.txt").write_text("3 May 2022 Home visit.", encoding="utf-8")
    (place / "inner" / "b.pdf").write_text("4 May 2022 Home visit.", encoding="utf-8")
    (place / "empty.txt").write_text("", encoding="utf-8")
    (place / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    (place / ".hidden").write_text("x", encoding="utf-8")
    (place / "Thumbs.db").write_text("x", encoding="utf-8")
    return place


@pytest.fixture
def book(tmp_path: Path):
    path = tmp_path / "a.casebook"
    with Casebook.create(path, "words", by="A", cost=lambda: KdfCost(8, 1)) as opened:
        opened.add_case(Case(id="c", reference="R-1"))
        yield opened


def test_links_in_a_folder_are_left_out_and_one_that_was_chosen_is_not(
    folder: Path, tmp_path: Path
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "private.txt").write_text("x")
    before = presenter.gather_files((folder,))
    try:
        (folder / "link.txt").symlink_to(elsewhere / "private.txt")
        (folder / "inner" / "others").symlink_to(elsewhere)
    except OSError:
        pytest.skip("no right to make links")
    found = presenter.gather_files((folder,))
    assert found.files == before.files
    assert found.left_out == before.left_out + 2
    assert presenter.gather_files((folder / "link.txt",)).files == (folder / "link.txt",)


def test_a_folder_that_may_not_be_looked_into_stands_in_the_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    real = os.scandir

    def scandir(place: str) -> object:
        if str(place).endswith("inner"):
            raise PermissionError(13, "no", str(place))
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert folder / "inner" in presenter.gather_files((folder,)).files


def test_folders_are_walked_and_what_is_left_out_is_counted(folder, monkeypatch):
    found = presenter.gather_files([folder, folder / "a.txt"])
    assert [one.name for one in found.files] == ["a.txt", "empty.txt", "photo.png", "b.pdf"]
    assert (found.left_out, found.is_cut) == (2, False)
    assert presenter.gather_files([folder / ".hidden"]).files, "what was pointed at is offered"
    monkeypatch.setattr(presenter, "MOST_FILES", 2)
    assert presenter.gather_files([folder]).is_cut


def test_files_are_told_by_content_with_what_will_become_of_them(folder, book):
    looks = presenter.look_at(presenter.gather_files([folder, folder / "gone.txt"]).files)
    told = {one.path.name: one for one in looks}
    assert told["a.txt"].will_be_read
    assert told["b.pdf"].format == "txt"
    assert presenter.state_words(told["b.pdf"])[0] == "should"
    (folder / "c.pdf").write_bytes(b"%PDF-1.6\n trailer << /Encrypt 5 0 R >>")
    assert "password" in presenter.state_words(presenter.look_at([folder / "c.pdf"])[0])[1]
    assert told["empty.txt"].code == "empty"
    assert told["photo.png"].is_picture
    assert not told["gone.txt"].will_be_read
    assert "gone.txt" in told["gone.txt"].sentence
    digest = hashlib.sha256((folder / "a.txt").read_bytes()).hexdigest()
    (known, *_) = presenter.with_known([told["a.txt"]], {digest: "Visit record"})
    assert not known.will_be_read
    assert "Visit record" in presenter.state_words(known)[1]


def test_what_is_said_of_one_file_goes_before_what_is_said_of_all():
    wishes = presenter.build_wishes(
        {"agency": "school", "sensitivity": "restricted", "password": ""},
        {Path("b"): {"agency": "police", "title": " Log "}},
    )
    assert wishes(Path("a")).agency == "school"
    assert wishes(Path("a")).file_password is None
    assert (wishes(Path("b")).agency, wishes(Path("b")).title) == ("police", "Log")
    assert wishes(Path("b")).sensitivity == "restricted"


def test_the_time_left_comes_from_what_was_done_and_is_not_told_too_early():
    files = {Path(f"{n}"): 40_000 for n in range(100)}
    pace = Pace(files, started=0.0)
    assert pace.seconds_left(now=10.0) is None
    for n in range(25):
        pace.add(Path(f"{n}"))
    assert pace.seconds_left(now=1.0) is None
    assert pace.seconds_left(now=10.0) == pytest.approx(30.0)
    assert presenter.left_words(30.0) == "about 30 seconds left"
    assert presenter.left_words(61.0) == "about 1 minute left"
    assert presenter.left_words(None) == ""


def test_a_report_as_text_holds_no_name_and_no_words():
    reports = (
        FileReport(file="Nia Hollins.pdf", outcome=ImportOutcome.IMPORTED, passages=4,
                   suggestions=2, sentence="Nia Hollins.pdf: imported."),
        FileReport(file="Owen.doc", outcome=ImportOutcome.REFUSED, code="format_doc",
                   sentence="Owen.doc is an old Word file."),
    )  # fmt: skip
    end = ImportEnd(reports, 2)
    text = presenter.report_text(end)
    assert "Nia" not in text
    assert "Owen" not in text
    assert "format_doc" in text
    assert [one.file for one in presenter.report_lines(end)] == ["Owen.doc", "Nia Hollins.pdf"]
    assert "1 imported" in presenter.summary_words(end)


class _Stopping(Workplace):
    """Is stopped while it reads the second file."""

    def __init__(self, stopper: Stopper) -> None:
        self._stopper, self.reads = stopper, 0

    def read(self, text, people, mapping, *by, can_stop):
        self.reads += 1
        if self.reads == 2:
            self._stopper.ask()
            raise StoppedError
        return super().read(text, people, mapping, *by, can_stop=can_stop)


def test_stopped_the_whole_files_stay_and_the_half_one_does_not(book, tmp_path):
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"{number + 1} May 2022 Home visit.", encoding="utf-8")
    stopper, changes = Stopper(), []
    reports = list(
        import_files(book, "c", files, lambda file: ImportWishes(sensitivity="restricted"),
                     stopper=stopper, workplace=_Stopping(stopper), changed=changes.append)
    )  # fmt: skip
    assert [one.file for one in reports] == ["0.txt"]
    assert [one.file_name for one in book.queries.records(Source, "c")] == ["0.txt"]
    assert book.queries.records(Source, "c")[0].sensitivity == "restricted"
    assert [one.status for one in book.queries.records(ImportBatch, "c")] == ["stopped"]
    assert len(changes) == 2
