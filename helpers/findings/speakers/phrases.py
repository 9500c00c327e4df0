"""A source as the article words it: its main word, how far it identifies, and the name in it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.findings.speakers.names import Entity
from helpers.findings.speakers.naming import DEFINITE, INDEFINITE, PARTS, naming_of
from helpers.findings.speakers.nouns import Noun, noun_at
from helpers.findings.speakers.roles import Scene
from helpers.text import lexicon

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
COUNTED = frozenset({"one", "another", "others", "some", "many", "several", "most", "few", "both", "two", "three"})
COUNTED |= {"all", "none", "each", "those"}
ASIDE = frozenset({",", "(", "-", "–", "—", ";", "["})
ENDING = frozenset({"CC", "IN", "TO", "WDT", "WP", "WRB", "MD"})
CLAUSES = frozenset({"relcl", "acl", "ROOT", "ccomp", "advcl", "aux", "auxpass", "xcomp", "conj", "pcomp", "parataxis"})
OPEN = '“"‘'  # marks stripped from around a phrase
BRACKET = 8  # tokens of the longest bracket skipped


class Phrase(NamedTuple):
    """A noun phrase that may speak.

    first, last: its tokens, the last excluded
    head: its main word
    noun: what that word says
    pronoun: the main word, if it is a pronoun or counts something named before ("one")
    entities: bearers of the names at its head, several if joined by "and"; None for a name that two share
    definite: true with "the" or a possessive
    naming: named, role or unnamed
    text: the phrase as the article writes it, up to an aside
    """

    first: int
    last: int
    head: int
    noun: Noun
    pronoun: str | None
    entities: tuple[Entity | None, ...]
    definite: bool
    naming: str
    text: str


def read_phrase(scene: Scene, tokens: range) -> Phrase | None:
    """The phrase that a stretch of tokens holds; None if there is no word in it."""
    core = _core(scene, tokens)
    if core is None:
        return None
    first, last, heads = core
    heads = _without_roles(scene, first, heads)
    head = heads[0]
    entities = _entities(scene, heads) or _named_behind(scene, tokens, head, last)
    word = scene.words.tree.word[head]
    pronoun = word if _stands_for_another(scene, tokens, head, entities) else None
    noun = _noun(scene, tokens, heads)
    definite = _determiner(scene, first, head)
    naming = naming_of(scene, tokens, head, noun, definite)
    return Phrase(first, last, head, noun, pronoun, entities, bool(definite), naming, _text(scene, first, last))


def _noun(scene: Scene, tokens: range, heads: list[int]) -> Noun:
    """What the main words say: of several people a group, of "one of the officials" a person."""
    words, head = scene.words, heads[0]
    noun = noun_at(words, _inner(scene, tokens, head))
    if words.tree.word[head] == "one" and noun.kind == "group":
        return noun._replace(kind="person", plural=False)
    several = len(heads) > 1 or (noun.trait == "vague" and "and" in words.tree.word[tokens.start : head])
    if several:
        return noun._replace(kind="group" if noun.kind in ("person", "unknown") else noun.kind, plural=True)
    return noun


def _core(scene: Scene, tokens: range) -> tuple[int, int, list[int]] | None:
    """First token, end up to an aside, and the main words of a phrase."""
    tree, place, stop = scene.words.tree, tokens.start, tokens.stop
    while place < stop and tree.word[place] in _marks():
        place += 1
    first = place
    heads, open_head, aside = _heads(scene, place, stop)
    if open_head is not None:
        heads.append(open_head)
    if not heads:
        heads = [token for token in range(first, stop) if tree.word[token][0].isalnum()][-1:]
    if not heads:
        return None
    if aside is None:
        aside = next((token for token in range(heads[-1] + 1, stop) if tree.word[token] in ASIDE - {"-"}), stop)
    return first, max(aside, heads[-1] + 1), heads


def _heads(scene: Scene, place: int, stop: int) -> tuple[list[int], int | None, int | None]:
    """Main words closed by "and", the one still open at the end, and where an aside begins."""
    tree, bearer = scene.words.tree, scene.names.bearer
    heads: list[int] = []
    head: int | None = None
    while place < stop:
        word, tag = tree.word[place], tree.tag[place]
        if place in bearer:
            while place + 1 < stop and place + 1 in bearer:
                place += 1
            head = place
        elif (
            tag in ("POS", "HYPH")
            or (word == "-" and _glued(scene, place))
            or (word == '"' and place + 1 < stop and tree.tag[place + 1] == "NN")
        ):
            head = None
        elif head is not None and word in ("(", "[") and (behind := _behind_bracket(scene, place, stop)):
            place = behind - 1
        elif head is not None and _ends(scene, place):
            if word != "and" or not _goes_on(scene, place + 1, stop):
                return heads, head, place if word in ASIDE else None
            heads.append(head)
            head = None
        elif _may_head(scene, place, stop, head):
            head = place
        place += 1
    return heads, head, None


def _glued(scene: Scene, place: int) -> bool:
    """Whether a hyphen stands without blanks: "co-anchor"."""
    start, end = scene.words.tree.start, scene.words.tree.end
    return 0 < place < len(start) - 1 and end[place - 1] == start[place] and end[place] == start[place + 1]


def _behind_bracket(scene: Scene, place: int, stop: int) -> int | None:
    """The token behind a short bracket, if "and" goes on there: "Ray (R-Utah) and Poe"."""
    for token in range(place + 1, min(stop - 1, place + BRACKET)):
        if scene.words.tree.word[token] in (")", "]"):
            return token + 1 if scene.words.tree.word[token + 1] == "and" else None
    return None


def _ends(scene: Scene, place: int) -> bool:
    """Whether a token ends the core of a phrase: a mark, a preposition, a clause."""
    tree = scene.words.tree
    if tree.tag[place][:2] == "VB":
        return tree.tag[place] not in ("VBG", "VBN") or tree.dep[place] in CLAUSES
    return tree.tag[place] in ENDING or tree.word[place] in _marks()


def _may_head(scene: Scene, place: int, stop: int, head: int | None) -> bool:
    tree = scene.words.tree
    word, tag = tree.word[place], tree.tag[place]
    if tag[:2] == "NN":
        return place + 1 >= stop or tag in ("NNS", "NNPS") or word not in lexicon.word_set("demonyms.txt")
    if tag in PRONOUNS:
        return tag != "PRP$" or place + 1 == stop
    return head is None and word in COUNTED


@cache
def _marks() -> frozenset[str]:
    return frozenset(",;:.!?()[]{}\"'-–—…") | {"''", "``", "--"}


def _goes_on(scene: Scene, place: int, stop: int) -> bool:
    tree = scene.words.tree
    return any(t in scene.names.bearer or tree.tag[t][:2] == "NN" for t in range(place, min(stop, place + 4)))


def _without_roles(scene: Scene, first: int, heads: list[int]) -> list[int]:
    """ "Filmmaker and author Ann Lee" is one person: bare roles before a name are no others."""
    bearer, words = scene.names.bearer, scene.words
    if len(heads) < 2 or heads[-1] not in bearer or any(head in bearer for head in heads[:-1]):
        return heads
    bare = words.tree.word[first] not in INDEFINITE | DEFINITE
    roles = all(noun_at(words, head).kind == "person" for head in heads[:-1])
    return heads[-1:] if bare and roles else heads


def _entities(scene: Scene, heads: list[int]) -> tuple[Entity | None, ...]:
    found: list[Entity | None] = []
    for head in heads:
        if head in scene.names.bearer:
            found.append(scene.names.bearer[head])
        elif head in scene.links:
            found.append(scene.links[head])
        elif len(heads) > 1:
            return ()
    return tuple(found)


def _named_behind(scene: Scene, tokens: range, head: int, last: int) -> tuple[Entity | None, ...]:
    """The name that alone fills an aside inside the source: "one of them, Kit Ames,"."""
    tree, bearer = scene.words.tree, scene.names.bearer
    place = last + 1
    if last >= tokens.stop - 1 or tree.word[last] != "," or place not in bearer:
        return ()
    end = place
    while end + 1 < tokens.stop and end + 1 in bearer:
        end += 1
    closed = end + 1 >= tokens.stop or tree.word[end + 1] == ","
    person = bearer[place] is not None and bearer[place].kind in ("person", None)
    one = noun_at(scene.words, head).kind in ("person", "unknown")
    return (bearer[place],) if closed and person and one else ()


def _stands_for_another(scene: Scene, tokens: range, head: int, entities: tuple[Entity | None, ...]) -> bool:
    tree = scene.words.tree
    if entities:
        return False
    if tree.tag[head] in PRONOUNS:
        return True
    alone = all(tree.tag[t] in ("DT", "JJ", "CD") or tree.word[t] in _marks() for t in tokens if t != head)
    return tree.word[head] in COUNTED and alone


def _inner(scene: Scene, tokens: range, head: int) -> int:
    """The counted noun of "one of the officials", else the head itself."""
    tree = scene.words.tree
    if tree.word[head] not in PARTS or tree.word[head + 1 : head + 2] != ["of"] or head + 1 >= tokens.stop:
        return head
    inner = head
    for place in range(head + 2, tokens.stop):
        if tree.tag[place][:2] == "NN":
            inner = place
        elif inner != head:
            break
    return inner


def _determiner(scene: Scene, first: int, head: int) -> bool | None:
    """True for a definite phrase, false for an indefinite one, None if nothing determines it."""
    tree = scene.words.tree
    for place in range(first, head + 1):
        word, tag = tree.word[place], tree.tag[place]
        if word in DEFINITE or tag in ("PRP$", "POS"):
            return True
        if word in INDEFINITE or tag == "CD":
            return False
    return None


def _text(scene: Scene, first: int, last: int) -> str:
    """The phrase in one line, a capital that only begins the sentence lowered."""
    words = scene.words
    text = words.slice(first, last).strip(", ")
    if text[:1] in OPEN or text.count("“") != text.count("”"):
        text = text.strip(OPEN + "”")
    if first in words.starts and first not in scene.names.bearer and not _always_capital(words.form[first]):
        return text[:1].lower() + text[1:]
    return text


def _always_capital(form: str) -> bool:
    """Whether a word keeps its capital inside a sentence: "Democrats", "US"."""
    word = form.lower()
    people = lexicon.word_set("demonyms.txt") | lexicon.word_set("places.tsv")
    return word in people or word.removesuffix("s") in people or (len(form) > 1 and form.isupper()) or form == "I"
