"""Presenting: what a whole room sees and hears."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from chronology_app.analysis.cumulative import build_cumulative
from chronology_app.model.codes import RecordClass
from tests.factories import TODAY, make_event, sample_view
from ui.dialogs.presenting import present
from ui.presenters.timeline_lanes import build_lanes
from ui.theme.style import theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CLASSES = [c for c in RecordClass if c != RecordClass.ORDINARY]


def kept_back(record_class):
    """Return a case in which a class keeps back a move, and a concern at home after it."""
    move = (("placement", "Foster home Tull", "starts"),)
    return sample_view(
        *make_event("kept", "2021-02-01", "Counsel advised that Nia be placed.", children=("nia",),
                    concerns=("emotional",), spells=move, record_class=record_class, key=True),
        *make_event("home", "2021-06-01", "No food.", children=("nia", "owen"),
                    concerns=("nutritional",), key=True),
    )  # fmt: skip


@pytest.mark.parametrize("record_class", CLASSES)
def test_a_room_sees_nothing_that_a_class_keeps_back(record_class):
    theme.apply(QApplication.instance() or QApplication([]), "light", 100)
    timeline = build_lanes(kept_back(record_class), TODAY)
    assert "kept" in timeline.by_id, "those who work on the case see it"
    parent = QWidget()
    window = present(parent, timeline, {"kept", "home"}, initials=False)
    shown = window.scene.timeline
    assert "kept" not in shown.by_id
    assert [line.event_id for line in window.steps] == ["home"]
    drawn = {i for lane in shown.lanes for row in lane.rows for i in (*row.event_ids, *row.undated)}
    assert "home" in drawn
    assert "kept" not in drawn
    bands = {b.words for lane in shown.lanes for strip in lane.strips for b in strip.bands}
    assert "Foster home Tull" not in bands
    ordinary = [e for e in kept_back(record_class).events if e.record_class == "ordinary"]
    assert shown.event_count == len(ordinary) == len(shown.lines)
    window.close()


@pytest.mark.parametrize("record_class", CLASSES)
def test_curves_add_up_to_the_figures_whatever_is_kept_back(record_class):
    view = kept_back(record_class)
    timeline = build_lanes(view, TODAY)
    rows = build_cumulative(view, TODAY, view.ordinary)
    for lane in timeline.lanes:
        if lane.kind != "child":
            continue
        counted = {
            row.type: (row.at_least, row.at_most) for row in rows
            if row.child_id == lane.key and row.measure == "events"
        }  # fmt: skip
        for growth in lane.growths:
            row = next(row for row in lane.rows if row.code == growth.code)
            least, most = counted[growth.code]
            assert len(growth.sure) + len(row.undated) == least
            assert len(growth.maybe) + len(row.undated) == most
        assert {g.code for g in lane.growths} == counted.keys() - {"any", "strength"}


@pytest.mark.parametrize("initials", [False, True])
def test_a_room_learns_no_protected_detail(initials):
    theme.apply(QApplication.instance() or QApplication([]), "light", 100)
    spells = (("placement", "3 Quarry Bank", "starts"),)
    view = sample_view(*make_event("e", "2021-05-05", "Moved to 3 quarry  bank, Penhelyg.",
                                   children=("nia",), spells=spells, key=True))  # fmt: skip
    parent = QWidget()
    window = present(parent, build_lanes(view, TODAY), {"e"}, initials=initials)
    window.step(1)
    strips = (strip for lane in window.scene.timeline.lanes for strip in lane.strips)
    bands = [window.scene.said(band.words) for strip in strips for band in strip.bands]
    assert "Quarry" not in " ".join(bands)
    assert window.fact.text() == "Moved to –, Penhelyg."
    window.toggle_initials()
    assert "uarry" not in window.fact.text()
    window.close()
