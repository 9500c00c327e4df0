"""From records to tables and files."""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pandas as pd

from helpers.text import records
from helpers.text.records import TABLES

Rows = dict[str, list[tuple]]
"""Records by table."""

DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean", dt.date: "datetime64[s]"}


class Tables(NamedTuple):
    """All tables of a run; their columns are those of the records of the same name."""

    articles: pd.DataFrame
    problems: pd.DataFrame
    sentences: pd.DataFrame
    readability: pd.DataFrame
    attributions: pd.DataFrame
    sources: pd.DataFrame
    number_claims: pd.DataFrame
    rejected_numbers: pd.DataFrame
    time_expressions: pd.DataFrame
    checks: pd.DataFrame
    to_check: pd.DataFrame
    run: pd.DataFrame


def column_types(record: type) -> dict[str, type]:
    """Columns of a table and the Python type of their values (missing values apart)."""
    hints = get_type_hints(record, vars(records))
    return {name: _plain(hint) for name, hint in hints.items()}


def _plain(hint: Any) -> type:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    return get_origin(hint) or hint


def frame(table: str, rows: Iterable[tuple]) -> pd.DataFrame:
    """A table from its records; lists (of spans, of ids) stay Python lists in a column of objects."""
    record = TABLES[table]
    data = pd.DataFrame.from_records(list(rows), columns=list(record._fields))
    for column, plain in column_types(record).items():
        dtype = DTYPES.get(plain)
        if plain is dt.date:
            data[column] = pd.to_datetime(data[column]).astype(dtype)
        elif dtype:
            data[column] = data[column].astype(dtype)
    return data


def make_tables(rows: dict[str, list[tuple]]) -> Tables:
    """Every table from its records; a table without records has its columns and no rows."""
    return Tables(**{name: frame(name, rows.get(name, [])) for name in TABLES})


def of(data: pd.DataFrame, article_id: str) -> pd.DataFrame:
    """The rows of one article; none if there is no such article."""
    return data[data.article_id == article_id]


def flat(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """A table as files hold it: spans written `12-40;55-80`, ids `c3;c7`, dates YYYY-MM-DD."""
    out = data.copy()
    for column, plain in column_types(TABLES[table]).items():
        if plain is list:
            out[column] = pd.Series([_written(value) for value in data[column]], index=data.index, dtype="string")
        elif plain is dt.date:
            out[column] = data[column].dt.strftime("%Y-%m-%d").astype("string")
    return out


def _written(items: list) -> str:
    return ";".join(f"{item[0]}-{item[1]}" if isinstance(item, tuple) else str(item) for item in items)


def unflat(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """A table as the analysis has it, from how files hold it.

    >>> rows = [("a", None, "k", "f", ["a:n0", "a:n1"], "5", "6", "look", 40)]
    >>> checks = frame("checks", [("a:k0", *row) for row in rows])
    >>> unflat("checks", flat("checks", checks)).equals(checks)
    True
    """
    out = data.copy()
    for column, kind in column_types(TABLES[table]).items():
        if kind is list:
            read: Callable[[str], Any] = _span if column.endswith("_spans") else str
            cells = [[read(part) for part in str(cell).split(";") if part] for cell in data[column]]
            out[column] = pd.Series(cells, index=data.index, dtype=object)
        elif kind is dt.date:
            out[column] = pd.to_datetime(data[column]).astype("datetime64[s]")
    return out


def _span(written: str) -> tuple[int, int]:
    start, end = written.split("-")
    return int(start), int(end)


def write(tables: Tables, folder: str | Path, fmt: str = "csv") -> list[Path]:
    """Write every table, and a schema of them all, into a folder; returns the files written.

    fmt: csv (UTF-8, RFC 4180) or parquet. Raises ValueError for any other.
    """
    if fmt not in ("csv", "parquet"):
        raise ValueError(f"format {fmt!r} is unknown; use csv or parquet")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in tables._asdict().items():
        path = folder / f"{name}.{fmt}"
        if fmt == "csv":
            flat(name, data).to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8", errors="surrogatepass")
        else:
            flat(name, data).to_parquet(path, index=False)
        written.append(path)
    schema = folder / "schema.json"
    schema.write_text(json.dumps(data_dictionary(), indent=1) + "\n", encoding="utf-8")
    return [*written, schema]


def data_dictionary() -> dict[str, Any]:
    """What every table and column means, read from the records themselves."""
    tables = {}
    for name, record in TABLES.items():
        meanings = get_type_hints(record, vars(records), include_extras=True)
        columns = [
            {"name": column, "type": plain.__name__, "meaning": meanings[column].__metadata__[0]}
            for column, plain in column_types(record).items()
        ]
        tables[name] = {"meaning": record.__doc__, "columns": columns}
    return tables
