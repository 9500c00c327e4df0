"""Who a source is: the bearer of a name, whom a pronoun means, what a description takes up, or nobody in particular."""

from __future__ import annotations

from dataclasses import replace

from helpers.findings.speakers.phrases import Phrase, read_phrase
from helpers.findings.speakers.references import FITS, Antecedents, Candidate, Descriptions, Heard
from helpers.findings.speakers.scene import Entity, Scene, Speaker
from helpers.text.records import Article, Attribution

PERSONAL = {"he": "he", "she": "she", "they": "they", "it": "it", "him": "he", "her": "she", "them": "they"}
PERSONAL |= {"his": "he", "their": "they", "its": "it"}
FIRST = frozenset({"i", "me", "we", "us"})
NOBODY = Speaker(None, "unknown", "none")
SOMEBODY = Speaker(None, "unknown", "unnamed")
ASKING, ANSWERING = frozenset({"q", "question"}), frozenset({"a", "answer"})


class Speakers:
    """Says of each source who it is, with what was heard before it in mind."""

    def __init__(self, scene: Scene, article: Article, attributions: list[Attribution]) -> None:
        self.scene, self.article = scene, article
        self.antecedents = Antecedents(scene)
        self.descriptions = Descriptions(scene, self._owner)
        self.heard: list[Heard] = []
        self.by_noun: dict[tuple[str, bool], Speaker] = {}
        self.asks, self.answers = self._parties(attributions)

    def all(self, attributions: list[Attribution]) -> list[Speaker]:
        """Speakers of all attributions, found in the order in which the article names them."""
        found = [replace(NOBODY) for _ in attributions]
        named = [number for number, row in enumerate(attributions) if row.source_spans]
        for number in sorted(named, key=lambda number: attributions[number].source_spans):
            found[number] = self._one(attributions[number])
        return found

    def _one(self, row: Attribution) -> Speaker:
        turn = _turn_of(row)
        if turn:
            return self._party(turn)
        phrase = read_phrase(self.scene, self.scene.within(row.source_spans[0]))
        if phrase is None:
            return replace(SOMEBODY)
        speaker = self._of_phrase(phrase)
        if speaker.key is not None:
            if speaker.noun:
                self.by_noun[speaker.noun, speaker.plural] = speaker
            self.heard.append(Heard(phrase.head, speaker))
        return speaker

    def _of_phrase(self, phrase: Phrase) -> Speaker:
        """Speaker behind a phrase: a pronoun's antecedent, the bearer of a name, what a description takes up, or itself."""
        if phrase.pronoun:
            return self._pronoun(phrase)
        if phrase.entities:
            return self._named(phrase)
        if self.descriptions.is_part(phrase):
            name = self.descriptions.whole(phrase)
            return Speaker(name, "group", "unnamed", name.lower(), plural=True)
        if not phrase.definite:
            return self._described(phrase)
        entity = self.descriptions.taken_up(phrase)
        earlier = self.by_noun.get((phrase.noun.lemma, phrase.noun.plural))
        repeated = earlier and phrase.noun.trait != "body" and self._repeats(phrase, earlier)
        if entity and (not repeated or entity.last_before(phrase.head) >= 0):
            return _of_entity(entity)
        return earlier if repeated else self._described(self.descriptions.fuller(phrase) or phrase)

    def _named(self, phrase: Phrase) -> Speaker:
        entities = phrase.entities
        if None in entities:
            return Speaker(None, "group" if len(entities) > 1 else "person", "named")
        if all(entity is entities[0] for entity in entities):
            return _of_entity(entities[0])
        name = " and ".join(entity.name for entity in entities)
        return Speaker(name, "group", "named", tuple(id(entity) for entity in entities), plural=True)

    def _described(self, phrase: Phrase) -> Speaker:
        key, noun = phrase.text.lower(), phrase.noun
        for article in ("the ", "a ", "an "):
            key = key.removeprefix(article)
        kind = "document" if phrase.head in self.scene.documents else noun.kind
        return Speaker(phrase.text, kind, phrase.naming, key, None, noun.lemma, noun.plural, {noun.agreement} - {"-"})

    def _repeats(self, phrase: Phrase, earlier: Speaker) -> bool:
        """Whether a description says no more than an earlier one: "the employee" after "the bank employee"."""
        said = {word for word in self.scene.tree.word[phrase.first : phrase.last] if word.isalpha()}
        return earlier.entity is None and said - {"the", "this", "that"} <= set((earlier.name or "").lower().split())

    def _pronoun(self, phrase: Phrase) -> Speaker:
        word = phrase.pronoun
        if word in ("who", "which", "that"):
            return self._before_clause(phrase)
        if word in FIRST:
            return self._first_person(phrase)
        if word not in PERSONAL:
            return self._counted(phrase)
        word = PERSONAL[word]
        speaker = self._meant(self.antecedents.find(word, phrase.head, self.heard), word)
        if speaker.key is not None and word in FITS:
            speaker.agreement.add(FITS[word])
            if speaker.entity:
                speaker.entity.kind, speaker.entity.sure = "person", True
                speaker.entity.guesses |= set() if speaker.entity.agreement else {FITS[word]}
            if speaker.noun:
                self.antecedents.learned.setdefault(speaker.noun, set()).add(FITS[word])
        return speaker

    def _meant(self, found: Candidate | Heard | None, word: str) -> Speaker:
        if isinstance(found, Heard):
            return found.speaker
        if found and found.entity and word != "they":
            return _of_entity(found.entity)
        if found and (found.entity or found.noun):
            tokens = self.antecedents.pair(found.place) if found.entity else self.antecedents.phrase(found.place)
            phrase = read_phrase(self.scene, tokens)
            if phrase and not phrase.pronoun:
                return self._of_phrase(phrase)
        named = word in ("he", "she") and any(entity.kind == "person" for entity in self.scene.entities)
        kind = {"he": "person", "she": "person", "they": "group"}.get(word, "unknown")
        return Speaker(None, kind, "named" if named else "role")

    def _owner(self, place: int) -> Entity | None:
        """Whom a possessive means: the bearer of the name, or the best antecedent of "his"."""
        word = PERSONAL.get(self.scene.tree.word[place])
        if word not in FITS:
            return self.scene.bearer.get(place)
        found = self.antecedents.find(word, place, self.heard)
        return found.speaker.entity if isinstance(found, Heard) else found.entity if found else None

    def _before_clause(self, phrase: Phrase) -> Speaker:
        """ "the aide who said": the noun before the relative clause."""
        tree, place = self.scene.tree, phrase.head
        while tree.dep[place] != "relcl" and tree.head[place] != place:
            place = tree.head[place]
        noun = tree.head[place]
        known = noun < phrase.head and noun != place
        before = read_phrase(self.scene, self.antecedents.phrase(noun)) if known else None
        return self._of_phrase(before) if before and not before.pronoun else replace(SOMEBODY)

    def _first_person(self, phrase: Phrase) -> Speaker:
        """ "I" in the author's own text."""
        author, one = self.article.author, phrase.pronoun in ("i", "me")
        if one and author and self.scene.tree.quotation[phrase.head] < 0:
            return Speaker(author, "person", "named", ("author", author))
        return Speaker(None, "person" if one else "group", "role")

    def _counted(self, phrase: Phrase) -> Speaker:
        """ "one", "others": of the many who spoke last, in the two sentences before."""
        sentence, plural = self.scene.tree.sentence, phrase.pronoun not in ("one", "another", "each")
        many = next((heard for heard in reversed(self.heard[-3:]) if heard.speaker.plural), None)
        near = many and sentence[phrase.head] - sentence[many.place] <= 2
        noun = many.speaker.noun if near and not plural else None
        name = f"{phrase.text} {noun}" if noun else phrase.text
        return Speaker(name, "group" if plural else "person", "unnamed", name.lower())

    def _parties(self, attributions: list[Attribution]) -> tuple[Entity | None, Entity | None]:
        """Who asks and who answers in a printed interview, from what stands before its first turn."""
        turns = [row.cue_spans[0][0] for row in attributions if _turn_of(row)]
        opening = self.scene.at(min(turns)) if turns else 0
        before = [(mention, entity) for mention, entity in self.scene.mentions if entity and mention.start < opening]
        asking = {id(entity) for mention, entity in before if self._meets(mention.end - 1)}
        persons = [entity for _, entity in before if entity.kind == "person" and id(entity) not in asking]
        asks = next((entity for _, entity in before if entity.kind == "media"), None)
        return asks, max(persons, key=lambda entity: len(entity.places), default=None)

    def _meets(self, last: int) -> bool:
        """Whether a name's bearer meets or interviews somebody: "Ann Lee met the writer Jon Pell"."""
        tree = self.scene.tree
        return tree.dep[last] == "nsubj" and tree.lemma(tree.head[last]) in ("meet", "interview")

    def _party(self, turn: str) -> Speaker:
        entity, outlet = (self.asks, self.article.outlet) if turn == "asks" else (self.answers, None)
        if entity:
            return _of_entity(entity)
        if outlet:
            return Speaker(outlet, "media", "named", ("outlet", outlet))
        return Speaker(None, "media" if turn == "asks" else "person", "role")


def kind_of(entity: Entity) -> str:
    """Kind of a speaker with a name; a place that speaks is its government."""
    return {"place": "government", None: "person"}.get(entity.kind, entity.kind)


def _of_entity(entity: Entity) -> Speaker:
    known = set(entity.agreement or entity.guesses)
    return Speaker(entity.name, kind_of(entity), "named", id(entity), entity, agreement=known)


def _turn_of(row: Attribution) -> str | None:
    """Whether a row is a question or an answer of a printed interview: asks or answers, else None."""
    word = (row.source or "").strip(". ").lower() if row.rule == "labelled" else ""
    return "asks" if word in ASKING else "answers" if word in ANSWERING else None
