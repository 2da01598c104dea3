"""One event of the timeline in words: what the hover card and the foot say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.dates.ages import age_on
from chronology_app.model import Event, Person
from chronology_app.model.codes import EventStatus
from chronology_app.wording import label, say
from chronology_app.wording.dates import age_words, date_words

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event in words: what the hover card and the foot of the timeline say."""

    event_id: str
    date: str
    #: "Home visit · Children's social care".
    what: str
    fact: str
    #: "Nia, 4 years 2 months; Owen, 11 months".
    ages: str
    quote: str
    #: The source's title; empty when no source could be found.
    source: str
    source_id: str = ""
    passage_id: str = ""
    start: int = 0
    end: int = 0
    #: What was done and what came of it, as recorded; empty where nothing is.
    done: str = ""
    #: Words of caution: accepted unread, classed, undated.
    cautions: tuple[str, ...] = ()


def load_card(book: Casebook, case_id: str, event_id: str, language: str = "en") -> EventCard:
    """Return one event in words. Errors: UnknownRecordError."""
    detail = book.queries.event_detail(case_id, event_id)
    event = detail.event
    people = {p.id: p for p in book.queries.records(Person, case_id)}
    named = dict.fromkeys(part.person_id for part in detail.people)
    children = [people[i] for i in named if i in people and people[i].is_child]
    account = detail.accounts[0] if detail.accounts else None
    cited = account.cited[0] if account and account.cited else None
    agency = label("agency", account.account.agency, language) if account else ""
    what = " · ".join(part for part in (label("kind", event.kind, language), agency) if part)
    return EventCard(
        event_id=event.id,
        date=_when(event, language),
        what=what,
        fact=event.fact,
        ages="; ".join(_with_age(child, event, language) for child in children),
        quote=cited.citation.quote if cited else "",
        source=account.source.citation_title if account else "",
        source_id=account.source.id if account else "",
        passage_id=cited.passage.id if cited else "",
        start=cited.citation.start if cited else 0,
        end=cited.citation.end if cited else 0,
        done=" ".join(part.strip() for part in (event.action, event.result) if part.strip()),
        cautions=tuple(_cautions(event, language)),
    )


def _when(event: Event, language: str) -> str:
    if event.date is None:
        return say("time.undated", language)
    words = date_words(event.date, language)
    return say("time.at", language, date=words, time=event.time) if event.time else words


def _with_age(child: Person, event: Event, language: str) -> str:
    if event.date is None or not (child.born or child.due):
        return child.name
    age = age_words(age_on(child.born, child.due, event.date), language)
    return say("time.with_age", language, name=child.name, age=age) if age else child.name


def _cautions(event: Event, language: str) -> Iterable[str]:
    if event.status == EventStatus.ACCEPTED_UNREAD:
        yield say("time.unread", language)
    if event.record_class != "ordinary":
        yield label("class", event.record_class, language)
