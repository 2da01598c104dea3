"""FuzzyDate: a date as known, never finer than the words it came from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from chronology_app.errors import DateValueError

_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date value, its original words and its bounds."""

    edtf: str
    text: str = ""
    modifier: str | None = None
    earliest: date | None = None
    latest: date | None = None

    @classmethod
    def parse(cls, edtf: str, text: str = "", modifier: str | None = None) -> FuzzyDate:
        found = _SIMPLE.fullmatch(edtf)
        if not found:
            raise DateValueError(value=edtf)
        year, month, day = (int(g) if g else None for g in found.groups())
        assert year is not None
        last = calendar.monthrange(year, month)[1] if month else 31
        return cls(edtf, text, modifier, date(year, month or 1, day or 1),
                   date(year, month or 12, day or last))

    @property
    def sort_key(self) -> str:
        return f"{self.earliest}{self.latest}{self.edtf}"
