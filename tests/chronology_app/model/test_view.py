"""The view of a case: the order in which its events stand."""

from __future__ import annotations

from chronology_app.model import Account, Event
from tests.factories import day, make, sample_view


def _order(*rows):
    wanted = {row.id for row in rows if isinstance(row, Event)}
    return [event.id for event in sample_view(*rows).events if event.id in wanted]


def test_on_one_day_the_time_counts_and_never_the_words_of_the_date():
    words = [f"{n} ways to write it" for n in range(8)]
    rows = [
        make(Event, id=f"t{n}", date=day("2023-03-04", text), time=f"{20 - n}:30")
        for n, text in enumerate(words)
    ]
    untimed = make(Event, id="untimed", date=day("2023-03-04", "04/03/23"))
    assert _order(*rows, untimed) == ["untimed", *(f"t{n}" for n in reversed(range(8)))]


def test_an_event_without_a_time_takes_the_earliest_that_an_account_gives():
    rows = [
        make(Event, id="night", date=day("2023-03-04", "4.3.23"), time="22:30"),
        make(Event, id="morning", date=day("2023-03-04"), headline_account_id="a"),
        make(Account, id="a", event_id="morning", source_id="notes"),
        make(Account, id="b", event_id="morning", source_id="school", time="09:10"),
        make(Account, id="c", event_id="morning", source_id="hv", time="08:05"),
        make(Event, id="noon", date=day("2023-03-04"), time="08:30"),
    ]
    assert _order(*rows) == ["morning", "noon", "night"]
