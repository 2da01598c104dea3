"""Reads tables whose rows are entries: which column holds the date, the fact, the child.

Owns the recognition of columns; tables that only lay out a page are given back as text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from chronology_app.model import RawPassage
from chronology_app.reading.day_words import clock
from chronology_app.reading.entries import Block, Entry
from chronology_app.reading.flow import DateWords, Line, Paragraph
from chronology_app.reading.headings import find_opening, read_time

#: Column roles by the words of a header, the surest first.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "recorded",
        r"date\s+(?:recorded|entered|logged|reported|received|input|added|created)"
        r"|(?:recorded|reported|logged|entered|added|created|rec['’]?d|received)(?:\s+(?:on|date|at))?",
    ),
    (
        "child",
        r"child(?:ren)?(?:['’]s)?(?:\s+name)?|pupils?(?:\s*\(s\))?(?:\s+name)?|students?|learner|patient"
        r"|(?:first\s+|pupil\s+)?name\s+of\s+(?:pupil|patient)|forename|young\s+person|subject|children?\s*\(ren\)"
        r"|name\s+of\s+child|plentyn|disgybl|child\s*\(ren\)",
    ),
    (
        "date",
        r"(?:event\s+|inc(?:ident)?\.?\s+|contact\s+|visit\s+|start\s+|appointment\s+|entry\s+)?date"
        r"|day|dates?|date\s*(?:/|and|&)\s*time|date\s+of\s+\w+"
        r"|(?:date\s+|time\s+|when\s+)?(?:it\s+)?(?:occurred|happened)(?:\s+(?:on|date))?"
        r"|when|period|term|week(?:\s+commencing)?|w/c|dyddiad|month|from",
    ),
    ("time", r"time(?:\s+of\s+\w+)?|at|hrs|amser"),
    (
        "ref",
        r"ref(?:erence)?\.?(?:\s+no\.?)?|(?:\w+\.?\s+)?(?:no|number|num)\.?|\w*\s?id|occurrence|log|incident\s+(?:no|number)|no\.?|#|id|upn|serial(?:\s+number)?"
        r"|case|urn|dob|date\s+of\s+birth",
    ),
    (
        "source",
        r"source(?:\s+of\s+\w+)?|agency|service|organisation|organization|team|asiantaeth|department"
        r"|(?:information|returns?|received|supplied|reported|told)\s+(?:from|by)|who\s+(?:told|says|said|reported)(?:\s+(?:us|it|so))?|from\s+whom|whose\s+record|record\s+of|agency\s*/\s*source",
    ),
    (
        "persons",
        r"persons?|people|nominals?|involved|parties|persons?\s+involved|subjects"
        r"|family\s+members?",
    ),
    (
        "staff",
        r"staff(?:\s+\w+)?|author|worker|recorded\s+by|officer|by|who\s+(?:logged|recorded|reported|saw)(?:\s+it)?|reported\s+by|logged\s+by|initials"
        r"|name|who|seen\s+by|entered\s+by|professional|practitioner",
    ),
    (
        "category",
        r"(?:incident\s+|event\s+|contact\s+|concern\s+)?type|category|kind|nature"
        r"|classification|offence|contact\s+type|tags?|flag|code|(?:open\s*/\s*close|closing|opening)\s+code"
        r"|how|method|level|theme|heading",
    ),
    (
        "outcome",
        r"action(?:s)?(?:\s+taken)?|outcome|result|response|follow[- ]?up|disposal"
        r"|next\s+steps?|gweithred|action\s*/\s*outcome|outcome\s*/\s*action",
    ),
    ("location", r"loc(?:ation|n)?|place|premises|site|address|venue|where|lleoliad"),
    (
        "fact",
        r"event|(?:details?|description|summary|nature)(?:\s+of\s+.*)?|significant\s+event.*"
        r"|concern.*|what\s+.*|notes?|comments?|incident(?:\s+(?:summary|details?))?|entry"
        r"|(?:free\s+|log\s+|full\s+)?text|circs|circumstances|body|main\s+points|message|account|report"
        r"|(?:office|staff|worker|teacher)\s+(?:comments?|notes?)|narrative|information|observations?|record|case\s+note|contact|remarks?|reason"
        r"|digwyddiad|nodyn|nodiadau|event\s*[-–/]\s*detail|presenting\s+.*|content",
    ),
)
_COMPILED = [(role, re.compile(rf"\s*(?:{words})\s*[:*]?\s*", re.I)) for role, words in _ROLES]
_ALL_DATES = 0.6
#: Titles have so many words in the mean, and the text beside them so many times more.
_TITLE_WORDS = 6
_TIMES_LONGER = 3

Row = dict[int, RawPassage]


def split_tables(
    passages: Sequence[RawPassage],
) -> tuple[list[tuple[int, Entry]], list[RawPassage]]:
    """Return the rows read as entries, each with its first passage's index, and all the rest."""
    tables: dict[tuple[object, ...], dict[int, Row]] = defaultdict(lambda: defaultdict(dict))
    for passage in passages:
        place = passage.locator
        if passage.kind == "cell" and place.row is not None and place.column is not None:
            table = (place.sheet, place.table, place.archive_member, place.message_part)
            cells = tables[table][place.row]
            if place.column in cells:
                continue
            cells[place.column] = passage
    taken: set[int] = set()
    entries: list[tuple[int, Entry]] = []
    for rows in tables.values():
        read = _read_table([rows[number] for number in sorted(rows)])
        if read is not None:
            entries.extend(read)
            taken |= {passage.index for row in rows.values() for passage in row.values()}
    return entries, [p for p in passages if p.index not in taken]


def column_roles(header: Row) -> dict[int, str]:
    """Return the role of each column by its header; columns that say nothing are left out."""
    roles: dict[int, str] = {}
    for column, passage in header.items():
        words = re.sub(r"\s+", " ", passage.text).strip()
        role = next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), None)
        if role and (role in {"fact", "outcome"} or role not in roles.values()):
            roles[column] = role
        elif role:
            roles[column] = "other"
    return roles


def _read_table(rows: list[Row]) -> list[tuple[int, Entry]] | None:
    """Read a table whose header names a date and a fact, or whose first column holds dates."""
    for at, row in enumerate(rows[:6]):
        roles = column_roles(row)
        found = set(roles.values())
        if len(row) >= 2 and "date" in found and len(found - {"other", "ref"}) >= 2:
            roles = _with_titles(_with_fact(roles, rows[at + 1 :]), rows[at + 1 :])
            return _carry_down([_row_entry(r, roles) for r in rows[at + 1 :] if r])
        if len(row) >= 2 and "recorded" in found and len(found - {"other", "ref"}) >= 2:
            roles = _with_fact(_with_recording_date(roles), rows[at + 1 :])
            roles = _with_titles(roles, rows[at + 1 :])
            found_rows = [_row_entry(r, roles, by_recording=True) for r in rows[at + 1 :] if r]
            return _carry_down(found_rows)
    by_content = _roles_by_content(rows)
    if by_content is None:
        return None
    return _carry_down([_row_entry(row, by_content) for row in rows if row])


#: What a row without a date of its own has from the row above it.
_CARRIED = ("date", "recorded", "time", "author", "source", "subject", "persons", "category")


def _carry_down(rows: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Give a row whose date cell is empty what stands above it: the cell is merged or goes on."""
    above: Entry | None = None
    for _index, entry in rows:
        if entry.date is not None:
            above = entry
        elif above is not None and entry.blocks:
            for name in _CARRIED:
                if not getattr(entry, name):
                    setattr(entry, name, getattr(above, name))
            entry.is_dated_by_recording = above.is_dated_by_recording
    return rows


def _with_recording_date(roles: dict[int, str]) -> dict[int, str]:
    """Take the day of recording for the date where no column holds another."""
    first = next(column for column, role in roles.items() if role == "recorded")
    return roles | {first: "date"}


def _with_fact(roles: dict[int, str], rows: list[Row]) -> dict[int, str]:
    """Make the column with the most words the fact where no header says which it is."""
    if "fact" in roles.values():
        return roles
    lengths: dict[int, int] = defaultdict(int)
    for row in rows:
        for column, passage in row.items():
            if roles.get(column, "other") in {"other", "outcome", "category"}:
                lengths[column] += len(passage.text)
    if not lengths:
        return roles
    return roles | {max(lengths, key=lambda column: lengths[column]): "fact"}


def _with_titles(roles: dict[int, str], rows: list[Row]) -> dict[int, str]:
    """Take a column of few words beside one of many for the titles of its entries.

    A "Contact" or "Event" of two words ("Home visit") says what sort of entry it is.
    """
    words: dict[int, list[int]] = {c: [] for c, role in roles.items() if role == "fact"}
    for row in rows:
        for column in words.keys() & row.keys():
            words[column].append(len(row[column].text.split()))
    mean = {column: sum(some) / len(some) for column, some in words.items() if some}
    most = max(mean.values(), default=0.0)
    titles = {c for c, few in mean.items() if few <= _TITLE_WORDS and few * _TIMES_LONGER <= most}
    return roles | dict.fromkeys(titles, "category")


def _roles_by_content(rows: list[Row]) -> dict[int, str] | None:
    """Recognise a table without a header: dates in its first column, long words in another."""
    full = [row for row in rows if len(row) >= 2]
    if len(full) < 2:
        return None
    first = min(min(row) for row in full)
    dated = sum(bool(_starts_with_date(row[first].text)) for row in full if first in row)
    if dated < _ALL_DATES * len(full):
        return None
    return _with_fact({first: "date"}, full)


def _starts_with_date(text: str) -> bool:
    return find_opening(text, heading=True) is not None


def _row_entry(row: Row, roles: dict[int, str], *, by_recording: bool = False) -> tuple[int, Entry]:
    entry = Entry(
        is_row=True,
        is_dated_by_recording=by_recording,
        cells=tuple(passage.index for passage in row.values()),
    )
    for column, passage in sorted(row.items()):
        _put(entry, roles.get(column, "other"), passage)
    first = min(passage.index for passage in row.values())
    if entry.subject == "" and row:
        entry.subject = next(iter(row.values())).locator.sheet or ""
    return first, entry


def _put(entry: Entry, role: str, passage: RawPassage) -> None:
    words = re.sub(r"\s+", " ", passage.text).strip()
    if role == "date":
        entry.date = DateWords(passage.text, 0, len(passage.text), "row")
        opening = find_opening(passage.text, heading=True)
        if opening and entry.time is None:
            entry.time = opening.time
    elif role == "recorded":
        entry.recorded = DateWords(passage.text, 0, len(passage.text), "label")
    elif role == "time":
        entry.time = read_time(words)[0] or (clock(words) if words[:1].isdigit() else entry.time)
    elif role == "fact":
        written = re.finditer(r"[^\n]+", passage.text)
        lines = tuple(Line(passage, *line.span()) for line in written if line.group().strip())
        if lines:
            entry.blocks.append(Block(Paragraph(lines)))
    elif role in {"source", "staff", "child", "persons", "category", "outcome", "location"}:
        name = {"staff": "author", "child": "subject"}.get(role, role)
        before = entry.category if role == "category" else ""
        setattr(entry, name, f"{before} | {words}" if before and words else before or words)
