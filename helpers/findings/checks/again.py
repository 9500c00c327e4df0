"""A figure that comes back with another value: of the 16 injured, all 13, the 45-million investment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from helpers.findings.checks.figures import gap, interval, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.findings.checks.words import stem, telling
from helpers.text.records import NumberClaim

AGAIN = re.compile(r"(?:\b(?:of the|all the|all of the)|^the|(?:[,;]|\band|\bthat|\bsaid) the) $")
AGAIN_ALL = re.compile(r"\b(?:of|all) the $")
GENERIC = {"people", "persons", "others", "more", "years", "times"}
BEHIND_COUNT = re.compile(r" ([a-z]{4,})(?=[,.]| (?:were|was|are|have|had|will|[a-z]{3,}ed)\b)")
ALL_WERE = re.compile(r"^ (?:of them )?(?:(?:were|have|are|had|will|survived|died|escaped)\b)")
NOUN = re.compile(r" (?:[a-z]+ )?([a-z]{4,})\b")
CLOSE = 45  # characters around an amount that may name what it is for
ALIKE = 2  # words that the clauses of both figures share, at least
WITHIN = 40  # figures behind one that are compared with it
ANOTHER = re.compile(
    r"\b(?:another|other|others|more|fewer|further|additional|last|next|previous\w*|earlier|former"
    r"|first|second|third|each|every|per"
    r"|including|of them|of whom|least|than|about|nearly|up to|from|in (?:19|20)\d\d|compared"
    r"|against|while|since|when|worst|deadliest|biggest|largest|(?:19|20)\d\d|year|month|week|ago|then|by|to)\b"
)
MANY = 10  # smaller counts come back with another number too easily
FAR = 0.01
BACK = 3  # sentences back to the amount that comes back


def definite_count(page: Page) -> Iterator[Finding]:
    """ "14 people were injured … of the 16 injured": a group that comes back has kept its number."""
    for claim in page.usable:
        word = _comes_back(page, claim)
        if word is None:
            continue
        earlier = [c for c in page.earlier(claim) if c.kind == "count" and c.bound == "="]
        same = [c for c in earlier if c.counted and c.sentence != claim.sentence and _said_of(page, c, word)]
        if len({value_of(c) for c in same}) != 1 or value_of(claim) in {value_of(c) for c in earlier}:
            continue
        if value_of(claim) > value_of(same[0]):
            yield _finding(page, same[0], claim)


def _comes_back(page: Page, claim: NumberClaim) -> str | None:
    """The word behind a definite count ("of the 16 injured"), None where it may be a new group."""
    if claim.kind != "count" or claim.unit or claim.bound != "=" or claim.change_role or value_of(claim) < 2:
        return None
    before = page.before(claim, 16)
    word = BEHIND_COUNT.match(page.behind(claim, 50)) if AGAIN.search(before) else None
    if not word or word[1] in GENERIC or (word[1].endswith("s") and not AGAIN_ALL.search(before)):
        return None
    return word[1]


def all_again(page: Page) -> Iterator[Finding]:
    """ "Police arrested 31 people. All 13 were released": all of them are as many as before."""
    for claim in page.usable:
        if claim.kind != "count" or page.before(claim, 30) != "all " or not ALL_WERE.match(page.behind(claim)):
            continue
        last = [c for c in page.by_sentence.get(claim.sentence - 1, []) if c.kind == "count" and not c.unit]
        known = {value_of(c) for c in page.earlier(claim)}
        if len(last) != 1 or last[0].bound != "=" or min(value_of(claim), value_of(last[0])) < MANY:
            continue
        if value_of(claim) not in known:
            yield _finding(page, last[0], claim)


def definite_amount(page: Page) -> Iterator[Finding]:
    """ "Will invest 40 million … the 45-million investment": an amount that comes back has kept its size."""
    for claim in page.usable:
        if claim.kind not in ("money", "measure", "duration") or not page.before(claim, 10).endswith("the "):
            continue
        named = NOUN.match(page.behind(claim, 40))
        same = [c for c in page.preceding(claim, BACK) if (c.kind, c.unit) == (claim.kind, claim.unit)]
        if not named or claim.change_role or len(same) != 1 or same[0].sentence == claim.sentence:
            continue
        stem = named[1][:6].rstrip("e")
        if re.search(rf"\b{re.escape(stem)}", _close(page, same[0])) and gap(interval(same[0]), interval(claim)) > FAR:
            yield _finding(page, same[0], claim)


def _close(page: Page, claim: NumberClaim) -> str:
    return page.before(claim, CLOSE) + " " + re.split(r"[.;]", page.behind(claim, CLOSE))[0]


def _said_of(page: Page, claim: NumberClaim, word: str) -> bool:
    """True if a count is directly followed by the word, alone or behind its noun and a form of "be"."""
    be = r"(?:(?:were|was|are|have been|had been|has been) )?(?:[a-z]+ly )?"
    return re.match(rf" (?:[a-z]+ ){{0,2}}?{be}{re.escape(word)}\b", page.behind(claim, 60)) is not None


def _finding(page: Page, first: NumberClaim, again: NumberClaim) -> Finding:
    said = [page.text[c.start : c.end] + re.split(r"[.,;]", page.text[c.end : c.end + 25])[0] for c in (first, again)]
    return Finding(
        [first, again],
        f"The article says “{said[0].strip()}” and later “{said[1].strip()}”.",
        again.text,
        first.text,
        "look",
    )


def same_words(page: Page) -> Iterator[Finding]:
    """ "The blast killed 14 people … the blast had killed 12 people": the same words with another number."""
    counts = [c for c in page.usable if c.kind == "count" and c.counted and not c.change_role and c.bound == "="]
    of_noun = Counter(stem((claim.counted or "").split()[-1]) for claim in counts)
    for place, first in enumerate(counts):
        for second in counts[place + 1 : place + WITHIN]:
            if (
                value_of(first) == value_of(second)
                or first.sentence == second.sentence
                or not _plain(page, first, second)
            ):
                continue
            noun = stem((first.counted or "").split()[-1])
            if noun != stem((second.counted or "").split()[-1]):
                continue
            common = (_words(page, first) & _words(page, second)) - {noun}
            if len(common) >= ALIKE and of_noun[noun] == 2:
                yield _finding(page, first, second)


def _plain(page: Page, first: NumberClaim, second: NumberClaim) -> bool:
    """True if no word near either figure makes it another group, another time or a part."""
    near = f"{page.before(first, 60)} {page.behind(first)} {page.before(second, 60)} {page.behind(second)}"
    return not ANOTHER.search(near) and min(value_of(first), value_of(second)) >= MANY


def transposed_digits(page: Page) -> Iterator[Finding]:
    """43 million and 34 million, said in the same words: the digits have changed places."""
    claims = [
        c for c in page.usable if c.kind in ("money", "count", "measure") and not c.change_role and c.bound == "="
    ]
    for place, first in enumerate(claims):
        for second in claims[place + 1 : place + WITHIN]:
            if (first.kind, first.unit, _noun(first)) != (second.kind, second.unit, _noun(second)):
                continue
            if first.sentence == second.sentence or not _transposed(first.text, second.text):
                continue
            if first.kind == "count" and (not first.counted or value_of(first) < MANY**2):
                continue
            if len(_words(page, first) & _words(page, second)) >= ALIKE:
                yield _finding(page, first, second)


def _noun(claim: NumberClaim) -> str | None:
    return stem(claim.counted.split()[-1]) if claim.kind == "count" and claim.counted else None


def _transposed(one: str, two: str) -> bool:
    """The same digits in another order, at least two of them."""
    a, b = re.sub(r"\D", "", one), re.sub(r"\D", "", two)
    bare = a.rstrip("0"), b.rstrip("0")
    return a != b and len(a) == len(b) and len(bare[0]) == len(bare[1]) >= 2 and sorted(a) == sorted(b)


def _words(page: Page, place: NumberClaim) -> set[str]:
    """Stems of the telling words of a figure's clause."""
    left = re.split(r"[.;]\s|\n", page.lower[max(0, place.start - CLOSE) : place.start])[-1]
    right = re.split(r"[.;]\s|\n", page.lower[place.end : place.end + CLOSE])[0]
    return telling(left + " " + right)
