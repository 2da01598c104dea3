"""Families of every shape are placed: nobody stands on anybody, and no tie is lost."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.layout.genogram import (
    ABOVE,
    GAP,
    SYMBOL,
    Genogram,
    Member,
    Tie,
    build_genogram,
)

_IDS = [f"p{n}" for n in range(9)]
_KINDS = ("birth", "adoptive", "step", "special_guardian", "carer")


@st.composite
def _families(draw: st.DrawFn) -> tuple[list[Member], list[Tie], list[set[str]]]:
    ids = draw(st.lists(st.sampled_from(_IDS), unique=True, min_size=1))
    members = [Member(i, draw(st.sampled_from(("male", "female", "")))) for i in ids]
    tie = st.builds(Tie, st.sampled_from(_IDS), st.sampled_from(_IDS), st.sampled_from(_KINDS),
                    st.booleans())  # fmt: skip
    ties = draw(st.lists(tie, max_size=14))
    homes = draw(st.lists(st.sets(st.sampled_from(_IDS)), max_size=3))
    return members, ties, homes


def _tied(drawn: Genogram) -> Counter[tuple[str, str, str]]:
    return Counter(
        (line.child_id, parent, line.kind) for line in drawn.descents for parent in line.parent_ids
    )


@settings(max_examples=100, deadline=None)
@given(_families())
def test_nobody_stands_on_anybody_and_every_tie_is_drawn_once(
    family: tuple[list[Member], list[Tie], list[set[str]]],
) -> None:
    members, ties, homes = family
    drawn = build_genogram(members, ties, homes)
    ids = {member.id for member in members}
    assert set(drawn.spots) == ids
    for one, other in combinations(drawn.spots.values(), 2):
        a, b = one.cell, other.cell
        assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] or b[3] <= a[1]
    wanted = {
        (t.child_id, t.parent_id, t.kind)
        for t in ties
        if t.child_id in ids and t.parent_id in ids and t.child_id != t.parent_id
    }
    assert _tied(drawn) == Counter(wanted)


@settings(max_examples=100, deadline=None)
@given(_families())
def test_everything_lies_within_the_drawing(
    family: tuple[list[Member], list[Tie], list[set[str]]],
) -> None:
    drawn = build_genogram(*family)
    points = [p for line in (*drawn.couples, *drawn.descents) for p in line.points]
    corners = [(b[n], b[n + 1]) for o in drawn.outlines for b in (o.box,) for n in (0, 2)]
    for x, y in (*points, *corners):
        assert -1e-6 <= x <= drawn.width + 1e-6
        assert -1e-6 <= y <= drawn.height + 1e-6


@settings(max_examples=100, deadline=None)
@given(_families())
def test_lines_run_level_or_upright_and_end_at_the_child(
    family: tuple[list[Member], list[Tie], list[set[str]]],
) -> None:
    drawn = build_genogram(*family)
    for line in (*drawn.couples, *drawn.descents):
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
    for line in drawn.descents:
        x, y = line.points[-1]
        spot = drawn.spots[line.child_id]
        assert y == spot.y
        assert abs(x - spot.x) <= 1.3


def test_a_line_over_a_whole_generation_passes_between_the_people_of_it() -> None:
    ties = [Tie("b", "a"), Tie("c", "b"), Tie("c", "a", "carer"), Tie("d", "c"), Tie("d", "a")]
    drawn = build_genogram(_plain("d", "c", "b", "a"), ties)
    assert [drawn.spots[i].row for i in "abcd"] == [0, 1, 2, 3]
    for line in drawn.descents:
        ends = {line.child_id, *line.parent_ids}
        for person, spot in drawn.spots.items():
            left, top, right, bottom = spot.cell
            upright = [p for p in zip(line.points, line.points[1:], strict=False)
                       if p[0][0] == p[1][0] and left < p[0][0] < right]  # fmt: skip
            meets = any(min(a[1], b[1]) < bottom and top < max(a[1], b[1]) for a, b in upright)
            assert person in ends or not meets


def _plain(*names: str) -> list[Member]:
    return [Member(name) for name in names]


def test_children_stand_below_their_parents_in_the_order_of_the_family() -> None:
    members = [Member("nia"), Member("owen"), Member("kerry", "female"), Member("dean", "male")]
    ties = [Tie(c, p) for c in ("nia", "owen") for p in ("kerry", "dean")]
    spots = build_genogram(members, ties).spots
    assert spots["kerry"].row == spots["dean"].row == 0
    assert spots["nia"].row == spots["owen"].row == 1
    assert spots["nia"].x < spots["owen"].x
    assert spots["dean"].x < spots["kerry"].x
    middle = (spots["dean"].x + spots["kerry"].x) / 2
    assert abs((spots["nia"].x + spots["owen"].x) / 2 - middle) < 0.01


def test_a_mother_stands_between_the_fathers_of_her_children() -> None:
    ties = [Tie("a", "m"), Tie("a", "f1"), Tie("b", "m"), Tie("b", "f2")]
    drawn = build_genogram(_plain("a", "b", "m", "f1", "f2"), ties)
    xs = {i: drawn.spots[i].x for i in ("f1", "m", "f2")}
    assert min(xs["f1"], xs["f2"]) < xs["m"] < max(xs["f1"], xs["f2"])
    assert len(drawn.couples) == 2
    assert all(len(line.points) == 2 for line in drawn.couples)


def test_a_partner_who_does_not_stand_beside_is_reached_below_the_words() -> None:
    ties = [Tie(f"c{n}", p) for n in range(4) for p in ("m", f"f{n}")]
    drawn = build_genogram(_plain("m", *(f"f{n}" for n in range(4)), *(f"c{n}" for n in range(4))),
                           ties)  # fmt: skip
    far = [line for line in drawn.couples if len(line.points) > 2]
    assert far
    assert all(max(y for _, y in line.points) > drawn.spots["m"].cell[3] for line in far)


def test_grandparents_stand_just_above_the_parent_and_a_partner_beside_them() -> None:
    ties = [Tie("m", "gm"), Tie("a", "m"), Tie("a", "f")]
    spots = build_genogram(_plain("a", "m", "f", "gm"), ties).spots
    assert [spots[i].row for i in ("gm", "m", "f", "a")] == [0, 1, 1, 2]


def test_a_carer_stands_one_row_above_the_child() -> None:
    ties = [Tie("m", "gm"), Tie("a", "m"), Tie("a", "carer", "carer")]
    spots = build_genogram(_plain("a", "m", "gm", "carer"), ties).spots
    assert spots["carer"].row == spots["m"].row


def test_who_has_no_tie_stands_in_rows_of_their_own() -> None:
    drawn = build_genogram(_plain("a", "m", "x", "y", "z", "v", "w"), [Tie("a", "m")])
    rows = {drawn.spots[i].row for i in ("x", "y", "z", "v", "w")}
    assert rows == {2, 3}


def test_an_ended_tie_ends_the_couple_but_no_birth() -> None:
    ties = [Tie("a", "m"), Tie("a", "f", is_ended=True), Tie("a", "s", "step", is_ended=True)]
    drawn = build_genogram(_plain("a", "m", "f", "s"), ties)
    assert [line.is_ended for line in drawn.couples] == [True]
    assert {line.kind: line.is_ended for line in drawn.descents} == {"birth": False, "step": True}


def test_a_household_has_one_frame_that_holds_nobody_else() -> None:
    members = _plain("a", "b", "m", "f")
    ties = [Tie(c, p) for c in "ab" for p in "mf"]
    whole = build_genogram(members, ties, [{"a", "b", "m", "f"}])
    assert len(whole.outlines) == 1
    apart = build_genogram(members, ties, [{"a", "m"}])
    others = [apart.spots[i].cell for i in ("b", "f")]
    for outline in apart.outlines:
        left, top, right, bottom = outline.box
        for cell in others:
            assert right <= cell[0] or cell[2] <= left or bottom <= cell[1] or cell[3] <= top


def test_arrows_lead_to_who_stands_next() -> None:
    members = [Member("nia"), Member("owen"), Member("kerry", "female"), Member("dean", "male")]
    ties = [Tie(c, p) for c in ("nia", "owen") for p in ("kerry", "dean")]
    drawn = build_genogram(members, ties)
    assert drawn.find_neighbour("dean", "right") == "kerry"
    assert drawn.find_neighbour("dean", "down") == "nia"
    assert drawn.find_neighbour("owen", "up") == "kerry"
    assert drawn.find_neighbour("dean", "left") is None
    assert drawn.find_neighbour("", "left") == "dean"
    assert drawn.in_order() == ("dean", "kerry", "nia", "owen")


def test_nobody_gives_an_empty_drawing() -> None:
    assert build_genogram([]) == Genogram()


def test_neighbours_leave_room_for_a_line_between_them() -> None:
    drawn = build_genogram(_plain("a", "b"), [])
    a, b = drawn.spots["a"], drawn.spots["b"]
    assert b.cell[0] - a.cell[2] >= GAP
    assert a.y >= ABOVE > SYMBOL / 2
