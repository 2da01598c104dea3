"""One change of a plan as the checks look at it: its fields' words, its dates and children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chronology_app.dates import FuzzyDate
from chronology_app.model import Change
from chronology_app.model.view import CaseView

#: The fields that are words, in the order of a plan's form.
FIELDS = (
    "needed", "baseline", "target", "measure", "who", "by_when", "consequence_no_change",
    "consequence_limited", "contingency",
)  # fmt: skip

#: A field is looked at as far as this: nobody reads a plan with five pages in one field, and a
#: file that was pasted in by mistake must not keep anybody waiting.
MOST_READ = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """One change, from the casebook or from a file. `number`: its place in the plan, from 1."""

    number: int
    needed: str
    baseline: str = ""
    target: str = ""
    measure: str = ""
    who: str = ""
    #: As it was written; a date of the casebook as EDTF.
    by_when: str = ""
    consequence_no_change: str = ""
    consequence_limited: str = ""
    contingency: str = ""
    children: tuple[str, ...] = ()
    #: Ids or keys of the events that it rests on.
    why: tuple[str, ...] = ()
    #: How many of them were taken out of the record.
    withdrawn: int = 0
    #: The days of those that are known.
    why_days: tuple[FuzzyDate, ...] = ()
    due: FuzzyDate | None = None
    reviews: tuple[FuzzyDate, ...] = ()
    record_id: str = ""

    def words(self, field: str) -> str:
        """Return what stands in a field."""
        return str(getattr(self, field)).strip()[:MOST_READ]

    def is_cut(self, field: str) -> bool:
        """Say whether a field is longer than what of it is looked at."""
        return len(str(getattr(self, field)).strip()) > MOST_READ


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan with its entries, and whom they are about."""

    entries: tuple[PlanEntry, ...]
    #: Names of the children whom the plan is for; empty: those whom some entry names.
    children: tuple[str, ...] = ()
    #: Everybody's names: somebody who is named can be asked.
    people: tuple[str, ...] = ()
    started: FuzzyDate | None = None
    ended: FuzzyDate | None = None
    language: str = "en"
    #: Languages that the family's parents read; empty: not recorded.
    parents_read: tuple[str, ...] = ()
    on: date | None = None


def entries_of(view: CaseView, changes: Sequence[Change]) -> tuple[PlanEntry, ...]:
    """Return the changes of a plan as entries, in their order."""
    names = {person.id: person.name for person in view.people}
    days = {event.id: event.date for event in view.events if event.date}
    standing = {event.id for event in view.events}
    return tuple(
        PlanEntry(
            number=number,
            needed=change.needed, baseline=change.baseline, target=change.target,
            measure=change.measure, who=change.who,
            by_when=change.by_when.edtf if change.by_when else change.by_when_words,
            consequence_no_change=change.consequence_no_change,
            consequence_limited=change.consequence_limited, contingency=change.contingency,
            children=tuple(names[i] for i in change.child_ids if i in names),
            why=change.why_event_ids,
            withdrawn=sum(i not in standing for i in change.why_event_ids),
            why_days=tuple(day for i in change.why_event_ids if (day := days.get(i))),
            due=change.by_when, reviews=change.review_on, record_id=change.id,
        )
        for number, change in enumerate(sorted(changes, key=lambda c: c.position), 1)
    )  # fmt: skip
