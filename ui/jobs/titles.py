"""What a document prints for a source whose name nobody has given: never its file name."""

from __future__ import annotations

from collections.abc import Set
from email.utils import parseaddr

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model import ReadResult
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words


def citation_title(agency: str, result: ReadResult, taken: Set[str]) -> str:
    """Return a title that says whose record it is, numbered when the case has one like it."""
    if result.format in ("eml", "msg"):
        title = _message_title(result.metadata)
    else:
        words = say("source.record_of", agency=label("agency", agency))
        title = words[:1].upper() + words[1:]
    return free_title(title, taken)


def free_title(title: str, taken: Set[str]) -> str:
    """Return a title, numbered when the case has one like it."""
    if title not in taken:
        return title
    number = 2
    while (numbered := say("source.numbered", title=title, number=number)) in taken:
        number += 1
    return numbered


def _message_title(metadata: dict[str, str]) -> str:
    name, address = parseaddr(metadata.get("from", ""))
    sender = name or address or say("source.unknown_sender")
    try:
        sent = date_words(FuzzyDate.parse(metadata.get("sent", "")[:10]))
    except DateValueError:
        return say("source.message_undated", sender=sender)
    return say("source.message", sender=sender, date=sent)
