"""The word lists of the plan checks, as they stand in the settings and as they are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chronology_app.analysis.readability import measure
from chronology_app.reading.lexicon import Hit, Lexicon
from chronology_app.settings import Settings

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STOPWORDS = frozenset(
    "a an the and or of to in on at by for from with without as is are was were be been"
    " being has have had do does did not no nor but it its this that these those he she"
    " they his her their him them very so too also still yet there than then which who"
    " whom".split()
)
#: The phrase lists of the latest settings by their version: a plan is checked at every keystroke.
_KEPT: dict[str, dict[str, Lexicon]] = {}


def _lists_of(settings: Settings) -> dict[str, Lexicon]:
    if settings.version not in _KEPT:
        _KEPT.clear()
        lists = dict(settings.get("plan_checks") or {})
        court = (settings.get("court_words") or {}).get("verdict") or {}
        lists["court_verdicts"] = [words for words, why in court.items() if why in _BLAME]
        _KEPT[settings.version] = {
            name: Lexicon.of({name: {"strong": words}})
            for name, words in lists.items()
            if isinstance(words, list)
        }
    return _KEPT[settings.version]


_REMEMBERED = 256
#: The single words of these lists, kept in the same way.
_WORD_SETS = ("baseline_filler", "no_baseline", "small_words", "nobody", "abstract", "topics")
_KEPT_SETS: dict[str, dict[str, frozenset[str]]] = {}


def _sets_of(settings: Settings) -> dict[str, frozenset[str]]:
    if settings.version not in _KEPT_SETS:
        _KEPT_SETS.clear()
        values = settings.get("plan_checks") or {}
        _KEPT_SETS[settings.version] = {
            name: _single_words(values.get(name, ())) for name in _WORD_SETS
        }
    return _KEPT_SETS[settings.version]


class PlanWords:
    """The word lists in force. Build one for many fields."""

    def __init__(self, settings: Settings, people: Iterable[str] = ()) -> None:
        values = settings.get("plan_checks") or {}
        self._settings = settings
        self._lists = _lists_of(settings)
        #: What was asked of late: a field's rules ask for the same lists several times.
        self._found: dict[tuple[str, str], list[Hit]] = {}
        self.sentence_words = int(values.get("sentence_words", 25))
        self.reading_age = float(values.get("reading_age", 15))
        self.known_capitals = frozenset(values.get("known_capitals", ()))
        sets = _sets_of(settings)
        self.filler, self.vague_states = sets["baseline_filler"], sets["no_baseline"]
        #: Words that tell nothing by themselves.
        self.small = STOPWORDS | sets["small_words"]
        #: The words by which groups are called; no capital makes a name of them.
        self.groups = sets["nobody"] | sets["abstract"] | sets["topics"]
        self.names = frozenset(w.casefold() for name in people for w in WORD.findall(name))

    def find(self, name: str, text: str) -> list[Hit]:
        """Return the phrases of a list that stand in a text."""
        found = self._found.get((name, text))
        if found is None:
            phrases = self._lists.get(name)
            found = phrases.find(text) if phrases is not None else []
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[name, text] = found
        return found

    def mask(self, text: str, *names: str) -> bytearray:
        """Return for each letter of a text whether a phrase of these lists holds it."""
        covered = bytearray(len(text))
        for name in names:
            for hit in self.find(name, text):
                covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        return covered

    def reading(self, text: str) -> tuple[float, tuple[str, ...]]:
        """Return a text's reading age (0 where it has none) and its sentences that are too long."""
        found = measure(text, settings=self._settings)
        long = tuple(one.text for one in found.longer_than(self.sentence_words))
        return found.reading_age or 0.0, long if found.words >= LEAST_READ else ()


#: Kinds of verdict of court_words.toml that blame somebody; the others are matters of taste here.
_BLAME = frozenset({"label", "care", "asked_done"})
#: The reading age of fewer words says nothing.
LEAST_READ = 12


def _single_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(w.casefold() for p in phrases for w in WORD.findall(p))
