"""What a search found, in words: events first, then passages of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.model import Event, Passage
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

#: Lines of each kind that are shown; more are counted.
MOST = 300
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """One event or passage that holds the words."""

    key: str
    #: "chronology" or "sources".
    screen: str
    record_id: str
    title: str
    text: str
    passage_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that a search found."""

    words: str
    events: tuple[Hit, ...] = ()
    passages: tuple[Hit, ...] = ()
    event_count: int = 0
    passage_count: int = 0


def load_search(book: Casebook, case_id: str, words: str, language: str = "en") -> SearchResult:
    """Search the case. Errors: BadValueError when the words cannot be searched for."""
    hits = book.queries.search(words, case_id)
    events = [hit.record for hit in hits if isinstance(hit.record, Event)]
    passages = [(hit.record, hit.source) for hit in hits if isinstance(hit.record, Passage)]
    return SearchResult(
        words,
        tuple(_event(event, language) for event in events[:MOST]),
        tuple(
            _passage(passage, source.citation_title if source else "", words, language)
            for passage, source in passages[:MOST]
        ),
        len(events),
        len(passages),
    )


def _event(event: Event, language: str) -> Hit:
    when = date_words(event.date, language) if event.date else say("search.undated", language)
    kind = label("kind", event.kind, language)
    return Hit(f"event:{event.id}", "chronology", event.id, event.fact, f"{when} · {kind}")


def _passage(passage: Passage, title: str, words: str, language: str) -> Hit:
    start, end = _first_place(passage.text, words)
    begin = max(0, start - _AROUND // 2)
    shown = " ".join(passage.text[begin : end + _AROUND].split())
    if begin:
        shown = f"… {shown}"
    place = _place_words(passage, language)
    return Hit(
        f"passage:{passage.id}", "sources", passage.source_id, shown,
        f"{title}, {place}" if place else title, passage.id, start, end,
    )  # fmt: skip


def _first_place(text: str, words: str) -> tuple[int, int]:
    """Return where the first of the words stands; the passage's begin when it is folded away."""
    folded = text.casefold()
    for word in words.replace('"', " ").split():
        at = folded.find(word.casefold())
        if at >= 0:
            return at, at + len(word)
    return 0, 0


def _place_words(passage: Passage, language: str) -> str:
    place = passage.locator
    if place.page:
        return say("search.page", language, number=place.page)
    if place.row:
        return say("search.row", language, number=place.row)
    if place.line:
        return say("search.line", language, number=place.line)
    return ""
