"""The three findings of an article, as sentences computed from the tables."""

from __future__ import annotations

import pandas as pd

from helpers.showing import counted, readable, sourced
from helpers.showing.wording import capital, count, share, spelled
from helpers.tables.frames import Tables


def readability(tables: Tables, article_id: str) -> str:
    """Is it readable? The grade with its interval, and the share of long sentences."""
    rows = tables.readability[
        (tables.readability.article_id == article_id) & (tables.readability.measure == "overall_grade")
    ]
    sentences = readable.along(tables, article_id)
    if rows.empty or pd.isna(rows.score.iloc[0]):
        reason = rows.reason.iloc[0] if len(rows) and pd.notna(rows.reason.iloc[0]) else "the text was not analysed"
        return f"No reading grade: {reason}."
    row = rows.iloc[0]
    interval = f" (95 % interval {row.low:.1f} to {row.high:.1f})" if pd.notna(row.low) else ""
    long = int((sentences.words > readable.LONG).sum())
    return (
        f"It reads at school grade {row.score:.1f}{interval}; "
        f"{spelled(long)} of its {count(len(sentences), 'sentence')} {'runs' if long == 1 else 'run'} past {readable.LONG} words."
    )


def sourcing(tables: Tables, article_id: str) -> str:
    """Who says so? Distinct sources, how many can be named, and how much of the text is attributed."""
    names = sourced.naming(tables, article_id)
    total = int(names.sources.sum())
    if not total:
        return "Nobody is quoted or cited: all of it is in the article’s own voice."
    number = names.set_index("naming").sources
    kinds = [f"{spelled(int(number[kind]))} {sourced.NAMING_WORDS[kind]}" for kind in sourced.NAMING if number[kind]]
    sentences = sourced.attributed(tables, article_id)
    inside = float((sentences.words * sentences.attributed).sum()) / max(1, int(sentences.words.sum()))
    return f"{capital(count(total, 'source'))} {'speaks' if total == 1 else 'speak'} ({', '.join(kinds)}) in {share(inside)} of the words."


def numbers(tables: Tables, article_id: str) -> str:
    """Do its numbers hold? Claims, how many nobody vouches for, and what the checks found."""
    claims = counted.claims(tables, article_id)
    if claims.empty:
        return "It claims no numbers."
    own = int((claims.naming == "own voice").sum())
    unnamed = int(claims.naming.isin(["unnamed", "none"]).sum())
    found = counted.findings_finding(counted.findings(tables, article_id))
    return (
        f"{capital(count(len(claims), 'number claim'))}, {spelled(own)} in the article’s own voice, "
        f"{spelled(unnamed)} from sources not named. {found}."
    )


def all_three(tables: Tables, article_id: str) -> list[str]:
    """The three findings of one article in the order of the notebooks."""
    return [readability(tables, article_id), sourcing(tables, article_id), numbers(tables, article_id)]


def collection(tables: Tables) -> str:
    """How much was read, and how much could not be."""
    articles, skipped = len(tables.articles), int(tables.problems.skipped.sum())
    if not articles:
        return "There is nothing to read here: no article was found. The problems below say what to do about it."
    words = int(tables.articles.words.sum())
    left = f"; {count(skipped, 'input')} could not be used" if skipped else ""
    honoured = int(tables.run.corrections.sum())
    judged = (
        f" {capital(count(honoured, 'correction'))} by hand {'is' if honoured == 1 else 'are'} honoured."
        if honoured
        else ""
    )
    return f"{capital(count(articles, 'article'))} with {words:,} words {'was' if articles == 1 else 'were'} read{left}.{judged}"
