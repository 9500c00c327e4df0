"""Which attribution carries which: "according to the agency, lawmakers said …"."""

from __future__ import annotations

from helpers.text.records import Attribution, Span

SAME = 0.7  # overlap over union from which two contents are one
CITING = ("citing", "cites", "cited", "cite", "quoting", "quotes", "quoted", "attributing", "attributed", "referring")
ACCORDING = ("according to", "per")


def carried_by(rows: list[Attribution]) -> list[int | None]:
    """For each attribution the number of the one it is known through; None where the article reports it itself.

    A medium that was told, carries or has seen something carries whoever says it; a saying inside another's content
    is carried by that one, the innermost; whoever is cited, by who cites; and of two sources of one content the one
    that stands behind it carries the one before it.
    """
    parents: list[int | None] = [None] * len(rows)
    same = _same_contents(rows)
    for number, row in enumerate(rows):
        if not row.carrier:
            for other in same[number]:
                if parents[number] is None and _carries(rows[other], row):
                    _tie(parents, number, other)
    for number, around in enumerate(_around(rows)):
        if around is not None and parents[number] is None:
            _tie(parents, number, _deepest(around, same[around], parents))
    return parents


def _tie(parents: list[int | None], number: int, parent: int) -> None:
    """Note a link unless it closed a circle."""
    above: int | None = parent
    while above is not None and above != number:
        above = parents[above]
    if above is None:
        parents[number] = parent


def _deepest(parent: int, same: list[int], parents: list[int | None]) -> int:
    """Of the sources of one content the last in their chain: whoever is cited said it first."""
    below = [other for other in same if parents[other] == parent]
    return below[0] if len(below) == 1 else parent


def _carries(outer: Attribution, inner: Attribution) -> bool:
    """Whether of two attributions of one content the first carries the second."""
    if outer.carrier or inner.carrier:
        return outer.carrier
    if _cites(inner) or (_cites(outer, own=True) and inner.cue in ("saying", "as saying", "telling", "as telling")):
        return not _cites(outer)
    if _accords(outer) and _accords(inner):
        return inner.cue_spans[0][0] < outer.cue_spans[0][0]
    return _accords(outer)


def _cites(row: Attribution, own: bool = False) -> bool:
    """Whether the cue says that the source is cited (or, `own`, that it cites)."""
    if not row.cue_spans or not row.source_spans or not row.cue:
        return False
    behind = row.source_spans[0][0] >= row.cue_spans[0][1]
    return behind != own and any(word in CITING for word in row.cue.lower().split())


def _accords(row: Attribution) -> bool:
    return bool(row.cue) and row.cue.lower().startswith(ACCORDING) and bool(row.cue_spans)


def _same_contents(rows: list[Attribution]) -> list[list[int]]:
    """For each attribution the others with the same content, in reading order."""
    same: list[list[int]] = [[] for _ in rows]
    order = sorted(
        (row.content_spans[0][0], row.content_spans[-1][1], n) for n, row in enumerate(rows) if row.content_spans
    )
    running: list[tuple[int, int, int]] = []
    for start, end, number in order:
        running = [entry for entry in running if entry[1] > start][-8:]
        for _, _, other in running:
            if _overlap(rows[number].content_spans, rows[other].content_spans) >= SAME:
                same[number].append(other)
                same[other].append(number)
        running.append((start, end, number))
    return [sorted(numbers) for numbers in same]


def _overlap(first: list[Span], second: list[Span]) -> float:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
    every = sum(b - a for a, b in first) + sum(d - c for c, d in second) - both
    return both / every if every else 0.0


def _around(rows: list[Attribution]) -> list[int | None]:
    """For each attribution the one in whose content its own cue and source stand, the innermost."""
    spans = sorted((a, -b, n) for n, row in enumerate(rows) if not row.carrier for a, b in row.content_spans)
    places = sorted((row.cue_spans[0][0], n) for n, row in enumerate(rows) if row.cue_spans)
    found: list[int | None] = [None] * len(rows)
    running: list[tuple[int, int]] = []
    coming = 0
    for place, number in places:
        while coming < len(spans) and spans[coming][0] <= place:
            running.append((-spans[coming][1], spans[coming][2]))
            coming += 1
        running = [entry for entry in running if entry[0] > place]
        inside = [entry for entry in running[-12:] if entry[1] != number and _holds(rows[entry[1]], rows[number])]
        found[number] = inside[-1][1] if inside else None
    return found


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether a saying stands in another's content; of two that hold each other's cue the first to begin is the outer."""
    source = inner.source_spans
    if source and not any(start <= source[0][0] < end for start, end in outer.content_spans):
        return False
    cue = outer.cue_spans[0][0] if outer.cue_spans else -1
    mutual = any(start <= cue < end for start, end in inner.content_spans)
    return not mutual or outer.content_spans[0] < inner.content_spans[0]
