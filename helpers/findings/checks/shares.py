"""Shares: percent of a whole, a ratio beside a percent, shares that must make a hundred, parts larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, permutations

from helpers.findings.checks.figures import Interval, gap, in_percent, interval, shown, total_of, value_of
from helpers.findings.checks.page import Finding, Page, recomputed
from helpers.findings.checks.parts import heads
from helpers.text import lexicon
from helpers.text.records import NumberClaim

Pairs = list[tuple[NumberClaim, NumberClaim]]
"""Parts and their wholes."""

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
OF = re.compile(r" (?:of|in) (?!all\b)")
THE_WHOLE = {"total", "whole", "sum", "money", "amount", "group", "capacity", "bill", "cost", "fleet", "those", "them"}
POINTS_BACK = re.compile(
    r"(?:that|this|it|which|these|they|so|the (?:[a-z]+ ){0,2}(?:rate|share|proportion|figure|turnout|response))\b"
)
MAKES = re.compile(
    r"\b(?:turnout|rate|share|proportion|percentage|response|or|equal\w*|equivalent|represent\w*|account\w*|works?|ma[dk]\w+"
    r"|put\w*|giv\w+|gave|mean\w*|that is|which is|amount\w*|so)\b[^;]*$"
)
NEEDED = re.compile(r"\b(?:must|needs? to|needed|have to|has to|would|could|should|threshold|target)\b[^,;]*$")
VOTES = re.compile(r"^ [^.;\d]{0,25}\b(?:for|in favou?r|yes|ayes?|backing|supporting|approv\w+)\b[^.\d]{0,40}$")
AGAINST = re.compile(r"^ ?[^.;\d]{0,25}\b(?:against|oppos\w+|no|noes|reject\w+)\b")
VOTED = re.compile(r"\b(?:back|support|approv|vot|pass|carri|reject|defeat|favou?r|ballot)")
FEW = 10  # wholes below this are named in passing
OF_THEM = re.compile(r" (?:[a-z]+ )?of (?:them|those|these|whom|which|it)\b")
OF_WHOM = re.compile(r"\b(?:of (?:whom|which|these|those|them|it))\b[^.;]{0,12}$")
OF_THE = re.compile(r"\b(?:of|among) (?:the|its|their|his|her|all|all the) $")
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
    """ "1,203 of 4,812 members replied. That makes a turnout of 35 %": the percent follows from part and whole."""
    for share in page.usable:
        changed = share.change_role or (share.direction and not OF.match(page.behind(share)))
        if not _is_share(share) or changed or value_of(share) <= 0:
            continue
        near = [claim for claim in page.window(share, EARLIER, EARLIER) if claim.kind in ("count", "money", "measure")]
        pairs = [(a, b) for a, b in permutations(near, 2) if _same_kind(a, b) and 1 < value_of(a) < value_of(b)]
        if not pairs or NEEDED.search(page.before(share)) or any(_fits(share, part, whole) for part, whole in pairs):
            continue
        said = [pair for pair in pairs if _part_of(page, *pair) and _said_of(page, share, *pair)]
        said = said or [pair for pair in pairs if _share_of(page, share, *pair)] or _only_whole(page, share, pairs)
        if said:
            near_to = min(said, key=lambda pair: (abs(pair[0].start - share.start), abs(pair[1].start - pair[0].start)))
            yield _not_the_share(share, *near_to)


def _share_of(page: Page, share: NumberClaim, part: NumberClaim, whole: NumberClaim) -> bool:
    """ "150 jobs, about 22 % of its 1,200 staff", "1,203 voted. That is 35 % of the 4,812 members"."""
    if not OF_WHOLE.match(page.between(share, whole)):
        return False
    back = share.sentence == part.sentence + 1 and POINTS_BACK.match(page.sentence(share.sentence))
    return bool(back) or _apposed(page, share, part) or _apposed(page, whole, part)


def _only_whole(page: Page, share: NumberClaim, pairs: Pairs) -> Pairs:
    """ "The bill is £90m; the state pays half, £45m": the part beside the share, and the only larger figure of its kind."""
    beside = [(part, whole) for part, whole in pairs if whole.start < part.start and _apposed(page, share, part)]
    beside = [(part, whole) for part, whole in beside if part.kind != "count" or _may_be_of(page, share, whole, True)]
    return beside if len({id(whole) for _, whole in beside}) == 1 else []


def _apposed(page: Page, a: NumberClaim, b: NumberClaim) -> bool:
    """True if two claims of one sentence name one thing twice: "150 jobs, or 22 %", "half, £45m"."""
    first, second = (a, b) if a.start < b.start else (b, a)
    between = page.between(first, second) if first.sentence == second.sentence else ""
    return any(link.match(between) for link in (SAME_THING, BETWEEN_COMMAS, RATE_OF))


def percent_of_votes(page: Page) -> Iterator[Finding]:
    """ "Backed by 82 %, with 1,476 for and 624 against": the percent is that of both together."""
    for share in page.usable:
        if not _is_share(share) or share.direction or share.change_role:
            continue
        near = [claim for claim in page.window(share, 1, 1) if claim.kind == "count"]
        sides = [
            (a, b) for a, b in pairwise(near) if VOTES.match(page.between(a, b)) and AGAINST.match(page.behind(b, 60))
        ]
        for one, other in sides:
            both = interval(one).plus(interval(other))
            ratios = [interval(side).over(both).times(HUNDRED) for side in (one, other)]
            if min(gap(in_percent(share), ratio) for ratio in ratios) > FAR and len(near) == len(sides) * 2:
                size = shown(value_of(one) / (value_of(one) + value_of(other)) * HUNDRED, "percent")
                said = f"{one.text} of {one.text} + {other.text} is"
                yield recomputed(
                    said, size, [share, one, other], "error" if VOTED.search(page.sentence(share.sentence)) else "look"
                )


def _not_the_share(share: NumberClaim, part: NumberClaim, whole: NumberClaim) -> Finding:
    size = shown(value_of(part) / value_of(whole) * 100, "percent")
    beside = share.sentence >= part.sentence and _missed(part, whole, share) > SURE
    return recomputed(f"{part.text} of {whole.text} is", size, [share, part, whole], "error" if beside else "look")


def _missed(part: NumberClaim, whole: NumberClaim, percent: NumberClaim) -> float:
    return gap(in_percent(percent), interval(part).over(interval(whole)).times(100))


def _fits(share: NumberClaim, part: NumberClaim, whole: NumberClaim) -> bool:
    """True if the share may be that of the part, or of the rest."""
    stated, ratio = in_percent(share), interval(part).over(interval(whole)).times(HUNDRED)
    return gap(stated, ratio) <= FAR or gap(stated, Interval(HUNDRED, HUNDRED).minus(ratio)) <= FAR


def _part_of(page: Page, part: NumberClaim, whole: NumberClaim) -> bool:
    """True if the words make one the part of the other: "12 of the 40", "of the 40, 12", "40, of whom 12"."""
    if (
        abs(part.sentence - whole.sentence) > 1
        or value_of(whole) < FEW
        or part.change_role
        or "from" in page.before(part, 8)
    ):
        return False
    if part.end <= whole.start:
        return OF_WHOLE.match(page.between(part, whole)) is not None
    between = page.between(whole, part)
    if not between:
        return False
    if part.sentence == whole.sentence and ";" not in between and OF_THE.search(page.before(whole)):
        return True
    if OF_WHOM.search(between) or OF_THEM.match(page.behind(part)):
        return True
    noun = (part.counted or "").lower().split()[-1:]
    return bool(noun and noun[0] not in page.behind(part) and heads(part.counted) & heads(whole.counted))


def _said_of(page: Page, share: NumberClaim, part: NumberClaim, whole: NumberClaim) -> bool:
    """True if a share may be that of a part: it names no other whole, and stands with it or points back at it."""
    beside = _apposed(page, share, part) or _apposed(page, share, whole)
    if not beside and not _may_be_of(page, share, whole):
        return False
    if share.sentence == part.sentence:
        of_them = share.counted and OF.match(page.behind(share))
        return bool(beside or of_them or (share.start > part.start and MAKES.search(page.before(share, 60))))
    if share.sentence == part.sentence + 1:
        return share is page.by_sentence[share.sentence][0] and bool(POINTS_BACK.match(page.sentence(share.sentence)))
    linked = OF_THEM.match(page.behind(part)) or OF_WHOM.search(page.between(whole, part)) or part.start < whole.start
    return share.sentence < part.sentence and bool(share.counted and linked)


def _may_be_of(page: Page, share: NumberClaim, whole: NumberClaim, named: bool = False) -> bool:
    """True if a share names the whole, "of the workforce" the 1,200 employees, or names none (unless it must)."""
    noun = (share.counted or "").lower().split()[-1:]
    if not noun or not OF.match(page.behind(share)):
        return not named or not OF.match(page.behind(share))
    counted = (whole.counted or "").lower().split()[-1:]
    alike = counted and (counted[0] in _members().get(noun[0], ()) or heads(share.counted) & heads(whole.counted))
    return bool(alike or noun[0] in THE_WHOLE or (not counted and whole.sentence != share.sentence))


def _is_share(claim: NumberClaim) -> bool:
    return claim.unit == "percent" or claim.kind == "share"


def _same_kind(a: NumberClaim, b: NumberClaim) -> bool:
    alike = (a.kind, a.unit) == (b.kind, b.unit) and a.kind in ("count", "money", "measure")
    return alike and value_of(a) > 0 < value_of(b)


@cache
def _members() -> dict[str, tuple[str, ...]]:
    return {whole: tuple(members.split()) for whole, members in lexicon.rows("check-wholes.tsv")}


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
