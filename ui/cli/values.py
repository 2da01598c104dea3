"""Dates as they are typed on the command line."""

from __future__ import annotations

import re
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def fuzzy_date(value: str | None) -> FuzzyDate | None:
    """Understand a date option: EDTF or day-first numbers. Errors: BadValueError."""
    if not value:
        return None
    found = _DAY_FIRST.fullmatch(value.strip())
    edtf = "{2}-{1:0>2}-{0:0>2}".format(*found.groups()) if found else value.strip()
    try:
        return FuzzyDate.parse(edtf, value)
    except DateValueError as cause:
        raise BadValueError("cli.bad_date", value=value) from cause


def day(value: str) -> date:
    """Understand an option that must be one day. Errors: BadValueError."""
    found = fuzzy_date(value)
    if found is None or found.earliest is None or found.earliest != found.latest:
        raise BadValueError("cli.not_one_day", value=value)
    return found.earliest
