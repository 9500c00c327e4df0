"""What readability formulas ask of a single word: its syllables, whether it is familiar, whether it is complex.

Syllables come from the CMU Pronouncing Dictionary, the one textstat uses; it stands in `helpers/data`, so that nothing
is fetched and every machine counts alike. For words outside it textstat counts the places where a word may be
hyphenated, which finds the right number in 61 of 100 words of the dictionary itself and is 0.43 syllables short on
average; the groups of vowels counted here find it in 91 and are 0.04 short. Familiar words are the list of Dale and
Chall that textstat holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

DATA = Path(__file__).parents[2] / "data" / "nltk_data"
LONGEST = 45  # characters: what is longer is no English word, and its tail adds nothing
INITIALS = re.compile(r"[a-z](?:\.[a-z])+\Z")
ADDRESS = re.compile(r"https?://|www\.|[^@]+@.")
CONTRACTION = re.compile(r"(?:n't|'(?:ll|ve|re|d|m))\Z")
VOWELS = re.compile(r"[aeiouy]+")
MUTE = re.compile(r"(?:(?<=[^aeiouy])(?<![^aeiouy]l)e|(?<=[^aeiouytd])ed|(?<=[^aeiouysxzcgh])(?<![^aeiouy]l)es)\Z")
APART = re.compile(r"(?<![tcsg])i[aou]|eo(?!u)|y[ai]|(?<![qg])ua(?!r)|ism\Z|(?<=[aeiou])ing\Z")
SHORTENED = frozenset(("mr", "mrs", "ms", "dr", "st", "a.m", "p.m"))  # every pupil knows what they stand for
SIBILANTS = ("s", "x", "z", "ch", "sh", "ce", "se", "ge", "ze")
SPOKEN_ES = ("ses", "xes", "zes", "ches", "shes", "ces", "ges")


class Word(NamedTuple):
    """Facts about one word, whatever text it stands in.

    plain: in small letters, without accents, with straight apostrophes and hyphens
    syllables: at least 1
    letters: letters and digits
    familiar: on the list of Dale and Chall, itself or the word it is a regular form of
    known: in the pronouncing dictionary, which holds the names of persons, places and firms in American news
    complex: three syllables or more by Gunning's rule (whether it is a name, the text must say)
    capital: begins with a capital
    """

    plain: str
    syllables: int
    letters: int
    familiar: bool
    known: bool
    complex: bool
    capital: bool


def look_up(form: str) -> Word:
    """Facts about a word as it is written in a text.

    >>> look_up("Well-Known")
    Word(plain='well-known', syllables=2, letters=9, familiar=True, known=True, complex=False, capital=True)
    >>> look_up("deliberations").syllables, look_up("U.S").syllables, look_up("Zelenskyy").syllables
    (5, 2, 3)
    """
    if len(form) <= LONGEST:
        return _remembered(form)
    return _facts(form[:LONGEST])._replace(letters=sum(map(str.isalnum, form)), familiar=False, known=False)


def _facts(form: str) -> Word:
    plain = _plain(form)
    parts = [part for part in plain.split("-") if part]
    counts = [_syllables(part) for part in parts]
    return Word(
        plain=plain,
        syllables=sum(counts),
        letters=sum(map(str.isalnum, form)),
        familiar=all(map(is_familiar, parts)),
        known=all(map(_is_known, parts)),
        complex=any(map(_is_complex, parts, counts)),
        capital=form[0].isupper(),
    )


_remembered = lru_cache(maxsize=20_000)(_facts)


def _plain(form: str) -> str:
    """A word in small letters without accents, with straight apostrophes and hyphens."""
    form = form.replace("’", "'").replace("‐", "-").replace("‑", "-").lower()
    if form.isascii():
        return form
    return "".join(letter for letter in unicodedata.normalize("NFD", form) if not unicodedata.combining(letter))


def _syllables(part: str) -> int:
    """Syllables of a word in small letters and without hyphens; figures and addresses count one, as textstat has it."""
    if INITIALS.match(part):
        return sum(3 if letter == "w" else 1 for letter in part if letter != ".")
    known = _syllables_known().get(part)
    if known:
        return known
    if part[0].isdigit() or ADDRESS.match(part):
        return 1
    base = part.removesuffix("'s").removesuffix("'")
    spoken = part.endswith("'s") and base.endswith(SIBILANTS)
    return (_syllables_known().get(base) or _vowel_groups(base)) + spoken


def _is_known(part: str) -> bool:
    base = part.removesuffix("'s").removesuffix("'")
    return base in _syllables_known() or INITIALS.match(base) is not None


def _vowel_groups(part: str) -> int:
    groups = len(VOWELS.findall(part))
    mute = groups > 1 and MUTE.search(part) is not None
    return max(1, groups - mute + len(APART.findall(part)))


def _is_complex(part: str, syllables: int) -> bool:
    """Gunning's rule: three syllables, not counting the endings -es, -ed and -ing; compounds by their parts."""
    return syllables - part.endswith(("ing", "ted", "ded", *SPOKEN_ES)) >= 3


def is_familiar(part: str) -> bool:
    """Whether a word in small letters is on the list, or is a regular form of a word on it.

    The forms its authors name: plurals and possessives, regular endings of verbs (-s, -ed, -ing, -n), comparatives and
    superlatives, adverbs in -ly, contractions; numerals are familiar too.
    Source: E. Dale and J. S. Chall, A Formula for Predicting Readability: Instructions, 1948.

    >>> [is_familiar(word) for word in ("carries", "stopped", "children's", "14,000", "municipal")]
    [True, True, True, True, False]
    """
    familiar = familiar_words()
    if part in familiar or part[0].isdigit():
        return True
    part = CONTRACTION.sub("", part).removesuffix("'s").removesuffix("'")
    return part in familiar or any(base in familiar for base in _bases(part))


def _bases(part: str) -> list[str]:
    """The words that a word may be a regular form of."""
    bases = []
    for ending in ("s", "es", "d", "ed", "ing", "r", "er", "st", "est", "n", "en", "ly"):
        stem = part.removesuffix(ending)
        if len(stem) < 2 or stem == part:
            continue
        bases.append(stem)
        if ending == "ing":
            bases.append(stem + "e")
        if ending in ("ed", "ing", "er", "est", "en") and stem[-1] == stem[-2]:
            bases.append(stem[:-1])
        if ending in ("es", "ed", "er", "est") and stem[-1] == "i":
            bases.append(stem[:-1] + "y")
    return bases


@cache
def familiar_words() -> frozenset[str]:
    """The words that four of five American pupils of the fourth grade knew: the list of Dale and Chall."""
    library = find_spec("textstat")
    if library is None or library.origin is None:
        raise ModuleNotFoundError("textstat, which holds the list of familiar words, is not installed")
    listed = Path(library.origin).parent / "resources" / "en" / "easy_words.txt"
    return frozenset(listed.read_text(encoding="utf-8").split()) | SHORTENED


@cache
def _syllables_known() -> dict[str, int]:
    """Words of the pronouncing dictionary and the number of vowels in their first pronunciation."""
    known = {}
    lines = (DATA / "corpora" / "cmudict" / "cmudict").read_text(encoding="utf-8").splitlines()
    for word, number, phones in (line.split(" ", 2) for line in lines):
        if number == "1":
            known[word.lower()] = phones.count("0") + phones.count("1") + phones.count("2")
    return known


def textstat_offline() -> ModuleType:
    """The library textstat, made to read the dictionary shipped here instead of fetching one; for comparisons."""
    import nltk
    import textstat

    if str(DATA) not in nltk.data.path:
        nltk.data.path.insert(0, str(DATA))
    return textstat
