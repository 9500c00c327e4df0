"""Shares: percent of a whole, a ratio beside a percent, shares that must make a hundred, parts larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from helpers.findings.checks.figures import gap, in_percent, interval, shown, total_of, value_of
from helpers.findings.checks.page import Finding, Page, recomputed
from helpers.text import lexicon
from helpers.text.records import NumberClaim

Roles = tuple[NumberClaim, NumberClaim, NumberClaim]
"""Part, whole and percent."""

HEDGES = r"(?:(?:about|around|some|roughly|nearly|almost|just|only|approximately|more than|over|or) )*"
LINK = r"(?:or|representing|equal to|equivalent to|accounting for|which is|that is|amounting to)"
SAME_THING = re.compile(rf"^[^.;:()]{{0,60}}?(?:, {LINK} {HEDGES}|,? ?\({HEDGES}| - {HEDGES})$")
BETWEEN_COMMAS = re.compile(rf"^[^.;:(),]{{0,30}}, {HEDGES}$")
RATE_OF = re.compile(
    rf"^[^.;()]{{0,30}}(?:,| -) (?:a|an|giving a|for a|which put|which gave|putting) (?:[a-z]+ ){{1,3}}(?:of|at) {HEDGES}$"
)
OF_WHOLE = re.compile(
    rf"^ (?:[a-z]+ ){{0,2}}?(?:out )?of (?:the |its |their |all |all the |his |her ){{0,1}}(?:[a-z]+'s )?{HEDGES}$"
)
OF_THEM = re.compile(r" (?:[a-z]+ )?of (?:them|those|these|whom|which)\b")
OF_WHOM = re.compile(r"\b(?:of (?:whom|which|these|those|them))\b[^.;]{0,12}$")
OF_THE = re.compile(r"\b(?:of|among) (?:the|its|their|his|her|all|all the) $")
THAT_IS = re.compile(
    rf"\b(?:that|this) (?:share|figure|proportion|rate),? $|^(?:that|this|it|which|they) (?:(?:is|was|are|represents?|amounts? to|equals?|means|made up|accounts? for) )?{HEDGES}$"
)
ENDS = re.compile(r"(?: of (?:them|the total|the whole|all))?[.,]")
DOES = re.compile(r" (?:are|were|is|was|will|would|should|may|must|can|have|had|has)\b")
PART_OF = re.compile(r"^ of (?:the |its |their )?(?:[a-z]+'s )?$")
THOSE = re.compile(r"\bof (?:those|them|these)\b")
NO_PART = {"answer", "option", "choice", "question", "reason"}

REST = re.compile(r"(?<!of )\b(?:the (?:remaining|rest|remainder|other|others)|everyone else|all others?)\b[^;]{0,40}$")
NEITHER = re.compile(
    r"^[a-z ']{0,40}?\b(?:the same|unchanged|no (?:change|difference|opinion|view|preference|idea|effect)|neither|neutral"
    r"|none of|undecided|unsure|uncertain|not sure|(?:did not|don't|didn't|do not) know|not changed|stayed put|had no view)\b"
)
OF_ONE = re.compile(
    r" of (?:the|all) (?:[a-z]+ ){0,2}?(?:votes?|ballots|market|total|budget|sales|revenue|turnover|seats|money|costs?)\b"
)
ONE_ANSWER = re.compile(
    r"\b(?:one|single|only one|just one) (?:answer|option|choice|reply|response)\b"
    r"|\basked (?:which|who|what|whom)\b[^.;]{0,60}\b(?:most|best|first|main|preferred|favourite|favorite)\b"
)
SEVERAL_ANSWERS = re.compile(
    r"\b(?:several|multiple|two|three|many|all that appl\w+|as many)\b[^.;]{0,30}\b(?:answers?|options?|choices?|responses?"
    r"|apply|applied)\b|\bmore than one\b"
)
OF_OTHERS = re.compile(r" (?:of|in|among) (?!the (?:votes?|total|cases)\b)")
EARLIER = 2  # sentences back to a share that may be the first of a series
RUN, PARALLEL = (
    110,
    45,
)  # characters between shares of one whole; between those of "48 percent of the vote, her rival 39"
HUNDRED = 100.0

PEOPLE = re.compile(
    r" of (?:\w+ ){0,2}(?:people|voters|adults|respondents|residents|members|women|men|children|students|patients)\b"
)
SPLIT = (" to ", "-", "–", " - ", " against ")
FAR, SURE = 0.005, 0.1  # share by which a figure misses another before a reader is told; from which it is no rounding


def ratio_as_percent(page: Page) -> Iterator[Finding]:
    """ "One in five, or 30 %": both name one share."""
    for first, second in page.neighbours():
        share, percent = (first, second) if first.kind == "share" else (second, first)
        between = page.between(first, second) or ";"
        commas = BETWEEN_COMMAS.match(between) and re.match(r",(?! and\b| or\b)", page.behind(second))
        if share.kind != "share" or percent.unit != "percent" or not (SAME_THING.match(between) or commas):
            continue
        if gap(interval(percent), in_percent(share)) > FAR:
            yield recomputed(f"{share.text} is", shown(value_of(share) * 100, "percent"), [percent, share])


def percent_of_whole(page: Page) -> Iterator[Finding]:
    """ "1,203 of 4,812 members replied, a response of 25 %": the percent follows from part and whole."""
    for part, whole, percent in _parts_with_percent(page):
        missed = _missed(part, whole, percent)
        if missed > FAR and value_of(part) <= value_of(whole):
            size = shown(value_of(part) / value_of(whole) * 100, "percent")
            severity = "error" if missed > SURE else "look"
            yield recomputed(f"{part.text} of {whole.text} is", size, [percent, part, whole], severity)


def _missed(part: NumberClaim, whole: NumberClaim, percent: NumberClaim) -> float:
    return gap(in_percent(percent), interval(part).over(interval(whole)).times(100))


def _parts_with_percent(page: Page) -> Iterator[Roles]:
    """Part, whole and percent wherever the words say that they belong together."""
    for claims in page.by_sentence.values():
        for a, b, c in zip(claims, claims[1:], claims[2:], strict=False):
            if roles := _roles(page, a, b, c):
                yield roles
    for first, second in page.neighbours():
        if whole := _named_whole(page, first, second):
            yield first, whole, second
    for percent in page.usable:
        if percent.unit == "percent" and THAT_IS.search(page.before(percent)):
            yield from _said_before(page, percent)


def _roles(page: Page, a: NumberClaim, b: NumberClaim, c: NumberClaim) -> Roles | None:
    first, second = page.between(a, b), page.between(b, c)
    if _is_share(c) and _same_kind(a, b) and (_apposed(second) or RATE_OF.match(second)):
        of_whom = OF_WHOM.search(first) or OF_THEM.match(page.behind(b))
        of_the = (OF_THE.search(page.before(a)) or page.before(a) == "of ") and not BETWEEN_COMMAS.match(second)
        return (a, b, c) if OF_WHOLE.match(first) else (b, a, c) if of_whom or of_the else None
    if _is_share(b) and _same_kind(a, c) and OF_WHOLE.match(second):
        return (a, c, b) if SAME_THING.match(first) or _beside_comma(a, first) else None
    if b.kind == "share" and _same_kind(a, c) and value_of(c) < value_of(a) and BETWEEN_COMMAS.fullmatch(second):
        return c, a, b
    if _is_share(a) and _same_kind(b, c):
        if _apposed(first) and OF_WHOLE.match(second):
            return b, c, a
        if OF_WHOLE.match(first) and SAME_THING.match(second):
            return c, b, a
    return None


def _apposed(between: str) -> bool:
    return bool(SAME_THING.match(between) or BETWEEN_COMMAS.match(between))


def _is_share(claim: NumberClaim) -> bool:
    return claim.unit == "percent" or claim.kind == "share"


def _same_kind(a: NumberClaim, b: NumberClaim) -> bool:
    alike = (a.kind, a.unit) == (b.kind, b.unit) and a.kind in ("count", "money", "measure")
    return alike and value_of(a) > 0 < value_of(b)


def _beside_comma(part: NumberClaim, between: str) -> bool:
    """ "96 tenants, 25 % of the 640": but not "asked for one answer, 52 % of the 2,110"."""
    noun = part.counted.lower().split()[-1].rstrip("s") if part.counted else None
    return value_of(part) > 1 and noun not in NO_PART and BETWEEN_COMMAS.match(between) is not None


def _named_whole(page: Page, part: NumberClaim, percent: NumberClaim) -> NumberClaim | None:
    """ "150 jobs, or 22 percent of its workforce": the whole is the count of employees before, if there is one only."""
    between = page.between(part, percent) or ";"
    if percent.unit != "percent" or part.kind != "count" or not (SAME_THING.match(between) or RATE_OF.match(between)):
        return None
    larger = [c for c in page.preceding(part, 2) if c.kind == "count" and value_of(c) > value_of(part)]
    bare = part.counted and not re.match(rf" \w+ ?{re.escape(part.counted.split()[-1].lower())}", page.behind(part))
    named = re.match(r" of (?:the |its |their |his |her )?(?:[a-z]+ ){0,2}?(\w+)\b", page.behind(percent, 60))
    if named:
        larger = [c for c in larger if c.counted and c.counted.lower().split()[-1] in _members().get(named[1], ())]
        return larger[0] if len(larger) == 1 else None
    them = THOSE.search(page.before(part, 60)) or OF_THEM.match(page.behind(part)) or (bare and len(larger) == 1)
    return larger[0] if larger and them and all(_missed(part, c, percent) > FAR for c in larger) else None


@cache
def _members() -> dict[str, tuple[str, ...]]:
    return {whole: tuple(members.split()) for whole, members in lexicon.rows("check-wholes.tsv")}


def _said_before(page: Page, percent: NumberClaim) -> Iterator[Roles]:
    """ "1,203 replied. That is 35 percent of the 4,812 members", "36 of the 180 stops have a shelter. That is 20 %"."""
    before = page.by_sentence.get(percent.sentence - 1, [])
    behind = [c for c in page.by_sentence[percent.sentence] if c.start > percent.end][:1]
    if behind and OF_WHOLE.match(page.between(percent, behind[0])):
        parts = [claim for claim in before if _same_kind(claim, behind[0])]
        if len(parts) == 1:
            yield parts[0], behind[0], percent
    elif ENDS.match(page.behind(percent)) or DOES.match(page.behind(percent)):
        counts = [claim for claim in before if claim.kind in ("count", "money")]
        if len(counts) == 2 and _same_kind(*counts) and PART_OF.match(page.between(*counts)):
            yield counts[0], counts[1], percent
        elif len(counts) == 2 and _same_kind(*counts) and page.before(counts[0]) in ("of the ", "of its ", "of their "):
            yield counts[1], counts[0], percent
        if len(counts) == 1 and OF_THEM.match(page.behind(counts[0])):
            larger = [c for c in page.preceding(counts[0], 1) if _same_kind(c, counts[0]) and c.low > counts[0].low]
            if len(larger) == 1:
                yield counts[0], larger[0], percent


def shares_to_hundred(page: Page) -> Iterator[Finding]:
    """ "46 % said yes, 39 % no, the remaining 22 % were undecided": shares of one whole make 100."""
    for claims in page.by_sentence.values():
        percents = _last_run(page, _percents_or_fractions(claims))
        if len(percents) == 1 and REST.search(page.before(percents[0])):
            before = _last_run(page, _percents_or_fractions(page.by_sentence.get(percents[0].sentence - 1, [])))
            percents = [*before, *percents] if _total(before) < HUNDRED else percents
        if len(percents) > 1 and _make_a_whole(page, percents):
            terms, size = " + ".join(c.text for c in percents), shown(_total(percents), "percent")
            yield Finding(percents, f"{terms} make {size}, not 100.", terms, size, "error")


def _percents_or_fractions(claims: list[NumberClaim]) -> list[NumberClaim]:
    percents = [claim for claim in claims if claim.unit == "percent"]
    return percents or [c for c in claims if c.kind == "share" and not re.search(r"\b(?:in|out)\b", c.text)]


def _total(shares: list[NumberClaim]) -> float:
    """The sum of percents and fractions, in percent."""
    return sum(value_of(claim) * (1 if claim.unit == "percent" else HUNDRED) for claim in shares)


def _last_run(page: Page, percents: list[NumberClaim]) -> list[NumberClaim]:
    """The percents at the end of a sentence that stand close together, with no bracket between."""
    run = percents[-1:]
    for claim in reversed(percents[:-1]):
        between = page.lower[claim.end : run[0].start]
        if len(between) > RUN or "(" in between:
            break
        run.insert(0, claim)
    return run


def _make_a_whole(page: Page, percents: list[NumberClaim]) -> bool:
    """True if shares should make a hundred, and neither they nor the last of them do."""
    rest = REST.search(page.before(percents[-1], 60)) is not None
    if not rest and not (len(percents) > 2 and _exclusive(page, percents)):
        return False
    if any(re.search(r"\bfrom (?:\w+ )?$|compared (?:with|to) $", page.before(claim)) for claim in percents):
        return False
    ends = [in_percent(claim) for claim in percents]
    sums = [(sum(e.low for e in ends[start:]), sum(e.high for e in ends[start:])) for start in range(len(ends) - 1)]
    if any(low <= HUNDRED * 1.002 and high >= HUNDRED * 0.998 for low, high in sums):
        return False
    if _total(percents) > HUNDRED or page.before(percents[-1]).endswith("the other "):
        return True
    begun = any(_is_share(claim) for claim in page.preceding(percents[0], EARLIER))
    return rest and len(percents) > 2 and not begun


def _exclusive(page: Page, percents: list[NumberClaim]) -> bool:
    """True if one answer shuts out the others: some are undecided, or the shares are of a vote or a market."""
    said = page.sentence(percents[0].sentence)
    if SEVERAL_ANSWERS.search(said + " " + page.sentence(percents[0].sentence - 1)):
        return False
    gaps = [page.between(a, b) for a, b in pairwise(percents)]
    others = [page.behind(claim) for claim in percents[1:]]
    joined = all(gap_text.endswith((", ", "; ", " and ")) for gap_text in gaps) and gaps[-1].endswith(("and ", "; "))
    if joined and not any(OF_OTHERS.match(behind) for behind in others):
        if ONE_ANSWER.search(said) or any(_neither(page, claim) for claim in percents):
            return True
    parallel = all(0 < len(gap_text) <= PARALLEL for gap_text in gaps) and re.search(r"\band\b", gaps[-1])
    of_others = any(behind.startswith(" of ") for behind in others)
    return bool(parallel) and not of_others and OF_ONE.match(page.behind(percents[0])) is not None


def _neither(page: Page, claim: NumberClaim) -> bool:
    """True if a share is of those who are on no side: no change, neither, do not know."""
    return NEITHER.match(re.split(r"[,;.]|\d", page.behind(claim, 60))[0]) is not None


def part_over_whole(page: Page) -> Iterator[Finding]:
    """ "12 of the 10 members": a part is no larger than its whole."""
    for part, whole in page.neighbours():
        between = page.between(part, whole)
        if OF_WHOM.search(between):
            part, whole = whole, part
        elif not re.fullmatch(r" of (?:the|its|their|all) ", between):
            continue
        if part.kind == "count" and _same_kind(part, whole) and interval(part).low > interval(whole).high:
            said = f"{part.text} cannot be part of {whole.text}."
            yield Finding([part, whole], said, part.text, f"at most {whole.text}", "error")


def share_over_hundred(page: Page) -> Iterator[Finding]:
    """ "120 percent of voters": no more than all of them."""
    for claim in page.usable:
        grew = re.search(r"\b(?:rose|increase|more|up|by)\b", page.before(claim))
        if claim.unit == "percent" and value_of(claim) > HUNDRED and not grew:
            if PEOPLE.match(page.behind(claim)):
                said = f"{claim.text} of a group is more than all of it."
                yield Finding([claim], said, claim.text, "at most 100 percent", "error")


def split_over_hundred(page: Page) -> Iterator[Finding]:
    """ "Backed by 54 % to 48 %": two sides of one vote make no more than all votes."""
    for first, second in page.neighbours():
        if first.unit != "percent" or second.unit != "percent" or page.between(first, second) not in SPLIT:
            continue
        if re.search(r"\bby $", page.before(first)) and not first.change_role:
            if total_of([first, second]).low > HUNDRED:
                size = shown(value_of(first) + value_of(second), "percent")
                said = f"{first.text} and {second.text} make {size}, more than all."
                yield Finding([first, second], said, f"{first.text} to {second.text}", size, "error")
