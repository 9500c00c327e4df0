"""What to check first: every claim with a reason to doubt it, the weightiest first.

The order is transparent: each reason has a weight (`WEIGHTS`), a claim's weights are added up, and equal sums stand in
reading order. Only claims whose sum reaches `WORTH_CHECKING` are listed, and no vague amount ("thousands"), which cannot be checked,
unless a check names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from helpers.findings.checks.figures import DIGITS
from helpers.text.records import Article, Attribution, Check, NumberClaim, Sentence, Source, ToCheck

WEIGHTS = {"disputed": 12, "load_bearing": 3, "thin": 3, "unvouched": 2, "large": 2, "precise": 1}
WORTH_CHECKING = 3  # in the lead, or thinly sourced, or without a source and precise, or disputed
COMPARED_KINDS = ("count", "money", "measure", "rate", "multiple", "percent")
FEW = 10
SIGNIFICANT = 2  # digits from which on a number is no round one

Key = tuple[str, str, str | None]


class _Desk:
    """What is known of the claims' articles, looked up once."""

    def __init__(
        self,
        claims: Sequence[NumberClaim],
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        checks: Sequence[Check],
        articles: Sequence[Article],
        sentences: Sequence[Sentence],
    ) -> None:
        self.place_of = {article.article_id: place for place, article in enumerate(articles)}
        self.title_of = {article.article_id: article.title or "" for article in articles}
        self.paragraph_of = {(row.article_id, row.sentence): row.paragraph for row in sentences}
        self.attribution_of = {row.attribution_id: row for row in attributions}
        self.speakers = Counter(row.article_id for row in sources if row.attributions)
        self.checks_of: dict[str, list[Check]] = defaultdict(list)
        for check in checks:
            for claim_id in check.claim_ids:
                self.checks_of[claim_id].append(check)
        self.times_said = Counter((_key(claim), claim.low, claim.high) for claim in claims if claim.low is not None)
        self.top: dict[Key, float] = {}
        self.of_kind = Counter(_key(claim) for claim in claims)
        for claim in claims:
            if claim.high is not None:
                self.top[_key(claim)] = max(claim.high, self.top.get(_key(claim), claim.high))


def rank_claims(
    claims: Sequence[NumberClaim],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    checks: Sequence[Check],
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
) -> list[ToCheck]:
    """The claims of all articles that are worth checking, most urgent first, each with its reasons."""
    desk = _Desk(claims, attributions, sources, checks, articles, sentences)
    listed = []
    for claim in claims:
        if claim.vague and not disputed(claim, desk):
            continue
        reasons = {name: reason(claim, desk) for name, reason in REASONS.items()}
        weight = sum(WEIGHTS[name] for name, true in reasons.items() if true)
        if weight >= WORTH_CHECKING:
            listed.append(
                (-weight, desk.place_of.get(claim.article_id, len(desk.place_of)), claim.start, claim, reasons)
            )
    listed.sort(key=lambda row: row[:3])
    return [
        ToCheck(rank, claim.article_id, claim.claim_id, **reasons, why=_why(claim, reasons, desk))
        for rank, (_, _, _, claim, reasons) in enumerate(listed, 1)
    ]


def precise(claim: NumberClaim, desk: _Desk) -> bool:
    """Stated without hedge or rounding: at least two digits that are not zeros behind the first."""
    match = DIGITS.search(claim.text)
    if not match or claim.vague or claim.bound != "=" or claim.low != claim.high:
        return False
    digits = "".join(c for c in match[0] if c.isdigit()).strip("0")
    return len(digits) >= SIGNIFICANT


def load_bearing(claim: NumberClaim, desk: _Desk) -> bool:
    """In the title, in the first paragraph, or said more than once."""
    if claim.text in desk.title_of.get(claim.article_id, ""):
        return True
    lead = desk.paragraph_of.get((claim.article_id, claim.sentence)) == 0
    return lead or (not _few(claim) and desk.times_said[(_key(claim), claim.low, claim.high)] > 1)


def unvouched(claim: NumberClaim, desk: _Desk) -> bool:
    """Claimed by the article in its own voice."""
    return claim.attribution_id is None


def thin(claim: NumberClaim, desk: _Desk) -> bool:
    """From a source that is not named, or from the only one the article has."""
    attribution = desk.attribution_of.get(claim.attribution_id or "")
    return attribution is not None and (
        attribution.naming in ("unnamed", "none") or desk.speakers[claim.article_id] == 1
    )


def large(claim: NumberClaim, desk: _Desk) -> bool:
    """The largest of its kind and unit in the article, where there are others to compare."""
    key = _key(claim)
    return (
        not _few(claim)
        and claim.kind in COMPARED_KINDS
        and desk.of_kind[key] > 1
        and claim.high is not None
        and claim.high == desk.top[key]
    )


def disputed(claim: NumberClaim, desk: _Desk) -> bool:
    """Named by a check, inside the article or between two."""
    return claim.claim_id in desk.checks_of


REASONS: dict[str, Callable[[NumberClaim, _Desk], bool]] = {
    "precise": precise,
    "load_bearing": load_bearing,
    "unvouched": unvouched,
    "thin": thin,
    "large": large,
    "disputed": disputed,
}


def _few(claim: NumberClaim) -> bool:
    """A count so small that neither its size nor its repetition tells anything: "two leaders"."""
    return claim.kind == "count" and (claim.high is None or claim.high < FEW)


def _key(claim: NumberClaim) -> Key:
    return claim.article_id, claim.kind, claim.unit


def _why(claim: NumberClaim, reasons: dict[str, bool], desk: _Desk) -> str:
    """One sentence: the claim and its reasons, the weightiest first."""
    said = [WORDS[name] for name in WEIGHTS if reasons[name] and name != "disputed"]
    if reasons["thin"]:
        attribution = desk.attribution_of[claim.attribution_id or ""]
        named = attribution.naming not in ("unnamed", "none")
        who = f"it comes from “{attribution.source}”, {'the only source' if named else 'a source without a name'}"
        said[said.index(WORDS["thin"])] = who if attribution.source else "nobody is named as its source"
    if reasons["disputed"]:
        said.insert(0, "a check disputes it: " + desk.checks_of[claim.claim_id][0].finding.rstrip("."))
    counted = f" {claim.counted}" if claim.counted and claim.counted not in claim.text else ""
    return f"“{claim.text}{counted}”: {'; '.join(said)}."


WORDS = {
    "load_bearing": "it carries the story (in the title or the lead, or repeated)",
    "thin": "its source is thin",
    "unvouched": "no source is given",
    "large": "it is the largest of its kind here",
    "precise": "it is stated precisely",
}
"""What each reason says in a sentence."""
