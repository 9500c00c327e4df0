"""The one pass from articles to tables; the only place that catches an unforeseen exception."""

from __future__ import annotations

import platform
import traceback
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.findings import mending, readability, vouching
from helpers.findings.numbers import checks, claims, priorities, times
from helpers.findings.sourcing import attributions, speakers
from helpers.tables.frames import Tables, column_types, frame, make_tables
from helpers.text import lexicon, load
from helpers.text.parse import Parsed, model_name, parse
from helpers.text.records import Article, Problem, Run
from helpers.text.store import Store

PROJECT_VERSION = "0.1.0"
Rows = dict[str, list[tuple]]


def load_articles(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and problems of a file or folder, as the frames `articles` and `problems`."""
    rows = list(load.read(path))
    return (
        frame("articles", [row for row in rows if isinstance(row, Article)]),
        frame("problems", [row for row in rows if isinstance(row, Problem)]),
    )


def analyse(source: str | Path | pd.DataFrame, *, progress: bool | None = None) -> Tables:
    """All tables of the articles at a path, or of a frame of articles, in one pass.

    progress: show a bar (by default, once a run has taken more than a few seconds)
    An article whose analysis fails gets a row in `problems`; the others are not touched by it.
    """
    rows: Rows = defaultdict(list)
    items = _records(source) if isinstance(source, pd.DataFrame) else load.read(source)
    bar = tqdm(items, unit=" articles", delay=3, disable=None if progress is None else not progress, leave=False)
    store = Store()
    for item in bar:
        if isinstance(item, Problem):
            rows["problems"].append(item)
        else:
            _extend(rows, article_rows(item, store))
    if store.fault:
        remedy = "free or name a folder in PRESS_CHECK_STORE; without it, articles are parsed at every run"
        rows["problems"].append(Problem(str(store.folder), None, None, None, store.fault, remedy, False))
    _extend(rows, across_articles(rows))
    rows["run"] = [_run(rows, source)]
    return make_tables(rows)


def article_rows(article: Article, store: Store | None = None) -> Rows:
    """All records of one article; if its analysis fails, its text stays and a problem says what failed."""
    try:
        return _article_rows(next(parse([article], store)))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"the analysis failed: {type(error).__name__}: {error} ({Path(place.filename).name}, {place.name})"
        remedy = "the other articles are complete; please report this with the text"
        return {
            "articles": [article],
            "problems": [Problem(article.path, article.article_id, None, None, what, remedy, True)],
        }


def _article_rows(parsed: Parsed) -> Rows:
    found, sources = speakers.resolve_speakers(parsed, attributions.find_attributions(parsed))
    dates = times.find_times(parsed)
    numbers, rejected = claims.find_claims(parsed, dates)
    numbers = vouching.tie(numbers, found)
    return {
        "articles": [parsed.article],
        "problems": list(_mark_problems(parsed)),
        "sentences": vouching.attributed_shares(mending.sentences(parsed), found),
        "readability": readability.measure(parsed.article, parsed.segments),
        "attributions": found,
        "sources": sources,
        "number_claims": numbers,
        "rejected_numbers": rejected,
        "time_expressions": dates,
        "checks": checks.check_article(parsed, numbers, dates),
    }


def across_articles(rows: Rows) -> Rows:
    """What only all articles together tell: findings between two of them, and what to check first."""
    between = checks.check_between(rows["articles"], rows["number_claims"], rows["time_expressions"])
    every = [*rows["checks"], *between]
    order = priorities.rank_claims(
        rows["number_claims"], rows["attributions"], rows["sources"], every, rows["articles"], rows["sentences"]
    )
    return {"checks": between, "to_check": order}


def _mark_problems(parsed: Parsed) -> Iterator[Problem]:
    for start, end in parsed.quotations.unpaired:
        mark = parsed.text[start:end]
        problem, remedy = (
            f"the quotation mark {mark} has no partner",
            "see whether a quotation was cut or a mark mistyped",
        )
        yield Problem(parsed.article.path, parsed.article.article_id, start, end, problem, remedy, False)


def _records(articles: pd.DataFrame) -> Iterator[Article]:
    kinds = column_types(Article)
    for row in articles.to_dict("records"):
        values = {name: None if pd.isna(row.get(name)) else row[name] for name in kinds}
        date = values["date"]
        yield Article(**{**values, "date": date.date() if isinstance(date, pd.Timestamp) else date})


def _extend(rows: Rows, more: Rows) -> None:
    for table, records in more.items():
        rows[table].extend(records)


def _run(rows: Rows, source: str | Path | pd.DataFrame) -> Run:
    return Run(
        python=platform.python_version(),
        project=PROJECT_VERSION,
        spacy=version("spacy"),
        model=model_name(),
        textstat=version("textstat"),
        pandas=pd.__version__,
        lexicons=lexicon.fingerprint(),
        options="a frame of articles" if isinstance(source, pd.DataFrame) else f"articles at {Path(source).name}",
        articles=len(rows["articles"]),
        skipped=sum(problem.skipped for problem in rows["problems"]),
    )
