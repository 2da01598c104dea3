"""Finds what in a case a person should look at: dates, what nobody has read, what was not imported.

Each finding says which rule found it and what to do; nothing is stored. What people set aside is
marked with their decision and stays in the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from typing import Any

from chronology_app.analysis import court_words
from chronology_app.analysis.told_twice import CHECK as TOLD_TWICE
from chronology_app.analysis.told_twice import find_told_twice
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Account,
    Analysis,
    Event,
    Finding,
    ImportProblem,
    Record,
    Source,
    Suggestion,
    derived_id,
)
from chronology_app.model.codes import ConfirmedHow, EventStatus, SuggestionStatus
from chronology_app.model.view import CaseView
from chronology_app.reading.court import CourtWords
from chronology_app.reading.matching import are_times_apart
from chronology_app.settings import Settings
from chronology_app.wording import has, say
from chronology_app.wording.dates import date_words

#: From what must be put right before a court sees it, down to what is good to know.
LEVELS = ("must", "should", "know")
#: Doubts of a suggestion that are not about its date, or that the check of undated events covers.
_OTHER_DOUBTS = ("no_date", "protected_detail")
#: Notes that only tell how a file was read; the importers' own list.
INFORMATION_CODES = frozenset(
    "building_blocks comment_found encoding_guessed hidden_rows hidden_sheet hidden_text "
    "html_body_read misnamed picture_described quoted_lines small_pictures tracked_deletion "
    "tracked_insertions two_bodies_alike".split()
)
#: The kind of the signed note in which a person says why an event has another date.
DATE_CHANGED = "date_changed"
#: How much of a fact a sentence quotes.
_WORDS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """One thing to look at. Its sentence and reasons are messages with the same parameters."""

    #: The check's name; ``check.NAME.name`` is its heading.
    check: str
    #: One of `LEVELS`.
    level: str
    #: What it is about: a table's name and the record's id.
    record_table: str
    record_id: str
    #: Names the finding from one day to the next: by it a person sets it aside.
    key: str
    message_id: str
    params: dict[str, object] = field(default_factory=dict)
    event_ids: tuple[str, ...] = ()
    #: Message ids: which rule found it, what to do about it, then any doubts of its own.
    reasons: tuple[str, ...] = ()
    #: What a person decided about it, if anything.
    decision: Finding | None = None

    @property
    def is_dismissed(self) -> bool:
        """Whether a person has set it aside."""
        return self.decision is not None and self.decision.decision == "dismissed"

    def sentence(self, language: str = "en") -> str:
        """Return what was found, in words."""
        return say(self.message_id, language, **_said(self.params, language))

    def why(self, language: str = "en") -> tuple[str, ...]:
        """Return why it is here and what to do, a sentence each."""
        said = _said(self.params, language)
        return tuple(say(reason, language, **said) for reason in self.reasons)


def build_checks(
    view: CaseView, suggestions: Iterable[Suggestion], settings: Settings
) -> tuple[CheckFinding, ...]:
    """Return all findings, the gravest first, then by check, in the order of the events.

    `suggestions`: all of the case, decided ones too. `settings` may give a check another level,
    as ``checks.levels.NAME``. Errors: BadValueError for a level that is none.
    """
    listed = tuple(suggestions)
    decisions = {finding.key: finding for finding in view.of(Finding)}
    checks: tuple[Check, ...] = (*_CHECKS, partial(_worded, settings=settings))
    found = [
        replace(finding, level=_level(finding, settings), decision=decisions.get(finding.key))
        for check in checks
        for finding in check(view, listed)
    ]
    return tuple(sorted(found, key=lambda finding: LEVELS.index(finding.level)))


def _level(finding: CheckFinding, settings: Settings) -> str:
    level = str(settings.get(f"checks.levels.{finding.check}", finding.level))
    if level not in LEVELS:
        raise BadValueError("error.check_level", check=finding.check, value=level)
    return level


def _said(params: dict[str, object], language: str) -> dict[str, object]:
    """Return parameters as a sentence takes them: dates and codes in words."""
    return {name: _in_words(value, language) for name, value in params.items()}


def _in_words(value: object, language: str) -> object:
    if isinstance(value, FuzzyDate):
        return date_words(value, language)
    if isinstance(value, tuple):
        return "; ".join(str(_in_words(item, language)) for item in value)
    if isinstance(value, court_words.Advice):
        return value.sentence(language)
    if isinstance(value, ImportProblem):
        return _problem_words(value, language)
    return value


# --- what a finding is made of ---------------------------------------------------------------


def _finding(
    check: str, level: str, table: str, record: Record, *, of: Sequence[str] = (), **more: Any
) -> CheckFinding:
    """Return a finding; `of`: what besides the record it rests on, so that its key changes."""
    parts = (record.id, *sorted(of)) if of else (record.id,)
    doubts = tuple(more.pop("doubts", ()))
    return CheckFinding(
        check=check,
        level=level,
        record_table=table,
        record_id=record.id,
        key=f"{check}:{record.id}" if not of else f"{check}:{derived_id(*parts)}",
        message_id=f"check.{check}",
        reasons=(f"check.{check}.why", f"check.{check}.todo", *doubts),
        **more,
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else line[: _WORDS - 1].rstrip() + "\u2026"


def _of_event(check: str, level: str, event: Event, **more: Any) -> CheckFinding:
    params = {"fact": _short(event.fact), **more.pop("params", {})}
    return _finding(check, level, "event", event, params=params, event_ids=(event.id,), **more)


def _of_suggestion(check: str, level: str, suggestion: Suggestion, **more: Any) -> CheckFinding:
    params = {"fact": _short(suggestion.fact), **more.pop("params", {})}
    return _finding(check, level, "suggestion", suggestion, params=params, **more)


# --- the checks ------------------------------------------------------------------------------

Found = Iterator[CheckFinding]
Check = Callable[[CaseView, Sequence[Suggestion]], Found]


def _unread(view: CaseView, _: Sequence[Suggestion]) -> Found:
    for event in view.events:
        if event.status == EventStatus.ACCEPTED_UNREAD:
            yield _of_event("accepted_unread", "must", event)


def _conflicting(view: CaseView, _: Sequence[Suggestion]) -> Found:
    """Accounts of one event whose dates cannot both be right, unless a person chose one."""
    settled = _settled_dates(view)
    for event in view.events:
        dated = [a for a in view.accounts.get(event.id, ()) if a.date is not None]
        if any(_apart(one, other) for one, other in combinations(dated, 2)):
            dates = tuple(dict.fromkeys(account.date for account in dated))
            of = [f"{account.id} {account.date.edtf}" for account in dated if account.date]
            params: dict[str, object] = {"dates": dates}
            note = settled.get(event.id)
            if note is None:
                yield _of_event("conflicting_dates", "must", event, of=of, params=params)
                continue
            params |= {"by": note.signed_by, "words": note.words}
            yield _of_event(
                "conflicting_dates", "know", event, of=of, params=params,
                doubts=("check.conflicting_dates.settled",),
            )  # fmt: skip


def _settled_dates(view: CaseView) -> dict[str, Analysis]:
    """Return the newest signed reason for each event whose date a person corrected."""
    notes = sorted((a for a in view.of(Analysis) if a.kind == DATE_CHANGED), key=_signed)
    return {event_id: note for note in notes for event_id in note.event_ids}


def _signed(analysis: Analysis) -> str:
    return analysis.signed_at.isoformat()


def _apart(one: Account, other: Account) -> bool:
    return one.date is not None and other.date is not None and not one.date.overlaps(other.date)


def _conflicting_times(view: CaseView, _: Sequence[Suggestion]) -> Found:
    """Accounts of one event whose days can be the same and whose times of day cannot."""
    for event in view.events:
        timed = [a for a in view.accounts.get(event.id, ()) if a.time]
        if any(_times_apart(one, other) for one, other in combinations(timed, 2)):
            of = [f"{account.id} {account.time}" for account in timed]
            times = tuple(dict.fromkeys(account.time for account in timed))
            yield _of_event("conflicting_times", "know", event, of=of, params={"times": times})


def _times_apart(one: Account, other: Account) -> bool:
    if not one.time or not other.time or _apart(one, other):
        return False
    return are_times_apart(one.time, other.time)


def _told_twice(view: CaseView, _: Sequence[Suggestion]) -> Found:
    """Two events that look like one; under the pair's key a person says that they are not."""
    for pair in find_told_twice(view):
        event, other = view.by_id[pair.one.id], view.by_id[pair.other.id]
        assert isinstance(event, Event)
        assert isinstance(other, Event)
        params = {"other": _short(other.fact), "date": event.date or ""}
        found = _of_event(TOLD_TWICE, "know", event, params=params)
        yield replace(found, key=pair.key, event_ids=(event.id, other.id))


def _undated(view: CaseView, _: Sequence[Suggestion]) -> Found:
    for event in view.events:
        if event.date is None or event.date.precision == "unknown":
            yield _of_event("undated", "should", event)


def _ambiguous(view: CaseView, suggestions: Sequence[Suggestion]) -> Found:
    """Dates that can be read in two ways: those that wait, and those that nobody looked at."""
    for several in view.events:
        if several.date is not None and several.date.precision == "set":
            yield _of_event("ambiguous_date", "should", several, params={"dates": (several.date,)})
    for suggestion, event in _not_looked_at(view, suggestions):
        if suggestion.date is None or not suggestion.date_alternatives:
            continue
        others = (FuzzyDate.parse(edtf) for edtf in suggestion.date_alternatives)
        params = {"dates": (suggestion.date, *others)}
        if event is None:
            yield _of_suggestion("ambiguous_date", "should", suggestion, params=params)
        elif suggestion.date.precision != "set":
            yield _of_event("ambiguous_date", "should", event, params=params)


def _doubtful(view: CaseView, suggestions: Sequence[Suggestion]) -> Found:
    for suggestion, event in _not_looked_at(view, suggestions):
        codes = [code for code in suggestion.doubts if code not in _OTHER_DOUBTS]
        doubts = [f"doubt.{code}" for code in codes if has(f"doubt.{code}")]
        if not codes:
            continue
        params = {"date": suggestion.date or ""}
        if event is None:
            yield _of_suggestion(
                "doubtful_date", "should", suggestion, params=params, doubts=doubts
            )
        else:
            yield _of_event("doubtful_date", "should", event, params=params, doubts=doubts)


def _not_looked_at(
    view: CaseView, suggestions: Sequence[Suggestion]
) -> Iterator[tuple[Suggestion, Event | None]]:
    """Yield what waits, and what became of an event although nobody looked at its date."""
    for suggestion in suggestions:
        if suggestion.status == SuggestionStatus.WAITING:
            yield suggestion, None
        elif suggestion.status == SuggestionStatus.ACCEPTED:
            event = view.by_id.get(suggestion.event_id or "")
            if isinstance(event, Event) and _as_suggested(event, suggestion):
                yield suggestion, event


def _as_suggested(event: Event, suggestion: Suggestion) -> bool:
    """Say whether an event has its suggestion's date and was not read with its source beside it."""
    if event.status == EventStatus.REMOVED:
        return False
    unread = event.status == EventStatus.ACCEPTED_UNREAD
    unread = unread or event.confirmed_how in (ConfirmedHow.BATCH, ConfirmedHow.UNREAD)
    same = (event.date and event.date.edtf) == (suggestion.date and suggestion.date.edtf)
    return unread and same


def _waiting(view: CaseView, suggestions: Sequence[Suggestion]) -> Found:
    """One finding for each source, because the inbox goes through them together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for suggestion in suggestions:
        if suggestion.status == SuggestionStatus.WAITING:
            groups[suggestion.source_id].append(suggestion.id)
    for source_id, ids in groups.items():
        source = view.by_id.get(source_id)
        if isinstance(source, Source):
            params = {"count": len(ids), "title": source.citation_title or source.file_name}
            yield _finding("unreviewed", "should", "source", source, of=ids, params=params)


def _problems(view: CaseView, _: Sequence[Suggestion], *, information: bool) -> Found:
    """Things that were not read, or not surely; what only tells how a file was read comes last."""
    check, level = ("import_note", "know") if information else ("import_problem", "should")
    for problem in view.of(ImportProblem):
        if not problem.settled_by and (problem.code in INFORMATION_CODES) == information:
            source = view.by_id.get(problem.source_id or "")
            title = source.citation_title if isinstance(source, Source) else ""
            params: dict[str, object] = {"problem": problem, "title": title}
            yield _finding(check, level, "import_problem", problem, params=params)


def _problem_words(problem: ImportProblem, language: str) -> str:
    """Return a problem in words; one loaded from elsewhere may lack what its sentence needs."""
    try:
        return say(f"problem.{problem.code}", language, **problem.params)
    except KeyError:
        return problem.code.replace("_", " ")


def _worded(view: CaseView, _: Sequence[Suggestion], *, settings: Settings) -> Found:
    """Words that do not belong in court; under the same words a decision stays."""
    for one in court_words.find_worded(view, CourtWords.of(settings)):
        quoted = tuple(say("court_words.quoted", words=words) for words in one.words)
        params: dict[str, object] = {
            "fact": _short(one.text), "words": quoted, "advice": court_words.Advice(one.marks),
        }  # fmt: skip
        level = "should" if one.check == court_words.CHECKS[0] else "know"
        yield _of_event(one.check, level, one.event, of=one.words, params=params)


_CHECKS: tuple[Check, ...] = (
    _unread,
    _conflicting,
    _undated,
    _ambiguous,
    _doubtful,
    _waiting,
    _conflicting_times,
    _told_twice,
    partial(_problems, information=False),
    partial(_problems, information=True),
)
#: Every check by name, in the order of the list.
CHECKS = (
    "accepted_unread",
    "conflicting_dates",
    "undated",
    "ambiguous_date",
    "doubtful_date",
    "unreviewed",
    "conflicting_times",
    TOLD_TWICE,
    "import_problem",
    "import_note",
    *court_words.CHECKS,
)
