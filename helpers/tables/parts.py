"""Tables in many Parquet files on any fsspec path: written part by part, read in their order, never held whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import fsspec
import pandas as pd

from helpers.tables.frames import Rows, flat, frame, unflat
from helpers.tables.gathered import Records, in_order, weights
from helpers.text.records import TABLES

ACROSS = "part-across"
MARKS, URGENT = "_done", "_to_check"  # folders beside the tables


def _name(number: int) -> str:
    return f"part-{number:08}"


def done_before(to: str, number: int, digest: str) -> set[str] | None:
    """What `met` was given when a part was written, if it was written whole and from the same input."""
    system, root = fsspec.core.url_to_fs(to)
    mark = f"{root}/{MARKS}/{_name(number)}"
    written, *met = system.cat(mark).decode().splitlines() if system.exists(mark) else [""]
    return set(met) if written == digest else None


def write_part(to: str, number: int, rows: Rows, digest: str, met: set[str]) -> None:
    """Write one part of every table; what to check stays beside them until it is ranked.

    digest: of the input · met: corrections that the part has met
    """
    system, root = fsspec.core.url_to_fs(to)
    for table in TABLES:
        if table != "run":
            _write(
                to, URGENT if table == "to_check" else table, _name(number), table, frame(table, rows.get(table, []))
            )
    # The mark comes last: a part without it is written again.
    system.makedirs(f"{root}/{MARKS}", exist_ok=True)
    system.pipe(f"{root}/{MARKS}/{_name(number)}", "\n".join([digest, *sorted(met)]).encode())


def _write(to: str, folder: str, part: str, table: str, data: pd.DataFrame) -> None:
    system, root = fsspec.core.url_to_fs(to)
    system.makedirs(f"{root}/{folder}", exist_ok=True)
    with system.open(f"{root}/{folder}/{part}.parquet", "wb") as stream:
        flat(table, data).to_parquet(stream, index=False)


def read_part(to: str, folder: str, part: str, table: str) -> pd.DataFrame:
    """One part of a table, as a frame of the analysis."""
    system, root = fsspec.core.url_to_fs(to)
    with system.open(f"{root}/{folder}/{part}.parquet", "rb") as stream:
        return unflat(table, pd.read_parquet(stream))


class Parts:
    """The tables that the workers of a run have written, and what is found in all of them together.

    number: of the parts; others in the folder are left from another run
    """

    def __init__(self, to: str, number: int) -> None:
        self.to = to
        self.system, self.root = fsspec.core.url_to_fs(to)
        self.parts = [_name(place) for place in range(number)]
        self.across: Rows = {}
        self.urgent: list[tuple] = []
        self.named: set[str] = set()

    def clear_others(self) -> None:
        """Delete what another run has left in the folder."""
        for path in self.system.glob(f"{self.root}/*/part-*"):
            if path.rsplit("/", 1)[1].removesuffix(".parquet") not in set(self.parts):
                self.system.rm(path)

    def records(self, table: str) -> Records:
        """All records of a table, read part by part each time one goes through them."""
        return Records(table, partial(self.frames, table))

    def frames(self, table: str) -> Iterator[pd.DataFrame]:
        """The parts of a table in their order, and what was added."""
        for part in self.parts:
            yield read_part(self.to, table, part, table)
        yield frame(table, self.across.get(table, []))

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        return len(self.records(table))

    def add(self, rows: Rows) -> None:
        """More records, behind those that are there."""
        for table, records in rows.items():
            self.across[table] = [*self.across.get(table, []), *records]
            _write(self.to, table, ACROSS, table, frame(table, self.across[table]))

    def replace(self, table: str, article_ids: set[str], rows: list[tuple]) -> None:
        """Other rows for some articles, in the table of what to check."""
        self.named, self.urgent = article_ids, rows

    def rank(self) -> None:
        """Write what to check, ranked among all articles: the heaviest first, then as the articles come."""
        counts = [Counter(weights(data).tolist()) for data in self._urgent_parts()]
        next_rank: dict[int, int] = {}
        behind = 1
        for weight in sorted({weight for count in counts for weight in count}, reverse=True):
            next_rank[weight] = behind
            behind += sum(count[weight] for count in counts)
        for part, data in zip(self.parts, self._urgent_parts(), strict=True):
            ranks = []
            for weight in weights(data).tolist():
                ranks.append(next_rank[weight])
                next_rank[weight] += 1
            _write(self.to, "to_check", part, "to_check", data.assign(rank=pd.array(ranks, "Int64")))

    def _urgent_parts(self) -> Iterator[pd.DataFrame]:
        """What to check, part by part, in the order of the articles and inside them of urgency."""
        for part in self.parts:
            data = read_part(self.to, URGENT, part, "to_check")
            articles = read_part(self.to, "articles", part, "articles")
            renewed = frame("to_check", [row for row in self.urgent if row.article_id in set(articles.article_id)])
            data = pd.concat([data[~data.article_id.isin(self.named)], renewed], ignore_index=True)
            yield in_order(data, articles)
