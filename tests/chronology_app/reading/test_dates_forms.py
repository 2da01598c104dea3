"""Forms of dates in case notes, logs, messages and Welsh records, a line each."""

from __future__ import annotations

from datetime import date

import pytest

from chronology_app.reading.dates import find_dates

#: A Thursday.
ENTRY = date(2021, 10, 7)

WRITTEN = [
    # Redacted parts.
    ("On XX/05/2019 he was seen.", "XX/05/2019", "2019-05", None),
    ("Seen **/05/2019 at home.", "**/05/2019", "2019-05", None),
    ("On 5/XX/2019 he came.", "5/XX/2019", "2019-XX-05", None),
    ("On XX/XX/2019 he came.", "XX/XX/2019", "2019", None),
    ("Seen 05/05/20XX at home.", "05/05/20XX", "20XX-05-05", None),
    ("On [date] August 2019 she left.", "August 2019", "2019-08", None),
    ("Moved [summer 2021].", "summer 2021", "2021-22", None),
    # Parts that are shared, and lists.
    ("Absent 12 & 14/03/21.", "12 & 14/03/21", "{2021-03-12,2021-03-14}", None),
    ("Leave from 10/1/2019-11/7/2019.", "from 10/1/2019-11/7/2019", "2019-01-10/2019-07-11", None),
    ("In March, April and May 2020.", "March, April and May 2020", "2020-03/2020-05", None),
    ("Scanned 2020/Sep/23.", "2020/Sep/23", "2020-09-23", None),
    ("Scanned Sep-23-2020.", "Sep-23-2020", "2020-09-23", None),
    ("Weighed 2019-03 and later.", "2019-03", "2019-03", None),
    ("Born 21st day of March 2019.", "21st day of March 2019", "2019-03-21", None),
    ("On the twenty first March 2019.", "twenty first March 2019", "2019-03-21", None),
    # Parts of periods.
    ("By end March 2020 it was done.", "By end March 2020", "../2020-03", "end"),
    ("The first few months of 2019.", "first few months of 2019", "2019", "start"),
    ("The latter half of May 2019.", "latter half of May 2019", "2019-05", "late"),
    ("It was early to mid 2019.", "early to mid 2019", "2019", "early"),
    ("From late 2019 to early 2020.", "From late 2019 to early 2020", "2019/2020", None),
    ("The end of the autumn term 2019.", "end of the autumn term 2019", "2019-09/2019-12", "end"),
    ("The first weekend of May 2019.", "first weekend of May 2019", "2019-05-04/2019-05-05", None),
    ("The last Friday in May 2019.", "last Friday in May 2019", "2019-05-31", None),
    # Weeks, quarters, years of schools and of money.
    ("Seen wk beg 3/3/14.", "wk beg 3/3/14", "2014-03-03/2014-03-09", None),
    ("Seen w/e Friday 7/3/14.", "w/e Friday 7/3/14", "2014-03-01/2014-03-07", None),
    ("Figures for Q3 2019/20.", "Q3 2019/20", "2019-10/2019-12", None),
    ("Figures for 2019 Q3.", "2019 Q3", "2019-07/2019-09", None),
    ("Attendance AY19/20 was low.", "AY19/20", "2019-09/2020-07", None),
    ("Budget FY 2019/20.", "FY 2019/20", "2019-04/2020-03", None),
    ("The 19/20 school year was short.", "19/20 school year", "2019-09/2020-07", None),
    # Feasts.
    ("Seen on August bank holiday 2019.", "August bank holiday 2019", "2019-08-26", None),
    ("Seen on Mothers' Day 2019.", "Mothers' Day 2019", "2019-03-31", None),
    ("Seen on Remembrance Sunday 2019.", "Remembrance Sunday 2019", "2019-11-10", None),
    ("Away on St. Patrick's Day 2020.", "St. Patrick's Day 2020", "2020-03-17", None),
    ("Away for Eid 2020.", "Eid 2020", "2020", None),
    ("He left on Good Friday.", "Good Friday", "XXXX-21~", None),
    # Open ends.
    ("Known pre-2019.", "pre-2019", "../2019", None),
    ("Orders post 1 February 2016.", "post 1 February 2016", "2016-02-01/..", None),
    ("Subsequent to 5 May 2019 he left.", "Subsequent to 5 May 2019", "2019-05-05/..", None),
    ("Care wef 3/3/20.", "wef 3/3/20", "2020-03-03/..", None),
    ("Tests through to May 2022.", "through to May 2022", "../2022-05", None),
    ("No record of it since 2010/11.", "since 2010/11", "2010/..", None),
    # Decades.
    ("In care in the noughties.", "noughties", "200X", None),
    # Welsh.
    ("Gwelwyd y 5ed o Fawrth 2019.", "5ed o Fawrth 2019", "2019-03-05", None),
    ("Tua mis Chwefror 2020.", "Tua mis Chwefror 2020", "2020-02~", None),
    ("Gyda Nain ers mis Medi 2020.", "ers mis Medi 2020", "2020-09/..", None),
    ("O Ionawr i Fawrth 2020.", "O Ionawr i Fawrth 2020", "2020-01/2020-03", None),
    ("Gartref dros y Nadolig 2019.", "Nadolig 2019", "2019-12-25~", None),
    (
        "Yn hwyr yn nhymor yr hydref 2019, tymor yr haf 2020.",
        "tymor yr haf 2020",
        "2020-04/2020-07",
        None,
    ),
    ("Yr hydref 2019.", "hydref 2019", "2019-23", None),
    ("Blwyddyn ysgol 2019-20.", "Blwyddyn ysgol 2019-20", "2019-09/2020-07", None),
]


@pytest.mark.parametrize(("line", "text", "edtf", "modifier"), WRITTEN, ids=[w[0] for w in WRITTEN])
def test_a_written_form_is_read(line: str, text: str, edtf: str, modifier: str | None) -> None:
    assert (text, edtf, modifier) in [(m.text, m.edtf, m.modifier) for m in find_dates([line])]


POINTING = [
    ("Seen Weds, no reply.", "Weds", "2021-10-06"),
    ("Rang yest, nobody in.", "yest", "2021-10-06"),
    ("kids didnt eat last nite", "last nite", "2021-10-06"),
    ("Seen on Friday gone.", "Friday gone", "2021-10-01"),
    ("She rang the Monday before last.", "the Monday before last", "2021-09-27"),
    ("Meet a week on Tuesday.", "a week on Tuesday", "2021-10-19"),
    ("Ring this coming Friday.", "this coming Friday", "2021-10-08"),
    ("Cough began 3/52 ago.", "3/52 ago", "2021-09-16~"),
    ("It was the week before last.", "the week before last", "2021-09-20/2021-09-26"),
    ("Due in a fortnight's time.", "in a fortnight's time", "2021-10-21~"),
    ("Moved on the 12th of last month.", "12th of last month", "2021-09-12"),
    ("Worse since last Christmas.", "since last Christmas", "2020-12-25~/.."),
    ("Better by the end of the week.", "by the end of the week", "../2021-10-10"),
    ("He was out on Monday or Tuesday.", "Monday or Tuesday", "[2021-10-04,2021-10-05]"),
    ("It was the small hours of Sunday.", "Sunday", "2021-10-03"),
    ("Low this school year.", "this school year", "2021-09/2022-07"),
    ("Two working days later he rang.", "Two working days later", "2021-10-11"),
    ("48 hours later he was back.", "48 hours later", "2021-10-09"),
    ("Mum rang 12/5 very sorry.", "12/5", "2021-05-12"),
    ("30/4, 1/5 & 14/5: call outs.", "1/5", "2021-05-01"),
    ("since febuary he has bin there", "since febuary", "2021-02/.."),
    ("Mum said he was fine at Xmas.", "Xmas", "2020-12-25~"),
    ("He will go home at Xmas.", "Xmas", "2021-12-25~"),
    ("Off school on Thursday and Friday last week.", "Thursday", "2021-09-30"),
    ("Seen 6/10/21 & 7/10.", "7/10", "2021-10-07"),
    ("Not seen since w/c 20/9.", "since w/c 20/9", "2021-09-20/.."),
    ("Ffoniodd Mam ddoe.", "ddoe", "2021-10-06"),
    ("Symudodd dwy flynedd yn ôl.", "dwy flynedd yn ôl", "2019"),
    ("Daeth ddydd Mawrth diwethaf.", "ddydd Mawrth diwethaf", "[2021-09-28,2021-10-05]"),
    ("Nid oedd neb adref eleni.", "eleni", "2021"),
]


@pytest.mark.parametrize(("line", "text", "edtf"), POINTING, ids=[p[0] for p in POINTING])
def test_words_that_point_count_from_the_entry(line: str, text: str, edtf: str) -> None:
    found = find_dates([line], contexts=[ENTRY])
    assert (text, edtf) in [(m.text, m.edtf) for m in found]


NO_DATES = [
    "Scored 9/27 and 15/18; 8/20 sessions; in 1/5 lessons; 18/12 old; 3/7 course; won 1/2",
    "Sat with him for a while. Sun was out. Summer cried. May told her.",
    "at half-terms and every half term; the half term's work",
    "no less than 48 hours beforehand; the next three weeks; over the last month",
    "Known within a week; 5 hours later; the other day",
    "020 7946 0018; 02 05 1988 pounds; 12 03 19; 120319",
    "a week's notice; the end of the road; the start of the day",
]


@pytest.mark.parametrize("line", NO_DATES, ids=[line[:30] for line in NO_DATES])
def test_what_is_no_date_is_left_alone(line: str) -> None:
    assert [m.text for m in find_dates([line], contexts=[ENTRY])] == []


IMPOSSIBLE = [
    ("Born 31 June 2018.", "2018-06", ("2018-06-30", "2018-07-01")),
    ("Away 30-31 June 2019.", "2019-06-30/2019-06", ()),
    ("Seen 32/05/2019.", "2019-05", ()),
    ("Seen 00/05/2019.", "2019-05", ()),
    ("Seen 29 February 2019.", "2019-02", ("2019-02-28", "2019-03-01")),
]


@pytest.mark.parametrize(("line", "edtf", "others"), IMPOSSIBLE, ids=[i[0] for i in IMPOSSIBLE])
def test_an_impossible_day_is_reported_kept_coarse_and_never_rolled_over(
    line: str, edtf: str, others: tuple[str, ...]
) -> None:
    (mention,) = find_dates([line])
    assert (mention.edtf, mention.doubts) == (edtf, ("impossible_date",))
    assert mention.alternatives == others


def test_a_line_of_a_log_counts_from_its_own_date() -> None:
    lines = ["12.3.21 Seen. Fine today.", "15.3.21 Not in today.", "The following day Mum rang."]
    assert [m.edtf for m in find_dates(lines)] == [
        "2021-03-12",
        "2021-03-12",
        "2021-03-15",
        "2021-03-15",
        "2021-03-16",
    ]


def test_background_does_not_move_a_note_from_its_day() -> None:
    lines = [
        "Strategy meeting 22.06.2017 14:00",
        "In arrears since Nov 2016; nobody seen since Xmas 2015.",
        "A medical took place the same day.",
    ]
    assert find_dates(lines)[-1].edtf == "2017-06-22"


def test_a_date_below_lends_its_year_to_the_lines_above() -> None:
    lines = ["Mon 6/6 - ate two bowls.", "Seen 20 June 2022."]
    assert [m.edtf for m in find_dates(lines)] == ["2022-06-06", "2022-06-20"]


def test_a_bare_day_names_a_date_again() -> None:
    lines = ["19/01/2018 Appointment on 6 Feb.", "Not brought 6th."]
    assert find_dates(lines)[-1].edtf == "2018-02-06"
