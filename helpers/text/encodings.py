"""From bytes whose encoding nobody states to text: UTF-8, UTF-16 and UTF-32, cp1252 or Mac Roman."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

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
