"""What a search found, in words: events first, then plans and other work, then passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.dates import FuzzyDate
from chronology_app.model import Event, Passage, Record
from chronology_app.model.codes import EventStatus
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

#: Lines of each kind that are shown; more are counted.
MOST = 300
_AROUND = 90
#: Where each table of the team's own work is shown.
WORK_SCREENS = {
    **dict.fromkeys(("plan", "change", "review", "breach"), "plans"),
    **dict.fromkeys(("escalation", "oversight", "information_request", "service_offer",
                     "said_done", "pre_proceedings_step"), "following"),
    **dict.fromkeys(("four_questions", "worries_page", "factor"), "assessing"),
    "assessment": "measures",
}  # fmt: skip
#: Which page of the assessment screen shows a table; its pages are asked for by child.
_PAGES = {"four_questions": "questions", "worries_page": "worries", "factor": "factors"}
#: The field that says when, of those that a record of work has.
_DAYS = ("on", "started", "raised_on", "asked_on", "offered_on", "said_on", "since", "by_when")
#: So many events also say whose records tell of them: each takes some milliseconds to look up.
_MOST_WHO = 40
#: English endings, longest first, and how much of a word must be left without one.
_ENDINGS = ("ing", "ed", "es", "e", "s")
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One event, passage or record of the team's work that holds the words."""

    key: str
    screen: str
    record_id: str
    title: str
    text: str
    passage_id: str = ""
    start: int = 0
    end: int = 0
    #: Page of a screen that has several.
    page: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that a search found."""

    words: str
    events: tuple[Hit, ...] = ()
    passages: tuple[Hit, ...] = ()
    work: tuple[Hit, ...] = ()
    event_count: int = 0
    passage_count: int = 0
    work_count: int = 0


def load_search(book: Casebook, case_id: str, words: str, language: str = "en") -> SearchResult:
    """Search the case: what holds the words first, then what holds other forms of them.

    Errors: BadValueError when the words cannot be searched for.
    """
    hits = list(book.queries.search(words, case_id))
    if (wide := wider(words)) != words:
        known = {hit.record.id for hit in hits}
        hits += [h for h in book.queries.search(wide, case_id) if h.record.id not in known]
    # What was taken out, or merged into another event, stands in its sources still.
    events = [
        hit.record for hit in hits
        if isinstance(hit.record, Event) and hit.record.status != EventStatus.REMOVED
    ]  # fmt: skip
    passages = [(hit.record, hit.source) for hit in hits if isinstance(hit.record, Passage)]
    work = [hit for hit in hits if not isinstance(hit.record, (Event, Passage))]
    return SearchResult(
        words,
        tuple(
            _event(event, language, _who(book, case_id, event, language) if n < _MOST_WHO else "")
            for n, event in enumerate(events[:MOST])
        ),
        tuple(
            _passage(passage, source.citation_title if source else "", words, language)
            for passage, source in passages[:MOST]
        ),
        tuple(_work(hit.table, hit.record, hit.text, language) for hit in work[:MOST]),
        len(events),
        len(passages),
        len(work),
    )


def wider(words: str) -> str:
    """Return a search that also finds other forms of its words: "bruise" finds "bruising".

    Words in quotation marks, with a star, or too short to be cut stay as they were typed.
    """
    if '"' in words:
        return words
    return " ".join(_stem(word) for word in words.split())


def _stem(word: str) -> str:
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.casefold().endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return f"{word[: -len(ending)]}*"
    return f"{word}*" if len(word) >= _SHORTEST else word


def _who(book: Casebook, case_id: str, event: Event, language: str) -> str:
    """Return whose records tell of an event."""
    accounts = book.queries.event_detail(case_id, event.id).accounts
    codes = dict.fromkeys(told.account.recorded_by or told.account.agency for told in accounts)
    return ", ".join(label("agency", code, language) for code in codes if code)


def _event(event: Event, language: str, who: str) -> Hit:
    when = date_words(event.date, language) if event.date else say("search.undated", language)
    kind = label("kind", event.kind, language)
    told = " · ".join(part for part in (when, kind, who) if part)
    return Hit(f"event:{event.id}", "chronology", event.id, event.fact, told)


def _work(table: str, record: Record, text: str, language: str) -> Hit:
    """Return a hit in a plan or other work; what belongs to a change leads there."""
    kind = say(f"search.work.{table}", language)
    change_id = getattr(record, "change_id", None)
    when = next(
        (day for name in _DAYS if isinstance(day := getattr(record, name, None), FuzzyDate)), None
    )
    told = " · ".join(part for part in (kind, date_words(when, language) if when else "") if part)
    screen = WORK_SCREENS[table]
    shown_id = change_id if change_id and screen == "plans" else record.id
    if table in _PAGES:
        shown_id = _whose(record)
    return Hit(f"{table}:{record.id}", screen, shown_id, text, told, page=_PAGES.get(table, ""))


def _whose(record: Record) -> str:
    """Return the child, or the first of the children, whom a page is about."""
    children = getattr(record, "child_ids", ()) or ("",)
    return str(getattr(record, "child_id", "") or getattr(record, "person_id", "") or children[0])


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
    for sought in (words, wider(words)):
        for word in sought.replace('"', " ").split():
            if found := re.search(_pattern(word), folded):
                return found.start(), found.end()
    return 0, 0


def _pattern(word: str) -> str:
    """Return what finds a word in folded text; one with a star up to the end of what it finds."""
    begun = re.escape(word.casefold().rstrip("*"))
    return rf"(?<!\w){begun}\w*" if word.endswith("*") else begun


def _place_words(passage: Passage, language: str) -> str:
    place = passage.locator
    if place.page:
        return say("search.page", language, number=place.page)
    if place.row:
        return say("search.row", language, number=place.row)
    if place.line:
        return say("search.line", language, number=place.line)
    return ""
