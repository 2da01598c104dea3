"""What a pattern's rule found: rule, thresholds, days, events, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from chronology_app.dates import FuzzyDate
from chronology_app.model import Finding
from chronology_app.wording import has, label, say
from chronology_app.wording.dates import date_words
from chronology_app.wording.lists import list_words

Threshold = float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternHit:
    """One hit of one rule, for one or several children, or for the parents or family."""

    pattern: str
    rule: str
    #: In the family's order; empty for the parents or the family.
    child_ids: tuple[str, ...] = ()
    start: date
    end: date
    #: In order of date.
    event_ids: tuple[str, ...] = ()
    #: Those of the events whose date is not one day.
    uncertain_event_ids: tuple[str, ...] = ()
    #: Events of the same sort that could not take part, because they have no date.
    undated_event_ids: tuple[str, ...] = ()
    thresholds: Mapping[str, Threshold] = field(default_factory=lambda: MappingProxyType({}))
    #: What the sentence needs: numbers, names and codes.
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    #: The rule holds for all possible days of the uncertain dates.
    is_certain: bool = True
    #: Events whose step (level, worker, agreement ...) was read from their words.
    read_from_words: tuple[str, ...] = ()
    #: Pattern, rule, children and events as one name, for setting aside.
    key: str = ""
    #: What a person decided about it, if anything.
    decision: Finding | None = None

    @property
    def is_dismissed(self) -> bool:
        """Whether a person has set it aside."""
        return self.decision is not None and self.decision.decision == "dismissed"

    def name(self, language: str = "en") -> str:
        """Return the neutral name under which it is printed."""
        own = f"pattern.name.{self.pattern}.{self.rule}"
        return say(own if has(own) else f"pattern.name.{self.pattern}", language)

    def sentence(self, language: str = "en") -> str:
        """Return what was found, in words, with what is uncertain about it."""
        words = {name: _said(name, value, language) for name, value in self.params.items()}
        words |= {"start": day_words(self.start, language), "end": day_words(self.end, language)}
        text = say(f"pattern.{self.pattern}.{self.rule}", language, **words)
        return " ".join((text, *self._notes(language)))

    def rule_words(self, language: str = "en") -> str:
        """Return the rule with its thresholds in words."""
        numbers = {name.replace(".", "_"): f"{value:g}" for name, value in self.thresholds.items()}
        return say(f"pattern.{self.pattern}.{self.rule}.rule", language, **numbers)

    def _notes(self, language: str) -> Iterable[str]:
        if not self.is_certain:
            yield say("pattern.note.uncertain", language, count=len(self.uncertain_event_ids))
        if self.undated_event_ids:
            yield say("pattern.note.undated", language, count=len(self.undated_event_ids))
        if self.read_from_words:
            yield say("pattern.note.read", language, count=len(self.read_from_words))


def day_words(day: date, language: str) -> str:
    """Return a day in words."""
    return date_words(FuzzyDate.parse(day.isoformat()), language)


def _said(name: str, value: object, language: str) -> object:
    if isinstance(value, date):
        return day_words(value, language)
    if name.endswith("_days") and value == "":
        return say("pattern.silence.never", language)
    if name == "level":
        return label("level", str(value), language)
    if name == "agency":
        return label("agency", str(value), language)
    if name == "types":
        assert isinstance(value, tuple)
        # One of them is "supervision and guidance": commas part them, also the last.
        return ", ".join(label("type", str(code), language) for code in value)
    if name == "with_outcome" and value == 0:
        return say("pattern.none_of_them", language)
    if isinstance(value, tuple):
        return list_words([str(item) for item in value], language)
    return value
