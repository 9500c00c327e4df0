"""Whether a saying took place: negated, conditional and future ones are no attributions."""

from __future__ import annotations

from helpers.findings.attributions.verbs import words_of_kind
from helpers.text.tree import Tree

CONDITIONS = frozenset({"if", "unless", "lest", "whether"})
NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one"})


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
    modals = words_of_kind("modal")
    for kid in tree.kids[verb]:
        dep, word = tree.dep[kid], tree.word[kid]
        if dep == "neg" or (dep == "aux" and word in modals and tree.tag[kid] == "MD"):
            return True
        if dep == "mark" and word in CONDITIONS:
            return True
        if dep == "nsubj" and (word in NOBODY or (word == "one" and "no" in (tree.word[k] for k in tree.kids[kid]))):
            return True
        if dep == "nsubj" and any(tree.word[k] == "no" and tree.dep[k] == "det" for k in tree.kids[kid]):
            return True
    return False


def _unreal_infinitive(tree: Tree, verb: int) -> bool:
    head = tree.head[verb]
    if tree.tag[head].startswith("JJ") and any(tree.word[kid] == "too" for kid in tree.kids[head]):
        return True
    if tree.dep[verb] == "xcomp":
        return tree.is_verb(head) and tree.lemma(head) not in words_of_kind("aspectual")
    return tree.dep[verb] not in ("advcl", "conj", "acomp", "ROOT")
