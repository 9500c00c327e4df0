"""Parts and whole: parts that are said to be all must add up; a remainder follows from what was taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from helpers.findings.checks.figures import Interval, gap, interval, shown, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text.records import NumberClaim

EXHAUSTIVE = re.compile(
    r"\b(?:all (?:the )?others?|(?:all )?others? [a-z ]{0,20}combined|everything else|the "
    r"(?:remaining|remainder|rest|others?)\b(?! of the)"
    r"|the balance)\b"
)
ALL_OF = re.compile(
    r"\b(?:total of|all(?: of)?(?: the)?|in all,?|totall?ing|combined total of|altogether) (?:about |some )?$"
)
IN_TOTAL = re.compile(r"^ (?:\w+ ){0,3}(?:in total|in all|altogether|combined)\b")
INCOMPLETE = re.compile(
    r"\b(?:includ\w+|among|such as|at least|more than|of them|for example|alone|also|another|as well as|plus)\b"
)
LEAVING = re.compile(
    r"\b(?:(?:leaving|leaves)\b(?! behind)[^;,]{0,30}|(?:deficit|surplus|gap|difference|shortfall"
    r"|majority|margin) of (?:about )?[$£€]?)$"
)
INCLUDES = re.compile(r"^[^;:.]{0,30}\binclud(?:es|ed|ing)\b[^;:.]{0,20}$")
INTRODUCED = re.compile(
    r"^[^:]*(?::|\bmade up of|\bconsist\w+ of|\bcompris\w+|\bdivided into)(?: [a-z]+){0,4} (?:about )?[$£€]?$"
)
ONE_MORE = re.compile(r"(?:,|\band) (?:one|another|a|an) (?=[a-z])")
OF_THE = re.compile(r"\b(?:of|among) (?:the|its|their|these|those|his|her) $")
MOST_PARTS = 9
NEAR = 2  # sentences back to a whole that is not called a total
HALVES = ({"men", "women"}, {"boys", "girls"}, {"male", "female"}, {"adults", "children"}, {"males", "females"})
APPOSED = re.compile(r"^(?: [a-z]+){0,2}(?:,| -| \() ?$")
FAR = 0.002
SURE = 0.02
NEAR_ENOUGH = (0.5, 1.6)  # sum over whole: outside it they are not said of one thing


def parts_and_whole(page: Page) -> Iterator[Finding]:
    """Parts said to be all ("and all other markets combined") add up to the whole named before."""
    for claims in page.by_sentence.values():
        for parts in _runs(claims):
            whole = _whole(page, parts)
            if whole is None:
                continue
            total, ones = _sum(parts), _ones(page, parts)
            missed = gap(interval(whole), Interval(total.low, total.high + ones))
            if missed > FAR:
                yield _finding(whole, parts, ones, "error" if missed > SURE else "look")


def parts_over_whole(page: Page) -> Iterator[Finding]:
    """ "The bill of 1,250 included 900 for rent, 200 for heat and 250 for water": parts are no more than the whole."""
    for claims in page.by_sentence.values():
        for parts in _runs(claims):
            whole = next((c for c in page.preceding(parts[0], 0) if _same(c, parts[0])), None)
            if whole is None or whole.kind == "count" or not INCLUDES.match(page.between(whole, parts[0])):
                continue
            if _sum(parts).low > interval(whole).high and value_of(whole) > max(map(value_of, parts)):
                yield _finding(whole, parts, 0, "error")


def two_halves(page: Page) -> Iterator[Finding]:
    """ "Of the 60 people, 35 were men and 25 were women": men and women are all of them."""
    for claims in page.by_sentence.values():
        counts = [claim for claim in claims if claim.kind == "count"]
        for whole, first, second in zip(counts, counts[1:], counts[2:], strict=False):
            nouns = {_noun_of(page, claim) for claim in (first, second)}
            beside = OF_THE.search(page.before(whole)) or APPOSED.match(page.between(whole, first))
            if nouns not in HALVES or not beside or value_of(first) + value_of(second) == value_of(whole):
                continue
            if whole.bound == first.bound == second.bound == "=" and _noun_of(page, whole) not in set().union(*HALVES):
                yield _finding(whole, [first, second], 0, "error")


def _noun_of(page: Page, claim: NumberClaim) -> str | None:
    match = re.match(r" (?:(?:were|are|of them were) )?([a-z]+)", page.behind(claim))
    return match[1] if match else None


def votes(page: Page) -> Iterator[Finding]:
    """ "Eleven of the 20 councillors voted for it, eight against and two abstained": no more votes than voters."""
    for number, claims in page.by_sentence.items():
        counts = [claim for claim in claims if claim.kind == "count"]
        text = page.sentence(number)
        if len(counts) != 4 or not ("against" in text and "abst" in text):
            continue
        whole = next((claim for claim in counts[:2] if OF_THE.search(page.before(claim))), None)
        if whole and sum(value_of(claim) for claim in counts) - value_of(whole) > value_of(whole):
            yield _finding(whole, [claim for claim in counts if claim is not whole], 0, "error")


def _finding(whole: NumberClaim, parts: list[NumberClaim], ones: int, severity: str) -> Finding:
    terms = [claim.text for claim in parts] + ["1"] * ones
    computed = shown(sum(map(value_of, parts)) + ones, whole.unit)
    said = f"{' + '.join(terms)} is {computed}; the article says {whole.text}."
    return Finding([whole, *parts], said, whole.text, computed, severity)


def _ones(page: Page, parts: list[NumberClaim]) -> int:
    """Further items of one among counts: "four in Leeds, three in York and one in Hull"."""
    if parts[0].kind != "count":
        return 0
    end = page.sentences[parts[0].sentence][1]
    return len(ONE_MORE.findall(page.lower[parts[0].end : end]))


def _runs(claims: list[NumberClaim]) -> Iterator[list[NumberClaim]]:
    """Claims of one sentence with the same kind and unit, two or more; also without the first, which may be the whole."""
    for kind, unit in dict.fromkeys((claim.kind, claim.unit) for claim in claims):
        run = [claim for claim in claims if (claim.kind, claim.unit) == (kind, unit)]
        if kind not in ("money", "count", "measure") or len(run) > MOST_PARTS:
            continue
        if len(run) >= 3:
            yield run[1:]
        if len(run) >= 2:
            yield run


def _whole(page: Page, parts: list[NumberClaim]) -> NumberClaim | None:
    """The whole that parts must add up to, if the words say that they are all of it and no other total fits."""
    first, last = parts[0], parts[-1]
    text = page.lower[page.sentences[first.sentence][0] : last.end]
    candidates = [claim for claim in page.preceding(first, 4) if _same(claim, first)]
    listed = [
        c for c in candidates if c.sentence == first.sentence and INTRODUCED.search(page.lower[c.end : first.start])
    ]
    totals = [_sum(parts)] if listed else _sums(parts)
    if INCOMPLETE.search(text) or any(interval(c).touches(total) for c in candidates for total in totals):
        return None
    if not any(c.sentence == first.sentence for c in candidates) and interval(first).touches(_sum(parts[1:])):
        return None
    return next((claim for claim in candidates if _said_to_be_all(page, claim, parts)), None)


def _said_to_be_all(page: Page, whole: NumberClaim, parts: list[NumberClaim]) -> bool:
    """True if the words make the parts all of the whole."""
    first, last = parts[0], parts[-1]
    ratio = sum(map(value_of, parts)) / value_of(whole)
    if not NEAR_ENOUGH[0] <= ratio <= NEAR_ENOUGH[1] or value_of(whole) <= max(map(value_of, parts)):
        return False
    beside = whole.sentence == first.sentence
    gap_text = page.lower[whole.end : first.start] if beside else ""
    if INTRODUCED.search(gap_text) and (first.kind != "count" or len(parts) + _ones(page, parts) >= 3):
        return True
    total = (
        ALL_OF.search(page.before(whole))
        or IN_TOTAL.match(page.behind(whole))
        or (beside and OF_THE.search(page.before(whole)))
    )
    if not total and (beside or first.sentence - whole.sentence > NEAR):
        return False
    exhaustive = EXHAUSTIVE.search(page.between(parts[-2], last)) and (
        beside or first.kind == "money" or len(parts) >= 3
    )
    listed = len(parts) >= 3 and (_elliptical(page, parts) or _ordinals(page, parts))
    return bool(exhaustive or (listed and total))


def _same(a: NumberClaim, b: NumberClaim) -> bool:
    return (a.kind, a.unit) == (b.kind, b.unit) and value_of(a) > 0


def _sum(claims: Sequence[NumberClaim]) -> Interval:
    total = Interval(0, 0)
    for claim in claims:
        total = total.plus(interval(claim))
    return total


def _sums(parts: list[NumberClaim]) -> list[Interval]:
    """Sums of all parts and of all but one or two: some of them may be said of something else."""
    sizes = range(max(2, len(parts) - 2), len(parts) + 1)
    return [_sum(some) for size in sizes for some in combinations(parts, size)]


def _elliptical(page: Page, parts: list[NumberClaim]) -> bool:
    """Bare counts that begin coordinated clauses: "Thirty-one were found, nine were hurt and five had died"."""
    verbs = r" (?:others? )?(?:(?:has|have|had|was|were|are|is|will|did) |[a-z]+ed |died\b|survived\b|remain\b)"
    return all(re.match(verbs, page.behind(claim)) for claim in parts)


def _ordinals(page: Page, parts: list[NumberClaim]) -> bool:
    """The first 2.4 million, the second 1.5 million and the third 600,000."""
    return bool(
        re.search(r"\bthe second\b", page.before(parts[1], 50))
        and re.search(r"\bthe third\b", page.before(parts[2], 50))
    )


def remainder(page: Page) -> Iterator[Finding]:
    """ "Insurance covers 9 of the 27 million, leaving 18": the remainder follows from both."""
    for left in page.usable:
        if left.kind not in ("money", "count") or not LEAVING.search(page.before(left, 60)):
            continue
        others = [claim for claim in page.preceding(left, 1) if _same(claim, left)]
        results = [abs(value_of(a) - value_of(b)) for a, b in combinations(others, 2)]
        if len(others) != 2 or (left.kind == "count" and not _one_noun(others)):
            continue
        computed = interval(max(others, key=value_of)).minus(interval(min(others, key=value_of)))
        missed = gap(interval(left), computed)
        total = interval(others[0]).plus(interval(others[1]))
        if missed > FAR and not interval(left).touches(total) and value_of(left) < max(map(value_of, others)):
            size = shown(results[0], left.unit)
            yield Finding(
                [left, *reversed(others)],
                f"Between {others[1].text} and {others[0].text} lie {size}; the article says {left.text}.",
                left.text,
                size,
                "error" if missed > SURE else "look",
            )


def _one_noun(claims: list[NumberClaim]) -> bool:
    nouns = {claim.counted.lower().split()[-1] if claim.counted else None for claim in claims}
    return len(nouns) == 1 and None not in nouns
