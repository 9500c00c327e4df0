"""Whether a saying took place: negated, conditional and future ones are no attributions."""

from __future__ import annotations

from helpers.findings.sourcing.tree import Tree

UNREAL_MODALS = frozenset(
    [
        "will",
        "would",
        "could",
        "might",
        "may",
        "should",
        "shall",
        "can",
        "ca",
        "wo",
        "sha",
        "'ll",
        "’ll",
        "'d",
        "’d",
        "ought",
    ]
)
CONDITIONS = frozenset(["if", "unless", "lest", "whether"])
NOBODY = frozenset(["nobody", "none", "neither", "nothing", "no-one"])
ASPECTUAL = frozenset(
    [
        "begin",
        "continue",
        "go",
        "start",
        "proceed",
        "return",
        "hasten",
        "rush",
        "rise",
        "seem",
        "appear",
        "happen",
        "come",
        "use",
        "get",
    ]
)
UNREAL_PREPOSITIONS = frozenset(["without", "instead", "before", "from", "against", "than", "to"])


def is_unreal(tree: Tree, verb: int) -> bool:
    """True if the verb is negated, conditional or future, so that nothing has been said."""
    for step in range(6):
        if _denied(tree, verb):
            return True
        if tree.is_infinitive(verb) and step == 0 and _unreal_infinitive(tree, verb):
            return True
        dep, head = tree.dep[verb], tree.head[verb]
        if dep == "pcomp" and tree.word[head] in UNREAL_PREPOSITIONS:
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
        if dep == "neg" or (dep == "aux" and word in UNREAL_MODALS and tree.tag[kid] == "MD"):
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
    if tree.dep[verb] == "xcomp":
        return tree.is_verb(head) and tree.lemma(head) not in ASPECTUAL
    return tree.dep[verb] not in ("advcl", "conj", "acomp", "ROOT")
