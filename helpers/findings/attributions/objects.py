"""Reporting verbs with an object, an infinitive or a preposition; one rule a frame."""

from __future__ import annotations

from helpers.findings.attributions import contents, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.making import make
from helpers.findings.attributions.nouns import nouns
from helpers.findings.attributions.verbs import Entry, entries, words_of_kind
from helpers.text.tree import Tree

PREDICATE_PREPOSITIONS = frozenset({"as", "of", "for", "with", "to", "from", "over"})
BELONGS_TO_OBJECT = frozenset({"of", "for", "as", "to", "from", "with", "about", "against"})
LONGEST_OBJECT = 16  # tokens between a verb and a label in quotation marks
BREAKS = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "(", "and", "but", "by", "in", "on", "when", "while"})


def predicate(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An object with what is said of it: "Ann called the rain a blessing", "accused him of lying"."""
    thing = tree.child(verb, "dobj")
    said_of = _said_of(tree, verb, thing, entry)
    small = next((k for k in tree.kids[verb] if tree.dep[k] == "ccomp" and k > verb and not tree.is_finite(k)), None)
    if small is not None and not tree.is_infinitive(small):
        return make(tree, "predicate", verb, entry, "predicate", contents.subtree(tree, small, verb))
    if said_of is None or (thing is None and tree.dep[said_of] != "oprd"):
        return None
    first = tree.left[thing] if thing is not None and thing > verb else tree.left[said_of]
    content = contents.words_between(tree, max(first, verb + 1), tree.right[said_of])
    return make(tree, "predicate", verb, entry, "predicate", content)


def _said_of(tree: Tree, verb: int, thing: int | None, entry: Entry) -> int | None:
    """What is said of an object: "a blessing", "as a blessing", "of lying", "beset by rain"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] == "oprd":
            return kid
        if kid > verb and tree.dep[kid] == "prep":
            if tree.word[kid] in PREDICATE_PREPOSITIONS or (thing is not None and entry.takes(tree.word[kid])):
                return kid
    if thing is None or thing < verb:
        return None
    for kid in tree.kids[thing]:
        if kid > thing and tree.dep[kid] == "prep" and tree.word[kid] in ("as", "of", "for"):
            return kid
    beset = next((kid for kid in tree.kids[verb] if tree.left[kid] == tree.right[thing] + 1), None)
    return beset if beset is not None and tree.word[tree.left[beset]] == "as" else None


def infinitive(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An infinitive: "Ann vowed to leave", "urged him to leave"."""
    for kid in tree.kids[verb]:
        if kid < verb or tree.dep[kid] not in ("xcomp", "ccomp", "advcl") or not tree.is_infinitive(kid):
            continue
        if tree.is_finite(kid):
            continue
        asked = next((k for k in tree.kids[verb] if verb < k < kid and entry.takes(tree.word[k])), None)
        if asked is not None and tree.right[asked] < tree.left[kid]:
            content = contents.words_between(tree, asked + 1, tree.right[kid])
            return make(tree, "infinitive", verb, entry, tree.word[asked], content, asked)
        if tree.dep[kid] == "advcl" and tree.word[tree.left[kid]] == "for" and entry.takes("for"):
            content = contents.words_between(tree, tree.left[kid] + 1, tree.right[kid])
            return make(tree, "infinitive", verb, entry, "for", content, tree.left[kid])
        if tree.dep[kid] == "advcl" and tree.child(verb, "dobj") is None:
            continue
        person = tree.child(verb, "dobj") is not None or tree.subject(kid) is not None
        frame = "person+infinitive" if person else "infinitive"
        first = next(k for k in tree.kids[kid] if tree.tag[k] == "TO")
        content = contents.words_between(tree, first, tree.right[kid])
        return make(tree, "infinitive", verb, entry, frame, content)
    return None


def naming(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A label in quotation marks: "Ann called the rain “a blessing”"."""
    if not entry.takes("predicate"):
        return None
    for token in range(verb + 1, min(verb + LONGEST_OBJECT, tree.size)):
        if tree.quotation[token] >= 0:
            last = token
            while last + 1 < tree.size and tree.quotation[last + 1] == tree.quotation[token]:
                last += 1
            return make(tree, "naming", verb, entry, "predicate", contents.words_between(tree, verb + 1, last))
        if tree.is_finite(token) or tree.word[token] in BREAKS or tree.sentence[token] != tree.sentence[verb]:
            return None
    return None


def gerund(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An -ing form: "Ann denied taking it"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in ("xcomp", "ccomp") and tree.tag[kid] == "VBG" and not tree.is_finite(kid):
            return make(tree, "gerund", verb, entry, "gerund", contents.subtree(tree, kid, verb))
    return None


def object_(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A noun phrase: "Ann criticised the plan"."""
    thing = tree.child(verb, "dobj")
    if thing is None or tree.tag[thing] in ("WP", "WDT") or _speaks_itself(tree, thing):
        return None
    last = tree.right[thing]
    for kid in tree.kids[verb]:
        if tree.left[kid] != last + 1 or kid <= thing:
            continue
        if tree.word[kid] in BELONGS_TO_OBJECT or (tree.dep[kid] in ("xcomp", "advcl") and tree.is_infinitive(kid)):
            last = tree.right[kid]
    last = contents.without_aside(tree, thing, max(last, thing))
    content = contents.words_between(tree, max(tree.left[thing], verb + 1), last)
    return make(tree, "object_", verb, entry, "object", content)


def _speaks_itself(tree: Tree, noun: int) -> bool:
    """True for a document whose words follow ("a statement saying …") and for a claim whose content does."""
    if tree.lemma(noun) in nouns() and tree.lemma(tree.head[noun]) in words_of_kind("light"):
        frames = nouns()[tree.lemma(noun)][1]
        if any(tree.dep[kid] == "prep" and tree.word[kid] in frames for kid in tree.kids[noun]):
            return True
    return tree.lemma(noun) in sources.documents() and any(
        tree.dep[kid] == "acl" and tree.tag[kid] == "VBG" and tree.lemma(kid) in entries() for kid in tree.kids[noun]
    )


def preposition(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A preposition with its noun phrase: "Ann called for rain"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in ("prep", "prt") and entry.takes(tree.word[kid]):
            content = contents.words_between(tree, kid + 1, tree.right[kid])
            return make(tree, "preposition", verb, entry, tree.word[kid], content, kid)
    return None


def passive_infinitive(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An infinitive in the passive: "Ann is expected to leave", "is said to have left", "was urged to leave"."""
    kid = next((k for k in tree.kids[verb] if tree.dep[k] == "xcomp" and tree.is_infinitive(k)), None)
    thing = tree.head[verb] if tree.dep[verb] == "acl" else tree.child(verb, "nsubjpass")
    if kid is None:
        return None
    content = contents.words_between(tree, next(k for k in tree.kids[kid] if tree.tag[k] == "TO"), tree.right[kid])
    if entry.takes("person+infinitive") and entry.sense == "say":
        return make(tree, "passive_infinitive", verb, entry, "person+infinitive", content)
    if thing is None:
        return None
    content = [*sources.noun_phrase(tree, thing, verb), *content]
    certain = entry._replace(safe=entry.safe | (entry.usual & {"infinitive"}))
    found = make(tree, "passive_infinitive", verb, certain, "infinitive", content)
    return found._replace(kind="stance" if entry.sense == "think" else "speech") if found else None


def passive_preposition(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A preposition in the passive: "Asked about the plan, she laughed"."""
    return preposition(tree, verb, entry)


def passive_object(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A noun phrase in the passive with its agent: "the plan was criticised by Ann"."""
    thing = tree.head[verb] if tree.dep[verb] == "acl" else tree.child(verb, "nsubjpass")
    if thing is None or sources.agent(tree, verb) is None:
        return None
    content = sources.noun_phrase(tree, thing, verb)
    said_of = next(
        (
            k
            for k in tree.kids[verb]
            if tree.dep[k] == "oprd" or (tree.dep[k] == "prep" and tree.word[k] in ("as", "of"))
        ),
        None,
    )
    if said_of is not None:
        content = [*content, *contents.words_between(tree, tree.left[said_of], tree.right[said_of])]
        return make(tree, "passive_object", verb, entry, "predicate", content)
    return make(tree, "passive_object", verb, entry, "object", content)
