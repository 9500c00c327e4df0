"""What an article says of the bearers of names beside the names: "Anil Rourke, the finance director"."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from helpers.findings.speakers.documents import named_documents
from helpers.findings.speakers.names import Entity, Names, Role, find_names
from helpers.findings.speakers.nouns import Noun, noun_at
from helpers.findings.speakers.runs import LINKS, Mention, kept, titles
from helpers.findings.speakers.words import Words
from helpers.text import lexicon
from helpers.text.parse import Parsed

FORMER = frozenset({"former", "ex", "late", "ex-", "onetime", "one-time", "then", "erstwhile", "retired", "ousted"})
NOMINAL = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "CD", "POS", "DT", "PRP$", ":"}
)
REACH = 40  # names of a sentence looked at
FITS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
ENOUGH, MAJORITY = 20, 4
HERE, BEFORE = 11, 10  # votes of a pronoun for a name in its own sentence, and in the one before
OWNING = 12  # tokens behind a verb in which "its" means the subject
CALLED = frozenset({"called", "named", "dubbed"})
PARTIES = {"R": "republican", "R-": "republican", "D": "democrat", "D-": "democrat"}


class Scene(NamedTuple):
    """What is known of an article before its sources are read.

    links: the bearer of each noun that stands beside a name ("the engineer, Ruth Adeyemi")
    documents: the main words of documents whose maker is named
    """

    words: Words
    names: Names
    links: dict[int, Entity]
    documents: frozenset[int]


def look_over(parsed: Parsed) -> Scene:
    """The tokens, names and roles of an article."""
    words = Words(parsed)
    names = find_names(words)
    links = link_roles(words, names)
    return Scene(words, names, links, named_documents(words, names, links))


def link_roles(words: Words, names: Names) -> dict[int, Entity]:
    """Note the roles of all bearers of names; returns the entity of each noun that stands beside a name."""
    links: dict[int, Entity] = {}
    for mention, entity in names.mentions:
        if entity is None:
            continue
        _titled(words, mention, entity)
        _party(words, mention, entity)
        if entity.kind == "place":
            continue
        _before(words, mention, entity, links)
        _behind(words, mention, entity, links)
        _person_by_context(words, mention, entity)
        _business(words, mention, entity)
        _thing_by_context(words, mention, entity)
        _named_body(words, mention, entity, links)
    _part_by_title(names)
    _settle_by_title(words, names)
    _pronouns_beside(words, names)
    return links


def _note(entity: Entity, role: Role) -> None:
    if role not in entity.roles:
        entity.roles.append(role)


def _titled(words: Words, mention: Mention, entity: Entity) -> None:
    """The office that a title before the name, or at its head, says."""
    title = [word for word in mention.title if word]
    if "of" in title:
        title = title[: title.index("of")]
    if not title and entity.words[0] in kept():
        title = [entity.words[0]]
    if title:
        noun = lexicon.table("titles.tsv").get(title[-1], ("-", "-"))[1]
        before = frozenset(title[:-1])
        former = bool(FORMER & before) or _was(words, mention)
        _note(entity, Role(title[-1] if noun == "-" else noun, before, former))


def _part_by_title(names: Names) -> None:
    """A mention whose title contradicts what its bearer is ("Ms Ray", where Theo Ray is a brother) is somebody else's."""
    for number, (mention, entity) in enumerate(names.mentions):
        said = {titles().get(word) for word in mention.title} & {"m", "f"}
        if entity and said and entity.by_noun and not said & entity.by_noun:
            names.mentions[number] = (mention, None)
            names.bearer.update(dict.fromkeys(range(mention.start - len(mention.title), mention.end)))


def _settle_by_title(words: Words, names: Names) -> None:
    """A surname that two share belongs, with a title, to the one whom the nouns beside the names leave for it."""
    for number, (mention, entity) in enumerate(names.mentions):
        said = {titles().get(word) for word in mention.title} & {"m", "f"}
        if entity or not said or mention.end - mention.start > 1:
            continue
        bearers = [e for e in names.by_edge[words.tree.word[mention.start]] if e.kind == "person"]
        left = [e for e in bearers if not e.by_noun or said & e.by_noun]
        if len(bearers) > 1 and len(left) == 1:
            names.mentions[number] = (mention, left[0])
            names.bearer.update(dict.fromkeys(range(mention.start - len(mention.title), mention.end), left[0]))
            left[0].agreement |= said


def _business(words: Words, mention: Mention, entity: Entity) -> None:
    """A name of unknown kind that has shares, customers or a chief executive is a firm's."""
    if entity.kind is not None or len(entity.words) > 1:
        return
    place = mention.end + (words.form[mention.end : mention.end + 1] in (["'s"], ["'"]))
    following = words.tree.word[place : place + 2]
    if {" ".join(following), *following[:1]} & lexicon.word_set("firm-nouns.txt"):
        entity.kind, entity.sure = "organisation", True


def _named_body(words: Words, mention: Mention, entity: Entity, links: dict[int, Entity]) -> None:
    """ "the New Lamp newspaper": the noun behind says what bears the name."""
    place = mention.end
    if place >= words.tree.size or words.tree.tag[place] != "NN" or entity.kind == "place":
        return
    head = place + 1 if words.tree.tag[place + 1 : place + 2] == ["NN"] else place
    kind = dict(lexicon.rows("generic-nouns.tsv")).get(" ".join(words.tree.word[place : head + 1]))
    determined = mention.start > 0 and words.tree.word[mention.start - 1] == "the"
    person = entity.kind == "person" and (entity.sure or len(entity.places) > 1)
    if kind and determined and not person:
        links[head] = entity
        noun = words.tree.word[head]
        if len(entity.words) == 1 and lexicon.table("body-sorts.tsv").get(noun) in (("union",), ("party",)):
            entity.name = words.slice(mention.start, head + 1)
            _note(entity, Role(noun, frozenset(), False))
        if not entity.sure:
            entity.kind, entity.sure = kind, True


def _was(words: Words, mention: Mention) -> bool:
    """Whether "former" stands before the title."""
    first = mention.start - len(mention.title)
    return bool(FORMER & set(words.tree.word[max(0, first - 2) : first]))


def _party(words: Words, mention: Mention, entity: Entity) -> None:
    """ "Ann Ray (R-Utah)": the party in the bracket behind a name."""
    behind = words.form[mention.end : mention.end + 2]
    if behind[:1] == ["("] and len(behind) == 2:
        party = PARTIES.get(behind[1][:2] if len(behind[1]) > 1 else behind[1])
        if party:
            _note(entity, Role(party, frozenset(), False))


def _before(words: Words, mention: Mention, entity: Entity, links: dict[int, Entity]) -> None:
    """ "the architect Renny Fosse", "the engineer, Ruth Adeyemi,"."""
    place = mention.start - len(mention.title) - 1
    tree = words.tree
    if place < 0:
        return
    while place > 0 and tree.word[place] in ('"', "'", "the"):
        place -= 1
    if tree.word[place] in CALLED and place > 1:
        place -= 2 if tree.word[place - 1] == "," else 1
    if tree.word[place] == ",":
        place = _noun_before_comma(words, mention, place)
    if place is None or place < 0 or tree.tag[place] not in ("NN", "NNP", "JJ") or place in words.shouted:
        return
    noun = noun_at(words, place)
    quoted = tree.word[mention.start - 1] in ('"', "'")
    if noun.kind in ("unknown", "group") or place + 1 in words.breaks or (noun.kind == "document" and not quoted):
        return
    links[place] = entity
    _apply(words, entity, noun, place)


def _noun_before_comma(words: Words, mention: Mention, comma: int) -> int | None:
    """The noun of "the engineer, Ruth Adeyemi,": determined, and the name closed off again."""
    tree, place = words.tree, comma - 1
    closing = tree.word[mention.end : mention.end + 1]
    if closing not in ([","], ["."], [";"], ['"'], ["'"]) and tree.dep[mention.end - 1] != "appos":
        return None
    first = place
    while first >= 0 and (tree.tag[first] in NOMINAL or tree.word[first] in LINKS) and comma - first < 12:
        if tree.word[first] in LINKS:
            place = first - 1
        if tree.tag[first] in ("DT", "PRP$", "POS") or tree.word[first] == "one":
            return place
        first -= 1
    return place if tree.head[mention.end - 1] == place and tree.dep[mention.end - 1] == "appos" else None


def _behind(words: Words, mention: Mention, entity: Entity, links: dict[int, Entity]) -> None:
    """ "Anil Rourke, the finance director"."""
    tree, place = words.tree, mention.end + 1
    if tree.word[mention.end : mention.end + 1] not in ([","], ["("]):
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
    if person and noun.lemma in lexicon.word_set("either-nouns.txt") and entity.kind != "person":
        _note(entity, Role(noun.lemma, _modifiers(words, head, noun.width), False))
        return
    telling = person != (entity.kind == "person") or noun.kind in ("media", "document")
    if entity.kind is None or (not entity.sure and telling):
        entity.kind = noun.kind
        entity.sure = True
    if person == (entity.kind == "person"):
        modifiers = _modifiers(words, head, noun.width)
        _note(entity, Role(noun.lemma, modifiers, bool(modifiers & FORMER)))
        if noun.agreement in ("m", "f"):
            entity.agreement.add(noun.agreement)
            entity.by_noun.add(noun.agreement)


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
    if aged:
        _note(entity, Role(f"{following[1]}-year-old", frozenset(), False))
    open_kind = entity.kind is None or (not entity.sure and len(entity.words) == 1)
    if open_kind and (following[:1] == ["who"] or following[:2] == [",", "who"] or aged):
        entity.kind = "person"


def _thing_by_context(words: Words, mention: Mention, entity: Entity) -> None:
    """A name of one word with "which" behind it, or "its" later in the clause of which it is the subject, is a body's."""
    if entity.kind is not None or entity.agreement or mention.title:
        return
    tree = words.tree
    subject = tree.dep[mention.end - 1] in ("nsubj", "nsubjpass")
    verb = tree.head[mention.end - 1]
    own = subject and any(tree.word[place] == "its" for place in range(verb, min(verb + OWNING, tree.right[verb] + 1)))
    if own or tree.word[mention.end : mention.end + 2] == [",", "which"]:
        entity.kind = "organisation"


def _pronouns_beside(words: Words, names: Names) -> None:
    """Which pronoun fits a name, from pronouns that can mean nobody else: two at least, or one beside the name.

    "Ellen Sorley and her deputy"; or the only person named in a sentence up to the pronoun, or in the sentence before.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    owners: dict[int, Entity] = {}
    named = _named_by_sentence(words, names)
    for place, word in enumerate(words.tree.word):
        if word not in FITS or (words.tree.quotation[place] >= 0 and word != "her"):
            continue
        owner, weight = _meant(words, names, named, place)
        if owner and owner.kind == "person":
            owners[id(owner)] = owner
            votes[id(owner)][FITS[word]] += weight
    for key, count in votes.items():
        (fitting, most), *others = count.most_common()
        owners[key].leaning = fitting if most >= HERE else None
        if most >= ENOUGH and most >= MAJORITY * sum(number for _, number in others):
            owners[key].guesses.add(fitting)


def _named_by_sentence(words: Words, names: Names) -> dict[int, list[tuple[int, Entity | None]]]:
    """Persons, and names that may be persons', by sentence."""
    found: dict[int, list[tuple[int, Entity | None]]] = defaultdict(list)
    for mention, entity in names.mentions:
        if entity is None or entity.kind in ("person", None):
            found[words.tree.sentence[mention.start]].append((mention.start, entity))
    return found


def _meant(
    words: Words, names: Names, named: dict[int, list[tuple[int, Entity | None]]], place: int
) -> tuple[Entity | None, int]:
    """The only person a pronoun can mean, and how sure that is."""
    if place > 1 and words.tree.word[place - 1] in ("and", ",") and words.tree.tag[place] == "PRP$":
        owner = names.bearer.get(place - 2)
        if owner:
            return owner, ENOUGH
    number = words.tree.sentence[place]
    before = {id(entity): entity for start, entity in named.get(number, ())[-REACH:] if start < place}
    if len(before) == 1:
        owner = next(iter(before.values()))
        together = words.tree.tag[place] == "PRP$" and words.tree.word[place - 1] in ("with", "alongside")
        return owner, ENOUGH if together else HERE
    if not before:
        last = {id(entity): entity for _, entity in named.get(number - 1, ())[-REACH:]}
        return (next(iter(last.values())), BEFORE) if len(last) == 1 else (None, 0)
    return None, 0
