"""Cuts the text of a message into paragraphs, quoted messages and a signature.

Decoding the text is left to `mail`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronology_app.model.sources import Locator
from importers.base import PassageList
from importers.plain import split_lines

_MARKS = re.compile(r"^(?:>[ \t]?)+")
_FROM = re.compile(r"\*{0,2}(?:From|Oddi wrth|O)\*{0,2}[ \t]*:\*{0,2}[ \t]*\S", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\*{0,2}(?:Sent|Date|To|Cc|Subject|Anfonwyd|Dyddiad|At|Pwnc|Testun)\*{0,2}[ \t]*:",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"[-_ \t]{2,}(?:Original Message|Forwarded message|Neges Wreiddiol|Neges wreiddiol|"
    r"Begin forwarded message)[-_ \t:]*$|Begin forwarded message:$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:On|Ar)\b.{4,200}\b(?:wrote|ysgrifennodd)\b[^:\n]{0,80}:[ \t]*$", re.IGNORECASE
)
#: Without either, "On 3 May 2021 the father wrote:" is a sentence of the message.
_CLOCK_OR_ADDRESS = re.compile(r"\d[:.]\d\d|@")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where one line belongs: a quotation's number (0: the body itself), or the signature."""

    quoted: int
    signature: bool = False
    #: How many marks the line has; a paragraph never runs across a change.
    depth: int = 0


def add_body(text: str, body: str, found: PassageList) -> None:
    """Add the paragraphs of a body; `body` names its part of the message.

    A quotation begins with marked lines (">"), "On ... wrote:", a divider ("Original Message")
    or a block "From: / Sent:"; each gets the next number, a reply between quotations goes on as
    body. Lines of a paragraph are joined by a line break.
    """
    lines = split_lines(text)
    _note_marks(lines, body, found)
    paragraph: list[str] = []
    first, open_mark = 0, _Mark(0)

    def close() -> None:
        if paragraph:
            _add(paragraph, first, open_mark, body, found)
            paragraph.clear()

    for number, (line, mark) in enumerate(_marked(lines), start=1):
        if mark != open_mark or not line.strip():
            close()
        open_mark = mark
        if line.strip():
            first = first if paragraph else number
            paragraph.append(line)
    close()


def _note_marks(lines: list[str], body: str, found: PassageList) -> None:
    """Name the quotation marks that the passages leave out."""
    marks = [match.group() for match in map(_MARKS.match, lines) if match]
    if marks:
        raw = "".join("".join(marks).split())
        found.note("quoted_lines", Locator(message_part=body), raw=raw, count=len(marks))


def _add(lines: list[str], first: int, mark: _Mark, body: str, found: PassageList) -> None:
    kind = "quoted" if mark.quoted else "signature" if mark.signature else "paragraph"
    part = f"quoted {mark.quoted}" if mark.quoted else body
    found.add("\n".join(line.rstrip() for line in lines), kind, message_part=part, line=first)


def _marked(lines: list[str]) -> list[tuple[str, _Mark]]:
    """Return every line without its quotation marks, with where it belongs."""
    state = _State()
    return [state.place(lines, index) for index in range(len(lines))]


class _State:
    """Follows which quotation is open while the lines go by."""

    def __init__(self) -> None:
        self._count = 0
        #: Open quotations by depth of their ">" marks; depth 0 is one that runs to the end.
        self._open: dict[int, int] = {}
        self._signature = False

    def place(self, lines: list[str], index: int) -> tuple[str, _Mark]:
        line, depth = _unmark(lines[index])
        for deeper in [level for level in self._open if level > depth and line.strip()]:
            del self._open[deeper]
        if self._begins(lines, index, depth):
            self._count += 1
            self._open[depth] = self._count
            self._signature = False
        elif depth and depth not in self._open:
            self._open[depth] = self._number_of_quotation(lines, index)
        elif not depth and line.rstrip("\r\n") in ("-- ", "--") and not self._open.get(0):
            self._signature = True
        return line, _Mark(self._open.get(depth, 0) or self._open.get(0, 0), self._signature, depth)

    def _number_of_quotation(self, lines: list[str], index: int) -> int:
        """Go on with the quotation that "... wrote:" has just announced, or begin one."""
        announced = self._open.get(0)
        if announced == self._count and announced and _announces(lines, index):
            del self._open[0]
            return announced
        self._count += 1
        return self._count

    def _begins(self, lines: list[str], index: int, depth: int) -> bool:
        line = _unmark(lines[index])[0].strip()
        if _DIVIDER.match(line):
            return True
        if _FROM.match(line):
            return not _after_divider(lines, index) and self._heads_message(lines, index, depth)
        return line[:3] in ("On ", "Ar ") and any(
            _WROTE.match(words) and (_CLOCK_OR_ADDRESS.search(words) or _marks_follow(rest))
            for words, rest in _announcements(lines, index)
        )

    def _heads_message(self, lines: list[str], index: int, depth: int) -> bool:
        """Say whether "From:" is followed by another header line of the quoted message."""
        for item in lines[index + 1 : index + 4]:
            text, level = _unmark(item)
            if level == depth and _FOLLOWING.match(text.strip()):
                # The first lines of a marked quotation are its own header, not another message.
                return depth == 0 or depth in self._open
        return False


def _announcements(lines: list[str], index: int) -> list[tuple[str, list[str]]]:
    """Return one, two and three lines from here as one each, with the lines that follow."""
    plain = [_unmark(item)[0].strip() for item in lines[index : index + 3]]
    counts = range(1, len(plain) + 1)
    return [(" ".join(plain[:count]), lines[index + count :]) for count in counts]


def _marks_follow(lines: list[str]) -> bool:
    """Say whether the next line with words is marked as quoted."""
    following = next((line for line in lines[:3] if line.strip()), "")
    return following.startswith(">")


def _after_divider(lines: list[str], index: int) -> bool:
    before = [_unmark(item)[0].strip() for item in lines[max(0, index - 3) : index]]
    return any(_DIVIDER.match(item) for item in before)


def _announces(lines: list[str], index: int) -> bool:
    """Say whether the lines just above end with "... wrote:"."""
    before = [item.strip() for item in lines[max(0, index - 4) : index] if item.strip()]
    return bool(before) and before[-1].endswith(":")


def _unmark(line: str) -> tuple[str, int]:
    match = _MARKS.match(line)
    if match is None:
        return line, 0
    return line[match.end() :], match.group().count(">")
