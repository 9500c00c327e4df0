"""What a folder of rendered pages was made from, and which files in it are ours."""

from __future__ import annotations

import json
from pathlib import Path

NAME = ".state"
PARTS = ("figures", "tables")


class PageState:
    """The notes beside rendered pages, in the file `.state`; damaged or missing notes are as none.

    pages: name of a page → hash of all that it was made from
    files: pictures and tables that the notebooks wrote, as paths inside the folder
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        notes = _read(folder / NAME)
        self.pages: dict[str, str] = notes.get("pages", {})
        self.files: set[str] = set(notes.get("files", []))
        self._before = self._stamps()

    def is_fresh(self, name: str, key: str) -> bool:
        """Whether a page is there and was made from the same."""
        return (self.folder / name).exists() and self.pages.get(name) == key

    def write_page(self, name: str, key: str, source: str) -> Path:
        """Write a page and note what it was made from, so that an interrupted rendering can go on."""
        path = self.folder / name
        path.write_text(source, encoding="utf-8")
        self.pages[name] = key
        self.files |= self._written()
        self._save()
        return path

    def clear_leftovers(self, names: set[str], all_anew: bool) -> None:
        """Remove what earlier renderings left: pages of notebooks that are gone and, if all notebooks ran, old files.

        Nothing that a rendering did not write itself is touched.
        """
        stale = {name for name in self.pages if name not in names}
        if all_anew:
            stale |= self.files - self._written()
        for name in stale:
            (self.folder / name).unlink(missing_ok=True)
        self.pages = {name: key for name, key in self.pages.items() if name in names}
        self.files -= stale
        self._save()

    def contents(self) -> list[Path]:
        """All pages and files that are ours and there, in a stable order."""
        return sorted(path for name in {*self.pages, *self.files} if (path := self.folder / name).is_file())

    def _stamps(self) -> dict[str, int]:
        return {
            path.relative_to(self.folder).as_posix(): path.stat().st_mtime_ns
            for part in PARTS
            for path in (self.folder / part).glob("*")
            if path.is_file()
        }

    def _written(self) -> set[str]:
        """Files that have appeared or changed since the notes were read."""
        return {name for name, stamp in self._stamps().items() if self._before.get(name) != stamp}

    def _save(self) -> None:
        notes = {"pages": self.pages, "files": sorted(self.files)}
        (self.folder / NAME).write_text(json.dumps(notes, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: Path) -> dict:
    if not path.exists():
        return {}
    try:
        notes = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return notes if isinstance(notes, dict) else {}
