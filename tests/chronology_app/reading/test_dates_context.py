"""Missing years, weekdays and relative words: which date they lean on."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.wording import has

#: A Thursday.
ENTRY = date(2021, 10, 7)


def in_entry(line: str, day: date = ENTRY) -> list[tuple[str, str]]:
    """Return the mentions of a line in an entry of that day."""
    return [(m.text, m.edtf) for m in find_dates([line], contexts=[day])]


def last(*lines: str) -> DateMention:
    """Return the last mention of a text without entries."""
    return find_dates(lines)[-1]


ENTRY_WORDS = [
    ("Bitten by the dog Saturday, stitches.", "Saturday", "2021-10-02"),
    ("In hospital Tuesday with asthma.", "Tuesday", "2021-10-05"),
    ("Monday's visit: no food in.", "Monday", "2021-10-04"),
    ("Following Monday’s incident he was kept home.", "Monday", "2021-10-04"),
    ("She came to her appointment on Wednesday and stayed.", "Wednesday", "2021-10-06"),
    ("Next appointment Wednesday.", "Wednesday", "2021-10-13"),
    ("She booked on Tuesday at 20/40.", "Tuesday", "2021-10-05"),
    ("Mum rang yesterday.", "yesterday", "2021-10-06"),
    ("He was out last night.", "last night", "2021-10-06"),
    ("Seen this morning.", "this morning", "2021-10-07"),
    ("Review tomorrow.", "tomorrow", "2021-10-08"),
    ("They rowed on Saturday night.", "Saturday", "2021-10-02"),
    ("The visit will be on Tuesday.", "Tuesday", "2021-10-12"),
    ("Visit due by Friday.", "by Friday", "../2021-10-08"),
    ("Visit booked last week.", "last week", "2021-09-27/2021-10-03"),
    ("Core group next week.", "next week", "2021-10-11/2021-10-17"),
    ("Seen last Tuesday.", "last Tuesday", "[2021-09-28,2021-10-05]"),
    ("Seen last Friday.", "last Friday", "2021-10-01"),
    ("Closed eight weeks ago.", "eight weeks ago", "2021-08-12~"),
    ("Died two years ago.", "two years ago", "2019"),
    ("Began three months ago.", "three months ago", "2021-07"),
    ("It began a few weeks ago.", "a few weeks ago", "2021-09~"),
    ("Nothing since January.", "since January", "2021-01/.."),
    ("Nothing since November.", "since November", "2020-11/.."),
    ("She moved in December.", "December", "2020-12"),
    ("The plan will end in December.", "December", "2021-12"),
    ("Visited on 5 September.", "5 September", "2021-09-05"),
    ("Leave 20-28 October.", "20-28 October", "2021-10-20/2021-10-28"),
    ("Born on Sunday 26th.", "Sunday 26th", "2021-09-26"),
    ("Seen on the 5th.", "5th", "2021-10-05"),
    ("Seen again on the 30th.", "30th", "2021-09-30"),
    ("They stayed for the weekend.", "the weekend", "2021-10-09/2021-10-10"),
    ("They rowed over the weekend.", "the weekend", "2021-10-02/2021-10-03"),
    ("Better over the summer.", "summer", "2021-22"),
    ("Well in the spring.", "spring", "2021-21"),
    ("Change needed by the spring.", "by the spring", "../2022-21"),
    (
        "They rowed between Christmas and New Year.",
        "between Christmas and New Year",
        "2020-12-25~/2021-01-01~",
    ),
    ("Left before Xmas last year.", "before Xmas last year", "../2020-12-25~"),
    ("Visit due 14/10.", "14/10", "2021-10-14"),
    ("Overdue since the 14th.", "since the 14th", "2021-09-14/.."),
    ("Seen at the start of term. Better in the spring term.", "spring term", "2021-01/2021-03"),
    ("RCPC is 6.1.22. CIN meeting w/c 18th.", "w/c 18th", "2021-10-18/2021-10-24"),
    ("Left before Christmas.", "before Christmas", "../2021-12-25~"),
    ("On 4 October she left and came back the next day.", "the next day", "2021-10-05"),
]


@pytest.mark.parametrize(("line", "text", "edtf"), ENTRY_WORDS, ids=[w[0] for w in ENTRY_WORDS])
def test_words_in_a_dated_entry_count_from_its_date(line: str, text: str, edtf: str) -> None:
    assert (text, edtf) in in_entry(line)


def test_at_the_turn_of_the_year_entries_look_back_and_on() -> None:
    assert in_entry("Seen on 28 December.", date(2021, 1, 4)) == [("28 December", "2020-12-28")]
    assert in_entry("Review due 11 January.", date(2020, 12, 20)) == [("11 January", "2021-01-11")]


STORY = [
    ("On 1 March 2016 she rang about the day before.", "the day before", "2016-02-29"),
    ("On 27 October 2021 a medical took place the same day.", "the same day", "2021-10-27"),
    ("He left on 24 October 2022. Later that day he rang.", "Later that day", "2022-10-24"),
    (
        "Seen on Friday 24 June 2022, and the following court day.",
        "the following court day",
        "2022-06-27",
    ),
    (
        "On 3 March 2020 he left; the following Tuesday he rang.",
        "the following Tuesday",
        "2020-03-10",
    ),
    ("On 3 March 2020 he left; two weeks later he rang.", "two weeks later", "2020-03-17"),
    ("On 3 March 2020 he left; two days later he rang.", "two days later", "2020-03-05"),
    ("On 3 March 2020 he left; a year later he rang.", "a year later", "2021"),
    ("On 3 March 2020 he left. The following month he rang.", "The following month", "2020-04"),
    ("In March 2020 he left. The following month he rang.", "The following month", "2020-04"),
    ("On 3 March 2020 he left. The following summer he rang.", "The following summer", "2020-22"),
    (
        "In February 2016 she went to the police a few days after, to say so.",
        "a few days after",
        "2016-02~",
    ),
    (
        "They moved around the end of May 2021 and bought a dog the day after they moved.",
        "the day after",
        "2021-05~",
    ),
    ("On 20 January 2022 they moved; she started in February.", "February", "2022-02"),
    ("In December 2019 he left. In January he came back.", "January", "2020-01"),
    (
        "In September 2020 he spoke of the July 2017 order and of the end of August.",
        "end of August",
        "2020-08",
    ),
    (
        "Away from 29 July to 5 August and from 26 August to 2 September 2023.",
        "from 29 July to 5 August",
        "2023-07-29/2023-08-05",
    ),
    ("It was mother’s day, on 27 March 2022.", "mother’s day", "2022-03-27"),
    ("On Monday 3 June 2019 he was well; on Wednesday he was not.", "Wednesday", "2019-06-05"),
    ("On 5 May 2020 he spoke of 2 January this year.", "2 January this year", "2020-01-02"),
    ("They met on 5 May 2020; in March of that year she left.", "March of that year", "2020-03"),
    ("On 5 May 2020 he spoke of June last year.", "June last year", "2019-06"),
    ("An order dated 3 May 2019 (sealed on 7 May) was made.", "7 May", "2019-05-07"),
    (
        "The hearing on the 5th of March 2021 was adjourned to the 12th April.",
        "12th April",
        "2021-04-12",
    ),
    ("She came on 5 May 2020; a week later, on 12 May, she left.", "a week later", "2020-05-12"),
    (
        "She left on 2 May 2019 and, 3 weeks later on 23 May 2019, came back.",
        "3 weeks later",
        "2019-05-23",
    ),
]


@pytest.mark.parametrize(("line", "text", "edtf"), STORY, ids=[s[0] for s in STORY])
def test_a_story_counts_from_the_nearest_earlier_date(line: str, text: str, edtf: str) -> None:
    assert (text, edtf) in [(m.text, m.edtf) for m in find_dates([line])]


def test_the_anchor_may_stand_in_a_line_above_and_is_named() -> None:
    mention = last("On 21 October 2021 he hid.", "No date here.", "The next day he was seen.")
    assert (mention.edtf, mention.kind, mention.anchor_line) == ("2021-10-22", "relative", 1)


def test_births_and_named_orders_are_no_anchors() -> None:
    mention = last("On 5 May 2020 the boy, born on 1 March 2018, was seen; and on 8 May.")
    assert mention.edtf == "2020-05-08"


def test_a_dated_line_governs_the_lines_below() -> None:
    lines = ["22/07/2021 with C.D.", "Nothing since 25 June; leave 2-13 August.", "Rang yesterday."]
    assert [m.edtf for m in find_dates(lines)[1:]] == [
        "2021-06-25/..",
        "2021-08-02/2021-08-13",
        "2021-07-21",
    ]


def test_what_has_happened_lies_before_the_date_of_the_document() -> None:
    lines = [
        "Date: 3 March 2023",
        *["Nothing."] * 20,
        "On 1 February 2023 she asked.",
        "The hearing had been listed in October.",
    ]
    assert find_dates(lines)[-1].edtf == "2022-10"


def test_a_reference_date_helps_where_nothing_else_does() -> None:
    lines = ["Seen on 5 May."]
    assert find_dates(lines)[0].edtf == "XXXX-05-05"
    assert find_dates(lines, date(2019, 6, 1))[0].edtf == "2019-05-05"


def test_what_happens_again_and_again_has_no_year() -> None:
    mention = last("On 5 May 2020 they agreed an alternating 23 December handover.")
    assert mention.edtf == "XXXX-12-23"


def test_a_weekday_chooses_the_year_in_which_it_fits() -> None:
    assert last("Seen on 2 February 2019.", "Tues 3rd Sept went well.").edtf == "2019-09-03"


def test_words_that_need_a_date_are_left_alone_without_one() -> None:
    for line in (
        "She rang yesterday.",
        "The next day he left.",
        "On Monday she came.",
        "What may be unexplained today may be understood tomorrow.",
        "It was over 180 years ago.",
        "Over the weekend.",
    ):
        assert find_dates([line]) == []


@pytest.mark.parametrize(
    "line",
    [
        "from Friday after school until Monday morning",
        "Monday to Friday, 9am to 5pm",
        "On Wednesday nights he goes out.",
        "They share half of the summer holidays.",
        "He sees her at Christmas and birthdays.",
        "Each Friday she came.",
        "contact from 10am on Saturday until 4pm on Sunday",
    ],
)
def test_timetables_and_habits_are_no_dates(line: str) -> None:
    assert [m for m in find_dates(["Seen on 2 February 2020.", line]) if m.line == 2] == []


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Friday of that week", "2020-01-31"),
        ("Tuesday of next week", "2020-02-04"),
        ("Friday this week", "2020-01-31"),
    ],
)
def test_a_day_of_a_week_pointed_at(words: str, edtf: str) -> None:
    found = find_dates(["Seen on 2 February 2020.", f"It was on {words}."])
    assert [(m.text, m.edtf) for m in found[1:]] == [(words, edtf)]


def test_up_to_now_is_open() -> None:
    found = find_dates(["No visit between 25 June 2021 and today."])
    assert [(m.text, m.edtf) for m in found] == [
        ("between 25 June 2021 and today", "2021-06-25/.."),
    ]


@pytest.mark.parametrize(
    "code", ["impossible_date", "weekday_differs", "day_or_year", "day_or_fraction"]
)
def test_every_doubt_has_a_sentence(code: str) -> None:
    assert has(f"date.doubt.{code}")


def test_each_line_has_the_context_given_for_it() -> None:
    lines = ["Rang yesterday."] * 3
    found = find_dates(lines, contexts=[date(2020, 5, 5), None, date(2021, 5, 5)])
    assert [(m.line, m.edtf) for m in found] == [(1, "2020-05-04"), (3, "2021-05-04")]


def test_what_belongs_to_yesterday_was_held_then() -> None:
    words = "At yesterday's conference it was agreed."
    assert in_entry(words, date(2022, 6, 20)) == [("yesterday", "2022-06-19")]


def test_a_day_alone_behind_what_was_held_or_called_off_is_of_the_month_above() -> None:
    lines = [
        "26.1.22",
        "LGM held 20th. Solicitor: threshold met.",
        "Core group of 11th cancelled, nobody available.",
        "He is on the 2nd centile and lives on the 3rd floor; a 4th worker. Held 2nd meeting.",
    ]
    found = [(m.line, m.text, m.edtf) for m in find_dates(lines)][1:]
    assert found == [(2, "20th", "2022-01-20"), (3, "11th", "2022-01-11")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stayed from the 8th to the 22nd.", "2019-04-08/2019-04-22"),
        ("Seen on the 8th.", "2019-04-08"),
        ("CIN meeting w/c 27th.", "2019-04-27/2019-05-03"),
        ("Accidental ingestion 08/04, seen here.", "2019-04-08"),
        ("He fell asleep on the bus Saturday and cried.", "2019-04-20"),
    ],
)
def test_a_note_tells_what_has_been_before_what_is_to_come(text: str, expected: str) -> None:
    assert [edtf for _text, edtf in in_entry(text, date(2019, 4, 25))] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "Goes to the Tuesday club.",
        "Contact is Tuesday and Thursday.",
        "He has a Saturday job.",
        "Tuesday's club is full.",
    ],
)
def test_a_weekday_of_habit_is_no_day(line: str) -> None:
    assert in_entry(line) == []
