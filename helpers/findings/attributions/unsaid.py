"""What was not said: sayings that did not take place, and answers that were not given."""

from __future__ import annotations

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import Candidate, words_between
from helpers.findings.attributions.lists import words_of_kind
from helpers.text.tree import Tree

CONDITIONS = frozenset({"if", "unless", "lest", "whether"})
NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one"})
REACHED = frozenset({"reached", "contacted"})
CALLS = frozenset(
    {"call", "message", "email", "e-mail", "request", "inquiry", "question", "text", "letter", "voicemail"}
)


def is_unreal(tree: Tree, verb: int) -> bool:
    """True if the verb is negated, conditional or future, so that nothing has been said."""
    for step in range(6):
        if _denied(tree, verb):
            return True
        if tree.is_infinitive(verb) and step == 0 and _unreal_infinitive(tree, verb):
            return True
        dep, head = tree.dep[verb], tree.head[verb]
        if dep == "pcomp" and tree.word[head] in words_of_kind("unreal"):
            return True
        if dep == "csubj" or tree.subject(verb) is not None or dep not in ("conj", "xcomp", "pcomp", "prep"):
            return dep == "csubj"
        if dep == "conj" and tree.is_finite(verb):
            return False
        verb = head
    return False


def _denied(tree: Tree, verb: int) -> bool:
    for kid in tree.kids[verb]:
        dep, word = tree.dep[kid], tree.word[kid]
        if dep == "neg" or (dep == "aux" and tree.tag[kid] == "MD" and word in words_of_kind("modal")):
            return True
        if dep == "mark" and word in CONDITIONS:
            return True
        if dep == "nsubj" and (word in NOBODY or any(tree.word[k] == "no" for k in tree.kids[kid])):
            return True
    return False


def _unreal_infinitive(tree: Tree, verb: int) -> bool:
    head = tree.head[verb]
    if tree.dep[verb] == "xcomp":
        return tree.is_verb(head) and tree.lemma(head) not in words_of_kind("aspectual")
    return tree.dep[verb] not in ("advcl", "conj", "acomp", "ROOT")


def no_answer(tree: Tree, verb: int) -> Candidate | None:
    """An answer that was not given: "did not respond to a request", "could not be reached for comment"."""
    if not any(tree.dep[kid] == "neg" for kid in tree.kids[verb]):
        return None
    subject = tree.child(verb, "nsubj", "nsubjpass")
    about = _unanswered(tree, verb) if subject is not None else None
    if subject is None or about is None or tree.word[subject] in ("it", "that", "this"):
        return None
    content = words_between(tree, max(tree.left[about], verb + 1), tree.right[about])
    source = sources.source_of(tree, verb) or sources.noun_phrase(tree, subject, verb)
    return (
        Candidate("no_answer", "no_answer", verb, [tree.span(verb, verb)], content, source, True) if content else None
    )


def _unanswered(tree: Tree, verb: int) -> int | None:
    """The request that stays without an answer: the object, or what stands behind a preposition."""
    lemma, thing = tree.lemma(verb), tree.child(verb, "dobj")
    if lemma in words_of_kind("answering"):
        links = (kid for kid in tree.kids[verb] if kid > verb and tree.word[kid] in ("to", "on", "about", "for"))
        return thing if thing is not None else next((kid for kid in links if tree.dep[kid] == "prep"), None)
    if lemma == "return" and thing is not None and tree.lemma(thing) in CALLS:
        return thing
    holder = verb if tree.word[verb] in REACHED else tree.child(verb, "acomp") if lemma == "be" else None
    for kid in tree.kids[holder] if holder is not None else ():
        comment = tree.child(kid, "pobj") if tree.word[kid] == "for" else None
        if comment is not None and tree.lemma(comment) in ("comment", "interview"):
            return kid
    return None
