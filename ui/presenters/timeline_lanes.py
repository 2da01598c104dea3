"""Makes the timeline of a case: each event in the lane of everybody it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from chronology_app.analysis.whose import ANY_TYPE, Lists, first_days, gather
from chronology_app.dates import FuzzyDate
from chronology_app.layout.growth import Growth
from chronology_app.layout.marks import Marks
from chronology_app.model import Event, Factor, Person, SettingsRow
from chronology_app.model.codes import ConcernType, Role, Significance, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words
from ui.presenters.for_a_room import without_kept_back
from ui.presenters.initials import initials_of, protected_words, words_to_hide
from ui.presenters.timeline import (
    FAMILY,
    OTHER,
    STRENGTH,
    Bracket,
    EventLine,
    Lane,
    LaneRow,
    Strip,
    StripBand,
    Timeline,
)
from ui.presenters.timeline_work import WORK, work_lane

if TYPE_CHECKING:
    from chronology_app.analysis.patterns import PatternHit
    from chronology_app.analysis.spells import Spell, Spells

#: Kinds of spells that have a strip of their own above a child's marks, from the top.
STRIPS = (
    SpellKind.LEVEL_OF_HELP, SpellKind.LEGAL_STATUS, SpellKind.PLACEMENT, SpellKind.WORKER,
    SpellKind.SERVICE,
)  # fmt: skip
_WEIGHTS = {Significance.LOW: 0, Significance.SOME: 1, Significance.HIGH: 2,
            Significance.HIGHEST: 3}  # fmt: skip
#: The strips of an adult, from the top.
_FACTORS = ("risk", "protective")
_OPEN_START, _OPEN_END = 1, 2
#: A lane's key -> its brackets.
Brackets = dict[str, tuple[Bracket, ...]]


def read_timeline(path: Path, key: bytes, case_id: str, today: date, language: str) -> Timeline:
    """Read a case and build its timeline; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_lanes(view, today, language)


def read_brackets(path: Path, key: bytes, case_id: str, language: str) -> Brackets:
    """Read a case and find its patterns; made for a worker process.

    It takes longer than the lanes, which are shown meanwhile.
    """
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_brackets(view, language)


def build_brackets(view: CaseView, language: str = "en") -> Brackets:
    """Return the patterns that nobody has set aside as brackets: of each child, of the family."""
    from chronology_app.analysis.patterns import build_patterns

    settings = load_settings(rows=view.of(SettingsRow))
    hits = [hit for hit in build_patterns(view, settings) if not hit.is_dismissed]
    found = {
        child.id: _brackets([h for h in hits if child.id in h.child_ids], language)
        for child in view.children
    }
    return found | {FAMILY: _brackets([h for h in hits if not h.child_ids], language)}


def _brackets(hits: Sequence[PatternHit], language: str) -> tuple[Bracket, ...]:
    """Return the brackets of one lane, on as few lines as need be."""
    found: list[Bracket] = []
    reached: list[int] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.end, h.key)):
        first, last = hit.start.toordinal(), hit.end.toordinal()
        line = next((n for n, end in enumerate(reached) if end < first), len(reached))
        reached[line : line + 1] = [last]
        words = hit.name(language)
        found.append(Bracket(hit.pattern, words, first, last, hit.event_ids, hit.key, line))
    return tuple(found)


def build_lanes(view: CaseView, today: date, language: str = "en") -> Timeline:
    """Build the timeline of a case: each event stands in the lane of everybody it is about."""
    timeline = _build(view, today, language)
    open_view = without_kept_back(view)
    if open_view is view:
        return timeline
    return replace(timeline, room=_build(open_view, today, language))


def _build(view: CaseView, today: date, language: str) -> Timeline:
    from chronology_app.analysis.spells import build_spells

    settings = load_settings(rows=view.of(SettingsRow))
    spells = build_spells(view)
    # What is counted rests on the same events as the figures do, and so add the curves up to them.
    counts = gather(view, build_spells(view, view.ordinary), view.ordinary).children
    maker = _Maker(
        view, spells, counts, today.toordinal(), language,
        int(settings.get("timeline.gap_weeks", 0)),
    )  # fmt: skip
    work = work_lane(view, today, language, settings)
    lanes = (*maker.lanes(), *([work] if work else []))
    used = {row.code for lane in lanes for row in lane.rows}
    codes = sorted(used, key=_row_order)
    kinds = tuple((code, row_words(code, language)) for code in codes)
    first, first_event, last = _span(lanes, today.toordinal())
    return Timeline(
        lanes, kinds, first, last, len(view.events), first_event, tuple(maker.lines()),
        words_to_hide(view, spells), protected_words(view),
    )  # fmt: skip


def row_words(code: str, language: str) -> str:
    """Return what a row is called."""
    if code in (STRENGTH, OTHER):
        return say(f"time.row.{code}", language)
    return _capital(label("type", code, language))


@dataclass(frozen=True)
class _Maker:
    """Makes lanes from a case."""

    view: CaseView
    spells: Spells
    #: Child id -> what counts for the child.
    counts: dict[str, Lists]
    #: Today as an ordinal.
    end: int
    language: str
    gap_weeks: int

    def lanes(self) -> Iterator[Lane]:
        """Give the children's lanes, then those of adults whom the record names, then the family's.

        The family's holds what is about no single child: the history before the first birth,
        earlier children, what was done for the household.
        """
        by_person = self._by_person()
        for child in self.view.children:
            yield self._child(child, by_person.get(child.id, []))
        for adult in self.view.people:
            if not adult.is_child and adult.role != Role.PROFESSIONAL:
                lane = self._adult(adult, by_person.get(adult.id, []))
                if lane.rows or lane.strips:
                    yield lane
        rows = self._rows([e for e in self.view.events if not self.view.children_of(e)], None)
        if rows:
            title, sub = say("time.family", self.language), say("time.family_sub", self.language)
            yield Lane(FAMILY, "family", title, sub, (), rows)

    def _by_person(self) -> dict[str, list[Event]]:
        """Return the events that name each person, in order of time."""
        found: dict[str, list[Event]] = {}
        for event in self.view.events:
            named = dict.fromkeys(p.person_id for p in self.view.event_people.get(event.id, ()))
            for person_id in named:
                found.setdefault(person_id, []).append(event)
        return found

    def _child(self, child: Person, events: Sequence[Event]) -> Lane:
        when = child.born or child.due
        if child.born:
            subtitle = say("time.born", self.language, date=date_words(child.born, self.language))
        elif child.due:
            subtitle = say("time.due", self.language, date=date_words(child.due, self.language))
        else:
            subtitle = say("time.birth_unknown", self.language)
        born = when.earliest.toordinal() if when and when.earliest else None
        died = child.died.latest.toordinal() if child.died and child.died.latest else None
        strips = (
            self._strip(self.spells.of(child.id, kind), kind, born, died or self.end)
            for kind in STRIPS
        )
        return Lane(
            child.id, "child", child.name, subtitle, tuple(s for s in strips if s.bands),
            self._rows(events, child), born, died, initials_of(child.name),
            gap_weeks=self.gap_weeks, whole=self._whole(child),
        )  # fmt: skip

    def _whole(self, child: Person) -> Growth:
        """Return how concerns of any type have added up for a child, an event counted once."""
        lists = self.counts[child.id]
        begins = first_days(child, lists)[0]
        counted = [
            (days, one.is_sure)
            for one in lists.concerns.get(ANY_TYPE, ())
            if (days := _days(one.event, self.end, begins))
        ]
        first = np.array([days[0] for days, _ in counted], dtype=np.float64)
        last = np.array([days[1] for days, is_sure in counted if is_sure], dtype=np.float64)
        return Growth.of(ANY_TYPE, first, last)

    def _adult(self, adult: Person, events: Sequence[Event]) -> Lane:
        strips = []
        for kind in _FACTORS:
            factors = [f for f in self.view.of(Factor) if (f.person_id, f.kind) == (adult.id, kind)]
            bands = tuple(band for f in factors if (band := self._factor(f)))
            if bands:
                strips.append(Strip(kind, say(f"time.factor.{kind}", self.language), bands))
        role = label("role", adult.role, self.language) if adult.role in set(Role) else adult.role
        return Lane(
            adult.id, "adult", adult.name, _capital(role), tuple(strips), self._rows(events, None),
            initials=initials_of(adult.name),
        )  # fmt: skip

    def _factor(self, factor: Factor) -> StripBand | None:
        if factor.since is None and factor.until is None:
            return None
        return self._band(
            factor.code, factor.words or factor.code.replace("_", " "), factor.since, factor.until,
            None, self.end, next(iter(factor.event_ids), ""),
        )  # fmt: skip

    def _strip(self, spells: Sequence[Spell], kind: str, born: int | None, end: int) -> Strip:
        bands = []
        for spell in spells:
            level = kind == SpellKind.LEVEL_OF_HELP
            words = label("level", spell.value, self.language) if level else spell.value
            event_id = next(iter(spell.event_ids), "")
            band = self._band(spell.value, words, spell.start, spell.end, born, end, event_id)
            if band:
                bands.append(band)
        return Strip(kind, _capital(label("spell", kind, self.language)), tuple(bands))

    @staticmethod
    def _band(
        code: str, words: str, since: FuzzyDate | None, until: FuzzyDate | None,
        born: int | None, end: int, event_id: str,
    ) -> StripBand | None:  # fmt: skip
        start = since.earliest if since else None
        stop = until.latest if until else None
        first = start.toordinal() if start else born
        if first is None and stop is None:
            return None
        last = stop.toordinal() if stop else end
        first = min(first if first is not None else last, last)
        return StripBand(code, words, first, last, bool(start), bool(stop), event_id)

    def _rows(self, events: Sequence[Event], child: Person | None) -> tuple[LaneRow, ...]:
        found: dict[str, list[Event]] = {}
        for event in events:
            for code in self._codes(event, child):
                found.setdefault(code, []).append(event)
        return tuple(self._row(code, found[code], child) for code in sorted(found, key=_row_order))

    def _codes(self, event: Event, child: Person | None) -> list[str]:
        """Return the rows on which an event stands: concerns for the child, strengths, other."""
        codes = [c.type for c in self.view.concerns.get(event.id, ())
                 if child is None or c.child_id == child.id]  # fmt: skip
        strengths = self.view.strengths.get(event.id, ())
        if any(s.child_id is None or child is None or s.child_id == child.id for s in strengths):
            codes.append(STRENGTH)
        return list(dict.fromkeys(codes)) or [OTHER]

    def _row(self, code: str, events: Sequence[Event], child: Person | None) -> LaneRow:
        begins = first_days(child, self.counts[child.id])[0] if child else date.max
        dated = [(e, days) for e in events if (days := _days(e, self.end, begins))]
        spans = np.array([days for _, days in dated], dtype=np.float64).reshape(-1, 2)
        marks, order = Marks.of(spans[:, 0], spans[:, 1])
        weights = np.array(
            [_WEIGHTS.get(Significance(e.significance), 1) if e.significance else 1
             for e, _ in dated], dtype=np.int8,
        )  # fmt: skip
        ends = np.array([_open_ends(e.date) for e, _ in dated], dtype=np.int8)
        placed = {e.id for e, _ in dated}
        undated = tuple(e.id for e in events if e.id not in placed)
        return LaneRow(
            code, marks, tuple(dated[n][0].id for n in order), weights[order], ends[order], undated,
            self._counted(code, [dated[n][0].id for n in order], child),
        )  # fmt: skip

    def _counted(self, code: str, ids: Sequence[str], child: Person | None) -> np.ndarray | None:
        """Return how surely each event of a type of concern counts for a child."""
        if child is None or code in (STRENGTH, OTHER):
            return None
        surely = self.counts[child.id].sureness(code)
        return np.array([1 + surely[i] if i in surely else 0 for i in ids], dtype=np.int8)

    def lines(self) -> Iterator[EventLine]:
        """Give every event's line, in order of time."""
        for event in self.view.events:
            days = _days(event, self.end)
            first, last = days or (None, None)
            accounts = self.view.accounts.get(event.id, ())
            agency = label("agency", accounts[0].agency, self.language) if accounts else ""
            kind = label("kind", event.kind, self.language)
            when = date_words(event.date, self.language) if event.date else say(
                "time.undated", self.language)  # fmt: skip
            what = " · ".join(part for part in (kind, agency) if part)
            yield EventLine(event.id, first, last, when, what, event.fact, event.key)


def _row_order(code: str) -> tuple[int, str]:
    """Strengths stand above the line, then the types in their usual order, the others last."""
    known = [STRENGTH, *(str(kind) for kind in ConcernType)]
    if code == OTHER:
        return len(known) + 1, code
    return (known.index(code), code) if code in known else (len(known), code)


def _days(event: Event, end: int, begins: date = date.max) -> tuple[float, float] | None:
    """Return the first and last possible day; an open end reaches to today.

    An open beginning reaches to the day on which somebody's time begins, or to its other end.
    What somebody confirmed by today is not still to come. None for an undated event.
    """
    first, last = (event.date.earliest, event.date.latest) if event.date else (None, None)
    if first is None and last is None:
        return None
    a = first.toordinal() if first else None
    b = last.toordinal() if last else None
    if a is None:
        assert b is not None
        a = min(begins.toordinal(), b)
    if b is None:
        b = max(end, a or end)
    assert a is not None
    known = event.confirmed_at.date().toordinal() if event.confirmed_at else None
    if known is not None and known <= end and a <= end:
        b = min(b, end)
    return float(a), float(b) + 0.999


def _open_ends(when: FuzzyDate | None) -> int:
    if when is None:
        return 0
    return (_OPEN_START if when.earliest is None else 0) | (_OPEN_END if when.latest is None else 0)


def _span(lanes: Iterable[Lane], end: int) -> tuple[int, int, int]:
    """Return the first day of anything, that of the first event, and the last day."""
    found = list(lanes)
    births = [lane.born for lane in found if lane.born is not None]
    births += [band.first for lane in found if lane.key == WORK
               for strip in lane.strips for band in strip.bands]  # fmt: skip
    rows = [row.marks for lane in found for row in lane.rows if row.marks.first.size]
    first = min((int(marks.first.min()) for marks in rows), default=end - 365)
    last = max((int(marks.last.max()) for marks in rows), default=end)
    return min([*births, first]), first, max(last, end)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
