"""Says of the words of one field what a parent, a chair or a judge could not use, and why.

Owns the rules for words; the lists stand in ``resources/plan_checks.toml``. Each rule looks at one
field alone. Rules are told with examples in docs/plan-checks.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chronology_app.analysis.plan_checks.names import named
from chronology_app.analysis.plan_checks.word_lists import (
    LEAST_READ,
    STOPWORDS,
    WORD,
    PlanWords,
)
from chronology_app.reading.dates import find_dates
from chronology_app.reading.lexicon import Hit

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|half)\b",
    re.I,
)
_CAPITALS = re.compile(r"\b(?:[A-Z]&[A-Z]|[A-Z]{2,}s?)\b")
_NAMED_AFTER = re.compile(r"\s+[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?\s+[A-Z][a-z]")
_LAW = re.compile(r"(?<!['’])\bs\.?\s?\d{1,3}\b|\bsection\s+\d{1,3}\b", re.I)
#: "within 4 weeks", "by the next core group", "before the baby is born", "on his sixth birthday".
_DEADLINE = re.compile(
    r"\b(?:with)?in\s+(?:the\s+(?:next|first)\s+)?(?:\d+|an?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|twelve|fourteen)\s+(?:\w+\s+)?(?:hours?|days?|weeks?|months?|terms?)\b"
    r"|\b(?:by|before|at|until|no\s+later\s+than|on)\s+(?:the\s+)?(?:\w+[\s-]){0,4}?(?:conference"
    r"|review|core\s+group|meeting|hearing|birthday|birth|born|discharge|term|half[\s-]term|holidays?"
    r"|christmas|easter|weekend|bedtime|tonight|today|tomorrow|month|week|year)\b"
    r"|\b(?:\d+|two|three|four|six|eight|ten|twelve)\s+(?:working\s+)?(?:days|weeks|months)\s+"
    r"(?:from|after|of|before)\b"
    r"|\b(?:the\s+)?same\s+day\b|\bevery\s+\w+day\b|\bfrom\s+(?:\w+day|today|tonight|tomorrow)\b",
    re.I,
)  # fmt: skip
_QUESTION_OF_ALL_TIMES = re.compile(r"\bat\s+(?:all\s+)?times\b|\bsometimes\b", re.I)
#: Children attending school are not an activity of somebody's.
_LESSONS = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:school|nursery|pre-?school|playgroup|college|lessons?|classes"
    r"|appointments?)\b", re.I,
)  # fmt: skip
#: Verbs that are things as well, and what stands before a thing.
_THINGS = frozenset(
    "use care drink talk look stay call play sleep walk hit shout wash need".split()
)
_WHOSE = re.compile(r"(?:\b(?:her|his|their|its|the|an?|of)|['’]s)\s+(?:\w+\s+){0,2}$", re.I)
_PLURAL = re.compile(r"\b(?:\w+s|children|people|both|all|they|we|you)\s+$", re.I)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|what|if|when|where|there)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with some words: the kind, and the words themselves (or the whole field)."""

    kind: str
    words: str


@dataclass(frozen=True)
class _Field:
    """One field's words with what is found in them, each once."""

    text: str
    words: PlanWords

    def hits(self, name: str) -> list[Hit]:
        return self.words.find(name, self.text)

    @cached_property
    def has_date(self) -> bool:
        """Whether it says when: a date, or a point of time that can be looked up."""
        return bool(_DEADLINE.search(self.text) or find_dates([self.text]))

    @cached_property
    def is_counted(self) -> bool:
        """Whether somebody could count, see or read it."""
        text = _QUESTION_OF_ALL_TIMES.sub("", self.text)
        return bool(_NUMBER.search(text) or self.words.find("measures", text)) or self.has_date

    @cached_property
    def names_somebody(self) -> bool:
        """Whether a person is named."""
        return bool(named(self.text, self.words))

    @cached_property
    def has_role(self) -> bool:
        """Whether a role is named that one person holds."""
        covered = [(h.start, h.end) for h in self.hits("nobody")]
        return any(
            not any(a <= h.start and h.end <= b for a, b in covered) for h in self.hits("roles")
        )

    @cached_property
    def tells_outcome(self) -> bool:
        """Whether it says what is, or will be, different for somebody."""
        if self.hits("outcomes"):
            return True
        hollow = [*self.hits("vague_verbs"), *self.hits("activities")]
        return any(
            not any(h.start <= o.start < h.end for h in hollow)
            # "address his drinking": what somebody is doing is no difference yet.
            and not o.words.endswith("ing")
            and not _RELATIVE.search(self.text[: o.start])
            and not self._is_thing(o)
            for o in self.hits("outcome_verbs")
        )

    def _is_thing(self, hit: Hit) -> bool:
        """Say whether a word stands as a thing: "her alcohol use", but "her children use"."""
        if hit.words.casefold() not in _THINGS:
            return False
        before = _WHOSE.search(self.text[: hit.start])
        return before is not None and not _PLURAL.search(self.text[: hit.start])


# --- the rules, field by field ---------------------------------------------------------------


def object_to(field: str, text: str, words: PlanWords) -> Iterator[Objection]:
    """Yield what is wrong with the words of a field; an empty field is for `plan_checks` to say."""
    one = _Field(" ".join(text.split()), words)
    rule = _RULES.get(field)
    if rule is not None and one.text:
        yield from rule(one)
    yield from _for_every_field(one, field)


def _of_needed(one: _Field) -> Iterator[Objection]:
    vague, deeds = one.hits("vague_verbs"), [*_deeds(one)]
    first = min((*vague, *deeds), key=lambda h: h.start, default=None)
    if first is None:
        if not one.tells_outcome and not one.is_counted and one.hits("no_measure"):
            yield Objection("vague_verb", one.text)
        return
    if first in deeds:
        if (not one.tells_outcome or _starts_with(one, deeds)) and not one.hits("outcomes"):
            yield Objection("activity", first.words)
    elif not one.tells_outcome and not one.is_counted:
        yield Objection("vague_verb", first.words)


def _deeds(one: _Field) -> Iterator[Hit]:
    for hit in one.hits("activities"):
        is_lessons = hit.words.lower().startswith("attend") and _LESSONS.match(one.text, hit.end)
        if not is_lessons:
            yield hit


def _starts_with(one: _Field, deeds: list[Hit]) -> bool:
    """Say whether a deed is told before anything that somebody is or has."""
    outcomes = [
        o for o in one.hits("outcome_verbs") if not any(d.start <= o.start < d.end for d in deeds)
    ]
    return min(d.start for d in deeds) < min((o.start for o in outcomes), default=len(one.text))


def _of_baseline(one: _Field) -> Iterator[Objection]:
    if one.is_counted or '"' in one.text or "“" in one.text:
        return
    empty = STOPWORDS | one.words.filler | one.words.vague_states
    # What only judges somebody, or is a word of the trade, can be compared with nothing either.
    hollow = [(h.start, h.end) for name in ("verdicts", "hard_words") for h in one.hits(name)]
    telling = [
        w.group() for w in WORD.finditer(one.text)
        if w.group().casefold() not in empty and not any(a <= w.start() < b for a, b in hollow)
    ]  # fmt: skip
    if len(telling) < _TELLING:
        yield Objection("no_baseline", one.text)


#: So many words that tell something make a baseline one can compare with.
_TELLING = 3


def _of_target(one: _Field) -> Iterator[Objection]:
    if not one.is_counted:
        yield Objection("no_measure", one.text)


def _of_measure(one: _Field) -> Iterator[Objection]:
    hollow = one.hits("hollow_measures")
    if not hollow or one.names_somebody or _NUMBER.search(one.text):
        return
    spans = [(h.start, h.end) for h in hollow]
    telling = [
        w for w in WORD.finditer(one.text)
        if w.group().casefold() not in STOPWORDS | one.words.filler
        and not any(a <= w.start() < b for a, b in spans)
    ]  # fmt: skip
    if len(telling) < _TELLING:
        yield Objection("no_measure", one.text)


def _of_who(one: _Field) -> Iterator[Objection]:
    if not one.has_role and not one.names_somebody:
        yield Objection("no_owner", one.text)


def _of_by_when(one: _Field) -> Iterator[Objection]:
    if not one.has_date:
        yield Objection("open_date", one.text)


def _of_consequence(one: _Field) -> Iterator[Objection]:
    if one.hits("named_steps") or one.has_date or one.names_somebody:
        return
    vague, none = one.hits("vague_consequence"), one.hits("no_consequence")
    if vague:
        yield Objection("vague_consequence", vague[0].words)
    elif none:
        yield Objection("no_consequence", none[0].words)


def _of_contingency(one: _Field) -> Iterator[Objection]:
    vague = one.hits("vague_contingency")
    if vague and not (one.has_role or one.names_somebody or _NUMBER.search(one.text)):
        yield Objection("vague_contingency", vague[0].words)


def _for_every_field(one: _Field, field: str) -> Iterator[Objection]:
    for name in ("verdicts", "court_verdicts"):
        # "Bullying" tells what happens to somebody, not what somebody is.
        if hits := [h for h in one.hits(name) if " " in h.words or not h.words.endswith("ing")]:
            yield Objection("verdict", hits[0].words)
            break
    hard = _hard_words(one, field)
    if hard:
        yield Objection("hard_words", hard)
    age, long = one.words.reading(one.text)
    if long:
        yield Objection("hard_reading", long[0])
    elif age > one.words.reading_age and len(WORD.findall(one.text)) >= LEAST_READ:
        yield Objection("hard_reading", one.text)


def _hard_words(one: _Field, field: str) -> str:
    """Return the first word of the trade; a role's short name is one that people sign with."""
    found = [(h.start, h.words) for h in one.hits("hard_words")]
    roles = [(h.start, h.end) for h in one.hits("roles")] if field == "who" else []
    found += [
        (m.start(), m.group())
        for m in _CAPITALS.finditer(one.text)
        if m.group() not in one.words.known_capitals
        and not any(a <= m.start() < b for a, b in roles)
        # "DC Amy Holt": letters before a name are somebody's rank or title.
        and not _NAMED_AFTER.match(one.text, m.end())
        and not one.text.isupper()
    ]
    found += [(m.start(), m.group()) for m in _LAW.finditer(one.text)]
    return min(found, default=(0, ""))[1]


_RULES: dict[str, Callable[[_Field], Iterator[Objection]]] = {
    "needed": _of_needed,
    "baseline": _of_baseline,
    "target": _of_target,
    "measure": _of_measure,
    "who": _of_who,
    "by_when": _of_by_when,
    "consequence_no_change": _of_consequence,
    "consequence_limited": _of_consequence,
    "contingency": _of_contingency,
}
