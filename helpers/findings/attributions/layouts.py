"""Cues that the page makes: a name and a colon, a dash and a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.lists import documents, verbs, words_of_kind
from helpers.text import lexicon
from helpers.text.lemmas import lemma_of
from helpers.text.parse import Parsed
from helpers.text.tree import VERB_TAGS, Tree

LABEL = re.compile(r"[^:\n\"“”‘?!]{1,80}:(?=\s*\S)(?!//)(?!\d\d)")
LEAD_IN = re.compile(r"(?:And |But |Or )?(?:[Ff]rom |[Tt]his from )(?:the )?")
WORD = re.compile(r"[^\W_][\w.'’&-]*")
SMALL = frozenset(
    ["of", "the", "for", "and", "at", "de", "la", "van", "von", "der", "in", "on", "to", "&", "from", "al", "bin"]
)
CREDIT = re.compile(r"\s*(?<!\w)([-–—]{1,2})\s*((?:the )?[A-Za-z][^\n.!?:;–—]{1,60}?)(?= on [^\n]{1,60}$|$)")
LONGEST_HEADLINE = 140  # characters
NOUN_TAGS = frozenset({"NNS", "NNPS", "NNP", "NN"})
NO_SUBJECT = VERB_TAGS | {"IN", "TO", "MD", "WRB", "WP", "CD"}
MAX_LABEL_WORDS = 7
QUOTES = frozenset('"“”')


def layout_candidates(parsed: Parsed, tree: Tree) -> Iterator[Candidate]:
    """Everything that is attributed by layout alone."""
    for start, end in parsed.segments.paragraphs:
        found = (
            labelled(parsed, tree, start, end)
            or credited(parsed, tree, start, end)
            or headline(parsed, tree, start, end)
        )
        if found is not None:
            yield found


def labelled(parsed: Parsed, tree: Tree, start: int, end: int) -> Candidate | None:
    """A paragraph that begins with a speaker and a colon: "Ann Lee: …", "Q: …", "And from Ann Lee: …"."""
    match = LABEL.match(parsed.text, start, end)
    if match is None:
        return None
    first = start
    for dash in re.finditer(r"\s[-–—]{1,2}\s", parsed.text[start : match.end()]):
        first = start + dash.end()
    lead = LEAD_IN.match(parsed.text, first, match.end())
    if lead:
        first = lead.end()
    if not _is_speaker(tree, parsed.text, first, match.end() - 1):
        return None
    begin = match.end()
    while begin < end and parsed.text[begin].isspace():
        begin += 1
    cue = [(match.end() - 1, match.end())]
    head = min(bisect_left(tree.start, match.end() - 1), tree.size - 1)
    return Candidate("labelled", "speech", head, cue, [(begin, end)], [(first, match.end() - 1)], True)


def _is_speaker(tree: Tree, text: str, first: int, last: int) -> bool:
    """True if a label is made like a name: few words, all capitalised, none a rubric."""
    words = [word for word in WORD.findall(text, first, last) if word.lower() not in SMALL]
    rubrics = words_of_kind("no-label")
    if not words or len(words) > MAX_LABEL_WORDS or words[0].lower() in rubrics or words[-1].lower() in rubrics:
        return False
    named = words[-1:] if text[last + 1 : last + 3].strip()[:1] in QUOTES else words
    return words[0][0].isalpha() and all(word[0].isupper() for word in (words[0], *named))


def credited(parsed: Parsed, tree: Tree, start: int, end: int) -> Candidate | None:
    """A quotation or a headline with a dash and its source behind it: "“It rains.” — Ann Lee", "Rain ahead – ministry"."""
    place = bisect_left(tree.outer_starts, start)
    quotation = tree.outer[place] if start in tree.outer_starts[place : place + 1] else None
    if quotation is None and end - start > LONGEST_HEADLINE:
        return None
    dash = CREDIT.search(parsed.text, quotation.end if quotation else start, end)
    if dash is None or (quotation and dash.start() != quotation.end):
        return None
    source, head = dash.span(2), min(bisect_left(tree.start, dash.start(1)), tree.size - 1)
    if quotation is None and not _is_headline_credit(tree, start, head, dash[2]):
        return None
    return Candidate("credited", "speech", head, [dash.span(1)], [(start, dash.start())], [source], True)


def _is_headline_credit(tree: Tree, start: int, dash: int, credit: str) -> bool:
    """True for a clause, a dash and a body or person: "School is safe – inspectors"."""
    speakers = lexicon.word_set("bodies.tsv") | lexicon.word_set("person-nouns.tsv")
    says = any(tree.is_finite(token) for token in range(bisect_left(tree.start, start), dash))
    last = lemma_of(credit.split()[-1].lower(), "NNS")
    return says and last in speakers and last not in documents() and tree.tag[min(dash + 1, tree.size - 1)] != "IN"


def headline(parsed: Parsed, tree: Tree, start: int, end: int) -> Candidate | None:
    """A headline whose verb the parser takes for a noun: "Mayor Slams Plan", "Ann Lee Says Plan Will Fail"."""
    opens = start == parsed.segments.paragraphs[0][0]
    if end - start > LONGEST_HEADLINE or (parsed.text[end - 1] in ".!?" and not opens):
        return None
    first, behind = bisect_left(tree.start, start), bisect_left(tree.start, end)
    for verb in range(first + 1, min(first + 6, behind - 1)):
        if tree.tag[verb] not in NOUN_TAGS and tree.dep[verb] not in ("compound", "aux"):
            continue
        if not tree.word[verb].endswith("s") or lemma_of(tree.word[verb], "NNS") in documents():
            continue
        entry = verbs().get(lemma_of(tree.word[verb], "VBZ"))
        if entry is None or entry.sense != "say" or not entry.takes("clause", "object"):
            continue
        if any(tree.tag[token] in NO_SUBJECT for token in range(first, verb)):
            return None
        says = "clause" in entry.safe and any(tree.is_finite(token) for token in range(verb + 1, behind))
        kind = "speech" if says else "act"
        content, source = tree.span(verb + 1, behind - 1), tree.span(first, verb - 1)
        return Candidate("headline", kind, verb, [tree.span(verb, verb)], [content], [source], True)
    return None
