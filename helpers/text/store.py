"""Parsed texts on disk, so that five notebooks parse an article once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
import zlib
from functools import cache
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, LENGTH, SPACY, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

FOLDER_VARIABLE = "PRESS_CHECK_STORE"
DEFAULT_FOLDER = Path(__file__).parent.parent.parent / ".store"
DIGEST = 32  # bytes of the checksum in front of each entry
LAYOUT = "columns-1"  # of an entry; another one has other names, so that no old entry is read as a new one
UNFINISHED = "unfinished"
ABANDONED = 3600  # seconds after which an unfinished file belongs to a process that was killed


class Store:
    """Parsed texts under one folder, one file a text, named by all that the parse depends on.

    An entry is written beside its place and moved there in one step, so that a process killed at any moment leaves a
    whole entry or none, and two processes may write the same one. It begins with a checksum of its name and content;
    one that does not fit is parsed again. What killed processes left unfinished is cleared away after an hour.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(os.environ.get(FOLDER_VARIABLE, DEFAULT_FOLDER))
        self.fault: str | None = None

    def get(self, key: str, vocab: Vocab) -> Doc | None:
        """The parsed text, or None if the store does not hold it whole."""
        place = self._place(key)
        try:
            entry = place.read_bytes()
        except OSError:
            return None
        if _checksum(place, entry[DIGEST:]) != entry[:DIGEST]:
            return None
        return unpacked(entry[DIGEST:], vocab)

    def put(self, key: str, doc: Doc) -> None:
        """Keep a parsed text; a folder that cannot be written is noted in `fault` and costs only time."""
        payload = packed(doc)
        place = self._place(key)
        try:
            for folder in (place.parent, self.folder / UNFINISHED):
                folder.mkdir(parents=True, exist_ok=True)
            _clear_abandoned(self.folder / UNFINISHED)
            _write(self.folder / UNFINISHED, place, _checksum(place, payload) + payload)
        except OSError as error:
            self.fault = f"parsed texts cannot be kept: {error.strerror or error}"

    def _place(self, key: str) -> Path:
        name = hashlib.sha256(f"{LAYOUT} {key}".encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / name[2:]


def packed(doc: Doc) -> bytes:
    """A parsed text as bytes: its characters, and for each token length, blank, tag, relation and head."""
    columns = doc.to_array([LENGTH, SPACY, TAG, DEP, HEAD]).astype("int64").reshape(len(doc), 5)
    names = []
    for column in (2, 3):
        ids, columns[:, column] = np.unique(columns[:, column], return_inverse=True)
        names.append([doc.vocab.strings[number] for number in ids.astype("uint64").tolist()])
    text = doc.text.encode("utf-8", "surrogatepass")
    head = json.dumps({"tags": names[0], "relations": names[1], "tokens": len(doc)}).encode()
    return zlib.compress(head + b"\n" + columns.T.astype("<i4").tobytes() + text, 1)


def unpacked(data: bytes, vocab: Vocab) -> Doc:
    """The parsed text again."""
    head, _, body = zlib.decompress(data).partition(b"\n")
    given = json.loads(head)
    size = given["tokens"]
    columns = np.frombuffer(body, "<i4", 5 * size).reshape(5, size).astype("int64")
    text = body[20 * size :].decode("utf-8", "surrogatepass")
    ends = np.cumsum(columns[0] + columns[1])
    starts = (ends - columns[0] - columns[1]).tolist()
    words = [text[start : start + length] for start, length in zip(starts, columns[0].tolist(), strict=True)]
    doc = Doc(vocab, words=words, spaces=columns[1].astype(bool).tolist())
    tags, relations = (
        np.array([vocab.strings.add(name) for name in given[names]], "uint64") for names in ("tags", "relations")
    )
    values = [tags[columns[2]], relations[columns[3]], columns[4].astype("uint64")] if size else []
    return doc.from_array([TAG, DEP, HEAD], np.stack(values, axis=1)) if size else doc


def _checksum(place: Path, payload: bytes) -> bytes:
    """Covers the name too, so that an entry moved to another's place does not pass for it."""
    return hashlib.sha256(f"{place.parent.name}{place.name}".encode() + payload).digest()


def _write(beside: Path, place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=beside)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, place)
    except OSError:
        os.unlink(name)
        raise


@cache
def _clear_abandoned(folder: Path) -> None:
    """Delete the files that nobody will finish. Once per process."""
    for path in folder.iterdir():
        try:
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()
        except FileNotFoundError:  # finished, or cleared away by another process, in the meantime
            continue
