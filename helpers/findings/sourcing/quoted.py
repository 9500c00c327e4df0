"""Quotations: each goes whole to the cue beside it, or to the attribution before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from helpers.findings.sourcing import sources
from helpers.findings.sourcing.candidates import Candidate
from helpers.findings.sourcing.modality import is_unreal
from helpers.findings.sourcing.tree import Tree
from helpers.findings.sourcing.verbs import entry_of
from helpers.text.parse import Parsed
from helpers.text.quotes import Quotation
from helpers.text.records import Span

MIN_WORDS = 3
BACKGROUND = frozenset({"passive_clause", "preposition", "hearsay"})  # what does not go on speaking
SPEECH_SENSES = frozenset({"say", "manner"})


def widen(tree: Tree, content: list[Span], cue: list[Span]) -> list[Span]:
    """Content that begins or ends inside a quotation takes all of it."""
    spans = list(content)
    quotations, starts = tree.outer, tree.outer_starts
    for number, (start, end) in enumerate(spans):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        if first >= 0 and start < quotations[first].end and not _holds(quotations[first], cue):
            start = quotations[first].start
        if last >= 0 and quotations[last].start < end and not _holds(quotations[last], cue):
            end = max(end, quotations[last].end)
        spans[number] = (start, end)
    return merged(spans)


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def without(text: str, spans: list[Span], hole: Span) -> list[Span]:
    """Spans less a stretch of text, and less the blanks and commas that it leaves at the edges."""
    pieces = [(start, min(end, hole[0])) for start, end in spans if start < hole[0]]
    pieces += [(max(start, hole[1]), end) for start, end in spans if end > hole[1]]
    trimmed = []
    for start, end in pieces:
        while start < end and (text[start].isspace() or text[start] in ",;.–—-"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;.–—-"):
            end -= 1
        if start < end:
            trimmed.append((start, end))
    return merged(trimmed)


def _holds(quotation: Quotation, cue: list[Span]) -> bool:
    return any(quotation.start <= start < quotation.end for start, _ in cue)


def beside_quotation(tree: Tree, quotation: Quotation) -> Candidate | None:
    """A speech verb next to a quotation that is nobody's complement yet."""
    first = bisect_left(tree.start, quotation.start)
    behind = bisect_left(tree.start, quotation.end)
    verb = _verb_behind(tree, behind) if not _ends_sentence(tree, behind) else None
    if verb is None:
        verb = _verb_before(tree, first)
    if verb is None:
        return None
    source = sources.source_of(tree, verb)
    if not source and tree.is_finite(verb) and verb >= behind:
        inverted = tree.child(verb, "dobj")
        source = sources.noun_phrase(tree, inverted, verb) if inverted is not None else []
    if source and source[0][0] < quotation.end and source[0][1] > quotation.start:
        source = []
    cue = [tree.span(verb, verb)]
    return Candidate("beside_quotation", "speech", verb, cue, [(quotation.start, quotation.end)], source, True)


def _ends_sentence(tree: Tree, behind: int) -> bool:
    """True if a quotation closes with a full stop: what follows is a new sentence."""
    return behind >= 2 and tree.word[behind - 2] == "."


def _verb_behind(tree: Tree, token: int) -> int | None:
    """The verb of "…, Ann said" or "…, said Ann": its clause begins at this token."""
    while token < tree.size and tree.word[token] in (",", "-", "–", "—", "--"):
        token += 1
    for verb in range(token, min(token + 25, tree.size)):
        if tree.sentence[verb] != tree.sentence[min(token, tree.size - 1)] or tree.quotation[verb] >= 0:
            return None
        if _speaks(tree, verb):
            subject = tree.subject(verb)
            if verb == token or (subject is not None and (tree.left[subject] == token or subject == token)):
                return verb
            return None
    return None


def _verb_before(tree: Tree, first: int) -> int | None:
    """The verb of "Ann said: …" or "Ann, who laughed, said …"."""
    if first == 0:
        return None
    colon = tree.word[first - 1] == ":"
    for verb in range(first - 1, max(-1, first - 30), -1):
        if tree.sentence[verb] != tree.sentence[first - 1] or tree.quotation[verb] >= 0 or tree.word[verb] in ".!?":
            return None
        if _speaks(tree, verb) or (colon and tree.is_verb(verb) and tree.child(verb, "nsubj") is not None):
            return verb
    return None


def _speaks(tree: Tree, verb: int) -> bool:
    if not tree.is_verb(verb) or tree.dep[verb] in ("amod", "compound"):
        return False
    entry = entry_of(tree.lemma(verb), tree.word[verb])
    return entry is not None and entry.sense in SPEECH_SENSES and entry.takes("clause") and not is_unreal(tree, verb)


def is_statement(tree: Tree, quotation: Quotation) -> bool:
    """True if a quotation is long enough to be something said, rather than a title or a scare quote."""
    first, behind = bisect_left(tree.start, quotation.start), bisect_left(tree.start, quotation.end)
    words = sum(tree.word[token][0].isalnum() for token in range(first, behind))
    return words >= MIN_WORDS


def unclaimed(tree: Tree, candidates: list[Candidate]) -> Iterator[Quotation]:
    """Quotations in no candidate's content."""
    taken = merged([span for candidate in candidates for span in candidate.content])
    starts = [start for start, _ in taken]
    for quotation in tree.outer:
        place = bisect_left(starts, quotation.end) - 1
        if place < 0 or taken[place][1] <= quotation.start:
            yield quotation


def quote_type(tree: Tree, content: list[Span]) -> str:
    """direct: the content is quotation; mixed: part of it is; indirect: none of it."""
    inside = total = 0
    pairs, starts = tree.outer, tree.outer_starts
    for start, end in content:
        total += end - start
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(pairs) and pairs[place].start < end:
            inside += max(0, min(end, pairs[place].end) - max(start, pairs[place].start))
            place += 1
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"


def claim_beside(tree: Tree, kept: list[Candidate]) -> list[Candidate]:
    """Quotations that are nobody's content go to the reporting verb beside them."""
    kept = list(kept)
    place_of = {candidate.head: place for place, candidate in enumerate(kept)}
    for quotation in list(unclaimed(tree, kept)):
        candidate = beside_quotation(tree, quotation)
        if candidate is None:
            continue
        place = place_of.get(candidate.head)
        if place is None:
            place_of[candidate.head] = len(kept)
            kept.append(candidate)
        else:
            spans = merged([*kept[place].content, *candidate.content])
            kept[place] = kept[place]._replace(content=spans, kind="speech")
    return kept


def carry_on(parsed: Parsed, tree: Tree, kept: list[Candidate]) -> list[Candidate]:
    """A quotation without a cue of its own belongs to the attribution before it in the paragraph."""
    kept = sorted(kept, key=lambda c: (c.content[0], c.cue))
    starts = [candidate.content[0][0] for candidate in kept]
    ends = [end for _, end in parsed.segments.paragraphs]
    for quotation in list(unclaimed(tree, kept)):
        if not is_statement(tree, quotation):
            continue
        number = min(bisect_left(ends, quotation.start + 1), len(ends) - 1)
        if number and parsed.segments.paragraphs[number][0] == quotation.start:
            number -= 1
        begin = 0 if quotation.continues else parsed.segments.paragraphs[number][0]
        place = _attribution_before(kept, bisect_left(starts, quotation.start), begin)
        if place is not None:
            spans = merged([*kept[place].content, (quotation.start, quotation.end)])
            kept[place] = kept[place]._replace(content=spans)
    return kept


def _attribution_before(kept: list[Candidate], behind: int, begin: int) -> int | None:
    """The last attribution of a paragraph before a place, what is said in a clause or quotation preferred."""
    act = None
    for place in range(behind - 1, -1, -1):
        candidate = kept[place]
        if max(candidate.content[-1][1], candidate.cue[-1][1]) < begin:
            break
        if candidate.rule in BACKGROUND:
            continue
        if candidate.kind == "speech":
            return place
        if candidate.kind == "act" and act is None:
            act = place
    return act
