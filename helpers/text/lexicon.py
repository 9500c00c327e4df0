"""The reader of `lexicons/`: word lists as data, which an editor can change without reading code.

A list is a UTF-8 text file. Lines that begin with # are comments and say where the entries come from;
columns are parted by tabs; a comment may stand behind an entry after two blanks and a #.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "lexicons"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Entries of `lexicons/<name>` as tuples of columns.

    Raises ValueError naming file and line if an entry has fewer columns than the first.
    """
    path = FOLDER / name
    entries: list[tuple[str, ...]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        entry = line.split("  #")[0].rstrip()
        if not entry or entry.startswith("#"):
            continue
        columns = tuple(column.strip() for column in entry.split("\t"))
        if entries and len(columns) < len(entries[0]):
            raise ValueError(
                f"{path.name}, line {number}: {len(columns)} columns, the first entry has {len(entries[0])}"
            )
        entries.append(columns)
    return tuple(entries)


@cache
def word_set(name: str) -> frozenset[str]:
    """First column of `lexicons/<name>`, in lower case."""
    return frozenset(entry[0].lower() for entry in rows(name))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """First column of `lexicons/<name>`, in lower case, to the other columns."""
    return {entry[0].lower(): entry[1:] for entry in rows(name)}


@cache
def fingerprint() -> str:
    """Hash of all word lists: two runs with the same one used the same words."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
