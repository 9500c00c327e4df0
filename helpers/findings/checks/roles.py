"""Two articles on one event: figures with one role (killed, taken to hospital, jobs cut) and two values."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from helpers.findings.checks.between import MOST_CLAIMS, Conflict, Story, is_hedged, long_before, same_time
from helpers.findings.checks.figures import interval, value_of
from helpers.findings.checks.parts import heads
from helpers.text import lexicon
from helpers.text.records import NumberClaim

WORD = re.compile(r"[a-z]+")
NEAR = 90  # characters of its sentence around a figure that may say its role
SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")
EDGE = re.compile(r"[,;:()]|\d|\b(?:and|but|while|after|before|when|as|with)\b")
OTHER_TIME = re.compile(
    r"\b(?:since|worst|deadliest|previous\w*|earlier|last (?:year|month|week|summer|winter)|in (?:19|20)\d\d|years? ago"
    r"|also|another|further|additional|more|others?|rose|risen|rising|revised|initial\w*|originally|so far|each|per|average)\b"
)
PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff) (?:the |a )?([A-Z][a-z][\w'’-]+)")
MONTHS = set(calendar.month_name)
ROLES_OF = {"count": None, "money": {"price", "fine", "stolen", "cost", "ransom", "reward"}, "duration": {"sentence"}}
SMALLEST = 3


def two_values_in_role(first: Story, second: Story) -> Iterator[Conflict]:
    """ "14 people were taken to hospital", "19 people were taken to hospital": one event, one role, two values."""
    left, right = _roles(first), _roles(second)
    for a, role in left:
        same = [(b, other) for b, other in right if other == role and _same_thing(a, b)]
        if len(same) != 1 or sum(1 for c, other in left if other == role and _same_thing(c, same[0][0])) != 1:
            continue
        b = same[0][0]
        if _elsewhere(first, second, a, b):
            continue
        if _parted(first, second, a, b) and _same_time(first, second, a, b, role):
            yield Conflict(a, b, [role])


def _roles(story: Story) -> list[tuple[NumberClaim, str]]:
    """The exact figures of an article that have a role, with it; a figure said twice stands there once."""
    found, seen = [], set()
    for claim in story.claims[:MOST_CLAIMS]:
        role = _role(story, claim)
        key = (role, claim.kind, claim.unit, claim.low)
        if role and key not in seen:
            seen.add(key)
            found.append((claim, role))
    return found


def _role(story: Story, claim: NumberClaim) -> str | None:
    """The one role that the words of a figure's clause give it."""
    if (
        claim.kind not in ROLES_OF
        or claim.bound != "="
        or claim.change_role in ("from", "to")
        or value_of(claim) < SMALLEST
    ):
        return None
    if claim.kind == "count" and (claim.unit or not claim.counted):
        return None
    left = SENTENCE_EDGE.split(story.text[max(0, claim.start - NEAR) : claim.start].lower())[-1]
    right = SENTENCE_EDGE.split(story.text[claim.end : claim.end + NEAR].lower())[0]
    if OTHER_TIME.search(left[-NEAR // 2 :] + " | " + right[: NEAR // 2]) or is_hedged(left):
        return None
    clause = EDGE.split(left)[-1] + " " + EDGE.split(right)[0]
    roles = {role for word in WORD.findall(clause) if (role := _role_words().get(word))}
    allowed = ROLES_OF[claim.kind]
    return roles.pop() if len(roles) == 1 and (allowed is None or roles & allowed) else None


@cache
def _role_words() -> dict[str, str]:
    return {word: role for word, role, _ in lexicon.rows("check-roles.tsv")}


@cache
def _tolls() -> frozenset[str]:
    return frozenset(role for _, role, grows in lexicon.rows("check-roles.tsv") if grows == "toll")


def _same_thing(a: NumberClaim, b: NumberClaim) -> bool:
    return (a.kind, a.unit) == (b.kind, b.unit) and (a.kind != "count" or bool(heads(a.counted) & heads(b.counted)))


def _parted(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """True if neither article has the other's value, nor a sum or difference of like figures that gives it."""
    if interval(a).widened(0.01).touches(interval(b)):
        return False
    return not (_has(second, a, b) or _has(first, b, a))


def _elsewhere(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """True if the sentences of both figures name places, and none in common."""
    places = [_places(story, claim) for story, claim in ((first, a), (second, b))]
    return bool(places[0] and places[1]) and not places[0] & places[1]


def _places(story: Story, claim: NumberClaim) -> set[str]:
    left = SENTENCE_EDGE.split(story.text[max(0, claim.start - 2 * NEAR) : claim.start])[-1]
    right = SENTENCE_EDGE.split(story.text[claim.end : claim.end + 2 * NEAR])[0]
    return set(PLACE.findall(f"{left} | {right}")) - MONTHS


def _has(story: Story, wanted: NumberClaim, like: NumberClaim) -> bool:
    values = [interval(c) for c in story.claims[:MOST_CLAIMS] if _same_thing(c, like)]
    own = interval(wanted)
    sums = [way for x, y in combinations(values[:20], 2) for way in (x.plus(y), x.minus(y), y.minus(x))]
    return any(own.touches(value) for value in values + sums)


def _same_time(first: Story, second: Story, a: NumberClaim, b: NumberClaim, role: str) -> bool:
    """True for figures of one time; a toll that is higher in the later article may have risen."""
    if role not in _tolls():
        return long_before(first, a) == long_before(second, b)
    days = (second.article.date - first.article.date).days
    return same_time(first, second, a, b) and days * (value_of(b) - value_of(a)) <= 0
