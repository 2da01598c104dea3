"""Finds people whom a text names and the case does not know yet, so that they can be added.

Owns the ways in which a name is brought in (a title, a relation beside it); known people are found
by `names`. A name is only proposed: who it is, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronology_app.model import SuggestedPerson
from chronology_app.reading.names import People

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Father|Sister|PC|PCSO|DC|DS|DI|Sgt|Sergeant)"
)
_GIVEN = r"[A-Z][a-zà-öø-ÿ]+(?:['’-][A-Z]?[a-zà-öø-ÿ]+)?"
_NAME = rf"{_GIVEN}(?:\s+(?:{_GIVEN}|O['’]{_GIVEN}|[A-Z]\.?(?=\s+[A-Z]))){{0,2}}"
_RELATION = (
    r"(?:ex-|former\s+|new\s+|current\s+|late\s+|older\s+|younger\s+|elder\s+|eldest\s+|half[\s-]"
    r"|step[\s-]?|maternal\s+|paternal\s+|great[\s-]|foster\s+|best\s+){0,4}"
    r"(?:partner|boyfriend|girlfriend|husband|wife|fianc[ée]e?|friend|neighbour|lodger|landlord"
    r"|brother|sister|son|daughter|cousin|uncle|auntie|aunt|grandmother|grandfather|grandma"
    r"|grandad|nan|nana|gran|nain|taid|mamgu|tadcu|mother|father|mum|dad|carer|babysitter|godmother"
    r"|godfather|nephew|niece|in-law|ex)"
)
_OWNER = r"(?:his|her|their|my|our|the|a|an|mother['’]s|father['’]s|mum['’]s|dad['’]s|parents['’])"
_TITLED = re.compile(
    rf"\b(?P<title>{_TITLE})\.?\s+(?:\d{{2,6}}\s+)?(?P<name>(?:[A-Z]\.?\s+)?{_NAME})"
)
_RELATED = re.compile(
    rf"\b(?:{_OWNER}\s+)?(?i:(?P<role>{_RELATION}))(?:\s*[,(]\s*|\s+(?:called\s+|named\s+)?)"
    rf"(?P<name>{_NAME})"
)
_APPOSED = re.compile(rf"\b(?P<name>{_NAME})\s*[,(]\s*(?i:(?:{_OWNER}\s+)?(?P<role>{_RELATION}))\b")
_CALLED = re.compile(
    rf"\b(?P<role>(?i:baby|child|boy|girl|man|woman|male|female|adult))\s+(?:called|named)\s+"
    rf"(?P<name>{_NAME})"
)
#: Titles of people who are there because of their work.
_AT_WORK = re.compile(r"^(?:Dr|Prof|Professor|Rev|Revd|PC|PCSO|DC|DS|DI|Sgt|Sergeant)$")
#: Capitalised words that are no name: days, months, services, the beginnings of sentences.
_NO_NAME = frozenset(
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
        "April May June July August September October November December Christmas Easter "
        "Mum Mummy Dad Daddy Mam Nan Police School Nursery Hospital Council Court Social "
        "Services Health Visitor Worker House Home Road Street Close Lane Avenue Drive "
        "Way Flat Early Help Family Child Children Core Group Head Teacher Year Class "
        "Reception He She They We It His Her Their The This That There Then When While "
        "After Before Both All No Not And But Was Is Has Had Said Says Told Team Manager "
        "Duty Visit Seen Spoke Present Housing Officer Service Centre Surgery Practice "
        "Clinic Ward "
    ).split()
)


def find_newcomers(text: str, people: People) -> tuple[SuggestedPerson, ...]:
    """Return people whom a text brings in by name and who are not among the people of the case.

    Shape: name without title, `role` as the text says it ("partner", "Dr"), `is_new` true. A name
    that shares a word with somebody who is known is left to a person, as it may be the same.
    """
    known = people.words
    found: dict[str, SuggestedPerson] = {}
    for name, role in _named(text):
        words = re.findall(r"[^\W\d_]{2,}", name)
        if not words or any(w.lower() in known or w in _NO_NAME for w in words):
            continue
        if not any(name in other or other in name for other in found):
            found[name] = SuggestedPerson(name=name, role=role, is_new=True)
    return tuple(found.values())


def is_at_work(role: str) -> bool:
    """Say whether a title belongs to somebody who is there because of his or her work."""
    return bool(_AT_WORK.match(role))


def _named(text: str) -> Iterator[tuple[str, str]]:
    for match in _TITLED.finditer(text):
        yield _tidy(match["name"]), match["title"]
    for pattern in (_RELATED, _APPOSED, _CALLED):
        for match in pattern.finditer(text):
            yield _tidy(match["name"]), re.sub(r"\s+", " ", match["role"]).lower()


def _tidy(name: str) -> str:
    """Leave out a capitalised word behind the name that begins the next thing said."""
    words = name.split()
    while len(words) > 1 and words[-1].strip("'’") in _NO_NAME:
        words.pop()
    return " ".join(words)
