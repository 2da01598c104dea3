"""Which events of the chronology are shown: the choices, what they leave, and how they are told.

Works on the loaded lines alone; in which order they stand is in `chronology_order`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model.codes import EventStatus
from chronology_app.store.chronology_lines import ChronologyLine
from ui.presenters.chronology import Setting
from ui.presenters.chronology_columns import how_words
from ui.words import date_words, label, say

#: Stands for "none of these" in a facet: no child named, no type given.
NONE = "-"
Values = Callable[[ChronologyLine], tuple[str, ...]]


def _marks(line: ChronologyLine) -> tuple[str, ...]:
    marks = (
        ("key", line.key), ("relied_on", line.relied_on), ("child_words", line.child_words),
        ("conflict", line.has_conflict), ("uncertain", line.is_date_uncertain),
        ("undated", line.date_edtf is None), ("accounts", line.account_count > 1),
    )  # fmt: skip
    return tuple(code for code, is_so in marks if is_so)


def _shows(line: ChronologyLine) -> tuple[str, ...]:
    if line.strength:
        return ("concern", "strength") if line.concern_types else ("strength",)
    return ("concern",) if line.concern_types else ()


#: What can be chosen, in the order of the filter row: name -> the values of a line.
FACETS: Mapping[str, Values] = {
    "child": lambda line: line.child_ids,
    "agency": lambda line: line.agencies,
    "type": lambda line: line.concern_types,
    "kind": lambda line: (line.kind,),
    "shows": _shows,
    "status": lambda line: (line.status,),
    "evidence": lambda line: line.evidence,
    "how": lambda line: (line.confirmed_how or "unknown",),
    "class": lambda line: (line.record_class,),
    "significance": lambda line: (line.significance,) if line.significance else (),
    "mark": _marks,
}
#: Facets of which a line may have no value, so that "none" can be chosen.
WITH_NONE = frozenset({"child", "type", "shows", "significance"})


@dataclass(frozen=True, slots=True)
class Filter:
    """What is chosen. Within a facet any value will do; between facets all must hold."""

    #: Facet -> chosen values; facets without a choice are left out.
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: A date is in when a day of it may lie between these, both included.
    since: FuzzyDate | None = None
    until: FuzzyDate | None = None
    #: Every word must stand in the event.
    text: str = ""
    #: Only these events, and what they have in common in words; never kept.
    only: frozenset[str] = frozenset()
    only_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not (self.chosen or self.since or self.until or self.text.strip() or self.only)

    @property
    def wants_removed(self) -> bool:
        """Whether removed events are asked for."""
        return EventStatus.REMOVED in self.chosen.get("status", ())

    def of(self, facet: str) -> frozenset[str]:
        """Return what is chosen of a facet."""
        return self.chosen.get(facet, frozenset())

    def with_choice(self, facet: str, values: Iterable[str]) -> Filter:
        """Return the filter with exactly these values of a facet."""
        chosen = {name: kept for name, kept in self.chosen.items() if name != facet}
        if kept := frozenset(values):
            chosen[facet] = kept
        return replace(self, chosen=chosen)

    def toggled(self, facet: str, value: str) -> Filter:
        """Return the filter with a value chosen that was not, or the other way round."""
        return self.with_choice(facet, self.of(facet) ^ {value})

    def as_data(self) -> dict[str, Any]:
        """Return what can be kept as JSON."""
        data: dict[str, Any] = {name: sorted(values) for name, values in self.chosen.items()}
        for name, when in (("since", self.since), ("until", self.until)):
            if when is not None:
                data[name] = [when.edtf, when.text]
        return {**data, "text": self.text} if self.text else data


def read_filter(data: object) -> Filter:
    """Return a filter that was kept; what is not understood is left out."""
    if not isinstance(data, dict):
        return Filter()
    chosen = {
        name: frozenset(str(value) for value in data[name])
        for name in FACETS
        if isinstance(data.get(name), list) and data[name]
    }
    text = data.get("text")
    return Filter(
        chosen, _read_date(data.get("since")), _read_date(data.get("until")),
        text if isinstance(text, str) else "",
    )  # fmt: skip


def _read_date(data: object) -> FuzzyDate | None:
    if not (isinstance(data, list) and [type(item) for item in data] == [str, str]):
        return None
    try:
        return FuzzyDate.parse(data[0], data[1])
    except DateValueError:
        return None


# --- what it leaves ------------------------------------------------------------------------------


class Sieve:
    """Filters the lines of a case; remembers the texts that words are looked for in."""

    def __init__(self, lines: Sequence[ChronologyLine], setting: Setting) -> None:
        self._lines = lines
        self._setting = setting
        self._texts: dict[str, str] = {}

    def kept(self, wanted: Filter) -> list[ChronologyLine]:
        """Return the lines that a filter leaves, in their order."""
        found = list(self._lines)
        if not wanted.wants_removed:
            found = [line for line in found if line.status != EventStatus.REMOVED]
        if wanted.only:
            found = [line for line in found if line.event_id in wanted.only]
        for facet, chosen in wanted.chosen.items():
            found = _kept_of(found, FACETS[facet], chosen)
        if wanted.since or wanted.until:
            found = _between(found, wanted.since, wanted.until)
        if words := wanted.text.casefold().split():
            texts = self._searched()
            found = [line for line in found if _has(texts[line.event_id], words)]
        return found

    def _searched(self) -> dict[str, str]:
        if not self._texts:
            self._texts = {
                line.event_id: "\n".join(
                    (line.fact, line.court_wording, line.action, line.result, *line.authors)
                ).casefold()
                for line in self._lines
            }
        return self._texts


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _kept_of(
    lines: list[ChronologyLine], values: Values, chosen: frozenset[str]
) -> list[ChronologyLine]:
    none = NONE in chosen
    return [
        line for line in lines
        if ((there := values(line)) and not chosen.isdisjoint(there)) or (none and not there)
    ]  # fmt: skip


def _between(
    lines: list[ChronologyLine], since: FuzzyDate | None, until: FuzzyDate | None
) -> list[ChronologyLine]:
    """Return the lines of which a day may lie in the time; days are compared as ISO texts."""
    first = _iso(since.earliest if since else None)
    last = _iso(until.latest if until else None)
    return [
        line for line in lines
        if line.date_edtf is not None
        and not (first and line.latest and line.latest < first)
        and not (last and line.earliest and line.earliest > last)
    ]  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# --- what can be chosen, in words ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet that occurs, in words, and how many events have it."""

    value: str
    words: str
    count: int


def choices(facet: str, lines: Iterable[ChronologyLine], setting: Setting) -> tuple[Choice, ...]:
    """Return what can be chosen of a facet: what occurs in the case, in a settled order."""
    values = FACETS[facet]
    counts: Counter[str] = Counter()
    none = 0
    for line in lines:
        if there := values(line):
            counts.update(there)
        else:
            none += 1
    if facet == "status":
        counts.setdefault(EventStatus.REMOVED.value, 0)
    found = [Choice(value, value_words(facet, value, setting), n) for value, n in counts.items()]
    found.sort(key=_order(facet, setting))
    if none and facet in WITH_NONE:
        found.append(Choice(NONE, value_words(facet, NONE, setting), none))
    return tuple(found)


def _order(facet: str, setting: Setting) -> Callable[[Choice], Any]:
    if facet == "child":
        places = {child.id: n for n, child in enumerate(setting.children)}
        return lambda choice: (places.get(choice.value, len(places)), choice.words)
    settled = _SETTLED.get(facet)
    if settled:
        return lambda choice: settled.index(choice.value) if choice.value in settled else 99
    return lambda choice: choice.words.casefold()


_SETTLED = {
    "significance": ["highest", "high", "some", "low"],
    "status": ["confirmed", "accepted_unread", "removed"],
    "mark": ["key", "relied_on", "child_words", "conflict", "uncertain", "undated", "accounts"],
}
#: Facets whose values are codes with a label of their own group.
_GROUPS = frozenset(
    {"agency", "type", "kind", "status", "evidence", "class", "significance"}
)  # fmt: skip


def value_words(facet: str, value: str, setting: Setting) -> str:
    """Return a value of a facet in words."""
    if value == NONE:
        return say(f"chron.none.{facet}")
    if facet == "child":
        return setting.child(value).name
    if facet == "how":
        return how_words("" if value == "unknown" else value)
    if facet in _GROUPS:
        return label(facet, value)
    return say(f"chron.{facet}.{value}")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is filtered by: what it is, in words, and the filter without it."""

    words: str
    without: Filter


def told(wanted: Filter, setting: Setting) -> Iterator[Told]:
    """Yield in words what is filtered by, each with the filter that does without it."""
    for facet in FACETS:
        if chosen := wanted.of(facet):
            words = sorted(value_words(facet, value, setting) for value in chosen)
            yield Told(
                say("chron.told", name=say(f"chron.filter.{facet}"), values=", ".join(words)),
                wanted.with_choice(facet, ()),
            )
    if wanted.only:
        of_them = wanted.only_words or say("chron.told_only", count=len(wanted.only))
        yield Told(of_them, replace(wanted, only=frozenset(), only_words=""))
    if wanted.since or wanted.until:
        yield Told(_time_words(wanted), replace(wanted, since=None, until=None))
    if text := wanted.text.strip():
        yield Told(say("chron.told_text", words=text), replace(wanted, text=""))


def _time_words(wanted: Filter) -> str:
    since, until = wanted.since, wanted.until
    if since and until:
        return say("chron.told_between", first=date_words(since), last=date_words(until))
    if since:
        return say("chron.told_since", date=date_words(since))
    return say("chron.told_until", date=date_words(until))
