"""Words for pages: article text made fit to be shown, and the small words of computed sentences."""

from __future__ import annotations

import html
import os
import re
import unicodedata
from collections.abc import Sequence

import pandas as pd

TEXT_VARIABLE = "PRESS_CHECK_TEXT"
QUOTATION = 12  # words of an article that a page without its text may still quote in one place
LONG_WORD = 30  # characters; a longer word gets places where a line may break
NO_MATH = "tex2jax_ignore mathjax_ignore"  # both classes are needed to keep MathJax off "$5m and $6m"
_OVERRIDES = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
_VISIBLE = str.maketrans({**_OVERRIDES, **_CONTROLS, 0x7F: "\u2421", **dict.fromkeys(range(0x80, 0xA0), "\ufffd")})
ONES = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def visible(text: object) -> str:
    r"""Text with everything that could mislead the eye written out: overrides of direction, control characters.

    >>> visible("safe\u202etxt.exe"), visible("\x1b[31mred")
    ('safe[U+202E]txt.exe', '␛[31mred')
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", str(text).translate(_VISIBLE))


def escape(text: object) -> str:
    """Text for HTML, in elements and attributes alike.

    >>> escape('<b>"$5m"</b>')
    '&lt;b&gt;&quot;$5m&quot;&lt;/b&gt;'
    """
    return html.escape(visible(text), quote=True)


def breakable(text: object) -> str:
    """Escaped text in which an overlong word may break into lines."""
    chunks = re.sub(rf"\S{{{LONG_WORD}}}(?=\S)", lambda word: word[0] + "\u0000", visible(text))
    return html.escape(chunks, quote=True).replace("\u0000", "<wbr>")


def cut(text: object, length: int = 60) -> str:
    """Text in one line of at most `length` characters, an ellipsis where some are left out.

    >>> cut("The ministry of  agriculture", 15)
    'The ministry…'
    """
    line = " ".join(visible(text)[: 4 * length].split())
    if len(line) <= length:
        return line
    short = line[: length - 1]
    if " " in short[length // 2 :]:
        short = short[: short.rindex(" ")]
    while short and unicodedata.combining(short[-1]):
        short = short[:-1]
    return short.rstrip(" ,;:") + "…"


def text_allowed() -> bool:
    """False where the environment variable PRESS_CHECK_TEXT says "no": pages must not carry the articles' text."""
    return os.environ.get(TEXT_VARIABLE, "yes").lower() not in ("no", "0", "false")


def quotable(text: str) -> str:
    """The text, or its first twelve words where pages must not carry the articles' text."""
    if text_allowed():
        return text
    words = text.split(None, QUOTATION)
    return text if len(words) <= QUOTATION else " ".join(words[:QUOTATION]) + " …"


def slug(text: object) -> str:
    """A name for files and anchors: lower-case letters, digits and hyphens.

    >>> slug("000_1568b18e: Kim's plan")
    '000-1568b18e-kim-s-plan'
    """
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80] or "untitled"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: words up to ten, digits beyond.

    >>> count(1, "source"), count(0, "claim"), count(12, "sentence"), count(2, "body", "bodies")
    ('one source', 'no claims', '12 sentences', 'two bodies')
    """
    return f"{ONES[0] if number == 0 else spelled(number)} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int) -> str:
    """A whole number, standing alone, in words up to ten, in digits with commas beyond.

    >>> spelled(0), spelled(7), spelled(1200)
    ('none', 'seven', '1,200')
    """
    return (["none", *ONES[1:]])[number] if 0 <= number <= 10 else f"{number:,}"


def share(value: float | None) -> str:
    """A share of 1 as a whole percentage.

    >>> share(0.428), share(None), share(0.001), share(0)
    ('43 %', 'an unknown share', 'under 1 %', '0 %')
    """
    if value is None or pd.isna(value):
        return "an unknown share"
    return "under 1 %" if 0 < value < 0.005 else f"{100 * value:.0f} %"


def amount(value: float) -> str:
    """A number as a reader writes it.

    >>> amount(14000.0), amount(0.3333), amount(2.5), amount(3.2e9)
    ('14,000', '0.333', '2.5', '3.2 billion')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if size <= abs(value) < 1000 * size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"


def listed(items: Sequence[str]) -> str:
    """Items as a phrase.

    >>> listed(["A", "B", "C"]), listed(["A"]), listed([])
    ('A, B and C', 'A', 'nobody')
    """
    if not items:
        return "nobody"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def leaders(frame: pd.DataFrame, label: str, value: str) -> list[str]:
    """Labels of all rows that share the largest value (none if the frame is empty or the largest is 0).

    >>> leaders(pd.DataFrame({"who": ["A", "B"], "words": [3, 3]}), "who", "words")
    ['A', 'B']
    """
    values = frame[value].dropna()
    if values.empty or values.max() <= 0:
        return []
    return [str(name) for name in frame.loc[frame[value] == values.max(), label]]


def capital(sentence: str) -> str:
    """A sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]
