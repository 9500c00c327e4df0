"""Who says so? The frames behind notebook 02's charts, and the finding that each of them carries.

Unless a name says otherwise, only attributions of kind `speech` are counted: the trustworthy layer.
"""

from __future__ import annotations

import pandas as pd

from helpers.showing.trusted import with_records
from helpers.showing.wording import capital, count, cut, leaders, listed, share, spelled
from helpers.tables.frames import Tables, of

NAMING = ["named", "role", "unnamed", "none"]
ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})
NAMING_WORDS = {"named": "named", "role": "known by a role", "unnamed": "unnamed", "none": "no source given"}


def speech(tables: Tables, article_id: str) -> pd.DataFrame:
    """Attributions of kind speech of one article."""
    rows = of(tables.attributions, article_id)
    return rows[rows.kind == "speech"]


def sources(tables: Tables, article_id: str) -> pd.DataFrame:
    """Speakers of one article who say something: speaker, naming, speaker_kind, words, quoted_words, attributions, first_sentence."""
    rows = of(tables.sources, article_id)
    rows = rows[rows.attributions > 0]
    rows = rows.assign(speaker=rows.speaker.fillna("no source given").map(cut), first_sentence=rows.first_sentence + 1)
    return rows.sort_values(["words", "speaker_id"], ascending=[False, True], ignore_index=True)


def sources_finding(frame: pd.DataFrame) -> str:
    """Who has the most words."""
    total = int(frame.words.sum())
    if not total:
        return "Nobody speaks in this article"
    most = leaders(frame, "speaker", "words")
    has, each = ("has", "") if len(most) == 1 else ("have", " each")
    return f"{capital(listed(most))} {has} the most words: {share(frame.words.max() / total)}{each}"


def naming(tables: Tables, article_id: str) -> pd.DataFrame:
    """Distinct sources by how they are named: naming, label, sources, words."""
    rows = sources(tables, article_id)
    grouped = (
        rows.groupby("naming").agg(sources=("speaker_id", "size"), words=("words", "sum")).reindex(NAMING, fill_value=0)
    )
    return grouped.rename_axis("naming").reset_index().assign(label=[NAMING_WORDS[name] for name in NAMING])


def naming_finding(frame: pd.DataFrame) -> str:
    """How many of the distinct sources a reader could name."""
    total = int(frame.sources.sum())
    if not total:
        return "No source speaks in this article"
    named = int(frame.loc[frame.naming == "named", "sources"].sum())
    return f"{capital(spelled(named))} of {count(total, 'source')} can be named"


def attributed(tables: Tables, article_id: str) -> pd.DataFrame:
    """Sentence by sentence, the share of words that somebody is said to say: sentence (from 1), words, attributed, text."""
    rows = of(tables.sentences, article_id)
    return rows.assign(sentence=rows.sentence + 1)[["sentence", "words", "attributed", "text"]]


def attributed_finding(frame: pd.DataFrame) -> str:
    """How much of the article somebody vouches for."""
    total = int(frame.words.sum())
    if not total:
        return "There is nothing to attribute"
    return f"{share(float((frame.words * frame.attributed).sum()) / total)} of the words are attributed to a source"


def voices(tables: Tables, article_id: str) -> pd.DataFrame:
    """Words in quotation, in paraphrase, and in the article's own voice: voice, words."""
    rows = sources(tables, article_id)
    sentences = attributed(tables, article_id)
    inside = round(float((sentences.words * sentences.attributed).sum()))
    quoted = min(int(rows.quoted_words.sum()), inside)
    words = [quoted, inside - quoted, int(sentences.words.sum()) - inside]
    return pd.DataFrame({"voice": ["quoted", "paraphrased", "the article’s own voice"], "words": words})


def voices_finding(frame: pd.DataFrame) -> str:
    """Whether sources are quoted more than they are paraphrased."""
    quoted, paraphrased = (int(value) for value in frame.words.iloc[:2])
    if not quoted + paraphrased:
        return "All of it is in the article’s own voice"
    part = share(quoted / (quoted + paraphrased))
    return f"{part} of what sources say is in their own words"


def unnamed_statements(tables: Tables, article_id: str) -> pd.DataFrame:
    """Statements that rest on an unnamed source, or on none: sentence (from 1), source, naming, content, rule, measured_right."""
    return _statements(unnamed_speech(tables, article_id))


def unnamed_speech(tables: Tables, article_id: str) -> pd.DataFrame:
    """Attributions of speech to an unnamed source, or to none; a question that nobody is said to ask is the reporter's."""
    rows = speech(tables, article_id)
    asked = (rows.naming == "none") & rows.cue.str.lower().isin(ASKED)
    return rows[rows.naming.isin(["unnamed", "none"]) & ~asked & ~rows.carrier.fillna(False)]


def unnamed_finding(frame: pd.DataFrame) -> str:
    """How many statements have nobody to ask."""
    if frame.empty:
        return "No statement rests on an unnamed source"
    none = int((frame.naming == "none").sum())
    rests = f"{capital(count(len(frame), 'statement'))} {'rests' if len(frame) == 1 else 'rest'}"
    if not none:
        return f"{rests} on sources that nobody could call back"
    return (
        f"{rests} on no source"
        if none == len(frame)
        else f"{rests} on unnamed sources, {spelled(none)} of them on none"
    )


def no_answer(tables: Tables, article_id: str) -> pd.DataFrame:
    """Who was asked and did not answer: sentence (from 1), source, cue, rule, measured_right."""
    rows = of(tables.attributions, article_id)
    rows = rows[rows.kind == "no_answer"]
    rows = with_records(rows.assign(sentence=rows.sentence + 1), "attributions")
    return rows[["sentence", "source", "cue", "rule", "measured_right"]]


def no_answer_finding(frame: pd.DataFrame) -> str:
    """Whether somebody was asked in vain."""
    if frame.empty:
        return "The article reports no refusal to answer"
    return f"{capital(count(len(frame), 'refusal'))} to answer: {listed([cut(s, 40) for s in frame.source.dropna().unique()])}"


def wider(tables: Tables, article_id: str) -> pd.DataFrame:
    """The wider layer, of acts and stances, which needs more care: its rows."""
    rows = of(tables.attributions, article_id)
    rows = rows[rows.kind.isin(["act", "stance"])]
    return _statements(rows, "kind", "cue")


def chains(tables: Tables, article_id: str) -> pd.DataFrame:
    """Statements that reach the article through another source, and those that carry them.

    attribution_id, via (who carries it), speaker, naming, place (its sentence), content
    """
    rows = of(tables.attributions, article_id)
    linked = rows[rows.via.isin(rows.attribution_id)]
    rows = rows[rows.attribution_id.isin([*linked.attribution_id, *linked.via])]
    speaker = rows.speaker.fillna(rows.source).fillna("no source given").map(lambda name: cut(name, 40))
    place = "sentence " + (rows.sentence + 1).astype("string")
    rows = rows.assign(speaker=speaker, place=place, content=rows.content.map(cut))
    return rows[["attribution_id", "via", "speaker", "naming", "place", "content"]]


def chains_finding(frame: pd.DataFrame) -> str:
    """How many statements come at second hand."""
    number = int(frame.via.notna().sum())
    if not number:
        return "No statement comes through a second source"
    return f"{capital(count(number, 'statement'))} {'comes' if number == 1 else 'come'} at second hand"


def second_source(tables: Tables, article_id: str) -> str:
    """How far into the article a second source appears."""
    first = sources(tables, article_id).first_sentence.sort_values()
    total = len(of(tables.sentences, article_id))
    if len(first) < 2:
        return "There is no second source."
    return f"The second source is heard in sentence {int(first.iloc[1])} of {total}."


def by_role(tables: Tables, article_id: str) -> pd.DataFrame:
    """Distinct sources by what they are: role, sources, words."""
    grouped = (
        sources(tables, article_id).groupby("speaker_kind").agg(sources=("speaker_id", "size"), words=("words", "sum"))
    )
    frame = grouped.rename_axis("role").reset_index()
    return frame.sort_values(["sources", "role"], ascending=[False, True], ignore_index=True)


def by_role_finding(frame: pd.DataFrame) -> str:
    """What kind of source is heard most."""
    if frame.empty:
        return "No source speaks in this article"
    most = leaders(frame, "role", "sources")
    return f"Most of a kind: {listed(most)} ({count(int(frame.sources.max()), 'source')}{' each' if len(most) > 1 else ''})"


def per_article(tables: Tables) -> pd.DataFrame:
    """One row per article: article_id, outlet, date, sources, named (% of sources), attributed (% of words)."""
    spoken = tables.sources[tables.sources.attributions > 0]
    by_article = spoken.assign(is_named=spoken.naming == "named").groupby("article_id")
    sentences = tables.sentences.assign(inside=tables.sentences.words * tables.sentences.attributed)
    words = sentences.groupby("article_id")[["inside", "words"]].sum()
    frame = tables.articles[["article_id", "outlet", "date"]].set_index("article_id")
    frame = frame.assign(
        sources=by_article.size(),
        named=100 * by_article.is_named.mean().astype(float),
        attributed=100 * (words.inside / words.words).astype(float),
    )
    return frame.assign(sources=frame.sources.fillna(0).astype(int)).reset_index()


def per_article_finding(frame: pd.DataFrame) -> str:
    """How common named sources are over the articles."""
    known = frame.named.dropna()
    if known.empty:
        return "No article has a source"
    if len(known) == 1:
        return f"In one article, {share(known.iloc[0] / 100)} of the sources are named"
    return f"In the middle article of {len(known)}, {share(known.median() / 100)} of the sources are named"


def long_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """The two shares of `per_article` one below the other: article_id, measure, percent."""
    names = {"named": "named sources", "attributed": "attributed words"}
    long = frame.rename(columns=names).melt("article_id", list(names.values()), "measure", "percent")
    return long.dropna(subset=["percent"])


def _statements(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    short = {"content": rows.content.map(cut), "source": rows.source.map(cut, na_action="ignore")}
    rows = with_records(rows.assign(sentence=rows.sentence + 1, **short), "attributions")
    return rows[[*columns, "sentence", "source", "naming", "content", "rule", "measured_right"]]
