"""Reporting verbs with their complements: one rule a frame."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.sourcing import contents, sources
from helpers.findings.sourcing.candidates import Candidate
from helpers.findings.sourcing.modality import is_unreal
from helpers.findings.sourcing.tree import Tree
from helpers.findings.sourcing.verbs import Entry, entries
from helpers.text.records import Span

PREDICATE_PREPOSITIONS = frozenset({"as", "of", "for", "with", "to", "from", "over"})
MAIN_CLAUSES = frozenset({"ROOT", "advcl", "xcomp", "parataxis"})
LEAST_SAFE, LEAST_EMBEDDED, LEAST_USUAL = 2, 2, 4  # words of content that a verb must have
BELONGS_TO_OBJECT = frozenset({"of", "for", "as", "to", "from", "with", "about", "against"})
LONGEST_OBJECT = 16  # tokens between a verb and a label in quotation marks
BREAKS = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "(", "and", "but", "by", "in", "on", "when", "while"})
NO_CUES = frozenset({"amod", "compound", "aux", "auxpass", "nmod", "quantmod"})


def verb_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a verb of the list governs."""
    known = entries()
    for verb in range(tree.size):
        if not tree.is_verb(verb) or (tree.dep[verb] in NO_CUES and tree.subject(verb) is None):
            continue
        entry = known.get(tree.lemma(verb))
        if entry is None or is_unreal(tree, verb):
            continue
        rules = PASSIVE_RULES if sources.is_passive(tree, verb) else ACTIVE_RULES
        for rule in rules:
            found = rule(tree, verb, entry)
            if found is not None:
                yield found
                break


def make(
    tree: Tree, rule: str, verb: int, entry: Entry, frame: str, content: list[Span], with_word: int | None = None
) -> Candidate | None:
    """A candidate, if the verb reports in the frame and there is content."""
    if not content or not entry.takes(frame):
        return None
    if frame != "clause" and not _has_weight(tree, verb, content, frame in entry.safe):
        return None
    kind = {"think": "stance", "refuse": "no_answer"}.get(entry.sense, "speech" if frame == "clause" else "act")
    if entry.sense == "show" and not sources.is_document(tree, verb):
        if frame != "clause":
            return None
        kind = "stance"
    if kind == "stance" and tree.dep[verb] == "advcl" and tree.is_infinitive(verb):
        return None
    source = sources.source_of(tree, verb)
    cue = [tree.span(verb, verb)]
    if with_word is not None:
        cue = [tree.span(verb, with_word)] if with_word == verb + 1 else [*cue, tree.span(with_word, with_word)]
    return Candidate(rule, kind, verb, cue, content, source, frame in entry.safe)


def _has_weight(tree: Tree, verb: int, content: list[Span], safe: bool) -> bool:
    """True if there is enough said: what a lesser clause or a less certain verb reports in few words is rarely a saying."""
    words = sum(len(tree.text[start:end].split()) for start, end in content)
    main = tree.dep[verb] in MAIN_CLAUSES
    return words >= (LEAST_SAFE if main else LEAST_EMBEDDED) if safe else main and words >= LEAST_USUAL


def clause(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A clause as object, before or behind the verb: "Ann said (that) it rained"."""
    found = [kid for kid in tree.kids[verb] if _is_complement(tree, verb, kid)]
    fronted = next((kid for kid in found if kid < verb and _adjoins(tree, kid, verb)), None)
    following = [kid for kid in found if kid > verb]
    if fronted is not None and following:
        quoted = tree.quotation[fronted] >= 0
        following = [kid for kid in following if tree.word[tree.left[kid]] == "that" or not quoted]
        fronted = fronted if quoted or not following or tree.word[tree.left[following[0]]] == "that" else None
    chosen = [fronted, *following] if fronted is not None else following
    content = [span for kid in chosen for span in contents.subtree(tree, kid, verb)]
    return make(tree, "clause", verb, entry, "clause", content)


def _is_complement(tree: Tree, verb: int, kid: int) -> bool:
    """True for an object clause, also where the parser takes "that …" and "whether …" for an adverbial."""
    if tree.dep[kid] == "ccomp":
        return _is_clause(tree, kid)
    return tree.dep[kid] == "advcl" and kid > verb and tree.word[tree.left[kid]] in ("that", "whether")


def _adjoins(tree: Tree, kid: int, verb: int) -> bool:
    """True if only a comma or a closing quotation mark stands between a fronted clause and the reporting clause."""
    if tree.quotation[kid] >= 0:
        return True
    place = tree.right[kid] + 1
    end = contents.cluster(tree, verb)[0]
    return all(tree.word[between] in (",", '"', "-", "–", "—", "--") for between in range(place, end))


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
    if any(tree.dep[kid] in ("mark", "ccomp") for kid in tree.kids[verb]) or subject is None:
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


def predicate(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An object with what is said of it: "Ann called the rain a blessing", "accused him of lying"."""
    thing = tree.child(verb, "dobj")
    said_of = next(
        (
            kid
            for kid in tree.kids[verb]
            if kid > verb
            and (tree.dep[kid] == "oprd" or (tree.dep[kid] == "prep" and tree.word[kid] in PREDICATE_PREPOSITIONS))
        ),
        None,
    )
    if said_of is None and thing is not None and thing > verb:
        said_of = next(
            (
                k
                for k in tree.kids[thing]
                if tree.dep[k] == "prep" and tree.word[k] in ("as", "of", "for") and k > thing
            ),
            None,
        )
    small = next((k for k in tree.kids[verb] if tree.dep[k] == "ccomp" and k > verb and not tree.is_finite(k)), None)
    if small is not None and not tree.is_infinitive(small):
        return make(tree, "predicate", verb, entry, "predicate", contents.subtree(tree, small, verb))
    if said_of is None or (thing is None and tree.dep[said_of] != "oprd"):
        return None
    first = tree.left[thing] if thing is not None and thing > verb else tree.left[said_of]
    content = contents.words_between(tree, max(first, verb + 1), tree.right[said_of])
    return make(tree, "predicate", verb, entry, "predicate", content)


def infinitive(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """An infinitive: "Ann vowed to leave", "urged him to leave"."""
    for kid in tree.kids[verb]:
        if kid < verb or tree.dep[kid] not in ("xcomp", "ccomp", "advcl") or not tree.is_infinitive(kid):
            continue
        if tree.is_finite(kid):
            continue
        asked = next((k for k in tree.kids[verb] if verb < k < kid and entry.takes(tree.word[k])), None)
        if asked is not None and tree.right[asked] + 1 == tree.left[kid]:
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
    content = contents.words_between(tree, max(tree.left[thing], verb + 1), max(last, thing))
    return make(tree, "object_", verb, entry, "object", content)


def _speaks_itself(tree: Tree, noun: int) -> bool:
    """True for a document whose words follow: "a statement saying …"."""
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


def passive_clause(tree: Tree, verb: int, entry: Entry) -> Candidate | None:
    """A clause in the passive: "It was announced that …", "she was told that …"."""
    found = [kid for kid in tree.kids[verb] if tree.dep[kid] in ("ccomp", "csubjpass") and _is_clause(tree, kid)]
    content = [span for kid in found for span in contents.subtree(tree, kid, verb)]
    return make(tree, "passive_clause", verb, entry, "clause", content)


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
    found = make(tree, "passive_infinitive", verb, entry, "infinitive", content)
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


ACTIVE_RULES = (clause, interrupting, as_clause, infinitive, naming, predicate, gerund, object_, preposition)
PASSIVE_RULES = (passive_clause, passive_infinitive, passive_object, as_clause, passive_preposition)
