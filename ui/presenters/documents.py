"""What the documents screen shows: what can be written, the pages to look at, warnings.

What a document says is decided in `documents`; how its pages are drawn is the screen's business;
exports and signatures are in `documents_records`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.errors import BadValueError
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook
    from chronology_app.documents.blocks import Block, Document, Paragraph, Row, Table
    from chronology_app.documents.gate import Stop
    from chronology_app.documents.sheets import Workbook
    from chronology_app.model.view import CaseView
    from exporters.kinds import Prepared

#: Rows of tables that the preview shows; the document itself holds them all.
MOST_ROWS = 150
#: Kind -> icon; the words are ``docs.kind.CODE``, what is said below them ``docs.about.CODE``.
KIND_ICONS = {
    "chronology": "list-ordered", "full-chronology": "list-checks", "impact": "heart-handshake",
    "timeline": "chart-gantt", "plan": "square-check", "parents-plan": "users",
    "child-plan": "baby", "review": "circle-check-big", "agreement": "signature",
    "handover": "arrow-right", "assessment": "chart-gantt",
    "letter": "mail", "referral": "hand-helping",
    "conference-report": "users", "four-questions": "list-checks",
    "workbook": "file-spreadsheet", "data": "file",
}  # fmt: skip
#: The groups in which the kinds are offered: ``docs.group.NAME``.
KIND_GROUPS = {
    "record": ("chronology", "full-chronology", "impact", "timeline"),
    "plans": ("plan", "parents-plan", "child-plan", "review", "agreement"),
    "work": ("assessment", "four-questions", "referral", "conference-report", "letter", "handover"),
    "data": ("workbook", "data"),
}
#: Kinds that one child can be chosen for, those about a plan, and those for the authority's staff.
_CHILD_KINDS = frozenset({
    "impact", "timeline", "chronology", "full-chronology", "plan", "parents-plan", "child-plan",
    "review", "handover", "assessment", "letter", "referral", "conference-report", "four-questions",
})  # fmt: skip
_PLAN_KINDS = frozenset(KIND_GROUPS["plans"])
_STAFF_KINDS = frozenset({"workbook", "data", "full-chronology", "handover"})
#: What a figure can be saved as.
FIGURE_ENDINGS = ("docx", "pdf", "png", "svg")
_SIZES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


def usual_reader(kind: str) -> str:
    """Return who reads a kind of document unless somebody says otherwise."""
    return LOCAL_AUTHORITY if kind in _STAFF_KINDS else COURT


def takes_type(kind: str) -> bool:
    """Say whether a kind can be about one type of concern."""
    return kind == "timeline"


def takes_plan(kind: str) -> bool:
    """Say whether a kind is about one plan."""
    return kind in _PLAN_KINDS


def endings_of(kind: str) -> tuple[str, ...]:
    """Return the endings that a kind can be saved with, the usual one first."""
    return FIGURE_ENDINGS if kind == "timeline" else ()


def takes_child(kind: str) -> bool:
    """Say whether a kind can be about one child."""
    return kind in _CHILD_KINDS


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: readers, children, and the words for them."""

    readers: tuple[tuple[str, str], ...]
    children: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...] = ()
    plans: tuple[tuple[str, str], ...] = ()


def load_choices(book: Casebook, case_id: str, language: str = "en") -> Choices:
    """Return who could read a document of this case, and the children it could be about."""
    from chronology_app.model import Concern, Person, Plan
    from chronology_app.model.codes import ConcernType

    people = book.queries.records(Person, case_id)
    readers = [(COURT, say("docs.for_court", language)),
               (LOCAL_AUTHORITY, say("docs.for_staff", language))]  # fmt: skip
    readers += [
        (p.name, say("docs.for_person", language, name=p.name))
        for p in people
        if not p.is_child and p.role.strip().lower() != "professional"
    ]
    children = [("", say("docs.every_child", language))]
    children += [(p.name, p.name) for p in people if p.is_child]
    used = {concern.type for concern in book.queries.records(Concern, case_id)}
    own = sorted(used - set(ConcernType))
    types = [("", say("figures.every_type", language))]
    types += [(str(code), label("type", code, language)) for code in (*ConcernType, *own)]
    plans = [("", say("docs.running_plan", language))]
    plans += [
        (plan.id, plan.title or label("plan_kind", plan.kind, language))
        for plan in book.queries.records(Plan, case_id)
    ]
    return Choices(tuple(readers), tuple(children), tuple(types), tuple(plans))


@dataclass(frozen=True, slots=True)
class StopLine:
    """One thing that must be decided before the document may leave."""

    sentence: str
    #: The record that a release would let out, where it is not a protected detail.
    record_id: str = ""
    detail_id: str = ""
    #: Where it can be looked at: a screen and the id of what it shows; empty: nowhere by itself.
    screen: str = ""
    shown_id: str = ""


@dataclass(frozen=True)
class Preview:
    """A document as it can be looked at before it is written."""

    kind: str
    title: str
    #: The pages' content; empty for what has no pages.
    html: str
    #: Name in the content -> picture (PNG).
    pictures: dict[str, bytes] = field(default_factory=dict)
    width_mm: float = 210.0
    height_mm: float = 297.0
    header: str = ""
    footer: str = ""
    rows: int = 0
    #: False where what was chosen leaves nothing to write; the notes say why.
    is_possible: bool = True
    #: Not all rows are in the preview.
    is_cut: bool = False
    stops: tuple[StopLine, ...] = ()
    #: What was left out or should be known, in words: (tone, sentence).
    notes: tuple[tuple[str, str], ...] = ()
    #: Confirmed events that their class keeps back: (id, words); each may be let out.
    kept_back: tuple[tuple[str, str], ...] = ()


def read_preview(
    path: Path, key: bytes, case_id: str, kind: str, options: ExportOptions, language: str
) -> Preview:
    """Build a document and its preview; made for a worker process.

    While something must still be decided its pages are shown as they would be with protected
    words withheld: whoever looks over a shoulder or takes a picture learns nothing.
    """
    from ui.jobs.documents import prepare_apart

    try:
        view, prepared = prepare_apart(path, key, case_id, kind, options)
    except BadValueError as nothing:
        # Dates are chosen one by one: until they fit, a line says so and no dialog opens.
        sentence = say(nothing.message_id, language, **nothing.params)
        return Preview(kind, say(f"docs.kind.{kind}", language), "", is_possible=False,
                       notes=(("should", sentence),))  # fmt: skip
    covered = None
    if prepared.stops and not options.withhold:
        covered = prepare_apart(path, key, case_id, kind, replace(options, withhold=True))[1]
    shown = _read_pages(view, prepared, covered, options, language)
    return replace(shown, kept_back=_kept_events(view, prepared.kept_back, language))


def _kept_events(view: CaseView, ids: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    from chronology_app.model import Event
    from chronology_app.model.codes import EventStatus

    events = [view.by_id.get(one) for one in ids]
    return tuple(
        (event.id, say(
            "docs.kept_event", language, fact=event.fact,
            date=date_words(event.date, language) if event.date else say("gate.undated", language),
        ))
        for event in events
        if isinstance(event, Event) and event.status == EventStatus.CONFIRMED
    )  # fmt: skip


def _read_pages(
    view: CaseView, prepared: Prepared, covered: Prepared | None, options: ExportOptions,
    language: str,
) -> Preview:  # fmt: skip
    from chronology_app.documents.blocks import Document
    from chronology_app.documents.sheets import Workbook

    kind = prepared.kind
    stops = _stop_lines(view, prepared.stops, kind, language)
    notes = tuple(_notes(prepared, options, language))
    content = prepared.content
    if covered is not None:
        if covered.stops:
            return Preview(kind, say(f"docs.kind.{kind}", language), "", rows=prepared.rows,
                           stops=stops, notes=notes)  # fmt: skip
        content = covered.content
        notes = (("know", say("docs.covered", language)), *notes)
    if isinstance(content, Document):
        return _document_preview(content, kind, prepared.rows, stops, notes, language)
    shown = _sheets_html(content, language) if isinstance(content, Workbook) else ""
    title = prepared.title or say(f"docs.kind.{kind}", language)
    is_cut = isinstance(content, Workbook) and any(len(s.rows) > 30 for s in content.sheets)
    return Preview(kind, title, shown, width_mm=297.0, height_mm=210.0, rows=prepared.rows,
                   is_cut=is_cut, stops=stops, notes=notes)  # fmt: skip


def _stop_lines(
    view: CaseView, stops: Iterable[Stop], kind: str, language: str
) -> tuple[StopLine, ...]:
    """Return what must be decided, each decision once."""
    lines = []
    for stop in stops:
        message_id = stop.message_id
        if kind == "data" and message_id.startswith("gate.protected"):
            message_id = "docs.data_protected"
        screen, shown_id = _place_of(view, stop.record_id)
        lines.append(StopLine(
            say(message_id, language, **stop.params), stop.record_id or "", stop.detail_id or "",
            screen, shown_id,
        ))  # fmt: skip
    if kind != "data":
        return tuple(lines)
    # Letting a detail out lets it out everywhere: one line for each is enough.
    return tuple({line.detail_id or line.record_id: line for line in reversed(lines)}.values())


def _place_of(view: CaseView, record_id: str | None) -> tuple[str, str]:
    """Return the screen that shows a record, and the id that it knows it by."""
    from chronology_app.model import Event, Person, Source

    record = view.by_id.get(record_id or "")
    for name in ("event_id", "source_id"):
        record = view.by_id.get(getattr(record, name, "") or "", record)
    match record:
        case Event():
            return "chronology", record.id
        case Source():
            return "sources", record.id
        case Person():
            return "people", record.id
    return "", ""


def takes_brackets(kind: str) -> bool:
    """Say whether protected words can be replaced in a kind; data are the records themselves."""
    return kind != "data"


def _notes(prepared, options: ExportOptions, language: str) -> Iterable[tuple[str, str]]:  # type: ignore[no-untyped-def]
    kept_back = len(prepared.kept_back) - prepared.unread
    if prepared.unread:
        yield "should", say("docs.left_unread", language, count=prepared.unread)
    if kept_back:
        yield "know", say("docs.kept_back", language, count=kept_back)
    if options.language != "en":
        yield "should", say("docs.draft_language", language)
    if not prepared.rows:
        yield "should", say("docs.nothing_in_it", language)


# --- pages ------------------------------------------------------------------------------------


def _document_preview(
    document: Document, kind: str, rows: int, stops: tuple[StopLine, ...],
    notes: tuple[tuple[str, str], ...], language: str,
) -> Preview:  # fmt: skip
    pictures: dict[str, bytes] = {}
    room = MOST_ROWS
    parts = [f"<h1>{html.escape(document.title)}</h1>"]
    is_cut = False
    for block in document.blocks:
        words, room, cut = _block_html(block, pictures, room, language)
        parts.append(words)
        is_cut = is_cut or cut
    short, tall = _SIZES[document.page_size]
    width, height = (tall, short) if document.landscape else (short, tall)
    return Preview(
        kind, document.title, "".join(parts), pictures, width, height, document.header,
        document.footer, rows, is_cut=is_cut, stops=stops, notes=notes,
    )  # fmt: skip


def _block_html(
    block: Block, pictures: dict[str, bytes], room: int, language: str
) -> tuple[str, int, bool]:
    """Return a block's HTML, the room for rows that is left, and whether rows were left out."""
    from chronology_app.documents.blocks import Figure, Heading, Paragraph, Table

    match block:
        case Heading():
            turn = ' style="page-break-before:always"' if block.new_page else ""
            level = min(block.level + 1, 4)
            return f"<h{level}{turn}>{html.escape(block.text)}</h{level}>", room, False
        case Paragraph():
            return _paragraph_html(block), room, False
        case Table():
            kept = block.rows[: max(room, 0)]
            cut = len(kept) < len(block.rows)
            return _table_html(block, kept, cut, language), room - len(kept), cut
        case Figure():
            from exporters.charts import draw_figure

            name = f"figure{len(pictures)}"
            pictures[name] = draw_figure(
                block.drawing, "png", block.width_mm, block.height_mm, dpi=110
            )
            size = f'width="{round(block.width_mm * 96 / 25.4)}"'
            alt = html.escape(block.alt_text, quote=True)
            caption = f"<p><i>{html.escape(block.caption)}</i></p>"
            return f'<p><img src="{name}" {size} alt="{alt}"></p>{caption}', room, False
    return '<p style="page-break-before:always"></p>', room, False


def _paragraph_html(block: Paragraph) -> str:
    marks = {"strong": ("<b>", "</b>"), "emphasis": ("<i>", "</i>"), "": ("", "")}
    words = "".join(
        f"{marks[run.style][0]}{html.escape(run.text)}{marks[run.style][1]}" for run in block.runs
    )
    if block.style == "bullet":
        return f"<ul><li>{words}</li></ul>"
    small = ' style="font-size:9pt"' if block.style == "note" else ""
    return f"<p{small}>{words}</p>"


def _table_html(table: Table, rows: Iterable[Row], cut: bool, language: str) -> str:
    whole = sum(column.width_mm for column in table.columns) or 1.0
    head = "".join(
        f'<th width="{round(100 * c.width_mm / whole)}%" align="left" '
        f'bgcolor="#E4E8EC">{html.escape(c.heading)}</th>'
        for c in table.columns
    )
    size = "9pt" if table.is_small else "12pt"
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells) + "</tr>" for row in rows
    )
    more = f"<p><i>{html.escape(say('docs.rows_left', language))}</i></p>" if cut else ""
    return (
        f'<table border="1" cellspacing="0" cellpadding="4" width="100%" '
        f'style="font-size:{size}; border-collapse:collapse; border-color:#9AA3AD">'
        f"<thead><tr>{head}</tr></thead>{body}</table>{more}"
    )


def _cell(text: object) -> str:
    words = str(text).strip() or "–"
    return "<br>".join(html.escape(line) for line in words.split("\n"))


def _sheets_html(workbook: Workbook, language: str) -> str:
    parts = [f"<h1>{html.escape(workbook.title)}</h1>"]
    for sheet in workbook.sheets:
        parts.append(f"<h2>{html.escape(sheet.name)}</h2>")
        head = "".join(f'<th align="left" bgcolor="#E4E8EC">{html.escape(name)}</th>'
                       for name, _ in sheet.columns)  # fmt: skip
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells) + "</tr>"
            for row in sheet.rows[:30]
        )
        parts.append(
            '<table border="1" cellspacing="0" cellpadding="3" width="100%" '
            f'style="font-size:8pt; border-collapse:collapse; border-color:#9AA3AD">'
            f"<thead><tr>{head}</tr></thead>{body}</table>"
        )
        if len(sheet.rows) > 30:
            parts.append(f"<p><i>{html.escape(say('docs.rows_left', language))}</i></p>")
    return "".join(parts)
