"""Checks of how a fact is worded: judgement, first person, opinion, several facts, copied text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from chronology_app.analysis import court_words
from chronology_app.analysis.checks.finding import (
    NOTE,
    SHOULD,
    CheckFinding,
    Found,
    Scope,
    of_event,
    short,
)
from chronology_app.model import Event
from chronology_app.model.codes import Evidence, RecordClass
from chronology_app.reading.court import CourtWords
from chronology_app.wording import say

_QUOTED = re.compile(r"[\"\u201c\u201d][^\"\u201c\u201d]*[\"\u201c\u201d]")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin"
    "|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTHS})\b\.?"
    r"|(?P<number>\d{1,2}[./-]\d{1,2})[./-](?:\d{4}|\d{2})\b|\d{4}-(?P<iso>\d{2}-\d{2}))",
    re.I,
)
#: A date of birth or a span of days is one fact, however many dates it has.
_ONE_FACT = re.compile(
    r"(?:\b(?:born|d\.?o\.?b\.?|date\s+of\s+birth|between|from)\b[^.;]{0,12}|\b(?:to|until|and)|[-\u2013])\s*$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\u201c\"])")
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


def find_worded(scope: Scope) -> Found:
    """Words that do not belong in court; under the same words a decision stays."""
    for one in court_words.find_worded(scope.view, CourtWords.of(scope.settings)):
        quoted = tuple(say("court_words.quoted", words=words) for words in one.words)
        params: dict[str, object] = {
            "fact": short(one.text), "words": quoted, "advice": court_words.Advice(one.marks),
        }  # fmt: skip
        level = NOTE if one.check == court_words.CHECKS[-1] else SHOULD
        yield of_event(one.check, level, one.event, of=one.words, params=params)


def find_opinion(scope: Scope) -> Found:
    """Facts that tell what somebody supposes, though no account is recorded as opinion."""
    listed = [str(words).strip() for words in scope.words("opinion.words") if str(words).strip()]
    if not listed:
        return
    spaced = (re.escape(words).replace(r"\ ", r"\s+") for words in listed)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.I)
    for event in _for_court(scope):
        text = _QUOTED.sub(" ", event.court_wording or event.fact)
        found = tuple(dict.fromkeys(match.group().lower() for match in pattern.finditer(text)))
        if found and not _is_opinion(scope, event):
            quoted = tuple(say("court_words.quoted", words=words) for words in found)
            yield of_event("opinion", SHOULD, event, of=found, params={"words": quoted})


def _for_court(scope: Scope) -> Iterator[Event]:
    return (e for e in scope.events if e.record_class == RecordClass.ORDINARY)


def _is_opinion(scope: Scope, event: Event) -> bool:
    """Say whether every account is recorded as somebody's opinion, and so printed as one."""
    accounts = scope.view.accounts.get(event.id, ())
    return bool(accounts) and all(a.evidence == Evidence.OPINION for a in accounts)


def find_compound(scope: Scope) -> Found:
    """Facts that tell several dated things, or have so many sentences that they may be several."""
    dates, sentences = scope.number("compound.dates"), scope.number("compound.sentences")
    for event in _for_court(scope):
        text = _QUOTED.sub(" ", event.fact)
        named = _dates_in(text)
        if len(named) >= dates:
            yield of_event("compound", NOTE, event, variant="dates", params={"count": len(named)})
            continue
        count = sum(1 for part in _SENTENCE.split(text) if part.strip())
        if count >= sentences:
            yield of_event("compound", NOTE, event, variant="sentences", params={"count": count})


def _dates_in(text: str) -> set[str]:
    """Return the different days that a text names as days of their own."""
    found: set[str] = set()
    for match in _DATE.finditer(text):
        if _ONE_FACT.search(text[: match.start()]) is None:
            if match["month"]:
                found.add(f"{int(match['day'])} {match['month'][:3].lower()}")
            else:
                found.add(match["number"] or match["iso"])
    return found


def find_copied(scope: Scope) -> Found:
    """Sentences that stand word for word in events of days that cannot be the same."""
    least = scope.number("copied_text.words")
    groups: dict[str, dict[str, Event]] = defaultdict(dict)
    as_written: dict[str, str] = {}
    for event in _for_court(scope):
        if event.date is not None and event.date.earliest and event.date.latest:
            for words, sentence in _long_sentences(_texts(scope, event), least).items():
                groups[words].setdefault(event.id, event)
                as_written.setdefault(words, sentence)
    told: set[tuple[str, ...]] = set()
    for words, events in groups.items():
        apart = _from_apart(scope, list(events.values()))
        ids = tuple(event.id for event in apart)
        # Two sentences of the same events are one piece of copied text.
        if len(apart) > 1 and ids not in told:
            told.add(ids)
            yield _copied(as_written[words], apart, ids)


def _copied(words: str, events: list[Event], ids: tuple[str, ...]) -> CheckFinding:
    params: dict[str, object] = {"count": len(ids), "words": short(words)}
    return of_event("copied_text", SHOULD, events[0], of=ids, params=params, event_ids=ids)


def _texts(scope: Scope, event: Event) -> Iterator[str]:
    yield event.fact
    for account in scope.view.accounts.get(event.id, ()):
        for citation in scope.view.citations.get(account.id, ()):
            yield citation.quote


def _long_sentences(texts: Iterable[str], least: int) -> dict[str, str]:
    """Return each long sentence as it was written, by its bare words."""
    found: dict[str, str] = {}
    for text in texts:
        for sentence in _SENTENCE.split(text):
            if sentence.count(" ") + 1 >= least:
                words = _WORD.findall(sentence.casefold())
                if len(words) >= least:
                    found.setdefault(" ".join(words), " ".join(sentence.split()))
    return found


def _from_apart(scope: Scope, events: list[Event]) -> list[Event]:
    """Return the events, one for each passage, if two of their days cannot be the same."""
    if len(events) < 2:
        return []
    seen: set[str] = set()
    kept = []
    for event in events:
        passages = {
            citation.passage_id
            for account in scope.view.accounts.get(event.id, ())
            for citation in scope.view.citations.get(account.id, ())
        }
        if not passages & seen:
            kept.append(event)
        seen |= passages
    days = [event.date for event in kept if event.date]
    first = min((day.latest for day in days if day.latest), default=None)
    last = max((day.earliest for day in days if day.earliest), default=None)
    return kept if first and last and first < last else []
