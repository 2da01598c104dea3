"""Takes in records from files: what `export data` wrote, plans, scores and signed analyses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chronology_app.casefile import Casebook
from chronology_app.commands.quotes import SourceText
from chronology_app.model import Passage, Source
from chronology_app.wording import say
from exporters.data_forms import read_data
from exporters.score_forms import read_scores
from exporters.work_forms import read_plan
from ui.jobs.analyses import add_analyses
from ui.jobs.json_lines import read_json, read_lines, read_text


@dataclass(frozen=True, slots=True)
class LoadFiles:
    """The files that were named, by what they hold."""

    events: Path | None = None
    plan: Path | None = None
    scores: Path | None = None
    analyses: Path | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records were taken in, and what could not be matched."""

    count: int
    #: A sentence each.
    problems: tuple[str, ...]


@dataclass
class _Originals:
    """Looks for quoted words in the sources that the casebook holds."""

    book: Casebook
    case_id: str
    _texts: dict[str, SourceText] = field(default_factory=dict)

    def find(self, source: Source, words: str) -> tuple[Passage, int, int] | None:
        if source.id not in self._texts:
            passages = self.book.queries.passages(self.case_id, source.id)
            self._texts[source.id] = SourceText(passages)
        spans = self._texts[source.id].find(words)
        return (spans[0].passage, spans[0].start, spans[0].end) if len(spans) == 1 else None


def load_files(book: Casebook, case_id: str, files: LoadFiles) -> Loaded:
    """Load the files' records into a case. Errors: BadValueError, UnknownRecordError, OSError."""
    count, problems = 0, []
    if files.events:
        data = read_data(
            read_text(files.events).split("\n"),
            book.queries.view(case_id),
            _Originals(book, case_id).find,
        )
        count += len(book.load(case_id, data.records).touched)
        problems += [_sentence(p.message_id, p.line, p.params) for p in data.problems]
    for file, read in ((files.plan, read_plan), (files.scores, read_scores)):
        if file:
            records = read(read_json(file), book.queries.view(case_id))
            count += len(book.load(case_id, records).touched)
    if files.analyses:
        rows = read_lines(files.analyses)
        count += len(add_analyses(book, case_id, rows, files.analyses.name).touched)
    return Loaded(count, tuple(problems))


def _sentence(message_id: str, line: int, params: Mapping[str, object]) -> str:
    return say(message_id, **{"line": line, **params})
