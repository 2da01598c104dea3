"""Risk and protective factors, side by side: what was recorded of whom, and the codes there are.

They are circumstances; none is a cause that was shown, and nothing is added up or predicted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import resources
from chronology_app.model import Factor, Parentage
from chronology_app.model.view import CaseView
from chronology_app.wording import label

RISK, PROTECTIVE = "risk", "protective"
KINDS = (RISK, PROTECTIVE)


@dataclass(frozen=True, slots=True)
class FactorCode:
    """One factor that can be recorded."""

    code: str
    kind: str
    #: "adult" or "child": whose circumstance it usually is.
    of: str


@cache
def factor_codes() -> tuple[FactorCode, ...]:
    """Return the shipped factors in their order."""
    text = resources.path("factors.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["factor"]
    return tuple(FactorCode(row["code"], row["kind"], row["of"]) for row in rows)


def codes_for(kind: str, *, is_child: bool) -> tuple[str, ...]:
    """Return the codes of one kind, those that usually are a child's (or an adult's) first."""
    first = "child" if is_child else "adult"
    found = [one for one in factor_codes() if one.kind == kind]
    return tuple(one.code for one in sorted(found, key=lambda one: one.of != first))


def factor_words(factor: Factor, language: str = "en") -> str:
    """Return a factor's name; an own one has its own words."""
    return label("factor", factor.code, language)


def factors_of(view: CaseView, child_id: str, kind: str) -> tuple[Factor, ...]:
    """Return the factors of a child and of those who are recorded as its parents or carers.

    Of a child with no parent recorded, those of every adult of the case. The child's own first.
    """
    whose = {child_id, *adults_of(view, child_id)}
    found = (f for f in view.of(Factor) if f.kind == kind and f.person_id in whose)
    return _in_order(view, found, child_id)


def adults_of(view: CaseView, child_id: str) -> set[str]:
    """Return the ids of a child's parents and carers; with none recorded, of every adult."""
    tied = {tie.parent_id for tie in view.of(Parentage) if tie.child_id == child_id}
    return tied or {person.id for person in view.people if not person.is_child}


def _in_order(view: CaseView, found: Iterable[Factor], child_id: str) -> tuple[Factor, ...]:
    place = {person.id: number for number, person in enumerate(view.people)}
    codes = {one.code: number for number, one in enumerate(factor_codes())}

    def key(factor: Factor) -> tuple[bool, int, int, str, str]:
        since = factor.since.sort_key if factor.since else ""
        return (factor.person_id != child_id, place.get(factor.person_id, 99),
                codes.get(factor.code, 99), since, factor.id)  # fmt: skip

    return tuple(sorted(found, key=key))
