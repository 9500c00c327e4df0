"""The one pass from articles to tables; the only place that catches an unforeseen exception."""

from __future__ import annotations

import itertools
import os
import platform
import traceback
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
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
from helpers.text.segment import segment
from helpers.text.stated import Columns
from helpers.text.store import Store

PROJECT_VERSION = "0.1.0"
BATCH = 16  # articles
ALONE = 3  # batches before other processes are worth their start
Rows = dict[str, list[tuple]]


def load_articles(path: str | Path, columns: Columns | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and problems of a file or folder, as the frames `articles` and `problems`.

    columns: for tables of articles, which column holds what where its name does not tell ({"text": "Inhalt"})
    """
    rows = list(load.read(path, columns))
    articles = [load.counted(row, segment(row.text)) for row in rows if isinstance(row, Article)]
    return frame("articles", articles), frame("problems", [row for row in rows if isinstance(row, Problem)])


def analyse(
    source: str | Path | pd.DataFrame,
    *,
    columns: Columns | None = None,
    processes: int | None = None,
    progress: bool | None = None,
) -> Tables:
    """All tables of the articles at a path, or of a frame of articles, in one pass.

    columns: as for `load_articles`
    processes: how many work at once (by default one for a few articles, else one per core)
    progress: show a bar (by default, once a run has taken more than a few seconds)
    An article whose analysis fails gets a row in `problems`; the others are not touched by it.
    """
    rows: Rows = defaultdict(list)
    items = _records(source) if isinstance(source, pd.DataFrame) else load.read(source, columns)
    with tqdm(unit=" articles", delay=3, disable=None if progress is None else not progress, leave=False) as bar:
        for found in in_batches(items, processes or os.cpu_count() or 1):
            _extend(rows, found)
            bar.update(len(found.get("articles", [])))
    rows["problems"] = list(dict.fromkeys(rows["problems"]))  # every batch tells of a store that cannot be written
    _extend(rows, across_articles(rows))
    rows["run"] = [run_record(rows, source)]
    return make_tables(rows)


def in_batches(items: Iterable[Article | Problem], processes: int) -> Iterator[Rows]:
    """Records of articles in their order, a batch at a time; other processes help once there is enough to do."""
    batches = (list(batch) for batch in iter(partial(take_batch, iter(items)), []))
    for batch in itertools.islice(batches, ALONE if processes > 1 else None):
        yield batch_rows(batch)
    first = next(batches, None)
    if first is not None:
        yield from _shared_out(itertools.chain([first], batches), processes)


def take_batch(items: Iterator[Article | Problem]) -> list[Article | Problem]:
    """The next articles, as many as are analysed together; an empty list at the end."""
    return list(itertools.islice(items, BATCH))


def _shared_out(batches: Iterable[list[Article | Problem]], processes: int) -> Iterator[Rows]:
    """Batches on several processes; only so many are under way that memory stays bounded.

    A process that dies takes its batches with it: they are done again here, one article after the other.
    """
    waiting: deque[tuple[list[Article | Problem], Future[Rows]]] = deque()
    # A process forked from a notebook's threads can hang; one started afresh cannot.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(batch_rows, batch)))
            if len(waiting) > 2 * processes:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _result(batch: list[Article | Problem], future: Future[Rows]) -> Rows:
    try:
        return future.result()
    except BrokenProcessPool:
        return batch_rows(batch)


def batch_rows(batch: list[Article | Problem], keep: bool = True) -> Rows:
    """All records of a batch of articles; problems found while loading stand among them in their order.

    keep: use the store of parsed texts on this machine's disk
    """
    rows: Rows = defaultdict(list)
    store = Store() if keep else None
    for item in batch:
        _extend(rows, {"problems": [item]} if isinstance(item, Problem) else article_rows(item, store))
    if store and store.fault:
        remedy = "name another folder in PRESS_CHECK_STORE; without one, articles are parsed at every run"
        rows["problems"].append(Problem(str(store.folder), None, None, None, store.fault, remedy, False))
    return rows


def article_rows(article: Article, store: Store | None = None) -> Rows:
    """All records of one article; if its analysis fails, its text stays and a problem says what failed."""
    try:
        return _article_rows(next(parse([article], store)))
    except Exception as error:  # whatever it is, it must not cost the other articles
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"the analysis failed: {type(error).__name__}: {error} ({Path(place.filename).name}, {place.name})"
        remedy = "the other articles are complete; please report this with the text"
        problem = Problem(article.path, article.article_id, None, None, what, remedy, True)
        return {"articles": [article], "problems": [problem]}


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


def run_record(rows: Rows, source: str | Path | pd.DataFrame) -> Run:
    """How the tables came about."""
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
