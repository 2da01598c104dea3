"""Spells out abbreviations and says everyday words as a document does.

Which words, and what they stand for in whose record, is data; here is how they are put in:
with "the" where the sentence needs it, in the plural, with "a" or "an" put right.
"""

from __future__ import annotations

import re

from chronology_app.reading.court.draft import Draft, is_determined
from chronology_app.reading.court.names import find_one
from chronology_app.reading.court.text import Text
from chronology_app.reading.court.words import Found, Long, Phrases

#: Before somebody's post, these words leave room for "the".
_LEAVES_ROOM = frozenset(
    "by to with from for of at on than via and or but that when because as if while after before "
    "told asked informed advised rang called phoned saw contacted met emailed texted said when "
    "until since so then".split()
)
#: After a post these nouns make it the name of something: "social worker visit".
_OF_THE_POST = frozenset(
    "visit visits appointment appointments appt appts review reviews clinic record records report "
    "reports team contact contacts call letter referral notes check checks service services".split()
)
_CALLS = frozenset(("call", "calls", "called", "calling"))
_CALLED = frozenset(("him", "her", "them", "me", "it"))
_OWN = frozenset(("my", "our", "mine"))
_ROMAN = re.compile(r"[IVX]+")
#: The longest word of capitals that is taken for an abbreviation.
_LONGEST_SHORT = 6
#: Clipped words that figures follow.
_BEFORE_FIGURES = ("approx", "tel")
#: Before a name these keep "the": "the mother Leanne".
_WITH_ARTICLE = ("mother", "father")


def change_relatives(draft: Draft) -> None:
    """Say "Mum", "Nan", "Dad" as a document does."""
    text = draft.text
    for found in draft.words.family.find(text):
        before = text.before(found.first)
        if not draft.is_free(found.first, found.last) or before in _OWN:
            continue
        if _is_called(text, found.first):
            continue
        new = found.value
        word = text.words[found.first].text
        is_name_next = draft.is_capital(found.last) and new not in _WITH_ARTICLE
        if is_name_next:
            new = new.capitalize() if word[:1].isupper() else new
        elif not is_determined(before) and not new.endswith("s"):
            new = _named_parent(draft, new) or f"the {new}"
        _put(draft, found, new, "family")


def _is_called(text: Text, number: int) -> bool:
    """Say whether the word is what somebody is called: "Owen calls him dad"."""
    last = [word.low for word in text.words[max(0, number - 2) : number]]
    return len(last) == 2 and last[0] in _CALLS and last[1] in _CALLED


def _named_parent(draft: Draft, word: str) -> str:
    """Return a parent's name where the style of the case is names and there is one such parent."""
    if draft.words.style("parents") != "name":
        return ""
    one = find_one(draft.around.people, word)
    return one.name if one is not None else ""


def change_short(draft: Draft) -> None:
    """Spell out abbreviations and clipped words, and say slang otherwise."""
    explained: set[str] = set()
    for found in draft.words.longs(draft.around.agency).find(draft.text):
        if not draft.is_free(found.first, found.last) or found.key in draft.words.known:
            continue
        if len(found.key) == 1 and found.key.isupper() and _is_initial(draft.text, found.first):
            continue
        if found.key in explained or _is_explained(draft, found):
            explained.add(found.key)
            draft.take(found.first, found.last)
            continue
        long, is_person = _meaning(draft, found)
        if not long or (found.is_plural and _has_no_plural(long)):
            readings = (long,) if long else found.value.words
            draft.mark(found.first, found.last, "abbreviation", *readings)
            continue
        new = _plural(long) if found.is_plural else long
        if is_person and not found.is_plural:
            new = _with_article(draft, found, new)
        _put(draft, found, new, found.value.rule)


def _is_initial(text: Text, number: int) -> bool:
    """Say whether a letter belongs to a name, a number or a list: "M. Lee", "Flat F", "(M)"."""
    word = text.words[number]
    around = text.text[word.start - 1 : word.start], text.text[word.end : word.end + 1]
    is_alone = all(not sign.strip() or sign in ",;:" for sign in around)
    before = text.words[number - 1].text if text.before(number) else ""
    after = text.words[number + 1].text if text.after(number) else ""
    return not is_alone or before[:1].isupper() or after[:1].isupper() or after[:1].isdigit()


def _meaning(draft: Draft, found: Found[Long]) -> tuple[str, bool]:
    """Return what an abbreviation means here, if that is sure, and whether it is somebody."""
    before, after = draft.text.before(found.first), draft.text.after(found.last)
    rows = draft.words.contexts.get(found.key, ())
    fitting = {row.long: row for row in rows if before in row.after or after in row.before}
    if len(fitting) == 1:
        (row,) = fitting.values()
        return row.long, row.is_person
    if fitting or len(found.value.words) > 1:
        return "", False
    return found.value.words[0], found.value.is_person


def _is_explained(draft: Draft, found: Found[Long]) -> bool:
    """Say whether an abbreviation stands in brackets after what it stands for."""
    start = draft.text.words[found.first].start
    if draft.text.text[start - 1 : start] != "(" or not start:
        return False
    lead = draft.text.text[max(0, start - 80) : start - 1].rstrip().casefold()
    return any(lead.endswith(long.casefold()) for long in found.value.words)


def _with_article(draft: Draft, found: Found[Long], new: str) -> str:
    text = draft.text
    before = text.before(found.first)
    if found.value.is_relative:
        return new if is_determined(before) else f"the {new}"
    if text.after(found.last) in _OF_THE_POST or draft.is_capital(found.last):
        return new
    is_opening = text.words[found.first].start in text.openings
    return f"the {new}" if is_opening or before in _LEAVES_ROOM else new


def _has_no_plural(long: str) -> bool:
    """Say whether more than the last word would change: "child in need"."""
    return any(f" {word} " in long for word in ("of", "in", "for", "to"))


def _plural(long: str) -> str:
    if long.endswith("s"):
        return long
    if long.endswith("y") and long[-2] not in "aeiou":
        return f"{long[:-1]}ies"
    return f"{long}s"


def _put(draft: Draft, found: Found[str] | Found[Long], new: str, rule: str) -> None:
    last = draft.text.words[found.last]
    ending = last.ending if found.key[-2:] != last.ending else ""
    first, new = draft.fit_article(found.first, new)
    is_clipped = isinstance(found.value, Long) and found.value.is_clipped
    dot = is_clipped and not ending and _has_own_dot(draft.text, last.end, found.key)
    draft.change(first, found.last, new + ending, rule, dot=dot)


def _has_own_dot(text: Text, end: int, key: str) -> bool:
    """Say whether a full stop belongs to a clipped word: the sentence goes on after it."""
    following = text.text[end : end + 3]
    if following[:1] != ".":
        return False
    rest = following[1:].lstrip()
    goes_on = rest[:1].islower() or (rest[:1].isdigit() and key in _BEFORE_FIGURES)
    return following[1:2] == "," or (following[1:2] == " " and goes_on)


def change_sections(draft: Draft) -> None:
    """Write "s47" as "section 47"."""
    numbers = draft.words.listed("sections", "numbers")
    for number, word in enumerate(draft.text.words):
        if word.text[0] not in "sS" or not draft.is_free(number):
            continue
        if word.text[1:] in numbers:
            draft.change(number, number, f"section {word.text[1:]}", "section")
        elif word.text in "sS" and number + 1 < len(draft.text.words):
            following = draft.text.words[number + 1]
            gap = draft.text.text[word.end : following.start]
            if gap == "." and following.text in numbers and draft.is_free(number + 1):
                draft.change(number, number + 1, f"section {following.text}", "section")


def mark_unknown(draft: Draft) -> None:
    """Point at words of capitals that nothing explains."""
    capitals = [w.text.isupper() and len(w.text) > 1 for w in draft.text.words]
    if sum(capitals) * 2 > len(capitals) and len(capitals) > 1:
        return  # written in capitals altogether
    for number, word in enumerate(draft.text.words):
        if not capitals[number] or not 1 < len(word.base) <= _LONGEST_SHORT:
            continue
        is_letters = word.base.isalpha() and not _ROMAN.fullmatch(word.base)
        if is_letters and word.base not in draft.words.known and draft.is_free(number):
            lead = draft.text.text[word.start - 1 : word.start] if word.start else ""
            if lead != "(" and not draft.text.is_in_number(number):
                draft.mark(number, number, "abbreviation")


def protect(draft: Draft, *phrases: Phrases[bool]) -> None:
    """Let nobody touch what only looks like one of the rows."""
    for found in (one for list_ in phrases for one in list_.find(draft.text)):
        draft.take(found.first, found.last)
