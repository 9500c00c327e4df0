"""Media that carry what somebody else says: told, interviewing, having seen, citing. Each has a row of its own."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.verbs import words_of_kind
from helpers.text import lexicon
from helpers.text.tree import Tree

OUTLET_LIST = "reporting-outlets.tsv"
CITING = frozenset({"cite", "quote"})


def with_carriers(tree: Tree, chosen: list[Candidate]) -> list[Candidate]:
    """The attributions together with those of the media that carry them."""
    chosen = cited(tree, chosen)
    return [row for candidate in chosen for row in (candidate, *_carriers(tree, candidate))]


def _carriers(tree: Tree, candidate: Candidate) -> Iterator[Candidate]:
    if candidate.kind != "speech" or candidate.carrier or not tree.is_verb(candidate.head):
        return
    for rule in (told, interviewing, quoting, having_seen):
        found = rule(tree, candidate.head)
        if found is not None:
            cue, medium = found
            source = sources.noun_phrase(tree, medium, candidate.head)
            yield candidate._replace(
                rule=rule.__name__, cue=[tree.span(cue, cue)], source=source, carrier=True, inferred=False
            )
            return


def is_medium(tree: Tree, noun: int) -> bool:
    """True for a newspaper, agency, station or programme."""
    if documents_kind(tree, noun) == "media":
        return True
    if any(documents_kind(tree, kid) == "media" for kid in tree.kids[noun] if tree.dep[kid] in ("compound", "appos")):
        return True
    outlets = lexicon.table(OUTLET_LIST)
    names = [kid for kid in (*tree.kids[noun], noun) if tree.tag[kid].startswith("NNP")]
    uses = {outlets[tree.word[name]][0] for name in names if tree.word[name] in outlets}
    return "alone" in uses or ("name" in uses and (len(names) > 1 or tree.child(noun, "det") is not None))


def documents_kind(tree: Tree, noun: int) -> str | None:
    """document, picture, poll or media for the nouns of that list."""
    entry = sources.documents().get(tree.lemma(noun))
    return entry[0] if entry else None


def told(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The medium that is told: "Ann told Radio Vesta"."""
    if tree.word[verb] == "according":  # "according to Radio Vesta" has the shape of "she spoke to Radio Vesta"
        return None
    noun = tree.child(verb, "dobj", "dative")
    if noun is not None and tree.dep[noun] == "dative" and tree.tag[noun] == "IN":
        noun = tree.child(noun, "pobj")
    if noun is None:
        to = next((kid for kid in tree.kids[verb] if tree.dep[kid] == "prep" and tree.word[kid] == "to"), None)
        noun = tree.child(to, "pobj") if to is not None else None
    return (verb, noun) if noun is not None and is_medium(tree, noun) else None


def interviewing(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The medium that interviews or is written to: "Ann said in an interview with Radio Vesta"."""
    for prep in tree.kids[verb]:
        talk = tree.child(prep, "pobj") if tree.dep[prep] == "prep" and tree.word[prep] in ("in", "during") else None
        if talk is None or tree.lemma(talk) not in words_of_kind("talk"):
            continue
        for link in (*tree.kids[talk], *tree.kids[verb]):
            noun = tree.child(link, "pobj") if tree.dep[link] == "prep" and tree.word[link] in ("with", "to") else None
            if noun is not None and is_medium(tree, noun):
                return talk, noun
    return None


def quoting(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The medium that quotes: "Ann was quoted by Radio Vesta as saying"."""
    for token in (verb, tree.head[verb], tree.head[tree.head[verb]]):
        if tree.is_verb(token) and tree.lemma(token) == "quote":
            noun = sources.agent(tree, token) or tree.child(token, "nsubj")
            return (token, noun) if noun is not None and is_medium(tree, noun) else None
    return None


def having_seen(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The medium that has what speaks: "a memo seen by the Harbour Times says"."""
    speaker = sources.speaker_of(tree, verb)
    texts = [] if speaker is None else [speaker]
    for prep in tree.kids[verb]:
        if tree.dep[prep] == "prep" and tree.word[prep] == "in":
            texts += [kid for kid in tree.kids[prep] if tree.dep[kid] == "pobj"]
    for text in texts:
        for kid in tree.kids[text]:
            if (
                tree.dep[kid] == "acl"
                and tree.tag[kid] in ("VBN", "VBD")
                and tree.lemma(kid) in words_of_kind("publishing")
            ):
                noun = sources.agent(tree, kid)
                return (kid, noun) if noun is not None and is_medium(tree, noun) else None
    return None


def cited(tree: Tree, chosen: list[Candidate]) -> list[Candidate]:
    """Whom a medium cites says the same: "…, Radio Vesta reported, citing two aides"."""
    rows = list(chosen)
    for place, candidate in enumerate(chosen):
        if tree.tag[candidate.head] != "VBG" or tree.lemma(candidate.head) not in CITING or candidate.kind != "act":
            continue
        outer = next((n for n, other in enumerate(chosen) if _reports(tree, other, candidate)), None)
        if outer is not None:
            rows[outer] = rows[outer]._replace(carrier=True)
            rows[place] = rows[outer]._replace(
                rule="cited", head=candidate.head, cue=candidate.cue, source=candidate.content, carrier=False
            )
    return rows


def _reports(tree: Tree, outer: Candidate, citing: Candidate) -> bool:
    speaker = sources.speaker_of(tree, citing.head)
    same = outer.kind == "speech" and outer.source == citing.source and outer.head != citing.head
    near = abs(outer.head - citing.head) < 200
    known = speaker is not None and (is_medium(tree, speaker) or tree.lemma(outer.head) == "report")
    return same and near and known
