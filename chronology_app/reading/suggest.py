"""Reads one source into suggestions: one fact each, with its quote, date, people and reasons.

Puts the parts of reading together; nothing here is stored and nothing is decided for a person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace

from chronology_app.model import Reason, SuggestedPerson, Suggestion, derived_id
from chronology_app.model.codes import Part, RecordClass
from chronology_app.reading.about import speaks_of_children
from chronology_app.reading.actors import Actors
from chronology_app.reading.ages import date_of_age
from chronology_app.reading.attributes import Attributes, Judge, because, needs_of
from chronology_app.reading.dates import NO_TERMS, SchoolTerms
from chronology_app.reading.document import NotProposed, PersonHint, Reading, SourceText
from chronology_app.reading.entries import Block, Entry, build_prose_entries
from chronology_app.reading.facts import Fact, find_facts
from chronology_app.reading.feelings import is_adults_feeling
from chronology_app.reading.forms import split_forms
from chronology_app.reading.gather import gather_sentences
from chronology_app.reading.household import find_outside
from chronology_app.reading.introductions import read_introductions
from chronology_app.reading.lexicon import Hit, Lexicon, shipped_lexicon
from chronology_app.reading.names import People
from chronology_app.reading.newcomers import find_newcomers
from chronology_app.reading.protection import (
    find_lawyer_named,
    find_lawyers_advice,
    find_named_lawyers,
    find_own_lawyer,
    find_protected_detail,
    is_own_lawyers_role,
)
from chronology_app.reading.record import agency_of_source, class_of_source
from chronology_app.reading.remainder import find_remainder
from chronology_app.reading.roster import read_roster
from chronology_app.reading.seen import find_parts
from chronology_app.reading.sequence import doubt_order
from chronology_app.reading.subjects import Subjects, record_subject
from chronology_app.reading.tables import split_tables
from chronology_app.reading.tellers import chain_words, find_tellings
from chronology_app.reading.weigh import Sentence
from chronology_app.reading.when import (
    DatedText,
    When,
    find_in,
    read_entry_date,
    recording_dates,
    term_in_school,
    term_of_year,
)
from chronology_app.taxonomy import Taxonomy, shipped_taxonomy


def read_source(
    text: SourceText,
    people: Sequence[PersonHint] = (),
    *,
    lexicon: Lexicon | None = None,
    taxonomy: Taxonomy | None = None,
    terms: SchoolTerms = NO_TERMS,
) -> Reading:
    """Read a source's passages into suggestions, in reading order.

    The same source, people and phrase lists give the same suggestions with the same ids. A fact
    without a date has `date` None; nothing is made up.
    """
    family = People(people)
    words = (lexicon or shipped_lexicon()).for_one_source()
    codes = taxonomy or shipped_taxonomy()
    agency = agency_of_source(text, family, words, codes)
    record_class = class_of_source(text, words)
    actors = Actors(words, codes, family, agency.code, read_roster(text.passages))
    introduced = read_introductions(
        text.passages, actors.agency_of, lambda name: bool(family.find(name))
    )
    actors = replace(actors, introduced=introduced)
    judge = Judge(words, codes, family, actors, record_class.code, record_class.words)
    reader = _Reader(text, judge, terms)
    reader.read()
    return Reading(
        suggestions=tuple(reader.suggestions),
        not_proposed=tuple(reader.not_proposed),
        agency=agency.code,
        agency_rule=agency.rule,
        agency_words=agency.words,
        classed=reader.classed,
    )


@dataclass(slots=True)
class _Reader:
    """Goes through the entries of one source."""

    text: SourceText
    judge: Judge
    terms: SchoolTerms = NO_TERMS
    suggestions: list[Suggestion] = field(default_factory=list)
    not_proposed: list[NotProposed] = field(default_factory=list)
    classed: dict[int, RecordClass] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _subjects: Subjects = field(init=False)
    _refusals: Lexicon = field(init=False)
    _legal: Lexicon = field(init=False)
    _lawyers: frozenset[str] = field(init=False)
    _about_children: bool = field(init=False)
    _earlier: list[tuple[str, When]] = field(default_factory=list)
    _entries: list[Entry] = field(default_factory=list)

    def read(self) -> None:
        rows, rest = split_tables(self.text.passages)
        forms, rest = split_forms(self.text, rest)
        prose = build_prose_entries(self.text, rest)
        self._subjects = Subjects(
            self.judge,
            record_subject(self.judge, self.text.passages),
            find_outside(self.judge.people, self.text.passages),
        )
        self._refusals = self.judge.lexicon.only("noise.entered_in_error", "noise.other_family")
        self._legal = self.judge.lexicon.only("legal_advice")
        self._lawyers = self._name_lawyers()
        self._about_children = speaks_of_children(
            self.text.passages, self.judge.people, self.judge.lexicon
        )
        placed = [(_first_index(entry), entry) for entry in prose] + forms + rows
        years = _years_of(entry for _index, entry in rows)
        entries = [entry for _index, entry in sorted(placed, key=lambda pair: pair[0])]
        for entry, when in zip(entries, self._date_entries(entries, years), strict=True):
            self._entries.append(entry)
            self._read_entry(entry, when)
            if when:
                self._earlier.append((entry.clues, when))
        self._class_passages()
        self.not_proposed.extend(
            find_remainder(self.text.passages, self._entries, self.suggestions, self.not_proposed)
        )

    def _date_entries(self, entries: Sequence[Entry], years: set[int]) -> list[When | None]:
        """Return the date of each entry, with doubts where it does not fit among the others."""
        found: list[When | None] = []
        before: When | None = None
        in_school = self.judge.actors.agency in self.judge.taxonomy.education_agencies
        for entry in entries:
            # A day without its year lies near the day on which it was written down.
            recorded = read_entry_date(entry.recorded, before, self.terms)
            when = read_entry_date(entry.date, recorded or before, self.terms)
            if when is None and entry.is_row and entry.date and len(years) == 1:
                when = term_of_year(entry.date, min(years), self.terms)
            if entry.is_row and entry.date and in_school:
                when = term_in_school(entry.date, self.terms) or when
            if when is None and entry.is_row and recorded is not None:
                when, entry.is_dated_by_recording = recorded, True
            found.append(when)
            before = when or before
        for group in self._lists(entries):
            doubted = doubt_order([found[i] for i in group], self.text.document_day)
            for i, when in zip(group, doubted, strict=True):
                found[i] = when
        return found

    def _lists(self, entries: Sequence[Entry]) -> list[list[int]]:
        """Return the places of the entries of each sheet, table or stretch of prose."""
        groups: dict[object, list[int]] = {}
        locators = {p.index: p.locator for p in self.text.passages}
        for i, entry in enumerate(entries):
            place = locators.get(_first_index(entry))
            key = (place.sheet, place.table, place.part) if place else None
            groups.setdefault((entry.is_row, key), []).append(i)
        return list(groups.values())

    def _class_passages(self) -> None:
        """Class what says that an address is guarded, and all of a source that is kept back."""
        for passage in self.text.passages:
            if self.judge.source_class != RecordClass.ORDINARY:
                self.classed.setdefault(passage.index, self.judge.source_class)
            elif find_protected_detail(passage.text):
                self.classed.setdefault(passage.index, RecordClass.PUBLIC_INTEREST)

    def _find_lawyer(self, entry: Entry) -> str:
        """Return the words over an entry that make it the authority's own legal advice."""
        hits = self._legal.find(entry.clues)
        over = [entry.clues, entry.author, entry.source, entry.recipient]
        if entry.is_message:
            over += [self.text.metadata.get(name, "") for name in ("from", "to")]
        return next((h.words for h in hits), "") or find_own_lawyer(" | ".join(over))

    def _read_entry(self, entry: Entry, when: When | None) -> None:
        if self._refuse_whole(entry):
            self.classed |= dict.fromkeys(entry.passages, RecordClass.NOT_THIS_FAMILY)
            return
        entry.lawyer = self._find_lawyer(entry)
        if entry.lawyer:
            self.classed |= dict.fromkeys(entry.passages, RecordClass.LEGAL_ADVICE)
        texts = [block.paragraph.text for block in entry.blocks]
        dated = find_in(
            texts, when, self._earlier, whole=entry.is_dated_by_document, terms=self.terms
        )
        subject = self._subjects.of_entry(entry)
        sentences = gather_sentences(entry, dated, when, self.judge, subject=subject)
        self._mark_advice(sentences)
        for fact in find_facts(entry, sentences, dated=when is not None):
            self._suggest(entry, fact, dated[fact.block])
        for sentence in sentences:
            if sentence.hit("legal_advice"):
                self._class_sentence(entry, sentence)
            if sentence.left_out:
                self._leave_out(entry, sentence)

    def _name_lawyers(self) -> frozenset[str]:
        """Return every way in which the authority's own lawyers are named in the source."""
        own: set[str] = set()
        others: set[str] = set()
        for hint in self.judge.people.hints:
            names = own if is_own_lawyers_role(hint.role) else others
            names.update((hint.name, *hint.aliases))
            if names is own:
                names.add("".join(word[0] for word in hint.name.split()).upper())
        for passage in self.text.passages:
            own.update(find_named_lawyers(passage.text))
        return frozenset(name for name in own - others if len(name) > 1)

    def _mark_advice(self, sentences: Sequence[Sentence]) -> None:
        """Add to sentences that give the authority's own lawyer's advice that they do."""
        before: Sentence | None = None
        for sentence in sentences:
            goes_on = bool(
                before
                and before.block == sentence.block
                and find_lawyer_named(before.text, self._lawyers)
            )
            words = find_lawyers_advice(sentence.text, self._lawyers, goes_on=goes_on)
            if words and goes_on and before:
                _mark(before, find_lawyer_named(before.text, self._lawyers))
            if words:
                _mark(sentence, words)
            before = sentence

    def _class_sentence(self, entry: Entry, sentence: Sentence) -> None:
        paragraph = entry.blocks[sentence.block].paragraph
        for span in paragraph.spans(sentence.start, sentence.end):
            self.classed[span.passage_index] = RecordClass.LEGAL_ADVICE

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
            for hit in self._refusals.find(text):
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

    def _suggest(self, entry: Entry, fact: Fact, dated: DatedText) -> None:
        block = entry.blocks[fact.block]
        spans = block.paragraph.spans(fact.start, fact.end)
        if not spans:
            return
        when = fact.own or dated.context
        attributes = self.judge.attributes(
            entry,
            fact.sentences,
            title=block.title,
            source=block.source,
            same_day=fact.own is None,
            subject=self._subjects.of_entry(entry),
        )
        children, child_reason = self._children(entry, fact, when, attributes)
        when = self._by_age(entry, fact, children) or when
        reasons = _reasons(when, child_reason, attributes)
        people = self.judge.people
        hits = [
            hit
            for s in fact.sentences
            for hit in s.hits
            if not s.negated(hit)
            and not is_adults_feeling(s.text, hit, people, child=bool(children))
        ]
        words = " ".join(s.text for s in fact.sentences)
        speakers = [s.speaker for f in fact.sentences for s in f.spoken if s.by_child]
        if speakers and speakers[0] and len(set(speakers)) == 1:
            reasons.insert(0, because("child_words_by", speakers[0]))
        told_by = chain_words(find_tellings(words, self.judge.people))
        if told_by:
            reasons.append(because("told_by", told_by))
        needs = self._needs(words, children, when, hits, attributes)
        if needs:
            reasons.append(because("needs", ", ".join(attributes.concern_types)))
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
                told_by=told_by,
                children=children,
                people=self._people(fact, children, attributes.kind, when),
                concern_types=attributes.concern_types,
                needs=needs,
                strength=attributes.strength,
                record_class=_stricter(attributes.record_class, self.text.record_class),
                spans=spans,
                reasons=tuple(reasons),
                spells=attributes.spells if children else (),
                child_words=" / ".join(
                    s.words
                    for sentence in fact.sentences
                    for s in sentence.spoken
                    if s.by_child and self._about_children
                ),
                doubts=self._doubts(entry, fact, dated, when),
                date_alternatives=when.alternatives if when else (),
            )
        )

    def _children(
        self, entry: Entry, fact: Fact, when: When | None, attributes: Attributes
    ) -> tuple[tuple[str, ...], Reason | None]:
        """Return the children of a fact and why; nothing of children where none is spoken of."""
        if self._about_children:
            return self._subjects.of_fact(entry, fact, when, attributes)
        attributes.forget_children()
        return (), because("speaks_of_no_child", "")

    def _by_age(self, entry: Entry, fact: Fact, children: tuple[str, ...]) -> When | None:
        """Date a fact by the age of its one child, where nothing but the document's day would."""
        known = fact.own is not None or (entry.date and not entry.is_dated_by_document)
        if known or len(children) != 1:
            return None
        child = next((c for c in self.judge.people.children if c.name == children[0]), None)
        words = " ".join(s.text for s in fact.sentences)
        return date_of_age(words, child.born) if child else None

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

    def _needs(
        self,
        words: str,
        children: tuple[str, ...],
        when: When | None,
        hits: list[Hit],
        attributes: Attributes,
    ) -> dict[str, tuple[str, ...]]:
        """Return the needs that the fact touches, for the children whom its words single out."""
        day = when.date.earliest if when else None
        named = {n.person.name for n in self.judge.people.find(words)} & set(children)
        found = {}
        for child in self.judge.people.children:
            if child.name in (named or children):
                needs = needs_of(
                    hits,
                    attributes.concern_types,
                    attributes.kind,
                    age_years=child.age_on(day),
                    taxonomy=self.judge.taxonomy,
                )
                if needs:
                    found[child.name] = needs
        return found

    def _people(
        self, fact: Fact, children: tuple[str, ...], kind: str, when: When | None
    ) -> tuple[SuggestedPerson, ...]:
        """Return who a fact is about, who was seen or spoken to, who is named, and who is new."""
        words = " ".join(s.text for s in fact.sentences)
        day = when.date.latest if when else None
        parts = find_parts(words, self.judge.people, children, kind, day)
        placed = {*children, *(person.name for person in parts)}
        names = dict.fromkeys(n.person.name for n in self.judge.people.find(words))
        subjects = (SuggestedPerson(name=name, part=Part.SUBJECT) for name in children)
        others = (SuggestedPerson(name=name) for name in names if name not in placed)
        return (*subjects, *parts, *others, *find_newcomers(words, self.judge.people))

    def _doubts(
        self, entry: Entry, fact: Fact, dated: DatedText, when: When | None
    ) -> tuple[str, ...]:
        doubts = list(when.doubts) if when else ["no_date"]
        if when is not None and fact.own is None and entry.is_dated_by_document:
            doubts.append("date_of_document")
        by_recording = entry.is_dated_by_recording and fact.own is None
        if by_recording or (when is None and entry.recorded is not None):
            doubts.append("only_recording_date")
        if recording_dates(dated, fact.start, fact.end):
            doubts.append("recording_date_near")
        if len({w.date.edtf for s in fact.sentences for w in s.own}) > 1:
            doubts.append("several_dates")
        if any(find_protected_detail(s.text) for s in fact.sentences):
            doubts.append("protected_detail")
        sent = self.text.received or self.text.document_day
        written = dated.context.date.latest if fact.own and dated.context else None
        for last in (sent, written):
            if when and last and when.date.earliest and when.date.earliest > last:
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


def _years_of(rows: Iterable[Entry]) -> set[int]:
    """Return the years in which the rows of a table fall."""
    found = (read_entry_date(row.date, None) for row in rows)
    return {when.date.earliest.year for when in found if when and when.date.earliest}


def _mark(sentence: Sentence, words: str) -> None:
    """Add to a sentence that some of its words make it legal advice."""
    if not sentence.hit("legal_advice"):
        at = max(0, sentence.text.find(words))
        sentence.hits.append(Hit("legal_advice", at, at + len(words), words, 3.0))


def _first_index(entry: Entry) -> int:
    if entry.heading_lines:
        return entry.heading_lines[0].passage.index
    return _block_index(entry.blocks[0]) if entry.blocks else 0


def _block_index(block: Block) -> int:
    return block.paragraph.lines[0].passage.index


def _body(entry: Entry) -> str:
    return " ".join(block.paragraph.text for block in entry.blocks)


def _reasons(when: When | None, child: Reason | None, attributes: Attributes) -> list[Reason]:
    reasons = [because(when.rule, when.words)] if when else [because("no_date", "")]
    if child:
        reasons.append(child)
    return reasons + attributes.reasons


def _fact_words(quotes: Iterable[str]) -> str:
    return " ".join(" ".join(quotes).split())


def _stricter(found: RecordClass, given: RecordClass) -> RecordClass:
    return given if given != RecordClass.ORDINARY else found
