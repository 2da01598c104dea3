"""Reads who is who where running text first names somebody: "Mrs Orr (school)", "teacher Mr Lee".

Owns the way from a name in a source to its agency; lists of those present are for `roster`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from chronology_app.model import RawPassage

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sister|PC|PCSO|DC|DS|DI|Sgt)\b\.?\s+"
_WORD = r"[A-Z][a-z][\w'’-]*"
_NAME = rf"(?:{_TITLE}(?:{_WORD}\s+)?{_WORD}|{_WORD}\s+{_WORD})"
#: "Mrs June Orr (school)", "Mr Lee, head teacher, said".
_BEHIND = re.compile(
    rf"(?P<name>{_NAME})\s*(?:\((?P<role>[^()\n]{{2,50}})\)"
    rf"|,\s+(?:the\s+|our\s+|his\s+|her\s+|their\s+)?(?P<post>[^,.;()\n]{{2,45}})(?=[,.;)]|$))"
)
_POSTS = (
    r"health\s+visitor|school\s+nurse|community\s+(?:nursery\s+)?nurse|midwife|head\s*teacher|head\s+of\s+year"
    r"|deputy\s+head|head|class\s+teacher|teacher|tutor|SENCO|SENCo|DSL|learning\s+mentor|key\s*worker"
    r"|nursery\s+manager|childminder|housing\s+officer|probation\s+officer|offender\s+manager"
    r"|social\s+worker|family\s+support\s+worker|early\s+help\s+(?:worker|practitioner)|IDVA"
    r"|support\s+worker|drug\s+worker|alcohol\s+worker|recovery\s+worker|CPN|care\s+co-?ordinator"
    r"|speech\s+therapist|physio|dietitian|paediatrician|consultant|HV|SLT|EWO|officer|TA"
)
#: "head teacher Mrs Orr", "HV Jo Bell", "school - Mr Lee".
_BEFORE = re.compile(
    rf"(?<![\w'’-])(?P<role>(?i:{_POSTS}|school|nursery|surgery|ward|hospital))"
    rf"(?:\s[-–—]\s|,?\s+)(?P<name>{_TITLE}(?:{_WORD}\s+)?{_WORD}|{_WORD}\s+{_WORD})"
)
#: A surname: behind a title or a first name.
_NAMED = re.compile(rf"(?:{_TITLE}|(?<![\w'’-]){_WORD}\s+)(?P<surname>{_WORD})")
_LETTERS = re.compile(r"['’]s$|['’]$")

#: Says which agency the words of a role mean.
AgencyOf = Callable[[str], str | None]


class Introductions:
    """Surnames of those whom a source introduces, each with an agency."""

    def __init__(self, agencies: Mapping[str, str]) -> None:
        self._agencies = dict(agencies)

    def agency_in(self, text: str) -> tuple[str, str] | None:
        """Return the agency of the first such person whom a text names, and the words."""
        if not self._agencies:
            return None
        at = 0
        while match := _NAMED.search(text, at):
            agency = self._agencies.get(_surname(match.group("surname")))
            if agency:
                return agency, match.group()
            # "Yesterday Mrs Orr": the next name may begin with this one's last word.
            at = match.start("surname")
        return None


NOBODY = Introductions({})


def read_introductions(
    passages: Iterable[RawPassage], agency_of: AgencyOf, family: Callable[[str], bool]
) -> Introductions:
    """Return who is who by the words beside names.

    `family` says whether a name is one of the case's people, who is never taken. Whoever is given
    to two agencies is left out.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for passage in passages:
        for name, role in _introduced(passage.text):
            agency = agency_of(role)
            if agency and agency not in {"family", "court"} and not family(name):
                found[_surname(name.split()[-1])].add(agency)
    return Introductions({name: min(some) for name, some in found.items() if len(some) == 1})


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    for match in _BEHIND.finditer(text) if "(" in text or "," in text else ():
        yield match.group("name"), match.group("role") or match.group("post")
    for match in _BEFORE.finditer(text):
        yield match.group("name"), match.group("role")


def _surname(word: str) -> str:
    return _LETTERS.sub("", word).lower()
