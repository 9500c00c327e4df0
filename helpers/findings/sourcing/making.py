"""From a verb, its entry and its content to a candidate."""

from __future__ import annotations

from helpers.findings.sourcing import sources
from helpers.findings.sourcing.candidates import Candidate
from helpers.findings.sourcing.tree import Tree
from helpers.findings.sourcing.verbs import Entry
from helpers.text.records import Span

MAIN_CLAUSES = frozenset({"ROOT", "advcl", "xcomp", "parataxis"})
LEAST_SAFE, LEAST_EMBEDDED, LEAST_USUAL = 2, 2, 4  # words of content that a verb must have


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
    source = sources.source_of(tree, verb) or _inverted(tree, verb, content)
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


def _has_weight(tree: Tree, verb: int, content: list[Span], safe: bool) -> bool:
    """True if there is enough said: what a lesser clause or a less certain verb reports in few words is rarely a saying."""
    words = sum(len(tree.text[start:end].split()) for start, end in content)
    main = tree.dep[verb] in MAIN_CLAUSES
    return words >= (LEAST_SAFE if main else LEAST_EMBEDDED) if safe else main and words >= LEAST_USUAL
