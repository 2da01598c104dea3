"""The case-file chronology: every confirmed event, in the columns that the reader wants.

Owns the columns and what stands in them; leaves pages and styles to the exporters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from chronology_app.documents.blocks import Block, Column, Document, Paragraph, Row, Run, Table
from chronology_app.documents.frame import Draft, basis, usable_width_mm
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references
from chronology_app.errors import BadValueError
from chronology_app.model import Event, Person
from chronology_app.model.codes import AgencyCode
from chronology_app.model.view import CaseView

#: Widths in millimetres at the small type: serial number, cell margins, a letter.
_NUMBER_MM, _MARGIN_MM, _LETTER_MM = 11.0, 3.4, 1.8
#: Longer words may be broken.
_MOST_LETTERS = 14
#: A child's name and age stand on one line, unless they are longer than this.
_NO_BREAK, _MOST_KEPT = "\N{NO-BREAK SPACE}", 20


@dataclass(frozen=True)
class FullColumn:
    """A column that can be switched on: its code, its share of the width, what stands in it."""

    code: str
    weight: float
    fill: Callable[[Draft, Event], str]


def build_full_chronology(view: CaseView, options: ExportOptions) -> Document:
    """Build the full chronology with the columns asked for.

    Errors: BadValueError for a column that does not exist.
    """
    draft = Draft(view, options)
    columns = fill_columns(options.columns)
    events = draft.selection.events
    intro = draft.words.say("full.intro" if draft.is_own else "full.intro_court")
    intro += " " + draft.words.say("references.row")
    if not options.columns and events:
        columns, empty = _without_empty(draft, columns)
        if empty:
            intro += " " + draft.words.say("full.empty", columns=draft.words.listed(empty))
    blocks: list[Block] = [draft.paragraph(intro, "lead")]
    blocks.append(draft.heading("heading.events"))
    if draft.selection.dated:
        blocks.append(_table(draft, columns, draft.selection.dated, first=1))
    else:
        blocks.append(draft.paragraph(draft.words.say("no_events")))
    if draft.selection.undated:
        continues = Run(draft.words.say("undated_intro"))
        blocks.append(draft.heading("heading.undated", 2))
        blocks.append(Paragraph((continues,), keep_with_next=True))
        first = len(draft.selection.dated) + 1
        blocks.append(_table(draft, columns, draft.selection.undated, first))
    blocks += basis(draft, len(events), len(draft.selection.undated))
    return draft.document("full-chronology", blocks, landscape=True)


def fill_columns(codes: tuple[str, ...], *, every: bool = False) -> tuple[FullColumn, ...]:
    """Return the columns asked for; where none are named the usual ones, or every one.

    Errors: BadValueError for a column that does not exist.
    """
    by_code = {column.code: column for column in ALL_COLUMNS}
    for code in codes:
        if code not in by_code and code != "number":
            known = ", ".join(("number", *by_code))
            raise BadValueError("error.export_column", column=code, columns=known)
    usual = tuple(by_code) if every else USUAL_COLUMNS
    return tuple(by_code[code] for code in codes or usual if code != "number")


def _table(
    draft: Draft, columns: tuple[FullColumn, ...], events: tuple[Event, ...], first: int
) -> Table:
    rows = tuple(
        Row(
            (str(position), *(column.fill(draft, event) for column in columns)),
            (event.id, *(account.id for account in draft.selection.accounts(event))),
        )
        for position, event in enumerate(events, first)
    )
    number = Column(draft.words.say("column.number"), _NUMBER_MM)
    headings = (number, *_headings(draft, columns, rows))
    return Table(headings, rows, draft.words.say("table.full"), is_small=True)


def _headings(draft: Draft, columns: tuple[FullColumn, ...], rows: tuple[Row, ...]) -> list[Column]:
    """Return the columns: the width is shared by weight, and no word is broken for it."""
    words = [draft.words.say(f"column.{column.code}") for column in columns]
    texts = [(text, *(row.cells[n] for row in rows)) for n, text in enumerate(words, 1)]
    least = [_MARGIN_MM + _LETTER_MM * _longest_word(column) for column in texts]
    width = usable_width_mm(draft.options.page_size, landscape=True) - _NUMBER_MM
    shared = _shared(width, least, [column.weight for column in columns])
    return [Column(text, mm) for text, mm in zip(words, shared, strict=True)]


def _longest_word(texts: tuple[str, ...]) -> int:
    words = [word for text in texts for word in re.split("[ \n]", text)]
    return min(max(map(len, words)), _MOST_LETTERS)


def _shared(width: float, least: list[float], weights: list[float]) -> list[float]:
    """Share a width by weight among those that get more than their least; all of it is used."""
    fixed = {n for n, _ in enumerate(least) if sum(least) >= width}
    while len(fixed) < len(least):
        rest = width - sum(least[n] for n in fixed)
        unit = rest / sum(weight for n, weight in enumerate(weights) if n not in fixed)
        short = {n for n, mm in enumerate(least) if n not in fixed and weights[n] * unit < mm}
        if not short:
            return [mm if n in fixed else weights[n] * unit for n, mm in enumerate(least)]
        fixed |= short
    return [mm * width / sum(least) for mm in least]


def _without_empty(
    draft: Draft, columns: tuple[FullColumn, ...]
) -> tuple[tuple[FullColumn, ...], list[str]]:
    """Return the columns that hold anything, and the names of those that hold nothing."""
    empty = [
        column
        for column in columns
        if not any(column.fill(draft, event) for event in draft.selection.events)
    ]
    names = [draft.words.say(f"column.{column.code}").lower() for column in empty]
    return tuple(column for column in columns if column not in empty), names


# --- what stands in the columns --------------------------------------------------------------


def _date(draft: Draft, event: Event) -> str:
    return draft.words.date(event.date)


def _time(_draft: Draft, event: Event) -> str:
    return event.time or ""


def _fact(draft: Draft, event: Event) -> str:
    return draft.event_words(event)


def _kind(draft: Draft, event: Event) -> str:
    return draft.words.label("kind", event.kind)


def _children(draft: Draft, event: Event) -> str:
    """Return each child's first name and age; the full names stand in the document's head."""
    said = []
    for child in draft.view.children_of(event):
        name, age = short_name(draft.view, child), draft.words.age(child, event.date)
        named = draft.words.say("child_at_age", name=name, age=age) if age else name
        said.append(named.replace(" ", _NO_BREAK) if len(named) <= _MOST_KEPT else named)
    return "; ".join(said) or draft.words.say("whole_family")


def short_name(view: CaseView, person: Person) -> str:
    """Return a first name; the full name where another of the case has the same first name."""
    first = _first_name(person)
    same = [other for other in view.people if _first_name(other) == first]
    return first if len(same) == 1 and first else person.name


def _first_name(person: Person) -> str:
    return (person.name.split() or [""])[0]


def _concern(draft: Draft, event: Event) -> str:
    concerns = draft.view.concerns.get(event.id, ())
    types = dict.fromkeys(concern.type for concern in concerns)
    return "\n".join(draft.words.label("type", code) for code in types)


def _strength(draft: Draft, event: Event) -> str:
    strengths = draft.selection.strengths(event)
    said = [
        strength.words.strip()
        if strength.words.strip() and not draft.is_reworded(event)
        else draft.words.say("strength_recorded")
        for strength in strengths
    ]
    return "\n".join(dict.fromkeys(said))


def _agency(draft: Draft, event: Event) -> str:
    return _agencies(draft, [a.agency for a in draft.selection.accounts(event)])


def _recorded_by(draft: Draft, event: Event) -> str:
    lines = [
        ", ".join(part for part in (draft.words.label("agency", a.recorded_by), a.author) if part)
        for a in draft.selection.accounts(event)
    ]
    return "\n".join(dict.fromkeys(lines))


def _evidence(draft: Draft, event: Event) -> str:
    codes = dict.fromkeys(a.evidence for a in draft.selection.accounts(event))
    return "\n".join(draft.words.label("evidence", code) for code in codes)


def _action(_draft: Draft, event: Event) -> str:
    return event.action.strip()


def _outcome(_draft: Draft, event: Event) -> str:
    return event.result.strip()


def _significance(draft: Draft, event: Event) -> str:
    return draft.words.label("significance", event.significance) if event.significance else ""


def _status(draft: Draft, event: Event) -> str:
    return draft.words.say("yes") if event.relied_on else ""


def _source(draft: Draft, event: Event) -> str:
    return "\n".join(event_references(draft.selection, event, draft.words))


def _impact(draft: Draft, event: Event) -> str:
    """Return what was observed in each child; never the needs that are merely concerned."""
    names = {child.id: child.name for child in draft.view.children}
    return "\n".join(
        draft.words.say("impact.of_child", name=names[impact.child_id], words=impact.words)
        for impact in draft.selection.observed.get(event.id, ())
        if impact.child_id in names
    )


def _analysis(draft: Draft, event: Event) -> str:
    """Return signed analyses of this event that rest on nothing that is kept back."""
    return "\n".join(
        draft.words.say("signed_words", words=analysis.words, by=analysis.signed_by)
        for analysis in draft.selection.analyses.get(event.id, ())
    )


def _agencies(draft: Draft, codes: list[str]) -> str:
    named = [code for code in dict.fromkeys(codes) if code != AgencyCode.OTHER] or codes[:1]
    return "\n".join(draft.words.label("agency", code) for code in named)


#: Every column in the order in which they are usually printed; weights share out the width.
ALL_COLUMNS = (
    FullColumn("date", 2.6, _date),
    FullColumn("time", 1.3, _time),
    FullColumn("event", 7.0, _fact),
    FullColumn("kind", 2.4, _kind),
    FullColumn("children", 3.6, _children),
    FullColumn("concern", 2.6, _concern),
    FullColumn("strength", 2.8, _strength),
    FullColumn("agency", 2.7, _agency),
    FullColumn("recorded_by", 3.0, _recorded_by),
    FullColumn("evidence", 2.2, _evidence),
    FullColumn("action", 3.6, _action),
    FullColumn("outcome", 3.2, _outcome),
    FullColumn("impact", 3.4, _impact),
    FullColumn("analysis", 4.0, _analysis),
    FullColumn("significance", 2.4, _significance),
    FullColumn("source", 5.2, _source),
    FullColumn("status", 1.7, _status),
)
#: The columns of a full chronology for which none were named.
USUAL_COLUMNS = (
    "date", "time", "event", "children", "concern", "strength", "agency", "evidence", "action",
    "outcome", "source",
)  # fmt: skip
