"""From a file or folder to articles and problems, one at a time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpers.text.formats import READERS, Draft
from helpers.text.records import Article, Problem
from helpers.text.segment import segment, words


def read(source: str | Path) -> Iterator[Article | Problem]:
    """Every article at a path (a file or a folder, nested), and a problem for everything that is none.

    Files are read in the order of their names; a problem with an article stands directly before it.
    """
    root = Path(source)
    if not root.exists():
        yield _problem(root, "there is no such file or folder", "check the path", skipped=True)
        return
    files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if _is_candidate(path, root))
    if not files:
        yield _problem(
            root, "the folder holds no files", "put articles into it, for example as .txt files", skipped=True
        )
    stems = Counter(path.stem for path in files)
    seen: dict[str, str] = {}
    for path in files:
        name = path.stem if stems[path.stem] == 1 else path.relative_to(root).with_suffix("").as_posix()
        yield from _read_file(path, name, seen)


def _is_candidate(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.is_file() and not hidden and path.stem.upper() != "README"


def _read_file(path: Path, name: str, seen: dict[str, str]) -> Iterator[Article | Problem]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        yield _problem(
            path, f"files of type {path.suffix or 'none'} are not read", f"save it as one of {known}", skipped=True
        )
        return
    try:
        drafts = list(reader(path))
    except UnicodeDecodeError as error:
        yield _problem(path, f"not UTF-8 (byte {error.start})", "save the file as UTF-8", skipped=True)
        return
    except OSError as error:
        yield _problem(path, f"cannot be read: {error.strerror}", "check the file's permissions", skipped=True)
        return
    for draft in drafts:
        yield from _article(path, draft.row_id or name, draft, seen)


def _article(path: Path, name: str, draft: Draft, seen: dict[str, str]) -> Iterator[Article | Problem]:
    for problem, remedy in draft.faults:
        yield _problem(path, problem, remedy, name, skipped=False)
    if not draft.text.strip():
        yield _problem(path, "no text behind the header", "add the story or delete the file", name, skipped=True)
        return
    digest = hashlib.sha256(" ".join(draft.text.split()).encode("utf-8", "surrogatepass")).hexdigest()
    if digest in seen:
        yield _problem(path, f"the same text as {seen[digest]}", "delete one of the two", name, skipped=True)
        return
    seen[digest] = name
    cuts = segment(draft.text)
    yield Article(
        article_id=name,
        date=draft.date,
        title=draft.title,
        outlet=draft.outlet,
        author=draft.author,
        url=draft.url,
        language=None,
        text=draft.text,
        paragraphs=len(cuts.paragraphs),
        sentences=len(cuts.sentences),
        words=len(words(draft.text)),
        path=str(path),
    )


def _problem(path: Path, problem: str, remedy: str, name: str | None = None, *, skipped: bool) -> Problem:
    return Problem(str(path), name, None, None, problem, remedy, skipped)
