"""Documents on the screen: a protected detail stops one, brackets free it, it is signed."""

from __future__ import annotations

import json
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chronology_app.casefile import Casebook
from chronology_app.model import Plan, ProtectedDetail, SignOff
from chronology_app.model.codes import ProtectedKind
from tests.desktop import prepared
from tests.factories import day
from ui.places import Place


def shown(week):
    week.window.go(Place("documents"))
    screen = week.window.screen_shown
    week.wait_for("the pages", lambda: screen.write.preview is not None)
    return screen


def test_a_protected_address_stops_the_court_paper_and_brackets_let_it_be_written(week, tmp_path):
    detail = ProtectedDetail(
        kind=ProtectedKind.ADDRESS, value=prepared.ADDRESS, withheld_from=(prepared.FATHER,),
        case_id=prepared.CASE_ID,
    )  # fmt: skip
    done = []
    week.window.desk.change(
        week.window, lambda book, case_id: book.add_records(case_id, [detail]), done.append
    )
    week.wait_for("the detail", lambda: done)
    screen = shown(week)
    week.wait_for("the stop", lambda: screen.write.preview.stops)
    assert not screen.write.save_button.isEnabled()
    screen.write._withhold()
    week.wait_for("no stop", lambda: not screen.write.preview.stops)
    assert prepared.ADDRESS not in screen.write.pages._document.toPlainText()
    out = tmp_path / "court.docx"
    screen.write._write("chronology", screen.write.options(), out)
    week.wait_for("the file", lambda: out.exists() and screen.exports.list.lines.lines)
    screen._show_part(1)
    week.wait_for("the list", lambda: screen.records.exports)
    first = screen.records.exports[0]
    assert not first.is_old
    assert "protected details in brackets" in first.detail
    _protect_more_and_write_again(week, screen)


def _protect_more_and_write_again(week, screen):
    detail = ProtectedDetail(kind=ProtectedKind.SCHOOL, value="Ysgol y Graig",
                             case_id=prepared.CASE_ID)  # fmt: skip
    week.window.desk.change(
        week.window, lambda book, case_id: book.add_records(case_id, [detail]), lambda _: None
    )
    week.wait_for("the change", lambda: screen.records.exports[0].is_old)
    assert "what is protected or let out" in screen.records.exports[0].since
    screen.write.form.set_value("protected", "stop")
    screen.exports._on_again()
    assert screen.write.form.values()["protected"] == "withhold"
    assert screen.write.form.values()["reader"] == "court"


def test_an_export_is_written_again_as_it_was_asked_for(week):
    screen = shown(week)
    week.window.go(Place("documents", "impact", {"again": {
        "reader": prepared.FATHER, "child": prepared.CHILDREN[1], "first": "2021-02-01", "last": "",
        "protected": "withhold", "language": "cy", "page": "A4",
    }}))  # fmt: skip
    options = screen.write.options()
    assert (options.profile, options.child) == (prepared.FATHER, prepared.CHILDREN[1])
    assert (options.date_from, options.date_to) == (date(2021, 2, 1), None)
    assert (options.language, options.withhold) == ("cy", True)


def test_the_preview_shows_what_the_document_says(week, monkeypatch):
    screen = shown(week)
    text = screen.write.pages._document.toPlainText()
    assert "bruise" in text
    assert screen.write.pages.page_count >= 1
    QTest.keyClick(screen.write.kinds, Qt.Key.Key_Down)
    week.wait_for("another kind", lambda: screen.write.preview.kind == "full-chronology")
    assert "about 1 page" in screen.write._told.text()
    monkeypatch.setattr("ui.presenters.documents.MOST_ROWS", 1)
    screen.write._ask_preview()
    week.wait_for("a cut preview", lambda: screen.write.preview.is_cut)
    assert "more than 1 page" in screen.write._told.text()


def test_a_signature_is_kept_with_what_it_covers(week, week_book):
    screen = shown(week)
    screen._show_part(2)
    screen.sign.ask()
    dialog = week.wait_for("the form", lambda: week.app.activeModalWidget())
    dialog.form.set_value("post", "Social worker")
    dialog.form.set_value("review", None)
    dialog.on_accept()
    week.wait_for("the signature", lambda: screen.records.signed)
    assert screen.records.signed[0].stands
    assert prepared.WORKER in screen.records.signed[0].detail
    week.window.close()
    week.app.processEvents()
    with Casebook.open(week_book, prepared.PASSPHRASE, by="test") as book:
        (signed,) = book.queries.records(SignOff, prepared.CASE_ID)
        assert json.dumps(signed.event_count) == str(
            len(book.queries.view(prepared.CASE_ID).events)
        )


def test_a_classed_event_is_let_out_for_one_reader_with_a_reason(week):
    desk, kept = week.window.desk, []

    def classify(book, case_id):
        event = book.queries.view(case_id).events[0]
        kept.append(event.id)
        return book.change_event(
            case_id, event.id, {"class": "third_party", "class_reason": "about a neighbour"}
        )

    desk.change(week.window, classify, lambda _: None)
    week.wait_for("the change", lambda: kept)
    screen = shown(week)
    week.wait_for("what is kept back", lambda: screen.write.preview.kept_back)
    assert [one for one, _ in screen.write.preview.kept_back] == kept
    assert any("kept back because of its class" in words for _, words in screen.write.preview.notes)
    screen.write._on_let_out_kept()
    dialog = week.wait_for("the form", lambda: week.app.activeModalWidget())
    dialog.form.set_value("reason", "The neighbour agreed in writing.")
    dialog.on_accept()
    week.wait_for("the event to be printed", lambda: not screen.write.preview.kept_back)


def test_type_and_format_are_offered_for_the_timeline_only(week):
    screen = shown(week)
    screen.write.choose_kind("timeline")
    form = screen.write.form
    assert not form.widgets["type"].isHidden()
    form.set_value("type", "medical")
    assert screen.write.options().concern_type == "medical"
    screen.write.choose_kind("chronology")
    assert form.widgets["type"].isHidden()
    assert form.widgets["ending"].isHidden()
    assert screen.write.options().concern_type == ""


def test_the_plan_that_somebody_came_for_is_chosen_also_when_the_screen_is_new(week):
    """It was lost while the plans on offer had not been read: another plan was written."""
    plans = [Plan(id=name, kind="child_in_need", title=name, started=day("2022-01-10"))
             for name in ("first", "second", "third")]  # fmt: skip
    for plan in plans:
        week.window.desk.change(
            week.window, lambda book, case_id, one=plan: book.set_plan(case_id, one)
        )
    week.window.go(Place("documents", "plan", {"again": {"plan": "second"}}))
    screen = week.window.screen_shown
    week.wait_for("the pages", lambda: screen.write.preview is not None)
    assert screen.write.options().plan == "second"
    # What the user chooses afterwards stays, whatever else becomes known of the case.
    screen.write.form.set_value("plan", "third")
    screen.refresh()
    week.settle()
    assert screen.write.options().plan == "third"
