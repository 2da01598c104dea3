"""Every proposal over the marked families cites exact words of its passage, at their place."""

from __future__ import annotations

import pytest

from chronology_app.reading.suggest import read_source
from tests.gold.records import family_names, load_family


@pytest.mark.parametrize("name", family_names())
def test_every_citation_is_the_words_of_its_passage(name: str) -> None:
    family = load_family(name)
    for source in family.sources:
        texts = {passage.index: passage.text for passage in source.passages}
        for one in read_source(source, family.people).suggestions:
            assert one.spans
            for span in one.spans:
                assert span.quote.strip()
                assert texts[span.passage_index][span.start : span.end] == span.quote
