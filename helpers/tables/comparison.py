"""Whether two articles, or two groups of articles, differ in readability: asked of the tables."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.findings.readability.intervals import Difference, Estimate, difference
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
    return difference(_estimates(tables, first, measure), _estimates(tables, second, measure))


def _estimates(tables: Tables, article_ids: str | Sequence[str], measure: str) -> list[Estimate]:
    ids = [article_ids] if isinstance(article_ids, str) else list(article_ids)
    rows = tables.readability[tables.readability.measure == measure].dropna(subset=["score", "low", "high"])
    rows = rows[rows.article_id.isin(ids)]
    spoken = tables.sentences[tables.sentences.words > 0].groupby("article_id").size()
    return [
        Estimate(float(row.score), float(row.low), float(row.high), int(spoken[row.article_id]))
        for row in rows.itertuples()
    ]
