"""Says what sort of fact it is: kind, agency, evidence, types of concern, needs, class, spells.

Owns the rules from phrases to codes, each with its reason; the phrases are data in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from chronology_app.model import Reason, SuggestedSpell
from chronology_app.model.codes import Evidence, RecordClass
from chronology_app.reading.actors import Actors
from chronology_app.reading.entries import Entry
from chronology_app.reading.feelings import is_adults_feeling
from chronology_app.reading.kinds import KindClues, choose_kind
from chronology_app.reading.lexicon import Hit, Lexicon, is_negated
from chronology_app.reading.names import People
from chronology_app.reading.protection import find_protected_detail
from chronology_app.reading.tellers import find_tellings
from chronology_app.reading.together import find_together
from chronology_app.reading.unreal import is_unreal
from chronology_app.reading.weigh import Sentence, is_advice, is_intention
from chronology_app.taxonomy import Taxonomy

_HOME = re.compile(
    r"\b(?:home|house|flat|kitchen|fridge|cupboards?|bedrooms?|garden|conditions|heating|damp|mould"
    r"|rubbish|bins?|routines?)\b",
    re.I,
)


#: A referral that only names its reasons: what happened stands where it is told.
_PAPER = re.compile(
    r"\b(?:(?:referral|request|help|MARF)\s+(?:form\s+)?(?:received|rec['’]?d|in\b|completed|sent|made|signed)"
    r"|form\s+(?:in|sent|received|gone)|signed\s+(?:for|consent)|signed\s+the\s+(?:form|referral)"
    r"|(?:agreed|consent\w*)\s+to\s+(?:the\s+|a\s+)?referral)\b",
    re.I,
)
_GRADED = re.compile(r"\b[1-5]s?\s+(?:and\s+[1-5]s?\s+)?for\s+[a-z]|\bscored\s+[1-5]\b", re.I)
#: What somebody was told first-hand is still only told.
_TOLD = re.compile(r"\b(?:told|said|disclosed|reported)\b", re.I)
#: Under this age a child cannot look after himself or herself at all.
_INFANT_YEARS = 3
#: What several words of a fact may show together.
_SIGNS = ("sign.", "adult.")


@dataclass(slots=True)
class Attributes:
    """What a fact was read to be."""

    kind: str = "observation"
    agency: str = "other"
    recorded_by: str = "other"
    evidence: str = Evidence.REPORTED
    concern_types: tuple[str, ...] = ()
    strength: bool = False
    record_class: RecordClass = RecordClass.ORDINARY
    spells: tuple[SuggestedSpell, ...] = ()
    reasons: list[Reason] = field(default_factory=list)

    def forget_children(self) -> None:
        """Take back all that only makes sense of a child, with its reasons."""
        self.concern_types, self.strength, self.spells = (), False, ()
        self.reasons = [
            r for r in self.reasons if not r.rule.startswith(("type_", "strength", "spell_"))
        ]


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything that the rules look things up in; one for a whole source."""

    lexicon: Lexicon
    taxonomy: Taxonomy
    people: People
    actors: Actors
    #: Class that the source's own header gives it.
    source_class: RecordClass = RecordClass.ORDINARY
    source_class_words: str = ""

    def attributes(
        self,
        entry: Entry,
        sentences: tuple[Sentence, ...],
        *,
        title: str = "",
        source: str = "",
        same_day: bool,
        subject: tuple[str, ...] = (),
    ) -> Attributes:
        """Return kind, agency, evidence, types, class and spells of a fact, with reasons.

        `title`: the sub-heading over it. `source`: words of its paragraph that name whose
        information it gives. `same_day`: it happened on the day of its entry.
        """
        found = Attributes()
        clues = self.lexicon.find(entry.clues)
        hits = [h for s in sentences for h in s.hits if not s.negated(h)]
        found.recorded_by = self.actors.recorder(entry)
        texts = [s.text for s in sentences]
        told = self._of_children(sentences, subject) + self._together(sentences, subject)
        found.concern_types = self._types(told, texts, found.reasons)
        self._strength(hits, found)
        self._kind(entry, clues, sentences, found, same_day=same_day)
        text = " ".join(s.text for s in sentences)
        found.agency, rule, words = self.actors.actor(
            entry,
            text,
            hits,
            found.kind,
            opening=texts[0] if texts else "",
            source=source,
            same_day=same_day,
        )
        found.reasons.append(because(rule, words))
        if found.agency in self.taxonomy.adult_services - {"housing"}:
            # An adult's own missed appointment is no concern about a child's health or schooling.
            _take_types(found, {"medical", "educational"})
        if found.kind == "missed_appointment" and (
            found.agency not in self.taxonomy.education_agencies
        ):
            # "two non-attendances" at a clinic say nothing of school.
            _take_types(found, {"educational"})
        self._evidence(texts[0] if texts else "", hits, found)
        self._class(entry, [*clues, *self.lexicon.find(title)], hits, found)
        self._protect(text, found)
        done = [s for s in sentences if not is_intention(s.text) and not is_advice(s.text)]
        self._spells(entry, [h for s in done for h in s.hits if not s.negated(h)], found)
        if (
            found.kind in self.taxonomy.process_kinds
            or found.kind == "positive"
            or found.kind == "referral"
            and _PAPER.search(text)
        ):
            _take_types(found, set(found.concern_types))
        return found

    def _of_children(self, sentences: Sequence[Sentence], subject: tuple[str, ...]) -> list[Hit]:
        """Return the signs of concern in the sentences without the feelings of adults."""
        child = bool(subject) or any(s.named or s.spoken_of for s in sentences)
        return [
            hit
            for s in sentences
            for hit in s.hits
            if hit.group.startswith("concern.")
            and not s.negated(hit)
            and not is_adults_feeling(s.text, hit, self.people, child=child)
            and not is_unreal(s.text, hit.start, hit.end)
        ]

    def _together(self, sentences: Sequence[Sentence], subject: tuple[str, ...]) -> list[Hit]:
        """Return what the words of a whole fact show together, of a child and its carers."""
        text = " ".join(s.text for s in sentences)
        hits, start = [], 0
        for sentence in sentences:
            for hit in sentence.hits:
                if not hit.group.startswith(_SIGNS) or is_negated(sentence.text, hit):
                    continue
                if not is_unreal(sentence.text, hit.start, hit.end):
                    hits.append(replace(hit, start=hit.start + start, end=hit.end + start))
            start += len(sentence.text) + 1
        named = self.people.find(text)
        child = bool(subject) or any(n.person.is_child for n in named)
        adults = [n.end for n in named if not n.person.is_child]
        return find_together(text, hits, child=child, adults=adults)

    def _types(
        self, hits: list[Hit], texts: Sequence[str], reasons: list[Reason]
    ) -> tuple[str, ...]:
        # A list of graded areas ("4 for food, hygiene and supervision") names them plainly.
        least = 1 if any(_GRADED.search(text) for text in texts) else 2
        best: dict[str, Hit] = {}
        for hit in hits:
            group, _, code = hit.group.partition(".")
            better = code not in best or hit.weight > best[code].weight
            if group == "concern" and hit.weight >= least and better:
                best[code] = hit
        reasons.extend(because(f"type_{code}", hit.words) for code, hit in best.items())
        return tuple(code for code in self.taxonomy.types if code in best)

    def _strength(self, hits: list[Hit], found: Attributes) -> None:
        strengths = [h for h in hits if h.group == "strength" and h.weight >= 2]
        strong = [h for h in strengths if h.weight >= 3]
        if strong or (strengths and not found.concern_types):
            found.strength = True
            found.reasons.append(because("strength", (strong or strengths)[0].words))

    def _kind(
        self,
        entry: Entry,
        clues: list[Hit],
        sentences: tuple[Sentence, ...],
        found: Attributes,
        *,
        same_day: bool,
    ) -> None:
        strength = next((r.words for r in found.reasons if r.rule == "strength"), "")
        chosen = choose_kind(
            KindClues(
                sentences=sentences,
                heading=clues,
                category=entry.category,
                agency=self._likely_actor(entry, sentences, same_day=same_day),
                concern_types=found.concern_types,
                strength=strength,
                same_day=same_day,
                home_visit=self.actors.is_home_visit(entry),
            ),
            self.taxonomy,
        )
        if chosen is None:
            found.reasons.append(because("kind_default", ""))
            return
        found.kind = chosen[0]
        found.reasons.append(because(f"kind_{chosen[0]}", chosen[1]))

    def _likely_actor(
        self, entry: Entry, sentences: tuple[Sentence, ...], *, same_day: bool
    ) -> str:
        """Return who acted as far as can be told before the kind is known."""
        hits = [h for s in sentences for h in s.hits if not s.negated(h)]
        text = " ".join(s.text for s in sentences)
        opening = sentences[0].text if sentences else ""
        return self.actors.likely_actor(entry, text, hits, opening=opening, same_day=same_day)

    def _evidence(self, opening: str, hits: list[Hit], found: Attributes) -> None:
        """Set how it is known; what somebody told whoever wrote is reported, whoever told it."""

        def first(group: str) -> Hit | None:
            return next((h for h in hits if h.group == group and h.weight >= 3), None)

        opinion, reported, seen = first("opinion"), first("reported"), first("first_hand")
        if opinion and not seen and not reported:
            found.evidence = Evidence.OPINION
            found.reasons.append(because("evidence_opinion", opinion.words))
        elif found.agency != found.recorded_by or (reported and not seen):
            found.evidence = Evidence.REPORTED
            words = reported.words if reported else ""
            found.reasons.append(because("evidence_reported", words))
        elif (not seen or _TOLD.search(seen.words)) and (told := self._teller(opening)):
            found.evidence = Evidence.REPORTED
            found.reasons.append(because("evidence_reported", told))
        else:
            found.evidence = Evidence.FIRST_HAND
            found.reasons.append(because("evidence_first_hand", seen.words if seen else ""))

    def _teller(self, opening: str) -> str:
        """Return who told it to whoever wrote; nobody where a child spoke to the writer."""
        told = find_tellings(opening, self.people)
        if not told:
            return ""
        children = {child.name for child in self.people.children}
        by_child = len(told) == 1 and not told[0].to and told[0].teller in children
        return "" if by_child else told[-1].teller

    def _protect(self, text: str, found: Attributes) -> None:
        """Keep a guarded address back until somebody decides who may see it."""
        words = find_protected_detail(text)
        if words and found.record_class == RecordClass.ORDINARY:
            found.record_class = RecordClass.PUBLIC_INTEREST
            found.reasons.append(because("class_protected_detail", words))

    def _class(self, entry: Entry, clues: list[Hit], hits: list[Hit], found: Attributes) -> None:
        legal = next((h for h in [*clues, *hits] if h.group == "legal_advice"), None)
        third = next((h for h in hits if h.group == "third_party"), None)
        words = legal.words if legal else entry.lawyer
        if words:
            found.record_class = RecordClass.LEGAL_ADVICE
            found.reasons.append(because("class_legal_advice", words))
        elif third:
            found.record_class = RecordClass.THIRD_PARTY
            found.reasons.append(because("class_third_party", third.words))
        elif self.source_class != RecordClass.ORDINARY:
            found.record_class = self.source_class
            found.reasons.append(because(f"class_{self.source_class}", self.source_class_words))

    def _spells(self, entry: Entry, hits: list[Hit], found: Attributes) -> None:
        spells: dict[SuggestedSpell, str] = {}
        for hit in hits:
            group, _, code = hit.group.partition(".")
            if group in {"level_starts", "level_ends"}:
                edge = group.removeprefix("level_")
                spells.setdefault(
                    SuggestedSpell(kind="level_of_help", value=code, edge=edge), hit.words
                )
            elif group == "worker":
                spell = SuggestedSpell(kind="worker", value=entry.author, edge=code)
                spells.setdefault(spell, hit.words)
        found.spells = tuple(spell for spell in spells if spell.value)
        found.reasons.extend(
            because(f"spell_{spell.edge}", words) for spell, words in spells.items() if spell.value
        )


def _take_types(found: Attributes, types: Collection[str]) -> None:
    """Take types of concern from a fact, and the reasons that were given for them."""
    found.concern_types = tuple(t for t in found.concern_types if t not in types)
    rules = {f"type_{code}" for code in types}
    found.reasons[:] = [reason for reason in found.reasons if reason.rule not in rules]


def is_about_home(text: str) -> bool:
    """Say whether a text describes the home, which all the children share."""
    return bool(_HOME.search(text))


def because(rule: str, words: str) -> Reason:
    """Return a reason: the rule, and the words that matched on one line."""
    return Reason(rule=rule, words=" ".join(words.split()))


def needs_of(
    hits: list[Hit], types: tuple[str, ...], kind: str, *, age_years: int | None, taxonomy: Taxonomy
) -> tuple[str, ...]:
    """Return the needs of one child that a fact touches, in the usual order.

    Needs are only tags that a person may accept apart; they are never impact. For a child under
    three what goes wrong with supervision touches health first.
    """
    if kind in taxonomy.kinds_without_needs:
        return ()
    found = {h.group.removeprefix("need.") for h in hits if h.group.startswith("need.")}
    found.update(taxonomy.needs_by_kind.get(kind, ()))
    by_type = taxonomy.needs_by_type
    if age_years is not None and age_years < _INFANT_YEARS:
        by_type = {**by_type, **taxonomy.infant_needs_by_type}
    for code in types:
        found.update(by_type.get(code, ()))
    return tuple(need for need in taxonomy.needs if need in found)
