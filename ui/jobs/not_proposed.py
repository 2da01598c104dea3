"""What was read and not put forward, so that nothing is left out in silence.

It is computed anew from the passages that the casebook holds and never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronology_app.casefile import Casebook
from chronology_app.model import Passage, Person, RawPassage, Source
from chronology_app.model.codes import SourceKind
from chronology_app.reading.document import SourceText
from chronology_app.reading.lines import not_proposed_line
from ui.jobs.reading import ReadBy, read_text


def not_proposed_lines(book: Casebook, case_id: str) -> Iterator[dict[str, Any]]:
    """Yield a line for each stretch of the case's files that gave no suggestion, and why."""
    people = book.queries.records(Person, case_id)
    by = ReadBy(book.queries.settings_rows(case_id))
    for source in book.queries.sources(case_id):
        if source.kind == SourceKind.ENTRY:
            continue
        passages = book.queries.passages(case_id, source.id)
        text = stored_text(source, tuple(p for p in passages if not p.is_typed_later))
        for left in read_text(text, people, by=by).not_proposed:
            yield not_proposed_line(left, text.passages[left.passage_index], source.name)


def stored_text(source: Source, passages: tuple[Passage, ...]) -> SourceText:
    """Return a source's text as reading takes it, from what the casebook holds."""
    raw = (
        RawPassage(index=p.index, locator=p.locator, text=p.text, kind=p.kind, level=p.level)
        for p in passages
    )
    document = source.document_date
    sent = document.earliest.isoformat() if document and document.earliest else ""
    return SourceText(
        file_name=source.file_name,
        sha256=source.sha256,
        passages=tuple(raw),
        metadata={"sent": sent, "from": source.maker} if source.format == "eml" else {},
        agency=source.agency,
        received=source.received.latest if source.received else None,
        record_class=source.record_class,
    )
