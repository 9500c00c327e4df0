"""Article text made fit to be shown: escaped, its tricks visible, cut where it must be short."""

from __future__ import annotations

import html
import os
import re
import unicodedata

TEXT_VARIABLE = "PRESS_CHECK_TEXT"
QUOTATION = 12  # words of an article that a page without its text may still quote in one place
LONG_WORD = 30  # characters; a longer word gets places where a line may break
NO_MATH = "tex2jax_ignore mathjax_ignore"  # both classes are needed to keep MathJax off "$5m and $6m"
_OVERRIDES = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
_VISIBLE = str.maketrans({**_OVERRIDES, **_CONTROLS, 0x7F: "\u2421", **dict.fromkeys(range(0x80, 0xA0), "\ufffd")})


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


def cut(text: object, length: int) -> str:
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
