"""What an article says of the bearers of names beside the names: "Anil Rourke, the finance director"."""

from __future__ import annotations

from helpers.findings.sourcing.speakers_names import Entity, Names, Role
from helpers.findings.sourcing.speakers_nouns import Noun, noun_at
from helpers.findings.sourcing.speakers_runs import LINKS, Mention
from helpers.findings.sourcing.speakers_words import Words

FORMER = frozenset({"former", "ex", "late", "ex-", "onetime", "one-time", "then", "erstwhile", "retired", "ousted"})
NOMINAL = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "CD", "POS", "DT", "PRP$", ":"}
)
REACH = 40  # tokens before a possessive in which its owner may stand
FITS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def link_roles(words: Words, names: Names) -> dict[int, Entity]:
    """Note the roles of all bearers of names; returns the entity of each noun that stands beside a name."""
    links: dict[int, Entity] = {}
    for mention, entity in names.mentions:
        if entity is None:
            continue
        for title in mention.title[-1:]:
            _note(entity, Role(title, frozenset(mention.title[:-1]), bool(FORMER & set(mention.title))))
        _before(words, mention, entity, links)
        _behind(words, mention, entity, links)
        _person_by_context(words, mention, entity)
    _possessives(words, names)
    return links


def _note(entity: Entity, role: Role) -> None:
    if role not in entity.roles:
        entity.roles.append(role)


def _before(words: Words, mention: Mention, entity: Entity, links: dict[int, Entity]) -> None:
    """ "the architect Renny Fosse", "the engineer, Ruth Adeyemi,"."""
    place = mention.start - len(mention.title) - 1
    tree = words.tree
    if place < 0:
        return
    while place > 0 and tree.word[place] in ('"', "'", "the"):
        place -= 1
    if tree.word[place] == ",":
        place = _noun_before_comma(words, mention, place)
    if place is None or place < 0 or tree.tag[place] not in ("NN", "NNP") or place in words.shouted:
        return
    noun = noun_at(words, place)
    if noun.kind in ("unknown", "group") or place + 1 in words.breaks:
        return
    links[place] = entity
    _apply(words, entity, noun, place)


def _noun_before_comma(words: Words, mention: Mention, comma: int) -> int | None:
    """The noun of "the engineer, Ruth Adeyemi,": determined, and the name closed off again."""
    tree, place = words.tree, comma - 1
    closing = tree.word[mention.end : mention.end + 1]
    if closing not in ([","], ["."], [";"], ["'s"], ['"']) and tree.dep[mention.end - 1] != "appos":
        return None
    first = place
    while first > 0 and (tree.tag[first] in NOMINAL or tree.word[first] in LINKS) and comma - first < 12:
        if tree.word[first] in LINKS:
            place = first - 1
        if tree.tag[first] in ("DT", "PRP$", "POS"):
            return place
        first -= 1
    return place if tree.head[mention.end - 1] == place and tree.dep[mention.end - 1] == "appos" else None


def _behind(words: Words, mention: Mention, entity: Entity, links: dict[int, Entity]) -> None:
    """ "Anil Rourke, the finance director"."""
    tree, place = words.tree, mention.end + 1
    if tree.word[mention.end : mention.end + 1] not in ([","], ["("], ["-"], ["–"], ["—"]):
        return
    head, determined = None, False
    while place < tree.size and place not in words.breaks and tree.tag[place] in NOMINAL and place - mention.end < 14:
        if tree.tag[place] == "VBG" and head is None:
            return
        determined = determined or tree.tag[place] in ("DT", "PRP$", "POS")
        if tree.tag[place] == "POS":
            head = None
        elif tree.tag[place] in ("NN", "NNP"):
            head = place
        place += 1
    if head is None:
        return
    apposed = tree.dep[head] == "appos" and mention.start <= tree.head[head] < mention.end
    noun = noun_at(words, head)
    if noun.kind in ("unknown", "group") or not (apposed or (determined and _closed(words, head, place))):
        return
    links.setdefault(head, entity)
    _apply(words, entity, noun, head)


def _closed(words: Words, head: int, behind: int) -> bool:
    """Whether an aside ends behind a noun, so that it is no subject of what follows."""
    tree = words.tree
    if behind >= tree.size or behind in words.breaks or tree.word[behind] in (",", ".", ";", ")", "-", "–", "—"):
        return True
    return tree.dep[head] not in ("nsubj", "nsubjpass") and tree.tag[behind] in ("IN", "WP", "WDT", "VBN", "TO")


def _apply(words: Words, entity: Entity, noun: Noun, head: int) -> None:
    """What a noun beside the name says of its bearer."""
    person = noun.kind == "person"
    if entity.kind is None or (not entity.sure and person != (entity.kind == "person")):
        entity.kind = noun.kind
        entity.sure = True
    if person == (entity.kind == "person"):
        modifiers = _modifiers(words, head, noun.width)
        _note(entity, Role(noun.lemma, modifiers, bool(modifiers & FORMER)))
        if noun.agreement in ("m", "f"):
            entity.agreement.add(noun.agreement)


def _modifiers(words: Words, head: int, width: int) -> frozenset[str]:
    found, place = set(), head - width
    while place >= 0 and words.tree.tag[place] in NOMINAL and head - place < 10 and place + 1 not in words.breaks:
        if words.tree.tag[place] not in ("DT", "POS", "HYPH"):
            found.add(words.tree.word[place])
        place -= 1
    return frozenset(found)


def _person_by_context(words: Words, mention: Mention, entity: Entity) -> None:
    """A name with an age, or with "who" behind it, is a person's."""
    following = words.tree.word[mention.end : mention.end + 3]
    tags = words.tree.tag[mention.end : mention.end + 3]
    aged = (
        following[:1] == [","] and tags[1:2] == ["CD"] and following[2:3] in ([","], ["."]) and following[1].isdigit()
    )
    if entity.kind is None and (following[:1] == ["who"] or following[:2] == [",", "who"] or aged):
        entity.kind = "person"


def _possessives(words: Words, names: Names) -> None:
    """ "Ellen Sorley and her deputy", "Callum Reyes walked with his daughter": who the possessive fits."""
    tree = words.tree
    for place, word in enumerate(tree.word):
        if word not in ("his", "her") or tree.tag[place] != "PRP$":
            continue
        owner = None
        if place > 1 and tree.word[place - 1] in ("and", ","):
            owner = names.bearer.get(place - 2)
        elif place and tree.word[place - 1] in ("with", "alongside", "to", "of", "from", "by"):
            owner = _only_subject(words, names, place)
        if owner and owner.kind == "person":
            owner.guesses.add(FITS[word])


def _only_subject(words: Words, names: Names, place: int) -> Entity | None:
    """The sentence's subject, if it is the only person named in the sentence before a token."""
    first = max(words.tree.sentence_bounds[words.tree.sentence[place]][0], place - REACH)
    persons = {id(e): e for t in range(first, place) if (e := names.bearer.get(t)) and e.kind in ("person", None)}
    subject = next((t for t in range(first, place) if words.tree.dep[t] == "nsubj"), None)
    owner = names.bearer.get(subject) if subject is not None else None
    return owner if owner and len(persons) == 1 else None
