"""The same analysis on a Dask cluster: articles from Parquet on any fsspec path, tables as partitioned Parquet.

Workers read, look, analyse and write; the driver only names articles and tells twins, from some hundred bytes of each.
A stretch of articles whose worker dies is done again by another, under the same file names and with the same bytes.
A run that is started again goes on where it stopped.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from helpers.tables import parts
from helpers.tables.analysis import compare_articles, run_record
from helpers.tables.stretches import Seen, Stretch, analyse_stretch, see, stretches
from helpers.text import load
from helpers.text.stated import Columns

if TYPE_CHECKING:
    from distributed import Client, Future

STRETCH = 512  # articles; about half a minute of work
UNDER_WAY = 4  # stretches per worker thread; more would only fill memory
RETRIES = 10  # of a stretch whose worker died


def analyse_on(
    client: Client,
    source: str,
    to: str,
    columns: Columns | None = None,
    *,
    stretch: int = STRETCH,
    between: bool = True,
) -> int:
    """Analyse every article of a Parquet file or folder on a cluster and write `to/<table>/part-N.parquet`.

    source, to: any path that fsspec understands, seen alike by driver and workers
    columns: which column holds what, where its name does not tell
    stretch: articles that a worker takes up at once
    between: compare articles with one another; the driver does so alone, and holds what is compared in its memory
    Returns the number of articles. Read a table with `pandas.read_parquet(f"{to}/{table}")`; `to_check` stands in the
    order of the articles there, its column `rank` in the order of urgency.
    """
    run = _Run(client, to, columns or {})
    for one in stretches(source, columns or {}, stretch):
        run.look_at(one)
    run.finish()
    written = parts.Parts(to, run.number)
    written.clear_others()
    if between:
        compare_articles(written)
    written.rank()
    articles = written.count("articles")
    skipped = sum(problem.skipped for problem in written.records("problems"))
    written.add({"run": [run_record(articles, skipped, source)]})
    return articles


class _Run:
    """What is under way: stretches being looked at, in their order, and stretches being analysed, in any."""

    def __init__(self, client: Client, to: str, columns: Columns) -> None:
        self.client, self.to, self.columns = client, to, columns
        self.limit = UNDER_WAY * max(1, sum(client.nthreads().values()))
        self.looking: deque[tuple[Stretch, Future]] = deque()
        self.working: set[Future] = set()
        self.named = load.Names()
        self.number = 0

    def look_at(self, stretch: Stretch) -> None:
        """Have a stretch looked at; the one looked at first is handed on to be analysed."""
        # Looking goes before analysing: without it there would soon be nothing to analyse.
        future = self.client.submit(see, stretch, self.columns, pure=False, priority=1, retries=RETRIES)
        self.looking.append((stretch, future))
        if len(self.looking) >= self.limit:
            self._hand_on()

    def _hand_on(self) -> None:
        stretch, future = self.looking.popleft()
        seen: Seen = future.result()
        decisions = [load.decide(stretch.name, look, self.named) for look in seen.looks]
        if seen.fault:
            stretch = stretch._replace(problems=(*stretch.problems, seen.fault))
        work = (analyse_stretch, stretch, seen.digest, decisions, self.columns, self.to, self.number)
        self.working.add(self.client.submit(*work, pure=False, retries=RETRIES))
        self.number += 1
        while len(self.working) >= self.limit:
            self._wait()

    def _wait(self) -> None:
        from distributed import wait

        done, self.working = wait(self.working, return_when="FIRST_COMPLETED")
        for future in done:
            future.result()

    def finish(self) -> None:
        """Until everything is written."""
        while self.looking:
            self._hand_on()
        while self.working:
            self._wait()
