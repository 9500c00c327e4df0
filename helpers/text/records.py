"""The contract: one NamedTuple per table, its fields the columns, its docstring their meaning.

Offsets (`start`, `end`, spans) are character offsets, half open, into the `text` of the article:
`text[start:end]` is exactly what the article says. None means missing.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Span = tuple[int, int]


class Article(NamedTuple):
    """One row per article.

    article_id: unique name: the file's stem, or its path without suffix where stems collide, or the row's id
    date: the dateline; missing if the article gives none
    title: headline, where the file format states one apart from the text
    outlet: who published it
    author: byline
    url: where it was published
    language: ISO 639-1 code; missing where the text is too short to tell
    text: the article verbatim after its header
    paragraphs: number of paragraphs; missing, with the next two, if the analysis failed
    sentences: number of sentences
    words: number of words
    path: file the article was read from
    """

    article_id: str
    date: dt.date | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    text: str
    paragraphs: int | None
    sentences: int | None
    words: int | None
    path: str | None


class Problem(NamedTuple):
    """One row per file, row or place that could not be used, or was used with a reservation.

    path: file it stands in
    article_id: article it stands in, where there is one
    start: place in the article's text, where it has one
    end: end of that place
    problem: what is wrong
    remedy: what to do about it
    skipped: true if nothing of it was analysed
    """

    path: str | None
    article_id: str | None
    start: int | None
    end: int | None
    problem: str
    remedy: str
    skipped: bool


class Sentence(NamedTuple):
    """One row per sentence.

    article_id: the article
    sentence: number of the sentence in the article, from 0
    paragraph: number of its paragraph, from 0
    start: offset of its first character
    end: offset behind its last character
    text: the sentence verbatim
    words: number of words
    syllables: number of syllables
    flags: names of the rules that would have it mended, parted by semicolons ("long;passive")
    attributed: share of its words inside the content of an attribution of kind speech, 0 to 1
    why: what each flag found, in words, in the order of the flags and parted by " · "
    """

    article_id: str
    sentence: int
    paragraph: int
    start: int
    end: int
    text: str
    words: int
    syllables: int
    flags: str
    attributed: float
    why: str = ""


class Readability(NamedTuple):
    """One row per article and measure.

    article_id: the article
    measure: name of the measure; overall_grade is the headline index
    score: its value; school grades are higher = harder, flesch_reading_ease is higher = easier
    low: lower end of the 95 % interval
    high: upper end of the 95 % interval
    reason: why a score or an interval is missing
    """

    article_id: str
    measure: str
    score: float | None
    low: float | None
    high: float | None
    reason: str | None


class Attribution(NamedTuple):
    """One row per attribution: somebody is said to say, write, announce, believe something.

    attribution_id: unique across articles
    article_id: the article
    sentence: number of the sentence in which the content begins
    rule: name of the function that found it
    content: what is attributed, quotation marks and a leading "that" included
    content_spans: its places
    cue: the reporting expression ("said", "according to")
    cue_spans: its places
    source: the source as the article writes it there; missing when the text gives none
    source_spans: its places
    quote_type: direct, mixed or indirect
    kind: speech (a clause, a quotation), act (a noun phrase, an infinitive), stance (belief, expectation), no_answer
    speaker: who that is: the fullest name the article gives, or the description as written
    speaker_id: one per distinct speaker of an article
    speaker_kind: person, government, organisation, media, document, group or unknown
    naming: named, role, unnamed or none
    via: attribution_id of the attribution that carries this one
    carrier: true for a medium that was told, carries or has seen what another source says
    inferred: true if the source stands in an earlier sentence or paragraph
    """

    attribution_id: str
    article_id: str
    sentence: int
    rule: str
    content: str
    content_spans: list[Span]
    cue: str | None
    cue_spans: list[Span]
    source: str | None
    source_spans: list[Span]
    quote_type: str
    kind: str
    speaker: str | None
    speaker_id: str | None
    speaker_kind: str
    naming: str
    via: str | None
    carrier: bool
    inferred: bool


class Source(NamedTuple):
    """One row per distinct speaker of an article.

    speaker_id: unique across articles
    article_id: the article
    speaker: the fullest name or description
    speaker_kind: person, government, organisation, media, document, group or unknown
    naming: named, role, unnamed or none
    attributions: number of attributions of kind speech
    words: words attributed to the speaker in them
    quoted_words: of these, words inside quotation marks
    first_sentence: number of the sentence where the speaker is first heard
    """

    speaker_id: str
    article_id: str
    speaker: str | None
    speaker_kind: str
    naming: str
    attributions: int
    words: int
    quoted_words: int
    first_sentence: int


class NumberClaim(NamedTuple):
    """One row per quantity that the article claims.

    claim_id: unique across articles
    article_id: the article
    sentence: number of its sentence
    start: offset of its first character
    end: offset behind its last character
    text: the words of the claim
    rule: name of the function that found it
    reason: why a value is missing
    kind: count, money, percent, share, ratio, measure, duration, age, rate or multiple
    low: the value, or the lower end of a range or vague amount
    high: the value, or the upper end of a range or vague amount
    bound: = exactly, ~ about, > at least, < at most
    vague: true if the words give no number ("thousands")
    direction: up or down for the amount of a change
    change_id: shared by the rows of one change
    change_role: from, to or by
    unit: canonical unit ("percent", "dollar", "kilometre"); missing for counts
    counted: the noun phrase counted, carried over where the text leaves it out
    attribution_id: the attribution whose content it stands in; missing if the article claims it itself
    time_id: the time expression that dates it
    """

    claim_id: str
    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    rule: str
    reason: str | None
    kind: str
    low: float | None
    high: float | None
    bound: str
    vague: bool
    direction: str | None
    change_id: str | None
    change_role: str | None
    unit: str | None
    counted: str | None
    attribution_id: str | None
    time_id: str | None


class RejectedNumber(NamedTuple):
    """One row per number that is no claim.

    article_id: the article
    sentence: number of its sentence
    start: offset of its first character
    end: offset behind its last character
    text: the number as written
    rule: name of the function that rejected it
    reason: what it is instead ("year", "name", "ordinal")
    """

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    rule: str
    reason: str


class TimeExpression(NamedTuple):
    """One row per expression of time.

    time_id: unique across articles
    article_id: the article
    sentence: number of its sentence
    start: offset of its first character
    end: offset behind its last character
    text: the expression as written
    rule: name of the function that found it
    kind: DATE, TIME, DURATION or SET
    value: TIMEX3 value ("2024", "2026-W07", "P5Y", "PAST_REF")
    from_date: first day of the interval it covers; missing if open or unknown
    to_date: last day of the interval it covers; missing if open or unknown
    reason: why a value or an interval is missing
    """

    time_id: str
    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    rule: str
    kind: str
    value: str | None
    from_date: dt.date | None
    to_date: dt.date | None
    reason: str | None


class Check(NamedTuple):
    """One row per finding of a check.

    check_id: unique across articles
    article_id: the article
    other_article_id: the second article, for a finding between two
    rule: name of the function that found it
    finding: one sentence that a reader can verify: what is stated, what was recomputed
    claim_ids: the claims involved
    stated: the figure as stated
    recomputed: the figure recomputed
    severity: error (cannot be right) or look (may be right, look)
    """

    check_id: str
    article_id: str
    other_article_id: str | None
    rule: str
    finding: str
    claim_ids: list[str]
    stated: str
    recomputed: str
    severity: str


class ToCheck(NamedTuple):
    """One row per claim worth a fact-checker's time, most urgent first.

    rank: 1 is the most urgent
    article_id: the article
    claim_id: the claim
    precise: true if it is stated without hedge or rounding
    load_bearing: true if it stands in the title, the lead, or is repeated
    unvouched: true if the article claims it in its own voice
    thin: true if its source is unnamed or the only one
    large: true if it is among the article's largest of its kind
    disputed: true if a check names it
    why: the reasons in one sentence
    """

    rank: int
    article_id: str
    claim_id: str
    precise: bool
    load_bearing: bool
    unvouched: bool
    thin: bool
    large: bool
    disputed: bool
    why: str


class Run(NamedTuple):
    """One row: how the tables came about.

    python: version of Python
    project: version of Press Check
    spacy: version of spaCy
    model: name and version of the parsing model
    textstat: version of textstat
    pandas: version of pandas
    lexicons: hash of the word lists
    options: options of the run
    articles: number of articles analysed
    skipped: number of inputs skipped
    corrections: number of corrections honoured
    """

    python: str
    project: str
    spacy: str
    model: str
    textstat: str
    pandas: str
    lexicons: str
    options: str
    articles: int
    skipped: int
    corrections: int


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
