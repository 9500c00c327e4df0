"""Checks: recompute what the numbers of an article say of each other, and say so in a sentence.

One function a check; its name is the `rule` of its findings. The rooms: `checks_changes` (from, to, by),
`checks_shares` (percent of, ratios, shares of a hundred), `checks_parts`, `checks_outcomes` (parts and whole),
`checks_rates` (per head, scale), `checks_units` (conversions), `checks_lists` (items and counts), `checks_ages`, `checks_dates`, `checks_again`
(figures that come back), `checks_between`, `checks_roles` (two articles). Figures are compared as intervals (`checks_figures`); every
check is silent where the words leave open whether two figures are said of the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.findings.numbers import (
    checks_again,
    checks_ages,
    checks_between,
    checks_changes,
    checks_dates,
    checks_lists,
    checks_outcomes,
    checks_parts,
    checks_rates,
    checks_roles,
    checks_shares,
    checks_units,
)
from helpers.findings.numbers.checks_page import Finding, Page
from helpers.text.parse import Parsed
from helpers.text.records import Article, Check, NumberClaim, TimeExpression

CHECKS: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    checks_changes.change_in_percent,
    checks_changes.percent_or_points,
    checks_changes.change_by_amount,
    checks_changes.change_by_multiple,
    checks_changes.direction_of_change,
    checks_shares.ratio_as_percent,
    checks_shares.percent_of_whole,
    checks_shares.shares_to_hundred,
    checks_shares.part_over_whole,
    checks_shares.share_over_hundred,
    checks_shares.split_over_hundred,
    checks_parts.parts_and_whole,
    checks_parts.parts_over_whole,
    checks_parts.two_halves,
    checks_parts.votes,
    checks_parts.remainder,
    checks_outcomes.outcomes_over_whole,
    checks_outcomes.listed_under_whole,
    checks_rates.per_head,
    checks_rates.per_many,
    checks_rates.one_for_every,
    checks_rates.scale_slip,
    checks_units.unit_conversion,
    checks_lists.listed_items,
    checks_ages.two_ages,
    checks_ages.age_and_birth,
    checks_ages.age_today,
    checks_dates.anniversary,
    checks_dates.years_ago,
    checks_dates.hours_between,
    checks_dates.days_between,
    checks_dates.length_of_interval,
    checks_again.definite_count,
    checks_again.all_again,
    checks_again.definite_amount,
    checks_again.transposed_digits,
    checks_again.same_words,
)
"""The checks of one article, in the order in which their findings are numbered at one place of the text."""

BETWEEN = (*checks_between.RULES, checks_roles.two_values_in_role)
"""The checks between two articles."""


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
    found.sort(key=lambda pair: pair[1].claims[0].start if pair[1].claims else pair[1].start or 0)
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
        )
        for number, (rule, finding) in enumerate(found)
    ]


def check_between(
    articles: Sequence[Article], claims: Sequence[NumberClaim], times: Sequence[TimeExpression]
) -> list[Check]:
    """All findings between two articles of one event: values of the same thing that cannot both be right."""
    found: list[Check] = []
    told: set[tuple[int, int, str, str]] = set()
    for rule, conflict in checks_between.conflicts(articles, claims, times, BETWEEN):
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
            )
        )
    return found
