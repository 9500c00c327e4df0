"""Parsed texts on disk, so that five notebooks parse an article once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

FOLDER_VARIABLE = "PRESS_CHECK_STORE"
DEFAULT_FOLDER = Path(__file__).parent.parent.parent / ".store"
ATTRIBUTES = ["TAG", "DEP", "HEAD", "SENT_START"]
DIGEST = 32  # bytes of the checksum in front of each entry


class Store:
    """Parsed texts under one folder, one file a text, named by all that the parse depends on.

    An entry is written beside its place and moved there in one step, so that a process killed at any moment
    leaves a whole entry or none; it begins with a checksum, and one that does not fit is parsed again.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(os.environ.get(FOLDER_VARIABLE, DEFAULT_FOLDER))
        self.fault: str | None = None

    def get(self, key: str, vocab: Vocab) -> Doc | None:
        """The parsed text, or None if the store does not hold it whole."""
        try:
            entry = self._place(key).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(entry[DIGEST:]).digest() != entry[:DIGEST]:
            return None
        return next(iter(DocBin().from_bytes(entry[DIGEST:]).get_docs(vocab)))

    def put(self, key: str, doc: Doc) -> None:
        """Keep a parsed text; a folder that cannot be written is noted in `fault` and costs only time."""
        payload = DocBin(attrs=ATTRIBUTES, docs=[doc]).to_bytes()
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as handle:
                try:
                    handle.write(hashlib.sha256(payload).digest() + payload)
                    handle.close()
                    os.replace(handle.name, place)
                except OSError:
                    os.unlink(handle.name)
                    raise
        except OSError as error:
            self.fault = str(error)

    def _place(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / name[2:]
