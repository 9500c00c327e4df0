"""Per-head figures and slips of scale: totals divided by heads, cases per 100,000, million against billion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.findings.checks.figures import gap, interval, shown, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.findings.checks.words import telling
from helpers.text.records import NumberClaim

EACH = re.compile(
    r"^ (?:apiece|each|per (?:head|person|capita|resident|inhabitant|household|home|job|worker"
    r"|pupil|student|share|vote)|a head|a share"
    r"|for (?:each|every)(?: one)? of |for (?:each|every) |to each of )"
)
PER_MANY = re.compile(r"^[^.;]{0,25}?\b(?:per|for every|in every|out of every) $")
AT_A_PRICE = re.compile(
    r"\b(?:average|mean|typical|standard) (?:[a-z]+ )?(?:price|cost|fee|salary|payment|donation"
    r"|amount|wage|grant|fare)s? of (?:about )?$"
)
EACH_OF = re.compile(
    r"\b(?:each|every) (?:one )?(?:of (?:the |its |their |his |her )?(?:[a-z]+(?:'s|s') )?[\d,.]+ )?([a-z]+) (?:[a-z]+ ){0,4}$"
)
PER_BEFORE = re.compile(r"\bper ([a-z]+) (?:was|is|of|at|came to|stood at|averaged) $")
TOTAL = re.compile(r"\b(?:total(?:l?ing)?(?: of)?|in all|altogether) (?:about )?$")
ONE_FOR = re.compile(r"\bone (?:[a-z]+ )?(?:for|per|in|to) (?:every|each) (?:of its )?$")
COMES_TO = re.compile(
    r"\b(?:equivalent to|equal to|works? out (?:at|to)|working out at|comes? to|coming to"
    r"|amounts? to|or|averag\w+(?: of)?|a rate of|rate of|giving|that is|which is|means|about) "
    r"(?:about |around |some |roughly |only )*$"
)
TIMES = {"hour", "day", "night", "week", "month", "year"}
NAMED_BY = re.compile(r"^ (?!(?:from|with|that|into|over|after|before|this|last|next) )[a-z]+(?: [a-z]{4,})?")
ROUND_BASES = (1_000, 10_000, 100_000, 1_000_000)
SLIPS = (10.0, 100.0, 1000.0, 0.1, 0.01, 0.001)
FAR = 0.06  # share by which a figure per head may be off through rounding
WINDOW = 1  # sentences back


def per_head(page: Page) -> Iterator[Finding]:
    """ "600 million litres, or 1,500 litres for each of its 40,000 homes": total over heads."""
    for each in page.usable:
        cue = EACH.match(page.behind(each))
        unit, _, head = (each.unit or "").partition(" per ")
        priced = AT_A_PRICE.search(page.before(each, 60))
        before = page.before(each, 60)
        all_of = (EACH_OF.search(before) or PER_BEFORE.search(before)) if not (cue or head or priced) else None
        if not (cue or head or priced or all_of) or each.kind not in ("money", "measure", "count", "rate"):
            continue
        beside = [*page.preceding(each, WINDOW), *_behind(page, each)]
        totals = [
            c
            for c in beside
            if (c.unit or "").split(" per ")[0] == unit
            and c is not each
            and (c.kind in ("money", "measure") or (c.kind == "rate" and head not in TIMES))
            and value_of(c) > value_of(each)
        ]
        heads = (
            _heads(page, each, cue[0] if cue else "")
            if cue or priced
            else _named_heads(beside, all_of[1] if all_of else head)
        )
        explicit = bool(COMES_TO.search(page.before(each, 60))) or (cue is not None and " of " in cue[0])
        explicit = explicit or any(TOTAL.search(page.before(total)) for total in totals)
        yield from _judged(page, each, [(total, head) for total in totals for head in heads], 1.0, explicit)


def per_many(page: Page) -> Iterator[Finding]:
    """ "120 cases among 2.4 million inhabitants, a rate of 50 per 100,000"."""
    for rate, base in page.neighbours():
        if (
            value_of(base) not in ROUND_BASES
            or rate.kind not in ("count", "rate", "measure")
            or not PER_MANY.match(page.between(rate, base))
        ):
            continue
        counts = [c for c in page.preceding(rate, WINDOW) if c.kind == "count" and value_of(c) > 0]
        pairs = [(case, heads) for case in counts for heads in counts if value_of(heads) > 20 * value_of(case)]
        yield from _judged(page, rate, pairs, value_of(base), bool(COMES_TO.search(page.before(rate, 60))))


def one_for_every(page: Page) -> Iterator[Finding]:
    """ "800 doctors for 400,000 residents, or one for every 500"."""
    for claim in page.usable:
        if claim.kind != "count" or not ONE_FOR.search(page.before(claim)):
            continue
        counts = [c for c in page.preceding(claim, WINDOW) if c.kind == "count" and value_of(c) > 1]
        pairs = [(many, few) for many in counts for few in counts if value_of(many) > value_of(few)]
        yield from _judged(page, claim, pairs, 1.0, False)


def _behind(page: Page, each: NumberClaim) -> list[NumberClaim]:
    return [claim for claim in page.by_sentence[each.sentence] if claim.start >= each.end]


def _heads(page: Page, each: NumberClaim, cue: str) -> list[NumberClaim]:
    """The counts that a figure per head may be of: the one behind "for each of its", one of the noun named, or any."""
    counts = [c for c in [*_behind(page, each), *page.preceding(each, WINDOW)] if c.kind == "count" and value_of(c) > 1]
    if " of " in cue:
        return [c for c in counts if 0 <= c.start - each.end - len(cue) <= len("the country's estimated ")]
    noun = re.match(r" (?:per|a|for each|for every) ([a-z]+)", page.behind(each, 60)) if cue else None
    if noun and noun[1] not in ("head", "person", "capita", "one"):
        return _named_heads(counts, noun[1])
    return counts


def _named_heads(claims: list[NumberClaim], noun: str) -> list[NumberClaim]:
    """Counts of a noun, or lengths of time in it."""
    start = noun[: max(3, len(noun) - 1)]
    return [
        c
        for c in claims
        if (c.kind in ("duration", "measure") and c.unit == noun)
        or (c.kind == "count" and c.counted and c.counted.lower().split()[-1].startswith(start) and value_of(c) > 1)
    ]


def _judged(
    page: Page, stated: NumberClaim, pairs: list[tuple[NumberClaim, NumberClaim]], base: float, explicit: bool
) -> Iterator[Finding]:
    """A finding if no pair gives the stated figure and one misses it by a power of ten, or the words leave no doubt."""
    computed = [(interval(total).over(interval(heads)).times(base), total, heads) for total, heads in pairs]
    if not computed or any(gap(interval(stated), value) <= FAR for value, _, _ in computed):
        return
    for value, total, heads in computed:
        slipped = any(gap(interval(stated).times(slip), value) <= FAR / 2 for slip in SLIPS)
        if slipped or (explicit and len(computed) == 1):
            size = shown(value_of(total) / value_of(heads) * base, (stated.unit or "").split(" per ")[0] or None)
            per = "" if base == 1 else f" per {base:,.0f}"
            yield Finding(
                [total, stated, heads],
                f"{total.text} over {heads.text} is {size}{per}; the article says {stated.text}.",
                stated.text,
                size + per,
                "error" if slipped else "look",
            )
            return


def scale_slip(page: Page) -> Iterator[Finding]:
    """The same amount once in millions and once in billions."""
    amounts = [
        claim for claim in page.usable if claim.kind == "money" and len(_digits(claim)) >= 2 and value_of(claim) >= 1e5
    ]
    seen: dict[tuple[str, str | None], NumberClaim] = {}
    for claim in amounts:
        key = (_digits(claim), claim.unit)
        other = seen.setdefault(key, claim)
        ratio = value_of(claim) / value_of(other)
        if (
            ratio not in (1000.0, 0.001, 1e6, 1e-6)
            or claim.sentence == other.sentence
            or not _of_one_thing(page, claim, other)
        ):
            continue
        yield Finding(
            [other, claim],
            f"{other.text} and {claim.text} are said of the same thing, and one is {shown(max(ratio, 1 / ratio))} times the other.",
            claim.text,
            other.text,
            "look",
        )


def _digits(claim: NumberClaim) -> str:
    return f"{value_of(claim):.6e}".split("e")[0].replace(".", "").rstrip("0")


def _of_one_thing(page: Page, a: NumberClaim, b: NumberClaim) -> bool:
    """True if both clauses share two telling words, or one that stands right behind an amount ("the $2.7bn bridge")."""
    common = _close(page, a) & _close(page, b)
    named = [telling(match[0]) for claim in (a, b) if (match := NAMED_BY.match(page.behind(claim)))]
    return len(common) >= 2 or any(common & names for names in named)


def _close(page: Page, claim: NumberClaim) -> set[str]:
    left = re.split(r"[.;,]\s", page.before(claim, 50))[-1]
    return telling(left + " " + re.split(r"[.;,]\s", page.behind(claim, 50))[0])
