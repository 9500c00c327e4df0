"""A number on its way from the text to a claim or a rejection."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(slots=True)
class Numeral:
    """A number as it stands in the text.

    start: offset of its first character
    end: offset behind its last character
    low: value, or lower end of a vague amount; None if it cannot be held
    high: value, or upper end of a vague amount
    form: digits, words, part ("two thirds"), vague ("dozens"), multiple ("tenfold"), ordinal ("third"),
        unit inside ("a year and a half")
    scale: factor of the scale that is part of it ("million": 1e6), 1 if none
    """

    start: int
    end: int
    low: float | None
    high: float | None
    form: str
    scale: float = 1.0

    @property
    def scaled(self) -> bool:
        """True if a scale is part of the number."""
        return self.scale != 1.0


@dataclass(slots=True)
class Quantity:
    """A number with all that the words around it say about it; the fields are those of the table, and

    core_end: offset behind the number itself, without unit
    tail: offset behind the words that bound it from behind ("or more")
    noun: index of the last token of what it counts
    joined: what it has been joined to with another number (range, share, ratio)
    change_word: index of the word of change it belongs to
    """

    numeral: Numeral
    start: int
    end: int
    low: float | None
    high: float | None
    kind: str = ""
    rule: str = ""
    bound: str = "="
    vague: bool = False
    unit: str | None = None
    counted: str | None = None
    direction: str | None = None
    change_id: int | None = None
    change_role: str | None = None
    change_word: int | None = None
    core_end: int = 0
    tail: int = 0
    noun: int | None = None
    joined: str | None = None

    @classmethod
    def of(cls, numeral: Numeral) -> Quantity:
        """The bare number; without a value if it is too large to hold."""
        held = numeral.low is not None and math.isfinite(numeral.low)
        return cls(
            numeral,
            numeral.start,
            numeral.end,
            numeral.low if held else None,
            numeral.high if held else None,
            vague=numeral.form == "vague",
            core_end=numeral.end,
        )
