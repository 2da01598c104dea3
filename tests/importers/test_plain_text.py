"""Plain text and delimited text: every line and cell, in every encoding that arrives."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.decode import decode_text
from tests.importers.helpers import codes, read, texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_is_certain(encoding: str) -> None:
    result = read("Siân – 3°\nTŷ Mawr".encode(encoding), "a.txt")
    assert [(p.text, p.locator.line) for p in result.passages] == [("Siân – 3°", 1), ("Tŷ Mawr", 2)]
    assert codes(result) == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_guessed_and_said(encoding: str) -> None:
    result = read("Zoë owed £40 – “none” paid".encode(encoding), "a.txt")
    assert texts(result) == ["Zoë owed £40 – “none” paid"]
    assert codes(result) == ["encoding_guessed"]


def test_bytes_without_a_character_are_kept_in_a_note() -> None:
    result = read(b"caf\xe9 at \x81 noon", "a.txt")
    assert texts(result) == ["café at \ufffd noon"]
    assert [note.raw for note in result.notes if note.code == "undecodable_bytes"] == ["\x81"]


def test_a_damaged_byte_does_not_turn_utf8_into_gibberish() -> None:
    result = read("Siân tŷ llŷn â ê î ô û ŵ".encode() + b" \xff end", "a.txt")
    assert texts(result) == ["Siân tŷ llŷn â ê î ô û ŵ \ufffd end"]


def test_blank_lines_count_but_give_no_passage() -> None:
    result = read(b"one\r\n\r\n  \r\nfour\rfive", "a.txt")
    assert [(p.text, p.locator.line, p.kind) for p in result.passages] == [
        ("one", 1, "line"),
        ("four", 4, "line"),
        ("five", 5, "line"),
    ]


def test_zero_characters_are_replaced_and_named() -> None:
    result = read(b"a" * 600 + b"\x01b", "a.txt")
    assert texts(result)[0].endswith("\ufffdb")
    assert codes(result) == ["unstorable_characters"]


def test_cells_have_row_and_column() -> None:
    result = read(b'Date,Event\n01/02/2020,"Visit, seen"\n', "log.csv")
    assert [(p.text, p.locator.row, p.locator.column) for p in result.passages] == [
        ("Date", 1, 1),
        ("Event", 1, 2),
        ("01/02/2020", 2, 1),
        ("Visit, seen", 2, 2),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark: str) -> None:
    data = mark.join(("Date", "Who", "What")) + "\n" + mark.join(("1 May", '"HV, SW"', "call"))
    assert texts(read(data.encode(), "log.csv"))[3:] == ["1 May", "HV, SW", "call"]


def test_a_delimiter_named_in_the_first_line_is_used() -> None:
    assert texts(read(b"sep=;\na,b;c\n", "log.csv"))[-2:] == ["a,b", "c"]


def test_quoted_line_breaks_stay_in_their_cell() -> None:
    result = read(b'a,b\n"one\ntwo",c\nd,e\n', "log.csv")
    assert [(p.text, p.locator.row) for p in result.passages][2:] == [
        ("one\ntwo", 2),
        ("c", 2),
        ("d", 3),
        ("e", 3),
    ]


def test_ragged_rows_are_kept_and_named() -> None:
    result = read(b"a,b\n1\n1,2,3\n", "log.csv")
    assert texts(result) == ["a", "b", "1", "1", "2", "3"]
    assert [note.params["row"] for note in result.notes] == ["2", "3"]


def test_an_open_quotation_mark_loses_nothing() -> None:
    result = read(b'a,b\n"never closed,2\n3,4\n', "log.csv")
    assert "".join("".join(texts(result)).split()) == "abneverclosed,23,4"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_character_of_a_text_is_lost(text: str) -> None:
    decoded = decode_text(text.encode())
    assert decoded is not None
    assert decoded.text == text.lstrip("\ufeff") or decoded.text == text


CELLS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters=";|"), min_size=1)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_no_character_of_a_table_is_lost(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    found = "".join(texts(read(buffer.getvalue().encode(), "t.csv")))
    wanted = "".join(cell for row in rows for cell in row)
    assert not [char for char in set(wanted) if found.count(char) < wanted.count(char)]
