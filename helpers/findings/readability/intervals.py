"""How sure a score is: intervals of an article's scores, and whether two articles or groups of articles differ.

An article is taken for a sample of the sentences its author might have written on the matter. The jackknife leaves out
each sentence in turn and gives the standard error of any formula; Student's t turns that into an interval that holds
with few sentences too, where a percentile bootstrap comes out too narrow. Nothing is drawn at random.

What the interval should hold can be read in two ways: the score of endless text of the same kind, which Student's t
holds in 95 %, or the score of an article of which the sentences are a part, which it holds in up to 98 %, because the
part is in the whole. The reach is set between them; `tests/accuracy/coverage.py` measures both.
Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 11.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from helpers.findings.readability.formulas import (
    DALE_CHALL_LIMIT,
    DALE_CHALL_STEP,
    Formula,
    dale_chall,
    dale_chall_line,
    unfamiliar_share,
)

CONFIDENCE = 0.95
BETWEEN_READINGS = 0.97  # of Student's t: 93 to 95 % by the first reading, 94 to 97 % by the second
FEWEST_SENTENCES = 5  # with fewer, an interval is wider than the scale


class Estimate(NamedTuple):
    """One article's score with its interval.

    score: value of a measure
    low: lower end of the 95 % interval
    high: upper end
    sentences: number of sentences it rests on
    """

    score: float
    low: float
    high: float
    sentences: int


class Difference(NamedTuple):
    """How much more the first scores than the second.

    difference: mean score of the first less that of the second
    low: lower end of the 95 % interval
    high: upper end
    verdict: "these differ" or "too close to tell"
    """

    difference: float
    low: float
    high: float
    verdict: str


def interval(counts: np.ndarray, formula: Formula) -> tuple[float, float]:
    """Ends of the 95 % interval of a formula, from counts of an article's sentences (rows with words only).

    Raises ValueError for fewer than two sentences.
    """
    if len(counts) < 2:
        raise ValueError(f"an interval needs two sentences, there are {len(counts)}")
    if formula is dale_chall:
        return _interval_with_step(counts)
    total = counts.sum(axis=0)
    without = formula(total - counts)
    error = math.sqrt((len(counts) - 1) / len(counts) * float(((without - without.mean()) ** 2).sum()))
    reach = reach_of(len(counts) - 1) * error
    score = float(formula(total))
    return score - reach, score + reach


def _interval_with_step(counts: np.ndarray) -> tuple[float, float]:
    """Interval of the 1948 Dale-Chall score: at an end whose share of unfamiliar words passes 5 %, its step is added."""
    low, high = interval(counts, dale_chall_line)
    fewest, most = interval(counts, unfamiliar_share)
    return low + DALE_CHALL_STEP * (fewest > DALE_CHALL_LIMIT), high + DALE_CHALL_STEP * (most > DALE_CHALL_LIMIT)


def difference(first: Sequence[Estimate], second: Sequence[Estimate]) -> Difference:
    """Difference between two articles, or between the mean scores of two groups of articles, by Welch's method.

    Of a single article the sentences are the sample; of a group, the articles are: the interval then speaks of the
    papers or authors they come from. Raises ValueError if a side is empty.

    >>> difference([Estimate(12.0, 10.0, 14.0, 30)], [Estimate(11.0, 9.0, 13.0, 30)]).verdict
    'too close to tell'
    """
    mean, error, freedom = _mean_and_error(first)
    other_mean, other_error, other_freedom = _mean_and_error(second)
    squares = error**2 + other_error**2
    reach = 0.0
    if squares:
        pooled = squares**2 / (error**4 / freedom + other_error**4 / other_freedom)
        reach = reach_of(pooled) * math.sqrt(squares)
    gap = mean - other_mean
    return Difference(gap, gap - reach, gap + reach, "these differ" if abs(gap) > reach else "too close to tell")


def _mean_and_error(group: Sequence[Estimate]) -> tuple[float, float, float]:
    """Mean score of a group, its standard error and the degrees of freedom of that error."""
    if not group:
        raise ValueError("a comparison needs at least one article with an interval on each side")
    errors = [(one.high - one.low) / 2 / reach_of(one.sentences - 1) for one in group]
    mean = math.fsum(one.score for one in group) / len(group)
    inside = math.sqrt(math.fsum(error**2 for error in errors)) / len(group)
    freedom = float(sum(one.sentences - 1 for one in group))
    if len(group) == 1:
        return mean, inside, freedom
    spread = math.fsum((one.score - mean) ** 2 for one in group) / (len(group) - 1)
    between = math.sqrt(spread / len(group))
    # By chance a few articles may lie closer together than their own sentences allow.
    return (mean, between, len(group) - 1.0) if between > inside else (mean, inside, freedom)


def reach_of(freedom: float) -> float:
    """Standard errors from a score to an end of its interval."""
    return BETWEEN_READINGS * student_t(freedom)


@lru_cache(maxsize=1_000)
def student_t(freedom: float) -> float:
    """The 97.5 % point of Student's t. Source: M. Abramowitz and I. A. Stegun, 1964, 26.7.5, exact for 1 and 2.

    >>> [round(student_t(freedom), 3) for freedom in (1, 2, 4, 9, 29)]
    [12.706, 4.303, 2.776, 2.262, 2.045]
    """
    if freedom < 2:
        return 12.7062047 + (freedom - 1) * (4.30265273 - 12.7062047)
    if freedom == 2:
        return 4.30265273
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
