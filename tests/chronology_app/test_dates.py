"""What a date value means: bounds, precision, comparison, refusals."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError

BOUNDS = [
    ("2018-05-05", "2018-05-05", "2018-05-05", "day"),
    ("2018-05-05~", "2018-05-05", "2018-05-05", "day"),
    ("2018-02", "2018-02-01", "2018-02-28", "month"),
    ("2020-02?", "2020-02-01", "2020-02-29", "month"),
    ("2018%", "2018-01-01", "2018-12-31", "year"),
    ("2019-21", "2019-03-01", "2019-05-31", "season"),
    ("2019-22", "2019-06-01", "2019-08-31", "season"),
    ("2019-23", "2019-09-01", "2019-11-30", "season"),
    ("2019-24", "2019-12-01", "2020-02-29", "season"),
    ("2018-24~", "2018-12-01", "2019-02-28", "season"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "unknown"),
    ("XXXX", None, None, "unknown"),
    ("XXXX-08-24", None, None, "unknown"),
    ("2022-XX-05", "2022-01-05", "2022-12-05", "year"),
    ("2022-XX-31", "2022-01-31", "2022-12-31", "year"),
    ("2022-02-XX", "2022-02-01", "2022-02-28", "month"),
    ("2022-05-1X", "2022-05-10", "2022-05-19", "month"),
    ("2019-0X", "2019-01-01", "2019-09-30", "year"),
    ("2019-0X?", "2019-01-01", "2019-09-30", "year"),
    ("2019-1X", "2019-10-01", "2019-12-31", "year"),
    ("2022-08-15/2022-08-16", "2022-08-15", "2022-08-16", "range"),
    ("2018-05~/2019", "2018-05-01", "2019-12-31", "range"),
    ("2018/2018", "2018-01-01", "2018-12-31", "range"),
    ("../2020-03", None, "2020-03-31", "open"),
    ("2020-03/..", "2020-03-01", None, "open"),
    ("/2020", None, "2020-12-31", "open"),
    ("2020/", "2020-01-01", None, "open"),
    ("../..", None, None, "open"),
    ("[2022-08-08,2022-08-15]", "2022-08-08", "2022-08-15", "set"),
    ("{2022-08-22,2022-08-16}", "2022-08-16", "2022-08-22", "set"),
    ("{2023-02-27..2023-02-28,2023-03-03}", "2023-02-27", "2023-03-03", "set"),
    ("[..2020-05,2021]", None, "2021-12-31", "set"),
    ("[2020-05..]", "2020-05-01", None, "set"),
    ("{2020,XXXX-05-01}", None, None, "set"),
]

REFUSED = [
    "",
    " ",
    "2018-06-31",
    "2019-02-29",
    "XXXX-02-30",
    "2018-02-3X",
    "2018-13",
    "2018-00",
    "2018-20",
    "2018-25",
    "2018-00-05",
    "2018-05-00",
    "2018-21-05",
    "0000",
    "9999-24",
    "18-05-05",
    "2018-5-5",
    "2018-05-05T10:00",
    "2018~?",
    "~2018",
    "2018-~05",
    "/",
    "2020/2019",
    "2020-05-02/2020-05-01",
    "2018/2019/2020",
    "[2018",
    "2018]",
    "[]",
    "{}",
    "[2018}",
    "[2018,]",
    "[2018..2019..2020]",
    "[..]",
    "{2019..2018}",
    "2018..2019",
    "201x",
    "٢٠١٨",
    "Y12018",
    "2018 ",
    "-2018",
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "precision"), BOUNDS)
def test_bounds_and_precision_are_those_of_the_guide(
    edtf: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    value = FuzzyDate.parse(edtf)
    assert value.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert value.latest == (date.fromisoformat(latest) if latest else None)
    assert value.precision == precision
    assert value.edtf == edtf


@pytest.mark.parametrize("edtf", REFUSED)
def test_what_is_no_value_is_refused_and_named(edtf: str) -> None:
    with pytest.raises(DateValueError) as caught:
        FuzzyDate.parse(edtf)
    assert caught.value.params == {"value": edtf}


def test_unknown_modifier_is_refused() -> None:
    with pytest.raises(DateValueError):
        FuzzyDate.parse("2018", modifier="middle")


@pytest.mark.parametrize("modifier", ["start", "early", "mid", "late", "end"])
def test_modifiers_are_kept_and_never_narrow_the_bounds(modifier: str) -> None:
    value = FuzzyDate.parse("2019-06", f"{modifier} June 2019", modifier)
    assert (value.earliest, value.latest) == (date(2019, 6, 1), date(2019, 6, 30))
    assert value.modifier == modifier
    assert value.text == f"{modifier} June 2019"


def test_only_an_exact_day_is_a_day() -> None:
    assert FuzzyDate.parse("2018-05-05").day == date(2018, 5, 5)
    for edtf in ("2018-05-05~", "2018-05", "[2018-05-05]", "2018-05-05/2018-05-05", "2018-05-0X"):
        assert FuzzyDate.parse(edtf).day is None


def test_approximate_and_questioned_are_told_apart() -> None:
    flags = [
        (d.is_approximate, d.is_uncertain)
        for d in map(FuzzyDate.parse, ("2018", "2018~", "2018?", "2018%", "2018~/2019"))
    ]
    assert flags == [(False, False), (True, False), (False, True), (True, True), (True, False)]


def test_days_between_the_members_of_a_set_do_not_overlap() -> None:
    hearing = FuzzyDate.parse("{2023-02-27..2023-02-28,2023-03-03}")
    assert hearing.overlaps(FuzzyDate.parse("2023-02-28"))
    assert not hearing.overlaps(FuzzyDate.parse("2023-03-01"))
    assert hearing.overlaps(FuzzyDate.parse("2023-03"))


def test_open_ends_and_unknown_years_may_overlap_anything_on_their_side() -> None:
    until = FuzzyDate.parse("../2020-03-03")
    assert until.overlaps(FuzzyDate.parse("1999"))
    assert until.overlaps(FuzzyDate.parse("2020-03-03"))
    assert not until.overlaps(FuzzyDate.parse("2020-03-04"))
    assert FuzzyDate.parse("XXXX-08-24").overlaps(FuzzyDate.parse("2020"))


def test_definitely_before_needs_every_day_before() -> None:
    spring, summer = FuzzyDate.parse("2019-21"), FuzzyDate.parse("2019-22")
    assert spring.definitely_before(summer)
    assert not summer.definitely_before(spring)
    assert not FuzzyDate.parse("2019").definitely_before(summer)
    assert not FuzzyDate.parse("2019/..").definitely_before(FuzzyDate.parse("2025"))
    assert not FuzzyDate.parse("2019").definitely_before(FuzzyDate.parse("XXXX-05"))


def test_the_whole_comes_before_its_part_and_unknown_years_come_last() -> None:
    order = [
        "2017-24",
        "../2018-01-01",
        "2018/..",
        "2018",
        "2018-01",
        "2018-01-01",
        "2018-01-02",
        "2018-21",
        "2018-03",
        "2018-03-01",
        "2019",
        "XXXX-01-01",
    ]
    values = [FuzzyDate.parse(edtf) for edtf in order]
    assert [v.edtf for v in sorted(reversed(values))] == order


def test_modifiers_order_within_one_period() -> None:
    values = [
        FuzzyDate.parse("2018", modifier=m) for m in (None, "start", "early", "mid", "late", "end")
    ]
    assert sorted(reversed(values)) == values


@pytest.mark.parametrize(
    "order",
    [
        ["2019-06//", "2019-06/early", "2019-06-04//", "2019-06/mid", "2019-06-20//",
         "2019-06/late", "2019-06-22//", "2019-06/end", "2019-06-28//", "2019-07//"],
        ["2022//", "2022/early", "2022-01//", "2022/mid", "2022-22//", "2022-06//",
         "2022-22/late", "2022/late", "2022-09//"],
        ["2023-11-02//", "2023-11/late", "2023-11-30//"],
        ["2023-24//", "2023-12-25//", "2023-24/mid", "2024-01//", "2024-24/late"],
    ],
)  # fmt: skip
def test_the_part_of_a_period_stands_where_it_lies(order: list[str]) -> None:
    pairs = [text.split("/", 1) for text in order]
    values = [FuzzyDate.parse(edtf, modifier=mod.strip("/") or None) for edtf, mod in pairs]
    assert sorted(reversed(values)) == values


def test_the_part_of_an_interval_stands_where_it_lies() -> None:
    late = FuzzyDate.parse("2019-09/2019-12", modifier="late")
    assert FuzzyDate.parse("2019-11-01") < late < FuzzyDate.parse("2019-12-01")
    assert late.earliest == date(2019, 9, 1)


def test_words_tell_two_dates_apart() -> None:
    one, other = FuzzyDate.parse("2018", "2018"), FuzzyDate.parse("2018", "in 2018")
    assert one != other
    assert (one < other) != (other < one)
    assert len({one, other, FuzzyDate.parse("2018", "2018")}) == 2


def test_comparing_with_something_else_is_an_error() -> None:
    with pytest.raises(TypeError):
        _ = FuzzyDate.parse("2018") < "2018"  # type: ignore[operator]
