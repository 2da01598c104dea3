"""The plan for a child or young person: what grown-ups will do, in words for the child.

A chapter for each child asked for. What a change says to the child are the plan's words for young
people, or where there are none the plan's own; nothing on it is for the child to put right.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.child_time import age_sentence, first_name
from chronology_app.documents.blocks import Block, Document, Heading
from chronology_app.documents.frame import Draft
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan_parts import PlanDraft, plan_draft
from chronology_app.documents.running_plan import closed, part_words
from chronology_app.model import Change, Person
from chronology_app.model.view import CaseView

YOUNG_PERSON = "young_person"


def build_child_plan(view: CaseView, options: ExportOptions) -> Document:
    """Build a chapter for the child asked for, or for each child whom the plan is for.

    Errors: UnknownRecordError when there is no plan.
    """
    one = plan_draft(Draft(view, options))
    blocks: list[Block] = []
    reader = one.draft.reader
    is_own = reader is not None and reader.is_child
    children = [c for c in one.children if (not is_own or c is reader) and not c.died]
    for number, child in enumerate(children):
        title = one.draft.words.say("young.heading.child", name=first_name(child))
        blocks.append(Heading(title, 1, new_page=number > 0))
        blocks += _chapter(one, child)
    if not children:
        blocks.append(one.draft.paragraph(one.draft.words.say("young.not_for_child")))
    return one.draft.document("child-plan", blocks, large_type=True)


def _chapter(one: PlanDraft, child: Person) -> Iterator[Block]:
    draft, plan = one.draft, one.plan
    say = draft.words.say
    yield draft.paragraph(say("young.about"), "lead", (plan.id,))
    if plan.lead.strip():
        yield one.line(say("young.lead", words=plan.lead.strip()))
    if plan.contact.strip():
        yield draft.paragraph(say("young.contact", words=plan.contact.strip()),
                              record_ids=(plan.id,))  # fmt: skip
    changes = [change for change in one.changes if child in one.whom(change)]
    if not changes:
        yield one.line(say("young.none"))
    for change in changes:
        yield from _change(one, child, change)
    yield draft.heading("young.heading.say", 2)
    yield one.line(say("young.say"))


def _change(one: PlanDraft, child: Person, change: Change) -> Iterator[Block]:
    draft = one.draft
    say = draft.words.say
    ids = (change.id,)
    yield Heading(part_words(draft, change, "needed", YOUNG_PERSON), 2, record_ids=ids)
    for name in ("worry", "help", "measure", "consequence_no_change"):
        told = _told(draft, change, name)
        if told:
            yield Heading(say(f"young.heading.{name}"), 3)
            yield draft.paragraph(closed(told), record_ids=ids)
    if change.by_when is not None:
        when = draft.words.date(change.by_when)
        told = say("young.by_when", date=when)
        age = age_sentence(
            "documents.young.age", child, change.by_when, draft.options.today,
            draft.options.language,
        )  # fmt: skip
        told = " ".join(filter(None, (told, age)))
        yield draft.paragraph(told, record_ids=ids)
    # Words kept with a change for several children are one child's, and nobody says whose.
    if change.child_view.strip() and one.is_only_of(change, child):
        yield draft.paragraph(
            say("young.you_said", words=change.child_view.strip()), record_ids=ids
        )


def _told(draft: Draft, change: Change, part: str) -> str:
    """Return a part in words for the young person; who helps is told in any case.

    Nothing else of a plan is given to a child in words that were written for others.
    """
    told = part_words(draft, change, part, YOUNG_PERSON)
    is_own = told != str(getattr(change, part, "")).strip()
    return told if is_own else ""
