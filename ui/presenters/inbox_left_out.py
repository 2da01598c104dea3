"""What was read in one source and not put forward, and why: read anew, never stored.

How it is listed is left to `views.inbox_left_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chronology_app.model import Passage, Person, Source
from chronology_app.reading.document import NotProposed, SourceText
from chronology_app.wording import has
from ui.jobs.not_proposed import stored_text
from ui.jobs.reading import SHIPPED, ReadBy, read_text
from ui.presenters.source_text import Span
from ui.words import label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook

#: What a person should read first, then the rest in this order.
_ORDER = (
    "below_threshold", "background", "plan", "planned", "routine", "other_family",
    "entered_in_error", "cancelled_by_service", "training", "administrative", "no_fact",
    "particulars", "heading",
)  # fmt: skip
#: What is no sentence of a record is listed only on demand.
PARTICULARS = frozenset({"particulars", "heading"})


@dataclass(frozen=True, slots=True)
class LeftOutWords:
    """Words that gave no suggestion."""

    span: Span
    words: str
    code: str
    #: Why, as a sentence.
    sentence: str


def load_left_out(
    process: Callable[..., Any], book: Casebook, case_id: str, source: Source
) -> tuple[tuple[Passage, ...], tuple[LeftOutWords, ...]]:
    """Read a source's passages again; return them and what was left out.

    `process`: calls a function with arguments in a worker process and gives its answer.
    """
    people = book.queries.records(Person, case_id)
    passages = book.queries.passages(case_id, source.id)
    by = ReadBy(book.queries.settings_rows(case_id))
    found = process(find_left_out, stored_text(source, passages), people, by)
    return passages, build_left_out(found, passages)


def find_left_out(
    text: SourceText, people: tuple[Person, ...], by: ReadBy = SHIPPED
) -> tuple[NotProposed, ...]:
    """Return what reading does not put forward; in a worker process."""
    return read_text(text, people, by=by).not_proposed


def build_left_out(
    found: Sequence[NotProposed], passages: Sequence[Passage]
) -> tuple[LeftOutWords, ...]:
    """Say what was left out, in reading order within each reason."""
    by_index = {passage.index: passage for passage in passages}
    listed = [_left_out(one, by_index[one.passage_index]) for one in found]
    places = {code: number for number, code in enumerate(_ORDER)}
    return tuple(sorted(listed, key=lambda one: places.get(one.code, 0)))


def _left_out(one: NotProposed, passage: Passage) -> LeftOutWords:
    words = " ".join(passage.text[one.start : one.end].split())
    message_id = f"not_proposed.{one.code}"
    sentence = say(message_id) if has(message_id) else label("not_proposed", one.code)
    if one.words:
        quoted = say("inbox.quoted", words=one.words)
        sentence = say("inbox.reason", sentence=sentence, words=quoted)
    return LeftOutWords(Span(passage.id, one.start, one.end), words, one.code, sentence)
