"""Accounts of one event are said in plain words: what agrees, what differs, what may head it."""

from __future__ import annotations

from chronology_app.analysis.told_twice import Comparison, Pair, Telling
from chronology_app.model import Account, Case
from chronology_app.model.view import CaseView, view_of
from chronology_app.reading.matching import Told
from tests.factories import day, make, make_event, sample_people, sample_sources
from ui.presenters.accounts import (
    Member,
    agreement_of,
    build_told_twice,
    dates_of,
    group_words,
    member_title,
    wordings_of,
)

FACT = "Owen collected from school by police, no adult at home."


def telling(
    source: str = "hv", edtf: str = "2021-03-04", place: str = "", **more: object
) -> Telling:
    known = {
        "words": FACT, "date": day(edtf), "time": "08:15", "kind": "police_incident",
        "agency": "police", "recorded_by": "school", "children": ("Owen",),
        "types": ("supervision",),
    }  # fmt: skip
    told = Told(**(known | more))  # type: ignore[arg-type]
    return Telling(
        id=source, source_id=source, told=told, when=told.date, time=told.time, fact=told.words,
        recorded_by=told.recorded_by, account_id=source, place=place,
    )  # fmt: skip


def pair(one: Telling, other: Telling) -> Pair:
    found = Comparison().compare((one,), (other,))
    assert found is not None
    return found


def test_what_agrees_and_what_differs_is_said_in_plain_words() -> None:
    said = agreement_of(pair(telling(), telling("police", time="08:40")))
    assert said.agrees == (
        "Same: day, child, kind of event, agency that acted, type of concern, nearly the same words"
    )
    assert said.differs == "Differs: times (08:15 / 08:40)"
    assert said.is_conflict


def test_day_children_and_place_are_conflicts_and_kind_and_type_are_not() -> None:
    other = telling(
        "police", "2021-03-05", "At the gate", children=("Nia",), time=None, kind="visit",
        types=("medical",),
    )  # fmt: skip
    said = agreement_of(pair(telling(place="At home"), other))
    assert said.differs == (
        "Differs: days (4 March 2021 / 5 March 2021), children (Owen / Nia), "
        "places (At home / At the gate), kinds of event (police incident / visit), "
        "types of concern (supervision and guidance / medical)"
    )
    same_but_kind = agreement_of(pair(telling(), telling("police", kind="observation")))
    assert not same_but_kind.is_conflict
    assert "kinds of event" in same_but_kind.differs
    month = agreement_of(pair(telling(), telling("police", "2021-03", time=None)))
    assert (month.differs, month.is_conflict) == (
        "Differs: how exactly the date is known (4 March 2021 / March 2021)", False,
    )  # fmt: skip


def member(record_id: str, edtf: str | None, *, is_event: bool = True, **more: object) -> Member:
    when = day(edtf) if edtf else None
    known = {"time": None, "fact": f"Fact of {record_id}", "accounts": (telling(),)}
    return Member(id=record_id, is_event=is_event, date=when, **(known | more))  # type: ignore[arg-type]


def test_each_date_is_offered_once_and_only_events_have_a_wording_to_keep() -> None:
    members = [
        member("s1", "2021-03-04", is_event=False), member("e1", "2021-03-04"),
        member("e2", "2021-03-05", time="09:00"), member("e3", None),
    ]  # fmt: skip
    assert [code for code, _ in dates_of(members)] == ["s1", "e2"]
    assert dates_of(members)[1][1] == "5 March 2021, 09:00 (record of School)"
    assert [code for code, _ in wordings_of(members)] == ["e1", "e2", "e3"]
    assert member_title(members[0]) == "School, 4 March 2021 (waits in the inbox)"


def twice() -> CaseView:
    first = make_event("e1", "2021-03-04", FACT, source="hv", agency="health_visiting",
                       children=("owen",), kind="police_incident")  # fmt: skip
    second = make_event("e2", "2021-03-05", FACT, source="police", agency="police",
                        children=("owen",), kind="police_incident")  # fmt: skip
    more = make(Account, id="more", event_id="e2", source_id="notes", date=day("2021-03-05"))
    records = [*sample_people(), *sample_sources(), *first, *second, more]
    return view_of(make(Case), records)


def test_a_group_counts_its_accounts_and_compares_each_event_with_one_before_it() -> None:
    (group,) = build_told_twice(twice())
    assert group.ids == ("e1", "e2")
    assert "3 accounts" in group_words(group)
    assert group.members[0].pair is None
    assert group.members[1].pair is not None
    assert [len(one.accounts) for one in group.members] == [1, 2]
