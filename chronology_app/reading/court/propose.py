"""Proposes how a fact may be worded for a court, and finds the words that do not belong there.

Puts the rules together, in three rounds: words first, then who wrote it, then whom a sentence is
about. Nothing here is stored, and nothing is decided for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chronology_app.model import Suggestion
from chronology_app.reading.court.draft import Draft, apply, join_changes, move_marks
from chronology_app.reading.court.everyday import (
    change_relatives,
    change_sections,
    change_short,
    mark_unknown,
    protect,
)
from chronology_app.reading.court.names import change_names
from chronology_app.reading.court.shapes import Around, CourtWording, WordChange, WordMark
from chronology_app.reading.court.subject import name_subjects
from chronology_app.reading.court.text import Text
from chronology_app.reading.court.words import CourtWords, shipped_court_words
from chronology_app.reading.court.writer import WORDS, name_writer
from chronology_app.reading.document import PersonHint

#: A text of which so many words in a hundred are Welsh is left as it is.
_WELSH_SHARE = 15
#: Rule of a change -> the kind of mark that it is where a wording is only looked at.
_KINDS = {"short": "abbreviation", "abbreviation": "abbreviation", "section": "abbreviation",
          "slang": "slang", "family": "slang"}  # fmt: skip


def propose_court_wording(
    fact: str, around: Around | None = None, words: CourtWords | None = None
) -> CourtWording:
    """Return a fact as a court document might have it, with every change and every open place.

    Quoted words stay as they are, and so do figures, dates, negations, "may" and "would", and who
    is said to have said what: only what a rule of the settings file names is said otherwise. The
    wording of a wording is itself.
    """
    around, words = around or Around(), words or shipped_court_words()
    if _is_welsh(Text(fact), words.listed("welsh", "words")):
        return CourtWording(fact)
    text = fact
    changes: tuple[WordChange, ...] = ()
    marks: list[WordMark] = []
    rounds = [name_subjects, name_writer, _say_otherwise]
    while rounds:
        do = rounds.pop()
        draft = Draft(text, around, words)
        do(draft)
        if do is _say_otherwise and draft.changes and _is_open(draft):
            # What stands beside it now may settle what an abbreviation means.
            rounds.append(do)
            draft.marks.clear()
        found = sorted(draft.changes, key=lambda change: change.start)
        marks = [*move_marks(marks, found), *move_marks(draft.marks, found)]
        changes = join_changes(fact, changes, found)
        text = apply(text, found)
    marks += find_verdicts(Text(text, around.child_words), words)
    marks.sort(key=lambda mark: (mark.start, mark.kind))
    return CourtWording(text, changes, tuple(marks))


def propose_for(
    suggestion: Suggestion,
    people: Sequence[PersonHint],
    words: CourtWords | None = None,
    maker: str = "",
) -> CourtWording:
    """Propose a wording for a suggestion; `maker`: who made its source, if that is known."""
    around = Around.of(suggestion, people, maker)
    fact = suggestion.fact or " ".join(" ".join(s.quote.split()) for s in suggestion.spans)
    return propose_court_wording(fact, around, words)


def find_marks(
    text: str,
    people: Sequence[PersonHint] = (),
    words: CourtWords | None = None,
    agency: str = "other",
) -> tuple[WordMark, ...]:
    """Return the words of a wording that do not belong in a court document, in order.

    Found are words of judgement, everyday words, the first person, and abbreviations that nothing
    explains; never inside quotation marks. The places are in `text`.
    """
    words = words or shipped_court_words()
    cut = Text(text)
    if not words.may_hold(cut, agency, WORDS):
        return ()
    around = Around(people=tuple(people), agency=agency)
    draft = Draft(cut, around, words)
    if _is_welsh(cut, words.listed("welsh", "words")):
        return ()
    _say_otherwise(draft)
    unnamed = Draft(cut, around, words)
    name_writer(unnamed)
    found = [*draft.marks, *(mark for mark in unnamed.marks if mark.kind == "writer")]
    for change in draft.changes:
        if change.rule in _KINDS:
            found.append(
                WordMark(
                    start=change.start, end=change.end, words=change.old,
                    kind=_KINDS[change.rule], instead=(change.new,),
                )
            )  # fmt: skip
    found += find_verdicts(cut, words)
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.kind)))


def find_verdicts(text: Text, words: CourtWords) -> list[WordMark]:
    """Return the words of judgement outside quotation marks."""
    found = []
    for one in words.verdict.find(text):
        start, end = text.words[one.first].start, text.words[one.last].end
        said = text.text[start:end]
        found.append(
            WordMark(start=start, end=end, words=said, kind="verdict", group=str(one.value))
        )
    return found


def _say_otherwise(draft: Draft) -> None:
    """The first round: names, relatives, abbreviations, everyday words."""
    protect(draft, draft.words.keep, draft.words.fixed(draft.around.agency))
    change_names(draft)
    change_relatives(draft)
    change_short(draft)
    change_sections(draft)
    mark_unknown(draft)


def _is_open(draft: Draft) -> bool:
    return any(mark.kind == "abbreviation" and len(mark.instead) > 1 for mark in draft.marks)


def _is_welsh(text: Text, little: Iterable[str]) -> bool:
    known = frozenset(little)
    hits = sum(word.text.casefold().replace("’", "'") in known for word in text.words)
    return hits > 1 and hits * 100 >= len(text.words) * _WELSH_SHARE
