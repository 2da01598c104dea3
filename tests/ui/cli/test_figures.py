"""Figures on the command line: one child, one type, a period; what cannot be drawn is said."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from chronology_app.casefile import Casebook
from tests.ui.cli.conftest import PASSPHRASE

REFUSED = [
    (("--type", "weather"), "No type of concern is called weather"),
    (("--child", "Nobody"), "Nobody"),
    (("--type", "medical", "--from", "1950-01-01", "--to", "1950-02-01"), "Nothing to draw"),
    (("--from", "2020-01-01", "--to", "2019-01-01"), "ends before it begins"),
]


@pytest.fixture
def draw(cli, book, notes, tmp_path):
    """Return a function that exports the timeline of a reviewed case with options."""
    assert cli("import", book, "--case", "F-1", notes).code == 0
    waiting = cli("suggestions", book, "--case", "F-1").of("suggestion")
    file = tmp_path / "decisions.jsonl"
    lines = [json.dumps({"id": line["id"], "do": "accept"}) for line in waiting]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert cli("review", book, "--case", "F-1", "--decisions", file).code == 0
    (tmp_path / "out").mkdir()

    def export(*options, kind="timeline", name="timeline.svg"):
        out = tmp_path / "out" / name
        return cli("export", book, "--case", "F-1", kind, "--out", out, *options)

    return export


def test_one_type_is_chosen_and_every_page_is_named_and_logged(draw, cli, book, tmp_path):
    whole = draw(name="whole.pdf").of("document")[0]
    ran = draw("--type", "Physical", "--page", "A3", name="one.png")
    report = ran.of("document")[0]
    assert 0 < report["rows"] <= whole["rows"]
    written = sorted(str(file) for file in (tmp_path / "out").glob("one*.png"))
    assert sorted([report["file"], *report["further"]]) == written
    with Casebook.open(book, PASSPHRASE, by="test") as opened:
        (case,) = opened.queries.cases()
        params = opened.queries.history(case.id)[-1].params
    assert params["type"] == "physical"
    digests = [sha256(Path(file).read_bytes()).hexdigest() for file in report["further"]]
    assert params.get("further", "").split() == digests


def test_what_cannot_be_drawn_is_refused_in_a_sentence(draw, tmp_path):
    for options, sentence in REFUSED:
        ran = draw(*options)
        assert ran.code == 2
        assert sentence in ran.told
    ran = draw("--type", "medical", kind="chronology", name="chronology.docx")
    assert ran.code == 2
    assert "timeline only" in ran.told
    assert not list((tmp_path / "out").iterdir())
