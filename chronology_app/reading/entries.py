"""Puts a document together into entries: what stands under one dated heading, row or message.

Owns which words are governed by which heading and date; table rows come from `tables`, the reading
of dates from `when`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chronology_app.model import RawPassage
from chronology_app.reading.columns import find_columns, goes_on_in_column
from chronology_app.reading.dating import find_document_date, find_title_date
from chronology_app.reading.day_words import clock
from chronology_app.reading.document import SourceText
from chronology_app.reading.flow import (
    DateWords,
    Line,
    Paragraph,
    breaks_freely,
    continues,
    lines_of,
)
from chronology_app.reading.furniture import is_furniture
from chronology_app.reading.headings import (
    Opening,
    begins_with_day,
    find_box,
    find_label,
    find_opening,
    label_dates,
    section_kind,
)
from chronology_app.reading.labels import find_source_label

_SENT = re.compile(r"^\s*(?:sent|date|anfonwyd|dyddiad)\s*:\s*", re.I)
_FROM = re.compile(r"^\s*(?:from|oddi wrth|o)\s*:\s*", re.I)
#: Both on one line: "From: J Bell   Sent: 3 November 2021 09:40".
_SENT_BEHIND = re.compile(
    r"^\s*(?:from|oddi wrth|o)\s*:\s*(?P<who>[^:\n]{2,60}?)"
    r"\s+(?:sent|date|anfonwyd|dyddiad)\s*:\s*",
    re.I,
)
_TO = re.compile(r"^\s*(?:to|at)\s*:\s*", re.I)
_MAIL_LINE = re.compile(r"^\s*(?:to|cc|bcc|subject|at|pwnc|attachments?)\s*:\s*", re.I)
#: A form's short boxes hold at most so many words, a list of those concerned more.
_BOX_WORDS = 9
_LIST_WORDS = 30
_LISTS = {"subject", "topic", "author"}
#: Boxes that a form may have above its date.
#: How many entries there are once the first one below the head has begun.
_AFTER_HEAD = 2
_HEAD_BOXES = {"subject", "topic", "author", "category", "time"}
_LETTER = re.compile(
    r"^\s*(?:Dear|Annwyl|Yours\s+(?:sincerely|faithfully|truly)|Yn\s+gywir)\b", re.I
)
#: A line of a few words that ends with a colon stands over what follows.
_SUBTITLE = re.compile(r"(?:[A-Z][\w'’]*)(?:[\s/&-]+[\w'’]+){0,5}\s*:$")
_BARE_TITLE = re.compile(r"(?:\d+[.)]\s+)?[A-Z][\w'’]*(?:[\s/&-]+[\w'’]+){0,5}")
_TITLE_CHARS = 60
_TITLE_WORDS = 14
#: The date of minutes stands within their first entries, over so many titled sections.
_FIRST_ENTRIES, _SECTIONS = 2, 2
_MINUTES = re.compile(r"\b(?:held|meeting|conference|report|letter|review|panel)\b", re.I)
#: A record of one visit has fewer paragraphs than minutes or a report.
_MANY_BLOCKS = 5
#: Notes, one under the other, have so many paragraphs that begin with a day, and such a share.
_LED_PARAGRAPHS = 5
_LED_SHARE = 0.4
_FULL_STOP = re.compile(r"(?<!\s[A-Z])(?<!\.[A-Z])(?<!^[A-Z])[.!?](?:\s+[A-Z]|$)")
_AUTHOR = re.compile(r"\s[-–—]\s*([^-–—]+)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an entry and what it stands under."""

    paragraph: Paragraph
    #: "analysis" "plan" "people" or None for facts.
    section: str | None = None
    #: The words of the sub-heading or label.
    title: str = ""
    #: Offset where the text begins, behind a label.
    start: int = 0
    #: Words at its opening that name whose information it gives: "Little Oaks Nursery. Ms Rao".
    source: str = ""


@dataclass(slots=True)
class Entry:
    """What stands under one dated heading, in one table row or in one message."""

    heading: str = ""
    heading_lines: tuple[Line, ...] = ()
    date: DateWords | None = None
    #: The date on which it was written down, when that is said apart.
    recorded: DateWords | None = None
    time: str | None = None
    author: str = ""
    blocks: list[Block] = field(default_factory=list)
    #: Words that name the agency: a source column, a sender.
    source: str = ""
    #: Words that name the children: a pupil column, a sheet's name.
    subject: str = ""
    #: Words that name other people: a persons column.
    persons: str = ""
    #: A type or category column, an outcome column.
    category: str = ""
    outcome: str = ""
    location: str = ""
    #: Words that name to whom it was sent.
    recipient: str = ""
    #: Words that name the authority's own lawyer over it; empty when there are none.
    lawyer: str = ""
    #: Indexes of all passages of a table row.
    cells: tuple[int, ...] = ()
    is_row: bool = False
    #: A line of a print-out in columns, with the lines that go on in its last one.
    is_line: bool = False
    #: Its date column holds the day of recording or reporting.
    is_dated_by_recording: bool = False
    is_dated_by_document: bool = False
    #: A letter or e-mail: what follows a dated sentence goes on about the same day.
    is_message: bool = False
    #: The answers of a form, each under its label.
    is_form: bool = False
    #: A note, comment or text box: it takes no date from the text around it.
    is_aside: bool = False
    level: int = 0
    #: "body", "quoted 1" ... for messages.
    part: str | None = None

    @property
    def passages(self) -> tuple[int, ...]:
        """Indexes of all passages that belong to the entry, its heading included."""
        lines = [line for block in self.blocks for line in block.paragraph.lines]
        found = (line.passage.index for line in (*self.heading_lines, *lines))
        return tuple(dict.fromkeys((*found, *self.cells)))

    @property
    def clues(self) -> str:
        """The words over the text that say what sort of entry it is."""
        return " | ".join(words for words in (self.heading, self.category) if words)


def build_prose_entries(text: SourceText, passages: Sequence[RawPassage]) -> list[Entry]:
    """Put passages that are no table rows together into entries, in reading order."""
    entries: list[Entry] = []
    for (part, aside), group in _stretches(passages).items():
        if part == "headers":
            continue
        builder = _Builder(
            part or aside,
            aside=aside is not None,
            led=_is_led_by_days(group),
            free=breaks_freely(group),
        )
        for line in lines_of(group):
            builder.add(line)
        entries.extend(builder.finish())
    _date_by_document(text, entries)
    _mark_whole(entries)
    return entries


def _is_led_by_days(passages: Sequence[RawPassage]) -> bool:
    """Say whether the paragraphs of a text mostly begin with a day: notes, one under the other."""
    texts = [p.text for p in passages if p.kind == "paragraph" and p.text.strip()]
    led = sum(map(begins_with_day, texts))
    return led >= _LED_PARAGRAPHS and led >= _LED_SHARE * len(texts)


def _stretches(
    passages: Sequence[RawPassage],
) -> dict[tuple[str | None, str | None], list[RawPassage]]:
    """Part the text from what stands aside: other parts of a message, notes, comments, boxes."""
    found: dict[tuple[str | None, str | None], list[RawPassage]] = {}
    for passage in passages:
        key = passage.locator.message_part, passage.locator.part
        found.setdefault(key, []).append(passage)
    return found


def _date_by_document(text: SourceText, entries: list[Entry]) -> None:
    """Give undated entries the document's date, unless other entries carry dates of their own."""
    own = [e for e in entries if e.date and e.date.origin in {"heading", "line"}]
    given = find_document_date(text)
    title = find_title_date(text) if own else None
    if title and all(e.date and e.date.text == title.text for e in own):
        # The title itself was read as an entry: it holds for the whole paper.
        for entry in own:
            entry.is_dated_by_document = True
        own = []
    if given is None and len(own) == 1 and _stands_over_all(own[0], entries):
        # The only date of minutes stands in their first lines and holds for every section.
        assert own[0].date is not None
        given = replace(own[0].date, origin="document")
        own[0].is_dated_by_document = True
    elif given is None or (own and given.origin != "sent"):
        return
    for entry in entries:
        quoted = (entry.part or "").startswith("quoted")
        if entry.date is None and not quoted and not entry.is_aside:
            entry.date = given
            entry.is_dated_by_document = True
            entry.is_message = given.origin == "sent"


def _stands_over_all(entry: Entry, entries: list[Entry]) -> bool:
    """Say whether the one dated entry stands before sections that have titles and no date."""
    at = entries.index(entry)
    titled = [e for e in entries[at + 1 :] if e.heading and e.date is None]
    return at <= _FIRST_ENTRIES and len(titled) >= _SECTIONS


def _mark_whole(entries: list[Entry]) -> None:
    """Take the only date of a letter or of long minutes for the date of the whole document.

    What such a text tells without a date of its own mostly happened before that day.
    """
    dated = [e for e in entries if e.date and e.date.origin in {"line", "label"}]
    if len(dated) != 1 or dated[0].date is None:
        return
    lines = [line for e in entries for b in e.blocks for line in b.paragraph.lines]
    letter = not dated[0].heading and any(_LETTER.match(line.text) for line in lines)
    label = dated[0].date.text[: dated[0].date.start]
    minutes = len(dated[0].blocks) >= _MANY_BLOCKS and _MINUTES.search(label)
    if letter or minutes:
        dated[0].is_dated_by_document = True
        dated[0].is_message = letter


class _Builder:
    """Reads lines in order and keeps the entry and section that govern the next one."""

    def __init__(self, part: str | None, *, aside: bool, led: bool, free: bool) -> None:
        self._part = part
        #: Its lines end where the writer ended them.
        self._free = free
        #: Its paragraphs mostly begin with a day.
        self._led = led
        self._entries: list[Entry] = [Entry(part=part, is_aside=aside)]
        self._section: str | None = None
        self._title = ""
        self._open: list[Line] = []
        self._waiting = ""
        #: Where the words behind the day begin in the line that opened the entry; 0: none.
        self._title_at = 0

    def add(self, line: Line) -> None:
        heading = line.passage.kind == "heading"
        waits = self._entry.date is None and bool(self._entry.heading) and not self._entry.blocks
        if not heading and waits and not self._open and self._take_dates(line):
            return
        opening = self._opening(line, heading=heading)
        if opening:
            self._start_entry(line, opening, heading=heading)
        elif heading:
            self._start_section(line)
        elif self._is_title(line):
            self._close()
            self._section, self._title = section_kind(line.text), line.text.strip(" :\t")
        else:
            self._add_text(line)

    def finish(self) -> Iterator[Entry]:
        self._close()
        self._read_bare_title()
        return (e for e in self._entries if e.blocks or e.heading or e.date)

    @property
    def _entry(self) -> Entry:
        return self._entries[-1]

    def _opening(self, line: Line, *, heading: bool) -> Opening | None:
        if (self._part or "").startswith("quoted") or line.passage.kind == "quoted":
            return None
        if not heading and self._open and _runs_on(self._open[-1], line):
            return None
        led = self._led and line.start == 0
        opening = find_opening(line.text, heading=heading, led=led)
        if opening and self._open and _ends_sentence(line, opening, self._open[-1]):
            return None
        if opening and not opening.rest and not heading and self._open:
            # A title at the end of a line may be the rest of a sentence that the page broke.
            return None if continues(self._open[-1], line) else opening
        return opening

    def _read_bare_title(self) -> None:
        """Take the words behind an entry's day for its text when nothing else follows them."""
        at, self._title_at = self._title_at, 0
        if at and not self._entry.blocks:
            [line] = self._entry.heading_lines
            self._open.append(Line(line.passage, line.start + at, line.end))
            self._close()

    def _start_entry(self, line: Line, opening: Opening, *, heading: bool) -> None:
        self._close()
        self._read_bare_title()
        text = line.text
        words = DateWords(text, opening.start, opening.end, "heading" if heading else "line")
        rest = text[opening.rest :].strip() or opening.title
        entry = Entry(date=words, time=opening.time, level=line.passage.level or 0, part=self._part)
        entry.heading_lines = (line,)
        if opening.recorded:
            entry.recorded = DateWords(text, *opening.recorded, "label")
        self._entries.append(entry)
        self._section, self._title = None, ""
        if opening.title:
            _take_boxes_beside(entry, text)
        if opening.title and opening.rest < len(text):
            entry.heading = opening.title
            self._add_text(Line(line.passage, line.start + opening.rest, line.end))
        elif columns := (None if heading else find_columns(text, opening.rest)):
            entry.subject = entry.heading = " | ".join(columns.fields)
            entry.is_line = True
            self._add_text(Line(line.passage, line.start + columns.text_at, line.end))
        elif heading or (_is_short_title(rest) and not (self._led and rest[:1].islower())):
            entry.heading = rest
            entry.author = _author(rest)
            if not heading and opening.rest < len(text):
                self._title_at = opening.rest
        else:
            self._add_text(Line(line.passage, line.start + opening.rest, line.end))
        if not heading:
            entry.level = 9
        label = re.search(r"[A-Za-z]{3,}", text[: opening.start])
        if label and not opening.title and len(self._entries) == _AFTER_HEAD:
            self._carry_head(entry)

    def _carry_head(self, entry: Entry) -> None:
        """Let what stands above a form's date (its title, the child) count for the entry."""
        head = self._entries[0]
        if head.date is not None:
            return
        titles = [b.paragraph.text for b in head.blocks if len(b.paragraph.text.split()) <= 6]
        entry.heading = entry.heading or " | ".join([head.heading, *titles][:4]).strip(" |")
        entry.subject, entry.author = head.subject, entry.author or head.author
        entry.category, entry.time = head.category, entry.time or head.time

    def _start_section(self, line: Line) -> None:
        self._close()
        self._read_bare_title()
        words, level = line.text.strip(), line.passage.level or 0
        kind = section_kind(words)
        above = self._entry
        if kind or (above.date and level > above.level > 0):
            self._section, self._title = kind, words
            return
        if above.heading and not above.blocks and not above.date:
            words = f"{above.heading} | {words}"
            self._entries.pop()
        self._entries.append(
            Entry(
                heading=words,
                heading_lines=(line,),
                level=level,
                part=self._part,
                author=_author(words),
            )
        )
        self._section, self._title = None, ""

    def _is_title(self, line: Line) -> bool:
        words = line.text.strip()
        if _SUBTITLE.match(words) and find_box(words) is None:
            return True
        if len(words) >= _TITLE_CHARS or re.search(r":\s*\S", words):
            return False
        if section_kind(words) is not None:
            return True
        # Inside an analysis, a plan or a list of names any bare title opens what comes after it.
        return self._section is not None and bool(_BARE_TITLE.fullmatch(words))

    def _add_text(self, line: Line) -> None:
        if self._take_dates(line) or self._take_mail_line(line):
            return
        if line.passage.kind != "cell" and is_furniture(line.text):
            self._close()
            return
        behind = self._take_box(line)
        if behind is None:
            return
        line = behind
        wrapped = self._entry.is_line and goes_on_in_column(line.text)
        if self._open and not wrapped and not self._goes_on(line):
            self._close()
        self._open.append(line)

    def _goes_on(self, line: Line) -> bool:
        before = self._open[-1]
        if self._free and not before.text.rstrip().endswith((",", "-", "–")):
            return False
        return continues(before, line)

    def _take_dates(self, line: Line) -> bool:
        """Use a line such as "Date of visit: 18.9.18   Date recorded: 21.9.18"."""
        labels = label_dates(line.text)
        if not labels or len(line.text) > 160:
            return False
        for label, at in labels:
            words = DateWords(line.text, at, len(line.text), "label")
            if label == "recorded":
                self._entry.recorded = self._entry.recorded or words
            elif self._entry.date is None:
                self._entry.date = words
                self._lift_titles()
        rest = re.sub(r"[\W\d]+", " ", line.text)
        return len(rest.split()) <= 8

    def _lift_titles(self) -> None:
        """Take short lines above a form's date for its title, not for what it tells."""
        self._close()
        entry = self._entry
        texts = [block.paragraph.text for block in entry.blocks]
        titles = [text for text in texts if len(text.split()) <= _TITLE_WORDS]
        if not texts or len(titles) < len(texts) or any(_FULL_STOP.search(t) for t in texts):
            return
        lines = (line for block in entry.blocks for line in block.paragraph.lines)
        self._title_at = 0
        entry.heading_lines = (*entry.heading_lines, *lines)
        entry.heading = " | ".join([entry.heading, *titles]).strip(" |")
        entry.blocks.clear()

    def _take_box(self, line: Line) -> Line | None:
        """Use a form's labelled box ("Type: Home visit"); return what is left to read of the line.

        A label without a value waits for the next line: the next cell of a form's table.
        """
        entry, text = self._entry, line.text
        waiting, self._waiting = self._waiting, ""
        box = (waiting, 0) if waiting else find_box(text)
        if box is None:
            return line
        name, at = box
        if entry.date is None and not waiting and name not in _HEAD_BOXES:
            return line
        value = text[at:].strip()
        if name == "text":
            self._close()
            return Line(line.passage, line.start + at, line.end) if value else None
        if len(value.split()) > (_LIST_WORDS if name in _LISTS else _BOX_WORDS):
            return line
        if not value:
            if line.passage.kind != "cell":
                return line
            self._waiting = name
            return None
        if name == "topic":
            entry.category, entry.subject = entry.category or value, entry.subject or value
        elif name == "time":
            entry.time = entry.time or clock(value)
        elif name == "caller":
            entry.heading = f"{entry.heading} - contact from {value}".strip(" -")
        elif not getattr(entry, name):
            setattr(entry, name, value)
        return None

    def _take_mail_line(self, line: Line) -> bool:
        if not ((self._part or "").startswith("quoted") or line.passage.kind == "quoted"):
            return False
        entry = self._entry
        if entry.blocks or self._open:
            if not _FROM.match(line.text):
                return False
            self._close()
            entry = Entry(part=self._part)
            self._entries.append(entry)
        sent_behind = _SENT_BEHIND.match(line.text)
        if sent_behind:
            entry.source = sent_behind["who"].strip()
            entry.date = DateWords(line.text, sent_behind.end(), len(line.text), "sent")
            return True
        for pattern, name in ((_FROM, "source"), (_SENT, "date")):
            found = pattern.match(line.text)
            if found and name == "date":
                entry.date = DateWords(line.text, found.end(), len(line.text), "sent")
            elif found:
                entry.source = line.text[found.end() :].strip()
        sent_to = _TO.match(line.text)
        entry.recipient = line.text[sent_to.end() :].strip() if sent_to else entry.recipient
        return bool(_FROM.match(line.text) or _SENT.match(line.text) or _MAIL_LINE.match(line.text))

    def _close(self) -> None:
        if not self._open:
            return
        paragraph = Paragraph(tuple(self._open))
        self._open = []
        label = find_label(paragraph.text)
        kind = section_kind(label[0]) if label else None
        title = label[0] if label else self._title
        start = label[1] if label and kind else 0
        told = None if kind else find_source_label(paragraph.text)
        source, start = told or ("", start)
        self._entry.blocks.append(Block(paragraph, kind or self._section, title, start, source))


def _take_boxes_beside(entry: Entry, text: str) -> None:
    """Use boxes that stand beside an entry's date: "... Student: Ann Orr   Category: Welfare"."""
    for piece in re.split(r"\s{2,}|\t|\s\|\s", text):
        box = find_box(piece)
        value = piece[box[1] :].strip() if box else ""
        if box and value and box[0] in {"subject", "author", "category", "location"}:
            setattr(entry, box[0], getattr(entry, box[0]) or value)


def _runs_on(before: Line, line: Line) -> bool:
    """Say whether a line that begins with a date is only a broken sentence's second half."""
    if before.passage is not line.passage:
        return False
    ended = before.text.rstrip()
    return ended.endswith((",", ";", " on", " by", " of", " and", " the", " from", " to", " until"))


def _ends_sentence(line: Line, opening: Opening, before: Line) -> bool:
    """Say whether a date with a full stop behind it ends the sentence of the line before."""
    if line.text[opening.end : opening.end + 1] != "." or not continues(before, line):
        return False
    return not re.search(r"[.!?:;][\"'’”)\]]*\s*$", before.text)


def _is_short_title(words: str) -> bool:
    return len(words.split()) <= 14 and not _FULL_STOP.search(words)


def _author(words: str) -> str:
    found = _AUTHOR.search(words)
    if not found:
        return ""
    name = found.group(1).split(",")[0].split(" for ")[0].strip()
    return name if re.match(r"^(?:[A-Z][\w.'’]*\s?){1,4}$", name) else ""
