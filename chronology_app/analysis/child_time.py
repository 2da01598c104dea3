"""A date as a child lives it: how old the child is then, and which share of life a wait takes.

Only what has a day is said: nothing is predicted. Where a birth is not known to the day, the bounds
are said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate, age_on
from chronology_app.model import Person
from chronology_app.wording import say
from chronology_app.wording.dates import age_words

#: From this age on the months are said beside the years.
_YEARS_FROM = 24
_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Share:
    """Which share of a child's life until a day a stretch of time takes: 0 to 1, both bounds."""

    at_least: float
    at_most: float

    def words(self) -> str:
        """Return it in whole per cent: "12", or "11–13" where the birth is not exact."""
        low, high = (max(1, round(100 * share)) for share in (self.at_least, self.at_most))
        return str(low) if low == high else f"{low}–{high}"


def age_in_full(child: Person, on: FuzzyDate, language: str = "en") -> str:
    """Return a child's age on a date, e.g. "3 years 2 months"; empty where there is none to say.

    Nobody knows it, or the child is dead by then.
    """
    if (child.born is None and child.due is None) or has_died_by(child, on):
        return ""
    months = _months(child.born, on)
    if months is None or months < _YEARS_FROM:
        return age_words(age_on(child.born, child.due, on), language)
    years, rest = divmod(months, 12)
    told = say("age.years", language, count=years, number=years)
    return say("age.and_months", language, years=told, count=rest, number=rest) if rest else told


def has_died_by(child: Person, on: FuzzyDate) -> bool:
    """Say whether a child was certainly dead on a date."""
    return child.died is not None and child.died.definitely_before(on)


def is_born_by(child: Person, on: FuzzyDate) -> bool:
    """Say whether a child may be born by a date, so that it can be told how old it is."""
    return child.born is not None and not on.definitely_before(child.born)


def age_sentence(
    message: str, child: Person, on: FuzzyDate, today: date, language: str = "en"
) -> str:
    """Return a sentence on a child's age: that of ``message.will`` or, on a past day, ``.was``.

    Empty where there is no age to say, or the child is not born by then.
    """
    age = age_in_full(child, on, language)
    if not age or not is_born_by(child, on):
        return ""
    tense = "was" if on.latest is not None and on.latest < today else "will"
    return say(f"{message}.{tense}", language, name=first_name(child), age=age)


def first_name(person: Person) -> str:
    """Return a person's first name; of one without a name the empty text."""
    return next(iter(person.name.split()), "")


def _months(born: FuzzyDate | None, on: FuzzyDate) -> int | None:
    """Return the completed months where they are one number."""
    if born is None or None in (born.earliest, born.latest, on.earliest, on.latest):
        return None
    low, high = _between(born.latest, on.earliest), _between(born.earliest, on.latest)
    return low if low == high and low >= 0 else None


def _between(born: date | None, on: date | None) -> int:
    assert born is not None
    assert on is not None
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def share_of_life(child: Person, first: date, last: date) -> Share | None:
    """Return which share of a child's life until `last` the days from `first` on are.

    None: nobody knows when the child was born, or the child was born later than `first`.
    """
    born = child.born
    if born is None or born.earliest is None or born.latest is None or first >= last:
        return None
    if born.latest > first:
        return None
    waited = (last - first).days
    return Share(waited / (last - born.earliest).days, waited / (last - born.latest).days)


def time_sentences(
    child: Person, on: FuzzyDate, start: date | None, today: date, language: str = "en"
) -> tuple[str, ...]:
    """Return a date as the child's age, and the wait from `start` until then as a share of life."""
    told = age_sentence("child_time", child, on, today, language)
    age = age_in_full(child, on, language)
    name = first_name(child)
    if not told and age and not is_born_by(child, on):
        return (say("child_time.unborn", language, name=name, age=age),)
    if not told:
        return ()
    found = [told]
    share = share_of_life(child, start, on.latest) if start and on.latest else None
    if share is not None and start is not None and on.latest is not None:
        days = (on.latest - start).days
        is_short = days < 2 * _DAYS_OF_A_WEEK
        found.append(
            say("child_time.share_days" if is_short else "child_time.share", language,
                count=days if is_short else days // _DAYS_OF_A_WEEK, name=name,
                share=share.words())
        )  # fmt: skip
    return tuple(found)
