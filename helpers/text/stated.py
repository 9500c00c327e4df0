"""What a file states about an article, field by field: from names and values as written to a draft."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dateutil import parser as date_parser
from dateutil.parser import ParserError

from helpers.text.encodings import Fault

ISO_DATE = re.compile(r"(\d{4})([-/.])(\d\d)\2(\d\d)(?=T|\s|$)")
COMPACT_DATE = re.compile(r"(?:19|20)\d{6}")
DAY_OR_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})(?!\d)")
DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2))
LONGEST_DATE, LONGEST_NAME = 60, 200  # characters
LARGEST = 20_000_000  # bytes or characters of one article: some three million words
ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that were no UTF-8
HALVES = re.compile("[\ud800-\udfff]")  # halves of characters, which no file can hold
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "row_id": ("article_id", "id", "uid", "guid", "uuid", "doc_id", "document_id"),
    "date": (
        "date",
        "published",
        "publication_date",
        "date_published",
        "date_publish",
        "datepublished",
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


def to_draft(row: Mapping[Any, Any], columns: Columns, faults: tuple[Fault, ...] = ()) -> Draft:
    """The article in a row of a table; its fields are found by their usual names, or named by the caller."""
    lower = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
    values = {field: value_of(lower, field, columns) for field in COLUMNS}
    date, more = parse_date(values.pop("date")) if values["date"] is not None else (values.pop("date"), ())
    text = _written(values.pop("text"), "\n\n")
    if text is None:
        more = (*more, lacking_text(lower))
    elif len(text) > LARGEST:
        text, more = None, (*more, (f"the text is longer than {LARGEST:,} characters", "cut it into its articles"))
    strings = {field: _written(value, "; ") for field, value in values.items()}
    strings["row_id"] = strings["row_id"] and " ".join(strings["row_id"][:LONGEST_NAME].split())
    return sound(Draft(text or "", date, faults=faults + more, **strings))


def has_text(names: Iterable[Any], columns: Columns) -> bool:
    """Whether one of these columns holds the text."""
    lower = {str(name).strip().lower(): "there" for name in names if name is not None}
    return value_of(lower, "text", columns) is not None


def lacking_text(names: Iterable[Any]) -> Fault:
    """What to say of a table or row in which no text was found."""
    listed = ", ".join(str(name)[:40] for name in itertools.islice(names, 8))
    return f"no column with the text among {listed}", "name it with --column text=NAME"


def value_of(row: Mapping[str, Any], field: str, columns: Columns) -> Any:
    """The value of a field: of the first of its names that holds one; None if none does."""
    given = [columns[field].strip().lower()] if field in columns else []
    for name in itertools.chain(given, COLUMNS[field]):
        value = row.get(name)
        missing = value is None or value == "" or (isinstance(value, str) and not value.strip())
        if not missing and value == value:  # what differs from itself is a missing number
            return value
    return None


def sound(found: Draft) -> Draft:
    """A draft that can be written to any file: bytes that were no UTF-8 are read as cp1252, halves of characters go."""
    fields = {name: value for name, value in found._asdict().items() if isinstance(value, str)}
    mended = {name: clean(value) for name, value in fields.items() if HALVES.search(value)}
    if not mended:
        return found
    fault = ("some bytes or characters are no UTF-8; read as cp1252 or as \ufffd", "look at the accents; save as UTF-8")
    return found._replace(**mended, faults=(*found.faults, fault))


def clean(value: str) -> str:
    """A string of the same length without escaped bytes and halves of characters.

    >>> clean("caf\\udce9 \\ud800")
    'café \ufffd'
    """
    read = ESCAPED.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), value)
    return HALVES.sub("\ufffd", read)


def parse_date(stated: Any) -> tuple[dt.date | None, tuple[Fault, ...]]:
    """The day that a date names in full, or None and the fault; nothing left out is guessed.

    >>> parse_date("2026-02-16T09:30:00Z")[0], parse_date("3 May 2024")[0]
    (datetime.date(2026, 2, 16), datetime.date(2024, 5, 3))
    >>> parse_date("03/04/2024")[1][0][0]
    "the date '03/04/2024' could be read in several ways"
    >>> parse_date("3 May")[1][0][0]
    "the date '3 May' names no day in full"
    """
    if isinstance(stated, dt.date):
        return (stated.date() if isinstance(stated, dt.datetime) else stated), ()
    text = str(stated)[: LONGEST_DATE + 1].strip()
    remedy = "write the date as YYYY-MM-DD; times are resolved against it"
    if _is_ambiguous(text):
        return None, ((f"the date {text!r} could be read in several ways", remedy),)
    try:
        day = _day(text)
    except (ValueError, OverflowError, ParserError):
        day = None
    return (day, ()) if day else (None, ((f"the date {text[:40]!r} names no day in full", remedy),))


def _is_ambiguous(text: str) -> bool:
    numeric = DAY_OR_MONTH.match(text)
    if not numeric:
        return False
    first, second, year = int(numeric[1]), int(numeric[2]), numeric[3]
    return len(year) < 4 or (first != second and first <= 12 and second <= 12)


def _day(text: str) -> dt.date | None:
    iso = ISO_DATE.match(text)
    if iso:
        return dt.date(int(iso[1]), int(iso[3]), int(iso[4]))
    if len(text) > LONGEST_DATE or (text.replace(".", "").isdigit() and not DAY_OR_MONTH.match(text)):
        return dt.date.fromisoformat(text) if COMPACT_DATE.fullmatch(text) else None
    # What a date leaves out would come from the default: a day that is the same under two was stated in full.
    one, other = (date_parser.parse(text, default=day, ignoretz=True).date() for day in DEFAULTS)
    return one if one == other else None


def _written(value: Any, separator: str) -> str | None:
    """A value as a string: lists item by item, of records their names; nothing for anything deeper."""
    items = value if isinstance(value, list | tuple) else [value]
    names = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    return separator.join(str(item) for item in names if item is not None and not isinstance(item, list | dict)) or None
