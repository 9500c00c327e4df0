"""Who says it: from a reporting verb to the words that name its source."""

from __future__ import annotations

from helpers.findings.attributions.lists import documents
from helpers.text import lexicon
from helpers.text.records import Span
from helpers.text.tree import Tree

ADDRESSED = frozenset(["asked", "told", "reminded", "pressed", "questioned", "challenged", "informed", "warned"])
CITING = frozenset({"cite", "quote"})
RELATIVE = frozenset({"who", "which", "that"})
STOPS = frozenset({",", "-", "–", "—", "--", "(", ";", ":"})
ASIDES = frozenset({"appos", "relcl", "acl", "advcl", "prep", "amod", "npadvmod", "dep", "parataxis", "nmod"})


def is_passive(tree: Tree, verb: int) -> bool:
    """True for a participle with a passive auxiliary, a passive subject or an agent, and for "Asked whether …"."""
    deps = [tree.dep[kid] for kid in tree.kids[verb]]
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if tree.tag[verb] not in ("VBN", "VBD") or "nsubj" in deps or "aux" in deps:
        return False
    return (
        "agent" in deps
        or (tree.dep[verb] == "acl" and tree.tag[verb] == "VBN")
        or (tree.dep[verb] in ("advcl", "ccomp") and tree.word[verb] in ADDRESSED)
    )


def agent(tree: Tree, verb: int) -> int | None:
    """The noun behind "by" of a passive."""
    by = tree.child(verb, "agent")
    return tree.child(by, "pobj") if by is not None else None


def source_of(tree: Tree, verb: int) -> list[Span]:
    """Offsets of the source of a reporting verb; a relative pronoun stands with the noun it refers to."""
    speaker = speaker_of(tree, verb)
    if speaker is None:
        return []
    if speaker in tree.dateline:
        behind = (k for k in range(speaker + 1, verb) if k not in tree.dateline and tree.tag[k].startswith("NN"))
        speaker = next((k for k in behind if tree.head[k] in (speaker, verb)), speaker)
    if tree.word[speaker] in RELATIVE and tree.dep[tree.head[speaker]] == "relcl":
        noun = tree.head[tree.head[speaker]]
        noun = _whom(tree, noun) if tree.word[speaker] == "who" else noun
        return [*noun_phrase(tree, noun, tree.left[tree.head[speaker]]), tree.span(speaker, speaker)]
    return noun_phrase(tree, speaker, verb)


def _whom(tree: Tree, noun: int) -> int:
    """Whom "who" means behind a thing: "two people familiar with the budget, who …"."""
    above = noun
    if tree.tag[noun] == "NN" and tree.lemma(noun) not in lexicon.word_set("person-nouns.tsv"):
        while tree.dep[above] in ("pobj", "prep", "amod"):
            above = tree.head[above]
    return above if tree.tag[above] in ("NN", "NNS") else noun


def speaker_of(tree: Tree, verb: int) -> int | None:
    """Main word of the source: the verb's own subject, or that of a verb it hangs under."""
    token = verb
    for _ in range(8):
        if token == verb and is_passive(tree, token):
            return agent(tree, verb)
        subjects = [kid for kid in tree.kids[token] if tree.dep[kid] in ("nsubj", "nsubjpass")]
        if subjects:  # of two the nearer: "Ann, her brother says, never left"
            return max((kid for kid in subjects if kid < token), default=subjects[0])
        dep = tree.dep[token]
        citing = quoted_by(tree, token)
        if citing is not None and tree.child(citing, "dobj") is not None:
            return tree.child(citing, "dobj")
        if dep in ("acl", "relcl"):
            noun = tree.head[token]
            return _issuer(tree, noun) if dep == "acl" and tree.lemma(noun) in documents() else noun
        token = tree.head[token]
    return None


def quoted_by(tree: Tree, verb: int) -> int | None:
    """The verb of citing above "as saying": "Radio Vesta quoted Ann as saying"."""
    link = tree.head[verb]
    if tree.dep[verb] != "pcomp" or tree.word[link] != "as":
        return None
    above = tree.head[link] if tree.is_verb(tree.head[link]) else tree.head[tree.head[link]]
    return above if tree.lemma(above) in CITING else None


def _issuer(tree: Tree, document: int) -> int:
    """Who issues a document ("The council released a statement saying …"), or the document itself."""
    verb = tree.head[document]
    if tree.dep[document] == "dobj" and tree.is_verb(verb):
        return tree.child(verb, "nsubj") or document
    return document


def is_document(tree: Tree, verb: int) -> bool:
    """True if what speaks is a document, picture, poll or medium."""
    speaker = speaker_of(tree, verb)
    return speaker is not None and tree.lemma(speaker) in documents()


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
        last = max(noun, min(without, max(tree.left[without], noun + 1)) - 1)
    while last > noun and tree.dep[last] == "punct":
        last -= 1
    while first < noun and (tree.dep[first] == "punct" or first in tree.dateline):
        first += 1
    if last + 1 < tree.size and tree.word[last + 1] == ")" and "(" in tree.word[first:last]:
        last += 1
    return [tree.span(first, last)]
