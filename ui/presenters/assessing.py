"""What the assessment screen shows: the record's part of a page beside the words being written.

The record's part is computed anew each time (`analysis.four_questions`); what is written is kept
by `commands.assessing_commands`. How places and lines are read from what was typed is in
`assessing_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from chronology_app.analysis.factors import factor_words, factors_of
from chronology_app.analysis.four_questions import QUESTIONS, Question, build_four_questions
from chronology_app.analysis.patterns import build_patterns
from chronology_app.model import (
    Analysis,
    Change,
    ChildWords,
    Event,
    Factor,
    FourQuestions,
    Person,
    Photograph,
    Plan,
    SettingsRow,
    WorriesPage,
)
from chronology_app.model.codes import Kind
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from chronology_app.wording import say
from chronology_app.wording.dates import date_words
from ui.presenters.assessing_words import places_text

QUESTIONS_PAGE, WORRIES, FACTORS, REFERRAL = PAGES = ("questions", "worries", "factors", "referral")
#: The fields of each page that are written in; a worry, strength ... stands on a line of its own.
FIELDS = {
    QUESTIONS_PAGE: QUESTIONS,
    WORRIES: ("worries", "strengths", "must_happen", "places", "child_words"),
    FACTORS: (),
    REFERRAL: ("asked", "consent"),
}
#: What is signed for a referral, by field.
REFERRAL_KIND = {"asked": "referral_ask", "consent": "referral_consent"}
_MOST_STRENGTHS = 12


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the record's part; without a key it is a heading."""

    key: str
    words: str
    text: str = ""
    event_ids: tuple[str, ...] = ()
    #: The field that it belongs to; empty: none in particular.
    field: str = ""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor as its list shows it."""

    factor: Factor
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one child."""

    child_id: str = ""
    page: str = QUESTIONS_PAGE
    children: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    record: tuple[RecordLine, ...] = ()
    #: Field -> what is written in it.
    written: tuple[tuple[str, str], ...] = ()
    #: The page that is shown: a record as it is kept; None: a new one.
    kept: FourQuestions | WorriesPage | None = None
    #: Says which page it is.
    state: str = ""
    is_signed: bool = False
    risk: tuple[FactorLine, ...] = ()
    protective: tuple[FactorLine, ...] = ()
    #: Photographs that can be the child's picture: source and what it shows.
    pictures: tuple[tuple[str, str], ...] = ()
    chosen_pictures: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is no child to write about."""
        return not self.children


def read_page(
    path: Path, key: bytes, case_id: str, child_id: str, page: str, today: date, language: str
) -> Page:
    """Read a case and fill one page of one child; made for a worker process."""
    from chronology_app.commands.reading_book import ReadingBook

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
    return build_page(view, child_id, page, today, language)


def build_page(view: CaseView, child_id: str, page: str, today: date, language: str = "en") -> Page:
    """Fill one page; of a child that is not there, the first child's."""
    if not view.children:
        return Page(page=page)
    child = next((c for c in view.children if c.id == child_id), view.children[0])
    filled = _Filler(view, child, today, language)
    shown = Page(
        child_id=child.id, page=page, children=tuple((c.id, c.name) for c in view.children),
        people=tuple((p.id, p.name) for p in view.people),
        record=tuple(_numbered(filled.record(page))),
    )  # fmt: skip
    return filled.with_written(shown)


def _numbered(lines: Iterable[RecordLine]) -> Iterator[RecordLine]:
    for number, line in enumerate(lines):
        is_heading = line.key == ""
        yield (
            line
            if is_heading
            else RecordLine(
                f"{number}", line.words, line.text, line.event_ids, line.field, line.is_empty
            )
        )


class _Filler:
    """One child's pages while they are being filled."""

    def __init__(self, view: CaseView, child: Person, today: date, language: str) -> None:
        self._view, self._child, self._today, self._language = view, child, today, language
        self._events = {event.id: event for event in view.ordinary}

    def record(self, page: str) -> Iterator[RecordLine]:
        """Yield the record's part of a page."""
        if page == QUESTIONS_PAGE:
            yield from self._questions()
        elif page == WORRIES:
            yield from self._for_worries()
        elif page == REFERRAL:
            yield from self._referrals()

    def _say(self, message_id: str, **params: object) -> str:
        return say(message_id, self._language, **params)

    def _heading(self, code: str) -> RecordLine:
        return RecordLine("", self._say(f"assessing.heading.{code}"))

    def _questions(self) -> Iterator[RecordLine]:
        hits = build_patterns(self._view, load_settings(rows=self._view.of(SettingsRow)))
        found = build_four_questions(
            self._view, self._child, self._today, hits=hits, language=self._language
        )
        for question in found:
            title = self._say(f"assessing.{question.code}")
            yield RecordLine("", title, field=question.code)
            for fact in question.facts:
                yield RecordLine(
                    "?", fact.sentence(self._language), self._entries(fact.event_ids),
                    fact.event_ids, question.code, fact.is_empty,
                )  # fmt: skip

    def _entries(self, event_ids: tuple[str, ...]) -> str:
        if not event_ids:
            return ""
        return say("assessing.entries", self._language, count=len(event_ids))

    # --- worries, strengths and what must happen ---------------------------------------------

    def _for_worries(self) -> Iterator[RecordLine]:
        found = build_four_questions(self._view, self._child, self._today, language=self._language)
        yield self._heading("concerns")
        for fact in next(q.facts for q in found if q.code == "type"):
            yield RecordLine("?", fact.sentence(self._language), self._entries(fact.event_ids),
                             fact.event_ids, "worries", fact.is_empty)  # fmt: skip
        yield from self._under("strengths", self._strengths(found))
        yield from self._under("changes", self._changes())
        yield from self._under("words", self._own_words())
        yield from self._under("places", self._places())

    def _under(self, code: str, lines: Iterable[RecordLine]) -> Iterator[RecordLine]:
        yield self._heading(code)
        found = list(lines)
        yield from found or [RecordLine("?", self._say("assessing.nothing"), is_empty=True)]

    def _strengths(self, found: Sequence[Question]) -> list[RecordLine]:
        """Return the latest of the events that are counted as showing a strength."""
        facts = (fact for q in found for fact in q.facts if fact.code == "scale.strengths")
        ids = [i for fact in facts for i in fact.event_ids if i in self._events]
        lines = []
        for event in map(self._events.__getitem__, ids[-_MOST_STRENGTHS:]):
            told = (s.words.strip() for s in self._view.strengths.get(event.id, ()))
            words = "; ".join(filter(None, told)) or event.fact
            lines.append(RecordLine("?", words, self._day(event), (event.id,), "strengths"))
        return lines

    def _changes(self) -> Iterator[RecordLine]:
        running = {plan.id for plan in self._view.of(Plan) if plan.ended is None}
        changes = sorted(self._view.of(Change), key=lambda c: (c.plan_id, c.position, c.id))
        for change in changes:
            is_for = not change.child_ids or self._child.id in change.child_ids
            if change.plan_id in running and is_for:
                when = date_words(change.by_when, self._language) if change.by_when else ""
                ids = tuple(i for i in change.why_event_ids if i in self._events)
                yield RecordLine("?", change.needed, when or change.by_when_words, ids,
                                 "must_happen")  # fmt: skip

    def _own_words(self) -> Iterator[RecordLine]:
        said = {w.event_id: w for w in self._view.of(ChildWords) if w.child_id == self._child.id}
        for event in self._events.values():
            if event.id in said:
                yield RecordLine("?", f"“{said[event.id].words.strip('“”')}”", self._day(event),
                                 (event.id,), "child_words")  # fmt: skip

    def _places(self) -> Iterator[RecordLine]:
        """Yield each place of each page, the newest page first, with the one before."""
        pages = sorted(self._pages(), key=lambda p: (p.on.sort_key, p.id))
        before: dict[str, float] = {}
        lines: list[RecordLine] = []
        for page in pages:
            for place in page.places:
                held = before.get(place.who.casefold())
                code = "assessing.place" if held is None else "assessing.place_moved"
                given = {} if held is None else {"before": f"{held:g}"}
                words = self._say(code, who=place.who, value=f"{place.value:g}", **given)
                text = " · ".join(
                    part for part in (date_words(page.on, self._language), place.up_by_one) if part
                )
                lines.append(RecordLine("?", words, text, (), "places"))
                before[place.who.casefold()] = place.value
        yield from reversed(lines)

    def _pages(self) -> list[WorriesPage]:
        return [page for page in self._view.of(WorriesPage)
                if not page.child_ids or self._child.id in page.child_ids]  # fmt: skip

    # --- referral ----------------------------------------------------------------------------

    def _referrals(self) -> Iterator[RecordLine]:
        yield from self._under("referrals", self._earlier_referrals())
        yield from self._under("words", self._own_words())

    def _earlier_referrals(self) -> Iterator[RecordLine]:
        for event in self._events.values():
            if event.kind == Kind.REFERRAL:
                told = " ".join(p.strip() for p in (event.action, event.result) if p.strip())
                came = told or self._say("assessing.no_outcome")
                yield RecordLine("?", event.fact, f"{self._day(event)} · {came}", (event.id,))

    def _day(self, event: Event) -> str:
        return (
            date_words(event.date, self._language)
            if event.date
            else say("time.undated", self._language)
        )

    # --- what is written ---------------------------------------------------------------------

    def with_written(self, page: Page) -> Page:
        """Return the page with what was written on it."""
        if page.page == QUESTIONS_PAGE:
            return self._with_answers(page)
        if page.page == WORRIES:
            return self._with_lines(page)
        if page.page == REFERRAL:
            return replace(page, written=tuple(self._referral_words()))
        return replace(page, risk=self._factors("risk"), protective=self._factors("protective"))

    def _with_answers(self, page: Page) -> Page:
        pages = [p for p in self._view.of(FourQuestions) if p.child_id == self._child.id]
        kept = max(pages, key=lambda p: (not p.signed_by, p.on.sort_key, p.id), default=None)
        words = {a.question: a.words for a in kept.answers} if kept else {}
        written = tuple((question, words.get(question, "")) for question in QUESTIONS)
        state = self._state(kept)
        return replace(page, kept=kept, written=written, state=state,
                         is_signed=bool(kept and kept.signed_by))  # fmt: skip

    def _state(self, kept: FourQuestions | WorriesPage | None) -> str:
        if kept is None:
            return self._say("assessing.new_page")
        day = date_words(kept.on, self._language)
        if isinstance(kept, FourQuestions) and kept.signed_by:
            return self._say("assessing.signed", name=kept.signed_by, date=day)
        return self._say("assessing.of_day", date=day)

    def _with_lines(self, page: Page) -> Page:
        kept = max(self._pages(), key=lambda p: (p.on.sort_key, p.id), default=None)
        written = {name: "" for name in FIELDS[WORRIES]}
        if kept is not None:
            for name in ("worries", "strengths", "must_happen"):
                written[name] = "\n".join(line.words for line in getattr(kept, name))
            written["places"] = places_text(kept.places)
            written["child_words"] = kept.child_words
        pictures = tuple((p.source_id, p.of_what) for p in self._view.of(Photograph))
        return replace(
            page, kept=kept, written=tuple(written.items()), state=self._state(kept),
            pictures=pictures, chosen_pictures=kept.picture_ids if kept else (),
        )  # fmt: skip

    def _referral_words(self) -> Iterator[tuple[str, str]]:
        for name, kind in REFERRAL_KIND.items():
            found = [a for a in self._view.of(Analysis) if a.kind == kind]
            latest = max(found, key=lambda a: a.signed_at, default=None)
            yield name, latest.words if latest else ""

    def _factors(self, kind: str) -> tuple[FactorLine, ...]:
        names = {p.id: p.name for p in self._view.people}
        return tuple(
            FactorLine(factor, factor_words(factor, self._language),
                       " · ".join(part for part in (
                           names.get(factor.person_id, ""), factor.words.strip(),
                           span_words(factor, self._language)) if part))
            for factor in factors_of(self._view, self._child.id, kind)
        )  # fmt: skip


def span_words(factor: Factor, language: str = "en") -> str:
    """Return from when until when a factor holds, as far as that is recorded."""
    since, until = (
        date_words(day, language) if day else "" for day in (factor.since, factor.until)
    )
    if since and until:
        return say("assessing.factor.span", language, since=since, until=until)
    if since:
        return say("assessing.factor.since_only", language, since=since)
    return say("assessing.factor.until_only", language, until=until) if until else ""
