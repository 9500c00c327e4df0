"""A frame as an accessible HTML table: header cells, numbers to be compared, nothing of an article let loose."""

from __future__ import annotations

import math
import numbers
from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.showing.safe import breakable, escape, quotable

OUR_WORDS = frozenset({"finding", "why", "problem", "remedy", "reason", "rule", "meaning"})
"""Columns that the project itself writes: never cut, even where the articles' text is left out."""
NOTHING = "–"
SHORT = 14  # characters that need no room kept
WIDEST = 13  # em kept for a column of long texts


def heading(column: object) -> str:
    """A column's name as a reader would write it.

    >>> heading("speaker_kind")
    'speaker kind'
    """
    return str(column).replace("_", " ")


def for_eyes(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what may be shown of the articles' text; other columns as they are."""
    out = frame.copy()
    for column in out.columns:
        if str(column) not in OUR_WORDS and not pd.api.types.is_numeric_dtype(out[column]):
            out[column] = out[column].map(lambda value: quotable(value) if isinstance(value, str) else value)
    return out


def decimals(values: pd.Series) -> int:
    """How many decimals a column of numbers needs: none for whole numbers, two below one, else one."""
    known = [float(value) for value in values.dropna() if math.isfinite(float(value))]
    if all(value.is_integer() for value in known):
        return 0
    return 2 if all(abs(value) <= 1 for value in known) else 1


def number(value: float, digits: int = 0) -> str:
    """A number as text, thousands parted by commas.

    >>> number(14000), number(0.3333, 2), number(-3.0)
    ('14,000', '0.33', '−3')
    """
    if not math.isfinite(value):
        return NOTHING if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if abs(value) >= 1e15:
        return f"{value:.3g}".replace("-", "−")
    return f"{value:,.{digits}f}".replace("-", "−")


def cell_text(value: Any, digits: int = 0, plain: bool = False) -> str:
    """One value as a reader would write it; a missing one is a dash.

    >>> cell_text(True), cell_text(pd.NaT), cell_text([(12, 40), (55, 80)])
    ('yes', '–', '12–40; 55–80')
    """
    if isinstance(value, list | tuple):
        return (
            "; ".join("–".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in value) or NOTHING
        )
    if value is None or pd.isna(value):
        return NOTHING
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp) or hasattr(value, "isoformat"):
        return value.strftime("%Y-%m-%d") if hasattr(value, "year") else str(value)
    if isinstance(value, numbers.Number) and not isinstance(value, complex):
        return f"{value:.0f}" if plain and float(value).is_integer() else number(float(value), digits)
    return str(value)


def html_table(frame: pd.DataFrame, caption: str | None = None, note: str = "", places: str = "") -> str:
    """A table with a caption, a header cell over each column and before each row.

    note: HTML (already escaped) that goes behind the caption · places: how the names of the article's sentences on the
    page begin; the numbers in a column `sentence` (from 1) then lead there
    """
    columns = list(frame.columns)
    numeric = [_is_numeric(frame[column]) for column in columns]
    looks = [_look(frame[column]) for column in columns]
    digits = [decimals(frame[column]) if is_number else 0 for column, is_number in zip(columns, numeric, strict=True)]
    head = "".join(
        f'<th scope="col"{look}>{breakable(heading(column))}</th>' for column, look in zip(columns, looks, strict=True)
    )
    rows = "".join(_row(values, columns, looks, digits, places) for values in frame.itertuples(index=False, name=None))
    title = f'<caption style="text-align:left"><span>{escape(caption)}{note}</span></caption>' if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(values: tuple, columns: Sequence[object], looks: list[str], digits: list[int], places: str) -> str:
    cells = []
    for position, value in enumerate(values):
        plain = "year" in str(columns[position]).lower()
        text = breakable(cell_text(value, digits[position], plain))
        if places and columns[position] == "sentence":
            text = f'<a href="#{places}{int(value) - 1}">{text}</a>'
        look = looks[position]
        cells.append(f'<th scope="row"{look}>{text}</th>' if position == 0 else f"<td{look}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _look(values: pd.Series) -> str:
    """Numbers to the right, the rest to the left; dates in one piece, long texts with room for a few words a line."""
    if _is_numeric(values):
        return ' style="text-align:right"'
    if pd.api.types.is_datetime64_any_dtype(values):
        return ' style="text-align:left;white-space:nowrap"'
    longest = max((len(cell_text(value)) for value in values), default=0)
    room = f";min-width:{min(longest * 0.4, WIDEST):.0f}em" if longest > SHORT else ""
    return f' style="text-align:left{room}"'


def _is_numeric(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
