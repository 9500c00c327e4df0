"""From a file or folder to articles and problems, one at a time; articles that stand twice are told."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import py3langid
import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from helpers.text.formats import READERS, kind_of, open_file, stem_of
from helpers.text.records import Article, Problem
from helpers.text.segment import Segments, words
from helpers.text.stated import Columns, Draft, clean, to_draft

BESIDE = ("corrections.csv",)  # lies among the articles and is none
ENOUGH_WORDS = 20  # below, the language of a text cannot be told
LANGUAGE_SAMPLE = 2_000  # characters
TABLES_OF_ARTICLES = {".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet"}
HEAD = 1 << 20  # bytes from which the number of rows is estimated
SHINGLE = 5  # words in a row that are compared as one
SKETCH = 64  # smallest hashes kept of an article
KEYS = 6  # of these, how many lead to candidates; an article half alike shares one of them in 98 of 100 cases
SHELF = 16  # articles remembered under one key: what more of them have in common is a notice, not a story
ALIKE = 0.5  # share of shingles in common from which two articles are told of
WORD = re.compile(r"\w+")
ODD = np.uint32(0x9E3779B1)  # spreads hashes over all 32 bits

Sketch = np.ndarray
"""Up to 64 numbers that stand for a text, whatever its length."""


def read(source: str | Path, columns: Columns | None = None) -> Iterator[Article | Problem]:
    """Every article at a path (a file or a folder, nested), and a problem for everything that is none.

    columns: for tables of articles, which column holds what, where the name does not tell: {"text": "Brødtekst"}
    Files are read in the order of their names; a problem with an article stands directly before it. The numbers of
    paragraphs, sentences and words are still missing: `counted` fills them in.
    """
    root = Path(source)
    if not root.exists():
        yield _problem(root, "there is no such file or folder", "check the path", skipped=True)
        return
    files = [str(root)] if root.is_file() else []
    for found in _walk(root) if not files else ():
        if isinstance(found, Problem):
            yield found
        else:
            files.append(found)
    if not files:
        remedy = "put articles into it, for example as .txt files"
        yield _problem(root, "the folder holds no articles", remedy, skipped=True)
    stems = Counter(stem_of(Path(name)) for name in files)
    named = Names()
    for path in map(Path, sorted(files, key=lambda name: name.split(os.sep))):
        stem = stem_of(path)
        name = stem if stems[stem] == 1 else path.relative_to(root).with_name(stem).as_posix()
        yield from _read_file(path, name, columns or {}, named)


def read_rows(rows: Iterable[Mapping[str, Any]], columns: Columns | None = None) -> Iterator[Article | Problem]:
    """The articles in the rows of a table, and a problem for every row that is none."""
    named = Names()
    for number, row in enumerate(rows, 1):
        path = row.get("path")
        place = Path(path) if isinstance(path, str) else None
        yield from from_draft(place, f"row-{number}", to_draft(row, columns or {}), named)


def expected(source: str | Path, columns: Columns | None = None) -> int | None:
    """About how many articles a path holds; None where a compressed table leaves that open."""
    root = Path(source)
    files = [path for path in _walk(root) if isinstance(path, str)] if root.is_dir() else [str(root)]
    numbers = [_expected_in(Path(path), columns or {}) for path in files]
    return None if None in numbers else sum(number for number in numbers if number)


def _expected_in(path: Path, columns: Columns) -> int | None:
    kind = kind_of(path)
    if kind not in TABLES_OF_ARTICLES:
        return int(kind in READERS)
    if path.suffix.lower() != kind:
        return None
    try:
        if kind == ".parquet":
            return pq.read_metadata(path).num_rows
        with open(path, "rb") as stream:
            head, size = io.BytesIO(stream.read(HEAD)), path.stat().st_size
    except (OSError, ArrowException):
        return 0
    number = 0
    with suppress(Exception):  # the head may break off inside a row; whether the file is sound is told when it is read
        for _ in READERS[kind](head, columns):
            number += 1
    return round(number * max(1, size / HEAD))


class Names:
    """What one run has read so far: names in use, and texts."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}
        self.texts: dict[bytes, str] = {}
        self.twins = Twins()

    def free(self, name: str) -> str:
        """The name, or with a number behind it where it is taken."""
        free = name
        while free in self.used:
            self.used[name] += 1
            free = f"{name}-{self.used[name]}"
        self.used[free] = 1
        return free

    def twin(self, name: str, look: Look) -> tuple[str, float] | None:
        """The article seen before that is most like this one, and the share of text in common (1: the same)."""
        if look.digest in self.texts:
            return self.texts[look.digest], 1.0
        self.texts[look.digest] = name
        similar = self.twins.seen(name, look.sketch)
        return (similar[0], min(similar[1], 0.99)) if similar else None


class Look(NamedTuple):
    """What naming an article and finding its twin need to know of it."""

    row_id: str | None  # its name inside its file
    digest: bytes  # the same for texts that differ in white space alone; empty if there is no text
    sketch: Sketch  # for the share of text in common with others


def look_at(draft: Draft) -> Look:
    """What naming an article needs; costs more than naming, and needs no other article."""
    words = draft.text.split()
    if not words:
        return Look(draft.row_id, b"", sketch(""))
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    return Look(draft.row_id, digest, sketch(draft.text))


def _walk(root: Path) -> Iterator[str | Problem]:
    """Files below a folder that may hold articles, and what there cannot be read; links are followed once."""
    faults: list[OSError] = []
    seen = {os.path.realpath(root)}
    for folder, below, names in os.walk(root, followlinks=True, onerror=faults.append):
        below[:] = [name for name in below if not name.startswith(".") and _is_new(os.path.join(folder, name), seen)]
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith(".") or Path(name).stem.upper() == "README":
                continue
            if name in BESIDE:
                if folder != os.fspath(root):
                    yield _problem(Path(path), "this is read only at the top", f"move it into {root}", skipped=True)
            elif os.path.isfile(path):
                yield path
            else:
                yield _problem(Path(path), "this is no file", "replace the link or device by a file", skipped=True)
    for fault in faults:
        path = Path(fault.filename or root)
        yield _problem(path, f"the folder cannot be read: {fault.strerror}", "make it readable", skipped=True)


def _is_new(folder: str, seen: set[str]) -> bool:
    real = os.path.realpath(folder)
    new = real not in seen
    seen.add(real)
    return new


def _read_file(path: Path, name: str, columns: Columns, named: Names) -> Iterator[Article | Problem]:
    reader = READERS.get(kind_of(path))
    if reader is None:
        what = f"files of type {path.suffix or '(none)'} are not read"
        yield _problem(path, what, f"save it as one of {', '.join(sorted(READERS))}", skipped=True)
        return
    given = 0
    try:
        with open_file(path) as stream:
            for draft in reader(stream, columns):
                given += 1
                yield from from_draft(path, name, draft, named)
    # Foreign parsers meet hostile files here: whatever one of them raises must not cost the other files.
    except Exception as error:
        yield unreadable(path, error, given)
        return
    if not given:
        yield no_rows(path)


def unreadable(path: Path, error: Exception, given: int = 0) -> Problem:
    """A file that cannot be read, or not behind so many articles."""
    after = f" after {given} articles" if given else ""
    what = f"cannot be read{after}: {' '.join(str(error).split())[:160] or type(error).__name__}"
    return _problem(path, what, "check that the file is whole, readable and of the type its name says", skipped=True)


def no_rows(path: Path) -> Problem:
    """A table without articles."""
    return _problem(path, "the table holds no rows", "add articles or delete the file", skipped=True)


def from_draft(path: Path | None, name: str, draft: Draft, named: Names) -> Iterator[Article | Problem]:
    """The article of a draft, and the problems it has; `name` is used where the draft has none of its own."""
    look = look_at(draft)
    name, twin = decide(name, look, named)
    yield from to_rows(path, draft, name, twin)


def decide(name: str, look: Look, named: Names) -> tuple[str, tuple[str, float] | None]:
    """The name of an article among all, and its twin if it has one."""
    free = named.free(clean(look.row_id or name))
    return free, named.twin(free, look) if look.digest else None


def to_rows(path: Path | None, draft: Draft, name: str, twin: tuple[str, float] | None) -> Iterator[Article | Problem]:
    """The article of a draft under its name, after the problems it has."""
    empty = not draft.text.strip()
    for problem, remedy in draft.faults:
        yield _problem(path, problem, remedy, name, skipped=empty)
    if empty:
        if not draft.faults:
            yield _problem(path, "no text behind the header", "add the story or delete the file", name, skipped=True)
        return
    if twin:
        other, share = twin
        if share == 1:
            yield _problem(path, f"the same text as {other}", "delete one of the two", name, skipped=True)
            return
        what = f"{share:.0%} the same text as {other}"
        yield _problem(path, what, "count it once, if it is one story", name, skipped=False)
    language = tell_language(draft.text)
    if language not in (None, "en"):
        remedy = "the rules here are for English: read its findings as guesses"
        yield _problem(path, f"the language looks like {language!r}", remedy, name, skipped=False)
    said = {field: getattr(draft, field) for field in ("date", "title", "outlet", "author", "url", "text")}
    place = path and clean(str(path))
    yield Article(name, **said, language=language, paragraphs=None, sentences=None, words=None, path=place)


def tell_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, None below twenty words (py3langid; Lui & Baldwin, ACL 2012)."""
    sample = text[:LANGUAGE_SAMPLE]
    if len(words(sample)) < ENOUGH_WORDS:
        return None
    # Capitals look like another language to a model of letter sequences.
    return py3langid.classify(sample.lower() if sample.isupper() else sample)[0]


def counted(article: Article, cuts: Segments) -> Article:
    """An article with the numbers of its paragraphs, sentences and words."""
    number = len(words(article.text))
    return article._replace(paragraphs=len(cuts.paragraphs), sentences=len(cuts.sentences), words=number)


def _problem(path: Path | None, problem: str, remedy: str, name: str | None = None, *, skipped: bool) -> Problem:
    return Problem(path and clean(str(path)), name, None, None, problem, remedy, skipped)


class Twins:
    """Remembers a sketch of every article seen.

    The share of text in common is estimated from the smallest hashes of both (Broder 1997).
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sketches: list[bytes] = []
        self.places: dict[int, tuple[int, ...]] = {}

    def seen(self, name: str, sketched: Sketch) -> tuple[str, float] | None:
        """The most similar article seen before, with the share of text in common, if that is a half or more.

        The article is remembered under its name. A share of 1.0 is the same words in the same order.
        """
        keys = sketched[:KEYS].tolist()
        candidates = sorted({place for key in keys for place in self.places.get(key, ())})
        alike = [
            (_similarity(sketched, np.frombuffer(self.sketches[place], np.uint32)), -place) for place in candidates
        ]
        for key in keys:
            shelf = self.places.get(key, ())
            if len(shelf) < SHELF:
                self.places[key] = (*shelf, len(self.sketches))
        self.names.append(name)
        self.sketches.append(sketched.tobytes())
        best, place = max(alike, default=(0.0, 0))
        return (self.names[-place], best) if best >= ALIKE else None


def sketch(text: str) -> Sketch:
    """The smallest hashes of a text's shingles, in their order; none for a text without words."""
    words = WORD.findall(text.lower())
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint32)
    length = min(SHINGLE, len(hashes))
    shingles = np.zeros(max(0, len(hashes) - length + 1), np.uint32)
    for place in range(length):
        shingles = (shingles ^ hashes[place : len(hashes) - length + 1 + place]) * ODD
        shingles ^= shingles >> np.uint32(15)
    return np.unique(shingles)[:SKETCH] if words else shingles[:0]


def _similarity(one: Sketch, other: Sketch) -> float:
    union = np.union1d(one, other)[:SKETCH]
    return float(np.isin(union, np.intersect1d(one, other, assume_unique=True)).mean()) if len(union) else 0.0
