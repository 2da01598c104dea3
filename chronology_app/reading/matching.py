"""Weighs whether two accounts tell of one event, field by field, after Fellegi and Sunter.

Owns the comparison and its weights; which accounts are worth comparing, and what is done with the
answer, belongs to `duplicates` and `store.near`. A person decides, always.

For each field two accounts agree to one of a few levels. A level weighs ``log2(m / u)``: how much
more often accounts of one event agree so (m) than accounts of two events of about the same date
(u). The weights are added up; both numbers of each level stand in `resources/matching.toml`.
Source: I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", Journal of the American
Statistical Association 64 (1969).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz

import resources
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\d+")
#: Words that any two notes share.
_COMMON = frozenset(
    "a about after all an and are as at be been before but by did for from had has have he her him"
    " his i in is it me my no not of on or our out said says she so that the their them then there"
    " they this to told up was we were when which who will with you your today yesterday mum dad"
    " mother father child children ms mr mrs miss reported home school".split()
)
#: Words are compared by so many first letters: "drinking" and "drinks" are one.
_STEM = 5
_CLOSE_MINUTES = 60
#: From which likeness of words (0 to 100) each level counts.
_WORD_LEVELS = ((75.0, "very_alike"), (60.0, "alike"), (48.0, "somewhat"), (38.0, "little"))
_SHARED_LEVELS = ((5, "many"), (3, "several"), (2, "two"), (1, "one"))


@dataclass(frozen=True, slots=True)
class Told:
    """One account, as far as it is compared."""

    words: str
    date: FuzzyDate
    time: str | None = None
    kind: str = ""
    agency: str = ""
    recorded_by: str = ""
    children: Collection[str] = ()
    types: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two accounts agree in one field, and what that weighs (positive speaks for one event)."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The whole comparison of two accounts."""

    agreements: tuple[Agreement, ...]

    @property
    def weight(self) -> float:
        """The sum of the weights, in bits."""
        return sum(one.weight for one in self.agreements)


@dataclass(frozen=True)
class Matching:
    """The weights in force. Read only; shared by all comparisons."""

    #: Field -> level -> weight in bits.
    weights: Mapping[str, Mapping[str, float]]
    #: From how many bits two accounts are shown as one event's.
    threshold: float
    #: Kinds that stand for one another when two agencies write about the same thing.
    kin: tuple[frozenset[str], ...] = field(default=())

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Matching:
        """Build from the values of a matching file.

        Shape: ``threshold``, ``kin`` (lists of kinds), ``field.NAME.LEVEL = [m, u]`` with m and u
        above 0 and at most 1. Errors: BadValueError for anything else.
        """
        try:
            weights = {
                name: {level: math.log2(m / u) for level, (m, u) in levels.items()}
                for name, levels in values["field"].items()
            }
            kin = tuple(frozenset(kinds) for kinds in values.get("kin", ()))
            made = cls(weights, float(values["threshold"]), kin)
            numbers = [w for levels in weights.values() for w in levels.values()]
            if not all(map(math.isfinite, (*numbers, made.threshold))):
                raise ValueError("a weight is no number")
            return made
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as cause:
            raise BadValueError("error.settings_file", file="matching.toml") from cause

    def compare(self, first: Told, second: Told) -> Likeness:
        """Return how two accounts of about the same date agree."""
        levels = (
            ("words", _words(first, second)),
            ("shared", _shared(first, second)),
            ("date", _date(first, second)),
            ("time", _time(first, second)),
            ("children", _sets(first.children, second.children)),
            ("kind", self._kind(first, second)),
            ("agency", _agency(first, second)),
            ("types", _sets(first.types, second.types)),
        )
        return Likeness(tuple(Agreement(n, lv, self._weight(n, lv)) for n, lv in levels))

    def is_alike(self, likeness: Likeness) -> bool:
        """Say whether a comparison speaks clearly enough for one event."""
        return likeness.weight >= self.threshold

    def _weight(self, name: str, level: str) -> float:
        return self.weights.get(name, {}).get(level, 0.0)

    def _kind(self, first: Told, second: Told) -> str:
        if first.kind == second.kind:
            return "same"
        pair = {first.kind, second.kind}
        return "kin" if any(pair <= kinds for kinds in self.kin) else "different"


@cache
def shipped_matching() -> Matching:
    """Return the weights that are shipped with the program."""
    text = resources.path("matching.toml").read_text(encoding="utf-8")
    return Matching.of(tomllib.loads(text))


@lru_cache(maxsize=8_192)
def stems(words: str) -> frozenset[str]:
    """Return the telling words of a text, each by its first letters; numbers whole."""
    found = (word.lower() for word in _WORD.findall(words))
    return frozenset(word[:_STEM] for word in found if word not in _COMMON and len(word) > 1)


def _words(first: Told, second: Told) -> str:
    ratio = fuzz.token_set_ratio(first.words.lower(), second.words.lower())
    return next((name for least, name in _WORD_LEVELS if ratio >= least), "unlike")


def _shared(first: Told, second: Told) -> str:
    count = len(stems(first.words) & stems(second.words))
    return next((name for least, name in _SHARED_LEVELS if count >= least), "none")


def _date(first: Told, second: Told) -> str:
    one, other = first.date, second.date
    if one.edtf == other.edtf:
        return "same_day" if one.day else "same_period"
    if one.day and other.day:
        return "day_beside"
    return "within" if one.overlaps(other) else "period_beside"


def _time(first: Told, second: Told) -> str:
    if not first.time or not second.time:
        return "unknown"
    return "apart" if are_times_apart(first.time, second.time) else "close"


def are_times_apart(one: str, other: str) -> bool:
    """Say whether two times of day ("08:15") are too far apart to be of one moment."""
    return abs(_minutes(one) - _minutes(other)) > _CLOSE_MINUTES


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _sets(one: Collection[str], other: Collection[str]) -> str:
    first, second = set(one), set(other)
    if not first or not second:
        return "unknown"
    if first == second:
        return "same"
    return "shared" if first & second else "different"


def _agency(first: Told, second: Told) -> str:
    if first.agency == second.agency:
        return "same"
    crossed = second.recorded_by == first.agency or first.recorded_by == second.agency
    return "told" if crossed else "different"
