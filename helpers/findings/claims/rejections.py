"""Numbers that are no claims: one rule a function, its name is the `rule` column, its answer the reason or None.

The rules stand in three rooms; here is the order in which they are asked.
"""

from __future__ import annotations

from helpers.findings.claims.rejected_names import (
    address,
    alphanumeric,
    enumerator,
    identifier,
    name,
    named_behind,
    nested,
    numbered,
    numbered_letter,
    phone_number,
    score,
    street_number,
    version,
)
from helpers.findings.claims.rejected_times import (
    clock_time,
    date,
    decade,
    ordinal,
    second_year,
    year,
    year_before_unit,
)
from helpers.findings.claims.rejected_words import (
    idiom,
    idle_multiple,
    no_number_in_front,
    one_of_the,
    part_as_period,
    pronoun,
    rank,
    some_day,
)

FIRST = (
    idiom,
    some_day,
    no_number_in_front,
    ordinal,
    clock_time,
    date,
    phone_number,
    version,
    enumerator,
    decade,
    numbered_letter,
    street_number,
    year_before_unit,
)
"""Asked of every number, before its unit is read."""
WITHOUT_UNIT = (alphanumeric, second_year, score, identifier)
"""Asked of numbers beside which no unit stands, before ages are read."""
MULTIPLES = (idle_multiple,)
"""Asked of multiples."""
LAST = (year, address, numbered, one_of_the, pronoun, rank, part_as_period, name, nested, named_behind)
"""Asked of what is neither measured nor an age."""
