"""One way to export: build, gate, write; nothing is written when the gate stops it."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from chronology_app.documents.options import LOCAL_AUTHORITY, ExportOptions
from chronology_app.errors import ExportError, ExportRefusedError, WrongUseError
from chronology_app.model import Change
from exporters.kinds import KINDS, export
from tests.factories import TODAY, day, make, make_event, sample_plan, sample_scores, sample_view

LEAK = make_event("leak", "2021-08-02", "Seen at 3 Quarry Bank.", children=("nia",),
                  source="notes")  # fmt: skip
LEAK_IN_PLAN = make(
    Change, id="leak-in-plan", position=2, needed="Nia sleeps in a bed at 3 Quarry Bank.",
    child_ids=("nia",), by_when=day("2022-05-01"),
)  # fmt: skip
#: Kinds that print no event without a concern, strength or impact.
WITHOUT_IT = {"impact", "referral", "four-questions", "assessment"}
FILES = [(code, ending) for code, kind in KINDS.items() for ending in kind.endings]


def _options(**fields):
    return ExportOptions(today=TODAY, **fields)


def _contents(path):
    """Return every byte that a reader could see, those of zipped parts unpacked."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize(("kind", "ending"), FILES)
def test_every_kind_is_written_with_each_of_its_endings(tmp_path, kind, ending):
    target = tmp_path / f"file.{ending}"
    view = sample_view(*sample_plan(), *sample_scores())
    done = export(view, kind, _options(profile=LOCAL_AUTHORITY), target)
    assert target.stat().st_size > 500
    assert (done.kind, done.path) == (kind, target)
    assert done.rows > 0
    assert "e11" in done.kept_back
    assert done.unread == (0 if kind == "data" else 1)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_protected_or_classed_is_in_any_part_of_what_is_written(tmp_path, kind):
    target = tmp_path / f"file.{KINDS[kind].endings[0]}"
    view = sample_view(*LEAK, *sample_plan(), *sample_scores(), LEAK_IN_PLAN)
    with pytest.raises(ExportRefusedError) if kind not in WITHOUT_IT else _nothing():
        export(view, kind, _options(), target)
    if kind == "data":
        return
    export(view, kind, _options(withhold=True), target)
    contents = _contents(target).lower()
    assert b"quarry" not in contents
    assert b"threshold" not in contents
    assert b"sy99" not in contents


class _nothing:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def test_a_stopped_export_writes_nothing_and_leaves_what_was_there(tmp_path):
    target = tmp_path / "chronology.docx"
    target.write_bytes(b"old")
    with pytest.raises(ExportRefusedError):
        export(sample_view(*LEAK), "chronology", _options(), target)
    assert target.read_bytes() == b"old"


def test_who_may_know_the_detail_gets_the_document(tmp_path):
    target = tmp_path / "chronology.docx"
    export(sample_view(*LEAK), "chronology", _options(profile="Kerry Hollins"), target)
    assert b"Quarry" in _contents(target)


def test_an_unknown_kind_or_ending_is_refused_with_what_there_is(tmp_path):
    with pytest.raises(WrongUseError) as unknown:
        export(sample_view(), "poem", _options(), tmp_path / "a.docx")
    assert "timeline" in unknown.value.params["kinds"]
    with pytest.raises(ExportError) as ending:
        export(sample_view(), "chronology", _options(), tmp_path / "a.png")
    assert ending.value.params["endings"] == "docx"


def test_a_document_without_figures_does_not_load_what_draws_them():
    code = "import sys, exporters.kinds; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
