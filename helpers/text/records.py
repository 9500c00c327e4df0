"""The contract: one NamedTuple per table, its fields the columns, each with its type and its meaning.

Offsets (`start`, `end`, spans) are character offsets, half open, into the `text` of the article:
`text[start:end]` is exactly what the article says. None means missing.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, NamedTuple

Span = tuple[int, int]


class Article(NamedTuple):
    """One row per article."""

    article_id: Annotated[
        str, "unique name: the file's stem, or its path without suffix where stems collide, or the row's id"
    ]
    date: Annotated[dt.date | None, "the dateline; missing if the article gives none"]
    title: Annotated[str | None, "headline, where the file format states one apart from the text"]
    outlet: Annotated[str | None, "who published it"]
    author: Annotated[str | None, "byline"]
    url: Annotated[str | None, "where it was published"]
    language: Annotated[str | None, "ISO 639-1 code; missing where the text is too short to tell"]
    text: Annotated[str, "the article verbatim after its header"]
    paragraphs: Annotated[int | None, "number of paragraphs; missing, with the next two, if the analysis failed"]
    sentences: Annotated[int | None, "number of sentences"]
    words: Annotated[int | None, "number of words"]
    path: Annotated[str | None, "file the article was read from"]


class Problem(NamedTuple):
    """One row per file, row or place that could not be used, or was used with a reservation."""

    path: Annotated[str | None, "file it stands in"]
    article_id: Annotated[str | None, "article it stands in, where there is one"]
    start: Annotated[int | None, "place in the article's text, where it has one"]
    end: Annotated[int | None, "end of that place"]
    problem: Annotated[str, "what is wrong"]
    remedy: Annotated[str, "what to do about it"]
    skipped: Annotated[bool, "true if nothing of it was analysed"]


class Sentence(NamedTuple):
    """One row per sentence."""

    article_id: Annotated[str, "the article"]
    sentence: Annotated[int, "number of the sentence in the article, from 0"]
    paragraph: Annotated[int, "number of its paragraph, from 0"]
    start: Annotated[int, "offset of its first character"]
    end: Annotated[int, "offset behind its last character"]
    text: Annotated[str, "the sentence verbatim"]
    words: Annotated[int, "number of words"]
    syllables: Annotated[int, "number of syllables"]
    flags: Annotated[str, 'names of the rules that would have it mended, parted by semicolons ("long;passive")']
    attributed: Annotated[float, "share of its words inside the content of an attribution of kind speech, 0 to 1"]
    why: Annotated[str, 'what each flag found, in words, in the order of the flags and parted by " · "'] = ""


class Readability(NamedTuple):
    """One row per article and measure."""

    article_id: Annotated[str, "the article"]
    measure: Annotated[str, "name of the measure; overall_grade is the headline index"]
    score: Annotated[
        float | None, "its value; school grades are higher = harder, flesch_reading_ease is higher = easier"
    ]
    low: Annotated[float | None, "lower end of the 95 % interval"]
    high: Annotated[float | None, "upper end of the 95 % interval"]
    reason: Annotated[str | None, "why a score or an interval is missing"]


class Attribution(NamedTuple):
    """One row per attribution: somebody is said to say, write, announce, believe something."""

    attribution_id: Annotated[str, "unique across articles"]
    article_id: Annotated[str, "the article"]
    sentence: Annotated[int, "number of the sentence in which the content begins"]
    rule: Annotated[str, "name of the function that found it"]
    content: Annotated[str, 'what is attributed, quotation marks and a leading "that" included']
    content_spans: Annotated[list[Span], "its places"]
    cue: Annotated[str | None, 'the reporting expression ("said", "according to")']
    cue_spans: Annotated[list[Span], "its places"]
    source: Annotated[str | None, "the source as the article writes it there; missing when the text gives none"]
    source_spans: Annotated[list[Span], "its places"]
    quote_type: Annotated[str, "direct, mixed or indirect"]
    kind: Annotated[
        str,
        "speech (a clause, a quotation), act (a noun phrase, an infinitive), stance (belief, expectation), no_answer",
    ]
    speaker: Annotated[str | None, "who that is: the fullest name the article gives, or the description as written"]
    speaker_id: Annotated[str | None, "one per distinct speaker of an article"]
    speaker_kind: Annotated[str, "person, government, organisation, media, document, group or unknown"]
    naming: Annotated[str, "named, role, unnamed or none"]
    via: Annotated[str | None, "attribution_id of the attribution that carries this one"]
    carrier: Annotated[bool, "true for a medium that was told, carries or has seen what another source says"]
    inferred: Annotated[bool, "true if the source stands in an earlier sentence or paragraph"]


class Source(NamedTuple):
    """One row per distinct speaker of an article."""

    speaker_id: Annotated[str, "unique across articles"]
    article_id: Annotated[str, "the article"]
    speaker: Annotated[str | None, "the fullest name or description"]
    speaker_kind: Annotated[str, "person, government, organisation, media, document, group or unknown"]
    naming: Annotated[str, "named, role, unnamed or none"]
    attributions: Annotated[int, "number of attributions of kind speech"]
    words: Annotated[int, "words attributed to the speaker in them"]
    quoted_words: Annotated[int, "of these, words inside quotation marks"]
    first_sentence: Annotated[int, "number of the sentence where the speaker is first heard"]


class NumberClaim(NamedTuple):
    """One row per quantity that the article claims."""

    claim_id: Annotated[str, "unique across articles"]
    article_id: Annotated[str, "the article"]
    sentence: Annotated[int, "number of its sentence"]
    start: Annotated[int, "offset of its first character"]
    end: Annotated[int, "offset behind its last character"]
    text: Annotated[str, "the words of the claim"]
    rule: Annotated[str, "name of the function that found it"]
    reason: Annotated[str | None, "why a value is missing"]
    kind: Annotated[str, "count, money, percent, share, ratio, measure, duration, age, rate or multiple"]
    low: Annotated[float | None, "the value, or the lower end of a range or vague amount"]
    high: Annotated[float | None, "the value, or the upper end of a range or vague amount"]
    bound: Annotated[str, "= exactly, ~ about, > at least, < at most"]
    vague: Annotated[bool, 'true if the words give no number ("thousands")']
    direction: Annotated[str | None, "up or down for the amount of a change"]
    change_id: Annotated[str | None, "shared by the rows of one change"]
    change_role: Annotated[str | None, "from, to or by"]
    unit: Annotated[str | None, 'canonical unit ("percent", "dollar", "kilometre"); missing for counts']
    counted: Annotated[str | None, "the noun phrase counted, carried over where the text leaves it out"]
    attribution_id: Annotated[
        str | None, "the attribution whose content it stands in; missing if the article claims it itself"
    ]
    time_id: Annotated[str | None, "the time expression that dates it"]


class RejectedNumber(NamedTuple):
    """One row per number that is no claim."""

    article_id: Annotated[str, "the article"]
    sentence: Annotated[int, "number of its sentence"]
    start: Annotated[int, "offset of its first character"]
    end: Annotated[int, "offset behind its last character"]
    text: Annotated[str, "the number as written"]
    rule: Annotated[str, "name of the function that rejected it"]
    reason: Annotated[str, 'what it is instead ("year", "name", "ordinal")']


class TimeExpression(NamedTuple):
    """One row per expression of time."""

    time_id: Annotated[str, "unique across articles"]
    article_id: Annotated[str, "the article"]
    sentence: Annotated[int, "number of its sentence"]
    start: Annotated[int, "offset of its first character"]
    end: Annotated[int, "offset behind its last character"]
    text: Annotated[str, "the expression as written"]
    rule: Annotated[str, "name of the function that found it"]
    kind: Annotated[str, "DATE, TIME, DURATION or SET"]
    value: Annotated[str | None, 'TIMEX3 value ("2024", "2026-W07", "P5Y", "PAST_REF")']
    from_date: Annotated[dt.date | None, "first day of the interval it covers; missing if open or unknown"]
    to_date: Annotated[dt.date | None, "last day of the interval it covers; missing if open or unknown"]
    reason: Annotated[str | None, "why a value or an interval is missing"]


class Check(NamedTuple):
    """One row per finding of a check."""

    check_id: Annotated[str, "unique across articles"]
    article_id: Annotated[str, "the article"]
    other_article_id: Annotated[str | None, "the second article, for a finding between two"]
    rule: Annotated[str, "name of the function that found it"]
    finding: Annotated[str, "one sentence that a reader can verify: what is stated, what was recomputed"]
    claim_ids: Annotated[list[str], "the claims involved"]
    stated: Annotated[str, "the figure as stated"]
    recomputed: Annotated[str, "the figure recomputed"]
    severity: Annotated[str, "error (cannot be right) or look (may be right, look)"]
    start: Annotated[int, "where in the text of article_id the first of the words in question stands"]


class ToCheck(NamedTuple):
    """One row per claim worth a fact-checker's time, most urgent first."""

    rank: Annotated[int, "1 is the most urgent"]
    article_id: Annotated[str, "the article"]
    claim_id: Annotated[str, "the claim"]
    precise: Annotated[bool, "true if it is stated without hedge or rounding"]
    load_bearing: Annotated[bool, "true if it stands in the title, the lead, or is repeated"]
    unvouched: Annotated[bool, "true if the article claims it in its own voice"]
    thin: Annotated[bool, "true if its source is unnamed or the only one"]
    large: Annotated[bool, "true if it is among the article's largest of its kind"]
    disputed: Annotated[bool, "true if a check names it"]
    why: Annotated[str, "the reasons in one sentence"]


class Run(NamedTuple):
    """One row: how the tables came about."""

    python: Annotated[str, "version of Python"]
    project: Annotated[str, "version of Press Check"]
    spacy: Annotated[str, "version of spaCy"]
    model: Annotated[str, "name and version of the parsing model"]
    textstat: Annotated[str, "version of textstat"]
    pandas: Annotated[str, "version of pandas"]
    lexicons: Annotated[str, "hash of the word lists"]
    options: Annotated[str, "options of the run"]
    articles: Annotated[int, "number of articles analysed"]
    skipped: Annotated[int, "number of inputs skipped"]
    corrections: Annotated[int, "number of corrections honoured"]


TABLES: dict[str, type] = {
    "articles": Article,
    "problems": Problem,
    "sentences": Sentence,
    "readability": Readability,
    "attributions": Attribution,
    "sources": Source,
    "number_claims": NumberClaim,
    "rejected_numbers": RejectedNumber,
    "time_expressions": TimeExpression,
    "checks": Check,
    "to_check": ToCheck,
    "run": Run,
}
"""Every table by name, in the order in which they are written."""
