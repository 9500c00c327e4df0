"""Reporting verbs with a clause: before, behind and around them; one rule a frame."""

from __future__ import annotations

from helpers.findings.attributions import contents, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.making import make
from helpers.findings.attributions.verbs import Entry, words_of_kind
from helpers.text.tree import Tree

PAUSES = frozenset({",", '"', "-", "–", "—", "--"})
TIMES = frozenset(["after", "before", "when", "while", "if", "because", "since", "until", "once", "though", "although"])


def clause(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A clause as object, before or behind the verb: "Ann said (that) it rained"."""
    found = [kid for kid in tree.kids[verb] if _is_complement(tree, verb, kid)]
    fronted = next((kid for kid in found if kid < verb and _adjoins(tree, kid, verb)), None)
    following = [kid for kid in found if kid > verb and not _is_loose(tree, verb, kid)]
    if fronted is not None and following:
        keeps = tree.quotation[fronted] >= 0 or tree.subject(verb) is None
        following = [kid for kid in following if tree.word[tree.left[kid]] == "that" or not keeps]
        fronted = fronted if keeps or not following or tree.word[tree.left[following[0]]] == "that" else None
    chosen = [fronted, *following] if fronted is not None else following
    content = [span for kid in chosen for span in contents.subtree(tree, kid, verb)]
    return make(tree, "clause", verb, entry, "clause", content)


def _is_loose(tree: Tree, verb: int, kid: int) -> bool:
    """True for a clause behind an object and a comma, which the parser only hung there."""
    first = tree.left[kid]
    if tree.word[first - 1] != "," or tree.word[first] == "that" or tree.lemma(verb) in words_of_kind("addressing"):
        return False
    return tree.child(verb, "dobj") is not None


def _is_complement(tree: Tree, verb: int, kid: int) -> bool:
    """True for an object clause, also where the parser takes "that …" and "whether …" for an adverbial."""
    if tree.dep[kid] == "ccomp":
        return _is_clause(tree, kid)
    if tree.dep[kid] != "advcl" or kid < verb:
        return False
    mark = tree.word[tree.left[kid]]
    return mark in ("that", "whether") or (mark == "if" and tree.word[verb] in ("asked", "asks", "asking", "wondered"))


def _adjoins(tree: Tree, kid: int, verb: int) -> bool:
    """True if only a comma or a closing quotation mark stands between a fronted clause and the reporting clause."""
    if tree.quotation[kid] >= 0:
        return True
    if any(tree.word[k] in TIMES for k in tree.kids[verb] if k > kid and tree.dep[k] in ("mark", "advmod")):
        return False
    thing = tree.child(verb, "dobj")
    if thing is not None and tree.subject(verb) is not None and tree.lemma(verb) not in words_of_kind("addressing"):
        return False
    end = contents.cluster(tree, verb)[0]
    return all(tree.word[between] in PAUSES for between in range(tree.right[kid] + 1, end))


def _is_clause(tree: Tree, token: int) -> bool:
    if tree.is_finite(token):
        return True
    if tree.is_infinitive(token) or tree.tag[token] == "VBG":
        return any(tree.tag[kid] in ("WRB", "WP", "WDT") for kid in tree.kids[token])
    return True


def interrupting(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """The reporting clause inside or behind what it reports: "It will, Ann said, rain"."""
    head = tree.head[verb]
    if tree.dep[verb] not in ("parataxis", "ccomp", "dep", "advcl") or not tree.is_finite(verb):
        return None
    subject = tree.subject(verb)
    if entry.sense == "think" or subject is None:
        return None
    if any(tree.dep[kid] in ("mark", "ccomp") or tree.tag[kid] == "WRB" for kid in tree.kids[verb]):
        return None
    first, last = contents.cluster(tree, verb)
    if tree.dep[verb] in ("ccomp", "advcl") and not (first and tree.word[first - 1] in (",", '"', "-", "–", "—")):
        return None
    content = contents.around(tree, min(tree.left[head], tree.left[verb]), max(tree.right[head], last), first, last)
    return make(tree, "interrupting", verb, entry, "clause", content)


def as_clause(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A reporting clause with "as": "As Ann put it, rain is good"."""
    if tree.dep[verb] != "advcl" or not any(tree.word[kid] == "as" and kid < verb for kid in tree.kids[verb]):
        return None
    if entry.sense != "say" or "clause" not in entry.safe:
        return None
    if any(tree.dep[kid] in ("ccomp", "dobj", "xcomp") for kid in tree.kids[verb]):
        return None
    head = tree.head[verb]
    content = contents.around(tree, tree.left[head], tree.right[head], tree.left[verb], tree.right[verb])
    return make(tree, "as_clause", verb, entry, "clause", content)


def quoted_as_saying(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A medium that quotes: "Radio Vesta quoted Ann as saying that it rained"."""
    if tree.lemma(verb) != "quote":
        return None
    speaker, link = tree.child(verb, "dobj"), None
    for noun in (verb, speaker):
        for kid in tree.kids[noun] if noun is not None else ():
            if tree.word[kid] == "as" and tree.child(kid, "pcomp") is not None:
                link = tree.child(kid, "pcomp")
    if speaker is None or link is None:
        return None
    found = clause(tree, link, entry) or interrupting(tree, verb, entry)
    return found._replace(rule="quoted_as_saying", source=sources.noun_phrase(tree, speaker, link)) if found else None


def passive_clause(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A clause in the passive: "It was announced that …", "she was told that …"."""
    found = [kid for kid in tree.kids[verb] if tree.dep[kid] in ("ccomp", "csubjpass") and _is_clause(tree, kid)]
    content = [span for kid in found for span in contents.subtree(tree, kid, verb)]
    return make(tree, "passive_clause", verb, entry, "clause", content)
