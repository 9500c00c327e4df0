"""What lies between two figures: what is left of a whole, a majority, a profit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from helpers.findings.checks.figures import gap, interval, shown, total_of, value_of
from helpers.findings.checks.page import Finding, Page, recomputed
from helpers.findings.checks.parts import FAR, NEAR, heads, same_kind, unread, with_noun
from helpers.text.records import NumberClaim

LEFT = re.compile(
    r"\b(?:(?:the|its|their|all|his|her|those) (?:\w+ )?(?:remaining|other|rest|others|remainder|balance)|remaining|leav(?:es|ing)"
    r"|left (?:with|it with))(?: (?!behind)[a-z]+){0,4},? [$£€]?$"
)
LEFT_OF = re.compile(r"\b(?:of|in|among) the (?:remaining|other|others|rest)\b[^,;]*$")
LEFT_BEHIND = re.compile(
    r"^ (?:[a-z]+ ){0,2}?(?:(?:that|which|who) (?:are|were) (?:still )?left\b|(?:is|are|was|were) (?:still )?left[.,;]|remain(?:s|ed)?[.,;])"
)
IN_A_STATE = re.compile(
    r"^ (?:[a-z]+ ){0,3}?(?:without|dead|injured|hurt|wounded|homeless|stranded|missing|with|in|on|at|unable|to)\b"
)
BETWEEN_TWO = re.compile(
    r"\b(?:(?:deficit|surplus|gap|difference|shortfall|majority|margin|lead|profit|loss)(?: (?!in\b|on\b|for\b)[a-z]+){0,4}"
    r"|(?:won|w[io]n(?:ning|s)?|beat\w*|defeated|re-?elected|victory)\b[^,;:\d]*\bby(?: about| just| only| a mere)?) [$£€]?$"
)
ON_BOTH_SIDES = (
    (
        re.compile(r"\b(?:profit|loss|deficit|surplus|shortfall)\b"),
        re.compile(r"\b(?:costs?|spent|spend\w*|expen\w+|outgoings|paid|outlay\w*)\b"),
    ),
    (
        re.compile(r"\b(?:majority|margin|lead|won|w[io]n\w*|beat\w*|defeated|re-?elected|victory)\b"),
        re.compile(r"\b(?:vot\w+|ballots?|polled)\b"),
    ),
    (re.compile(r"\b(?:gap|difference)\b"), re.compile(r"")),
)
INCOME = re.compile(r"\b(?:income|revenues?|sales|turnover|took|takings|earn\w*|raised|receipts|brought in|sold)\b")
MOST_PARTS = 4  # parts beside what is left of a whole
SLIPS = (1e3, 1e6, 1e-3, 1e-6)


def remainder(page: Page) -> Iterator[Finding]:
    """ "It will close 23 of its 146 shops. The remaining 118 stay": what is left follows from the whole and its parts."""
    for left in page.usable:
        if left.kind not in ("money", "count", "measure") or left.change_role or not _is_left(page, left):
            continue
        near = [claim for claim in page.window(left, NEAR, 0) if same_kind(claim, left)]
        before = [claim for claim in near if claim.start < left.start or claim.sentence == left.sentence]
        whole = max(before, key=value_of, default=None)
        parts = [claim for claim in before if whole and claim is not whole and claim.sentence >= left.sentence - 1]
        if whole and 0 < len(parts) <= MOST_PARTS and _of_one_kind(page, whole, [*parts, left]):
            sums = [total_of([left, *some]) for n in range(1, len(parts) + 1) for some in combinations(parts, n)]
            same = [interval(whole), *(interval(part) for part in parts if part.sentence != left.sentence)]
            fits = any(gap(interval(whole), one) <= FAR for one in sums) or any(
                interval(left).touches(one) for one in same
            )
            if not fits and not unread(page, whole, left):
                yield from _left_over(whole, parts, left)


def _is_left(page: Page, left: NumberClaim) -> bool:
    before = page.before(left, 50)
    cue = LEFT.search(before)
    if cue and "leav" in cue[0] and left.kind == "count" and IN_A_STATE.match(page.behind(left)):
        return False
    return bool((cue and not LEFT_OF.search(before)) or LEFT_BEHIND.match(page.behind(left)))


def _of_one_kind(page: Page, whole: NumberClaim, parts: list[NumberClaim]) -> bool:
    """True if counts are of one noun, or of none that stands with them."""
    if whole.kind != "count":
        return True
    nouns = heads(whole.counted)
    return all(heads(part.counted) & nouns or not with_noun(page, part) for part in parts)


def _left_over(whole: NumberClaim, parts: list[NumberClaim], left: NumberClaim) -> Iterator[Finding]:
    """The finding, unless the figures are too far from each other to be said of one thing."""
    rest = value_of(whole) - sum(map(value_of, parts))
    ratio = value_of(left) / rest if rest > 0 else 0
    told = whole.kind != "count" or len(parts) > 1 or parts[0].sentence == whole.sentence  # else some may be left out
    if (told and 0.4 <= ratio <= 2.5) or any(abs(ratio / slip - 1) < 0.05 for slip in SLIPS):
        less, size = " - ".join(part.text for part in parts), shown(rest, left.unit)
        yield recomputed(f"{whole.text} - {less} is", size, [left, whole, *parts])


def difference(page: Page) -> Iterator[Finding]:
    """ "She took 14,206 votes and he 12,871, a majority of 1,535": a margin, profit or gap lies between two figures."""
    for size in page.usable:
        cue = BETWEEN_TWO.search(page.before(size, 60))
        if not cue or size.kind not in ("money", "count") or size.change_role in ("from", "to"):
            continue
        near = [claim for claim in page.window(size, 1, 1) if same_kind(claim, size)]
        beside = [claim for claim in near if claim.sentence == size.sentence]
        if any(_lies_between(size, a, b) for a, b in combinations(near, 2)):
            continue
        ends = beside if len(beside) == 2 else near
        if len(ends) == 2 and _two_sides(page, cue[0], size, *ends):
            a, b = sorted(ends, key=value_of)
            computed = shown(value_of(b) - value_of(a), size.unit)
            yield recomputed(f"{b.text} - {a.text} is", computed, [size, a, b])


def _lies_between(size: NumberClaim, a: NumberClaim, b: NumberClaim) -> bool:
    """True if a size is the difference of two figures, their sum, what one has over half of the other, or one of them."""
    low, high = sorted((interval(a), interval(b)))
    fits = [high.minus(low), high.plus(low), low.minus(high.times(0.5)), low.times(2).minus(high), high, low]
    return any(gap(interval(size), one) <= FAR for one in fits)


def _two_sides(page: Page, cue: str, size: NumberClaim, a: NumberClaim, b: NumberClaim) -> bool:
    """True if the words around two figures make them the two sides of such a difference."""
    if value_of(size) >= max(value_of(a), value_of(b)) or (size.kind == "count" and not _of_one_kind(page, a, [b])):
        return False
    around = page.sentence(a.sentence) + page.sentence(b.sentence)
    for named, sides in ON_BOTH_SIDES:
        if named.search(cue):
            spent = any(page.behind(end).startswith(" on ") for end in (a, b))
            return bool(sides.search(around)) and (size.kind != "money" or (bool(INCOME.search(around)) and not spent))
    return False
