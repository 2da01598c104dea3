"""JSON Lines files."""

import pytest

from chronology_app.errors import BadValueError
from ui.jobs.json_lines import parse_json, read_lines


def test_lines_and_a_list_give_the_same(tmp_path):
    lines, rows = tmp_path / "a.jsonl", tmp_path / "b.json"
    lines.write_text('{"id": 1}\n\n{"id": 2}\r\n', encoding="utf-8-sig")
    rows.write_text('[{"id": 1}, {"id": 2}]', encoding="utf-8")
    assert read_lines(lines) == read_lines(rows) == [{"id": 1}, {"id": 2}]


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"fact": "one\u2028two"}\n', encoding="utf-8")
    assert read_lines(file) == [{"fact": "one\u2028two"}]


@pytest.mark.parametrize(("text", "line"), [('{"a": 1}\n{\n', 2), ("3\n", 1), ("[3]", 1)])
def test_the_line_that_is_no_object_is_named(tmp_path, text, line):
    file = tmp_path / "a.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadValueError) as caught:
        read_lines(file)
    assert caught.value.params["line"] == line


def test_bytes_that_are_not_text_are_refused(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadValueError):
        read_lines(file)


@pytest.mark.parametrize(
    "text",
    ['{"class": "legal_advice", "class": "ordinary"}', "[" * 200_000, "9" * 5_000, "NaN", "{"],
)
def test_a_text_that_could_be_misread_is_refused(text):
    with pytest.raises(BadValueError):
        parse_json(text, "a.json")
