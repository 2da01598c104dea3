"""What the record says to the four questions (scale, type, impact, reasons), for one child.

Fills each question with counts and the events behind them, for an assessor to finish. Nothing is
judged here. Source: the bespoke framework of the NSPCC's Thriving Families (S14), whose questions
ask for the scale, the type, the impact on the child and the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chronology_app.analysis.cumulative import CumulativeRow, build_cumulative
from chronology_app.analysis.factors import KINDS, adults_of, factors_of
from chronology_app.analysis.impact_matrix import build_matrix
from chronology_app.analysis.patterns import PatternHit
from chronology_app.analysis.whose import ANY_TYPE
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    ChildWords,
    Event,
    Factor,
    LikelyImpact,
    Person,
    Record,
    ServiceOffer,
)
from chronology_app.model.codes import ConcernType, ImpactKind, Need, RecordClass
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

SCALE, TYPE, IMPACT, REASONS = QUESTIONS = ("scale", "type", "impact", "reasons")
_TURNS = ("longest_run", "longest_gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that the record says to a question; the sentence is ``four.CODE``."""

    code: str
    event_ids: tuple[str, ...] = ()
    #: What it rests on besides events: factors, services, impacts.
    record_ids: tuple[str, ...] = ()
    #: A number, a list's words already said, a date or a (group, code) to be labelled.
    params: Mapping[str, object] = field(default_factory=dict)
    #: A pattern: shown on the screen, printed only inside somebody's signed words.
    is_pattern: bool = False
    #: It says that nothing is recorded.
    is_empty: bool = False

    def sentence(self, language: str = "en") -> str:
        """Return the fact in words."""
        if self.is_pattern:
            return str(self.params["words"])
        said = {name: _said(value, language) for name, value in self.params.items()}
        return say(f"four.{self.code}", language, **said)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what the record says to it."""

    code: str
    facts: tuple[Fact, ...]


def build_four_questions(
    view: CaseView,
    child: Person,
    as_of: date,
    events: Sequence[Event] | None = None,
    hits: Iterable[PatternHit] = (),
    language: str = "en",
    may_rest_on: Callable[[str], bool] | None = None,
) -> tuple[Question, ...]:
    """Return the four questions for a child, each with what the record says to it.

    `events`: those that count; by default the confirmed ones that no class keeps back. `hits`: the
    patterns found; those that name this child or nobody, and that nobody set aside, are shown.
    `may_rest_on`: says of an event whether words may be shown that rest on it; by default of those
    that count and those of another time that no class keeps back.
    """
    counted = tuple(view.ordinary if events is None else events)
    filled = _Filled(view, child, as_of, counted, may_rest_on)
    patterns = [_pattern(h, language) for h in hits if _is_about(h, child)]
    parts = (
        (SCALE, filled.scale()), (TYPE, filled.types()), (IMPACT, filled.impact()),
        (REASONS, (*filled.reasons(), *patterns)),
    )  # fmt: skip
    return tuple(Question(code, tuple(facts) or (_nothing(code),)) for code, facts in parts)


def _nothing(code: str) -> Fact:
    return Fact(code=f"nothing.{code}", is_empty=True)


class _Filled:
    """One child's questions while they are being filled."""

    def __init__(
        self,
        view: CaseView,
        child: Person,
        as_of: date,
        events: tuple[Event, ...],
        may_rest_on: Callable[[str], bool] | None = None,
    ) -> None:
        self._may_rest_on = may_rest_on or {e.id for e in (*view.ordinary, *events)}.__contains__
        self._view, self._child, self._as_of = view, child, as_of
        self._events = {event.id: event for event in events}
        rows = build_cumulative(view, as_of, events)
        self._rows = {(r.type, r.measure): r for r in rows if r.child_id == child.id}

    def scale(self) -> Iterator[Fact]:
        """Yield counts, months, first and last, the longest run and gap, and strengths."""
        whole = self._row(ANY_TYPE, "events")
        if whole is not None and whole.at_most:
            yield _counted("scale.events", whole)
            yield from self._months()
            for measure in _TURNS:
                row = self._row(ANY_TYPE, measure)
                if row is not None and row.at_most:
                    yield _counted(f"scale.{measure}", row)
            yield from self._ends(whole)
            yield from self._levels()
        strengths = self._row("strength", "strengths")
        if strengths is not None and strengths.at_most:
            yield _counted("scale.strengths", strengths)

    def _months(self) -> Iterator[Fact]:
        row, share = (self._row(ANY_TYPE, m) for m in ("months_with_concern", "share_of_life"))
        if row is None or not row.at_most:
            return
        if share is None or not share.at_most:
            yield _counted("scale.months", row)
            return
        yield _counted("scale.months_of", row, share=_percent(share))

    def _ends(self, whole: CumulativeRow) -> Iterator[Fact]:
        """Yield when the first and the last lie, as far as events have dates."""
        dated = [e for i in whole.event_ids if (e := self._events.get(i)) and e.date]
        if dated:
            first, last = dated[0], dated[-1]
            yield Fact(code="scale.ends", event_ids=(first.id, last.id),
                       params={"first": first.date, "last": last.date})  # fmt: skip

    def _levels(self) -> Iterator[Fact]:
        for (kind, measure), row in self._rows.items():
            name, _, level = measure.partition(":")
            if kind == ANY_TYPE and name == "events" and level and row.at_most:
                yield _counted("scale.level", row, level=("level", level))

    def types(self) -> Iterator[Fact]:
        """Yield each type of concern with its events and months, in the usual order."""
        own = sorted({kind for kind, _ in self._rows} - {ANY_TYPE, "strength", *ConcernType})
        for kind in (*ConcernType, *own):
            row, months = self._row(kind, "events"), self._row(kind, "months_with_concern")
            if row is not None and row.at_most:
                yield _counted("types.events", row, type=("type", str(kind)),
                               months=_figure(months) if months else "0")  # fmt: skip

    def impact(self) -> Iterator[Fact]:
        """Yield what was observed and judged likely by need, own words, and what is missing."""
        matrix = build_matrix(self._view, self._as_of, self._events.values())
        silent = []
        for need in matrix.needs:
            seen, judged = (
                [i for i in matrix.of_child(self._child.id) if (i.kind, i.need) == (kind, need)
                 and self._is_ordinary(i.id)]
                for kind in (ImpactKind.OBSERVED, ImpactKind.LIKELY)
            )  # fmt: skip
            for code, items in (("impact.observed", seen), ("impact.likely", judged)):
                if items:
                    ids = tuple(dict.fromkeys(e for item in items for e in item.event_ids))
                    yield Fact(code=code, event_ids=self._standing(ids),
                               record_ids=tuple(item.id for item in items),
                               params={"count": len(items), "need": ("need", need)})  # fmt: skip
            if not seen and not judged and need in tuple(Need):
                silent.append(need)
        yield from self._own_words()
        if silent and len(silent) < len(Need):
            yield Fact(code="impact.silent", is_empty=True,
                       params={"needs": [("need", need) for need in silent]})  # fmt: skip

    def _own_words(self) -> Iterator[Fact]:
        said = [w for w in self._view.of(ChildWords)
                if w.child_id == self._child.id and w.event_id in self._events]  # fmt: skip
        if said:
            order = tuple(i for i in self._events if i in {w.event_id for w in said})
            yield Fact(code="impact.words", event_ids=order,
                       record_ids=tuple(w.id for w in said),
                       params={"count": len(said)})  # fmt: skip
        else:
            yield Fact(code="impact.no_words", is_empty=True)

    def reasons(self) -> Iterator[Fact]:
        """Yield the risk and protective factors, and what help was offered and taken up."""
        names = {person.id: person.name for person in self._view.people}
        for kind in KINDS:
            for factor in factors_of(self._view, self._child.id, kind):
                if self._may_show(factor):
                    code = "words" if factor.words.strip() else "plain"
                    yield Fact(
                        code=f"reasons.{kind}_{code}", event_ids=self._standing(factor.event_ids),
                        record_ids=(factor.id,),
                        params={"who": names.get(factor.person_id, ""), "words": factor.words,
                                "factor": ("factor", factor.code)},
                    )  # fmt: skip
        for offer in sorted(self._view.of(ServiceOffer), key=lambda o: o.offered_on.sort_key):
            is_for = not offer.person_ids or self._family & set(offer.person_ids)
            if is_for and self._may_show(offer):
                yield Fact(code=f"reasons.service_{offer.answer or 'open'}",
                           event_ids=self._standing(offer.event_ids), record_ids=(offer.id,),
                           params={"name": offer.name, "date": offer.offered_on})  # fmt: skip

    @property
    def _family(self) -> set[str]:
        return {self._child.id, *adults_of(self._view, self._child.id)}

    def _is_ordinary(self, record_id: str) -> bool:
        record: Record | None = self._view.by_id.get(record_id)
        if isinstance(record, LikelyImpact):
            return set(record.event_ids) <= set(self._events)
        return record is not None

    def _may_show(self, one: Factor | ServiceOffer) -> bool:
        """Say whether neither it nor an event that it rests on is kept back."""
        is_free = all(map(self._may_rest_on, one.event_ids))
        return one.record_class == RecordClass.ORDINARY and is_free

    def _standing(self, event_ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i in event_ids if i in self._events)

    def _row(self, kind: str, measure: str) -> CumulativeRow | None:
        return self._rows.get((kind, measure))


def _counted(code: str, row: CumulativeRow, **params: object) -> Fact:
    """Return a count; where dates leave it open, with at least and at most."""
    return Fact(
        code=code, event_ids=row.event_ids,
        params={"count": int(row.at_least), "figure": _figure(row), **params},
    )  # fmt: skip


def _figure(row: CumulativeRow) -> str:
    least, most = int(row.at_least), int(row.at_most)
    return str(least) if least == most else f"{least}\N{EN DASH}{most}"


def _percent(row: CumulativeRow) -> str:
    least, most = (max(1, round(100 * share)) for share in (row.at_least, row.at_most))
    return str(least) if least == most else f"{least}\N{EN DASH}{most}"


def _is_about(hit: PatternHit, child: Person) -> bool:
    return not hit.is_dismissed and (not hit.child_ids or child.id in hit.child_ids)


def _pattern(hit: PatternHit, language: str) -> Fact:
    return Fact(code="pattern", event_ids=hit.event_ids, is_pattern=True,
                params={"words": hit.sentence(language)})  # fmt: skip


def _said(value: object, language: str) -> object:
    if isinstance(value, FuzzyDate):
        return date_words(value, language)
    if isinstance(value, tuple):
        return label(str(value[0]), str(value[1]), language)
    if isinstance(value, list):
        return ", ".join(label(group, code, language) for group, code in value)
    return value
