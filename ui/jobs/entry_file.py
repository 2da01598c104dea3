"""Reads the fields of an entry typed by hand, and builds the words that it keeps for ever.

The text that is kept is made from the fields in a fixed order, so that what the author typed can
be shown, cited and hashed like any file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chronology_app.commands.entries import TypedEntry
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model.serial import canonical_json
from chronology_app.wording import label, say

#: Field -> whether it must be given. `seen` maps a name to a part code; `people` gives several
#: parts with a reason each; `concerns` give the type for each child, with its weight.
_TEXTS = {
    "author": True, "post": False, "date": True, "time": False, "seen_or_heard": True,
    "why_not_seen": False, "action": False, "kind": False, "agency": False, "evidence": False,
    "place": False, "fact": False, "written": False, "result": False, "form": False,
    "level_of_concern": False, "corrects": False,
}  # fmt: skip
_OTHERS: dict[str, type | tuple[type, ...]] = {
    "children": list, "child_words": (list, dict), "seen": dict, "strength": (bool, str),
    "concern_types": list, "concerns": list, "strengths": list, "people": list, "class": str,
}  # fmt: skip


def build_entry(row: object, names: Sequence[str], file: str) -> TypedEntry:
    """Build an entry from its JSON object; `names` are the full names in the case.

    Errors: BadValueError naming the field.
    """
    if not isinstance(row, dict):
        raise BadValueError("entry.not_an_object", file=file)
    unknown = sorted(set(row) - set(_TEXTS) - set(_OTHERS))
    if unknown:
        raise BadValueError("entry.unknown_field", field=unknown[0])
    for name, value in row.items():
        if value is not None and not isinstance(value, _OTHERS.get(name, str)):
            raise BadValueError("entry.bad_field", field=name)
    for name, needed in _TEXTS.items():
        if needed and not str(row.get(name) or "").strip():
            raise BadValueError("entry.missing", field=name)
    _check_names(row, names)
    fields = _event_fields(row)
    return TypedEntry(
        author=row["author"].strip(),
        post=str(row.get("post") or ""),
        text=_text(row),
        date=_date(row["date"]),
        time=row.get("time") or None,
        agency=fields["agency"],
        citation_title=_title(row),
        written_at=_written(row),
        form=_form(row),
        fields=fields,
        form_code=str(row.get("form") or ""),
        corrects_id=row.get("corrects") or None,
    )


def _form(row: Mapping[str, Any]) -> dict[str, str]:
    """Return everything that was typed, by field; lists and objects as JSON."""
    return {
        name: value if isinstance(value, str) else canonical_json(value)
        for name, value in row.items()
        if value and name not in ("form", "corrects")
    }


def _title(row: Mapping[str, Any]) -> str:
    if row.get("post"):
        return say("entry.title_post", author=row["author"], post=row["post"])
    return say("entry.title", author=row["author"])


def _text(row: Mapping[str, Any]) -> str:
    """Return the words that are kept: the fields as typed, in a fixed order, a paragraph each."""
    lines = [str(row["seen_or_heard"]).strip()]
    for words in _words(row):
        lines.append(
            say(
                "typed.child_words",
                child=words.get("child", ""),
                words=words.get("words", ""),
                asked_by=words.get("asked_by") or say("typed.not_recorded"),
                how=words.get("how_asked") or say("typed.not_recorded"),
            )
        )
    for name in ("why_not_seen", "action"):
        if row.get(name):
            lines.append(say(f"typed.{name}", words=row[name]))
    strengths = [s["words"] for s in row.get("strengths") or ()]
    if isinstance(row.get("strength"), str):
        strengths.insert(0, row["strength"])
    lines += [say("typed.strength", words=words) for words in strengths]
    return "\n".join([*lines, *_beside_lines(row)])


def _beside_lines(row: Mapping[str, Any]) -> list[str]:
    """Return the lines for what was chosen rather than written."""
    lines = [say(f"typed.{n}", words=row[n]) for n in ("result", "place") if row.get(n)]
    parts: dict[str, list[str]] = {}
    for one in _people(row):
        why = one.get("why") if "people" in row else ""
        named = say("typed.why", name=one["name"], why=why) if why else one["name"]
        parts.setdefault(one["part"], []).append(named)
    lines += [
        say("typed.part", part=_capital(label("part", part)), names=", ".join(names))
        for part, names in parts.items()
    ]
    for one in row.get("concerns") or ():
        weight = f" ({label('significance', one['weight'])})" if one.get("weight") else ""
        kind = label("type", one["type"]) + weight
        lines.append(say("typed.concern", child=one["child"], type=kind))
    if types := row.get("concern_types"):
        names = ", ".join(label("type", code) for code in types)
        lines.append(say("typed.concerns", types=names))
    if level := row.get("level_of_concern"):
        lines.append(say("typed.level", level=label("significance", level)))
    if children := row.get("children"):
        lines.append(say("typed.children", names=", ".join(children)))
    return lines


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _date(value: object) -> FuzzyDate:
    try:
        return FuzzyDate.parse(str(value), str(value))
    except DateValueError as cause:
        raise BadValueError("entry.bad_date") from cause


def _written(row: Mapping[str, Any]) -> datetime | None:
    """Return when the author wrote it, where that was not now (a note brought from elsewhere)."""
    if not row.get("written"):
        return None
    try:
        return datetime.fromisoformat(str(row["written"]))
    except ValueError as cause:
        raise BadValueError("entry.bad_written") from cause


def _check_names(row: Mapping[str, Any], names: Sequence[str]) -> None:
    named = [*(row.get("children") or ()), *(row.get("seen") or {})]
    for field, key in (("people", "name"), ("concerns", "child"), ("strengths", "words")):
        for one in row.get(field) or ():
            if not isinstance(one, dict) or not isinstance(one.get(key), str):
                raise BadValueError("entry.bad_field", field=field)
            if field != "strengths":
                named.append(one[key])
    for words in _words(row):
        if not isinstance(words, dict) or not isinstance(words.get("words"), str):
            raise BadValueError("entry.bad_field", field="child_words")
        named.append(words.get("child"))
    for name in named:
        if name not in names:
            raise BadValueError("entry.unknown_child", name=name)


def _words(row: Mapping[str, Any]) -> list[Any]:
    words = row.get("child_words") or []
    return [words] if isinstance(words, dict) else list(words)


def _people(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return who took which part: from the full list, or from name and part with one reason."""
    if row.get("people") is not None:
        return [{"part": "present", **one} for one in row["people"]]
    return [
        {"name": name, "part": part, "why": str(row.get("why_not_seen") or "")}
        if part == "not_seen"
        else {"name": name, "part": part}
        for name, part in (row.get("seen") or {}).items()
    ]


def _event_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {
        "fact": str(row.get("fact") or row["seen_or_heard"]).strip(),
        "kind": row.get("kind") or "observation",
        "agency": row.get("agency") or "childrens_social_care",
        "evidence": row.get("evidence") or "first_hand",
        "place": str(row.get("place") or ""),
        "children": list(row.get("children") or ()),
        "people": _people(row),
        "child_words": _words(row),
        "strength": row.get("strength") or False,
        "neglect_types": list(row.get("concern_types") or ()),
        "action": str(row.get("action") or ""),
        "result": str(row.get("result") or ""),
        "class": row.get("class") or "ordinary",
    }
    for name in ("concerns", "strengths"):
        if row.get(name):
            fields[name] = list(row[name])
    if row.get("level_of_concern"):
        fields["significance"] = row["level_of_concern"]
    fields["recorded_by"] = fields["agency"]
    return fields
