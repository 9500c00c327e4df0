"""What is found in articles as wholes: three sentences of each, a row of each, and how they compare."""

from __future__ import annotations

import pandas as pd

from helpers.showing import counted, readable, sourced
from helpers.showing.wording import capital, count, cut, leaders, listed, share, spelled, visible
from helpers.tables.frames import Tables, of


def readability(tables: Tables, article_id: str) -> str:
    """Is it readable? The grade with its interval, and the share of long sentences."""
    rows = of(tables.readability, article_id)
    rows = rows[rows.measure == "overall_grade"]
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


def heading(tables: Tables, article_id: str) -> str:
    """An article's title, or else its text, in at most twelve words."""
    article = of(tables.articles, article_id).iloc[0]
    title = article.title if pd.notna(article.title) and article.title.strip() else article.text
    words = visible(title).split(None, 12)
    return cut(" ".join(words[:12]) + (" …" if len(words) > 12 else ""), 110) or "An article without text"


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


def cards(tables: Tables) -> pd.DataFrame:
    """One row per article: article, date, words, grade, from, to, sources, named (%), claims, numbers in own voice, findings."""
    grades = readable.overall(tables).set_index("article_id")[["score", "low", "high"]].astype(float).round(1)
    sources = sourced.per_article(tables).set_index("article_id")
    own = tables.number_claims.attribution_id.isna()
    frame = tables.articles.set_index("article_id")[["date", "words"]]
    frame = frame.join(grades.set_axis(["grade", "from", "to"], axis=1))
    frame = frame.assign(sources=sources.sources, **{"named %": sources.named.round()})
    counted_rows = {
        "claims": tables.number_claims,
        "numbers in own voice": tables.number_claims[own],
        "findings": tables.checks,
    }
    for name, rows in counted_rows.items():
        frame[name] = rows.groupby("article_id").size().reindex(frame.index, fill_value=0).astype(int)
    return frame.rename_axis("article").reset_index()


def comparison(tables: Tables) -> list[str]:
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
