"""What is followed through: what is overdue, unanswered, asked, offered, promised; and its answers.

Each item says what it is about and how it stands on a day, in sentences by message id; open ones
come first. Dates are compared as far as they are known: what may be over is not said to be over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from chronology_app.analysis.plan_state import plan_states
from chronology_app.dates import FuzzyDate
from chronology_app.dates.days import days_between, shifted
from chronology_app.model import (
    Breach,
    Escalation,
    InformationRequest,
    Oversight,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Record,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

OVERDUE, BREACHES, CHALLENGES, OVERSIGHT, REQUESTS, SERVICES, PRE_PROCEEDINGS, SAID_DONE = PARTS = (
    "overdue", "breaches", "challenges", "oversight", "requests", "services", "pre_proceedings",
    "said_done",
)  # fmt: skip
#: A fact: message id after ``following.``, and its parameters (dates and codes as they are).
Fact = tuple[str, dict[str, object]]
_WAITING = ("", "waiting", "part")
#: How a sentence that somebody typed may end.
_ENDS = (".", "!", "?", "…", ".”", ".’", '."', ".)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is followed through."""

    part: str
    record: Record
    #: What it is about, in the words that somebody typed.
    title: str
    facts: tuple[Fact, ...] = ()
    is_open: bool = False
    #: A day or an answer is past due.
    is_late: bool = False
    on: FuzzyDate | None = None
    event_ids: tuple[str, ...] = ()
    change_id: str = ""

    def text(self, language: str = "en") -> str:
        """Return how it stands, in words."""
        return facts_text(self.facts, language)


def facts_text(facts: Iterable[Fact], language: str = "en") -> str:
    """Return facts as sentences."""
    return " ".join(_said(fact, language) for fact in facts)


def _said(fact: Fact, language: str) -> str:
    name, params = fact
    said = {
        key: date_words(value, language) if isinstance(value, FuzzyDate)
        else label(value[0], value[1], language) if isinstance(value, tuple) else value
        for key, value in params.items()
    }  # fmt: skip
    words = say(f"following.{name}", language, **said).strip()
    # Typed words and labels stand in it as they are; a sentence begins and ends as one.
    end = "" if words.endswith(_ENDS) else "."
    return words[:1].upper() + words[1:] + end


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How far pre-proceedings have come. Weeks are whole weeks that have passed."""

    record: PreProceedings
    weeks: int
    limit: int
    #: The last day of its time, extended or not: the latest that it can be; None: not known at all.
    ends: date | None
    is_over: bool
    #: Codes of steps that are expected and not recorded, while it runs.
    missing: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Say whether its beginning is known to the day; else its weeks are the fewest."""
        return self.record.started.earliest == self.record.started.latest


@dataclass(frozen=True, kw_only=True)
class Following:
    """All parts of a case on a day."""

    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    clocks: tuple[Clock, ...] = ()

    def open_count(self, part: str) -> int:
        """Return how many items of a part are open."""
        return sum(item.is_open for item in self.items.get(part, ()))


def follow(view: CaseView, settings: Settings, today: date) -> Following:
    """Return what is followed through in a case, open items first, each part by date."""
    clocks = tuple(_clocks(view, settings, today))
    found: dict[str, Iterable[Item]] = {
        OVERDUE: _overdue(view, today),
        BREACHES: (_breach(one, today) for one in view.of(Breach)),
        CHALLENGES: (_challenge(one, today) for one in view.of(Escalation)),
        OVERSIGHT: (_oversight(one, today) for one in view.of(Oversight)),
        REQUESTS: (_request(one, today) for one in view.of(InformationRequest)),
        SERVICES: (_service(one) for one in view.of(ServiceOffer)),
        PRE_PROCEEDINGS: _pre_proceedings(view, clocks),
        SAID_DONE: (_said_done(one) for one in view.of(SaidDone)),
    }
    return Following(
        items={part: tuple(sorted(rows, key=_order)) for part, rows in found.items()},
        clocks=clocks,
    )


def _order(item: Item) -> tuple[bool, bool, str]:
    return (not item.is_late, not item.is_open, item.on.sort_key if item.on else "")


def _is_past(when: FuzzyDate | None, today: date) -> bool:
    return when is not None and when.latest is not None and when.latest < today


def _optional(name: str, **params: object) -> list[Fact]:
    """Return a fact whose parameters are all known; else nothing."""
    return [(name, params)] if all(params.values()) else []


def _days(first: FuzzyDate, last: FuzzyDate | None) -> str:
    found = days_between(first, last) if last else None
    if found is None:
        return ""
    return str(found[1]) if found[0] == found[1] else f"{found[0]}–{found[1]}"


# --- plans -----------------------------------------------------------------------------------


def _overdue(view: CaseView, today: date) -> Iterator[Item]:
    for plan in view.of(Plan):
        if _is_past(plan.ended, today):
            continue
        for state in plan_states(view, plan.id, today):
            due = state.change.by_when
            if not state.is_overdue or due is None or due.latest is None:
                continue
            weeks = (today - due.latest).days // 7
            facts: list[Fact] = [("overdue", {"date": due, "count": weeks})]
            if state.last:
                facts.append(("last_review", {
                    "date": state.last.on, "result": ("plan_result", state.last.result),
                }))  # fmt: skip
            yield Item(
                part=OVERDUE, record=state.change, title=state.change.needed, facts=tuple(facts),
                is_open=True, is_late=True, on=due, event_ids=state.change.why_event_ids,
                change_id=state.change.id,
            )  # fmt: skip


def _breach(breach: Breach, today: date) -> Item:
    is_answered = bool(breach.answer.strip())
    facts: list[Fact] = [("breach", {"date": breach.on})]
    if is_answered:
        facts.append(("answer", {"words": breach.answer.strip()}))
        facts += _optional("answered_by", who=breach.answered_by)
        facts += _optional("answered_on", date=breach.answered_on)
        facts += _optional("after", days=_days(breach.on, breach.answered_on))
    else:
        facts.append(("no_answer", {}))
    return Item(
        part=BREACHES, record=breach, title=breach.words, facts=tuple(facts),
        is_open=not is_answered, is_late=not is_answered, on=breach.on,
        event_ids=breach.event_ids, change_id=breach.change_id,
    )  # fmt: skip


# --- challenge, oversight, requests ----------------------------------------------------------


def _challenge(one: Escalation, today: date) -> Item:
    has_reply = bool(one.reply.strip()) or one.replied_on is not None
    # A challenge that was withdrawn, or had its result, waits for no reply.
    is_open = not has_reply and not one.result
    facts: list[Fact] = [("raised", {"who": one.raised_by, "date": one.raised_on})]
    facts += _optional("raised_with", who=one.raised_with)
    if is_open:
        facts.append(("no_reply", {}))
        facts += _optional("due", date=one.due)
    elif has_reply:
        facts += _optional("reply", words=one.reply.strip())
        facts += _optional("replied", who=one.replied_by, date=one.replied_on)
        facts += _optional("after", days=_days(one.raised_on, one.replied_on))
    if one.result:
        facts.append(("result", {"result": ("challenge_result", one.result)}))
    facts += _optional("outcome", words=one.outcome)
    return Item(
        part=CHALLENGES, record=one, title=one.about, facts=tuple(facts), is_open=is_open,
        is_late=is_open and _is_past(one.due, today), on=one.raised_on, event_ids=one.event_ids,
    )  # fmt: skip


def _oversight(one: Oversight, today: date) -> Item:
    is_done = bool(one.done.strip()) or one.done_on is not None
    kind = ("oversight_kind", one.kind)
    facts: list[Fact] = [("overseen", {"kind": kind, "who": one.by, "date": one.on})]
    facts += _optional("to_do", who=one.to)
    facts += _optional("due", date=one.due)
    if is_done:
        facts += _optional("done", words=one.done.strip())
        facts += _optional("done_on", date=one.done_on)
    else:
        facts.append(("not_done", {}))
    return Item(
        part=OVERSIGHT, record=one, title=one.decided, facts=tuple(facts), is_open=not is_done,
        is_late=not is_done and _is_past(one.due, today), on=one.on, event_ids=one.event_ids,
    )  # fmt: skip


def _request(one: InformationRequest, today: date) -> Item:
    is_open = one.state in _WAITING and one.answered_on is None
    agency = ("agency", one.agency)
    facts: list[Fact] = [(f"asked_{one.kind}", {"agency": agency, "date": one.asked_on})]
    facts += _optional("ground", words=one.ground)
    facts += _optional("due", date=one.due)
    if one.chased:
        facts.append(("chased", {"count": len(one.chased), "date": one.chased[-1]}))
    if one.state:
        facts.append(("state", {"state": ("request_state", one.state)}))
    facts += _optional("answered_on", date=one.answered_on)
    facts += _optional("after", days=_days(one.asked_on, one.answered_on))
    facts += _optional("answer", words=one.answer.strip())
    return Item(
        part=REQUESTS, record=one, title=one.asked, facts=tuple(facts), is_open=is_open,
        is_late=is_open and _is_past(one.due, today), on=one.asked_on, event_ids=one.event_ids,
    )  # fmt: skip


# --- services, said and done -----------------------------------------------------------------


def _service(one: ServiceOffer) -> Item:
    is_open = one.answer != "declined" and one.ended is None and not one.ended_how
    facts: list[Fact] = [("offered", {"date": one.offered_on})]
    answer = one.answer or "none"
    facts.append(("service_answer", {"answer": ("service_answer", answer)}))
    facts += _optional("started", date=one.started)
    if one.attended is not None and one.missed is not None:
        whole = one.attended + one.missed
        facts.append(("attended", {"count": one.attended, "of": whole}))
    elif one.attended is not None:
        facts.append(("attended_only", {"count": one.attended}))
    elif one.missed is not None:
        facts.append(("missed_only", {"count": one.missed}))
    if one.cancelled:
        facts.append(("cancelled", {"count": one.cancelled}))
    facts += _optional("ended", date=one.ended)
    if one.ended_how:
        facts.append(("ended_how", {"how": ("service_end", one.ended_how)}))
    facts += _optional("before", words=one.before.strip())
    facts += _optional("afterwards", words=one.after.strip())
    return Item(
        part=SERVICES, record=one, title=one.name, facts=tuple(facts), is_open=is_open,
        on=one.offered_on, event_ids=one.event_ids, change_id=one.change_id or "",
    )  # fmt: skip


def _said_done(one: SaidDone) -> Item:
    facts: list[Fact] = []
    for name, words, on in (
        ("said", one.said, one.said_on), ("did", one.done, one.done_on),
        ("changed", one.changed, one.changed_on),
    ):  # fmt: skip
        if not words.strip():
            facts.append((f"not_{name}", {}))
        elif on:
            facts.append((f"{name}_on", {"words": words.strip(), "date": on}))
        elif name != "said":
            facts.append((name, {"words": words.strip()}))
    ids = (*one.said_event_ids, *one.done_event_ids, *one.changed_event_ids)
    return Item(
        part=SAID_DONE, record=one, title=one.said, facts=tuple(facts),
        is_open=not (one.done.strip() and one.changed.strip()), on=one.said_on,
        event_ids=tuple(dict.fromkeys(ids)), change_id=one.change_id or "",
    )  # fmt: skip


# --- pre-proceedings -------------------------------------------------------------------------


def step_codes(settings: Settings) -> tuple[str, ...]:
    """Return the steps of pre-proceedings in their order."""
    steps = settings.get("pre_proceedings.steps") or {}
    return tuple(sorted(steps, key=lambda code: (steps[code].get("order", 99), code)))


def _clocks(view: CaseView, settings: Settings, today: date) -> Iterator[Clock]:
    for one in view.of(PreProceedings):
        started = one.started.earliest
        rule = settings.rule("pre_proceedings.weeks", started or today)
        limit = int(rule.value) if rule else 0
        until = one.ended.latest if one.ended and one.ended.latest else today
        latest = one.started.latest
        weeks = max((until - latest).days // 7, 0) if latest else 0
        ends = one.extended_to.latest if one.extended_to else None
        if ends is None and latest is not None:
            ends = shifted(latest, timedelta(weeks=limit))
        yield Clock(
            record=one, weeks=weeks, limit=limit, ends=ends,
            is_over=ends is not None and until > ends,
            missing=() if one.ended else tuple(_missing(view, one, settings)),
        )  # fmt: skip


def _missing(view: CaseView, one: PreProceedings, settings: Settings) -> Iterator[str]:
    there = {s.code for s in view.of(PreProceedingsStep) if s.pre_proceedings_id == one.id}
    for code in step_codes(settings):
        step = settings.get(f"pre_proceedings.steps.{code}") or {}
        countries = step.get("countries") or (view.case.country,)
        if step.get("expected") and view.case.country in countries and code not in there:
            yield code


def clock_facts(clock: Clock) -> Iterator[Fact]:
    """Return how many of the weeks have passed or were taken, and when the time ends or ended."""
    weeks: dict[str, object] = {"count": clock.weeks, "limit": clock.limit}
    if clock.record.ended is not None:
        yield "took", {**weeks, "date": clock.record.ended}
        return
    yield "weeks" if clock.is_exact else "weeks_least", weeks
    if clock.ends is not None:
        ends = FuzzyDate.parse(clock.ends.isoformat())
        open_end = "ends" if clock.is_exact or clock.record.extended_to else "ends_latest"
        yield "over" if clock.is_over else open_end, {"date": ends}


def _pre_proceedings(view: CaseView, clocks: Iterable[Clock]) -> Iterator[Item]:
    for clock in clocks:
        one = clock.record
        facts = list(clock_facts(clock))
        facts += _optional("extended", date=one.extended_to)
        facts += _optional("why", words=one.extended_why)
        if one.ended_how:
            facts.append(("ended_how", {"how": ("pre_proceedings_end", one.ended_how)}))
        facts += [("missing_step", {"step": ("pre_step", code)}) for code in clock.missing]
        yield Item(
            part=PRE_PROCEEDINGS, record=one, title="", facts=tuple(facts),
            is_open=one.ended is None, is_late=clock.is_over and one.ended is None, on=one.started,
        )  # fmt: skip
    for step in view.of(PreProceedingsStep):
        facts = [("step", {"step": ("pre_step", step.code), "date": step.on})]
        facts += _optional("who", words=step.who)
        yield Item(
            part=PRE_PROCEEDINGS, record=step, title=step.words, facts=tuple(facts), on=step.on,
            event_ids=step.event_ids,
        )  # fmt: skip
