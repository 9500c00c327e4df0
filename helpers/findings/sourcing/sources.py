"""Who says it: from a reporting verb to the words that name its source."""

from __future__ import annotations

from helpers.findings.sourcing.tree import Tree
from helpers.text.records import Span

RELATIVE = frozenset({"who", "which", "that"})
CLIMBS = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "acomp", "prep", "parataxis", "aux", "auxpass"})
STOPS = frozenset({",", "-", "–", "—", "--", "(", ";", ":"})
ASIDES = frozenset({"appos", "relcl", "acl", "advcl", "prep", "amod", "npadvmod", "dep", "parataxis", "nmod"})


def is_passive(tree: Tree, verb: int) -> bool:
    """True for a participle with a passive auxiliary or subject."""
    return any(tree.dep[kid] in ("auxpass", "nsubjpass") for kid in tree.kids[verb])


def agent(tree: Tree, verb: int) -> int | None:
    """The noun behind "by" of a passive."""
    by = tree.child(verb, "agent")
    return tree.child(by, "pobj") if by is not None else None


def speaker_of(tree: Tree, verb: int) -> int | None:
    """Main word of the source: the verb's own subject, or that of a verb it hangs under."""
    token = verb
    for _ in range(8):
        if is_passive(tree, token) and token == verb:
            return agent(tree, verb)
        subject = tree.child(token, "nsubj", "nsubjpass")
        if subject is not None:
            return _antecedent(tree, token, subject)
        dep = tree.dep[token]
        if dep in ("acl", "relcl"):
            return tree.head[token]
        if dep not in CLIMBS or (dep == "ccomp" and tree.is_finite(token) and token != verb):
            return None
        token = tree.head[token]
    return None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """The noun that "who" stands for."""
    if tree.word[subject] in RELATIVE and tree.dep[verb] == "relcl":
        return tree.head[verb]
    return subject


def noun_phrase(tree: Tree, noun: int, without: int | None = None) -> list[Span]:
    """Offsets of a noun with what belongs to it, up to an aside behind a comma; `without`: a token to stop at."""
    first, last = tree.left[noun], tree.right[noun]
    for place, kid in enumerate(tree.kids[noun]):
        if kid > noun and tree.word[kid] in STOPS:
            behind = [k for k in tree.kids[noun][place + 1 :] if tree.dep[k] != "punct"]
            if not behind or tree.dep[behind[0]] in ASIDES:
                last = kid - 1
                break
    if without is not None and noun < without <= last:
        last = max(noun, tree.left[without] - 1 if tree.left[without] > noun else noun)
    if without is not None and first <= without < noun:
        first = without + 1
    while last > noun and tree.dep[last] == "punct":
        last -= 1
    while first < noun and tree.dep[first] == "punct":
        first += 1
    return [tree.span(first, last)]
