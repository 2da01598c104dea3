"""The report to a child protection conference, a chapter for each child.

Each chapter holds the child's days, impact, words, strengths, concerns by type with counts, how
the plan stands, the parents' views and what somebody has signed; facts and analysis apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chronology_app.analysis.cumulative import CumulativeRow, build_cumulative
from chronology_app.analysis.spells import build_spells
from chronology_app.analysis.whose import ANY_TYPE
from chronology_app.documents.blocks import Block, Document, Heading, Paragraph, Row, Table
from chronology_app.documents.four_questions_page import question_blocks, signed_page
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.impact import child_blocks
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references
from chronology_app.documents.referral import signed_words
from chronology_app.documents.running_plan import (
    changes_of,
    latest_review,
    plan_asked_for,
    rests_on_free,
    said_of,
)
from chronology_app.documents.words import capital
from chronology_app.model import Analysis, Change, Event, Person, Reply, SaidDone, WorriesPage
from chronology_app.model.codes import ConcernType, Part, SpellKind
from chronology_app.model.links import linked_events
from chronology_app.model.view import CaseView

_SEEN = (("conference.date", 34.0), ("conference.seen", 100.0), ("conference.reference", 46.0))
_COUNTS = (("conference.type", 50.0), ("conference.events", 28.0), ("conference.months", 30.0),
           ("conference.first", 36.0), ("conference.last", 36.0))  # fmt: skip
_PLAN = (("conference.change", 44.0), ("conference.baseline", 34.0), ("conference.target", 34.0),
         ("conference.by_when", 28.0), ("conference.review", 40.0))  # fmt: skip
_PLACES = (("conference.date", 40.0), ("conference.who", 50.0), ("conference.place", 24.0),
           ("conference.up_by_one", 66.0))  # fmt: skip
#: The latest times when a child was seen at home or elsewhere that are told.
_MOST_SEEN = 8
_SEEN_PARTS = frozenset({Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO})
#: Spells that say with whom and where the child lives, and at what level it is helped.
_LIFE = (SpellKind.HOUSEHOLD, SpellKind.PLACEMENT, SpellKind.LEVEL_OF_HELP, SpellKind.LEGAL_STATUS)


def build_conference_report(view: CaseView, options: ExportOptions) -> Document:
    """Build the report about the child asked for, or a chapter for each child."""
    draft = Draft(view, options)
    events = {event.id: event for event in draft.selection.events}
    counts = build_cumulative(view, options.cut_off, draft.selection.events)
    intro = f"{draft.words.say('conference.intro')} {draft.words.say('references.row')}"
    blocks: list[Block] = [draft.paragraph(intro, "lead")]
    for number, child in enumerate(draft.selection.children):
        blocks.append(Heading(child.name, 1, new_page=number > 0, record_ids=(child.id,)))
        blocks += _Chapter(draft, child, events, counts).blocks()
    undated = sum(event.date is None for event in events.values())
    blocks += basis(draft, len(events), undated)
    return draft.document("conference-report", blocks)


class _Chapter:
    """One child's chapter."""

    def __init__(
        self,
        draft: Draft,
        child: Person,
        events: dict[str, Event],
        counts: tuple[CumulativeRow, ...],
    ) -> None:
        self._draft, self._child, self._events = draft, child, events
        self._counts = {(r.type, r.measure): r for r in counts if r.child_id == child.id}

    def blocks(self) -> Iterator[Block]:
        """Yield the parts of the chapter in the order of a conference's questions."""
        yield from self._daily_life()
        yield from child_blocks(self._draft, self._child, self._events)
        yield from self._concerns()
        yield from self._plan()
        yield from self._views()
        yield from self._places()
        yield from self._analysis()

    def _say(self, message_id: str, **params: object) -> str:
        return self._draft.words.say(f"conference.{message_id}", **params)

    def _heading(self, message_id: str) -> Heading:
        return Heading(self._say(f"heading.{message_id}", name=self._child.name), 2)

    def _intro(self, message_id: str, **params: object) -> Paragraph:
        """Return the words above a table: they stay on its page."""
        said = self._draft.paragraph(self._say(message_id, **params))
        return replace(said, keep_with_next=True)

    def _none(self, message_id: str) -> Block:
        return self._draft.paragraph(self._say(f"none.{message_id}", name=self._child.name))

    # --- the child's days --------------------------------------------------------------------

    def _daily_life(self) -> Iterator[Block]:
        yield self._heading("days")
        yield from self._spells()
        seen = [e for e in self._events.values() if self._was_seen(e)][-_MOST_SEEN:]
        if not seen:
            yield self._none("seen")
            return
        rows = tuple(
            Row(
                (self._draft.words.event_date(event), self._draft.event_words(event),
                 "\n".join(event_references(self._draft.selection, event, self._draft.words))),
                (event.id,),
            )
            for event in seen
        )  # fmt: skip
        yield self._intro("seen.intro", count=len(rows))
        yield Table(scaled(self._draft, _SEEN), rows, self._say("heading.days",
                    name=self._child.name))  # fmt: skip

    def _spells(self) -> Iterator[Block]:
        words = self._draft.words
        spells = build_spells(self._draft.view, self._events.values())
        for kind in _LIFE:
            for spell in spells.of(self._child.id, kind):
                if spell.end is None:
                    value = spell.value
                    if kind == SpellKind.LEVEL_OF_HELP:
                        value = words.label("level", spell.value)
                    since = words.date(spell.start)
                    yield self._draft.paragraph(
                        self._say("spell", kind=capital(words.label("spell", kind)), value=value,
                                  date=since),
                        "bullet", spell.event_ids,
                    )  # fmt: skip

    def _was_seen(self, event: Event) -> bool:
        parts = self._draft.view.event_people.get(event.id, ())
        return any(p.person_id == self._child.id and p.part in _SEEN_PARTS for p in parts)

    # --- counts ------------------------------------------------------------------------------

    def _concerns(self) -> Iterator[Block]:
        yield self._heading("concerns")
        own = sorted({kind for kind, _ in self._counts} - {ANY_TYPE, "strength", *ConcernType})
        rows = [row for kind in (*ConcernType, *own, ANY_TYPE) if (row := self._count_row(kind))]
        if not rows:
            yield self._none("concerns")
            return
        yield self._intro("concerns.intro")
        yield Table(scaled(self._draft, _COUNTS), tuple(rows),
                    self._say("heading.concerns", name=self._child.name))  # fmt: skip

    def _count_row(self, kind: str) -> Row | None:
        events, months = (self._counts.get((kind, m)) for m in ("events", "months_with_concern"))
        if events is None or not events.at_most:
            return None
        dated = [e for i in events.event_ids if (e := self._events.get(i)) and e.date]
        first, last = (
            (self._draft.words.date(dated[n].date) if dated else self._say("undated"))
            for n in (0, -1)
        )
        return Row(
            (capital(self._draft.words.label("type", kind)), _figure(events),
             _figure(months) if months else "0", first, last),
            events.event_ids,
        )  # fmt: skip

    # --- the plan ----------------------------------------------------------------------------

    def _changes(self) -> tuple[Change, ...]:
        plan = plan_asked_for(self._draft)
        found = changes_of(self._draft, plan) if plan else ()
        return tuple(c for c in found if not c.child_ids or self._child.id in c.child_ids)

    def _plan(self) -> Iterator[Block]:
        yield self._heading("plan")
        changes = self._changes()
        if not changes:
            yield self._none("plan")
            return
        rows = tuple(self._change_row(change) for change in changes)
        yield Table(scaled(self._draft, _PLAN), rows,
                    self._say("heading.plan", name=self._child.name))  # fmt: skip

    def _change_row(self, change: Change) -> Row:
        review = latest_review(self._draft, change)
        missing = self._say("missing")
        when = self._draft.words.date(change.by_when) if change.by_when else change.by_when_words
        found, ids = self._say("no_review"), tuple[str, ...]()
        if review is not None:
            result = self._say(f"result.{review.result}")
            told = said_of(self._draft, review, review.now or review.note)
            said = self._say("reviewed", result=result, date=self._draft.words.date(review.on))
            found = "\n".join(part for part in (said, told) if part)
            ids = (review.id, *(i for i in review.event_ids if i in self._events))
        return Row(
            (change.needed, change.baseline or missing, change.target or missing, when or missing,
             found),
            (change.id, *ids),
        )  # fmt: skip

    # --- views and analysis ------------------------------------------------------------------

    def _views(self) -> Iterator[Block]:
        yield self._heading("views")
        told = [*self._views_of_changes(), *self._replies(), *self._said()]
        yield from told or [self._none("views")]

    def _views_of_changes(self) -> Iterator[Block]:
        for change in self._changes():
            for who in ("parent", "child"):
                view = str(getattr(change, f"{who}_view")).strip()
                if view:
                    said = self._say(f"view.{who}", words=view, needed=change.needed)
                    yield self._draft.paragraph(said, "bullet", (change.id,))

    def _replies(self) -> Iterator[Block]:
        for reply in self._draft.view.of(Reply):
            event = self._events.get(reply.event_id)
            if event is None or not self._draft.selection.may_print(reply):
                continue
            if self._child not in self._draft.view.children_of(event):
                continue
            answer = self._draft.words.label("reply", reply.answer)
            said = self._say("reply", party=reply.party, answer=answer,
                             date=self._draft.words.date(event.date),
                             fact=self._draft.event_words(event))  # fmt: skip
            said = " ".join(part for part in (said, reply.words.strip()) if part)
            yield self._draft.paragraph(said, "bullet", (event.id, reply.id))

    def _said(self) -> Iterator[Block]:
        names = {person.id: person.name for person in self._draft.view.people}
        for one in self._draft.view.of(SaidDone):
            is_for = not one.child_ids or self._child.id in one.child_ids
            rests = (*one.said_event_ids, *one.done_event_ids, *one.changed_event_ids)
            is_free = self._draft.selection.is_free(one) and rests_on_free(self._draft, rests)
            if not is_for or not is_free:
                continue
            none = self._say("nothing_recorded")
            who = names.get(one.person_id or "", self._say("family"))
            said = self._say("said_done", who=who, said=one.said, done=one.done or none,
                             changed=one.changed or none)  # fmt: skip
            yield self._draft.paragraph(said, "bullet", (one.id,))

    def _places(self) -> Iterator[Block]:
        """Yield, where anybody gave one, the places from 0 to 10 over time, oldest first."""
        pages = [
            page
            for page in self._draft.view.of(WorriesPage)
            if (not page.child_ids or self._child.id in page.child_ids)
            and self._draft.selection.is_free(page)
            and rests_on_free(self._draft, linked_events(page))
            and not (page.on.earliest and page.on.earliest > self._draft.options.cut_off)
        ]
        missing = self._say("missing")
        rows = tuple(
            Row(
                (self._draft.words.date(page.on), place.who, f"{place.value:g}",
                 place.up_by_one or missing),
                (page.id,),
            )
            for page in sorted(pages, key=lambda page: (page.on.sort_key, page.id))
            for place in page.places
        )  # fmt: skip
        if rows:
            title = self._heading("places")
            yield title
            yield Table(scaled(self._draft, _PLACES), rows, title.text)

    def _analysis(self) -> Iterator[Block]:
        yield self._heading("analysis")
        yield self._draft.paragraph(self._say("analysis.intro"), "note")
        found = self._signed()
        for analysis in found:
            yield signed_words(self._draft, analysis)
        if signed_page(self._draft, self._child) is not None:
            yield from question_blocks(self._draft, self._child, level=3)
        elif not found:
            yield self._none("analysis")

    def _signed(self) -> list[Analysis]:
        """Return the signed analyses about this child, or about events that concern it."""
        found = {
            analysis.id: analysis
            for event_id, analyses in self._draft.selection.analyses.items()
            for analysis in analyses
            if analysis.child_id == self._child.id
            or (analysis.child_id is None and self._is_about(event_id))
        }
        return sorted(found.values(), key=lambda a: a.signed_at)

    def _is_about(self, event_id: str) -> bool:
        named = self._draft.view.children_of(self._events[event_id])
        return not named or self._child in named


def _figure(row: CumulativeRow) -> str:
    least, most = int(row.at_least), int(row.at_most)
    return str(least) if least == most else f"{least}\N{EN DASH}{most}"
