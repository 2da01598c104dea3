"""Places of passages that come with loaded events."""

import json

from chronology_app.model import Passage
from exporters.data_forms import read_data
from tests.factories import sample_view


def line(number, *quotes):
    mentions = [{"file": "log.csv", "locator": "row 2", "quote": quote} for quote in quotes]
    return json.dumps({"id": number, "edtf": "2020-01-02", "fact": "f", "mentions": mentions})


def test_quotes_of_one_file_get_places_of_their_own():
    view = sample_view()
    found = read_data([line("E1", "one", "two"), line("E2", "three")], view).records
    places = [(p.source_id, p.index) for p in found if isinstance(p, Passage)]
    assert len(places) == len(set(places)) == 3
