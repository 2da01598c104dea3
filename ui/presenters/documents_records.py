"""What the documents screen shows of exports and signatures, and of what changed since.

What is to be written is in `documents`; the comparison with the log is `analysis.sign_offs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chronology_app.analysis.sign_offs import Since, beside_sentence
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY
from chronology_app.wording import has, label, say
from chronology_app.wording.dates import date_words
from ui.presenters.documents import KIND_ICONS

#: Kinds that list every source, whether an event cites it or not.
_LIST_SOURCES = frozenset({"workbook", "data"})


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One export of the log in words, and what has changed since."""

    number: int
    kind: str
    title: str
    detail: str
    since: str
    #: Something that it could have printed is different now.
    is_old: bool
    sha256: str
    #: Events that changed since, those added first.
    event_ids: tuple[str, ...] = ()
    #: What was asked for, as the fields of the form have it; empty where no form makes it again.
    wishes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignLine:
    """One signature in words, and what came after it."""

    key: str
    title: str
    detail: str
    after: str
    stands: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Records:
    """Exports and signatures of a case, newest first, and what a signature would say now."""

    exports: tuple[ExportLine, ...] = ()
    signed: tuple[SignLine, ...] = ()
    next_review: str = ""
    #: Events that stand now, and how many of them nobody has read.
    event_count: int = 0
    unread: int = 0


def read_records(path: Path, key: bytes, case_id: str, today: date, language: str) -> Records:
    """Read the exports and signatures of a case; made for a worker process."""
    from chronology_app.analysis.sign_offs import build_sign_offs, build_since
    from chronology_app.commands.reading_book import ReadingBook
    from chronology_app.model.codes import EventStatus

    with ReadingBook(path, key) as book:
        view = book.queries.view(case_id)
        history = book.queries.history(case_id)
    exports = [entry for entry in history if entry.command == "export"]
    heads = [_count_of(entry.params.get("head", "")) for entry in exports]
    since = build_since(view, history, heads)
    lines = [_export_line(e, s, language) for e, s in zip(exports, since, strict=True)]
    signs = build_sign_offs(view, history, today)
    return Records(
        tuple(reversed(lines)),
        tuple(_sign_line(state, language) for state in signs.states),
        _day(signs.next_review, language) if signs.next_review else "",
        len(view.events),
        sum(event.status == EventStatus.ACCEPTED_UNREAD for event in view.events),
    )


def _count_of(head: str) -> int:
    number = head.partition(":")[0]
    return int(number) if number.isdigit() else 0


def _day(day: date, language: str) -> str:
    from chronology_app.dates import FuzzyDate

    return date_words(FuzzyDate.parse(day.isoformat()), language)


def _export_line(entry, since, language: str) -> ExportLine:  # type: ignore[no-untyped-def]
    params = entry.params
    kind = params.get("kind", "")
    at = entry.at.astimezone()
    detail = say(
        "docs.exported", language, date=_day(at.date(), language), time=f"{at:%H:%M}",
        name=entry.by, reader=_reader_words(params.get("profile", ""), language),
    )  # fmt: skip
    words, is_old = _since_words(kind, since, language)
    wishes = {} if kind not in KIND_ICONS else {
        "reader": params.get("profile", ""), "child": params.get("child", ""),
        "first": params.get("from", ""), "last": params.get("to", ""),
        "language": params.get("language", "en"), "page": params.get("page", "A4"),
        "protected": params.get("protected", "stop"), "type": params.get("type", ""),
        "plan": params.get("plan", ""),
    }  # fmt: skip
    return ExportLine(
        entry.number, kind, kind_words(kind, language),
        " · ".join((detail, *_choice_words(params, language))), words, is_old,
        params.get("sha256", ""), (*since.added, *since.changed) if is_old else (), wishes,
    )  # fmt: skip


def _since_words(kind: str, since: Since, language: str) -> tuple[str, bool]:
    """Return what changed since an export in words, and whether it would be different now.

    A copy of an original never is; workbook and data also list sources that no event cites.
    """
    if kind == "copy":
        return say("docs.copy_stays", language), False
    words = []
    counts = {name: len(getattr(since, name)) for name in ("added", "changed", "removed")}
    if since.unplaced or any(counts.values()):
        words.append(say("docs.since", language, **counts))
    if since.unplaced:
        words.append(say("docs.since_details", language, count=since.unplaced))
    if since.beside:
        words.append(beside_sentence(since.beside, language))
    if since.new_sources and kind in _LIST_SOURCES:
        words.append(say("docs.since_sources", language))
    return " ".join(words) or say("docs.same_since", language), bool(words)


def _choice_words(params: Mapping[str, str], language: str) -> Iterable[str]:
    """Yield what an export was limited to, and what it withheld."""
    if params.get("child"):
        yield say("docs.only_child", language, name=params["child"])
    if params.get("type"):
        yield say("figures.choice_type", language, type=label("type", params["type"], language))
    for name, message_id in (("from", "docs.only_from"), ("to", "docs.only_to")):
        if params.get(name):
            yield say(message_id, language, date=_day(date.fromisoformat(params[name]), language))
    if params.get("protected") == "withhold":
        yield say("docs.was_withheld", language)
    if params.get("language", "en") != "en":
        yield say(f"prefs.language.{params['language']}", language)


def kind_words(kind: str, language: str = "en") -> str:
    """Return what a kind of document is called."""
    if has(f"docs.kind.{kind}"):
        return say(f"docs.kind.{kind}", language)
    return kind.replace("-", " ")


def _reader_words(profile: str, language: str) -> str:
    if profile == COURT:
        return say("docs.for_court", language)
    if profile == LOCAL_AUTHORITY:
        return say("docs.for_staff", language)
    return profile


def _sign_line(state, language: str) -> SignLine:  # type: ignore[no-untyped-def]
    sign = state.sign_off
    at = sign.signed_at.astimezone()
    who = ", ".join(part for part in (sign.name, sign.post) if part)
    detail = say("docs.signed", language, name=who, date=_day(at.date(), language),
                 time=f"{at:%H:%M}", count=sign.event_count, unread=sign.unread)  # fmt: skip
    if sign.review_on:
        review = say("docs.review_on", language, date=_day(sign.review_on, language))
        detail = f"{detail} {review}"
    title = say(f"sign_off.{sign.kind}", language)
    if sign.scope:
        title = f"{title}: {sign.scope}"
    return SignLine(sign.id, title, detail, state.sentence(language), state.stands, state.overdue)
