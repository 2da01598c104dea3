"""Decides which children a fact is about: those named, or all whom the matter concerns.

Owns the rules from words, columns, headings and kinds to children; finding names in a text
belongs to `names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.model import RawPassage, Reason
from chronology_app.reading.attributes import Attributes, Judge, because, is_about_home
from chronology_app.reading.entries import Entry
from chronology_app.reading.facts import Fact
from chronology_app.reading.when import When

_PROCESS = {"meeting", "decision", "legal_step", "assessment", "change_of_worker"}
_FAMILY_WIDE = _PROCESS | {"referral"}
_UNBORN = re.compile(r"\b(?:unborn|pre-birth|pregnan)", re.I)
_RECORD_OF = re.compile(
    r"\b(?:patient|pupil|student|name of (?:child|pupil)|child(?:['’]s)? name|child|re"
    r"|enw(?:['’]r plentyn)?)\s*:\s*(?P<who>[^\n]{3,60})",
    re.I,
)


#: A title that names one child ("Record of concerns - ...") stands in the first lines.
_TITLES = 3
_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Subjects:
    """Says which children a fact is about, for one source."""

    judge: Judge
    #: The one child whom the whole record is about, if there is one.
    record: tuple[str, ...]

    def of_fact(
        self, entry: Entry, fact: Fact, when: When | None, attributes: Attributes
    ) -> tuple[tuple[str, ...], Reason | None]:
        """Return the full names of the children whom a fact is about, and why."""
        people = self.judge.people
        day = when.date.latest if when else None
        words = " ".join(s.text for s in fact.sentences)
        if self._is_family_wide(entry, words, attributes):
            unborn = bool(_UNBORN.search(words) or _UNBORN.search(entry.heading))
            everyone = people.children_at(day, unborn=unborn)
            return tuple(c.name for c in everyone), because("child_family_wide", "")
        chosen, rule, matched = people.find_children(words, day)
        subject = self.of_entry(entry)
        if chosen:
            names = {c.name for c in chosen} | (set(subject) if entry.is_row else set())
            ordered = tuple(c.name for c in people.children if c.name in names)
            return ordered, because(f"child_{rule}", matched)
        meant = next((s.spoken_of for s in fact.sentences if s.spoken_of), ())
        if meant:
            return meant, because("child_pronoun", words.split()[0])
        for where, rule in (
            (entry.persons, "child_column"),
            (entry.subject, "child_subject"),
            (entry.heading, "child_heading"),
        ):
            chosen, _rule, matched = people.find_children(where, day)
            if chosen:
                return tuple(c.name for c in chosen), because(rule, matched)
        if self.record:
            return self.record, because("child_record", "")
        coming = self._on_the_way(words, when, attributes)
        if coming:
            return coming, because("child_unborn", "")
        if self._is_about_adults(words, attributes):
            return (), None
        concerns = attributes.kind in _FAMILY_WIDE or attributes.concern_types
        if concerns or _is_seen_at_home(attributes):
            everyone = people.children_at(day)
            return tuple(c.name for c in everyone), because("child_family_wide", "")
        return (), None

    def _is_family_wide(self, entry: Entry, words: str, attributes: Attributes) -> bool:
        """Say whether a fact is about all the children whoever is named in it.

        Conferences, plans and legal steps are, and what a visitor saw of the home; but not in a
        record that is kept about one child, and not under a heading that names one.
        """
        if entry.is_row or any(n.person.is_child for n in self.judge.people.find(entry.heading)):
            return False
        if self.record and not re.search(r"\b(?:both|all|older|children|siblings)\b", words, re.I):
            return False
        if attributes.kind in _PROCESS:
            return True
        clues = self.judge.lexicon.find(entry.clues)
        seen = any(h.group in {"kind.visit", "kind.meeting"} and h.weight >= 3 for h in clues)
        return seen and (is_about_home(words) or attributes.kind == "positive")

    def _on_the_way(self, words: str, when: When | None, attributes: Attributes) -> tuple[str, ...]:
        """Return the child whose pregnancy a fact of maternity care is about."""
        hits = self.judge.lexicon.find(words)
        maternity = attributes.agency == "midwifery" or attributes.recorded_by == "midwifery"
        if when is None or not (maternity or any(h.group == "agency.midwifery" for h in hits)):
            return ()
        day = when.date.latest
        born = {c.name for c in self.judge.people.children_at(day)}
        both = self.judge.people.children_at(day, unborn=True)
        return tuple(c.name for c in both if c.name not in born)

    def _is_about_adults(self, words: str, attributes: Attributes) -> bool:
        """Say whether a fact names only adults and their own treatment, work or services."""
        if attributes.agency in self.judge.taxonomy.adult_services - {"housing"} | {"gp"}:
            return True
        named = any(not n.person.is_child for n in self.judge.people.find(words))
        own = attributes.kind in {"service", "missed_appointment", "positive", "health_contact"}
        return named and own and not is_about_home(words)

    def of_entry(self, entry: Entry) -> tuple[str, ...]:
        """Return the children whom a row, a sheet or else the whole record is kept about."""
        found, _rule, _words = self.judge.people.find_children(entry.subject, None)
        return tuple(c.name for c in found) or self.record


def record_subject(judge: Judge, passages: tuple[RawPassage, ...]) -> tuple[str, ...]:
    """Return the one child whom a whole record is about ("Patient: ..."), if there is one."""
    for passage in passages[:12]:
        found = _RECORD_OF.search(passage.text)
        if found:
            named = judge.people.find(found.group("who"))
            names = {n.person.name for n in named if n.person.is_child}
            if len(names) == 1:
                return tuple(names)
    titles = [p for p in passages[:_TITLES] if p.kind != "cell" and p.locator.message_part is None]
    short = [p.text for p in titles if len(p.text.split()) <= _TITLE_WORDS]
    named_above = [n for text in short for n in judge.people.find(text) if n.person.is_child]
    names = {n.person.name for n in named_above}
    return tuple(names) if len(names) == 1 else ()


def _is_seen_at_home(attributes: Attributes) -> bool:
    return attributes.kind in {"visit", "positive", "observation"} and attributes.agency in {
        "childrens_social_care",
        "early_help",
    }
