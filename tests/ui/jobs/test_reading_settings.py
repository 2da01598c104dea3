"""What a casebook or an authority lays over the shipped words is what reading goes by."""

from __future__ import annotations

import pickle
from dataclasses import replace

from chronology_app.model import Locator, Person, RawPassage
from chronology_app.reading.document import SourceText
from chronology_app.reading.phrases import Phrase
from tests.chronology_app.reading.test_phrases import row
from ui.jobs.reading import SHIPPED, ReadBy, read_text, reading_rules

CHILD = Person(case_id="c", name="Nia Hollins", role="child", aliases=("Nia",))
OWN_WORDS = Phrase(group="concern.physical", words="heap of tarpaulins", strength="strong")
WORDS = "14/06/2021 Home visit. Nia slept under a heap of tarpaulins."


def read(by: ReadBy, words: str = WORDS):
    passage = RawPassage(index=0, locator=Locator(line=1), text=words)
    text = SourceText(file_name="notes.txt", sha256="0" * 64, passages=(passage,))
    return read_text(text, [CHILD], by=by)


def test_a_phrase_of_the_casebook_gives_a_type_and_the_shipped_one_does_not():
    by = ReadBy((row(OWN_WORDS),))
    types = {kind for s in read(by).suggestions for kind in s.concern_types}
    assert "physical" in types
    assert "physical" not in {kind for s in read(SHIPPED).suggestions for kind in s.concern_types}


def test_what_reading_goes_by_is_built_once_and_can_be_sent_to_a_worker():
    by = ReadBy((row(OWN_WORDS),))
    sent = pickle.loads(pickle.dumps(by))  # noqa: S301
    assert sent == by
    assert reading_rules(sent) is reading_rules(by)
    assert reading_rules(by).version != reading_rules(SHIPPED).version


def test_school_terms_of_the_casebook_are_the_days_of_a_half_term():
    value = (
        '{"source": "The council", "everywhere": true, "autumn": {"first": "2019-09-03", '
        '"last": "2019-12-20", "half_term": ["2019-10-28", "2019-11-01"]}}'
    )
    terms = row(Phrase(group="concern.physical", words="tarpaulins"))
    by = ReadBy((replace(terms, name="school_terms.2019-20", value=value),))
    words = "In the October half-term 2019 Nia was left alone in the house overnight."
    found = {s.date.edtf for s in read(by, words).suggestions if s.date}
    assert "2019-10-28/2019-11-01" in found
