"""Reporting verbs with what they report: clauses, infinitives, objects, prepositions; one rule a frame."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import (
    EDGES,
    Candidate,
    Found,
    around,
    cluster,
    subtree,
    without_aside,
    words_between,
)
from helpers.findings.attributions.lists import Entry, documents, verbs, words_of_kind
from helpers.findings.attributions.unsaid import is_unreal, no_answer
from helpers.text.records import Span
from helpers.text.tree import Tree

NO_CUES = frozenset({"amod", "compound", "aux", "auxpass", "nmod", "quantmod"})
MAIN_CLAUSES = frozenset({"ROOT", "advcl", "xcomp", "parataxis"})
NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
SOURCE_TAGS = NAME_TAGS | {"CD"}
BESIDE_NOUN = frozenset({"det", "poss", "amod", "compound"})  # of a subject, under a verb taken for its noun
LONGEST_ASIDE = 25  # tokens between two commas
LEAST_WORDS = 4  # of content, for a verb that only usually reports
BEFORE_CLAUSE = frozenset({",", '"', "-", "–", "—"})
PAUSES = BEFORE_CLAUSE | {"--"}
OF_PREDICATE = frozenset({"as", "of", "for", "with", "to", "from", "over"})
OF_OBJECT = frozenset({"of", "for", "as", "to", "from", "with", "about", "against"})


def verb_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a verb of the list governs; the first rule that fits a verb has it."""
    known, handing_over = verbs(), {sources.quoted_by(tree, verb) for verb in range(tree.size)}
    for verb in range(tree.size):
        if not tree.is_verb(verb) or (tree.dep[verb] in NO_CUES and tree.subject(verb) is None):
            continue
        refusal = no_answer(tree, verb)
        if refusal is not None:
            yield refusal
            continue
        entry = known.get(tree.lemma(verb)) if not _in_writing(tree, verb) else None
        if entry is None or verb in handing_over or is_unreal(tree, verb):
            continue
        for rule in PASSIVE_RULES if sources.is_passive(tree, verb) else ACTIVE_RULES:
            found = rule(tree, verb, entry)
            candidate = _candidate(tree, rule.__name__, verb, entry, found) if found and found.content else None
            if candidate is not None:
                yield candidate
                break


def _candidate(tree: Tree, rule: str, verb: int, entry: Entry, found: Found) -> Candidate | None:
    """A candidate, if the verb reports in the frame and what speaks can."""
    frame, content, _ = found
    raised = rule == "passive_infinitive" and frame == "infinitive"
    safe = frame in entry.safe or raised
    if not entry.takes(frame) or not (frame == "clause" or safe or _has_weight(tree, verb, content)):
        return None
    kind = {"think": "stance", "refuse": "no_answer"}.get(
        entry.sense, "speech" if frame == "clause" or raised else "act"
    )
    if entry.sense == "show" and frame != "clause" and not sources.is_document(tree, verb):
        return None
    if kind == "stance" and tree.dep[verb] == "advcl" and tree.is_infinitive(verb):
        return None
    source = sources.source_of(tree, verb) or _inverted(tree, verb, content)
    if not source and frame == "clause":
        content, source = _name_before(tree, verb, content)
    if not source and tree.tag[verb] == "VBN" and not sources.is_passive(tree, verb):
        return None
    return Candidate(rule, kind, verb, found.cue(tree, verb), content, source, safe)


def _inverted(tree: Tree, verb: int, content: list[Span]) -> list[Span]:
    """The speaker behind the verb, where the parser takes it for an object: "…, recalled Ann Lee"."""
    noun = tree.child(verb, "dobj")
    if noun is None or not tree.is_finite(verb) or tree.left[noun] != verb + 1 or content[0][0] > tree.start[verb]:
        return []
    return sources.noun_phrase(tree, noun, verb)


def _name_before(tree: Tree, verb: int, content: list[Span]) -> tuple[list[Span], list[Span]]:
    """Content and source where the parser misses the subject: "It rained, mayor Ann Lee said", "Ann, 44, said …"."""
    last = verb - 1
    while last > 0 and tree.tag[last] == "RB":
        last -= 1
    if last > 0 and tree.word[last] == ",":
        opening = (place for place in range(last - 1, max(0, last - LONGEST_ASIDE), -1) if tree.word[place] == ",")
        last = next(opening, 0) - 1
    if last < 0 or not tree.is_finite(verb) or tree.tag[last] not in SOURCE_TAGS or tree.quotation[last] >= 0:
        return content, []
    if tree.tag[last - 1] == "CD" and tree.end[last - 1] == tree.start[last]:  # the unit of "$6m"
        return content, []
    noun = last
    while tree.tag[tree.head[noun]] in NAME_TAGS and noun - LONGEST_ASIDE < tree.head[noun] < noun:
        if "," in tree.word[tree.head[noun] : noun]:
            break
        noun = tree.head[noun]
    ((start, stop),) = sources.noun_phrase(tree, noun, verb)
    beside = [tree.left[kid] for kid in tree.kids[verb] if kid < noun and tree.dep[kid] in BESIDE_NOUN]
    first = min([tree.left[noun], *beside])
    source = [(min(start, tree.start[first]) if beside else start, stop)]
    end = first - 1
    while end > 0 and tree.word[end] in PAUSES:
        end -= 1
    kept = [
        (a, min(b, tree.end[end])) if a < source[0][0] else (a, b)
        for a, b in content
        if not source[0][0] <= a < tree.start[verb]
    ]
    kept = [(a, b) for a, b in kept if a < b]
    return (kept, source) if kept and tree.sentence[noun] == tree.sentence[verb] else (content, [])


def _has_weight(tree: Tree, verb: int, content: list[Span]) -> bool:
    """True if a verb that only usually reports has enough to say, in a main clause, to be taken for reporting here."""
    words = sum(len(tree.text[start:end].split()) for start, end in content)
    return tree.dep[verb] in MAIN_CLAUSES and words >= LEAST_WORDS


def clause(tree: Tree, verb: int, entry: Entry) -> Found:
    """A clause as object, before or behind the verb: "Ann said (that) it rained"."""
    citing, kids = sources.quoted_by(tree, verb), _with_writing(tree, verb)
    kids = kids if citing is None else [*tree.kids[citing], *kids]
    found = [kid for kid in kids if _is_complement(tree, verb, kid)]
    fronted = next((kid for kid in found if kid < verb and _adjoins(tree, kid, verb)), None)
    following = [kid for kid in found if kid > verb]
    if fronted is not None and following:
        keeps = tree.quotation[fronted] >= 0 or tree.subject(verb) is None
        following = [kid for kid in following if tree.word[tree.left[kid]] == "that" or not keeps]
        fronted = fronted if keeps or not following or tree.word[tree.left[following[0]]] == "that" else None
    chosen = [fronted, *following] if fronted is not None else following
    return Found("clause", [span for kid in chosen for span in subtree(tree, kid, verb)])


def _in_writing(tree: Tree, verb: int) -> bool:
    """True for "in writing", which says only how something was promised."""
    return tree.word[verb] == "writing" and tree.dep[verb] == "pcomp" and tree.word[tree.head[verb]] == "in"


def _with_writing(tree: Tree, verb: int) -> list[int]:
    """What hangs under a verb or under its "in writing"."""
    kids = tree.kids[verb]
    return [*kids, *(under for link in kids for k in tree.kids[link] if _in_writing(tree, k) for under in tree.kids[k])]


def _is_complement(tree: Tree, verb: int, kid: int) -> bool:
    """True for an object clause, also where the parser takes "that …" and "whether …" for an adverbial."""
    if tree.dep[kid] == "ccomp":
        return _is_clause(tree, kid)
    if tree.dep[kid] != "advcl" or kid < verb:
        return False
    mark = tree.word[tree.left[kid]]
    return mark in ("that", "whether") or (mark == "if" and tree.lemma(verb) in ("ask", "wonder"))


def _is_clause(tree: Tree, token: int) -> bool:
    if tree.is_finite(token) or not (tree.is_infinitive(token) or tree.tag[token] == "VBG"):
        return True
    return any(tree.tag[kid] in ("WRB", "WP", "WDT") for kid in tree.kids[token])


def _adjoins(tree: Tree, kid: int, verb: int) -> bool:
    """True if only a comma or a closing quotation mark stands between a fronted clause and the reporting clause."""
    if tree.quotation[kid] >= 0:
        return True
    thing = tree.child(verb, "dobj")
    if thing is not None and tree.subject(verb) is not None and tree.lemma(verb) not in words_of_kind("addressing"):
        return False
    end = cluster(tree, verb)[0]
    return all(tree.word[between] in PAUSES for between in range(tree.right[kid] + 1, end))


def interrupting(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """The reporting clause inside or behind what it reports: "It will, Ann said, rain"."""
    head = tree.head[verb]
    if tree.dep[verb] not in ("parataxis", "ccomp", "dep", "advcl") or not tree.is_finite(verb):
        return None
    if entry.sense == "think" or tree.subject(verb) is None:
        return None
    if any(tree.dep[kid] in ("mark", "ccomp") or tree.tag[kid] == "WRB" for kid in tree.kids[verb]):
        return None
    while (
        verb < head and not tree.is_verb(head) and tree.head[head] < verb
    ):  # "It lost a million, she added, its third loss"
        head = tree.head[head]
    first, last = cluster(tree, verb)
    if tree.dep[verb] in ("ccomp", "advcl") and not (first and tree.word[first - 1] in BEFORE_CLAUSE):
        return None
    begin, end = min(tree.left[head], tree.left[verb]), max(tree.right[head], last)
    return Found("clause", around(tree, begin, end, first, last))


def as_clause(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """A reporting clause with "as": "As Ann put it, rain is good"."""
    if tree.dep[verb] != "advcl" or not any(tree.word[kid] == "as" and kid < verb for kid in tree.kids[verb]):
        return None
    if entry.sense != "say" or "clause" not in entry.safe or tree.child(verb, "ccomp", "dobj", "xcomp") is not None:
        return None
    head = tree.head[verb]
    return Found("clause", around(tree, tree.left[head], tree.right[head], tree.left[verb], tree.right[verb]))


def or_so(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """What was said before it is taken back: "The oven was cold, or so the baker claimed"."""
    for kid in (*tree.kids[verb], *tree.kids[tree.head[verb]]):
        if tree.word[kid] == "so" and kid < verb and tree.word[kid - 1] == "or":
            first, _ = tree.sentence_bounds[tree.sentence[verb]]
            return Found("clause", words_between(tree, first, kid - 2))
    return None


def parenthetical(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """A reporting clause between commas that the parser does not see as one: "Fog, it says, and rain", "Rain, Ann said"."""
    first, behind = tree.sentence_bounds[tree.sentence[verb]]
    opening = next((place for place in range(verb - 1, first, -1) if tree.word[place] in PAUSES), first)
    if entry.sense != "say" or "clause" not in entry.safe or not tree.is_finite(verb) or opening == first:
        return None
    own = [kid for kid in tree.kids[verb] if opening < kid < verb and tree.dep[kid] == "nsubj"]
    if not own or tree.left[own[0]] != opening + 1 or tree.word[min(verb + 1, tree.size - 1)] not in EDGES:
        return None
    return Found("clause", around(tree, first, behind - 1, opening + 1, verb))


def passive_clause(tree: Tree, verb: int, entry: Entry) -> Found:
    """A clause in the passive: "It was announced that …", "she was told that …"."""
    governed = _with_writing(tree, verb)
    kids = [kid for kid in governed if tree.dep[kid] == "csubjpass" or _is_complement(tree, verb, kid)]
    return Found("clause", [span for kid in kids for span in subtree(tree, kid, verb)])


def infinitive(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """An infinitive: "Ann vowed to leave", "urged him to leave"."""
    for kid in tree.kids[verb]:
        if kid < verb or tree.dep[kid] not in ("xcomp", "ccomp", "advcl") or not tree.is_infinitive(kid):
            continue
        asked = next((k for k in tree.kids[verb] if verb < k < kid and entry.takes(tree.word[k])), None)
        if asked is not None and tree.right[asked] < tree.left[kid]:
            return Found(tree.word[asked], words_between(tree, asked + 1, tree.right[kid]), asked)
        first = tree.left[kid]
        if tree.dep[kid] == "advcl" and tree.word[first] == "for" and entry.takes("for"):
            return Found("for", words_between(tree, first + 1, tree.right[kid]), first)
        person = tree.child(verb, "dobj") is not None or tree.subject(kid) is not None
        return Found("person+infinitive" if person else "infinitive", _from_to(tree, kid))
    return None


def _from_to(tree: Tree, infinitive_: int) -> list[Span]:
    """The words of an infinitive from its "to" or "not to" on."""
    first = next(kid for kid in tree.kids[infinitive_] if tree.tag[kid] == "TO")
    first -= tree.head[first - 1] == infinitive_ and tree.dep[first - 1] == "neg"
    return words_between(tree, first, tree.right[infinitive_])


def passive_infinitive(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """An infinitive in the passive: "Ann is expected to leave", "is said to have left", "was urged to leave"."""
    kid = next((k for k in tree.kids[verb] if tree.dep[k] == "xcomp" and tree.is_infinitive(k)), None)
    if kid is None:
        return None
    if entry.takes("person+infinitive") and entry.sense == "say":
        return Found("person+infinitive", _from_to(tree, kid))
    thing = _passive_subject(tree, verb)
    return Found("infinitive", [*sources.noun_phrase(tree, thing, verb), *_from_to(tree, kid)]) if thing else None


def _passive_subject(tree: Tree, verb: int) -> int | None:
    return tree.head[verb] if tree.dep[verb] == "acl" else tree.child(verb, "nsubjpass")


def predicate(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """An object with what is said of it: "Ann called the rain a blessing", "accused him of lying"."""
    thing = tree.child(verb, "dobj")
    small = next((k for k in tree.kids[verb] if tree.dep[k] == "ccomp" and k > verb and not tree.is_finite(k)), None)
    if small is not None and not tree.is_infinitive(small):
        return Found("predicate", subtree(tree, small, verb))
    said_of = _said_of(tree, verb, thing, entry)
    if said_of is None or (thing is None and tree.dep[said_of] != "oprd"):
        return None
    first = tree.left[thing] if thing is not None and thing > verb else tree.left[said_of]
    frame = "object+at" if tree.word[said_of] == "at" else "predicate"
    return Found(frame, words_between(tree, max(first, verb + 1), tree.right[said_of]))


def _said_of(tree: Tree, verb: int, thing: int | None, entry: Entry) -> int | None:
    """What is said of an object: "a blessing", "as a blessing", "of lying", "beset by rain"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] == "oprd":
            return kid
        if kid > verb and tree.dep[kid] == "prep":
            if tree.word[kid] == "at" and entry.takes("object+at"):
                return kid if "CD" in tree.tag[kid : tree.right[kid] + 1] else None
            if tree.word[kid] in OF_PREDICATE or (thing is not None and entry.takes(tree.word[kid])):
                return kid
    if thing is None or thing < verb:
        return None
    beset = next((kid for kid in tree.kids[verb] if tree.left[kid] == tree.right[thing] + 1), None)
    return beset if beset is not None and tree.word[tree.left[beset]] == "as" else None


def gerund(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """An -ing form: "Ann denied taking it"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in ("xcomp", "ccomp") and tree.tag[kid] == "VBG" and not tree.is_finite(kid):
            return Found("gerund", subtree(tree, kid, verb))
    return None


def object_(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """A noun phrase: "Ann criticised the plan"."""
    thing = tree.child(verb, "dobj")
    if thing is None or tree.tag[thing] in ("WP", "WDT") or _speaks_itself(tree, thing):
        return None
    last = tree.right[thing]
    for kid in tree.kids[verb]:
        if tree.left[kid] != last + 1 or kid <= thing:
            continue
        if tree.word[kid] in OF_OBJECT or (tree.dep[kid] in ("xcomp", "advcl") and tree.is_infinitive(kid)):
            last = tree.right[kid]
    last = without_aside(tree, thing, max(last, thing))
    return Found("object", words_between(tree, max(tree.left[thing], verb + 1), last))


def _speaks_itself(tree: Tree, noun: int) -> bool:
    """True for a document whose words follow: "issued a statement saying …"."""
    return tree.lemma(noun) in documents() and any(
        tree.dep[kid] == "acl" and tree.tag[kid] == "VBG" and tree.lemma(kid) in verbs() for kid in tree.kids[noun]
    )


def passive_object(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """A noun phrase in the passive with its agent: "the plan was criticised by Ann"."""
    thing = _passive_subject(tree, verb)
    if thing is None or sources.agent(tree, verb) is None:
        return None
    content = sources.noun_phrase(tree, thing, verb)
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "oprd" or (tree.dep[kid] == "prep" and tree.word[kid] in ("as", "of")):
            return Found("predicate", [*content, *words_between(tree, tree.left[kid], tree.right[kid])])
    return Found("object", content)


def preposition(tree: Tree, verb: int, entry: Entry) -> Found | None:
    """A preposition with its noun phrase: "Ann called for rain", "Asked about the plan, she laughed"."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in ("prep", "prt") and entry.takes(tree.word[kid]):
            return Found(tree.word[kid], words_between(tree, kid + 1, tree.right[kid]), kid)
    return None


ACTIVE_RULES = (
    clause,
    interrupting,
    as_clause,
    or_so,
    infinitive,
    predicate,
    gerund,
    object_,
    preposition,
    parenthetical,
)
PASSIVE_RULES = (passive_clause, passive_infinitive, passive_object, as_clause, preposition)
