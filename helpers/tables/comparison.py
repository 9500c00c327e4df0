"""Whether articles, or groups of articles, differ in readability: asked of the tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.findings.readability.intervals import Difference, Estimate, difference, student_t
from helpers.tables.frames import Tables


def compare(
    tables: Tables, first: str | Sequence[str], second: str | Sequence[str], measure: str = "overall_grade"
) -> Difference:
    """How much more the first article (or group of article ids) scores than the second, with a verdict.

    The verdict is "these differ" or "too close to tell", at 95 %; method: `readability.intervals.difference`.
    Articles without an interval are left out; raises ValueError if none is left on a side.

    >>> from helpers.tables.frames import make_tables
    >>> compare(make_tables({}), "a", "b")
    Traceback (most recent call last):
    ...
    ValueError: a comparison needs at least one article with an interval on each side
    """
    rows = scores(tables, measure).dropna(subset=["low", "high"])
    sides = ([ids] if isinstance(ids, str) else list(ids) for ids in (first, second))
    return difference(*([_estimate(row) for _, row in rows[rows.article_id.isin(ids)].iterrows()] for ids in sides))


def scores(tables: Tables, measure: str) -> pd.DataFrame:
    """Every article that has a score: article_id, score, low, high, rests_on (sentences with words)."""
    rows = tables.readability[tables.readability.measure == measure].dropna(subset=["score"])
    spoken = tables.sentences[tables.sentences.words > 0].groupby("article_id").size()
    return rows[["article_id", "score", "low", "high"]].assign(rests_on=rows.article_id.map(spoken))


def group_scores(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Mean score of each group with a 95 % interval over its articles: the group, score, low, high, rests_on (articles).

    Groups of one article are left out.
    """
    groups = rows.groupby(by, sort=True).score
    frame = pd.DataFrame({"score": groups.mean().astype(float), "error": groups.sem(), "rests_on": groups.size()})
    frame = frame[frame.rests_on > 1]
    reach = frame.error.astype(float) * (frame.rests_on - 1).map(student_t)
    return frame.assign(low=frame.score - reach, high=frame.score + reach).drop(columns="error").reset_index()


def differ(one: pd.Series, other: pd.Series) -> bool:
    """Whether two rows with score, low, high and rests_on differ reliably; false where one has no interval."""
    known = not any(pd.isna(row[end]) for row in (one, other) for end in ("low", "high"))
    return known and difference([_estimate(one)], [_estimate(other)]).verdict == "these differ"


def _estimate(row: pd.Series) -> Estimate:
    return Estimate(float(row.score), float(row.low), float(row.high), int(row.rests_on))
