"""Media that carry what somebody else says: told, interviewing, quoting, having seen. Each has a row of its own."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.lists import documents, outlets, words_of_kind
from helpers.text import lexicon
from helpers.text.tree import Tree

BESIDE_NAME = frozenset({"compound", "appos", "amod", "nmod"})
NEWS_HEADS = frozenset({"service", "site", "website", "outlet", "organisation", "organization", "portal"})
RECEIVING = frozenset({"with", "to"})


def with_carriers(tree: Tree, chosen: list[Candidate]) -> list[Candidate]:
    """The attributions together with those of the media that carry them."""
    return [row for candidate in cited(tree, chosen) for row in (candidate, *_carriers(tree, candidate))]


def _carriers(tree: Tree, candidate: Candidate) -> Iterator[Candidate]:
    if candidate.kind == "no_answer" or candidate.carrier or not tree.is_verb(candidate.head):
        return
    for rule in (told, interviewing, quoting, having_seen):
        for cue, medium in rule(tree, candidate.head):
            bare = tree.word[medium] == "paper" or (rule is having_seen and _is_bare_name(tree, medium))
            if bare or is_medium(tree, medium):
                source = sources.noun_phrase(tree, medium, candidate.head)
                cue_span = tree.span(cue, cue)
                yield candidate._replace(
                    rule=rule.__name__, cue=[cue_span], source=source, carrier=True, inferred=False
                )
                return


def is_medium(tree: Tree, noun: int) -> bool:
    """True for a newspaper, agency, station or programme, by what it is called or by the words of its name."""
    kids = tree.kids[noun]
    beside = [noun, *(kid for kid in kids if tree.dep[kid] in BESIDE_NAME)]
    if any(_kind(tree, word) == "media" or _is_news_service(tree, word) for word in beside):
        return True
    names = [kid for kid in (*kids, noun) if tree.tag[kid].startswith("NNP")]
    uses = {outlets()[tree.word[name]][0] for name in names if tree.word[name] in outlets()}
    titled = noun in names and _kind(tree, noun) is not None
    return "alone" in uses or (("name" in uses or titled) and (len(names) > 1 or tree.child(noun, "det") is not None))


def _kind(tree: Tree, noun: int) -> str | None:
    entry = documents().get(tree.lemma(noun))
    return entry[0] if entry else None


def _is_news_service(tree: Tree, noun: int) -> bool:
    return tree.lemma(noun) in NEWS_HEADS and any(tree.word[kid] == "news" for kid in tree.kids[noun])


def _is_bare_name(tree: Tree, noun: int) -> bool:
    """True for one capitalised word that is no body: who has seen or obtained what is reported is a medium."""
    alone = all(tree.word[kid] == "the" or tree.dep[kid] not in ("compound", "det") for kid in tree.kids[noun])
    bodies = lexicon.word_set("bodies.tsv") | lexicon.word_set("known-bodies.tsv")
    return tree.tag[noun] == "NNP" and alone and tree.word[noun] not in bodies


def told(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """The medium that is told: "Ann told Radio Vesta"."""
    if tree.word[verb] == "according":  # "according to Radio Vesta" has the shape of "she spoke to Radio Vesta"
        return
    for kid in tree.kids[verb]:
        if tree.dep[kid] in ("dobj", "dative") and tree.tag[kid] != "IN":
            yield verb, kid
        elif tree.dep[kid] in ("dative", "prep") and tree.word[kid] == "to":
            yield from ((verb, noun) for noun in tree.kids[kid])


def interviewing(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """The medium that interviews or is written to: "Ann said in an interview with Radio Vesta"."""
    for prep in tree.kids[verb]:
        talk = tree.child(prep, "pobj") if tree.word[prep] in ("in", "during") else None
        if talk is not None and tree.lemma(talk) in words_of_kind("talk"):
            for link in (*tree.kids[talk], *tree.kids[verb]):
                if tree.word[link] in RECEIVING:
                    yield from ((talk, noun) for noun in tree.kids[link])


def quoting(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """The medium that quotes: "Radio Vesta quoted Ann as saying", "Ann was quoted by Radio Vesta as saying"."""
    token = sources.quoted_by(tree, verb)
    noun = None if token is None else sources.agent(tree, token) or tree.child(token, "nsubj")
    if noun is not None:
        yield token, noun


def having_seen(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """The medium that has, or has reached, what speaks: "a memo seen by the Harbour Times says"."""
    to = verb + 1 if tree.word[verb] == "according" else None
    texts = [sources.speaker_of(tree, verb) if to is None else tree.child(to, "pobj")]
    texts += [tree.child(prep, "pobj") for prep in tree.kids[verb] if tree.word[prep] == "in"]
    for text in texts:
        for token in range(tree.left[text], tree.right[text] + 1) if text is not None else ():
            if tree.tag[token] in ("VBN", "VBD") and tree.lemma(token) in words_of_kind("publishing"):
                links = [kid for kid in tree.kids[token] if tree.word[kid] in RECEIVING or tree.dep[kid] == "agent"]
                yield from ((token, noun) for link in links for noun in tree.kids[link])


def cited(tree: Tree, chosen: list[Candidate]) -> list[Candidate]:
    """Whom a medium cites says the same: "…, Radio Vesta reported, citing two aides"."""
    rows, reported = list(chosen), {}
    for place, candidate in enumerate(chosen):
        if candidate.kind == "speech" and candidate.source:
            reported.setdefault(candidate.source[0], place)
    for place, candidate in enumerate(chosen):
        citing = tree.tag[candidate.head] == "VBG" and tree.lemma(candidate.head) in sources.CITING
        outer = reported.get(candidate.source[0]) if citing and candidate.kind == "act" and candidate.source else None
        speaker = sources.speaker_of(tree, candidate.head) if outer is not None else None
        if speaker is not None and (is_medium(tree, speaker) or tree.lemma(chosen[outer].head) == "report"):
            rows[outer] = rows[outer]._replace(carrier=True)
            rows[place] = rows[outer]._replace(
                rule="cited", head=candidate.head, cue=candidate.cue, source=candidate.content, carrier=False
            )
    return rows
