"""Says what sort of fact it is: kind, agency, evidence, types of concern, needs, class, spells.

Owns the rules from phrases to codes, each with its reason; the phrases are data in the lexicon.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from chronology_app.model import Reason, SuggestedSpell
from chronology_app.model.codes import Evidence, RecordClass
from chronology_app.reading.entries import Entry
from chronology_app.reading.lexicon import Hit, Lexicon
from chronology_app.reading.names import People
from chronology_app.reading.weigh import Sentence
from chronology_app.taxonomy import Taxonomy

_CALL_FROM = re.compile(
    r"\b(?:T/C|TC|telephone\s+call|phone\s+call|call|email|e-mail|message|letter|contact|report"
    r"|notification|referral|update|liaison|visit)\s+(?:in\s+)?(?:from|with|to)\s+(?P<who>.+)",
    re.I,
)
_ACTED = re.compile(
    r"\s+(?:rang|phoned|called|report(?:s|ed)?|writes?|wrote|emailed|attended|have|has|had|say|says"
    r"|said|told|found|informed|advised|confirmed|made|referred|requested|stopped|visited)\b",
    re.I,
)
_NUMBER_OF = re.compile(r"\b\d+(?:\.\d+)?\s*(?:%|per\s+cent)", re.I)
_PROPER = re.compile(r"\b[A-Z]\.?\s?[A-Z][a-z]+|[A-Z][a-z]+\s[A-Z][a-z]+")


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


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything that the rules look things up in; one for a whole source."""

    lexicon: Lexicon
    taxonomy: Taxonomy
    people: People
    #: Agency code whose record the source is.
    agency: str
    #: Class that the source's own header gives it.
    source_class: RecordClass = RecordClass.ORDINARY
    source_class_words: str = ""

    def attributes(self, entry: Entry, sentences: tuple[Sentence, ...]) -> Attributes:
        """Return kind, agency, evidence, types, class and spells of a fact, with reasons."""
        found = Attributes()
        clues = self.lexicon.find(entry.clues)
        hits = [h for s in sentences for h in s.hits if not s.negated(h)]
        found.recorded_by = self.recorder(entry, found.reasons)
        found.concern_types = self._types(hits, found.reasons)
        self._strength(hits, found)
        self._kind(entry, clues, hits, sentences, found)
        self._agency(entry, clues, hits, sentences, found)
        self._evidence(entry, hits, found)
        self._class(clues, hits, found)
        self._spells(entry, hits, found)
        if found.kind in self.taxonomy.process_kinds or found.kind == "positive":
            found.concern_types = ()
        return found

    def recorder(self, entry: Entry, reasons: list[Reason] | None = None) -> str:
        """Return whose record an entry is: the source column, a sender, or the file's agency."""
        if entry.source:
            named = self.agency_of(entry.source)
            if named:
                if reasons is not None:
                    reasons.append(because("agency_source", entry.source))
                return named
        return self.agency

    def agency_of(self, words: str) -> str | None:
        """Return the agency that a name, a role or a service's title points to."""
        people = sorted(self.people.find(words), key=lambda n: n.start)
        for named in people:
            role = "child" if named.person.is_child else named.person.role
            agency = self.taxonomy.agency_of_role(role)
            if agency:
                return agency
        hits = [h for h in self.lexicon.find(words) if h.group.startswith("agency.")]
        if not hits:
            return None
        best = max(hits, key=lambda h: (h.group != "agency.family", h.weight, h.end - h.start))
        return best.group.removeprefix("agency.")

    def _types(self, hits: list[Hit], reasons: list[Reason]) -> tuple[str, ...]:
        best: dict[str, Hit] = {}
        for hit in hits:
            group, _, code = hit.group.partition(".")
            if group == "concern" and hit.weight >= 2:
                if code not in best or hit.weight > best[code].weight:
                    best[code] = hit
        strong = any(h.weight >= 3 for h in best.values())
        chosen = {c: h for c, h in best.items() if h.weight >= 3 or not strong}
        reasons.extend(because(f"type_{code}", hit.words) for code, hit in chosen.items())
        return tuple(code for code in self.taxonomy.types if code in chosen)

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
        hits: list[Hit],
        sentences: tuple[Sentence, ...],
        found: Attributes,
    ) -> None:
        scores: dict[str, float] = defaultdict(float)
        words: dict[str, str] = {}
        for weight, rows in ((1.1, clues), (1.0, hits)):
            best: dict[str, Hit] = {}
            for hit in rows:
                if hit.group.startswith("kind.") and (
                    hit.group not in best or hit.weight > best[hit.group].weight
                ):
                    best[hit.group] = hit
            for group, hit in best.items():
                kind = group.removeprefix("kind.")
                scores[kind] += weight * hit.weight
                words[kind] = words.get(kind) or hit.words
        self._lean(entry, sentences, found, scores, words)
        if not scores:
            found.reasons.append(because("kind_default", ""))
            return
        found.kind = max(scores, key=lambda kind: (scores[kind], kind == "positive"))
        found.reasons.append(because(f"kind_{found.kind}", words.get(found.kind, "")))

    def _lean(
        self,
        entry: Entry,
        sentences: tuple[Sentence, ...],
        found: Attributes,
        scores: dict[str, float],
        words: dict[str, str],
    ) -> None:
        """Let whose record it is, spoken words, strengths and percentages weigh in."""
        agency = found.recorded_by
        concern = sum(s.counted.get(f"concern.{c}", 0) for s in sentences for c in found.concern_types)
        spoken = [s for sentence in sentences for s in sentence.spoken if s.by_child]
        if spoken:
            scores["child_words"] += 3.0 + min(len(spoken), 2) * 0.5
            words["child_words"] = spoken[0].words
        if found.strength:
            strength = sum(s.counted.get("strength", 0.0) for s in sentences)
            scores["positive"] += max(0.0, 2.0 + strength - concern)
            words["positive"] = next(r.words for r in found.reasons if r.rule == "strength")
        if agency == "police":
            scores["police_incident"] += 4.0
        elif agency in self.taxonomy.education_agencies:
            if concern:
                scores["school_concern"] += 3.0
            if any(_NUMBER_OF.search(s.text) for s in sentences):
                scores["attendance"] += 2.0
        elif agency in self.taxonomy.health_agencies:
            scores["health_contact"] += 1.5
            if agency == "speech_language":
                scores["missed_appointment"] += 0.5 if scores.get("missed_appointment") else 0.0
        elif agency == "family" or agency in self.taxonomy.adult_services:
            scores["observation"] += 2.0
        if scores.get("missed_appointment", 0) >= 3:
            scores["missed_appointment"] += 2.0
        if any(s.hit("practice.drift") for s in sentences):
            scores["observation"] += 2.5

    def _agency(
        self,
        entry: Entry,
        clues: list[Hit],
        hits: list[Hit],
        sentences: tuple[Sentence, ...],
        found: Attributes,
    ) -> None:
        agency, rule, words = self._actor(entry, hits, sentences, found)
        found.agency = agency
        found.reasons.append(because(rule, words))

    def _actor(
        self,
        entry: Entry,
        hits: list[Hit],
        sentences: tuple[Sentence, ...],
        found: Attributes,
    ) -> tuple[str, str, str]:
        if entry.source and found.recorded_by != self.agency:
            return found.recorded_by, "agency_source", entry.source
        text = " ".join(s.text for s in sentences)
        if found.kind in {"missed_appointment", "service"}:
            service = self._service(hits)
            if service:
                return service[0], "agency_service", service[1]
        if found.kind == "police_incident":
            return "police", "agency_kind", self._words_of(hits, "kind.police_incident")
        for rule, words in (("agency_heading", entry.heading), ("agency_text", text)):
            acted = self._acted(words, found.kind, heading=rule == "agency_heading")
            if acted:
                return acted[0], rule, acted[1]
        if entry.author:
            role = self.agency_of(entry.author)
            if role:
                return role, "agency_author", entry.author
        return found.recorded_by, "agency_record", ""

    def _service(self, hits: list[Hit]) -> tuple[str, str] | None:
        wanted = (self.taxonomy.health_agencies | self.taxonomy.adult_services) - {"health_visiting"}
        for hit in hits:
            code = hit.group.removeprefix("agency.")
            if hit.group.startswith("agency.") and code in wanted:
                return code, hit.words
        return None

    def _acted(self, text: str, kind: str, *, heading: bool) -> tuple[str, str] | None:
        """Find who acted: "T/C from ...", "HV called ...", "referral from the school"."""
        call = _CALL_FROM.search(text)
        if call and kind not in {"meeting", "assessment", "decision", "legal_step"}:
            agency = self.agency_of(call.group("who")[:80])
            if agency and (heading or kind in {"referral", "missed_appointment"}):
                return agency, call.group("who")[:60]
        hits = [h for h in self.lexicon.find(text) if h.group.startswith("agency.")]
        for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
            code = hit.group.removeprefix("agency.")
            if code in {"family", "court"}:
                continue
            if heading:
                if kind not in {"meeting", "assessment", "legal_step", "move"} and code != "other":
                    return code, hit.words
            elif hit.start < 4 and _ACTED.match(text[hit.end :]):
                return code, hit.words
        return None

    def _words_of(self, hits: list[Hit], group: str) -> str:
        return next((h.words for h in hits if h.group == group), "")

    def _evidence(self, entry: Entry, hits: list[Hit], found: Attributes) -> None:
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
        else:
            found.evidence = Evidence.FIRST_HAND
            found.reasons.append(because("evidence_first_hand", seen.words if seen else ""))

    def _class(self, clues: list[Hit], hits: list[Hit], found: Attributes) -> None:
        legal = next((h for h in [*clues, *hits] if h.group == "legal_advice"), None)
        third = next((h for h in hits if h.group == "third_party"), None)
        if legal:
            found.record_class = RecordClass.LEGAL_ADVICE
            found.reasons.append(because("class_legal_advice", legal.words))
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
                name = entry.author or self._worker(found)
                spells.setdefault(SuggestedSpell(kind="worker", value=name, edge=code), hit.words)
        found.spells = tuple(spell for spell in spells if spell.value)
        found.reasons.extend(
            because(f"spell_{spell.edge}", words) for spell, words in spells.items() if spell.value
        )

    def _worker(self, found: Attributes) -> str:
        return ""


def because(rule: str, words: str) -> Reason:
    """Return a reason: the rule, and the words that matched on one line."""
    return Reason(rule=rule, words=re.sub(r"\s+", " ", words).strip())


def needs_of(
    hits: list[Hit], types: tuple[str, ...], kind: str, taxonomy: Taxonomy
) -> tuple[tuple[str, ...], str]:
    """Return the needs that a fact touches, in the usual order, and words behind the first.

    Needs are only tags that a person may accept apart; they are never impact.
    """
    if kind in taxonomy.kinds_without_needs:
        return (), ""
    words: dict[str, str] = {}
    for hit in hits:
        if hit.group.startswith("need."):
            words.setdefault(hit.group.removeprefix("need."), hit.words)
    for code in types:
        for need in taxonomy.needs_by_type.get(code, ()):
            words.setdefault(need, code)
    chosen = tuple(need for need in taxonomy.needs if need in words)
    return chosen, words[chosen[0]] if chosen else ""
