"""Commands on scoring: ways of scoring, and what was scored with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chronology_app.analysis.instruments import (
    CARER,
    CHILD,
    FAMILY,
    instrument_id,
    is_on_scale,
    newest,
    number_words,
    require_sound,
)
from chronology_app.analysis.scores import PURPOSES
from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.plan_commands import require_events
from chronology_app.errors import BadValueError
from chronology_app.model import Assessment, Instrument, Person
from chronology_app.model.links import linked_events
from chronology_app.store.writer import Changed, Step


class ScoringCommands(OpenCasebook):
    """Commands on ways of scoring and on scores."""

    def set_instrument(
        self, case_id: str, instrument: Instrument, *, by: str | None = None
    ) -> Changed:
        """Add a way of scoring, or store its newer state.

        One that was scored with keeps its definition: what was given is then kept as its next
        version, with an id of its own. Errors: BadValueError for a definition that cannot be used,
            or another way of scoring of that name.
        """
        there = self.queries.records(Instrument, case_id)
        wanted = _tidy(replace(instrument, case_id=case_id))
        require_sound(wanted)
        for one in newest(there).values():
            if one.code != wanted.code and one.label.casefold() == wanted.label.casefold():
                raise BadValueError("error.instrument.name_taken", name=wanted.label)
        own = [one for one in there if one.code == wanted.code]
        last = max(own, key=lambda one: one.version, default=None)
        with self._step(case_id, "set_instrument", by) as step:
            if last is None:
                wanted = replace(wanted, id=instrument_id(case_id, wanted.code, 1), version=1)
            elif _only_closes(last, wanted) or not self._is_used(case_id, last.id):
                wanted = replace(wanted, id=last.id, version=last.version)
            else:
                number = last.version + 1
                made = instrument_id(case_id, wanted.code, number)
                wanted = replace(wanted, id=made, version=number, row_version=1)
            step.put(wanted)
            return step.finish({"record_id": wanted.id, "version": str(wanted.version)})

    def remove_instrument(
        self, case_id: str, instrument_id: str, *, by: str | None = None
    ) -> Changed:
        """Take away a way of scoring that nothing was scored with; else BadValueError."""
        if self._is_used(case_id, instrument_id):
            raise BadValueError("error.instrument.used")
        with self._step(case_id, "remove_instrument", by) as step:
            step.remove(step.get(Instrument, instrument_id))
            return step.finish({"record_id": instrument_id})

    def set_assessment(
        self,
        case_id: str,
        assessment: Assessment,
        instrument: Instrument,
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep what was scored on a day, or its newer state; nothing of it is ever rounded.

        `instrument` is kept with it where the case does not hold it yet. Errors: BadValueError
            without a score, for one outside of the scale or between its steps (area, number and
            scale are named), for somebody whom this scale is not about, or an event that was
            removed; UnknownRecordError.
        """
        return self.set_assessments(case_id, [assessment], instrument, by=by)

    def set_assessments(
        self,
        case_id: str,
        assessments: Sequence[Assessment],
        instrument: Instrument,
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep several scorings as one step: a series from a sheet. Errors as for one."""
        if not assessments:
            raise BadValueError("error.score.none")
        command = "set_assessment" if len(assessments) == 1 else "add_series"
        with self._step(case_id, command, by) as step:
            held = step.find(Instrument, instrument.id)
            if held is None:
                held = replace(_tidy(instrument), case_id=case_id)
                require_sound(held)
                step.put(held)
            for one in assessments:
                self._put(step, replace(one, case_id=case_id), held)
            ids = {"record_id": assessments[0].id} if len(assessments) == 1 else {}
            return step.finish({**ids, "count": str(len(assessments))})

    def _put(self, step: Step, one: Assessment, held: Instrument) -> None:
        one = replace(one, instrument_id=held.id, instrument_version=held.version)
        _require_scores(held, one)
        _require_person(step, held, one)
        there = step.find(Assessment, one.id)
        known = set(linked_events(there))
        require_events(step, (i for i in linked_events(one) if i not in known))
        step.put(one)

    def remove_assessment(
        self, case_id: str, assessment_id: str, *, by: str | None = None
    ) -> Changed:
        """Take away what was scored on a day. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_assessment", by) as step:
            step.remove(step.get(Assessment, assessment_id))
            return step.finish({"record_id": assessment_id})

    def _is_used(self, case_id: str, instrument_id: str) -> bool:
        rows = self.queries.records(Assessment, case_id)
        return any(one.instrument_id == instrument_id for one in rows)


def _tidy(one: Instrument) -> Instrument:
    areas = tuple(replace(area, label=area.label.strip()) for area in one.areas)
    return replace(one, label=one.label.strip(), unit=one.unit.strip(), areas=areas)


def _only_closes(last: Instrument, wanted: Instrument) -> bool:
    """Say whether nothing of the definition changes but whether it is still scored with.

    Reminders and what is asked for at a number belong to no score: they change in place too.
    """
    same = replace(
        wanted, id=last.id, version=last.version, row_version=last.row_version,
        is_closed=last.is_closed, again_weeks=last.again_weeks, triggers=last.triggers,
        rights=last.rights,
    )  # fmt: skip
    return same == last


def require_scores(instrument: Instrument, values: Iterable[tuple[str, float]]) -> None:
    """See to it that every number lies on a scale. `values`: (area, number).

    Errors: BadValueError that names area, number and scale.
    """
    labels = {area.code: area.label for area in instrument.areas}
    for code, value in values:
        if code not in labels:
            raise BadValueError("error.score.area", area=code, name=instrument.label)
        if not is_on_scale(instrument, value):
            raise BadValueError(
                "error.score.scale", area=labels[code], number=number_words(value),
                least=number_words(instrument.minimum), most=number_words(instrument.maximum),
                step=number_words(instrument.step), name=instrument.label,
            )  # fmt: skip


def _require_scores(instrument: Instrument, one: Assessment) -> None:
    if not one.scores:
        raise BadValueError("error.score.none")
    if one.purpose and one.purpose not in PURPOSES:
        raise BadValueError("error.score.purpose")
    codes = [score.area for score in one.scores]
    if len(set(codes)) < len(codes):
        raise BadValueError("error.instrument.twice")
    require_scores(instrument, ((score.area, score.value) for score in one.scores))
    theirs = ((s.area, s.parent_value) for s in one.scores if s.parent_value is not None)
    require_scores(instrument, theirs)


def _require_person(step: Step, instrument: Instrument, one: Assessment) -> None:
    person = step.get(Person, one.person_id) if one.person_id else None
    if instrument.subject == FAMILY and person is not None:
        raise BadValueError("error.score.family", name=instrument.label)
    if instrument.subject == CHILD and (person is None or not person.is_child):
        raise BadValueError("error.score.child", name=instrument.label)
    if instrument.subject == CARER and (person is None or person.is_child):
        raise BadValueError("error.score.carer", name=instrument.label)
