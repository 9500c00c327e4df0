"""One reader per file type: from a file to the articles in it, in whatever state they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HEADER = re.compile(r"\s*date (\S+)(?:[ \t]|(?=\r?\n)|$)")


class Draft(NamedTuple):
    """An article as a file gives it, before it is named and counted.

    text: the article verbatim after its header
    date, title, outlet, author, url: what the file says of it
    row_id: its name inside a file of several articles
    faults: (problem, remedy) pairs that do not keep it from being read
    """

    text: str
    date: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    row_id: str | None = None
    faults: tuple[tuple[str, str], ...] = ()


def read_txt(path: Path) -> Iterator[Draft]:
    """A text file: an optional ` date YYYY-MM-DD ` in front, the story behind it.

    Raises OSError if it cannot be read and UnicodeDecodeError if it is not UTF-8.
    """
    text = path.read_bytes().decode("utf-8-sig")
    header = HEADER.match(text)
    if not header:
        yield Draft(text)
        return
    try:
        date, faults = dt.date.fromisoformat(header[1]), ()
    except ValueError:
        remedy = "write the date as YYYY-MM-DD; times are resolved against it"
        date, faults = None, ((f"the date {header[1]!r} is no date", remedy),)
    yield Draft(text[header.end() :], date, faults=faults)


READERS: dict[str, Callable[[Path], Iterator[Draft]]] = {".txt": read_txt, ".md": read_txt}
"""The reader of each file type, by suffix."""
