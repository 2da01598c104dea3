"""What the quick entry form holds, what is kept of it while it is typed, and how it is saved.

How the form looks is in `dialogs.quick_entry`; how a typed entry becomes records is
`commands.entries`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import Entry, Person
from chronology_app.model.codes import (
    AgencyCode,
    Evidence,
    Kind,
    Part,
    RecordClass,
    Role,
    Significance,
)
from ui.presenters.dates import NEAR, understand_time
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

#: What can be typed: choice -> (form that is kept, kind of event, how the author knows).
CHOICES = {
    "visit": ("visit", Kind.VISIT, Evidence.FIRST_HAND),
    "phone_call": ("phone_call", Kind.OBSERVATION, Evidence.REPORTED),
    "note": ("note", Kind.OBSERVATION, Evidence.FIRST_HAND),
    "meeting": ("note", Kind.MEETING, Evidence.REPORTED),
    "missed_appointment": ("note", Kind.MISSED_APPOINTMENT, Evidence.FIRST_HAND),
    "referral": ("note", Kind.REFERRAL, Evidence.REPORTED),
    "assessment": ("note", Kind.ASSESSMENT, Evidence.OPINION),
    "decision": ("note", Kind.DECISION, Evidence.FIRST_HAND),
    "service": ("note", Kind.SERVICE, Evidence.FIRST_HAND),
    "health_contact": ("note", Kind.HEALTH_CONTACT, Evidence.REPORTED),
    "school_concern": ("note", Kind.SCHOOL_CONCERN, Evidence.REPORTED),
    "police_incident": ("note", Kind.POLICE_INCIDENT, Evidence.REPORTED),
    "change_of_worker": ("note", Kind.CHANGE_OF_WORKER, Evidence.FIRST_HAND),
    "move": ("note", Kind.MOVE, Evidence.REPORTED),
    "concern_card": ("concern_card", Kind.OBSERVATION, Evidence.FIRST_HAND),
    "low_level_concern": ("low_level_concern", Kind.OBSERVATION, Evidence.FIRST_HAND),
}
#: The choices of the short form (S29); all others are those of the full one.
CARDS = ("concern_card", "low_level_concern")
#: Choices with words of their own; the others are called what their kind is called.
_OWN_WORDS = frozenset(("visit", "phone_call", "note", "concern_card", "low_level_concern"))
#: The parts that the grid offers, in its order.
PARTS = (Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO, Part.PRESENT, Part.NOT_SEEN)
#: Parts that a part brings with it, and parts that cannot stand beside it.
_IMPLIED = {Part.SEEN_ALONE: (Part.SEEN,)}
_EXCLUDED = {
    Part.NOT_SEEN: (Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO, Part.PRESENT),
    Part.SEEN: (Part.NOT_SEEN,),
    Part.SEEN_ALONE: (Part.NOT_SEEN,),
    Part.SPOKEN_TO: (Part.NOT_SEEN,),
    Part.PRESENT: (Part.NOT_SEEN,),
}
_AUTHOR = "entry.author"


@dataclass(frozen=True, slots=True)
class Said:
    """Exact words of one child, and by whom and how they were asked."""

    child_id: str = ""
    words: str = ""
    asked_by: str = ""
    how_asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that stands in the form; people by id, dates as EDTF with the words typed."""

    choice: str = "visit"
    seen_or_heard: str = ""
    children: tuple[str, ...] = ()
    #: The words of the date, and what they mean; empty where they are not understood.
    when: str = ""
    edtf: str = ""
    modifier: str = ""
    time: str = ""
    said: tuple[Said, ...] = ()
    #: Person -> parts.
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Person -> why not seen.
    why: Mapping[str, str] = field(default_factory=dict)
    action: str = ""
    #: Child -> types of concern.
    concerns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: str = ""
    strength: str = ""
    place: str = ""
    others: str = ""
    evidence: str = ""
    author: str = ""
    post: str = ""
    agency: str = AgencyCode.CHILDRENS_SOCIAL_CARE.value
    record_class: str = RecordClass.ORDINARY.value
    #: The entry that this one corrects.
    corrects: str = ""

    @property
    def is_worth_keeping(self) -> bool:
        """Say whether anything was typed that would be missed."""
        typed = (self.seen_or_heard, self.action, self.strength, self.others, *self.why_words)
        said = any(one.words.strip() or one.how_asked.strip() for one in self.said)
        return said or any(text.strip() for text in typed)

    @property
    def why_words(self) -> tuple[str, ...]:
        """The reasons given for not having seen somebody."""
        return tuple(self.why.values())

    @property
    def date(self) -> FuzzyDate | None:
        """The date, where the words were understood."""
        if not self.edtf:
            return None
        try:
            return FuzzyDate.parse(self.edtf, self.when, self.modifier or None)
        except DateValueError:
            return None


@dataclass(frozen=True, slots=True)
class Start:
    """What the form needs to know when it opens."""

    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    #: A draft that was left behind, or the entry that is to be corrected; else an empty form.
    draft: Draft
    #: The draft was left behind by this person.
    is_left_behind: bool = False

    @property
    def people(self) -> tuple[Person, ...]:
        """Children first."""
        return (*self.children, *self.adults)


# --- opening -----------------------------------------------------------------------------------


def load_start(book: Casebook, case_id: str, choice: str, corrects: str = "") -> Start:
    """Return what the form begins with: people, who writes, and a draft that was left behind."""
    # The grammar of dates is large: it is loaded here, so that no key has to wait for it.
    import chronology_app.reading.dates  # noqa: F401

    people = sorted(book.queries.records(Person, case_id), key=lambda one: one.position)
    children = tuple(one for one in people if one.is_child)
    adults = tuple(
        one for one in people
        if not one.is_child and one.role != Role.PROFESSIONAL and not one.died
    )  # fmt: skip
    author = _with_author(book, case_id, Draft(choice=choice))
    left = read_draft(book.remembered(case_id, draft_name(choice, corrects)))
    if left is not None:
        return Start(children, adults, left, is_left_behind=True)
    if corrects:
        return Start(children, adults, _correction(book, case_id, corrects, author))
    only = (children[0].id,) if len(children) == 1 else ()
    return Start(children, adults, replace(author, children=only))


def draft_name(choice: str, corrects: str = "") -> str:
    """Return the name that a draft is remembered by: one for each form and each correction."""
    if corrects:
        return f"entry.correction.{corrects}"
    return "entry.card_draft" if choice in CARDS else "entry.draft"


def _with_author(book: Casebook, case_id: str, draft: Draft) -> Draft:
    try:
        known = json.loads(book.remembered(case_id, _AUTHOR) or "{}")
    except ValueError:
        known = {}
    kept = {k: v for k, v in known.items() if k in ("author", "post", "agency") and v}
    return replace(draft, **{"author": book.by, **kept})


def _correction(book: Casebook, case_id: str, entry_id: str, author: Draft) -> Draft:
    """Return the earlier entry's fields to be corrected; its text where it has none of them."""
    entry = book.queries.record(Entry, case_id, entry_id)
    draft = draft_of_fields(entry.fields)
    if not draft.seen_or_heard:
        passages = book.queries.passages(case_id, entry.source_id)
        draft = replace(draft, seen_or_heard="\n".join(one.text for one in passages))
    if not draft.edtf:
        when = entry.date
        draft = replace(draft, when=when.text or when.edtf, edtf=when.edtf,
                        modifier=when.modifier or "", time=entry.time or "")  # fmt: skip
    return replace(
        draft, author=author.author, post=author.post, agency=author.agency, corrects=entry_id
    )


# --- drafts ------------------------------------------------------------------------------------


def write_draft(draft: Draft) -> str:
    """Return a draft as text that can be remembered; empty when there is nothing to keep."""
    return json.dumps(asdict(draft), ensure_ascii=False) if draft.is_worth_keeping else ""


def read_draft(text: str) -> Draft | None:
    """Return the draft that was remembered; None when there is none that can be read."""
    if not text:
        return None
    try:
        found = json.loads(text)
        return _draft(found)
    except (ValueError, TypeError, AttributeError):
        return None


def _draft(found: Mapping[str, Any]) -> Draft:
    known = {one.name for one in fields(Draft)}
    values = {name: value for name, value in found.items() if name in known}
    values["said"] = tuple(Said(**one) for one in values.get("said") or ())
    values["children"] = tuple(values.get("children") or ())
    for name in ("parts", "concerns"):
        values[name] = {key: tuple(codes) for key, codes in dict(values.get(name) or {}).items()}
    values["why"] = dict(values.get("why") or {})
    return Draft(**values)


def fields_of_draft(draft: Draft) -> dict[str, str]:
    """Return the form's fields by name as the entry keeps them: texts, lists and tables as JSON."""
    kept = {}
    for name, value in asdict(draft).items():
        if value and name != "corrects":
            kept[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return kept


def draft_of_fields(kept: Mapping[str, str]) -> Draft:
    """Return the form as an entry keeps it; fields that are not of this form are left out."""
    found: dict[str, Any] = {}
    for one in fields(Draft):
        value = kept.get(one.name)
        if value is None or one.name == "corrects":
            continue
        is_text = isinstance(one.default, str)
        try:
            found[one.name] = value if is_text else json.loads(value)
        except ValueError:
            continue
    try:
        return _draft(found)
    except (TypeError, ValueError, AttributeError):
        return Draft(seen_or_heard=kept.get("seen_or_heard", ""))


# --- rules of the grid -------------------------------------------------------------------------


def toggle_part(parts: Sequence[str], part: str) -> tuple[str, ...]:
    """Return a person's parts with one more or one less; what cannot stand together gives way."""
    if part in parts:
        without = {part, *(p for p, brings in _IMPLIED.items() if part in brings)}
        return tuple(one for one in parts if one not in without)
    brought = {part, *_IMPLIED.get(Part(part), ())}
    gone = {one for new in brought for one in _EXCLUDED[Part(new)]}
    return tuple(one for one in PARTS if one in brought or (one in parts and one not in gone))


def words_of_date(typed: str, when: FuzzyDate | None) -> str:
    """Return the words of a date that can be read later: "today" means nothing next week."""
    near = when is not None and " ".join(typed.split()).casefold() in NEAR
    return date_words(when) if near else typed.strip()


# --- what is wrong, and saving -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrong:
    """What keeps the form from being saved: the field, and the sentence."""

    field: str
    sentence: str


def find_wrong(draft: Draft) -> Wrong | None:
    """Return the first thing that must be mended; None when the entry can be saved."""
    if not draft.seen_or_heard.strip() and not any(one.words.strip() for one in draft.said):
        return Wrong("seen_or_heard", say("entry.need_words"))
    if draft.date is None:
        return Wrong("when", say("entry.need_date" if not draft.when else "entry.date_unclear"))
    if understand_time(draft.time) is None:
        return Wrong("time", say("entry.time_unclear"))
    if any(one.words.strip() and not one.child_id for one in draft.said):
        return Wrong("said", say("entry.need_speaker"))
    if not draft.author.strip():
        return Wrong("author", say("entry.need_author"))
    return None


def find_doubt(draft: Draft, start: Start) -> Wrong | None:
    """Return what is asked once before saving, though the entry can stand as it is."""
    if start.children and not draft.children:
        return Wrong("children", say("entry.no_child_ticked"))
    return None


def choice_words(choice: str) -> str:
    """Return the words for one of `CHOICES`."""
    if choice in _OWN_WORDS:
        return say(f"entry.choice.{choice}")
    words = label("kind", CHOICES[choice][1])
    return words[:1].upper() + words[1:]


def save_entry(book: Casebook, case_id: str, draft: Draft) -> Changed:
    """Keep the entry and its confirmed event; the draft goes and its author is remembered.

    Errors: those of `Casebook.add_entry`; then the draft stays as it was.
    """
    from chronology_app.casefile import TypedEntry

    people = {one.id: one for one in book.queries.records(Person, case_id)}
    when = draft.date
    if when is None:
        raise BadValueError("entry.need_date")
    form, kind, _ = CHOICES[draft.choice]
    typed = TypedEntry(
        author=draft.author.strip(),
        post=draft.post.strip(),
        text=entry_text(draft, people),
        date=when,
        time=understand_time(draft.time) or None,
        agency=draft.agency,
        citation_title=_title(draft),
        form=fields_of_draft(draft),
        fields=_event_fields(draft, people, kind),
        form_code=form,
        corrects_id=draft.corrects or None,
    )
    changed = book.add_entry(case_id, typed)
    book.remember(case_id, draft_name(draft.choice, draft.corrects), "")
    author = {"author": draft.author, "post": draft.post, "agency": draft.agency}
    book.remember(case_id, _AUTHOR, json.dumps(author, ensure_ascii=False))
    return changed


def _title(draft: Draft) -> str:
    form = CHOICES[draft.choice][0]
    post = "_post" if draft.post.strip() else ""
    group = form if form in (*CARDS, "phone_call") else "note"
    return say(f"entry.title.{group}{post}", author=draft.author.strip(), post=draft.post.strip())


def _event_fields(draft: Draft, people: Mapping[str, Person], kind: Kind) -> dict[str, Any]:
    names = {one: person.name for one, person in people.items()}
    said = [one for one in draft.said if one.words.strip()]
    fact = draft.seen_or_heard.strip() or _said_words(said[0], names)
    if draft.choice in CARDS and draft.agency == AgencyCode.SCHOOL:
        kind = Kind.SCHOOL_CONCERN
    found: dict[str, Any] = {
        "fact": fact,
        "kind": kind.value,
        "agency": draft.agency,
        "recorded_by": draft.agency,
        "evidence": draft.evidence or CHOICES[draft.choice][2].value,
        "place": draft.place.strip(),
        "action": draft.action.strip(),
        "class": draft.record_class,
        "children": [names[one] for one in draft.children if one in names],
        "people": [
            {"name": names[who], "part": part, "why": draft.why.get(who, "").strip()}
            if part == Part.NOT_SEEN
            else {"name": names[who], "part": part}
            for who, parts in draft.parts.items()
            for part in parts
            if who in names
        ],
        "child_words": [
            {"child": names[one.child_id], "words": one.words.strip(),
             "asked_by": one.asked_by.strip(), "how_asked": one.how_asked.strip()}
            for one in said if one.child_id in names
        ],
    }  # fmt: skip
    concerns = [
        {"child": names[child], "type": code, **({"weight": draft.level} if draft.level else {})}
        for child, codes in draft.concerns.items()
        for code in codes
        if child in names
    ]
    if concerns:
        found["concerns"] = concerns
    if draft.strength.strip():
        found["strengths"] = [{"words": draft.strength.strip()}]
    if draft.level:
        found["significance"] = Significance(draft.level).value
    return found


# --- the text that is kept ---------------------------------------------------------------------


def entry_text(draft: Draft, people: Mapping[str, Person]) -> str:
    """Return the words that are kept for ever: what was typed, a labelled line for each field."""
    names = {one: person.name for one, person in people.items()}
    lines = [draft.seen_or_heard.strip()]
    lines += [_said_line(one, names) for one in draft.said if one.words.strip()]
    lines += _part_lines(draft, names)
    if draft.action.strip():
        lines.append(say("entry.line.action", words=draft.action.strip()))
    lines += _concern_lines(draft, names)
    if draft.strength.strip():
        lines.append(say("entry.line.strength", words=draft.strength.strip()))
    for name in ("place", "others"):
        words = getattr(draft, name).strip()
        if words:
            lines.append(say(f"entry.line.{name}", words=words))
    about = ", ".join(names[one] for one in draft.children if one in names)
    when = " ".join(filter(None, (draft.when.strip(), understand_time(draft.time))))
    lines.append(say("entry.line.kind", kind=choice_words(draft.choice), when=when))
    if about:
        lines.append(say("entry.line.children", names=about))
    return "\n".join(line for line in lines if line)


def _said_words(said: Said, names: Mapping[str, str]) -> str:
    return say("entry.line.words", child=names.get(said.child_id, ""), words=said.words.strip())


def _said_line(said: Said, names: Mapping[str, str]) -> str:
    found = _said_words(said, names)
    for name in ("asked_by", "how_asked"):
        words = getattr(said, name).strip()
        if words:
            found += " " + say(f"entry.line.{name}", words=words)
    return found


def _part_lines(draft: Draft, names: Mapping[str, str]) -> list[str]:
    lines = []
    for part in PARTS:
        who = [one for one, parts in draft.parts.items() if part in parts and one in names]
        told = [
            say("entry.name_why", name=names[one], why=why)
            if part == Part.NOT_SEEN and (why := draft.why.get(one, "").strip())
            else names[one]
            for one in who
        ]
        if told:
            words = label("part", part)
            words = words[:1].upper() + words[1:]
            lines.append(say("entry.line.part", part=words, names=", ".join(told)))
    return lines


def _concern_lines(draft: Draft, names: Mapping[str, str]) -> list[str]:
    lines = [
        say("entry.line.concern", name=names[child],
            types=", ".join(label("type", code) for code in codes))
        for child, codes in draft.concerns.items()
        if codes and child in names
    ]  # fmt: skip
    if draft.level:
        lines.append(say("entry.line.level", level=label("significance", draft.level)))
    return lines
