"""Number claims: what a reader would call a quantity, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.claims import find_claims
from helpers.findings.times import find_times
from helpers.text.parse import parse
from helpers.text.records import Article, NumberClaim, RejectedNumber


def find(text: str) -> tuple[list[NumberClaim], list[RejectedNumber]]:
    """Claims and rejected numbers of a text."""
    article = Article("a", dt.date(2024, 5, 14), None, None, None, None, "en", text, 0, 0, 0, None)
    parsed = next(parse([article]))
    return find_claims(parsed, find_times(parsed))


def line(claim: NumberClaim) -> str:
    """One claim in a line: kind, bound and values, unit or counted noun."""
    values = "none" if claim.low is None else f"{claim.low:.12g}"
    values += "" if claim.low == claim.high else f"–{claim.high:.12g}"
    what = " ".join(filter(None, [claim.unit, claim.counted and f"of {claim.counted}"]))
    return " ".join(filter(None, [claim.kind, claim.bound.replace("=", "") + values, what]))


def table(rows: str) -> list[tuple[str, str]]:
    """Rows of "sentence | expected"."""
    return [tuple(cell.strip() for cell in row.split("|")) for row in rows.strip().splitlines()]


CLAIMS = """
The mill employs 28 thousand weavers.                      | count 28000 of weavers
Growers picked 4¼ tonnes of plums.                         | measure 4.25 tonne of plums
Half a million eggs broke, and 16.4 million did not.       | count 500000 of eggs; count 16400000 of eggs
Two hundred and five thousand bees left.                   | count 205000 of bees
Between one hundred and two hundred goats ate.             | count 100–200 of goats
The lake holds 12 000 swans and 3 500 geese.               | count 12000 of swans; count 3500 of geese
The tower has 1 204 steps.                                 | count 1204 of steps
Farmers in Pune got 1,00,000 seeds and 2 crore rupees.     | count 100000 of seeds; money 20000000 rupee
Overnight it fell to −5C, or minus 5 degrees Celsius.      | measure -5 celsius; measure -5 celsius
The dose was 2.5×10−3 grams.                               | measure 0.0025 gram
They waited two and a half hours, then a year and a half.  | duration 2.5 hour; duration 1.5 year
He bought half a dozen hens and a half-dozen ducks.        | count 6 of hens; count 6 of ducks
He jumped 5 ft 2 in.                                       | measure 5.16666666667 foot
They were jailed for four years and six months.            | duration 4.5 year
"""

MONEY = """
The pier will cost NZ$4m.                    | money 4000000 new zealand dollar
A ticket costs Rs 300 or US$3.60.            | money 300 rupee; money 3.6 dollar
The ferry cost kr 1.2bn.                     | money 1200000000 krone
The fund lost −$2m and £1.5 million.         | money -2000000 dollar; money 1500000 pound sterling
A stamp costs 80p, or 95 cents, or 9 pence.  | money 80 pence; money 95 cent; money 9 pence
It sold for 7.5 million Danish crowns.       | money 7500000 danish krone
She owes 300 Australian dollars.             | money 300 australian dollar
He carried 40 pounds of flour for 40 miles.  | measure 40 pound-mass of flour; measure 40 mile
He owes 3 million pounds.                    | money 3000000 pound sterling
A pound costs nine dollars and 25 cents.     | money 9.25 dollar
They won 30 games and 5,000 won.             | count 30 of games; money 5000 won
"""

RATES = """
Shares were sold at $5 a share.                   | rate 5 dollar per share
The tap drips 30 litres per hour.                 | rate 30 litre per hour
She made a $50m-a-year profit.                    | rate 50000000 dollar per year
The clinic sees 30 patients a day.                | rate 30 per day of patients
There were 12 deaths per 100,000 residents.       | rate 12 per 100000 residents of deaths
Gas fell to $2.86 per thousand cubic feet.        | rate 2.86 dollar per thousand cubic foot
The van did 60mph.                                | rate 60 mile per hour
The firm opens 0.4 kiosks per town per month.     | rate 0.4 per town per month of kiosks
"""

PERCENT = """
Rents rose by 5 per cent.                          | percent 5 percent
It paid 1.38pc.                                    | percent 1.38 percent
Banks added 25 basis points.                       | percent 25 basis point
The lead grew half a percentage point.             | percent 0.5 percentage point
Two-thirds of voters and a fifth of monks agreed.  | share 0.666666666667 of voters; share 0.2 of monks
Three in ten farmers and one out of three cooks.   | share 0.3 of farmers; share 0.333333333333 of cooks
Output fell by a third.                            | share 0.333333333333
Catches fell by almost a third last autumn.        | share ~0.333333333333
About one stall in three is shut.                  | share ~0.333333333333 of stall
Two thirds of the 90-strong crew slept.            | share 0.666666666667 of crew; count 90 of crew
Meaning nearly half had no view.                   | share ~0.5
The bank made a quarter-point cut.                 | measure 0.25 point
Almost a quarter (24%) left.                       | share ~0.25; percent 24 percent
Of the looms, 2,040, or 68%, still ran.            | count 2040 of looms; percent 68 percent
It may grow 5, 10, or 15 per cent.                 | percent 5 percent; percent 10 percent; percent 15 percent
"""

BOUNDS = """
No more than 40 guests came.               | count <40 of guests
No fewer than a dozen sheep escaped.       | count >12 of sheep
Just under 500 homes lost power.           | count <500 of homes
The bill is nearer to £900.                | money ~900 pound sterling
As many as 30 barns burned.                | count <30 of barns
Some 300 barns burned, or so.              | count ~300 of barns
He kept 100 or more bees.                  | count >100 of bees
The club has 300-odd members.              | count ~300 of members
It will cost £2,000 or so.                 | money ~2000 pound sterling
The walk is more than 100 km (60 miles).   | measure >100 kilometre; measure >60 mile
Over two years, they took 40 pills.        | duration 2 year; count 40 of pills
He has worked for over two years.          | duration >2 year
The price edged up to £30.                 | money 30 pound sterling
Turnout is up to 61% from 52%.             | percent 61 percent; percent 52 percent
It sells jam at up to 61% off.             | percent <61 percent
Residents within 400 metres left.          | measure <400 metre
More than 10 but fewer than 20 cats came.  | count 10–20 of cats
"""

RANGES = """
The tank holds 1 to 1.5 million litres.         | measure 1000000–1500000 litre
Fines of $200 to $4 million were paid.          | money 200–4000000 dollar
The $3-5bn deal closed.                         | money 3000000000–5000000000 dollar
Workers lost between 3 and 5 percent of pay.    | percent 3–5 percent of pay
It took three or four days.                     | duration 3–4 day
She earns $40,000-$50,000 a year.               | rate 40000–50000 dollar per year
Anna leads Bert by 46 percent to 44 percent.    | percent 46 percent; percent 44 percent
The house voted 61-37 for it.                   | count 61 of votes; count 37 of votes
They had four-, five- and six-seat boats.       | count 4 of seat; count 5 of seat; count 6 of seat
The odds are 10 to 1.                           | ratio 10
Takings climbed by a third to £16m.             | share 0.333333333333; money 16000000 pound sterling
They shrank by a quarter to a third.            | share 0.25–0.333333333333
The court split 5-4 and won praise.             | count 5 of votes; count 4 of votes
"""

AGES = """
The 45-year-old driver was fined.           | age 45 year
The six-month-old calf slept.               | age 6 month
Mary Crane, 45, and her son Tom, 12, left.  | age 45 year; age 12 year
The driver, 52, survived.                   | age 52 year
Hattie Brand, now 61, laughed.              | age 61 year
Hattie Brand, now 61 and retired, laughed.  | age 61 year
Anyone aged 18 to 34 may enter.             | age 18–34 year
Men in their late 40s ran.                  | age 40–49 year
The over-65s and voters under 30 agreed.    | age >65 year; age <30 year
She turned 60; he is 50.                    | age 60 year; age 50 year
Her uncle, who was 91 when he sang, bowed.  | age 91 year
A pass for under‑26s or the 60-74s.         | age <26 year; age 60–74 year
"""

VAGUE = """
Thousands of bees swarmed.                | count 1000–10000 of bees
Dozens of boats sank.                     | count 12–120 of boats
Hundreds of thousands of pupils marched.  | count 100000–1000000 of pupils
Several hundred goats ran.                | count 200–1000 of goats
A couple of policemen came.               | count 2 of policemen
It took a couple of weeks.                | duration 2 week
It cost millions of dollars.              | money 1000000–10000000 dollar
"""

MULTIPLES = """
Output quadrupled.                           | multiple 4
There was a tenfold rise.                    | multiple 10
The barn is three times as big as the shed.  | multiple 3 times
They grew twice as many beans.               | multiple 2
"""

COUNTED = """
The nine-seat council met.                             | count 9 of seat
An 800-strong crowd came, and the band is 20-strong.   | count 800 of crowd; count 20 of band
About 900 sheep left, with more than 300 of them lame. | count ~900 of sheep; count >300 of sheep
There were 63 fires, compared with 51 in May.          | count 63 of fires; count 51 of fires
Of the posts to go, 21 are in York and 14 in Leeds.    | count 21 of posts; count 14 of posts
The number of homes without power stood at 410.        | count 410 of homes
Ann has 40 hens. Bob has 12.                           | count 40 of hens; count 12 of hens
They own 70 sheds, each with two doors. Eleven of them leak. | count 70 of sheds; count 2 of doors; count 11 of sheds
It took 52 of the 110 seats.                           | count 52 of seats; count 110 of seats
The fire killed 63 people, including 12 nuns, and hurt 40. | count 63 of people; count 12 of nuns; count 40 of people
A mother of three won two early games.                 | count 3 of children; count 2 of early games
Of “thousands” of bees, some left.                     | count 1000–10000 of bees
Lee has a population of over 54,000.                   | count >54000 of population
The town has a population of 54,000.                   | count 54000 of population
"""

TABLES = [CLAIMS, MONEY, RATES, PERCENT, BOUNDS, RANGES, AGES, VAGUE, MULTIPLES, COUNTED]


@pytest.mark.parametrize(("text", "expected"), [row for rows in TABLES for row in table(rows)])
def test_a_quantity_is_read_with_kind_bound_value_unit_and_counted(text, expected):
    found = "; ".join(line(claim) for claim in find(text)[0])
    assert found == expected


REJECTED = """
The law passed in 1987.                            | date
It ran in the 2014-15 season.                      | date; year
In 2016 stone was laid.                            | date
It runs until at least 2031, by no later than 2033. | date; date
Only 1976 was drier.                               | date
The 2023-24 financial year was poor.               | date; year
They leave at 6.40 on the 6.40 ferry.              | time of day; time of day
It begins at 7:30 p.m. on 3 May.                   | time of day; time of day; date
The shop shuts at seven o'clock.                   | time of day
The third bidder came 4th.                         | ordinal; ordinal
Clubs of the 1990s closed.                         | decade
He drove down Highway 12 to Room 4.                | number of a thing; number of a thing
See Section 4 of version 2.3.1.                    | number of a thing; version; version
One of the geese escaped, and no one saw it.       | pronoun; idiom
The big one won.                                   | pronoun
They won 3-1 at home.                              | score; score
The F-16 and the A320 landed.                      | name; name
She sold her iPhone 11 to a fan of the S&P 500.    | name; name
The Boeing 737 Max landed.                         | number of a thing
Call 020 7946 0958 or dial 999.                    | phone number; phone number; phone number; phone number
He lives at 12 Oak Street.                         | address
It told of a third-quarter loss.                   | date
The Gang of Eight met on May 8 and 9.              | name; date; date
A third-party report said so.                      | period or rank
In the second half they slept.                     | ordinal; period or rank
A multi-million campaign began.                    | idiom
One day they met one another.                      | idiom; idiom
The file 672138506081275904 was lost.              | identifier
They finished in the bottom three.                 | rank
She scored twice.                                  | idiom
"""


@pytest.mark.parametrize(("text", "reasons"), table(REJECTED))
def test_a_number_that_is_no_quantity_is_rejected_with_its_reason(text, reasons):
    found, rejected = find(text)
    assert [line(claim) for claim in found] == []
    assert "; ".join(row.reason for row in rejected) == reasons


def roles(text: str) -> list[str]:
    """Role, value and direction of the rows that are part of a change, and which change."""
    return [
        " ".join(filter(None, [row.change_role, f"{row.low:g}", row.direction, row.change_id]))
        for row in find(text)[0]
        if row.change_role
    ]


CHANGES = """
The rate fell by 2 points, from 7 % to 5 %.         | by 2 down a:g0; from 7 a:g0; to 5 a:g0
Sales rose 3% to €2.1bn.                            | by 3 up a:g0; to 2.1e+09 a:g0
Revenue rose to $7bn from $6bn.                     | to 7e+09 a:g0; from 6e+09 a:g0
The party is on 44%, up from 38%.                   | to 44 a:g0; from 38 a:g0
A 12-point drop followed an increase of 5%.         | by 12 down a:g0; by 5 up a:g1
The index rose 64 points, or 0.8 per cent, to 8,064. | by 64 up a:g0; by 0.8 up a:g0; to 8064 a:g0
Shares added 21p to 371p.                           | by 21 up a:g0; to 371 a:g0
The firm employs 200 cooks.                         |
Tolls went up from £5 to £7 and edged down to £6.   | from 5 a:g0; to 7 a:g0; to 6 a:g1
Output was lower than 8 percent.                    |
Jobs grew by 125 posts or 2.2 per cent.             | by 125 up a:g0; by 2.2 up a:g0
Shares closed 9p higher at 612p.                    | by 9 up a:g0; to 612 a:g0
Takings climbed by a third to £16m.                 | by 0.333333 up a:g0; to 1.6e+07 a:g0
Turnout is up to 61% from 52%.                      | to 61 a:g0; from 52 a:g0
The walk fell from 25 minutes to six.               | from 25 a:g0; to 6 a:g0
"""


@pytest.mark.parametrize(("text", "expected"), table(CHANGES))
def test_the_rows_of_a_change_are_tied_together(text, expected):
    assert "; ".join(roles(text)) == expected


def test_a_loss_of_millions_is_a_result_and_a_third_more_is_a_rise():
    loss, part = find("The mill lost £2 million. Bread costs us a third more.")[0]
    assert (loss.direction, loss.change_role, part.direction) == (None, None, "up")


def test_what_a_change_leaves_out_is_shared():
    assert [line(row) for row in find("The walk fell from 25 minutes to six.")[0]] == [
        "duration 25 minute",
        "duration 6 minute",
    ]
    assert line(find("The rate fell by 2 points, from 7 % to 5 %.")[0][0]) == "percent 2 percentage point"


def test_a_bare_m_is_a_million_near_millions_and_a_metre_beside_lengths():
    assert [line(row) for row in find("The site lost 9m visitors in Spain and 2m in Italy.")[0]] == [
        "count 9000000 of visitors",
        "count 2000000 of visitors",
    ]
    assert [line(row) for row in find("The wall is 2m high.")[0]] == ["measure 2 metre"]


def test_a_duration_names_its_time_expression_and_a_count_the_date_of_its_clause():
    five, forty, thirty = find("For five years it made 40 vans in 2019, but it made 30 in 2021.")[0]
    assert (five.kind, five.time_id) == ("duration", "a:t0")
    assert (forty.time_id, thirty.time_id) == ("a:t1", "a:t2")


ODD = [
    "",
    "$",
    "%",
    "½",
    "٣",
    "NaN",
    "1,2,3,4",
    "9" * 400,
    "1e309",
    "XIV",
    "a\t12\t13\nb\t1\t2",
    "5/0",
    "million " * 40,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text)[:12])
def test_odd_input_never_raises_and_offsets_are_exact(text):
    found, rejected = find(text)
    assert all(text[row.start : row.end] == row.text for row in [*found, *rejected])
    assert all(claim.reason for claim in found if claim.low is None)


@pytest.mark.parametrize("text", ["9" * 400, "1e309"])
def test_a_number_too_large_to_hold_has_no_value_but_a_reason(text):
    assert [(claim.low, claim.high, claim.reason) for claim in find(text)[0]] == [(None, None, "too large to hold")]


PIECES = st.sampled_from(
    [
        "12",
        "3.5",
        "1,000",
        "$",
        "%",
        "£",
        "km",
        "half",
        "a",
        "million",
        "three",
        "in",
        "ten",
        "of",
        "-",
        "–",
        "to",
        "from",
        "between",
        "and",
        "more",
        "than",
        "up",
        "dozens",
        "year",
        "old",
        "2019",
        "May",
        "people",
        "fell",
        "rose",
        "9-year-old",
        "5:30",
        ".",
        ",",
        "(",
        ")",
        "“",
        "”",
        "½",
        "٣",
        "1e309",
        "m",
        "bn",
        "two",
        "twenty",
        "hundred",
        "first",
        "ago",
        "times",
        "per",
        "No.",
        "E-4",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_no_digit_is_silently_lost(text):
    found, rejected = find(text)
    rows = [*found, *rejected]
    covered = {place for row in rows for place in range(row.start, row.end)}
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert all(claim.low <= claim.high for claim in found if claim.low is not None)
    assert [row.start for row in found] == sorted(row.start for row in found)
    assert {place for place, c in enumerate(text) if c.isdecimal()} <= covered
