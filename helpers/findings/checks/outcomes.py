"""Parts of a group that is named before them: outcomes that shut each other out, and lists under "of the posts to go"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from helpers.findings.checks.figures import shown, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.findings.checks.words import stem
from helpers.text import lexicon
from helpers.text.records import NumberClaim

BACK = 2  # sentences back to the whole
WORD = re.compile(r"[a-z]+")
OVERLAPPING = re.compile(
    r"\b(?:both|each|also|includ\w+|of (?:them|whom|which)|among|more than once|at least|another|further|as well as|others?"
    r"|respectively|later|earlier|previous\w*|last|total|overall|altogether|per|too|additional\w*|up to|average)\b"
)
UNDER_HEAD = re.compile(
    r"^of (?:the (?:\d+ )?|these |those |them\b|its |their |which |whom )(?P<noun>[a-z]+)?(?: [a-z-]+){0,4},? "
)
ROOM = re.compile(r"\b(?:capacity|licen[cs]ed|designed|up to|room|space|seats?|seating|limit\w*|maximum|allowed|can)\b")
TAIL = 45  # characters behind the last part that tell its outcome
NEAR_ENOUGH = (0.75, 1.3)  # sum over whole within which a list was meant to be all
FEWEST, MOST = 2, 8
LISTED = 3  # parts of a list that says no more of being whole than "of the posts to go"


def outcomes_over_whole(page: Page) -> Iterator[Finding]:
    """ "63 were aboard. Of those, 41 were rescued, 19 died and five are missing": no more outcomes than people."""
    for number, claims in page.by_sentence.items():
        counts = [claim for claim in claims if claim.kind == "count" and not claim.unit]
        for first in range(min(2, len(counts))):
            parts = counts[first:]
            if not FEWEST <= len(parts) <= MOST or not _apart(page, parts):
                continue
            whole = _whole(page, parts, page.sentence(number))
            if whole and sum(map(value_of, parts)) > value_of(whole) >= max(map(value_of, parts)):
                yield _finding(whole, parts)
                break


def _apart(page: Page, parts: list[NumberClaim]) -> bool:
    """True if the parts have outcomes that shut each other out, in one list without words of overlap."""
    ends = [claim.start for claim in parts[1:]] + [page.sentences[parts[0].sentence][1]]
    texts = [page.lower[claim.end : end] for claim, end in zip(parts, ends, strict=True)]
    texts[-1] = re.split(r"[,;]", texts[-1])[0][:TAIL]
    if any(OVERLAPPING.search(text) for text in texts) or any(";" in text for text in texts):
        return False
    found = [{outcome for word in WORD.findall(text) if (outcome := _outcomes().get(word))} for text in texts]
    if len(parts) == FEWEST and any(len(one) != 1 for one in found):
        return False
    return any(all(one & line for one in found) and len(line & set().union(*found)) >= FEWEST for line in _lines())


@cache
def _outcomes() -> dict[str, str]:
    return dict(lexicon.rows("check-outcomes.tsv"))


@cache
def _lines() -> list[frozenset[str]]:
    return [frozenset(outcomes.split()) for _, outcomes in lexicon.rows("check-outcomes-apart.tsv")]


def _whole(page: Page, parts: list[NumberClaim], sentence: str) -> NumberClaim | None:
    """The one larger count of the same people, in the sentence before the parts or a little further back."""
    near = [claim for claim in page.preceding(parts[0], BACK) if claim.kind == "count" and not claim.unit]
    total = sum(map(value_of, parts))
    sums = [sum(map(value_of, some)) for size in (1, 2, 3) for some in combinations(near[:6], size)]
    if any(one >= total for one in sums if one != 0 and one < 3 * total) or not near:
        return None
    pointed = re.match(r"of (?:those|them|these|the|its|their)\b", sentence) is not None
    alike = [claim for claim in near if pointed or _same_head(claim, parts[0])]
    same = [claim for claim in alike if not ROOM.search(page.before(claim)) and value_of(claim) >= LISTED]
    return same[0] if len(same) == 1 else None


def _same_head(a: NumberClaim, b: NumberClaim) -> bool:
    return bool(heads(a.counted) & heads(b.counted))


def heads(counted: str | None) -> set[str]:
    """A counted noun, and the nouns that articles change it for."""
    return set(_names_for(counted.lower().split()[-1])) if counted else set()


@cache
def _names_for(noun: str) -> frozenset[str]:
    groups = [names.split() for _, names in lexicon.rows("check-same-heads.tsv")]
    return frozenset([stem(noun)]).union(*({stem(name) for name in names} for names in groups if noun in names))


def listed_under_whole(page: Page) -> Iterator[Finding]:
    """ "48 jobs will go. Of the posts to go, 21 are in packing, 14 in baking and 11 in the office": the list is all."""
    for number, claims in page.by_sentence.items():
        text = page.sentence(number)
        head = UNDER_HEAD.match(text)
        parts = [claim for claim in claims if claim.kind == "count" and not claim.unit]
        if head and parts and parts[0].start < page.sentences[number][0] + head.end():
            parts = parts[1:]
        if not head or not LISTED <= len(parts) <= MOST or not _one_list(page, parts):
            continue
        whole = _headed(page, number, parts, head["noun"])
        if whole is None:
            continue
        total = sum(map(value_of, parts))
        if total != value_of(whole) and NEAR_ENOUGH[0] <= total / value_of(whole) <= NEAR_ENOUGH[1]:
            yield _finding(whole, parts)


def _one_list(page: Page, parts: list[NumberClaim]) -> bool:
    """Bare counts joined by commas and a last "and", that end their sentence."""
    gaps = [page.between(a, b) for a, b in pairwise(parts)]
    rest = page.lower[parts[-1].end : page.sentences[parts[-1].sentence][1]]
    bare = all(not re.match(r" (?!are|is|were|was|will|had|have)[a-z]{3,}s\b", page.behind(part)) for part in parts[1:])
    joined = all(gap_text.rstrip().endswith((",", ", and", "and")) for gap_text in gaps) and "and" in gaps[-1]
    whole_text = "".join(gaps) + rest
    return bare and joined and not OVERLAPPING.search(whole_text) and all(part.bound == "=" for part in parts)


def _headed(page: Page, number: int, parts: list[NumberClaim], noun: str | None) -> NumberClaim | None:
    """The count that the head points back to: of the same noun, or of one that articles change it for."""
    before = [claim for claim in page.preceding(parts[0], BACK + 1) if claim.kind == "count" and not claim.unit]
    names = heads(noun) if noun else heads(parts[0].counted)
    same = [claim for claim in before if claim.bound == "=" and heads(claim.counted) & names]
    own = [claim for claim in same if claim.sentence == number]
    values = {value_of(claim) for claim in same}
    return own[0] if own else same[0] if len(values) == 1 else None


def _finding(whole: NumberClaim, parts: list[NumberClaim]) -> Finding:
    computed = shown(sum(map(value_of, parts)))
    said = f"{' + '.join(claim.text for claim in parts)} is {computed}; the article says {whole.text}."
    return Finding([whole, *parts], said, whole.text, computed, "look")
