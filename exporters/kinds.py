"""Which documents there are, in which formats, and the one way to export any of them.

Every export goes build, withhold where asked, gate, write; nothing is written before the gate
has found nothing to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chronology_app.documents.agreement import build_agreement
from chronology_app.documents.assessment import build_assessment
from chronology_app.documents.blocks import Document
from chronology_app.documents.chronology import build_chronology
from chronology_app.documents.conference_report import build_conference_report
from chronology_app.documents.four_questions_page import build_four_questions_page
from chronology_app.documents.full_chronology import build_full_chronology
from chronology_app.documents.gate import Stop, check_document, check_parts, require_free
from chronology_app.documents.handover import build_handover
from chronology_app.documents.impact import build_impact
from chronology_app.documents.letter import build_letter
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.plan import build_plan
from chronology_app.documents.plan_child import build_child_plan
from chronology_app.documents.plan_parents import build_parents_plan
from chronology_app.documents.plan_review import build_review
from chronology_app.documents.redact import withhold, withhold_sheets
from chronology_app.documents.referral import build_referral
from chronology_app.documents.sheets import Workbook, build_workbook
from chronology_app.documents.timeline import build_timeline, build_timeline_figure
from chronology_app.errors import ExportError, WrongUseError
from chronology_app.model import Event
from chronology_app.model.codes import EventStatus, RecordClass
from chronology_app.model.view import CaseView
from exporters.data import Data, build_data
from exporters.files import write_file
from exporters.word import write_word
from exporters.workbook import write_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What became of one export."""

    kind: str
    path: Path
    #: Rows of events printed, or lines of data written.
    rows: int
    #: Ids of records that were asked for but kept back; told to the worker, never printed.
    kept_back: tuple[str, ...] = ()
    #: How many of them are kept back only because nobody has read them.
    unread: int = 0
    title: str = ""
    #: Further pages of a figure, each a file of its own.
    further: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What an export would be, before anything is written: for a preview and its warnings."""

    kind: str
    #: What would be written.
    content: Document | Workbook | Data
    #: What must be decided first; empty: it may leave.
    stops: tuple[Stop, ...]
    rows: int
    kept_back: tuple[str, ...] = ()
    unread: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its code and the endings that it can be written with."""

    code: str
    endings: tuple[str, ...]
    prepare: Callable[[CaseView, ExportOptions, str], Prepared] = field(repr=False)
    #: Returns the files that were written besides the target.
    write: Callable[[Prepared, Path], tuple[Path, ...]] = field(repr=False)


def export(view: CaseView, kind: str, options: ExportOptions, target: Path) -> Exported:
    """Build one document of a case, take it through the gate and write it.

    Errors: WrongUseError for an unknown kind; ExportError for an ending that the kind has not, or
    a file that cannot be written; ExportRefusedError with the gate's list.
    """
    found = KINDS.get(kind)
    if found is None:
        raise WrongUseError("error.export_kind", kind=kind, kinds=", ".join(KINDS))
    ending = target.suffix.lower().lstrip(".")
    if ending not in found.endings:
        raise ExportError(
            "error.export_ending", kind=kind, ending=ending or "–", endings=", ".join(found.endings)
        )
    prepared = found.prepare(view, options, ending)
    require_free(prepared.stops)
    further = found.write(prepared, target)
    return Exported(
        kind=kind,
        path=target,
        rows=prepared.rows,
        kept_back=prepared.kept_back,
        unread=prepared.unread,
        title=prepared.title,
        further=further,
    )


def prepare(view: CaseView, kind: str, options: ExportOptions) -> Prepared:
    """Build a document and take it to the gate without writing it.

    Errors: WrongUseError for an unknown kind, UnknownRecordError for an unknown child.
    """
    found = KINDS.get(kind)
    if found is None:
        raise WrongUseError("error.export_kind", kind=kind, kinds=", ".join(KINDS))
    return found.prepare(view, options, found.endings[0])


_Build = Callable[[CaseView, ExportOptions], Document]


def _document_kind(code: str, build: _Build, draw: _Build | None = None) -> Kind:
    """Return a kind that is written as a document; with `draw` also as a figure of its own."""

    def prepare_it(view: CaseView, options: ExportOptions, ending: str) -> Prepared:
        is_drawn = ending != "docx" and draw is not None
        document = draw(view, options) if is_drawn and draw else build(view, options)
        if options.withhold:
            document = withhold(document, view, options.profile)
        return Prepared(
            kind=code,
            content=document,
            stops=check_document(view, document, options.profile),
            rows=_row_count(document),
            kept_back=document.kept_back,
            unread=_unread(view, document.kept_back),
            title=document.title,
        )

    return Kind(code, ("docx", "png", "svg", "pdf") if draw else ("docx",), prepare_it, _write)


def _write(prepared: Prepared, target: Path) -> tuple[Path, ...]:
    document = prepared.content
    assert isinstance(document, Document)
    if target.suffix.lower() == ".docx":
        write_word(document, target)
        return ()
    # Loading matplotlib takes longer than writing a document without figures.
    from exporters.figure_sheets import write_sheets

    return write_sheets(document, target)[1:]


def _row_count(document: Document) -> int:
    """Return the rows of the tables; of figures, the events that they show, each once.

    Of a document in paragraphs alone: those that rest on records.
    """
    if document.figures:
        return len({i for figure in document.figures for i in figure.record_ids})
    if not document.tables:
        return sum(bool(getattr(block, "record_ids", ())) for block in document.blocks)
    return sum(len(table.rows) for table in document.tables)


def _unread(view: CaseView, ids: tuple[str, ...]) -> int:
    found = (view.by_id.get(i) for i in ids)
    return sum(
        isinstance(record, Event)
        and record.status == EventStatus.ACCEPTED_UNREAD
        and record.record_class == RecordClass.ORDINARY
        for record in found
    )


def _prepare_workbook(view: CaseView, options: ExportOptions, ending: str) -> Prepared:
    workbook = build_workbook(view, options)
    if options.withhold:
        workbook = withhold_sheets(workbook, view, options)
    return Prepared(
        kind="workbook",
        content=workbook,
        stops=check_parts(view, workbook.parts(), options.profile),
        rows=len(workbook.sheets[0].rows),
        kept_back=workbook.kept_back,
        unread=_unread(view, workbook.kept_back),
        title=workbook.title,
    )


def _write_workbook(prepared: Prepared, target: Path) -> tuple[Path, ...]:
    assert isinstance(prepared.content, Workbook)
    write_workbook(prepared.content, target)
    return ()


def _prepare_data(view: CaseView, options: ExportOptions, ending: str) -> Prepared:
    data = build_data(view, options)
    return Prepared(
        kind="data",
        content=data,
        stops=check_parts(view, data.parts(), options.profile, allow_unread=True),
        rows=len(data.lines),
        kept_back=data.kept_back,
    )


def _write_data(prepared: Prepared, target: Path) -> tuple[Path, ...]:
    assert isinstance(prepared.content, Data)
    write_file(target, prepared.content.text.encode("utf-8"))
    return ()


#: Every kind by its code, as the command line names it.
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _document_kind("chronology", build_chronology),
        _document_kind("full-chronology", build_full_chronology),
        _document_kind("impact", build_impact),
        _document_kind("timeline", build_timeline, build_timeline_figure),
        _document_kind("plan", build_plan),
        _document_kind("parents-plan", build_parents_plan),
        _document_kind("child-plan", build_child_plan),
        _document_kind("review", build_review),
        _document_kind("agreement", build_agreement),
        _document_kind("handover", build_handover),
        _document_kind("assessment", build_assessment),
        _document_kind("letter", build_letter),
        _document_kind("referral", build_referral),
        _document_kind("conference-report", build_conference_report),
        _document_kind("four-questions", build_four_questions_page),
        Kind("workbook", ("xlsx",), _prepare_workbook, _write_workbook),
        Kind("data", ("jsonl", "json"), _prepare_data, _write_data),
    )
}
