"""Cues that are no verbs: "the claim that …", "according to", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import Candidate, Found, around, words_between
from helpers.findings.attributions.lists import nouns, words_of_kind
from helpers.findings.attributions.unsaid import is_unreal
from helpers.text.records import Span
from helpers.text.tree import Tree

BREAKS = frozenset({",", ";", "-", "–", "—", "--", "(", ")"})


def phrase_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a noun, a phrase or an adverb attributes."""
    for token, word in enumerate(tree.word):
        found = None
        if tree.tag[token] in ("NN", "NNS"):
            found = _by_noun(tree, token)
        elif word == "according" and token + 1 < tree.size and tree.word[token + 1] == "to":
            found = according_to(tree, token)
        elif word == "per" and tree.tag[token] == "IN":
            found = per(tree, token)
        elif word in ("in", "to") and tree.tag[token] == "IN":
            found = in_view(tree, token)
        elif tree.dep[token] == "advmod" and word in words_of_kind("hearsay"):
            found = hearsay(tree, token)
        if found is not None and found.content:
            yield found


def _by_noun(tree: Tree, noun: int) -> Candidate | None:
    sense, frames = nouns().get(tree.lemma(noun), ("", frozenset()))
    behind = [kid for kid in tree.kids[noun] if kid > noun] if frames else []
    for rule in (noun_clause, noun_infinitive, noun_preposition) if behind else ():
        for kid in behind:
            found = rule(tree, kid)
            if found is None or found.frame not in frames or (found.link is not None and sense != "say"):
                continue
            source, certain = _holder(tree, noun)
            if not source and (rule is not noun_clause or sense != "say"):
                return None
            kind = "stance" if sense != "say" else "speech" if rule is noun_clause else "act"
            cue = found.cue(tree, noun)[:1]
            return Candidate(rule.__name__, kind, noun, cue, found.content, source, certain)
    return None


def noun_clause(tree: Tree, kid: int) -> Found | None:
    """A noun with a that-clause: "the claim that it rained"."""
    first = tree.left[kid]
    if tree.dep[kid] not in ("acl", "ccomp", "relcl") or tree.word[first] != "that" or tree.dep[first] != "mark":
        return None
    return Found("clause", words_between(tree, first, tree.right[kid]))


def noun_infinitive(tree: Tree, kid: int) -> Found | None:
    """A noun with an infinitive: "her promise to leave"."""
    if tree.dep[kid] != "acl" or not tree.is_infinitive(kid):
        return None
    return Found("infinitive", words_between(tree, tree.left[kid], tree.right[kid]))


def noun_preposition(tree: Tree, kid: int) -> Found | None:
    """A noun with a preposition: "her criticism of the plan"."""
    return (
        Found(tree.word[kid], words_between(tree, kid + 1, tree.right[kid]), kid) if tree.dep[kid] == "prep" else None
    )


def _holder(tree: Tree, noun: int) -> tuple[list[Span], bool]:
    """Whose claim it is ("her claim", "a claim by her", "she made the claim"), and if the form alone says so."""
    for kid in tree.kids[noun]:
        if tree.dep[kid] == "poss":
            return [tree.span(tree.left[kid], kid)], True
        if tree.dep[kid] in ("prep", "agent") and tree.word[kid] in ("by", "from") and kid > noun:
            by = tree.child(kid, "pobj")
            if by is not None:
                return sources.noun_phrase(tree, by), True
    adjective = tree.child(noun, "amod")
    if adjective is not None and adjective < noun and tree.text[tree.start[adjective]].isupper():
        return [tree.span(tree.left[adjective], noun - 1)], True
    verb = tree.head[noun]
    if tree.dep[noun] == "dobj" and tree.is_verb(verb) and tree.lemma(verb) in words_of_kind("light"):
        return ([] if is_unreal(tree, verb) else sources.source_of(tree, verb)), False
    return [], False


def according_to(tree: Tree, token: int) -> Candidate | None:
    """ "According to" with its source: the clause around it is the content."""
    noun = tree.child(token + 1, "pobj")
    if noun is None or tree.word[noun] in words_of_kind("no-source"):
        return None
    content = _clause_around(tree, token, max(tree.right[token], tree.right[token + 1]))
    source = sources.noun_phrase(tree, noun)
    return Candidate("according_to", "speech", token, [tree.span(token, token + 1)], content, source, True)


def per(tree: Tree, token: int) -> Candidate | None:
    """ "Per" with a source, set off by a comma: "It rained, per the sheriff"."""
    noun = tree.child(token, "pobj")
    if noun is None or tree.word[token - 1] != "," or (tree.tag[noun] in ("CD", "NN") and noun == token + 1):
        return None
    content = _clause_around(tree, token, tree.right[token])
    return Candidate("per", "speech", token, [tree.span(token, token)], content, sources.noun_phrase(tree, noun), True)


def in_view(tree: Tree, token: int) -> Candidate | None:
    """A standpoint before a clause or between commas: "In her view, rain is good", "to his mind", "in Ann's words"."""
    noun = tree.child(token, "pobj")
    holder = tree.child(noun, "poss") if noun is not None and tree.word[noun] in words_of_kind("standpoint") else None
    opens = token == tree.sentence_bounds[tree.sentence[token]][0] or tree.word[token - 1] in BREAKS
    if holder is None or not opens or (tree.word[token] == "to") != (tree.word[noun] == "mind"):
        return None
    kind = "speech" if tree.word[noun] == "words" else "stance"
    source = [tree.span(tree.left[holder], holder)]
    content = _clause_around(tree, token, tree.right[token])
    cue = [tree.span(token, token), tree.span(noun, noun)]
    return Candidate("in_view", kind, token, cue, content, source, True)


def _clause_around(tree: Tree, token: int, last: int) -> list[Span]:
    """The clause that a phrase belongs to, less the phrase."""
    head = tree.head[token]
    while not tree.is_verb(head) and tree.head[head] != head and tree.sentence[tree.head[head]] == tree.sentence[head]:
        head = tree.head[head]
    while tree.dep[head] in ("conj", "aux", "auxpass", "xcomp", "relcl", "acl", "advcl") and token > head:
        head = tree.head[head]
    first, end = tree.left[head], tree.right[head]
    return around(tree, first, end, token, last)


def hearsay(tree: Tree, token: int) -> Candidate:
    """An adverb that says somebody else says so: "reportedly"; from the subject to the next comma it is their word."""
    head = tree.head[token]
    subject = tree.subject(head)
    first, end = tree.left[head if subject is None else subject], tree.right[head]
    last = next((place for place in range(max(head, token), end) if tree.word[place] in BREAKS), end)
    content = around(tree, first, last, token, token)
    return Candidate("hearsay", "speech", token, [tree.span(token, token)], content, [], True)
