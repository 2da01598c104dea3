"""Commands on factors, assessment pages and research notes: what an assessor writes and signs.

What the record says beside the words is computed in `analysis.four_questions` and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from chronology_app.analysis.factors import KINDS
from chronology_app.analysis.four_questions import QUESTIONS
from chronology_app.analysis.research import next_own_code
from chronology_app.commands.book import OpenCasebook
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Analysis,
    Answer,
    Case,
    Event,
    Factor,
    FourQuestions,
    PageLine,
    Person,
    PlaceOnScale,
    Record,
    ResearchNote,
    Source,
    WorriesPage,
)
from chronology_app.store.writer import Changed, Step

#: What is signed for a referral: what is asked for, and who agreed to it.
REFERRAL_ASK, REFERRAL_CONSENT = REFERRAL_KINDS = ("referral_ask", "referral_consent")
_LEAST, _MOST = 0, 10
#: The first year that a reference may be of; the last is the year of the step.
_FIRST_YEAR = 1850


class AssessingCommands(OpenCasebook):
    """Commands on what is assessed and written about a child."""

    # --- factors -----------------------------------------------------------------------------

    def set_factor(self, case_id: str, factor: Factor, *, by: str | None = None) -> Changed:
        """Add a risk or protective factor, or store a newer state of one, known by its id.

        Errors: UnknownRecordError for a person or event of no such case; BadValueError for another
        kind, no factor, or an end before the beginning.
        """
        if factor.kind not in KINDS or not factor.code.strip():
            raise BadValueError("error.factor_incomplete")
        if factor.since and factor.until and factor.until.definitely_before(factor.since):
            raise BadValueError("error.factor_dates")
        with self._step(case_id, "set_factor", by) as step:
            step.get(Person, factor.person_id)
            factor = replace(factor, case_id=case_id, words=factor.words.strip(),
                             event_ids=_events(step, factor.event_ids))  # fmt: skip
            step.put(factor)
            return step.finish({"factor_id": factor.id})

    def remove_factor(self, case_id: str, factor_id: str, *, by: str | None = None) -> Changed:
        """Take a factor away. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_factor", by) as step:
            step.remove(step.get(Factor, factor_id))
            return step.finish({"factor_id": factor_id})

    # --- the four questions ------------------------------------------------------------------

    def set_four_questions(
        self, case_id: str, page: FourQuestions, *, by: str | None = None
    ) -> Changed:
        """Keep a child's page, or a newer state of one that nobody has signed.

        Errors: UnknownRecordError; BadValueError for a signed page, a question that is none of the
        four, or one that is answered twice.
        """
        asked = [answer.question for answer in page.answers]
        if set(asked) - set(QUESTIONS) or len(asked) != len(set(asked)):
            raise BadValueError("error.four_questions")
        if page.signed_by.strip():
            raise BadValueError("error.page_sign_apart")
        with self._step(case_id, "set_four_questions", by) as step:
            _child(step, page.child_id)
            _unsigned(step.find(FourQuestions, page.id))
            page = replace(page, case_id=case_id, answers=_answers(step, page.answers))
            step.put(page)
            return step.finish({"page_id": page.id})

    def sign_four_questions(
        self,
        case_id: str,
        page_id: str,
        *,
        signed_by: str,
        post: str = "",
        by: str | None = None,
    ) -> Changed:
        """Sign a child's page; afterwards it stands as it is.

        Errors: UnknownRecordError; BadValueError without a name, without words to every question,
        or when it is signed already.
        """
        if not signed_by.strip():
            raise BadValueError("error.page_no_name")
        with self._step(case_id, "sign_four_questions", by) as step:
            page = step.get(FourQuestions, page_id)
            _unsigned(page)
            answered = {answer.question for answer in page.answers if answer.words.strip()}
            if answered != set(QUESTIONS):
                raise BadValueError("error.page_unanswered")
            step.put(replace(page, signed_by=signed_by.strip(), post=post.strip(),
                             on=FuzzyDate.parse(step.at.date().isoformat())))  # fmt: skip
            return step.finish({"page_id": page_id})

    # --- worries, strengths and what must happen ---------------------------------------------

    def set_worries_page(
        self, case_id: str, page: WorriesPage, *, by: str | None = None
    ) -> Changed:
        """Keep a page of worries, strengths and what must happen, or a newer state of one.

        Errors: UnknownRecordError for a child, event or picture of no such case; BadValueError for
        an empty page, or a place outside 0 to 10.
        """
        page = _trimmed(page)
        if not any((page.worries, page.strengths, page.must_happen, page.places,
                    page.child_words.strip(), page.picture_ids)):  # fmt: skip
            raise BadValueError("error.page_empty")
        for place in page.places:
            if not _LEAST <= place.value <= _MOST or not place.who.strip():
                raise BadValueError("error.place_on_scale", least=_LEAST, most=_MOST)
        with self._step(case_id, "set_worries_page", by) as step:
            for child_id in page.child_ids:
                _child(step, child_id)
            for picture_id in page.picture_ids:
                step.get(Source, picture_id)
            for line in (*page.worries, *page.strengths, *page.must_happen):
                _events(step, line.event_ids)
            page = replace(page, case_id=case_id)
            step.put(page)
            return step.finish({"page_id": page.id})

    def remove_page(self, case_id: str, page_id: str, *, by: str | None = None) -> Changed:
        """Take an assessment page away. Errors: UnknownRecordError; BadValueError when signed."""
        with self._step(case_id, "remove_page", by) as step:
            page: Record = step.find(FourQuestions, page_id) or step.get(WorriesPage, page_id)
            if isinstance(page, FourQuestions):
                _unsigned(page)
            step.remove(page)
            return step.finish({"page_id": page_id})

    # --- a referral --------------------------------------------------------------------------

    def sign_referral_words(
        self,
        case_id: str,
        kind: str,
        words: str,
        *,
        signed_by: str,
        post: str = "",
        by: str | None = None,
    ) -> Changed:
        """Keep what a referral asks for, or what is known of consent, signed; the newest counts.

        Errors: BadValueError for another kind, or without words or a name.
        """
        if kind not in REFERRAL_KINDS or not words.strip() or not signed_by.strip():
            raise BadValueError("error.referral_words")
        with self._step(case_id, "sign_referral_words", by) as step:
            step.get(Case, case_id)
            said = Analysis(
                case_id=case_id, kind=kind, words=words.strip(), event_ids=(),
                signed_by=signed_by.strip(), post=post.strip(), signed_at=step.at,
            )  # fmt: skip
            step.put(said)
            return step.finish({"analysis_id": said.id})

    # --- research notes ----------------------------------------------------------------------

    def set_research_note(
        self, case_id: str, note: ResearchNote, *, by: str | None = None
    ) -> Changed:
        """Add a note of the case's own, or store a newer state of one, known by its id.

        A new one without a code gets the next of its own. Errors: BadValueError without words or a
        reference, or for a year that cannot be.
        """
        with self._step(case_id, "set_research_note", by) as step:
            step.get(Case, case_id)
            _check_note(note, step.at.date())
            held = self.queries.records(ResearchNote, case_id)
            note = replace(
                note, case_id=case_id, code=note.code.strip() or next_own_code(held),
                words=note.words.strip(), reference=note.reference.strip(),
            )  # fmt: skip
            if any(one.code == note.code and one.id != note.id for one in held):
                raise BadValueError("error.research_code")
            step.put(note)
            return step.finish({"note_id": note.id})

    def check_research_note(
        self, case_id: str, note: ResearchNote, *, checked_by: str, by: str | None = None
    ) -> Changed:
        """Note that somebody has held a note against what it cites, today.

        `note`: as it stands in the library; a shipped one is laid over by a record. Errors:
        BadValueError without a name, words or a reference.
        """
        if not checked_by.strip():
            raise BadValueError("error.page_no_name")
        with self._step(case_id, "check_research_note", by) as step:
            step.get(Case, case_id)
            _check_note(note, step.at.date())
            held = [n for n in self.queries.records(ResearchNote, case_id) if n.code == note.code]
            known = held[0] if held else replace(note, case_id=case_id)
            step.put(replace(known, checked_by=checked_by.strip(),
                             checked_on=FuzzyDate.parse(step.at.date().isoformat())))  # fmt: skip
            return step.finish({"note_id": known.id})

    def remove_research_note(self, case_id: str, note_id: str, *, by: str | None = None) -> Changed:
        """Take an own note, or what was laid over a shipped one, away. Errors: as `get`."""
        with self._step(case_id, "remove_research_note", by) as step:
            step.remove(step.get(ResearchNote, note_id))
            return step.finish({"note_id": note_id})


def _child(step: Step, child_id: str) -> Person:
    child = step.get(Person, child_id)
    if not child.is_child:
        raise BadValueError("error.not_a_child", name=child.name)
    return child


def _events(step: Step, event_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.get(Event, event_id).id for event_id in event_ids))


def _unsigned(page: FourQuestions | None) -> None:
    if page is not None and page.signed_by:
        raise BadValueError("error.page_signed", name=page.signed_by)


def _answers(step: Step, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return the answers in the usual order, without empty ones."""
    ordered = sorted(answers, key=lambda answer: QUESTIONS.index(answer.question))
    return tuple(
        replace(answer, words=answer.words.strip(), event_ids=_events(step, answer.event_ids))
        for answer in ordered
        if answer.words.strip()
    )


def _trimmed(page: WorriesPage) -> WorriesPage:
    def lines(given: tuple[PageLine, ...]) -> tuple[PageLine, ...]:
        kept = (replace(line, words=line.words.strip()) for line in given)
        return tuple(line for line in kept if line.words)

    return replace(
        page, worries=lines(page.worries), strengths=lines(page.strengths),
        must_happen=lines(page.must_happen), child_words=page.child_words.strip(),
        places=tuple(_place(place) for place in page.places),
    )  # fmt: skip


def _place(place: PlaceOnScale) -> PlaceOnScale:
    return replace(place, who=place.who.strip(), up_by_one=place.up_by_one.strip())


def _check_note(note: ResearchNote, today: date) -> None:
    if not note.words.strip() or not note.reference.strip():
        raise BadValueError("error.research_incomplete")
    if not _FIRST_YEAR <= note.year <= today.year:
        raise BadValueError("error.research_year", first=_FIRST_YEAR, last=today.year)
