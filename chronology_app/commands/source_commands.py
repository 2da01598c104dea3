"""Commands for sources that are no ordinary file: pasted text, photographs, transcriptions.

Files come in by `casefile.Casebook.add_source`; what is read in a text is for `reading`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.commands.source_changes import SourceChanges
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Case,
    ImportProblem,
    Locator,
    Passage,
    Person,
    Photograph,
    Record,
    Source,
    Suggestion,
)
from chronology_app.model.codes import ConfirmedHow, Consent, RecordClass
from chronology_app.store import blobs
from chronology_app.store.passages import params_for
from chronology_app.store.writer import Changed, Step

TRANSCRIPTION = "transcription"
Region = tuple[float, float, float, float]


class SourceCommands(SourceChanges):
    """Commands for sources that are no ordinary file."""

    def add_pasted(
        self,
        source: Source,
        data: bytes,
        passages: Sequence[Passage],
        problems: Sequence[ImportProblem] = (),
        suggestions: Sequence[Suggestion] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep text that a person pasted, with what was read in it: one step.

        `source` is of kind `pasted`. Errors: BadValueError when the same text is there already.
        """
        case_id = source.case_id
        suggestions = [replace(s, source_id=source.id) for s in suggestions]
        with self._step(case_id, "paste_text", by) as step:
            self._keep(step, source, data)
            step.put(source, *passages, *problems, *suggestions)
            counts = {"passages": len(passages), "suggestions": len(suggestions)}
            told = {name: str(count) for name, count in counts.items()}
            return step.finish({**params_for(source.id, passages), **told})

    def add_photograph(
        self,
        source: Source,
        data: bytes,
        caption: Sequence[Passage],
        photograph: Photograph,
        *,
        event: Mapping[str, Any] | None = None,
        by: str | None = None,
    ) -> Changed:
        """Keep a photograph with what a person says of it: one step.

        `source`: a new one, or one that is there, such as a picture that came with a message.
        `caption`: what an event can cite. `event`: the fields of a decision; an event is then
        confirmed that rests on the caption's first line.
        Errors: BadValueError when the picture is there already, nobody took it, it is of nothing,
            or a field cannot be read; UnknownRecordError.
        """
        case_id = source.case_id
        _check_photograph(photograph)
        with self._step(case_id, "add_photograph", by) as step:
            records: list[Record] = [*caption, photograph]
            told = {"source_id": source.id}
            if step.find(Source, source.id) is None:
                self._keep(step, source, data)
                records.insert(0, source)
                told = params_for(source.id, ())
            if event is not None:
                spans = (Span(caption[0], 0, len(caption[0].text)),)
                basis = Basis(case_id, source, spans, None, SourceText(tuple(caption)).find)
                family = Family(self.queries.records(Person, case_id))
                made, built = build_event(basis, event, family, by=step.by, at=step.at)
                by_hand = replace(made, confirmed_how=ConfirmedHow.BY_HAND)
                records += [by_hand if record is made else record for record in built]
                told["event_id"] = made.id
            step.put(*records)
            return step.finish(told)

    def change_photograph(
        self, case_id: str, photograph: Photograph, *, by: str | None = None
    ) -> Changed:
        """Store a newer state of what is said of a photograph; the picture and caption stay.

        Errors: UnknownRecordError, BadValueError.
        """
        _check_photograph(photograph)
        with self._step(case_id, "change_photograph", by) as step:
            known = step.get(Photograph, photograph.id)
            step.put(replace(photograph, source_id=known.source_id))
            return step.finish({"source_id": known.source_id})

    def add_transcription(
        self,
        case_id: str,
        source_id: str,
        page: int,
        region: Region,
        text: str,
        *,
        by: str | None = None,
    ) -> Changed:
        """Add to a source what a person reads in a part of a page, such as handwriting.

        `region`: left, top, right, bottom as shares (0 to 1) of the page. The passage comes last
        in its source, carries who typed it, and can be cited like any other.
        Errors: UnknownRecordError; BadValueError without words, for a page that the source does
            not have and for a region outside its page.
        """
        if not text.strip():
            raise BadValueError("error.transcription_words")
        _check_region(region)
        there = self.queries.passages(case_id, source_id)
        with self._step(case_id, "add_transcription", by) as step:
            source = step.get(Source, source_id)
            if page < 1 or page > (source.pages or page):
                raise BadValueError("error.transcription_page", page=page)
            left, top, right, bottom = (float(share) for share in region)
            place = Locator(page=page, region=(left, top, right, bottom))
            (passage,) = step.put(
                Passage(
                    case_id=case_id, source_id=source_id, locator=place, text=text.strip(),
                    index=max((p.index for p in there), default=-1) + 1, kind=TRANSCRIPTION,
                    record_class=_class_on(page, source, there), transcribed_by=step.by,
                )
            )  # fmt: skip
            return step.finish({"source_id": source_id, "passage_id": passage.id})

    def remove_transcription(
        self, case_id: str, passage_id: str, *, by: str | None = None
    ) -> Changed:
        """Take a transcription away that nothing cites. What was read in a file stays for good.

        Errors: UnknownRecordError, BadValueError for any other passage or one that is cited.
        """
        with self._step(case_id, "remove_transcription", by) as step:
            passage = step.get(Passage, passage_id)
            if passage.kind != TRANSCRIPTION:
                raise BadValueError("error.no_transcription")
            step.remove(passage)
            return step.finish({"source_id": passage.source_id})

    def _keep(self, step: Step, source: Source, data: bytes) -> None:
        """Keep a source's bytes, once."""
        step.get(Case, source.case_id)
        for known in self.queries.sources(source.case_id):
            if known.sha256 == source.sha256 and known.kind == source.kind:
                raise BadValueError("error.source_there")
        if blobs.add(step.connection, data) != source.sha256:
            raise BadValueError("error.source_bytes")


def _check_photograph(photograph: Photograph) -> None:
    if not photograph.taken_by.strip() or not photograph.of_what.strip():
        raise BadValueError("error.photograph_words")
    if photograph.consent and photograph.consent not in set(Consent):
        raise BadValueError("error.photograph_consent", value=photograph.consent)


def _check_region(region: Region) -> None:
    left, top, right, bottom = region
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise BadValueError("error.transcription_region")


def _class_on(page: int, source: Source, passages: Sequence[Passage]) -> RecordClass:
    """Return the class of what stands on a page: what is typed from it is kept back with it."""
    on_page = [p.record_class for p in passages if p.locator.page == page]
    kept_back = (c for c in (source.record_class, *on_page) if c != RecordClass.ORDINARY)
    return next(kept_back, RecordClass.ORDINARY)
