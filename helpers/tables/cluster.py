"""The same analysis on a Dask cluster: articles from Parquet on any fsspec path, tables as partitioned Parquet.

Workers read, look, analyse and write; the driver only names articles and tells twins, from some hundred bytes of each.
A stretch of articles whose worker dies is done again by another, under the same file names and with the same bytes.
A run that is started again goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import fsspec
import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from helpers.tables import parts
from helpers.tables.analysis import MET, PROJECT_VERSION, batch_rows, finish, in_batches
from helpers.tables.frames import Rows
from helpers.tables.judging import CORRECTIONS, Correction, Corrections, to_corrections
from helpers.text import lexicon, load
from helpers.text.formats import parquet_rows, stem_of
from helpers.text.parse import fingerprint
from helpers.text.records import Article, Problem
from helpers.text.stated import Columns, Draft, has_text

if TYPE_CHECKING:
    from distributed import Client, Future

Twin = tuple[str, float]
STRETCH = 512  # articles; about half a minute of work
UNDER_WAY = 4  # stretches per worker thread; more would only fill memory
RETRIES = 10  # of a stretch whose worker died
ATTEMPTS = 3  # to read one, as a network may fail
ONE_AT_A_TIME = threading.Lock()
"""Threads of one worker gain nothing from each other here, and the parser's memory is not made for two of them."""


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
    corrections = _corrections(source)
    run = _Run(client, to, columns or {}, corrections.rows)
    for one in stretches(source, columns or {}, stretch):
        run.look_at(one)
    run.come_to_the_end()
    written = parts.Parts(to, run.number)
    written.clear_others()
    finish(written, source, corrections, run.met, between)
    written.rank()
    return written.count("articles")


def _corrections(source: str) -> Corrections:
    system, root = fsspec.core.url_to_fs(source)
    path = f"{root.rpartition('/')[0] if system.isfile(root) else root.rstrip('/')}/{CORRECTIONS}"
    return to_corrections(system.cat(path).decode("utf-8-sig"), path) if system.isfile(path) else Corrections()


class _Run:
    """What is under way: stretches being looked at, in their order, and stretches being analysed, in any."""

    def __init__(self, client: Client, to: str, columns: Columns, corrections: tuple[Correction, ...]) -> None:
        self.client, self.to, self.columns, self.corrections = client, to, columns, corrections
        self.limit = UNDER_WAY * max(1, sum(client.nthreads().values()))
        self.looking: deque[tuple[Stretch, Future]] = deque()
        self.working: set[Future] = set()
        self.named = load.Names()
        self.number = 0
        self.met: set[str] = set()

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
        work = (stretch, seen.digest, decisions, self.columns, self.corrections, self.to, self.number)
        self.working.add(self.client.submit(analyse_stretch, *work, pure=False, retries=RETRIES))
        self.number += 1
        while len(self.working) >= self.limit:
            self._wait()

    def _wait(self) -> None:
        from distributed import wait

        done, self.working = wait(self.working, return_when="FIRST_COMPLETED")
        for future in done:
            self.met |= future.result()

    def come_to_the_end(self) -> None:
        """Until everything is written."""
        while self.looking:
            self._hand_on()
        while self.working:
            self._wait()


class Stretch(NamedTuple):
    """Some rows of one file."""

    source: str  # the fsspec path that was given, whose file system holds the file
    path: str  # the file
    name: str  # what its articles are called where they have no name of their own
    first: int  # row of the file with which it begins
    rows: int  # how many there are
    problems: tuple[Problem, ...] = ()  # what is wrong with the file as a whole


class Seen(NamedTuple):
    """What the driver must know of a stretch."""

    looks: list[load.Look]  # one per row that could be read
    digest: str  # of all that its drafts hold
    fault: Problem | None = None  # why rows behind them could not be read


def stretches(source: str, columns: Columns, length: int) -> Iterator[Stretch]:
    """All rows of the Parquet files at a path, in the order in which `load.read` reads files."""
    system, root = fsspec.core.url_to_fs(source)
    paths = [root] if system.isfile(root) else system.glob(f"{root.rstrip('/')}/**/*.parquet")
    if not paths:
        fault = Problem(root, None, None, None, "there are no Parquet files", "check the path", True)
        yield Stretch(source, root, "", 0, 0, (fault,))
    stems = Counter(stem_of(Path(path)) for path in paths)
    for path in sorted(paths, key=lambda path: path.split("/")):
        stem = stem_of(Path(path))
        name = stem if stems[stem] == 1 else Path(path).relative_to(root).with_name(stem).as_posix()
        yield from _of_file(system, Stretch(source, path, name, 0, 0), columns, length)


def _of_file(system: fsspec.AbstractFileSystem, whole: Stretch, columns: Columns, length: int) -> Iterator[Stretch]:
    try:
        with system.open(whole.path, "rb") as stream:
            table = pq.ParquetFile(stream)
            rows, readable = table.metadata.num_rows, has_text(table.schema_arrow.names, columns)
    except (OSError, ValueError, ArrowException) as error:
        yield whole._replace(problems=(load.unreadable(Path(whole.path), error),))
        return
    if rows == 0:
        yield whole._replace(problems=(load.no_rows(Path(whole.path)),))
    if not readable:
        length = max(1, rows)  # one problem tells of the whole table
    for first in range(0, rows, length):
        yield whole._replace(first=first, rows=min(length, rows - first))


def _drafts(stretch: Stretch, columns: Columns) -> Iterator[Draft]:
    """The drafts of a stretch; of row groups before it nothing is read."""
    if not stretch.rows:
        return
    system, _ = fsspec.core.url_to_fs(stretch.source)
    with system.open(stretch.path, "rb") as stream:
        table = pq.ParquetFile(stream)
        place, groups, skip = 0, [], 0
        for number in range(table.metadata.num_row_groups):
            size = table.metadata.row_group(number).num_rows
            if place < stretch.first + stretch.rows and stretch.first < place + size:
                skip = skip if groups else stretch.first - place
                groups.append(number)
            place += size
        yield from islice(parquet_rows(table, columns, groups), skip, skip + stretch.rows)


def see(stretch: Stretch, columns: Columns) -> Seen:
    """Look at every row of a stretch; what cannot be read is tried again."""
    for attempt in range(ATTEMPTS):
        looks, digest = [], hashlib.sha256()
        try:
            for draft in _drafts(stretch, columns):
                looks.append(load.look_at(draft))
                digest.update(repr(draft).encode("utf-8", "surrogatepass"))
        except (OSError, ValueError, ArrowException) as error:
            if attempt == ATTEMPTS - 1:
                fault = load.unreadable(Path(stretch.path), error, len(looks))
                return Seen(looks, digest.hexdigest(), fault)
        else:
            break
    return Seen(looks, digest.hexdigest())


def analyse_stretch(
    stretch: Stretch,
    digest: str,
    decisions: list[tuple[str, Twin | None]],
    columns: Columns,
    corrections: tuple[Correction, ...],
    to: str,
    number: int,
) -> set[str]:
    """Analyse a stretch on a worker and write its part of every table; returns the corrections that met a row.

    digest: of what the stretch was seen to hold
    decisions: names and twins of its rows
    A part that is already there, of the same texts, names, corrections and rules, is left as it is.
    """
    rules = f"{PROJECT_VERSION} {lexicon.fingerprint()} {fingerprint()}"
    whole = hashlib.sha256(f"{stretch} {digest} {decisions} {corrections} {rules}".encode("utf-8", "surrogatepass"))
    before = parts.done_before(to, number, whole.hexdigest())
    if before is not None:
        return before
    rows: Rows = defaultdict(list)
    with ONE_AT_A_TIME:
        for batch in in_batches(_items(stretch, decisions, columns)):
            for table, records in batch_rows(batch, keep=False, corrections=corrections).items():
                rows[table].extend(records)
    met = set(rows.pop(MET, ()))
    parts.write_part(to, number, rows, whole.hexdigest(), met)
    return met


def _items(stretch: Stretch, decisions: list[tuple[str, Twin | None]], columns: Columns) -> Iterator[Article | Problem]:
    for draft, (name, twin) in zip(islice(_drafts(stretch, columns), len(decisions)), decisions, strict=True):
        yield from load.to_rows(Path(stretch.path), draft, name, twin)
    yield from stretch.problems
