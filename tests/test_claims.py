"""Number claims: what a reader would call a quantity, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.numbers.claims import find_claims
from helpers.text.parse import parse
from helpers.text.records import Article, NumberClaim, RejectedNumber


def find(text: str) -> tuple[list[NumberClaim], list[RejectedNumber]]:
    """Claims and rejected numbers of a text."""
    article = Article("a", None, None, None, None, None, "en", text, 0, 0, 0, None)
    return find_claims(next(parse([article])), [])


def claims(text: str) -> list[str]:
    """One line a claim: kind, bound and values, unit or counted noun."""
    return [line(claim) for claim in find(text)[0]]


def line(claim: NumberClaim) -> str:
    values = "none" if claim.low is None else f"{claim.low:g}" + ("" if claim.low == claim.high else f"–{claim.high:g}")
    what = claim.unit if claim.unit else claim.counted
    return " ".join(filter(None, [claim.kind, claim.bound.replace("=", "") + values, what]))


CLAIMS = """
The mill employs 28 thousand weavers.                         | count 28000 weavers
Growers picked 4¼ tonnes of plums.                            | measure 4.25 tonne
Half a million eggs were broken.                              | count 500000 eggs
The reservoir holds 12 000 fish.                              | count 12000 fish
It fell to −5 degrees.                                        | measure -5 degree
The plan costs NZ$4m.                                         | money 4e+06 new zealand dollar
A ticket costs Rs 300.                                        | money 300 rupee
The ferry cost kr 1.2bn.                                      | money 1.2e+09 krone
A stamp costs 80p.                                            | money 80 pence
Shares were sold at $5 a share.                               | rate 5 dollar per share
Three in ten farmers agreed.                                  | share 0.3 farmers
No more than 40 guests came.                                  | count <40 guests
At least a dozen sheep escaped.                               | count >12 sheep
Just under 500 homes lost power.                              | count <500 homes
She waited for a ten-year permit.                             | duration 10 year
Thousands of bees swarmed.                                    | count 1000–10000 bees
Dozens of boats sank.                                         | count 12–120 boats
Hundreds of thousands of pupils marched.                      | count 100000–1e+06 pupils
Workers lost between 3 and 5 percent of pay.                  | percent 3–5 percent
The tank holds 1 to 1.5 million litres.                       | measure 1e+06–1.5e+06 litre
Output quadrupled.                                            | multiple 4
The 45-year-old driver was fined.                             | age 45 year
""".strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), [tuple(part.strip() for part in row.split("|")) for row in CLAIMS])
def test_a_quantity_is_read_with_kind_bound_value_and_unit(text, expected):
    assert claims(text) == expected.split("; ")


REJECTED = """
The law passed in 1987.                     | year
It begins at 7:30 p.m.                      | time of day
The third bidder withdrew.                  | ordinal
He drove down Highway 12.                   | name
See Section 4 of the act.                   | section
One of the geese escaped.                   | one of the
They won 3-1 at home.                       | score
The F-16 landed.                            | name
Call 555-0134 for details.                  | phone number
""".strip().splitlines()


@pytest.mark.parametrize(("text", "reason"), [tuple(part.strip() for part in row.split("|")) for row in REJECTED])
def test_a_number_that_is_no_quantity_is_rejected_with_its_reason(text, reason):
    found, rejected = find(text)
    assert found == []
    assert {row.reason for row in rejected} == {reason}


@pytest.mark.parametrize(
    "text", ["", "$", "%", "½", "٣", "NaN", "1,2,3,4", "9" * 400, "1e309", "XIV", "a\t12\t13\nb\t1\t2", "5/0"]
)
def test_odd_input_never_raises_and_offsets_are_exact(text):
    found, rejected = find(text)
    assert all(text[row.start : row.end] == row.text for row in [*found, *rejected])
    assert all(claim.reason for claim in found if claim.low is None)


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
        "\n\n",
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
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_no_digit_is_silently_lost(text):
    found, rejected = find(text)
    rows = [*found, *rejected]
    covered = {place for row in rows for place in range(row.start, row.end)}
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert all(claim.low <= claim.high for claim in found if claim.low is not None)
    assert [row.start for row in found] == sorted(row.start for row in found)
    assert {place for place, c in enumerate(text) if c.isdecimal()} <= covered
