"""Writes one document of a case: build, gate, file, and its entry in the case's audit log."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from chronology_app.casefile import Casebook, Changed
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.documents.types_asked import find_type
from chronology_app.errors import WrongUseError
from chronology_app.model import Passage, SettingsRow, Source
from chronology_app.model.view import CaseView, view_of
from chronology_app.settings import Settings, load_settings
from chronology_app.store.queries import Queries
from exporters.kinds import KINDS, Prepared, prepare
from exporters.kinds import export as write_export


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page of a figure that is a file of its own."""

    file: Path
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """What was written."""

    kind: str
    file: Path
    sha256: str
    size_bytes: int
    #: The audit head that the document was made from.
    head: str
    #: Rows of events printed, or lines of data written.
    rows: int
    #: How many records were kept back because of their class.
    kept_back: int
    #: How many events were left out because nobody has read them.
    unread: int
    #: Further pages of a figure, each a file of its own.
    further: tuple[WrittenPage, ...] = ()
    #: What was asked for, by name, as far as it is not the usual; the log keeps it.
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[WrittenPage, ...]:
        """Every file that was written, the one that was asked for first."""
        return (WrittenPage(self.file, self.sha256, self.size_bytes), *self.further)


def export(
    book: Casebook,
    case_id: str,
    kind: str,
    options: ExportOptions,
    out: Path,
    at: int | None = None,
) -> DocumentReport:
    """Write one document or figure, and say so in the audit log.

    `at`: as the case stood when its log had so many entries; None: as it stands.

    Errors: WrongUseError for an unknown kind, child or column; ExportRefusedError with the list of
    what the gate stopped; ExportError when the file cannot be written. Nothing half-written stays.
    """
    _check_target(book.path, kind, out)
    view = _view(book.queries, case_id, at, whole=kind == "data")
    head = book.queries.head(case_id) if at is None else book.queries.head_at(case_id, at)
    report = _write(view, kind, options, out, head)
    log_export(book, case_id, options.profile, report)
    return report


def export_apart(
    path: Path, key: bytes, case_id: str, kind: str, options: ExportOptions, out: Path
) -> DocumentReport:
    """Write one document in a worker process; its log entry is left to `log_export`.

    Errors: as `export`.
    """
    _check_target(path, kind, out)
    view, head = _read(path, key, case_id, kind)
    return _write(view, kind, options, out, head)


def prepare_apart(
    path: Path, key: bytes, case_id: str, kind: str, options: ExportOptions
) -> tuple[CaseView, Prepared]:
    """Build one document in a worker process, without writing it; with the case it was built of.

    Errors: WrongUseError for an unknown kind or child.
    """
    view, head = _read(path, key, case_id, kind)
    return view, prepare(view, kind, _complete(options, view, head, kind))


def log_export(book: Casebook, case_id: str, profile: str, report: DocumentReport) -> Changed:
    """Have the case's log say what left the casebook."""
    choices = dict(report.choices)
    if report.further:
        choices["further"] = " ".join(page.sha256 for page in report.further)
    return book.record_export(
        case_id, kind=report.kind, profile=profile, sha256=report.sha256,
        size=report.size_bytes, head=report.head, choices=choices,
    )  # fmt: skip


def choices_of(options: ExportOptions) -> dict[str, str]:
    """Return what was asked of an export, by name, as far as it is not the usual."""
    found = {
        "child": options.child or "",
        "type": options.concern_type,
        "plan": options.plan,
        "from": options.date_from.isoformat() if options.date_from else "",
        "to": options.date_to.isoformat() if options.date_to else "",
        "language": options.language if options.language != "en" else "",
        "page": options.page_size if options.page_size != "A4" else "",
        "protected": "withhold" if options.withhold else "",
    }
    return {name: value for name, value in found.items() if value}


def _read(path: Path, key: bytes, case_id: str, kind: str) -> tuple[CaseView, str]:
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        return _view(book.queries, case_id, None, whole=kind == "data"), book.queries.head(case_id)


def _check_target(book_path: Path, kind: str, out: Path) -> None:
    if kind not in KINDS:
        raise WrongUseError("cli.unknown_kind", value=kind, known=", ".join(KINDS))
    ending = out.suffix.lower().lstrip(".")
    if ending not in KINDS[kind].endings:
        known = ", ".join(f".{name}" for name in KINDS[kind].endings)
        raise WrongUseError("cli.bad_ending", file=out.name, known=known)
    _require_outside(book_path, out)


def _write(
    view: CaseView, kind: str, options: ExportOptions, out: Path, head: str
) -> DocumentReport:
    options = _complete(options, view, head, kind)
    written = write_export(view, kind, options, out)
    page = _page(out)
    return DocumentReport(
        kind=kind,
        file=out,
        sha256=page.sha256,
        size_bytes=page.size_bytes,
        head=head,
        rows=written.rows,
        kept_back=len(written.kept_back) - written.unread,
        unread=written.unread,
        further=tuple(_page(file) for file in written.further),
        choices=choices_of(options),
    )


def _page(file: Path) -> WrittenPage:
    data = file.read_bytes()
    return WrittenPage(file, hashlib.sha256(data).hexdigest(), len(data))


def require_outside(book: Casebook, out: Path) -> None:
    """Refuse an output that would replace the casebook or a file that belongs to it."""
    _require_outside(book.path, out)


def _require_outside(book_path: Path, out: Path) -> None:
    own = [book_path.with_name(book_path.name + end) for end in ("", ".keys", ".lock", "-journal")]
    if out.resolve() in {file.resolve() for file in own}:
        raise WrongUseError("cli.out_is_casebook", file=out.name)


def _view(queries: Queries, case_id: str, at: int | None, *, whole: bool) -> CaseView:
    """Return the case as documents read it; as data it goes out with every passage."""
    view = queries.view(case_id) if at is None else queries.view_at(case_id, at)
    if not whole:
        return view
    rest = (row for kind, rows in view.records.items() if kind is not Passage for row in rows)
    sources = {source.id for source in view.of(Source)}
    known = {passage.id: passage for passage in view.of(Passage)}
    passages = (
        known.get(passage.id, passage)
        for passage in queries.records(Passage, case_id)
        if passage.source_id in sources
    )
    return view_of(view.case, (*rest, *passages))


def _complete(options: ExportOptions, view: CaseView, head: str, kind: str) -> ExportOptions:
    if not _is_known(view, options.profile):
        raise WrongUseError("cli.unknown_reader", value=options.profile)
    settings = _settings(view)
    focus = settings.rule("chronology.focus_months", options.today)
    child = options.child
    return replace(
        options,
        head=head,
        settings_version=settings.version,
        focus_months=int(focus.value) if focus else options.focus_months,
        child=_full_name(view, child) if child else None,
        concern_type=_type_code(view, options, kind),
    )


def _type_code(view: CaseView, options: ExportOptions, kind: str) -> str:
    """Return the code of the type of concern that was meant by its code or its label."""
    if not options.concern_type:
        return ""
    if kind != "timeline":
        raise WrongUseError("figures.error.type_kind", kind=kind)
    return find_type(view, options.concern_type, options.language)


def _is_known(view: CaseView, profile: str) -> bool:
    """Say whether a reader is one that details can be kept from: a slip must not open the gate."""
    names = {name.casefold() for p in view.people for name in (p.name, *p.aliases)}
    return profile in (COURT, LOCAL_AUTHORITY) or profile.casefold() in names


def _settings(view: CaseView) -> Settings:
    return load_settings(rows=view.of(SettingsRow))


def _full_name(view: CaseView, wanted: str) -> str:
    """Return the full name of the child that was meant: full name, other name or number."""
    children = view.children
    if wanted.isdigit() and 1 <= int(wanted) <= len(children):
        return children[int(wanted) - 1].name
    for child in children:
        if wanted.casefold() in {name.casefold() for name in (child.name, *child.aliases)}:
            return child.name
    known = ", ".join(child.name for child in children)
    raise WrongUseError("cli.unknown_child", value=wanted, known=known)
