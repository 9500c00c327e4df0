"""Times: what is found, what it means, which days it covers. The articles here are dated Wednesday, 26 February 2025."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.times import find_times
from helpers.text.parse import parse
from helpers.text.records import Article, TimeExpression

DATELINE = dt.date(2025, 2, 26)


def times_of(text: str, date: dt.date | None = DATELINE) -> list[TimeExpression]:
    article = Article("a", date, None, None, None, None, "en", text, 1, 1, len(text.split()), None)
    return [time for parsed in parse([article]) for time in find_times(parsed)]


def interval(time: TimeExpression) -> str:
    return " ".join(day.isoformat() if day else "-" for day in (time.from_date, time.to_date))


NAMED = [
    ("It opened on March 3, 2014.", "March 3, 2014", "2014-03-03", "2014-03-03 2014-03-03"),
    ("It opened on the 3rd of March 2014.", "the 3rd of March 2014", "2014-03-03", "2014-03-03 2014-03-03"),
    ("It opened on 2014-03-03.", "2014-03-03", "2014-03-03", "2014-03-03 2014-03-03"),
    ("It opened on 25/12/2024.", "25/12/2024", "2024-12-25", "2024-12-25 2024-12-25"),
    ("It opened in March 2014.", "March 2014", "2014-03", "2014-03-01 2014-03-31"),
    ("It opened in July last year.", "July last year", "2024-07", "2024-07-01 2024-07-31"),
    ("It opened in 1961.", "1961", "1961", "1961-01-01 1961-12-31"),
    ("It opened in the early 1970s.", "the early 1970s", "197X", "1970-01-01 1979-12-31"),
    ("It opened in the late '80s.", "the late '80s", "198X", "1980-01-01 1989-12-31"),
    ("It opened in the nineties.", "the nineties", "199X", "1990-01-01 1999-12-31"),
    ("It opened in the 19th century.", "the 19th century", "18XX", "1800-01-01 1899-12-31"),
    ("Sales fell in the third quarter of 2024.", "the third quarter of 2024", "2024-Q3", "2024-07-01 2024-09-30"),
    ("Sales fell in Q3 2022.", "Q3 2022", "2022-Q3", "2022-07-01 2022-09-30"),
    ("Sales fell in the first half of 2023.", "the first half of 2023", "2023-H1", "2023-01-01 2023-06-30"),
    ("It rained in the spring of 2019.", "the spring of 2019", "2019-SP", "2019-03-01 2019-05-31"),
    ("They met on Christmas Eve 2023.", "Christmas Eve 2023", "2023-12-24", "2023-12-24 2023-12-24"),
    ("They met on Good Friday 2024.", "Good Friday 2024", "2024-03-29", "2024-03-29 2024-03-29"),
    ("They met on Thanksgiving.", "Thanksgiving", "2024-11-28", "2024-11-28 2024-11-28"),
    ("They met the week of March 6, 2024.", "the week of March 6, 2024", "2024-W10", "2024-03-04 2024-03-10"),
]

RELATIVE = [
    ("They left on Friday.", "Friday", "2025-02-21", "2025-02-21 2025-02-21"),
    ("They will leave on Friday.", "Friday", "2025-02-28", "2025-02-28 2025-02-28"),
    ("They left on Wednesday.", "Wednesday", "2025-02-26", "2025-02-26 2025-02-26"),
    ("They left last Friday.", "last Friday", "2025-02-21", "2025-02-21 2025-02-21"),
    ("They left yesterday.", "yesterday", "2025-02-25", "2025-02-25 2025-02-25"),
    ("They left last week.", "last week", "2025-W08", "2025-02-17 2025-02-23"),
    ("They left earlier this month.", "earlier this month", "2025-02", "2025-02-01 2025-02-28"),
    ("They left in September.", "September", "2024-09", "2024-09-01 2024-09-30"),
    ("They will leave in September.", "September", "2025-09", "2025-09-01 2025-09-30"),
    ("They left last summer.", "last summer", "2024-SU", "2024-06-01 2024-08-31"),
    ("This winter was cold.", "This winter", "2024-WI", "2024-12-01 2025-02-28"),
    ("They left three months ago.", "three months ago", "2024-11", "2024-11-01 2024-11-30"),
    ("They left two and a half years ago.", "two and a half years ago", "2022", "2022-01-01 2022-12-31"),
    ("They stayed over the weekend.", "the weekend", "2025-W08-WE", "2025-02-22 2025-02-23"),
    ("They left last night.", "last night", "2025-02-25TNI", "2025-02-25 2025-02-25"),
    ("They left at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "2025-02-24T10:35", "2025-02-24 2025-02-24"),
    ("They left at noon.", "noon", "2025-02-26T12:00", "2025-02-26 2025-02-26"),
    ("They left at 6.40.", "6.40", "2025-02-26T06:40", "2025-02-26 2025-02-26"),
    ("The 18.05 ferry sank.", "18.05", "2025-02-26T18:05", "2025-02-26 2025-02-26"),
    ("It stays shut until at least 2028.", "2028", "2028", "2028-01-01 2028-12-31"),
    ("Sales fell in the 2023-24 financial year.", "2023-24", "2023/2024", "2023-01-01 2024-12-31"),
    ("It will cost more over the next five years.", "the next five years", "P5Y", "2025-02-26 2030-02-26"),
    ("It cost more over the past two weeks.", "the past two weeks", "P2W", "2025-02-12 2025-02-26"),
    ("It has been open since 2014.", "since 2014", "2014", "2014-01-01 2025-02-26"),
    ("It was open in March–June 2024.", "March–June 2024", "2024-03/2024-06", "2024-03-01 2024-06-30"),
    ("They feared it would close on New Year's Day.", "New Year's Day", "2025-01-01", "2025-01-01 2025-01-01"),
    ("They spent the winter mending nets.", "the winter", "2024-WI", "2024-12-01 2025-02-28"),
    ("It ran from 4 to 9 August 2024.", "4 to 9 August 2024", "2024-08-04/2024-08-09", "2024-08-04 2024-08-09"),
    ("It ran on June 3-5, 2024.", "June 3-5, 2024", "2024-06-03/2024-06-05", "2024-06-03 2024-06-05"),
    ("It ran between Sept. 24 and 29.", "Sept. 24 and 29", "2024-09-24/2024-09-29", "2024-09-24 2024-09-29"),
    ("The order is in place until Thursday.", "Thursday", "2025-02-27", "2025-02-27 2025-02-27"),
    ("Recruitment starts in December.", "December", "2025-12", "2025-12-01 2025-12-31"),
    ("A rise was likely in June.", "June", "2025-06", "2025-06-01 2025-06-30"),
    ("It was open in 2021-22.", "2021-22", "2021/2022", "2021-01-01 2022-12-31"),
    ("Rain fell in recent months.", "recent months", "PAST_REF", "- -"),
    ("Sales fell in fiscal 2020.", "fiscal 2020", "2020", "- -"),
]

LENGTHS_AND_SETS = [
    ("They waited for six years.", "six years", "DURATION", "P6Y"),
    ("They waited for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They sold a 10-year bond.", "10-year", "DURATION", "P10Y"),
    ("They waited for several months.", "several months", "DURATION", "PXM"),
    ("They meet every Tuesday.", "every Tuesday", "SET", "XXXX-WXX-2"),
    ("They met every two years.", "every two years", "SET", "P2Y"),
    ("They meet three times a month.", "a month", "SET", "P1M"),
    ("He sang for two years and three months.", "two years and three months", "DURATION", "P2Y3M"),
    ("The last guest left six hours later.", "six hours", "DURATION", "PT6H"),
    ("It came two weeks later than planned.", "two weeks", "DURATION", "P2W"),
]

NO_TIMES = [
    "The 6-year-old boy slept.",
    "He may go, and they march on.",
    "About 2,000 people and more than 2000 miles.",
    "USA Today and Saturday Night Live were there.",
    "Three-quarters of the food is imported.",
    "A game in flight 1984 cost $2015.",
    "She is 40 years old.",
    "They pay $300 a month and see 30 patients a day.",
    "Who pays for the Easter lunch?",
    "An animal that may have slept.",
    "Shares closed at 6.40 and she averaged 6.40 goals.",
    "Rents rose by about a quarter.",
]


@pytest.mark.parametrize(("text", "words", "value", "days"), NAMED + RELATIVE)
def test_value_and_days_of_a_time(text, words, value, days):
    (time,) = times_of(text)
    assert words in time.text
    assert (time.value, interval(time)) == (value, days)


@pytest.mark.parametrize(("text", "words", "kind", "value"), LENGTHS_AND_SETS)
def test_lengths_and_sets_have_no_days_but_a_reason(text, words, kind, value):
    (time,) = times_of(text)
    assert words in time.text
    assert (time.kind, time.value, interval(time)) == (kind, value, "- -")
    assert time.reason


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text):
    assert [time.text for time in times_of(text)] == []


def test_by_x_to_y_is_no_range():
    assert [time.value for time in times_of("It rose by 1,990 tonnes to 2,014 tonnes in 2014.")] == ["2014"]


@pytest.mark.parametrize("text", ["It broke on Feb. 31.", "It broke on 30 February 2024.", "It broke on 2024-13-40."])
def test_an_impossible_date_has_no_value_and_a_reason(text):
    (time,) = times_of(text)
    assert (time.value, interval(time)) == (None, "- -")
    assert time.reason == "no such date"


def test_a_slashed_date_that_can_be_read_both_ways_stays_open():
    (time,) = times_of("It broke on 12/11/2024.")
    assert time.value is None
    assert time.reason == "day and month may be either way round"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left on Friday.", "XXXX-WXX-5"),
        ("They left last week.", "XXXX-WXX"),
        ("They left last year.", "XXXX"),
        ("They left on Aug. 7.", "XXXX-08-07"),
        ("They left in September.", "XXXX-09"),
        ("They left in the third quarter.", "XXXX-Q3"),
        ("They left yesterday.", "XXXX-XX-XX"),
    ],
)
def test_without_a_dateline_a_relative_time_keeps_what_can_be_said(text, value):
    (time,) = times_of(text, date=None)
    assert (time.value, interval(time)) == (value, "- -")
    assert time.reason == "the article has no date to count from"


def test_a_full_date_needs_no_dateline():
    (time,) = times_of("They left on March 3, 2014.", date=None)
    assert interval(time) == "2014-03-03 2014-03-03"


def test_a_year_earlier_is_the_reference_quarter_of_a_year_before():
    values = [
        time.value for time in times_of("In the third quarter it earned $5 million, up from $4 million a year earlier.")
    ]
    assert values == ["2024-Q3", "2023-Q3"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It was open between 2011 and 2014.", ["2011", "2014"]),
        ("It was open between 3 April and 9 May 2024.", ["2024-04-03", "2024-05-09"]),
        ("It was open from March to June 2024.", ["2024-03", "2024-06"]),
        ("It was open from November to March 2024.", ["2023-11", "2024-03"]),
    ],
)
def test_two_ends_in_words_are_two_times_and_share_a_year(text, values):
    assert [time.value for time in times_of(text)] == values


def test_a_clock_time_is_of_the_day_named_shortly_before():
    assert [time.value for time in times_of("The fair opens on Friday. Rides start at 9 a.m.")][1:] == [
        "2025-02-28T09:00"
    ]


def test_two_days_later_counts_from_the_day_mentioned_last():
    values = [time.value for time in times_of("It opened on March 3, 2014. Two days later it closed.")]
    assert values == ["2014-03-03", "2014-03-05"]


def test_two_days_later_stays_open_where_only_a_year_was_mentioned():
    later = times_of("It opened in 2014. Two days later it closed.")[1]
    assert interval(later) == "- -"


def test_typographic_marks_and_no_break_spaces_keep_the_offsets():
    text = "“It opened in the late ’80s,” he said. She left on March\u00a03,\u202f2014."
    assert [text[time.start : time.end] for time in times_of(text)] == ["the late ’80s", "March\u00a03,\u202f2014"]


def test_the_rule_names_the_function_that_found_it():
    assert [time.rule for time in times_of("They left on Friday, in 1961 and last week.")] == [
        "weekday",
        "year",
        "relative_unit",
    ]


WORDS = [
    "last",
    "next",
    "the",
    "in",
    "since",
    "from",
    "to",
    "between",
    "and",
    "two",
    "31",
    "Feb.",
    "2014",
    "1999-00",
    "0",
    "9" * 400,
]
WORDS += [
    "years",
    "ago",
    "later",
    "quarter",
    "Friday",
    "noon",
    "a.m.",
    "12",
    ":",
    "-",
    "’80s",
    "May",
    "century",
    "\n\n",
    "fiscal",
    "😀",
    "99th",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.none() | st.dates())
def test_any_string_of_time_words_is_read_without_an_error(words, date):
    text = " ".join(words)
    end = 0
    for time in times_of(text, date):
        assert text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        assert time.from_date is None or time.to_date is None or time.from_date <= time.to_date
        assert time.reason or (time.value and time.from_date and time.to_date)
        end = time.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_read_without_an_error(text):
    assert json.dumps([time.text for time in times_of(text)])
