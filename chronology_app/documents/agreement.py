"""The written agreement: its terms, the help that goes with them, what follows, and its breaches.

Signatures are left open: nobody is made to have signed. Source: Public Law Outline (FPR PD12A) on
pre-proceedings; Ofsted, In the child's time (2014), 66, on agreements that were broken unanswered.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.factors import adults_of
from chronology_app.dates.days import days_between
from chronology_app.documents.blocks import Block, Document, Heading, Row, Table
from chronology_app.documents.frame import Draft, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan_parts import PlanDraft, plan_draft
from chronology_app.documents.running_plan import part_words, rests_on_free
from chronology_app.model import Breach, Change
from chronology_app.model.codes import PlanKind, Role
from chronology_app.model.view import CaseView

_KINDS = (str(PlanKind.WRITTEN_AGREEMENT), "pre_proceedings")
_TERM = (("plan.column.part", 46.0), ("plan.column.words", 134.0))
_BREACHES = (("agreement.column.on", 28.0), ("agreement.column.term", 38.0),
             ("agreement.column.what", 52.0), ("agreement.column.answer", 62.0))  # fmt: skip
_SIGNATURES = (("agreement.column.name", 60.0), ("agreement.column.signature", 80.0),
               ("agreement.column.day", 40.0))  # fmt: skip


def build_agreement(view: CaseView, options: ExportOptions) -> Document:
    """Build the written agreement, else the running plan as one. Errors: UnknownRecordError."""
    one = plan_draft(Draft(view, options), _KINDS)
    draft = one.draft
    blocks: list[Block] = [
        *one.facts("kind", "children", "started", "ended", "lead", "contact", "next_review"),
        *one.notes(),
        *(
            []
            if one.plan.kind in _KINDS
            else [one.line(draft.words.say("agreement.draft"), "note")]
        ),
        draft.paragraph(draft.words.say("agreement.intro"), "lead", (one.plan.id,)),
    ]
    for number, change in enumerate(one.changes, 1):
        blocks += _term(one, number, change)
    if not one.changes:
        blocks.append(one.line(draft.words.say("plan.no_changes")))
    blocks += [*_breaches(one), *_signatures(one)]
    return draft.document("agreement", blocks)


def _term(one: PlanDraft, number: int, change: Change) -> Iterator[Block]:
    draft = one.draft
    say = draft.words.say
    needed = part_words(draft, change, "needed", "parents")
    yield Heading(say("agreement.heading.term", number=number, words=needed), 1,
                  record_ids=(change.id,))  # fmt: skip
    known = part_words(draft, change, "measure", "parents")
    known = "\n".join((change.target, change.measure)) if known == change.measure.strip() else known
    values = (
        ("for", one.names(change)),
        ("who", change.who),
        ("help", part_words(draft, change, "help", "parents")),
        ("by_when", one.due_words(change)),
        ("measure", known),
        ("consequence_no_change", part_words(draft, change, "consequence_no_change", "parents")),
        ("consequence_limited", part_words(draft, change, "consequence_limited", "parents")),
        ("decided_by", one.decision(change)),
        ("contingency", change.contingency),
    )
    rows = tuple(
        Row((say(f"plan.part.{name}"), told.strip() or say("plan.missing")), (change.id,))
        for name, told in values
    )
    yield Table(scaled(draft, _TERM), rows, say("agreement.table.term", number=number))


def _breaches(one: PlanDraft) -> Iterator[Block]:
    draft = one.draft
    yield draft.heading("agreement.heading.breaches")
    terms = {change.id: number for number, change in enumerate(one.changes, 1)}
    found = [
        breach
        for breach in draft.view.of(Breach)
        if breach.change_id in terms and draft.selection.may_print(breach)
        and not (breach.on.earliest and breach.on.earliest > draft.options.cut_off)
    ]  # fmt: skip
    found.sort(key=lambda breach: breach.on.place_key)
    if not found:
        yield one.line(draft.words.say("agreement.no_breach"))
        return
    rows = tuple(_breach(one, breach, terms[breach.change_id]) for breach in found)
    yield Table(scaled(draft, _BREACHES), rows, draft.words.say("agreement.table.breaches"))


def _breach(one: PlanDraft, breach: Breach, number: int) -> Row:
    words = one.draft.words
    is_free = rests_on_free(one.draft, breach.event_ids)
    told = breach.words.strip() if is_free else words.say("plan.rests_on_kept")
    what = "\n".join((told, *one.event_lines(breach.event_ids)))
    events = (event.id for event in one.events(breach.event_ids))
    cells = (words.date(breach.on), words.say("agreement.term", number=number), what,
             _answer(one, breach, is_free=is_free))  # fmt: skip
    return Row(cells, (breach.id, breach.change_id, *events))


def _answer(one: PlanDraft, breach: Breach, *, is_free: bool) -> str:
    """Return what was done about a breach, by whom and after how many days; or that nothing is.

    Where what the breach rests on is kept back, the words are, and the days stay.
    """
    words = one.draft.words
    if not breach.answer.strip():
        return words.say("agreement.no_answer")
    told = [breach.answer.strip()] if is_free else [words.say("plan.rests_on_kept")]
    who = breach.answered_by.strip()
    when = words.date(breach.answered_on) if breach.answered_on else ""
    if who or when:
        told.append(", ".join(part for part in (who, when) if part))
    if days := _days(breach):
        told.append(words.say("agreement.after", days=days))
    return "\n".join(told)


def _days(breach: Breach) -> str:
    """Return the days between a breach and its answer, with bounds where a day is not known."""
    found = days_between(breach.on, breach.answered_on) if breach.answered_on else None
    if found is None:
        return ""
    least, most = found
    return str(most) if least == most else f"{least}–{most}"


def _signatures(one: PlanDraft) -> Iterator[Block]:
    draft, plan = one.draft, one.plan
    yield draft.heading("agreement.heading.signatures")
    if plan.agreed_by.strip():
        told = draft.words.say("agreement.agreed_by", words=plan.agreed_by.strip())
        yield one.line(told)
    yield draft.paragraph(draft.words.say("agreement.advice"), record_ids=(plan.id,))
    whose = {i for child in one.children for i in adults_of(draft.view, child.id)}
    names = [p.name for p in draft.view.people
             if p.role in (Role.MOTHER, Role.FATHER) and p.id in whose]  # fmt: skip
    names += [plan.lead.strip() or draft.words.say("agreement.for_authority")]
    line = "." * 34
    rows = tuple(Row((name, line, "." * 14), (plan.id,)) for name in names)
    yield Table(scaled(draft, _SIGNATURES), rows, draft.words.say("agreement.table.signatures"))
