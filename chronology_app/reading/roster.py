"""Reads who is who from a list of those present: "Geraint Hale (Fenbrook Homes)".

Owns the way from a name in minutes to the words that give its role or agency; which agency those
words mean is for `actors` and the taxonomy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chronology_app.model import RawPassage
from chronology_app.reading.headings import section_kind

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|PC|DC|DS|DI|Sgt|Sister|Cllr)\.?\s+)"
_WORD = r"[A-Z][\w'’.-]*"
_NAME = rf"{_TITLE}?{_WORD}(?:\s+(?:(?:de|da|van|von|al|el|ap|bin|ben|of)\s+)?{_WORD}){{0,3}}"
#: "Geraint Hale (Fenbrook Homes)".
_IN_BRACKETS = re.compile(rf"(?P<name>{_NAME})\s*[(\[](?P<role>[^()\[\]\n]{{2,70}})[)\]]")
#: "J. Bell - School Nurse", "Bell, J: School Nurse", "Ms Bell, School Nurse".
_BESIDE = re.compile(
    rf"\s*(?:[-•*▪]\s*|\d{{1,2}}[.)]\s*)?(?P<name>{_NAME})\s*(?:\s[-–—]\s*|[-–—]\s|:\s|,\s|\t+|\s{{3,}})"
    r"(?P<role>[^\n;]{2,70}?)\s*[.;]?\s*$"
)
_OPENS_LIST = re.compile(
    r"\s*(?:present|in\s+attendance|those\s+present|attendees|attended\s+by|attendance|invitees"
    r"|apologies|distribution|circulation|circulated\s+to|sent\s+to|copies?\s+to|yn\s+bresennol"
    r"|ymddiheuriadau)\b[^:.\n]{0,30}[:.]\s*",
    re.I,
)
_ABSENT = re.compile(r"\((?:apologies|report\s+sent|not\s+(?:present|notified)[^)]*)\)", re.I)
#: Words that a surname in running text stands behind or that make it one.
_SURNAME = re.compile(r"[^\W\d_][\w'’-]+")
_ROLE_COLUMN = re.compile(
    r"role|agency|organi[sz]ation|designation|job\s+title|title|team|rôl", re.I
)
_NAME_COLUMN = re.compile(r"name|who|attendee|person|enw", re.I)
_TITLES = frozenset("mr mrs ms miss mx dr prof professor rev pc dc ds di sgt sister cllr".split())
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class RosterHit:
    """Somebody of the list who is named in a text: `text[start:end]`."""

    start: int
    end: int
    #: The words of the list that give his or her role and agency: "DSL, Marlpit Primary".
    role: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Surnames in lower case, each with the role or agency words that the list gives it.

    A surname that the list gives to people of different roles is left out.
    """

    roles: Mapping[str, str] = field(default_factory=dict)

    def role_of(self, words: str) -> str:
        """Return the role words of the first person of the list named in a text; "" for nobody."""
        return next((hit.role for hit in self.find(words)), "")

    def find(self, text: str) -> list[RosterHit]:
        """Return the people of the list whom a text names by surname, in order."""
        if not self.roles:
            return []
        return [
            RosterHit(*match.span(), self.roles[word])
            for match in _SURNAME.finditer(text)
            if (word := _plain(match.group())) in self.roles and _is_name(match.group())
        ]


NO_ROSTER = Roster()


def read_roster(passages: Sequence[RawPassage]) -> Roster:
    """Return who is who by a document's lists of those present, excused or sent a copy."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, role in (*_listed(passages), *_tabled(passages)):
        surname = _surname(name)
        role = re.sub(r"\s+", " ", role).strip(" ,.;")
        for key in (surname, _initials(name)):
            if key and role and role not in found[key]:
                found[key].append(role)
    return Roster({name: roles[0] for name, roles in found.items() if len(roles) == 1})


def _listed(passages: Sequence[RawPassage]) -> Iterator[tuple[str, str]]:
    """Yield names and roles of lines and paragraphs that stand under a list's title."""
    inside = False
    for passage in passages:
        if passage.kind == "cell":
            continue
        for line in passage.text.splitlines():
            title = section_kind(line)
            opens = _OPENS_LIST.match(line)
            if title is not None or passage.kind == "heading":
                inside = title == "people"
            elif opens:
                inside = True
                yield from _named(line[opens.end() :])
            elif inside and (pairs := list(_named(line))):
                yield from pairs
            elif line.strip():
                inside = False


def _named(line: str) -> Iterator[tuple[str, str]]:
    bracketed = list(_IN_BRACKETS.finditer(_ABSENT.sub(" ", line)))
    for match in bracketed:
        yield match.group("name"), match.group("role")
    if bracketed:
        return
    for piece in re.split(r";|\s\|\s", line):
        beside = _BESIDE.match(piece)
        if beside:
            yield beside.group("name"), beside.group("role")


def _tabled(passages: Iterable[RawPassage]) -> Iterator[tuple[str, str]]:
    """Yield names and roles of tables with a column for each."""
    tables: defaultdict[object, dict[tuple[int, int], str]] = defaultdict(dict)
    for passage in passages:
        place = passage.locator
        if passage.kind == "cell" and place.row is not None and place.column is not None:
            tables[place.table, place.sheet][place.row, place.column] = passage.text
    for cells in tables.values():
        top = min(row for row, _column in cells)
        head = {column: text for (row, column), text in cells.items() if row == top}
        names = [c for c, text in head.items() if _NAME_COLUMN.search(text) and len(text) < 25]
        roles = [c for c, text in head.items() if _ROLE_COLUMN.search(text) and len(text) < 40]
        if len(names) != 1 or not roles or set(names) & set(roles):
            continue
        for row in {row for row, _column in cells if row != top}:
            said = ", ".join(cells[row, c] for c in roles if (row, c) in cells)
            if (row, names[0]) in cells and said:
                yield cells[row, names[0]], said


def _surname(name: str) -> str:
    """Return the word to look a name up by; "" where nothing but a first name stands."""
    words = [w for w in re.split(r"\s+", name.strip()) if w.lower().strip(".") not in _TITLES]
    if not words:
        return ""
    last = words[0].strip(",") if words[0].endswith(",") else words[-1]
    last = _plain(last)
    return last if len(last) >= _FEWEST_LETTERS else ""


def _is_name(word: str) -> bool:
    """Say whether a word is written as a name or as initials: "tb" and "Tb" are neither."""
    return word.isupper() or (len(word) >= _FEWEST_LETTERS and word[:1].isupper())


def _initials(name: str) -> str:
    """Return the first letters of a whole name in lower case: "Gwen Tate" gives "gt"."""
    words = [w for w in name.split() if w.lower().strip(".") not in _TITLES]
    return "".join(w[0] for w in words).lower() if len(words) > 1 else ""


def _plain(word: str) -> str:
    return re.sub(r"['’]s$|['’]$", "", word).strip(".").lower()
