"""A source that speaks of no child gives no child, no concern and no need."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology_app.reading.document import PersonHint
from importers.base import ImportOptions
from importers.box import read_in_box
from tests.chronology_app.reading.texts import FAMILY, prose, read

CONTRACT = (
    "On 4 March 2019 the supplier's manager agreed to a meeting on the absence of a signed order.",
    "The court ordered on 9 May 2019 that the sum be assessed, and the dealing was stopped.",
    "At the conference of 2 July 2019 it was decided that the vans would be returned in 2 years.",
)


def test_a_contract_gives_no_child_no_concern_and_no_need() -> None:
    found = read(prose(*CONTRACT * 20)).suggestions
    assert found
    assert not any(s.children or s.concern_types or s.needs or s.strength for s in found)
    assert all(any(r.rule == "speaks_of_no_child" for r in s.reasons) for s in found)


def test_a_long_contract_with_one_chance_family_word_still_gives_none() -> None:
    found = read(prose(*CONTRACT * 40, "The parent company agreed on 3 June 2020.")).suggestions
    assert found
    assert not any(s.children or s.concern_types or s.needs for s in found)


def test_a_short_note_that_names_one_of_the_family_is_read_as_before() -> None:
    found = read(prose("# 14/05/2022 - Home visit", "Owen was dirty and had no bed.")).suggestions
    assert [(s.children, s.concern_types) for s in found] == [(("Owen Kettle",), ("physical",))]


@pytest.mark.parametrize("name", ["test47", "test57"])
@pytest.mark.parametrize("family", [(), FAMILY], ids=["nobody known", "a family known"])
def test_a_published_judgment_without_children_gives_none(
    shared: Path, name: str, family: tuple[PersonHint, ...]
) -> None:
    file = shared / "material" / "judgments" / f"{name}.docx"
    passages = read_in_box(file.read_bytes(), ImportOptions(file_name=file.name)).passages
    found = read(passages, agency=None, people=family).suggestions
    assert found
    assert not any(s.children or s.concern_types or s.needs for s in found)
