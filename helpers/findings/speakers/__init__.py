"""Who the sources are: from "he" or "the ministry" to the fullest name in the article.

First what the article says of anybody (`scene`): where names stand (`runs`), which of them are one bearer's (`names`), who
holds which role and made which document (`roles`). Then each source as it is worded (`phrases`) and whom it takes up
(`references`), put together in `who`. Last, here, through whom each saying came.
"""

from __future__ import annotations

from collections import defaultdict

from helpers.findings.speakers.names import find_names
from helpers.findings.speakers.roles import link_roles, name_documents
from helpers.findings.speakers.scene import Scene, Speaker
from helpers.findings.speakers.who import Speakers, kind_of
from helpers.text.parse import Parsed
from helpers.text.records import Attribution, Source
from helpers.text.segment import words as word_spans

DEEPEST = 12  # contents around one place that are looked at


def resolve_speakers(parsed: Parsed, attributions: list[Attribution]) -> tuple[list[Attribution], list[Source]]:
    """Say of each attribution who its source is and through whom it is known; and list the sources.

    Returns the same rows with `speaker`, `speaker_id`, `speaker_kind`, `naming` and `via` filled, and one row per
    distinct speaker. Whoever cannot be told for sure is missing. Errors: none on any text.
    """
    if not attributions:
        return [], []
    scene = Scene(parsed)
    find_names(scene)
    link_roles(scene)
    name_documents(scene)
    speakers = Speakers(scene, parsed.article, attributions).all(attributions)
    parents = _carried_by(attributions)
    _know_media_by_use(attributions, parents, speakers)
    rows = _filled(parsed, attributions, parents, speakers)
    return rows, _sources(parsed, rows)


def _carried_by(rows: list[Attribution]) -> list[int | None]:
    """For each attribution the number of the one it is known through; None where the article reports it itself.

    A medium that was told, cites or has seen something carries whoever says it; a saying inside another's content is
    carried by that one, the innermost.
    """
    carriers = {tuple(row.content_spans): number for number, row in enumerate(rows) if row.carrier}
    parents: list[int | None] = [None] * len(rows)
    for number, (row, around) in enumerate(zip(rows, _around(rows), strict=True)):
        parent = None if row.carrier else carriers.get(tuple(row.content_spans))
        parent = around if parent is None else parent
        if not _closes_a_circle(parents, number, parent):
            parents[number] = parent
    return parents


def _closes_a_circle(parents: list[int | None], number: int, above: int | None) -> bool:
    while above is not None and above != number:
        above = parents[above]
    return above is not None


def _around(rows: list[Attribution]) -> list[int | None]:
    """For each attribution the one in whose content its own cue stands, the innermost."""
    spans = sorted((a, -b, number) for number, row in enumerate(rows) if not row.carrier for a, b in row.content_spans)
    found: list[int | None] = [None] * len(rows)
    running: list[tuple[int, int, int]] = []
    coming = 0
    for place, number in sorted((row.cue_spans[0][0], number) for number, row in enumerate(rows) if row.cue_spans):
        while coming < len(spans) and spans[coming][0] <= place:
            running.append(spans[coming])
            coming += 1
        running = [span for span in running if -span[1] > place]
        inner = (other for _, _, other in reversed(running[-DEEPEST:]) if other != number)
        found[number] = next((other for other in inner if _holds(rows[other], rows[number])), None)
    return found


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Of two sayings that stand in each other's content the first to begin is the outer."""
    cue = outer.cue_spans[0][0] if outer.cue_spans else -1
    mutual = any(start <= cue < end for start, end in inner.content_spans)
    return not mutual or outer.content_spans[0] < inner.content_spans[0]


def _know_media_by_use(attributions: list[Attribution], parents: list[int | None], speakers: list[Speaker]) -> None:
    """A name of unknown kind belongs to a medium if it reports, or carries what others say."""
    carrying = set(parents)
    for number, (row, speaker) in enumerate(zip(attributions, speakers, strict=True)):
        entity = speaker.entity
        unsure = entity and not entity.sure and (len(entity.words) == 1 or entity.kind != "person")
        if unsure and (row.carrier or number in carrying or row.cue in ("reported", "reports")):
            entity.kind, entity.sure = "media", True
    for speaker in speakers:
        if speaker.entity:
            speaker.kind = kind_of(speaker.entity)


def _filled(
    parsed: Parsed, attributions: list[Attribution], parents: list[int | None], speakers: list[Speaker]
) -> list[Attribution]:
    ids: dict[object, str] = {}
    rows = []
    for row, speaker, parent in zip(attributions, speakers, parents, strict=True):
        known = speaker.key is not None and bool(speaker.name)
        filled = row._replace(
            speaker=speaker.name,
            speaker_id=ids.setdefault(speaker.key, parsed.row_id("s", len(ids))) if known else None,
            speaker_kind=speaker.kind,
            naming=speaker.naming,
            via=attributions[parent].attribution_id if parent is not None else None,
        )
        rows.append(filled)
    return rows


def _sources(parsed: Parsed, rows: list[Attribution]) -> list[Source]:
    by_id: dict[str, list[Attribution]] = defaultdict(list)
    for row in rows:
        if row.speaker_id:
            by_id[row.speaker_id].append(row)
    return [_source(parsed, speaker_id, group) for speaker_id, group in by_id.items()]


def _source(parsed: Parsed, speaker_id: str, group: list[Attribution]) -> Source:
    first = group[0]
    said = [row for row in group if row.kind == "speech"]
    spans = {span for row in said for start, end in row.content_spans for span in word_spans(parsed.text, start, end)}
    return Source(
        speaker_id=speaker_id,
        article_id=first.article_id,
        speaker=first.speaker,
        speaker_kind=first.speaker_kind,
        naming=first.naming,
        attributions=len(said),
        words=len(spans),
        quoted_words=sum(parsed.quotations.around(start) is not None for start, _ in spans),
        first_sentence=min(row.sentence for row in group),
    )
