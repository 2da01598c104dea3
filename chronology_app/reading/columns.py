"""Reads a line of a print-out that is set in columns: patient, clinician, type, then the text.

Owns where a column ends; the date before the columns is read by `headings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = re.compile(r"\t+|\s{2,}|\s\|\s")
#: What a print-out calls a kind of entry, when one blank parts it from the text.
_TYPE = re.compile(
    r"(?:LETTER|LTR|SURG(?:ERY)?|ADMIN|NURSE|TEL(?:EPHONE)?|PHONE|HOME|VISIT|CONS(?:ULT(?:ATION)?)?"
    r"|DOC(?:UMENT)?|MED(?:ICATION)?|RX|RESULT|PATH|IMMS?|REFERRAL|OOH|SMS|TEXT|E-?MAIL|E-?CONSULT"
    r"|CLINIC|NOTE|TASK|RECALL|REVIEW)\s+(?=\S+\s)"
)
_SHORT_FIELD = 5
#: A line of a print-out is no longer; running text may be.
_MOST_CHARACTERS = 2_000
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The short fields of a line, and the offset where its text begins."""

    fields: tuple[str, ...]
    text_at: int


def find_columns(line: str, start: int) -> Columns | None:
    """Part a line, from an offset on, into short fields and the text behind them.

    None when there are no fields or the words behind the last gap are no text: a line of running
    words with a wide gap in it stays whole.
    """
    if len(line) > _MOST_CHARACTERS:
        return None
    fields: list[str] = []
    at = start + len(line[start:]) - len(line[start:].lstrip())
    while gap := _GAP.search(line, at):
        field = line[at : gap.start()].strip()
        if len(field.split()) > _SHORT_FIELD or re.search(r"[.!?;]$", field):
            break
        if field:
            fields.append(field)
        at = gap.end()
    kind = _TYPE.match(line, at) if fields else None
    if kind:
        fields.append(kind.group().strip())
        at = kind.end()
    if not fields or len(line[at:].split()) < _FEWEST_WORDS:
        return None
    return Columns(tuple(fields), at)


def goes_on_in_column(line: str) -> bool:
    """Say whether a line begins so far in that it goes on with the column of the line above."""
    return bool(re.match(r"[ \t]{6,}\S|\t\S", line)) and not re.match(r"\s*\d", line)
