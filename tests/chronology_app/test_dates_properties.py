"""Laws that hold for every date value: round trip, bounds, one total order."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from chronology_app.dates import MODIFIERS, FuzzyDate
from chronology_app.model.serial import to_plain

_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
_MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def _simple(draw: st.DrawFn) -> str:
    day = draw(_DAYS)
    shapes = [
        f"{day}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day:%Y}-{draw(st.integers(21, 24))}",
        f"{day.year // 10}X",
        f"{day:%Y}-XX-05",
        f"{day:%Y-%m}-XX",
        f"XXXX-{day:%m-%d}",
    ]
    return draw(st.sampled_from(shapes)) + draw(_MARKS)


@st.composite
def _interval(draw: st.DrawFn) -> str:
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    ends = [f"{first}{draw(_MARKS)}", f"{last:%Y-%m}{draw(_MARKS)}"]
    open_end = draw(st.sampled_from([None, 0, 1]))
    if open_end is not None:
        ends[open_end] = draw(st.sampled_from(["..", ""]))
    return "/".join(ends)


@st.composite
def _set(draw: st.DrawFn) -> str:
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    members = draw(st.lists(_simple(), min_size=1, max_size=3)) + [f"{first}..{last}"]
    inner = ",".join(draw(st.permutations(members)))
    return f"[{inner}]" if draw(st.booleans()) else f"{{{inner}}}"


EDTF = st.one_of(_simple(), _interval(), _set())
FUZZY = st.builds(FuzzyDate.parse, EDTF, st.text(max_size=8), st.sampled_from([None, *MODIFIERS]))


@given(FUZZY)
def test_a_value_survives_being_written_and_read(value: FuzzyDate) -> None:
    assert FuzzyDate.parse(value.edtf, value.text, value.modifier) == value
    plain = to_plain(value)
    assert FuzzyDate.parse(plain["edtf"], plain["text"], plain["modifier"]) == value


@given(FUZZY)
def test_bounds_are_in_order_and_hold_every_span(value: FuzzyDate) -> None:
    if value.earliest and value.latest:
        assert value.earliest <= value.latest
    for first, last in value.spans:
        if value.earliest and first:
            assert value.earliest <= first
        if value.latest and last:
            assert last <= value.latest


@given(FUZZY, FUZZY)
def test_order_is_total_and_agrees_with_equality(a: FuzzyDate, b: FuzzyDate) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    assert (a <= b) == (a < b or a == b)
    assert (a.sort_key == b.sort_key) == (a == b)
    assert (hash(a) == hash(b)) or a != b


@settings(max_examples=200)
@given(st.lists(FUZZY, min_size=3, max_size=3))
def test_order_is_transitive(three: list[FuzzyDate]) -> None:
    a, b, c = sorted(three)
    assert a <= b <= c
    assert a <= c


@given(FUZZY, FUZZY)
def test_order_agrees_with_the_bounds(a: FuzzyDate, b: FuzzyDate) -> None:
    if a.definitely_before(b):
        assert a < b
        assert not a.overlaps(b)
        assert not b.definitely_before(a)


@given(FUZZY, _DAYS)
def test_a_day_outside_a_period_stands_outside_it_in_the_order(value: FuzzyDate, day: date) -> None:
    exact = FuzzyDate.parse(day.isoformat())
    if value.earliest and day < value.earliest:
        assert exact < value
    if value.latest and day > value.latest:
        assert value < exact


@given(FUZZY)
def test_a_modifier_moves_a_date_only_inside_its_bounds(value: FuzzyDate) -> None:
    place = value.place_key[:8]
    if value.earliest and value.latest:
        assert f"{value.earliest:%Y%m%d}" <= place <= f"{value.latest:%Y%m%d}"


@given(FUZZY, FUZZY)
def test_overlap_is_mutual_and_every_date_overlaps_itself(a: FuzzyDate, b: FuzzyDate) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(a)


@given(st.lists(FUZZY, max_size=12))
def test_sort_key_orders_bytes_as_it_orders_text(values: list[FuzzyDate]) -> None:
    by_bytes = sorted(values, key=lambda v: v.sort_key.encode())
    assert by_bytes == sorted(values)


@given(_DAYS, _MARKS)
def test_marks_do_not_widen(day: date, mark: str) -> None:
    plain, marked = FuzzyDate.parse(f"{day:%Y-%m}"), FuzzyDate.parse(f"{day:%Y-%m}{mark}")
    assert (plain.earliest, plain.latest) == (marked.earliest, marked.latest)
