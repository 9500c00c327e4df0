"""A source as the article words it: its main word, how far it identifies, and the name in it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from helpers.findings.sourcing.speakers_names import Entity, Names
from helpers.findings.sourcing.speakers_nouns import Noun, noun_at
from helpers.findings.sourcing.speakers_words import Words
from helpers.text import lexicon

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "no", "one", "each", "every", "several", "many", "few", "most"}
)
PARTS = frozenset(
    {"one", "two", "three", "four", "five", "six", "some", "many", "most", "several", "few", "both", "none", "half"}
    | {"all", "any", "each", "dozens", "scores", "hundreds", "thousands", "majority", "minority", "number", "group"}
    | {"handful", "pair", "couple", "member", "members", "lot", "series", "plenty", "others", "part", "percent", "%"}
)
COUNTED = frozenset(
    {
        "one",
        "another",
        "others",
        "some",
        "many",
        "several",
        "most",
        "few",
        "both",
        "two",
        "three",
        "all",
        "none",
        "each",
    }
)
ENDING = frozenset({"CC", "IN", "TO", "WDT", "WP", "WRB"})
WINDOW = 30  # tokens behind the main word in which anonymity may be granted


class Phrase(NamedTuple):
    """A noun phrase that may speak.

    first, last: its tokens, the last excluded
    head: its main word
    noun: what that word says
    pronoun: the main word, if it is a pronoun or counts something named before ("one")
    entities: bearers of the names at its head, several if joined by "and"; None for a name that two share
    definite: true with "the", a possessive, or no article where a single body is meant
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

    @property
    def kind(self) -> str:
        """Kind of speaker, as far as the phrase itself says so."""
        return self.noun.kind


def read_phrase(words: Words, names: Names, links: dict[int, Entity], tokens: range) -> Phrase | None:
    """The phrase that a stretch of tokens holds; None if there is no word in it."""
    core = _core(words, names, tokens)
    if core is None:
        return None
    first, last, heads = core
    if len(heads) > 1 and heads[-1] in names.bearer and not any(head in names.bearer for head in heads[:-1]):
        roles = [noun_at(words, head) for head in heads[:-1]]
        if all(role.kind == "person" for role in roles) and words.tree.word[first] not in INDEFINITE | DEFINITE:
            heads = heads[-1:]
    head = heads[0]
    entities = _entities(names, links, heads)
    pronoun = words.tree.word[head] if _stands_for_another(words, tokens, head, entities) else None
    noun = noun_at(words, _inner(words, tokens, head))
    if len(heads) > 1:
        noun = noun._replace(kind="group" if noun.kind in ("person", "unknown") else noun.kind, plural=True)
    definite, determined = _definite(words, names, first, head, noun)
    naming = _naming(words, names, tokens, head, noun, definite, determined)
    text = _text(words, names, first, last)
    return Phrase(first, last, head, noun, pronoun, entities, definite, naming, text)


def _core(words: Words, names: Names, tokens: range) -> tuple[int, int, list[int]] | None:
    """First token, end up to an aside, and the main words of a phrase."""
    tree, heads, open_head = words.tree, [], None
    place, stop = tokens.start, tokens.stop
    while place < stop and tree.word[place] in _marks():
        place += 1
    first, end = place, stop
    while place < stop:
        word, tag = tree.word[place], tree.tag[place]
        if place in names.bearer:
            while place + 1 < stop and place + 1 in names.bearer:
                place += 1
            open_head = place
        elif tag in ("POS", "HYPH"):
            open_head = None
        elif open_head is not None and (tag in ENDING or tag[:2] in ("VB", "MD") or word in _marks()):
            if word in (",", "(", "-", "–", "—", ";"):
                end = place
            if word != "and" or not _goes_on(words, names, place + 1, stop):
                break
            heads.append(open_head)
            open_head = None
        elif (
            tag[:2] == "NN"
            or (tag in PRONOUNS and (tag != "PRP$" or place + 1 == stop))
            or (open_head is None and word in COUNTED)
        ):
            open_head = place
        place += 1
    if open_head is not None:
        heads.append(open_head)
    if not heads:
        heads = [t for t in range(first, stop) if tree.word[t][0].isalpha()][-1:]
    if not heads:
        return None
    if end == stop:
        end = next((t for t in range(heads[-1] + 1, stop) if tree.word[t] in (",", "(", "–", "—", ";")), stop)
    return first, max(end, heads[-1] + 1), heads


@cache
def _marks() -> frozenset[str]:
    return frozenset(",;:.!?()[]{}\"'-–—…") | {"''", "``", "--"}


def _goes_on(words: Words, names: Names, place: int, stop: int) -> bool:
    return any(t in names.bearer or words.tree.tag[t][:2] == "NN" for t in range(place, min(stop, place + 4)))


def _entities(names: Names, links: dict[int, Entity], heads: list[int]) -> tuple[Entity | None, ...]:
    found = []
    for head in heads:
        if head in names.bearer:
            found.append(names.bearer[head])
        elif head in links:
            found.append(links[head])
        elif len(heads) > 1:
            return ()
    return tuple(found)


def _stands_for_another(words: Words, tokens: range, head: int, entities: tuple[Entity | None, ...]) -> bool:
    if entities:
        return False
    if words.tree.tag[head] in PRONOUNS:
        return True
    alone = all(words.tree.tag[t] in ("DT", "JJ", "CD") or words.tree.word[t] in _marks() for t in tokens if t != head)
    return words.tree.word[head] in COUNTED and alone


def _inner(words: Words, tokens: range, head: int) -> int:
    """The counted noun of "one of the officials", else the head itself."""
    tree = words.tree
    if tree.word[head] not in PARTS or tree.word[head + 1 : head + 2] != ["of"] or head + 1 >= tokens.stop:
        return head
    inner = head
    for place in range(head + 2, tokens.stop):
        if tree.tag[place][:2] == "NN":
            inner = place
        elif inner != head:
            break
    return inner


def _definite(words: Words, names: Names, first: int, head: int, noun: Noun) -> tuple[bool, bool]:
    """Whether a phrase is definite, and whether it has any determiner at all."""
    tree = words.tree
    for place in range(first, head + 1):
        word, tag = tree.word[place], tree.tag[place]
        if word in DEFINITE or tag == "PRP$":
            return True, True
        if word in INDEFINITE or tag == "CD":
            return False, True
        if tag == "POS":
            return True, True
        if tag == "PDT":
            continue
    return False, False


def _naming(words: Words, names: Names, tokens: range, head: int, noun: Noun, definite: bool, determined: bool) -> str:
    """How far a description identifies: role or unnamed (named for a document whose maker is)."""
    if _withheld(words, tokens, head) or (words.tree.word[head] in PARTS and not definite):
        return "unnamed"
    if noun.kind == "document":
        return _issuer(words, names, tokens, head) or ("role" if definite or noun.trait == "body" else "unnamed")
    if noun.trait == "vague":
        return "unnamed"
    if noun.trait == "spokes" or (noun.trait == "proxy" and _for_somebody(words, tokens, head)):
        return "role" if not noun.plural or definite else "unnamed"
    if noun.trait == "body" and not (determined and not definite):
        return "role"
    if definite:
        return "role"
    return "unnamed" if determined or noun.plural else "role"


def _withheld(words: Words, tokens: range, head: int) -> bool:
    """Whether the source's words, or the sentence behind them, say that it is not to be named."""
    first = max(0, tokens.start)
    end = next((t for t in range(head + 1, min(words.tree.size, head + WINDOW)) if t in words.breaks), head + WINDOW)
    behind = words.slice(first, min(words.tree.size, max(end, tokens.stop))).lower()
    if _withholding("sentence").search(behind):
        return True
    return bool(_withholding("source").search(words.slice(first, tokens.stop).lower()))


@cache
def _withholding(where: str) -> re.Pattern[str]:
    phrases = [re.escape(phrase) for phrase, of_where in lexicon.rows("withheld.tsv") if of_where == where]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def _issuer(words: Words, names: Names, tokens: range, head: int) -> str | None:
    """Naming of whoever made a document: "a poll by Gallup", "the ministry's report"."""
    tree = words.tree
    for place in range(tokens.start, head):
        if place in names.bearer and (bearer := names.bearer[place]) and bearer.kind != "place":
            return "named"
    maker = _maker(words, tokens, head)
    if maker is None:
        return None
    for place in range(maker, tokens.stop):
        if place in names.bearer:
            return "named"
        if place > maker and tree.tag[place] in ("IN", "VBN", "WDT", ","):
            break
    return "role" if tree.word[maker] in DEFINITE or tree.tag[maker] == "PRP$" else None


def _maker(words: Words, tokens: range, head: int) -> int | None:
    """Where the maker of a document begins: behind "by", at once or after "published", not after "seen"."""
    tree = words.tree
    for place in range(head + 1, min(tokens.stop - 1, head + 4)):
        if tree.word[place] in ("by", "from"):
            return (
                place + 1 if place == head + 1 or tree.word[place - 1] in lexicon.word_set("making-verbs.txt") else None
            )
    return None


def _for_somebody(words: Words, tokens: range, head: int) -> bool:
    following = words.tree.word[head + 1 : min(head + 2, words.tree.size)]
    return following in (["for"], ["of"], ["representing"]) and head + 1 < words.tree.size


def _text(words: Words, names: Names, first: int, last: int) -> str:
    """The phrase in one line, a capital that only begins the sentence lowered."""
    text = words.slice(first, last).strip("“”\"‘’', ")
    if first in words.starts and first not in names.bearer and not _always_capital(words.form[first]):
        return text[:1].lower() + text[1:]
    return text


def _always_capital(form: str) -> bool:
    """Whether a word keeps its capital inside a sentence: "Democrats", "US"."""
    word = form.lower()
    people = lexicon.word_set("demonyms.txt")
    return word in people or word.removesuffix("s") in people or (len(form) > 1 and form.isupper()) or form == "I"
