"""The four-questions page: scale, type, impact and reasons, for each child on a page of its own.

The record's part stands first, as counts with dates; the assessor's words follow only once they
are signed. Patterns are the screen's: here they stand only inside somebody's signed words.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.four_questions import Fact, Question, build_four_questions
from chronology_app.documents.blocks import Block, Document, Heading, Paragraph, Row, Run, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.model import Answer, FourQuestions, Person
from chronology_app.model.view import CaseView

_COLUMNS = (("four.record", 110.0), ("four.dates", 70.0))
#: So many dates are named beside a fact; the rest is counted.
_MOST_DATES = 6


def build_four_questions_page(view: CaseView, options: ExportOptions) -> Document:
    """Build the page for the child asked for, or a page for each child."""
    draft = Draft(view, options)
    blocks: list[Block] = [draft.paragraph(draft.words.say("four.intro"), "lead")]
    for number, child in enumerate(draft.selection.children):
        blocks.append(Heading(child.name, 1, new_page=number > 0, record_ids=(child.id,)))
        blocks += question_blocks(draft, child)
    undated = sum(event.date is None for event in draft.selection.events)
    blocks += basis(draft, len(draft.selection.events), undated)
    return draft.document("four-questions", blocks)


def question_blocks(draft: Draft, child: Person, level: int = 2) -> Iterator[Block]:
    """Yield the four questions about one child with what the record says and what was signed."""
    options = draft.options
    found = build_four_questions(
        draft.view, child, options.cut_off, draft.selection.events, language=options.language,
        may_rest_on=draft.selection.may_rest_on,
    )  # fmt: skip
    page = signed_page(draft, child)
    answers = {answer.question: answer for answer in page.answers} if page else {}
    for question in found:
        yield draft.heading(f"four.heading.{question.code}", level)
        yield from _record(draft, question)
        yield from _assessor(draft, page, answers.get(question.code))
    yield from _signature(draft, page)


def signed_page(draft: Draft, child: Person) -> FourQuestions | None:
    """Return the child's latest signed page whose events may all be printed."""
    printed = {event.id for event in draft.selection.events}
    day = draft.options.cut_off
    signed = [
        page
        for page in draft.view.of(FourQuestions)
        if page.child_id == child.id
        and page.signed_by
        and draft.selection.is_free(page)
        and not (page.on.earliest and page.on.earliest > day)
        and all(printed.issuperset(answer.event_ids) for answer in page.answers)
    ]
    return max(signed, key=lambda page: (page.on.sort_key, page.id), default=None)


def _record(draft: Draft, question: Question) -> Iterator[Block]:
    facts = [fact for fact in question.facts if not fact.is_pattern]
    counted = [fact for fact in facts if not fact.is_empty]
    if counted:
        rows = tuple(
            _row(draft, fact, same=n > 0 and fact.event_ids == counted[n - 1].event_ids)
            for n, fact in enumerate(counted)
        )
        yield Table(scaled(draft, _COLUMNS), rows, draft.words.say("four.record"))
    for fact in facts:
        if fact.is_empty:
            yield draft.paragraph(fact.sentence(draft.options.language), "note")


def _row(draft: Draft, fact: Fact, *, same: bool) -> Row:
    """Return a fact with its dates; `same`: it rests on the entries of the row above."""
    events = [e for e in draft.selection.events if e.id in set(fact.event_ids)]
    named = [draft.words.date(event.date) for event in events]
    dates = "; ".join(dict.fromkeys(named[-_MOST_DATES:]))
    if len(events) > _MOST_DATES:
        dates = draft.words.say("four.more_dates", count=len(events) - _MOST_DATES, dates=dates)
    if same and events:
        dates = draft.words.say("four.same")
    return Row(
        (fact.sentence(draft.options.language), dates or draft.words.say("four.no_event")),
        (*(event.id for event in events), *fact.record_ids),
    )


def _assessor(draft: Draft, page: FourQuestions | None, answer: Answer | None) -> Iterator[Block]:
    if page is None or answer is None:
        return
    name = draft.words.say("four.assessor")
    yield Paragraph((Run(f"{name} ", "strong"), Run(answer.words)),
                    record_ids=(page.id, *answer.event_ids))  # fmt: skip


def _signature(draft: Draft, page: FourQuestions | None) -> Iterator[Block]:
    if page is None:
        yield draft.paragraph(draft.words.say("four.unsigned"), "note")
        return
    by = ", ".join(part for part in (page.signed_by, page.post) if part)
    said = draft.words.say("signed", by=by, date=draft.words.date(page.on))
    yield Paragraph((Run(said, "emphasis"),), record_ids=(page.id,))
