"""Reads one source into suggestions: one fact each, with its quote, date, people and reasons.

Puts the parts of reading together; nothing here is stored and nothing is decided for a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace

from chronology_app.model import Reason, SuggestedPerson, Suggestion, derived_id
from chronology_app.model.codes import Part, RecordClass
from chronology_app.reading.attributes import (
    Attributes,
    Judge,
    because,
    is_about_home,
    needs_of,
)
from chronology_app.reading.child_words import find_spoken
from chronology_app.reading.document import NotProposed, PersonHint, Reading, SourceText
from chronology_app.reading.entries import Block, Entry, build_prose_entries
from chronology_app.reading.facts import Fact, find_facts
from chronology_app.reading.lexicon import Lexicon, shipped_lexicon
from chronology_app.reading.names import People
from chronology_app.reading.record import agency_of_source, class_of_source
from chronology_app.reading.sentences import split_sentences
from chronology_app.reading.tables import split_tables
from chronology_app.reading.weigh import Sentence, weigh
from chronology_app.reading.when import (
    DatedText,
    When,
    find_in,
    own_dates,
    planned_dates,
    read_entry_date,
    recording_dates,
    split_by_date,
    turning_dates,
)
from chronology_app.taxonomy import Taxonomy, shipped_taxonomy

_PROCESS = {"meeting", "decision", "legal_step", "assessment", "change_of_worker"}
_FAMILY_WIDE = _PROCESS | {"referral"}
_UNBORN = re.compile(r"\b(?:unborn|pre-birth|pregnan)", re.I)


def read_source(
    text: SourceText,
    people: Sequence[PersonHint] = (),
    *,
    lexicon: Lexicon | None = None,
    taxonomy: Taxonomy | None = None,
) -> Reading:
    """Read a source's passages into suggestions, in reading order.

    The same source, people and phrase lists give the same suggestions with the same ids. A fact
    without a date has `date` None; nothing is made up.
    """
    family = People(people)
    words = lexicon or shipped_lexicon()
    codes = taxonomy or shipped_taxonomy()
    agency = agency_of_source(text, family, words, codes)
    record_class = class_of_source(text, words)
    judge = Judge(words, codes, family, agency.code, record_class.code, record_class.words)
    reader = _Reader(text, judge)
    reader.read()
    return Reading(
        suggestions=tuple(reader.suggestions),
        not_proposed=tuple(reader.not_proposed),
        agency=agency.code,
        agency_rule=agency.rule,
        agency_words=agency.words,
    )


@dataclass(slots=True)
class _Reader:
    """Goes through the entries of one source."""

    text: SourceText
    judge: Judge
    suggestions: list[Suggestion] = field(default_factory=list)
    not_proposed: list[NotProposed] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _default: tuple[str, ...] = ()
    _earlier: list[tuple[str, When]] = field(default_factory=list)

    def read(self) -> None:
        rows, rest = split_tables(self.text.passages)
        prose = build_prose_entries(self.text, rest)
        self._default = self._subject_of_record(rest)
        placed = [(_first_index(entry), entry) for entry in prose] + rows
        before: When | None = None
        for _index, entry in sorted(placed, key=lambda pair: pair[0]):
            when = read_entry_date(entry.date, before)
            self._read_entry(entry, when)
            if when:
                self._earlier.append((entry.clues, when))
            before = when or before

    def _read_entry(self, entry: Entry, when: When | None) -> None:
        if self._refuse_whole(entry):
            return
        texts = [block.paragraph.text for block in entry.blocks]
        dated = find_in(texts, when, self._earlier)
        sentences = self._sentences(entry, dated, when)
        for fact in find_facts(entry, sentences, dated=when is not None):
            self._suggest(entry, fact, dated[fact.block])
        for sentence in sentences:
            if sentence.left_out:
                self._leave_out(entry, sentence)

    def _refuse_whole(self, entry: Entry) -> bool:
        """Leave out an entry that says it is wrong, another family's, or a bare statistic."""
        words = " ".join(
            [entry.heading, entry.persons, entry.category, entry.outcome, entry.subject]
        )
        body = " ".join(block.paragraph.text for block in entry.blocks)
        for text, groups in (
            (words, ("noise.entered_in_error", "noise.other_family")),
            (body, ("noise.entered_in_error",)),
        ):
            for hit in self.judge.lexicon.find(text):
                if hit.group in groups and hit.weight >= 3:
                    self._leave_out_entry(entry, hit.group.removeprefix("noise."), hit.words)
                    return True
        stranger = self._stranger(entry)
        if stranger:
            self._leave_out_entry(entry, "other_family", stranger)
        return bool(stranger)

    def _stranger(self, entry: Entry) -> str:
        """Return the near-miss name of a row or heading that names none of the children."""
        people = self.judge.people
        for text in (entry.subject, entry.heading, _body(entry) if entry.is_row else ""):
            misses = people.near_misses(text)
            if misses and not any(n.person.is_child for n in people.find(text)):
                return misses[0]
        return ""

    def _sentences(
        self, entry: Entry, dated: list[DatedText], when: When | None
    ) -> list[Sentence]:
        found: list[Sentence] = []
        subject_is_child = bool(self._subject(entry))
        first = True
        for number, (block, text) in enumerate(zip(entry.blocks, dated, strict=True)):
            before = ""
            going_on: When | None = None
            for position, (start, end) in enumerate(split_sentences(text.text)):
                start = max(start, block.start)
                if start >= end:
                    continue
                sentence = self._sentence(text, number, position, start, end, when)
                sentence.spoken = tuple(
                    find_spoken(
                        sentence.text, before, self.judge.people, subject_is_child=subject_is_child
                    )
                )
                weigh(sentence, block.section, first=first, row=entry.is_row)
                self._check_strangers(sentence)
                if when is None or entry.is_dated_by_document:
                    going_on = _going_on(sentence) or going_on
                    sentence.inherited = None if sentence.own else going_on
                first = first and bool(sentence.left_out)
                before = sentence.text
                found.append(sentence)
        return found

    def _sentence(
        self, text: DatedText, block: int, position: int, start: int, end: int, when: When | None
    ) -> Sentence:
        words = text.text[start:end]
        day = when.date.latest if when else None
        children, _rule, _words = self.judge.people.find_children(words, day)
        hits = self.judge.lexicon.find(words)
        own = own_dates(text, start, end)
        if not own and any(hit.group.startswith("level_") for hit in hits):
            own = turning_dates(text, start, end)
        return Sentence(
            text=words,
            start=start,
            end=end,
            block=block,
            position=position,
            hits=hits,
            children=tuple(c.name for c in children),
            named=bool(children),
            own=tuple(w for w in own if when is None or w.date.edtf != when.date.edtf),
            parts=tuple(split_by_date(words, own, start)),
            planned=tuple(planned_dates(text, start, end)),
            near=bool(own),
        )

    def _check_strangers(self, sentence: Sentence) -> None:
        if sentence.left_out or sentence.children:
            return
        misses = self.judge.people.near_misses(sentence.text)
        if misses:
            sentence.left_out, sentence.left_out_words = "other_family", misses[0]

    def _suggest(self, entry: Entry, fact: Fact, dated: DatedText) -> None:
        block = entry.blocks[fact.block]
        spans = block.paragraph.spans(fact.start, fact.end)
        if not spans:
            return
        when = fact.own or dated.context
        attributes = self.judge.attributes(entry, fact.sentences)
        children, child_reason = self._children(entry, fact, when, attributes)
        reasons = _reasons(when, child_reason, attributes)
        hits = [hit for s in fact.sentences for hit in s.hits if not s.negated(hit)]
        needs, need_words = needs_of(
            hits, attributes.concern_types, attributes.kind, self.judge.taxonomy
        )
        if needs and children:
            reasons.append(because("needs", need_words))
        self.suggestions.append(
            Suggestion(
                id=self._new_id(spans[0].locator, spans[0].start, spans[-1].end),
                date=when.date if when else None,
                date_kind=when.kind if when else None,
                time=None if fact.own else entry.time,
                fact=_fact_words(span.quote for span in spans),
                kind=attributes.kind,
                agency=attributes.agency,
                recorded_by=attributes.recorded_by,
                author=entry.author,
                evidence=attributes.evidence,
                children=children,
                people=self._people(fact, children),
                concern_types=attributes.concern_types,
                needs={child: needs for child in children} if needs else {},
                strength=attributes.strength,
                record_class=_stricter(attributes.record_class, self.text.record_class),
                spans=spans,
                reasons=tuple(reasons),
                spells=attributes.spells if children else (),
                child_words=" / ".join(
                    s.words for sentence in fact.sentences for s in sentence.spoken if s.by_child
                ),
                doubts=self._doubts(entry, fact, dated, when),
                date_alternatives=when.alternatives if when else (),
            )
        )

    def _new_id(self, locator: object, start: int, end: int) -> str:
        place = json.dumps(asdict(locator), sort_keys=True)  # type: ignore[call-overload]
        count = 0
        while True:
            family = "fact" if not count else f"fact {count}"
            found = derived_id(self.text.sha256, place, f"{start}-{end}", family)
            if found not in self._ids:
                self._ids.add(found)
                return found
            count += 1

    def _children(
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
        subject = self._subject(entry)
        if chosen:
            names = {c.name for c in chosen} | (set(subject) if entry.is_row else set())
            ordered = tuple(c.name for c in people.children if c.name in names)
            return ordered, because(f"child_{rule}", matched)
        for where, rule in ((entry.persons, "child_column"), (entry.subject, "child_subject"),
                            (entry.heading, "child_heading")):
            chosen, _rule, matched = people.find_children(where, day)
            if chosen:
                return tuple(c.name for c in chosen), because(rule, matched)
        if self._default:
            return self._default, because("child_record", "")
        if self._is_about_adults(words, attributes):
            return (), None
        if attributes.kind in _FAMILY_WIDE or attributes.concern_types or _is_seen_at_home(attributes):
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
        if self._default and not re.search(r"\b(?:both|all|older|children|siblings)\b", words, re.I):
            return False
        if attributes.kind in _PROCESS:
            return True
        clues = self.judge.lexicon.find(entry.clues)
        seen = any(h.group in {"kind.visit", "kind.meeting"} and h.weight >= 3 for h in clues)
        return seen and (is_about_home(words) or attributes.kind == "positive")

    def _is_about_adults(self, words: str, attributes: Attributes) -> bool:
        """Say whether a fact names only adults and their own treatment, work or services."""
        if attributes.agency in self.judge.taxonomy.adult_services - {"housing"} | {"gp"}:
            return True
        named = any(not n.person.is_child for n in self.judge.people.find(words))
        own = attributes.kind in {"service", "missed_appointment", "positive", "health_contact"}
        return named and own and not is_about_home(words)

    def _subject(self, entry: Entry) -> tuple[str, ...]:
        found, _rule, _words = self.judge.people.find_children(entry.subject, None)
        return tuple(c.name for c in found) or self._default

    def _subject_of_record(self, passages: Sequence[object]) -> tuple[str, ...]:
        """Return the one child whom a whole record is about ("Patient: ..."), if there is one."""
        people = self.judge.people
        for passage in self.text.passages[:12]:
            found = re.search(
                r"\b(?:patient|pupil|student|name of (?:child|pupil)|child(?:['’]s)? name|child|re"
                r"|enw(?:['’]r plentyn)?)\s*:\s*(?P<who>[^\n]{3,60})",
                passage.text,
                re.I,
            )
            if found:
                named = [n.person.name for n in people.find(found.group("who")) if n.person.is_child]
                if len(set(named)) == 1:
                    return (named[0],)
        return ()

    def _people(self, fact: Fact, children: tuple[str, ...]) -> tuple[SuggestedPerson, ...]:
        words = " ".join(s.text for s in fact.sentences)
        names = dict.fromkeys(n.person.name for n in self.judge.people.find(words))
        others = (SuggestedPerson(name=name) for name in names if name not in children)
        subjects = (SuggestedPerson(name=name, part=Part.SUBJECT) for name in children)
        return (*subjects, *others)

    def _doubts(
        self, entry: Entry, fact: Fact, dated: DatedText, when: When | None
    ) -> tuple[str, ...]:
        doubts = list(when.doubts) if when else ["no_date"]
        if when is None and entry.recorded is not None:
            doubts.append("only_recording_date")
        if recording_dates(dated, fact.start, fact.end):
            doubts.append("recording_date_near")
        if len({w.date.edtf for s in fact.sentences for w in s.own}) > 1:
            doubts.append("several_dates")
        sent = self.text.received
        if when and sent and when.date.earliest and when.date.earliest > sent:
            doubts.append("after_document")
        return tuple(dict.fromkeys(doubts))

    def _leave_out(self, entry: Entry, sentence: Sentence) -> None:
        for span in entry.blocks[sentence.block].paragraph.spans(sentence.start, sentence.end):
            self.not_proposed.append(
                NotProposed(
                    passage_index=span.passage_index,
                    start=span.start,
                    end=span.end,
                    code=sentence.left_out,
                    words=sentence.left_out_words,
                )
            )

    def _leave_out_entry(self, entry: Entry, code: str, words: str) -> None:
        for block in entry.blocks:
            for span in block.paragraph.spans(0, len(block.paragraph.text)):
                self.not_proposed.append(
                    NotProposed(
                        passage_index=span.passage_index,
                        start=span.start,
                        end=span.end,
                        code=code,
                        words=words,
                    )
                )


def _going_on(sentence: Sentence) -> When | None:
    """Return the one day that a sentence tells of, for those that follow it."""
    if len(sentence.own) != 1 or sentence.own[0].date.earliest != sentence.own[0].date.latest:
        return None
    return replace(sentence.own[0], rule="date_of_sentence_before")


def _first_index(entry: Entry) -> int:
    if entry.heading_lines:
        return entry.heading_lines[0].passage.index
    return _block_index(entry.blocks[0]) if entry.blocks else 0


def _block_index(block: Block) -> int:
    return block.paragraph.lines[0].passage.index


def _body(entry: Entry) -> str:
    return " ".join(block.paragraph.text for block in entry.blocks)


def _reasons(
    when: When | None, child: Reason | None, attributes: Attributes
) -> list[Reason]:
    reasons = [because(when.rule, when.words)] if when else [because("no_date", "")]
    if child:
        reasons.append(child)
    return reasons + attributes.reasons


def _fact_words(quotes: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(quotes)).strip()


def _stricter(found: RecordClass, given: RecordClass) -> RecordClass:
    return given if given != RecordClass.ORDINARY else found


def _is_seen_at_home(attributes: Attributes) -> bool:
    return attributes.kind in {"visit", "positive", "observation"} and attributes.agency in {
        "childrens_social_care",
        "early_help",
    }
