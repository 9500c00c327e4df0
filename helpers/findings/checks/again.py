"""What an article says twice: a figure that comes back with another value, an age, a list beside its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from helpers.findings.checks.figures import gap, interval, value_of
from helpers.findings.checks.page import Finding, Page, head
from helpers.findings.checks.parts import heads
from helpers.text.records import NumberClaim

DEFINITE = re.compile(r"(?:\b(?:of the|all the|all of the)|^the|(?:[,;]|\band|\bthat|\bsaid) the) $")
COMES_BACK = re.compile(r"\b(?:the|her|his|its|their|that|this) $")
ALL = re.compile(r"^all $")
ALL_WERE = re.compile(r"^ (?:of them )?(?:(?:were|have|are|had|will|survived|died|escaped)\b)")
PARTICIPLE = re.compile(r" ([a-z]{4,})(?=[,.]| (?:were|was|are|have|had|will|[a-z]{3,}ed)\b)")
NOUN = re.compile(r" (?:[a-z]+ )?([a-z]{4,})\b")
GENERIC = {"people", "persons", "others", "more", "years", "times"}
OPEN_BOUND = re.compile(r"\b(?:more than|at least|over|nearly|up to|another|so far)\b")
ANOTHER = re.compile(
    r"\b(?:another|others?|more|fewer|further|additional|last|next|previous\w*|earlier|former|first|second|third|each"
    r"|every|per|including|of them|of whom|least|than|about|nearly|up to|from|compared|against|while|since|when|worst"
    r"|deadliest|biggest|largest|(?:19|20)\d\d|year|month|week|ago|then|by|to)\b"
)
WITHIN = 40  # figures behind one that are compared with it
BACK = 3  # sentences back to the amount that comes back
ALIKE = 2  # words that the clauses of both figures share, at least
LONGEST_HEADLINE = 120  # characters
LEAD = 4  # sentences that tell what the headline says
ROUNDED = 0.08  # share by which a headline rounds
MANY = 10  # smaller counts come back with another number too easily
FAR = 0.01

WORD_OF_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]\.|Jr\.|Sr\.)"
NAME_BEFORE = re.compile(rf"((?:{WORD_OF_NAME} )*[A-Z][\w'’-]+),? (?:who is |aged |is |was )?$")
NAME_BEHIND = re.compile(rf",? ((?:{WORD_OF_NAME} )+[A-Z][\w'’-]+)")
TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sgt|Capt|Col|Lt|Rev)\.? ")
NO_NOUN = re.compile(
    r" (?:was|is|has|had|will|said|also|to|who|from|told|pleaded|admitted|denied|and|in|on|at|for|must|faces)\b|[.,;]"
)
FAMILY = re.compile(
    r"\b(?:husband|wife|brother|sister|son|daughter|mother|father|parents|couple|widow\w*|partner|siblings|twins?|family"
    r"|grand\w+|uncle|aunt|nephew|niece|cousin)\b"
)


def definite_count(page: Page) -> Iterator[Finding]:
    """ "14 people were injured … of the 16 injured": a group that comes back has kept its number."""
    for claim in page.usable:
        word = _participle(page, claim)
        counts = [c for c in page.earlier(claim) if c.kind == "count" and c.bound == "="] if word else []
        same = [c for c in counts if c.counted and c.sentence != claim.sentence and _said_of(page, c, word or "")]
        if len({value_of(c) for c in same}) == 1 and value_of(claim) > value_of(same[0]):
            yield _two_values(page, same[0], claim)


def _participle(page: Page, claim: NumberClaim) -> str | None:
    """The word behind a definite count ("of the 16 injured"), None where it may be a new group."""
    before = page.before(claim, 16)
    word = PARTICIPLE.match(page.behind(claim, 50)) if claim.kind == "count" and DEFINITE.search(before) else None
    plural = word and word[1].endswith("s") and not before.endswith(("of the ", "all the "))
    return word[1] if word and word[1] not in GENERIC and not plural else None


def _said_of(page: Page, claim: NumberClaim, word: str) -> bool:
    """True if a count is directly followed by the word, alone or behind its noun and a form of "be"."""
    be = r"(?:(?:were|was|are|have been|had been|has been) )?(?:[a-z]+ly )?"
    return re.match(rf" (?:[a-z]+ ){{0,2}}?{be}{re.escape(word)}\b", page.behind(claim, 60)) is not None


def all_again(page: Page) -> Iterator[Finding]:
    """ "Police arrested 31 people. All 13 were released": all of them are as many as before."""
    for claim in page.usable:
        if claim.kind != "count" or not ALL.match(page.before(claim, 30)) or not ALL_WERE.match(page.behind(claim)):
            continue
        last = page.counts(claim.sentence - 1)
        if len(last) != 1 or last[0].bound != "=" or min(value_of(claim), value_of(last[0])) < MANY:
            continue
        if value_of(claim) not in {value_of(c) for c in page.earlier(claim)}:
            yield _two_values(page, last[0], claim)


def definite_amount(page: Page) -> Iterator[Finding]:
    """ "Will invest 40 million … the 45-million investment": an amount that comes back has kept its size."""
    for claim in page.usable:
        if claim.kind not in ("money", "measure", "duration") or not page.before(claim, 10).endswith("the "):
            continue
        named = NOUN.match(page.behind(claim, 40))
        same = [c for c in page.preceding(claim, BACK) if (c.kind, c.unit) == (claim.kind, claim.unit)]
        if not named or claim.change_role or len(same) != 1 or same[0].sentence == claim.sentence:
            continue
        start = named[1][:6].rstrip("e")
        near = page.before(same[0], 45) + " " + re.split(r"[.;]", page.behind(same[0], 45))[0]
        if re.search(rf"\b{re.escape(start)}", near) and gap(interval(same[0]), interval(claim)) > FAR:
            yield _two_values(page, same[0], claim)


def headline_and_body(page: Page) -> Iterator[Finding]:
    """ "Storm leaves 40,000 homes dark" over "14,000 homes had been cut off": the headline's figure is the story's."""
    end = page.text.find("\n")
    if not 0 < end <= LONGEST_HEADLINE or page.text[end - 1] in ".!?\"'":
        return
    for claim in page.usable:
        if claim.end > end:
            break
        body = [c for c in page.usable if c.start > end and (c.kind, c.unit) == (claim.kind, claim.unit)]
        same = [c for c in body if heads(c.counted) & heads(claim.counted)]
        lead = [c for c in same if c.sentence <= claim.sentence + LEAD and not c.change_role]
        plain = len(lead) == 1 and not OPEN_BOUND.search(page.sentence(lead[0].sentence))
        if claim.kind != "count" or not plain or value_of(claim) < MANY or claim.text in page.text[end:]:
            continue
        near, values = interval(claim).widened(ROUNDED), [interval(c) for c in same]
        values += [way for a, b in combinations(values[:WITHIN], 2) for way in (a.plus(b), a.minus(b), b.minus(a))]
        if not any(near.touches(value) for value in values):
            yield _two_values(page, claim, lead[0])


def transposed_digits(page: Page) -> Iterator[Finding]:
    """43 million and 34 million, said in the same words: the digits have changed places."""
    for first, second in _pairs(page, ("money", "count", "measure")):
        if not transposed(first.text, second.text) or (first.kind == "count" and value_of(first) < MANY**2):
            continue
        named = first.counted or first.kind != "count"
        alike = head(first) == head(second) or heads(first.counted) & heads(second.counted)
        topic = page.topic(first) & page.topic(second)
        if COMES_BACK.search(page.before(second)) or (named and alike and len(topic) >= ALIKE):
            yield _two_values(page, first, second)


def same_words(page: Page) -> Iterator[Finding]:
    """ "The blast killed 14 people … the blast had killed 12 people": the same words with another number."""
    counted = Counter(head(claim) for claim in page.usable if claim.bound == "=" and not claim.change_role)
    for first, second in _pairs(page, ("count",)):
        common = (page.topic(first) & page.topic(second)) - {head(first)}
        if head(first) is None or head(first) != head(second) or len(common) < ALIKE:
            continue
        near = " ".join(page.before(claim, 60) + " | " + page.behind(claim) for claim in (first, second))
        if counted[head(first)] == 2 and min(value_of(first), value_of(second)) >= MANY and not ANOTHER.search(near):
            yield _two_values(page, first, second)


def _pairs(page: Page, kinds: tuple[str, ...]) -> Iterator[tuple[NumberClaim, NumberClaim]]:
    """Exact figures of one kind and unit with two values, in different sentences."""
    claims = [c for c in page.usable if c.kind in kinds and not c.change_role and c.bound == "="]
    for place, first in enumerate(claims):
        for second in claims[place + 1 : place + WITHIN]:
            alike = (first.kind, first.unit) == (second.kind, second.unit)
            if alike and first.sentence != second.sentence and value_of(first) != value_of(second):
                yield first, second


def transposed(one: str, two: str) -> bool:
    """The same digits in another order, at least two of them."""
    a, b = (re.sub(r"\D", "", text) for text in (one, two))
    bare = a.rstrip("0"), b.rstrip("0")
    return len(a) == len(b) and len(bare[0]) == len(bare[1]) >= 2 and sorted(a) == sorted(b)


def _two_values(page: Page, first: NumberClaim, again: NumberClaim) -> Finding:
    said = [page.text[c.start : c.end] + re.split(r"[.,;\n]", page.text[c.end : c.end + 25])[0] for c in (first, again)]
    sentence = f"The article says “{said[0].strip()}” and later “{said[1].strip()}”."
    return Finding([first, again], sentence, again.text, first.text, "look")


def two_ages(page: Page) -> Iterator[Finding]:
    """One person has one age: "Kyle Benning, 43" and later "the 34-year-old"."""
    ages = [claim for claim in page.usable if claim.kind == "age"]
    named = [(name, claim) for claim in ages if (name := name_beside(page.text, claim))]
    people: dict[str, list[tuple[str, NumberClaim]]] = {}
    # Mrs Hill is Ann Hill, where the article speaks of no relatives, who may have the name too
    relatives = FAMILY.search(page.lower) is not None
    for name, claim in named:
        people.setdefault(name.split()[-1], []).append((name if relatives else TITLE.sub("", name), claim))
    for same in people.values():
        full = {name for name, _ in same if " " in name}
        others = [claim for _, claim in same if value_of(claim) != value_of(same[0][1])]
        if len(full) <= 1 and len({value_of(claim) for claim in others}) == 1:
            yield _two_ages(*same[0], others[0])
    if len(named) == 1:
        later = [claim for claim in ages if claim.start > named[0][1].end and _as_noun(page, claim)]
        if len(later) == 1 and len({value_of(claim) for claim in ages}) == len(ages):
            yield _two_ages(*named[0], later[0])


def _two_ages(name: str, first: NumberClaim, second: NumberClaim) -> Finding:
    near = abs(value_of(first) - value_of(second)) <= 1
    said = f"{name} is {value_of(first):g} years old in one place and {value_of(second):g} in another."
    return Finding([first, second], said, second.text, first.text, "look" if near else "error")


def name_beside(text: str, claim: NumberClaim) -> str | None:
    """The name that an age stands beside: "Kyle Benning, 43," and "the 19-year-old, Dean Marsh"."""
    if "old" in claim.text.lower():
        named = NAME_BEHIND.match(text[claim.end : claim.end + 60])
        return named[1] if named else None
    match = NAME_BEFORE.search(text[max(0, claim.start - 60) : claim.start])
    return match[1] if match and text[claim.end : claim.end + 1] in ",.);" else None


def _as_noun(page: Page, claim: NumberClaim) -> bool:
    """The 34-year-old, as a noun of its own."""
    definite = page.before(claim, 8).endswith("the ") and "old" in claim.text.lower()
    return definite and NO_NOUN.match(page.behind(claim)) is not None


NAME = r"(?:[A-Z][\w'’.-]*|of|the|de|da|del|van|von|and|&|la|le|el|St\.?)"
ONE_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}"
COLON = re.compile(r"^(?: [\w-]+){0,9}\s?(?::| - | — |—) ?(?=[A-Z]|the )")
COMMA_LIST = re.compile(rf"^ [a-z]+, ((?:{ONE_NAME}, )*{ONE_NAME},? and {ONE_NAME})(?=, (?!among|includ)[a-z]|\.$)")
ARE_NAMED = re.compile(r"^(?: [a-z][\w-]*){1,3} (?:are|were):? (?=[A-Z])")
ARE_THOSE = re.compile(
    r"^(?:Those |These |They |The (?:[a-z]+ ){1,3})(?:[a-z]+ ){0,3}?(?:are|were|include only|will be)"
    r"(?: those (?:in|at|of))?:? (?=the [a-z]+ [a-z]+, [A-Z]|(?:the )?[A-Z])"
)
CLOSES = re.compile(r" [-—–] .*$|[?!].*$|\.['\"]?$", re.DOTALL)
CLAUSE = re.compile(r", (?:all of (?:which|whom)|both of|who|which)\b.*$", re.DOTALL)
OPEN_LIST = re.compile(
    r"\b(?:including|include|among|such as|for example|e\.g\.|like|others?|(?:one|two|three|some) of|several|etc|more)\b",
    re.IGNORECASE,
)
FULL_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}(?:, (?:aged )?\d{1,3})?"
NAMES_FIRST = re.compile(rf"^({FULL_NAME}(?:,? (?:and )?{FULL_NAME})+),? (?=[a-z])")
ALL_OF_THEM = re.compile(
    r"^(?:All|Both)(?: (?:of them|of whom|\w+))? (?:were|are|have|had|will|pleaded|denied|died|appeared|face)\b"
)
AGE_ONLY = re.compile(r"^(?:aged )?\d{1,3}(?: years old)?$")
COUNTED_PEOPLE = re.compile(
    r"people|men|women|boys|girls|teenagers|suspects|officers|defendants|victims|students|workers|climbers|friends"
    r"|brothers|children|passengers|firefighters|soldiers"
)
FEWEST_ITEMS, MOST_ITEMS = 2, 15
Items = tuple[list[str], int, int]  # what a list names, the fewest and the most that "and" inside names allows


def listed_items(page: Page) -> Iterator[Finding]:
    """The items of a list that claims to be whole are as many as the article says."""
    for claim in page.usable:
        few = FEWEST_ITEMS <= value_of(claim) <= MOST_ITEMS and claim.bound == "="
        if claim.kind != "count" or claim.unit or not few or not claim.counted:
            continue
        some = re.search(r"\bof (?:the|its|their) $", page.before(claim, 12))
        found = None if some else _listed_behind(page, claim) or _listed_next(page, claim) or _named_next(page, claim)
        if found and not found[1] <= value_of(claim) <= found[2]:
            items, fewest, most = found
            number = str(most) if fewest == most else f"{fewest} or {most}"
            stated = f"{claim.text} {claim.counted}"
            said = f"The article says {stated} and lists {number}: {'; '.join(items)}."
            clear = most < value_of(claim) or fewest > value_of(claim) + 1
            yield Finding([claim], said, stated, number, "error" if clear else "look")


def _listed_behind(page: Page, claim: NumberClaim) -> Items | None:
    """Seven stores: A, B, C … The four are A, B … From three countries, A, B and C, …"""
    rest = page.text[claim.end : page.sentences[claim.sentence][1]]
    match = COLON.match(rest) or (ARE_NAMED.match(rest) if page.before(claim, 5).endswith("the ") else None)
    listed = COMMA_LIST.match(rest)
    return _items(rest[match.end() :]) if match else _items(listed[1]) if listed else None


def _listed_next(page: Page, claim: NumberClaim) -> Items | None:
    """Five ministers were dismissed. Those leaving are A; B; C and D."""
    for number in range(claim.sentence + 1, min(claim.sentence + 3, len(page.sentences))):
        start, end = page.sentences[number]
        match = ARE_THOSE.match(page.text[start : min(end, start + 120)])
        if match and not any(other.start < start + match.end() for other in page.by_sentence.get(number, [])):
            counts = [
                c for n in range(claim.sentence, number) for c in page.by_sentence.get(n, []) if c.kind == "count"
            ]
            only = number == claim.sentence + 1 or counts[-1:] == [claim]
            return _items(page.text[start + match.end() : end]) if only else None
    return None


def _named_next(page: Page, claim: NumberClaim) -> Items | None:
    """Four people were charged. A, B and C denied it: more names than people, or fewer and "all were" said of them."""
    said = [page.text[slice(*span)] for span in page.sentences[claim.sentence + 1 : claim.sentence + 3]]
    match = NAMES_FIRST.match(said[0]) if said else None
    if not match or not COUNTED_PEOPLE.search((claim.counted or "").lower()) or len(page.counts(claim.sentence)) > 1:
        return None
    items = _items(match[1])
    whole = len(said) > 1 and ALL_OF_THEM.match(said[1])
    return items if items and (whole or items[1] > value_of(claim)) else None


def _items(text: str) -> Items | None:
    """Items of a list, and their number; None where it is no clear list."""
    text = CLOSES.sub("", text if ";" in text else CLAUSE.sub("", text)).strip().rstrip(",;")
    if OPEN_LIST.search(text) or not text:
        return None
    pieces = [re.sub(r"^and ", "", piece.strip()) for piece in re.split(";" if ";" in text else ",", text)]
    pieces = [piece for piece in pieces if piece and not AGE_ONLY.match(piece)]
    if ";" in text:
        return (pieces, len(pieces), len(pieces)) if len(pieces) >= FEWEST_ITEMS else None
    named = all(re.match(rf"^(?:the )?{NAME}(?: {NAME}){{0,6}}$", piece) for piece in pieces)
    if len(pieces) + text.count(" and ") < FEWEST_ITEMS or not named:
        return None
    most = sum(piece.count(" and ") + 1 for piece in pieces)
    # a list without a comma before "and" ends in two items, unless that "and" is inside a name
    two_last = pieces[-1].count(" and ") == 1 and not re.search(r", and [^,]*$", text)
    fewest = min(len(pieces) + two_last, most)
    return re.split(" and ", " and ".join(pieces)) if most == fewest else pieces, fewest, most
