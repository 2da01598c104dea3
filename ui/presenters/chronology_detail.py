"""All of one event as the pane beside the chronology tells it, as blocks of words.

How the blocks look is left to `views.chronology_detail`; facts, impact and analysis stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.history import history_lines
from chronology_app.model import Account, Event, Passage, Reason
from chronology_app.model.codes import Part, RecordClass
from chronology_app.store.event_detail import AccountDetail, CitedWords, EventDetail
from ui.presenters.chronology import Setting, source_name
from ui.presenters.chronology_columns import how_words
from ui.presenters.source_text import describe_place
from ui.words import date_words, label, language, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook


@dataclass(frozen=True, slots=True)
class Target:
    """The words of a source that something rests on."""

    source_id: str
    passage_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the pane.

    `look`: "title" "lead" "heading" "item" "note" "quote" "warning" "link".
    """

    look: str
    words: str
    #: What stands before it in bold: whose, which.
    name: str = ""
    target: Target | None = None


def load_detail(book: Casebook, case_id: str, event_id: str) -> EventDetail:
    """Return an event with all that belongs to it. Errors: UnknownRecordError."""
    return book.queries.event_detail(case_id, event_id)


def build_detail(detail: EventDetail, setting: Setting) -> tuple[Block, ...]:
    """Return everything about an event in words, in the order in which it is read."""
    build = _Build(detail, setting)
    return tuple(
        block
        for part in (
            build.head, build.accounts, build.people, build.children, build.child_words,
            build.outcome, build.spells, build.impact, build.replies, build.notes, build.history,
        )
        for block in part()
    )  # fmt: skip


def target_of(detail: AccountDetail) -> Target:
    """Return the words that an account rests on first, or its source alone."""
    if not detail.cited:
        return Target(detail.source.id)
    return _target(detail.source.id, detail.cited[0])


def _target(source_id: str, cited: CitedWords) -> Target:
    words = cited.citation
    return Target(source_id, words.passage_id, words.start, words.end)


def account_who(account: Account) -> str:
    """Return whose record an account is, and who wrote it."""
    whose = _capital(label("agency", account.recorded_by))
    return say("chron.by_author", whose=whose, author=account.author) if account.author else whose


def account_date(account: Account) -> str:
    """Return an account's date in words, with its time."""
    words = date_words(account.date)
    return say("chron.date_time", date=words, time=account.time) if account.time else words


def account_place(detail: AccountDetail) -> str:
    """Return source and place of an account's words."""
    return _place(source_name(detail.source), detail.cited[0].passage if detail.cited else None)


def _place(title: str, passage: Passage | None) -> str:
    place = describe_place(passage)
    return say("chron.source_place", source=title, place=place.lower()) if place else title


def account_quote(detail: AccountDetail) -> str:
    """Return the words of the source that an account rests on."""
    return " … ".join(one.citation.quote for one in detail.cited)


class _Build:
    """Says the parts of one event."""

    def __init__(self, detail: EventDetail, setting: Setting) -> None:
        self._detail = detail
        self._setting = setting

    @property
    def _event(self) -> Event:
        return self._detail.event

    def _name(self, person_id: str | None) -> str:
        if not person_id:
            return say("chron.whole_family")
        return self._setting.people.get(person_id, person_id)

    # --- the event ---------------------------------------------------------------------------

    def head(self) -> Iterator[Block]:
        event = self._event
        words = date_words(event.date)
        if event.time:
            words = say("chron.date_time", date=words, time=event.time)
        yield Block("title", words)
        yield Block("lead", event.fact)
        if event.court_wording:
            yield Block("item", event.court_wording, say("chron.court_wording"))
        if _dates_differ(self._detail.accounts):
            yield Block("warning", say("chron.conflict_text"))
        yield from self._told_differently()
        if event.record_class != RecordClass.ORDINARY:
            words = say("chron.class_text", name=label("class", event.record_class))
            yield Block("warning", words)
        yield Block("item", _capital(label("kind", event.kind)), say("chron.column.kind"))
        if event.significance:
            words = label("significance", event.significance)
            yield Block("item", words, say("chron.column.significance"))
        flags = [say(f"chron.mark.{name}") for name in ("key", "relied_on") if getattr(event, name)]
        if flags:
            yield Block("item", ", ".join(flags), say("chron.marked"))

    def _told_differently(self) -> Iterator[Block]:
        """Tell the times and places that the accounts do not share."""
        accounts = [one.account for one in self._detail.accounts]
        for name, said in (
            ("times", [one.time for one in accounts]), ("places", [one.place for one in accounts]),
        ):  # fmt: skip
            different = list(dict.fromkeys(words for words in said if words))
            if len(different) > 1:
                yield Block("note", say(f"accounts.told.{name}", differ=" / ".join(different)))
        yield from self._other_children()

    def _other_children(self) -> Iterator[Block]:
        """Tell which accounts were read as being about other children than the event is."""
        subjects = [p.person_id for p in self._detail.people if p.part == Part.SUBJECT]
        about = {self._setting.people.get(person_id, person_id) for person_id in subjects}
        suggestions = self._detail.suggestions if len(self._detail.accounts) > 1 else ()
        for one in suggestions:
            if one.children and set(one.children) != about:
                who = _capital(label("agency", one.recorded_by))
                names = ", ".join(one.children)
                yield Block("note", say("accounts.told.children", who=who, names=names))

    # --- who says so -------------------------------------------------------------------------

    def accounts(self) -> Iterator[Block]:
        accounts = self._detail.accounts
        yield Block("heading", say("chron.accounts", count=len(accounts)))
        for detail in accounts:
            yield from self._account(detail, has_others=len(accounts) > 1)

    def _account(self, detail: AccountDetail, *, has_others: bool) -> Iterator[Block]:
        account = detail.account
        yield Block("item", self._account_words(account), account_who(account))
        if has_others and account.id == self._event.headline_account_id:
            yield Block("note", say("chron.headline"))
        for cited in detail.cited:
            yield Block("quote", cited.citation.quote)
            words = _place(source_name(detail.source), cited.passage)
            yield Block("link", words, target=_target(detail.source.id, cited))
        if not detail.cited:
            yield Block("link", source_name(detail.source), target=Target(detail.source.id))

    def _account_words(self, account: Account) -> str:
        parts = [account_date(account)]
        written = " ".join(
            part for part in (account.date_as_written, account.time_as_written) if part
        )
        if written:
            parts.append(say("chron.as_written", words=written))
        parts.append(_capital(label("evidence", account.evidence)))
        if account.agency != account.recorded_by:
            parts.append(say("chron.acted", agency=label("agency", account.agency)))
        if account.place:
            parts.append(account.place)
        if account.recorded_on:
            parts.append(say("chron.recorded_on", date=date_words(account.recorded_on)))
        if account.told_by:
            parts.append(say("chron.told_by", who=account.told_by))
        if account.told_by_id:
            teller = [
                d.account for d in self._detail.accounts if d.account.id == account.told_by_id
            ]
            if teller:
                parts.append(say("chron.told_by", who=account_who(teller[0])))
        return ". ".join(parts)

    # --- whom it concerns --------------------------------------------------------------------

    def people(self) -> Iterator[Block]:
        parts: dict[str, list[str]] = {}
        for one in self._detail.people:
            if one.part == Part.SUBJECT:
                continue
            words = label("part", one.part)
            if one.why:
                words = say("chron.part_why", part=words, why=one.why)
            parts.setdefault(one.person_id, []).append(words)
        if parts:
            yield Block("heading", say("chron.people"))
        for person_id, said in parts.items():
            yield Block("item", ", ".join(said), self._name(person_id))

    def children(self) -> Iterator[Block]:
        """Tell of each child the age, the concerns and the strengths."""
        detail, event = self._detail, self._event
        named = [p.person_id for p in detail.people if p.part == Part.SUBJECT]
        named += [one.child_id for one in detail.concerns]
        named += [one.child_id for one in detail.strengths if one.child_id]
        order = {child.id: n for n, child in enumerate(self._setting.children)}
        ids = sorted(set(named) & set(order), key=order.__getitem__)
        family = [one for one in detail.strengths if not one.child_id]
        if ids or family:
            yield Block("heading", say("chron.each_child"))
        for child_id in ids:
            child = self._setting.child(child_id)
            age = child.age(event.date)
            name = say("chron.child_age", name=child.name, age=age) if age else child.name
            yield Block("item", "; ".join(self._of_child(child_id)), name)
        for strength in family:
            words = _strength(strength.words)
            yield Block("item", words, self._name(strength.person_id))

    def _of_child(self, child_id: str) -> Iterator[str]:
        for one in self._detail.concerns:
            if one.child_id == child_id:
                words = say("chron.concern", type=label("type", one.type))
                weight = label("significance", one.weight) if one.weight else ""
                yield say("chron.weighed", words=words, weight=weight) if weight else words
        for strength in self._detail.strengths:
            if strength.child_id == child_id:
                yield _strength(strength.words)

    def child_words(self) -> Iterator[Block]:
        if self._detail.child_words:
            yield Block("heading", say("chron.child_words"))
        for one in self._detail.child_words:
            yield Block("quote", one.words)
            asked = [
                say(f"chron.{name}", words=words)
                for name, words in (("asked_by", one.asked_by), ("how_asked", one.how_asked))
                if words
            ]
            yield Block("note", ". ".join(asked), self._name(one.child_id))

    def outcome(self) -> Iterator[Block]:
        event = self._event
        given = [(name, getattr(event, name)) for name in ("action", "result")]
        if any(words for _, words in given):
            yield Block("heading", say("chron.what_was_done"))
        for name, words in given:
            if words:
                yield Block("item", words, say(f"chron.column.{name}"))

    def spells(self) -> Iterator[Block]:
        if self._detail.spell_marks:
            yield Block("heading", say("chron.spells"))
        for mark in self._detail.spell_marks:
            group = "level" if mark.kind == "level_of_help" else "legal_status"
            words = say(
                f"chron.edge.{mark.edge}", kind=label("spell", mark.kind),
                value=label(group, mark.value),
            )  # fmt: skip
            yield Block("item", words, self._name(mark.child_id))

    # --- what it did: never mixed with the fact ------------------------------------------------

    def impact(self) -> Iterator[Block]:
        detail = self._detail
        if not (detail.needs or detail.observed_impacts or detail.likely_impacts):
            return
        yield Block("heading", say("chron.impact"))
        yield Block("note", say("chron.impact_text"))
        for need in detail.needs:
            words = say("chron.need_concerned", need=label("need", need.need))
            yield Block("item", words, self._name(need.child_id))
        for observed in detail.observed_impacts:
            one = observed.impact
            words = say("chron.observed", need=label("need", one.need), words=one.words)
            yield Block("item", words, self._name(one.child_id))
            for cited in observed.cited:
                yield Block("quote", cited.citation.quote)
        for likely in detail.likely_impacts:
            words = say(
                "chron.likely", need=label("need", likely.need), words=likely.words,
                by=likely.signed_by, date=f"{likely.signed_at:%d/%m/%Y}",
            )  # fmt: skip
            yield Block("item", words, self._name(likely.child_id))

    def replies(self) -> Iterator[Block]:
        detail = self._detail
        if detail.replies or detail.outcomes:
            yield Block("heading", say("chron.replies"))
        for reply in detail.replies:
            words = ". ".join(w for w in (label("reply", reply.answer), reply.words) if w)
            yield Block("item", words, reply.party)
        for outcome in detail.outcomes:
            words = ". ".join(w for w in (label("outcome", outcome.code), outcome.words) if w)
            yield Block("item", words, outcome.by)

    def notes(self) -> Iterator[Block]:
        """Tell signed words about it: analyses, and why its date or class was changed."""
        analyses = self._detail.analyses
        if analyses:
            yield Block("heading", say("chron.signed_words"))
        for one in analyses:
            name = say(f"chron.analysis.{one.kind}") if one.kind in _KNOWN_NOTES else ""
            signed = say("chron.signed", by=one.signed_by, date=f"{one.signed_at:%d/%m/%Y}")
            yield Block("item", f"{one.words} {signed}", name)

    def history(self) -> Iterator[Block]:
        event = self._event
        yield Block("heading", say("chron.history"))
        yield Block("item", self._confirmed(), _capital(label("status", event.status)))
        for release in self._detail.releases:
            words = say(
                "chron.released", by=release.decided_by, profile=release.profile,
                reason=release.reason,
            )  # fmt: skip
            yield Block("item", words)
        for line in history_lines(self._detail.history, language()):
            yield Block(
                "note", f"{line.at.astimezone():%d/%m/%Y %H:%M}, {line.by}: {line.sentence}"
            )
        reasons = [
            _reason(reason)
            for suggestion in self._detail.suggestions
            for reason in suggestion.reasons
        ]
        if reasons:
            yield Block("note", "; ".join(dict.fromkeys(reasons)), say("chron.suggested_because"))

    def _confirmed(self) -> str:
        event = self._event
        how = how_words(event.confirmed_how)
        if not event.confirmed_by or event.confirmed_at is None:
            return how
        return say(
            "chron.confirmed", by=event.confirmed_by,
            date=f"{event.confirmed_at.astimezone():%d/%m/%Y %H:%M}", how=how,
        )  # fmt: skip


_KNOWN_NOTES = frozenset(
    {"analysis", "earlier_history", "involvement", "date_changed", "class_changed", "removed"}
)


def _reason(reason: Reason) -> str:
    rule = label("rule", reason.rule)
    return say("chron.reason", rule=rule, words=reason.words) if reason.words else rule


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _strength(words: str) -> str:
    return say("chron.strength_words", words=words) if words else say("chron.mark.strength")


def _dates_differ(accounts: Sequence[AccountDetail]) -> bool:
    dates = [one.account.date for one in accounts if one.account.date]
    return any(not a.overlaps(b) for n, a in enumerate(dates) for b in dates[n + 1 :])
