"""The referral: what is evidence and what is not, each child, what is asked for, what was tried.

Source: what a referral should hold (002, paragraph 23). First-hand, reported and opinion stand
apart and are never mixed; words that are no evidence are shown to the worker only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from chronology_app.analysis.child_time import first_name
from chronology_app.analysis.court_words import find_worded
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import same_day
from chronology_app.documents.blocks import Block, Document, Heading, Paragraph, Row, Run, Table
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references
from chronology_app.documents.strengths import told_strengths
from chronology_app.model import (
    Analysis,
    ChildWords,
    Event,
    Outcome,
    Parentage,
    Person,
    SettingsRow,
)
from chronology_app.model.codes import Evidence, Kind
from chronology_app.model.view import CaseView
from chronology_app.reading.court import CourtWords, mark_sentences
from chronology_app.settings import load_settings

_CHILDREN = (("referral.child", 52.0), ("referral.carers", 64.0), ("referral.about", 64.0))
_EVENTS = (("referral.date", 30.0), ("referral.children", 34.0), ("referral.what", 72.0),
           ("referral.reference", 44.0))  # fmt: skip
_HISTORY = (("referral.date", 30.0), ("referral.from", 40.0), ("referral.what", 60.0),
            ("referral.outcome", 50.0))  # fmt: skip
_WORDS = (("referral.date", 34.0), ("referral.words", 100.0), ("referral.asked_by", 46.0))
_FLAGGED = (("referral.date", 30.0), ("referral.flagged", 50.0), ("referral.instead", 100.0))


def build_referral(view: CaseView, options: ExportOptions) -> Document:
    """Build the referral about the child asked for, or about every child of the case."""
    draft = Draft(view, options)
    referral = _Referral(draft)
    blocks = [*referral.blocks(), *basis(draft, len(draft.selection.events), 0)]
    return draft.document("referral", blocks)


class _Referral:
    """One referral while it is being put together."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        since = draft.options.date_from or same_day(
            draft.options.cut_off, -draft.options.focus_months
        )
        self._since: date = since
        self._concerned = [e for e in draft.selection.events if self._concerns(e)]

    def blocks(self) -> Iterator[Block]:
        """Yield the parts in the order in which they are decided on."""
        yield self._line("intro", "lead")
        yield from self._people()
        yield from self._signed("asked", "referral_ask")
        yield from self._signed("consent", "referral_consent")
        yield from self._evidence()
        yield from self._earlier()
        yield from self._strengths()
        for child in self._draft.selection.children:
            yield from self._child(child)
        yield from self._history()
        yield from self._flagged()

    def _line(self, message_id: str, style: str = "body", **params: object) -> Paragraph:
        return self._draft.paragraph(
            self._draft.words.say(f"referral.{message_id}", **params), style
        )

    def _heading(self, message_id: str, level: int = 1, **params: object) -> Heading:
        return Heading(self._draft.words.say(f"referral.heading.{message_id}", **params), level)

    def _table(
        self, columns: tuple[tuple[str, float], ...], rows: Sequence[Row], name: str
    ) -> Table:
        summary = self._draft.words.say(f"referral.heading.{name}")
        return Table(scaled(self._draft, columns), tuple(rows), summary)

    # --- people --------------------------------------------------------------------------------

    def _people(self) -> Iterator[Block]:
        yield self._heading("people")
        rows = [self._person_row(child) for child in self._draft.selection.children]
        if rows:
            yield self._table(_CHILDREN, rows, "people")
        else:
            yield self._line("none.people")

    def _person_row(self, child: Person) -> Row:
        words = self._draft.words
        born = words.date(child.born) if child.born else words.say("referral.not_recorded")
        age = words.age(child, FuzzyDate.parse(self._draft.options.cut_off.isoformat()))
        name = f"{child.name}\n{born}" + (f"\n({age})" if age else "")
        return Row((name, self._carers(child), self._about(child)), (child.id,))

    def _carers(self, child: Person) -> str:
        words = self._draft.words
        ties = [t for t in self._draft.view.of(Parentage) if t.child_id == child.id]
        names = {p.id: p for p in self._draft.view.people}
        lines = []
        for tie in ties:
            person = names.get(tie.parent_id)
            if person is None:
                continue
            code = {True: "yes", False: "no", None: "unknown"}[tie.parental_responsibility]
            responsibility = words.say(f"referral.responsibility.{code}")
            lines.append(f"{person.name} ({words.label('role', person.role)}; {responsibility})")
        return "\n".join(lines) or words.say("referral.not_recorded")

    def _about(self, child: Person) -> str:
        words = self._draft.words
        told = [
            words.say(f"referral.about.{name}", words=value)
            for name in ("language", "ethnicity", "religion", "disability")
            if (value := str(getattr(child, name)).strip())
        ]
        return "\n".join(told) or words.say("referral.not_recorded")

    # --- what is asked for ---------------------------------------------------------------------

    def _signed(self, name: str, kind: str) -> Iterator[Block]:
        yield self._heading(name)
        found = [a for a in self._draft.view.of(Analysis)
                 if a.kind == kind and self._draft.selection.may_print(a)]  # fmt: skip
        if not found:
            yield self._line(f"none.{name}")
            return
        latest = max(found, key=lambda a: a.signed_at)
        yield signed_words(self._draft, latest)

    # --- evidence ------------------------------------------------------------------------------

    def _concerns(self, event: Event) -> bool:
        wanted = {child.id for child in self._draft.selection.children}
        return any(
            concern.child_id in wanted for concern in self._draft.view.concerns.get(event.id, ())
        )

    def _is_recent(self, event: Event) -> bool:
        return event.date is None or event.date.latest is None or event.date.latest >= self._since

    def _evidence(self) -> Iterator[Block]:
        recent = [e for e in self._concerned if self._is_recent(e)]
        yield self._heading("evidence")
        yield self._line("evidence.intro", date=self._draft.words.day(self._since))
        if not recent:
            yield self._line("none.evidence")
            return
        for code in Evidence:
            events = [e for e in recent if self._known(e) == code]
            yield self._heading(f"evidence.{code}", 2)
            yield replace(self._line(f"evidence.{code}", "note"), keep_with_next=True)
            if events:
                rows = [self._event_row(e) for e in events]
                yield self._table(_EVENTS, rows, f"evidence.{code}")
            else:
                yield self._line("none.of_kind")

    def _known(self, event: Event) -> str:
        """Return how the recorder knows: as the headline account says; none: reported."""
        accounts = self._draft.selection.accounts(event)
        known = accounts[0].evidence if accounts else Evidence.REPORTED
        return known if known in tuple(Evidence) else Evidence.REPORTED

    def _event_row(self, event: Event) -> Row:
        words = self._draft.words
        children = [first_name(c) for c in self._draft.view.children_of(event)]
        told = self._draft.event_words(event)
        accounts = self._draft.selection.accounts(event)
        by = accounts[0].told_by.strip() if accounts else ""
        if by and self._known(event) == Evidence.REPORTED:
            told += "\n" + words.say("referral.told_by", who=by)
        return Row(
            (words.event_date(event), words.listed(children) or words.say("whole_family"), told,
             "\n".join(event_references(self._draft.selection, event, words))),
            (event.id, *(a.id for a in accounts[:1])),
        )  # fmt: skip

    def _earlier(self) -> Iterator[Block]:
        """Yield how much lies before, as counts by type with first and last date."""
        earlier = [e for e in self._concerned if not self._is_recent(e)]
        if not earlier:
            return
        yield self._heading("earlier", 2)
        for kind, events in self._by_type(earlier).items():
            yield self._draft.paragraph(
                self._draft.words.say(
                    "referral.earlier", count=len(events),
                    type=_capital(self._draft.words.label("type", kind)),
                    first=self._draft.words.date(events[0].date),
                    last=self._draft.words.date(events[-1].date),
                ),
                "bullet", tuple(event.id for event in events),
            )  # fmt: skip

    def _by_type(self, events: Sequence[Event], child_id: str = "") -> dict[str, list[Event]]:
        wanted = {child_id} if child_id else {c.id for c in self._draft.selection.children}
        found: dict[str, list[Event]] = {}
        for event in events:
            concerns = self._draft.view.concerns.get(event.id, ())
            for kind in sorted({c.type for c in concerns if c.child_id in wanted}):
                found.setdefault(kind, []).append(event)
        return found

    def _strengths(self) -> Iterator[Block]:
        yield self._heading("strengths")
        told = [one for one in told_strengths(self._draft) if self._is_recent(one[0])]
        if not told:
            yield self._line("none.strengths")
        for event, words, ids in told:
            when = self._draft.words.date(event.date)
            said = self._draft.words.say("referral.on_day", date=when, words=words)
            yield self._draft.paragraph(said, "bullet", ids)

    # --- each child ----------------------------------------------------------------------------

    def _child(self, child: Person) -> Iterator[Block]:
        yield self._heading("child", name=child.name)
        counts = self._by_type(self._concerned, child.id)
        if not counts:
            yield self._line("none.child", name=child.name)
        for kind, events in counts.items():
            yield self._draft.paragraph(
                self._draft.words.say(
                    "referral.count", count=len(events),
                    type=_capital(self._draft.words.label("type", kind)),
                    date=self._draft.words.date(events[-1].date),
                ),
                "bullet", tuple(event.id for event in events),
            )  # fmt: skip
        yield from self._own_words(child)

    def _own_words(self, child: Person) -> Iterator[Block]:
        events = {event.id: event for event in self._draft.selection.events}
        said = [w for w in self._draft.view.of(ChildWords)
                if w.child_id == child.id and w.event_id in events
                and self._draft.selection.may_print(w)
                and not self._draft.is_reworded(events[w.event_id])]  # fmt: skip
        if not said:
            yield self._line("none.words", name=child.name)
            return
        order = list(events)
        said.sort(key=lambda w: order.index(w.event_id))
        rows = [
            Row(
                (self._draft.words.event_date(events[w.event_id]),
                 _quoted(w.words),
                 ". ".join(p for p in (w.asked_by, w.how_asked) if p)),
                (w.event_id, w.id),
            )
            for w in said
        ]  # fmt: skip
        yield Table(scaled(self._draft, _WORDS), tuple(rows),
                    self._draft.words.say("table.words", name=child.name))  # fmt: skip

    # --- history, and words to look at ---------------------------------------------------------

    def _history(self) -> Iterator[Block]:
        yield self._heading("history")
        rows = [self._history_row(e) for e in self._draft.selection.events
                if e.kind == Kind.REFERRAL]  # fmt: skip
        if rows:
            yield self._table(_HISTORY, rows, "history")
        else:
            yield self._line("none.history")

    def _history_row(self, event: Event) -> Row:
        words = self._draft.words
        accounts = self._draft.selection.accounts(event)
        agency = words.label("agency", accounts[0].agency) if accounts else ""
        told = "" if self._draft.is_reworded(event) else " ".join(
            part.strip() for part in (event.action, event.result) if part.strip()
        )  # fmt: skip
        found = [o for o in self._draft.view.of(Outcome)
                 if o.event_id == event.id and self._draft.selection.may_print(o)]  # fmt: skip
        told = " ".join([told, *(o.words.strip() for o in found if o.words.strip())]).strip()
        return Row(
            (words.event_date(event), agency or words.say("referral.not_recorded"),
             self._draft.event_words(event), told or words.say("referral.no_outcome")),
            (event.id, *(o.id for o in found)),
        )  # fmt: skip

    def _flagged(self) -> Iterator[Block]:
        """Yield, on the worker's own copy only, words that are no evidence, with better ones."""
        if not self._draft.is_own:
            return
        yield self._heading("flagged")
        lists = CourtWords.of(load_settings(rows=self._draft.view.of(SettingsRow)))
        printed = {event.id for event in self._concerned}
        rows = [
            Row(
                (self._draft.words.event_date(worded.event), ", ".join(worded.words),
                 " ".join(mark_sentences(worded.marks, self._draft.options.language))),
                (worded.event.id,),
            )
            for worded in find_worded(self._draft.view, lists)
            if worded.event.id in printed
        ]  # fmt: skip
        if rows:
            yield self._line("flagged.intro")
            yield self._table(_FLAGGED, rows, "flagged")
        else:
            yield self._line("none.flagged")


def signed_words(draft: Draft, analysis: Analysis) -> Paragraph:
    """Return somebody's words with their signature; the gate looks at all they rest on."""
    by = ", ".join(part for part in (analysis.signed_by, analysis.post) if part)
    signature = draft.words.say("signed", by=by, date=draft.words.day(analysis.signed_at.date()))
    return Paragraph(
        (Run(analysis.words.strip() + " "), Run(signature, "emphasis")),
        record_ids=(analysis.id, *analysis.event_ids),
    )


def _quoted(words: str) -> str:
    bare = words.strip('“”" ')
    return f"“{bare}”"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
