"""Parts and whole: parts that are said to be all must add up, parts that shut each other out are no more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from helpers.findings.checks.figures import Interval, gap, interval, shown, total_of, value_of, written_step
from helpers.findings.checks.page import Finding, Page, stem
from helpers.text import lexicon
from helpers.text.records import NumberClaim

EXHAUSTIVE = re.compile(
    r"\b(?:all (?:the )?others?|(?:all )?others? [a-z ]{0,20}combined|everything else|the balance"
    r"|the (?:remaining|remainder|rest|others?)\b(?! of the))\b"
)
TOTAL = re.compile(
    r"\b(?:total of|all(?: of)?(?: the)?|in all,?|totall?ing|combined total of|altogether) (?:about |some )?$"
)
IN_TOTAL = re.compile(r"^ (?:\w+ ){0,3}(?:in total|in all|altogether|combined)\b")
INTRODUCED = re.compile(
    r"^[^:]*(?::|\bmade up of|\bconsist\w+ of|\bcompris\w+|\bdivided into)(?: [a-z]+){0,4} (?:about )?[$£€]?$"
)
INCOMPLETE = re.compile(
    r"\b(?:includ\w+|among|such as|at least|more than|of them|for example|alone|also|another|as well as|plus)\b"
)
OF_THE = re.compile(r"\b(?:of|among) (?:the|its|their|these|those|his|her) $")
UNDER_HEAD = re.compile(
    r"^of (?:the (?:\d+ )?|these |those |them\b|its |their |which |whom )(?P<noun>[a-z]+)?(?: [a-z-]+){0,4},? "
)
ONE_MORE = re.compile(r"(?:,|\band) (?:one|another|a|an) (?=[a-z])")
OVERLAPPING = re.compile(
    r"\b(?:both|each|also|includ\w+|of (?:them|whom|which)|among|more than once|at least|another|further|as well as|others?"
    r"|respectively|later|earlier|previous\w*|last|total|overall|altogether|per|too|additional\w*|up to|average)\b"
)
ROOM = re.compile(r"\b(?:capacity|licen[cs]ed|designed|up to|room|space|seats?|seating|limit\w*|maximum|allowed|can)\b")
INCLUDES = re.compile(r"^[^;:.]{0,30}\binclud(?:es|ed|ing)\b[^;:.]{0,20}$")
HALVES = ({"men", "women"}, {"boys", "girls"}, {"male", "female"}, {"adults", "children"}, {"males", "females"})
APPOSED = re.compile(r"^(?: [a-z]+){0,2}(?:,| -| \() ?$")
IN_WAYS = re.compile(r"\b(?:all of it|split|divided|shared|ways|between|among)\b")
BROUGHT_TO = re.compile(
    r"\b(?:br(?:ings?|ought|inging)|ma(?:kes?|de|king)|t(?:akes?|ook|aking)) (?:the |a |its )?(?:[a-z]+ ){0,2}?(?:to|of) [$£€]?$"
)
TAIL = 45  # characters behind the last part that tell its outcome
BACK = 4  # sentences back to the whole
NEAR = 2  # sentences back to a whole that is not called a total
MOST = 9
HALF_OF = (0.85, 1.4)  # men and women over a whole of the sentence before, of whom they may be some
FAR, SURE = 0.002, 0.02
NEAR_ENOUGH = (0.5, 1.6)  # sum over whole: outside it they are not said of one thing
OVER = 1.4  # the most that parts sum to beside a whole that they are said of
LISTED = (0.75, 1.3)  # the same for a list that says no more of being whole than "of the posts to go"


def parts_and_whole(page: Page) -> Iterator[Finding]:
    """Parts said to be all ("and all other markets combined") add up to the whole named before."""
    for parts in _runs(page):
        whole = _whole(page, parts)
        if whole is not None:
            total, ones = total_of(parts), _ones(page, parts)
            missed = gap(interval(whole), Interval(total.low, total.high + ones))
            if missed > FAR:
                yield _finding(whole, parts, ones, 0 if _under_head(page, whole, parts) else missed)


def _runs(page: Page) -> Iterator[list[NumberClaim]]:
    """Claims of one sentence with the same kind and unit, two or more; also without the first, which may be the whole."""
    for claims in page.by_sentence.values():
        for kind, unit in dict.fromkeys((claim.kind, claim.unit) for claim in claims):
            run = [claim for claim in claims if (claim.kind, claim.unit) == (kind, unit)]
            if kind in ("money", "count", "measure") and len(run) <= MOST:
                yield from (some for some in (run[1:], run) if len(some) >= 2)


def _finding(whole: NumberClaim, parts: list[NumberClaim], ones: int = 0, missed: float = 1) -> Finding:
    terms = [claim.text for claim in parts] + ["1"] * ones
    computed = shown(sum(map(value_of, parts)) + ones, whole.unit)
    said = f"{' + '.join(terms)} is {computed}; the article says {whole.text}."
    return Finding([whole, *parts], said, whole.text, computed, "error" if missed > SURE else "look")


def _ones(page: Page, parts: list[NumberClaim]) -> int:
    """Further items of one among counts: "four in Leeds, three in York and one in Hull"."""
    return len(ONE_MORE.findall(page.to_end(parts[0]))) if parts[0].kind == "count" else 0


def _whole(page: Page, parts: list[NumberClaim]) -> NumberClaim | None:
    """The whole that parts must add up to, if the words say that they are all of it and no other total fits."""
    first, last = parts[0], parts[-1]
    candidates = [claim for claim in page.preceding(first, BACK) if same_kind(claim, first)]
    beside = [claim for claim in candidates if claim.sentence == first.sentence]
    listed = any(INTRODUCED.search(page.lower[claim.end : first.start]) for claim in beside)
    totals = [total_of(parts)] if listed else _sums(parts)
    if INCOMPLETE.search(page.lower[page.sentences[first.sentence][0] : last.end]):
        return None
    if any(interval(claim).touches(total) for claim in candidates for total in totals):
        return None
    if not beside and interval(first).touches(total_of(parts[1:])):
        return None
    return next((claim for claim in candidates if _said_to_be_all(page, claim, parts)), None)


def same_kind(a: NumberClaim, b: NumberClaim) -> bool:
    """True for positive amounts of one unit."""
    return (a.kind, a.unit) == (b.kind, b.unit) and value_of(a) > 0


def _sums(parts: list[NumberClaim]) -> list[Interval]:
    """Sums of all parts and of all but one or two: some of them may be said of something else."""
    sizes = range(max(2, len(parts) - 2), len(parts) + 1)
    return [total_of(some) for size in sizes for some in combinations(parts, size)]


def _said_to_be_all(page: Page, whole: NumberClaim, parts: list[NumberClaim]) -> bool:
    """True if the words make the parts all of the whole."""
    first, last = parts[0], parts[-1]
    ratio = sum(map(value_of, parts)) / value_of(whole)
    if not NEAR_ENOUGH[0] <= ratio <= NEAR_ENOUGH[1] or value_of(whole) <= max(map(value_of, parts)):
        return False
    beside = whole.sentence == first.sentence
    introduced = beside and re.search(
        rf"{INTRODUCED.pattern}|\b(?:entirely|wholly)\b", page.lower[whole.end : first.start]
    )
    if introduced and (first.kind != "count" or len(parts) + _ones(page, parts) >= 3):
        return True
    if LISTED[0] <= ratio <= LISTED[1] and len(parts) >= 3 and _under_head(page, whole, parts):
        return True
    called_all = TOTAL.search(page.before(whole)) or IN_TOTAL.match(page.behind(whole))
    total = called_all or (beside and OF_THE.search(page.before(whole)))
    if not total and (beside or first.sentence - whole.sentence > NEAR):
        return False
    if EXHAUSTIVE.search(page.between(parts[-2], last)) and (beside or first.kind == "money" or len(parts) >= 3):
        return True
    return bool(total) and len(parts) >= 3 and not any(with_noun(page, claim) for claim in parts)


def _under_head(page: Page, whole: NumberClaim, parts: list[NumberClaim]) -> bool:
    """ "48 jobs will go. Of the posts to go, 21 are in packing, 14 in baking and 11 in the office": the list is all."""
    head = UNDER_HEAD.match(page.sentence(parts[0].sentence))
    if not head or whole.bound != "=" or any(part.bound != "=" for part in parts):
        return False
    gaps = [page.between(a, b) for a, b in pairwise(parts)]
    bare = all(not re.match(r" (?!are|is|were|was|will|had|have)[a-z]{3,}s\b", page.behind(part)) for part in parts[1:])
    joined = all(gap_text.rstrip().endswith((",", "and")) for gap_text in gaps) and "and" in gaps[-1]
    names = heads(head["noun"] or parts[0].counted)
    overlap = OVERLAPPING.search("".join(gaps) + page.to_end(parts[-1]))
    return bare and joined and not overlap and bool(heads(whole.counted) & names)


def heads(counted: str | None) -> set[str]:
    """A counted noun, and the nouns that articles change it for."""
    return set(_names_for(counted.lower().split()[-1])) if counted else set()


@cache
def _names_for(noun: str) -> frozenset[str]:
    groups = [names.split() for _, names in lexicon.rows("check-same-heads.tsv")]
    return frozenset([stem(noun)]).union(*({stem(name) for name in names} for names in groups if noun in names))


def parts_over_whole(page: Page) -> Iterator[Finding]:
    """ "63 were aboard. Of those, 41 were rescued, 19 died and five are missing": parts are no more than the whole."""
    for parts in _runs(page):
        candidates = [claim for claim in page.preceding(parts[0], NEAR) if same_kind(claim, parts[0])]
        if len(parts) > 2 and OF_THE.search(page.before(parts[1])):  # eleven of the 20 were for it, eight against it
            candidates, parts = [parts[1]], [parts[0], *parts[2:]]
        whole = _holding(page, parts, candidates)
        ratio = sum(map(value_of, parts)) / value_of(whole) if whole else 0
        if (
            whole
            and max(map(value_of, parts)) < value_of(whole)
            and 1 < ratio <= OVER
            and total_of(parts).low > interval(whole).high
        ):
            yield _finding(whole, parts, missed=1 if whole.sentence == parts[0].sentence else 0)


def _holding(page: Page, parts: list[NumberClaim], candidates: list[NumberClaim]) -> NumberClaim | None:
    """The whole that parts cannot be more than: the sum that includes them, or the group whose fates they are."""
    beside = candidates[0] if candidates and candidates[0].sentence == parts[0].sentence else None
    if parts[0].kind != "count":
        return beside if beside and INCLUDES.match(page.between(beside, parts[0])) else None
    total = sum(map(value_of, parts))
    sums = [sum(map(value_of, some)) for size in (1, 2, 3) for some in combinations(candidates[:6], size)]
    if any(total <= one < 3 * total for one in sums) or not (_apart(page, parts) or _each_did(page, parts)):
        return None
    pointed = re.match(r"of (?:those|them|these|the|its|their)\b", page.sentence(parts[0].sentence))
    same = [c for c in candidates if pointed or c is beside or heads(c.counted) & heads(parts[0].counted)]
    held = [claim for claim in same if not ROOM.search(page.before(claim)) and value_of(claim) > 2]
    return held[0] if len(held) == 1 else None


def _apart(page: Page, parts: list[NumberClaim]) -> bool:
    """True if the parts have outcomes that shut each other out, or are shares of one verb, without words of overlap."""
    texts = [page.lower[a.end : b.start] for a, b in pairwise(parts)] + [
        re.split(r"[,;]", page.to_end(parts[-1]))[0][:TAIL]
    ]
    if any(OVERLAPPING.search(text) or ";" in text for text in texts):
        return False
    found = [{outcome for word in re.findall(r"[a-z]+", text) if (outcome := _outcomes().get(word))} for text in texts]
    if len(parts) == 2 and any(len(one) != 1 for one in found):
        return False
    return any(all(one & line for one in found) and len(line & set().union(*found)) >= 2 for line in _lines())


def _each_did(page: Page, parts: list[NumberClaim]) -> bool:
    """Three or more bare counts with verbs of their own: "52 passed, 31 were given a warning and 12 were shut"."""
    text = page.to_end(parts[0])
    return len(parts) >= 3 and not OVERLAPPING.search(text) and not any(with_noun(page, part) for part in parts)


def with_noun(page: Page, claim: NumberClaim) -> bool:
    """True if the counted noun stands behind the count, and is not carried over from before."""
    noun = (claim.counted or "").lower().split()[-1:]
    return not noun or noun[0] in page.behind(claim, 40)


@cache
def _outcomes() -> dict[str, str]:
    return dict(lexicon.rows("check-outcomes.tsv"))


@cache
def _lines() -> list[frozenset[str]]:
    return [frozenset(outcomes.split()) for _, outcomes in lexicon.rows("check-outcomes-apart.tsv")]


def two_halves(page: Page) -> Iterator[Finding]:
    """ "Of the 60 people, 35 were men and 25 were women": men and women are all of them."""
    for first, second in page.neighbours():
        whole = next((claim for claim in page.preceding(first, 1) if claim.kind == "count"), None)
        nouns = {_noun_of(page, claim) for claim in (first, second)}
        if nouns not in HALVES or not whole or _noun_of(page, whole) in set().union(*HALVES):
            continue
        beside = OF_THE.search(page.before(whole)) or APPOSED.match(page.between(whole, first))
        ratio, exact = (
            sum(map(value_of, (first, second))) / value_of(whole),
            whole.bound == first.bound == second.bound == "=",
        )
        said_of = (
            whole.sentence < first.sentence and HALF_OF[0] <= ratio <= HALF_OF[1] and not unread(page, whole, second)
        )
        if exact and ratio != 1 and (beside or said_of):
            yield _finding(whole, [first, second], missed=1 if beside or ratio > 1 else 0)


def _noun_of(page: Page, claim: NumberClaim) -> str | None:
    match = re.match(r" (?:(?:were|are|of them were) )?([a-z]+)", page.behind(claim))
    return match[1] if match else None


def split_in_ways(page: Page) -> Iterator[Finding]:
    """ "9 million, split three ways: 4 for food, 3 for shelter and 3 for medicine": so many parts make the whole."""
    for whole, ways in page.neighbours():
        if (
            ways.kind != "count"
            or ways.bound != "="
            or not IN_WAYS.search(page.between(whole, ways) + page.behind(ways, 6))
        ):
            continue
        near = [c for n in range(ways.sentence, ways.sentence + 4) for c in page.by_sentence.get(n, [])]
        parts = [
            c for c in near if c.start > ways.end and same_kind(c, whole) and c.kind in ("money", "count", "measure")
        ]
        parts = parts[: int(value_of(ways))]
        if not 2 <= len(parts) == value_of(ways) <= MOST or max(map(value_of, parts)) >= value_of(whole):
            continue
        missed = gap(interval(whole), total_of(parts))
        steps = {written_step(claim) for claim in (whole, *parts)}
        if missed > FAR or (
            len(steps) == 1 and abs(sum(map(value_of, parts)) - value_of(whole)) >= 0.99 * max(steps) > 0
        ):
            yield _finding(whole, parts, missed=missed)


def brought_to(page: Page) -> Iterator[Finding]:
    """ "A fine of 80,000 and costs of 15,000 brought the bill to 95,000": what is added makes the sum."""
    for whole in page.usable:
        if whole.kind not in ("money", "count", "measure") or not BROUGHT_TO.search(page.before(whole, 60)):
            continue
        parts = [c for c in page.by_sentence.get(whole.sentence, []) if c.start < whole.start and same_kind(c, whole)]
        ratio = sum(map(value_of, parts)) / value_of(whole)
        fits = any(interval(whole).touches(total) for total in _sums(parts))
        if 2 <= len(parts) <= MOST and LISTED[0] <= ratio <= LISTED[1] and not fits:
            yield _finding(whole, parts)


def unread(page: Page, a: NumberClaim, b: NumberClaim) -> bool:
    """True if between two claims stands a figure that may be a further part: a number without a claim, or "one"."""
    first, last = min(a.start, b.start), max(a.end, b.end)
    stretches = [c for c in page.window(a, NEAR, NEAR) if first <= c.start < last]
    ends = [
        first,
        *(offset for c in sorted([*stretches, a], key=lambda c: c.start) for offset in (c.start, c.end)),
        last,
    ]
    texts = [page.lower[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return any(re.search(r"\d", text) or ONE_MORE.search(text) for text in texts) or bool(
        ONE_MORE.search(page.to_end(b))
    )
