"""The rows of `resources/court_words.toml`, ready to be looked up in a text.

A row's key is a phrase: words, with the signs between them as they stand in a text ("u/a", "A&E").
A key in which a letter is a capital matches so only; others match without regard to case. The
longest phrase wins. An empty value takes a row out of force. What a row changes is decided by the
modules of this package that ask here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Generic, TypeVar

import resources
from chronology_app.errors import BadValueError
from chronology_app.reading.court.text import Text, Word, split_words
from chronology_app.settings import Settings

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A phrase found in a text: the numbers of its first and last word, and its value."""

    first: int
    last: int
    value: V
    key: str
    is_plural: bool = False


class Phrases(Generic[V]):
    """Phrases by their first word; a search takes one look-up for each word of a text."""

    def __init__(self, rows: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str, V]]] = {}
        self._stems: dict[str, V] = {}
        for key, value in rows.items():
            if key.endswith("*"):
                self._stems[key[:-1].casefold()] = value
                continue
            words = split_words(key)
            if not words:
                continue
            texts = tuple(word.text for word in words)
            gaps = tuple(map(_gap, split_gaps(key, words)))
            self._by_first.setdefault(_folded(texts[0]), []).append((texts, gaps, key, value))
        self._longest_stem = max(map(len, self._stems), default=0)
        for found in self._by_first.values():
            found.sort(key=lambda row: -len(row[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words with which a phrase may begin, in small letters; stems end in "*"."""
        return frozenset(self._by_first) | {f"{stem}*" for stem in self._stems}

    def find(self, text: Text) -> Iterator[Found[V]]:
        """Yield the phrases of a text in order, apart; quoted words are left out."""
        number = 0
        while number < len(text.words):
            found = self.at(text, number)
            if found is None:
                number += 1
                continue
            yield found
            number = found.last + 1

    def at(self, text: Text, number: int) -> Found[V] | None:
        """Return the longest phrase that begins with a word; None: none, or it is quoted."""
        word = text.words[number]
        rows = self._by_first.get(word.low, ())
        if word.ending:
            rows = (*rows, *self._by_first.get(word.low_base, ()))
        if not rows and not self._stems and word.low_base[-1:] != "s":
            return None
        if text.quoted.holds(word.start, word.end):
            return None
        for texts, gaps, key, value in rows:
            last = number + len(texts) - 1
            if last < len(text.words) and self._fits(text, number, texts, gaps):
                return Found(number, last, value, key)
        return self._plural(text, number) or self._stem(text, number)

    def _plural(self, text: Text, number: int) -> Found[V] | None:
        """Read "HVs" as more than one HV."""
        word = text.words[number]
        one = word.base[:-1]
        if not (word.base.endswith("s") and len(one) > 1 and one.isupper()):
            return None
        if _is_part(text.text, word.start, word.end):
            return None
        for texts, _, key, value in self._by_first.get(_folded(one), ()):
            if texts == (one,):
                return Found(number, number, value, key, is_plural=True)
        return None

    def _stem(self, text: Text, number: int) -> Found[V] | None:
        if not self._stems:
            return None
        word = text.words[number].low
        for length in range(min(len(word), self._longest_stem), 3, -1):
            if word[:length] in self._stems:
                return Found(number, number, self._stems[word[:length]], word[:length] + "*")
        return None

    def _fits(self, text: Text, number: int, texts: tuple[str, ...], gaps: tuple[str, ...]) -> bool:
        words = text.words[number : number + len(texts)]
        if text.quoted.holds(words[0].start, words[-1].end):
            return False
        ends = [w.text for w in words[:-1]]
        if not any(
            all(map(_same, texts, (*ends, last)))
            for last in dict.fromkeys((words[-1].text, words[-1].base))
        ):
            return False
        between = split_gaps(text.text, words)
        if any(not _same_gap(gap, wanted) for gap, wanted in zip(between, gaps, strict=True)):
            return False
        return not _is_part(text.text, words[0].start, words[-1].end)


def split_gaps(text: str, words: Sequence[Word]) -> list[str]:
    """Return what stands between words."""
    return [text[one.end : other.start] for one, other in pairwise(words)]


def _gap(between: str) -> str:
    return between.strip() or (" " if between else "")


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _same(wanted: str, word: str) -> bool:
    if any(sign.isupper() for sign in wanted):
        return wanted == word
    return wanted == _folded(word)


def _same_gap(gap: str, wanted: str) -> bool:
    if wanted == " ":
        return bool(gap) and not gap.strip()
    return gap == wanted or (wanted == "-" and gap.strip() in ("-", "–"))


def _is_part(text: str, start: int, end: int) -> bool:
    """Say whether words are a part of something longer: "ex-partner", "SW@council"."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if text[start:end] in "&@":
        return bool(before.strip() or after.strip())
    if before == "@" or (before in "-_" and before and text[start - 2 : start - 1].isalnum()):
        return True
    if after in "@_" and after:
        return True
    return after == "-" and text[end + 1 : end + 2].isalpha()


@dataclass(frozen=True, slots=True)
class Long:
    """What an abbreviation stands for."""

    rule: str
    words: tuple[str, ...]
    #: Whether it is somebody, so that "the" may be needed in front.
    is_person: bool = False
    #: Whether it is a relative: "the" is needed unless something else determines it.
    is_relative: bool = False
    #: A clipped word may have a full stop of its own.
    is_clipped: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Words around an abbreviation that settle what it means."""

    long: str
    after: frozenset[str]
    before: frozenset[str]
    is_person: bool


@dataclass(frozen=True)
class CourtWords:
    """All rows in force."""

    values: Mapping[str, Any]
    contexts: Mapping[str, tuple[Context, ...]]
    keep: Phrases[bool]
    family: Phrases[str]
    verdict: Phrases[str]
    known: frozenset[str]
    _longs: dict[str, Phrases[Long]] = field(default_factory=dict)
    _fixed: dict[str, Phrases[bool]] = field(default_factory=dict)
    #: Agency -> the first words of its rows, and the beginnings of those that end in a star.
    _firsts: dict[str, tuple[frozenset[str], tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> CourtWords:
        """Build the rows of a casebook's settings. Errors: BadValueError naming the table."""
        return cls.of_values(settings.get("court_words", {}))

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> CourtWords:
        """Build the rows of a settings file. Errors: BadValueError naming the table."""
        return cls(
            values=values,
            contexts=_contexts(values),
            keep=Phrases(dict.fromkeys(_table(values, "keep"), True)),
            family=Phrases(_table(values, "family")),
            verdict=Phrases(_table(values, "verdict")),
            known=frozenset(values.get("known", {}).get("words", ())),
        )

    def style(self, name: str) -> str:
        """Return how something is called: "parents", "people", "author"."""
        return str(self.values.get("style", {}).get(name, ""))

    def listed(self, table: str, name: str) -> tuple[str, ...]:
        """Return a list of words of a table."""
        return tuple(map(str, self.values.get(table, {}).get(name, ())))

    def of_table(self, table: str) -> Mapping[str, Any]:
        """Return a table of rows in force."""
        return _table(self.values, table)

    def longs(self, agency: str) -> Phrases[Long]:
        """Return what abbreviations and everyday words stand for in an agency's record."""
        if agency not in self._longs:
            self._longs[agency] = Phrases(self._rows(agency))
        return self._longs[agency]

    def may_hold(self, text: Text, agency: str, others: frozenset[str]) -> bool:
        """Say whether a text may hold a word of any row, or one of some others: a quick look."""
        if agency not in self._firsts:
            lists = (self.longs(agency), self.family, self.verdict)
            found = frozenset[str]().union(*(one.first_words for one in lists))
            self._firsts[agency] = found, tuple(w[:-1] for w in found if w.endswith("*"))
        firsts, stems = self._firsts[agency]
        return any(
            word.low in firsts
            or word.low_base in firsts
            or word.low in others
            or word.text[1:2].isdigit()
            or (len(word.text) > 1 and word.base.rstrip("s").isupper())
            or (stems and word.low.startswith(stems))
            for word in text.words
        )

    def fixed(self, agency: str) -> Phrases[bool]:
        """Return what a row stands for and another row would change: it stays as it is."""
        if agency not in self._fixed:
            longs = self.longs(agency)
            said = {long for row in self._rows(agency).values() for long in row.words}
            said |= {row.long for rows in self.contexts.values() for row in rows}
            said |= {str(value) for value in self.of_table("family").values()}
            said |= {str(value) for value in self.of_table("we").values()}
            said |= set(self.listed("writer", "posts"))
            texts = ((words, Text(words)) for words in said)
            touched = {
                words: True
                for words, text in texts
                if any(True for _ in longs.find(text)) or any(True for _ in self.family.find(text))
            }
            self._fixed[agency] = Phrases(touched)
        return self._fixed[agency]

    def _rows(self, agency: str) -> dict[str, Long]:
        rows: dict[str, Long] = {}
        for table, rule in (("slang", "slang"), ("short", "short"), ("ambiguous", "abbreviation"),
                            ("abbreviation", "abbreviation"), ("abbreviation_role", "abbreviation"),
                            ("relative", "abbreviation")):  # fmt: skip
            is_person = table in ("abbreviation_role", "relative")
            for key, value in _table(self.values, table).items():
                rows[key] = Long(
                    rule, _readings(value), is_person, table == "relative", table == "short"
                )
        for key, value in _table(self.values.get("agency", {}), agency).items():
            person = _readings(value)[-1].endswith(("visitor", "midwife", "person", "assistant"))
            rows[key] = Long("abbreviation", _readings(value), person)
        return rows


def _contexts(values: Mapping[str, Any]) -> dict[str, tuple[Context, ...]]:
    found: dict[str, tuple[Context, ...]] = {}
    try:
        for row in values.get("context", ()):
            context = Context(
                str(row["long"]), _set(row.get("after")), _set(row.get("before")),
                bool(row.get("role")),
            )  # fmt: skip
            found[str(row["short"])] = (*found.get(str(row["short"]), ()), context)
    except (KeyError, TypeError, AttributeError) as cause:
        raise BadValueError("error.court_words", name="context") from cause
    return found


def _readings(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def _table(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = values.get(name, {})
    if not isinstance(found, Mapping):
        raise BadValueError("error.court_words", name=name)
    return {str(key): value for key, value in found.items() if value not in ("", False, None, [])}


def _set(words: Any) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in words or ())


@cache
def shipped_court_words() -> CourtWords:
    """Return the rows that are shipped with the program."""
    file = resources.path("court_words.toml")
    return CourtWords.of_values(tomllib.loads(file.read_text(encoding="utf-8")))
