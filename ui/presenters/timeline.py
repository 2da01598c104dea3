"""What the timeline on the screen shows: lanes, bands and marks, as arrays, and one event's card.

Where marks stand at a zoom is `layout.lanes`; how they look is the screen's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from chronology_app.dates import FuzzyDate
from chronology_app.dates.ages import age_on
from chronology_app.layout.lanes import Marks
from chronology_app.model import Event, Person
from chronology_app.model.codes import ConcernType, EventStatus, Significance, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import age_words, date_words

if TYPE_CHECKING:
    from chronology_app.analysis.spells import Spell, Spells
    from chronology_app.casefile import Casebook

STRENGTH, OTHER = "strength", "other"
#: Kinds of spells that have a strip of their own above a child's marks, from the top.
STRIPS = (
    SpellKind.LEVEL_OF_HELP, SpellKind.LEGAL_STATUS, SpellKind.PLACEMENT, SpellKind.WORKER,
    SpellKind.SERVICE,
)  # fmt: skip
_WEIGHTS = {Significance.LOW: 0, Significance.SOME: 1, Significance.HIGH: 2,
            Significance.HIGHEST: 3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StripBand:
    """A spell as a band: its value and words, and its first and last day as ordinals."""

    code: str
    words: str
    first: int
    last: int
    #: False where an edge is not known to the day, or nothing says that it ended.
    has_start: bool = True
    has_end: bool = True
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The bands of one kind of spell of one child."""

    kind: str
    words: str
    bands: tuple[StripBand, ...]


@dataclass(frozen=True)
class LaneRow:
    """The marks of one type in one lane, in order of time; arrays run alongside."""

    code: str
    marks: Marks
    event_ids: tuple[str, ...]
    #: 0 to 3: how much significance a person gave the event; 1 where nobody did.
    weights: np.ndarray
    #: Events of this type without a date.
    undated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lane:
    """One child's lane, or that of the family."""

    #: Empty for the family's lane.
    person_id: str
    title: str
    subtitle: str
    strips: tuple[Strip, ...]
    rows: tuple[LaneRow, ...]
    #: Ordinals; None where it is not known.
    born: int | None = None
    died: int | None = None

    @cached_property
    def count(self) -> int:
        """How many different events stand in the lane, undated ones included."""
        return len({i for row in self.rows for i in (*row.event_ids, *row.undated)})

    @property
    def undated(self) -> tuple[str, ...]:
        """The lane's events without a date, each once."""
        return tuple(dict.fromkeys(i for row in self.rows for i in row.undated))


@dataclass(frozen=True)
class Timeline:
    """All that the timeline shows of a case."""

    lanes: tuple[Lane, ...]
    #: (code, words) of every row that some lane has, strengths first.
    kinds: tuple[tuple[str, str], ...]
    #: First and last day that something is known of, as ordinals.
    first: int
    last: int
    event_count: int = 0
    #: The first day of the first event.
    first_event: int = 0


def read_timeline(path: Path, key: bytes, case_id: str, today: date, language: str) -> Timeline:
    """Read a case and build its timeline; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_lanes(view, today, language)


def build_lanes(view: CaseView, today: date, language: str = "en") -> Timeline:
    """Build the timeline of a case: each event stands in the lane of every child it is about."""
    from chronology_app.analysis.spells import build_spells

    spells = build_spells(view)
    end = today.toordinal()
    lanes = [_child_lane(view, child, spells, end, language) for child in view.children]
    family = [event for event in view.events if not view.children_of(event)]
    if family:
        title = say("time.family", language)
        rows = _rows(view, family, None, end)
        lanes.append(Lane("", title, say("time.family_sub", language), (), rows))
    used = [row.code for lane in lanes for row in lane.rows]
    known = [STRENGTH, *(str(code) for code in ConcernType)]
    codes = [*(c for c in known if c in used),
             *sorted({c for c in used if c not in known} - {OTHER}),
             *([OTHER] if OTHER in used else [])]  # fmt: skip
    kinds = tuple((code, _row_words(code, language)) for code in codes)
    first, first_event, last = _span(lanes, end)
    return Timeline(tuple(lanes), kinds, first, last, len(view.events), first_event)


def _child_lane(view: CaseView, child: Person, spells: Spells, end: int, language: str) -> Lane:
    events = [event for event in view.events if child in view.children_of(event)]
    when = child.born or child.due
    if child.born:
        subtitle = say("time.born", language, date=date_words(child.born, language))
    elif child.due:
        subtitle = say("time.due", language, date=date_words(child.due, language))
    else:
        subtitle = say("time.birth_unknown", language)
    born = when.earliest.toordinal() if when and when.earliest else None
    died = child.died.latest.toordinal() if child.died and child.died.latest else None
    strips = (_strip(spells.of(child.id, kind), kind, born, died or end, language)
              for kind in STRIPS)  # fmt: skip
    return Lane(
        child.id, child.name, subtitle, tuple(s for s in strips if s.bands),
        _rows(view, events, child, end), born, died,
    )  # fmt: skip


def _strip(spells: Sequence[Spell], kind: str, born: int | None, end: int, language: str) -> Strip:
    bands = tuple(_bands(spells, kind, born, end, language))
    return Strip(kind, _capital(label("spell", kind, language)), bands)


def _bands(
    spells: Sequence[Spell], kind: str, born: int | None, end: int, language: str
) -> Iterable[StripBand]:
    for spell in spells:
        start = spell.start.earliest if spell.start else None
        stop = spell.end.latest if spell.end else None
        first = start.toordinal() if start else born
        if first is None and stop is None:
            continue
        last = stop.toordinal() if stop else end
        first = min(first if first is not None else last, last)
        level = kind == SpellKind.LEVEL_OF_HELP
        words = label("level", spell.value, language) if level else spell.value
        yield StripBand(
            spell.value, words, first, last, bool(start), bool(stop),
            next(iter(spell.event_ids), ""),
        )  # fmt: skip


def _rows(
    view: CaseView, events: Sequence[Event], child: Person | None, end: int
) -> tuple[LaneRow, ...]:
    found: dict[str, list[Event]] = {}
    for event in events:
        for code in _codes(view, event, child):
            found.setdefault(code, []).append(event)
    order = [STRENGTH, *(str(code) for code in ConcernType)]
    codes = sorted(found, key=lambda c: (c == OTHER, order.index(c) if c in order else 99, c))
    return tuple(_row(code, found[code], end) for code in codes)


def _codes(view: CaseView, event: Event, child: Person | None) -> list[str]:
    """Return the rows on which an event stands: its concerns for the child, strengths, other."""
    codes = [c.type for c in view.concerns.get(event.id, ())
             if child is None or c.child_id == child.id]  # fmt: skip
    strengths = view.strengths.get(event.id, ())
    if any(s.child_id is None or child is None or s.child_id == child.id for s in strengths):
        codes.append(STRENGTH)
    return list(dict.fromkeys(codes)) or [OTHER]


def _row(code: str, events: Sequence[Event], end: int) -> LaneRow:
    dated = [event for event in events if event.date and _days(event.date, end)]
    spans = np.array([_days(e.date, end) for e in dated if e.date], dtype=np.float64)
    spans = spans.reshape(-1, 2)
    marks, order = Marks.of(spans[:, 0], spans[:, 1])
    weights = np.array([_WEIGHTS.get(Significance(e.significance), 1) if e.significance else 1
                        for e in dated], dtype=np.int8)  # fmt: skip
    ids = tuple(dated[n].id for n in order)
    undated = tuple(event.id for event in events if not event.date or not _days(event.date, end))
    return LaneRow(code, marks, ids, weights[order], undated)


def _days(when: FuzzyDate, end: int) -> tuple[float, float] | None:
    """Return the first and last possible day; an open end reaches to today or to its other end."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return None
    a = first.toordinal() if first else None
    b = last.toordinal() if last else None
    if a is None:
        a = b
    if b is None:
        b = max(end, a or end)
    assert a is not None
    return float(a), float(b) + 0.999


def _span(lanes: Sequence[Lane], end: int) -> tuple[int, int, int]:
    """Return the first day of anything, that of the first event, and the last day."""
    births = [lane.born for lane in lanes if lane.born is not None]
    rows = [row.marks for lane in lanes for row in lane.rows if row.marks.first.size]
    first = min((int(marks.first.min()) for marks in rows), default=end - 365)
    last = max((int(marks.last.max()) for marks in rows), default=end)
    return min([*births, first]), first, max(last, end)


def _row_words(code: str, language: str) -> str:
    if code in (STRENGTH, OTHER):
        return say(f"time.row.{code}", language)
    return _capital(label("type", code, language))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- one event -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event in words: what the hover card and the foot of the timeline say."""

    event_id: str
    date: str
    #: "Home visit · Children's social care".
    what: str
    fact: str
    #: "Nia, 4 years 2 months; Owen, 11 months".
    ages: str
    quote: str
    #: The source's title; empty when no source could be found.
    source: str
    source_id: str = ""
    passage_id: str = ""
    start: int = 0
    end: int = 0
    #: Words of caution: accepted unread, classed, undated.
    cautions: tuple[str, ...] = ()


def load_card(book: Casebook, case_id: str, event_id: str, language: str = "en") -> EventCard:
    """Return one event in words. Errors: UnknownRecordError."""
    detail = book.queries.event_detail(case_id, event_id)
    event = detail.event
    people = {p.id: p for p in book.queries.records(Person, case_id)}
    named = dict.fromkeys(part.person_id for part in detail.people)
    children = [people[i] for i in named if i in people and people[i].is_child]
    account = detail.accounts[0] if detail.accounts else None
    cited = account.cited[0] if account and account.cited else None
    agency = label("agency", account.account.agency, language) if account else ""
    what = " · ".join(part for part in (label("kind", event.kind, language), agency) if part)
    return EventCard(
        event_id=event.id,
        date=_when(event, language),
        what=what,
        fact=event.fact,
        ages="; ".join(_with_age(child, event, language) for child in children),
        quote=cited.citation.quote if cited else "",
        source=account.source.citation_title if account else "",
        source_id=account.source.id if account else "",
        passage_id=cited.passage.id if cited else "",
        start=cited.citation.start if cited else 0,
        end=cited.citation.end if cited else 0,
        cautions=tuple(_cautions(event, language)),
    )


def _when(event: Event, language: str) -> str:
    if event.date is None:
        return say("time.undated", language)
    words = date_words(event.date, language)
    return say("time.at", language, date=words, time=event.time) if event.time else words


def _with_age(child: Person, event: Event, language: str) -> str:
    if event.date is None or not (child.born or child.due):
        return child.name
    age = age_words(age_on(child.born, child.due, event.date), language)
    return say("time.with_age", language, name=child.name, age=age) if age else child.name


def _cautions(event: Event, language: str) -> Iterable[str]:
    if event.status == EventStatus.ACCEPTED_UNREAD:
        yield say("time.unread", language)
    if event.record_class != "ordinary":
        yield label("class", event.record_class, language)
