"""Decides which children a fact is about: those named, or all whom the matter concerns.

Owns the rules from words, columns, headings and kinds to children; finding names in a text
belongs to `names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chronology_app.model import RawPassage, Reason
from chronology_app.reading.attributes import Attributes, Judge, because, is_about_home
from chronology_app.reading.birth_order import find_by_order, find_sibling
from chronology_app.reading.document import PersonHint
from chronology_app.reading.entries import Entry
from chronology_app.reading.facts import Fact
from chronology_app.reading.pronouns import one_meant
from chronology_app.reading.when import When

_PROCESS = {"meeting", "decision", "legal_step", "assessment", "change_of_worker"}
_FAMILY_WIDE = _PROCESS | {"referral"}
_UNBORN = re.compile(r"\b(?:unborn|pre-birth|pregnan)", re.I)
#: Steps that are taken for all the children of a family together.
_OF_ALL = re.compile(
    r"\b(?:conference|ICPC|RCPC|CPC|(?:CP|CIN|child\s+protection|child\s+in\s+need)\s+plans?"
    r"|core\s+group|PLO|pre-?proceedings|proceedings|letter\s+before|LBP|gateway|strat(?:egy)?"
    r"|s\.?\s?47|section\s+47|CIN|child\s+in\s+need|team\s+around|TAF|written\s+agreement"
    r"|signed|care\s+orders?|hearing|allocat\w+|transfer\w+|step(?:ped)?\s+down|case|review)\b",
    re.I,
)
#: In a record kept about one child: what shows that a step was taken for the others too.
_OF_SIBLINGS = re.compile(
    r"\b(?:both|all|older|children|siblings|plans|ICPC|RCPC|case\s+closed)\b", re.I
)
#: Words that set several children side by side.
_BOTH = re.compile(
    r"\b(?:both(?!\s+(?:parents|adults|of\s+us|hands|sides))|all\s+of\s+them)\b", re.I
)
_PAIR = re.compile(
    r"\b(?:both(?!\s+(?:parents|adults|of\s+us|hands|sides|mum|mother|knees|legs|arms|eyes|feet|shins|ears|ends))"
    r"|(?:the\s+)?pair\s+of\s+them|(?:for|to)\s+each\b(?!\s+(?:day|week|session))|sibs|siblings)\b",
    re.I,
)
_WE = re.compile(r"\b(?:we|us|our)\b", re.I)
_BESIDE_BEFORE = re.compile(r"(?:\band|&|\+|/|\bwith\s+both|\bplus)\s*(?:baby\s+)?$", re.I)
#: "And" is looked for so many characters before a name.
_JOINED_WITHIN = 40
_BESIDE_AFTER = re.compile(r"\s*(?:and|&|\+|/)\s*(?:he|she|[A-Z])")
#: Steps that are never about one child of a family, whoever records them.
_OF_ALL_ALWAYS = re.compile(
    r"\b(?:(?:core|care\s+team)\s+groups?(?!\s+(?:invit|minute|paper))|strat(?:egy)?\s+(?:disc\w*|meeting|mtg)|conference|ICPC|RCPC"
    r"|letter\s+before\s+proceedings|LBP|pre-?proceedings|legal\s+(?:gateway|planning)|child(?:ren)?\s+protection\s+plans?"
    r"|child\s+in\s+need\s+plans?|CIN\s+plans?|CP\s+plans?|team\s+around\s+the\s+family|TAF)\b",
    re.I,
)
#: Whom a school, a nursery or the attendance service has on its books, by age in whole years.
_AGES_OF = {"school": range(4, 19), "education_welfare": range(4, 17), "early_years": range(1, 5)}
_OF_PUPILS = {"school_concern", "attendance", "positive", "child_words"}
_RECORD_OF = re.compile(
    r"\b(?:patient|pupil|student|name of (?:child|pupil)|child(?:['’]s)? name|child|re"
    r"|enw(?:['’]r plentyn)?)\s*:\s*(?P<who>[^\n]{3,60})",
    re.I,
)


#: What follows the name of the one whose record it is.
_NUMBER_AFTER = re.compile(
    r"[^\n.;]{0,40}?\b(?:NHS|DOB|D\.O\.B|date\s+of\s+birth|UPN|hosp(?:ital)?\s+no)\b", re.I
)
#: A label in so many first passages says whose the whole record is.
_FRONT = 12
#: A title that names one child ("Record of concerns - ...") stands in the first lines.
_TITLES = 3
_TITLE_WORDS = 8
#: A note of so many words tells of one matter.
_SHORT_NOTE = 60


@dataclass(frozen=True, slots=True)
class Subjects:
    """Says which children a fact is about, for one source."""

    judge: Judge
    #: The one child whom the whole record is about, if there is one.
    record: tuple[str, ...]
    #: Children of the case who, by this source, live elsewhere: not meant by "all the children".
    outside: frozenset[str] = frozenset()

    def of_fact(
        self, entry: Entry, fact: Fact, when: When | None, attributes: Attributes
    ) -> tuple[tuple[str, ...], Reason | None]:
        """Return the full names of the children whom a fact is about, and why."""
        day = when.date.latest if when else None
        words = " ".join(s.text for s in fact.sentences)
        told = self._told(fact, words)
        chosen, rule, matched = self._find(told, day)
        if not chosen and "housing" in {attributes.agency, attributes.recorded_by}:
            # The state of the home is all the children's; a tenancy is the adults'.
            told_of_home = attributes.concern_types or attributes.kind == "positive"
            if told_of_home and is_about_home(words):
                return self._everyone(day), because("child_family_wide", "")
            return (), None
        if self._is_family_wide(entry, words, attributes, named=bool(chosen)):
            if attributes.recorded_by in _AGES_OF and not _OF_ALL_ALWAYS.search(words):
                return self._of_setting(words, day, attributes)
            unborn = bool(_UNBORN.search(words) or _UNBORN.search(entry.heading))
            return self._everyone(day, unborn=unborn), because("child_family_wide", "")
        kept_about = self.of_entry(entry)
        speakers = [s.speaker for x in fact.sentences for s in x.spoken if s.by_child and s.speaker]
        if attributes.kind == "referral" and entry.is_row and not chosen:
            return self._everyone(day), because("child_family_wide", "")
        if kept_about and (entry.is_row or self.record):
            return self._in_record((*kept_about, *speakers), told, day, rule, matched)
        names = [c.name for c in chosen] or speakers[:1]
        if names:
            ordered = tuple(c.name for c in self.judge.people.children if c.name in names)
            return ordered, because(f"child_{rule or 'name'}", matched or names[0])
        meant = next((s.spoken_of for s in fact.sentences if s.spoken_of), ())
        if meant:
            return meant, because("child_pronoun", words.split()[0])
        return self._around(entry, fact, words, when, attributes)

    def _near(self, entry: Entry, fact: Fact, day: date | None) -> tuple[str, ...]:
        """Return whom the rest of a short note singles out, beside the fact's own sentences."""
        text = entry.blocks[fact.block].paragraph.text
        if fact.own or len(text.split()) > _SHORT_NOTE:
            return ()
        chosen, _rule, _words = self._find(text, day)
        return tuple(c.name for c in chosen)

    def _around(
        self, entry: Entry, fact: Fact, words: str, when: When | None, attributes: Attributes
    ) -> tuple[tuple[str, ...], Reason | None]:
        """Return the children whom what stands around a fact names; else all whom it concerns."""
        people = self.judge.people
        day = when.date.latest if when else None
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
        near = self._near(entry, fact, day)
        if near:
            return near, because("child_near", "")
        coming = self._on_the_way(words, when, attributes)
        if coming:
            return coming, because("child_unborn", "")
        if _OF_ALL_ALWAYS.search(words):
            return self._everyone(day), because("child_family_wide", "")
        if self._is_about_adults(words, attributes):
            return (), None
        concerns = attributes.kind in _FAMILY_WIDE or attributes.concern_types
        if concerns or _is_seen_at_home(attributes):
            return self._of_setting(words, day, attributes)
        if attributes.recorded_by in _AGES_OF and (
            attributes.kind in _OF_PUPILS or _PAIR.search(words)
        ):
            return self._of_setting(words, day, attributes)
        return (), None

    def _of_setting(
        self, words: str, day: date | None, attributes: Attributes
    ) -> tuple[tuple[str, ...], Reason | None]:
        """Return all the children; in a school's or nursery's record those of its age.

        Where the words speak of "him" or "her" and one child of that age can be meant, that one.
        """
        everyone = self._everyone(day)
        ages = _AGES_OF.get(attributes.recorded_by)
        if ages is None or day is None:
            return everyone, because("child_family_wide", "")
        hints = {c.name: c for c in self.judge.people.children}
        fitting = [n for n in everyone if (hints[n].age_on(day) or 0) in ages]
        if len(fitting) == 2 and _PAIR.search(words):
            return tuple(fitting), because("child_setting", "")
        meant = one_meant(words, [hints[n] for n in fitting], self.judge.people)
        if meant:
            return (meant.name,), because("child_pronoun", "")
        if not fitting or len(fitting) == len(everyone):
            return everyone, because("child_family_wide", "")
        return tuple(fitting), because("child_setting", "")

    def _everyone(self, day: date | None, *, unborn: bool = False) -> tuple[str, ...]:
        """Return the children of the household on a day."""
        everyone = self.judge.people.children_at(day, unborn=unborn)
        return tuple(c.name for c in everyone if c.name not in self.outside)

    def _told(self, fact: Fact, words: str) -> str:
        """Return the words of a fact without what a child says of brothers and sisters.

        "I do Owen's straps" is about the one who says it.
        """
        for sentence in fact.sentences:
            for spoken in sentence.spoken:
                if spoken.by_child and spoken.speaker and not _WE.search(spoken.words):
                    words = words.replace(spoken.words, " ")
        return words

    def _find(self, told: str, day: date | None) -> tuple[list[PersonHint], str, str]:
        """Return the children whom the words themselves single out, the rule and the words."""
        people = self.judge.people
        chosen, rule, matched = people.find_children(told, day)
        if rule == "group":
            household = [c for c in people.children_at(day) if c.name not in self.outside]
            named = {n.person.name for n in people.find(told) if n.person.is_child}
            if len(household) <= len(chosen):
                chosen = [c for c in people.children if c in household or c.name in named]
        present = people.children_at(day)
        if not chosen:
            by_order, by_words = find_by_order(told, present)
            return by_order, "order" if by_order else "", by_words
        if len(chosen) == 1:
            chosen = [*chosen, *find_sibling(told, chosen[0], present)]
        return chosen, rule, matched

    def _in_record(
        self, kept_about: tuple[str, ...], told: str, day: date | None, rule: str, matched: str
    ) -> tuple[tuple[str, ...], Reason]:
        """Return the child whose record it is, with those whom the words set beside him or her.

        Another child who is only mentioned ("he was getting Fern ready") is not a subject.
        """
        people = self.judge.people
        beside = set(kept_about)
        if rule == "group" or _BOTH.search(told):
            beside |= {c.name for c in self._find(told, day)[0]}
        else:
            beside |= {
                n.person.name
                for n in people.find(told)
                if n.person.is_child and _is_beside(told, n.start, n.end)
            }
        ordered = tuple(c.name for c in people.children if c.name in beside)
        if set(ordered) == set(kept_about):
            kept = "record" if set(kept_about) <= set(self.record) else "subject"
            return ordered, because(f"child_{kept}", "")
        return ordered, because(f"child_{rule or 'name'}", matched)

    def _is_family_wide(
        self, entry: Entry, words: str, attributes: Attributes, *, named: bool
    ) -> bool:
        """Say whether a fact is about all the children whoever is named in it.

        Conferences, plans and legal steps are, and a home found in good order; but not in a
        record that is kept about one child, and not under a heading that names one. Other steps
        of the work that name a child are about that child.
        """
        if entry.is_row or any(n.person.is_child for n in self.judge.people.find(entry.heading)):
            return False
        if self.record and not _OF_SIBLINGS.search(words):
            return False
        if self._is_adults_own(words, attributes):
            return False
        if attributes.kind in _PROCESS:
            return not named or bool(_OF_ALL.search(words))
        clues = self.judge.lexicon.find(entry.clues)
        seen = any(h.group in {"kind.visit", "kind.meeting"} and h.weight >= 3 for h in clues)
        if attributes.kind == "positive":
            return seen and (not named or is_about_home(words))
        return seen and not named and is_about_home(words)

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

    def _is_adults_own(self, words: str, attributes: Attributes) -> bool:
        """Say whether an adults' service tells of its own patient's or client's matter."""
        own = self.judge.taxonomy.adult_services - {"housing"}
        return attributes.recorded_by in own and not _OF_ALL_ALWAYS.search(words)

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


def _is_beside(text: str, start: int, end: int) -> bool:
    """Say whether "and" joins a name to another, or to "he" or "she"."""
    before = _BESIDE_BEFORE.search(text, max(0, start - _JOINED_WITHIN), start)
    return bool(before or _BESIDE_AFTER.match(text, end))


def record_subject(judge: Judge, passages: tuple[RawPassage, ...]) -> tuple[str, ...]:
    """Return the one child whom a whole record is about ("Patient: ..."), if there is one."""
    labelled = {
        names.pop()
        for passage in passages
        for found in _RECORD_OF.finditer(passage.text)
        if len(names := _children_in(judge, found.group("who"))) == 1
    }
    if len(labelled) > 1:
        return ()
    in_front = any(_RECORD_OF.search(passage.text) for passage in passages[:_FRONT])
    if labelled and in_front:
        return tuple(labelled)
    numbered = {
        n.person.name
        for passage in passages[:_TITLES]
        for n in judge.people.find(passage.text)
        if n.person.is_child and _NUMBER_AFTER.match(passage.text, n.end)
    }
    if len(numbered) == 1:
        return tuple(numbered)
    titles = [p for p in passages[:_TITLES] if p.kind != "cell" and p.locator.message_part is None]
    short = [p.text for p in titles if _is_title(p.text)]
    named_above = [n for text in short for n in judge.people.find(text) if n.person.is_child]
    names = {n.person.name for n in named_above}
    return tuple(names) if len(names) == 1 else ()


def _children_in(judge: Judge, words: str) -> set[str]:
    return {n.person.name for n in judge.people.find(words) if n.person.is_child}


def _is_title(text: str) -> bool:
    """Say whether a line is a title: short, and no sentence."""
    return len(text.split()) <= _TITLE_WORDS and not text.rstrip().endswith((".", "!", "?"))


def _is_seen_at_home(attributes: Attributes) -> bool:
    return attributes.kind in {"visit", "positive", "observation"} and attributes.agency in {
        "childrens_social_care",
        "early_help",
    }
