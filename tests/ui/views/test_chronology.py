"""The chronology in a real window: keys sort, filter, group, unfold, edit and lead to sources."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.desktop.inside import Inside
from ui.dialogs.dialog import FormDialog
from ui.models.chronology import NUMBER
from ui.places import Place
from ui.presenters.chronology_filter import Filter
from ui.presenters.chronology_order import AccountRow, GroupRow, Order
from ui.views.chronology import ChronologyScreen
from ui.views.chronology_cells import CodeEditor, FactEditor
from ui.views.chronology_menus import ColumnsDialog


@pytest.fixture
def screen(week: Inside) -> ChronologyScreen:
    week.window.activateWindow()
    week.window.go(Place("chronology"))
    week.settle()
    found: Any = week.window.screens["chronology"]
    assert found.model.rowCount() == 5
    return found


def press(screen: ChronologyScreen, key: Any, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    screen.window().activateWindow()
    QGuiApplication.processEvents()
    screen.table.setFocus()
    QTest.keyClick(screen.table, key, held)


def facts(screen: ChronologyScreen) -> list[str]:
    return [row.fact for row in screen.state.arranged.rows if hasattr(row, "fact")]


def go_to(screen: ChronologyScreen, words: str, column: str = "fact") -> str:
    line = next(one for one in screen.state.lines if words in one.fact)
    screen.table.go_to(screen.model.place(line.event_id), column)
    return line.event_id


def dialog_of(week: Inside) -> Any:
    return week.wait_for(
        "a dialog", lambda: next((d for d in week.window.findChildren(FormDialog)
                                  if d.isVisible()), None), 5
    )  # fmt: skip


def test_keys_sort_group_unfold_and_lead_to_the_source(
    week: Inside, screen: ChronologyScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(screen, "bruise")
    press(screen, Qt.Key.Key_A)
    assert screen.state.choices.order == Order("fact")
    assert facts(screen) == sorted(facts(screen), key=str.casefold)
    press(screen, Qt.Key.Key_G)
    assert isinstance(screen.state.arranged.rows[0], GroupRow)
    assert "bruise" in screen.line().fact  # type: ignore[union-attr]
    screen.table.go_to(0)
    press(screen, Qt.Key.Key_Return)
    assert screen.model.rowCount() == 1
    press(screen, Qt.Key.Key_Right)
    assert screen.model.rowCount() == 6
    event = go_to(screen, "dental")
    press(screen, Qt.Key.Key_Space)
    week.wait_for("the accounts", lambda: screen.model.rowCount() == 8)
    assert screen.table.current_event() == event
    press(screen, Qt.Key.Key_Down)
    row = screen.table.current_account()
    assert isinstance(row, AccountRow)
    assert screen.model.line(screen.table.currentIndex().row()) == row.line
    gone: list[Any] = []
    monkeypatch.setattr(screen.desk, "go", lambda *where, **wishes: gone.append((where, wishes)))
    press(screen, Qt.Key.Key_Return)
    cited = row.detail.cited[0].citation
    assert gone == [
        (("sources", row.detail.source.id),
         {"passage_id": cited.passage_id, "start": cited.start, "end": cited.end})
    ]  # fmt: skip


def test_filtering_keeps_the_event_and_says_what_is_filtered(
    week: Inside, screen: ChronologyScreen
) -> None:
    event = go_to(screen, "dental")
    QTest.keyClicks(screen.table, "/")
    assert screen.filters.text.hasFocus()
    QTest.keyClicks(screen.filters.text, "owen")
    QTest.keyClick(screen.filters.text, Qt.Key.Key_Return)
    assert screen.filters.count.text() == "1 of 5 events shown"
    assert screen.table.current_event() == event
    screen.show_filter(Filter(text="no such words"))
    assert screen.no_match.isVisible()
    screen.commands["clear_filter"].trigger()
    assert screen.filters.count.text() == "5 events"
    assert screen.table.isVisible()
    assert screen.table.current_event() == event
    screen.show_filter(Filter(text="no such words"))
    week.window.go(Place("chronology", event))
    assert screen.table.current_event() == event


def test_menus_of_a_filter_stay_open_and_offer_what_occurs(screen: ChronologyScreen) -> None:
    menu = screen.filters._menus["child"]
    menu.popup(QPoint(10, 10))
    menu.setActiveAction(menu.actions()[1])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert screen.state.choices.filter.of("child") == {"owen"}
    menu.close()


def test_cells_are_edited_where_they_stand(week: Inside, screen: ChronologyScreen) -> None:
    event = go_to(screen, "bruise")
    press(screen, Qt.Key.Key_F2)
    editor = screen.table.findChild(FactEditor)
    editor.setPlainText("Bruise on the left cheek.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    week.wait_for("the new fact", lambda: "left cheek." in screen.state.line(event).fact)  # type: ignore[union-attr]
    assert screen.table.current_event() == event
    press(screen, Qt.Key.Key_K)
    week.wait_for("the mark", lambda: screen.state.line(event).key)  # type: ignore[union-attr]
    screen.show_layout(screen.state.choices.layout.with_shown("kind", True))
    screen.table.go_to(screen.model.place(event), "kind")
    press(screen, Qt.Key.Key_Return)
    kinds = screen.table.findChild(CodeEditor)
    kinds.setCurrentIndex(kinds.findData("observation"))
    kinds.chosen.emit()
    week.wait_for("the kind", lambda: screen.state.line(event).kind == "observation")  # type: ignore[union-attr]


def test_an_edit_in_the_dialog_and_undo_keep_the_place(
    week: Inside, screen: ChronologyScreen
) -> None:
    event = go_to(screen, "kitchen", "types")
    press(screen, Qt.Key.Key_F2)
    dialog = dialog_of(week)
    table = dialog.form.widgets["concerns"]
    table.boxes["nia", "physical"].setChecked(True)
    dialog.on_accept()
    week.wait_for("the concern", lambda: screen.state.line(event).concern_types)  # type: ignore[union-attr]
    week.settle()
    week.window.actions_by_id["undo"].trigger()
    week.wait_for("the undoing", lambda: not screen.state.line(event).concern_types)  # type: ignore[union-attr]
    assert screen.table.current_event() == event


def test_a_date_is_corrected_with_a_reason_only(week: Inside, screen: ChronologyScreen) -> None:
    event = go_to(screen, "kitchen")
    press(screen, Qt.Key.Key_D)
    dialog = dialog_of(week)
    dialog.form.set_value("account", "")
    dialog.form.widgets["date"].line.setText("spring 2021")
    dialog.on_accept()
    assert dialog.isVisible()
    dialog.form.set_value("date_reason", "The mother's diary says so.")
    dialog.on_accept()
    week.wait_for("the date", lambda: screen.state.line(event).date_edtf == "2021-21")  # type: ignore[union-attr]
    assert screen.table.current_event() == event


def test_two_events_become_one_and_an_account_goes_its_own_way(
    week: Inside, screen: ChronologyScreen
) -> None:
    go_to(screen, "bruise")
    press(screen, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(screen.chosen_lines()) == 2
    press(screen, Qt.Key.Key_M)
    dialog_of(week).on_accept()
    week.wait_for("the merging", lambda: len(screen.state.lines) == 4)
    week.settle()
    merged = go_to(screen, "bruise")
    assert screen.state.line(merged).account_count == 2  # type: ignore[union-attr]
    press(screen, Qt.Key.Key_S)
    dialog_of(week).on_accept()
    week.wait_for("the splitting", lambda: len(screen.state.lines) == 5)


def test_an_event_is_removed_with_a_reason_and_brought_back(
    week: Inside, screen: ChronologyScreen
) -> None:
    event = go_to(screen, "kitchen")
    press(screen, Qt.Key.Key_Delete)
    dialog = dialog_of(week)
    dialog.on_accept()
    assert dialog.isVisible()
    dialog.form.set_value("reason", "Entered twice.")
    dialog.on_accept()
    week.wait_for("the removing", lambda: len(screen.state.lines) == 4)
    screen.show_filter(Filter({"status": frozenset({"removed"})}))
    week.wait_for("the removed one", lambda: screen.state.arranged.shown == 1)
    screen.table.go_to(screen.model.place(event))
    press(screen, Qt.Key.Key_Delete)
    week.wait_for("its return", lambda: screen.state.total == 5)


def test_rows_are_copied_as_text(week: Inside, screen: ChronologyScreen) -> None:
    go_to(screen, "kitchen")
    press(screen, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "12 April 2021\tHome visit. The kitchen was clean, food in the cupboards.\t"
        "Social work record"
    )


def test_columns_are_chosen_by_keyboard_and_kept(week: Inside, screen: ChronologyScreen) -> None:
    press(screen, Qt.Key.Key_W)
    dialog = week.window.findChild(ColumnsDialog)
    week.settle()
    dialog.list.setCurrentRow(list(screen.state.choices.layout.order).index("source"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.width_box.setValue(222)
    dialog.up.click()
    dialog.on_accept()
    assert not screen.table.isColumnHidden(NUMBER["source"])
    kept = week.program.preferences.tables["chronology"]["columns"]
    assert "source" in kept["shown"]
    assert kept["widths"]["source"] == 222


def test_a_view_is_saved_and_chosen_again(week: Inside, screen: ChronologyScreen) -> None:
    screen.show_filter(Filter({"child": frozenset({"owen"})}))
    press(screen, Qt.Key.Key_V)
    dialog = dialog_of(week)
    dialog.form.set_value("name", "Owen")
    dialog.on_accept()
    week.wait_for("the view", lambda: screen.state.setting.views)
    screen.show_filter(Filter())
    action = next(a for a in screen.views.button.menu().actions() if a.text() == "Owen")
    action.trigger()
    assert screen.state.choices.filter.of("child") == {"owen"}
