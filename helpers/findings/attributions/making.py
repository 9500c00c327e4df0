"""From a verb, its entry and its content to a candidate."""

from __future__ import annotations

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.verbs import Entry
from helpers.text.records import Span
from helpers.text.tree import Tree

MAIN_CLAUSES = frozenset({"ROOT", "advcl", "xcomp", "parataxis"})
NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
LONGEST_NAME = 10  # tokens
LEAST_WORDS = 4  # of content, for a verb that only usually reports


def make(
    tree: Tree, rule: str, verb: int, entry: Entry, frame: str, content: list[Span], with_word: int | None = None
) -> Candidate | None:
    """A candidate, if the verb reports in the frame and there is content."""
    if not content or not entry.takes(frame):
        return None
    if frame != "clause" and frame not in entry.safe and not _has_weight(tree, verb, content):
        return None
    kind = {"think": "stance", "refuse": "no_answer"}.get(entry.sense, "speech" if frame == "clause" else "act")
    if entry.sense == "show" and not sources.is_document(tree, verb):
        if frame != "clause":
            return None
        kind = "stance"
    if kind == "stance" and tree.dep[verb] == "advcl" and tree.is_infinitive(verb):
        return None
    source = sources.source_of(tree, verb) or _inverted(tree, verb, content)
    if not source and frame == "clause":
        content, source = _swallowed(tree, verb, content)
    if not source and tree.tag[verb] == "VBN" and not sources.is_passive(tree, verb):
        return None
    cue = [tree.span(verb, verb)]
    if with_word is not None:
        cue = [tree.span(verb, with_word)] if with_word == verb + 1 else [*cue, tree.span(with_word, with_word)]
    return Candidate(rule, kind, verb, cue, content, source, frame in entry.safe)


def _inverted(tree: Tree, verb: int, content: list[Span]) -> list[Span]:
    """The speaker behind the verb, where the parser takes it for an object: "…, recalled Ann Lee"."""
    noun = tree.child(verb, "dobj")
    if noun is None or not tree.is_finite(verb) or tree.left[noun] != verb + 1 or content[0][0] > tree.start[verb]:
        return []
    return sources.noun_phrase(tree, noun, verb)


def _swallowed(tree: Tree, verb: int, content: list[Span]) -> tuple[list[Span], list[Span]]:
    """Content and source of "It rained, mayor Ann Lee said", where the parser takes the name into the content."""
    first, last = content[0]
    if verb == 0 or not tree.is_finite(verb) or last != tree.end[verb - 1] or tree.tag[verb - 1] not in NAME_TAGS:
        return content, []
    for comma in range(verb - 2, max(verb - LONGEST_NAME, 0), -1):
        if tree.start[comma] <= first or tree.is_verb(comma):
            break
        if tree.word[comma] == ",":
            return [(first, tree.end[comma - 1])], [tree.span(comma + 1, verb - 1)]
    return content, []


def _has_weight(tree: Tree, verb: int, content: list[Span]) -> bool:
    """True if a verb that only usually reports has enough to say, in a main clause, to be taken for reporting here."""
    words = sum(len(tree.text[start:end].split()) for start, end in content)
    return tree.dep[verb] in MAIN_CLAUSES and words >= LEAST_WORDS
