"""Ages as they are known: at least and at most, when a birth or a date is not exact.

Owns the arithmetic; the words for an age are in `wording.dates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from chronology_app.dates.fuzzy import FuzzyDate

AgeUnit = Literal["years", "months", "weeks", "pregnancy_weeks", "not_born", "unknown"]

#: Months are counted below two years, weeks below three months, as health records do.
_MONTHS_BELOW_YEARS = 2
_WEEKS_BELOW_MONTHS = 3
#: A pregnancy is counted as 40 weeks at the due date (NHS practice) and is over after 42.
_WEEKS_AT_DUE_DATE = 40
_LONGEST_WEEKS = 42


@dataclass(frozen=True, slots=True)
class AgeRange:
    """An age in completed units, both ends included.

    Shape: equal ends mean an exact age. `at_most` is None when there is no upper bound. Units
    ``not_born`` (before birth, weeks not known) and ``unknown`` carry no numbers.
    """

    unit: AgeUnit
    at_least: int | None = None
    at_most: int | None = None
    #: Whether the dates also allow that the child was not yet born.
    maybe_unborn: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.at_least is not None and self.at_least == self.at_most and not self.maybe_unborn


def age_on(born: FuzzyDate | None, due: FuzzyDate | None, on: FuzzyDate) -> AgeRange:
    """Return the age on a date: years; months under 2 years; weeks under 3 months.

    Before birth it is weeks of pregnancy (40 at the due date), when a due date is known. With a
    range the unit fits its upper end, so that both ends are said in one unit.
    """
    if born is None or (born.earliest is None and born.latest is None):
        return _pregnancy(due, on) if due else AgeRange("unknown")
    if on.definitely_before(born):
        return _pregnancy(due, on) if due else AgeRange("not_born")
    if on.earliest is None and on.latest is None:
        return AgeRange("unknown")
    return _age(born, on)


def _age(born: FuzzyDate, on: FuzzyDate) -> AgeRange:
    youngest = _between(born.latest, on.earliest)
    oldest = _between(born.earliest, on.latest)
    unborn = born.latest is None or on.earliest is None or on.earliest < born.latest
    if oldest is None:
        years = youngest[0] // 12 if youngest else 0
        return AgeRange("years", years, None, unborn)
    low_months, low_days = youngest or (0, 0)
    months, days = oldest
    if months >= 12 * _MONTHS_BELOW_YEARS:
        return AgeRange("years", low_months // 12, months // 12, unborn)
    if months >= _WEEKS_BELOW_MONTHS:
        return AgeRange("months", low_months, months, unborn)
    return AgeRange("weeks", low_days // 7, days // 7, unborn)


def birthday(born: date, years: int) -> date:
    """Return the day on which somebody is so many years old; 29 February counts as 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _between(born: date | None, on: date | None) -> tuple[int, int] | None:
    """Return completed months and days from a birth to a day; nought before birth."""
    if born is None or on is None:
        return None
    if on < born:
        return 0, 0
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return months, (on - born).days


def _pregnancy(due: FuzzyDate | None, on: FuzzyDate) -> AgeRange:
    low = _weeks_of_pregnancy(due.latest, on.earliest) if due else None
    high = _weeks_of_pregnancy(due.earliest, on.latest) if due else None
    if low is None or high is None:
        return AgeRange("unknown")
    if high < 0:
        return AgeRange("not_born")
    if high > _LONGEST_WEEKS:
        return AgeRange("unknown")
    return AgeRange("pregnancy_weeks", max(low, 0), high)


def _weeks_of_pregnancy(due: date | None, on: date | None) -> int | None:
    if due is None or on is None:
        return None
    return (_WEEKS_AT_DUE_DATE * 7 - (due - on).days) // 7
