"""What is known of an article when its sources are read: tokens with their case, names, roles, makers of documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from helpers.text import lexicon
from helpers.text.lemmas import lemma_of
from helpers.text.parse import Parsed
from helpers.text.records import Span
from helpers.text.tree import Tree

OPENING = frozenset({'"', "'", "''", "``", ":", "-", "–", "—", "--", "(", "[", "*", "•", "."})
SHOUTED = 0.88  # share of capitals from which a sentence is taken for a headline
LONGEST = 4  # tokens of the longest noun looked up
JOINING = frozenset({"NN", "JJ", "PO", "HY", "VB", "IN"})  # first letters of the tags inside such a noun
AGENTS = ("er", "or", "ist", "ian", "ant", "ee", "eer", "person", "man", "woman", "maker")


class Mention(NamedTuple):
    """One occurrence of a name: its tokens without title, the title, and whether "the" stands before it."""

    start: int
    end: int
    title: tuple[str, ...]
    definite: bool


class Role(NamedTuple):
    """What somebody is said to be: the noun, the words before it, and whether that is over."""

    noun: str
    modifiers: frozenset[str]
    former: bool


@dataclass
class Entity:
    """One bearer of a name.

    words: the fullest form, in lower case, without title
    name: the same as the article writes it
    kind: person, government, organisation, media, document, group or place; None where nothing says so
    sure: true if the kind rests on more than the number of words
    agreement: m and f, as far as titles and nouns beside the name say so
    guesses: the same as far as possessives say so ("Ann and her deputy")
    leaning: the same as far as a single, less sure pronoun says so
    roles: what it is called besides
    places: token numbers of its mentions, ascending
    """

    words: tuple[str, ...]
    name: str
    kind: str | None
    sure: bool = False
    agreement: set[str] = field(default_factory=set)
    guesses: set[str] = field(default_factory=set)
    leaning: str | None = None
    roles: list[Role] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def fits(self, agreement: str) -> bool:
        """Whether a pronoun may stand for the bearer; true where the article says nothing of it."""
        known = self.agreement or self.guesses
        return not known or agreement in known

    def perhaps_a_body(self) -> bool:
        """Whether nothing but the number of its words says that a person bears it: "the mine's owner, Tarn Alto"."""
        if self.agreement or self.sure or self.leaning or self.guesses:
            return False
        return bool(self.roles) and all(role.noun in lexicon.word_set("either-nouns.txt") for role in self.roles)

    def last_before(self, place: int) -> int:
        """Its last mention before a token, or -1."""
        number = bisect_right(self.places, place - 1)
        return self.places[number - 1] if number else -1


@dataclass
class Speaker:
    """Somebody who speaks: name or description, kind, naming, and what tells them apart from others."""

    name: str | None
    kind: str
    naming: str
    key: object = None
    entity: Entity | None = None
    noun: str | None = None
    plural: bool = False
    agreement: set[str] = field(default_factory=set)


class Noun(NamedTuple):
    """What a common noun says of whoever it names: kind of speaker, how far it identifies, which pronoun fits.

    lemma: its dictionary form, with the words before it if the lexicon knows them together
    kind: person, government, organisation, media, document, group or unknown
    trait: office, role, spokes, proxy, kin, vague, body, plain; unknown if the lexicon has it not
    agreement: m, f or -
    plural: true for more than one
    width: number of tokens that `lemma` covers
    """

    lemma: str
    kind: str
    trait: str
    agreement: str
    plural: bool
    width: int


class Scene:
    """An article by token number; the tokens come with it, each step of the room adds what it finds.

    tree: tags, dependencies and offsets; form: each token as the article writes it, apostrophes straightened
    starts: tokens at which a sentence, a quotation or a bracket begins, so that their capital means nothing
    breaks: tokens at which a sentence or a paragraph begins, so that no name runs into them
    shouted: tokens inside sentences that are capitalised throughout
    mentions: every occurrence of a name in reading order, its bearer beside it; entities: the bearers
    bearer: the entity of each token that is part of a name; None where two persons share it
    links: the bearer of each noun that stands beside a name ("the engineer, Ruth Adeyemi")
    documents: the main words of documents whose maker is named
    """

    def __init__(self, parsed: Parsed) -> None:
        self.text, self.tree = parsed.text, parsed.tree
        tree, text = self.tree, self.text.replace("’", "'")
        self.form = [text[a:b] for a, b in zip(tree.start, tree.end, strict=True)]
        bounds = tree.sentence_bounds
        self.breaks = {first for first, _ in bounds} | {self.at(start) for start, _ in parsed.segments.paragraphs}
        self.starts = self.breaks | {i + 1 for i, word in enumerate(tree.word) if word in OPENING}
        self.shouted = {token for first, last in bounds if self._shouts(first, last) for token in range(first, last)}
        self.mentions: list[tuple[Mention, Entity | None]] = []
        self.entities: list[Entity] = []
        self.bearer: dict[int, Entity | None] = {}
        self.links: dict[int, Entity] = {}
        self.documents: frozenset[int] = frozenset()
        self._nouns: dict[int, Noun] = {}

    def _shouts(self, first: int, last: int) -> bool:
        long = [word for word in self.form[first:last] if len(word) > 3 and word[0].isalpha()]
        return len(long) > 3 and sum(word[0].isupper() for word in long) >= SHOUTED * len(long)

    def at(self, offset: int) -> int:
        """The first token that begins at an offset or behind it."""
        return bisect_left(self.tree.start, offset)

    def within(self, span: Span) -> range:
        """Tokens that begin inside a span."""
        return range(self.at(span[0]), self.at(span[1]))

    def slice(self, first: int, last: int) -> str:
        """The article's text from one token up to another, the latter excluded; white space plain."""
        return " ".join(self.text[self.tree.start[first] : self.tree.end[last - 1]].split())

    def noun(self, head: int) -> Noun:
        """What the noun at a token says, the longest known expression first."""
        if head not in self._nouns:
            self._nouns[head] = _noun_at(self.tree, head)
        return self._nouns[head]


@cache
def _known_nouns() -> dict[str, tuple[str, str, str]]:
    """Kind, trait and agreement of the nouns of both lists."""
    persons = {noun: ("person", *columns[:2]) for noun, columns in lexicon.table("person-nouns.tsv").items()}
    return persons | {noun: (*columns[:2], "-") for noun, columns in lexicon.table("bodies.tsv").items()}


def _noun_at(tree: Tree, head: int) -> Noun:
    word, tag = tree.word[head], tree.tag[head]
    if word == "old" and head > 3 and tree.word[head - 3 : head] == ["-", "year", "-"]:
        return Noun(f"{tree.word[head - 4]}-year-old", "person", "role", "-", False, 5)
    lemma = lemma_of(word, "NNS" if tag == "NNPS" else tag)
    plural = tag in ("NNS", "NNPS") or lemma != word
    fronts, place = [""], head - 1
    while (
        len(fronts) < LONGEST and place >= 0 and tree.tag[place][:2] in JOINING and tree.word[place] not in (",", '"')
    ):
        glue = "" if tree.word[place + 1] in ("'s", "'", "-") or tree.word[place] == "-" else " "
        fronts.append(tree.word[place].replace("’", "'") + glue + fronts[-1])
        place -= 1
    for width in range(len(fronts), 0, -1):
        known = _known(fronts[width - 1], word, lemma, plural, width)
        if known:
            return known
    return _unknown(lemma, plural)


def _known(front: str, word: str, lemma: str, plural: bool, width: int) -> Noun | None:
    whole, single = _known_nouns().get(front + word), _known_nouns().get(front + lemma)
    if whole and whole[0] != "person":
        kind, trait, _ = whole
        return Noun(front + (lemma if kind == "group" else word), kind, trait, "-", kind == "group", width)
    if single:
        kind, trait, agreement = single
        many = plural and kind in ("person", "government", "organisation")
        return Noun(front + lemma, "group" if many else kind, trait, agreement, plural, width)
    return None


def _unknown(lemma: str, plural: bool) -> Noun:
    people = lemma in lexicon.word_set("demonyms.txt")
    kind = "person" if people or (lemma.endswith(AGENTS) and len(lemma) > 4) else "unknown"
    agreement = "f" if lemma.endswith("woman") else "m" if lemma.endswith("man") and kind == "person" else "-"
    return Noun(lemma, "group" if plural else kind, "vague" if people else "unknown", agreement, plural, 1)
