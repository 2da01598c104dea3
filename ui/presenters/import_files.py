"""What an import will read, what its person says of the files, how far it is, and its report.

Reading is `jobs.importing`; how it looks is `dialogs.import_files` and `widgets.import_list`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from chronology_app.errors import ImportFileError
from chronology_app.model.codes import ImportOutcome, RecordClass, Sensitivity
from ui import errors
from ui.presenters.import_report import (
    ImportEnd,
    outcome_words,
    report_lines,
    report_text,
    summary_words,
)
from ui.words import label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed
    from ui.jobs.beside import Job
    from ui.jobs.importing import FileReport, ImportWishes

__all__ = [
    "FileLook", "Gathered", "ImportEnd", "Pace", "build_wishes", "gather_files", "look_at",
    "outcome_words", "report_lines", "report_text", "run_import", "summary_words", "take_back",
]  # fmt: skip

#: More than anybody looks through; a larger folder is imported in parts.
MOST_FILES = 5_000
#: What systems and programs leave in folders; never a record of anybody.
_LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
#: What a file costs besides its size, as bytes: a process is started for each.
_COST_OF_A_FILE = 60_000
#: Formats that are kept as photographs instead.
PICTURES = frozenset(("image",))


# --- what will be read -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files found where the person pointed."""

    files: tuple[Path, ...]
    #: Hidden files and those that systems leave behind: not offered, but told.
    left_out: int = 0
    #: There were more than `MOST_FILES`.
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class FileLook:
    """What can be told of a file before it is read."""

    path: Path
    size: int = 0
    #: The format by content; empty where it cannot be told.
    format: str = ""
    sha256: str = ""
    #: Code of what keeps it from being read, and the sentence; empty when nothing is known.
    code: str = ""
    sentence: str = ""
    #: The title of the source that is the same file, byte for byte.
    known: str = ""
    is_misnamed: bool = False
    #: A PDF that says it is encrypted; some of those open without a password.
    is_locked: bool = False

    @property
    def will_be_read(self) -> bool:
        """Say whether it makes sense to import the file."""
        return not self.code and not self.known

    @property
    def is_picture(self) -> bool:
        """Say whether the file can be kept as a photograph."""
        return self.format in PICTURES


def gather_files(paths: Sequence[Path]) -> Gathered:
    """Return the files at these places, folders walked; called in a worker."""
    found: dict[Path, None] = {}
    left_out = 0
    for path in paths:
        for file in _files_under(path):
            if file != path and _is_left_behind(file, path):
                left_out += 1
            elif len(found) >= MOST_FILES:
                return Gathered(tuple(found), left_out, is_cut=True)
            else:
                found[file] = None
    return Gathered(tuple(found), left_out)


def _files_under(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        yield path
        return
    closed: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=lambda e: closed.append(Path(e.filename))):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in sorted((*names, *links)))
    # A folder that may not be looked into stands in the list, and why.
    yield from closed


def _is_left_behind(file: Path, root: Path) -> bool:
    names = file.relative_to(root).parts
    hidden = any(name.startswith(".") for name in names)
    left = file.name.lower() in _LEFT_BEHIND or file.name.startswith("~$")
    # A link in a folder that somebody sent may lead to anything on this machine.
    return hidden or left or file.is_symlink()


def look_at(files: Sequence[Path]) -> tuple[FileLook, ...]:
    """Return what can be told of files by their content, nothing being read for words.

    Called in a worker: the bytes of a file are read once, hashed and let go.
    """
    return tuple(_look_at(file) for file in files)


def _look_at(file: Path) -> FileLook:
    from importers.detect import READABLE, detect_format, is_misnamed
    from importers.files import read_bytes
    from importers.formats import REFUSED

    look = FileLook(file)
    try:
        look = replace(look, size=file.stat().st_size)
        data = read_bytes(file)
        look = replace(look, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        found = detect_format(data, file.name)
        locked = found == "pdf" and b"/Encrypt" in data
        look = replace(look, format=found, is_misnamed=is_misnamed(found, file.name),
                       is_locked=locked)  # fmt: skip
        if found not in READABLE:
            raise ImportFileError(f"format_{found}" if found in REFUSED else "unknown_format")
    except (ImportFileError, OSError) as problem:
        code = problem.code if isinstance(problem, ImportFileError) else "unreadable"
        if isinstance(problem, ImportFileError):
            problem.params.setdefault("file", file.name)
        return replace(look, code=code, sentence=errors.sentence(problem))
    return look


def load_known(book: Casebook, case_id: str) -> dict[str, str]:
    """Return the titles of the case's sources by the SHA-256 of their bytes."""
    return {one.sha256: one.citation_title for one in book.queries.sources(case_id)}


def with_known(looks: Sequence[FileLook], known: Mapping[str, str]) -> tuple[FileLook, ...]:
    """Return the files with the titles of the sources that they are already."""
    return tuple(replace(one, known=known.get(one.sha256, "")) for one in looks)


def size_words(size: int) -> str:
    """Return a size as people say it."""
    if size < 1_000:
        return say("import_screen.bytes", count=size)
    if size < 1_000_000:
        return say("import_screen.kilobytes", number=f"{size / 1_000:.0f}")
    return say("import_screen.megabytes", number=f"{size / 1_000_000:.1f}")


def format_words(look: FileLook) -> str:
    """Return the kind of a file in words."""
    from chronology_app.wording import has

    if not look.format:
        return say("import_screen.format.unknown")
    message = f"import_screen.format.{look.format}"
    return say(message) if has(message) else look.format.upper()


def state_words(look: FileLook) -> tuple[str, str]:
    """Return the tone and the words for what will become of a file."""
    if look.known:
        return "know", say("import_screen.known", title=look.known)
    if look.code:
        return "must", look.sentence
    if look.is_locked:
        return "should", say("import_screen.locked")
    if look.is_misnamed:
        return "should", say("import_screen.misnamed", kind=format_words(look))
    return "done", say("import_screen.will_be_read")


# --- what the person says ----------------------------------------------------------------------

#: The fields that can be said for all files and for one.
WISH_FIELDS = ("agency", "received", "title", "sensitivity", "record_class", "password")


def build_wishes(
    for_all: Mapping[str, Any], for_one: Mapping[Path, Mapping[str, Any]]
) -> Callable[[Path], ImportWishes]:
    """Return what is wished for each file: what was said for it alone, else for all."""
    from ui.jobs.importing import ImportWishes

    def wishes(file: Path) -> ImportWishes:
        said = dict(for_all) | dict(for_one.get(file, {}))
        return ImportWishes(
            agency=said.get("agency") or None,
            received=said.get("received"),
            title=(said.get("title") or "").strip(),
            sensitivity=Sensitivity(said.get("sensitivity") or Sensitivity.STANDARD),
            record_class=RecordClass(said.get("record_class") or RecordClass.ORDINARY),
            file_password=said.get("password") or None,
        )

    return wishes


# --- how far it is -----------------------------------------------------------------------------


@dataclass(slots=True)
class Pace:
    """Tells how long the rest will take, from what was done and from nothing else."""

    sizes: Mapping[Path, int]
    started: float = field(default_factory=monotonic)
    _done: int = 0

    @property
    def whole(self) -> int:
        """The cost of all files."""
        return sum(size + _COST_OF_A_FILE for size in self.sizes.values())

    def add(self, file: Path) -> None:
        """Note that a file is done."""
        self._done += self.sizes.get(file, 0) + _COST_OF_A_FILE

    def seconds_left(self, now: float | None = None) -> float | None:
        """Return how long it will take; None while too little is done to say."""
        spent = (monotonic() if now is None else now) - self.started
        share = self._done / self.whole if self.whole else 0.0
        if spent < 2.0 or share < 0.03:
            return None
        return spent * (1 - share) / share


def left_words(seconds: float | None) -> str:
    """Return the time left in words, no finer than it is known; empty while nobody knows."""
    if seconds is None:
        return ""
    if seconds < 10:
        return say("import_screen.moments_left")
    if seconds < 55:
        return say("import_screen.seconds_left", number=-(-round(seconds) // 10) * 10)
    return say("import_screen.minutes_left", count=max(1, round(seconds / 60)))


# --- the import --------------------------------------------------------------------------------


def load_importing() -> None:
    """Load what an import needs, beside the window, before anybody waits for it."""
    import ui.jobs.beside
    import ui.jobs.importing  # noqa: F401


def run_import(
    job: Job,
    book: Casebook,
    case_id: str,
    looks: Sequence[FileLook],
    for_all: Mapping[str, Any],
    for_one: Mapping[Path, Mapping[str, Any]],
    changed: Callable[[Changed], None],
) -> ImportEnd:
    """Import files as a job beside the window; reports come back also when it was stopped.

    What cannot be read or is there already stands in the report without being tried.
    """
    from ui.jobs.beside import Beside
    from ui.jobs.importing import import_files

    files = [one.path for one in looks if one.will_be_read]
    pace = Pace({one.path: one.size for one in looks if one.will_be_read})
    begun: list[Path] = []
    workplace = Beside(job)

    def progress(number: int, count: int, name: str) -> None:
        if begun:
            pace.add(begun[-1])
        begun.append(files[number - 1])
        words = say("import_screen.progress", name=name, left=left_words(pace.seconds_left()))
        job.progress(number - 1, count, words.rstrip(" ·"))

    reports = tuple(
        import_files(
            book, case_id, files, build_wishes(for_all, for_one), stopper=job.stopper,
            progress=progress, workplace=workplace, changed=changed,
        )
    )  # fmt: skip
    job.progress(len(begun), len(files))
    return ImportEnd(
        (*reports, *_not_tried(looks)),
        len(looks),
        is_stopped=job.stopper.asked,
        undo=book.next_undo(case_id),
        suggestion_id=workplace.first_suggestion,
    )


def _not_tried(looks: Sequence[FileLook]) -> list[FileReport]:
    from ui.jobs.importing import FileReport

    return [
        FileReport(
            file=one.path.name,
            outcome=ImportOutcome.ALREADY_THERE if one.known else ImportOutcome.REFUSED,
            code="already_there" if one.known else one.code,
            sentence=state_words(one)[1],
        )
        for one in looks
        if not one.will_be_read
    ]


def take_back(book: Casebook, case_id: str, undo: str) -> Changed | None:
    """Take the import back as one step; None when another step has come after it."""
    if book.next_undo(case_id) != undo:
        return None
    return book.undo(case_id)


# --- choices -----------------------------------------------------------------------------------


def agency_choices() -> list[tuple[str, str]]:
    """Return the agencies to choose from, the first being: as the file says."""
    from chronology_app.model.codes import AgencyCode

    return [("", say("import_screen.agency_read")), *_choices("agency", list(AgencyCode))]


def class_choices() -> list[tuple[str, str]]:
    """Return the classes to choose from."""
    return _choices("class", list(RecordClass))


def sensitivity_choices() -> list[tuple[str, str]]:
    """Return the sensitivities to choose from."""
    return [(one.value, say(f"import_screen.sensitivity.{one}")) for one in Sensitivity]


def _choices(group: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for code in codes:
        words = label(group, code)
        found.append((str(code), words[:1].upper() + words[1:]))
    return found
