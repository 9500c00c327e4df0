"""Do the intervals hold? Coverage of readability intervals on any folder of articles.

    python tests/accuracy/coverage.py FOLDER [--draws 20] [--seed 1] > coverage.csv

Three simulations, one line of CSV each and per measure:
- sample: of each article with at least 40 sentences, 5, 10 and 20 sentences are drawn without repetition; the interval
  computed from them is asked whether it holds the score of the whole article. Twenty of forty sentences already are
  half of the truth, so that these intervals hold it a little too often.
- independent: the same, drawn with repetition, as the intervals assume.
- halves: the sentences of each article with at least 10 are dealt into two halves at random; the interval of the
  difference between the halves is asked whether it holds 0.
Columns: simulation, sentences, measure, covered (share; 0.95 is right), too_low and too_high (share of intervals that lie
below or above the truth), width (mean), intervals (number).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from helpers.findings.readability.counts import COLUMNS, count_sentences
from helpers.findings.readability.formulas import FORMULAS, Formula
from helpers.findings.readability.intervals import Estimate, difference, interval
from helpers.text.load import read
from helpers.text.records import Article
from helpers.text.segment import segment

SAMPLES = (5, 10, 20)
LONG_ENOUGH = 40
LONG_ENOUGH_FOR_HALVES = 10


class Trial(NamedTuple):
    """One interval and the truth it should hold."""

    low: float
    high: float
    truth: float


def counts_of_articles(folder: str) -> list[np.ndarray]:
    """Counts of every article's sentences that have words."""
    articles = [item for item in read(folder) if isinstance(item, Article)]
    counts = [count_sentences(article.text, segment(article.text)).counts for article in articles]
    return [each[each[:, COLUMNS.index("words")] > 0] for each in counts]


def estimate(counts: np.ndarray, formula: Formula) -> Estimate:
    """Score of a set of sentences with its interval."""
    return Estimate(float(formula(counts.sum(axis=0))), *interval(counts, formula), len(counts))


def samples(
    articles: list[np.ndarray],
    size: int,
    formula: Formula,
    draws: int,
    generator: np.random.Generator,
    repetition: bool,
) -> Iterator[Trial]:
    """Intervals from a few sentences, the whole article's score being the truth."""
    for counts in articles:
        if len(counts) >= LONG_ENOUGH:
            truth = float(formula(counts.sum(axis=0)))
            for _ in range(draws):
                drawn = counts[generator.choice(len(counts), size, replace=repetition)]
                yield Trial(*interval(drawn, formula), truth)


def halves(articles: list[np.ndarray], formula: Formula, draws: int, generator: np.random.Generator) -> Iterator[Trial]:
    """Intervals of the difference between two random halves of an article, which is 0 in truth."""
    for counts in articles:
        if len(counts) >= LONG_ENOUGH_FOR_HALVES:
            for _ in range(draws):
                dealt = generator.permutation(len(counts))
                first, second = counts[dealt[: len(dealt) // 2]], counts[dealt[len(dealt) // 2 :]]
                found = difference([estimate(first, formula)], [estimate(second, formula)])
                yield Trial(found.low, found.high, 0.0)


def summary(trials: list[Trial]) -> list[str]:
    """Coverage, misses on either side, mean width, number."""
    if not trials:
        return ["", "", "", "", "0"]
    low, high, truth = np.array(trials).T
    rates = [((low <= truth) & (truth <= high)).mean(), (high < truth).mean(), (truth < low).mean()]
    return [*(f"{rate:.4f}" for rate in rates), f"{(high - low).mean():.3f}", str(len(trials))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = counts_of_articles(options.folder)
    table = csv.writer(sys.stdout)
    table.writerow(["simulation", "sentences", "measure", "covered", "too_low", "too_high", "width", "intervals"])
    for name, formula in FORMULAS.items():
        for simulation, repetition in (("sample", False), ("independent", True)):
            for size in SAMPLES:
                generator = np.random.default_rng(options.seed)
                trials = list(samples(articles, size, formula, options.draws, generator, repetition))
                table.writerow([simulation, size, name, *summary(trials)])
        generator = np.random.default_rng(options.seed)
        table.writerow(["halves", "", name, *summary(list(halves(articles, formula, options.draws, generator)))])


if __name__ == "__main__":
    main()
