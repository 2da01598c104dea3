"""Windows, casebooks and work that end in an unlucky order."""

import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from chronology_app.casefile import Casebook
from chronology_app.errors import StoppedError, StoreError
from chronology_app.store.keys import KdfCost
from tests.desktop import prepared
from tests.desktop.inside import Inside
from ui.background import Job, SerialThread
from ui.dialogs.open_casebook import open_casebook_file
from ui.window_actions import close_book


def _make_other(path: Path) -> Path:
    Casebook.create(
        path, "other words", by="Ruth Ames", cost=lambda: KdfCost(memory_kib=8, passes=1)
    ).close()
    return path


def _wait(job: Job) -> None:
    while True:
        job.check()
        time.sleep(0.005)


def test_two_windows_on_two_casebooks_leave_one_another_alone(week: Inside, tmp_path: Path):
    desk = week.window.desk
    failed: list[BaseException] = []
    mine = desk.start_job("mine", lambda job, *_: _wait(job), lambda _: None, failed.append)
    other = week.program.new_window()
    path = _make_other(tmp_path / "other.casebook")
    week.program.open_book(
        other, path, "Ruth Ames", lambda: Casebook.open(path, "other words", by="Ruth Ames"),
        failed.append,
    )  # fmt: skip
    week.wait_for("the other casebook", lambda: other.desk.book)
    close_book(other)
    # The same casebook in a second window: who signs there is told.
    path = desk.book.path
    week.program.open_book(other, path, "Tom Bell", lambda: None, failed.append)
    week.wait_for("the name", lambda: prepared.WORKER in other.banner.text)
    week.program.leave_book(other)
    other.close()
    assert mine.is_running
    assert not mine.stopper.asked
    mine.cancel()
    week.wait_for("the end of the work", lambda: not mine.is_running)
    assert [type(one) for one in failed] == [StoppedError]


def test_a_casebook_that_is_left_waits_for_its_stopped_work_and_can_be_opened_again(week: Inside):
    program, window, path = week.program, week.window, week.window.desk.book.path
    ended: list[str] = []

    def work(job: Job, book: Casebook, case_id: str) -> None:
        try:
            _wait(job)
        finally:
            # A job that is stopped still writes that it was.
            ended.append(book.path.name)

    window.desk.start_job("work", work, lambda _: None)
    program.leave_book(window)
    assert window.desk.book is None
    week.open(path, prepared.PASSPHRASE, prepared.WORKER)
    assert ended == [path.name]
    assert window.desk.case is not None


def test_a_change_that_fails_is_told_though_its_form_has_gone_or_the_casebook_was_closed(
    week: Inside,
):
    window = week.window
    owner, may = QObject(), threading.Event()

    def fail(book: Casebook, case_id: str) -> None:
        may.wait(5)
        raise StoreError("error.store_full", path="week.casebook")

    window.desk.change(owner, fail, failed=lambda _: None)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)
    may.set()
    week.wait_for("the sentence", lambda: window.banner.text)
    assert "full" in window.banner.text
    answered: list[object] = []
    book = window.desk.book
    week.program.leave_book(window)
    window.desk.ask(window, lambda book, case_id: 1, answered.append)
    book.ask(None, lambda one: 1, answered.append, answered.append)
    window.desk.change(window, lambda book, case_id: None)
    week.wait_for("the answer", lambda: answered)
    assert isinstance(answered[0], StoreError)
    assert len(answered) == 1
    assert "closed before" in window.banner.text


def test_a_casebook_whose_dialog_was_closed_meanwhile_is_not_opened(
    inside: Inside, week_book: Path
):
    open_casebook_file(inside.window, week_book)
    dialog = inside.app.activeModalWidget()
    dialog.form.widgets["secret"].setText(prepared.PASSPHRASE)
    dialog.on_accept()
    dialog.reject()
    lock = week_book.with_name(f"{week_book.name}.lock")
    inside.wait_for("the casebook to be opened", lock.exists)
    inside.wait_for("the casebook to be closed", lambda: not lock.exists())
    assert inside.window.desk.book is None


def test_what_is_asked_of_a_thread_that_has_ended_is_still_answered():
    thread: SerialThread[object] = SerialThread("one")
    assert thread.end()
    assert thread.call(lambda: 4) == 4
