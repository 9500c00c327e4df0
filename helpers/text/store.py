"""Parsed texts on disk, so that five notebooks parse an article once."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

FOLDER_VARIABLE = "PRESS_CHECK_STORE"
DEFAULT_FOLDER = Path(__file__).parent.parent.parent / ".store"
ATTRIBUTES = ["TAG", "DEP", "HEAD", "SENT_START"]
DIGEST = 32  # bytes of the checksum in front of each entry
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
        return next(iter(DocBin().from_bytes(entry[DIGEST:]).get_docs(vocab)))

    def put(self, key: str, doc: Doc) -> None:
        """Keep a parsed text; a folder that cannot be written is noted in `fault` and costs only time."""
        payload = DocBin(attrs=ATTRIBUTES, docs=[doc]).to_bytes()
        place = self._place(key)
        try:
            for folder in (place.parent, self.folder / UNFINISHED):
                folder.mkdir(parents=True, exist_ok=True)
            _clear_abandoned(self.folder / UNFINISHED)
            _write(self.folder / UNFINISHED, place, _checksum(place, payload) + payload)
        except OSError as error:
            self.fault = f"parsed texts cannot be kept: {error.strerror or error}"

    def _place(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / name[2:]


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
