"""What was produced and filed, exactly as it was, and the trail of who did what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Record):
    """A set of documents filed or served together."""

    title: str
    filed_at: datetime
    by: str
    hearing_id: str | None = None
    for_hearing: str = ""
    served_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledDocument(Record):
    """One document as filed. Its exact bytes are kept under its SHA-256 and never change."""

    filing_id: str
    kind: str
    title: str
    sha256: str
    size_bytes: int
    #: Audit head COUNT:HEX that it was made from.
    head: str
    settings_version: str
    prepared_on: FuzzyDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap(Record):
    """Where a passage stands in a filed bundle."""

    filed_document_id: str
    passage_id: str
    section: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRow(Record):
    """One setting changed in this casebook, over the shipped and the authority's value."""

    name: str
    value: str
    #: Rises with each change of any setting.
    version: int
    changed_by: str
    changed_at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedRecord:
    """A record that an audited step touched, with the digest of what it became."""

    #: The record's class name in snake case, e.g. "event_person".
    table: str
    id: str
    #: 0: removed.
    row_version: int
    #: SHA-256 of the record's canonical JSON; empty when removed.
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of an append-only log. `case_id` empty: the casebook's own log."""

    case_id: str
    #: From 1, no gaps, per log.
    number: int
    at: datetime
    by: str
    #: The command's code, e.g. "accept_suggestion"; wording gives the sentence.
    command: str
    params: dict[str, str] = field(default_factory=dict)
    touched: tuple[TouchedRecord, ...] = ()
    #: SHA-256(salt + content), hex.
    leaf: str = ""
    salt: str = ""
