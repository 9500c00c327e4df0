"""From a highlighted word to its rule in two steps: the `rule` column, the function of that name."""

from pathlib import Path

import pytest

from helpers import analyse
from helpers.tables.rules import meaning, rule_functions

ROOT = Path(__file__).parent.parent
WITH_RULES = ["attributions", "number_claims", "rejected_numbers", "time_expressions", "checks"]


@pytest.fixture(scope="module")
def tables():
    return analyse(ROOT / "tests" / "gold" / "articles")


@pytest.mark.parametrize("name", WITH_RULES)
def test_every_rule_in_a_table_is_a_function_that_says_what_it_does(tables, name):
    rules = set(getattr(tables, name).rule)
    assert rules
    assert rules <= set(rule_functions(name))
    assert all(len(meaning(rule, name)) > 5 for rule in rules)


def test_every_flag_of_a_sentence_is_a_function_that_says_what_it_does(tables):
    flags = {flag for flags in tables.sentences["flags"].dropna() for flag in flags.split(";") if flag}
    assert flags
    assert all(len(meaning(flag, "sentences")) > 5 for flag in flags)
