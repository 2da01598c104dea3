"""Names the writer where a record says "I", "me" or "my".

Owns who the writer is as far as the record says, and where these words are the writer's own. Where
either is not sure they stay, and are pointed at.
"""

from __future__ import annotations

import re

from chronology_app.reading.court.draft import Draft
from chronology_app.reading.court.names import calls_of, full_name
from chronology_app.reading.names import is_family

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|PC|DC|DS|PS|Sgt)"
#: A person's name: two or more words with capitals, or an initial or a title before a surname.
_NAME = re.compile(
    rf"(?:{_TITLES}\.? )?(?:[A-Z]\.? ?)?[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){{0,3}}", re.UNICODE
)
_PLACES = re.compile(
    r"school|trust|service|team|council|surgery|practice|hospital|police|constabulary|nursery"
    r"|primary|academy|clinic|health|department|centre|college|office",
    re.I,
)
_ONE = frozenset(("i", "me", "my", "mine", "myself"))
_MANY = frozenset(("we", "us", "our", "ours", "ourselves"))
_SHORTENED = {"i'm": "is", "i've": "has", "i'll": "will"}
_MANY_SHORTENED = {"we're": "are", "we've": "have", "we'll": "will"}
_UNCLEAR = frozenset(("i'd", "we'd"))
#: All words of the first person.
WORDS = _ONE | _MANY | _UNCLEAR | _SHORTENED.keys() | _MANY_SHORTENED.keys()
#: Before "I" these make it a figure.
_NUMBERED = frozenset("stage type phase level part grade section figure class schedule".split())
#: After a verb of saying these show that the words are not the speaker's own.
_INDIRECT = frozenset("me us that about for if whether to".split())
_WITH_OTHERS = frozenset("joint jointly".split())
_RELATIVES = frozenset(
    "mother father brother sister son daughter parents children child family own baby".split()
)
#: So many words of a sentence are looked at; in a longer one nothing is taken for sure.
_REACH = 80
_IRREGULAR = {"have": "has", "am": "is", "do": "does"}


def name_writer(draft: Draft) -> None:
    """Say who "I" and "we" are, or point at them."""
    if not any(word.low in WORDS for word in draft.text.words):
        return
    one, many = writer_of(draft), _organisation(draft)
    for number, word in enumerate(draft.text.words):
        low = word.low
        is_one = low in _ONE or low in _SHORTENED
        is_many = low in _MANY or low in _MANY_SHORTENED
        if not (is_one or is_many or low in _UNCLEAR) or not draft.is_free(number):
            continue
        if _is_no_writer(draft, number, low):
            continue
        name = one if is_one else many if is_many else ""
        new = _put(draft, number, low, name, is_one=is_one) if name else None
        if new is None or _is_spoken(draft, number):
            draft.mark(number, number, "writer")
            continue
        last, words = new
        draft.change(number, last, words, "writer")


def writer_of(draft: Draft) -> str:
    """Return how the writer is called; empty where the record does not say."""
    around, words = draft.around, draft.words
    author = " ".join(around.author.split())
    if not author:
        return ""
    found = calls_of(around.people).people.find(author)
    hint = found[0].person if found else None
    if hint is not None and (is_family(hint.role) or hint.is_child):
        return full_name(hint, words)
    posts = sorted(words.listed("writer", "posts"), key=len, reverse=True)
    said = f"{author} {hint.role if hint is not None else ''}".casefold()
    post = next((p for p in posts if re.search(rf"\b{re.escape(p.casefold())}\b", said)), "")
    name = hint.name if hint is not None else _name_in(author)
    if post and (words.style("author") == "role" or not name):
        return f"the {post}"
    return name


def _name_in(author: str) -> str:
    """Return the name in an author line ("R. Ames, duty team"); empty where there is none."""
    first = re.split(r"[,;(/|]| - ", author)[0].strip()
    is_name = _NAME.fullmatch(first) and len(first.split()) > 1 and not _PLACES.search(first)
    return first if is_name else ""


def _organisation(draft: Draft) -> str:
    """Return who "we" is in an organisation's own record; empty where others may be meant."""
    around = draft.around
    found = calls_of(around.people).people.find(around.author)
    if any(is_family(one.person.role) for one in found):
        return ""
    if any(word.text.casefold() in _WITH_OTHERS for word in draft.text.words):
        return ""
    return str(draft.words.of_table("we").get(around.agency, ""))


def _is_no_writer(draft: Draft, number: int, low: str) -> bool:
    """Say whether the letters stand for something else: "Stage I", "US", a Welsh "i"."""
    text = draft.text
    word = text.words[number].text
    if low == "us" and word == "US":
        return True
    if low == "i":
        if text.before(number) in _NUMBERED or text.text[text.words[number].end :][:1] == ".":
            return True
        return word == "i" and not _is_verb(draft, text.after(number))
    return False


def _is_verb(draft: Draft, word: str) -> bool:
    words = draft.words
    known = (*words.listed("writer", "past"), *words.listed("writer", "present"))
    return word in known or word in _IRREGULAR or word.endswith("ed")


def _is_spoken(draft: Draft, number: int) -> bool:
    """Say whether the words may be somebody else's, repeated without quotation marks."""
    text = draft.text
    saying = frozenset(draft.words.listed("writer", "saying"))
    start = text.sentence_of(text.words[number].start)[0]
    for at in range(number - 1, -1, -1):
        word = text.words[at]
        if word.start < start:
            return False
        if number - at > _REACH:
            return True
        if word.text.casefold() not in saying:
            continue
        lead = [w.text.casefold() for w in text.words[max(0, at - 3) : at] if w.start >= start]
        if set(lead) & {"i", "we"}:
            return False
        following = [w.text.casefold() for w in text.words[at + 1 : number + 1][:2]]
        return not set(following) & _INDIRECT
    return False


def _put(draft: Draft, number: int, low: str, name: str, *, is_one: bool) -> tuple[int, str] | None:
    """Return the last word that changes and the new words; None where it is not sure."""
    text = draft.text
    if low == "my":
        is_relative = bool(text.after(number)) and (
            text.after(number) in _RELATIVES or draft.words.family.at(text, number + 1) is not None
        )
        return None if is_relative else (number, name + ("'" if name.endswith("s'") else "'s"))
    if low in ("me", "us"):
        return number, name
    if low in _MANY_SHORTENED:
        return number, f"{name} {_MANY_SHORTENED[low]}"
    if low == "we":
        return number, name
    if low in _SHORTENED and text.before(number) != "and":
        return number, f"{name} {_SHORTENED[low]}"
    if low == "i" and is_one:
        return _with_verb(draft, number, name)
    return None


def _with_verb(draft: Draft, number: int, name: str) -> tuple[int, str] | None:
    """Return "I feel" as "the social worker feels"; None where the verb is not known."""
    text, words = draft.text, draft.words
    adverbs = words.listed("writer", "adverbs")
    at = number + 1
    while text.after(at - 1) and (
        text.after(at - 1) in adverbs or text.after(at - 1).endswith("ly")
    ):
        at += 1
    verb = text.after(at - 1)
    if not verb:
        before = text.before(number)
        return (number, name) if before in ("and", "than", "between") else None
    present = words.listed("writer", "present")
    if _goes_on_in_present(draft, at, present):
        return None
    past = words.listed("writer", "past")
    if verb in past or (verb.endswith("ed") and verb not in present):
        return number, name
    if text.before(number) == "and":  # "Mum and I have": the verb is plural and stays so
        return (number, name) if verb in present or verb in _IRREGULAR else None
    if (verb not in present and verb not in _IRREGULAR) or not draft.is_free(number, at):
        return None
    third = _IRREGULAR.get(verb) or _third(verb)
    between = text.text[text.words[number].end : text.words[at].start]
    return at, f"{name}{between}{third}"


def _goes_on_in_present(draft: Draft, at: int, present: tuple[str, ...]) -> bool:
    """Say whether a second verb belongs to "I": "I visited and feel"."""
    text = draft.text
    end = text.sentence_of(text.words[at].start)[1]
    for number in range(at + 1, len(text.words)):
        word = text.words[number]
        if word.start >= end:
            return False
        if number - at > _REACH:
            return True
        if word.text.casefold() in present and text.before(number) in ("and", "but"):
            return True
    return False


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"
