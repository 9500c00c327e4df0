"""Lists: as many items as the article counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text.records import NumberClaim

NAME = r"(?:[A-Z][\w'’.-]*|of|the|de|da|del|van|von|and|&|la|le|el|St\.?)"
ARE_THOSE = re.compile(
    r"^(?:Those |These |They |The (?:[a-z]+ ){1,3})(?:[a-z]+ ){0,3}?(?:are|were|include only"
    r"|will be)(?: those (?:in|at|of))?:? (?=the [a-z]+ [a-z]+, [A-Z]|(?:the )?[A-Z])"
)
COLON = re.compile(r"^(?: [a-z][\w-]*){0,9}\s?(?::| - | — |—) ?(?=[A-Z]|the )")
ONE_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}"
COMMA_LIST = re.compile(rf"^ [a-z]+, ((?:{ONE_NAME}, )*{ONE_NAME},? and {ONE_NAME})(?=, (?!among|includ)[a-z]|\.$)")
ARE_NAMED = re.compile(r"^(?: [a-z][\w-]*){1,3} (?:are|were):? (?=[A-Z])")
CLOSES = re.compile(r" [-—–] .*$|, (?:all of (?:which|whom)|both of|who|which)\b.*$|[?!].*$|\.['\"]?$", re.DOTALL)
OPEN_LIST = re.compile(
    r"\b(?:including|include|among|such as|for example|e\.g\.|like|others?|two of|three of|one of"
    r"|some of|several|etc|more)\b",
    re.IGNORECASE,
)
AGE_ONLY = re.compile(r"^(?:aged )?\d{1,3}(?: years old)?$")
PERSON_AGE = re.compile(
    r"^(?:(?:and )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}, (?:aged )?\d{1,3},? ?){2,}(?=are|were"
    r"|have|all|will|appeared|had|both|pleaded|died)"
)
ALL_OF_THEM = re.compile(
    r"^(?:All|Both)(?: (?:of them|of whom|\w+))? (?:were|are|have|had|will|pleaded|denied|died|appeared|face)\b"
)
COUNTED_PEOPLE = re.compile(
    r"people|men|women|boys|girls|teenagers|suspects|officers|defendants|victims|students|workers"
    r"|climbers|friends|brothers|children|passengers|firefighters|soldiers"
)
MOST, FEWEST = 15, 2


def listed_items(page: Page) -> Iterator[Finding]:
    """The items of a list that claims to be whole are as many as the article says."""
    for claim in page.usable:
        if (
            claim.kind != "count"
            or claim.unit
            or not FEWEST <= value_of(claim) <= MOST
            or claim.bound != "="
            or not claim.counted
        ):
            continue
        if re.search(r"\bof (?:the|its|their) $", page.before(claim, 12)):
            continue
        found = _colon_list(page, claim) or _following_list(page, claim) or _named_people(page, claim)
        if found is None:
            continue
        items, fewest, most = found
        if not fewest <= value_of(claim) <= most:
            number = str(most) if fewest == most else f"{fewest} or {most}"
            yield Finding(
                [claim],
                f"The article says {claim.text} {claim.counted} and lists {number}: {'; '.join(items)}.",
                f"{claim.text} {claim.counted}",
                number,
                "error" if most < value_of(claim) or fewest > value_of(claim) + 1 else "look",
            )


def _colon_list(page: Page, claim: NumberClaim) -> tuple[list[str], int, int] | None:
    """Seven stores: A, B, C …"""
    end = page.sentences[claim.sentence][1]
    match = COLON.match(page.text[claim.end : end])
    if not match and page.before(claim, 5).endswith("the "):
        match = ARE_NAMED.match(page.text[claim.end : end])
    if not match:
        listed = COMMA_LIST.match(page.text[claim.end : end])
        return _items(listed[1]) if listed else None
    return _items(page.text[claim.end + match.end() : end]) if match else None


def _following_list(page: Page, claim: NumberClaim) -> tuple[list[str], int, int] | None:
    """Five ministers were dismissed. Those leaving are A; B; C and D."""
    for number in (claim.sentence + 1, claim.sentence + 2):
        if number >= len(page.sentences):
            return None
        start, end = page.sentences[number]
        match = ARE_THOSE.match(page.text[start : min(end, start + 120)])
        if match and not _counts_itself(page, number, match.end() + start):
            return (
                _items(page.text[start + match.end() : end])
                if number == claim.sentence + 1 or _only(page, claim, number)
                else None
            )
    return None


def _counts_itself(page: Page, sentence: int, before: int) -> bool:
    return any(other.start < before for other in page.by_sentence.get(sentence, []))


def _only(page: Page, claim: NumberClaim, until: int) -> bool:
    """True if no other count of things stands between a claim and its list."""
    return not any(
        c.kind == "count" and c is not claim and claim.start < c.start
        for n in range(claim.sentence, until)
        for c in page.by_sentence.get(n, [])
    )


def _named_people(page: Page, claim: NumberClaim) -> tuple[list[str], int, int] | None:
    """Four people were charged. A, 34, B, 29, and C, 41, are accused. All were remanded."""
    if not COUNTED_PEOPLE.search((claim.counted or "").lower()) or claim.sentence + 2 >= len(page.sentences):
        return None
    start, end = page.sentences[claim.sentence + 1]
    match = PERSON_AGE.match(page.text[start:end])
    next_start, next_end = page.sentences[claim.sentence + 2]
    if not match or not ALL_OF_THEM.match(page.text[next_start:next_end]):
        return None
    return _items(match[0])


def _items(text: str) -> tuple[list[str], int, int] | None:
    """Items of a list, and the fewest and the most that "and" inside names allows; None where it is no clear list."""
    text = CLOSES.sub("", text).strip().rstrip(",;")
    if OPEN_LIST.search(text) or not text:
        return None
    semicolons = ";" in text
    pieces = [piece.strip() for piece in re.split(";" if semicolons else ",", text)]
    pieces = [
        piece for piece in (re.sub(r"^and ", "", piece) for piece in pieces) if piece and not AGE_ONLY.match(piece)
    ]
    if semicolons:
        return (pieces, len(pieces), len(pieces)) if len(pieces) >= FEWEST else None
    if len(pieces) + text.count(" and ") < FEWEST or any(
        not re.match(rf"^(?:the )?{NAME}(?: {NAME}){{0,6}}$", piece) for piece in pieces
    ):
        return None
    most = sum(piece.count(" and ") + 1 for piece in pieces)
    # a list without a comma before "and" ends in two items, unless that "and" is inside a name
    inner = " and " in pieces[-1]
    fewest = len(pieces) + (
        1 if inner and pieces[-1].count(" and ") == 1 and not re.search(r", and [^,]*$", text) else 0
    )
    return re.split(" and ", " and ".join(pieces)) if most == fewest else pieces, min(fewest, most), most
