"""The line over a print-out's entry gives its date behind a reference or a label."""

from __future__ import annotations

import pytest

from chronology_app.reading.reference_lines import find_reference_line


@pytest.mark.parametrize(
    ("text", "date", "time", "recorded"),
    [
        (
            "PAC 15/0041 EVENT 21/02/2015 2315HRS CREATED 22/02/2015 0410HRS",
            "21/02/2015",
            "23:15",
            "22/02/2015",
        ),
        ("Incident 1234 of 05/05/17", "05/05/17", None, None),
        ("FORM 1 of 2 Incident CAD 4471 05MAY17", "05MAY17", None, None),
        ("Log 0412 - 12 Mar 2019 - 21:40", "12 Mar 2019", "21:40", None),
        ("Consultation 03 Apr 2019 (Dr Pell)", "03 Apr 2019", None, None),
        (
            "Ref: 778/19 Date of incident: 12/03/2019 Reported: 13/03/2019",
            "12/03/2019",
            None,
            "13/03/2019",
        ),
        ("Crime No. 42/9921/18 Occurred: 03/02/2018 17:40", "03/02/2018", "17:40", None),
        ("Contact 7 seen on 4th May 2021", "4th May 2021", None, None),
        ("ED attendance 09/11/2020 at 19:25", "09/11/2020", "19:25", None),
        ("NP/18-0412 03/02/2018 17:40", "03/02/2018", "17:40", None),
        ("OCC 1600381127  08/10/2016 21:44  DOMESTIC", "08/10/2016", "21:44", None),
        ("REPORTED 14/03/2019 - see below", None, None, None),
        ("ROOM 101 08/10/2016", None, None, None),
        ("Report printed 03/02/2022", None, None, None),
        ("Case closed 12/05/2018", None, None, None),
        ("Contact with father on 12/05/2018", None, None, None),
        ("Report of 12/05/2018 was shared with both parents. They agreed.", None, None, None),
    ],
)
def test_a_reference_line_gives_the_day_it_happened(
    text: str, date: str | None, time: str | None, recorded: str | None
) -> None:
    found = find_reference_line(text)
    if date is None:
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end] == date
    assert found.time == time
    assert (text[slice(*found.recorded)] if found.recorded else None) == recorded


def test_words_behind_the_dates_are_text() -> None:
    text = (
        "Incident 88 12/05/2021 - Mother asleep on the stairs, children alone. Woken by officers."
    )
    found = find_reference_line(text)
    assert found is not None
    assert text[found.rest :].startswith("Mother asleep")
    assert found.title == "Incident 88"
