"""Says who acted and whose record says so: two different agencies more often than not.

Owns the rules from headings, first words, labels, authors and kinds to an agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.reading.entries import Entry
from chronology_app.reading.headings import find_label
from chronology_app.reading.introductions import NOBODY, Introductions
from chronology_app.reading.lexicon import Hit, Lexicon
from chronology_app.reading.names import People
from chronology_app.reading.roster import NO_ROSTER, Roster
from chronology_app.taxonomy import Taxonomy

_CALL_FROM = re.compile(
    r"\b(?:T/C|TC|telephone\s+call|phone\s+call|call|email|e-mail|message|letter|contact|report"
    r"|notification|referral|update|liaison|visit)\s+(?:in\s+|received\s+)?(?:from|with|to)\s+(?P<who>.+)",
    re.I,
)
_CALL = re.compile(r"(?:T/C|TC|tel|call|e-?mail|text|msg|message|letter)\b", re.I)
_ACTED = re.compile(
    r"\s+(?:rang|phoned|called|report(?:s|ed)?|writes?|wrote|emailed|attended|have|has|had|say|says"
    r"|said|told|found|informed|advised|confirmed|made|referred|requested|stopped|visited|saw|gave|took"
    r"|came|asked|prescribed|weighed|noted|wanted|described|raised|sent|collected|showed|read)\b",
    re.I,
)
#: Words before an agency's name that make it a place or a topic, not the one who acted.
_PLACE = re.compile(r"\b(?:at|in|to|about|re|for|the|,)\s*$|,\s*(?:at\s+)?$", re.I)

#: Levels of help that only children's social care starts and ends.
_ITS_LEVELS = tuple(
    f"level_{turn}.{level}"
    for turn in ("starts", "ends")
    for level in ("child_in_need", "child_protection", "pre_proceedings")
)
#: Words before a professional's name by which he or she was there, or was told, and did nothing.
_BESIDE = re.compile(
    r"(?:\b(?:with|and|to|re|rang|phoned|emailed|informed|updated|texted|asked|met)|w/|&|,|\+)\s*$",
    re.I,
)
#: An agency that acts stands at the very beginning.
_OPENS = 4
#: How many characters before a name are looked at.
_NEAR = 16

#: Steps of the social work itself: whoever is named in them, its own agency took them.
_OWN_STEPS = frozenset({"meeting", "assessment", "decision", "change_of_worker"})

_VISITORS = frozenset({"childrens_social_care", "early_help", "voluntary"})
_HOME_VISIT = re.compile(r"(?<!\w)HV(?!\w)")
_HEALTH_VISITOR = re.compile(
    r"\b(?:from|to|with|by|by\s+the|the|our|named|allocated)\s+HV\b"
    r"|\bHV(?:['’]s|\s+(?:rang|called|phoned|tel|T/?C|e-?mail\w*|message|msg|letter|report|liaison|reports|says|team"
    r"|update|discussion|contact|review|clinic|service))\b"
    r"|\b(?:T/?C|tel|call|e-?mail|message|msg|letter|liaison)\s*[-:,]?\s+HV\b",
    re.I,
)

#: An agency's code, the rule that found it and the words that matched.
Found = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Actors:
    """Finds agencies in the entries of one source."""

    lexicon: Lexicon
    taxonomy: Taxonomy
    people: People
    #: Agency code whose record the source is.
    agency: str
    #: Surnames of those present, with the words that give their roles.
    roster: Roster = NO_ROSTER
    #: Those whom its running text introduces: "Mrs Orr (school)".
    introduced: Introductions = NOBODY

    def recorder(self, entry: Entry) -> str:
        """Return whose record an entry is: the source column, a sender, or the file's agency."""
        named = self.agency_of(entry.source) if entry.source else None
        return named or self.agency

    def actor(
        self,
        entry: Entry,
        text: str,
        hits: list[Hit],
        kind: str,
        *,
        opening: str = "",
        source: str = "",
        same_day: bool = True,
    ) -> Found:
        """Return who acted in a fact: the code, the rule and the words.

        `text` and `hits` are the fact's words and the phrases found in them, `opening` its first
        sentence where it has several; `source` the words of
        its paragraph that name whose information it gives; `same_day`: it happened on the day of
        its entry.
        """
        recorder = self.recorder(entry)
        if entry.source and recorder != self.agency:
            return recorder, "agency_source", entry.source
        return (
            self._by_label(text)
            or self._by_source(source)
            or self._by_kind(hits, kind, recorder)
            or self._in_text(text, opening or text)
            or self._by_deed(hits, kind, recorder, same_day=same_day)
            or self._by_entry(entry, kind)
            or self._by_introduced(text, kind, recorder)
            or (recorder, "agency_record", "")
        )

    def likely_actor(
        self,
        entry: Entry,
        text: str,
        hits: list[Hit],
        *,
        opening: str = "",
        same_day: bool = True,
    ) -> str:
        """Return who acted as far as the words and the record tell, whatever kind it is."""
        return self.actor(entry, text, hits, "", opening=opening, same_day=same_day)[0]

    def _by_deed(
        self, hits: list[Hit], kind: str, recorder: str, *, same_day: bool
    ) -> Found | None:
        """Say who acted by what only one agency does, where others' deeds are written down.

        A social worker's statement, a conference's minutes or a guardian's note tell mostly what
        others did; a police log or a health visitor's record tells what its own agency did, but
        for what it was told of another day ("in hospital yesterday").
        """
        collects = recorder in self.taxonomy.collecting_agencies
        if kind in _OWN_STEPS or (same_day and not collects):
            return None
        left_out = {"acts.family"} if kind == "visit" else set()
        deeds = [h for h in hits if h.group.startswith("acts.") and h.group not in left_out]
        if not deeds:
            return None
        first = deeds[0]
        return first.group.removeprefix("acts."), "agency_deed", first.words

    def _by_introduced(self, text: str, kind: str, recorder: str) -> Found | None:
        """Go by the professional who is named in what a collecting agency writes down."""
        if recorder not in self.taxonomy.collecting_agencies or kind in _OWN_STEPS | {"visit"}:
            return None
        found = self._professional_in(text)
        return (found[0], "agency_text", found[1]) if found and found[0] != recorder else None

    def _professional_in(self, text: str) -> tuple[str, str] | None:
        """Return the agency of the first professional whom a text names, and the name."""
        for named in sorted(self.people.find(text), key=lambda n: n.start):
            if _BESIDE.search(text[max(named.start - _NEAR, 0) : named.start]):
                continue
            role = "child" if named.person.is_child else named.person.role
            agency = self.taxonomy.agency_of_role(role)
            if agency and agency not in {"family", "court"}:
                return agency, text[named.start : named.end]
        return self.introduced.agency_in(text)

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

    def _by_label(self, text: str) -> Found | None:
        label = find_label(text)
        agency = self.agency_of(label[0]) if label else None
        if label is None or agency is None or agency == "family":
            return None
        return agency, "agency_label", label[0]

    def _by_source(self, source: str) -> Found | None:
        """Go by the words that open a paragraph, or by what the list of those present says."""
        agency = self.agency_of(source) if source else None
        agency = agency or self.agency_of(self.roster.role_of(source))
        return (agency, "agency_label", source) if agency and agency != "family" else None

    def _by_entry(self, entry: Entry, kind: str) -> Found | None:
        agency = self.heading_actor(entry) or self._opening_actor(entry)
        if agency and kind not in {"meeting", "assessment", "legal_step", "move"}:
            return agency, "agency_heading", entry.heading
        role = self.agency_of(entry.author) if entry.author else None
        return (role, "agency_author", entry.author) if role else None

    def _by_kind(self, hits: list[Hit], kind: str, recorder: str) -> Found | None:
        """Some kinds say who acted: police incidents, conferences, the service not attended."""
        social_care = recorder == "childrens_social_care"
        if kind == "police_incident":
            return "police", "agency_kind", _first_words(hits, "kind.police_incident")
        if kind in {"missed_appointment", "service"}:
            wanted = self.taxonomy.health_agencies | self.taxonomy.adult_services
            return _first_agency(hits, wanted - {"health_visiting", "housing"})
        steps = [h for h in hits if h.group.startswith(_ITS_LEVELS)]
        if steps and not social_care and kind in _OWN_STEPS | {"legal_step", "visit"}:
            # Whoever writes it down: conferences, plans and enquiries are the authority's.
            return "childrens_social_care", "agency_kind", steps[0].words
        if kind in {"meeting", "legal_step"}:
            return _first_agency(hits, frozenset({"early_help", "childrens_social_care"}))
        if kind == "decision" and social_care:
            return _first_agency(hits, frozenset({"early_help"}))
        if kind == "referral" and social_care:
            others = frozenset(self.taxonomy.agencies) - {"childrens_social_care", "early_help"}
            return _first_agency(hits, others - {"family", "court", "other"})
        if kind == "referral":
            return recorder, "agency_record", ""
        return None

    def heading_actor(self, entry: Entry) -> str | None:
        """Return who acted by the heading: "T/C from ...", "Police notification"."""
        heading = entry.heading
        call = _CALL_FROM.search(heading)
        if call:
            agency = self.agency_of(call.group("who")[:80])
            return None if agency == "family" else agency
        for hit in self._not_people(heading, self.lexicon.find(heading)):
            code = hit.group.removeprefix("agency.")
            if not hit.group.startswith("agency.") or code in {"family", "court"}:
                continue
            if hit.words == "HV" and self.is_home_visit(entry):
                continue
            if hit.start < 3 or not _PLACE.search(heading[: hit.start]):
                return code
        return None

    def _not_people(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Leave out what is somebody's initials: "GP" may be a manager of that name."""
        people = [(n.start, n.end) for n in self.people.find(text) if n.rule == "initials"]
        return [h for h in hits if not any(h.start < e and s < h.end for s, e in people)]

    def is_home_visit(self, entry: Entry) -> bool:
        """Say whether "HV" in a heading stands for a home visit and not for a health visitor.

        Social workers head their own visits so; a health visitor rings, writes or is met.
        """
        if self.recorder(entry) not in _VISITORS:
            return False
        return bool(_HOME_VISIT.search(entry.clues)) and not _HEALTH_VISITOR.search(entry.clues)

    def _opening_actor(self, entry: Entry) -> str | None:
        """Return the caller or writer whom an entry's first words name: "E-mail from ..."."""
        if not entry.blocks or entry.is_row:
            return None
        opening = entry.blocks[0].paragraph.text[:160].split(". ")[0].lstrip()
        call = _CALL_FROM.match(opening)
        agency = self.agency_of(call.group("who")[:60]) if call else None
        if agency is None and (call or _CALL.match(opening)):
            found = self._professional_in(opening[:80])
            agency = found[0] if found else None
        return None if agency == "family" else agency

    def _in_text(self, text: str, opening: str) -> Found | None:
        """Find an agency that opens the text and acts in it: "HV called ...", "School report".

        `opening`: its first sentence, which has been searched already.
        """
        found = (h for h in self.lexicon.find(opening) if h.start < _OPENS)
        hits = [h for h in found if h.group.startswith("agency.")]
        for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
            code = hit.group.removeprefix("agency.")
            if code not in {"family", "court"} and _ACTED.match(text[hit.end :]):
                return code, "agency_text", hit.words
        return None


def _first_agency(hits: list[Hit], wanted: frozenset[str]) -> Found | None:
    for hit in hits:
        code = hit.group.removeprefix("agency.")
        if hit.group.startswith("agency.") and code in wanted:
            return code, "agency_service", hit.words
    return None


def _first_words(hits: list[Hit], group: str) -> str:
    return next((h.words for h in hits if h.group == group), "")
