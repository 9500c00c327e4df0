"""Those who were asked and did not answer: rows outside every count of who speaks."""

from __future__ import annotations

from helpers.findings.attributions import contents, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.verbs import words_of_kind
from helpers.text.tree import Tree

REACHED = frozenset({"reached", "contacted"})
CALLS = frozenset(
    {"call", "message", "email", "e-mail", "request", "inquiry", "question", "text", "letter", "voicemail"}
)


def no_answer(tree: Tree, verb: int) -> Candidate | None:
    """An answer that was not given: "did not respond to a request", "could not be reached for comment"."""
    if not any(tree.dep[kid] == "neg" for kid in tree.kids[verb]):
        return None
    subject = tree.child(verb, "nsubj", "nsubjpass")
    about = _unanswered(tree, verb) if subject is not None else None
    if subject is None or about is None or tree.word[subject] in ("it", "that", "this"):
        return None
    content = contents.words_between(tree, max(tree.left[about], verb + 1), tree.right[about])
    if not content:
        return None
    source = sources.source_of(tree, verb) or sources.noun_phrase(tree, subject, verb)
    return Candidate("no_answer", "no_answer", verb, [tree.span(verb, verb)], content, source, True)


def _unanswered(tree: Tree, verb: int) -> int | None:
    """The request that stays without an answer: the object, or what stands behind a preposition."""
    lemma = tree.lemma(verb)
    thing = tree.child(verb, "dobj")
    kids = [kid for kid in tree.kids[verb] if kid > verb and tree.dep[kid] == "prep"]
    behind = next((kid for kid in kids if tree.word[kid] in ("to", "on", "about", "for")), None)
    if lemma in words_of_kind("answering"):
        return thing if thing is not None else behind
    if lemma == "return" and thing is not None and tree.lemma(thing) in CALLS:
        return thing
    if tree.word[verb] in REACHED or (lemma == "be" and tree.child(verb, "acomp") is not None):
        holders = [verb, *(kid for kid in tree.kids[verb] if tree.word[kid] == "available")]
        for holder in holders if tree.word[verb] in REACHED or len(holders) > 1 else ():
            for kid in tree.kids[holder]:
                comment = tree.child(kid, "pobj") if tree.word[kid] == "for" else None
                if comment is not None and tree.lemma(comment) in ("comment", "interview"):
                    return kid
    return None
