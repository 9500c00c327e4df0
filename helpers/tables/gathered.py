"""Records of many articles as they come in, turned to frames some hundred articles at a time.

Records as Python objects take several times the room of a frame; so only those of the last articles exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd

from helpers.findings.priorities import WEIGHTS
from helpers.tables.frames import Rows, Tables, column_types, frame
from helpers.text.records import TABLES

PIECE = 256  # articles


class Gathered:
    """Tables in the making."""

    def __init__(self) -> None:
        self.rows: Rows = defaultdict(list)
        self.pieces: dict[str, list[pd.DataFrame]] = {table: [] for table in TABLES}

    def add(self, rows: Rows) -> None:
        """More records, behind those that are there."""
        for table, records in rows.items():
            self.rows[table].extend(records)
        if len(self.rows["articles"]) >= PIECE:
            self._close_piece()

    def _close_piece(self) -> None:
        for table, records in self.rows.items():
            if records:
                self.pieces[table].append(frame(table, records))
        self.rows.clear()

    def records(self, table: str) -> Records:
        """All records of a table, for those who must see them together."""
        self._close_piece()
        return Records(table, lambda: self.pieces[table])

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        return len(self.rows[table]) + sum(map(len, self.pieces[table]))

    def replace(self, table: str, article_ids: set[str], rows: list[tuple]) -> None:
        """Other rows for some articles."""
        self._close_piece()
        kept = [piece[~piece.article_id.isin(article_ids)] for piece in self.pieces[table]]
        self.pieces[table] = [*kept, frame(table, rows)]

    def tables(self) -> Tables:
        """Every table; the pieces are given up one table after the other."""
        self._close_piece()
        whole = {table: _joined(table, self.pieces.pop(table)) for table in TABLES}
        whole["to_check"] = ranked(whole["to_check"], whole["articles"])
        return Tables(**whole)


class Records:
    """The records of a table, made anew from its frames each time one goes through them."""

    def __init__(self, table: str, frames: Callable[[], Iterable[pd.DataFrame]]) -> None:
        self.table, self.frames = table, frames

    def __len__(self) -> int:
        return sum(map(len, self.frames()))

    def __iter__(self) -> Iterator[tuple]:
        for data in self.frames():
            yield from records_of(self.table, data)

    def of(self, article_ids: set[str]) -> list[tuple]:
        """Only those of some articles."""
        chosen = (data[data.article_id.isin(article_ids)] for data in self.frames())
        return [record for data in chosen for record in records_of(self.table, data)]


def records_of(table: str, data: pd.DataFrame) -> Iterator[tuple]:
    """The records of a frame, with None for what is missing.

    >>> from helpers.text.records import ToCheck
    >>> rows = [ToCheck(1, "a", "a:c0", True, False, True, False, False, False, "why")]
    >>> list(records_of("to_check", frame("to_check", rows))) == rows
    True
    """
    record = TABLES[table]
    columns = [_values(data[name], kind) for name, kind in column_types(record).items()]
    return map(record._make, zip(*columns, strict=True))


def _values(column: pd.Series, kind: type) -> list:
    if kind is list:
        return column.tolist()
    values = column.astype(object).where(column.notna(), None).tolist()
    return [day and day.date() for day in values] if kind.__name__ == "date" else values


def _joined(table: str, pieces: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(pieces, ignore_index=True) if pieces else frame(table, [])


def ranked(to_check: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What to check of all articles in one order: by the weight of the reasons, then as the articles come."""
    data = in_order(to_check, articles, -weights(to_check))
    return data.assign(rank=pd.array(range(1, len(data) + 1), "Int64"))


def in_order(to_check: pd.DataFrame, articles: pd.DataFrame, *first: np.ndarray) -> pd.DataFrame:
    """What to check in the order of the articles and inside them of urgency, by what goes before that if anything."""
    places = to_check.article_id.map({name: place for place, name in enumerate(articles.article_id)})
    order = np.lexsort((to_check["rank"].to_numpy(int), places.to_numpy(int), *first))
    return to_check.iloc[order].reset_index(drop=True)


def weights(to_check: pd.DataFrame) -> np.ndarray:
    """The weight of the reasons in each row."""
    return to_check[list(WEIGHTS)].to_numpy(int) @ np.array(list(WEIGHTS.values()), int)
