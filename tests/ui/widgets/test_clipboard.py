"""What is copied of a case stays on this machine, and a key does not stay on the clipboard."""

from PySide6.QtGui import QGuiApplication

from tests.desktop.inside import Inside
from ui.widgets.clipboard import copy_private, copy_secret


def test_words_of_a_case_ask_to_be_kept_out_of_histories(inside: Inside):
    copy_private("Nia was hungry.")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "Nia was hungry."
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert any("CloudClipboard" in one for one in clipboard.mimeData().formats())


def test_a_key_is_taken_away_again_and_what_was_copied_since_is_not(inside: Inside):
    clipboard = QGuiApplication.clipboard()
    copy_secret("AAAA-BBBB", 20)
    assert clipboard.text() == "AAAA-BBBB"
    inside.wait_for("the clearing", lambda: clipboard.text() == "")
    copy_secret("AAAA-BBBB", 20)
    clipboard.setText("another thing")
    inside.settle(0.1)
    assert clipboard.text() == "another thing"
