"""Who the sources are: from "he" or "the ministry" to the fullest name in the article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from helpers.findings.speakers.chains import carried_by
from helpers.findings.speakers.interview import Interview, turn_of
from helpers.findings.speakers.kin import Kin
from helpers.findings.speakers.names import Entity
from helpers.findings.speakers.nouns import noun_at
from helpers.findings.speakers.phrases import Phrase, read_phrase
from helpers.findings.speakers.pronouns import FITS, Antecedents, Candidate, Heard
from helpers.findings.speakers.recall import Recall
from helpers.findings.speakers.roles import look_over
from helpers.findings.speakers.whole import Whole
from helpers.text.parse import Parsed
from helpers.text.records import Attribution, Source
from helpers.text.segment import words as word_spans

PERSONAL = {"he": "he", "she": "she", "they": "they", "it": "it", "him": "he", "her": "she", "them": "they"}
PERSONAL |= {"his": "he", "their": "they", "its": "it"}
ARTICLES = ("the ", "a ", "an ")


@dataclass
class Speaker:
    """Somebody who speaks: name or description, kind, naming, and what tells them apart from others."""

    name: str | None
    kind: str
    naming: str
    key: object
    entity: Entity | None = None
    noun: str | None = None
    plural: bool = False
    agreement: set[str] = field(default_factory=set)


NOBODY = Speaker(None, "unknown", "none", None)


def resolve_speakers(parsed: Parsed, attributions: list[Attribution]) -> tuple[list[Attribution], list[Source]]:
    """Say of each attribution who its source is and through whom it is known; and list the sources.

    Returns the same rows with `speaker`, `speaker_id`, `speaker_kind`, `naming` and `via` filled, and one row per
    distinct speaker. Whoever cannot be told for sure is missing. Errors: none on any text.
    """
    if not attributions:
        return [], []
    parents = carried_by(attributions)
    speakers = _Resolver(parsed).all(attributions)
    _media_by_use(attributions, parents, speakers)
    ids: dict[object, str] = {}
    rows = []
    for row, speaker, parent in zip(attributions, speakers, parents, strict=True):
        if speaker.key is not None and speaker.name:
            ids.setdefault(speaker.key, parsed.row_id("s", len(ids)))
        via = attributions[parent].attribution_id if parent is not None else None
        rows.append(
            row._replace(
                speaker=speaker.name,
                speaker_id=ids.get(speaker.key) if speaker.name else None,
                speaker_kind=speaker.kind,
                naming=speaker.naming,
                via=via,
            )
        )
    return rows, _sources(parsed, rows)


def _media_by_use(attributions: list[Attribution], parents: list[int | None], speakers: list[Speaker]) -> None:
    """A name of unknown kind belongs to a medium if it reports, or carries what others say."""
    carrying = {parent for parent in parents if parent is not None}
    for number, (row, speaker) in enumerate(zip(attributions, speakers, strict=True)):
        entity = speaker.entity
        if entity is None or entity.sure or (len(entity.words) > 1 and entity.kind == "person"):
            continue
        reports = (
            bool(row.cue) and row.cue.lower().split()[-1] in ("reported", "reports", "citing") and not entity.agreement
        )
        if row.carrier or number in carrying or reports:
            entity.kind, entity.sure = "media", True
    for speaker in speakers:
        if speaker.entity:
            speaker.kind = _kind_of(speaker.entity)


def _kind_of(entity: Entity) -> str:
    return {"place": "government", None: "person"}.get(entity.kind, entity.kind)


class _Resolver:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.scene = look_over(parsed)
        self.words, self.names = self.scene.words, self.scene.names
        self.antecedents = Antecedents(self.scene)
        self.recall = Recall(self.words, self.names)
        self.kin = Kin(self.scene, self._owner)
        self.whole = Whole(self.scene)
        self.heard: list[Heard] = []
        self.by_key: dict[object, Speaker] = {}
        self.by_noun: dict[tuple[str, bool], Speaker] = {}

    def all(self, attributions: list[Attribution]) -> list[Speaker]:
        """Speakers of all attributions, found in the order in which the article names them."""
        found: list[Speaker] = [NOBODY] * len(attributions)
        self.interview = Interview(self.scene, attributions)
        order = sorted(
            (n for n, row in enumerate(attributions) if row.source_spans), key=lambda n: attributions[n].source_spans
        )
        for number in order:
            found[number] = self.one(attributions[number])
        for number, row in enumerate(attributions):
            if not row.source_spans:
                found[number] = replace(NOBODY)
        return found

    def one(self, row: Attribution) -> Speaker:
        """Speaker of one attribution with a source."""
        turn = turn_of(row)
        if turn:
            return self._party(row, turn)
        start, end = row.source_spans[0][0], row.source_spans[0][1]
        tokens = self.words.within((start, end))
        phrase = read_phrase(self.scene, tokens) if tokens else None
        if phrase is None:
            return Speaker(None, "unknown", "unnamed", None)
        speaker = self.of_phrase(phrase)
        owner = self._maker(phrase, tokens)
        if owner:
            self.by_key[id(owner)] = self._of_entity(owner)
            self.heard.append(Heard(phrase.head, id(owner), frozenset(owner.agreement), "person", False))
        if phrase.entities and None in phrase.entities:
            self.heard.append(Heard(phrase.head, None, frozenset(), "person", False))
        if speaker.key is not None:
            self.by_key[speaker.key] = speaker
            if speaker.noun:
                self.by_noun[speaker.noun, speaker.plural] = speaker
            agreement = frozenset(speaker.agreement)
            self.heard.append(Heard(phrase.head, speaker.key, agreement, speaker.kind, speaker.plural))
        return speaker

    def _party(self, row: Attribution, turn: str) -> Speaker:
        """Who asks or answers in a printed interview."""
        entity, outlet = self.interview.party(row), self.parsed.article.outlet
        if entity:
            return self._of_entity(entity)
        if turn == "asks" and outlet:
            return Speaker(outlet, "media", "named", ("outlet", outlet))
        return Speaker(None, "media" if turn == "asks" else "person", "role", None)

    def _maker(self, phrase: Phrase, tokens: range) -> Entity | None:
        """The person whose article, letter or book speaks, and whom "he" then means."""
        if phrase.noun.kind != "document" or phrase.entities:
            return None
        bearers = (self.names.bearer.get(place) for place in tokens)
        return next((entity for entity in bearers if entity and entity.kind == "person"), None)

    def of_phrase(self, phrase: Phrase) -> Speaker:
        """Speaker behind a phrase: a pronoun's antecedent, the bearer of a name, what a description takes up, or itself."""
        if phrase.pronoun:
            return self._pronoun(phrase)
        if phrase.entities:
            return self._named(phrase)
        if self.whole.is_part(phrase):
            name = self.whole.named(phrase)
            return Speaker(name, "group", "unnamed", name.lower(), plural=True)
        if phrase.definite:
            entity = self.kin.find(phrase.head, phrase.noun.lemma) or self.recall.taken_up(phrase)
            earlier = self.by_noun.get((phrase.noun.lemma, phrase.noun.plural))
            repeated = earlier and phrase.noun.trait != "body" and self._repeats(phrase, earlier)
            if entity and (not repeated or entity.last_before(phrase.head) >= 0):
                return self._of_entity(entity)
            if repeated:
                return earlier
            fuller = self.whole.fuller(phrase)
            if fuller:
                return self._described(fuller)
        return self._described(phrase)

    def _owner(self, place: int) -> Entity | None:
        """Whom a possessive means: the bearer of the name, or the best antecedent of "his"."""
        word = PERSONAL.get(self.words.tree.word[place])
        if word not in FITS:
            return self.names.bearer.get(place)
        found = self.antecedents.find(word, place, self.heard)
        if isinstance(found, Heard):
            return self.by_key[found.key].entity if found.key is not None else None
        return found.entity if found else None

    def _repeats(self, phrase: Phrase, earlier: Speaker) -> bool:
        """Whether a description says no more than an earlier one: "the employee" after "the bank employee"."""
        said = {word for word in self.words.tree.word[phrase.first : phrase.last] if word.isalpha()}
        return earlier.entity is None and said - {"the", "this", "that"} <= set((earlier.name or "").lower().split())

    def _named(self, phrase: Phrase) -> Speaker:
        entities = phrase.entities
        if None in entities:
            return Speaker(None, "group" if len(entities) > 1 else "person", "named", None)
        if (len(entities) == 1 and not phrase.noun.plural) or len({id(e) for e in entities}) == 1:
            return self._of_entity(entities[0])
        if len(entities) == 1:
            return self._described(phrase._replace(naming="named"))
        name = " and ".join(entity.name for entity in entities)
        return Speaker(name, "group", "named", tuple(id(entity) for entity in entities), plural=True)

    def _of_entity(self, entity: Entity) -> Speaker:
        known = entity.agreement or entity.guesses
        return Speaker(entity.name, _kind_of(entity), "named", id(entity), entity, agreement=set(known))

    def _described(self, phrase: Phrase) -> Speaker:
        key = phrase.text.lower()
        for article in ARTICLES:
            key = key.removeprefix(article)
        noun = phrase.noun
        kind = "document" if phrase.head in self.scene.documents else noun.kind
        agreement = {noun.agreement} - {"-"}
        return Speaker(phrase.text, kind, phrase.naming, key, None, noun.lemma, noun.plural, agreement)

    def _pronoun(self, phrase: Phrase) -> Speaker:
        word = phrase.pronoun
        if word in ("who", "which", "that"):
            return self._relative(phrase)
        if word in ("i", "we", "me", "us"):
            return self._first_person(phrase)
        if word not in PERSONAL:
            return self._counted(phrase)
        found = self.antecedents.find(PERSONAL[word], phrase.head, self.heard)
        speaker = self._meant(found, PERSONAL[word])
        fitting = FITS.get(PERSONAL[word])
        if speaker.key is not None and fitting:
            speaker.agreement.add(fitting)
            if speaker.entity:
                speaker.entity.kind, speaker.entity.sure = "person", True
                speaker.entity.guesses |= set() if speaker.entity.agreement else {fitting}
            if speaker.noun:
                self.antecedents.learned.setdefault(speaker.noun, set()).add(fitting)
        return speaker

    def _meant(self, found: Candidate | Heard | None, word: str) -> Speaker:
        if isinstance(found, Heard) and found.key is not None:
            return self.by_key[found.key]
        if found is None or isinstance(found, Heard) or (found.entity is None and found.noun is None):
            return self._unresolved(word)
        if found.entity and word != "they":
            return self._of_entity(found.entity)
        tokens = self.antecedents.pair(found.place) if found.entity else self.antecedents.phrase(found.place)
        phrase = read_phrase(self.scene, tokens)
        return self.of_phrase(phrase) if phrase and not phrase.pronoun else self._unresolved(word)

    def _unresolved(self, word: str) -> Speaker:
        kind = {"he": "person", "she": "person", "they": "group"}.get(word, "unknown")
        named = any(entity.kind == "person" for entity in self.names.entities)
        return Speaker(None, kind, "named" if named and word in ("he", "she") else "role", None)

    def _relative(self, phrase: Phrase) -> Speaker:
        """ "the aide who said": the noun before the relative clause."""
        tree, place = self.words.tree, phrase.head
        while tree.dep[place] != "relcl" and tree.head[place] != place:
            place = tree.head[place]
        noun = tree.head[place]
        if noun >= phrase.head or noun == place:
            return Speaker(None, "unknown", "unnamed", None)
        if phrase.pronoun == "who" and noun not in self.names.bearer and noun_at(self.words, noun).kind == "unknown":
            above = tree.head[tree.head[noun]]
            noun = above if tree.dep[noun] == "pobj" and tree.tag[above][:2] == "NN" else noun
        before = read_phrase(self.scene, self.antecedents.phrase(noun))
        return self.of_phrase(before) if before and not before.pronoun else Speaker(None, "unknown", "unnamed", None)

    def _first_person(self, phrase: Phrase) -> Speaker:
        """ "I" in the author's own text."""
        author = self.parsed.article.author
        one = phrase.pronoun in ("i", "me")
        if one and author and self.words.tree.quotation[phrase.head] < 0:
            return Speaker(author, "person", "named", ("author", author))
        return Speaker(None, "person" if one else "group", "role", None)

    def _counted(self, phrase: Phrase) -> Speaker:
        """ "one", "others": of the many who spoke last."""
        several = next((speaker for speaker in reversed(self.heard[-3:]) if speaker.plural), None)
        if several and self.words.tree.sentence[phrase.head] - self.words.tree.sentence[several.place] > 2:
            several = None
        plural = phrase.pronoun not in ("one", "another", "each")
        kind = "group" if plural else "person"
        if several is None or phrase.pronoun in ("others", "both") or several.key not in self.by_key:
            return Speaker(phrase.text, kind, "unnamed", phrase.text.lower())
        noun = self.by_key[several.key].noun
        name = f"{phrase.text} {noun}" if noun and not plural else phrase.text
        return Speaker(name, kind, "unnamed", name.lower())


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
