"""The words of one document: says sentences in its language and notices drafts.

Owns what every document prints alike (dates, ages, dashes, headers); leaves sentences to `wording`.
"""

from __future__ import annotations

import datetime

from chronology_app.dates import FuzzyDate, age_on
from chronology_app.model import Event, Person
from chronology_app.wording import is_draft, label, say
from chronology_app.wording.dates import age_words, date_words


class Words:
    """Says every sentence of one document and remembers whether one of them is a draft."""

    def __init__(self, language: str) -> None:
        self.language = language
        #: Whether a sentence was said that nobody has reviewed in this language.
        self.has_drafts = False

    def say(self, message_id: str, **params: object) -> str:
        """Return a sentence of `resources/i18n/*/documents.po`, by its id without the area."""
        full = f"documents.{message_id}"
        self.has_drafts = self.has_drafts or is_draft(full, self.language)
        return say(full, self.language, **params)

    def label(self, group: str, code: str) -> str:
        """Return the printed name of a code."""
        self.has_drafts = self.has_drafts or is_draft(f"{group}.{code}", self.language)
        return label(group, code, self.language)

    def measure(self, code: str, **params: object) -> str:
        """Return the printed name of a cumulative measure."""
        return say(f"measure.{code}", self.language, **params)

    def date(self, value: FuzzyDate | None) -> str:
        """Return a date for printing; undated things say so."""
        return date_words(value, self.language) if value else self.say("undated")

    def day(self, value: datetime.date) -> str:
        """Return a calendar day for printing."""
        return date_words(FuzzyDate.parse(value.isoformat()), self.language)

    def event_date(self, event: Event) -> str:
        """Return an event's date with its time of day."""
        words = self.date(event.date)
        return self.say("date_and_time", date=words, time=event.time) if event.time else words

    def age(self, person: Person, on: FuzzyDate | None) -> str:
        """Return a child's age on a date; empty where neither birth nor date is known."""
        if on is None or (person.born is None and person.due is None):
            return ""
        return age_words(age_on(person.born, person.due, on), self.language)

    def listed(self, items: list[str]) -> str:
        """Return "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self.say("and", first=", ".join(items[:-1]), last=items[-1])


def capital(words: str) -> str:
    """Return words that begin a line: their first letter is a capital."""
    return words[:1].upper() + words[1:]
