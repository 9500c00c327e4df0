"""Reporting verbs with their complements: which rules are tried, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import clauses, objects, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.modality import is_unreal
from helpers.findings.attributions.no_answers import no_answer
from helpers.findings.attributions.verbs import entry_of
from helpers.text.tree import Tree

NO_CUES = frozenset({"amod", "compound", "aux", "auxpass", "nmod", "quantmod"})
ACTIVE_RULES = (
    clauses.clause,
    clauses.interrupting,
    clauses.as_clause,
    clauses.quoted_as_saying,
    objects.infinitive,
    objects.naming,
    objects.predicate,
    objects.gerund,
    objects.object_,
    objects.preposition,
)
PASSIVE_RULES = (
    clauses.passive_clause,
    objects.passive_infinitive,
    objects.passive_object,
    clauses.as_clause,
    objects.passive_preposition,
)


def verb_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a verb of the list governs."""
    for verb in range(tree.size):
        if not tree.is_verb(verb) or (tree.dep[verb] in NO_CUES and tree.subject(verb) is None):
            continue
        refusal = no_answer(tree, verb)
        if refusal is not None:
            yield refusal
            continue
        entry = entry_of(tree.lemma(verb), tree.word[verb])
        if entry is None or is_unreal(tree, verb):
            continue
        rules = PASSIVE_RULES if sources.is_passive(tree, verb) else ACTIVE_RULES
        for rule in rules:
            found = rule(tree, verb, entry)
            if found is not None:
                yield found
                break
