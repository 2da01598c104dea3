"""Reads what was typed on an assessment page into the records that are kept, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from chronology_app.analysis.four_questions import QUESTIONS
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import (
    Answer,
    FourQuestions,
    PageLine,
    PlaceOnScale,
    WorriesPage,
    new_id,
)

_PLACE = re.compile(r"(?P<who>[^:;]+):\s*(?P<value>\d+(?:[.,]\d+)?)\s*(?:;\s*(?P<more>.*))?")
#: Words that were taken from the record -> the events behind them.
Links = Mapping[str, tuple[str, ...]]


def places_text(places: Iterable[PlaceOnScale]) -> str:
    """Return places as they are typed: a line for each."""
    return "\n".join(
        f"{place.who}: {place.value:g}" + (f"; {place.up_by_one}" if place.up_by_one else "")
        for place in places
    )


def read_places(text: str) -> tuple[PlaceOnScale, ...]:
    """Return the places of a text. Errors: BadValueError with the line that is none."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _PLACE.fullmatch(line)
        if match is None:
            raise BadValueError("error.place_words", line=line)
        value = float(match["value"].replace(",", "."))
        found.append(PlaceOnScale(who=match["who"].strip(), value=value,
                                  up_by_one=(match["more"] or "").strip()))  # fmt: skip
    return tuple(found)


def four_questions(
    kept: FourQuestions | None, child_id: str, words: Mapping[str, str], links: Links, today: date
) -> FourQuestions:
    """Return the page as it is to be kept: that of before with newer words, or a new one.

    An answer keeps the links that it had; those of lines put into it are added while they stand.
    """
    held = {answer.question: answer.event_ids for answer in kept.answers} if kept else {}
    answers = tuple(
        Answer(question=question, words=words.get(question, "").strip(),
               event_ids=_linked(words.get(question, ""), held.get(question, ()), links))
        for question in QUESTIONS
        if words.get(question, "").strip()
    )  # fmt: skip
    return FourQuestions(
        id=kept.id if kept else new_id(), case_id=kept.case_id if kept else "",
        row_version=kept.row_version if kept else 1, child_id=child_id, on=_day(today),
        answers=answers,
    )  # fmt: skip


def worries_page(
    kept: WorriesPage | None,
    child_id: str,
    words: Mapping[str, str],
    pictures: tuple[str, ...],
    links: Links,
    by: str,
    today: date,
) -> WorriesPage:
    """Return the page as it is to be kept: a new one for a new day, so that places can be compared.

    Errors: BadValueError for a line that is no place on the scale.
    """
    same = kept if kept is not None and kept.on.day == today else None
    held = dict(links)
    for name in ("worries", "strengths", "must_happen"):
        lines = getattr(kept, name) if kept else ()
        held.update({line.words: line.event_ids for line in lines if line.event_ids})
    return WorriesPage(
        id=same.id if same else new_id(), case_id=same.case_id if same else "",
        row_version=same.row_version if same else 1, on=_day(today), by=by,
        child_ids=kept.child_ids if kept else (child_id,),
        worries=_lines(words.get("worries", ""), held),
        strengths=_lines(words.get("strengths", ""), held),
        must_happen=_lines(words.get("must_happen", ""), held),
        places=read_places(words.get("places", "")),
        child_words=words.get("child_words", "").strip(), picture_ids=pictures,
    )  # fmt: skip


def _lines(text: str, links: Links) -> tuple[PageLine, ...]:
    lines = filter(None, map(str.strip, text.splitlines()))
    return tuple(PageLine(words=line, event_ids=links.get(line, ())) for line in lines)


def _linked(text: str, held: tuple[str, ...], links: Links) -> tuple[str, ...]:
    more = [i for words, ids in links.items() if words in text for i in ids]
    return tuple(dict.fromkeys((*held, *more)))


def _day(today: date) -> FuzzyDate:
    return FuzzyDate.parse(today.isoformat())
