"""What the patterns screen shows: each hit in words, its rule, its events, and what is uncertain.

The rules are in `analysis.patterns`. On the screen a pattern has its neutral printed name; it
reaches a court document only inside somebody's signed analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chronology_app.analysis.patterns import PATTERNS, PatternHit, build_patterns
from chronology_app.dates import FuzzyDate
from chronology_app.model import Event, SettingsRow
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words


@dataclass(frozen=True, slots=True)
class PatternEvent:
    """An event that a hit rests on, in words."""

    event_id: str
    date: str
    what: str
    fact: str
    #: Its date is not known to the day, or it has none and took no part.
    is_uncertain: bool = False
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One hit in words."""

    key: str
    pattern: str
    name: str
    sentence: str
    #: The rule and its thresholds, a sentence.
    rule: str
    #: The children's names; empty for the parents or the family.
    children: str
    #: "3 March 2018 to 6 October 2020".
    span: str
    events: tuple[PatternEvent, ...]
    is_dismissed: bool = False
    dismissed: str = ""


@dataclass(frozen=True, slots=True)
class PatternLines:
    """All hits in the patterns' order."""

    lines: tuple[PatternLine, ...]

    @property
    def open_count(self) -> int:
        """How many nobody has set aside."""
        return sum(not line.is_dismissed for line in self.lines)

    def of_pattern(self, pattern: str, *, with_dismissed: bool) -> tuple[PatternLine, ...]:
        """Return the hits of one pattern."""
        return tuple(
            line
            for line in self.lines
            if line.pattern == pattern and (with_dismissed or not line.is_dismissed)
        )


def read_patterns(path: Path, key: bytes, case_id: str, language: str) -> PatternLines:
    """Read a case and look for patterns; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_lines(view, language)


def build_lines(view: CaseView, language: str = "en") -> PatternLines:
    """Look for the patterns of a case."""
    hits = build_patterns(view, load_settings(rows=view.of(SettingsRow)))
    return PatternLines(tuple(_line(hit, view, language) for hit in hits))


def patterns_of(found: PatternLines, *, with_dismissed: bool) -> Sequence[str]:
    """Return the patterns that have hits, in their usual order."""
    return [p for p in PATTERNS if found.of_pattern(p, with_dismissed=with_dismissed)]


def _line(hit: PatternHit, view: CaseView, language: str) -> PatternLine:
    names = [p.name for p in view.people if p.id in hit.child_ids]
    decision = hit.decision
    dismissed = ""
    if hit.is_dismissed and decision is not None:
        dismissed = say("checks.set_aside_by", language, name=decision.by, reason=decision.reason)
    uncertain, undated = set(hit.uncertain_event_ids), set(hit.undated_event_ids)
    events = [
        _event(view, i, language, is_uncertain=i in uncertain, is_undated=i in undated)
        for i in dict.fromkeys((*hit.event_ids, *hit.undated_event_ids))
    ]
    return PatternLine(
        key=hit.key,
        pattern=hit.pattern,
        name=hit.name(language),
        sentence=hit.sentence(language),
        rule=hit.rule_words(language),
        children="; ".join(names),
        span=say(
            "hits.span",
            language,
            first=date_words(FuzzyDate.parse(hit.start.isoformat()), language),
            last=date_words(FuzzyDate.parse(hit.end.isoformat()), language),
        ),
        events=tuple(event for event in events if event is not None),
        is_dismissed=hit.is_dismissed,
        dismissed=dismissed,
    )


def _event(
    view: CaseView, event_id: str, language: str, *, is_uncertain: bool, is_undated: bool
) -> PatternEvent | None:
    event = view.by_id.get(event_id)
    if not isinstance(event, Event):
        return None
    accounts = view.accounts.get(event.id, ())
    agency = label("agency", accounts[0].agency, language) if accounts else ""
    kind = label("kind", event.kind, language)
    when = date_words(event.date, language) if event.date else say("time.undated", language)
    what = " · ".join(part for part in (kind, agency) if part)
    return PatternEvent(event.id, when, what, event.fact, is_uncertain, is_undated)
