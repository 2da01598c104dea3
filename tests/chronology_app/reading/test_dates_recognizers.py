"""The grammar against public test cases for day-first dates, where they are beside the project.

The cases ask for times and durations too; those, and what the guide to annotation leaves out, are
named in `docs/reading.md` with the reason, and a test holds that list to the truth.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.reading.dates import find_dates
from tests.conftest import ROOT

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
#: Why a case is out of scope -> what of it is. Times of day are outside every span here.
OUT_OF_SCOPE = {
    "a time of day alone": {"datetimeV2.time", "datetimeV2.timerange"},
    "a duration alone": {"datetimeV2.duration"},
}
#: A range that begins with a word that points, and two months written without days.
LEFT_OUT = {"from this may to oct 2020": "a range whose one end only points at a month"}


@pytest.fixture(name="cases", scope="module")
def _cases(shared: Path) -> list[dict[str, Any]]:
    folder = shared / "material" / "dates" / "recognizers_english_others"
    if not folder.is_dir():
        pytest.skip("the public cases are not beside the project")
    return [
        case
        for file in sorted(folder.glob("*.json"))
        for case in json.loads(file.read_text(encoding="utf-8"))
    ]


def _kind(result: dict[str, Any]) -> str:
    return str(result.get("TypeName") or f"datetimeV2.{result['Type']}")


def _values(result: dict[str, Any]) -> set[str]:
    """Return the days that a result names, as EDTF; ends of ranges are excluded there."""
    if "Value" in result:
        value = result["Value"]
        return {value["FutureResolution"]["date"], value["PastResolution"]["date"]}
    found = set()
    for value in result["Resolution"]["values"]:
        if _kind(result) == "datetimeV2.daterange":
            found.add(_range(value))
        else:
            days = _DAY.findall(value.get("value") or value.get("start") or "")
            found.update(days)
    return found


def _range(value: dict[str, Any]) -> str:
    first, last = value["start"], value["end"]
    months = first.endswith("-01") and last.endswith("-01")
    return f"{first[:7]}/{last[:7]}" if months else f"{first}/{last}"


def _widened(edtf: str) -> str:
    """Bring a month that begins a range to the day that the public cases give it."""
    first, _, last = edtf.partition("/")
    return f"{first}-01/{last}" if re.fullmatch(r"\d{4}-\d{2}", first) and len(last) == 10 else edtf


def test_day_first_cases_within_the_guides_scope_are_read(cases: list[dict[str, Any]]) -> None:
    wrong = []
    for case in cases:
        reference = date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
        got = find_dates([case["Input"]], reference)
        values = {m.edtf for m in got} | {_widened(m.edtf) for m in got}
        for result in case["Results"]:
            kind = _kind(result)
            if any(kind in kinds for kinds in OUT_OF_SCOPE.values()):
                continue
            if result["Text"].lower() in LEFT_OUT:
                continue
            if not values & _values(result):
                wrong.append((case["Input"], _values(result), values))
    assert wrong == []


def test_nothing_is_read_where_only_a_time_or_duration_stands(cases: list[dict[str, Any]]) -> None:
    skipped = {kind for kinds in OUT_OF_SCOPE.values() for kind in kinds}
    for case in cases:
        if all(_kind(result) in skipped for result in case["Results"]):
            assert find_dates([case["Input"]]) == []


def test_the_page_names_what_is_left_out_and_why() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for reason in (*OUT_OF_SCOPE, *LEFT_OUT.values()):
        assert reason in page


def test_english_lines_of_a_public_corpus_never_gain_precision(shared: Path) -> None:
    file = shared / "material" / "dates" / "ctparse_corpus.json"
    if not file.is_file():
        pytest.skip("the public corpus is not beside the project")
    rows = json.loads(file.read_text(encoding="utf-8"))
    for row in rows:
        if row.get("language") != "en":
            continue
        day = date.fromisoformat(row["ref_time"][:10])
        for mention in find_dates([row["text"]], day):
            FuzzyDate.parse(mention.edtf, mention.text, mention.modifier)
            assert mention.kind != "full" or _names_a_day(mention.text), row["text"]


def _names_a_day(words: str) -> bool:
    has_figure = bool(re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", words)))
    return has_figure or bool(re.search(r"[a-z]{4,}\s+(?:day|eve|night|monday)\b", words, re.I))
