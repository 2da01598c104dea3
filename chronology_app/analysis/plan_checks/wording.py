"""Says of the words of one field what a parent, a chair or a judge could not use, and why.

Owns the rules for words; the lists stand in ``resources/plan_checks.toml``. Each rule looks at one
field alone. Rules are told with examples in docs/plan-checks.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chronology_app.analysis.plan_checks.days import impossible_days, without_impossible_days
from chronology_app.analysis.plan_checks.marks import (
    counts_something,
    hedge_of,
    main_part,
    sure_parts,
)
from chronology_app.analysis.plan_checks.names import name_spans
from chronology_app.analysis.plan_checks.word_lists import (
    LEAST_READ,
    STOPWORDS,
    WORD,
    PlanWords,
)
from chronology_app.reading.dates import find_dates
from chronology_app.reading.lexicon import Hit

_CAPITALS = re.compile(r"\b(?:[A-Z]&[A-Z]|[A-Z]{2,}s?)\b")
_NAMED_AFTER = re.compile(r"\s+[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?\s+[A-Z][a-z]")
_LAW = re.compile(r"(?<!['’])\bs\.?\s?\d{1,3}\b|\bsection\s+\d{1,3}\b", re.I)
#: "within 4 weeks", "by the next core group", "before the baby is born", "on his sixth birthday".
_DEADLINE = re.compile(
    r"\b(?:with)?in\s+(?:the\s+(?:next|first)\s+)?(?:\d+|an?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|twelve|fourteen)\s+(?:\w+\s+)?(?:hours?|days?|weeks?|months?|terms?)\b"
    r"|\b(?:with)?in\s+(?:a|one|the\s+next)\s+fortnight\b"
    r"|\b(?:by|before|at|until|no\s+later\s+than|on)\s+(?:the\s+)?(?:[\w'’]+[\s-]){0,4}?(?:conference"
    r"|review|core\s+group|meeting|hearing|birthday|birth|born|discharge|term|half[\s-]term|holidays?"
    r"|christmas|easter|weekend|bedtime|tonight|today|tomorrow|month|week|year)\b"
    r"|\b(?:\d+|two|three|four|six|eight|ten|twelve)\s+(?:working\s+)?(?:days|weeks|months)\s+"
    r"(?:from|after|of|before)\b"
    r"|\b(?:the\s+)?same\s+day\b|\bevery\s+\w+day\b|\bfrom\s+(?:\w+day|today|tonight|tomorrow)\b"
    r"|\b(?:on|by|before|next|this)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)  # fmt: skip
_NONE_OF = re.compile(r"(?:no|nobody|no\s+one|nothing|never|none\s+of)\b", re.I)
#: "Donna must": who stands first in a demand, whether the name is known or not.
_SOMEBODY_FIRST = re.compile(
    r"([A-Z][\w'’-]*(?:,?\s+(?:(?:and|or|&)\s+)?[A-Z][\w'’-]*){0,3})\s+"
    r"(?:to|must|should|shall|needs?|will|can|has|have|(?:is|are)\s+to|accepts?)\b"
)
#: A field may say the day and nothing else.
_DAY_ALONE = re.compile(
    r"(?:the\s+)?(?:(?:end|start|middle)\s+of\s+)?(?:tonight|today|tomorrow"
    r"|(?:(?:next|first|second|third|initial|school|spring|summer|autumn|child\s+protection)\s+){0,3}"
    r"(?:half[\s-]term|(?:review\s+)?conference|core\s+group|review(?:\s+meeting)?|hearing)"
    r"|(?:next\s+|this\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|evening|night))?"
    r"|(?:\d+|two|three|four|six|eight|ten|twelve)\s+(?:days|weeks|months))\W*", re.I,
)  # fmt: skip
_MYSELF = re.compile(r"\W*(?:me|myself|i)\W*", re.I)
_DEMAND = re.compile(
    r"(?:^|\b(?:needs?|must|should|is|are|has|have|[A-Z][\w'’-]*|\w+s|mum|dad|children|people)\s+)to\s"
    r"|\b(?:must|should|shall|will)\s|\bI\s+(?:want|need|will)\b",
)  # fmt: skip
_ASKED = re.compile(r"(?:is|are|has|have|needs?)\s+to\b", re.I)
#: "Professional judgement, Donna.": a name that is only added does nothing.
_NAME_ADDED = re.compile(r"[,;(–-]\s*[^\W\d_][\w'’-]*\)?[.\s]*$")
#: What stands before a word decides what it is: so far back is looked.
_LOOK_BACK = 80
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
        text = without_impossible_days(self.text)
        return bool(_DEADLINE.search(text) or find_dates([text]))

    @cached_property
    def is_counted(self) -> bool:
        """Whether somebody could count, see or read it."""
        text = _QUESTION_OF_ALL_TIMES.sub("", self.text)
        if self.has_number or self.words.find("measures", text) or self.has_date:
            return True
        # "No drink in the house": of what is not there one would be too many.
        return bool(_NONE_OF.match(self.text) and self.telling("vague_verbs", "abstract"))

    @cached_property
    def has_number(self) -> bool:
        """Whether a number stands there with what it counts."""
        hollow = self.words.mask(self.text, "vague_verbs", "abstract")
        return counts_something(self.text, hollow)

    def telling(self, *hollow: str) -> int:
        """Return how many words tell something: no names, no small words, none of these lists."""
        covered = self.words.mask(self.text, *hollow)
        for start, end in self.names:
            covered[start:end] = b"\1" * (end - start)
        somebody = _SOMEBODY_FIRST.match(self.text)
        return sum(
            word.group().casefold() not in self.words.small
            and not covered[word.start()]
            and not (somebody and word.start() < somebody.end(1))
            for word in WORD.finditer(self.text)
        )

    @cached_property
    def is_topic(self) -> bool:
        """Whether it only names what it is about."""
        if not self.hits("topics") or self.names or self.hits("outcome_verbs"):
            return False
        return not self.telling("topics", "nobody")

    @cached_property
    def is_hollow(self) -> bool:
        """Whether it names states of mind or of parenting, and nothing that could be seen."""
        if not (self.hits("abstract") or self.hits("vague_verbs")):
            # "Hygiene": what it is about, and nobody of whom anything is said.
            return self.is_topic
        # One word more makes no picture of what is asked of somebody ("to be emotionally warm").
        is_asked = _DEMAND.search(self.text) and not self.tells_outcome
        return self.telling("vague_verbs", "abstract", "topics", "nobody", "roles") <= bool(
            is_asked
        )

    @cached_property
    def names_somebody(self) -> bool:
        """Whether a person is named."""
        return bool(self.names)

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Where the names stand."""
        return name_spans(self.text, self.words)

    @cached_property
    def has_role(self) -> bool:
        """Whether a role is named that one person holds."""
        return bool(self.roles)

    @cached_property
    def roles(self) -> list[Hit]:
        """The roles that one person holds."""
        nobody = self.words.mask(self.text, "nobody")
        return [h for h in self.hits("roles") if not nobody[h.start] or not nobody[h.end - 1]]

    @cached_property
    def tells_outcome(self) -> bool:
        """Whether it says what is, or will be, different for somebody."""
        if self.hits("outcomes"):
            return True
        hollow = self.words.mask(self.text, "vague_verbs", "activities")
        return any(
            not hollow[o.start]
            # "needs to", "is to": what follows is asked for and is not there yet.
            and not _ASKED.match(self.text, o.start)
            # "address his drinking": what somebody is doing is no difference yet.
            and not o.words.endswith("ing")
            and not _RELATIVE.search(self.text[max(0, o.start - _LOOK_BACK) : o.start])
            and not self._is_thing(o)
            for o in self.hits("outcome_verbs")
        )

    def _is_thing(self, hit: Hit) -> bool:
        """Say whether a word stands as a thing: "her alcohol use", but "her children use"."""
        if hit.words.casefold() not in _THINGS:
            return False
        near = self.text[max(0, hit.start - _LOOK_BACK) : hit.start]
        return _WHOSE.search(near) is not None and not _PLURAL.search(near)


# --- the rules, field by field ---------------------------------------------------------------


def object_to(field: str, text: str, words: PlanWords) -> Iterator[Objection]:
    """Yield what is wrong with the words of a field; an empty field is for `plan_checks` to say."""
    one = _Field(" ".join(text.split()), words)
    rule = _RULES.get(field)
    if rule is not None and one.text:
        yield from rule(one)
    yield from _for_every_field(one, field)


def _of_needed(whole: _Field) -> Iterator[Objection]:
    one = _Field(main_part(whole.text), whole.words)
    vague, deeds = one.hits("vague_verbs"), [*_deeds(one)]
    first = min((*vague, *deeds), key=lambda h: h.start, default=None)
    if first not in deeds and one.is_hollow and not whole.is_counted:
        yield Objection("vague_verb", first.words if first else one.text)
    elif first is None:
        tells = one.telling("no_measure", "abstract", "topics")
        is_vague = tells < _TELLING and one.hits("no_measure")
        if is_vague and not one.tells_outcome and not whole.is_counted:
            yield Objection("vague_verb", one.text)
    elif first in deeds:
        if (not one.tells_outcome or _starts_with(one, deeds)) and not one.hits("outcomes"):
            yield Objection("activity", first.words)
    elif not one.tells_outcome and not whole.is_counted:
        yield Objection("vague_verb", first.words)


def _deeds(one: _Field) -> Iterator[Hit]:
    for hit in one.hits("activities"):
        is_lessons = hit.words.lower().startswith("attend") and _LESSONS.match(one.text, hit.end)
        if not is_lessons:
            yield hit


def _starts_with(one: _Field, deeds: list[Hit]) -> bool:
    """Say whether a deed is told before anything that somebody is or has."""
    doing = one.words.mask(one.text, "activities")
    outcomes = [
        o for o in one.hits("outcome_verbs")
        if not doing[o.start] and not _ASKED.match(one.text, o.start)
    ]  # fmt: skip
    return min(d.start for d in deeds) < min((o.start for o in outcomes), default=len(one.text))


def _of_baseline(one: _Field) -> Iterator[Objection]:
    if one.is_counted or '"' in one.text or "“" in one.text:
        return
    empty = STOPWORDS | one.words.filler | one.words.vague_states
    # What only judges somebody, or is a word of the trade, can be compared with nothing either.
    hollow = one.words.mask(one.text, "verdicts", "hard_words")
    telling = [
        w.group() for w in WORD.finditer(one.text)
        if w.group().casefold() not in empty and not hollow[w.start()]
    ]  # fmt: skip
    if len(telling) < _TELLING:
        yield Objection("no_baseline", one.text)


#: So many words that tell something make a baseline one can compare with.
_TELLING = 3


def _of_target(one: _Field) -> Iterator[Objection]:
    if not one.is_counted:
        yield Objection("no_measure", one.text)


def _of_measure(one: _Field) -> Iterator[Objection]:
    if one.has_number or (one.names_somebody and not _NAME_ADDED.search(one.text)):
        return
    hollow = one.telling("hollow_measures", "abstract", "no_measure", "nobody") < _LEAST_LOOKED_AT
    if hollow and (one.hits("hollow_measures") or one.hits("abstract")):
        yield Objection("no_measure", one.text)


#: So many words say what is looked at, and not only that somebody looks.
_LEAST_LOOKED_AT = 2


def _is_whose(text: str, hit: Hit) -> bool:
    return hit.words.endswith(("'s", "’s")) or text.startswith(("'s", "’s"), hit.end)


def _of_who(one: _Field) -> Iterator[Objection]:
    names = [one.text[start:end] for start, end in one.names]
    # "Donna's family" is nobody; whoever writes "me" has a name on the plan.
    is_somebody = any(not name.endswith(("'s", "’s")) for name in names)
    # "Mum's network" is not mum.
    has_role = any(not _is_whose(one.text, hit) for hit in one.roles)
    if not has_role and not is_somebody and not _MYSELF.fullmatch(one.text):
        yield Objection("no_owner", one.text)


def _of_by_when(one: _Field) -> Iterator[Objection]:
    if impossible_days(one.text) or not (one.has_date or _DAY_ALONE.fullmatch(one.text)):
        yield Objection("open_date", one.text)


def _of_consequence(one: _Field) -> Iterator[Objection]:
    sure = [_Field(part, one.words) for part in sure_parts(one.text)]
    if any(_is_deed(part) for part in sure):
        return
    vague, none = one.hits("vague_consequence"), one.hits("no_consequence")
    hedge = hedge_of(one.text)
    if vague:
        yield Objection("vague_consequence", vague[0].words)
    elif none:
        yield Objection("no_consequence", none[0].words)
    elif not any(_tells_deed(part) for part in sure):
        # Nothing but what may be, or what is said of every plan.
        kind = "vague_consequence" if hedge or one.is_hollow else "no_consequence"
        if hedge or one.is_hollow or not (one.has_role or one.has_number):
            yield Objection(kind, hedge or one.text)
    elif len(WORD.findall(one.text)) < _LEAST_DEED and not (one.has_role or one.has_number):
        yield Objection("no_consequence", one.text)


#: So many words it takes to say who does what.
_LEAST_DEED = 3


def _is_deed(part: _Field) -> bool:
    """Say whether a part names a step, a day, or somebody who does something."""
    if part.hits("named_steps"):
        # "It will be reviewed at conference" names a step and does nothing.
        return not part.hits("no_consequence") or part.telling(*_NO_DEED, "named_steps") > 0
    if part.names_somebody:
        hollow = ("vague_consequence", "no_consequence", "abstract", "nobody")
        # "Nan has Tom": who is with whom is told by two names.
        return part.telling(*hollow) > 0 or len(part.names) > 1
    return part.has_date and not part.hits("no_consequence")


def _tells_deed(part: _Field) -> bool:
    return part.telling(*_NO_DEED) > 0 or len(part.names) > 1


_NO_DEED = (
    "vague_consequence", "no_consequence", "vague_verbs", "abstract", "topics", "nobody",
)  # fmt: skip


def _of_contingency(one: _Field) -> Iterator[Objection]:
    vague = one.hits("vague_contingency")
    tells = one.telling("vague_contingency", "vague_verbs", "abstract", "topics", "nobody", "roles")
    if one.has_number or (tells and (one.has_role or one.names_somebody)):
        return
    if vague and not (one.has_role and not one.names_somebody):
        yield Objection("vague_contingency", vague[0].words)
    elif not (one.has_role or one.names_somebody) and (
        one.is_hollow or (not tells and one.hits("nobody"))
    ):
        yield Objection("vague_contingency", one.text)


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
    shouted = one.text.isupper()
    found = [(h.start, h.words) for h in one.hits("hard_words")]
    roles = one.words.mask(one.text, *(["roles"] if field == "who" else []))
    found += [
        (m.start(), m.group())
        for m in _CAPITALS.finditer(one.text)
        if m.group() not in one.words.known_capitals
        and not roles[m.start()]
        # "DC Amy Holt": letters before a name are somebody's rank or title.
        and not _NAMED_AFTER.match(one.text, m.end())
        and not shouted
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
