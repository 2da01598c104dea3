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
from chronology_app.reading.headings import find_label
from chronology_app.reading.lexicon import Hit, Lexicon
from chronology_app.reading.names import People
from chronology_app.reading.weigh import Sentence, is_intention
from chronology_app.taxonomy import Taxonomy

_CALL_FROM = re.compile(
    r"\b(?:T/C|TC|telephone\s+call|phone\s+call|call|email|e-mail|message|letter|contact|report"
    r"|notification|referral|update|liaison|visit)\s+(?:in\s+|received\s+)?(?:from|with|to)\s+(?P<who>.+)",
    re.I,
)
_ACTED = re.compile(
    r"\s+(?:rang|phoned|called|report(?:s|ed)?|writes?|wrote|emailed|attended|have|has|had|say|says"
    r"|said|told|found|informed|advised|confirmed|made|referred|requested|stopped|visited)\b",
    re.I,
)
#: Words before an agency's name that make it a place or a topic, not the one who acted.
_PLACE = re.compile(r"\b(?:at|in|to|about|re|for|the|,)\s*$|,\s*(?:at\s+)?$", re.I)
_NUMBER_OF = re.compile(r"\b\d+(?:\.\d+)?\s*(?:%|per\s+cent)", re.I)


#: What settles the kind when it is said: the kind, how much it adds, the phrase lists.
_DECISIVE: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("missed_appointment", 3.5, ("kind.missed_appointment",)),
    ("observation", 4.0, ("practice.drift",)),
    ("decision", 2.5, ("level_ends",)),
    ("change_of_worker", 2.0, ("worker",)),
)
_HOME = re.compile(
    r"\b(?:home|house|flat|kitchen|fridge|cupboards?|bedrooms?|garden|conditions|heating|damp|mould"
    r"|rubbish|bins?)\b",
    re.I,
)


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
        self._agency(entry, hits, sentences, found)
        self._evidence(entry, hits, found)
        self._class(clues, hits, found)
        done = [s for s in sentences if not is_intention(s.text)]
        self._spells(entry, [h for s in done for h in s.hits if not s.negated(h)], found)
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
        scores, words = _kind_scores(clues, hits)
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
        agency = self._heading_actor(entry) or found.recorded_by
        concern = sum(s.counted.get(f"concern.{c}", 0) for s in sentences for c in found.concern_types)
        by_child = [s for sentence in sentences for s in sentence.spoken if s.by_child]
        if by_child:
            entered_as = any(scores.get(kind, 0) >= 3 for kind in ("visit", "meeting", "legal_step"))
            scores["child_words"] += 1.5 if entered_as else 3.5
            words["child_words"] = by_child[0].words
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
        elif agency == "family" or agency in self.taxonomy.adult_services:
            scores["observation"] += 2.0
        for kind, more, groups in _DECISIVE:
            found_hits = (s.hit(group) for s in sentences for group in groups)
            if any(hit is not None and hit.weight >= 3 for hit in found_hits):
                scores[kind] += more

    def _agency(
        self,
        entry: Entry,
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
        label = find_label(text)
        labelled = self.agency_of(label[0]) if label else None
        if label and labelled and labelled != "family":
            return labelled, "agency_label", label[0]
        found_by_kind = self._actor_by_kind(hits, found)
        if found_by_kind:
            return found_by_kind
        acted = self._acted_in_text(text)
        if acted:
            return acted[0], "agency_text", acted[1]
        heading = self._heading_actor(entry) or self._opening_actor(entry)
        if heading and found.kind not in {"meeting", "assessment", "legal_step", "move"}:
            return heading, "agency_heading", entry.heading
        role = self.agency_of(entry.author) if entry.author else None
        if role:
            return role, "agency_author", entry.author
        return found.recorded_by, "agency_record", ""

    def _actor_by_kind(self, hits: list[Hit], found: Attributes) -> tuple[str, str, str] | None:
        """Some kinds say who acted: police incidents, conferences, the service not attended."""
        social_care = found.recorded_by == "childrens_social_care"
        if found.kind == "police_incident":
            return "police", "agency_kind", _first_words(hits, "kind.police_incident")
        if found.kind in {"missed_appointment", "service"}:
            wanted = self.taxonomy.health_agencies | self.taxonomy.adult_services
            return _first_agency(hits, wanted - {"health_visiting", "housing"})
        if found.kind in {"meeting", "legal_step"}:
            return _first_agency(hits, frozenset({"early_help", "childrens_social_care"}))
        if found.kind == "decision" and social_care:
            return _first_agency(hits, frozenset({"early_help"}))
        if found.kind == "referral" and social_care:
            others = frozenset(self.taxonomy.agencies) - {"childrens_social_care", "early_help"}
            return _first_agency(hits, others - {"family", "court", "other"})
        if found.kind == "referral":
            return found.recorded_by, "agency_record", ""
        return None

    def _heading_actor(self, entry: Entry) -> str | None:
        """Return who acted by the heading: "T/C from ...", "Police notification"."""
        heading = entry.heading
        call = _CALL_FROM.search(heading)
        if call:
            agency = self.agency_of(call.group("who")[:80])
            return None if agency == "family" else agency
        for hit in self.lexicon.find(heading):
            code = hit.group.removeprefix("agency.")
            if not hit.group.startswith("agency.") or code in {"family", "court"}:
                continue
            if hit.start < 3 or not _PLACE.search(heading[: hit.start]):
                return code
        return None

    def _opening_actor(self, entry: Entry) -> str | None:
        """Return the caller or writer whom an entry's first words name: "E-mail from ..."."""
        if not entry.blocks or entry.is_row:
            return None
        call = _CALL_FROM.match(entry.blocks[0].paragraph.text[:160].split(". ")[0].lstrip())
        agency = self.agency_of(call.group("who")[:60]) if call else None
        return None if agency == "family" else agency

    def _acted_in_text(self, text: str) -> tuple[str, str] | None:
        """Find an agency that opens the text and acts in it: "HV called ...", "School report"."""
        hits = [h for h in self.lexicon.find(text[:60]) if h.group.startswith("agency.")]
        for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
            code = hit.group.removeprefix("agency.")
            if code not in {"family", "court"} and hit.start < 4 and _ACTED.match(text[hit.end :]):
                return code, hit.words
        return None

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
                spell = SuggestedSpell(kind="worker", value=entry.author, edge=code)
                spells.setdefault(spell, hit.words)
        found.spells = tuple(spell for spell in spells if spell.value)
        found.reasons.extend(
            because(f"spell_{spell.edge}", words) for spell, words in spells.items() if spell.value
        )


def _first_agency(hits: list[Hit], wanted: frozenset[str]) -> tuple[str, str, str] | None:
    for hit in hits:
        code = hit.group.removeprefix("agency.")
        if hit.group.startswith("agency.") and code in wanted:
            return code, "agency_service", hit.words
    return None


def _first_words(hits: list[Hit], group: str) -> str:
    return next((h.words for h in hits if h.group == group), "")


def _kind_scores(
    clues: list[Hit], hits: list[Hit]
) -> tuple[defaultdict[str, float], dict[str, str]]:
    """Weigh the kinds that the heading and the words point to; the words count a little more."""
    scores: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    for share, rows in ((1.15, hits), (1.0, clues)):
        best: dict[str, Hit] = {}
        for hit in rows:
            group, _, kind = hit.group.partition(".")
            if group == "kind" and (kind not in best or hit.weight > best[kind].weight):
                best[kind] = hit
        for kind, hit in best.items():
            value = share * hit.weight
            higher, lower = max(scores[kind], value), min(scores[kind], value)
            scores[kind] = higher + 0.4 * lower
            words.setdefault(kind, hit.words)
    return scores, words


def is_about_home(text: str) -> bool:
    """Say whether a text describes the home, which all the children share."""
    return bool(_HOME.search(text))


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
