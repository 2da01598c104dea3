"""Every form: typed words are lost only when somebody says so; dates are understood or nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.dialogs.dialog import FormDialog, Sure
from ui.widgets.form import Field

FIELDS = (
    Field("note", "assessing.factor.words", "text"),
    Field("since", "assessing.factor.since", "date"),
    Field("secret", "assessing.post", "passphrase"),
)


@pytest.fixture
def asked(week):
    """A form that is open, and what it handed over."""
    given = []
    dialog = FormDialog(week.window, "Title", "Keep", FIELDS, lambda _, found: given.append(found),
                        values={"note": "Known before."})  # fmt: skip
    dialog.open()
    week.settle()
    yield dialog, given
    if dialog.isVisible():
        dialog.asks_before_loss = False
        dialog.reject()


def sure_of(dialog):
    return next((one for one in dialog.findChildren(Sure) if one.isVisible()), None)


def test_escape_asks_before_words_are_lost_and_they_can_be_written_on(week, asked):
    dialog, _ = asked
    dialog.form.widgets["note"].setPlainText("Nia had no coat on.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    sure = sure_of(dialog)
    assert sure is not None
    sure.reject()
    week.settle()
    assert dialog.isVisible()
    assert dialog.form.value("note") == "Nia had no coat on."
    dialog.close()
    assert dialog.isVisible()
    sure_of(dialog).on_accept()
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "typed", [{}, {"secret": "nine tall herons"}, {"note": ""}, {"note": "Oh."}]
)
def test_nothing_a_passphrase_and_few_letters_are_not_asked_about(asked, typed):
    dialog, _ = asked
    for name, words in typed.items():
        dialog.form.set_value(name, words)
    dialog.reject()
    assert not dialog.isVisible()


def test_a_date_that_is_not_understood_is_said_and_nothing_is_handed_over(asked):
    dialog, given = asked
    dialog.form.widgets["since"].line.setText("a while back")
    dialog.on_accept()
    assert not given
    assert "not understood" in dialog.form._wrong["since"].text()
    dialog.form.widgets["since"].line.setText("May 2021")
    dialog.on_accept()
    assert given[0]["since"].edtf == "2021-05"
    assert not dialog.form._wrong["since"].text()
