"""Reads spreadsheets: one passage for each cell that is not blank, sheet by sheet.

Comments, errors, text boxes and the like, which the value reader leaves out, are left to
`sheet_extras`.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import python_calamine as calamine

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Locator, ReadResult
from importers.base import ImportOptions, PassageList
from importers.packed import Package, core_properties
from importers.sheet_extras import read_extras
from importers.sheet_places import check_extent
from importers.sheet_styles import Shown, find_coarse_dates

media_types = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class SheetImporter:
    """Reads one of the spreadsheet formats."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.media_type = media_types[name]

    def read(self, data: bytes, options: ImportOptions) -> ReadResult:
        """Return a passage of kind "cell" per cell, with sheet, row and column as in the sheet.

        A formula gives its last result; a date is written YYYY-MM-DD, with HH:MM where it has a
        time; a number is the shortest text that gives the same number, a percentage the number
        behind it. Hidden sheets are read and noted. Of
        .xls, .xlsb and .ods files only the values are read, which a note says.
        Errors: ImportFileError "damaged", "too_large", "unsafe", "encrypted_office".
        """
        found = PassageList(options)
        package = Package(data, options.limits) if zipfile.is_zipfile(io.BytesIO(data)) else None
        shown: Shown = {}
        if package is not None and self.name == "xlsx":
            package.check_parts()
            check_extent(package)
            shown = find_coarse_dates(package)
        self._add_sheets(data, found, shown)
        if package is not None and self.name == "xlsx":
            for item, value in core_properties(package).items():
                found.tell(item, value)
            read_extras(package, found)
        else:
            found.note("values_only")
        return found.result(self.name, self.media_type)

    def _add_sheets(self, data: bytes, found: PassageList, shown: Shown) -> None:
        try:
            with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
                for sheet in book.sheets_metadata:
                    if sheet.visible != calamine.SheetVisibleEnum.Visible:
                        found.note("hidden_sheet", Locator(sheet=sheet.name), sheet=sheet.name)
                    if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                        _add_cells(book.get_sheet_by_name(sheet.name), found, shown)
                    else:
                        found.note("sheet_not_read", Locator(sheet=sheet.name), sheet=sheet.name)
        except calamine.PasswordError as cause:
            raise ImportFileError("encrypted_office") from cause
        except calamine.CalamineError as cause:
            raise ImportFileError("damaged") from cause


def _add_cells(sheet: calamine.CalamineSheet, found: PassageList, shown: Shown) -> None:
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    for row, values in enumerate(sheet.to_python(), start=first_row + 1):
        for column, value in enumerate(values, start=first_column + 1):
            if value != "":
                text = cell_text(value, shown.get((sheet.name, row, column)))
                found.add(text, "cell", sheet=sheet.name, row=row, column=column)


def cell_text(value: Value, shown: str | None = None) -> str:
    """Return the one text of a cell's value.

    `shown` is "month" or "year" where the cell shows no day: the first of a month is then what
    Excel made of "Mar-22", and no day is written.
    """
    if shown and isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        if value.day == 1 and shown == "month":
            return f"{_MONTHS[value.month - 1]} {value.year}"
        if value.day == value.month == 1:
            return str(value.year)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        # Some programs write midnight after every date; calamine tells other whole days apart.
        if value.time() == dt.time():
            return value.date().isoformat()
        return f"{value.date().isoformat()} {_clock(value.time())}"
    if isinstance(value, dt.time):
        return _clock(value)
    if isinstance(value, dt.timedelta):
        return _hours(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _clock(time: dt.time) -> str:
    return time.isoformat("minutes" if not (time.second or time.microsecond) else "auto")


def _hours(length: dt.timedelta) -> str:
    seconds = round(length.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, rest = divmod(seconds, 3600)
    return f"{sign}{hours}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
