"""Stretches of rows of Parquet tables: what a worker of a cluster takes up at once."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import fsspec
import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from helpers.tables import parts
from helpers.tables.analysis import PROJECT_VERSION, batch_rows, in_batches
from helpers.tables.frames import Rows
from helpers.text import lexicon, load
from helpers.text.formats import parquet_rows, stem_of
from helpers.text.parse import fingerprint
from helpers.text.records import Article, Problem
from helpers.text.stated import Columns, Draft, has_text

Twin = tuple[str, float]
ATTEMPTS = 3
ONE_AT_A_TIME = threading.Lock()
"""Threads of one worker gain nothing from each other here, and the parser's memory is not made for two of them."""


class Stretch(NamedTuple):
    """Some rows of one file.

    source: the fsspec path that was given, whose file system holds the file
    path: the file
    name: what its articles are called where they have no name of their own
    first, rows: where the stretch begins and how long it is
    problems: what is wrong with the file as a whole
    """

    source: str
    path: str
    name: str
    first: int
    rows: int
    problems: tuple[Problem, ...] = ()


class Seen(NamedTuple):
    """What the driver must know of a stretch.

    looks: one per row that could be read
    digest: of all that its drafts hold
    fault: why rows behind them could not be read
    """

    looks: list[load.Look]
    digest: str
    fault: Problem | None = None


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
        yield from _between(parquet_rows(table, columns, groups), skip, stretch.rows)


def _between(drafts: Iterator[Draft], skip: int, rows: int) -> Iterator[Draft]:
    for number, draft in enumerate(drafts):
        if number >= skip + rows:
            return
        if number >= skip:
            yield draft


def see(stretch: Stretch, columns: Columns) -> Seen:
    """Look at every row of a stretch; what cannot be read is tried again, as a network may fail."""
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
    stretch: Stretch, digest: str, decisions: list[tuple[str, Twin | None]], columns: Columns, to: str, number: int
) -> None:
    """Analyse a stretch on a worker and write its part of every table.

    digest: of what the stretch was seen to hold
    decisions: names and twins of its rows
    A part that is already there, of the same texts, names and rules, is left as it is.
    """
    rules = f"{PROJECT_VERSION} {lexicon.fingerprint()} {fingerprint()}"
    whole = hashlib.sha256(f"{stretch} {digest} {decisions} {rules}".encode("utf-8", "surrogatepass")).hexdigest()
    if parts.is_done(to, number, whole):
        return
    rows: Rows = defaultdict(list)
    with ONE_AT_A_TIME:
        for batch in in_batches(_items(stretch, decisions, columns)):
            for table, records in batch_rows(batch, keep=False).items():
                rows[table].extend(records)
    parts.write_part(to, number, rows, whole)


def _items(stretch: Stretch, decisions: list[tuple[str, Twin | None]], columns: Columns) -> Iterator[Article | Problem]:
    for draft, (name, twin) in zip(islice(_drafts(stretch, columns), len(decisions)), decisions, strict=True):
        yield from load.to_rows(Path(stretch.path), draft, name, twin)
    yield from stretch.problems
