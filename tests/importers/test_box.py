"""The box: same passages as without it, and nothing that a hostile file does gets out of it."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Attachment, ImportNote, Locator, RawPassage, ReadResult
from chronology_app.programs import module_command, run_limited
from importers import box
from importers.base import ImportOptions, Limits
from importers.box import read_in_box
from importers.box_lines import parse_answer, parse_request, write_request, write_result
from tests.importers.builders import message, paragraph, pdf_file, table, word_file
from tests.importers.helpers import read
from tests.importers.test_sheets import saved, workbook

RESULT = ReadResult(
    format="txt",
    media_type="text/plain",
    passages=(
        RawPassage(index=0, locator=Locator(line=1), text="Siân \u2028 “x”", kind="line"),
        RawPassage(index=1, locator=Locator(sheet="A", row=2, column=3), text="y", kind="cell"),
    ),
    notes=(ImportNote(code="misnamed", params={"name": "a", "format": "txt"}, raw="x"),),
    attachments=(Attachment(name="b.bin", media_type="x/y", data=bytes(range(256))),),
    metadata={"title": "t"},
)


def lines_of(result: ReadResult) -> list[str]:
    return list(write_result(result))


def test_a_result_survives_the_way_out_of_the_box() -> None:
    output = "\n".join(lines_of(RESULT)).encode()
    assert parse_answer(output, Limits()) == RESULT


def test_the_request_survives_the_way_in() -> None:
    options = ImportOptions(file_name="Tŷ.pdf", file_password="ŵ\n", limits=Limits(pages=3))
    data = b"\x00\n\xff" * 10
    assert parse_request(write_request(data, options)) == (data, options)


def book_bytes() -> bytes:
    book = workbook()
    book.worksheets[0]["B2"] = "cell"
    return saved(book)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_file(paragraph("one") + table(["two"]))),
        ("a.pdf", pdf_file([[(60, 700, 11, False, "page")]])),
        ("a.xlsx", book_bytes()),
        ("a.csv", "a,b\nŵ,£\n".encode("cp1252", "replace")),
        ("a.txt", "line £\n".encode("utf-16")),
        ("a.eml", message("From: a@b\nSubject: =?iso-8859-14?q?t=FE?=", "Tŷ")),
    ],
)
def test_every_format_reads_the_same_in_the_box(name: str, data: bytes) -> None:
    boxed = read_in_box(data, ImportOptions(file_name=name))
    assert boxed == read(data, name)
    assert boxed.passages


def test_a_refusal_comes_out_with_its_code_and_the_file_name() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"\x89PNG\r\n\x1a\n", ImportOptions(file_name="photo.png"))
    assert refusal.value.code == "format_image"
    assert refusal.value.params == {"file": "photo.png"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[1:],
        lambda lines: [*lines[:1], *lines[2:]],
        lambda lines: [*lines, lines[1]],
        lambda lines: [*lines[:1], '{"line":"passage","value":["x","virus",null,{}]}', *lines[2:]],
        lambda lines: [*lines[:1], '{"line":"passage","value":["x","line",null,{"page":"1"}]}'],
        lambda lines: [*lines[:1], '{"line":"passage","value":["x","line",null,{"evil":1}]}'],
        lambda lines: [*lines[:1], '{"line":"passage","value":[1,"line",null,{}]}'],
        lambda lines: ['{"line":"head","format":1,"media_type":"","metadata":{}}', *lines[1:]],
        lambda lines: [*lines[:3], '{"line":"attachment","name":"a","data":"%%%"}', *lines[3:]],
        lambda lines: ["not json", *lines],
        lambda lines: ["[" * 100_000, *lines],
        lambda lines: [*lines[:3], '{"line":"note","value":{"code":"made_up"}}', *lines[3:]],
        lambda lines: [*lines[:3], '{"line":"note","value":{"code":"misnamed"}}', *lines[3:]],
        lambda lines: [*lines[:1], '{"line":"passage","value":["x","line",null,{"page":-1}]}'],
        lambda lines: ["[]", *lines],
        lambda lines: ['{"line":"refused","code":"<script>"}'],
    ],
)
def test_an_answer_that_breaks_the_rules_is_not_believed(spoil: object) -> None:
    broken = spoil(lines_of(RESULT))  # type: ignore[operator]
    with pytest.raises(ImportFileError) as refusal:
        parse_answer("\n".join(broken).encode(), Limits())
    assert refusal.value.code == "damaged"


def test_the_name_of_an_attachment_cannot_lead_anywhere() -> None:
    item = Attachment(name="../../etc/pass\nwd", media_type="x/y", data=b"")
    broken = replace(RESULT, attachments=(item,))
    answer = parse_answer("\n".join(lines_of(broken)).encode(), Limits())
    assert answer.attachments[0].name == "_.._etc_pass_wd"


def test_more_passages_than_allowed_are_refused() -> None:
    with pytest.raises(ImportFileError) as refusal:
        parse_answer("\n".join(lines_of(RESULT)).encode(), Limits(passages=1))
    assert refusal.value.code == "too_large"


@pytest.mark.skipif(sys.platform != "linux", reason="these limits are the Linux kernel's")
def test_nothing_gets_out_of_the_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keep").write_text("x")
    monkeypatch.setenv("CHRONOLOGY_PASSPHRASE", "never seen")
    answer = run_limited(
        module_command("tests.importers.naughty"),
        f"{tmp_path}\n".encode(),
        wall_seconds=30,
        output_bytes=10_000,
    )
    assert (answer.output, answer.code) == (b"", 0)
    assert (tmp_path / "keep").exists()
    assert not (tmp_path / "planted").exists()


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(box, "module_command", lambda module: sleeper)
    started = time.monotonic()
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"words", ImportOptions(limits=Limits(wall_seconds=0.3)))
    assert refusal.value.code == "timed_out"
    assert time.monotonic() - started < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of processor time")
def test_a_file_that_takes_too_much_work_is_stopped() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"a line\n" * 1_000_000, ImportOptions(limits=Limits(cpu_seconds=1)))
    assert refusal.value.code == "timed_out"


def test_an_answer_without_end_is_cut() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"words " * 1000, ImportOptions(limits=Limits(answer_bytes=100)))
    assert refusal.value.code == "too_large"


def test_a_file_over_the_limit_never_reaches_the_box() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"12345", ImportOptions(limits=Limits(file_bytes=4)))
    assert refusal.value.code == "too_large"


@pytest.mark.skipif(sys.platform != "linux", reason="these limits are the Linux kernel's")
def test_hunger_for_memory_ends_as_a_refusal() -> None:
    # One line of 60 MB needs far more than this much memory to read.
    options = ImportOptions(limits=Limits(memory_bytes=160 * 1024 * 1024))
    with pytest.raises(ImportFileError) as refusal:
        read_in_box(b"word " * 12_000_000, options)
    assert refusal.value.code in ("too_large", "damaged")


def test_the_box_answers_within_its_lines_only() -> None:
    answer = run_limited(
        module_command("importers.box_child"),
        write_request(b"words", ImportOptions(file_name="a.txt")),
        wall_seconds=30,
        output_bytes=100_000,
    )
    kinds = [json.loads(line)["line"] for line in answer.output.splitlines()]
    assert kinds == ["head", "passage", "end"]
    assert answer.complaint_bytes == 0


def test_a_box_costs_a_fraction_of_a_second() -> None:
    started = time.monotonic()
    for number in range(4):
        read_in_box(word_file(paragraph(f"file {number}")), ImportOptions(file_name="a.docx"))
    assert time.monotonic() - started < 6
