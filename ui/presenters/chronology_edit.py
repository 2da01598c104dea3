"""What a person may change of an event, what it was before, and the changes that follow.

The commands are the casebook's; how the fields look is left to `views.chronology_dialogs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chronology_app.model.codes import (
    ConcernType,
    EventStatus,
    Kind,
    Part,
    RecordClass,
    Significance,
)
from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import EventDetail
from ui.presenters.chronology import Setting, line_date
from ui.presenters.chronology_detail import account_date, account_who
from ui.words import label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

#: Child id and type of concern.
Pair = tuple[str, str]
Choice = tuple[str, str]


def choices_of(group: str, known: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Return codes with their labels, with those that an authority or an older record brought."""
    codes: Mapping[str, Iterable[str]] = {
        "kind": Kind, "type": ConcernType, "class": RecordClass, "significance": Significance,
    }  # fmt: skip
    found = list(dict.fromkeys([*(str(code) for code in codes[group]), *known]))
    return tuple((code, label(group, code)) for code in found)


def values_of(detail: EventDetail, setting: Setting) -> dict[str, Any]:
    """Return what can be edited of an event, as the form shows it."""
    event = detail.event
    order = {child.id: n for n, child in enumerate(setting.children)}
    named = {p.person_id for p in detail.people if p.part == Part.SUBJECT and p.person_id in order}
    family = [one.words for one in detail.strengths if not one.child_id and not one.person_id]
    return {
        "fact": event.fact,
        "court_wording": event.court_wording,
        "kind": event.kind,
        "children": tuple(sorted(named, key=order.__getitem__)),
        "concerns": frozenset((one.child_id, one.type) for one in detail.concerns),
        "strength": bool(detail.strengths),
        "strength_words": family[0] if family else "",
        "significance": event.significance or "",
        "key": event.key,
        "relied_on": event.relied_on,
        "action": event.action,
        "result": event.result,
        "class": str(event.record_class),
        "class_reason": "",
    }


def changes_of(
    before: Mapping[str, Any], after: Mapping[str, Any], detail: EventDetail
) -> dict[str, Any]:
    """Return the changes for `change_event`: only what is another than before."""
    plain = ("fact", "court_wording", "kind", "key", "relied_on", "action", "result")
    found = {name: after[name] for name in plain if after[name] != before[name]}
    if after["significance"] != before["significance"]:
        found["significance"] = after["significance"] or None
    if after["class"] != before["class"]:
        found |= {"class": after["class"], "class_reason": after["class_reason"]}
    if after["children"] != before["children"]:
        found["children"] = list(after["children"])
    pairs = frozenset(pair for pair in after["concerns"] if pair[0] in after["children"])
    if pairs != before["concerns"]:
        found["concerns"] = concerns_of(pairs, detail)
    strength = after["strength"], after["strength_words"]
    if strength != (before["strength"], before["strength_words"]):
        found["strengths"] = _strengths(*strength, detail)
    return found


def concerns_of(pairs: Iterable[Pair], detail: EventDetail) -> list[dict[str, str]]:
    """Return concerns as a change names them; those that stay keep their weight."""
    weights = {(one.child_id, one.type): one.weight for one in detail.concerns}
    found = []
    for child, name in sorted(pairs):
        weight = weights.get((child, name), "")
        found.append({"child": child, "type": name} | ({"weight": weight} if weight else {}))
    return found


def _strengths(is_strength: bool, words: str, detail: EventDetail) -> list[dict[str, str]]:  # noqa: FBT001
    """Return the strengths: those of one child or person stay, the family's is as it was typed."""
    if not is_strength:
        return []
    found = [
        {"words": one.words}
        | ({"child": one.child_id} if one.child_id else {})
        | ({"person": one.person_id} if one.person_id else {})
        for one in detail.strengths
        if one.child_id or one.person_id
    ]
    return [*found, {"words": words}] if words or not found else found


# --- dates, accounts, merging --------------------------------------------------------------------


def account_choices(detail: EventDetail) -> tuple[Choice, ...]:
    """Return the accounts of an event to choose from, each with its date."""
    return tuple(
        (one.account.id, say(
            "chron.account_choice", date=account_date(one.account), who=account_who(one.account)
        ))
        for one in detail.accounts
    )  # fmt: skip


def merge_choices(lines: Sequence[ChronologyLine]) -> tuple[Choice, ...]:
    """Return the events that are one, to choose the one whose date and wording stay."""
    return tuple(
        (line.event_id, say("chron.event_choice", date=line_date(line), fact=line.fact))
        for line in lines
    )


def all_have(lines: Iterable[ChronologyLine], flag: str) -> bool:
    """Say whether all events carry a mark, so that the key takes it away."""
    return all(getattr(line, flag) for line in lines)


def event_choices(lines: Iterable[ChronologyLine]) -> tuple[str, ...]:
    """Return the ids of events that stand; what was removed cannot be changed."""
    return tuple(line.event_id for line in lines if line.status != EventStatus.REMOVED)


# --- commands: on the casebook's thread ----------------------------------------------------------


def change_each(
    book: Casebook, case_id: str, event_ids: Iterable[str], changes: Mapping[str, Any]
) -> list[Changed]:
    """Make the same change to several events; one undo takes all of it back."""
    with book.together():
        return [book.change_event(case_id, event_id, changes) for event_id in event_ids]


def remove_each(
    book: Casebook, case_id: str, event_ids: Iterable[str], reason: str
) -> list[Changed]:
    """Remove several events for one reason; one undo takes all of it back."""
    with book.together():
        return [book.remove_event(case_id, event_id, reason) for event_id in event_ids]


def merge_into(
    book: Casebook, case_id: str, into_id: str, event_ids: Iterable[str]
) -> list[Changed]:
    """Make several events one; one undo takes all of it back."""
    with book.together():
        return [
            book.merge_events(case_id, into_id, event_id)
            for event_id in event_ids
            if event_id != into_id
        ]


def rename_view(book: Casebook, case_id: str, view_id: str, name: str, value: str) -> list[Changed]:
    """Give a saved view another name. Errors: BadValueError for an empty one."""
    kept = book.save_view(case_id, "chronology", name, value)
    same = any(touched.id == view_id for touched in kept.touched)
    return [kept] if same else [kept, book.remove_view(case_id, view_id)]
