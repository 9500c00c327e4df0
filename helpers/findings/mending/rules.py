"""The rules of mending, one function each: the reason in words if a sentence is to be mended, else None.

The first line of each docstring is what a page says of the rule.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from helpers.findings.mending.draft import CLAUSES, Draft
from helpers.findings.readability.counts import COLUMNS, is_unfamiliar
from helpers.text import lexicon
from helpers.text.lemmas import lemma

LONG = 25  # words: the GOV.UK style guide
DEEP = 3  # clauses inside one another
UNFAMILIAR = 1 / 3  # of the words: with 20 words in the sentence, reading for college by New Dale-Chall
FEWEST_UNFAMILIAR = 5
FIGURES = 4
EXAMPLES = 3
YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


def long(draft: Draft, number: int) -> str | None:
    """More than 25 words: readers lose the thread.

    Source: GOV.UK style guide, sentence length.
    """
    words = int(draft.counts[number, COLUMNS.index("words")])
    return f"{words} words; readers lose the thread beyond {LONG}" if words > LONG else None


def deep(draft: Draft, number: int) -> str | None:
    """Clauses inside clauses: three or more must be kept in mind at once."""
    clauses = [clause for name in CLAUSES for clause in draft.dependents[name].get(number, ())]
    depth = max((draft.depths.get(clause, 0) for clause in clauses), default=0)
    return f"{depth} clauses, each inside the one before" if depth >= DEEP else None


def passive(draft: Draft, number: int) -> str | None:
    """Passive with its agent: turned round, it is shorter and says who acts first.

    A passive without an agent is left alone: in news it often is the right choice ("was killed"), and only the writer
    knows whether the agent could be named. "Based on", "followed by" and the like are no passives: an auxiliary is
    needed.
    """
    doc = draft.parsed.doc
    verbs = {doc[aux].head.i for aux in draft.dependents["auxpass"].get(number, ())}
    for place in draft.dependents["agent"].get(number, ()):
        agent = next(doc[place].rights, None)
        if doc[place].head.i in verbs and agent is not None and not _is_time(agent):
            return f"passive “{doc[place].head.text} by … {agent.text}”; say who did it first"
    return None


def nominalised(draft: Draft, number: int) -> str | None:
    """A verb hidden in a noun: “conduct an investigation” for “investigate”."""
    doc = draft.parsed.doc
    for place in draft.dependents["dobj"].get(number, ()):
        noun = doc[place]
        verb = _hidden_verbs().get(noun.lower_) or _hidden_verbs().get(noun.lower_.removesuffix("s"))
        if verb and lemma(noun.head) in _empty_verbs():
            empty = " ".join([noun.head.text, *(child.text for child in noun.head.rights if child.dep_ == "prt")])
            return f"“{empty} … {noun.text}” hides a verb: {verb}"
    return None


def unfamiliar(draft: Draft, number: int) -> str | None:
    """Many unfamiliar words: more than a third are outside the words every pupil knows."""
    words, hard = (int(draft.counts[number, COLUMNS.index(name)]) for name in ("words", "unfamiliar"))
    if hard < FEWEST_UNFAMILIAR or hard <= UNFAMILIAR * words:
        return None
    sentence = draft.sentences[number]
    listed = (
        form
        for form, word in zip(sentence.forms, sentence.facts, strict=True)
        if is_unfamiliar(form, word, draft.names)
    )
    longest = sorted(dict.fromkeys(listed), key=len, reverse=True)[:EXAMPLES]
    return f"{hard} of {words} words are unfamiliar, among them {', '.join(longest)}"


def acronym(draft: Draft, number: int) -> str | None:
    """An acronym that the article does not explain."""
    unexplained = draft.unexplained.get(number)
    return f"{', '.join(unexplained)}: say in full at first mention" if unexplained else None


def jargon(draft: Draft, number: int) -> str | None:
    """Jargon or officialese with a plainer word at hand."""
    words, phrases = draft.sentences[number].facts, _phrases()
    found = {}
    for place, word in enumerate(words):
        for phrase, offset, plainer in phrases.get(word.plain, ()):
            first = place - offset
            same = first >= 0 and tuple(word.plain for word in words[first : first + len(phrase)]) == phrase
            if same and draft.own_words(number, first):
                found[" ".join(phrase)] = plainer
    return ", ".join(f"“{phrase}”: {plainer}" for phrase, plainer in found.items()) or None


def figures(draft: Draft, number: int) -> str | None:
    """Four figures or more in one sentence: a list or a table carries them better.

    Figures are numbers in digits. Years, days of a month, numbers in names ("Route 9"), in compounds ("81-year-old")
    and conversions in brackets do not count.
    """
    doc = draft.parsed.doc
    places = draft.dependents["CD"].get(number, ())
    counted = sum(_is_figure(doc[place], doc[place - 1] if place else None) for place in places)
    return f"{counted} figures in one sentence" if counted >= FIGURES else None


def _is_figure(number: Token, before: Token | None) -> bool:
    if not number.text[0].isdigit() or YEAR.match(number.text):
        return False
    compound = number.i + 1 < len(number.doc) and not number.whitespace_ and number.nbor().text == "-"
    return not compound and (before is None or (before.tag_ not in ("NNP", "NNPS") and before.text != "("))


def _is_time(agent: Token) -> bool:
    """An hour or a day behind "by" is no agent: "expected by Thursday"."""
    return agent.tag_ == "CD" or agent.text[0].isdigit() or agent.lower_.rstrip(".") in _days_and_months()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], int, str]]]:
    """Phrases of the list of jargon and their regular forms, by their longest word, with its place in them."""
    phrases: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for phrase, plainer, kind in lexicon.rows("jargon.tsv"):
        for form in _forms(phrase, kind):
            words = tuple(form.split())
            longest = max(words, key=len)
            phrases.setdefault(longest, []).append((words, words.index(longest), plainer))
    return phrases


def _forms(phrase: str, kind: str) -> list[str]:
    if kind == "noun":
        return [phrase, phrase + "s"]
    if kind == "verb":
        stem = phrase.removesuffix("e")
        third = phrase + ("es" if phrase.endswith("s") else "s")
        return [phrase, third, stem + "ed", stem + "ing"]
    return [phrase]


@cache
def _hidden_verbs() -> dict[str, str]:
    return {noun: verb for noun, verb, kind in lexicon.rows("nominalisations.tsv") if kind == "noun"}


@cache
def _empty_verbs() -> frozenset[str]:
    return frozenset(verb for verb, _, kind in lexicon.rows("nominalisations.tsv") if kind == "verb")


@cache
def _days_and_months() -> frozenset[str]:
    return frozenset(word for word, kind in lexicon.rows("sentence-cues.tsv") if kind == "zone" and len(word) > 3)
