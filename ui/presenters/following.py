"""What the screen of following through shows: parts, what is open in each, how it stands.

What is open or late is decided in `analysis.following`; only plans and this work are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from chronology_app.analysis.following import (
    BREACHES,
    CHALLENGES,
    OVERDUE,
    OVERSIGHT,
    PARTS,
    PRE_PROCEEDINGS,
    REQUESTS,
    SAID_DONE,
    SERVICES,
    Clock,
    Following,
    Item,
    clock_facts,
    facts_text,
    follow,
    step_codes,
)
from chronology_app.model import (
    Breach,
    Case,
    Change,
    Escalation,
    Event,
    InformationRequest,
    Oversight,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
    SettingsRow,
)
from chronology_app.model.codes import AgencyCode
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings, load_settings
from ui.presenters.event_choice import EventWords, load_event_words
from ui.words import date_words, label, language, say, upper_first

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

#: The kind of record that is added to a part; what is overdue is a change of a plan.
KIND_OF: dict[str, type[Record]] = {
    BREACHES: Breach, CHALLENGES: Escalation, OVERSIGHT: Oversight, REQUESTS: InformationRequest,
    SERVICES: ServiceOffer, PRE_PROCEEDINGS: PreProceedingsStep, SAID_DONE: SaidDone,
}  # fmt: skip
#: Fields of each kind in the order of its form.
FIELDS: dict[type[Record], tuple[str, ...]] = {
    Breach: ("change_id", "on", "words", "event_ids", "answer", "answered_on", "answered_by"),
    Escalation: ("about", "raised_by", "raised_with", "raised_on", "due", "reply", "replied_by",
                 "replied_on", "result", "outcome", "event_ids"),
    Oversight: ("kind", "by", "on", "decided", "to", "due", "done", "done_on", "event_ids"),
    InformationRequest: ("kind", "agency", "asked", "ground", "asked_by", "asked_on", "due",
                         "chased", "state", "answered_on", "answer", "event_ids"),
    ServiceOffer: ("name", "agency", "person_ids", "offered_on", "offered_by", "answer",
                   "answered_on", "started", "attended", "missed", "cancelled", "ended",
                   "ended_how", "before", "after", "change_id", "event_ids"),
    SaidDone: ("person_id", "child_ids", "said", "said_on", "said_event_ids", "done", "done_on",
               "done_event_ids", "changed", "changed_on", "changed_event_ids", "change_id"),
    PreProceedings: ("started", "child_ids", "plan_id", "extended_to", "extended_why", "ended",
                     "ended_how", "ended_why"),
    PreProceedingsStep: ("code", "on", "who", "words", "event_ids"),
}  # fmt: skip
#: Tables that the screen shows.
TABLES = (
    "plan", "change", "review", "breach", "escalation", "oversight", "information_request",
    "service_offer", "said_done", "pre_proceedings", "pre_proceedings_step",
)  # fmt: skip
_CHOICES = {
    (Escalation, "result"): ("challenge_result",
                             ("changed", "not_changed", "taken_further", "withdrawn")),
    (Oversight, "kind"): ("oversight_kind", ("oversight", "supervision")),
    (InformationRequest, "kind"): ("request_kind", ("information", "conference")),
    (InformationRequest, "state"): ("request_state", (
        "waiting", "received", "part", "refused", "attended", "report_only", "absent")),
    (ServiceOffer, "answer"): ("service_answer", ("accepted", "declined")),
    (ServiceOffer, "ended_how"): ("service_end", (
        "completed", "withdrawn_by_family", "withdrawn_by_service", "not_available")),
    (PreProceedings, "ended_how"): ("pre_proceedings_end", (
        "stepped_down", "proceedings", "moved_away")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in the list: its words with how much is open."""

    part: str
    title: str
    text: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One thing in the list of a part."""

    key: str
    title: str
    text: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Followed:
    """All that is followed through in a case, with the people, plans and events it names."""

    view: CaseView | None = None
    settings: Settings | None = None
    following: Following = field(default_factory=Following)
    events: Mapping[str, EventWords] = field(default_factory=dict)

    def parts(self) -> tuple[PartLine, ...]:
        """Return the parts with how much is open."""
        return tuple(self._part(part) for part in PARTS)

    def _part(self, part: str) -> PartLine:
        items = self.following.items.get(part, ())
        count = self.following.open_count(part)
        is_late = any(item.is_late for item in items)
        text = say("follow.open", count=count) if count else (
            say("follow.all_answered") if items else say("follow.nothing")
        )  # fmt: skip
        icon, tone = ("triangle-alert", "must") if is_late else (
            ("circle", "should") if count else ("circle-check-big", "done") if items
            else ("circle", "")
        )  # fmt: skip
        return PartLine(part, say(f"follow.part.{part}"), text, icon, tone)

    def items(self, part: str) -> tuple[Item, ...]:
        """Return the items of a part, open ones first."""
        return self.following.items.get(part, ())

    def lines(self, part: str) -> tuple[ItemLine, ...]:
        """Return the lines of a part."""
        return tuple(self._line(item) for item in self.items(part))

    def _line(self, item: Item) -> ItemLine:
        icon, tone = ("triangle-alert", "must") if item.is_late else (
            ("circle", "should") if item.is_open else ("circle-check-big", "done")
        )  # fmt: skip
        title = item.title.strip() or (
            say("follow.began", date=date_words(item.on)) if isinstance(item.record, PreProceedings)
            else item.text(language())
        )  # fmt: skip
        text = item.text(language())
        if isinstance(item.record, Breach) and (change := self.change_words(item.change_id)):
            text = f"{say('follow.of_change', change=change)} {text}"
        return ItemLine(item.record.id, title, "" if text == title else text, icon, tone)

    def item(self, part: str, record_id: str) -> Item | None:
        """Return an item by its record's id."""
        return next((one for one in self.items(part) if one.record.id == record_id), None)

    def part_of(self, record_id: str) -> str:
        """Return the part in which a record stands; empty: in none."""
        return next((part for part in PARTS if self.item(part, record_id)), "")

    @property
    def clock(self) -> Clock | None:
        """The clock of the pre-proceedings that run, else of those begun last."""
        rows = sorted(self.following.clocks, key=lambda c: c.record.started.sort_key)
        running = [clock for clock in rows if clock.record.ended is None]
        return next(reversed(running or rows), None)

    @property
    def clock_words(self) -> str:
        """Return how many of the weeks have passed, and when the time ends or ended."""
        clock = self.clock
        return facts_text(clock_facts(clock), language()) if clock else ""

    # --- choices for forms -----------------------------------------------------------------

    def choices(self, kind: type[Record], name: str) -> list[tuple[str, str]]:
        """Return what a field of a kind offers: (value, words), the empty one first."""
        none = [("", say("follow.not_chosen"))]
        if name == "change_id":
            return none + self._changes()
        if name == "agency":
            return none + [(str(code), label("agency", code)) for code in AgencyCode]
        if name == "plan_id":
            plans = self.view.of(Plan) if self.view else ()
            return none + [(p.id, p.title or label("plan_kind", p.kind)) for p in plans]
        if name == "person_id":
            people = self.view.people if self.view else ()
            return none + [(p.id, p.name) for p in people]
        if name == "code" and self.settings is not None:
            return none + [
                (c, upper_first(label("pre_step", c))) for c in step_codes(self.settings)
            ]
        group, known = _CHOICES[kind, name]
        words = [(code, upper_first(label(group, code))) for code in known]
        return words if name == "kind" else none + words

    def change_words(self, change_id: str) -> str:
        """Return a change in words, with its plan where there are several; empty: there is none."""
        return dict(self._changes()).get(change_id, "")

    @property
    def has_changes(self) -> bool:
        """Say whether any plan has a change, to which a breach could belong."""
        return bool(self._changes())

    def _changes(self) -> list[tuple[str, str]]:
        """Return the changes of all plans, named with their plan where there are several."""
        if self.view is None:
            return []
        plans = {p.id: p.title.strip() or label("plan_kind", p.kind) for p in self.view.of(Plan)}
        changes = self.view.of(Change)
        if len({one.plan_id for one in changes}) < 2:
            return [(one.id, one.needed) for one in changes]
        return [(one.id, say("follow.of_plan", change=one.needed, plan=plans.get(one.plan_id, "")))
                for one in changes]  # fmt: skip

    def people_choices(self, name: str) -> list[tuple[str, str]]:
        """Return the people, or the children alone, to tick."""
        if self.view is None:
            return []
        people = self.view.children if name == "child_ids" else self.view.people
        return [(p.id, p.name) for p in people]


def load_followed(book: Casebook, case_id: str) -> Followed:
    """Ask for what is followed through in a case, and the events that it links."""
    queries = book.queries
    kinds: tuple[type[Record], ...] = (
        Plan, Change, Review, Breach, Escalation, Oversight, InformationRequest, ServiceOffer,
        SaidDone, PreProceedings, PreProceedingsStep, Person,
    )  # fmt: skip
    rows = queries.settings_rows(case_id)
    records: dict[type[Record], tuple[Record, ...]] = {
        kind: queries.records(kind, case_id) for kind in kinds
    }
    linked = [i for change in records[Change] for i in getattr(change, "why_event_ids", ())]
    records[Event] = tuple(queries.by_ids(Event, case_id, tuple(dict.fromkeys(linked))).values())
    records[SettingsRow] = rows
    view = CaseView(queries.record(Case, case_id, case_id), records)
    settings = load_settings(rows=rows)
    found = follow(view, settings, date.today())
    ids = [i for items in found.items.values() for item in items for i in item.event_ids]
    return Followed(view, settings, found, load_event_words(book, case_id, ids))


__all__ = [
    "FIELDS", "KIND_OF", "OVERDUE", "PARTS", "PRE_PROCEEDINGS", "TABLES", "Followed", "ItemLine",
    "PartLine", "load_followed",
]  # fmt: skip
