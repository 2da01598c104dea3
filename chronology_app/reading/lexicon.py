"""Finds the field's own words in a sentence: a phrase list, compiled once, searched quickly.

Owns the phrase language and the search; what a phrase stands for is data in
`resources/lexicon.toml`, and what follows from it is decided by the other modules of reading.

The phrase language: words are matched whole, without regard to case (but `GP` in capitals only
matches capitals), and take their common endings; `a/b` is either word; `word*` takes any ending;
`..` skips up to four words of the same sentence; a space also matches a hyphen or a line break.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import resources
from chronology_app.errors import BadValueError

#: What a phrase's strength counts for when a sentence is weighed.
WEIGHTS = {"strong": 3.0, "plain": 2.0, "weak": 1.0}

_WORD = re.compile(r"[\w£%&]+")
#: Lists of harmless phrases, and what they take the meaning from where they overlap: "seen alone"
#: is no concern, an "improvement notice" is no praise.
_IGNORES = {
    "ignore": ("concern.", "adult."),
    "ignore_kind": ("kind.", "strength", "level_", "acts."),
    "ignore_agency": ("agency.",),
}
#: Words of at least so many letters take endings.
_INFLECTED_LETTERS = 4
#: So many sentences are remembered while a source is read.
_REMEMBERED = 512
#: Phrases are looked up by so many letters of their first word.
_KEY_LETTERS = 6
#: Of so many phrases with one first word, only some are tried: by the start of their further words.
_MANY = 12
_START_LETTERS = 3
#: Each gap of a phrase makes looking for it several times slower.
_MOST_GAPS = 3
#: What of a word is written only one way: before an apostrophe or a hyphen.
_NO_WORD = re.compile(r"[^\w£%&]+")
#: Words between two of a phrase; not across a negation: "the home was not dirty".
_GAP = r"(?:[\s,\-–/]+(?!(?:no|not|never|without|nil|\w+n['’]t)\b)[\w'’]+){0,4}?[\s,\-–/]+"
_JOIN = r"[\s\-–/]+"
_ENDING = r"(?:['’]s|e?s|e?d|ing)?"
_NEGATION = re.compile(
    r"\b(?:no|not|nor|never|without|nil|denie[sd]|denying|didn['’]t|don['’]t|doesn['’]t|isn['’]t"
    r"|wasn['’]t|weren['’]t|cannot|hasn['’]t|haven['’]t|neither|rather than|free of|free from)"
    r"(?:\s+[\w'’]+){0,2}[\s,]*$",
    re.I,
)
#: Words that end the reach of a negation before a phrase: "no food but the home was dirty".
_REACH_ENDS = re.compile(
    r"[,.;:!?]|\b(?:but|although|though|because|and|however|until|before)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text."""

    #: Dotted name of the list, e.g. "concern.medical".
    group: str
    start: int
    end: int
    words: str
    weight: float


#: A number for each set of letters of which one must stand in a text.
_NEEDS: dict[tuple[str, ...], int] = {}


class _Phrase:
    """A phrase that is compiled when a text first holds a word that it may begin with."""

    def __init__(self, group: str, weight: float, words: str) -> None:
        self.group, self.weight, self.words = group, weight, words
        needs = _needed(words)
        #: These letters must stand in a text that holds the phrase; empty: not known.
        self.needs = needs[0] if len(needs) == 1 else ""
        #: Where they may be written in several ways: one of these must.
        self.needs_one_of = needs if len(needs) > 1 else ()
        self.needs_key = _NEEDS.setdefault(self.needs_one_of, len(_NEEDS))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        try:
            return _compile(self.words)
        except re.error as cause:
            raise BadValueError("error.lexicon", name=self.words) from cause


class _Candidates:
    """The phrases that may begin with one word; of very many, those whose further words stand."""

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self._always = phrases
        self._by_start: dict[str, list[_Phrase]] = defaultdict(list)
        if len(phrases) < _MANY:
            return
        self._always = []
        for phrase in phrases:
            starts = {n[:_START_LETTERS] for n in (phrase.needs, *phrase.needs_one_of) if n}
            if starts and all(len(start) == _START_LETTERS for start in starts):
                for start in starts:
                    self._by_start[start].append(phrase)
            else:
                self._always.append(phrase)

    def that_may_be(self, starts: Set[str]) -> Iterable[_Phrase]:
        """Return the phrases that may stand in a text with words that start with these letters."""
        if not self._by_start:
            return self._always
        further = starts & self._by_start.keys()
        return [*self._always, *(p for start in further for p in self._by_start[start])]


_NO_CANDIDATES = _Candidates(())


class Lexicon:
    """Compiled phrase lists. Build with `Lexicon.of` or take the shipped one."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        self._begins: dict[str, list[_Phrase]] = defaultdict(list)
        #: Lexicons of some lists of this one, made once.
        self._parts: dict[tuple[str, ...], Lexicon] = {}
        #: What was asked of late, where one source is read: its words, and its sentences.
        self._words: dict[str, _Candidates] | None = None
        self._own_words: dict[str, _Candidates] = {}
        self._by_beginnings: dict[tuple[str, ...], _Candidates] = {}
        self._texts: dict[str, list[Hit]] | None = None
        for phrase in self._phrases:
            for letters, whole in _first_words(phrase.words):
                (self._exact if whole else self._begins)[letters].append(phrase)
        self._key_lengths = sorted({len(letters) for letters in self._begins})
        self._least_key = min(self._key_lengths, default=1)
        self._begin_starts = {letters[: self._least_key] for letters in self._begins}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Lexicon:
        """Build a lexicon from the values of a lexicon file.

        Shape: tables of tables; a leaf table has lists `strong`, `plain`, `weak`.
        Errors: BadValueError for a phrase that cannot be read.
        """
        rows = _phrases(values, "")
        return cls(_Phrase(name.removeprefix("cy."), weight, words) for name, words, weight in rows)

    def only(self, *groups: str) -> Lexicon:
        """Return a lexicon of some lists only, to search long texts quickly."""
        known = self._parts.get(groups)
        if known is None:
            some = (phrase for phrase in self._phrases if phrase.group in groups)
            known = self._parts[groups] = Lexicon(some)
        return known

    def for_one_source(self) -> Lexicon:
        """Return the same lexicon with a short memory, for the reading of one source.

        The sentences of a source are asked about several times over. The memory goes with the
        object, so that no text outlives its reading.
        """
        view = copy(self)
        view._words, view._texts = {}, {}
        return view

    def find(self, text: str) -> list[Hit]:
        """Return all phrases in a text by position; within one list the longest wins."""
        if self._texts is None:
            return self._search(text)
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            known = self._texts[text] = self._search(text)
        return list(known)

    def _search(self, text: str) -> list[Hit]:
        found: dict[str, list[Hit]] = defaultdict(list)
        lowered = text.lower()
        # Small letters may be longer than capitals in a few scripts: then places do not agree.
        plain = lowered if len(lowered) == len(text) else text
        words = [(word.start(), word.group().lower()) for word in _WORD.finditer(plain)]
        starts = {word[:_START_LETTERS] for _start, word in words}
        #: Looked for once in a text, however often a phrase's first word stands there.
        there: dict[int, bool] = {}
        own, known = self._own_words, self._words if self._words is not None else {}
        for start, word in words:
            phrases = own.get(word) or known.get(word)
            if phrases is None:
                phrases = known[word] = self._phrases_of(word)
            if phrases is _NO_CANDIDATES:
                continue
            for phrase in phrases.that_may_be(starts):
                if phrase.needs not in lowered:
                    continue
                needs = phrase.needs_one_of
                if needs:
                    stands = there.get(phrase.needs_key)
                    if stands is None:
                        stands = there[phrase.needs_key] = _any_in(needs, lowered)
                    if not stands:
                        continue
                match = phrase.pattern.match(text, start)
                if match:
                    found[phrase.group].append(
                        Hit(phrase.group, match.start(), match.end(), match.group(), phrase.weight)
                    )
        ignored = [(found.pop(name, []), groups) for name, groups in _IGNORES.items()]
        hits = [hit for group in found.values() for hit in _longest(group)]
        for harmless, groups in ignored:
            hits = [hit for hit in hits if not _is_ignored(hit, harmless, groups)]
        return sorted(hits, key=lambda hit: (hit.start, hit.group))

    def _phrases_of(self, word: str) -> _Candidates:
        exact = self._exact.get(word)
        if exact is None and word[: self._least_key] not in self._begin_starts:
            return _NO_CANDIDATES
        # What is remembered from source to source are the lexicon's own words, not a case's.
        if exact is None and word not in self._begins:
            return self._candidates(word)
        found = self._own_words.get(word)
        if found is None:
            found = self._own_words[word] = self._candidates(word)
        return found

    def _candidates(self, word: str) -> _Candidates:
        exact = self._exact.get(word)
        begins = [n for n in self._key_lengths if n <= len(word) and word[:n] in self._begins]
        if exact:
            begun = (phrase for n in begins for phrase in self._begins[word[:n]])
            return _Candidates([*exact, *begun])
        if not begins:
            return _NO_CANDIDATES
        # Remembered by the lexicon's own beginnings of words, never by a case's word.
        key = tuple(word[:n] for n in begins)
        known = self._by_beginnings.get(key)
        if known is None:
            begun = (phrase for letters in key for phrase in self._begins[letters])
            known = self._by_beginnings[key] = _Candidates(list(begun))
        return known


def _any_in(some: Iterable[str], text: str) -> bool:
    for letters in some:  # noqa: SIM110 - a generator costs as much again in the hottest loop
        if letters in text:
            return True
    return False


def is_negated(text: str, hit: Hit) -> bool:
    """Say whether a negation just before a phrase turns it round ("no concerns", "not dirty")."""
    before = text[max(0, hit.start - 40) : hit.start]
    cut = [m.end() for m in _REACH_ENDS.finditer(before)]
    return bool(_NEGATION.search(before[cut[-1] :] if cut else before))


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that is shipped with the program."""
    file = resources.path("lexicon.toml")
    return Lexicon.of(tomllib.loads(file.read_text(encoding="utf-8")))


def _is_ignored(hit: Hit, ignored: list[Hit], groups: tuple[str, ...]) -> bool:
    turned = hit.group.startswith(groups)
    return turned and any(hit.start < i.end and i.start < hit.end for i in ignored)


def _phrases(values: Mapping[str, Any], name: str) -> Iterator[tuple[str, str, float]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _phrases(value, f"{name}.{key}" if name else key)
        elif key in WEIGHTS and isinstance(value, list):
            for phrase in value:
                yield name, str(phrase), WEIGHTS[key]
        else:
            raise BadValueError("error.lexicon", name=f"{name}.{key}")


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, -h.weight)):
        # What is kept stands in order and apart, so only the two neighbours can be in the way.
        at = bisect_left(kept, hit.start, key=lambda h: h.start)
        clear = at == len(kept) or hit.end <= kept[at].start
        if clear and (at == 0 or kept[at - 1].end <= hit.start):
            kept.insert(at, hit)
    return kept


def _first_words(phrase: str) -> set[tuple[str, bool]]:
    """Return the letters by which a phrase's first words are looked up.

    Each with whether a word of the text must be just these letters or only begin with them.
    """
    slots = phrase.split()
    if not slots or ".." in (slots[0], slots[-1]) or slots.count("..") > _MOST_GAPS:
        raise BadValueError("error.lexicon", name=phrase)
    return {key for word in _alternative_words(slots[0]) for key in _keys(word)}


def _keys(word: str) -> Iterator[tuple[str, bool]]:
    bare = word.lower().rstrip("*")
    first, *further = (part for part in _NO_WORD.split(bare))
    if further:
        # "co-sleep", "O/E", "child's": in a text its first part is a word of its own.
        yield first, True
        if "-" not in bare:
            return
        # A hyphen may be left out: "cosleep".
        first += "".join(further)
    if word.isupper() and not word.endswith("*"):
        yield first, True
        yield f"{first}s", True
        return
    whole = len(first) < _INFLECTED_LETTERS and not word.endswith("*")
    yield (first if whole else first[:_KEY_LETTERS]), whole


def _needed(words: str) -> tuple[str, ...]:
    """Return letters of which one must be in any text that holds a phrase of several words.

    They are those of its longest further slot; to look for them is far quicker than to try it.
    """
    best: tuple[str, ...] = ()
    for number, slot in enumerate(words.split()):
        if slot == "..":
            continue
        # Of "re-ordered" the longest part; a phrase's first word is what it is looked up by.
        parts = [
            _NO_WORD.split(word.rstrip("*").lower())[0 if number else 1 :]
            for word in _alternative_words(slot)
        ]
        plain = tuple(max(some, key=len, default="") for some in parts)
        if min(map(len, plain)) > min(map(len, best), default=0):
            best = plain
    return best


def _alternative_words(slot: str) -> list[str]:
    """Return the words that may stand in a slot; "m/w" and "A/L" are one word, not two letters."""
    words = slot.split("/")
    return [slot] if all(len(word) == 1 for word in words) else words


def _compile(phrase: str) -> re.Pattern[str]:
    return re.compile(_join([_alternative_words(slot) for slot in phrase.split()]), re.I)


def _join(slots: list[list[str]]) -> str:
    parts = [_alternatives(slots[0])]
    skip = False
    for slot in slots[1:]:
        if slot == [".."]:
            skip = True
            continue
        parts.append((_GAP if skip else _JOIN) + _alternatives(slot))
        skip = False
    return "".join(parts) + r"(?!\w)"


def _alternatives(words: list[str]) -> str:
    return "(?:" + "|".join(_one(word) for word in words) + ")"


def _one(word: str) -> str:
    stem = word.endswith("*")
    bare = word.rstrip("*")
    text = re.escape(bare).replace("'", "['’]").replace(r"\-", r"[\s\-–]?")
    if bare.isupper() and len(bare) > 1:
        return f"(?-i:{text})" + (r"\w*" if stem else "(?:s)?")
    if stem:
        return text + r"[\w'’]*"
    # "fail" also stands for "failed"; "use" for "used"; short words are taken as they are.
    return text + _ENDING if len(bare) >= _INFLECTED_LETTERS else text
