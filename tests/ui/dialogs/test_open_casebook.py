"""Where a casebook is offered: what was worked in last, and a free place for a new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ui.dialogs import open_casebook
from ui.dialogs.dialog import FormDialog


@pytest.fixture
def documents(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(open_casebook, "documents_folder", lambda: str(tmp_path))
    return tmp_path


def shown_file(inside) -> str:
    [dialog] = [d for d in inside.window.findChildren(FormDialog) if d.isVisible()]
    return dialog.form.widgets["file"].value()


def test_the_casebook_worked_in_last_is_offered_for_opening(inside, documents):
    for number, name in enumerate(("old", "new", "older")):
        (documents / f"{name}.casebook").touch()
        os.utime(documents / f"{name}.casebook", (0, (2, 3, 1)[number]))
    open_casebook.open_casebook(inside.window)
    assert shown_file(inside) == str(documents / "new.casebook")


def test_a_new_casebook_is_offered_a_place_that_is_free(inside, documents):
    (documents / "Casebook.casebook").touch()
    open_casebook.make_casebook(inside.window)
    assert shown_file(inside) == str(documents / "Casebook 2.casebook")


def test_without_a_folder_for_documents_the_home_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(
        open_casebook.QStandardPaths, "writableLocation", lambda _: str(tmp_path / "none")
    )
    assert open_casebook.documents_folder() == str(Path.home())
