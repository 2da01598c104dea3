"""What quick entry holds: its choices, everything that stands in the form, and how that is kept.

What is done with it is in `quick_entry`; the words that an entry keeps are in `entry_text`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model.codes import AgencyCode, Evidence, Kind, Part, RecordClass
from ui.words import label, say

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


def choice_words(choice: str) -> str:
    """Return the words for one of `CHOICES`."""
    if choice in _OWN_WORDS:
        return say(f"entry.choice.{choice}")
    words = label("kind", CHOICES[choice][1])
    return words[:1].upper() + words[1:]


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
