"""Shares: percent of a whole, a ratio beside a percent, shares that must make a hundred, parts larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from helpers.findings.checks.figures import Interval, gap, in_percent, interval, shown, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text import lexicon
from helpers.text.records import NumberClaim

HEDGES = r"(?:(?:about|around|some|roughly|nearly|almost|just|only|approximately|more than|over|or) )*"
OR = re.compile(rf"^[^.;:()]{{0,30}}?(?:, or {HEDGES}|,? ?\({HEDGES}| - {HEDGES}|, {HEDGES})$")
LINK = r"(?:or|representing|equal to|equivalent to|accounting for|which is|that is|amounting to)"
SAME_THING = re.compile(rf"^[^.;:()]{{0,60}}?(?:, {LINK} {HEDGES}|,? ?\({HEDGES}| - {HEDGES})$")
BETWEEN_COMMAS = re.compile(rf"^[^.;:(),]{{0,30}}, {HEDGES}$")
OF_WHOLE = re.compile(rf"^ (?:[a-z]+ ){{0,2}}?(?:out )?of (?:the |its |their |all |all the |his |her ){{0,1}}{HEDGES}$")
OF_THEM = re.compile(r" of (?:them|those|these|whom|which)\b")
OF_WHOM = re.compile(r"\b(?:of (?:whom|which|these|those|them))\b[^.;]{0,12}$")
RATE_OF = re.compile(rf"^[^.;()]{{0,30}}(?:,| -) (?:a|an|giving a|for a) (?:[a-z]+ ){{1,3}}of {HEDGES}$")
OF_THE = re.compile(r"\b(?:of|among) (?:the|its|their|his|her|all|all the) $")
THAT_IS = re.compile(
    rf"^(?:that|this|it|which|they) (?:is|was|are|represents?|amounts? to|equals?|means|made up"
    rf"|accounts? for) {HEDGES}$"
)
REST = re.compile(r"(?<!of )\b(?:the (?:remaining|rest|remainder|other|others)|everyone else|all others?)\b[^;]{0,40}$")
UNDECIDED = re.compile(
    r"^ (?:[a-z]+ ){0,3}?(?:undecided|unsure|uncertain|not sure|did not know|don't know|no opinion|had no view)\b"
)
OF_ONE = re.compile(
    r" of (?:the|all) (?:[a-z]+ ){0,2}?(?:votes?|ballots|market|total|budget|sales|revenue"
    r"|turnover|seats|money|cost|costs)\b"
)
PARALLEL = 45  # characters between the shares of "48 percent of the vote, her rival 39 and a third man 18"
ONE_ANSWER = re.compile(
    r"\b(?:one|single|only one|just one) (?:answer|option|choice|reply|response)\b"
    r"|\basked (?:which|who|what|whom)\b[^.;]{0,60}\b(?:most|best|first|main|preferred|favourite|favorite)\b"
)
SEVERAL_ANSWERS = re.compile(
    r"\b(?:several|multiple|more than one|two|three|many|all that appl\w+|as many)\b[^.;]{0,30}\b(?:answers?|options?|choices?"
    r"|responses?|apply|applied)\b|\bmore than one\b"
)
NEITHER = re.compile(
    r"^[a-z ']{0,40}?\b(?:the same|unchanged|no (?:change|difference|opinion|view|preference|idea|effect)|neither|neutral"
    r"|none of|undecided|unsure|not sure|(?:did not|don't|didn't|do not) know|not changed|stayed put)\b"
)
OF_OTHERS = re.compile(r" (?:of|in|among) (?!the (?:votes?|total|cases)\b)")
EARLIER = 2  # sentences back to a share that may be the first of a series
NO_PART = {"answer", "option", "choice", "question", "reason"}
PART_OF = re.compile(r"^ of (?:the |its |their )?(?:[a-z]+'s )?$")
ENDS = re.compile(r"(?: of (?:them|the total|the whole|all))?[.,]")
RUN = 110  # characters between shares of one whole
HUNDRED = 100.0
SPLIT = (" to ", "-", "–", " - ", " against ")
THOSE = re.compile(r"\bof (?:those|them|these)\b")
FAR = 0.005  # share by which a figure misses another before a reader is told


def ratio_as_percent(page: Page) -> Iterator[Finding]:
    """ "One in five, or 30 %": both name one share."""
    for first, second in page.neighbours():
        share, percent = (first, second) if first.kind == "share" else (second, first)
        if share.kind != "share" or percent.unit != "percent" or not _apposed(page, first, second):
            continue
        if gap(interval(percent), in_percent(share)) > FAR:
            yield Finding(
                [share, percent],
                f"{share.text} is {shown(value_of(share) * 100, 'percent')}; the article says {percent.text}.",
                percent.text,
                shown(value_of(share) * 100, "percent"),
                "error",
            )


def _is_share(claim: NumberClaim) -> bool:
    return claim.unit == "percent" or claim.kind == "share"


def _apposed(page: Page, first: NumberClaim, second: NumberClaim) -> bool:
    """Two figures for one thing: ", or 30 %", "(30 %)", "- 30 % -", ", 30 %,"."""
    between = page.between(first, second) or ";"
    commas = BETWEEN_COMMAS.match(between) and re.match(r",(?! and\b| or\b)", page.behind(second))
    return bool(SAME_THING.match(between) or commas)


def percent_of_whole(page: Page) -> Iterator[Finding]:
    """ "1,203 of 4,812 members replied, a response of 25 %": the percent follows from part and whole."""
    for part, whole, percent in _shares_with_percent(page):
        computed = interval(part).over(interval(whole)).times(100)
        missed = gap(in_percent(percent), computed)
        if missed > FAR and value_of(part) <= value_of(whole):
            size = shown(value_of(part) / value_of(whole) * 100, "percent")
            yield Finding(
                [part, whole, percent],
                f"{part.text} of {whole.text} is {size}; the article says {percent.text}.",
                percent.text,
                size,
                "error" if missed > 0.1 else "look",
            )


def _shares_with_percent(page: Page) -> Iterator[tuple[NumberClaim, NumberClaim, NumberClaim]]:
    """Part, whole and percent wherever the words say that they belong together."""
    for claims in page.by_sentence.values():
        for a, b, c in zip(claims, claims[1:], claims[2:], strict=False):
            roles = _roles(page, a, b, c)
            if roles:
                yield roles
    yield from _said_of_them(page)
    for first, second in page.neighbours():
        whole, part = _named_whole(page, first, second), _sentence_before(page, first, second)
        if whole:
            yield first, whole, second
        elif part:
            yield part, second, first


def _said_of_them(page: Page) -> Iterator[tuple[NumberClaim, NumberClaim, NumberClaim]]:
    """ "Only 36 of the 180 stops have a shelter. That is 20 percent of them": the pair of the sentence before."""
    for percent in page.usable:
        if (
            percent.unit != "percent"
            or not THAT_IS.search(page.before(percent))
            or not ENDS.match(page.behind(percent))
        ):
            continue
        counts = page.by_sentence.get(percent.sentence - 1, [])
        if len(counts) == 2 and _same_kind(*counts) and PART_OF.match(page.between(*counts)):
            yield counts[0], counts[1], percent


def _roles(
    page: Page, a: NumberClaim, b: NumberClaim, c: NumberClaim
) -> tuple[NumberClaim, NumberClaim, NumberClaim] | None:
    first, second = page.between(a, b), page.between(b, c)
    if _is_share(c) and _same_kind(a, b) and (OR.match(second) or RATE_OF.match(second) or SAME_THING.match(second)):
        of_whom = (
            OF_WHOM.search(first)
            or OF_THEM.match(page.behind(b))
            or (OF_THE.search(page.before(a)) and SAME_THING.match(second))
            or (page.before(a) == "of " and RATE_OF.match(second))
        )
        return (a, b, c) if OF_WHOLE.match(first) else (b, a, c) if of_whom else None
    if _is_share(b) and _same_kind(a, c) and OF_WHOLE.match(second):
        return (a, c, b) if SAME_THING.match(first) or _beside_comma(a, first) else None
    if b.kind == "share" and _same_kind(a, c) and value_of(c) < value_of(a) and BETWEEN_COMMAS.fullmatch(second):
        return c, a, b
    if _is_share(a) and _same_kind(b, c):
        if (SAME_THING.match(first) or BETWEEN_COMMAS.match(first)) and OF_WHOLE.match(second):
            return b, c, a
        if OF_WHOLE.match(first) and SAME_THING.match(second):
            return c, b, a
    return None


def _beside_comma(part: NumberClaim, gap_text: str) -> bool:
    """ "96 tenants, 25 % of the 640": but not "asked for one answer, 52 % of the 2,110"."""
    noun = part.counted.lower().split()[-1].rstrip("s") if part.counted else None
    return value_of(part) > 1 and noun not in NO_PART and BETWEEN_COMMAS.match(gap_text) is not None


def _named_whole(page: Page, part: NumberClaim, percent: NumberClaim) -> NumberClaim | None:
    """ "150 jobs, or 22 percent of its workforce": the whole is the count of employees before, if there is one only."""
    if percent.unit != "percent" or part.kind != "count" or not SAME_THING.match(page.between(part, percent) or ";"):
        return None
    larger = [c for c in page.preceding(part, 2) if c.kind == "count" and value_of(c) > value_of(part)]
    named = re.match(r" of (?:the |its |their |his |her )?(?:[a-z]+ ){0,2}?(\w+)\b", page.behind(percent, 60))
    if named:
        nouns = _members().get(named[1], ())
        larger = [c for c in larger if c.counted and c.counted.lower().split()[-1] in nouns]
        return larger[0] if len(larger) == 1 else None
    if not THOSE.search(page.before(part, 60)) or any(_fits(part, c, percent) for c in larger):
        return None
    return larger[0] if larger else None


def _fits(part: NumberClaim, whole: NumberClaim, percent: NumberClaim) -> bool:
    return gap(in_percent(percent), interval(part).over(interval(whole)).times(100)) <= FAR


def _sentence_before(page: Page, percent: NumberClaim, whole: NumberClaim) -> NumberClaim | None:
    """ "1,203 replied. That is 35 percent of the 4,812 members": the one figure of the sentence before."""
    if (
        percent.unit != "percent"
        or not THAT_IS.search(page.before(percent))
        or not OF_WHOLE.match(page.between(percent, whole))
    ):
        return None
    parts = [claim for claim in page.by_sentence.get(percent.sentence - 1, []) if _same_kind(claim, whole)]
    return parts[0] if len(parts) == 1 else None


@cache
def _members() -> dict[str, tuple[str, ...]]:
    return {whole: tuple(members.split()) for whole, members in lexicon.rows("check-wholes.tsv")}


def _same_kind(a: NumberClaim, b: NumberClaim) -> bool:
    return (
        a.kind == b.kind
        and a.unit == b.unit
        and a.kind in ("count", "money", "measure")
        and value_of(a) > 0 < value_of(b)
    )


def shares_to_hundred(page: Page) -> Iterator[Finding]:
    """ "46 % said yes, 39 % no, the remaining 22 % were undecided": shares of one whole make 100."""
    for claims in page.by_sentence.values():
        percents = _last_run(page, [claim for claim in claims if claim.unit == "percent"])
        if len(percents) == 1 and page.before(percents[0]).endswith("the other "):
            percents = [*_only_percent(page, percents[0].sentence - 1), *percents]
        rest = bool(percents) and REST.search(page.before(percents[-1], 60))
        if len(percents) < 2 or not (rest or (len(percents) > 2 and _exclusive(page, percents))):
            continue
        if any(re.search(r"\bfrom (?:\w+ )?$|compared (?:with|to) $", page.before(claim)) for claim in percents):
            continue
        sums = [_sum(percents[start:]) for start in range(len(percents) - 1)]
        if any(Interval(HUNDRED, HUNDRED).touches(total.widened(0.002)) for total in sums):
            continue
        total = sum(value_of(claim) for claim in percents)
        halves = len(percents) == 2 and page.before(percents[1]).endswith("the other ")
        if total < HUNDRED and not halves and (len(percents) < 3 or not rest or _begun_before(page, percents)):
            continue
        yield Finding(
            percents,
            f"{' + '.join(claim.text for claim in percents)} make {shown(total, 'percent')}, not 100.",
            " + ".join(claim.text for claim in percents),
            shown(total, "percent"),
            "error",
        )


def _begun_before(page: Page, percents: list[NumberClaim]) -> bool:
    """True if a share stands before the list, in its sentence or shortly before: it may be the first of the series."""
    shares = [claim for claim in page.preceding(percents[0], EARLIER) if _is_share(claim)]
    return bool(shares)


def _only_percent(page: Page, sentence: int) -> list[NumberClaim]:
    percents = [claim for claim in page.by_sentence.get(sentence, []) if claim.unit == "percent"]
    return percents if len(percents) == 1 else []


def _exclusive(page: Page, percents: list[NumberClaim]) -> bool:
    """True if one answer shuts out the others: some are undecided, or the shares are of a vote or a market."""
    said = page.sentence(percents[0].sentence)
    if SEVERAL_ANSWERS.search(said + " " + page.sentence(percents[0].sentence - 1)):
        return False
    if UNDECIDED.match(page.behind(percents[-1])):
        return True
    if len(percents) > 2 and (ONE_ANSWER.search(said) or any(_neither(page, claim) for claim in percents)):
        return _one_list(page, percents)
    gaps = [page.between(a, b) for a, b in pairwise(percents)]
    parallel = all(0 < len(gap_text) <= PARALLEL for gap_text in gaps) and re.search(r"\band\b", gaps[-1])
    of_others = any(page.behind(claim, 4) == " of " for claim in percents[1:])
    return bool(parallel) and not of_others and OF_ONE.match(page.behind(percents[0])) is not None


def _neither(page: Page, claim: NumberClaim) -> bool:
    """True if a share is of those who are on no side: no change, neither, do not know."""
    return NEITHER.match(re.split(r"[,;.]|\d", page.behind(claim, 60))[0]) is not None


def _one_list(page: Page, percents: list[NumberClaim]) -> bool:
    """Shares joined by commas and a last "and", said of the answers and not of groups of their own."""
    gaps = [page.between(a, b) for a, b in pairwise(percents)]
    joined = all(gap_text.endswith((", ", " and ")) for gap_text in gaps) and gaps[-1].endswith("and ")
    of_others = any(OF_OTHERS.match(page.behind(claim)) for claim in percents[1:])
    return joined and not of_others


def _last_run(page: Page, percents: list[NumberClaim]) -> list[NumberClaim]:
    """The percents at the end of a sentence that stand close together, with no bracket between."""
    run = percents[-1:]
    for claim in reversed(percents[:-1]):
        between = page.lower[claim.end : run[0].start]
        if len(between) > RUN or "(" in between or ";" in between:
            break
        run.insert(0, claim)
    return run


def _sum(claims: list[NumberClaim]) -> Interval:
    total = Interval(0, 0)
    for claim in claims:
        total = total.plus(interval(claim))
    return total


def part_over_whole(page: Page) -> Iterator[Finding]:
    """ "12 of the 10 members": a part is no larger than its whole."""
    for part, whole in page.neighbours():
        if not _same_kind(part, whole) or part.kind != "count":
            continue
        between = page.between(part, whole)
        if OF_WHOM.search(between):
            part, whole = whole, part
        elif not re.fullmatch(r" of (?:the|its|their|all) ", between):
            continue
        if interval(part).low > interval(whole).high:
            yield Finding(
                [part, whole],
                f"{part.text} cannot be part of {whole.text}.",
                part.text,
                f"at most {whole.text}",
                "error",
            )


PEOPLE = {
    "people",
    "voters",
    "adults",
    "respondents",
    "residents",
    "members",
    "women",
    "men",
    "children",
    "students",
    "patients",
}


def share_over_hundred(page: Page) -> Iterator[Finding]:
    """ "120 percent of voters": no more than all of them."""
    for claim in page.usable:
        if claim.unit != "percent" or value_of(claim) <= HUNDRED:
            continue
        words = re.findall(r"[a-z]+", page.behind(claim, 40))
        if (
            words[:1] == ["of"]
            and PEOPLE & set(words[1:4])
            and not re.search(r"\b(?:rose|increase|more|up|by)\b", page.before(claim))
        ):
            yield Finding(
                [claim], f"{claim.text} of a group is more than all of it.", claim.text, "at most 100 percent", "error"
            )


def split_over_hundred(page: Page) -> Iterator[Finding]:
    """ "Backed by 54 % to 48 %": two sides of one vote make no more than all votes."""
    for first, second in page.neighbours():
        if first.unit != "percent" or second.unit != "percent" or page.between(first, second) not in SPLIT:
            continue
        total = interval(first).plus(interval(second))
        if re.search(r"\bby $", page.before(first)) and total.low > HUNDRED and not first.change_role:
            size = shown(value_of(first) + value_of(second), "percent")
            said = f"{first.text} and {second.text} make {size}, more than all."
            yield Finding([first, second], said, f"{first.text} to {second.text}", size, "error")
