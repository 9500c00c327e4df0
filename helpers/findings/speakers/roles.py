"""What an article says beside the names: "Anil Rourke, the finance director"; "the survey, by Quantor"."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from helpers.findings.speakers.runs import LINKS, kept, titles
from helpers.findings.speakers.scene import Entity, Mention, Noun, Role, Scene
from helpers.text import lexicon
from helpers.text.lemmas import lemma_of

FORMER = frozenset({"former", "ex", "late", "ex-", "onetime", "one-time", "then", "erstwhile", "retired", "ousted"})
NOMINAL = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "CD", "POS", "DT", "PRP$", ":"}
)
CALLED = frozenset({"called", "named", "dubbed"})
CLOSING = frozenset({",", ".", ";", ")", "-", "–", "—"})
FITS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NAMES = 40  # of a sentence looked at
ENOUGH, MAJORITY = 20, 4
HERE, BEFORE = 11, 10  # votes of a pronoun for a name in its own sentence, and in the one before
DOCUMENT = 12  # tokens behind a document's noun in which its maker may stand
AUTHOR = 6  # tokens between a document's noun and "author"
NAME = 8  # tokens from "by" to the name
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
AUTHORS = frozenset({"author", "authors", "authored", "led", "wrote", "headed"})
PLACED = frozenset({"journal", "magazine", "newspaper"})


def link_roles(scene: Scene) -> None:
    """Note the roles of all bearers of names, and the bearer of each noun that stands beside a name."""
    for mention, entity in scene.mentions:
        if entity:
            _titled(scene, mention, entity)
            if entity.kind != "place":
                _before(scene, mention, entity)
                _behind(scene, mention, entity)
                _kind_by_context(scene, mention, entity)
                _named_body(scene, mention, entity)
    _settle_by_title(scene)
    _pronouns_beside(scene)


def _note(entity: Entity, noun: str, modifiers: frozenset[str] = frozenset(), former: bool = False) -> None:
    role = Role(noun, modifiers, former)
    if role not in entity.roles:
        entity.roles.append(role)


def _titled(scene: Scene, mention: Mention, entity: Entity) -> None:
    """The office that a title before the name, or at its head, says."""
    title = [word for word in mention.title if word]
    title = title[: title.index("of")] if "of" in title else title
    if not title and entity.words[0] in kept():
        title = [entity.words[0]]
    if title:
        noun = lexicon.table("titles.tsv").get(title[-1], ("-", "-"))[1]
        before = frozenset(title[:-1])
        first = mention.start - len(mention.title)
        former = FORMER & (before | set(scene.tree.word[max(0, first - 2) : first]))
        _note(entity, title[-1] if noun == "-" else noun, before, bool(former))


def _before(scene: Scene, mention: Mention, entity: Entity) -> None:
    """ "the architect Renny Fosse", "the engineer, Ruth Adeyemi,"."""
    tree, place = scene.tree, mention.start - len(mention.title) - 1
    while place > 0 and tree.word[place] in ('"', "'", "the"):
        place -= 1
    if place > 1 and tree.word[place] in CALLED:
        place -= 2 if tree.word[place - 1] == "," else 1
    if place >= 0 and tree.word[place] == ",":
        place = _noun_before_comma(scene, mention, place)
    if place < 0 or tree.tag[place] not in ("NN", "NNP", "JJ") or place in scene.shouted or place + 1 in scene.breaks:
        return
    noun = scene.noun(place)
    quoted = tree.word[mention.start - 1] in ('"', "'")
    if noun.kind not in ("unknown", "group") and (noun.kind != "document" or quoted):
        scene.links[place] = entity
        _apply(scene, entity, noun, place)


def _noun_before_comma(scene: Scene, mention: Mention, comma: int) -> int:
    """The noun of "the engineer, Ruth Adeyemi,": determined, and the name closed off again; else -1."""
    tree, place, last = scene.tree, comma - 1, mention.end - 1
    if (
        tree.word[mention.end : mention.end + 1] not in ([","], ["."], [";"], ['"'], ["'"])
        and tree.dep[last] != "appos"
    ):
        return -1
    first = place
    while first >= 0 and (tree.tag[first] in NOMINAL or tree.word[first] in LINKS) and comma - first < 12:
        if tree.word[first] in LINKS:
            place = first - 1
        if tree.tag[first] in ("DT", "PRP$", "POS") or tree.word[first] == "one":
            return place
        first -= 1
    return place if tree.head[last] == place and tree.dep[last] == "appos" else -1


def _behind(scene: Scene, mention: Mention, entity: Entity) -> None:
    """ "Anil Rourke, the finance director"."""
    tree, place = scene.tree, mention.end + 1
    if tree.word[mention.end : mention.end + 1] not in ([","], ["("]):
        return
    head, determined = None, False
    while place < tree.size and place not in scene.breaks and tree.tag[place] in NOMINAL and place - mention.end < 14:
        if tree.tag[place] == "VBG" and head is None:
            return
        determined = determined or tree.tag[place] in ("DT", "PRP$", "POS")
        if tree.tag[place] in ("NN", "NNP", "POS"):
            head = place if tree.tag[place] != "POS" else None
        place += 1
    if head is None:
        return
    apposed = tree.dep[head] == "appos" and mention.start <= tree.head[head] < mention.end
    noun = scene.noun(head)
    if noun.kind not in ("unknown", "group") and (apposed or (determined and _closed(scene, head, place))):
        scene.links.setdefault(head, entity)
        _apply(scene, entity, noun, head)


def _closed(scene: Scene, head: int, behind: int) -> bool:
    """Whether an aside ends behind a noun, so that it is no subject of what follows."""
    tree = scene.tree
    if behind >= tree.size or behind in scene.breaks or tree.word[behind] in CLOSING:
        return True
    return tree.dep[head] not in ("nsubj", "nsubjpass") and tree.tag[behind] in ("IN", "WP", "WDT", "VBN", "TO")


def _apply(scene: Scene, entity: Entity, noun: Noun, head: int) -> None:
    """What a noun beside the name says of its bearer."""
    person, modifiers = noun.kind == "person", _modifiers(scene, head, noun.width)
    if person and noun.lemma in lexicon.word_set("either-nouns.txt") and entity.kind != "person":
        _note(entity, noun.lemma, modifiers)
        return
    telling = person != (entity.kind == "person") or noun.kind in ("media", "document")
    if entity.kind is None or (not entity.sure and telling):
        entity.kind, entity.sure = noun.kind, True
    if person == (entity.kind == "person"):
        _note(entity, noun.lemma, modifiers, bool(modifiers & FORMER))
        if noun.agreement in ("m", "f"):
            entity.agreement.add(noun.agreement)


def _modifiers(scene: Scene, head: int, width: int) -> frozenset[str]:
    found, place, tree = set(), head - width, scene.tree
    while place >= 0 and tree.tag[place] in NOMINAL and head - place < 10 and place + 1 not in scene.breaks:
        if tree.tag[place] not in ("DT", "POS", "HYPH"):
            found.add(tree.word[place])
        place -= 1
    return frozenset(found)


def _kind_by_context(scene: Scene, mention: Mention, entity: Entity) -> None:
    """A name with an age, or with "who" behind it, is a person's; with "which", a body's."""
    comma, age, closing = (*scene.tree.word[mention.end : mention.end + 3], "", "", "")[:3]
    aged = comma == "," and age.isdigit() and closing in (",", ".")
    if aged:
        _note(entity, f"{age}-year-old")
    open_kind = entity.kind is None or (not entity.sure and len(entity.words) == 1)
    if open_kind and (aged or comma == "who" or (comma, age) == (",", "who")):
        entity.kind = "person"
    elif entity.kind is None and (comma, age) == (",", "which"):
        entity.kind = "organisation"


def _named_body(scene: Scene, mention: Mention, entity: Entity) -> None:
    """ "the New Lamp newspaper": the noun behind says what bears the name."""
    place, tree = mention.end, scene.tree
    if tree.tag[place : place + 1] != ["NN"] or tree.word[max(0, mention.start - 1)] != "the" or entity.kind == "place":
        return
    head = place + 1 if tree.tag[place + 1 : place + 2] == ["NN"] else place
    kind = dict(lexicon.rows("generic-nouns.tsv")).get(" ".join(tree.word[place : head + 1]))
    if not kind or (entity.kind == "person" and (entity.sure or len(entity.places) > 1)):
        return
    scene.links[head] = entity
    noun = tree.word[head]
    if len(entity.words) == 1 and lexicon.table("body-sorts.tsv").get(noun) in (("union",), ("party",)):
        entity.name = scene.slice(mention.start, head + 1)
        _note(entity, noun)
    if not entity.sure:
        entity.kind, entity.sure = kind, True


def _settle_by_title(scene: Scene) -> None:
    """A surname that two share belongs, with a title, to the one whom the nouns beside the names leave for it."""
    surnames: dict[str, list[Entity]] = defaultdict(list)
    for entity in scene.entities:
        if entity.kind == "person" and len(entity.words) > 1:
            surnames[entity.words[-1]].append(entity)
    for number, (mention, entity) in enumerate(scene.mentions):
        said = {titles().get(word) for word in mention.title} & {"m", "f"} if entity is None else set()
        if said and mention.end - mention.start == 1:
            bearers = surnames[scene.tree.word[mention.start]]
            left = [e for e in bearers if not e.agreement or said & e.agreement]
            if len(bearers) > 1 and len(left) == 1:
                scene.mentions[number] = (mention, left[0])
                scene.bearer[mention.start] = left[0]
                left[0].agreement |= said


def _pronouns_beside(scene: Scene) -> None:
    """Which pronoun fits a name, from pronouns that can mean nobody else: two at least, or one beside the name.

    "Ellen Sorley and her deputy"; or the only person named in a sentence up to the pronoun, or in the sentence before.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    owners: dict[int, Entity] = {}
    named: dict[int, list[tuple[int, Entity | None]]] = defaultdict(list)
    for mention, entity in scene.mentions:
        if entity is None or entity.kind in ("person", None):
            named[scene.tree.sentence[mention.start]].append((mention.start, entity))
    for place, word in enumerate(scene.tree.word):
        if word in FITS and (scene.tree.quotation[place] < 0 or word == "her"):
            owner, weight = _meant(scene, named, place)
            if owner and owner.kind == "person":
                owners[id(owner)] = owner
                votes[id(owner)][FITS[word]] += weight
    for key, count in votes.items():
        (fitting, most), *others = count.most_common()
        owners[key].leaning = fitting if most >= HERE else None
        if most >= ENOUGH and most >= MAJORITY * sum(number for _, number in others):
            owners[key].guesses.add(fitting)


def _meant(scene: Scene, named: dict[int, list[tuple[int, Entity | None]]], place: int) -> tuple[Entity | None, int]:
    """The only person a pronoun can mean, and how sure that is."""
    if place > 1 and scene.tree.word[place - 1] in ("and", ",") and scene.tree.tag[place] == "PRP$":
        owner = scene.bearer.get(place - 2)
        if owner:
            return owner, ENOUGH
    number = scene.tree.sentence[place]
    here = [entity for start, entity in named.get(number, ())[-NAMES:] if start < place]
    found = here or [entity for _, entity in named.get(number - 1, ())[-NAMES:]]
    alone = bool(found) and all(entity is found[0] for entity in found)
    return (found[0], HERE if here else BEFORE) if alone else (None, 0)


def name_documents(scene: Scene) -> None:
    """Note the main words of all documents whose maker, author or place of publication the article names.

    A mention with "a" or without an article is a new document; one with "the" takes up the last of its kind.
    """
    last: dict[str, int] = {}
    referent: dict[int, int] = {}
    known: set[int] = set()
    for place, (word, tag) in enumerate(zip(scene.tree.word, scene.tree.tag, strict=True)):
        lemma = lemma_of(word, tag) if tag in ("NN", "NNS") else ""
        if not lemma or not _is_document(scene, place, lemma):
            continue
        kind = lexicon.table("study-nouns.tsv").get(lemma, (lemma,))[0]  # "a survey", then "the poll"
        before = {scene.tree.word[kid] for kid in scene.tree.kids[place] if kid < place}
        if kind not in last or not DEFINITE & before:
            last[kind] = place
        referent[place] = last[kind]
        if last[kind] not in known and _made(scene, place, bool(DEFINITE & before)):
            known.add(last[kind])
    scene.documents = frozenset(place for place, first in referent.items() if first in known)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun, kind, *_ in lexicon.rows("bodies.tsv") if kind == "document")


def _is_document(scene: Scene, place: int, lemma: str) -> bool:
    if (scene.tree.word[place] not in _last_words() and lemma not in _last_words()) or scene.tree.dep[
        place
    ] == "compound":
        return False
    return scene.noun(place).kind == "document" or lemma in lexicon.table("study-nouns.tsv")


def _made(scene: Scene, place: int, definite: bool) -> bool:
    first = min((kid for kid in scene.tree.kids[place] if kid < place), default=place)
    makers = (scene.bearer.get(token) for token in range(max(first, place - NAME), place))
    if any(maker and maker.kind != "place" for maker in makers):
        return True
    return _made_behind(scene, place) or (definite and _by_author(scene, place))


def _made_behind(scene: Scene, place: int) -> bool:
    """ "a poll published on Monday by Quantor", "a paper in the journal Soil": not "a memo seen by Reuters"."""
    tree, made = scene.tree, False
    for token in range(place + 1, min(tree.size, place + DOCUMENT)):
        word = tree.word[token]
        if token in scene.breaks:
            return False
        if word == "by" or (word == "from" and (made or token == place + 1)):
            return _names_somebody(scene, token + 1)
        if word == "in" and _published(scene, token):
            return _names_somebody(scene, token + 1)
        if word in lexicon.word_set("making-verbs.txt") and tree.tag[token] in ("VBN", "VBD"):
            made = True
        elif tree.tag[token][:2] in ("VB", "MD", "WD", "WP") or word in (".", ";", ":", '"'):
            return False
    return False


def _published(scene: Scene, place: int) -> bool:
    """Whether a journal or a newspaper stands behind "in"."""
    behind = range(place + 1, min(scene.tree.size, place + 4))
    media = any(scene.bearer[token].kind == "media" for token in behind if scene.bearer.get(token))
    return media or any(scene.tree.word[token] in PLACED for token in behind)


def _names_somebody(scene: Scene, start: int) -> bool:
    for token in range(start, min(scene.tree.size, start + NAME)):
        if token in scene.bearer or token in scene.links:
            return True
        if scene.tree.tag[token] in ("VBD", "VBZ", "VBN", "WDT", "WP", ".") or token in scene.breaks:
            return False
    return False


def _by_author(scene: Scene, place: int) -> bool:
    """ "Jo Pell, the paper's lead author", "Jo Pell, who led the study"."""
    tree = scene.tree
    if not AUTHORS & set(tree.word[max(0, place - AUTHOR) : place + AUTHOR]):
        return False
    first, last = tree.sentence_bounds[tree.sentence[place]]
    near = range(max(first, place - 40), min(last, place + 40))
    return any(scene.bearer[token].kind == "person" for token in near if scene.bearer.get(token))
