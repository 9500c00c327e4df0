"""Small words for computed sentences: counts, shares, lists, and who leads when there are ties."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

ONES = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


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


def cut(text: object, length: int = 60) -> str:
    """Text on one line and at most so long."""
    line = " ".join(str(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
