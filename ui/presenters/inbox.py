"""What the inbox asks the casebook, and the decisions that it hands over.

Which suggestion is shown next is kept by `inbox_queue`; how one is said in words is in
`inbox_words`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chronology_app.analysis.told_twice import Pair, Telling, telling_of
from chronology_app.commands.family import name_key
from chronology_app.dates import FuzzyDate
from chronology_app.model import Passage, Person, Professional, Source, Suggestion
from chronology_app.model.codes import ConfirmedHow, SuggestionStatus
from ui.presenters.accounts import Member, dates_of
from ui.presenters.court_wording import Wordings, load_wordings

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Decided
    from chronology_app.store.chronology_lines import ChronologyLine
    from chronology_app.store.near import OtherAccounts
    from chronology_app.store.writer import Changed

#: The name under which the casebook keeps where a person was.
PLACE = "inbox"
#: So many other accounts are offered beside a suggestion.
_MOST_OTHERS = 12
#: So many reasons that were given before are offered again.
_MOST_REASONS = 6

Decision = dict[str, Any]
#: Child's full name -> needs concerned, as a person ticked them.
Needs = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class InboxCase:
    """All of a case that the inbox works on."""

    #: By id, in the order in which they were added.
    sources: dict[str, Source] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    professionals: tuple[Professional, ...] = ()
    #: What nobody has decided on, by date.
    waiting: tuple[Suggestion, ...] = ()
    #: Source id -> all its suggestions, decided or not.
    totals: dict[str, int] = field(default_factory=dict)
    #: Where the person was when the inbox was last seen: JSON, or nothing.
    kept: str = ""
    wordings: Wordings = field(default_factory=Wordings)

    @property
    def children(self) -> tuple[Person, ...]:
        """The children of the case, in the family's order."""
        return tuple(person for person in self.people if person.is_child)

    @property
    def known_names(self) -> frozenset[str]:
        """Every name and alias of the family and of those who work with it, as compared."""
        family = {name_key(n) for one in self.people for n in (one.name, *one.aliases)}
        at_work = {name_key(n) for one in self.professionals for n in (one.name, *one.aliases)}
        return frozenset(family | at_work)


@dataclass(frozen=True, slots=True)
class OtherAccount:
    """What another record says that may be the same event: an event, or a waiting suggestion."""

    id: str
    is_event: bool
    date: FuzzyDate | None
    time: str | None
    fact: str
    #: Agency codes: whose records say so.
    recorded_by: tuple[str, ...]
    children: tuple[str, ...]
    #: It looks like the same event, and nobody has said that it is not.
    is_alike: bool = False
    #: How it agrees with the suggestion; None: they could not be compared.
    pair: Pair | None = None
    #: What each source says, the headline account first.
    tellings: tuple[Telling, ...] = ()

    @property
    def is_apart(self) -> bool:
        """Whether a person has said that it is not the same event."""
        return self.pair is not None and self.pair.is_apart

    def as_member(self) -> Member:
        """Return it as one of those that may be made one event."""
        return Member(
            id=self.id, is_event=self.is_event, date=self.date, time=self.time, fact=self.fact,
            accounts=self.tellings, pair=self.pair,
        )  # fmt: skip


# --- asking ------------------------------------------------------------------------------------


def load_inbox(book: Casebook, case_id: str) -> InboxCase:
    """Return what waits in a case, with what is needed to show it."""
    queries = book.queries
    return InboxCase(
        sources={source.id: source for source in queries.sources(case_id)},
        people=queries.records(Person, case_id),
        professionals=queries.records(Professional, case_id),
        waiting=queries.suggestions(case_id),
        totals=queries.waiting_counts(case_id).suggested_by_source,
        kept=book.remembered(case_id, PLACE),
        wordings=load_wordings(book, case_id),
    )


def load_suggestions(book: Casebook, case_id: str, ids: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return suggestions as they stand now, decided or not."""
    return tuple(book.queries.by_ids(Suggestion, case_id, ids).values())


def load_passages(book: Casebook, case_id: str, source_id: str) -> tuple[Passage, ...]:
    """Return a source's passages in reading order."""
    return book.queries.passages(case_id, source_id)


def load_others(
    book: Casebook, case_id: str, suggestion: Suggestion, people: Sequence[Person]
) -> tuple[OtherAccount, ...]:
    """Return events and waiting suggestions that may be what a suggestion tells, likeliest first.

    Of other children only what looks alike; what somebody has said is not the same comes last.
    """
    found = book.queries.other_accounts(case_id, suggestion)
    names = {person.id: person.name for person in people}
    events = [_of_line(line, names, found) for line in found.events]
    waiting = [_of_suggestion(other, found) for other in found.suggestions]
    whose = set(suggestion.children)
    both = [
        one
        for one in (*events, *waiting)
        if one.is_alike or not whose or not one.children or whose & set(one.children)
    ]
    return tuple(sorted(both, key=_likeliest, reverse=True)[:_MOST_OTHERS])


def _likeliest(other: OtherAccount) -> tuple[bool, bool, float]:
    weight = other.pair.likeness.weight if other.pair else -99.0
    return other.is_alike, not other.is_apart, weight


def find_events(book: Casebook, case_id: str, words: str, most: int) -> tuple[OtherAccount, ...]:
    """Return the events that hold all the words in date or fact, by date; at most so many."""
    names = {person.id: person.name for person in book.queries.records(Person, case_id)}
    wanted = words.casefold().split()
    found: list[OtherAccount] = []
    for lines in book.queries.chronology_columns(case_id):
        for line in lines:
            said = f"{line.date_edtf} {line.date_text} {line.fact}".casefold()
            if all(word in said for word in wanted):
                found.append(_of_line(line, names))
        if len(found) >= most:
            break
    return tuple(found[:most])


def load_reasons(book: Casebook, case_id: str) -> tuple[str, ...]:
    """Return the reasons that were given for rejecting in this case, the most frequent first."""
    counts: dict[str, int] = {}
    for suggestion in book.queries.suggestions(case_id, SuggestionStatus.REJECTED):
        if suggestion.decided_reason:
            counts[suggestion.decided_reason] = counts.get(suggestion.decided_reason, 0) + 1
    return tuple(sorted(counts, key=lambda words: (-counts[words], words))[:_MOST_REASONS])


def _of_suggestion(other: Suggestion, found: OtherAccounts) -> OtherAccount:
    return OtherAccount(
        id=other.id, is_event=False, date=other.date, time=other.time, fact=other.fact,
        recorded_by=(other.recorded_by,), children=other.children,
        is_alike=other.id in found.alike, pair=found.pairs.get(other.id),
        tellings=(telling_of(other),),
    )  # fmt: skip


def _of_line(
    line: ChronologyLine, names: Mapping[str, str], found: OtherAccounts | None = None
) -> OtherAccount:
    pair = found.pairs.get(line.event_id) if found else None
    return OtherAccount(
        id=line.event_id, is_event=True, date=line.date, time=line.time, fact=line.fact,
        recorded_by=line.recorded_by, is_alike=pair is not None and pair.belongs_together,
        children=tuple(names[i] for i in line.child_ids if i in names), pair=pair,
        tellings=found.tellings.get(line.event_id, ()) if found else (),
    )  # fmt: skip


# --- one event ---------------------------------------------------------------------------------


def account_members(
    suggestion: Suggestion, others: Sequence[OtherAccount], chosen: OtherAccount
) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """Return what may be one event with a suggestion, it first, and the ids that are proposed.

    Where the chosen one looks alike, all that do are proposed; otherwise only the chosen one.
    """
    alike = [other for other in others if other.is_alike]
    rest = [other for other in alike if other.id != chosen.id]
    members = (_own_member(suggestion), chosen.as_member(), *(one.as_member() for one in rest))
    proposed = (chosen, *rest) if chosen.is_alike else (chosen,)
    return members, (suggestion.id, *(one.id for one in proposed))


def _own_member(suggestion: Suggestion) -> Member:
    return Member(
        id=suggestion.id, is_event=False, date=suggestion.date, time=suggestion.time,
        fact=suggestion.fact, accounts=(telling_of(suggestion),),
    )  # fmt: skip


def is_plain_merge(members: Sequence[Member], proposed: Sequence[str]) -> bool:
    """Say whether there is nothing to choose: one other record, of the same date and time.

    What somebody has said is not the same is asked about.
    """
    if any(member.pair is not None and member.pair.is_apart for member in members):
        return False
    return len(proposed) == 2 and len(members) == 2 and len(dates_of(members)) < 2


def make_one(
    book: Casebook, case_id: str, ids: Sequence[str], head_id: str, members: Sequence[Member],
    needs: Needs, wording: str = "",
) -> tuple[Changed, ...]:  # fmt: skip
    """Make the first, a waiting suggestion, and the others one event, as one step to undo.

    The first has been seen beside its source; `needs` and the court `wording` are as in `accept`.
    The event that keeps its wording comes before other events. Errors: see `Casebook.make_one`.
    """
    events = {member.id for member in members if member.is_event}
    waiting = [one for one in ids if one not in events]
    standing = [one for one in ids if one in events]
    first = accept(members[0].id, ConfirmedHow.SOURCE_SHOWN, needs, wording)
    made = book.make_one(
        case_id, waiting, standing, head_id, seen={members[0].id}, fields=first.get("fields")
    )  # fmt: skip
    return made.changed


def set_apart(book: Casebook, case_id: str, suggestion_id: str, other: OtherAccount) -> Changed:
    """Say that a suggestion and another record are not the same; said already: take it back."""
    if other.pair is not None and other.is_apart:
        return book.restore_finding(case_id, other.pair.key)
    return book.keep_apart(case_id, [(suggestion_id, other.id)])


# --- deciding ----------------------------------------------------------------------------------


def accept(
    suggestion_id: str, how: ConfirmedHow, needs: Needs | None = None, wording: str = ""
) -> Decision:
    """Return the decision that accepts a suggestion as it stands; needs only where ticked.

    `wording`: the court wording that the person chose for it; a proposal nobody chose is none.
    """
    fields = {"court_wording": wording} if wording else {}
    decision = {"id": suggestion_id, "do": "accept", "how": how.value}
    return {**decision, **_with_needs(fields, needs)}


def edit(suggestion_id: str, fields: Mapping[str, Any], needs: Needs | None = None) -> Decision:
    """Return the decision that accepts a suggestion with a person's changes."""
    how = ConfirmedHow.EDITED.value
    return {"id": suggestion_id, "do": "edit", "how": how, **_with_needs(fields, needs)}


def split(suggestion_id: str, parts: Sequence[Mapping[str, Any]]) -> Decision:
    """Return the decision that makes an event of each part of a suggestion's words."""
    fields = {"parts": [dict(part) for part in parts]}
    return {"id": suggestion_id, "do": "split", "how": ConfirmedHow.EDITED.value, "fields": fields}


def reject(suggestion_id: str, reason: str) -> Decision:
    """Return the decision that puts a suggestion away, with the reason."""
    return {"id": suggestion_id, "do": "reject", "reason": reason}


def merge(suggestion_id: str, into: str, how: ConfirmedHow) -> Decision:
    """Return the decision that makes a suggestion another account of an event."""
    return {"id": suggestion_id, "do": "merge", "how": how.value, "fields": {"into": into}}


def add(source_id: str, quote: str, fields: Mapping[str, Any]) -> Decision:
    """Return the decision that makes an event of words that nothing was suggested for."""
    how = ConfirmedHow.BY_HAND.value
    return {"do": "add", "file": source_id, "quote": quote, "how": how, "fields": dict(fields)}


def _with_needs(fields: Mapping[str, Any], needs: Needs | None) -> dict[str, Any]:
    chosen = {child: list(codes) for child, codes in (needs or {}).items() if codes}
    whole = {**fields, **({"impact": chosen} if chosen else {})}
    return {"fields": whole} if whole else {}


def carry_out(
    book: Casebook, case_id: str, decisions: Sequence[Decision], *, together: bool = False
) -> tuple[Decided, ...]:
    """Have decisions carried out in order; `together`: one undo takes all of them back."""
    return book.decide(case_id, decisions, bulk=together)


# --- where a person was ------------------------------------------------------------------------


def read_kept(kept: str) -> dict[str, Any]:
    """Return what was remembered; nothing where it cannot be read."""
    try:
        found = json.loads(kept) if kept else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def keep_place(book: Casebook, case_id: str, place: Mapping[str, Any]) -> None:
    """Remember where the person is; neither logged nor undone."""
    book.remember(case_id, PLACE, json.dumps(place, ensure_ascii=False))
