"""What was done in a case, by whom and when, as a person reads it: the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.history import history_lines

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class LogLine:
    """One step of the log in words."""

    key: str
    day: str
    sentence: str
    #: Time, name and number in the log.
    detail: str


@dataclass(frozen=True, slots=True)
class Log:
    """A case's log, newest first, and its head as it could be written down."""

    lines: tuple[LogLine, ...] = ()
    head: str = ""


def load_log(book: Casebook, case_id: str, language: str = "en") -> Log:
    """Return the log of a case in words."""
    from chronology_app.dates import FuzzyDate
    from chronology_app.wording import say
    from chronology_app.wording.dates import date_words

    found = []
    for line in reversed(history_lines(book.queries.history(case_id), language)):
        at = line.at.astimezone()
        day = date_words(FuzzyDate.parse(f"{at:%Y-%m-%d}"), language)
        detail = say("log.detail", language, time=f"{at:%H:%M}", name=line.by, number=line.number)
        found.append(LogLine(str(line.number), day, line.sentence, detail))
    return Log(tuple(found), book.queries.head(case_id))
