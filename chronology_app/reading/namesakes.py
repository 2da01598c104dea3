"""Tells a child of the family from somebody else of the same first name: "Owen" from "Owen Price".

Owns what counts as another surname; the names of the family are found by `names`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

#: Words that may follow a first name with a capital and are no surname.
_NO_SURNAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|(?:[A-Z]{2,4})$|Mum|Dad|Mam|Said|Was|Is|Has|Had"
    r"|Year|Reception|Nursery|School|Home|Visit|Police|Health|Social|Today|Not|No|And|The|He|She"
    r"|Aged?|Child|Class|Late|Present|Attended|Seen|Told|Came|Missed|Date|Disclosed|Reported"
    r"|Concern|Update|Review|Asked|Arrived|Absent|Says|States?|Stated|Mother|Father|Brother|Sister"
    r"|Both|Who|With|Without|Then|When|Where|Alone|Asleep|Crying|Still|Again|Found|Left|Taken|Born"
    r"|Wearing|Looked|Appeared|Remains?|Lives|Living|Stood|Ran|Went|Brought|Collected|Refused"
)
_FOLLOWING = re.compile(r"\s+(?P<word>[A-Z][\w'’]*(?:-[A-Z]?[\w'’]*)*)")
#: What stands behind a whole name in capitals: a comma, sex, age, date of birth, the end.
_BEHIND_NAME = re.compile(r"\s*(?:[,;/(\-–]|$|\n|(?:[MF]|MALE|FEMALE|DOB|AGED?|BORN)\b|\d)")
_FAMILY_OF = re.compile(r"['’]s$", re.I)


def find_other_surname(text: str, end: int, *, capitals: bool, surnames: Collection[str]) -> str:
    """Return the other surname that follows a first name ending at `end`; "" for none.

    `capitals`: the first name stands in capitals. `surnames` holds all words of the family's names
    in lower case. The family's own abbreviations ("Owen K.", "OWEN O-K") are no other surname, and
    neither is the next word of a record that is all in capitals ("OWEN STOOD IN FRONT").
    """
    following = _FOLLOWING.match(text, end)
    if following is None:
        return ""
    word = _FAMILY_OF.sub("", following.group("word"))
    shape = word.title() if word.isupper() else word
    if _NO_SURNAME.match(shape) or _NO_SURNAME.match(word) or _is_own(word, surnames):
        return ""
    if len(re.sub(r"\W", "", word)) < 3 or (word.isupper() and len(word) < 3):
        return ""
    if capitals and word.isupper() and not _stands_alone(text, following.end()):
        return ""
    return following.group("word")


def _is_own(word: str, surnames: Collection[str]) -> bool:
    """Say whether a word is one of the family's names, or made of their first letters."""
    parts = [part.lower() for part in re.split(r"[^\w]+", word) if part]
    firsts = {name[0] for name in surnames if name}
    return all(part in surnames or (len(part) == 1 and part in firsts) for part in parts)


def _stands_alone(text: str, end: int) -> bool:
    """Say whether two words in capitals are a whole name, not the beginning of a sentence."""
    behind = text[end : end + 40]
    if _BEHIND_NAME.match(behind):
        return True
    next_word = re.match(r"\s+([^\W\d_]+)", behind)
    return next_word is not None and not next_word.group(1).isupper()
