"""What the rules find, before selection: a cue with its content and source, as tokens and offsets."""

from __future__ import annotations

from typing import NamedTuple

from helpers.text.records import Span


class Candidate(NamedTuple):
    """One possible attribution.

    rule: name of the function that found it
    kind: speech, act, stance or no_answer
    head: token number of the cue's main word
    cue: offsets of the cue
    content: offsets of the content
    source: offsets of the source, empty if there is none
    safe: true if the form alone makes it an attribution
    inferred: true if the source was carried over from an earlier sentence
    carrier: true for a medium that was told, carries or has seen what another source says
    """

    rule: str
    kind: str
    head: int
    cue: list[Span]
    content: list[Span]
    source: list[Span]
    safe: bool
    inferred: bool = False
    carrier: bool = False
