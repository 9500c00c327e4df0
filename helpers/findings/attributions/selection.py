"""Which candidates become attributions, and who gets the quotations that are nobody's complement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from helpers.findings.attributions import sources
from helpers.findings.attributions.candidates import PAUSES, Candidate, merged, widen
from helpers.findings.attributions.lists import verbs
from helpers.findings.attributions.unsaid import is_unreal
from helpers.text.parse import Parsed
from helpers.text.quotes import Quotation
from helpers.text.records import Span
from helpers.text.tree import Tree

DETACHING = frozenset({",", ";", "-", "–", "—", "--", "(", "and", "but", "or", ":", "while", "as", "whereas", "though"})
ACTS_IN_TURN = frozenset({"infinitive", "predicate"})
ENDS = PAUSES | frozenset({";", ".", "?", "!"})
NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
MIN_WORDS = 3
MOST_IN_SENTENCE = 40  # sayings; each holds those inside it, so that endless nesting would grow as its square
BACKGROUND = frozenset({"passive_clause", "preposition", "hearsay"})  # what does not go on speaking
SPEECH_SENSES = frozenset({"say", "manner"})


def choose(parsed: Parsed, tree: Tree, found: list[Candidate], by_layout: list[Candidate]) -> list[Candidate]:
    """Candidates whose cue is not itself quoted, outermost first, with quotations whole and shared out."""
    found = _outside(tree, found, by_layout)
    kept = [c for c in found if tree.quotation[c.head] < 0]
    kept = [c._replace(content=widen(tree, c.content, c.cue)) for c in kept]
    kept = by_layout + _outermost(tree, kept)
    kept = claim_beside(tree, kept)
    kept = carry_on(parsed, tree, kept)
    return sorted(kept, key=lambda c: (c.content[0], c.cue[0]))


def _outside(tree: Tree, found: list[Candidate], by_layout: list[Candidate]) -> list[Candidate]:
    """Candidates in no paragraph that the layout gives to a speaker, and what others say in such paragraphs."""
    starts = [candidate.source[0][0] for candidate in by_layout]
    kept = []
    for candidate in found:
        place = bisect_right(starts, candidate.cue[0][0]) - 1
        outer = by_layout[place] if place >= 0 and candidate.cue[0][0] < by_layout[place].content[-1][1] else None
        if outer is None or (_reported_in_turn(tree, outer, candidate) and not _own_words(tree, candidate)):
            kept.append(candidate)
    return kept


def _outermost(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Of candidates inside one another the outermost, less what is only attached to it."""
    by_sentence = defaultdict(list)
    for candidate in found:
        by_sentence[tree.sentence[candidate.head]].append(candidate)
    kept = []
    for group in by_sentence.values():
        kept += _outermost_of(tree, group) if len(group) > 1 else group
    return kept


def _outermost_of(tree: Tree, group: list[Candidate]) -> list[Candidate]:
    cues = sorted(candidate.cue[0][0] for candidate in group)
    kept: list[Candidate] = []
    around: dict[int, int] = {}
    for candidate in sorted(group, key=lambda c: (c.content[0][0] - c.content[-1][1], c.content[0][0])):
        number = around.get(candidate.cue[0][0])
        if number is None:
            for start, end in candidate.content:
                inside = cues[bisect_left(cues, start) : bisect_left(cues, end)]
                around |= {cue: len(kept) for cue in inside if cue not in around}
            kept.append(candidate)
        else:
            kept[number], inner = _apart(tree, kept[number], candidate)
            kept += [inner] if inner is not None and len(kept) < MOST_IN_SENTENCE else []
    return kept


def _apart(tree: Tree, outer: Candidate, inner: Candidate) -> tuple[Candidate, Candidate | None]:
    """What becomes of a candidate and of one whose cue stands in its content."""
    if inner.rule == "according_to":
        return _two_voices(tree, outer, inner)
    cut = _detached(tree, outer, inner)
    shorter = _cut(tree, outer.content, cut) if cut is not None else []
    if shorter:
        own = inner if _own_source(tree, inner) else inner._replace(source=outer.source)
        return outer._replace(content=shorter), own
    return outer, inner if cut is None and _reported_in_turn(tree, outer, inner) else None


def _two_voices(tree: Tree, outer: Candidate, inner: Candidate) -> tuple[Candidate, Candidate]:
    """ "Ann said it rained, according to Ben": Ben vouches for the whole, Ann only for the rain."""
    top = outer.head if outer.rule != "according_to" else tree.head[outer.head]
    while not tree.is_verb(top) and tree.head[top] != top:
        top = tree.head[top]
    whole = _cut(tree, [tree.span(tree.left[top], tree.right[top])], inner.head)
    part = _cut(tree, outer.content, inner.head)
    return outer._replace(content=part or outer.content), inner._replace(content=whole or inner.content)


def _reported_in_turn(tree: Tree, outer: Candidate, inner: Candidate) -> bool:
    """True if a saying is what is said: "His brother said that the landlord had promised …"."""
    if not inner.safe or outer.kind != "speech":
        return False
    if inner.rule == "noun_clause":
        return True
    passive = tree.is_verb(inner.head) and sources.is_passive(tree, inner.head)
    speaker = sources.agent(tree, inner.head) if passive else tree.child(inner.head, "nsubj")
    return speaker is not None and (
        inner.kind == "speech" or inner.rule == "clause" or (inner.kind == "act" and inner.rule in ACTS_IN_TURN)
    )


def _own_words(tree: Tree, candidate: Candidate) -> bool:
    """True for "I thought", "we said" in a speaker's own turn."""
    return tree.tag[tree.subject(candidate.head) or candidate.head] == "PRP"


def _own_source(tree: Tree, candidate: Candidate) -> bool:
    return tree.subject(candidate.head) is not None or candidate.rule in ("according_to", "hearsay")


def _detached(tree: Tree, outer: Candidate, inner: Candidate) -> int | None:
    """The token where an inner reporting clause begins that only the parser hung into the outer content."""
    verb = inner.head
    if not tree.is_verb(verb) or not tree.is_verb(outer.head):
        return None
    first = tree.left[verb]
    before = tree.word[first - 1] if first else ""
    subject = tree.subject(verb)
    if tree.tag[verb] == "VBG" and tree.dep[verb] in ("advcl", "acl", "dep") and before in (",", "-", "–", "—", "--"):
        return first
    if tree.dep[verb] == "conj" and subject is None and tree.tag[verb] == tree.tag[outer.head] and inner.safe:
        return first
    if (
        subject is not None
        and inner.kind == "speech"
        and tree.dep[verb] in ("conj", "advcl", "ccomp", "parataxis")
        and (before in DETACHING or tree.word[first] in ("while", "whereas"))
    ):
        return first
    return None


def _cut(tree: Tree, content: list[Span], token: int) -> list[Span]:
    """The content up to a token, without the conjunction and the comma before it."""
    last = token - 1
    while last >= 0 and (tree.word[last] in DETACHING):
        last -= 1
    end = tree.end[last] if last >= 0 else 0
    return [(a, min(b, end)) for a, b in content if a < end]


def beside_quotation(tree: Tree, quotation: Quotation) -> Candidate | None:
    """A speech verb next to a quotation that is nobody's complement yet."""
    first = bisect_left(tree.start, quotation.start)
    behind = bisect_left(tree.start, quotation.end)
    content: list[Span] = [(quotation.start, quotation.end)]
    verb = _verb_behind(tree, behind) if not _ends_sentence(tree, behind) else None
    if verb is None:
        verb = _verb_before(tree, first)
        content = _before(tree, verb, first, quotation) if verb is not None else []
    if verb is None or not content:
        return None
    source = sources.source_of(tree, verb)
    if not source or any(start < quotation.end and end > quotation.start for start, end in source):
        source = _name_beside(tree, verb, behind) if verb >= behind else []
    return Candidate("beside_quotation", "speech", verb, [tree.span(verb, verb)], content, source, True)


def _before(tree: Tree, verb: int, first: int, quotation: Quotation) -> list[Span]:
    """The content behind a verb: the quotation, with the clause that it is a part of; a scare quote gives none."""
    if first == verb + 1 or tree.word[first - 1] in (",", ":"):
        return [(quotation.start, quotation.end)]
    that = next((token for token in range(verb + 1, first) if tree.word[token] == "that"), None)
    inner = next((token for token in range(verb + 1, first) if tree.is_verb(token) and tree.is_finite(token)), None)
    if that is None and inner is not None and tree.subject(inner) is not None:
        that = max(verb + 1, tree.left[tree.subject(inner) or inner])
    if that is not None:
        last = bisect_left(tree.start, quotation.end) - 1
        while (
            last + 1 < tree.size and tree.word[last + 1] not in ENDS and tree.sentence[last + 1] == tree.sentence[verb]
        ):
            last += 1
        return [(tree.start[that], max(tree.end[last], quotation.end))]
    return [(quotation.start, quotation.end)] if is_statement(tree, quotation) else []


def _name_beside(tree: Tree, verb: int, behind: int) -> list[Span]:
    """The name between a quotation and its verb, or behind the verb: "“…,” Ann said", "“…,” said Ann"."""
    while behind < verb and tree.word[behind] in PAUSES:
        behind += 1
    if behind < verb:
        last = next((token for token in range(behind, verb) if tree.word[token] == ","), verb) - 1
        return [tree.span(behind, last)] if last >= behind else []
    noun = next((token for token in range(verb + 1, min(verb + 8, tree.size)) if tree.tag[token] in NAME_TAGS), None)
    if noun is None:
        return []
    while tree.head[noun] > noun and tree.dep[noun] in ("compound", "nmod", "poss", "amod"):
        noun = tree.head[noun]
    return sources.noun_phrase(tree, noun, verb)


def _ends_sentence(tree: Tree, behind: int) -> bool:
    """True if a quotation closes with a full stop: what follows is a new sentence."""
    return behind >= 2 and tree.word[behind - 2] == "."


def _verb_behind(tree: Tree, token: int) -> int | None:
    """The verb of "…, Ann said" or "…, said Ann": its clause begins at this token."""
    while token < tree.size and tree.word[token] in PAUSES:
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
    entry = verbs().get(tree.lemma(verb))
    if entry is None or not entry.takes("clause") or is_unreal(tree, verb):
        return False
    return entry.sense in SPEECH_SENSES or (entry.sense == "show" and sources.is_document(tree, verb))


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
        place = _attribution_before(tree, kept, bisect_left(starts, quotation.start), begin)
        if place is not None:
            spans = merged([*kept[place].content, (quotation.start, quotation.end)])
            kept[place] = kept[place]._replace(content=spans)
    return kept


def _attribution_before(tree: Tree, kept: list[Candidate], behind: int, begin: int) -> int | None:
    """The last attribution of a paragraph before a place, what is said in a clause or quotation preferred."""
    act = None
    for place in range(behind - 1, -1, -1):
        candidate = kept[place]
        if max(candidate.content[-1][1], candidate.cue[-1][1]) < begin:
            break
        if candidate.rule in BACKGROUND:
            continue
        if candidate.kind == "speech" and not (
            tree.tag[candidate.head] == "VBG" and tree.dep[candidate.head] == "advcl"
        ):
            return place
        if candidate.kind in ("act", "speech") and act is None:
            act = place
    return act
