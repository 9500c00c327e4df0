"""What a file says: its bytes as text (UTF-8, UTF-16 and UTF-32, cp1252 or Mac Roman), and field by field an article."""

from __future__ import annotations

import codecs
import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dateutil import parser as date_parser
from dateutil.parser import ParserError

from helpers.text.records import Span

Fault = tuple[str, str]

BOMS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16"}
BOMS |= {codecs.BOM_UTF16_BE: "utf-16"}
ONE_BYTE = ("cp1252", "mac_roman")
FOREIGN = re.compile(rb"[\x80-\xff]")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
SPECIAL = re.compile(r"[^\x00-\x7f]")
JUDGED = 2_000  # characters by which cp1252 and Mac Roman are told apart
RARELY = 0.02  # share of control characters above which bytes are no text
MOSTLY = 0.4  # share of bytes above 127 above which they are no text in a Western alphabet
OPENING, CLOSING, DASHES, CURRENCIES, BEHIND = "“‘«‹„‚¿¡", "”’»›…", "–—", "€£¥$", "®™°%†½¼¾²³·"
LETTERS = frozenset("éèêëáàâäãåíìîïóòôöõøúùûüñçßœæÿýšžÉÈÊËÁÀÂÄÃÅÍÌÎÏÓÒÔÖÕØÚÙÛÜÑÇŒÆÝŠŽ")
ISO_DATE = re.compile(r"(\d{4})([-/.])(\d\d)\2(\d\d)(?=T|\s|$)")
COMPACT_DATE = re.compile(r"(?:19|20)\d{6}")
DAY_OR_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})(?!\d)")
DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2))
LONGEST_DATE, LONGEST_NAME = 60, 200  # characters
LARGEST = 20_000_000  # bytes or characters of one article: some three million words
ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that were no UTF-8
HALVES = re.compile("[\ud800-\udfff]")  # halves of characters, which no file can hold
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articletext", "fulltext", "maintext", "story"),
    "row_id": ("articleid", "id", "uid", "guid", "uuid", "docid", "documentid"),
    "date": ("date", "published", "publicationdate", "datepublished", "datepublish", "pubdate", "publishedat"),
    "title": ("title", "headline", "head"),
    "outlet": ("outlet", "publisher", "publication", "source", "sourcename", "sitename", "newspaper", "sourcedomain"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "canonicalurl", "weburl"),
}
"""Fields of an article and the names, but for case and marks, under which tables usually hold them, preferred first."""

Columns = Mapping[str, str]


class Draft(NamedTuple):
    """An article as a file gives it, before it is named and counted."""

    text: str  # the article verbatim after its header
    date: dt.date | None = None  # this and the next four: what the file says of it
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    row_id: str | None = None  # its name inside a file of several articles
    faults: tuple[Fault, ...] = ()  # (problem, remedy) pairs that do not keep it from being read


def to_draft(row: Mapping[Any, Any], columns: Columns, faults: tuple[Fault, ...] = ()) -> Draft:
    """The article in a row of a table; its fields are found by their usual names, or named by the caller."""
    named = {_letters(name): value for name, value in row.items()}
    values = {field: value_of(named, field, columns) for field in COLUMNS}
    stated = values.pop("date")
    date, more = parse_date(stated) if stated is not None else (None, ())
    text = _written(values.pop("text"), "\n\n")
    if text is None:
        more = (*more, lacking_text(row))
    elif len(text) > LARGEST:
        text, more = None, (*more, (f"the text is longer than {LARGEST:,} characters", "cut it into its articles"))
    strings = {field: _written(value, "; ") for field, value in values.items()}
    strings["row_id"] = strings["row_id"] and " ".join(strings["row_id"][:LONGEST_NAME].split())
    return sound(Draft(text or "", date, faults=faults + more, **strings))


def has_text(names: Iterable[Any], columns: Columns) -> bool:
    """Whether one of these columns holds the text."""
    return value_of({_letters(name): "there" for name in names}, "text", columns) is not None


def _letters(name: Any) -> str:
    """A column's name without case, blanks and marks: "Publication Date", "publication_date"."""
    return re.sub(r"[\W_]", "", str(name or "")).lower()


def lacking_text(names: Iterable[Any]) -> Fault:
    """What to say of a table or row in which no text was found."""
    listed = ", ".join(str(name)[:40] for name in itertools.islice(filter(None, names), 8))
    return f"no column with the text among {listed}", "name it with --column text=NAME"


def value_of(row: Mapping[str, Any], field: str, columns: Columns) -> Any:
    """The value of a field: of the first of its names that holds one; None if none does."""
    given = [_letters(columns[field])] if field in columns else []
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


def decode(data: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Text of bytes, and a fault if it was not UTF-8. Raises ValueError if the bytes are no text."""
    encoding, faults = tell_encoding(data)
    return data.decode(encoding), faults


def tell_encoding(data: bytes, *, sample: bool = False) -> tuple[str, tuple[Fault, ...]]:
    """Name of the encoding, and a fault if it is not UTF-8. Raises ValueError if the bytes are no text.

    sample: the bytes are only the beginning, which may end in the middle of a character
    """
    marked = next((name for mark, name in BOMS.items() if data.startswith(mark)), None)
    encoding = marked or _without_nulls(data, sample) if b"\x00" not in data or marked else _utf_16(data)
    if encoding is None:
        raise ValueError("the bytes are no text in UTF-8, UTF-16, cp1252 or Mac Roman")
    if encoding == "utf-8-sig":
        return encoding, ()
    remedy = "look whether accents and quotation marks are right; save as UTF-8"
    return encoding, ((f"not UTF-8; read as {encoding}", remedy),)


def _without_nulls(data: bytes, sample: bool) -> str | None:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not sample)
    except UnicodeDecodeError:
        foreign, control = len(FOREIGN.findall(data)), len(CONTROL.findall(data))
        is_text = foreign <= MOSTLY * len(data) and control <= RARELY * len(data)
        return max(ONE_BYTE, key=lambda name: _plausibility(data, name)) if is_text else None
    return "utf-8-sig"


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly all of the text is ASCII, so that every other byte is nought."""
    size = len(data) // 2
    for name, nulls in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if len(data) % 2 == 0 and nulls > 0.6 * size:
            return name
    return None


def _plausibility(data: bytes, encoding: str) -> float:
    """How much the characters above 127 look at home where they stand; bytes that mean nothing weigh heavily."""
    text = data.decode(encoding, "replace")
    return sum(_at_home(text, start) for start, _ in _special(text))


def _special(text: str) -> Iterator[Span]:
    for number, match in enumerate(SPECIAL.finditer(text)):
        if number == JUDGED:
            return
        yield match.span()


def _at_home(text: str, place: int) -> int:
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char == "\ufffd":
        return -5
    if char.isalpha():
        if (before.islower() and char.isupper()) or (char.islower() and after.isupper()):
            return -2
        return 2 if char in LETTERS and (before.isalpha() or after.isalpha()) else 0
    behind_word, before_word = bool(before.strip()), bool(after.strip())
    if char in OPENING:
        return 1 if before_word and not before.isalnum() else -1
    if char in CLOSING:
        return 1 + (char == "’" and after.isalpha()) if behind_word else -1
    if char in DASHES:
        return 1 if behind_word == before_word else 0
    if char in CURRENCIES:
        return 1 if after.isdigit() or before.isdigit() or before == " " else -1
    if char in BEHIND:
        return 1 if behind_word and not after.isalpha() else -1
    return 1 if char in "©§\xa0•" else -1
