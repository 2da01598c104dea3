"""Reads forms laid out as tables: a label in one cell, its answer in the next.

Owns which tables are forms and which answers tell something; rows of logs belong to `tables`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chronology_app.model import RawPassage
from chronology_app.reading.dating import find_document_date
from chronology_app.reading.day_words import DAY, clock
from chronology_app.reading.document import SourceText
from chronology_app.reading.entries import Block, Entry
from chronology_app.reading.flow import DateWords, Line, Paragraph
from chronology_app.reading.headings import find_box, section_kind

_HEADER = re.compile(
    r"field|prompt|question|item|section|heading|label|box|detail|answer|your\s+answer|response"
    r"|reply|information|comments?|details|cwestiwn|ateb",
    re.I,
)
#: Boxes that hold a name, a number or a tick.
_PARTICULARS = re.compile(
    r"\b(?:names?|roles?|job\s+title|position|agency|organi[sz]ation|team|tele?phone|phone|tel|mobile"
    r"|e-?mail|fax|address|postcode|post\s+code|d\.?o\.?b|date\s+of\s+birth|age|gender|sex|ethnicity"
    r"|religion|(?:first\s+)?language|interpreter|nhs|upn|uln|signature|signed|relationship|gp|class"
    r"|year\s+group|school\s+year|consent|contact\s+details|rec['’]?d|received|rag|decision\s+maker"
    r"|ref(?:erence)?|case\s+(?:no|number|id)|urgency|priority|copied\s+to|cc|distribution|status"
    r"|nationality|immigration|disability|parental\s+responsibility|practice|surgery|version|enw"
    r"|rôl|asiantaeth|ffôn|cyfeiriad)\b",
    re.I,
)
_ASKS = re.compile(
    r"\?\s*$|\b(?:what|why|how|describe|details?|reason|concerns?|worr|happened|incident|impact"
    r"|summary|history|views?|strengths?|going\s+well|support|analysis|background|comments?)\b",
    re.I,
)
#: "Date of this form" dates the paper, "Date of incident" the facts.
_PAPER_DATE = re.compile(
    r"^\s*(?:date|dyddiad)\s*:?\s*$|\bdate\s+(?:of\s+(?:this\s+|the\s+)?(?:form|report|referral"
    r"|request|completion|assessment|statement|notification)|completed|submitted|sent|signed|written)"
    r"|\b(?:form|report|referral|completion|submission)\s+date\b|\bdated\b",
    re.I,
)
_EVENT_DATE = re.compile(
    r"\bdate(?:\s*(?:/|and|&)\s*time)?\s+(?:of\s+(?:the\s+)?(?:incident|event|visit|contact|concern"
    r"|occurrence|disclosure|injury|meeting|attendance|call|session|observation)|it\s+happened"
    r"|seen|occurred|attended|observed)|\b(?:incident|event|visit|contact|occurrence)\s+date\b"
    r"|\bwhen\s+did\s+(?:it|this|the\s+\w+)\s+happen",
    re.I,
)
_DATE = re.compile(DAY, re.I)
_BOX_FIELDS = {"time", "category", "caller", "author", "subject", "location"}
_BOX_WORDS = 9
_LABEL_WORDS = 14
_FEWEST_ROWS = 2
_FORM_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class _Answer:
    label: RawPassage
    cells: tuple[RawPassage, ...]

    @property
    def name(self) -> str:
        return re.sub(r"\s+", " ", self.label.text).strip(" :")


def split_forms(
    text: SourceText, passages: Sequence[RawPassage]
) -> tuple[list[tuple[int, Entry]], list[RawPassage]]:
    """Return the forms read as entries, each with its first passage's index, and all the rest.

    The tables of one form make one entry, unless a table gives the day of another incident. Each
    answer is a paragraph under its label; answers that hold particulars only are left aside.
    """
    taken: set[int] = set()
    entries: list[tuple[int, Entry]] = []
    for rows in _tables(passages):
        answers = _read_form(rows)
        if answers is None:
            continue
        taken |= {passage.index for row in rows for passage in row}
        event = _find_date(answers, _EVENT_DATE)
        if not entries or (event and entries[-1][1].date and _dates_facts(entries[-1][1])):
            entries.append((rows[0][0].index, Entry(is_form=True)))
        _fill(entries[-1][1], answers, event)
    given = find_document_date(text)
    for _index, entry in entries:
        if entry.date is None and given is not None:
            entry.date, entry.is_dated_by_document = given, True
    return entries, [p for p in passages if p.index not in taken]


def _dates_facts(entry: Entry) -> bool:
    return not entry.is_dated_by_document


def _tables(passages: Sequence[RawPassage]) -> Iterator[list[list[RawPassage]]]:
    """Yield tables of a document as rows of cells; sheets of a workbook are no forms."""
    tables: dict[tuple[object, ...], dict[int, dict[int, RawPassage]]] = {}
    for passage in passages:
        place = passage.locator
        if passage.kind != "cell" or place.sheet or place.table is None:
            continue
        if place.row is not None and place.column is not None:
            key = (place.table, place.archive_member, place.message_part)
            rows = tables.setdefault(key, defaultdict(dict))
            rows[place.row].setdefault(place.column, passage)
    for rows in tables.values():
        yield [[row[column] for column in sorted(row)] for _number, row in sorted(rows.items())]


def _read_form(rows: list[list[RawPassage]]) -> list[_Answer] | None:
    """Return a table's labels with their answers; None when it is no form."""
    body = rows[1:] if _is_header(rows[0]) else rows
    pairs = [row for row in body if len(row) >= 2]
    if len(body) < _FEWEST_ROWS or not pairs or any(len(row) > 4 for row in rows):
        return None
    labelled = sum(_is_label(row[0].text) for row in pairs)
    if labelled < _FORM_SHARE * len(body) or _is_list(rows[0]):
        return None
    if body is rows and not any(_ASKS.search(r[0].text) or ":" in r[0].text for r in pairs):
        return None
    return [answer for row in body for answer in _answers(row)]


def _answers(row: list[RawPassage]) -> Iterator[_Answer]:
    """Yield label and answer; four cells are two pairs, a lone cell is an answer of its own."""
    if len(row) == 4 and _is_label(row[2].text):
        yield _Answer(row[0], (row[1],))
        yield _Answer(row[2], (row[3],))
    elif len(row) >= 2:
        yield _Answer(row[0], tuple(row[1:]))
    elif not _is_label(row[0].text):
        yield _Answer(row[0], (row[0],))


def _is_header(row: list[RawPassage]) -> bool:
    words = [re.sub(r"\s+", " ", p.text).strip(" :") for p in row]
    return len(row) >= 2 and all(_HEADER.fullmatch(word) for word in words)


def _is_list(row: list[RawPassage]) -> bool:
    """Say whether a table lists people: its header gives several particulars at once."""
    named = sum(bool(_PARTICULARS.search(p.text)) and len(p.text.split()) <= 10 for p in row)
    return named == len(row) >= 2 and not any(":" in p.text for p in row)


def _is_label(text: str) -> bool:
    words = text.strip()
    if not words or len(words.split()) > _LABEL_WORDS or _DATE.match(words):
        return False
    return words.endswith(("?", ":")) or not re.search(r"[.!;]\s*$|[.!]\s+[A-Z]", words)


def _find_date(answers: Sequence[_Answer], label: re.Pattern[str]) -> DateWords | None:
    for answer in answers:
        if label.search(answer.name) and (found := _DATE.search(answer.cells[0].text)):
            return DateWords(answer.cells[0].text, *found.span(), "label")
    return None


def _fill(entry: Entry, answers: Sequence[_Answer], event: DateWords | None) -> None:
    paper = _find_date(answers, _PAPER_DATE)
    if event and (entry.date is None or entry.is_dated_by_document):
        entry.date, entry.is_dated_by_document = event, False
    elif paper and entry.date is None:
        entry.date, entry.is_dated_by_document = paper, True
    for answer in answers:
        entry.cells += (
            answer.label.index,
            *(p.index for p in answer.cells if p is not answer.label),
        )
        _put(entry, answer)


def _put(entry: Entry, answer: _Answer) -> None:
    name, section = answer.name, section_kind(answer.name)
    dated = _PAPER_DATE.search(name) or _EVENT_DATE.search(name)
    first = answer.cells[0].text.strip()
    if dated and _DATE.match(first) and len(first.split()) <= 4:
        return
    if _fill_box(entry, name, first):
        return
    if (
        re.search(r"\bchild|\bpupil|\bpatient|\byoung person", name, re.I)
        and len(first.split()) < 12
    ):
        entry.subject = f"{entry.subject} {first}".strip()
    if _PARTICULARS.search(name) and not _ASKS.search(name):
        return
    for passage in answer.cells:
        written = re.finditer(r"[^\n]+", passage.text)
        lines = tuple(Line(passage, *line.span()) for line in written if line.group().strip())
        if lines:
            entry.blocks.append(Block(Paragraph(lines), section, name))


def _fill_box(entry: Entry, name: str, value: str) -> bool:
    """Use a short answer under a label that every entry has: type, worker, time, place."""
    box = find_box(f"{name}:")
    if box is None or len(value.split()) > _BOX_WORDS or box[0] not in _BOX_FIELDS:
        return False
    if box[0] == "time":
        entry.time = entry.time or clock(value)
    elif box[0] == "caller":
        entry.heading = f"{entry.heading} - contact from {value}".strip(" -")
    elif not getattr(entry, box[0]):
        setattr(entry, box[0], value)
    return True
