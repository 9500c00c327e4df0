"""The articles side by side: one card each, and what notebook 04 finds in them."""

from __future__ import annotations

import pandas as pd

from helpers.showing import readable, sourced
from helpers.showing.wording import capital, count, leaders, listed
from helpers.tables.frames import Tables


def cards(tables: Tables) -> pd.DataFrame:
    """One row per article: article, date, words, grade, from, to, sources, named (%), claims, numbers in own voice, findings."""
    grades = readable.overall(tables).set_index("article_id")
    sources = sourced.per_article(tables).set_index("article_id")
    claims = tables.number_claims.groupby("article_id")
    own = tables.number_claims[tables.number_claims.attribution_id.isna()].groupby("article_id").size()
    frame = tables.articles.set_index("article_id")[["date", "words"]].assign(
        grade=grades.score.astype(float).round(1),
        lowest=grades.low.astype(float).round(1),
        highest=grades.high.astype(float).round(1),
        sources=sources.sources,
        named=sources.named.round(),
        claims=claims.size(),
        own=own,
        findings=tables.checks.groupby("article_id").size(),
    )
    whole = {name: frame[name].fillna(0).astype(int) for name in ("claims", "own", "findings")}
    names = {"lowest": "from", "highest": "to", "named": "named %", "own": "numbers in own voice"}
    return frame.assign(**whole).rename(columns=names).rename_axis("article").reset_index()


def three_findings(tables: Tables) -> list[str]:
    """What the comparison finds, a sentence for each question."""
    if len(tables.articles) < 2:
        number = "no articles are" if tables.articles.empty else "one article is"
        return [f"A comparison needs two articles; {number} here, so what follows shows what there is."]
    return [
        f"{readable.overall_finding(readable.overall(tables))}.",
        f"{sourced.per_article_finding(sourced.per_article(tables))}.",
        f"{contradictions_finding(contradictions(tables))}.",
    ]


def own_numbers_finding(frame: pd.DataFrame) -> str:
    """Which article states most numbers in its own voice."""
    most = leaders(frame, "article", "numbers in own voice")
    if not most:
        return "No article states a number in its own voice"
    number = count(int(frame["numbers in own voice"].max()), "number")
    return f"{listed(most[:3])}{' and others' if len(most) > 3 else ''}: {number} in its own voice{', each' if len(most) > 1 else ''}"


def contradictions(tables: Tables) -> pd.DataFrame:
    """Findings between two articles: article_id, other_article_id, severity, finding, stated, recomputed, rule."""
    rows = tables.checks[tables.checks.other_article_id.notna()]
    return rows[["article_id", "other_article_id", "severity", "finding", "stated", "recomputed", "rule"]]


def contradictions_finding(frame: pd.DataFrame) -> str:
    """How many figures differ between articles."""
    if frame.empty:
        return "No two articles were found to contradict each other"
    return f"{capital(count(len(frame), 'figure'))} {'differs' if len(frame) == 1 else 'differ'} between two articles"
