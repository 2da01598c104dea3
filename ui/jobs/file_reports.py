"""What is told of one file when it was imported, was there already, or was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chronology_app.errors import ChronologyError, ImportFileError
from chronology_app.model import ImportProblem, Passage, Source
from chronology_app.model.codes import ImportOutcome
from chronology_app.wording import say
from ui import errors
from ui.jobs.reading import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file."""

    file: str
    outcome: ImportOutcome
    #: Code of the refusal or of the first problem; empty when all went well.
    code: str = ""
    sentence: str = ""
    passages: int = 0
    suggestions: int = 0
    #: Stretches that were read and not put forward; `suggestions --not-proposed` shows them.
    not_proposed: int = 0
    problems: tuple[str, ...] = ()
    source_id: str = ""


def stored_report(
    name: str,
    source: Source,
    passages: Sequence[Passage],
    problems: Sequence[ImportProblem],
    read: Read,
) -> FileReport:
    """Return the report of a file that is stored now, with the sentences of its problems."""
    sentences = tuple(_problem_sentence(problem) for problem in problems)
    return FileReport(
        file=name,
        outcome=source.outcome,
        code=problems[0].code if problems else "",
        sentence=sentences[0] if sentences else say("import.done", file=name),
        not_proposed=len(read.not_proposed),
        passages=len(passages),
        suggestions=len(read.suggestions),
        problems=sentences,
        source_id=source.id,
    )


def _problem_sentence(problem: ImportProblem) -> str:
    return say(f"problem.{problem.code}", **problem.params)


def already_there_report(name: str, known: Source) -> FileReport:
    """Return the report of a file that is a source of the case already."""
    return FileReport(
        file=name,
        outcome=ImportOutcome.ALREADY_THERE,
        code="already_there",
        sentence=say("import.already_there", file=name, known=known.file_name),
        source_id=known.id,
    )


def refused_report(name: str, error: Exception) -> FileReport:
    """Return the report of a file that cannot be imported, naming it in the sentence."""
    code = error.code if isinstance(error, ImportFileError) else "unreadable"
    if isinstance(error, ChronologyError):
        error.params.setdefault("file", name)
    return FileReport(
        file=name,
        outcome=ImportOutcome.REFUSED,
        code=code,
        sentence=errors.sentence(error),
    )
