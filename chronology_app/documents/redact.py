"""Replaces protected words by a neutral bracket, for who chooses to withhold instead of stopping.

The records themselves are never changed; only the blocks that leave are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from chronology_app.documents.blocks import Block, Document, Figure, Heading, Paragraph, Run, Table
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.protected import Watched, watched_details
from chronology_app.documents.sheets import Sheet, Workbook
from chronology_app.layout.score_chart import ScoreFigure
from chronology_app.layout.timeline import Lane, TimelineFigure
from chronology_app.model.view import CaseView
from chronology_app.wording import say


def withhold(document: Document, view: CaseView, profile: str) -> Document:
    """Return the document with every protected detail of the profile bracketed.

    Words that run over a change of style are bracketed as one plain run. What still remains,
    such as a detail split over two cells, is stopped by the gate.
    """
    watched = watched_details(view, profile)
    if not watched:
        return document
    language = document.language
    return replace(
        document,
        title=withhold_text(document.title, watched, language),
        header=withhold_text(document.header, watched, language),
        footer=withhold_text(document.footer, watched, language),
        blocks=tuple(_block(block, watched, language) for block in document.blocks),
    )


def withhold_sheets(workbook: Workbook, view: CaseView, options: ExportOptions) -> Workbook:
    """Return the workbook with every protected detail of the profile bracketed."""
    watched = watched_details(view, options.profile)

    def clean(cell: str | float) -> str | float:
        return withhold_text(cell, watched, options.language) if isinstance(cell, str) else cell

    def sheet(old: Sheet) -> Sheet:
        rows = tuple(replace(r, cells=tuple(clean(c) for c in r.cells)) for r in old.rows)
        return replace(old, rows=rows)

    return replace(workbook, sheets=tuple(sheet(old) for old in workbook.sheets))


def withhold_text(text: str, watched: tuple[Watched, ...], language: str) -> str:
    """Return a text with each protected stretch replaced, e.g. by "[address withheld]"."""
    places = sorted(
        ((start, end, w.detail.kind) for w in watched for start, end in w.find(text)),
        key=lambda place: (place[0], -place[1]),
    )
    pieces: list[str] = []
    done = 0
    for start, end, kind in places:
        if start >= done:
            pieces += [text[done:start], say(f"withheld.{kind}", language)]
        done = max(done, end)
    return "".join((*pieces, text[done:]))


def _block(block: Block, watched: tuple[Watched, ...], language: str) -> Block:
    def clean(text: str) -> str:
        return withhold_text(text, watched, language)

    if isinstance(block, Heading):
        return replace(block, text=clean(block.text))
    if isinstance(block, Paragraph):
        return _paragraph(block, watched, language)
    if isinstance(block, Table):
        rows = tuple(replace(r, cells=tuple(clean(cell) for cell in r.cells)) for r in block.rows)
        return replace(block, rows=rows)
    if isinstance(block, Figure):
        drawing = block.drawing
        return replace(
            block,
            drawing=_chart(drawing, clean)
            if isinstance(drawing, ScoreFigure)
            else _drawing(drawing, watched, language),
            alt_text=clean(block.alt_text),
            caption=clean(block.caption),
        )
    return block


def _paragraph(block: Paragraph, watched: tuple[Watched, ...], language: str) -> Paragraph:
    runs = tuple(replace(r, text=withhold_text(r.text, watched, language)) for r in block.runs)
    cleaned = replace(block, runs=runs)
    if any(w.is_in(cleaned.words) for w in watched):
        return replace(block, runs=(Run(withhold_text(block.words, watched, language)),))
    return cleaned


def _chart(chart: ScoreFigure, clean: Callable[[str], str]) -> ScoreFigure:
    rows = tuple(replace(row, label=clean(row.label)) for row in chart.rows)
    return replace(chart, title=clean(chart.title), rows=rows)


def _drawing(
    drawing: TimelineFigure, watched: tuple[Watched, ...], language: str
) -> TimelineFigure:
    def lane(old: Lane) -> Lane:
        bands = tuple(
            replace(b, label=withhold_text(b.label, watched, language)) for b in old.bands
        )
        return replace(
            old,
            title=withhold_text(old.title, watched, language),
            subtitle=withhold_text(old.subtitle, watched, language),
            bands=bands,
        )

    return replace(
        drawing,
        title=withhold_text(drawing.title, watched, language),
        part=withhold_text(drawing.part, watched, language),
        rows=tuple(
            replace(row, label=withhold_text(row.label, watched, language)) for row in drawing.rows
        ),
        lanes=tuple(lane(old) for old in drawing.lanes),
    )
