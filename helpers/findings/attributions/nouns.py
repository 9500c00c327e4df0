"""Reporting nouns with their content: "the claim that …", "her criticism of …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from helpers.findings.attributions import contents, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.modality import is_unreal
from helpers.findings.attributions.verbs import words_of_kind
from helpers.text import lexicon
from helpers.text.records import Span
from helpers.text.tree import Tree

NOUN_LIST = "reporting-nouns.tsv"


@cache
def nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Noun to sense and frames."""
    return {noun: (sense, frozenset(frames.split())) for noun, sense, frames in lexicon.rows(NOUN_LIST)}


def noun_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a noun of the list governs."""
    known = nouns()
    for token in range(tree.size):
        if tree.tag[token] not in ("NN", "NNS"):
            continue
        entry = known.get(tree.lemma(token))
        if entry is None:
            continue
        for rule in (noun_clause, noun_infinitive, noun_preposition):
            candidate = rule(tree, token, *entry)
            if candidate is not None:
                yield candidate
                break


def noun_clause(tree: Tree, noun: int, sense: str, frames: frozenset[str]) -> Candidate | None:
    """A noun with a that-clause: "the claim that it rained"."""
    for kid in tree.kids[noun]:
        if kid < noun or tree.dep[kid] not in ("acl", "ccomp", "relcl") or "clause" not in frames:
            continue
        first = tree.left[kid]
        if tree.word[first] == "that" and tree.dep[first] == "mark":
            content = contents.words_between(tree, first, tree.right[kid])
            return _candidate(tree, "noun_clause", "speech" if sense == "say" else "stance", noun, content, None)
    return None


def noun_infinitive(tree: Tree, noun: int, sense: str, frames: frozenset[str]) -> Candidate | None:
    """A noun with an infinitive: "her promise to leave"."""
    for kid in tree.kids[noun]:
        if kid > noun and tree.dep[kid] == "acl" and tree.is_infinitive(kid) and "infinitive" in frames:
            content = contents.words_between(tree, tree.left[kid], tree.right[kid])
            return _candidate(tree, "noun_infinitive", "act" if sense == "say" else "stance", noun, content, None)
    return None


def noun_preposition(tree: Tree, noun: int, sense: str, frames: frozenset[str]) -> Candidate | None:
    """A noun with a preposition: "her criticism of the plan"."""
    if sense != "say":
        return None
    for kid in tree.kids[noun]:
        if kid > noun and tree.dep[kid] == "prep" and tree.word[kid] in frames:
            content = contents.words_between(tree, kid + 1, tree.right[kid])
            return _candidate(tree, "noun_preposition", "act", noun, content, kid)
    return None


def _candidate(
    tree: Tree, rule: str, kind: str, noun: int, content: list[Span], with_word: int | None
) -> Candidate | None:
    source, certain = _source(tree, noun, rule)
    if not content or (not source and (rule != "noun_clause" or kind != "speech")):
        return None
    cue = [tree.span(noun, with_word)] if with_word == noun + 1 else [tree.span(noun, noun)]
    return Candidate(rule, kind, noun, cue, content, source, certain)


def _source(tree: Tree, noun: int, rule: str) -> tuple[list[Span], bool]:
    """Whose claim it is: "her claim", "a claim by her", "she made the claim"."""
    for kid in tree.kids[noun]:
        if tree.dep[kid] == "poss":
            holder = _subject_before(tree, noun) if tree.tag[kid] == "PRP$" and rule == "noun_preposition" else []
            return holder or [tree.span(tree.left[kid], kid)], True
        if tree.dep[kid] in ("prep", "agent") and tree.word[kid] in ("by", "from") and kid > noun:
            by = tree.child(kid, "pobj")
            if by is not None:
                return sources.noun_phrase(tree, by), True
    holders = [kid for kid in tree.kids[noun] if tree.dep[kid] == "amod" and tree.text[tree.start[kid]].isupper()]
    if holders and noun > 0 and tree.sentence[noun - 1] == tree.sentence[noun]:
        return [tree.span(tree.left[holders[0]], noun - 1)], True
    verb = tree.head[noun]
    if tree.dep[noun] == "dobj" and tree.is_verb(verb) and tree.lemma(verb) in words_of_kind("light"):
        return ([], False) if is_unreal(tree, verb) else (sources.source_of(tree, verb), False)
    return [], False


def _subject_before(tree: Tree, noun: int) -> list[Span]:
    """The subject that "his" goes back to in "He stepped up his criticism"."""
    verb = tree.head[noun]
    for _ in range(4):
        if tree.is_verb(verb):
            subject = tree.child(verb, "nsubj")
            return sources.noun_phrase(tree, subject, verb) if subject is not None and subject < noun else []
        verb = tree.head[verb]
    return []
