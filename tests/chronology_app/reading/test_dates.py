"""Dates in prose: every rule's example, the forms of UK records, and what is no date."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology_app.dates import FuzzyDate
from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.reading.dates.grammar import GRAMMAR
from chronology_app.reading.dates.rule import Rule


def read(*lines: str) -> list[tuple[str, str]]:
    """Return text and value of every mention."""
    return [(m.text, m.edtf) for m in find_dates(lines)]


@pytest.mark.parametrize("rule", GRAMMAR, ids=lambda rule: rule.name)
def test_every_rule_reads_its_example(rule: Rule) -> None:
    found = find_dates([rule.example])
    values = [(m.text, m.edtf, m.modifier, m.kind) for m in found]
    assert rule.expect in values
    mention = found[values.index(rule.expect)]
    assert rule.example[mention.start : mention.end] == mention.text
    assert mention.rule == rule.name


FORMS = [
    ("Seen 5/5/18, then 05.05.2018.", [("5/5/18", "2018-05-05"), ("05.05.2018", "2018-05-05")]),
    ("Typed 5-5-18 and 05 May 18.", [("5-5-18", "2018-05-05"), ("05 May 18", "2018-05-05")]),
    ("On 10/11/2012 she left.", [("10/11/2012", "2012-11-10")]),
    ("Her father was born 03/05/84.", [("03/05/84", "1984-05-03")]),
    ("5th March'19; 05Mar2019", [("5th March'19", "2019-03-05"), ("05Mar2019", "2019-03-05")]),
    ("5/6/20 - 9/6/20", [("5/6/20 - 9/6/20", "2020-06-05/2020-06-09")]),
    ("12.05.2020-14.05.2020", [("12.05.2020-14.05.2020", "2020-05-12/2020-05-14")]),
    ("Dated the 2nd of June, 2023.", [("2nd of June, 2023", "2023-06-02")]),
    ("On Friday the 2nd of June 2023", [("Friday the 2nd of June 2023", "2023-06-02")]),
    ("5 March 2019 at 10:30 and 11.30", [("5 March 2019", "2019-03-05")]),
    ("2020-05-05T14:30:00Z", [("2020-05-05", "2020-05-05")]),
    (
        "Mar 2014; March '14; Sep-19",
        [("Mar 2014", "2014-03"), ("March '14", "2014-03"), ("Sep-19", "2019-09")],
    ),
    ("In 2018, during 2019.", [("2018", "2018"), ("2019", "2019")]),
    ("The 2016 order; 2017: moved", [("2016", "2016"), ("2017", "2017")]),
    ("in 2014, 2015 and 2016", [("2014, 2015 and 2016", "2014/2016")]),
    ("in 2014 and 2016", [("2014 and 2016", "{2014,2016}")]),
    (
        "from 2010 to 2018 and again from 2019 to 2022",
        [("from 2010 to 2018", "2010/2018"), ("from 2019 to 2022", "2019/2022")],
    ),
    ("early 1990s and the late 80s", [("early 1990s", "199X"), ("late 80s", "198X")]),
    (
        "winter 2018/19 and the winter of 2019",
        [("winter 2018/19", "2018-24"), ("winter of 2019", "2019-24")],
    ),
    ("In 2023 M was seen by CAMHS.", [("2023", "2023")]),
    ("In March 2020 and at the June hearing", [("March 2020", "2020-03"), ("June", "2020-06")]),
    ("Summer '19", [("Summer '19", "2019-22")]),
    (
        "school year 2019-20, 2019/20 academic year",
        [("school year 2019-20", "2019-09/2020-07"), ("2019/20 academic year", "2019-09/2020-07")],
    ),
    (
        "summer term 2019 and the spring term of 2020",
        [("summer term 2019", "2019-04/2019-07"), ("spring term of 2020", "2020-01/2020-03")],
    ),
    ("third quarter of 2020", [("third quarter of 2020", "2020-07/2020-09")]),
    (
        "Easter Monday 2019, Good Friday 2020",
        [("Easter Monday 2019", "2019-04-22"), ("Good Friday 2020", "2020-04-10")],
    ),
    (
        "Boxing Day 2020, New Year's Eve 2019",
        [("Boxing Day 2020", "2020-12-26"), ("New Year's Eve 2019", "2019-12-31")],
    ),
    (
        "Mothers Day 2022; Father’s Day 2021",
        [("Mothers Day 2022", "2022-03-27"), ("Father’s Day 2021", "2021-06-20")],
    ),
    ("w/c 3 March 2014", [("w/c 3 March 2014", "2014-03-03/2014-03-09")]),
    ("week commencing 10.3.14", [("week commencing 10.3.14", "2014-03-10/2014-03-16")]),
    ("week ending 7 March 2014", [("week ending 7 March 2014", "2014-03-01/2014-03-07")]),
    ("the week of 3 March 2014", [("week of 3 March 2014", "2014-03-03~")]),
    ("4 and 6 May 2019", [("4 and 6 May 2019", "{2019-05-04,2019-05-06}")]),
    (
        "3, 5 and 14 February 2023",
        [("3, 5 and 14 February 2023", "{2023-02-03,2023-02-05,2023-02-14}")],
    ),
    (
        "27-28 February, 1-13, 17 March 2023",
        [
            (
                "27-28 February, 1-13, 17 March 2023",
                "{2023-02-27..2023-02-28,2023-03-01..2023-03-13,2023-03-17}",
            )
        ],
    ),
    ("the 8th or 15th August 2022", [("8th or 15th August 2022", "[2022-08-08,2022-08-15]")]),
    (
        "15-16th August 2022 and 22nd August",
        [("15-16th August 2022 and 22nd August", "{2022-08-15..2022-08-16,2022-08-22}")],
    ),
    ("14/15 October 2021", [("14/15 October 2021", "2021-10-14/2021-10-15")]),
    ("between 4 and 6 May 2019", [("between 4 and 6 May 2019", "2019-05-04/2019-05-06")]),
    (
        "from 28 December to 2 January 2020",
        [("from 28 December to 2 January 2020", "2019-12-28/2020-01-02")],
    ),
    ("29 December 2019 to 3 January", [("29 December 2019 to 3 January", "2019-12-29/2020-01-03")]),
    (
        "January-March 2020; Jan - Mar 2020",
        [("January-March 2020", "2020-01/2020-03"), ("Jan - Mar 2020", "2020-01/2020-03")],
    ),
    (
        "March or April 2020; March/April 2020",
        [("March or April 2020", "[2020-03,2020-04]"), ("March/April 2020", "[2020-03,2020-04]")],
    ),
    ("between about 2015 and 2017", [("between about 2015 and 2017", "2015~/2017")]),
    (
        "by 3 March 2020; before March 2020; until 2020",
        [
            ("by 3 March 2020", "../2020-03-03"),
            ("before March 2020", "../2020-03"),
            ("until 2020", "../2020"),
        ],
    ),
    (
        "since 3 March 2020; after summer 2019; from 2019 onwards",
        [
            ("since 3 March 2020", "2020-03-03/.."),
            ("after summer 2019", "2019-22/.."),
            ("from 2019 onwards", "2019/.."),
        ],
    ),
    ("March 2019 - present", [("March 2019 - present", "2019-03/..")]),
    (
        "about October 2022, circa 2015, c.2016, c2017",
        [
            ("about October 2022", "2022-10~"),
            ("circa 2015", "2015~"),
            ("c.2016", "2016~"),
            ("c2017", "2017~"),
        ],
    ),
    ("They spoke about 5 May 2018.", [("5 May 2018", "2018-05-05")]),
    ("?June 2019 and May 2019 (?)", [("?June 2019", "2019-06?"), ("May 2019 (?)", "2019-05?")]),
    (
        "not before 5 May 2020; up to and including 6 May 2020",
        [
            ("not before 5 May 2020", "2020-05-05/.."),
            ("up to and including 6 May 2020", "../2020-05-06"),
        ],
    ),
    ("in the spring and summer of 2020", [("spring and summer of 2020", "2020-21/2020-22")]),
    ("either 2018 or 2019", [("2018 or 2019", "[2018,2019]")]),
    ("In 2016/17 and in 2017/18.", [("2016/17", "2016/2017"), ("2017/18", "2017/2018")]),
    ("two days after 5 May 2020", [("two days after 5 May 2020", "2020-05-07")]),
    ("the day before 1 March 2016", [("the day before 1 March 2016", "2016-02-29")]),
    (
        "the week before Christmas 2019",
        [("the week before Christmas 2019", "2019-12-16/2019-12-22")],
    ),
    ("a month after the 5th May 2020", [("a month after the 5th May 2020", "2020-06")]),
    ("three months from 5 May 2020", [("5 May 2020", "2020-05-05")]),
    (
        "diwedd mis Mawrth 2020 a haf 2019",
        [("diwedd mis Mawrth 2020", "2020-03"), ("haf 2019", "2019-22")],
    ),
    ("after the July 2017 order", [("July 2017", "2017-07")]),
    (
        "[summer 2021] and [date] August 2021",
        [("summer 2021", "2021-22"), ("August 2021", "2021-08")],
    ),
    ("first of May 2019", [("first of May 2019", "2019-05-01")]),
    (
        "5 Mai 2018, ar 3ydd o Fai 2019",
        [("5 Mai 2018", "2018-05-05"), ("3ydd o Fai 2019", "2019-05-03")],
    ),
    ("Ddydd Mawrth, 12 Mawrth 2024", [("Ddydd Mawrth, 12 Mawrth 2024", "2024-03-12")]),
    (
        "ym Mehefin 2020, rhwng 4 a 6 Fai 2019",
        [("Mehefin 2020", "2020-06"), ("rhwng 4 a 6 Fai 2019", "2019-05-04/2019-05-06")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), FORMS, ids=[form[0][:40] for form in FORMS])
def test_written_forms_are_read(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


MODIFIED = [
    ("early 2022", "2022", "early"),
    ("mid-2013", "2013", "mid"),
    ("late in 2019", "2019", "late"),
    ("the end of March 2020", "2020-03", "end"),
    ("beginning of 2021", "2021", "start"),
    ("late summer 2019", "2019-22", "late"),
    ("first week of May 2019", "2019-05", "start"),
    ("last week in June 2020", "2020-06", "end"),
    ("second half of 2021", "2021", "late"),
    ("around the end of May 2021", "2021-05~", "end"),
    ("by the end of 2022", "../2022", "end"),
    ("Since the end of June 2022", "2022-06/..", "end"),
]


@pytest.mark.parametrize(("words", "edtf", "modifier"), MODIFIED)
def test_modifiers_stand_beside_the_value(words: str, edtf: str, modifier: str) -> None:
    mention = find_dates([f"It was {words} that they came."])[0]
    assert (mention.edtf, mention.modifier) == (edtf, modifier)
    assert mention.text in words


NO_DATES = [
    "NHS No: 485 777 3456, tel 020 7946 0018, 01632 960123 and 0117 2019 123",
    "case WD15P00711, [C13, G161], s31, section 47, para 2015, page 2019, UPN H801200001001",
    "9th centile, between 2nd and 9th centiles, 4/52, 27/12 old, 3/7 course, 24/7, 50/50",
    "[2015] EWFC 11, Children Act 1989, the 1989 Act, FPR 2010, Re B (2013) UKSC 33",
    "Re C [2020] 4 WLR 85, [2021] EWCA Civ 2019",
    "s20 of the Children Act (1989); Residential Family Centres Regulations 2002; CPR 1998",
    "aged 14, 3 weeks old, for seven months, 10:30, 2015 hrs, 2.5 mg, £2019, £12.05.20, 62%",
    "COVID-19, Year 5, page 2019",
    "She may visit. April said that June was late. May told August. Mrs May came to see Summer.",
    "every Monday, on Fridays, alternate weekends from Friday at 6pm to Sunday at 5pm",
    "She marched on. It was a march of ten miles. A jan. The sun sat in the west.",
    "the 1st floor, his 5th birthday, the 2nd child, between the 3rd and 4th Respondents",
    "10 Downing Street; 5 May Street; 12 March Road; version 2.10.19; 1.2.3; 10.0.0.1",
    "recently, currently, now, at that time, in the past, in the last week, over the last year",
    "Christmas hamper and Easter eggs; he can vary; a fortnight's supply; a long-term plan",
    "2,000 people, 2000 calories, 2019 children, 1 in 2000, ratio 1/2",
    "",
]


@pytest.mark.parametrize("sentence", NO_DATES, ids=[sentence[:30] for sentence in NO_DATES])
def test_what_is_no_date_is_left_alone(sentence: str) -> None:
    assert read(sentence) == []


def test_figures_are_never_read_month_first() -> None:
    mention = find_dates(["Seen 03/14/2019."])[0]
    assert mention.edtf == "2019"
    assert mention.doubts == ("impossible_date", "day_month_swapped")
    assert mention.alternatives == ("2019-03-14",)


def test_a_day_that_does_not_exist_is_widened_and_asked_about() -> None:
    mention = find_dates(["Born 31 June 2018."])[0]
    assert (mention.text, mention.edtf) == ("31 June 2018", "2018-06")
    assert mention.doubts == ("impossible_date",)
    assert mention.alternatives == ("2018-06-30", "2018-07-01")


def test_a_weekday_that_does_not_agree_is_noted_and_the_date_kept_as_written() -> None:
    mention = find_dates(["On Monday 5 May 2018 he came."])[0]
    assert mention.edtf == "2018-05-05"
    assert mention.doubts == ("weekday_differs",)
    assert mention.alternatives == ("2018-05-07",)


def test_a_number_after_a_month_may_be_a_day_or_a_year() -> None:
    mention = find_dates(["01/02/2020 Seen. Referred in Sept 19."])[1]
    assert mention.doubts == ("day_or_year",)
    assert (mention.edtf, mention.alternatives) == ("2019-09", ("2020-09-19",))
    alone = find_dates(["Referred in Sept 19."])[0]
    assert (alone.edtf, alone.alternatives) == ("XXXX-09", ("2019-09", "XXXX-09-19"))


def test_short_years_of_this_century_and_the_last() -> None:
    assert [edtf for _, edtf in read("01/01/49, 01/01/50")] == ["2049-01-01", "1950-01-01"]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gives_ordered_spans_and_real_values(lines: list[str]) -> None:
    check(lines, find_dates(lines, date(2020, 5, 5)))


_WORDS = st.sampled_from(
    "5 12th 2019 May March on the between and to or from early end of , . ( ) / - Monday 3/4/20 "
    "week Christmas summer last next that day later"
    " two years ago until by about 31 June 1990s term w/c".split()
)


@given(st.lists(_WORDS, max_size=24).map(" ".join))
def test_any_date_words_give_ordered_spans_and_real_values(line: str) -> None:
    check([line], find_dates([line], contexts=[date(2020, 5, 5)]))


def check(lines: list[str], mentions: list[DateMention]) -> None:
    """Assert what holds for all mentions of a text."""
    reached = (1, 0)
    for m in mentions:
        assert reached <= (m.line, m.start) < (m.line, m.end)
        reached = (m.line, m.end)
        assert lines[m.line - 1][m.start : m.end] == m.text
        assert m.text == m.text.strip()
        FuzzyDate.parse(m.edtf, m.text, m.modifier)
        for other in m.alternatives:
            FuzzyDate.parse(other)


_FORMATS = [
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {name} {y}",
    "{w} {d} {name} {y}",
]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(_FORMATS))
def test_a_written_day_is_found_as_that_day(day: date, form: str) -> None:
    words = form.format(d=day.day, m=day.month, y=day.year, name=f"{day:%B}", w=f"{day:%A}")
    assert read(f"She was seen on {words} at home.") == [(words, f"{day}")]


def test_very_long_lines_are_read_in_reasonable_time() -> None:
    began = time.perf_counter()
    for line in (
        ", ".join(str(n % 31 + 1) for n in range(3000)),
        "5 May and " * 600,
        "on Monday " * 600,
        "1/2/" * 2000,
    ):
        find_dates([line])
    assert time.perf_counter() - began < 10
