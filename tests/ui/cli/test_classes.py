"""Legal advice and other families' entries are kept back from the first import on."""

import json

import pytest

NOTES = """12/03/2021 - Home visit - J. Hart
Ada and Ben were at home with Rose. The kitchen floor was covered in rubbish.

19/03/2021 - Legal planning meeting
Threshold considered met. Agreed to start pre-proceedings under the PLO for Ada and Ben.
"""


@pytest.fixture
def legal(cli, book, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text(NOTES, encoding="utf-8")
    assert cli("import", book, "--case", "F-1", file).code == 0
    return book


def data_of(cli, book, tmp_path):
    out = tmp_path / "data.jsonl"
    assert cli("export", book, "--case", "F-1", "data", "--out", out).code == 0
    return out.read_text(encoding="utf-8")


def legal_suggestion(cli, book):
    waiting = cli("suggestions", book, "--case", "F-1").of("suggestion")
    return next(line for line in waiting if line["class"] == "legal_advice")


def decide(cli, book, tmp_path, **decision):
    file = tmp_path / "decision.jsonl"
    file.write_text(json.dumps(decision), encoding="utf-8")
    assert cli("review", book, "--case", "F-1", "--decisions", file).code == 0


def test_the_words_of_a_legal_meeting_do_not_leave_before_anybody_decided(cli, legal, tmp_path):
    assert legal_suggestion(cli, legal)
    words = data_of(cli, legal, tmp_path)
    assert "kitchen floor" in words
    assert "Threshold considered met" not in words


def test_nor_after_the_event_is_accepted_as_proposed(cli, legal, tmp_path):
    decide(cli, legal, tmp_path, id=legal_suggestion(cli, legal)["id"], do="accept")
    assert "Threshold considered met" not in data_of(cli, legal, tmp_path)
    out = tmp_path / "full.docx"
    ran = cli("export", legal, "--case", "F-1", "full-chronology", "--out", out)
    assert ran.code == 0
    assert ran.of("document")[0]["kept_back"] == 1


def test_an_explicit_decision_makes_it_ordinary(cli, legal, tmp_path):
    fields = {"class": "ordinary"}
    chosen = legal_suggestion(cli, legal)["id"]
    decide(cli, legal, tmp_path, id=chosen, do="edit", fields=fields)
    assert "Threshold considered met" in data_of(cli, legal, tmp_path)


def test_classing_an_event_keeps_its_passage_back_too(cli, legal, tmp_path):
    waiting = cli("suggestions", legal, "--case", "F-1").of("suggestion")
    ordinary = next(line for line in waiting if line["class"] == "ordinary")
    fields = {"class": "third_party"}
    decide(cli, legal, tmp_path, id=ordinary["id"], do="edit", fields=fields)
    assert "kitchen floor" not in data_of(cli, legal, tmp_path)
    assert cli("undo", legal).code == 0
    assert "kitchen floor" in data_of(cli, legal, tmp_path)
