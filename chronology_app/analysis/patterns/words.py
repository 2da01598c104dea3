"""Reads what the words of an event tell: steps of help, workers, agreements, what was not held.

Facts are short; quotes are read only where the fact says nothing, and each text to a fixed length,
so that reading grows with the number of events alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chronology_app.model import Event
from chronology_app.model.view import CaseView
from chronology_app.reading.lexicon import Hit, Lexicon, is_negated
from chronology_app.settings import Settings

#: So much of one text is read.
_LONGEST = 1_000
#: The lexicon's tables that are read here.
_SHIPPED = ("level_starts", "level_ends", "practice", "strength", "ignore", "ignore_kind")
_STOPS = re.compile(r"[.;:!?]")
#: It reaches over a comma: "if things get worse, ...".
_CONDITION = re.compile(r"\b(?:if|unless|in case|should)\b", re.I)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}|all"
_SHARE = re.compile(
    rf"\b(?:attend\w*|kept|took\s+up|came\s+to|went\s+to|present\s+at|completed)\b[^.;]{{0,40}}?"
    rf"\b(?P<done>{_COUNT})\s+(?:out\s+)?of\s+(?:(?:the|her|his|their|first|last|a)\s+){{0,2}}"
    rf"(?P<of>{_COUNT})\b", re.I,
)  # fmt: skip
_PERCENT = re.compile(
    r"\battend\w*\b[^.;]{0,40}?\b(\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
    r"|\b(\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)[^.;]{0,20}?\battend", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """The levels that the words of an event begin and end."""

    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lists:
    """The phrase lists of some settings, ready to look for."""

    levels: Lexicon
    drift: Lexicon
    strength: Lexicon
    parts: dict[str, Lexicon]
    subjects: re.Pattern[str]


#: The lists of the latest settings by their version: making them takes longer than a short case.
_KEPT: dict[str, _Lists] = {}


def _lists_of(settings: Settings) -> _Lists:
    if settings.version not in _KEPT:
        _KEPT.clear()
        _KEPT[settings.version] = _make_lists(settings)
    return _KEPT[settings.version]


def _make_lists(settings: Settings) -> _Lists:
    lists: dict[str, list[str]] = settings.get("patterns.words") or {}
    shipped: dict[str, dict[str, object]] = settings.get("lexicon") or {}
    lexicon = Lexicon.of({n: shipped[n] for n in _SHIPPED if n in shipped})
    levels = (f"{n}.{code}" for n in ("level_starts", "level_ends") for code in shipped.get(n, ()))
    subjects = "|".join(map(re.escape, lists.get("not_held_subjects") or ["visit"]))
    return _Lists(
        lexicon.only(*levels),
        lexicon.only("practice.drift"),
        lexicon.only("strength", "ignore_kind"),
        {n: Lexicon.of({n: {"strong": w}}) for n, w in lists.items() if n.endswith("_words")},
        re.compile(rf"\b(?:{subjects})", re.I),
    )


class Words:
    """The phrase lists in force, each asked by its own question."""

    def __init__(self, settings: Settings, view: CaseView) -> None:
        lists = _lists_of(settings)
        self._view = view
        self._levels, self._drift, self._strength = lists.levels, lists.drift, lists.strength
        self._parts, self._subjects = lists.parts, lists.subjects
        self._adults = _adult_names(view)
        #: What was asked of an event before: the same answer for each of the children.
        self._known: dict[tuple[str, str], bool] = {}

    def texts(self, event: Event) -> Iterable[str]:
        """Yield the fact, then the quotes, each up to a fixed length."""
        yield event.fact[:_LONGEST]
        for account in self._view.accounts.get(event.id, ())[:4]:
            for citation in self._view.citations.get(account.id, ())[:4]:
                if citation.quote != event.fact:
                    yield citation.quote[:_LONGEST]

    def step(self, event: Event) -> Step:
        """Return the levels that an event's words begin and end; the fact first."""
        for text in self.texts(event):
            hits = [h for h in self._levels.find(text) if not self._only_thought_of(text, h)]
            if hits:
                starts = dict.fromkeys(_level(h) for h in hits if h.group.startswith("level_st"))
                ends = dict.fromkeys(_level(h) for h in hits if h.group.startswith("level_ends"))
                return Step(tuple(starts), tuple(ends))
        return Step()

    def tells(self, name: str, text: str) -> bool:
        """Say whether a list's phrase stands in a text, not negated."""
        part = self._parts.get(name)
        return part is not None and any(not is_negated(text, h) for h in part.find(text))

    def any_text_tells(self, name: str, event: Event) -> bool:
        """Say whether the fact, or else a quote, holds a phrase of a list."""
        return self._once(
            f"any {name}", event, lambda: any(self.tells(name, t) for t in self.texts(event))
        )

    def fact_tells(self, name: str, event: Event) -> bool:
        """Say whether the fact holds a phrase of a list."""
        return self._once(name, event, lambda: self.tells(name, event.fact[:_LONGEST]))

    def _once(self, question: str, event: Event, answer: Callable[[], bool]) -> bool:
        known = self._known.get((question, event.id))
        if known is None:
            known = self._known[question, event.id] = answer()
        return known

    def agrees(self, event: Event) -> bool:
        """Say whether somebody of the family undertakes something in the fact."""
        return self._once("agrees", event, lambda: self._agrees(event))

    def _agrees(self, event: Event) -> bool:
        text = event.fact[:_LONGEST]
        if self.tells("agreement_words", text):
            return True
        part = self._parts.get("agreement_of_family_words")
        hits = part.find(text) if part else []
        return any(not is_negated(text, hit) and self._is_of_family(text, hit) for hit in hits)

    def praises(self, event: Event) -> bool:
        """Say whether the fact holds a clear phrase of the lexicon's strengths."""
        return self._once("praises", event, lambda: self._praises(event))

    def _praises(self, event: Event) -> bool:
        text = event.fact[:_LONGEST]
        hits = self._strength.find(text)
        return any(h.weight >= 2.0 and not is_negated(text, h) for h in hits)

    def not_held(self, event: Event) -> bool:
        """Say whether the fact tells that the service did not hold what it should have."""
        return self._once("not_held", event, lambda: self._not_held(event))

    def _not_held(self, event: Event) -> bool:
        text = event.fact[:_LONGEST]
        part = self._parts.get("not_held_words")
        if part and part.find(text):
            return True
        hits = self._drift.find(text)
        return any(h.weight >= 3.0 and self._subjects.search(h.words) for h in hits)

    def _is_of_family(self, text: str, hit: Hit) -> bool:
        before = _STOPS.split(text[: hit.start])[-1]
        return self.tells("family_words", before) or bool(
            self._adults and self._adults.search(before)
        )

    def _only_thought_of(self, text: str, hit: Hit) -> bool:
        if is_negated(text, hit):
            return True
        if _CONDITION.search(_STOPS.split(text[: hit.start])[-1]):
            return True
        before = re.split(r"[.;:!?,]|\band\b", text[: hit.start])[-1]
        after = re.split(r"[.;:!?,]|\band\b", text[hit.end :])[0]
        doubted = re.search(r"\b(?:recommended|considered|requested|not\s+agreed)\b", after, re.I)
        return bool(doubted) or self.tells("not_yet_words", before)


def share_attended(text: str) -> tuple[int, int] | None:
    """Return how many of how many were attended, where a text says so."""
    found = _SHARE.search(text)
    if not found:
        return None
    of = _number(found["of"])
    done = of if found["done"].lower() == "all" else _number(found["done"])
    return (done, of) if of and done <= of else None


def percent_attended(text: str) -> float | None:
    """Return the percentage attended that a text gives, as "n of m" or in per cent."""
    share = share_attended(text)
    if share:
        return 100 * share[0] / share[1]
    found = _PERCENT.search(text)
    return float(found[1] or found[2]) if found else None


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS.get(words.lower(), 0)


def _level(hit: Hit) -> str:
    return hit.group.partition(".")[2]


def _adult_names(view: CaseView) -> re.Pattern[str] | None:
    """Return a pattern of how the family's adults are called."""
    names: set[str] = set()
    for person in view.people:
        if not person.is_child and re.search(_FAMILY_ROLE, person.role, re.I):
            names |= {person.name, *person.aliases, *person.name.split()[:1]}
    parts = "|".join(
        re.escape(name) for name in sorted(names, key=len, reverse=True) if name.strip()
    )
    return re.compile(rf"\b(?:{parts})\b") if parts else None


_FAMILY_ROLE = r"mother|father|parent|partner|carer|guardian|aunt|uncle|grand"
