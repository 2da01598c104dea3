"""Takes in a series of scores from a sheet: which file, which columns, what will be taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QWidget

from chronology_app.model import Assessment
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.dialogs.open_casebook import documents_folder
from ui.jobs.series import ENDINGS, SheetTable, read_sheets
from ui.models.lines import Line, LinesView
from ui.presenters.measures import Measures
from ui.presenters.series import SeriesWishes, Taken, column_names, guess_columns, take_series
from ui.widgets.basics import Choice, keep_tab_order, label
from ui.widgets.form import Field, Form
from ui.words import date_words, say

#: More lines than these help nobody to see whether the columns are right.
_MOST_SHOWN = 200


def take_in_series(
    parent: QWidget, desk: Desk, found: Measures, done: Callable[[str], object]
) -> None:
    """Ask for a file, read it beside the window, then ask what its columns are."""

    def on_chosen(name: str) -> None:
        file = Path(name)

        def on_read(tables: tuple[SheetTable, ...]) -> None:
            SeriesDialog(parent, desk, found, file.name, tables, done).open()

        desk.start_job(say("series.reading"), lambda job, book, case_id: read_sheets(job, file),
                       on_read, owner=parent)  # fmt: skip

    dialog = QFileDialog(parent, say("series.choose"))
    dialog.setDirectory(documents_folder())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = " ".join(f"*.{ending}" for ending in ENDINGS)
    dialog.setNameFilter(f"{say('series.files')} ({endings})")
    dialog.fileSelected.connect(on_chosen)
    dialog.open()


class SeriesDialog(Dialog):
    """Which columns hold what; below, what will be taken in and what cannot, as it stands."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        found: Measures,
        name: str,
        tables: tuple[SheetTable, ...],
        done: Callable[[str], object],
    ) -> None:
        super().__init__(parent, say("series.title"), say("series.take"),
                         say("series.intro", name=name))  # fmt: skip
        self._desk, self._found, self._tables, self._done = desk, found, tables, done
        self._taken = Taken((), ())
        ways = [(one.code, found.instrument_name(one)) for one in found.open_instruments()]
        sheets = [(str(n), table.name or say("series.only_sheet"))
                  for n, table in enumerate(tables)]  # fmt: skip
        self.form = Form([
            Field("sheet", "series.sheet", "choice", choices=sheets),
            Field("way", "measures.field.way", "choice", choices=ways),
            Field("person", "measures.field.person", "choice"),
            Field("date", "series.date_column", "choice"),
            Field("scorer", "measures.field.scorer"),
        ])  # fmt: skip
        self.form.set_visible("sheet", len(tables) > 1)
        self._areas = _AreaColumns()
        self._areas.changed.connect(self._show_rows)
        self.told = label("", "strong", wraps=True)
        self.list = LinesView(say("series.rows"))
        self.list.setMinimumHeight(160)
        self.body.addWidget(self.form)
        self.body.addWidget(self._areas)
        self.body.addWidget(self.told)
        self.body.addWidget(self.list, 1)
        self._show_sheet()
        self._show_way()
        for name_, deed in (("sheet", self._show_sheet), ("way", self._show_way)):
            self._box(name_).currentIndexChanged.connect(lambda _, deed=deed: deed())
        for name_ in ("person", "date"):
            self._box(name_).currentIndexChanged.connect(lambda _: self._show_rows())
        self.set_width(760, 720)

    @property
    def table(self) -> SheetTable:
        """The chosen sheet."""
        return self._tables[int(self.form.value("sheet") or 0)]

    def _box(self, name: str) -> QComboBox:
        box = self.form.widgets[name]
        assert isinstance(box, QComboBox)
        return box

    def _show_sheet(self) -> None:
        """Offer the chosen sheet's columns, the likeliest chosen."""
        best, _ = guess_columns(self.table, date.today())
        fill_choice(self._box("date"), column_names(self.table, best, date.today()))
        self._box("date").setCurrentIndex(best)
        self._show_areas()

    def _show_way(self) -> None:
        """Offer the people and areas of the chosen way of scoring."""
        one = self._found.instrument(str(self.form.value("way") or ""))
        people = self._box("person")
        people.blockSignals(True)
        people.clear()
        for person_id, name in self._found.people_for(one) if one else ():
            people.addItem(name, person_id)
        people.blockSignals(False)
        self._show_areas()

    def _show_areas(self) -> None:
        """Ask for the column of each area; columns of numbers are taken in their order."""
        one = self._found.instrument(str(self.form.value("way") or ""))
        if one is None:
            return
        best, numbers = guess_columns(self.table, date.today())
        names = column_names(self.table, best, date.today())
        areas = [(area.code, self._found.area_name(one, area.code)) for area in one.areas]
        self._areas.offer(areas, names, _likely([title for _, title in areas], names, numbers))
        self._show_rows()

    def _show_rows(self) -> None:
        """Say what will be taken in, and which rows cannot be, each with its reason."""
        wishes = self._wishes()
        if wishes is None:
            self._taken = Taken((), ())
        else:
            case = self._desk.case
            case_id = case.id if case else ""
            self._taken = take_series(self.table, wishes, case_id, self._known(), date.today())
        taken = self._taken
        parts = [say("series.count", count=len(taken.assessments))]
        if taken.known:
            parts.append(say("series.known", count=taken.known))
        if taken.problems:
            parts.append(say("series.problems", count=len(taken.problems)))
        self.told.setText(" ".join(parts))
        rows = [Line(f"p{n}", words, icon="triangle-alert", tone="should")
                for n, words in enumerate(taken.problems[:_MOST_SHOWN])]  # fmt: skip
        rows += [Line(one.id, self._words(one), icon="circle")
                 for one in taken.assessments[:_MOST_SHOWN]]  # fmt: skip
        self.list.set_lines(rows)
        self.accept_button.setEnabled(bool(taken.assessments))

    def _words(self, one: Assessment) -> str:
        way = self._found.instrument(str(self.form.value("way") or ""))
        assert way is not None
        return self._found.numbers_line(way, one, date_words(one.on))

    def _known(self) -> tuple[str, ...]:
        view = self._found.view
        return tuple(one.id for one in view.of(Assessment)) if view else ()

    def _wishes(self) -> SeriesWishes | None:
        one = self._found.instrument(str(self.form.value("way") or ""))
        columns = self._areas.value()
        if one is None or not columns:
            return None
        given: dict[str, Any] = self.form.values()
        return SeriesWishes(instrument=one, date_column=int(given["date"] or 0), columns=columns,
                            person_id=given["person"] or "", scorer=given["scorer"])  # fmt: skip

    def on_accept(self) -> None:
        """Keep the scorings as one step."""
        wishes = self._wishes()
        self._show_rows()
        rows = self._taken.assessments
        if wishes is None or not rows:
            return
        one = wishes.instrument

        def kept(_: object) -> None:
            self.accept()
            self._done(rows[-1].id)

        self.set_busy(True)
        self._desk.change(
            self, lambda book, case_id: book.set_assessments(case_id, rows, one), kept,
            self.show_problem,
        )  # fmt: skip


class _AreaColumns(QWidget):
    """For each area of a way of scoring: the column that holds its numbers."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, Choice] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def offer(
        self, areas: list[tuple[str, str]], names: list[str], likely: list[int]
    ) -> None:  # fmt: skip
        """Offer the columns for each area, the likely one chosen; -1 is none."""
        while (item := self._grid.takeAt(0)) is not None:
            if (held := item.widget()) is not None:
                held.hide()
                held.deleteLater()
        self._boxes = {}
        for row, ((code, title), column) in enumerate(zip(areas, likely, strict=True)):
            box = Choice()
            fill_choice(box, names, say("series.no_column"))
            box.setCurrentIndex(max(0, box.findData(column)))
            words = say("series.column_of", area=title)
            box.setAccessibleName(words)
            named = label(words, wraps=True)
            named.setBuddy(box)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            self._grid.addWidget(named, row, 0)
            self._grid.addWidget(box, row, 1)
            self._boxes[code] = box
        keep_tab_order(self, tuple(self._boxes.values()))

    def value(self) -> dict[str, int]:
        """Return the column of each area that has one; columns count from 0."""
        held = {code: box.currentData() for code, box in self._boxes.items()}
        return {code: int(column) for code, column in held.items() if column is not None
                and int(column) >= 0}  # fmt: skip


def fill_choice(box: QComboBox, names: list[str], first: str = "") -> None:
    """Offer columns by their names, after a first choice that stands for none of them."""
    box.blockSignals(True)
    box.clear()
    if first:
        box.addItem(first, -1)
    for n, words in enumerate(names):
        box.addItem(words, n)
    box.blockSignals(False)


def _likely(titles: list[str], names: list[str], numbers: tuple[int, ...]) -> list[int]:
    """Return the column of each area: one that is named like it, else the next of numbers."""
    found = [
        next((n for n, name in enumerate(names) if title.casefold() in name.casefold()), -1)
        for title in titles
    ]
    rest = [n for n in numbers if n not in found]
    if len(titles) == 1 and found[0] < 0 and rest:
        found[0] = rest[0]
    return found
