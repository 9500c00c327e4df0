"""Who says what in an article: the way from its parse to rows of the table `attributions`.

Rules propose candidates (`candidates`): reporting verbs with what they report (`verbs`), other expressions (`phrases`),
colons and dashes (`layouts`); `sources` finds the words that say it, `lists` reads the word lists, `unsaid` tells what was
not said. `selection` chooses among them and gives quotations to whoever speaks; `carriers` adds the media in between.
"""

from __future__ import annotations

from helpers.findings.attributions import candidates, carriers, layouts, phrases, selection, verbs
from helpers.findings.attributions.candidates import Candidate
from helpers.text.parse import Parsed
from helpers.text.records import Attribution, Span
from helpers.text.tree import Tree


def find_attributions(parsed: Parsed) -> list[Attribution]:
    """Attributions of an article in reading order; the columns about the speaker are left neutral.

    `content`, `cue` and `source` are the slices of their spans joined by " … ".
    """
    tree = parsed.tree
    found = [*verbs.verb_candidates(tree), *phrases.phrase_candidates(tree)]
    chosen = selection.choose(parsed, tree, found, list(layouts.layout_candidates(parsed, tree)))
    chosen = sorted(carriers.with_carriers(tree, chosen), key=lambda c: (c.content[0], c.cue[0], c.carrier))
    return [_row(parsed, tree, number, candidate) for number, candidate in enumerate(chosen)]


def _row(parsed: Parsed, tree: Tree, number: int, candidate: Candidate) -> Attribution:
    content = candidate.content
    return Attribution(
        attribution_id=parsed.row_id("a", number),
        article_id=parsed.article.article_id,
        sentence=parsed.segments.sentence_at(content[0][0]),
        rule=candidate.rule,
        content=joined(parsed.text, content),
        content_spans=content,
        cue=joined(parsed.text, candidate.cue),
        cue_spans=candidate.cue,
        source=joined(parsed.text, candidate.source) if candidate.source else None,
        source_spans=candidate.source,
        quote_type=candidates.quote_type(tree, content),
        kind=candidate.kind,
        speaker=None,
        speaker_id=None,
        speaker_kind="unknown",
        naming="none",
        via=None,
        carrier=candidate.carrier,
        inferred=candidate.inferred,
    )


def joined(text: str, spans: list[Span]) -> str:
    """The words of several spans as one string, gaps shown as " … "."""
    return " … ".join(text[start:end] for start, end in spans)
