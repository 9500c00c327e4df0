"""What to mend: the sentences that burden a reader, each with the rules that say so and the reason in words.

The name of a flag is the name of the function that set it, here or in `rules`; `draft` is an article laid out for them,
`acronyms` what one of them needs. Rules are meant to be few, and
silent where a sentence is fine: what a source said in quotation marks is not the writer's to change, a passive without
an agent may be the right choice, and a name is no hard word.
"""

from __future__ import annotations

from collections.abc import Callable

from helpers.findings.mending.draft import Draft
from helpers.findings.mending.rules import acronym, deep, figures, jargon, long, nominalised, passive, unfamiliar
from helpers.findings.readability.counts import COLUMNS
from helpers.text.parse import Parsed
from helpers.text.records import Sentence

Rule = Callable[[Draft, int], str | None]
RULES: dict[str, Rule] = {
    rule.__name__: rule for rule in (long, deep, passive, nominalised, unfamiliar, acronym, jargon, figures)
}
"""Every rule by the name of its flag, in the order in which flags are written."""


def sentences(parsed: Parsed) -> list[Sentence]:
    """Sentences of an article with words, syllables and flags; `attributed` is 0 until attributions are known."""
    draft = Draft(parsed)
    return [_sentence(draft, number) for number in range(len(draft.sentences))]


def _sentence(draft: Draft, number: int) -> Sentence:
    segments = draft.parsed.segments
    start, end = segments.sentences[number]
    found = reasons(draft, number)
    return Sentence(
        article_id=draft.parsed.article.article_id,
        sentence=number,
        paragraph=segments.paragraph_of[number],
        start=start,
        end=end,
        text=draft.parsed.text[start:end],
        words=int(draft.counts[number, COLUMNS.index("words")]),
        syllables=int(draft.counts[number, COLUMNS.index("syllables")]),
        flags=";".join(found),
        attributed=0.0,
        why=" · ".join(found.values()),
    )


def reasons(draft: Draft, number: int) -> dict[str, str]:
    """Flags of a sentence, each with its reason in words."""
    if not draft.sentences[number].forms:
        return {}
    return {name: reason for name, rule in RULES.items() if (reason := rule(draft, number))}


def explain(flag: str) -> str:
    """What a flag means, in one line for a page. Raises KeyError for an unknown flag.

    >>> explain("long")
    'More than 25 words: readers lose the thread.'
    """
    return (RULES[flag].__doc__ or "").split("\n")[0]
