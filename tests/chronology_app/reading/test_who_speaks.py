"""Quoted words of nobody named are a child's only when the child can have spoken them."""

import pytest

from chronology_app.model import Locator, RawPassage
from chronology_app.reading.document import PersonHint, SourceText
from chronology_app.reading.suggest import read_source

RECORD = (
    "Child: Nell Harker",
    "16/05/2020 Review in clinic. Nell weighed, 9th centile. "
    'Says she has wine "most nights, just to sleep" and no food was seen in the house.',
)


def spoken(born):
    people = [
        PersonHint(name="Nell Harker", role="child", born=born, aliases=("Nell",)),
        PersonHint(name="Ida Harker", role="mother", aliases=("Ida",)),
    ]
    passages = tuple(
        RawPassage(index=i, locator=Locator(paragraph=i + 1), text=text)
        for i, text in enumerate(RECORD)
    )
    text = SourceText(file_name="hv.txt", sha256="0" * 64, passages=passages,
                      agency="health_visiting")  # fmt: skip
    return [s.child_words for s in read_source(text, people).suggestions if s.child_words]


@pytest.mark.parametrize("born", ["2018-11-09", "2020-09-01"])
def test_a_baby_or_an_unborn_child_says_nothing(born):
    assert spoken(born) == []
