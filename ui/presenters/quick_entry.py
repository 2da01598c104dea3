"""What the quick entry form holds, what is kept of it while it is typed, and how it is saved.

How the form looks is in `dialogs.quick_entry`; how a typed entry becomes records is
`commands.entries`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Entry, Person
from chronology_app.model.codes import (
    AgencyCode,
    Kind,
    Part,
    Role,
    Significance,
)
from ui.presenters.dates import NEAR, understand_time
from ui.presenters.entry_draft import (
    CARDS,
    CHOICES,
    PARTS,
    Draft,
    Said,
    choice_words,
    draft_of_fields,
    fields_of_draft,
    read_draft,
    write_draft,
)
from ui.presenters.entry_text import entry_text, said_words
from ui.words import date_words, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed

__all__ = [
    "CARDS", "CHOICES", "PARTS", "Draft", "Said", "Start", "choice_words", "entry_text",
    "fields_of_draft", "load_start", "read_draft", "replace", "save_entry", "write_draft",
]  # fmt: skip

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
    return "entry-card-draft" if choice in CARDS else "entry-draft"


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
    fact = draft.seen_or_heard.strip() or said_words(said[0], names)
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
