"""Chooses what sort of event a fact is, by weighing what its words, heading and record say.

Owns the weights between the kinds; the phrases behind them are data in the lexicon.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronology_app.reading.lexicon import Hit
from chronology_app.reading.weigh import Sentence
from chronology_app.taxonomy import Taxonomy

#: What settles the kind when it is said: the kind, how much it adds, the phrase lists.
_DECISIVE: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("missed_appointment", 3.5, ("kind.missed_appointment",)),
    ("observation", 4.0, ("practice.drift",)),
    ("decision", 2.5, ("level_ends",)),
    ("referral", 3.5, ("refers",)),
    ("change_of_worker", 2.0, ("worker",)),
    ("meeting", 2.5, ("level_starts.child_protection", "meets")),
    ("legal_step", 3.0, ("acts.court",)),
)
#: The words of a fact count a little more than those of its heading, its first sentence most.
_WORDS = 1.15
_LATER_SENTENCE = 0.6
_BEGINNING_WORDS = 6
_HOME_VISIT = 3.0
#: What a health worker who describes a home adds: who saw its sofa has visited.
_SEEN_AT_HOME = 3.0
_VISITING_HEALTH = frozenset({"health_visiting", "midwifery", "speech_language"})
_INSIDE = re.compile(
    r"\b(?:front\s+(?:room|step)|living\s+room|lounge|settee|sofa|hallway|kitchen|stair\s?-?gate|worktop"
    r"|play\s?mat|carpets?|armchair|ash\s?-?tray|telly|letter\s?box|doorstep|cushions?|upstairs|moses\s+basket"
    r"|when\s+I\s+(?:arrived|called|knocked|got\s+there|pulled\s+up)|while\s+I\s+was\s+(?:there|in)"
    r"|drop-in\s+w(?:/|ith)|knocked|let\s+me\s+in|opened\s+(?:up|the\s+door))\b",
    re.I,
)
#: What is told about a home at a clinic, on the phone or in a letter is no visit.
_ELSEWHERE = re.compile(
    r"\b(?:rang|phoned|telephoned?|t/?c|call(?:ed)?\s+from|texted|e-?mail\w*|letter|clinic|ward|hospital"
    r"|A&E|surgery|notif\w+|report(?:s|ed)\s+(?:by|from)|shared\s+information|informed\s+by|nursery|school)\b",
    re.I,
)
#: What a category column, a police record and a child who tells add to their kinds.
_CATEGORY, _POLICE, _CHILD_TELLS = 3.0, 5.0, 2.5
_HEADING = 1.25
#: A heading says little about a fact that happened on another day.
_HEADING_OF_ANOTHER_DAY = 0.4
_PERCENTAGE = re.compile(r"\b\d+(?:\.\d+)?\s*(?:%|per\s+cent)", re.I)
#: What people type into a category column, and the kind that it speaks for.
_CATEGORIES = (
    ("positive", re.compile(r"\b(?:positives?|praise|achievement|celebration|strengths?)\b", re.I)),
    ("child_words", re.compile(r"child(?:['’]s)?\s+(?:words?|voice|views?)|disclosure", re.I)),
    ("attendance", re.compile(r"\b(?:attendance|lateness|punctuality|absence)\b", re.I)),
    ("referral", re.compile(r"\breferral\b", re.I)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindClues:
    """What the choice of a kind rests on."""

    sentences: Sequence[Sentence]
    #: Phrases of the heading and category.
    heading: Sequence[Hit]
    #: The words of a category column.
    category: str
    #: The agency that acted, as far as the heading or record tells.
    agency: str
    concern_types: Sequence[str]
    #: Its heading says that it was a home visit in short ("HV").
    home_visit: bool
    #: The words of a strength; empty when there is none.
    strength: str
    #: Whether the fact happened on the day of its entry.
    same_day: bool


def choose_kind(clues: KindClues, taxonomy: Taxonomy) -> tuple[str, str] | None:
    """Return the kind and the words that speak for it; None when nothing does."""
    scores: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    _add_phrases(clues, scores, words)
    _add_record(clues, taxonomy, scores, words)
    _add_spoken(clues, scores, words)
    _add_strength(clues, scores, words)
    _add_decisive(clues, scores)
    if clues.home_visit and clues.same_day:
        scores["visit"] += _HOME_VISIT
        words.setdefault("visit", "HV")
    for kind, pattern in _CATEGORIES:
        found = pattern.search(clues.category)
        if found:
            scores[kind] += _CATEGORY
            words.setdefault(kind, found.group())
    if not scores:
        return None
    kind = max(scores, key=lambda name: (scores[name], name == "positive"))
    return kind, words.get(kind, "")


def _add_phrases(clues: KindClues, scores: defaultdict[str, float], words: dict[str, str]) -> None:
    share = _HEADING if clues.same_day else _HEADING_OF_ANOTHER_DAY
    rows: list[tuple[float, Hit]] = []
    for share_of, sentence in _shares(clues.sentences):
        part = _WORDS * share_of
        rows.extend((part * h.weight, h) for h in sentence.hits if not sentence.negated(h))
    for group in (rows, [(share * h.weight, h) for h in clues.heading]):
        best: dict[str, tuple[float, str]] = {}
        for value, hit in group:
            family, _, kind = hit.group.partition(".")
            if family == "kind" and value > best.get(kind, (0.0, ""))[0]:
                best[kind] = (value, hit.words)
        for kind, (value, found) in best.items():
            higher, lower = max(scores[kind], value), min(scores[kind], value)
            scores[kind] = higher + 0.4 * lower
            words.setdefault(kind, found)


def _shares(sentences: Sequence[Sentence]) -> Iterator[tuple[float, Sentence]]:
    """Yield each sentence with its share: whole at the beginning, less further down."""
    words = 0
    for sentence in sentences:
        yield (1.0 if words <= _BEGINNING_WORDS else _LATER_SENTENCE), sentence
        words += len(sentence.text.split())


def _add_record(
    clues: KindClues, taxonomy: Taxonomy, scores: defaultdict[str, float], words: dict[str, str]
) -> None:
    agency = clues.agency
    if agency == "police":
        scores["police_incident"] += _POLICE
    elif agency in taxonomy.education_agencies:
        if clues.concern_types:
            scores["school_concern"] += 3.0
        if any(_PERCENTAGE.search(s.text) for s in clues.sentences):
            scores["attendance"] += 2.0
    elif agency in taxonomy.health_agencies:
        scores["health_contact"] += 1.5
        _add_seen_at_home(clues, scores, words)
    elif agency == "family" or agency in taxonomy.adult_services:
        scores["observation"] += 2.0


def _add_seen_at_home(
    clues: KindClues, scores: defaultdict[str, float], words: dict[str, str]
) -> None:
    """Take what a health worker saw in a home for a visit there."""
    if clues.agency not in _VISITING_HEALTH or not clues.same_day:
        return
    if clues.strength and not clues.concern_types:
        return
    if any(_ELSEWHERE.search(s.text) for s in clues.sentences):
        return
    inside = next((m for s in clues.sentences if (m := _INSIDE.search(s.text))), None)
    if inside:
        scores["visit"] += _SEEN_AT_HOME
        words.setdefault("visit", inside.group())


def _add_spoken(clues: KindClues, scores: defaultdict[str, float], words: dict[str, str]) -> None:
    spoken = [s for sentence in clues.sentences for s in sentence.spoken if s.by_child]
    if not spoken and any(sentence.child_tells for sentence in clues.sentences[:1]):
        scores["child_words"] += _CHILD_TELLS
    if spoken:
        # On a visit or in a meeting a child's words are a part of it, not the event.
        within = any(scores.get(k, 0) >= 3 for k in ("visit", "meeting", "legal_step"))
        scores["child_words"] += 1.5 if within else 3.5
        words["child_words"] = spoken[0].words


def _add_strength(clues: KindClues, scores: defaultdict[str, float], words: dict[str, str]) -> None:
    if not clues.strength:
        return
    types = [f"concern.{code}" for code in clues.concern_types]
    concern = sum(s.counted.get(name, 0.0) for s in clues.sentences for name in types)
    strength = sum(s.counted.get("strength", 0.0) for s in clues.sentences)
    scores["positive"] += max(0.0, 2.0 + strength - concern)
    words["positive"] = clues.strength


def _add_decisive(clues: KindClues, scores: defaultdict[str, float]) -> None:
    for kind, more, groups in _DECISIVE:
        for share, sentence in _shares(clues.sentences):
            found = [hit for group in groups if (hit := sentence.hit(group)) is not None]
            if any(hit.weight >= 3 for hit in found):
                scores[kind] += more * share
                break
