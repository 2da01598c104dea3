"""The letter before proceedings: what the authority is worried about and what must be different.

In everyday words for a parent. Source of its contents: the Public Law Outline (FPR Practice
Direction 12A) and practice guidance: concerns in plain words, support already given, what must be
done, with what help, how quickly, where to get legal advice; for England the offer of a family
group decision-making meeting (Children Act 1989 s31ZA), from the day on which that rule holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chronology_app.analysis.child_time import first_name
from chronology_app.analysis.court_words import CHECKS, find_worded
from chronology_app.analysis.spells import build_spells
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import same_day
from chronology_app.documents.blocks import Block, Document, Heading, Paragraph
from chronology_app.documents.frame import Draft
from chronology_app.documents.letter_changes import change_blocks
from chronology_app.documents.letter_help import help_blocks
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.protected import person_called
from chronology_app.documents.running_plan import (
    changes_of,
    children_of,
    confided,
    is_done,
    part_words,
    plan_asked_for,
    rests_on_free,
    why_events,
)
from chronology_app.documents.strengths import told_strengths
from chronology_app.documents.words import capital
from chronology_app.model import (
    Change,
    Event,
    Parentage,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    ProtectedDetail,
    SettingsRow,
)
from chronology_app.model.codes import Level, Role, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.reading.court import CourtWords
from chronology_app.settings import Settings, load_settings

#: So many events are told under a worry, and so many strengths; the rest is counted.
_MOST_EVENTS, _MOST_STRENGTHS, _MOST_TYPES = 5, 6, 2
#: The check that finds words of judgement.
_VERDICTS = CHECKS[0]
_FAMILY_GROUP = "family_group"
_PARENTS = frozenset({Role.MOTHER, Role.FATHER, Role.CARER})


def build_letter(view: CaseView, options: ExportOptions) -> Document:
    """Build the letter to the person it is for, or to all parents where nobody is named."""
    draft = Draft(view, options)
    letter = _Letter(draft, load_settings(rows=view.of(SettingsRow)))
    return draft.document("letter", list(letter.blocks()))


class _Letter:
    """One letter while it is being written."""

    def __init__(self, draft: Draft, settings: Settings) -> None:
        self._draft, self._settings = draft, settings
        self._plan: Plan | None = plan_asked_for(draft)
        self._changes = changes_of(draft, self._plan) if self._plan else ()
        addressed = _addressed(draft)
        #: One of them must not learn something: each gets a letter, so that this one names nobody.
        self._is_for_each = len(addressed) > 1 and _has_secrets(draft, addressed)
        self._to = () if self._is_for_each else addressed
        #: Events told in words of judgement: they are counted, but not read out to a parent.
        self._judging = {
            worded.event.id
            for worded in find_worded(draft.view, CourtWords.of(settings))
            if worded.check == _VERDICTS
        }

    def blocks(self) -> Iterator[Block]:
        """Yield the letter from its greeting to its signature."""
        yield from self._greeting()
        yield from self._worries()
        yield from self._strengths()
        yield from self._help()
        yield from self._must()
        yield from self._family_meeting()
        yield from self._time()
        yield from self._advice()
        yield from self._language()
        yield from self._end()

    # --- saying ------------------------------------------------------------------------------

    def _say(self, message_id: str, **params: object) -> str:
        return self._draft.words.say(f"letter.{message_id}", **params)

    def _line(
        self, message_id: str, style: str = "body", ids: tuple[str, ...] = (), **params: object
    ) -> Paragraph:
        return self._draft.paragraph(self._say(message_id, **params), style, ids)

    def _heading(self, message_id: str) -> Heading:
        return Heading(self._say(f"heading.{message_id}"), 1)

    @property
    def _names(self) -> str:
        first = [first_name(child) for child in self._draft.selection.children]
        names = [c.name for c in self._draft.selection.children]
        return self._draft.words.listed(first if len(set(first)) == len(first) else names)

    # --- parts -------------------------------------------------------------------------------

    def _greeting(self) -> Iterator[Block]:
        names = self._draft.words.listed([person.name for person in self._to])
        whom = names or self._say("each" if self._is_for_each else "parents")
        yield self._line("to", "case", name=whom)
        yield self._line("dear", name="." * 40 if self._is_for_each else whom)
        yield self._line("important", "lead", children=self._names)
        if self._is_in_court():
            # What is not so is not written; whoever sends the letter has to look first.
            yield self._line("court.asked", "note", children=self._names)
            return
        yield self._line("court", children=self._names)
        yield self._line("help_offer", children=self._names)

    def _is_in_court(self) -> bool:
        """Say whether the record tells that proceedings run for a child of the letter."""
        spells = build_spells(self._draft.view, self._draft.selection.events)
        return any(
            spell.end is None and spell.value == Level.PROCEEDINGS
            for child in self._draft.selection.children
            for spell in spells.of(child.id, SpellKind.LEVEL_OF_HELP)
        )

    def _worries(self) -> Iterator[Block]:
        yield self._heading("worries")
        told = [block for change in self._changes for block in self._worry(change)]
        told = told or list(self._worries_by_type())
        yield from told or [self._line("worries.none")]

    def _worry(self, change: Change) -> Iterator[Block]:
        worry = part_words(self._draft, change, "worry", "parents")
        seen = part_words(self._draft, change, "seen", "parents")
        events = why_events(self._draft, change)
        if not worry and not seen and not events:
            return
        title = worry or self._about(change, events)
        yield Heading(title, 2, record_ids=(change.id,))
        if seen:
            yield self._draft.paragraph(seen, record_ids=(change.id,))
        yield from self._told(events)

    def _about(self, change: Change, events: tuple[Event, ...]) -> str:
        """Return what a change is about, where nobody has put the worry into words."""
        children = {child.id for child in children_of(self._draft, change)}
        counted = Counter(
            concern.type
            for event in events
            for concern in self._draft.view.concerns.get(event.id, ())
            if concern.child_id in children
        )
        kinds = change.types or [kind for kind, _ in counted.most_common(_MOST_TYPES)]
        if kinds:
            named = [self._draft.words.label("type_plain", kind) for kind in kinds]
            return self._say("worries.types", types="; ".join(named))
        needed = part_words(self._draft, change, "needed", "parents")
        return self._say("worries.about", words=needed)

    def _told(self, events: tuple[Event, ...], count_id: str = "worries.count") -> Iterator[Block]:
        """Yield how often and since when, then the latest of the events with their days."""
        if not events:
            yield self._line("worries.no_events", "note")
            return
        dated = [event for event in events if event.date]
        kept = self._judging | confided(self._draft)
        chosen = _chosen([e for e in events if e.id not in kept])
        ids = tuple(event.id for event in events)
        if dated and (len(events) > 1 or not chosen):
            count = self._line(
                count_id, ids=ids, count=len(events),
                first=self._draft.words.date(dated[0].date),
                last=self._draft.words.date(dated[-1].date),
            )  # fmt: skip
            yield _kept(count) if chosen else count
        if chosen and len(chosen) < len(events):
            yield _kept(self._line("worries.some", ids=ids))
        for event in chosen:
            when = capital(self._draft.words.date(event.date))
            yield self._line("told", "bullet", (event.id,), date=when,
                             words=self._draft.event_words(event))  # fmt: skip

    def _worries_by_type(self) -> Iterator[Block]:
        """Yield, where no plan says why, the concerns of the last two years by type."""
        since = same_day(self._draft.options.cut_off, -self._draft.options.focus_months)
        wanted = {child.id for child in self._draft.selection.children}
        by_type: dict[str, list[Event]] = {}
        for event in self._draft.selection.dated:
            if event.date and event.date.latest and event.date.latest >= since:
                concerns = self._draft.view.concerns.get(event.id, ())
                for kind in sorted({c.type for c in concerns if c.child_id in wanted}):
                    by_type.setdefault(kind, []).append(event)
        for kind, events in by_type.items():
            name = self._draft.words.label("type_plain", kind)
            title = self._say("worries.types", types=name)
            yield Heading(title, 2)
            yield from self._told(tuple(events), "worries.count_all")

    def _strengths(self) -> Iterator[Block]:
        yield self._heading("strengths")
        told = [one for one in told_strengths(self._draft) if one[0].date]
        if not told:
            yield self._line("strengths.none")
            return
        yield self._line("strengths.intro")
        for event, words, ids in told[-_MOST_STRENGTHS:]:
            when = capital(self._draft.words.date(event.date))
            yield self._line("told", "bullet", ids, date=when, words=words)

    def _help(self) -> Iterator[Block]:
        yield self._heading("help")
        yield from help_blocks(self._draft, self._to, self._judging | confided(self._draft))

    def _must(self) -> Iterator[Block]:
        yield self._heading("must")
        changes = [one for one in self._changes if not is_done(self._draft, one)]
        if not changes:
            yield self._line("must.none")
            return
        yield self._line("must.intro", count=len(changes))
        for number, change in enumerate(changes, 1):
            yield from change_blocks(self._draft, change, number)

    def _family_meeting(self) -> Iterator[Block]:
        day = self._draft.options.today
        rule = self._settings.rule("family_group_meeting.offer_required", day)
        is_england = self._draft.view.case.country.strip().lower() != "wales"
        must = is_england and rule is not None and bool(rule.value)
        yield self._heading("family")
        yield self._line("family.must" if must else "family.may", children=self._names)
        yield self._line("family.what", children=self._names)
        steps = [
            step
            for step in self._draft.view.of(PreProceedingsStep)
            if step.code.startswith(_FAMILY_GROUP)
            and self._draft.selection.is_free(step)
            and rests_on_free(self._draft, step.event_ids)
        ]
        for step in sorted(steps, key=lambda s: (s.on.sort_key, s.id)):
            yield self._line("family.step", "bullet", (step.id,),
                             date=self._draft.words.date(step.on),
                             words=step.words or self._say("family.offered"))  # fmt: skip
        yield self._line("family.how")

    def _time(self) -> Iterator[Block]:
        yield self._heading("time")
        dates = [c.by_when for c in self._changes if c.by_when and c.by_when.latest]
        if dates:
            last = _last(dates)
            has_passed = last.latest is not None and last.latest < self._draft.options.today
            yield self._line("time.was" if has_passed else "time.all_by",
                             date=self._draft.words.date(last))  # fmt: skip
        running = [p for p in self._draft.view.of(PreProceedings) if p.ended is None]
        rule = self._settings.rule("pre_proceedings.weeks", self._draft.options.today)
        if running and rule is not None:
            begun = max(running, key=lambda p: p.started.sort_key)
            yield self._line("time.weeks", ids=(begun.id,), count=int(rule.value),
                             date=self._draft.words.date(begun.started))  # fmt: skip
        today, coming = self._draft.options.today, self._plan.next_review if self._plan else None
        if self._plan and coming and not (coming.latest and coming.latest < today):
            yield self._line("time.review", ids=(self._plan.id,),
                             date=self._draft.words.date(self._plan.next_review))  # fmt: skip
        yield self._line("time.meeting")

    def _advice(self) -> Iterator[Block]:
        yield self._heading("advice")
        yield self._line("advice.today")
        yield self._line("advice.free")
        country = "wales" if self._draft.view.case.country.lower() == "wales" else "england"
        lines = self._settings.get(f"letters.advice.{country}.{self._draft.options.language}", ())
        for line in lines:
            yield self._draft.paragraph(str(line), "bullet")

    def _language(self) -> Iterator[Block]:
        asked = [p for p in self._to if _needs_interpreter(p)]
        is_wales = self._draft.view.case.country.lower() == "wales"
        if asked or is_wales:
            yield self._heading("language")
        for person in asked:
            words = person.interpreter.strip() or person.language.strip()
            yield self._line("language.interpreter", ids=(person.id,), language=words)
        if is_wales:
            yield self._line("language.welsh")

    def _end(self) -> Iterator[Block]:
        plan = self._plan
        yield self._heading("contact")
        lead, contact = (plan.lead or plan.author, plan.contact) if plan else ("", "")
        ids = (plan.id,) if plan else ()
        if lead or contact:
            known = ", ".join(part for part in (lead, contact) if part)
            yield _kept(self._line("contact", ids=ids, who=known))
        else:
            yield _kept(self._line("contact.none"))
        disagree = (plan.disagree.strip() if plan else "") or self._say("disagree")
        # The signature never stands alone on a page.
        yield _kept(self._draft.paragraph(disagree, record_ids=ids))
        yield _kept(self._line("yours"))
        authority = self._draft.view.case.authority
        signature = "\n".join(part for part in (lead, authority) if part)
        yield self._draft.paragraph(signature or self._say("sign_here"))


def _kept(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph that stays on one page with what follows."""
    return replace(paragraph, keep_with_next=True)


def _addressed(draft: Draft) -> tuple[Person, ...]:
    """Return whom the letter is for: the person named, else the parents of the children."""
    if draft.reader is not None:
        return (draft.reader,)
    children = {child.id for child in draft.selection.children}
    tied = {t.parent_id for t in draft.view.of(Parentage)
            if t.child_id in children and t.until is None}  # fmt: skip
    return tuple(
        p for p in draft.view.people
        if p.id in tied or (not tied and p.role.strip().lower() in _PARENTS)
    )  # fmt: skip


def _has_secrets(draft: Draft, people: Sequence[Person]) -> bool:
    """Say whether one of these people must not learn something that is protected."""
    named = {person.id for person in people}
    return any(
        (found := person_called(draft.view.people, name)) is not None and found.id in named
        for detail in draft.view.of(ProtectedDetail)
        for name in detail.withheld_from
    )


def _needs_interpreter(person: Person) -> bool:
    """Say whether another language than English or Welsh, or an interpreter, is recorded."""
    spoken = person.language.strip().casefold()
    asked = person.interpreter.strip().casefold()
    if asked:
        return asked not in ("no", "none", "not needed", "na", "nac oes")
    return bool(spoken) and not spoken.startswith(("english", "welsh", "saesneg", "cymraeg"))


def _chosen(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the key events and then the latest, as many as a reader can take in, by date."""
    ranked = sorted(range(len(events)), key=lambda n: (not events[n].key, -n))
    return tuple(events[n] for n in sorted(ranked[:_MOST_EVENTS]))


def _last(dates: list[FuzzyDate]) -> FuzzyDate:
    """Return the date that ends last."""
    return max(dates, key=lambda d: (str(d.latest), d.sort_key))
