"""Walks through the lines of a text: tries the rules, composes, resolves.

Owns the order of these steps and which date governs a line; each step has its own module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chronology_app.reading.dates.anchors import Anchor, Anchors, day_anchor
from chronology_app.reading.dates.compose import compose
from chronology_app.reading.dates.grammar import GRAMMAR
from chronology_app.reading.dates.parts import DateMention, Draft
from chronology_app.reading.dates.resolve import LineResolver
from chronology_app.reading.dates.rule import Rule
from chronology_app.reading.dates.terms import SchoolTerms
from chronology_app.reading.dates.vocabulary import WEEKDAYS

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+(?:['’](?=[st]\b)[st])?")
#: Signs before digits that make them part of something else: an amount, a path, a time, a score.
_GLUED = re.compile(r"(?:[£$€#@\\/]|[0-9][.,:/]|[0-9]-|[^\W\dcC]|[^\W_][cC])$")
#: What stands for a day that somebody took out, before the sign that parts it from the month.
_REDACTED = re.compile(r"[*_?█■▇\]…][/.]$")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: How far down the first whole date may stand to lend its year upwards.
_LENDING_LINES = 15

_YEARS_OF_RECORDS = range(1800, 2201)

_Tried = tuple[tuple[str, re.Pattern[str], Rule], ...]


def _lender(day: date | None) -> Anchor | None:
    """Return the anchor of a given day; one outside the years of any record lends nothing."""
    return day_anchor(day, 0) if day and day.year in _YEARS_OF_RECORDS else None


def _by_start() -> dict[str, _Tried]:
    table: dict[str, list[tuple[str, re.Pattern[str], Rule]]] = {}
    for rule in GRAMMAR:
        entry = (rule.name, rule.compiled(), rule)
        for word in rule.starts:
            table.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in table.items()}


_RULES_BY_START = _by_start()
#: "yesterday's conference" was held on that day, "Thursday's visit" too; "May's mother" was not.
_OWNED_DAYS = {f"{day}'s": day for day in ("yesterday", *WEEKDAYS)}
_DIGIT_RULES = _RULES_BY_START["0"]
_REDACTED_RULES = tuple(entry for entry in _DIGIT_RULES if entry[0] == "redacted_day")


def find_dates(
    lines: Sequence[str],
    reference: date | None,
    contexts: Sequence[date | None] | None,
    terms: SchoolTerms,
) -> list[DateMention]:
    """Return the mentions of all lines; see the package."""
    found = _read_lines(lines, reference, contexts, terms)
    lender = _first_day(found) if reference is None and contexts is None else None
    if lender is None or lender.line == 1:
        return found
    early = [m for m in found if m.line < lender.line]
    if lender.line > _LENDING_LINES or not any("XXXX" in m.edtf for m in early):
        return found
    head = lines[: lender.line - 1]
    again = _read_lines(head, date.fromisoformat(lender.edtf), None, terms)
    return again + [m for m in found if m.line >= lender.line]


def _first_day(found: Sequence[DateMention]) -> DateMention | None:
    """Return the first whole date of a text: it lends its year to what stands above it."""
    return next((m for m in found if m.kind == "full" and _DAY.fullmatch(m.edtf)), None)


def _read_lines(
    lines: Sequence[str],
    reference: date | None,
    contexts: Sequence[date | None] | None,
    terms: SchoolTerms,
) -> list[DateMention]:
    anchors = Anchors(_lender(reference))
    found: list[DateMention] = []
    for number, line in enumerate(lines, 1):
        given = contexts[number - 1] if contexts else None
        anchors.entry = _lender(given)
        drafts = compose(line, _drafts(line))
        if not drafts:
            continue
        anchors.takes_headings = contexts is None
        found.extend(LineResolver(number, line, drafts, anchors, terms).mentions())
    return found


def _drafts(line: str) -> list[Draft]:
    """Return what the rules find, left to right, each word used once."""
    drafts: list[Draft] = []
    reached = 0
    for token in _TOKEN.finditer(line):
        start = token.start()
        if start < reached:
            continue
        word = token[0]
        if word[0] <= "9":
            continues = bool(reached) and start <= reached + 1
            rules: _Tried | None = _DIGIT_RULES
            if not continues and _GLUED.search(line, max(0, start - 2), start):
                if not _REDACTED.search(line, max(0, start - 2), start):
                    continue
                rules = _REDACTED_RULES
        else:
            plain = word.lower().replace("’", "'")
            rules = _RULES_BY_START.get(_OWNED_DAYS.get(plain, plain))
        if rules is None:
            continue
        draft = _first_reading(line, start, rules)
        if draft is not None:
            drafts.append(draft)
            reached = draft.end
    return drafts


def _first_reading(line: str, start: int, rules: _Tried) -> Draft | None:
    for name, pattern, rule in rules:
        match = pattern.match(line, start)
        if match is not None:
            draft = rule.read(match)
            if draft is not None:
                draft.rule = name
                return draft
    return None
