"""What the record says of a person, in words: how often, when first and last, seen and seen alone.

The figures are counted in `store.person_figures`; nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.model.codes import Part
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.store.person_figures import DatedEvent, PersonFigures


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of what the record says, and the event that it leads to, if any."""

    title: str
    words: str
    event_id: str = ""


def record_lines(figures: PersonFigures, *, is_child: bool) -> tuple[RecordLine, ...]:
    """Return the lines in the order in which they are shown."""
    count = figures.event_count
    lines = [RecordLine(say("person.record.events"), say("person.record.count", count=count))]
    if not count:
        return tuple(lines)
    lines += [_dated("first", figures.first), _dated("last", figures.last)]
    if is_child:
        lines += [_part_line(figures, part)
                  for part in (Part.SEEN, Part.SEEN_ALONE, Part.SPOKEN_TO)]  # fmt: skip
    if Part.NOT_SEEN in figures.parts:
        lines.append(_part_line(figures, Part.NOT_SEEN))
    for name in ("undated", "across_years"):
        number = getattr(figures, name)
        if number:
            title = say(f"person.record.{name}")
            lines.append(RecordLine(title, say("person.record.count", count=number)))
    return tuple(lines)


def _dated(name: str, event: DatedEvent | None) -> RecordLine:
    title = say(f"person.record.{name}")
    if event is None:
        return RecordLine(title, say("person.record.no_date"))
    return RecordLine(title, date_words(event.date), event.event_id)


def _part_line(figures: PersonFigures, part: str) -> RecordLine:
    count = figures.parts.get(part, 0)
    title = label("part", part)
    title = title[:1].upper() + title[1:]
    last = figures.last_by_part.get(part)
    if not count:
        return RecordLine(title, say("person.record.never"))
    if last is None:
        return RecordLine(title, say("person.record.count", count=count))
    words = say("person.record.count_last", count=count, date=date_words(last.date))
    return RecordLine(title, words, last.event_id)
