"""What every importer shares: its options and limits, and the list in which it gathers passages.

How a format is told apart is left to `detect`, and the process in which all of it runs to `box`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Attachment, ImportNote, Locator, RawPassage, ReadResult
from importers.notes import INFORMATION

#: Notes that tell how a file was read. All others name something that was not, or may be wrong.
INFORMATION_NOTES = frozenset(INFORMATION)


def is_problem(note: ImportNote) -> bool:
    """Say whether a note names something that a person should settle."""
    return note.code not in INFORMATION_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file may ask for. Beyond a limit the file is refused, never cut."""

    #: Bytes of the file itself.
    file_bytes: int = 512 * 1024 * 1024
    #: Bytes that a packed file (.docx, .xlsx) may unpack to, in all.
    unpacked_bytes: int = 512 * 1024 * 1024
    #: How many times smaller than its contents a large packed file may be.
    unpacked_ratio: int = 250
    #: Members of a packed file.
    members: int = 10_000
    passages: int = 2_000_000
    #: Pages of one document.
    pages: int = 20_000
    #: Characters drawn on one page of a PDF. A crowded page of a newspaper has 40,000.
    page_characters: int = 500_000
    #: Attachments within attachments.
    nesting: int = 20
    #: Address space of the limited process.
    memory_bytes: int = 2 * 1024 * 1024 * 1024
    #: Bytes that the limited process may answer with.
    answer_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: int = 60
    wall_seconds: float = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How one file is to be read."""

    file_name: str = ""
    #: The file's own password, where it has one.
    file_password: str | None = None
    #: "import"; for pictures also "photograph" (their facts) and "copy" (one that tells nothing).
    purpose: str = "import"
    limits: Limits = field(default_factory=Limits)


class Importer(Protocol):
    """Reads one format from bytes. `detect` has already told the format by content."""

    #: The format as `ReadResult.format` names it.
    name: str
    media_type: str

    def read(self, data: bytes, options: ImportOptions) -> ReadResult:
        """Return passages in reading order; raise ImportFileError when the file is refused."""
        ...


class PassageList:
    """Gathers passages, notes and attachments in reading order and numbers the passages."""

    def __init__(self, options: ImportOptions) -> None:
        self._limits = options.limits
        self.passages: list[RawPassage] = []
        self.notes: list[ImportNote] = []
        self.attachments: list[Attachment] = []
        self.metadata: dict[str, str] = {}

    def add(
        self, text: str, kind: str = "paragraph", level: int | None = None, **place: Any
    ) -> None:
        """Add a passage, unless it is blank. `place` holds the fields of its `Locator`."""
        text = text.strip()
        if not text:
            return
        if len(self.passages) >= self._limits.passages:
            raise ImportFileError("too_large")
        locator = Locator(**place)
        clean = _storable(text)
        if clean.count("\ufffd") != text.count("\ufffd"):
            self.note("unstorable_characters", locator, raw=_escaped(text))
        self.passages.append(
            RawPassage(
                index=len(self.passages), locator=locator, text=clean, kind=kind, level=level
            )
        )

    def note(
        self, code: str, locator: Locator | None = None, *, raw: str = "", **params: object
    ) -> None:
        """Add a note; its parameters become text."""
        words = {name: _storable(str(value)) for name, value in params.items()}
        self.notes.append(
            ImportNote(code=code, locator=locator or Locator(), params=words, raw=_storable(raw))
        )

    def tell(self, name: str, value: object) -> None:
        """Add one item of metadata, unless it is blank."""
        text = UNSTORABLE.sub("", str(value or "")).strip()
        if text:
            self.metadata[name] = text

    def result(self, format_name: str, media_type: str) -> ReadResult:
        """Return all that was gathered; nothing at all is said in a note."""
        if not (self.passages or self.notes or self.attachments):
            self.note("nothing_found")
        return ReadResult(
            format=format_name,
            media_type=media_type,
            passages=tuple(self.passages),
            notes=tuple(self.notes),
            attachments=tuple(self.attachments),
            metadata=self.metadata,
        )


#: What no Word file, no database column or no UTF-8 can hold: controls, half surrogates, NUL.
UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _storable(text: str) -> str:
    """Replace by U+FFFD what cannot be stored or printed; old line marks become line breaks."""
    return UNSTORABLE.sub("\ufffd", text.replace("\x0b", "\n").replace("\x0c", "\n"))


def _escaped(text: str) -> str:
    """Write what cannot be stored as an escape, and the rest as it is."""
    return UNSTORABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
