"""From a file or folder to articles and problems, one at a time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import py3langid
from pyarrow.lib import ArrowException

from helpers.text.formats import READERS, Columns, Draft, kind_of, open_file, stem_of
from helpers.text.records import Article, Problem
from helpers.text.segment import Segments, words
from helpers.text.twins import Twins

ENOUGH_WORDS = 20  # below, the language of a text cannot be told
LANGUAGE_SAMPLE = 4_000  # characters


def read(source: str | Path, columns: Columns | None = None) -> Iterator[Article | Problem]:
    """Every article at a path (a file or a folder, nested), and a problem for everything that is none.

    columns: for tables of articles, which column holds what, where the name does not tell: {"text": "Brødtekst"}
    Files are read in the order of their names; a problem with an article stands directly before it. The numbers of
    paragraphs, sentences and words are still missing: `counted` fills them in.
    """
    root = Path(source)
    if not root.exists():
        yield _problem(root, "there is no such file or folder", "check the path", skipped=True)
        return
    files = [root] if root.is_file() else _files(root)
    if not files:
        yield _problem(
            root, "the folder holds no articles", "put articles into it, for example as .txt files", skipped=True
        )
    stems = Counter(stem_of(path) for path in files)
    named = Names()
    for path in files:
        stem = stem_of(path)
        name = stem if stems[stem] == 1 else path.relative_to(root).with_name(path.name.split(".")[0]).as_posix()
        yield from _read_file(path, name, columns or {}, named)


class Names:
    """What one run has read so far: names in use, and texts."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.texts: dict[bytes, str] = {}
        self.twins = Twins()

    def free(self, name: str) -> str:
        """The name, or with a number behind it where it is taken."""
        number, free = 2, name
        while free in self.used:
            number, free = number + 1, f"{name}-{number}"
        self.used.add(free)
        return free


def _files(root: Path) -> list[Path]:
    every = (path for path in root.rglob("*") if path.is_file() and path.stem.upper() != "README")
    return sorted(path for path in every if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _read_file(path: Path, name: str, columns: Columns, named: Names) -> Iterator[Article | Problem]:
    reader = READERS.get(kind_of(path))
    if reader is None:
        known = ", ".join(sorted(READERS))
        yield _problem(
            path, f"files of type {path.suffix or '(none)'} are not read", f"save it as one of {known}", skipped=True
        )
        return
    given = 0
    try:
        with open_file(path) as stream:
            for draft in reader(stream, columns):
                given += 1
                yield from from_draft(path, name, draft, named)
    except (OSError, EOFError, ValueError, ArrowException) as error:
        after = f" after {given} articles" if given else ""
        what = f"cannot be read{after}: {' '.join(str(error).split())[:160]}"
        yield _problem(path, what, "check that the file is whole, readable and of the type its name says", skipped=True)
        return
    if not given:
        yield _problem(path, "the table holds no rows", "add articles or delete the file", skipped=True)


def from_draft(path: Path, name: str, draft: Draft, named: Names) -> Iterator[Article | Problem]:
    """The article of a draft, and the problems it has; `name` is used where the draft has none of its own."""
    name = named.free(draft.row_id or name)
    empty = not draft.text.strip()
    for problem, remedy in draft.faults:
        yield _problem(path, problem, remedy, name, skipped=empty)
    if empty:
        if not draft.faults:
            yield _problem(path, "no text behind the header", "add the story or delete the file", name, skipped=True)
        return
    twin = _twin(name, draft.text, named)
    if twin:
        other, share = twin
        if share == 1:
            yield _problem(path, f"the same text as {other}", "delete one of the two", name, skipped=True)
            return
        yield _problem(
            path, f"{share:.0%} the same text as {other}", "count it once, if it is one story", name, skipped=False
        )
    language = tell_language(draft.text)
    if language not in (None, "en"):
        remedy = "the rules here are for English: read its findings as guesses"
        yield _problem(path, f"the language looks like {language!r}", remedy, name, skipped=False)
    yield _unmeasured(path, name, draft, language)


def _twin(name: str, text: str, named: Names) -> tuple[str, float] | None:
    digest = hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).digest()
    if digest in named.texts:
        return named.texts[digest], 1.0
    named.texts[digest] = name
    similar = named.twins.seen(name, text)
    return (similar[0], min(similar[1], 0.99)) if similar else None


def tell_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, None below twenty words (py3langid; Lui & Baldwin, ACL 2012)."""
    sample = text[:LANGUAGE_SAMPLE]
    if len(words(sample)) < ENOUGH_WORDS:
        return None
    # Capitals look like another language to a model of letter sequences.
    return py3langid.classify(sample.lower() if sample.isupper() else sample)[0]


def _unmeasured(path: Path, name: str, draft: Draft, language: str | None) -> Article:
    return Article(
        article_id=name,
        date=draft.date,
        title=draft.title,
        outlet=draft.outlet,
        author=draft.author,
        url=draft.url,
        language=language,
        text=draft.text,
        paragraphs=None,
        sentences=None,
        words=None,
        path=str(path),
    )


def counted(article: Article, cuts: Segments) -> Article:
    """An article with the numbers of its paragraphs, sentences and words."""
    number = len(words(article.text))
    return article._replace(paragraphs=len(cuts.paragraphs), sentences=len(cuts.sentences), words=number)


def _problem(path: Path, problem: str, remedy: str, name: str | None = None, *, skipped: bool) -> Problem:
    return Problem(str(path), name, None, None, problem, remedy, skipped)
