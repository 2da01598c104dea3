"""The lines of the impact screen: a thing that is recorded, its words, its source, who said so.

Which lines stand together is decided by `impact` and `impact_pages`; every line leads to its event
and, where it has one, to its place in a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chronology_app.analysis.impact_matrix import Item
from chronology_app.dates import FuzzyDate
from chronology_app.documents.references import place_words
from chronology_app.documents.words import Words
from chronology_app.model import Account, Citation, Event, LikelyImpact, ObservedImpact, Passage
from chronology_app.model.codes import EventStatus, ImpactKind, RecordClass
from chronology_app.model.view import CaseView
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: Kind of impact -> icon beside its line.
KIND_ICONS = {
    ImpactKind.NEED_CONCERNED: "bookmark", ImpactKind.OBSERVED: "eye",
    ImpactKind.LIKELY: "signature",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One line. A heading or a note has no key and cannot be chosen."""

    key: str
    #: What it is about: date, kind of impact, need.
    head: str
    words: str = ""
    #: Source and place, who said or recorded it.
    foot: str = ""
    #: "entry" "under" (rests on, or belongs to, the line above) "heading" "note" "gap".
    look: str = "entry"
    icon: str = ""
    #: Words of caution: its class, accepted unread.
    cautions: tuple[str, ...] = ()
    event_id: str = ""
    source_id: str = ""
    passage_id: str = ""
    start: int = 0
    end: int = 0

    @property
    def spoken(self) -> str:
        """The words that a screen reader says."""
        parts = (self.head, *self.cautions, self.words, self.foot)
        return ". ".join(part.rstrip(".") for part in parts if part)


def heading(words: str) -> ImpactLine:
    """Return a line that names those below it."""
    return ImpactLine("", words, look="heading")


def note(words: str, look: str = "note") -> ImpactLine:
    """Return a sentence; a "gap" is one that says what is not recorded."""
    return ImpactLine("", "", words, look=look)


class LineMaker:
    """Makes lines of the records of one case, in one language."""

    def __init__(self, view: CaseView, language: str = "en") -> None:
        self.view = view
        self.language = language
        self._words = Words(language)

    def say(self, message_id: str, **params: object) -> str:
        """Return a sentence in the lines' language."""
        return say(message_id, self.language, **params)

    def label(self, group: str, code: str) -> str:
        """Return the label of a code, with a capital."""
        return _capital(label(group, code, self.language))

    def date(self, when: FuzzyDate | None) -> str:
        """Return a date in words."""
        return date_words(when, self.language) if when else self.say("time.undated")

    def of_event(
        self, event: Event, key: str, *, about: Iterable[str] = (), words: str = "",
        owner_id: str = "", who: str = "", icon: str = "", look: str = "entry",
    ) -> ImpactLine:  # fmt: skip
        """Return a line of an event: its fact, or other words that stand in it.

        `about`: what stands beside the date. `owner_id`: the record whose citation is wanted;
        without one of its own it is the event's. `who`: in place of the account's author.
        """
        account = next(iter(self.view.accounts.get(event.id, ())), None)
        cited = self._citation(owner_id, account)
        passage = self._passage(cited)
        source_id = passage.source_id if passage else account.source_id if account else ""
        foot = (self._source(source_id, passage), who or self._who(account))
        return ImpactLine(
            key=key,
            head=" · ".join(part for part in (_capital(self._when(event)), *about) if part),
            words=words or event.fact,
            foot=" · ".join(part for part in foot if part),
            look=look,
            icon=icon,
            cautions=tuple(self._cautions(event)),
            event_id=event.id,
            source_id=source_id,
            passage_id=passage.id if passage else "",
            start=cited.start if cited and passage else 0,
            end=cited.end if cited and passage else 0,
        )

    def of_item(self, item: Item, *, with_need: bool = False) -> Iterator[ImpactLine]:
        """Yield the lines of one counted thing; those of a judgement's events stand under it."""
        record = self.view.by_id.get(item.id)
        need = self.label("need", item.need) if with_need else ""
        about = (self.say(f"impacts.kind.{item.kind}"), need)
        if isinstance(record, LikelyImpact):
            yield from self._of_judgement(record, about)
            return
        event = self.view.by_id[item.event_ids[0]]
        assert isinstance(event, Event)
        seen = record if isinstance(record, ObservedImpact) else None
        yield self.of_event(
            event, item.id, about=about, words=seen.words if seen else "",
            owner_id=seen.id if seen else "", icon=KIND_ICONS[item.kind],
        )  # fmt: skip

    def _of_judgement(self, judged: LikelyImpact, about: Iterable[str]) -> Iterator[ImpactLine]:
        signed = self.date(FuzzyDate.parse(judged.signed_at.date().isoformat()))
        events = [e for i in judged.event_ids if isinstance(e := self.view.by_id.get(i), Event)]
        events = [event for event in events if event.status != EventStatus.REMOVED]
        events.sort(key=lambda e: (e.date is None, e.date.sort_key if e.date else "", e.id))
        foot = [", ".join(part for part in (judged.signed_by, judged.post) if part)]
        if judged.research:
            foot.append(self.say("impacts.research", research=judged.research))
        head = (self.say("impacts.signed", date=signed), *about)
        # The line of a judgement leads where the first of its events does.
        first = self.of_event(events[0], "") if events else ImpactLine("", "")
        yield replace(
            first, key=judged.id, head=" · ".join(part for part in head if part),
            words=judged.words, foot=" · ".join(foot), icon=KIND_ICONS[ImpactKind.LIKELY],
            cautions=tuple(dict.fromkeys(c for e in events for c in self._cautions(e))),
        )  # fmt: skip
        rests = self.say("impacts.rests_on")
        for event in events:
            line = self.of_event(event, f"{judged.id} {event.id}", look="under")
            yield replace(line, head=f"{rests} · {line.head}")

    # --- parts of a line -------------------------------------------------------------------

    def _when(self, event: Event) -> str:
        words = self.date(event.date)
        return self.say("time.at", date=words, time=event.time) if event.time else words

    def _cautions(self, event: Event) -> Iterator[str]:
        """Yield the words with which the timeline's card marks an event, too."""
        if event.status == EventStatus.ACCEPTED_UNREAD:
            yield self.say("time.unread")
        if event.record_class != RecordClass.ORDINARY:
            yield label("class", event.record_class, self.language)

    def _citation(self, owner_id: str, account: Account | None) -> Citation | None:
        owners = (owner_id, account.id if account else "")
        return next((c for one in owners for c in self.view.citations.get(one, ())), None)

    def _passage(self, cited: Citation | None) -> Passage | None:
        found = self.view.by_id.get(cited.passage_id) if cited else None
        return found if isinstance(found, Passage) else None

    def _source(self, source_id: str, passage: Passage | None) -> str:
        if source_id not in self.view.by_id:
            return ""
        source = self.view.source(source_id)
        title = source.citation_title or source.file_name
        place = place_words(passage.locator, self._words) if passage else ""
        return ", ".join(part for part in (title, place) if part)

    def _who(self, account: Account | None) -> str:
        if account is None:
            return ""
        return ", ".join(p for p in (account.author, self.label("agency", account.agency)) if p)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
