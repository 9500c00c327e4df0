"""Where names stand: runs of capitalised words, less the titles before them."""

from __future__ import annotations

from functools import cache

from helpers.findings.speakers.scene import Mention, Scene
from helpers.text import lexicon

FEW = 3  # words of a name that a headline may keep for itself
LONGEST = 6  # words of the longest name looked for in a headline
LINKS = frozenset({"of", "for", "on"})
NO_NAMES = ("MD", "IN", "DT", "CC", "WRB", "WP", "PRP")  # tags that a surname at the start of a sentence never has


@cache
def titles() -> dict[str, str]:
    """Titles without their full stop, with the agreement they show."""
    return {entry[0].lower(): entry[1] for entry in lexicon.rows("titles.tsv")}


@cache
def offices() -> dict[str, str]:
    """Nouns for people that stand as titles before a name, with the agreement they show."""
    return {noun: agreement for noun, (_, agreement) in lexicon.table("person-nouns.tsv").items() if " " not in noun}


@cache
def small(use: str) -> frozenset[str]:
    """Words of one use in the list of words around names."""
    return frozenset(word for word, of_use in lexicon.rows("name-words.tsv") if of_use == use)


@cache
def kinds(name: str) -> dict[str, str]:
    """Names or nouns of a list, with the kind of whoever bears them."""
    return {key: columns[0] for key, columns in lexicon.table(name).items()}


@cache
def kept() -> frozenset[str]:
    """Titles that are part of the name: "Pope Clement", "Sir Piers"."""
    return lexicon.word_set("kept-titles.txt")


def find_mentions(scene: Scene) -> list[Mention]:
    """All names of an article in reading order."""
    found = [mention for run in _runs(scene) for mention in _cut(scene, *run) if not _common(scene, mention)]
    return _with_missed(scene, _in_headlines(scene, found))


def _common(scene: Scene, mention: Mention) -> bool:
    """Whether a single capitalised word is no name but a kind of body: "a super PAC"."""
    word = scene.tree.word[mention.start]
    single = mention.end - mention.start == 1 and not mention.definite and not mention.title
    return single and word in kinds("name-nouns.tsv") and word not in kinds("known-bodies.tsv")


def _in_headlines(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Where every word has a capital, the names are those that the rest of the article knows."""
    known = {tuple(scene.tree.word[m.start : m.end]) for m in mentions if m.start not in scene.shouted}
    long = {form for form in known if len(form) > 1}
    surnames = {form[-1:] for form in long if form[-1] not in kinds("name-nouns.tsv")}
    found = []
    for mention in mentions:
        length = mention.end - mention.start
        if length > 1 and mention.start in scene.shouted:
            mention = _known_part(scene, mention, long | surnames if length <= FEW else known)
        found.append(mention)
    return found


def _known_part(scene: Scene, mention: Mention, known: set[tuple[str, ...]]) -> Mention:
    length = mention.end - mention.start
    for size in range(min(length, LONGEST), 0, -1):
        for start in range(mention.start, mention.end - size + 1):
            form = tuple(scene.tree.word[start : start + size])
            if form in known and (size > 1 or start > mention.start or length > FEW):
                return Mention(start, start + size, mention.title if start == mention.start else (), mention.definite)
    return mention


def _with_missed(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and with them words at the start of a sentence that bear a person's name elsewhere.

    A capital says nothing there, so that the tags are often wrong: "Banks said".
    """
    known = {scene.tree.word[m.end - 1] for m in mentions if m.end - m.start > 1 or scene.tree.tag[m.start] == "NNS"}
    known -= kinds("name-nouns.tsv").keys() | kinds("places.tsv").keys() | small("never")
    known -= lexicon.word_set("demonyms.txt")
    taken = {place for mention in mentions for place in range(mention.start - len(mention.title), mention.end)}
    missed = [
        Mention(place, place + 1, (), False)
        for place, word in enumerate(scene.tree.word)
        if word in known
        and place not in taken
        and scene.form[place][0].isupper()
        and not (place in scene.starts and scene.tree.tag[place] in NO_NAMES)
    ]
    return sorted([*mentions, *missed])


def _runs(scene: Scene) -> list[tuple[int, int]]:
    """Runs of tokens that may be names: capitalised, proper by tag, with particles and "of" inside."""
    runs: list[tuple[int, int]] = []
    end = 0
    for place, text in enumerate(scene.form):
        if place < end or not text[0].isupper() or not _proper(scene, place):
            continue
        end = place + 1
        while (step := _joined(scene, place, end)) > 0:
            end += step
        runs.append((place, end))
    return runs


def _proper(scene: Scene, place: int) -> bool:
    """Whether a token may be part of a name."""
    if place >= len(scene.form) or not scene.form[place][0].isupper():
        return False
    text, word, tag = scene.form[place], scene.tree.word[place], scene.tree.tag[place]
    shouted = place in scene.shouted
    if word in small("never") and not (len(text) > 1 and text.isupper() and not shouted and tag in ("NNP", "NNPS")):
        return False
    if word in small("month"):
        return tag == "NNP" and _in_a_name(scene, place)
    if word in small("weekday"):
        return kinds("name-nouns.tsv").get("".join(scene.tree.word[place + 1 : place + 2])) == "media"
    if tag in ("NNP", "NNPS"):
        return True
    if word in small("leading"):
        return scene.form[place + 1 : place + 2] != [] and scene.form[place + 1].isdigit()
    if place in scene.starts:
        return tag == "NNS" and not shouted and _called_a_body(scene, place)
    return tag[:2] in ("NN", "JJ", "VB", "RB") and not shouted and len(text) > 2


def _called_a_body(scene: Scene, place: int) -> bool:
    """Whether an aside says of what looks like a plural that it is one body: "Loafers, the bakery chain, …"."""
    aside = scene.tree.child(place, "appos") if scene.tree.word[place + 1 : place + 2] == [","] else None
    noun = scene.noun(aside) if aside is not None and scene.tree.tag[aside] == "NN" else None
    return noun is not None and noun.kind in ("organisation", "media", "government")


def _in_a_name(scene: Scene, place: int) -> bool:
    """Whether a month is part of a name: "Theresa May", "Jan Koss", not "Monday, May 3" or "In May"."""
    tags, words = scene.tree.tag, scene.tree.word
    beside = [at for at in (place - 1, place + 1) if 0 <= at < scene.tree.size and tags[at] == "NNP"]
    named = any(scene.form[at][0].isupper() and words[at] not in small("never") for at in beside)
    return named and not any(form.isdigit() for form in scene.form[place + 1 : place + 3])


def _joined(scene: Scene, start: int, end: int) -> int:
    """How many more tokens belong to the run that ends here: 0 if none."""
    if end >= len(scene.form) or end in scene.breaks:
        return 0
    if _proper(scene, end):
        return 1
    text, word, last = scene.form[end], scene.tree.word[end], scene.form[end - 1]
    if text.isdigit() and len(text) < 4:
        return int(last.lower() in small("leading"))  # "Channel 6"
    if word in small("particle") and scene.form[end + 1 : end + 2] == ["-"] and _proper(scene, end + 2):
        return 3  # "Anwar al-Awlaki"
    if not _proper(scene, end + 1) or end + 1 in scene.breaks:
        over = text in LINKS and scene.form[end + 1 : end + 2] == ["the"] and _heads(last)
        return 2 if over and _proper(scene, end + 2) else 0
    if text in ("&", "-") or word in small("particle") or (text == "." and last.lower() in titles()):
        return 2
    if text in LINKS:
        return 2 if _heads(last) or scene.tree.word[start] in kept() else 0
    if text == "and":
        return 2 if _and_joins(scene, start, end) else 0
    return _possessive_joins(scene, end) if text in ("'s", "'") else 0


def _and_joins(scene: Scene, start: int, end: int) -> bool:
    """ "Department of Health and Human Services", "the Food and Drug Administration"."""
    if any(word in LINKS for word in scene.form[start + 1 : end]):
        return _heads(scene.form[start])
    determined = end - start == 1 and start > 0 and scene.tree.word[start - 1] == "the"
    return determined and end + 2 < len(scene.form) and _heads(scene.form[end + 2])


def _possessive_joins(scene: Scene, end: int) -> int:
    """ "Harbour Masters' Benevolent Association": up to a noun that says what bears the name."""
    if scene.tree.word[end - 1] in kinds("places.tsv"):
        return 0
    stop = end + 1
    while _proper(scene, stop):
        stop += 1
    plural = scene.form[end] == "'"
    return stop - end if scene.tree.word[stop - 1] in kinds("name-nouns.tsv") and (plural or stop - end > 2) else 0


def _heads(word: str) -> bool:
    """Whether a body's or an office's name may go on with "of" behind this word."""
    return any(word.lower() in words for words in (kinds("name-nouns.tsv"), offices(), titles()))


def _cut(scene: Scene, start: int, end: int) -> list[Mention]:
    """A run as mention: titles off its front; nothing if it is a title and no name."""
    determined = start > 0 and scene.tree.word[start - 1] == "the"
    definite = determined and scene.tree.tag[end : end + 1] not in (["NN"], ["NNS"])
    forms = [word.lower().rstrip(".") for word in scene.form[start:end]]
    whole = " ".join(forms)
    if start and scene.form[start - 1] in small("jurisdiction") and forms[-1] in small("court"):
        return []
    if whole in kinds("known-bodies.tsv") or whole in kinds("places.tsv"):
        return [Mention(start, end, (), definite)]
    last = _last_title(scene, start, forms)
    if last < 0:
        peoples = lexicon.word_set("demonyms.txt")
        plural = scene.tree.tag[end - 1] == "NNPS" and forms[-1].removesuffix("s") in peoples
        return [] if plural or whole in peoples else [Mention(start, end, (), definite)]
    last = _with_domain(forms, last)
    if last + 1 == len(forms) or forms[last + 1] in LINKS:
        return []
    bare = len(forms) - last - 1
    if forms[last] in kept() and (bare == 1 or forms[last + 2] in LINKS):
        first = last - 1 if last and forms[last - 1] in kept() else last
        return [Mention(start + first, end, tuple(forms[:first]), definite and not first)]
    return [Mention(start + last + 1, end, tuple(forms[: last + 1]), False)]


def _with_domain(forms: list[str], last: int) -> int:
    """Number of the last word of a title with what it is for: "Secretary of State", "Minister for Health and Sport"."""
    while last + 2 < len(forms) and forms[last + 1] in LINKS and forms[last + 2] in small("domain"):
        last += 2
        while last + 2 < len(forms) and (forms[last + 1] in small("domain") or forms[last + 1] in ("and", "the")):
            last += 1
    while last + 1 < len(forms) and not forms[last + 1]:
        last += 1
    return last


def _last_title(scene: Scene, start: int, forms: list[str]) -> int:
    """Number of the last word of the run's title, or -1: what follows a title is the name."""
    if forms[-1] in kinds("name-nouns.tsv") and forms[-1] not in titles():
        return -1
    for number in range(len(forms) - 1, -1, -1):
        form = forms[number]
        shout = len(form) > 3 and scene.form[start + number].isupper()
        if (form in titles() or form in offices()) and not shout:
            surname = 0 < number == len(forms) - 1 and not _described(scene, start, forms[:number])
            if not surname:
                return number
    return -1


def _described(scene: Scene, start: int, before: list[str]) -> bool:
    """Whether the words before an office are no given name ("the House Speaker", "Foreign Minister")."""
    if start > 0 and scene.tree.tag[start - 1] in ("DT", "PRP$", "POS"):
        return True
    lists = (kinds("name-nouns.tsv"), kinds("places.tsv"), titles(), small("describing"))
    return any(word in words for word in before for words in lists)
