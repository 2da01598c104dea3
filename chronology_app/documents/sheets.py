"""The workbook: chronology, cumulative figures and sources as sheets of rows.

Owns what the sheets hold; leaves cells and files to the exporters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chronology_app.analysis.cumulative import CumulativeRow, build_cumulative
from chronology_app.analysis.measure_words import measure_words
from chronology_app.documents.blocks import Part
from chronology_app.documents.frame import Draft, basis_lines
from chronology_app.documents.full_chronology import fill_columns
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import source_title
from chronology_app.model import Event, Source
from chronology_app.model.view import CaseView

#: Widths of the chronology's columns in characters; the columns are those of the full chronology.
_WIDTHS = {
    "date": 16, "time": 7, "event": 50, "children": 27, "strength": 24, "recorded_by": 18,
    "evidence": 13, "action": 24, "outcome": 20, "impact": 26, "analysis": 26,
    "significance": 13, "source": 36, "status": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: texts as they are, counts as numbers."""

    cells: tuple[str | float, ...]
    record_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns (heading, width in characters) and its rows."""

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a workbook."""

    title: str
    prepared_on: date
    sheets: tuple[Sheet, ...]
    kept_back: tuple[str, ...] = ()

    def parts(self) -> Iterator[Part]:
        """Yield every written stretch of words for the export gate."""
        yield Part(self.title)
        for sheet in self.sheets:
            yield Part(" ".join((sheet.name, *(name for name, _ in sheet.columns))))
            for number, row in enumerate(sheet.rows, 1):
                words = " \n".join(str(cell) for cell in row.cells)
                yield Part(words, row.record_ids, number)


def build_workbook(view: CaseView, options: ExportOptions) -> Workbook:
    """Build the workbook: chronology, cumulative figures, sources, and what it all rests on."""
    draft = Draft(view, options)
    return Workbook(
        title=draft.words.say("title.workbook"),
        prepared_on=options.today,
        sheets=(_chronology(draft), _cumulative(draft), _sources(draft), _about(draft)),
        kept_back=draft.selection.kept_back,
    )


def _chronology(draft: Draft) -> Sheet:
    say = draft.words.say
    columns = fill_columns(draft.options.columns, every=True)
    headings = (
        (say("column.number"), 6.0),
        *((say(f"column.{c.code}"), float(_WIDTHS.get(c.code, 15))) for c in columns),
        (say("workbook.earliest"), 12.0),
        (say("workbook.latest"), 12.0),
    )
    rows = tuple(
        SheetRow(
            (float(number), *(c.fill(draft, event) for c in columns), *_bounds(event)),
            (event.id, *(account.id for account in draft.selection.accounts(event))),
        )
        for number, event in enumerate(draft.selection.events, 1)
    )
    return Sheet(say("sheet.chronology"), headings, rows)


def _bounds(event: Event) -> tuple[str, str]:
    """Return first and last possible day as ISO text; an empty text where it is open."""
    if event.date is None:
        return "", ""
    first, last = event.date.earliest, event.date.latest
    return (first.isoformat() if first else "", last.isoformat() if last else "")


def _cumulative(draft: Draft) -> Sheet:
    say = draft.words.say
    codes = ("child", "type", "measure", "value", "at_least", "at_most", "events")
    widths = (26, 24, 52, 10, 10, 10, 60)
    numbers = {event.id: number for number, event in enumerate(draft.selection.events, 1)}
    wanted = {child.id for child in draft.selection.children}
    counted = build_cumulative(draft.view, draft.options.cut_off, draft.selection.events)
    rows = tuple(_cumulative_row(draft, row, numbers) for row in counted if row.child_id in wanted)
    return Sheet(
        say("sheet.cumulative"),
        tuple((say(f"workbook.{c}"), float(w)) for c, w in zip(codes, widths, strict=True)),
        rows,
    )


def _cumulative_row(draft: Draft, row: CumulativeRow, numbers: dict[str, int]) -> SheetRow:
    """Return a figure; its events are named by their numbers on the first sheet."""
    listed = ", ".join(str(numbers[i]) for i in row.event_ids if i in numbers)
    return SheetRow(
        (
            row.child,
            draft.words.label("type", row.type),
            measure_words(row.measure, draft.words.language),
            row.value,
            row.at_least,
            row.at_most,
            listed,
        ),
        row.event_ids,
    )


def _sources(draft: Draft) -> Sheet:
    say = draft.words.say
    cited: Counter[str] = Counter()
    for event in draft.selection.events:
        cited.update({account.source_id for account in draft.selection.accounts(event)})
    codes = ("title", "agency", "kind", "document_date", "received", "cited")
    widths = (46, 26, 20, 20, 20, 16)
    rows = tuple(
        _source_row(draft, source, cited[source.id])
        for source in draft.view.of(Source)
        if draft.selection.is_free(source)
    )
    return Sheet(
        say("sheet.sources"),
        tuple((say(f"workbook.{c}"), float(w)) for c, w in zip(codes, widths, strict=True)),
        rows,
    )


def _source_row(draft: Draft, source: Source, cited: int) -> SheetRow:
    words = draft.words
    return SheetRow(
        (
            source_title(source, words),
            words.label("agency", source.agency),
            words.label("source_kind", source.kind),
            words.date(source.document_date) if source.document_date else "",
            words.date(source.received) if source.received else "",
            float(cited),
        ),
        (source.id,),
    )


def _about(draft: Draft) -> Sheet:
    events = draft.selection.events
    undated = sum(event.date is None for event in events)
    lines = [*basis_lines(draft, len(events), undated)]
    if draft.words.language != "en":
        lines.insert(0, draft.words.say("basis.language"))
        if draft.words.has_drafts:
            lines.insert(0, draft.words.say("draft_mark"))
    lines += [draft.words.say("references.row"), draft.words.say("basis.uncertain")]
    rows = tuple(SheetRow((line,)) for line in lines)
    return Sheet(draft.words.say("sheet.about"), ((draft.words.say("heading.basis"), 100.0),), rows)
