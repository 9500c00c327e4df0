"""Checks: recompute what the numbers of an article say of each other, and say so in a sentence.

One function a check; its name is the `rule` of its findings. The files: `changes` (from, to, by), `shares` (percent of,
ratios, shares of a hundred), `parts` (parts and whole), `differences` (what is left, majorities, profits), `ranks`
(places and records), `rates` (per head, scales, conversions), `dates` (intervals, anniversaries), `ages`, `again` (figures
that come back, lists beside their number), `between` (two articles). `page` is one article as the checks see it. Figures
are compared as intervals (`figures`); every check is silent where the words leave open whether two figures are said of
the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.findings.checks import again, ages, between, changes, dates, differences, parts, ranks, rates, shares
from helpers.findings.checks.page import Finding, Page
from helpers.text.parse import Parsed
from helpers.text.records import Article, Check, NumberClaim, TimeExpression

CHECKS: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    changes.change_in_percent,
    changes.percent_or_points,
    changes.change_by_amount,
    changes.change_by_multiple,
    changes.direction_of_change,
    shares.ratio_as_percent,
    shares.percent_of_whole,
    shares.percent_of_votes,
    shares.shares_to_hundred,
    shares.part_over_whole,
    shares.share_over_hundred,
    shares.split_over_hundred,
    parts.parts_and_whole,
    parts.parts_over_whole,
    parts.two_halves,
    ranks.rank_of_figure,
    parts.split_in_ways,
    differences.remainder,
    differences.difference,
    parts.brought_to,
    again.listed_items,
    rates.per_head,
    rates.rate_over_time,
    rates.each_of_many,
    rates.at_a_rate_of_exchange,
    rates.per_many,
    rates.one_for_every,
    rates.scale_slip,
    rates.unit_conversion,
    ages.age_and_birth,
    dates.anniversary,
    dates.weekday_of_date,
    dates.length_of_interval,
    again.two_ages,
    again.definite_count,
    again.all_again,
    again.definite_amount,
    again.headline_and_body,
    again.transposed_digits,
    again.same_words,
)
"""The checks of one article, in the order in which their findings are numbered at one place of the text."""


def check_article(parsed: Parsed, claims: list[NumberClaim], times: list[TimeExpression]) -> list[Check]:
    """All findings inside one article, in the order of the first claim they name."""
    page = Page(parsed, claims, times)
    found, told = [], set()
    for check in CHECKS:
        for finding in check(page):
            involved = frozenset(claim.claim_id for claim in finding.claims) or finding.start
            if involved not in told:  # two checks may see one slip: the first of them tells it
                told.add(involved)
                found.append((check.__name__, finding))
    found.sort(key=lambda pair: pair[1].place)
    return [
        Check(
            check_id=parsed.row_id("k", number),
            article_id=parsed.article.article_id,
            other_article_id=None,
            rule=rule,
            finding=finding.finding,
            claim_ids=[claim.claim_id for claim in finding.claims],
            stated=finding.stated,
            recomputed=finding.recomputed,
            severity=finding.severity,
            start=finding.place,
        )
        for number, (rule, finding) in enumerate(found)
    ]


def check_between(
    articles: Sequence[Article], claims: Sequence[NumberClaim], times: Sequence[TimeExpression]
) -> list[Check]:
    """All findings between two articles of one event: values of the same thing that cannot both be right."""
    found: list[Check] = []
    told: set[tuple[int, int, str, str]] = set()
    for rule, conflict in between.conflicts(articles, claims, times):
        first, second = conflict.first, conflict.second
        places = (first.start, second.start, first.article_id, second.article_id)
        if places in told:  # two rules may see one conflict: the first of them tells it
            continue
        told.add(places)
        row = first.claim_id if isinstance(first, NumberClaim) else first.time_id
        found.append(
            Check(
                check_id=f"{row.rsplit(':', 1)[0]}:b{len(found)}",
                article_id=first.article_id,
                other_article_id=second.article_id,
                rule=rule,
                finding=f"{first.article_id} says {first.text}, {second.article_id} says {second.text} "
                f"({', '.join(conflict.common)}): both cannot be right of one thing.",
                claim_ids=[claim.claim_id for claim in (first, second) if isinstance(claim, NumberClaim)],
                stated=first.text,
                recomputed=second.text,
                severity="look",
                start=first.start,
            )
        )
    return found
