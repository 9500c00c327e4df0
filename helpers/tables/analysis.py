"""The one pass from articles to tables; here, once per article, an unforeseen exception is caught."""

from __future__ import annotations

import itertools
import platform
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.findings import attributions, checks, claims, mending, priorities, readability, speakers, times, vouching
from helpers.tables.frames import Rows, Tables, frame
from helpers.tables.gathered import Gathered
from helpers.tables.judging import Correction, Corrections, Judged, read_corrections
from helpers.tables.processes import Crew
from helpers.tables.processes import progress as bar
from helpers.text import lexicon, load
from helpers.text.parse import Parsed, forgetting, model_name, parse
from helpers.text.records import Article, Problem, Run
from helpers.text.segment import segment
from helpers.text.stated import Columns
from helpers.text.store import Store

if TYPE_CHECKING:
    from helpers.tables.parts import Parts

PROJECT_VERSION = "0.1.0"
BATCH = 16  # articles
MET = "met"  # beside the tables of a batch
HOUSE = Path(__file__).parent.parent


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
    processes: how many work at once (by default one for the first seconds, then one per core)
    progress: show how far it is (by default where somebody watches, once a run has taken more than a few seconds)
    An article whose analysis fails gets a row in `problems`; the others are not touched by it. A run that is broken
    off loses no parse: the next one takes it from the store.
    """
    is_frame = isinstance(source, pd.DataFrame)
    items = load.read_rows(_rows(source), columns) if is_frame else load.read(source, columns)
    corrections = Corrections() if is_frame else read_corrections(source)
    gathered, told, met = Gathered(), set(), set()
    results = Crew(partial(batch_rows, corrections=corrections.rows), lost_rows, processes).results(in_batches(items))
    total = partial(len, source) if is_frame else partial(load.expected, source, columns)
    with closing(results), bar(progress, total) as shown:
        for rows in results:
            met.update(rows.pop(MET, ()))
            # Every batch tells of a store that cannot be written; once is enough.
            new = [row for row in rows["problems"] if row.article_id or row not in told]
            told.update(row for row in new if not row.article_id)
            gathered.add({**rows, "problems": new})
            shown.update(len(rows["articles"]))
    finish(gathered, source, corrections, met)
    return gathered.tables()


def finish(
    gathered: Gathered | Parts,
    source: str | Path | pd.DataFrame,
    corrections: Corrections,
    met: set[str],
    between: bool = True,
) -> None:
    """Adds what only all articles together tell, the corrections that no article has met, and how it all came about.

    met: corrections that have met their row · between: compare articles with one another
    """
    judged = Judged(corrections.rows)
    if between:
        compare_articles(gathered, judged)
    met = met | judged.met
    gathered.add({"problems": [*corrections.problems, *corrections.unmet(met)]})
    skipped = sum(problem.skipped for problem in gathered.records("problems"))
    gathered.add({"run": [run_record(gathered.count("articles"), skipped, len(met), source)]})


def in_batches(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """Articles, and the problems among them in their order, as many as are analysed together."""
    coming = iter(items)
    return iter(lambda: list(itertools.islice(coming, BATCH)), [])


def batch_rows(batch: list[Article | Problem], keep: bool = True, corrections: Iterable[Correction] = ()) -> Rows:
    """All records of a batch of articles; problems found while loading stand among them in their order.

    keep: use the store of parsed texts on this machine's disk
    corrections: to honour; the ids of those that have met their row stand in the rows too, under `MET`
    """
    rows: Rows = defaultdict(list)
    judged = Judged(corrections)
    store = Store() if keep else None
    with forgetting():
        for item in batch:
            found = {"problems": [item]} if isinstance(item, Problem) else article_rows(item, store, judged)
            for table, records in found.items():
                rows[table].extend(records)
    if store and store.fault:
        remedy = "name another folder in PRESS_CHECK_STORE; without one, articles are parsed at every run"
        rows["problems"].append(Problem(str(store.folder), None, None, None, store.fault, remedy, False))
    rows[MET] += judged.met
    return rows


def article_rows(article: Article, store: Store | None, judged: Judged) -> Rows:
    """All records of one article; if its analysis fails, its text stays and a problem says what failed."""
    try:
        return _article_rows(next(parse([article], store)), judged)
    except Exception as error:  # whatever it is, it must not cost the other articles
        return failed_rows(article, f"the analysis failed: {_said(error)}")


def _said(error: Exception) -> str:
    """Type, message and place of an exception; of the places, the last one in this house."""
    frames = traceback.extract_tb(error.__traceback__)
    place = next((one for one in reversed(frames) if Path(one.filename).is_relative_to(HOUSE)), frames[-1])
    where = f"{Path(place.filename).name}, line {place.lineno}, {place.name}"
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]} ({where})"


def failed_rows(article: Article, what: str) -> Rows:
    """What stays of an article whose analysis failed."""
    remedy = "the other articles are complete; please report this with the text"
    problem = Problem(article.path, article.article_id, None, None, what, remedy, True)
    return {"articles": [article], "problems": [problem]}


def lost_rows(item: Article | Problem) -> Rows:
    """What stays of an article that ends every process which takes it up (for want of memory, for example)."""
    if isinstance(item, Problem):
        return {"articles": [], "problems": [item]}
    return failed_rows(item, "the analysis ended the process that worked on it")


def _article_rows(parsed: Parsed, judged: Judged) -> Rows:
    said = judged.kept("attributions", attributions.find_attributions(parsed))
    found, sources = speakers.resolve_speakers(parsed, said)
    dates = judged.kept("time_expressions", times.find_times(parsed))
    numbers, rejected = claims.find_claims(parsed, dates)
    numbers = vouching.tie(judged.kept("number_claims", numbers), found)
    sentences = vouching.attributed_shares(mending.sentences(parsed), found)
    checked = judged.kept("checks", checks.check_article(parsed, numbers, dates))
    return {
        "articles": [parsed.article],
        "problems": list(_mark_problems(parsed)),
        "sentences": sentences,
        "readability": readability.measure(parsed.article, parsed.segments),
        "attributions": found,
        "sources": sources,
        "number_claims": numbers,
        "rejected_numbers": rejected,
        "time_expressions": dates,
        "checks": checked,
        "to_check": priorities.rank_claims(numbers, found, sources, checked, [parsed.article], sentences),
    }


def compare_articles(gathered: Gathered | Parts, judged: Judged) -> None:
    """Adds what only all articles together tell: findings between two of them, and what these make urgent.

    If that fails, the tables are complete but for it, and a problem says so.
    """
    records = gathered.records
    try:
        between = checks.check_between(records("articles"), records("number_claims"), records("time_expressions"))
    except Exception as error:  # the findings inside the articles must not be lost with those between them
        remedy = "the findings inside each article are complete; please report this"
        what = f"the comparison of articles failed: {_said(error)}"
        gathered.add({"problems": [Problem(None, None, None, None, what, remedy, False)]})
        return
    between = judged.kept("checks", between)
    gathered.add({"checks": between})
    named = {name for check in between for name in (check.article_id, check.other_article_id) if name}
    if named:
        gathered.replace("to_check", named, _urgent(gathered, named))


def _urgent(gathered: Gathered | Parts, named: set[str]) -> list[tuple]:
    """What to check of some articles, findings between them and others included."""
    claims, attributed, sources, articles, sentences = (
        gathered.records(table).of(named)
        for table in ("number_claims", "attributions", "sources", "articles", "sentences")
    )
    ids = {claim.claim_id for claim in claims}
    every = [check for check in gathered.records("checks") if ids.intersection(check.claim_ids)]
    return priorities.rank_claims(claims, attributed, sources, every, articles, sentences)


def _mark_problems(parsed: Parsed) -> Iterator[Problem]:
    for start, end in parsed.quotations.unpaired:
        problem = f"the quotation mark {parsed.text[start:end]} has no partner"
        remedy = "see whether a quotation was cut or a mark mistyped"
        yield Problem(parsed.article.path, parsed.article.article_id, start, end, problem, remedy, False)


def _rows(articles: pd.DataFrame) -> Iterator[dict]:
    for start in range(0, len(articles), BATCH):
        yield from articles.iloc[start : start + BATCH].to_dict("records")


def run_record(articles: int, skipped: int, corrections: int, source: str | Path | pd.DataFrame) -> Run:
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
        articles=articles,
        skipped=skipped,
        corrections=corrections,
    )
