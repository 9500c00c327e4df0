"""One reader per file type: from a file to the articles in it, in whatever state they are.

A reader takes a binary stream, already decompressed, and gives drafts one at a time, so that a table of a million
articles is never held whole. Columns of tables are found by their usual names, or named by the caller.
"""

from __future__ import annotations

import bz2
import codecs
import csv
import datetime as dt
import gzip
import io
import itertools
import json
import lzma
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import charset_normalizer
import pyarrow.parquet as pq
import trafilatura
import yaml
from dateutil import parser as date_parser
from dateutil.parser import ParserError

HEADER = re.compile(r"\s*date (\S+)(?:[ \t]|(?=\r?\n)|$)")
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|$)", re.S)
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
DAY_OR_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "cp1252", "mac_roman"]
SAMPLE = 1 << 16  # bytes by which a table's encoding is told
OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "row_id": ("article_id", "id", "uid", "guid", "uuid", "doc_id", "document_id"),
    "date": (
        "date",
        "published",
        "publication_date",
        "date_published",
        "date_publish",
        "pubdate",
        "pub_date",
        "published_at",
    ),
    "title": ("title", "headline", "head"),
    "outlet": ("outlet", "publisher", "publication", "source", "source_name", "sitename", "newspaper", "source_domain"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "canonical_url", "web_url"),
}
"""Fields of an article and the names under which tables usually hold them, in order of preference."""

Columns = Mapping[str, str]
Fault = tuple[str, str]


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
    faults: tuple[Fault, ...] = ()


def open_file(path: Path) -> BinaryIO:
    """A file, decompressed on the way if its name ends in .gz, .bz2 or .xz."""
    return OPENERS.get(path.suffix.lower(), open)(path, "rb")


def kind_of(path: Path) -> str:
    """The suffix that tells the reader, that of a compressed file being the one before the last.

    >>> kind_of(Path("week/story.TXT")), kind_of(Path("archive.jsonl.gz"))
    ('.txt', '.jsonl')
    """
    name = path.with_suffix("") if path.suffix.lower() in OPENERS else path
    return name.suffix.lower()


def stem_of(path: Path) -> str:
    """A file's name without the suffixes that say how it is written."""
    return Path(path.stem).stem if path.suffix.lower() in OPENERS else path.stem


def read_text(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A text: an optional ` date YYYY-MM-DD ` or front matter between two lines of ---, the story behind it."""
    text, faults = decode(stream.read())
    front = FRONT_MATTER.match(text)
    if front:
        yield _from_front_matter(front[1], text[front.end() :], faults)
        return
    header = HEADER.match(text)
    date, more = parse_date(header[1]) if header else (None, ())
    yield Draft(text[header.end() :] if header else text, date, faults=faults + more)


def read_page(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A saved web page; what is the article and what is round it is told by trafilatura (Barbaresi, ACL 2021)."""
    markup, faults = decode(stream.read())
    found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=False)
    if found is None:
        yield Draft("", faults=(*faults, ("no article was found in this page", "save its text as a .txt file")))
        return
    date, more = parse_date(found.date) if found.date else (None, ())
    text = "\n\n".join(line for line in (found.text or "").splitlines() if line.strip())
    yield Draft(text, date, found.title, found.sitename, found.author, found.url, faults=faults + more)


def read_csv(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A table with a header line, parted by commas, semicolons or tabs; one article a row."""
    head = stream.read(SAMPLE)
    encoding, faults = tell_encoding(head)
    whole = io.BufferedReader(_Joined(head, stream))
    csv.field_size_limit(sys.maxsize)
    lines = io.TextIOWrapper(whole, encoding=encoding, newline="")
    first = head.decode(encoding, "ignore").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    yield from _rows(csv.DictReader(lines, delimiter=separator), columns, faults)


def read_jsonl(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """One JSON object a line, one article each; a line that is none is told of and passed over."""
    for number, line in enumerate(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Draft(
                "", row_id=f"line {number}", faults=((f"line {number} is no JSON: {error}", "mend or delete the line"),)
            )
            continue
        yield from _rows([row if isinstance(row, dict) else {"text": row}], columns, ())


def read_parquet(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A Parquet table, one article a row, read a batch at a time."""
    seekable = stream if stream.seekable() else io.BytesIO(stream.read())
    for batch in pq.ParquetFile(seekable).iter_batches(batch_size=256):
        yield from _rows(batch.to_pylist(), columns, ())


READERS: dict[str, Callable[[BinaryIO, Columns], Iterator[Draft]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
}
"""The reader of each file type, by suffix."""


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Text of bytes whose encoding nobody states, and a fault if it was not UTF-8.

    Raises ValueError if the bytes are no text.
    """
    encoding, faults = tell_encoding(data)
    return data.decode(encoding), faults


def tell_encoding(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Name of the encoding: UTF-8, UTF-16, cp1252 or Mac Roman. Raises ValueError if it is none of them."""
    whole = len(data) < SAMPLE  # a sample may end in the middle of a character
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return _guess_encoding(data)
    return _guess_encoding(data) if b"\x00" in data else ("utf-8-sig", ())


def _guess_encoding(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    best = charset_normalizer.from_bytes(data, cp_isolation=ENCODINGS).best()
    if best is None or (b"\x00" in data and not best.encoding.startswith("utf_16")):
        raise ValueError("the bytes are no text in UTF-8, UTF-16, cp1252 or Mac Roman")
    return best.encoding, (
        (f"not UTF-8; read as {best.encoding}", "look whether accents and quotation marks are right; save as UTF-8"),
    )


def parse_date(stated: Any) -> tuple[dt.date | None, tuple[Fault, ...]]:
    """The day that a date names, or None and the fault.

    >>> parse_date("2026-02-16T09:30:00Z")[0], parse_date("3 May 2024")[0]
    (datetime.date(2026, 2, 16), datetime.date(2024, 5, 3))
    >>> parse_date("03/04/2024")[1][0][0]
    "the date '03/04/2024' could be read with day or month first"
    """
    if isinstance(stated, dt.date):
        return (stated.date() if isinstance(stated, dt.datetime) else stated), ()
    text = str(stated).strip()
    remedy = "write the date as YYYY-MM-DD; times are resolved against it"
    numeric = DAY_OR_MONTH.fullmatch(text)
    if numeric and numeric[1] != numeric[2] and int(numeric[1]) <= 12 and int(numeric[2]) <= 12:
        return None, ((f"the date {text!r} could be read with day or month first", remedy),)
    try:
        if ISO_DATE.match(text):
            return dt.date.fromisoformat(text[:10]), ()
        return date_parser.parse(text).date(), ()
    except (ValueError, OverflowError, ParserError):
        return None, ((f"the date {text[:40]!r} is no date", remedy),)


def _from_front_matter(front: str, text: str, faults: tuple[Fault, ...]) -> Draft:
    try:
        given = yaml.safe_load(front)
    except yaml.YAMLError as error:
        problem = f"the front matter cannot be read: {' '.join(str(error).split())[:120]}"
        return Draft(text, faults=(*faults, (problem, "write it as lines of `name: value`")))
    return next(_rows([{**(given if isinstance(given, dict) else {}), "text": text}], {}, faults))


def _rows(rows: Iterable[Mapping[Any, Any]], columns: Columns, faults: tuple[Fault, ...]) -> Iterator[Draft]:
    for row in rows:
        lower = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
        values = {field: _value(lower, names, columns.get(field)) for field, names in COLUMNS.items()}
        date, more = parse_date(values.pop("date")) if values["date"] is not None else (values.pop("date"), ())
        text = values.pop("text")
        if text is None:
            names = ", ".join(list(lower)[:8])
            more = (*more, (f"no column with the text among {names}", "name it with --columns text=NAME"))
        strings = {field: None if value is None else str(value) for field, value in values.items()}
        yield Draft("" if text is None else str(text), date, faults=faults + more, **strings)


def _value(row: Mapping[str, Any], names: Iterable[str], given: str | None) -> Any:
    for name in itertools.chain([given.lower()] if given else [], names):
        value = row.get(name)
        if value is not None and value == value and str(value).strip():
            return value
    return None


class _Joined(io.RawIOBase):
    """A stream again from its beginning after its head was read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
