"""How easily a text is read: sentences, words, syllables, and the reading age that these give.

The reading age is the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975:
0.39 x words to a sentence + 11.8 x syllables to a word - 15.59) plus five, the age at which the
first of these school grades ends. It is a rule of thumb for English. Of Welsh only the length of
the sentences is told: the formula was never fitted to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import pyphen

from chronology_app.reading.sentences import split_sentences
from chronology_app.settings import Settings, load_settings

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/]*")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_VOWELS = re.compile(r"[aeiouy]+")
_OWN = re.compile(r"['’]s?$")
#: Endings that are spoken on their own: the silent e before them stays silent.
_ENDING = re.compile(
    r"(?<=[a-z]{3})(?:ly|ful|fully|less|lessly|ments?|ness|ty|some|times?|work|where|body|thing"
    r"|one|day|room)$"
)
_SILENT_E = re.compile(r"[^aeiouy]e$"), re.compile(r"[^aeiouyl]le$")
_SILENT_ED = re.compile(r"[^aeiouytd]ed$"), re.compile(r"[^aeiouyl]led$")
_SILENT_ES = re.compile(r"[^aeiouy]es$"), re.compile(r"(?:[sxzcg]|ch|sh|[^aeiouyl]l)es$")
#: Vowels that stand together and are spoken apart: di-et, cre-ate, go-ing, medi-a.
_APART = re.compile(
    r"(?<![ctsgx])i(?:a|o(?!u)|u)|(?<=[^aeiouctsgx])iou|eo(?!p|u)|ua(?!r?d|l?l\b$)|uou"
    r"|[aeo]ing\b|ie(?=t|n(?=c))|[^cqg]ue[lt]$|yi|crea(?=t[ei]o?)"
)
_GRADE_TO_AGE = 5


@dataclass(frozen=True, slots=True)
class SentenceLength:
    """A sentence and its words."""

    text: str
    words: int


@dataclass(frozen=True)
class Reading:
    """How easily a text is read."""

    sentences: tuple[SentenceLength, ...]
    words: int
    syllables: int
    language: str = "en"

    @cached_property
    def reading_age(self) -> float | None:
        """The reading age in years, to one decimal; None for Welsh, or where nothing is said."""
        if self.language != "en" or not self.words:
            return None
        grade = 0.39 * self.words / len(self.sentences) + 11.8 * self.syllables / self.words - 15.59
        return round(max(grade, 0.0) + _GRADE_TO_AGE, 1)

    @property
    def longest(self) -> SentenceLength | None:
        """The sentence with the most words."""
        return max(self.sentences, key=lambda one: one.words, default=None)

    def longer_than(self, words: int) -> tuple[SentenceLength, ...]:
        """Return the sentences with more words."""
        return tuple(one for one in self.sentences if one.words > words)


def measure(text: str, language: str = "en", settings: Settings | None = None) -> Reading:
    """Measure a text. A line's end ends a sentence; numbers are words of one syllable."""
    known = _known(settings)
    sentences, words, syllables = [], 0, 0
    for part in _PARAGRAPH.split(text):
        for start, end in split_sentences(part):
            found = _WORD.findall(part, start, end)
            if not found:
                continue
            sentences.append(SentenceLength(part[start:end].strip(), len(found)))
            words += len(found)
            syllables += sum(_syllables(word, known) for word in found)
    return Reading(tuple(sentences), words, syllables, language)


def count_syllables(word: str, settings: Settings | None = None) -> int:
    """Return how many syllables an English word has, at least one."""
    return _syllables(word, _known(settings))


Known = tuple[tuple[str, int], ...]


def _known(settings: Settings | None) -> Known:
    values: Mapping[str, int] = (settings or _shipped()).get("readability.syllables") or {}
    return tuple(values.items())


@cache
def _shipped() -> Settings:
    return load_settings()


@cache
def _breaks() -> pyphen.Pyphen:
    # The British patterns leave out breaks that printers avoid; the American ones follow speech.
    return pyphen.Pyphen(lang="en_US")


@lru_cache(maxsize=20_000)
def _syllables(word: str, known: Known) -> int:
    if "-" in word:
        return sum(_syllables(part, known) for part in word.split("-") if part)
    plain = re.sub(r"[^a-z]", "", _OWN.sub("", word.lower()))
    held = dict(known)
    for form in (plain, plain.removesuffix("s")):
        if form in held:
            return held[form]
    if not plain:
        return 1
    return max(_by_vowels(plain), len(_breaks().positions(plain)) + 1)


def _by_vowels(word: str) -> int:
    ending = _ENDING.search(word)
    stem = word[: ending.start()] if ending else ""
    if ending and _VOWELS.search(stem):
        return max(_groups(stem), 1) + max(_groups(ending.group()), 1)
    return max(_groups(word), 1)


def _groups(word: str) -> int:
    silent = any(
        is_silent.search(word) and not spoken.search(word)
        for is_silent, spoken in (_SILENT_E, _SILENT_ED, _SILENT_ES)
    )
    return len(_VOWELS.findall(word)) - silent + len(_APART.findall(word))
