"""Checks a plan while it is written: what a parent, a chair or a judge could not use, and why.

Every finding names the entry and the field, says the reason and offers a better way. Rules about
words are in `wording`; which records become entries is in `entry`. Sources: Ofsted, In the child's
time (2014), paras 52-54; Working Together 2023 on child protection plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date

from chronology_app.analysis.plan_checks.days import contradicting_dates, impossible_days
from chronology_app.analysis.plan_checks.entry import (
    FIELDS,
    MOST_READ,
    PlanEntry,
    PlanText,
    entries_of,
)  # fmt: skip
from chronology_app.analysis.plan_checks.marks import is_empty
from chronology_app.analysis.plan_checks.names import names_in
from chronology_app.analysis.plan_checks.word_lists import PlanWords
from chronology_app.analysis.plan_checks.wording import Objection, object_to
from chronology_app.dates import FuzzyDate
from chronology_app.settings import Settings
from chronology_app.wording import label, say

__all__ = [
    "LEVELS", "PlanEntry", "PlanFinding", "PlanText", "check_plan", "check_whole", "entries_of",
]  # fmt: skip

LEVELS = SERIOUS, SHOULD, NOTE = ("serious", "should", "note")

#: The level of each kind of finding; ``plan_checks.levels`` of the settings may give another.
_LEVEL = {
    "activity": SERIOUS, "vague_verb": SERIOUS, "no_measure": SERIOUS, "no_owner": SERIOUS,
    "no_date": SERIOUS, "open_date": SERIOUS, "no_consequence": SERIOUS,
    "vague_consequence": SERIOUS, "verdict": SERIOUS, "no_evidence": SERIOUS,
    "due_before_plan": SERIOUS, "review_before_plan": SERIOUS, "child_without_change": SERIOUS,
    "no_baseline": SERIOUS, "vague_contingency": SHOULD, "no_contingency": SHOULD,
    "no_limited": SHOULD, "limited_vague": SHOULD, "no_child": SHOULD, "review_after_due": SHOULD,
    "no_review": SHOULD, "due_after_plan": SHOULD, "other_language": SHOULD, "hard_words": SHOULD,
    "hard_reading": NOTE, "single_event": NOTE, "same_consequence": NOTE,
    "vague_but_measured": SHOULD, "question": SERIOUS, "dates_contradict": SERIOUS,
    "withdrawn_event": SHOULD, "long_text": NOTE,
}  # fmt: skip
#: Fields that must hold something, with what is found where they do not.
_NEEDED = {
    "baseline": "no_baseline", "who": "no_owner", "by_when": "no_date",
    "consequence_no_change": "no_consequence", "consequence_limited": "no_limited",
    "contingency": "no_contingency",
}  # fmt: skip


#: What is said where words stand in the field that tell nothing.
_SAID_OTHERWISE = {"no_baseline": "vague_baseline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFinding:
    """One thing to put right in a plan."""

    check: str
    level: str
    #: The entry's number; 0: the whole plan.
    entry: int = 0
    field: str = ""
    #: The words that it is about.
    words: str = ""
    record_id: str = ""
    params: dict[str, object] = with_default(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """Return what was found and why it matters."""
        check = _SAID_OTHERWISE.get(self.check, self.check) if self.words else self.check
        return say(f"plan_check.{check}", language, **self._said(language))

    def better(self, language: str = "en") -> str:
        """Return how it could be put."""
        return say(f"plan_check.{self.check}.better", language, **self._said(language))

    def _said(self, language: str) -> dict[str, object]:
        name = label("plan_field", self.field, language) if self.field else ""
        return {**self.params, "words": self.words, "number": self.entry, "field": name}


def check_plan(plan: PlanText, settings: Settings) -> tuple[PlanFinding, ...]:
    """Return the findings of a plan: entry by entry in the order of the form, then of the whole."""
    named = [name for entry in plan.entries for name in names_in(entry.words("who"), settings)]
    children = [name for entry in plan.entries for name in entry.children]
    words = PlanWords(settings, (*plan.people, *plan.children, *children, *named))
    found = [
        _of_level(finding, settings)
        for entry in plan.entries
        for finding in (*_of_entry(entry, words), *_of_dates(entry, plan))
    ]
    found += check_whole(plan, settings)
    return tuple(found)


def check_whole(plan: PlanText, settings: Settings) -> tuple[PlanFinding, ...]:
    """Return the findings of a plan as a whole, without those of its entries."""
    return tuple(_of_level(finding, settings) for finding in _of_plan(plan))


def _of_level(finding: PlanFinding, settings: Settings) -> PlanFinding:
    level = str(settings.get(f"plan_checks.levels.{finding.check}", finding.level))
    if level not in LEVELS or level == finding.level:
        return finding
    return PlanFinding(
        check=finding.check, level=level, entry=finding.entry, field=finding.field,
        words=finding.words, record_id=finding.record_id, params=finding.params,
    )  # fmt: skip


def _finding(check: str, entry: PlanEntry | None = None, **more: object) -> PlanFinding:
    params = more.pop("params", {})
    assert isinstance(params, dict)
    return PlanFinding(
        check=check, level=_LEVEL[check], entry=entry.number if entry else 0,
        record_id=entry.record_id if entry else "", params=params,
        field=str(more.get("field", "")), words=str(more.get("words", "")),
    )  # fmt: skip


def _of_entry(entry: PlanEntry, words: PlanWords) -> Iterator[PlanFinding]:
    for name in FIELDS:
        text = entry.words(name)
        if entry.is_cut(name):
            yield _finding("long_text", entry, field=name, params={"count": MOST_READ})
        if is_empty(text):
            # "x" and "n/a" stand there for the form's sake: the same as nothing.
            if name in _NEEDED:
                yield _finding(_NEEDED[name], entry, field=name)
            elif name == "needed" and text:
                yield _finding("vague_verb", entry, field=name, words=text)
            continue
        if name == "by_when" and entry.due is not None and not impossible_days(text):
            continue
        if name == "measure":
            # Tools and tests have names of their own: here only what measures nothing is told.
            hollow = any(one.kind == "no_measure" for one in object_to(name, text, words))
            if hollow:
                yield _finding("no_measure", entry, field=name, words=text)
            continue
        if name == "needed" and text.rstrip().endswith("?"):
            yield _finding("question", entry, field=name, words=text)
            continue
        for objection in object_to(name, text, words):
            yield from _told(entry, name, objection, words)
    if is_empty(entry.words("target")) and is_empty(entry.words("measure")):
        yield _finding("no_measure", entry, field="target")
    if not entry.why:
        yield _finding("no_evidence", entry)
    elif len(entry.why) == 1:
        yield _finding("single_event", entry)
    if entry.withdrawn:
        yield _finding("withdrawn_event", entry, params={"count": entry.withdrawn})
    if not entry.children:
        yield _finding("no_child", entry)


def _told(
    entry: PlanEntry, name: str, objection: Objection, words: PlanWords
) -> Iterator[PlanFinding]:
    check = objection.kind
    both = " ".join((entry.words("target"), entry.words("measure")))
    if check == "vague_verb" and both.strip() and not _is_unmeasured(both, words):
        # What good enough looks like makes up for a vague beginning.
        check = "vague_but_measured"
    elif check == "no_measure" and not _is_unmeasured(both, words):
        return
    elif check == "vague_consequence" and name == "consequence_limited":
        check = "limited_vague"
    elif check == "no_consequence" and name == "consequence_limited":
        check = "no_limited"
    yield _finding(check, entry, field=name, words=objection.words)


def _is_unmeasured(text: str, words: PlanWords) -> bool:
    return any(o.kind == "no_measure" for o in object_to("target", text, words))


# --- dates -----------------------------------------------------------------------------------


def _of_dates(entry: PlanEntry, plan: PlanText) -> Iterator[PlanFinding]:
    starts = plan.started.earliest if plan.started else None
    ends = plan.ended.latest if plan.ended else None
    due_first, due_last = _edges(entry.due)
    if starts and due_last and due_last < starts:
        yield _finding("due_before_plan", entry, field="by_when", words=entry.by_when)
    if ends and due_first and due_first > ends:
        yield _finding("due_after_plan", entry, field="by_when", words=entry.by_when)
    edges = [_edges(day) for day in entry.reviews]
    if starts and any(last and last < starts for _, last in edges):
        yield _finding("review_before_plan", entry)
    if entry.due is not None and not entry.reviews:
        yield _finding("no_review", entry)
    for name, words in contradicting_dates(entry):
        yield _finding("dates_contradict", entry, field=name, words=words)
    if due_last and edges and all(first and first > due_last for first, _ in edges):
        yield _finding("review_after_due", entry)


def _edges(day: FuzzyDate | None) -> tuple[date | None, date | None]:
    return (day.earliest, day.latest) if day else (None, None)


# --- the whole plan --------------------------------------------------------------------------


def _of_plan(plan: PlanText) -> Iterator[PlanFinding]:
    held = {name for entry in plan.entries for name in entry.children}
    if held or not plan.entries:
        for child in plan.children:
            if child not in held:
                yield _finding("child_without_change", words=child)
    if plan.parents_read and plan.language not in plan.parents_read:
        yield _finding("other_language", words=plan.language)
    yield from _same(plan.entries)


#: From so many entries with one and the same consequence the reader is told.
_MANY_ENTRIES = 3


def _same(entries: Sequence[PlanEntry]) -> Iterator[PlanFinding]:
    texts = [" ".join(e.consequence_no_change.casefold().split()).rstrip(".") for e in entries]
    for text in dict.fromkeys(filter(None, texts)):
        if texts.count(text) >= _MANY_ENTRIES:
            first = entries[texts.index(text)]
            yield _finding(
                "same_consequence", words=first.consequence_no_change,
                params={"count": texts.count(text)},
            )  # fmt: skip
