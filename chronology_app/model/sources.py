"""Where a fact comes from: sources, passages with their place, citations, imports, suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chronology_app.dates import FuzzyDate
from chronology_app.model.base import LATER, Record
from chronology_app.model.codes import (
    BatchStatus,
    Evidence,
    ImportOutcome,
    RecordClass,
    Sensitivity,
    SourceKind,
    SuggestionStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The place of a passage in its source. All numbers count from 1; unused ones are None."""

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    #: A part of the file that is not its body: "header", "footnote 3", "comment 2", "box 1".
    part: str | None = None
    #: A part of a message: "headers", "body", "quoted 1", "attachment 2".
    message_part: str | None = None
    #: A member of an archive, by its path inside it.
    archive_member: str | None = None
    #: A part of the page: left, top, right, bottom as shares (0 to 1) of its width and height.
    region: tuple[float, float, float, float] | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPassage:
    """A stretch of text as an importer found it, in reading order."""

    #: Position in the source from 0; with the source it identifies the passage.
    index: int
    locator: Locator
    text: str
    #: "heading" "paragraph" "cell" "line" "block" "header" "footer" "note" "comment"
    #: "deletion" "metadata" "quoted" "signature"; typed by a person: "caption" "transcription"
    kind: str = "paragraph"
    #: Heading level from 1, for kind "heading".
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportNote:
    """One thing that an importer could not read, or read in a way a person should know of."""

    #: Message id without its "problem." prefix, e.g. "undecodable_bytes".
    code: str
    locator: Locator = field(default_factory=Locator)
    params: dict[str, str] = field(default_factory=dict)
    #: The raw text or bytes (as latin-1) that is named here because no passage holds it.
    raw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a file."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """All that an importer found in one file."""

    #: The format as read, by content: "docx" "pdf" "xlsx" "xls" "csv" "eml" "txt".
    format: str
    media_type: str
    passages: tuple[RawPassage, ...]
    notes: tuple[ImportNote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    #: "title" "author" "created" "modified" "sent" "from" "to" "cc" "subject" "pages" ...
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A file that arrived or an entry typed by hand. Its bytes are kept apart, byte for byte."""

    kind: SourceKind = SourceKind.FILE
    #: The file's own name. Never printed in a document; see `citation_title`.
    file_name: str = ""
    format: str = ""
    media_type: str = ""
    size_bytes: int = 0
    sha256: str = ""
    #: What a document prints for it, e.g. "Health visiting record of Seren".
    citation_title: str = ""
    maker: str = ""
    document_date: FuzzyDate | None = None
    received: FuzzyDate | None = None
    #: Agency code whose record it is.
    agency: str = "other"
    sensitivity: Sensitivity = Sensitivity.STANDARD
    record_class: RecordClass = RecordClass.ORDINARY
    #: The source that this one was found inside (an attachment).
    parent_id: str | None = None
    #: The source that this one replaces (a newer print of the same record).
    supersedes_id: str | None = None
    batch_id: str | None = None
    outcome: ImportOutcome = ImportOutcome.IMPORTED
    #: Number of pages where the format has pages.
    pages: int | None = None
    #: The record system and the number in it that pasted text came from.
    system: str = field(default="", metadata=LATER)
    record_number: str = field(default="", metadata=LATER)
    #: Who pasted or added it.
    brought_by: str = field(default="", metadata=LATER)

    @property
    def name(self) -> str:
        """What people inside the authority know it by: its file, or the title of pasted text."""
        pasted = self.kind == SourceKind.PASTED
        return self.citation_title if pasted else self.file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A note typed by a named author: signed, dated, never changed. Its source holds the text."""

    source_id: str
    author: str
    #: The author's post or role, as typed.
    post: str = ""
    written_at: datetime
    #: When it happened, as typed and understood.
    date: FuzzyDate
    time: str | None = None
    #: The fields of the entry form by name, as typed ("seen_or_heard", "action", ...).
    fields: dict[str, str] = field(default_factory=dict)
    #: The form it was typed in: "visit", "note", "concern_card", "low_level_concern", "phone_call",
    #: "spell".
    form: str = field(default="", metadata=LATER)
    #: The earlier entry that this one corrects; that one stays as it was signed.
    corrects_id: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph(Record):
    """What a person says of a photograph that is a source."""

    source_id: str
    taken_by: str = ""
    taken_on: FuzzyDate | None = None
    #: What it shows, in neutral words.
    of_what: str = ""
    #: "given", "not_given", "not_needed" or "not_recorded"; who gave or refused it is `consent_by`.
    consent: str = ""
    consent_by: str = ""
    #: The children who are in it.
    child_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """A stretch of a source's text with its place."""

    source_id: str
    #: Position in the source from 0.
    index: int
    locator: Locator
    text: str
    kind: str = "paragraph"
    level: int | None = None
    record_class: RecordClass = RecordClass.ORDINARY
    #: Who typed it from handwriting or a picture; only for kind "transcription".
    transcribed_by: str = field(default="", metadata=LATER)

    @property
    def is_typed_later(self) -> bool:
        """Whether a person added it to a source that was there: a caption, a transcription."""
        return self.kind in ("caption", "transcription")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """The exact words in a passage that a statement rests on.

    `quote == passage.text[start:end]` always; `verify` tests it.
    """

    #: The record that rests on these words (an account, an impact, a strength, ...).
    owner_id: str
    passage_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch(Record):
    """One import command: one step to undo."""

    started_at: datetime
    by: str
    status: BatchStatus = BatchStatus.RUNNING
    file_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProblem(Record):
    """Something that could not be read, kept so that nothing is lost in silence."""

    source_id: str | None
    batch_id: str | None
    #: Message id without its "problem." prefix.
    code: str
    locator: Locator = field(default_factory=Locator)
    params: dict[str, str] = field(default_factory=dict)
    raw: str = ""
    #: What a person decided about it, and who.
    settled_by: str = ""
    settled_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was suggested: the rule and the words that matched."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRef:
    """Words of a passage by position: what a suggestion quotes before anything is stored."""

    passage_index: int
    locator: Locator
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedPerson:
    """A person whom a suggestion names, by full name."""

    name: str
    part: str = "present"
    #: Why somebody was not seen, in the source's words.
    why: str = field(default="", metadata=LATER)
    #: What the words call somebody whom the case does not know yet: "partner", "friend".
    role: str = field(default="", metadata=LATER)
    #: Not among the people of the case.
    is_new: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedSpell:
    """A level of help, worker or the like that a suggestion says begins or ends."""

    kind: str
    #: A level code or a name.
    value: str
    #: "starts" or "ends".
    edge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Record):
    """One fact from one file with its shortest sufficient quote, waiting for a person.

    The id comes from `base.derived_id(file SHA-256, locator, span, rule family)`, so the same file
    gives the same ids, also where nothing is stored.
    """

    source_id: str = ""
    status: SuggestionStatus = SuggestionStatus.WAITING
    #: None: undated.
    date: FuzzyDate | None = None
    #: "full" "partial" "range" "context" "relative"
    date_kind: str | None = None
    time: str | None = None
    fact: str = ""
    kind: str = "observation"
    agency: str = "other"
    recorded_by: str = "other"
    author: str = ""
    evidence: str = Evidence.REPORTED
    #: Full names.
    children: tuple[str, ...] = ()
    people: tuple[SuggestedPerson, ...] = ()
    concern_types: tuple[str, ...] = ()
    #: Child's full name -> needs concerned. Never accepted together with the event.
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    strength: bool = False
    record_class: RecordClass = RecordClass.ORDINARY
    #: Never empty.
    spans: tuple[SpanRef, ...] = ()
    reasons: tuple[Reason, ...] = ()
    #: Ids of suggestions that look like the same fact in another file.
    duplicates: tuple[str, ...] = ()
    spells: tuple[SuggestedSpell, ...] = ()
    #: Exact words of a child, when the quote holds them.
    child_words: str = ""
    #: Doubts to show beside the date: "impossible_date" "weekday_differs" "after_document" ...
    doubts: tuple[str, ...] = ()
    #: Other readings of the date, as EDTF, when it is ambiguous.
    date_alternatives: tuple[str, ...] = ()
    #: Who decided, why and what became of it.
    decided_by: str = ""
    decided_reason: str = ""
    event_id: str | None = None
    #: How it was decided: a `ConfirmedHow` code, or empty where that was not recorded.
    decided_how: str = field(default="", metadata=LATER)
    #: Who told whom, nearest to the event first, as the words say; empty when they do not.
    told_by: str = field(default="", metadata=LATER)
