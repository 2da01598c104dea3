"""Compares the hits that were found in a history with those that must be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from tests.histories.builder import Claim, History
from tests.histories.oracle import Expected, expected_hits

#: Patterns of one rule: what its code is called does not matter.
_OF_ONE_RULE = {"stop_start", "start_again", "silence", "lost_child"}


class Hit(Protocol):
    """What is read of a hit that was found."""

    pattern: str
    rule: str
    child_ids: Sequence[str]
    start: date | None
    end: date | None
    event_ids: Sequence[str]
    is_certain: bool


@dataclass
class Verdict:
    """What was counted over some histories; the lists name seed, card and rule."""

    wanted: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    #: Found, with another span or another certainty than the rule gives.
    unlike: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return recall and false hits for each rule, then every difference."""
        lines = [
            f"{'.'.join(rule):45} {self.found[rule]:5} of {count:5}"
            for rule, count in sorted(self.wanted.items())
        ]
        for name in ("missed", "false", "unlike"):
            rows: list[str] = getattr(self, name)
            lines += [f"{name}: {len(rows)}", *(f"  {row}" for row in rows)]
        return "\n".join(lines)


def judge(history: History, hits: Iterable[Hit], verdict: Verdict) -> None:
    """Add what was missed, false or unlike in one history."""
    found = list(hits)
    expected = expected_hits(history)
    head = f"seed {history.seed} ({history.card})"
    for want in expected:
        if not want.is_settled:
            continue
        verdict.wanted[_key(want)] += 1
        held = [hit for hit in found if _answers(hit, want)]
        if not held:
            verdict.missed.append(f"{head} {_told(want)}")
            continue
        verdict.found[_key(want)] += 1
        if not any(_is_alike(hit, want, expected) for hit in held):
            verdict.unlike.append(f"{head} {_told(want)} <> {' / '.join(map(_told_hit, held))}")
    for hit in found:
        for child in hit.child_ids or (None,):
            if not any(_answers(hit, want, child) for want in expected):
                verdict.false.append(f"{head} {child}: {_told_hit(hit)}")
    for claim in history.claims:
        is_there = any(_bears_out(hit, claim) for hit in found)
        if is_there != claim.is_wanted:
            rows = verdict.missed if claim.is_wanted else verdict.false
            rows.append(f"{head} by hand: {claim}")


def broken_claims(history: History) -> list[str]:
    """Return the claims made by hand with which the oracle does not agree."""
    hits = [_OracleHit(want) for want in expected_hits(history)]
    return [
        f"seed {history.seed} ({history.card}): {claim}"
        for claim in history.claims
        if any(_bears_out(hit, claim) for hit in hits) != claim.is_wanted
    ]


class _OracleHit:
    """An expected hit in the shape of one that was found."""

    def __init__(self, want: Expected) -> None:
        self.pattern, self.rule = want.pattern, want.rule
        self.child_ids = (want.child,) if want.child else ()
        self.start, self.end, self.event_ids = want.start, want.end, want.events
        self.is_certain = want.is_certain is not False


def _key(it: Expected | Claim | Hit) -> tuple[str, str]:
    return it.pattern, "" if it.pattern in _OF_ONE_RULE else it.rule


def _answers(hit: Hit, want: Expected, child: str | None = None) -> bool:
    """Say whether a hit is the expected one, by its rule, child and events (else its span)."""
    if _key(hit) != _key(want) or (child and want.child not in (None, child)):
        return False
    if want.child and want.child not in hit.child_ids:
        return False
    if want.events:
        return set(want.events) <= set(hit.event_ids)
    return want.start is None or (hit.start, hit.end) == (want.start, want.end)


def _is_alike(hit: Hit, want: Expected, expected: Sequence[Expected]) -> bool:
    """Say whether span and certainty are those of the rule, for several children together."""
    told = {e.is_certain for e in expected if e.events == want.events and _answers(hit, e)}
    if len(told) > 1:
        want = replace(want, is_certain=False if False in told and None not in told else None)
    same_span = want.start is None or (hit.start, hit.end) == (want.start, want.end)
    return same_span and want.is_certain in (None, hit.is_certain)


def _bears_out(hit: Hit, claim: Claim) -> bool:
    if _key(hit) != _key(claim) or (claim.child and claim.child not in hit.child_ids):
        return False
    held = set(hit.event_ids)
    if not claim.is_wanted:
        return not claim.events or bool(held & set(claim.events))
    return (
        set(claim.events) <= held
        and claim.start in (None, hit.start)
        and claim.end in (None, hit.end)
        and claim.is_certain in (None, hit.is_certain)
    )


def _told(want: Expected) -> str:
    return (
        f"{want.pattern}.{want.rule} {want.child} {want.start}..{want.end}"
        f" certain={want.is_certain} {','.join(want.events)}"
    )


def _told_hit(hit: Hit) -> str:
    return (
        f"{hit.pattern}.{hit.rule} {','.join(hit.child_ids)} {hit.start}..{hit.end}"
        f" certain={hit.is_certain} {','.join(hit.event_ids)}"
    )
