"""The same analysis on a Dask cluster: articles from Parquet on any fsspec path, tables as partitioned Parquet.

The driver reads, names and compares articles exactly as on one machine and hands them out in batches; workers analyse a
batch and write its rows themselves, so that only counts come back. A batch whose worker dies is done again by another;
its files have the same names and bytes. A run that is started again goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import fsspec
import pandas as pd

from helpers.tables.analysis import Rows, across_articles, batch_rows, run_record, take_batch
from helpers.tables.frames import column_types, flat, frame
from helpers.text import load
from helpers.text.formats import Columns, read_parquet
from helpers.text.records import TABLES, Article, Problem

if TYPE_CHECKING:
    from distributed import Client, Future

UNDER_WAY = 4  # batches per worker thread; more would only fill memory
ACROSS = ["articles", "sentences", "attributions", "sources", "number_claims", "time_expressions", "checks"]


def analyse_on(client: Client, source: str, to: str, columns: Columns | None = None) -> int:
    """Analyse every article of a Parquet file or folder on a cluster and write `to/<table>/part-N.parquet`.

    source, to: any path that fsspec understands, seen alike by driver and workers
    columns: which column holds what, where its name does not tell
    Returns the number of articles. Read a table with `pandas.read_parquet(f"{to}/{table}")`.
    """
    items = read_remote(source, columns or {})
    waiting: dict[Future, int] = {}
    limit = UNDER_WAY * max(1, sum(client.nthreads().values()))
    articles = 0
    for number in itertools.count():
        batch = take_batch(items)
        if not batch:
            break
        future = client.submit(write_batch, batch, to, number, key=f"press-check-{_digest(batch)}-{number}", retries=5)
        waiting[future] = number
        while len(waiting) >= limit:
            articles += _first_done(waiting)
    while waiting:
        articles += _first_done(waiting)
    _write_across(source, to)
    return articles


def _first_done(waiting: dict[Future, int]) -> int:
    from distributed import wait

    done = wait(list(waiting), return_when="FIRST_COMPLETED").done
    return sum(future.result() for future in done if waiting.pop(future) >= 0)


def read_remote(source: str, columns: Columns) -> Iterator[Article | Problem]:
    """Articles of the Parquet files at an fsspec path, named and compared as `load.read` does."""
    system, root = fsspec.core.url_to_fs(source)
    paths = [root] if system.isfile(root) else sorted(system.glob(f"{root.rstrip('/')}/**/*.parquet"))
    named = load.Names()
    for path in paths:
        with system.open(path, "rb") as stream:
            for draft in read_parquet(stream, columns):
                yield from load.from_draft(Path(path), PurePosixPath(path).stem, draft, named)


def write_batch(batch: list[Article | Problem], to: str, number: int) -> int:
    """Analyse one batch on a worker and write its part of every table; returns its number of articles.

    A batch that is already there, from the same texts, is left as it is.
    """
    system, root = fsspec.core.url_to_fs(to)
    done, digest = f"{root}/_done/part-{number:08}", _digest(batch)
    if system.exists(done) and system.cat(done).decode() == digest:
        return sum(isinstance(item, Article) for item in batch)
    rows = batch_rows(batch, keep=False)
    for table in TABLES:
        if table not in ("to_check", "run"):
            _write_part(to, table, f"part-{number:08}", rows.get(table, []))
    # The mark comes last: a part without it is written again.
    system.makedirs(f"{root}/_done", exist_ok=True)
    system.pipe(done, digest.encode())
    return len(rows["articles"])


def _write_part(to: str, table: str, part: str, rows: list[tuple]) -> None:
    system, root = fsspec.core.url_to_fs(to)
    system.makedirs(f"{root}/{table}", exist_ok=True)
    with system.open(f"{root}/{table}/{part}.parquet", "wb") as stream:
        flat(table, frame(table, rows)).to_parquet(stream, index=False)


def _write_across(source: str, to: str) -> None:
    rows: Rows = defaultdict(list, {table: list(_records(to, table)) for table in ACROSS})
    more = across_articles(rows)
    problems = list(_records(to, "problems"))
    _write_part(to, "checks", "part-across", more["checks"])
    _write_part(to, "to_check", "part-across", more["to_check"])
    _write_part(to, "run", "part-across", [run_record({**rows, "problems": problems}, source)])


def _records(to: str, table: str) -> Iterator[tuple]:
    """Records of a written table in their order; what only several articles together tell is left out."""
    system, root = fsspec.core.url_to_fs(to)
    record, kinds = TABLES[table], column_types(TABLES[table])
    for path in sorted(system.glob(f"{root}/{table}/part-[0-9]*.parquet")):
        with system.open(path, "rb") as stream:
            data = pd.read_parquet(stream)
        for row in data.to_dict("records"):
            yield record(**{name: _back(row[name], kind) for name, kind in kinds.items()})


def _back(value: object, kind: type) -> object:
    """A cell as the record held it, from how files hold it."""
    if kind is list:
        parts = [part for part in str(value).split(";") if part] if not pd.isna(value) else []
        spans = [part.split("-") for part in parts]
        is_spans = all(len(span) == 2 and all(end.isdigit() for end in span) for span in spans)
        return [(int(a), int(b)) for a, b in spans] if is_spans else parts
    if pd.isna(value):
        return None
    return pd.Timestamp(str(value)).date() if kind.__name__ == "date" else value


def _digest(batch: list[Article | Problem]) -> str:
    return hashlib.sha256(repr(batch).encode("utf-8", "surrogatepass")).hexdigest()[:16]
