"""One reader per file type: from a file to the articles in it, in whatever state they are.

A reader takes a binary stream, already decompressed, and gives drafts one at a time, so that a table of a million
articles is never held whole; no single article may be larger than `stated.LARGEST`, however small its compressed file.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import logging
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pyarrow.parquet as pq
import trafilatura
import yaml

from helpers.text.stated import (
    LARGEST,
    Columns,
    Draft,
    Fault,
    decode,
    has_text,
    lacking_text,
    parse_date,
    sound,
    tell_encoding,
    to_draft,
)

HEADER = re.compile(r"\s*date (\d\S{0,30})(?:[ \t]|(?=\r?\n)|$)")
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,60000}?\r?\n)?---[ \t]*(?:\r?\n|$)", re.S)
FRONT_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]+(\S.*)")
CHARSET = re.compile(rb"""<meta\s[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{3,20})""", re.IGNORECASE)
CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|iso-8859-\d+|latin-?\d|windows-125\d|us-ascii|macintosh|koi8-[ru]|shift_jis"
    r"|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5"
)
META = re.compile(r"<meta\s[^>]{0,1000}>", re.IGNORECASE)
META_KEY = re.compile(r"""(?:property|name|itemprop)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
META_VALUE = re.compile(r"""(?:content|datetime)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')
PAGE_DATES = ("article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.created")
PAGE_DATES += ("parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "dc.date", "date")
"""Names under which a page states the day it was published, in order of preference."""

SAMPLE = 1 << 16  # bytes by which a table's encoding is told
PIECE = 1 << 20  # characters of a JSON file read at a time
BATCH = 64  # rows of a Parquet table held at a time
OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}

# What is wrong with a page stands among the problems; a log would only print it a second time, into a notebook's cells.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


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
    text, faults = decode(_whole(stream))
    front = FRONT_MATTER.match(text)
    if front and (given := _front_matter(front[1] or "")) is not None:
        yield to_draft({**given, "text": text[front.end() :]}, {}, faults)
        return
    header = HEADER.match(text)
    date, more = parse_date(header[1]) if header else (None, ())
    yield Draft(text[header.end() :] if header else text, date, faults=faults + more)


def _whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream. Raises ValueError if they are too many for one article."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"larger than {LARGEST:,} bytes; cut it into its articles")
    return data


def _front_matter(front: str) -> Mapping[str, Any] | None:
    """Names and values as written, or None if these lines are no front matter."""
    try:
        # Every value stays a string: a title may be "2024", a date is judged by `parse_date` alone.
        given = yaml.load(front, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        given = dict(match.groups() for line in front.splitlines() if (match := FRONT_LINE.fullmatch(line.strip())))
        return given or None
    return given if isinstance(given, dict) else {} if given is None else None


def read_page(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A saved web page; what is the article and what is round it is told by trafilatura (Barbaresi, ACL 2021)."""
    markup, faults = _decode_page(_whole(stream))
    found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=False)
    if found is None:
        yield Draft("", faults=(*faults, ("no article was found in this page", "save its text as a .txt file")))
        return
    stated = _published(markup)
    date, more = parse_date(stated) if stated else (None, ())
    text = "\n\n".join(line for line in (found.text or "").splitlines() if line.strip())
    yield sound(Draft(text, date, found.title, found.sitename, found.author, found.url, faults=faults + more))


def _decode_page(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    declared = CHARSET.search(data, 0, SAMPLE)
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if not CHARSETS.fullmatch(name) or name in ("utf-8", "utf8"):
        return decode(data)
    try:
        # Browsers read Latin 1 as cp1252, which holds it.
        return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name), ()
    except (LookupError, ValueError):
        return decode(data)


def _published(markup: str) -> str | None:
    """The day of publication as the page's own metadata state it; a day in the running text is none."""
    stated: dict[str, str] = {}
    for tag in META.findall(markup):
        key, value = META_KEY.search(tag), META_VALUE.search(tag)
        if key and value:
            stated.setdefault(key[1].lower(), value[1] or value[2] or "")
    named = next((stated[name] for name in PAGE_DATES if stated.get(name)), None)
    in_script = JSON_DATE.search(markup)
    return named or (in_script[1] if in_script else None)


def read_csv(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A table with a header line, parted by commas, semicolons, tabs or upright bars; one article a row."""
    whole = io.BufferedReader(stream, SAMPLE)
    head = whole.peek()
    encoding, faults = tell_encoding(head, sample=len(head) == SAMPLE)
    lines = io.TextIOWrapper(whole, encoding=encoding, errors="surrogateescape", newline="")
    first = next(iter(head.decode(encoding, "ignore").splitlines()), "")
    csv.field_size_limit(LARGEST)
    table = csv.DictReader(_bounded_lines(lines), delimiter=max(",;\t|", key=first.count))
    if table.fieldnames and not has_text(table.fieldnames, columns):
        yield Draft("", faults=(*faults, lacking_text(table.fieldnames)))
        return
    for row in table:
        yield to_draft(row, columns, faults)
        faults = ()


def _bounded_lines(lines: TextIO) -> Iterator[str]:
    while line := lines.readline(LARGEST + 1):
        if len(line) > LARGEST:
            raise ValueError(f"a line is longer than {LARGEST:,} characters")
        yield line


def read_jsonl(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """One JSON object a line, one article each; a line that is none is told of and passed over."""
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape")
    for number, line in enumerate(_bounded_lines(lines), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            fault = (f"line {number} is no JSON: {error}", "mend or delete the line")
            yield Draft("", row_id=f"line {number}", faults=(fault,))
            continue
        yield to_draft(_as_row(row), columns)


def read_json(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A list of JSON objects, or several one after the other; one article each, read a piece at a time."""
    for value in _json_values(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape")):
        lists = [part for part in value.values() if _is_rows(part)] if isinstance(value, dict) else []
        if lists and not has_text(value, columns):
            value = max(lists, key=len)
        for row in value if isinstance(value, list) else [value]:
            yield to_draft(_as_row(row), columns)


def _as_row(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {"text": value if isinstance(value, str) else None}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _json_values(stream: TextIO) -> Iterator[Any]:
    """Values of a JSON text in their order, an outer list taken apart. Raises ValueError where it is no JSON."""
    decoder, waiting, outer = json.JSONDecoder(), "", False
    while piece := stream.read(max(PIECE, len(waiting))):
        waiting += piece
        place = 0
        while place < len(waiting):
            if waiting[place].isspace() or (outer and waiting[place] in ",]") or (waiting[place] == "[" and not outer):
                outer = outer or waiting[place] == "["
                place += 1
                continue
            try:
                value, end = decoder.raw_decode(waiting, place)
            except json.JSONDecodeError as error:
                if error.pos < len(waiting) - 20 and not error.msg.startswith("Unterminated"):
                    raise
                break
            if end == len(waiting):  # a number may go on
                break
            yield value
            place = end
        waiting = waiting[place:]
        if len(waiting) > 4 * LARGEST:
            raise ValueError(f"one value is longer than {4 * LARGEST:,} characters")
    if waiting.strip():
        yield decoder.decode(waiting)


def read_parquet(stream: BinaryIO, columns: Columns) -> Iterator[Draft]:
    """A Parquet table, one article a row, read a batch at a time."""
    yield from parquet_rows(pq.ParquetFile(stream), columns)


def parquet_rows(table: pq.ParquetFile, columns: Columns, groups: Iterable[int] | None = None) -> Iterator[Draft]:
    """The articles of a Parquet table, or of some of its row groups."""
    names = table.schema_arrow.names
    if not has_text(names, columns):
        yield Draft("", faults=(lacking_text(names),))
        return
    for batch in table.iter_batches(batch_size=BATCH, row_groups=groups):
        for row in batch.to_pylist():
            yield to_draft(row, columns)


READERS: dict[str, Callable[[BinaryIO, Columns], Iterator[Draft]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
}
"""The reader of each file type, by suffix."""
