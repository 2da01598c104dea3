"""Weighs a sentence: does it tell something that happened to these children, or is it noise?

Owns the reasons for leaving a sentence out and the weight of the others; joining sentences into
facts belongs to `facts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chronology_app.reading.child_words import Spoken
from chronology_app.reading.headings import find_label
from chronology_app.reading.lexicon import Hit, is_negated
from chronology_app.reading.when import When

#: Groups whose strong words are facts in themselves, whatever else the sentence says.
_TELLING = ("harm", "concern.", "adult.", "legal_advice", "level_", "practice.", "worker.")
#: What is put forward wherever it stands, and from which weight.
_MUST_BE_TOLD = (("harm", 1.0), ("concern", 3.0), ("adult", 2.0), ("strength", 3.0), ("told", 1.0))
#: What speaks for a sentence beside its phrases: a date of its own or near, a child named, another
#: of the family named or meant, the place at the head of its entry, a category that tells.
_OWN_DATE, _NEAR_DATE, _NAMED, _FAMILY, _FIRST, _CATEGORY = 1.5, 0.75, 1.0, 1.5, 1.0, 1.0
#: What the head of an entry gains that names one of the family.
_LEADS = 0.75
#: A child who tells, asks or says something is heard though the words stand in no quotation marks.
_CHILD_TELLS = 2.0
#: Every entry of a police or ambulance log is an incident.
_EMERGENCY = 1.5
#: What a sentence loses that tells only what may be or what is so of people in general.
_SUPPOSED, _SUPPOSED_WITHIN = 10.0, 4.0
#: Advice that the worker gave on the way is rarely the event.
_ADVICE_GIVEN = 1.5
_GIVES_ADVICE = re.compile(
    r"\s*(?:discussed|advised|encouraged|reminded|signposted|explained|suggested|talked\s+about"
    r"|gave\s+(?:advice|leaflet)|information\s+given|thanked|praised)\b",
    re.I,
)
#: What only says that something was told is told better in its own place.
_RETOLD = 4.0
#: What a second sign of the same concern adds, as a share of its weight.
_MORE = 0.3
#: From this weight a phrase is a fact by itself.
_FACT = 3.0
#: That there was nothing to tell is no event.
_NOTHING = re.compile(
    r"\W*(?:(?:there\s+(?:were|are)\s+)?(?:no|nil)\s+(?:new\s+|other\s+|further\s+)?(?:concerns?|issues?|worries)"
    r"|nil\s+of\s+note|nothing\s+(?:new|to\s+report|of\s+note)|all\s+(?:fine|well|ok))"
    r"(?:\s+(?:today|noted|raised|reported|at\s+present|at\s+this\s+time|seen|this\s+(?:week|visit)))?\W*",
    re.I,
)
#: Who rang, with nothing of what was said: "Ward sister rang."
_CALLER = re.compile(
    r"\W*(?:[A-Z][\w'’.&/-]*|\([^)]{2,40}\)|of|from|the|at|on|sister|nurse|worker|visitor|officer"
    r"|teacher|for)(?:\s+(?:[A-Z][\w'’.&/-]*|\([^)]{2,40}\)|of|from|the|at|on|sister|nurse|worker|visitor"
    r"|officer|teacher|for)){0,6}\s+(?:rang|phoned|called|telephoned|emailed|texted)(?:\s+(?:me|back|in|today))?\W*"
)
_PHONE = re.compile(
    r"\b(?:0\d{3,5}[\s-]?\d{3}[\s-]?\d{2,4}|07\d{3}[\s-]?\d{6}|\d{3} \d{3} \d{4})\b"
)
_QUESTION = re.compile(r"\?[\"'’”)]*$")
_ASKS = re.compile(
    r"^(?:Could|Can|Would|Please|Do|How|What|Why|Where|Are|Is|Thanks?|Thank|Dear|Hi|Hello"
    r"|Kind regards|Regards|Many thanks|Best wishes|Following|Yours|Sorry|Happy)\b",
    re.I,
)
#: What the reader of a letter wrote or said comes back to its writer.
_TO_ITS_WRITER = re.compile(
    r"\W*(?:As\s+)?You\s+(?:(?:had|have|also|kindly)\s+)?(?:wrote|said|told|asked|mentioned|noted"
    r"|described|reported|recorded|stated|explained|will\s+(?:recall|remember|know))\b",
)
#: That somebody told of a thing, without what was told: "Owen told his teacher about Sunday."
_TOLD_ABOUT = re.compile(
    r"[^.,;:\"“‘]{2,40}\b(?:told|spoke\s+to|talked\s+to|wrote\s+to|rang|informed)\s[^.,;:\"“‘]{2,60}"
    r"\babout\b[^.,;:\"“‘]{2,60}\W*"
)
#: A word by which something is told rather than named.
_VERB = re.compile(
    r"\b(?:\w{2,}ed|\w{3,}ing|is|are|was|were|has|have|had|do|does|did|can|can['’]t|could|went|came"
    r"|took|left|said|says|told|found|saw|got|gave|made|rang|met|kept|brought|ate|fell|hit|lost|put"
    r"|let|lets|runs|ran|sits|sat|gets|goes|takes|feels|felt|knows|knew|wants|needs)\b|n['’]t\b",
    re.I,
)
#: Labels in front of names and numbers.
_PARTICULARS = re.compile(
    r"(?:present|in attendance|attendees|apologies|address|subjects?|children|family|patient|tel"
    r"|chair|cc|distribution|dob|case ref)",
    re.I,
)
#: What happened some weeks ago is told in its own place, or has no day here.
_LONG_PAST = re.compile(
    r"\b(?:weeks?|months?|years?)\s+ago\b|\bin\s+the\s+past\b|\bpreviously\b", re.I
)
_ADVICE = re.compile(
    r"\b(?:should|will|would|could|might|must|(?-i:may)|recommend\w*|advis\w+"
    r"|consider(?:ing|ation)?|if|unless|whether|in\s+the\s+event)\b",
    re.I,
)
#: What may be, should be or happens in general, and has not happened here.
_SUPPOSITION = re.compile(
    r"^\W*(?:I\s+(?:(?:do\s+not|don['’]t|would\s+not|wouldn['’]t)\s+want|hope|wish)\b"
    r"|it\s+(?:may|might|could)(?:\s+well)?\s+be\b|it\s+is\s+(?:possible|conceivable|unlikely|unclear"
    r"|not\s+(?:clear|known))\b|perhaps\b|maybe\b|possibly\b|(?:to\s+)?wonder(?:ing)?\s+(?:if|whether)\b"
    r"|(?:could|might|may|should|worth)\s+(?:\w+\s+)?(?:consider\w*|need|want|benefit)\b"
    r"|if\b(?![^,.;]{0,60}\b(?:was|were|had|has|have|could)\b))"
    r"|\b(?:could|might|may|would)\s+(?:well\s+|also\s+)?(?:benefit\s+from|be\s+(?:considered|explored|offered"
    r"|worth|helpful|useful|beneficial|appropriate|an\s+option))\b"
    r"|^\W*any\s+(?:further|future|more|new)\b[^.;]{0,60}\b(?:would|will|should|could)\b",
    re.I,
)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.I)
_COUNTED = (
    r"\s+(?:time|(?!of\b|at\b|for\b|and\b|to\b|in\b|with\b|from\b|by\b|on\b|or\b|the\b|but\b"
    r"|as\b|after\b|before\b|when\b|was\b|is\b|has\b|had\b|will\b|am\b|pm\b|inst\b|jan|feb|mar|apr"
    r"|may\b|jun|jul|aug|sep|oct|nov|dec)[a-z]{2,})"
)
#: What is so of people in general: "All babies should be offered", "Children who do not sleep".
_GENERAL = re.compile(
    r"^\W*(?:(?:all|any|every|most|many)\s+(?:new\s+|other\s+|local\s+)*(?:babies|child(?:ren)?"
    r"|infants?|parents?|carers?|famil(?:y|ies)|mothers?|mums|patients?|clients?|residents?|tenants?"
    r"|leaseholders|staff|pupils?|students?|women|professionals|agencies|practitioners)\b[^.;]{0,60}?"
    r"\b(?:should|must|can|may|will|are\s+(?:offered|reminded|asked|invited|entitled|advised|to)"
    r"|need(?:s)?\s+to|have\s+to|is\s+to)\b"
    r"|(?:babies|children|infants|parents|mothers|young\s+people|adults|victims|women|families)"
    r"\s+(?:who|whose)\b[^.;]{0,80}?\b(?:can|may|might|often|tend|go\s+on|should|must)\b)",
    re.I,
)
#: What stands before "to" though it was done: "Spoke to mum", "Referral to the food bank".
_DONE_TO = (
    r"(?:\w+ed|Spoke|Talk|Referral|Ref|Went|Came|Got|Taken|Took|Brought|Sent|Gave|Given|Told|Said|Put|Left|Let|Met"
    r"|Drove|Ran|Woke|Known|Due|Unable|Able|Admission|Response|Reply|Letter|Visit|Email|E-mail|Call|Text|TC|Access"
    r"|Back|Late|Threats?|Damage|Injur(?:y|ies)|Harm|Burns?|Bruis\w+|Cuts?|Scratches|Marks?|Trip|Move|Transfer"
    r"|Handover|Disclosure|Report|Application|Invitation|Apolog\w+|Exposure|Attitude|Addition|Prior|According"
    r"|Seen|Home|Close|Open|Happy|Keen|Reluctant|Willing|Refusal|Failure|Attempts?|Objection|Nothing|Nobody|None"
    r"|Only|Use|Going|Trying|Wants?|Likes|Loves|Hates|Hard|Easy|Difficult|Good|Nice|Lovely|Sad|Sorry|Ready|Likely|Afraid|Scared"
    r"|Allergic|Off|Out|In|On|Up|Down|Here|There|Refuses|Declines|Continues|Appears|Seems|Begins|Began|Tends|Thanks|Welcome)\s+to\b"
)
#: Only what somebody is going to do, and nothing that was done: "Joyce will ring each evening."
_AHEAD = re.compile(
    r"\b(?:will|shall)\s+(?!not\b|only\b|always\b|often\b|never\b|sometimes\b|usually\b|just\b)[a-z]+",
)
_DONE = re.compile(
    r"\b(?:was|were|had|has|have|did|said|says|told|went|came|took|gave|got|found|made|left|rang|saw"
    r"|\w{3,}ed)\b|n['’]t\b|[\"“]",
    re.I,
)
_INTENTION = re.compile(
    r"^(?:(?:Agreed|Decided|Decision)\s*:\s*(?:to\s+)?(?:visit|ring|call|chase|see|send|book|check|arrange"
    r"|contact|speak|write|complete|request|discuss|share|review|update|follow\s+up)\b"
    r"|(?!Agreed|Decided|Decision|Recommended)(?:(?:To|Action|Actions|Plan|Next)\b[:\s]"
    r"|\?\s*(?:for|to|need|refer|discuss|transfer|close|chase|re-?book)\b"
    r"|(?:Will|Shall|Need\s+to|Must|Remember\s+to|Aim\s+(?:to|for)|Next\s+steps?)\b(?![^.;]{0,30}:\s*seen)"
    r"|[A-Z][\w.]*\s+(?:will|am\s+going\s+to|shall|plan\s+to|intend\s+to)\b"
    rf"|(?!{_DONE_TO})[A-Z][\w.]*\s+to\b"
    r"|[A-Z][\w.]*\s[A-Z][\w.]*\s+to\s+[a-z]+\b))"
)
#: Groups that a negation turns round; what is administration stays it.
_TURNED_ROUND = (
    "harm",
    "concern.",
    "adult.",
    "strength",
    "level_",
    "police",
    "kind.missed_appointment",
    "kind.positive",
)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of an entry with all that was found in it."""

    text: str
    #: Offsets in the paragraph's text.
    start: int
    end: int
    #: Position of its block in the entry and of the sentence in the block.
    block: int
    position: int
    #: How many blocks of the same section stand before its block.
    rank: int
    hits: list[Hit]
    children: tuple[str, ...]
    named: bool
    #: Names one of the children by name, not only as "the children".
    names_child: bool = False
    #: Names one of the family, or begins with "he", "she" or "they".
    of_family: bool = False
    #: Stands in a record of the police or the ambulance service.
    of_emergency: bool = False
    #: How many words it has.
    words: int = 0
    #: One of the children tells something in it: "Owen told his teacher that ...".
    child_tells: bool = False
    #: Stands in a row whose category column tells of the child: "Welfare", "Child's words".
    category: bool = False
    spoken: tuple[Spoken, ...] = ()
    own: tuple[When, ...] = ()
    #: A sentence that tells of several days: each day with the offsets of its own words.
    parts: tuple[tuple[When, tuple[int, int]], ...] = ()
    #: In a text that no entry dates: the day of the sentence before, which goes on being told.
    inherited: When | None = None
    #: The one child whom the sentences before were about, for "he" and "she".
    spoken_of: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    near: bool = False
    #: Why it is left out, and the words; empty when it is not.
    left_out: str = ""
    left_out_words: str = ""
    weight: float = 0.0
    #: Families of hits that count, with their weights: what the fact will rest on.
    counted: dict[str, float] = field(default_factory=dict)
    #: Under which kind of title it stands: "analysis", "decision" or None for facts.
    section: str | None = None
    #: Whether a negation stands before a place in the text; each is looked for once.
    _negated: dict[int, bool] = field(default_factory=dict, init=False, repr=False)

    def hit(self, group: str) -> Hit | None:
        """Return the heaviest hit of a group (or of a family of groups) that is not negated."""
        family = f"{group}."
        best: Hit | None = None
        for hit in self.hits:
            fits = hit.group == group or hit.group.startswith(family)
            if fits and (best is None or hit.weight > best.weight) and not self.negated(hit):
                best = hit
        return best

    def negated(self, hit: Hit) -> bool:
        """Say whether a negation turns a hit round; only for what can be turned round."""
        if not hit.group.startswith(_TURNED_ROUND):
            return False
        known = self._negated.get(hit.start)
        if known is None:
            known = self._negated[hit.start] = is_negated(self.text, hit)
        return known


def must_be_told(sentence: Sentence) -> bool:
    """Say whether a sentence is put forward however late it stands in a dated entry.

    Harm, a weighty sign of concern, a child's own words and a strength are never lost among other
    sentences; opinions, plans, questions and what happened long before are.
    """
    if sentence.left_out or sentence.section == "analysis":
        return False
    if any(s.by_child for s in sentence.spoken):
        return True
    text = sentence.text
    if is_intention(text) or is_supposed(text):
        return False
    if _QUESTION.search(text) or _LONG_PAST.search(text):
        return False
    if _TO_ITS_WRITER.match(text):
        return False
    if sentence.hit("opinion") or sentence.hit("noise.planned") or sentence.planned:
        return bool(sentence.hit("harm"))
    return any(
        (hit := sentence.hit(group)) is not None and hit.weight >= least
        for group, least in _MUST_BE_TOLD
    )


def is_intention(text: str) -> bool:
    """Say whether a sentence only tells what somebody is to do."""
    return bool(_INTENTION.match(text)) or bool(
        ("will " in text or "shall " in text) and _AHEAD.search(text) and not _DONE.search(text)
    )


def is_supposed(text: str) -> bool:
    """Say whether a sentence tells what may or should be, or what is so in general."""
    return _loss_of_supposed(text) > 0


def _loss_of_supposed(text: str) -> float:
    """Return what a sentence loses that supposes: all of it, or only somewhere in it."""
    if _SUPPOSITION.match(text) or _GENERAL.match(text):
        return _SUPPOSED
    return _SUPPOSED_WITHIN if _SUPPOSITION.search(text) else 0.0


def is_advice(text: str) -> bool:
    """Say whether a sentence tells what should or may be done, not what was done."""
    return bool(_ADVICE.search(text))


def weigh(sentence: Sentence, section: str | None, *, first: bool, row: bool) -> None:
    """Set a sentence's weight, or the reason why it is left out."""
    sentence.section = section
    reason = _reason_against(sentence, section, row=row)
    if reason:
        sentence.left_out, sentence.left_out_words = reason
        return
    counted = _count(sentence)
    sentence.counted = counted
    weight = sum(counted.values())
    weight += _OWN_DATE if sentence.own else 0.0
    weight += _NEAR_DATE if sentence.near else 0.0
    weight += _NAMED if sentence.named else 0.0
    weight += _FAMILY if sentence.of_family and not sentence.named else 0.0
    weight += _FIRST if first else 0.0
    weight += _LEADS if first and (sentence.names_child or sentence.of_family) else 0.0
    weight += _CATEGORY if row and sentence.category else 0.0
    weight += _EMERGENCY if sentence.of_emergency and first else 0.0
    weight -= _ADVICE_GIVEN if _GIVES_ADVICE.match(sentence.text) else 0.0
    opinion = sentence.hit("opinion")
    if opinion:
        weight -= opinion.weight
    if section == "analysis":
        weight -= 4.0 if _VERB.search(sentence.text) else 4.0 + _RETOLD
    elif section == "decision":
        weight += 3.0
    if any(h.group == "noise.planned" for h in sentence.hits) or sentence.planned:
        weight -= 1.5
    if sentence.hit("noise.administrative") or sentence.hit("noise.training"):
        weight -= 2.0
    if _QUESTION.search(sentence.text) and not sentence.spoken:
        weight -= 3.0
    if is_intention(sentence.text):
        weight -= 3.0
    if not sentence.spoken and section != "decision":
        weight -= _loss_of_supposed(sentence.text)
    if _LONG_PAST.search(sentence.text) and not sentence.own:
        weight -= 4.0
    if _TO_ITS_WRITER.match(sentence.text):
        weight -= _RETOLD
    if _TOLD_ABOUT.fullmatch(sentence.text) and not _telling(sentence):
        weight -= _RETOLD + (_CHILD_TELLS if sentence.child_tells else 0.0)
    sentence.weight = weight


def _count(sentence: Sentence) -> dict[str, float]:
    counted: dict[str, float] = {}
    for hit in sentence.hits:
        family = hit.group
        if sentence.negated(hit) or not family.startswith(
            ("concern.", "adult.", "kind.", "strength", "practice.", "level_", "worker.", "legal_a")
        ):
            continue
        best = counted.get(family, 0.0)
        # A second sign of the same thing adds to it: faeces on the floor and a smell of urine.
        more = _MORE * min(best, hit.weight) if family.startswith("concern.") else 0.0
        counted[family] = max(best, hit.weight) + more
    result = _capped(counted, "concern.", 7.0) | _capped(counted, "adult.", 3.0, share=0.7)
    result |= _capped(counted, "kind.", 5.0, share=0.75)
    result |= _capped(counted, "level_", 3.0) | _capped(counted, "worker.", 3.0)
    for name in ("strength", "practice.drift", "legal_advice"):
        if name in counted:
            result[name] = counted[name]
    if any(s.by_child for s in sentence.spoken):
        result["child_words"] = 4.0
    elif sentence.child_tells and _CHILD_TELLS:
        result["child_words"] = _CHILD_TELLS
    return result


def _capped(
    counted: dict[str, float], family: str, cap: float, share: float = 1.0
) -> dict[str, float]:
    rows = {name: value * share for name, value in counted.items() if name.startswith(family)}
    total = sum(rows.values())
    return {name: value * min(1.0, cap / total) for name, value in rows.items()} if total else {}


def _reason_against(
    sentence: Sentence, section: str | None, *, row: bool
) -> tuple[str, str] | None:
    if section in {"plan", "people"}:
        return ("plan" if section == "plan" else "particulars"), ""
    for group in ("noise.entered_in_error", "noise.other_family", "noise.cancelled_by_service"):
        hit = sentence.hit(group)
        if hit and hit.weight >= 3 and not _is_said(sentence, hit):
            return group.removeprefix("noise."), hit.words
    if _CALLER.fullmatch(sentence.text) or _NOTHING.fullmatch(sentence.text):
        return "no_fact", sentence.text[:40]
    if _is_particulars(sentence):
        return "particulars", sentence.text[:40]
    telling = _telling(sentence)
    hit = sentence.hit("noise.routine")
    told = telling >= _FACT and (sentence.names_child or sentence.of_family)
    if hit and hit.weight >= 3 and not told and not _is_adult_matter(sentence):
        return "routine", hit.words
    hit = sentence.hit("noise.training")
    if hit and hit.weight >= 3 and telling < 3:
        return "training", hit.words
    hit = sentence.hit("noise.administrative")
    if hit and telling < hit.weight:
        return "administrative", hit.words
    return _is_planned(sentence, row=row) or _is_chat(sentence) or _is_general(sentence)


def _is_said(sentence: Sentence, hit: Hit) -> bool:
    """Say whether words stand in quotation marks: "I want a different family" is no error."""
    return any(s.start <= hit.start < s.end for s in sentence.spoken)


def is_telling(hits: Sequence[Hit], text: str) -> bool:
    """Say whether phrases tell of a fact in themselves, whatever else their sentence says."""
    return any(
        h.weight >= _FACT and h.group.startswith(_TELLING) and not is_negated(text, h) for h in hits
    )


def _telling(sentence: Sentence) -> float:
    telling = [h for h in sentence.hits if h.group.startswith(_TELLING)]
    return max((h.weight for h in telling if not sentence.negated(h)), default=0.0)


def _is_adult_matter(sentence: Sentence) -> bool:
    adult = sentence.hit("adult.substance")
    return bool(adult and adult.weight >= 3) or any(s.by_child for s in sentence.spoken)


def _is_particulars(sentence: Sentence) -> bool:
    if sentence.own and not _PHONE.search(sentence.text):
        return False
    hits = [h for h in sentence.hits if h.group == "noise.particulars"]
    label = find_label(sentence.text)
    if label and _PARTICULARS.match(label[0]):
        return _telling(sentence) < 3
    phones = len(_PHONE.findall(sentence.text))
    many = phones >= 2 or len(hits) >= 2 or (phones == 1 and bool(hits))
    return many and _telling(sentence) < 3


def _is_planned(sentence: Sentence, *, row: bool) -> tuple[str, str] | None:
    hit = sentence.hit("noise.planned")
    strong = hit is not None and hit.weight >= 3
    if strong and hit and not sentence.own and _telling(sentence) < 3:
        return "planned", hit.words
    planned = [words for words in sentence.planned if not _is_a_count(sentence.text, words)]
    if planned and not sentence.own and not sentence.near and not row:
        happened = ("practice", "level_", "concern", "child_words", "worker", "strength")
        if not any(name.startswith(happened) for name in _count(sentence)):
            return "planned", planned[0]
    return None


def _is_a_count(text: str, words: str) -> bool:
    """Say whether an ordinal counts things and is no day: "3rd worker in a year"."""
    return bool(_ORDINAL.fullmatch(words)) and bool(
        re.search(re.escape(words) + _COUNTED, text, re.I)
    )


def _is_chat(sentence: Sentence) -> tuple[str, str] | None:
    found = _ASKS.match(sentence.text)
    if found and _telling(sentence) < 3 and not sentence.own and len(sentence.text.split()) < 25:
        return "no_fact", found.group()
    return None


def _is_general(sentence: Sentence) -> tuple[str, str] | None:
    """Leave out what is so of people in general, where nobody of this family is named."""
    found = _GENERAL.match(sentence.text)
    of_these = sentence.own or sentence.spoken or sentence.names_child or sentence.of_family
    if found and not of_these and _telling(sentence) < _FACT and sentence.section != "decision":
        return "no_fact", found.group()[:40]
    return None
