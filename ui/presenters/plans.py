"""What the screen of plans shows: plans, their changes, what is to be put right, their reviews.

Asked of the casebook are plans and the events that they link, never the whole case: a plan is
checked at every pause of typing. What only the whole record can tell is in `plans_gaps`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chronology_app.analysis.plan_checks import (
    LEVELS,
    PlanFinding,
    PlanText,
    check_plan,
    check_whole,
    entries_of,
)
from chronology_app.analysis.plan_state import (
    OVERDUE,
    ChangeState,
    changes_of_plan,
    plan_states,
    running_plan,
)
from chronology_app.analysis.readability import measure
from chronology_app.dates import FuzzyDate
from chronology_app.model import Case, Change, Event, OtherWords, Person, Plan, Review, SettingsRow
from chronology_app.model.codes import PlanKind, PlanResult, Role
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings, load_settings
from ui.presenters.event_choice import EventWords, load_event_words
from ui.words import date_words, label, language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

#: The tone of each level of findings, and of each state of a change with its icon.
TONES = {"serious": "must", "should": "should", "note": "know"}
_ICONS = {
    "open": ("circle", ""), OVERDUE: ("triangle-alert", "must"),
    PlanResult.DONE: ("circle-check-big", "done"), PlanResult.PARTLY: ("circle", "should"),
    PlanResult.NOT_DONE: ("circle-x", "must"), PlanResult.SLIPPED_BACK: ("undo-2", "must"),
}  # fmt: skip
#: Where a finding that is not about one field's words is shown.
_FIELD_OF = {
    "no_evidence": "why_event_ids", "single_event": "why_event_ids",
    "withdrawn_event": "why_event_ids", "no_child": "child_ids", "no_review": "review_on",
    "review_before_plan": "review_on", "review_after_due": "review_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in words."""

    key: str
    tone: str
    #: "Serious", "Should", "Note".
    level: str
    sentence: str
    better: str
    field: str = ""
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in the list."""

    change_id: str
    title: str
    text: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in the list."""

    review_id: str
    title: str
    text: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Plans:
    """The plans of a case, with the people and the events that they name."""

    view: CaseView | None = None
    settings: Settings | None = None
    events: Mapping[str, EventWords] = field(default_factory=dict)
    today: date = date.min

    # --- plans -----------------------------------------------------------------------------

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """All plans, the newest first."""
        rows = self.view.of(Plan) if self.view else ()
        return tuple(sorted(rows, key=_started, reverse=True))

    @property
    def running(self) -> Plan | None:
        """The plan to begin with."""
        return running_plan(self.plans, self.today)

    def plan(self, plan_id: str) -> Plan | None:
        """Return a plan by its id."""
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    @property
    def children(self) -> tuple[Person, ...]:
        """The children of the case."""
        return self.view.children if self.view else ()

    def children_of(self, plan: Plan) -> tuple[Person, ...]:
        """Return the children whom a plan is for."""
        return tuple(c for c in self.children if not plan.child_ids or c.id in plan.child_ids)

    def plan_words(self, plan: Plan) -> str:
        """Return a plan as the choice tells it: title or kind, and from when to when."""
        title = plan.title or _first_upper(label("plan_kind", plan.kind))
        days = _span_words(plan)
        return f"{title} · {days}" if days else title

    def facts(self, plan: Plan) -> str:
        """Return for whom a plan is, who leads it and when it is looked at next."""
        names = ", ".join(child.name for child in self.children_of(plan))
        parts = [say("plans.for", names=names)] if names else []
        if plan.lead:
            parts.append(say("plans.led_by", name=plan.lead))
        if plan.next_review:
            parts.append(say("plans.next", date=date_words(plan.next_review)))
        if plan.ended:
            parts.append(say("plans.ended", date=date_words(plan.ended)))
        return " ".join(parts)

    # --- changes ---------------------------------------------------------------------------

    def changes(self, plan_id: str) -> tuple[Change, ...]:
        """Return a plan's changes in order."""
        return changes_of_plan(self.view, plan_id) if self.view else ()

    def change(self, change_id: str) -> Change | None:
        """Return a change by its id."""
        found = self.view.by_id.get(change_id) if self.view else None
        return found if isinstance(found, Change) else None

    def state(self, change_id: str) -> ChangeState | None:
        """Return how a change stands today."""
        change = self.change(change_id)
        if change is None:
            return None
        states = self._states.get(change.plan_id, ())
        return next((one for one in states if one.change.id == change_id), None)

    @cached_property
    def _states(self) -> dict[str, tuple[ChangeState, ...]]:
        view = self.view
        if view is None:
            return {}
        return {plan.id: plan_states(view, plan.id, self.today) for plan in self.plans}

    def lines(self, plan_id: str) -> tuple[ChangeLine, ...]:
        """Return the lines of a plan's changes."""
        return tuple(self._line(n, one) for n, one in enumerate(self._states.get(plan_id, ()), 1))

    def _line(self, number: int, state: ChangeState) -> ChangeLine:
        change = state.change
        icon, tone = _ICONS[OVERDUE if state.is_overdue and state.code == "partly" else state.code]
        names = {child.id: child.name for child in self.children}
        who = ", ".join(first_name(names[i]) for i in change.child_ids if i in names)
        due = say("plans.by", date=_due_words(change)) if _due_words(change) else ""
        told = label("plan_state", state.code) if state.code in ("open", OVERDUE) else (
            label("plan_result", state.code)
        )  # fmt: skip
        if state.is_overdue and state.code != OVERDUE:
            told = say("plans.and_overdue", told=told)
        serious = sum(one.tone == "must" for one in self.findings_of(change))
        wrong = say("plans.serious", count=serious) if serious else ""
        text = " · ".join(part for part in (told, who, due, wrong) if part)
        return ChangeLine(change.id, f"{number}. {change.needed}", text, icon, tone)

    # --- what is to be put right -----------------------------------------------------------

    def findings_of(self, change: Change) -> tuple[Told, ...]:
        """Return what is to be put right in one change, as stored or as just typed."""
        if change not in self._findings:
            self._findings[change] = self._find(change)
        return self._findings[change]

    @cached_property
    def _findings(self) -> dict[Change, tuple[Told, ...]]:
        """What was found before: a list, a head and a form ask for the same changes."""
        return {}

    def _find(self, change: Change) -> tuple[Told, ...]:
        view, settings, plan = self.view, self.settings, self.plan(change.plan_id)
        if view is None or settings is None or plan is None:
            return ()
        text = self._text(plan, entries_of(view, [change]), with_children=False)
        return tuple(self._told(one) for one in check_plan(text, settings) if one.entry)

    def findings_of_plan(self, plan_id: str) -> tuple[Told, ...]:
        """Return what is to be put right in the plan as a whole."""
        if plan_id not in self._whole:
            self._whole[plan_id] = self._find_whole(plan_id)
        return self._whole[plan_id]

    @cached_property
    def _whole(self) -> dict[str, tuple[Told, ...]]:
        return {}

    def _find_whole(self, plan_id: str) -> tuple[Told, ...]:
        view, settings, plan = self.view, self.settings, self.plan(plan_id)
        if view is None or settings is None or plan is None:
            return ()
        entries = entries_of(view, self.changes(plan_id))
        found = check_whole(self._text(plan, entries, with_children=True), settings)
        return tuple(self._told(one) for one in found)

    def _text(self, plan: Plan, entries: Any, *, with_children: bool) -> PlanText:
        assert self.view is not None
        parents = [p for p in self.view.people if p.role in (Role.MOTHER, Role.FATHER)]
        return PlanText(
            entries=entries,
            children=tuple(c.name for c in self.children_of(plan)) if with_children else (),
            people=tuple(name for p in self.view.people for name in (p.name, *p.aliases)),
            started=plan.started, ended=plan.ended,
            parents_read=tuple(dict.fromkeys(_language(p) for p in parents if p.language)),
            language=language(), on=self.today,
        )  # fmt: skip

    def _told(self, one: PlanFinding) -> Told:
        tongue = language()
        place = _FIELD_OF.get(one.check, one.field)
        return Told(
            f"{one.check}:{one.record_id}:{place}:{one.words}", TONES[one.level],
            _first_upper(label("plan_level", one.level)), one.sentence(tongue), one.better(tongue),
            place, one.record_id,
        )  # fmt: skip

    def summary(self, plan_id: str, typed: Change | None = None) -> str:
        """Return how much is to be put right in a plan, in words; one change as just typed."""
        changes = [typed if typed and typed.id == c.id else c for c in self.changes(plan_id)]
        found = [one for change in changes for one in self.findings_of(change)]
        found += self.findings_of_plan(plan_id)
        counts = {level: sum(one.tone == TONES[level] for one in found) for level in LEVELS}
        if not any(counts.values()):
            return say("plans.nothing_wrong") if self.changes(plan_id) else ""
        told = (say(f"plans.count.{level}", count=n) for level, n in counts.items() if n)
        return say("plans.to_put_right", list=", ".join(told))

    # --- reviews ---------------------------------------------------------------------------

    def reviews(self, change_id: str) -> tuple[ReviewLine, ...]:
        """Return the lines of a change's reviews, the newest first."""
        state = self.state(change_id)
        rows = reversed(state.reviews) if state else ()
        return tuple(self._review_line(review) for review in rows)

    def review(self, review_id: str) -> Review | None:
        """Return a review by its id."""
        found = self.view.by_id.get(review_id) if self.view else None
        return found if isinstance(found, Review) else None

    def _review_line(self, review: Review) -> ReviewLine:
        icon, tone = _ICONS.get(review.result, ("circle", ""))
        result = _first_upper(label("plan_result", review.result))
        since = say("plans.since", date=date_words(review.since)) if review.since else ""
        count = len(review.event_ids)
        evidence = say("plans.evidence", count=count) if count else say("plans.no_evidence")
        parts = (review.now, since, evidence, review.decided, review.note, review.by)
        return ReviewLine(
            review.id, f"{date_words(review.on)}: {result}",
            " · ".join(part for part in parts if part), icon, tone,
        )  # fmt: skip


def load_plans(book: Casebook, case_id: str) -> Plans:
    """Ask for the plans of a case and what they link."""
    queries = book.queries
    changes, reviews = queries.records(Change, case_id), queries.records(Review, case_id)
    ids = [i for c in changes for i in c.why_event_ids] + [i for r in reviews for i in r.event_ids]
    events = queries.by_ids(Event, case_id, tuple(dict.fromkeys(ids)))
    rows = queries.settings_rows(case_id)
    view = CaseView(
        queries.record(Case, case_id, case_id),
        {
            Plan: queries.records(Plan, case_id), Change: changes, Review: reviews,
            Person: queries.records(Person, case_id), Event: tuple(events.values()),
            SettingsRow: rows,
        },
    )  # fmt: skip
    words = load_event_words(book, case_id, ids)
    found = Plans(view, load_settings(rows=rows), words, date.today())
    # Here, beside the window: checking a long plan would keep it from answering for a while.
    for plan in found.plans:
        found.lines(plan.id)
        found.findings_of_plan(plan.id)
    return found


# --- changing ------------------------------------------------------------------------------------

#: The fields of a change as the form holds them, in its order.
CHANGE_FIELDS = (
    "child_ids", "needed", "why_event_ids", "baseline", "target", "measure", "who", "help",
    "by_when", "review_on", "consequence_no_change", "consequence_limited", "decided_by",
    "decided_on", "contingency", "child_view", "parent_view", "needs", "types",
)  # fmt: skip


def change_values(change: Change) -> dict[str, Any]:
    """Return what the form shows of a change."""
    return {name: getattr(change, name) for name in CHANGE_FIELDS}


def typed_change(change: Change, typed: Mapping[str, Any]) -> Change:
    """Return a change as just typed; a date that is written makes the words for it go."""
    changed = {name: value for name, value in typed.items() if name in CHANGE_FIELDS}
    if changed.get("by_when") is not None:
        changed["by_when_words"] = ""
    return replace(change, **changed)


def save_change(book: Casebook, case_id: str, change_id: str, typed: Mapping[str, Any]) -> Any:
    """Store typed fields of a change beside what others changed meanwhile."""
    there = book.queries.record(Change, case_id, change_id)
    return book.set_change(case_id, typed_change(there, typed))


def plan_kinds() -> list[tuple[str, str]]:
    """Return the kinds that have a name, with their words."""
    return [(str(kind), _first_upper(label("plan_kind", kind))) for kind in PlanKind]


def results() -> list[tuple[str, str]]:
    """Return what a review may have found, in words."""
    return [(str(code), _first_upper(label("plan_result", code))) for code in PlanResult]


def first_name(name: str) -> str:
    """Return the first of somebody's names."""
    return name.split()[0] if name.split() else name


def _due_words(change: Change) -> str:
    return date_words(change.by_when) if change.by_when else change.by_when_words


def _span_words(plan: Plan) -> str:
    first = date_words(plan.started) if plan.started else ""
    if plan.ended:
        return say("plans.from_to", first=first, last=date_words(plan.ended))
    return say("plans.from", first=first) if first else ""


def _started(plan: Plan) -> tuple[str, str]:
    when: FuzzyDate | None = plan.started
    return (when.sort_key if when else "", plan.title)


def _language(person: Person) -> str:
    words = person.language.casefold()
    return "cy" if words.startswith(("welsh", "cymraeg")) else (
        "en" if words.startswith(("english", "saesneg")) else person.language
    )  # fmt: skip


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- words for other readers ---------------------------------------------------------------------

PARENTS, YOUNG_PERSON = READERS = ("parents", "young_person")
#: What each reader's page holds, in its order.
PARTS_OF = {
    PARENTS: ("worry", "seen", "needed", "help", "measure", "consequence_no_change",
              "consequence_limited"),
    YOUNG_PERSON: ("worry", "needed", "help", "measure", "consequence_no_change"),
}  # fmt: skip


def own_words(change: Change, part: str) -> str:
    """Return what the plan itself says where a reader has no words of their own."""
    if part == "worry":
        return change.baseline
    if part == "seen":
        return ""
    if part == "help":
        return "\n".join(words for words in (change.help, change.who) if words)
    if part == "measure":
        return "\n".join(words for words in (change.target, change.measure) if words)
    return str(getattr(change, part))


def reader_values(change: Change, reader: str, tongue: str) -> dict[str, str]:
    """Return what is written for a reader in a language, by part."""
    there = {
        words.part: words.words
        for words in change.other_words
        if words.reader == reader and words.language == tongue
    }
    return {part: there.get(part, "") for part in PARTS_OF[reader]}


def with_reader_words(change: Change, reader: str, tongue: str, typed: Mapping[str, str]) -> Change:
    """Return a change with words for a reader; empty ones go, so that the plan's own stand."""
    kept = tuple(
        words
        for words in change.other_words
        if (words.reader, words.language) != (reader, tongue) or words.part not in typed
    )
    new = (
        OtherWords(reader=reader, language=tongue, part=part, words=words.strip())
        for part, words in typed.items()
        if words.strip()
    )
    return replace(change, other_words=(*kept, *new))


def save_reader_words(
    book: Casebook, case_id: str, change_id: str, reader: str, tongue: str, typed: Mapping[str, str]
) -> Any:
    """Store words for a reader beside what others changed meanwhile."""
    there = book.queries.record(Change, case_id, change_id)
    return book.set_change(case_id, with_reader_words(there, reader, tongue, typed))


def reading_words(
    change: Change, reader: str, tongue: str, settings: Settings
) -> tuple[str, str, tuple[str, ...]]:
    """Return tone, sentence and the sentences that are too long of what a reader would read."""
    written = reader_values(change, reader, tongue)
    parts = (written[part] or own_words(change, part) for part in PARTS_OF[reader])
    text = "\n\n".join(_ended(part) for part in parts if part.strip())
    found = measure(text, tongue, settings)
    bar = float(settings.get("readability.reading_age"))
    most = int(settings.get("readability.sentence_words"))
    long = tuple(one.text for one in found.longer_than(most))
    if not found.words:
        return "know", say("plans.reading.nothing"), ()
    longest = found.longest.words if found.longest else 0
    if found.reading_age is None:
        return ("should" if long else "done"), say("plans.reading.length", longest=longest), long
    sentence = say("plans.reading.age", age=f"{found.reading_age:.0f}", bar=f"{bar:g}",
                   longest=longest)  # fmt: skip
    return ("should" if long or found.reading_age > bar else "done"), sentence, long


def _ended(words: str) -> str:
    """Return words that end as a sentence, so that two fields are not read as one."""
    bare = words.strip()
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."
