"""A frame as a table on a page, with header cells and nothing of an article let loose; and as files to take along."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.showing.wording import breakable, escape, quotable

OUR_WORDS = frozenset({"finding", "why", "problem", "remedy", "reason", "rule", "meaning"})
"""Columns that the project itself writes: never cut, even where the articles' text is left out."""
RENDERED_VARIABLE = "PRESS_CHECK_RENDERED"
FORMULA = ("=", "+", "-", "@")
BLANK = ("\t", "\r", "\n")
NOTHING = "–"
SHORT = 14  # characters that need no room kept
WIDEST = 13  # em kept for a column of long texts


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
    if math.isnan(value):
        return NOTHING
    return f"{value:,.{digits}f}".replace("-", "−") if abs(value) < 1e15 else f"{value:.3g}".replace("-", "−")


def cell_text(value: Any, digits: int = 0, plain: bool = False) -> str:
    """One value as a reader would write it; a missing one is a dash.

    plain: without commas, for years

    >>> cell_text(True), cell_text(pd.NaT), cell_text([(12, 40), (55, 80)])
    ('yes', '–', '12–40; 55–80')
    """
    if isinstance(value, list | tuple):
        items = ("–".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in value)
        return "; ".join(items) or NOTHING
    if pd.isna(value):
        return NOTHING
    if isinstance(value, bool | np.bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, numbers.Real):
        return f"{value:.0f}" if plain and float(value).is_integer() else number(float(value), digits)
    return str(value)


def html_table(frame: pd.DataFrame, caption: str, note: str = "", places: str = "") -> str:
    """A table with a caption, a header cell over each column and before each row.

    note: HTML (already escaped) that goes behind the caption · places: how the names of the article's sentences on the
    page begin; the numbers in a column `sentence` (from 1) then lead there
    """
    cells, heads = [], []
    for column in frame.columns:
        look = _look(frame[column])
        digits = decimals(frame[column]) if _is_numeric(frame[column]) else 0
        texts = [breakable(cell_text(value, digits, "year" in str(column).lower())) for value in frame[column]]
        if places and column == "sentence":
            texts = [
                f'<a href="#{places}{int(at) - 1}">{text}</a>' for at, text in zip(frame[column], texts, strict=True)
            ]
        heads.append(f'<th scope="col"{look}>{breakable(str(column).replace("_", " "))}</th>')
        tag, end = ("td", "td") if cells else ('th scope="row"', "th")
        cells.append([f"<{tag}{look}>{text}</{end}>" for text in texts])
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    title = f'<caption style="text-align:left"><span>{escape(caption)}{note}</span></caption>'
    return f"<table>{title}<thead><tr>{''.join(heads)}</tr></thead><tbody>{rows}</tbody></table>"


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


def rendered_folder(part: str) -> Path | None:
    """Folder for files that the pages link to, made if need be; None outside a rendering.

    A rendering names its folder in the environment variable PRESS_CHECK_RENDERED.
    """
    root = os.environ.get(RENDERED_VARIABLE)
    if not root:
        return None
    folder = Path(root) / part
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("said = asked")
    ("'=1+1", 'said = asked')
    """
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(BLANK) else text


def write_data(frame: pd.DataFrame, name: str) -> bool:
    """Write tables/NAME.csv (exact) and tables/NAME-excel.csv (safe to open); false outside a rendering."""
    folder = rendered_folder("tables")
    if folder is None:
        return False
    exact = for_eyes(frame).map(lambda value: cell_text(value) if isinstance(value, list | tuple) else value)
    _write_csv(exact, folder / f"{name}.csv", "utf-8")
    write_sheet(exact, folder / f"{name}-excel.csv")
    return True


def write_sheet(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV that a spreadsheet opens safely and in the right encoding."""
    safe = frame.rename(columns=lambda column: defused(str(column)))
    _write_csv(safe.map(lambda value: defused(value) if isinstance(value, str) else value), path, "utf-8-sig")


def _write_csv(frame: pd.DataFrame, path: Path, encoding: str) -> None:
    frame.to_csv(path, index=False, lineterminator="\r\n", encoding=encoding, errors="replace")
