"""Records of many articles as they come in, turned to frames some hundred articles at a time.

Records as Python objects take several times the room of a frame; so only those of the last articles exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

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
        return Records(table, self.pieces[table])

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
        place_of = {name: place for place, name in enumerate(self._column("articles", "article_id"))}
        whole = {table: _joined(table, self.pieces.pop(table)) for table in TABLES}
        whole["to_check"] = ranked(whole["to_check"], place_of)
        return Tables(**whole)

    def _column(self, table: str, column: str) -> Iterator[object]:
        for piece in self.pieces[table]:
            yield from piece[column]


class Records:
    """The records of a table, made anew from its frames each time one goes through them."""

    def __init__(self, table: str, pieces: list[pd.DataFrame]) -> None:
        self.table, self.pieces = table, pieces

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def __iter__(self) -> Iterator[tuple]:
        for piece in self.pieces:
            yield from records_of(self.table, piece)

    def of(self, article_ids: set[str]) -> list[tuple]:
        """Only those of some articles."""
        chosen = (piece[piece.article_id.isin(article_ids)] for piece in self.pieces)
        return [record for piece in chosen for record in records_of(self.table, piece)]


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


def ranked(to_check: pd.DataFrame, place_of: dict[str, int]) -> pd.DataFrame:
    """What to check of all articles in one order: by the weight of the reasons, then as the articles come."""
    places = to_check.article_id.map(place_of).to_numpy(int)
    order = np.lexsort((to_check["rank"].to_numpy(int), places, -weights(to_check)))
    data = to_check.iloc[order].reset_index(drop=True)
    return data.assign(rank=pd.array(np.arange(1, len(data) + 1), "Int64"))


def weights(to_check: pd.DataFrame) -> np.ndarray:
    """The weight of the reasons in each row."""
    return sum(
        (to_check[name].to_numpy(int) * weight for name, weight in WEIGHTS.items()), np.zeros(len(to_check), int)
    )
