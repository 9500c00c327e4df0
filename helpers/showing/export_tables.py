"""What the pages show, as files: the data behind charts and tables, once exact and once safe for a spreadsheet."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from helpers.showing.html_table import cell_text, for_eyes

RENDERED_VARIABLE = "PRESS_CHECK_RENDERED"
FORMULA = ("=", "+", "-", "@")
BLANK = ("\t", "\r", "\n")


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
    exact = for_eyes(frame)
    for column in exact.columns:
        if any(isinstance(value, list | tuple) for value in exact[column]):
            exact[column] = exact[column].map(cell_text)
    _write_csv(exact, folder / f"{name}.csv", "utf-8")
    write_sheet(exact, folder / f"{name}-excel.csv")
    return True


def write_sheet(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV that a spreadsheet opens safely and in the right encoding."""
    safe = frame.rename(columns=lambda column: defused(str(column)))
    for column in safe.columns:
        safe[column] = safe[column].map(lambda value: defused(value) if isinstance(value, str) else value)
    _write_csv(safe, path, "utf-8-sig")


def _write_csv(frame: pd.DataFrame, path: Path, encoding: str) -> None:
    frame.to_csv(path, index=False, lineterminator="\r\n", encoding=encoding, errors="replace")
