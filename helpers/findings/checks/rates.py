"""Figures that follow from others: totals divided by heads, cases per 100,000, another scale, another unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from helpers.findings.checks.figures import Interval, gap, interval, shown, value_of
from helpers.findings.checks.page import Finding, Page, recomputed, telling
from helpers.findings.checks.parts import heads
from helpers.text import lexicon
from helpers.text.records import NumberClaim

EACH = re.compile(
    r"^ (?:apiece|each|per (?:head|person|capita|resident|inhabitant|household|home|job|worker|pupil|student|share|vote|night|day)"
    r"|a head|a share|a night|for (?:each|every)(?: one)? of |for (?:each|every) |to each of )"
)
EACH_OF = re.compile(
    r"\b(?:each|every) (?:one )?(?:of (?:them|these|those)|(?:of (?:the |its |their |his |her )?(?:[a-z]+(?:'s|s') )?[\d,.]+ )?"
    r"(?!of\b)([a-z]+)) (?:[a-z]+ ){0,6}$"
)
PER_BEFORE = re.compile(r"\bper ([a-z]+) (?:was|is|of|at|came to|stood at|averaged) $")
AVERAGE = re.compile(
    r"\b(?:(?:average|mean|typical|standard) (?:[a-z]+ )?(?:price|cost|fee|salary|payment|donation|amount|wage|grant|fare)s?"
    r" (?:[a-z]+ ){0,3}(?:of|at|was|is) |averag(?:ed|es|ing) |(?:an average|an average [a-z]+|averages?) of )(?:about |around |some )?$"
)
EQUAL = re.compile(r"\b(?:equal [a-z]+|instal+ments) of $")
PER_MANY = re.compile(r"^[^.;]{0,25}?\b(?:per|for every|in every|out of every) $")
MANY_IN_UNIT = re.compile(r"per (10{3,6})\b")
ONE_FOR = re.compile(r"\bone (?:[a-z]+ )?(?:for|per|in|to) (?:every|each) (?:of its )?$")
TOTAL = re.compile(r"\b(?:total(?:l?ing)?(?: of)?|in all|altogether) (?:about )?$")
COMES_TO = re.compile(
    r"\b(?:equivalent to|equal to|works? out (?:at|to)|working out at|comes? to|coming to|amounts? to|or|averag\w+(?: of)?"
    r"|a rate of|rate of|giving|that is|which is|means|about) (?:about |around |some |roughly |only )*$"
)
TIMES = {"hour", "day", "night", "week", "month", "year"}
ROUND_BASES = (1_000, 10_000, 100_000, 1_000_000)
SLIPS = (10.0, 100.0, 1000.0, 0.1, 0.01, 0.001)
FAR = 0.06  # share by which a figure per head may be off through rounding
BACK = 2  # sentences back to total and heads

NAMED_BY = re.compile(r"^ (?!(?:from|with|that|into|over|after|before|this|last|next) )[a-z]+(?: [a-z]{4,})?")

HEDGES = (
    r"(?:(?:about|around|some|roughly|nearly|almost|approximately|approx\.?|just (?:over|under)|more than|over|or|i\.e\.|c\.|~|=)"
    r" ?)*"
)
BRACKET = re.compile(
    rf"^[^.;()]{{0,12}}\s?[(\[]{HEDGES}$|^, or {HEDGES}$|^ - (?:or )?{HEDGES}$|^, (?:about|roughly|around|some) $|^/$"
)
TAIL = re.compile(r"^,? ?(\d{1,2}) ?(?:in|ins|inch|inches|lb|lbs|oz)\b\.?")
SMALLER = {"foot": "inch", "pound-mass": "ounce", "stone": "pound-mass"}
CONVERTED = 0.02  # share by which a conversion and its half may be off through rounding to handy numbers

DAILY = re.compile(r"\b(?:daily|a day|each day|every day|per day)\b")
LASTS = re.compile(
    r"\b(?:run (?:dry|out)|last(?:s|ing)?(?! (?:week|year|month|night))|empty|clear|drain|fill|use up|finish|take[sn]?|exhausted|at th(?:at|is) (?:rate|pace|speed))\b"
)
IN_EVERY = re.compile(r"\b(?:in (?:a|an|every|each|one)|every|each|over a|per) $")
ALL_OF = re.compile(r"\b(?:all|each of|every one of|each one of)(?: of)? (?:the |its |their |his |her )?$")
COSTS = re.compile(
    r"\b(?:cost\w*|setting|back|total\w*|bill|in all|altogether|rais\w+|bringing|spend\w*|outlay|budget)\b"
)
EXCHANGE = re.compile(
    r"\b(?:with |when |at )?(?:the|a|one) (?P<one>dollar|pound|euro|yen|franc|crown)s? (?:is |was )?(?:buy(?:s|ing)|worth|bought|fetch\w+|trading at)\b"
    r"|\bto (?:the|a|one) (?P<to>dollar|pound|euro)\b"
)
NAMES = {
    "dollar": "dollar",
    "pound": "pound sterling",
    "euro": "euro",
    "yen": "yen",
    "franc": "franc",
    "crown": "crown",
}
MOST_RATE = 20_000  # the most of a currency that another buys

Pairs = list[tuple[NumberClaim, NumberClaim]]


def per_head(page: Page) -> Iterator[Finding]:
    """ "600 million litres, or 1,500 litres for each of its 40,000 homes": total over heads."""
    for each in page.usable:
        cue, noun = _cue(page, each)
        if cue is None or each.kind not in ("money", "measure", "count", "rate"):
            continue
        unit = (each.unit or "").partition(" per ")[0]
        before, behind = page.preceding(each, BACK), [c for c in page.by_sentence[each.sentence] if c.start >= each.end]
        near = [*before, *behind]
        totals = [c for c in near if _of_unit(c, unit) and (c.kind != "rate" or noun not in TIMES)]
        if cue == "average":
            totals = [c for c in totals if c in before] or totals
        heads = _named(near, noun) if noun else [c for c in near if c.kind == "count" and value_of(c) > 1]
        if cue == "equal":
            heads = [c for c in heads if 0 < each.start - c.end <= len(" equal monthly instalments of ")]
        if " of " in cue:
            heads = [c for c in heads if 0 <= c.start - each.end - len(cue) <= len("the country's estimated ")]
        certain = (
            COMES_TO.search(page.before(each, 60))
            or " of " in cue
            or cue == "equal"
            or AVERAGE.search(page.before(each, 60))
        )
        certain = bool(certain) or any(TOTAL.search(page.before(total)) for total in totals)
        yield from _judged(each, [(total, head) for total in totals for head in heads], 1.0, certain)


def _cue(page: Page, each: NumberClaim) -> tuple[str | None, str | None]:
    """The words that make a figure one per head, and the noun of the heads where they name it."""
    head, before = (each.unit or "").partition(" per ")[2], page.before(each, 60)
    if head:
        return ("per", head)
    if cue := EACH.match(page.behind(each)):
        noun = re.match(r" (?:per|a|for each|for every) (?!head|person|capita|one)([a-z]+)", page.behind(each, 60))
        return cue[0], noun[1] if noun and " of " not in cue[0] else None
    if AVERAGE.search(before):
        return ("average", None)
    if EQUAL.search(before):
        return ("equal", None)
    named = EACH_OF.search(before) or PER_BEFORE.search(before)
    return ("each", named[1]) if named else (None, None)


def _of_unit(claim: NumberClaim, unit: str) -> bool:
    """True for an amount that is a number of the unit, or of one of its dimension."""
    own, _, time = (claim.unit or "").partition(" per ")
    alike = own == unit or (own in sizes() and unit in sizes() and sizes()[own][0] == sizes()[unit][0])
    return alike and (claim.kind in ("money", "measure") or (claim.kind == "rate" and time in TIMES))


def _named(claims: Iterable[NumberClaim], noun: str) -> list[NumberClaim]:
    """Counts of a noun, or lengths of time in it or comparable with it."""
    start, time = noun[: max(3, len(noun) - 1)], sizes().get(noun, ("", []))[0] == "time"
    return [
        c
        for c in claims
        if (
            c.kind in ("duration", "measure")
            and (c.unit == noun or (time and sizes().get(c.unit or "", "-")[0] == "time"))
        )
        or (c.kind == "count" and c.counted and c.counted.lower().split()[-1].startswith(start) and value_of(c) > 1)
    ]


def _judged(stated: NumberClaim, pairs: Pairs, base: float, certain: bool) -> Iterator[Finding]:
    """A finding if no pair gives the stated figure and one misses it by a power of ten, or the words leave no doubt."""
    unit, _, head = (stated.unit or "").partition(" per ")
    factors = [base * _factor(total, unit) / _factor(among, head) for total, among in pairs]
    computed = [
        (interval(total).over(interval(among)).times(factor), value_of(total) / value_of(among) * factor, total, among)
        for (total, among), factor in zip(pairs, factors, strict=True)
    ]
    if any(gap(interval(stated), value) <= FAR for value, *_ in computed):
        return
    larger = [(total, among) for total, among in pairs if base != 1 or value_of(total) > value_of(stated)]
    for value, exact, total, among in computed:
        slipped = any(gap(interval(stated).times(slip), value) <= FAR / 2 for slip in SLIPS)
        if slipped or (certain and larger == [(total, among)]):
            per = f" per {head}" if head else "" if base == 1 else f" per {base:,.0f}"
            size = shown(exact, unit or None) + per
            said = f"{total.text} over {among.text} is"
            yield recomputed(said, size, [stated, total, among], "error" if slipped else "look")
            return


def _factor(claim: NumberClaim, unit: str) -> float:
    """What turns a claim into another unit of its dimension; 1 where that is none."""
    known, own = sizes(), (claim.unit or "").partition(" per ")[0]
    same = own in known and unit in known and known[own][0] == known[unit][0]
    return known[own][1][0] / known[unit][1][0] if same else 1.0


def rate_over_time(page: Page) -> Iterator[Finding]:
    """ "It makes 450 vehicles a day and would complete 3,600 in every five-day week": rate, time and amount fit."""
    for rate in page.usable:
        step = _step(page, rate)
        unit = (rate.unit or "").partition("per ")[0].strip() or None
        near = page.window(rate, 1, 1) if step and rate.kind in ("rate", "count", "measure") else []
        times = [c for c in near if c.kind == "duration" and c.unit in sizes()]
        amounts = [c for c in near if c.unit == unit and c.kind in ("count", "measure", "money")]
        amounts = [c for c in amounts if c.kind != "count" or heads(c.counted) & heads(rate.counted)]
        if len(times) == len(amounts) == 1 and _runs_for(page, times[0]):
            factor = sizes()[times[0].unit or ""][1][0] / step
            units = interval(times[0]).times(factor)
            total = Interval(interval(rate).low * units.low, interval(rate).high * units.high)
            if gap(interval(amounts[0]), total) > FAR:
                size = shown(value_of(rate) * value_of(times[0]) * factor, unit)
                yield recomputed(f"{rate.text} for {times[0].text} is", size, [amounts[0], rate, times[0]])


def _step(page: Page, rate: NumberClaim) -> float:
    """The time for which a rate is given, in minutes; 0 where a claim is no rate over time."""
    _, named, time = (rate.unit or "").partition("per ")
    if not named and DAILY.search(_beside(page, rate)):
        time = "day"
    return sizes()[time][1][0] if time in sizes() and sizes()[time][0] == "time" else 0.0


def _runs_for(page: Page, time: NumberClaim) -> bool:
    """True if the words make a time that for which a rate goes on."""
    return bool(LASTS.search(page.sentence(time.sentence)) or IN_EVERY.search(page.before(time)))


def _beside(page: Page, claim: NumberClaim) -> str:
    return re.split(r"[,;.]", page.behind(claim, 60))[0]


def each_of_many(page: Page) -> Iterator[Finding]:
    """ "All 250 workers get $1,200, at a cost of $450,000": number, amount for each and total fit."""
    for number in page.usable:
        if number.kind != "count" or value_of(number) < 2 or not ALL_OF.search(page.before(number)):
            continue
        near = [
            c for c in page.window(number, 0, 1) if c.kind == "money" and not c.change_role and c.start > number.end
        ]
        if len(near) == 2 and near[0].unit == near[1].unit and not near[1].direction:
            each, total = sorted(near, key=value_of)
            cost = COSTS.search(page.before(total, 60)) or COSTS.search(page.behind(total, 30))
            product = interval(each).times(value_of(number))
            if cost and each.sentence == number.sentence and gap(interval(total), product) > FAR:
                size = shown(value_of(each) * value_of(number), total.unit)
                yield recomputed(f"{number.text} times {each.text} is", size, [total, number, each])


def at_a_rate_of_exchange(page: Page) -> Iterator[Finding]:
    """ "It fetched 4.5m crowns. With the dollar buying 22.5 crowns, that is $320,000": amounts fit the rate."""
    for match in EXCHANGE.finditer(page.lower):
        number = page.sentence_at(match.start())
        money = [c for n in (number - 1, number, number + 1) for c in page.by_sentence.get(n, []) if c.kind == "money"]
        rate = next(
            (c for c in money if match.start() < c.start < match.end() + 30 and value_of(c) < MOST_RATE), None
        ) or next((c for c in money if 0 <= match.start() - c.end < 30 and value_of(c) < MOST_RATE), None)
        others = [c for c in money if c is not rate]
        if (
            rate
            and len(others) == 2
            and others[0].unit != others[1].unit
            and rate.unit in (others[0].unit, others[1].unit)
        ):
            many, few = others if others[0].unit == rate.unit else others[::-1]
            if (
                NAMES.get(match["one"] or match["to"]) == few.unit
                and gap(interval(few), interval(many).over(interval(rate))) > CONVERTED
            ):
                size = shown(value_of(many) / value_of(rate), few.unit)
                yield recomputed(f"{many.text} at {rate.text} each is", size, [few, many, rate])


def per_many(page: Page) -> Iterator[Finding]:
    """ "120 cases among 2.4 million inhabitants, a rate of 50 per 100,000"."""
    written = [(rate, value_of(base)) for rate, base in page.neighbours() if PER_MANY.match(page.between(rate, base))]
    named = [(rate, MANY_IN_UNIT.match(rate.unit or "")) for rate in page.usable]
    for rate, base in [*written, *((rate, float(match[1])) for rate, match in named if match)]:
        if base in ROUND_BASES and rate.kind in ("count", "rate", "measure"):
            near = [c for n in (-1, 0, 1) for c in page.by_sentence.get(rate.sentence + n, []) if c is not rate]
            counts = [c for c in near if c.kind == "count" and value_of(c) > 0 and value_of(c) != base]
            most = max(counts, key=value_of, default=None)
            cases = [case for case in counts if most and value_of(most) > 20 * value_of(case)]
            pairs = [(max(cases, key=value_of), most)] if most and cases else []
            yield from _judged(rate._replace(unit=None), pairs, base, bool(COMES_TO.search(page.before(rate, 60))))


def one_for_every(page: Page) -> Iterator[Finding]:
    """ "800 doctors for 400,000 residents, or one for every 500"."""
    for claim in page.usable:
        if claim.kind == "count" and ONE_FOR.search(page.before(claim)):
            counts = [c for c in page.preceding(claim, BACK) if c.kind == "count" and value_of(c) > 1]
            pairs = [(many, few) for many in counts for few in counts if value_of(many) > value_of(few)]
            yield from _judged(claim, pairs, 1.0, False)


def scale_slip(page: Page) -> Iterator[Finding]:
    """The same amount once in millions and once in billions."""
    seen: dict[tuple[str, str | None], NumberClaim] = {}
    for claim in page.usable:
        digits = f"{value_of(claim):.6e}".split("e")[0].replace(".", "").rstrip("0")
        if claim.kind not in ("money", "measure") or len(digits) < 2 or value_of(claim) < 1e5:
            continue
        other = seen.setdefault((digits, claim.unit), claim)
        ratio = max(value_of(claim) / value_of(other), value_of(other) / value_of(claim))
        if ratio in (1e3, 1e6) and claim.sentence != other.sentence and _of_one_thing(page, claim, other):
            said = f"{other.text} and {claim.text} are said of one thing, and one is {shown(ratio)} times the other."
            yield Finding([other, claim], said, claim.text, other.text, "look")


def _of_one_thing(page: Page, a: NumberClaim, b: NumberClaim) -> bool:
    """True if both clauses share two telling words, or one that stands right behind an amount ("the $2.7bn bridge")."""
    common = page.topic(a) & page.topic(b)
    named = [telling(match[0]) for claim in (a, b) if (match := NAMED_BY.match(page.behind(claim)))]
    return len(common) >= 2 or any(common & names for names in named)


def unit_conversion(page: Page) -> Iterator[Finding]:
    """ "12 miles (19 km)": the figure in brackets is the one before it in another unit."""
    for first, second in page.neighbours():
        if first.unit == second.unit or not BRACKET.match(TAIL.sub("", page.between(first, second))):
            continue
        options = _converted(page, first, second)
        if options and all(gap(interval(second).widened(CONVERTED), option) > CONVERTED for option in options):
            yield recomputed(f"{first.text} is", shown(sum(options[0]) / 2, second.unit), [second, first])


def _converted(page: Page, first: NumberClaim, second: NumberClaim) -> list[Interval]:
    """The first claim in the second's unit; several where a unit has several sizes, none where they do not compare."""
    known, units = sizes(), (first.unit or "", second.unit or "")
    if units[1] in ("celsius", "fahrenheit") and units[0] in ("degree", "celsius", "fahrenheit"):
        return _degrees(interval(first), to=units[1])
    if not known.keys() >= set(units) or known[units[0]][0] != known[units[1]][0]:
        return []
    more = _larger_part(page, first) + _tail(page, first, second)
    value = Interval(value_of(first), value_of(first)) if more else interval(first)
    added = [value.times(size).plus(Interval(more, more)) for size in known[units[0]][1]]
    return [whole.times(1 / size) for whole in added for size in known[units[1]][1]]


def _degrees(value: Interval, to: str) -> list[Interval]:
    """A temperature, or a difference of temperatures, on the other scale."""
    if to == "fahrenheit":
        return [Interval(value.low * 1.8 + 32, value.high * 1.8 + 32), value.times(1.8)]
    return [Interval((value.low - 32) / 1.8, (value.high - 32) / 1.8), value.times(1 / 1.8)]


def _larger_part(page: Page, claim: NumberClaim) -> float:
    """The feet of "6 feet 3 inches", for the inches, in the base unit."""
    larger = page.preceding(claim, 0)[:1]
    beside = larger and SMALLER.get(larger[0].unit or "") == claim.unit and len(page.between(larger[0], claim)) <= 5
    return value_of(larger[0]) * sizes()[larger[0].unit or ""][1][0] if beside and claim.unit else 0.0


def _tail(page: Page, first: NumberClaim, second: NumberClaim) -> float:
    """The inches of "6ft 2in" where they are no claim of their own, in the base unit."""
    match, smaller = TAIL.match(page.between(first, second)), SMALLER.get(first.unit or "")
    return int(match[1]) * sizes()[smaller][1][0] if match and smaller else 0.0


@cache
def sizes() -> dict[str, tuple[str, list[float]]]:
    """Dimension and size, or sizes, of each unit that articles convert."""
    rows = lexicon.rows("conversions.tsv")
    return {unit: (dimension, [float(s) for s in size.split("/")]) for unit, dimension, size in rows}
