"""A source as the article words it: its main word, the name in it, and how far it identifies whoever speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.findings.speakers.runs import small
from helpers.findings.speakers.scene import Entity, Noun, Scene
from helpers.text import lexicon

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
COUNTED = frozenset({"one", "another", "others", "some", "many", "several", "most", "few", "both", "two", "three"})
COUNTED |= {"all", "none", "each", "those"}
MARKS = frozenset(",;:.!?()[]{}\"'-–—…") | {"''", "``", "--"}
ASIDE = frozenset({",", "(", "–", "—", ";", "["})
ENDING = frozenset({"CC", "IN", "TO", "WDT", "WP", "WRB", "MD"})
CLAUSES = frozenset({"relcl", "acl", "ROOT", "ccomp", "advcl", "aux", "auxpass", "xcomp", "conj", "pcomp", "parataxis"})
OPEN = '“"‘'  # marks stripped from around a phrase
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "one", "each", "every", "several", "many", "few"})
INDEFINITE |= {"most"}
PARTS = frozenset(
    {"one", "two", "three", "four", "five", "six", "some", "many", "most", "several", "few", "both", "none", "half"}
    | {"all", "any", "each", "dozens", "scores", "hundreds", "thousands", "majority", "minority", "number", "group"}
    | {"handful", "pair", "couple", "member", "members", "lot", "series", "plenty", "others", "part", "percent", "%"}
)
WINDOW = 30  # tokens behind the main word in which anonymity may be granted
WITHHELD = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|(?:not|without)(?: to)? be(?:ing)? (?:publicly )?(?:named|identified|quoted)"
    r"|not authori[sz]ed to|(?:spoke|speaking) (?:on background|off the record|privately)|name withheld)\b",
    re.IGNORECASE,
)


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
    first = next((token for token in tokens if scene.tree.word[token] not in MARKS), tokens.stop)
    heads, last = _heads(scene, first, tokens.stop)
    if not heads:
        return None
    head = heads[0]
    entities = _entities(scene, heads) or _named_behind(scene, tokens, head, last)
    pronoun = scene.tree.word[head] if not entities and _stands_for_another(scene, tokens, head) else None
    noun = _noun(scene, tokens, heads)
    definite = _determiner(scene, first, head)
    naming = _naming(scene, tokens, head, noun, definite)
    return Phrase(first, last, head, noun, pronoun, entities, bool(definite), naming, _text(scene, first, last))


def _heads(scene: Scene, first: int, stop: int) -> tuple[list[int], int]:
    """Main words of a phrase, several if joined by "and", and its end up to an aside."""
    tree = scene.tree
    heads: list[int] = []
    head, end = None, None
    for place in range(first, stop):
        word, named = tree.word[place], place in scene.bearer
        if not named and _takes_back(scene, place, stop):
            head = None
        elif not named and head is not None and _ends(scene, place):
            if word != "and" or not _goes_on(scene, place + 1, stop):
                end = place if word in ASIDE or word == "-" else None
                break
            heads.append(head)
            head = None
        elif named or _may_head(scene, place, stop, head):
            head = place
    heads += [head] if head is not None else []
    heads = heads or [token for token in range(first, stop) if tree.word[token][0].isalnum()][-1:]
    if heads and end is None:
        end = next((token for token in range(heads[-1] + 1, stop) if tree.word[token] in ASIDE), stop)
    return heads, max(end, heads[-1] + 1) if heads else stop


def _takes_back(scene: Scene, place: int, stop: int) -> bool:
    """Whether the word before is no main word after all: "Pell's", "co-anchor", "the “Today” host"."""
    tree, word = scene.tree, scene.tree.word[place]
    if word == "-" and 0 < place < stop - 1:
        return tree.end[place - 1] == tree.start[place] and tree.end[place] == tree.start[place + 1]
    quoted = word == '"' and place + 1 < stop and tree.tag[place + 1] == "NN"
    return quoted or tree.tag[place] in ("POS", "HYPH")


def _ends(scene: Scene, place: int) -> bool:
    """Whether a token ends the core of a phrase: a mark, a preposition, a clause."""
    tree = scene.tree
    if tree.tag[place][:2] == "VB":
        return tree.tag[place] not in ("VBG", "VBN") or tree.dep[place] in CLAUSES
    return tree.tag[place] in ENDING or tree.word[place] in MARKS


def _may_head(scene: Scene, place: int, stop: int, head: int | None) -> bool:
    word, tag = scene.tree.word[place], scene.tree.tag[place]
    if tag[:2] == "NN":
        return place + 1 >= stop or tag in ("NNS", "NNPS") or word not in lexicon.word_set("demonyms.txt")
    if tag in PRONOUNS:
        return tag != "PRP$" or place + 1 == stop
    return head is None and word in COUNTED


def _goes_on(scene: Scene, place: int, stop: int) -> bool:
    return any(t in scene.bearer or scene.tree.tag[t][:2] == "NN" for t in range(place, min(stop, place + 4)))


def _entities(scene: Scene, heads: list[int]) -> tuple[Entity | None, ...]:
    if not all(head in scene.bearer or head in scene.links for head in heads):
        return ()
    return tuple(scene.bearer[head] if head in scene.bearer else scene.links[head] for head in heads)


def _named_behind(scene: Scene, tokens: range, head: int, last: int) -> tuple[Entity | None, ...]:
    """The name that alone fills an aside inside the source: "one of them, Kit Ames,"."""
    tree, bearer, end = scene.tree, scene.bearer, last + 1
    if last >= tokens.stop - 1 or tree.word[last] != "," or end not in bearer:
        return ()
    entity = bearer[end]
    while end < tokens.stop and end in bearer:
        end += 1
    closed = end >= tokens.stop or tree.word[end] == ","
    person = entity is not None and entity.kind in ("person", None)
    return (entity,) if closed and person and scene.noun(head).kind in ("person", "unknown") else ()


def _stands_for_another(scene: Scene, tokens: range, head: int) -> bool:
    tree = scene.tree
    alone = all(tree.tag[t] in ("DT", "JJ", "CD") or tree.word[t] in MARKS for t in tokens if t != head)
    return tree.tag[head] in PRONOUNS or (tree.word[head] in COUNTED and alone)


def _noun(scene: Scene, tokens: range, heads: list[int]) -> Noun:
    """What the main words say: of several people a group, of "one of the officials" a person."""
    head = heads[0]
    noun = scene.noun(_counted(scene, tokens, head))
    if scene.tree.word[head] == "one" and noun.kind == "group":
        return noun._replace(kind="person", plural=False)
    if len(heads) > 1 or (noun.trait == "vague" and "and" in scene.tree.word[tokens.start : head]):
        return noun._replace(kind="group" if noun.kind in ("person", "unknown") else noun.kind, plural=True)
    return noun


def _counted(scene: Scene, tokens: range, head: int) -> int:
    """The counted noun of "one of the officials", else the head itself."""
    tree, inner = scene.tree, head
    if tree.word[head] not in PARTS or tree.word[head + 1 : head + 2] != ["of"]:
        return head
    for place in range(head + 2, tokens.stop):
        if tree.tag[place][:2] == "NN":
            inner = place
        elif inner != head:
            break
    return inner


def _determiner(scene: Scene, first: int, head: int) -> bool | None:
    """True for a definite phrase, false for an indefinite one, None if nothing determines it."""
    for word, tag in zip(scene.tree.word[first : head + 1], scene.tree.tag[first : head + 1], strict=True):
        if word in DEFINITE or tag in ("PRP$", "POS"):
            return True
        if word in INDEFINITE or tag == "CD":
            return False
    return None


def _text(scene: Scene, first: int, last: int) -> str:
    """The phrase in one line, a capital that only begins the sentence lowered."""
    text = scene.slice(first, last).strip(", ")
    if text[:1] in OPEN or text.count("“") != text.count("”"):
        text = text.strip(OPEN + "”")
    if first in scene.starts and first not in scene.bearer and not _always_capital(scene.form[first]):
        return text[:1].lower() + text[1:]
    return text


def _always_capital(form: str) -> bool:
    """Whether a word keeps its capital inside a sentence: "Democrats", "US"."""
    word = form.lower()
    people = lexicon.word_set("demonyms.txt") | lexicon.word_set("places.tsv")
    return word in people or word.removesuffix("s") in people or (len(form) > 1 and form.isupper()) or form == "I"


def _naming(scene: Scene, tokens: range, head: int, noun: Noun, definite: bool | None) -> str:
    """Naming of a description: role or unnamed; named for a document whose maker is named."""
    words = scene.tree.word
    if _withheld(scene, tokens, head) or (words[head] in PARTS and not definite):
        return "unnamed"
    if head in scene.documents:
        return "named"
    if noun.kind == "document":
        known = definite or noun.trait in ("body", "type") or _has_known_maker(scene, tokens, head)
        return "role" if known else "unnamed"
    people = noun.lemma in lexicon.word_set("demonyms.txt") and not noun.plural
    if noun.trait == "vague" and not (definite and people):
        return "unnamed"
    proxy = noun.trait == "proxy" and words[head + 1 : head + 2] in (["for"], ["of"], ["representing"])
    if noun.trait == "spokes" or proxy:
        return "role" if not noun.plural or definite else "unnamed"
    court = words[head] in small("court") and small("jurisdiction") & set(words[max(0, head - 3) : head])
    if definite or court or (noun.trait == "body" and definite is None):
        return "role"
    return "unnamed" if definite is False or noun.plural else "role"


def _has_known_maker(scene: Scene, tokens: range, head: int) -> bool:
    """Whether a document is the work of a definite maker: "a review by the ministry", not "a memo seen by the paper"."""
    words = scene.tree.word
    for place in range(head + 1, min(tokens.stop - 1, head + 4)):
        if words[place] in ("by", "from"):
            made = place == head + 1 or words[place - 1] in lexicon.word_set("making-verbs.txt")
            return made and (words[place + 1] in DEFINITE or scene.tree.tag[place + 1] == "PRP$")
    return False


def _withheld(scene: Scene, tokens: range, head: int) -> bool:
    """Whether the source's words, or the sentence behind them, say that it is not to be named."""
    end = min(scene.tree.sentence_bounds[scene.tree.sentence[head]][1], head + WINDOW)
    return bool(WITHHELD.search(scene.slice(tokens.start, max(end, tokens.stop))))
