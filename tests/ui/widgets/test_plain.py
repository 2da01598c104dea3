"""Words of a case are words wherever Qt would make more of them."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import Qt

from ui.widgets.plain import plain_face, plain_tip

UI = Path(__file__).resolve().parents[3] / "ui"


@pytest.mark.parametrize(
    "words",
    [
        "<b>Nia</b>", "<img src=file:///etc/passwd>", "  <qt>x</qt>", "a <i>b", "&lt;b&gt;",
        "<?xml version='1.0'?><p>x", "<!DOCTYPE html>", "<h1 x=1>\n" * 40, "<p/>" * 3000,
        f"{'a ' * 60}<b>x</b>",
    ],
)  # fmt: skip
def test_a_tool_tip_is_never_taken_for_html(words: str):
    assert not Qt.mightBeRichText(plain_tip(words))


@pytest.mark.parametrize("words", ["", "Tom & Sons", "3 < 4", "Llŷr\nÅsa", "قصة", "a\x00b"])
def test_a_tool_tip_without_tags_says_what_it_is_given(words: str):
    assert plain_tip(words) == words


def test_a_long_tool_tip_is_broken_into_lines_and_cut():
    lines = plain_tip("word " * 20_000).split("\n")
    assert max(map(len, lines)) <= 90
    assert 20 < len(lines) < 30
    assert lines[-1] == "…"


def test_a_button_has_no_key_and_no_second_line_from_words_of_a_case():
    assert plain_face("Tom & Sons\tCtrl+Q\nx") == "Tom && Sons Ctrl+Q x"


def _is_own_words(argument: ast.expr) -> bool:
    """Say whether a tool tip is made plain, or is a sentence of our own without parameters."""
    if isinstance(argument, ast.IfExp):
        return _is_own_words(argument.body) and _is_own_words(argument.orelse)
    if isinstance(argument, ast.Constant):
        return True
    if not isinstance(argument, ast.Call) or not isinstance(argument.func, ast.Name):
        return False
    if argument.func.id == "plain_tip":
        return True
    is_bare = len(argument.args) == 1 and not argument.keywords
    return argument.func.id == "say" and is_bare


def test_every_tool_tip_is_made_plain():
    wrong = [
        f"{path.relative_to(UI)}:{node.lineno}"
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and not _is_own_words(node.args[0])
    ]
    assert wrong == []


def test_every_label_with_words_says_that_they_are_plain():
    """A bare QLabel guesses; `basics.label` does not."""
    wrong = [
        f"{path.relative_to(UI)}:{node.lineno}"
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "QLabel"
        and node.args
        and not _is_own_words(node.args[0])
        and path.name != "basics.py"
    ]
    assert wrong == []
