"""Is it readable? The frames behind notebook 01's charts, and the finding that each of them carries."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.showing.wording import capital, count, leaders, listed, spelled
from helpers.tables.comparison import differ, group_scores, scores
from helpers.tables.frames import Tables, of
from helpers.text.segment import words

LONG = 25  # words; GOV.UK's guidance for a sentence
LOCAL_PAPERS = 11.6
GRADE_REFERENCES = [(LOCAL_PAPERS, "local papers, mean")]
SOURCES = "25 words: GOV.UK style guide; the BBC's mean sentence has 19, its leads 25."
GRADES = [
    "overall_grade",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
]
"""Measures that state a school grade (higher = harder)."""


def grades(tables: Tables, article_id: str) -> pd.DataFrame:
    """Every school grade of one article: measure, score, low, high, reason."""
    rows = of(tables.readability, article_id)
    return rows[rows.measure.isin(GRADES)].assign(measure=lambda f: f.measure.str.replace("_", " "))


def grades_finding(frame: pd.DataFrame) -> str:
    """What the spread of the formulas says."""
    scored = frame.dropna(subset=["score"])
    if scored.empty:
        return "No school grade can be given for this text"
    overall = scored[scored.measure == "overall grade"]
    if overall.empty or scored.score.max() - scored.score.min() < 1:
        return f"The formulas agree on about grade {scored.score.mean():.0f}"
    row = overall.iloc[0]
    interval = f", give or take: {row.low:.0f} to {row.high:.0f}" if pd.notna(row.low) else ""
    return f"About grade {row.score:.0f}{interval}; formulas range from {scored.score.min():.0f} to {scored.score.max():.0f}"


def along(tables: Tables, article_id: str) -> pd.DataFrame:
    """The article sentence by sentence: sentence (from 1), words, flags, text."""
    rows = of(tables.sentences, article_id)
    return rows.assign(sentence=rows.sentence + 1)[["sentence", "paragraph", "words", "syllables", "flags", "text"]]


def along_finding(frame: pd.DataFrame) -> str:
    """How many sentences are long, and which is the longest."""
    if frame.empty:
        return "There is no sentence to measure"
    long = int((frame.words > LONG).sum())
    longest = listed([f"{number}" for number in frame.loc[frame.words == frame.words.max(), "sentence"].head(3)])
    runs = f"{capital(spelled(long))} of {count(len(frame), 'sentence')} {'runs' if long == 1 else 'run'} past {LONG} words"
    return f"{runs}; longest: {longest} ({frame.words.max()} words)"


def to_mend(tables: Tables, article_id: str) -> pd.DataFrame:
    """Rules and how many sentences each would have mended: rule, sentences."""
    flags = along(tables, article_id)["flags"].fillna("").str.split(";").explode()
    counts = flags[flags != ""].value_counts().rename_axis("rule").reset_index(name="sentences")
    return counts.sort_values(["sentences", "rule"], ascending=[False, True], ignore_index=True)


def to_mend_finding(frame: pd.DataFrame) -> str:
    """Which rule is broken most."""
    if frame.empty:
        return "No sentence breaks a rule"
    most = leaders(frame, "rule", "sentences")
    return f"Most often to mend: {listed(most)} ({count(int(frame.sentences.max()), 'sentence')})"


def parts(tables: Tables, article_id: str) -> pd.DataFrame:
    """Title, lead (first paragraph) and body apart: part, sentences, words_per_sentence, grade (Flesch-Kincaid).

    A title is too short for a grade; it is left out where the file states none.
    """
    rows = along(tables, article_id)
    lead = rows.paragraph == rows.paragraph.min()
    split = {"lead": rows[lead], "body": rows[~lead]}
    data = [(name, len(part), part.words.mean(), flesch_kincaid(part)) for name, part in split.items() if len(part)]
    titles = of(tables.articles, article_id).title.dropna()
    data += [("title", 1, float(len(words(title))), np.nan) for title in titles]
    return pd.DataFrame(data, columns=["part", "sentences", "words_per_sentence", "grade"])


def parts_finding(frame: pd.DataFrame) -> str:
    """Whether the lead is harder than the body."""
    lengths = frame.set_index("part").words_per_sentence
    if not {"lead", "body"} <= set(lengths.index):
        return "There is no body to compare the lead with"
    lead, body = lengths["lead"], lengths["body"]
    title = f"; the title has {count(round(lengths['title']), 'word')}" if "title" in lengths else ""
    if abs(lead - body) < 1:
        return f"Lead and body are alike: about {lead:.0f} words a sentence{title}"
    return f"The lead has {lead:.0f} words a sentence, the body {body:.0f}{title}"


def flesch_kincaid(sentences: pd.DataFrame) -> float:
    """Flesch-Kincaid grade from a frame of sentences with words and syllables (Kincaid et al. 1975; higher = harder)."""
    total = int(sentences.words.sum())
    return 0.39 * total / len(sentences) + 11.8 * int(sentences.syllables.sum()) / total - 15.59 if total else np.nan


def overall(tables: Tables) -> pd.DataFrame:
    """The headline grade of every article: article_id, score, low, high, rests_on (sentences), outlet, date; hardest first."""
    merged = scores(tables, "overall_grade").merge(tables.articles[["article_id", "outlet", "date"]], on="article_id")
    return merged.sort_values(["score", "article_id"], ascending=[False, True], ignore_index=True)


def overall_finding(frame: pd.DataFrame) -> str:
    """Whether the hardest article is reliably harder than the easiest."""
    if frame.empty:
        return "No article has a grade"
    if len(frame) == 1:
        return f"One article, at about grade {frame.score.iloc[0]:.0f}"
    hardest, easiest = frame.iloc[0], frame.iloc[-1]
    if not differ(hardest, easiest):
        return f"Grades from {easiest.score:.0f} to {hardest.score:.0f}, too close to tell the ends apart"
    return f"Grades from {easiest.score:.0f} to {hardest.score:.0f}; the two ends differ reliably"


def by_outlet(tables: Tables) -> pd.DataFrame:
    """Mean grade by outlet with a 95 % interval: outlet, score, low, high, rests_on (articles, two or more); hardest first."""
    rows = group_scores(overall(tables), "outlet")
    return rows.sort_values(["score", "outlet"], ascending=[False, True], ignore_index=True)


def by_outlet_finding(frame: pd.DataFrame) -> str:
    """Whether outlets can be told apart."""
    if len(frame) < 2:
        return "Fewer than two outlets have several articles here, so there is nothing to compare"
    hardest, easiest = frame.iloc[0], frame.iloc[-1]
    if differ(hardest, easiest):
        return f"{hardest.outlet} reads reliably harder than {easiest.outlet}"
    return "The outlets are too close to tell apart"


def over_time(tables: Tables) -> pd.DataFrame:
    """Mean grade by month with a 95 % interval: month, score, low, high, rests_on (articles, two or more)."""
    rows = overall(tables)
    return group_scores(rows.assign(month=rows.date.dt.to_period("M").dt.to_timestamp()), "month")


def over_time_finding(frame: pd.DataFrame) -> str:
    """Whether the grade moved between the first month and the last."""
    if len(frame) < 2:
        return "Fewer than two months have several dated articles, so there is no course of time to show"
    first, last = frame.iloc[0], frame.iloc[-1]
    if differ(first, last):
        return f"The grade went from {first.score:.1f} in {first.month:%B %Y} to {last.score:.1f} in {last.month:%B %Y}"
    return f"No reliable change between {first.month:%B %Y} and {last.month:%B %Y}"
