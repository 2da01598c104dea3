"""What every document of a plan says alike: which plan, its facts, dates as a child lives them.

Owns which plan is meant and in whose words a part is told; each document has its own form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.child_time import age_sentence, first_name, time_sentences
from chronology_app.analysis.plan_state import ChangeState, plan_states
from chronology_app.dates import FuzzyDate
from chronology_app.documents.blocks import Block, Paragraph, Run
from chronology_app.documents.frame import Draft
from chronology_app.documents.references import event_references
from chronology_app.documents.running_plan import (
    changes_of,
    children_of,
    closed,
    other_running_plans,
    plan_asked_for,
    plan_name,
    running_plan,
    said_of,
)
from chronology_app.documents.words import capital
from chronology_app.errors import UnknownRecordError
from chronology_app.model import Change, Event, Person, Plan, Review
from chronology_app.wording.lists import list_words


@dataclass(frozen=True)
class PlanDraft:
    """One document about one plan, while it is being built."""

    draft: Draft
    plan: Plan

    def line(self, text: str, style: str = "body") -> Paragraph:
        """Return a paragraph that rests on the plan alone."""
        return self.draft.paragraph(text, style, (self.plan.id,))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The plan's changes for the children of the document, in order."""
        return changes_of(self.draft, self.plan)

    @property
    def children(self) -> tuple[Person, ...]:
        """The children of the document whom the plan is for."""
        whom = self.plan.child_ids
        return tuple(c for c in self.draft.selection.children if not whom or c.id in whom)

    def is_only_of(self, change: Change, child: Person) -> bool:
        """Say whether a change is for this child and for no other of the case."""
        everybody = tuple(one.id for one in self.draft.view.children)
        return (change.child_ids or self.plan.child_ids or everybody) == (child.id,)

    def states(self) -> dict[str, ChangeState]:
        """Return where each change stands on the document's day, by its id."""
        found = plan_states(self.draft.view, self.plan.id, self.draft.options.cut_off)
        return {state.change.id: state for state in found}

    def whom(self, change: Change) -> tuple[Person, ...]:
        """Return the children of the document whom a change is for."""
        return tuple(c for c in children_of(self.draft, change) if c in self.children)

    def names(self, change: Change, *, is_short: bool = False) -> str:
        """Return the names of the children whom a change is for, or only their first names."""
        names = [child.name for child in self.whom(change)]
        if is_short:
            names = [first_name(child) for child in self.whom(change)]
        return list_words(names, self.draft.options.language)

    def events(self, ids: tuple[str, ...]) -> tuple[Event, ...]:
        """Return those of some events that may be printed, in order of date."""
        wanted = set(ids)
        return tuple(event for event in self.draft.selection.events if event.id in wanted)

    def event_lines(self, ids: tuple[str, ...]) -> list[str]:
        """Return a line for each event that may be printed: date, words and where they stand."""
        words = self.draft.words
        lines = []
        for event in self.events(ids):
            where = "; ".join(event_references(self.draft.selection, event, words))
            lines.append(
                words.say("plan.event", date=capital(words.event_date(event)),
                          fact=self.draft.event_words(event), where=where)
            )  # fmt: skip
        return lines

    def due_words(self, change: Change) -> str:
        """Return the day by which a change is due, as a date or in its own words."""
        if change.by_when is not None:
            return self.draft.words.date(change.by_when)
        return change.by_when_words.strip()

    def due_ages(self, change: Change) -> str:
        """Return how old each child will be, or was, on that day, a short sentence each."""
        due = change.by_when
        if due is None:
            return ""
        today, tongue = self.draft.options.today, self.draft.options.language
        told = (
            age_sentence("documents.plan.age", child, due, today, tongue)
            for child in self.whom(change)
        )
        return " ".join(filter(None, told))

    def child_time(self, change: Change) -> list[str]:
        """Return that day as each child lives it."""
        if change.by_when is None:
            return []
        start = self.plan.started.earliest if self.plan.started else None
        today, tongue = self.draft.options.today, self.draft.options.language
        told = (
            " ".join(time_sentences(child, change.by_when, start, today, tongue))
            for child in self.whom(change)
        )
        return [line for line in told if line]

    def decision(self, change: Change) -> str:
        """Return who decides what follows, and when."""
        who = change.decided_by.strip()
        when = self.draft.words.date(change.decided_on) if change.decided_on else ""
        if who and when:
            return self.draft.words.say("plan.decides", who=who, date=when)
        return who or when

    def review_words(self, review: Review) -> str:
        """Return what a review found, in one line."""
        words = self.draft.words
        found = capital(words.label("plan_result", review.result))
        parts = [found, said_of(self.draft, review, review.now)]
        if review.since:
            parts.append(words.say("plan.since", date=words.date(review.since)))
        parts.append(said_of(self.draft, review, review.decided))
        told = " ".join(dict.fromkeys(closed(part) for part in parts if part))
        return words.say("plan.review", date=words.date(review.on), words=told)

    def name(self) -> str:
        """Return what the plan is called: its title, or its kind."""
        return plan_name(self.draft, self.plan)

    def facts(self, *fields: str) -> list[Block]:
        """Return the plan's own facts, a line each: those that are known."""
        words, plan = self.draft.words, self.plan
        values = {
            "kind": words.label("plan_kind", plan.kind) if plan.title else "",
            "children": list_words([c.name for c in self.children], words.language),
            "started": words.date(plan.started) if plan.started else "",
            "ended": words.date(plan.ended) if plan.ended else "",
            "lead": plan.lead.strip(),
            "contact": plan.contact.strip(),
            "author": plan.author.strip(),
            "agreed_by": plan.agreed_by.strip(),
            "next_review": words.date(plan.next_review) if plan.next_review else "",
        }
        return [
            Paragraph((Run(words.say(f"plan.fact.{name}"), "strong"), Run(f" {values[name]}")),
                      "case", (plan.id,))
            for name in fields
            if values[name]
        ]  # fmt: skip

    def notes(self) -> list[Block]:
        """Return what a reader must know before anything else: the plan has ended, or not begun."""
        words, day = self.draft.words, self.draft.options.cut_off
        plan, found = self.plan, []
        if _is_past(plan.ended, day):
            found.append(words.say("plan.note.ended", date=words.date(plan.ended)))
        if plan.started and plan.started.earliest and plan.started.earliest > day:
            found.append(words.say("plan.note.coming", date=words.date(plan.started)))
        if plan.started:
            before = [
                review
                for change in self.changes
                for review in self.draft.view.of(Review)
                if review.change_id == change.id and review.on.definitely_before(plan.started)
            ]
            if before:
                found.append(words.say("plan.note.reviews_before", count=len(before)))
        others = [plan_name(self.draft, one) for one in other_running_plans(self.draft, plan)]
        if others:
            found.append(words.say("plan.note.others", names=words.listed(others)))
        return [self.line(told, "note") for told in found]


def plan_draft(draft: Draft, kinds: tuple[str, ...] = ()) -> PlanDraft:
    """Return the draft of the plan that was asked for, else of the one that runs.

    `kinds`: a plan of these kinds comes first. Errors: UnknownRecordError when there is no plan, or
    none of that title.
    """
    plans = draft.view.of(Plan)
    if draft.options.plan.strip() and (named := plan_asked_for(draft)) is not None:
        return PlanDraft(draft, named)
    of_kind = [plan for plan in plans if plan.kind in kinds]
    found = max(of_kind, key=_began, default=None) or running_plan(draft)
    found = found or max(plans, key=_began, default=None)
    if found is None:
        raise UnknownRecordError("error.no_plan")
    return PlanDraft(draft, found)


def _began(plan: Plan) -> tuple[str, str]:
    return (plan.started.sort_key if plan.started else "", plan.id)


def _is_past(when: FuzzyDate | None, day: date) -> bool:
    return when is not None and when.latest is not None and when.latest < day
