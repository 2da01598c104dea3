"""The plan in a parent's words: a page for each change, everyday words, large type.

What is said on it is the plan's words for parents, or where there are none the plan's own. Source:
Ofsted, In the child's time (2014), 54: a third of parents did not know what would happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chronology_app.analysis.child_time import first_name
from chronology_app.dates import FuzzyDate
from chronology_app.documents.blocks import Block, Document, Heading
from chronology_app.documents.frame import Draft
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan_parts import PlanDraft, plan_draft
from chronology_app.documents.running_plan import (
    closed,
    confided,
    is_done,
    latest_review,
    part_words,
)
from chronology_app.documents.words import capital
from chronology_app.model import Change
from chronology_app.model.view import CaseView

PARENTS = "parents"


def build_parents_plan(view: CaseView, options: ExportOptions) -> Document:
    """Build the parents' version. Errors: UnknownRecordError when there is no plan."""
    one = plan_draft(Draft(view, options))
    draft = one.draft
    blocks: list[Block] = [
        *_first_page(one),
        *(block for n, change in enumerate(one.changes, 1) for block in _page(one, n, change)),
    ]
    return draft.document("parents-plan", blocks, large_type=True)


def _first_page(one: PlanDraft) -> Iterator[Block]:
    draft, plan = one.draft, one.plan
    say = draft.words.say
    names = draft.words.listed([first_name(child) for child in one.children])
    yield draft.paragraph(say("parents.about", names=names), "lead", (plan.id,))
    yield one.line(say("parents.why"))
    yield from one.notes()
    for name, words in (("lead", plan.lead), ("contact", plan.contact)):
        if words.strip():
            yield draft.paragraph(
                say(f"parents.{name}", words=words.strip()), record_ids=(plan.id,)
            )
    if plan.next_review and not _is_past(plan.next_review, draft.options.today):
        when = draft.words.date(plan.next_review)
        yield one.line(say("parents.next", date=when))
    count = len(one.changes)
    yield draft.paragraph(say("parents.count" if count else "parents.none", count=count),
                          record_ids=(plan.id,))  # fmt: skip
    for change in one.changes:
        yield draft.paragraph(part_words(draft, change, "needed", PARENTS), "bullet", (change.id,))
    yield draft.heading("parents.heading.disagree", 2)
    yield draft.paragraph(plan.disagree.strip() or say("parents.disagree"), record_ids=(plan.id,))


def _page(one: PlanDraft, number: int, change: Change) -> Iterator[Block]:
    draft = one.draft
    needed = part_words(draft, change, "needed", PARENTS)
    title = draft.words.say("parents.heading.change", number=number)
    yield Heading(title, 1, new_page=True, record_ids=(change.id,))
    review = latest_review(draft, change)
    if review is not None and is_done(draft, change):
        done = draft.words.say("parents.done", date=draft.words.date(review.on))
        yield draft.paragraph(done, "lead", (change.id, review.id))
    yield from _section(one, change, "worry", [
        part_words(draft, change, "worry", PARENTS) or change.baseline
    ])  # fmt: skip
    seen = part_words(draft, change, "seen", PARENTS)
    yield from _section(one, change, "seen", [seen] if seen else _seen(one, change))
    yield from _section(one, change, "needed", [needed])
    yield from _section(one, change, "help", _help(one, change))
    yield from _section(one, change, "by_when", _by_when(one, change))
    known = part_words(draft, change, "measure", PARENTS)
    told = known if known != change.measure.strip() else ""
    yield from _section(one, change, "measure", [told] if told else [change.target, change.measure])
    no_change = part_words(draft, change, "consequence_no_change", PARENTS)
    limited = part_words(draft, change, "consequence_limited", PARENTS)
    follows = [no_change or draft.words.say("parents.missing")]
    if no_change:
        follows.append(_decision(one, change) or draft.words.say("parents.no_decision"))
    if limited:
        follows.append(draft.words.say("parents.limited", words=limited))
    if change.contingency.strip():
        told = part_words(draft, change, "contingency", PARENTS)
        follows.append(draft.words.say("parents.contingency", words=told))
    yield from _section(one, change, "consequence_no_change", follows)
    yield from _section(one, change, "disagree", [draft.words.say("parents.disagree_short")])


def _section(one: PlanDraft, change: Change, name: str, lines: list[str]) -> Iterator[Block]:
    """Yield a question with its answer; what nobody has written is said so, to be asked about."""
    draft = one.draft
    ids = (change.id, *(event.id for event in one.events(change.why_event_ids)))
    said = [line.strip() for line in lines if line.strip()]
    yield draft.heading(f"parents.heading.{name}", 2)
    style = "bullet" if len(said) > 1 and name == "seen" else "body"
    for line in said or [draft.words.say("parents.missing")]:
        yield draft.paragraph(closed(line), style, ids)


def _seen(one: PlanDraft, change: Change) -> list[str]:
    """Return what the record saw, a line each; never more than a page holds."""
    words = one.draft.words
    kept = confided(one.draft)
    events = one.events(change.why_event_ids)
    told = [event for event in events if event.id not in kept][-_MOST_SEEN:]
    lines = [
        words.say(
            "parents.event",
            date=capital(words.event_date(event)),
            fact=one.draft.event_words(event),
        )
        for event in told
    ]
    if len(events) > len(told):
        lines.append(words.say("parents.more_events", count=len(events) - len(told)))
    return lines


#: So many of the newest events stand on a parent's page; the plan itself lists all.
_MOST_SEEN = 3


def _help(one: PlanDraft, change: Change) -> list[str]:
    """Return the words for the parents, else which help there is, or that none is written down.

    Who does what is no help: it is said as what it is.
    """
    told, say = part_words(one.draft, change, "help", PARENTS), one.draft.words.say
    if told != change.help.strip():
        return [told]
    who = say("parents.who", words=change.who.strip()) if change.who.strip() else ""
    return [told or say("parents.missing"), who]


def _by_when(one: PlanDraft, change: Change) -> list[str]:
    ages = one.due_ages(change)
    due = one.due_words(change)
    return [one.draft.words.say("parents.then", date=due, ages=ages) if ages else due]


def _decision(one: PlanDraft, change: Change) -> str:
    told = one.decision(change)
    return one.draft.words.say("parents.decides", words=told) if told else ""


def _is_past(when: FuzzyDate, today: date) -> bool:
    return when.latest is not None and when.latest < today
