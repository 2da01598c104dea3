"""What reading looks for in this casebook: phrases over the shipped ones, and school terms.

What makes a phrase or a school year readable is for `reading`; how rows are laid over the shipped
values for `settings`. The suggestions of a new reading are taken in here too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.setting_rows import put_settings
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Case, Passage, SettingsRow, Suggestion
from chronology_app.model.codes import RecordClass, SuggestionStatus
from chronology_app.reading.dates import SchoolYear
from chronology_app.reading.phrases import Phrase, checked
from chronology_app.store.writer import Changed


class PhraseCommands(OpenCasebook):
    """Commands that change what reading looks for."""

    def add_phrase(self, case_id: str, phrase: Phrase, *, by: str | None = None) -> Changed:
        """Have reading look for a phrase.

        Errors: BadValueError when it cannot be read or is there already.
        """
        if self._setting(case_id, phrase.setting) is not None:
            raise BadValueError("error.phrase.there")
        return self._keep_phrases(case_id, "add_phrase", (phrase,), (), by)

    def change_phrase(
        self, case_id: str, key: str, phrase: Phrase, *, by: str | None = None
    ) -> Changed:
        """Give a phrase of this case another list, other words or another strength.

        `key`: `Phrase.key` of what it was. Errors: UnknownRecordError, BadValueError.
        """
        gone = () if checked(phrase).key == key else (key,)
        self._known_phrase(case_id, key)
        return self._keep_phrases(case_id, "change_phrase", (phrase,), gone, by)

    def switch_phrase(self, case_id: str, phrase: Phrase, *, by: str | None = None) -> Changed:
        """Switch a phrase on or off, as `phrase.is_on` says; also a shipped one."""
        return self._keep_phrases(case_id, "switch_phrase", (phrase,), (), by)

    def remove_phrase(self, case_id: str, key: str, *, by: str | None = None) -> Changed:
        """Take away what this case says of a phrase; a shipped one is looked for again.

        Errors: UnknownRecordError.
        """
        self._known_phrase(case_id, key)
        return self._keep_phrases(case_id, "remove_phrase", (), (key,), by)

    def keep_phrases(
        self,
        case_id: str,
        phrases: Sequence[Phrase] = (),
        gone: Sequence[str] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep several phrases and take others away, by key, as one step.

        Errors: BadValueError when a phrase cannot be read, or when nothing is to be done.
        """
        if not phrases and not gone:
            raise BadValueError("error.phrase.nothing")
        return self._keep_phrases(case_id, "keep_phrases", phrases, gone, by)

    def set_school_year(
        self, case_id: str, year: SchoolYear, *, everywhere: bool = False, by: str | None = None
    ) -> Changed:
        """Keep the terms of a school year, in place of those that were there.

        Errors: BadValueError when they cannot be read.
        """
        value = {**year.value(), "everywhere": everywhere}
        SchoolYear.of(year.name, value)
        with self._step(case_id, "set_school_year", by) as step:
            step.get(Case, case_id)
            put_settings(step, self._settings(case_id), {year.setting: value}, year.source)
            return step.finish()

    def remove_school_year(self, case_id: str, name: str, *, by: str | None = None) -> Changed:
        """Take the terms of a school year ("2019-20") away. Errors: UnknownRecordError."""
        row = self._setting(case_id, f"school_terms.{name}")
        if row is None:
            raise UnknownRecordError(value=name)
        with self._step(case_id, "remove_school_year", by) as step:
            step.remove(step.get(SettingsRow, row.id))
            return step.finish()

    def take_new_reading(
        self,
        case_id: str,
        found: Sequence[Suggestion] = (),
        gone: Sequence[str] = (),
        classes: Mapping[str, RecordClass] | None = None,
        *,
        by: str | None = None,
    ) -> Changed:
        """Take in what a new reading of the case's files gave, as one step.

        A suggestion that is known and waits is brought up to date, an unknown one is added. What a
        person decided stays as it is, whatever is given. `gone`: ids that reading no longer gives;
        those that wait are taken away, to be found among what was left out. `classes`: passage
        id -> class, for words that are now kept back; only ordinary passages take it.
        """
        with self._step(case_id, "take_new_reading", by) as step:
            step.get(Case, case_id)
            known = step.find_many(Suggestion, [*(one.id for one in found), *gone])
            news = [_renewed(one, known.get(one.id)) for one in found]
            step.put(*(one for one in news if one is not None))
            step.remove(*(known[i] for i in gone if i in known and _waits(known[i])))
            passages = step.find_many(Passage, classes or {})
            step.put(
                *(
                    replace(passage, record_class=(classes or {})[passage.id])
                    for passage in passages.values()
                    if passage.record_class == RecordClass.ORDINARY
                )
            )
            added = sum(one.id not in known for one in found)
            return step.finish({"count": str(added), "suggestions": str(len(found))})

    def _keep_phrases(
        self,
        case_id: str,
        command: str,
        phrases: Sequence[Phrase],
        gone: Sequence[str],
        by: str | None,
    ) -> Changed:
        kept = [checked(phrase) for phrase in phrases]
        with self._step(case_id, command, by) as step:
            step.get(Case, case_id)
            rows = (self._setting(case_id, f"phrases.{key}") for key in gone)
            step.remove(*(step.get(SettingsRow, row.id) for row in rows if row))
            put_settings(step, self._settings(case_id), {p.setting: p.value() for p in kept})
            return step.finish({"count": str(len(kept) + len(gone))})

    def _known_phrase(self, case_id: str, key: str) -> SettingsRow:
        row = self._setting(case_id, f"phrases.{key}")
        if row is None:
            raise UnknownRecordError(value=key)
        return row

    def _setting(self, case_id: str, name: str) -> SettingsRow | None:
        return next((row for row in self._settings(case_id) if row.name == name), None)

    def _settings(self, case_id: str) -> Sequence[SettingsRow]:
        return self.queries.records(SettingsRow, case_id)


def _waits(suggestion: Suggestion) -> bool:
    return suggestion.status == SuggestionStatus.WAITING


def _renewed(found: Suggestion, known: Suggestion | None) -> Suggestion | None:
    """Return a suggestion as it is to stand, or None when a person has decided it."""
    if known is None:
        return found
    if not _waits(known):
        return None
    return replace(found, source_id=known.source_id, duplicates=known.duplicates)
