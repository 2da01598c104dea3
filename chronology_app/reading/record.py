"""Says whose record a whole source is, and whether its header keeps it back.

Owns the clues: who sent it, what it is called, what its first lines and columns say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import takewhile

from chronology_app.model.codes import RecordClass
from chronology_app.reading.document import SourceText
from chronology_app.reading.headings import find_opening
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.names import People
from chronology_app.reading.protection import find_protected_detail
from chronology_app.taxonomy import Taxonomy

_HEAD_PASSAGES = 14
#: A signature stands in the last lines of a message; a role has few words.
_SIGNATURE = 8
_ROLE_WORDS = 7
#: A heading names its author in so many characters; so many headings must name one agency's.
_HEADING = 120
_SOME = 3
#: What only the log of a school says.
_SCHOOL_DAY = re.compile(
    r"\b(?:form\s+tutor|head\s+of\s+year|HOY|DSL|SENDCo|SENCo|tutor\s+group|assembly|PE\s+kit|homework"
    r"|playground|lessons?|lates|detention|suspension|parents['’]?\s+eve(?:ning)?|school\s+trip|Y(?:ea)?r?\s?\d{1,2}"
    r"|Reception\s+class|class\s+teacher|teaching\s+assistant|dinner\s+lady|lunch\s+hall)\b"
)
#: Systems and words of one kind of agency over its records.
_SYSTEMS = (
    (re.compile(r"\b(?:MERLIN|STORM|Niche|PAC|VPN|VIST|CRIMINT|Athena|OIS|CAD\s+log)\b"), "police"),
    (re.compile(r"\b(?:CPOMS|MyConcern|Bromcom|Arbor|SIMS|Student:|Pupil:)"), "school"),
    (re.compile(r"\b(?:EMIS|Vision\s+3|Docman)\b"), "gp"),
    (re.compile(r"\b(?:nDelius|Delius|OASys)\b", re.I), "probation"),
    (re.compile(r"\b(?:Mosaic|Liquid\s?logic|Care\s?First|LCS|WCCIS)\b"), "childrens_social_care"),
    (re.compile(r"\b(?:key-?working|keywork\s+notes|recovery\s+plan)\b", re.I), "substance_misuse"),
)
_SYSTEM_PASSAGES = 3
_SYSTEM_CHARS = 200
_SOURCE_COLUMN = re.compile(
    r"source(?:\s+of\s+\w+)?|agency(?:\s*/\s*source)?|service|organi[sz]ation|asiantaeth", re.I
)
_SCHOOL_COLUMNS = re.compile(
    r"^(?:pupils?(?:\s*\(s\))?|pupil\s+name|upn|year\s+(?:group|gp)|form|tutor\s+group|class|possible|poss"
    r"|attended|att|%\s*att(?:endance)?|half[\s-]days|sessions)$",
    re.I,
)
#: One such column is enough; "class" or "form" alone may be a police log's.
_PUPIL = re.compile(r"^(?:pupil|upn|year\s+g)", re.I)
#: What file names commonly begin with or hold.
_NAMES = (
    (
        re.compile(r"(?:^|[_\W])(?:HV|health.?visit\w*|school.?nurs\w*)(?=[_\W]|$)", re.I),
        "health_visiting",
    ),
    (re.compile(r"midwi|maternity", re.I), "midwifery"),
    (
        re.compile(
            r"police|constabulary|heddlu|incident.?log|occurrence|custody|merlin|niche|athena", re.I
        ),
        "police",
    ),
    (
        re.compile(
            r"(?:^|[_\W])(?:LA|CS|CSC|SW|MASH|CIN|ICPC|RCPC|CPC|LAC|supervision|case.?notes?"
            r"|social.?care|strategy)(?=[_\W]|$)",
            re.I,
        ),
        "childrens_social_care",
    ),
    (re.compile(r"early.?help|(?:^|[_\W])(?:EH|TAF)(?=[_\W]|$)", re.I), "early_help"),
    (
        re.compile(
            r"attendance|school|academy|primary|cpoms|my.?concern|(?:^|[_\W])(?:sims|arbor|bromcom)(?=[_\W]|$)|ysgol|safeguarding.?log|pupil|sessions",
            re.I,
        ),
        "school",
    ),
    (re.compile(r"nursery|cylch|preschool|playgroup", re.I), "early_years"),
    (re.compile(r"(?:^|[_\W])(?:SLT|SALT|speech)(?=[_\W]|$)", re.I), "speech_language"),
    (re.compile(r"(?:^|[_\W])(?:GP|surgery)(?=[_\W]|$)", re.I), "gp"),
    (re.compile(r"hospital|(?:^|[_\W])(?:ED|paed\w*)(?=[_\W]|$)", re.I), "hospital"),
    (re.compile(r"housing|tenancy", re.I), "housing"),
    (re.compile(r"dental|dentist", re.I), "dental"),
    (re.compile(r"camhs", re.I), "camhs"),
    (re.compile(r"probation", re.I), "probation"),
    (re.compile(r"judgment|court.?order", re.I), "court"),
)
_MADE_BY = re.compile(
    r"\b(?:(?:witness\s+)?statement\s+of|report\s+(?:of|by)|prepared\s+by|written\s+by"
    r"|(?:author|caseload\s+holder)(?=\s*:)"
    r"|(?:allocated\s+|key\s+|lead\s+)?(?<!social\s)(?<!support\s)worker(?=\s*:|\s+(?-i:[A-Z])))"
    r"\s*:?\s*(?P<who>[A-Z][^\n,;(]{2,40})",
    re.I,
)


#: A form's boxes that say who filled it in.
_FILLED_BY = (
    r"(?:referring\s+|your\s+|reporting\s+)?(?:agency|organi[sz]ation)(?:\s+name)?"
    r"|(?:name\s+of|referring|your)\s+(?:agency|service|setting|school|establishment)|refer(?:rer|red\s+by)(?:['’]s\s+(?:name|role|agency|details))?|referrer\s+details"
    r"|(?:name\s+(?:and|&|/)\s+)?(?:role|job\s+title|designation|position)(?:\s*(?:/|and|&)\s*\w+)?"
    r"|(?:form\s+|report\s+|referral\s+)?(?:completed|submitted|made|prepared|written)\s+by"
    r"|agency\s*/\s*\w+|asiantaeth|person\s+(?:referring|completing\s+(?:this\s+)?form)"
)
_FILLED_LABEL = re.compile(rf"\s*(?:{_FILLED_BY})\s*:?\s*", re.I)
_FILLED_LINE = re.compile(rf"\s*(?:{_FILLED_BY})\s*:\s*(?P<who>\S.{{2,80}})", re.I)
_FORM_PASSAGES = 40
#: "I am Ann Pell, a social worker in the East team".
_I_AM = re.compile(
    r"\bI\s+am\s+(?:[A-Z][\w'’.-]*\s+){1,4}?(?:[A-Z][\w'’-]*),?\s*(?:and\s+I\s+am\s+)?"
    r"(?:an?|the)\s+(?P<role>[^.;\n]{4,80})"
    r"|\bI\s+am\s+(?:employed|working)\s+(?:by\s+[^.;\n]{2,50}?\s+)?as\s+(?:an?|the)\s+(?P<post>[^.;\n]{4,80})"
)
#: Words behind these name the one who gets a record, not the one whose it is.
_FOR_WHOM = re.compile(
    r"\b(?:for\s+disclosure\s+to|disclosed\s+to|extract\s+for|prepared\s+for|report\s+(?:for|to)"
    r"|(?:sent|copied|copy|copies|cc|addressed|supplied|released|provided)\s*(?:to|:)|f\.?a\.?o\.?"
    r"|for\s+the\s+attention\s+of|requested\s+by|at\s+the\s+request\s+of|return\s+to)\b[^\n.;]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class RecordAgency:
    """The agency whose record a source is, and why."""

    code: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceClass:
    """The class that a source's own header gives it."""

    code: RecordClass = RecordClass.ORDINARY
    words: str = ""


def agency_of_source(
    text: SourceText, people: People, lexicon: Lexicon, taxonomy: Taxonomy
) -> RecordAgency:
    """Return whose record a source is; "other" when nothing tells."""
    if text.agency:
        return RecordAgency(text.agency, "record_given", "")
    sender = text.metadata.get("from", "")
    if sender:
        found = _by_name(sender, people, lexicon, taxonomy)
        if found:
            return RecordAgency(found, "record_sender", sender)
        signed = _by_signature(text, taxonomy)
        if signed:
            return signed
    columns = [p.text.strip() for p in text.passages[:_HEAD_PASSAGES] if p.kind == "cell"]
    schools = [words for words in columns if _SCHOOL_COLUMNS.match(words)]
    if schools and (len(schools) > 1 or _PUPIL.match(schools[0])):
        return RecordAgency("school", "record_columns", schools[0])
    maker = _by_form(text, lexicon, taxonomy) or _maker(text, people, taxonomy)
    if maker:
        return maker
    name = text.file_name.rsplit("/", 1)[-1]
    by_name = next(((c, m.group()) for p, c in _NAMES if (m := p.search(name))), None)
    # What a message says first names the one who gets it, not the one whose record it is.
    by_head = None if sender else _by_head(text, lexicon)
    if by_head and (by_name is None or by_head[2] >= 3):
        return RecordAgency(by_head[0], "record_header", by_head[1])
    if by_name:
        return RecordAgency(by_name[0], "record_file_name", by_name[1])
    by_authors = _by_authors(text, people, taxonomy)
    if by_authors:
        return by_authors
    system = _by_system(text)
    if system:
        return system
    told = _SCHOOL_DAY.findall(" | ".join(_cells_text(text)))
    if len(told) >= _SOME:
        return RecordAgency("school", "record_columns", told[0])
    return RecordAgency("other", "record_unknown", "")


def _cells_text(text: SourceText) -> list[str]:
    """Return the words of a log's cells and sheets; nothing where a column names the source."""
    cells = [p for p in text.passages if p.kind == "cell" and p.locator.table is None]
    if any(_SOURCE_COLUMN.fullmatch(p.text.strip()) for p in cells[:_HEAD_PASSAGES]):
        return []
    return [*dict.fromkeys(p.locator.sheet or "" for p in cells), *(p.text for p in cells)]


def class_of_source(text: SourceText, lexicon: Lexicon) -> SourceClass:
    """Return the class that a header such as "not for disclosure" gives the whole source.

    Such a header does not say that the text is legal advice, only that somebody must decide before
    it leaves: the class is `public_interest` until a person has decided.
    """
    lists = lexicon.only("legal_advice", "not_for_disclosure")
    for passage in text.passages[:8]:
        if passage.kind == "cell":
            continue
        for hit in lists.find(passage.text):
            if hit.group == "legal_advice" and re.search("privileg", hit.words, re.I):
                return SourceClass(RecordClass.LEGAL_ADVICE, hit.words)
            # An address kept from one parent guards that address, not the whole document.
            if hit.group == "not_for_disclosure" and not find_protected_detail(passage.text):
                return SourceClass(RecordClass.PUBLIC_INTEREST, hit.words)
    return SourceClass()


def _by_system(text: SourceText) -> RecordAgency | None:
    """Read the name of a system that one kind of agency uses, in the first lines."""
    for passage in text.passages[:_SYSTEM_PASSAGES]:
        for pattern, code in _SYSTEMS:
            found = pattern.search(passage.text[:_SYSTEM_CHARS])
            if found:
                return RecordAgency(code, "record_header", found.group())
    return None


def _by_form(text: SourceText, lexicon: Lexicon, taxonomy: Taxonomy) -> RecordAgency | None:
    """Read the boxes of a form that say who filled it in."""
    label = False
    for passage in text.passages[:_FORM_PASSAGES]:
        words = passage.text.strip()
        line = next((m for m in map(_FILLED_LINE.match, words.splitlines()) if m), None)
        who = line.group("who") if line else words if label and passage.kind == "cell" else ""
        hits = [h for h in lexicon.find(who) if h.group.startswith("agency.")] if who else []
        named = max(hits, key=lambda h: h.weight).group.removeprefix("agency.") if hits else None
        code = named or (taxonomy.agency_of_role(who) if who else None)
        if code and code != "family":
            return RecordAgency(code, "record_maker", who)
        label = passage.kind == "cell" and bool(_FILLED_LABEL.fullmatch(words))
    return None


def _maker(text: SourceText, people: People, taxonomy: Taxonomy) -> RecordAgency | None:
    """Read "Statement of ..." and the like in the first lines."""
    for passage in text.passages[:_HEAD_PASSAGES]:
        if passage.kind == "cell":
            continue
        found = _MADE_BY.search(passage.text)
        role = _I_AM.search(passage.text)
        code = taxonomy.agency_of_role(role.group("role") or role.group("post")) if role else None
        if role and code and code != "family":
            return RecordAgency(code, "record_maker", role.group())
        named = people.find(found.group("who")) if found else []
        for person in named:
            code = taxonomy.agency_of_role(person.person.role)
            if found and code and code != "family" and not person.person.is_child:
                return RecordAgency(code, "record_maker", found.group())
    return None


def _by_authors(text: SourceText, people: People, taxonomy: Taxonomy) -> RecordAgency | None:
    """Read whose workers most of the dated entries name in their headings."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for passage in text.passages:
        if passage.kind == "cell" or find_opening(passage.text, heading=True) is None:
            continue
        for named in people.find(passage.text[:_HEADING]):
            code = taxonomy.agency_of_role(named.person.role)
            if code and code != "family" and not named.person.is_child:
                counts[code] += 1
                words.setdefault(code, named.words)
    if not counts:
        return None
    code, count = counts.most_common(1)[0]
    if count < _SOME or count * 2 <= counts.total():
        return None
    return RecordAgency(code, "record_authors", words[code])


def _by_signature(text: SourceText, taxonomy: Taxonomy) -> RecordAgency | None:
    """Read the role under the sender's name, in the last lines of a message."""
    body = [p for p in text.passages if p.locator.message_part in {None, "body"}]
    lines = [line.strip() for p in body[-_SIGNATURE:] for line in p.text.splitlines()]
    for line in reversed(lines[-_SIGNATURE:]):
        short = 0 < len(line.split()) <= _ROLE_WORDS and not line.endswith((".", "?", ","))
        code = taxonomy.agency_of_role(line) if short else None
        if code and code != "family":
            return RecordAgency(code, "record_sender", line)
    return None


def _by_name(words: str, people: People, lexicon: Lexicon, taxonomy: Taxonomy) -> str | None:
    name = re.split(r"[<(@]", words)[0]
    for named in people.find(name):
        role = taxonomy.agency_of_role(named.person.role)
        if role:
            return role
    spaced = re.sub(r"[._@<>-]", " ", words)
    hits = [h for h in lexicon.find(spaced) if h.group.startswith("agency.")]
    return hits[0].group.removeprefix("agency.") if hits else None


def _by_head(text: SourceText, lexicon: Lexicon) -> tuple[str, str, float] | None:
    """Weigh the agencies named in the title and first lines; the title counts most."""
    weights: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    # What stands over the first dated entry is the record's title; who is named in an entry is not.
    head = takewhile(lambda p: find_opening(p.text) is None, text.passages[1:_HEAD_PASSAGES])
    prose = [p for p in (*text.passages[:1], *head) if p.kind != "cell"][:5]
    for number, passage in enumerate(prose):
        share = 3.0 if number == 0 else 1.0
        for hit in lexicon.find(_FOR_WHOM.sub(" ", passage.text[:300])):
            if hit.group.startswith("agency.") and hit.group != "agency.family":
                code = hit.group.removeprefix("agency.")
                weights[code] += share * hit.weight / 3
                words.setdefault(code, hit.words)
    if not weights:
        return None
    code = max(weights, key=lambda name: weights[name])
    return code, words[code], weights[code]
