"""What can be changed in a suggestion before it is accepted: values of a form, and what differs.

How the form looks is left to `widgets.suggestion_form`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chronology_app.commands.family import Family
from chronology_app.dates import FuzzyDate
from chronology_app.model import Person, Suggestion
from chronology_app.model.codes import Part, RecordClass

Values = dict[str, Any]
#: The suggestion's fields that a form shows as they are.
_PLAIN = ("fact", "kind", "agency", "recorded_by", "author", "evidence", "strength")
#: What a person adds and no suggestion has.
_ADDED = ("court_wording", "significance", "place", "action", "result")


def values_of(
    suggestion: Suggestion | None, quote: str = "", record: str = "other",
    people: Sequence[Person] = (),
) -> Values:  # fmt: skip
    """Return what a form begins with: the suggestion, or only words that are to be an event.

    `record`: the agency code whose record the words stand in, where nothing is suggested.
    `people`: the family as it is now; who was new when the words were read may belong to it.
    """
    if suggestion is None:
        values: Values = {**_nothing(), "fact": quote, "agency": record, "recorded_by": record}
        return values
    return {
        **_nothing(),
        **{name: getattr(suggestion, name) for name in _PLAIN},
        "date": suggestion.date,
        "time": suggestion.time or "",
        "children": suggestion.children,
        "people": _people(suggestion, Family(people)),
        "neglect_types": suggestion.concern_types,
        "class": suggestion.record_class.value,
        "child_words": _heard(suggestion),
    }


def _people(suggestion: Suggestion, family: Family) -> list[dict[str, str]]:
    found = []
    for one in suggestion.people:
        known = family.find(one.name) if one.is_new else None
        if known is not None or not one.is_new:
            name = known.name if known else one.name
            found.append({"name": name, "part": one.part, "why": one.why})
    return found


def _nothing() -> Values:
    empty = dict.fromkeys(("fact", "author", "time", *_ADDED), "")
    return {
        **empty, "date": None, "children": (), "people": [], "kind": "observation",
        "agency": "other", "recorded_by": "other", "evidence": "reported", "neglect_types": (),
        "strength": False, "class": RecordClass.ORDINARY.value, "child_words": [],
    }  # fmt: skip


def _heard(suggestion: Suggestion) -> list[dict[str, str]]:
    """Return a child's words with the child who is known to have said them."""
    if not suggestion.child_words:
        return []
    named = [r.words for r in suggestion.reasons if r.rule == "child_words_by"]
    named = [name for name in named if name in suggestion.children]
    only = suggestion.children if len(suggestion.children) == 1 else ()
    child = (*named, *only, "")[0]
    return [{"child": child, "words": suggestion.child_words, "asked_by": "", "how_asked": ""}]


def changed_fields(values: Values, before: Values) -> dict[str, Any]:
    """Return the fields of a decision: only what a person made different."""
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name not in before or _same(value, before[name]):
            continue
        if name == "people" and parts_by_name(value) == parts_by_name(before[name]):
            continue  # only told in another order, or without whom it is about
        fields[name] = _as_field(name, value, before)
    return {name: value for name, value in fields.items() if value is not None}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return list(one) == list(other)
    if isinstance(one, FuzzyDate) and isinstance(other, FuzzyDate):
        return (one.edtf, one.modifier) == (other.edtf, other.modifier)
    return bool(one == other)


def _as_field(name: str, value: Any, before: Values) -> Any:
    if name == "date":
        return _date_field(value, before["date"])
    if isinstance(value, (list, tuple)):
        return list(value)
    return value if value != "" or name in ("time", "fact", "author") else None


def _date_field(when: FuzzyDate | None, suggested: FuzzyDate | None) -> dict[str, Any]:
    """Return a corrected date; the source's own words stay beside it."""
    if when is None:
        return {"edtf": None}
    words = suggested.text if suggested else ""
    found: dict[str, Any] = {"edtf": when.edtf, "text": words}
    return {**found, "modifier": when.modifier} if when.modifier else found


def add_fields(values: Values) -> dict[str, Any]:
    """Return the fields of an event made of words that nothing was suggested for: all of them."""
    fields = {name: _as_field(name, value, {"date": None}) for name, value in values.items()}
    if fields.get("time") == "":
        fields.pop("time")
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


# --- parts of people ---------------------------------------------------------------------------

#: Parts that a person can be given in an event; a subject is chosen among the children.
PARTS = (Part.PRESENT, Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO, Part.NOT_SEEN)


def parts_by_name(people: Sequence[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return name -> part -> why, as a form shows people."""
    found: dict[str, dict[str, str]] = {}
    for one in people:
        if one.get("part") != Part.SUBJECT:
            found.setdefault(one["name"], {})[one.get("part", Part.PRESENT)] = one.get("why", "")
    return found


def names_to_offer(people: Sequence[Person], named: Sequence[str]) -> list[str]:
    """Return the names that can be given a part: the family, then who else was named."""
    known = [person.name for person in people]
    return known + [name for name in named if name not in known]


# --- drafts ------------------------------------------------------------------------------------


def plain_draft(values: Values, date_words: str) -> dict[str, Any]:
    """Return a half-typed form as it can be remembered; the date as it was typed."""
    plain = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if k != "date"}
    return {**plain, "date_words": date_words}


# --- splitting ---------------------------------------------------------------------------------

_BORDER = re.compile(r"(?<=[;.!?])\s+(?=\S)|\n+")


def parts_of(quote: str) -> list[str]:
    """Return the words of a quote as parts to begin with: its sentences and half sentences.

    Each part stands in the quote as it is given; one that holds fewer than three words belongs to
    the part before it, as a date in front of a sentence does to the sentence.
    """
    pieces: list[tuple[int, int]] = []
    start = 0
    for border in _BORDER.finditer(quote):
        pieces.append((start, border.start()))
        start = border.end()
    pieces.append((start, len(quote)))
    found: list[tuple[int, int]] = []
    for first, last in pieces:
        is_short = len(quote[first:last].split()) < 3
        if found and is_short:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return [quote[first:last].strip() for first, last in found if quote[first:last].strip()]


def part_fact(words: str) -> str:
    """Return the fact that a part begins with: its words, with a capital and a full stop."""
    text = " ".join(words.split()).rstrip(" ;,")
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", '"', "\u201d")) else f"{text}."


def types_in(suggestion: Suggestion, words: str) -> tuple[str, ...]:
    """Return the types of concern whose words stand in a part of the quote."""
    matched = {r.rule: r.words.casefold() for r in suggestion.reasons}
    said = " ".join(words.split()).casefold()
    return tuple(
        code
        for code in suggestion.concern_types
        if matched.get(f"type_{code}") and matched[f"type_{code}"] in said
    )


def split_fields(parts: Sequence[Mapping[str, Any]], before: Values) -> list[dict[str, Any]]:
    """Return the parts of a split as a decision has them: each its words and its values.

    `before`: the values of the suggestion; a date that nobody changed keeps its own words.
    """
    return [
        {
            "quote": part["quote"],
            "fact": part["fact"],
            "date": _date_field(part["date"], before["date"]),
            "kind": part["kind"],
            "children": list(part["children"]),
            "neglect_types": list(part["neglect_types"]),
        }
        for part in parts
    ]
