"""The words that reading looks for, as a person sees and changes them: lists, phrases, a draft.

How phrases are laid over one another is `settings`; trying them on a case is `jobs.trying`, and
what that found is said in `presenters.lexicon_trial`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.reading.phrases import (
    Phrase,
    check_words,
    checked,
    list_of,
    places,
    shipped_lists,
    shipped_phrases,
)
from chronology_app.settings import PHRASES
from chronology_app.wording import has
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

#: Stands for all lists at once.
ALL = "*"
STRENGTHS = ("strong", "plain", "weak")
#: Where a half-made draft is kept inside the casebook.
_REMEMBERED = "lexicon.draft"
#: Heading -> the first parts of the lists below it, in order; what is left stands under the last.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "concern": ("concern",),
    "need": ("need",),
    "kind": ("kind",),
    "strength": ("strength",),
    "adult": ("adult", "harm"),
    "noise": ("noise",),
    "told": ("first_hand", "reported", "told", "opinion", "refers"),
    "class": ("legal_advice", "not_for_disclosure", "third_party"),
    "agency": ("agency", "acts"),
    "spell": ("level_starts", "level_ends", "worker", "practice"),
    "other": (),
}
#: First part of a list -> the group of codes that names what follows it.
_CODES = {
    "concern": "type", "need": "need", "kind": "kind", "agency": "agency", "acts": "agency",
    "level_starts": "level", "level_ends": "level",
}  # fmt: skip

#: What is changed and not kept: key -> the phrase as it is to be, or None: as if never said.
Draft = Mapping[str, Phrase | None]


@dataclass(frozen=True, slots=True)
class Own:
    """What the casebook says of a phrase, who said it and when."""

    phrase: Phrase
    by: str
    at: datetime
    #: Said in this case; otherwise in another one, for every case.
    is_here: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What holds in a case, by the casebook's rows."""

    rows: tuple[SettingsRow, ...] = ()
    own: Mapping[str, Own] = field(default_factory=dict)
    #: What was half made when somebody left.
    draft: Draft = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """One phrase as it would stand with the draft."""

    phrase: Phrase
    is_shipped: bool
    own: Own | None
    is_draft: bool
    #: The phrase's own.
    key: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list of phrases, under its heading."""

    heading: str
    name: str
    words: str
    count: int
    #: Phrases of the casebook's own, and shipped ones that it changed.
    own: int


# --- reading and keeping -------------------------------------------------------------------------


def load_words(book: Casebook, case_id: str) -> Words:
    """Return what the casebook says of phrases, and the draft that somebody left."""
    rows = book.queries.settings_rows(case_id)
    return build_words(case_id, rows, book.remembered(case_id, _REMEMBERED))


def build_words(case_id: str, rows: Sequence[SettingsRow], draft: str = "") -> Words:
    """Return what rows say of phrases; a row that says something else is passed over."""
    own = {}
    for row in rows:
        value = json.loads(row.value) if row.name.startswith(f"{PHRASES}.") else None
        if isinstance(value, dict):
            phrase = Phrase.of(value)
            own[phrase.key] = Own(phrase, row.changed_by, row.changed_at, row.case_id == case_id)
    return Words(tuple(rows), own, _read_draft(draft))


def remember_draft(book: Casebook, case_id: str, draft: Draft) -> None:
    """Keep what is half made, inside the casebook."""
    plain = {key: phrase.value() if phrase else None for key, phrase in draft.items()}
    book.remember(case_id, _REMEMBERED, json.dumps(plain) if plain else "")


def _read_draft(text: str) -> dict[str, Phrase | None]:
    try:
        plain = json.loads(text) if text else {}
        return {key: Phrase.of(value) if value else None for key, value in plain.items()}
    except (ValueError, AttributeError):
        return {}


def keep_draft(book: Casebook, case_id: str, words: Words, draft: Draft) -> Changed:
    """Keep the draft as one step. Errors: BadValueError."""
    put = [phrase for phrase in draft.values() if phrase is not None]
    gone = [key for key, phrase in draft.items() if phrase is None and key in words.own]
    changed = book.keep_phrases(case_id, put, gone)
    remember_draft(book, case_id, {})
    return changed


def rows_with(words: Words, draft: Draft, case_id: str) -> tuple[SettingsRow, ...]:
    """Return the rows as they would be if the draft were kept."""
    names = {f"{PHRASES}.{key}" for key in draft}
    kept = [row for row in words.rows if row.name not in names]
    version = max((row.version for row in words.rows), default=0) + 1
    new = [
        SettingsRow(
            id=phrase.key, case_id=case_id, name=phrase.setting,
            value=json.dumps(phrase.value()), version=version, changed_by="",
            changed_at=datetime(2000, 1, 1, tzinfo=UTC),
        )
        for phrase in draft.values()
        if phrase is not None
    ]  # fmt: skip
    return (*kept, *new)


# --- the draft -----------------------------------------------------------------------------------


def with_phrase(words: Words, draft: Draft, phrase: Phrase, old: str = "") -> Draft:
    """Return the draft with a phrase added or changed; `old`: the key of what it was.

    Errors: BadValueError when it cannot be read, or is in its list already.
    """
    new = checked(phrase)
    if new.key != old and any(
        one.key == new.key for one in phrases_of(words, draft, list_of(new.group))
    ):
        raise BadValueError("error.phrase.there")
    changed = dict(draft)
    if old and old != new.key:
        changed[old] = None
    return _tidy(words, changed | {new.key: new})


def switched(words: Words, draft: Draft, one: Shown) -> Draft:
    """Return the draft with a phrase switched off, or on again."""
    phrase = replace(one.phrase, is_on=not one.phrase.is_on)
    return _tidy(words, {**draft, one.key: phrase})


def removed(words: Words, draft: Draft, key: str) -> Draft:
    """Return the draft with a phrase taken away; a shipped one is as shipped again."""
    return _tidy(words, {**draft, key: None})


def key_of(phrase: Phrase) -> str:
    """Return the key that a phrase has once its blanks are in order."""
    return checked(phrase).key


def _tidy(words: Words, draft: Draft) -> Draft:
    """Leave out of a draft what says nothing new."""
    return {key: phrase for key, phrase in draft.items() if not _says_nothing(words, key, phrase)}


def _says_nothing(words: Words, key: str, phrase: Phrase | None) -> bool:
    own = words.own.get(key)
    if phrase is None:
        return own is None or not own.is_here
    if own is not None:
        return own.phrase == phrase
    return phrase == _shipped().get(key)


# --- lists and phrases ---------------------------------------------------------------------------


@cache
def _shipped() -> dict[str, Phrase]:
    return {phrase.key: phrase for phrase in shipped_phrases()}


def _all(words: Words, draft: Draft) -> Iterable[Shown]:
    shipped = _shipped()
    own = {key: one.phrase for key, one in words.own.items()}
    said: dict[str, Phrase | None] = {**own, **draft}
    for key, phrase in draft.items():
        if phrase is None and (held := words.own.get(key)) is not None and not held.is_here:
            said[key] = held.phrase
    for key in dict.fromkeys([*said, *shipped]):
        phrase = said.get(key) or shipped.get(key)
        if phrase is not None:
            yield Shown(phrase, key in shipped, words.own.get(key), key in draft, key)


def phrases_of(words: Words, draft: Draft, name: str, looked_for: str = "") -> list[Shown]:
    """Return the phrases of a list, or of `ALL`, that hold what is looked for; own ones first."""
    wanted = looked_for.casefold().split()
    found = [
        one
        for one in _all(words, draft)
        if name in (ALL, list_of(one.phrase.group))
        and all(word in f"{one.phrase.words} {one.phrase.example}".casefold() for word in wanted)
    ]
    found.sort(key=lambda one: (one.own is None and not one.is_draft, one.phrase.words.casefold()))
    return found


def list_lines(words: Words, draft: Draft) -> list[ListLine]:
    """Return all lists under their headings, with how many phrases each has."""
    counts: dict[str, list[int]] = {list_of(name): [0, 0] for name in shipped_lists()}
    for one in _all(words, draft):
        held = counts.setdefault(list_of(one.phrase.group), [0, 0])
        held[0] += one.phrase.is_on
        held[1] += one.own is not None or one.is_draft
    order = list(_HEADINGS)
    lines = [ListLine(_heading(n), n, list_words(n), *count) for n, count in counts.items()]
    return sorted(lines, key=lambda one: (order.index(one.heading), one.words.casefold()))


def _heading(name: str) -> str:
    first = name.split(".")[0]
    return next((heading for heading, firsts in _HEADINGS.items() if first in firsts), "other")


def list_words(name: str) -> str:
    """Return what a list is called."""
    if name == ALL:
        return say("lexicon.all")
    first, _, rest = name.partition(".")
    if rest and first in _CODES:
        code = label(_CODES[first], rest)
        code = code[:1].upper() + code[1:]
        framed = f"lexicon.framed.{first}"
        return say(framed, name=code) if has(framed) else code
    message_id = f"lexicon.list.{name}"
    return say(message_id) if has(message_id) else name.replace(".", ", ").replace("_", " ")


def list_choices() -> list[tuple[str, str]]:
    """Return the lists to choose one from, each with its heading."""
    return [
        (line.name, say("lexicon.list_in", heading=say(f"lexicon.heading.{line.heading}"),
                        name=line.words))
        for line in list_lines(Words(), {})
    ]  # fmt: skip


def strength_choices() -> list[tuple[str, str]]:
    """Return the strengths to choose one from."""
    return [(code, say(f"lexicon.strength.{code}.long")) for code in STRENGTHS]


def phrase_detail(one: Shown, *, with_list: bool = False) -> str:
    """Say of a phrase how strong it is, whose it is, what it was made for, and its list."""
    parts = [list_words(list_of(one.phrase.group))] if with_list else []
    parts += [say(f"lexicon.strength.{one.phrase.strength}")]
    if not one.phrase.is_on:
        parts.append(say("lexicon.off"))
    if one.is_draft:
        parts.append(say("lexicon.not_kept"))
    elif one.own is not None:
        day = date_words(FuzzyDate.parse(f"{one.own.at.astimezone():%Y-%m-%d}"))
        said = "lexicon.changed_by" if one.is_shipped else "lexicon.added_by"
        parts.append(say(said, name=one.own.by, day=day))
    else:
        parts.append(say("lexicon.shipped"))
    if one.phrase.group != list_of(one.phrase.group):
        parts.append(say("lexicon.welsh"))
    if one.phrase.everywhere:
        parts.append(say("lexicon.everywhere"))
    if one.phrase.example:
        parts.append(say("inbox.quoted", words=one.phrase.example))
    return " · ".join(parts)


def tried_words(words: str, sentence: str) -> tuple[str, str]:
    """Say whether words are found in a sentence: tone and sentence. For while one types."""
    tidy = " ".join(words.split())
    try:
        check_words(tidy)
    except BadValueError as problem:
        return "should", say(problem.message_id, **problem.params)
    if not sentence.strip():
        return "know", say("lexicon.try.readable")
    found = [sentence[start:end] for start, end in places(tidy, sentence)]
    if not found:
        return "should", say("lexicon.try.not_found")
    quoted = ", ".join(say("inbox.quoted", words=one) for one in found)
    return "done", say("lexicon.try.found", words=quoted)
