"""Where names stand: runs of capitalised words, less the titles before them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from helpers.findings.speakers.words import Words
from helpers.text import lexicon

FEW = 3  # words of a name that a headline may keep for itself
LONGEST = 6  # words of the longest name looked for in a headline
LINKS = frozenset({"of", "for", "on"})


class Mention(NamedTuple):
    """One occurrence of a name: its tokens without title, the title, and whether "the" stands before it."""

    start: int
    end: int
    title: tuple[str, ...]
    definite: bool


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
    return frozenset(word for word, of_use in lexicon.rows("name-words.tsv") if of_use == use)


@cache
def kinds(name: str) -> dict[str, str]:
    return {key: columns[0] for key, columns in lexicon.table(name).items()}


def find_mentions(words: Words) -> list[Mention]:
    """All names of an article in reading order."""
    found = [mention for run in _runs(words) for mention in _cut(words, *run) if not _common(words, mention)]
    return _with_missed(words, _in_headlines(words, found))


def _common(words: Words, mention: Mention) -> bool:
    """Whether a single capitalised word is no name but a kind of body: "a super PAC"."""
    word = words.tree.word[mention.start]
    single = mention.end - mention.start == 1 and not mention.definite and not mention.title
    return single and word in kinds("name-nouns.tsv") and word not in kinds("known-bodies.tsv")


def _in_headlines(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Where every word has a capital, the names are those that the rest of the article knows; elsewhere a word that
    the article also writes small is no given name.
    """
    known = {tuple(words.tree.word[m.start : m.end]) for m in mentions if m.start not in words.shouted}
    surnames = {form[-1:] for form in known if len(form) > 1 and form[-1] not in kinds("name-nouns.tsv")}
    bearers = Counter(form[-1:] for form in known if len(form) > 1 and form[-1] not in kinds("name-nouns.tsv"))
    lower = {word for word, form in zip(words.tree.word, words.form, strict=True) if word == form}
    found = []
    for mention in mentions:
        first, last = words.tree.word[mention.start], (words.tree.word[mention.end - 1],)
        if mention.end - mention.start == 1:
            found.append(mention)
        elif mention.start in words.shouted:
            short = mention.end - mention.start <= FEW
            found.append(_known_part(words, mention, {f for f in known if len(f) > 1} | surnames if short else known))
        elif mention.end - mention.start == 2 and bearers[last] > 1 and _only_describes(first, lower):
            found.append(Mention(mention.start + 1, mention.end, mention.title, False))
        else:
            found.append(mention)
    return found


def _only_describes(word: str, lower: set[str]) -> bool:
    """Whether a capitalised word before a surname is no given name: "Top Sanders aides", "Republican Trump"."""
    if word in kept() or word in small("leading"):
        return False
    return word in lower or word in small("describing") or word in lexicon.word_set("demonyms.txt")


def _known_part(words: Words, mention: Mention, known: set[tuple[str, ...]]) -> Mention:
    length = mention.end - mention.start
    for size in range(min(length, LONGEST), 0, -1):
        for start in range(mention.start, mention.end - size + 1):
            if (size > 1 or start > mention.start or length > FEW) and tuple(
                words.tree.word[start : start + size]
            ) in known:
                return Mention(start, start + size, mention.title if start == mention.start else (), mention.definite)
    return mention


def _with_missed(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and with them words at the start of a sentence that bear a person's name elsewhere.

    A capital says nothing there, so that the tags are often wrong: "Banks said".
    """
    lower = {word for word, form in zip(words.tree.word, words.form, strict=True) if word == form}
    inside = {words.tree.word[mention.start] for mention in mentions if _single_inside(words, mention)} - lower
    known = inside | {words.tree.word[mention.end - 1] for mention in mentions if mention.end - mention.start > 1}
    known -= kinds("name-nouns.tsv").keys() | kinds("places.tsv").keys() | small("never")
    known -= lexicon.word_set("demonyms.txt")
    taken = {place for mention in mentions for place in range(mention.start - len(mention.title), mention.end)}
    missed = [
        Mention(place, place + 1, (), False)
        for place, word in enumerate(words.tree.word)
        if word in known
        and place not in taken
        and words.form[place][0].isupper()
        and not (place in words.starts and words.tree.tag[place] in ("MD", "IN", "DT", "CC", "WRB", "WP", "PRP"))
    ]
    return sorted([*mentions, *missed])


def _single_inside(words: Words, mention: Mention) -> bool:
    return mention.end - mention.start == 1 and mention.start not in words.starts


def _runs(words: Words) -> list[tuple[int, int]]:
    """Runs of tokens that may be names: capitalised, proper by tag, with particles and "of" inside."""
    runs: list[tuple[int, int]] = []
    place, count = 0, len(words.form)
    while place < count:
        if not _proper(words, place):
            place += 1
            continue
        end = place + 1
        while (step := _joined(words, place, end)) > 0:
            end += step
        runs.append((place, end))
        place = end
    return runs


def _proper(words: Words, place: int) -> bool:
    text, tag = words.form[place], words.tree.tag[place]
    shout = len(text) > 1 and text.isupper() and place not in words.shouted and tag in ("NNP", "NNPS")
    if not text[0].isupper() or (text.lower() in small("never") and not shout):
        return False
    if text.lower() in small("weekday") | small("month"):
        return tag == "NNP" and _dated_name(words, place)
    if tag in ("NNP", "NNPS"):
        return True
    if place in words.starts and text.lower() in _first_words():
        return any(" ".join(words.tree.word[place : place + n]) in kinds("known-bodies.tsv") for n in (2, 3, 4))
    if text.lower() in small("leading"):
        return words.form[place + 1 : place + 2] != [] and words.form[place + 1].isdigit()
    return (
        tag[:2] in ("NN", "JJ", "VB", "RB")
        and place not in words.starts
        and place not in words.shouted
        and len(text) > 2
    )


def _dated_name(words: Words, place: int) -> bool:
    """Whether a month or a weekday is part of a name: "Theresa May", "Jan Koss", "the Sunday Courier"."""
    following = words.form[place + 1 : place + 2]
    word = following[0].lower() if following else ""
    if words.tree.word[place] in small("weekday"):
        return kinds("name-nouns.tsv").get(word) == "media"
    dated = word.isdigit() or (
        word in (",", "of") and words.form[place + 2 : place + 3] and words.form[place + 2].isdigit()
    )
    before = words.tree.tag[place - 1] == "NNP" and words.tree.word[place - 1] not in small("never") if place else False
    after = (
        bool(word) and following[0][0].isupper() and words.tree.tag[place + 1] == "NNP" and word not in small("never")
    )
    return not dated and (before or after)


def _joined(words: Words, start: int, end: int) -> int:
    """How many more tokens belong to the run that ends here: 0 if none."""
    if end >= len(words.form) or end in words.breaks:
        return 0
    text, last = words.form[end], words.form[end - 1]
    if _proper(words, end):
        return 1
    if text.isdigit() and len(text) < 4:
        return _number_joins(words, end)
    if text.lower() in small("particle") and words.form[end + 1 : end + 2] == ["-"] and _proper_at(words, end + 2):
        return 3
    if not _proper_at(words, end + 1) or end + 1 in words.breaks:
        over = (
            text in LINKS and words.form[end + 1 : end + 2] == ["the"] and _heads(last) and _proper_at(words, end + 2)
        )
        return 2 if over else 0
    if text in ("&", "-") or text.lower() in small("particle") or (text == "." and last.lower() in titles()):
        return 2
    if text in LINKS:
        return 2 if _heads(last) or words.form[start].lower() in kept() or _of_joins(words, start, end) else 0
    if text == "and":
        return 2 if _and_joins(words, start, end) else 0
    return _possessive_joins(words, end) if text in ("'s", "'") else 0


def _of_joins(words: Words, start: int, end: int) -> bool:
    """ "the Division of Gaming": a determined name of few words goes on behind "of"."""
    determined = start > 0 and words.tree.word[start - 1] == "the"
    return determined and words.form[end] == "of" and end - start < 4 and words.tree.tag[end - 1] == "NNP"


def _number_joins(words: Words, end: int) -> int:
    """ "Channel 6 News"."""
    if _proper_at(words, end + 1) and words.tree.word[end + 1] in (small("leading") | {"news"}):
        return 2
    return 1 if words.tree.word[end - 1] in small("leading") else 0


def _and_joins(words: Words, start: int, end: int) -> bool:
    """ "Department of Health and Human Services", "the Food and Drug Administration"."""
    if any(word in LINKS for word in words.form[start + 1 : end]):
        return _heads(words.form[start])
    determined = end - start == 1 and start > 0 and words.tree.word[start - 1] == "the"
    return determined and end + 2 < len(words.form) and _heads(words.form[end + 2])


def _possessive_joins(words: Words, end: int) -> int:
    """ "Harbour Masters' Benevolent Association": up to a noun that says what bears the name."""
    if words.tree.word[end - 1] in kinds("places.tsv"):
        return 0
    stop = end + 1
    while stop < len(words.form) and _proper(words, stop):
        stop += 1
    plural = words.form[end] == "'"
    return stop - end if words.tree.word[stop - 1] in kinds("name-nouns.tsv") and (plural or stop - end > 2) else 0


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in kinds("known-bodies.tsv") if " " in name)


def _proper_at(words: Words, place: int) -> bool:
    return place < len(words.form) and _proper(words, place)


def _heads(word: str) -> bool:
    """Whether a body's or an office's name may go on with "of" behind this word."""
    return word.lower() in kinds("name-nouns.tsv") or word.lower() in offices() or word.lower() in titles()


@cache
def kept() -> frozenset[str]:
    return lexicon.word_set("kept-titles.txt")


def _cut(words: Words, start: int, end: int) -> list[Mention]:
    """A run as mention: titles off its front; nothing if it is a title and no name."""
    determined = start > 0 and words.tree.word[start - 1] == "the"
    definite = determined and words.tree.tag[end : end + 1] not in (["NN"], ["NNS"])
    forms = [word.lower().rstrip(".") for word in words.form[start:end]]
    if start and words.form[start - 1] in small("jurisdiction") and forms[-1] in small("court"):
        return []
    if " ".join(forms) in kinds("known-bodies.tsv") or " ".join(forms) in kinds("places.tsv"):
        return [Mention(start, end, (), definite)]
    if determined and len(forms) > 2 and forms[-1] in offices() and kinds("name-nouns.tsv").get(forms[-1]) == "media":
        return [Mention(start, end, (), True)]
    last = _last_title(words, start, end, forms)
    if last < 0:
        skip = _describing_people(forms)
        people = forms[-1].removesuffix("s") in lexicon.word_set("demonyms.txt") and words.tree.tag[end - 1] == "NNPS"
        return [] if people or skip >= len(forms) else [Mention(start + skip, end, (), definite and not skip)]
    while last + 2 < len(forms) and forms[last + 1] in LINKS and forms[last + 2] in small("domain"):
        last += 2
        while last + 2 < len(forms) and (forms[last + 1] in small("domain") or forms[last + 1] in ("and", "the")):
            last += 1
    while last + 1 < len(forms) and not forms[last + 1]:
        last += 1
    if last + 1 == len(forms) and determined and _called(forms):
        return [Mention(start, end, (), True)]
    if last + 1 == len(forms) or forms[last + 1] in LINKS:
        return []
    bare = len(forms) - last - 1
    if (bare == 1 and forms[last] in kept()) or (bare > 1 and forms[last + 2] in LINKS and forms[last] in kept()):
        first = last - 1 if last and forms[last - 1] in kept() else last
        return [Mention(start + first, end, tuple(forms[:first]), definite and not first)]
    body = _body_before(forms[:last])
    name = Mention(start + last + 1, end, tuple(forms[body : last + 1]), False)
    return [Mention(start, start + body, (), determined), name] if body else [name]


def _called(forms: list[str]) -> bool:
    """Whether a capitalised noun for a person is no office, and so a name: "The Advocate"."""
    trait = lexicon.table("person-nouns.tsv").get(forms[0], ("office",))[0]
    return len(forms) == 1 and forms[0] not in titles() and trait == "proxy"


def _body_before(forms: list[str]) -> int:
    """How many words before a title name the body that it belongs to: "Leeds United manager"."""
    for count in range(len(forms), 1, -1):
        if forms[count - 1] in kinds("name-nouns.tsv") or " ".join(forms[:count]) in kinds("known-bodies.tsv"):
            return count
    single = bool(forms) and forms[0] not in titles() and forms[0] not in small("describing")
    return 1 if single and forms[0] in kinds("known-bodies.tsv") else 0


def _describing_people(forms: list[str]) -> int:
    """How many words at the front only say which people or party somebody belongs to."""
    demonyms = lexicon.word_set("demonyms.txt")
    for count in (2, 1):
        people = " ".join(forms[:count])
        alone = len(forms) == count + 1
        if (
            (people in demonyms or people.removesuffix("s") in demonyms)
            and not alone
            and (len(forms) <= count or forms[-1] not in kinds("name-nouns.tsv"))
        ):
            return count
    return 0


def _last_title(words: Words, start: int, end: int, forms: list[str]) -> int:
    """Number of the last word of the run's title, or -1: what follows a title is the name."""
    organisation = forms[-1] in kinds("name-nouns.tsv") and forms[-1] not in titles()
    if organisation:
        return -1
    for number in range(len(forms) - 1, -1, -1):
        form = forms[number]
        if (form in titles() or form in offices()) and not (len(form) > 3 and words.form[start + number].isupper()):
            final = number == len(forms) - 1
            surname = final and number > 0 and not _described(words, start, forms[:number])
            if not surname:
                return number
    return -1


def _described(words: Words, start: int, before: list[str]) -> bool:
    """Whether the words before an office are no given name ("the House Speaker", "Foreign Minister")."""
    determined = start > 0 and (words.tree.tag[start - 1] in ("DT", "PRP$", "POS"))
    return determined or any(
        word in kinds("name-nouns.tsv")
        or word in kinds("places.tsv")
        or word in titles()
        or word in small("describing")
        for word in before
    )
