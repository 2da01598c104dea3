"""Our bounds against those of the `edtf` package, and the values where that package is wrong."""

from __future__ import annotations

import warnings
from datetime import date
from typing import Any

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    edtf = pytest.importorskip("edtf")

SAME = [
    "2018-05-05",
    "2020-02-29",
    "2018-05",
    "2019-02",
    "2018",
    "0001",
    "2018-21",
    "2018-22",
    "2018-23",
    "2012-06~",
    "2018?",
    "2018%",
    "201X",
    "2022-XX",
    "2022-XX-05",
    "2018-05-XX",
    "2022-08-15/2022-08-16",
    "2018-05~/2018-06",
    "[2022-08-08,2022-08-15]",
    "[2018,2020]",
    "{2022-08-16,2022-08-22}",
    "{2023-02-27..2023-02-28,2023-03-03}",
]
#: Value -> what is wrong with the package's answer, and its answer.
WRONG = {
    "2018-24": ("winter ends with the year", (date(2018, 12, 1), date(2018, 12, 31))),
    "/2020": ("an unknown start is given ten years", (date(2010, 12, 31), date(2020, 12, 31))),
    "2020/": ("an unknown end is given ten years", (date(2020, 1, 1), date(2030, 1, 1))),
    "2020/2019": ("an interval may run backwards", (date(2020, 1, 1), date(2019, 12, 31))),
}


def _bounds(value: Any) -> tuple[date, date]:
    first, last = value.lower_strict(), value.upper_strict()
    return date(*first[:3]), date(*last[:3])


@pytest.mark.parametrize("text", SAME)
def test_bounds_agree_where_the_package_is_right(text: str) -> None:
    ours = FuzzyDate.parse(text)
    assert (ours.earliest, ours.latest) == _bounds(edtf.parse_edtf(text))


@pytest.mark.parametrize("text", ["../2020-03", "2020-03/.."])
def test_open_ends_agree(text: str) -> None:
    ours, theirs = FuzzyDate.parse(text), edtf.parse_edtf(text)
    ends = ((ours.earliest, theirs.lower_strict()), (ours.latest, theirs.upper_strict()))
    for mine, other in ends:
        if mine is None:
            assert abs(other) == float("inf")
        else:
            assert mine == date(*other[:3])


@pytest.mark.parametrize("text", sorted(WRONG))
def test_known_faults_of_the_package_are_not_ours(text: str) -> None:
    assert _bounds(edtf.parse_edtf(text)) == WRONG[text][1], "the package has changed"
    try:
        ours = FuzzyDate.parse(text)
    except DateValueError:
        return
    assert (ours.earliest, ours.latest) != WRONG[text][1]


def test_days_that_do_not_exist_are_refused_here_only() -> None:
    assert edtf.parse_edtf("2019-02-29") is not None
    with pytest.raises(DateValueError):
        FuzzyDate.parse("2019-02-29")


def test_masked_months_are_read_here_only(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AttributeError):
        edtf.parse_edtf("2019-0X")
    capsys.readouterr()
    assert FuzzyDate.parse("2019-0X").latest == date(2019, 9, 30)


def test_an_approximate_month_is_padded_there_only() -> None:
    theirs = edtf.parse_edtf("2012-06~")
    assert date(*theirs.lower_fuzzy()[:3]) < date(2012, 6, 1)
    assert FuzzyDate.parse("2012-06~").earliest == date(2012, 6, 1)
