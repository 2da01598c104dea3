"""What is typed about scores and ways of scoring, and what it comes to.

Numbers may be typed with a comma, a real minus sign or a percent sign; nothing is ever rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chronology_app.analysis.instruments import CARER, CHILD, FAMILY, number_words
from chronology_app.analysis.scores import BASELINE, NOW, TARGET, Course
from chronology_app.errors import BadValueError
from chronology_app.model import Area, Assessment, Instrument, Score, Trigger
from ui.words import label, upper_first

#: Groups of three behind a comma are thousands here; "0,125" is not.
_THOUSANDS = re.compile(r"[+\-−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")  # noqa: RUF001
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class TypedScore:
    """One area's row of a form, as it is typed."""

    area: str
    #: The area's label.
    name: str
    value: str = ""
    parent: str = ""
    note: str = ""
    event_ids: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was typed."""
        return not (self.value.strip() or self.parent.strip() or self.note.strip()
                    or self.event_ids)  # fmt: skip


def read_number(words: str, unit: str = "") -> float | None:
    """Return a number as people type it; None where none is typed. Errors: ValueError."""
    bare = words.strip()
    for end in (unit.strip(), "%"):
        bare = bare.removesuffix(end).strip() if end else bare
    if not bare:
        return None
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    if not _NUMBER.fullmatch(bare):
        raise ValueError(words)
    found = float(bare.replace("−", "-").replace(",", "."))  # noqa: RUF001
    if abs(found) > 1e9:
        raise ValueError(words)
    return found


def typed_scores(one: Instrument, names: Sequence[str], known: Assessment | None
                 ) -> tuple[TypedScore, ...]:  # fmt: skip
    """Return the rows of a form for a way of scoring; `names`: its areas' labels."""
    held = {score.area: score for score in known.scores} if known else {}
    found = []
    for area, name in zip(one.areas, names, strict=True):
        score = held.get(area.code)
        if score is None:
            found.append(TypedScore(area.code, name))
            continue
        theirs = "" if score.parent_value is None else number_words(score.parent_value)
        found.append(TypedScore(area.code, name, number_words(score.value), theirs, score.note,
                                score.event_ids))  # fmt: skip
    return tuple(found)


def scores_of(rows: Iterable[TypedScore], unit: str = "") -> tuple[Score, ...]:
    """Return what was typed as scores; rows without anything are no scores.

    Errors: BadValueError for what is no number, or for a parent's score, a note or evidence
        without a score of its own (the area is named).
    """
    found = []
    for row in rows:
        if row.is_empty:
            continue
        value, theirs = (_typed(row, words, unit) for words in (row.value, row.parent))
        if value is None:
            raise BadValueError("error.score.no_value", area=row.name)
        found.append(Score(area=row.area, value=value, event_ids=row.event_ids,
                           parent_value=theirs, note=row.note.strip()))  # fmt: skip
    return tuple(found)


def _typed(row: TypedScore, words: str, unit: str) -> float | None:
    try:
        return read_number(words, unit)
    except ValueError as cause:
        raise BadValueError("error.score.number", area=row.name, words=words.strip()) from cause


# --- choices -------------------------------------------------------------------------------------


def purposes() -> list[tuple[str, str]]:
    """Return what a scoring may be for, in words."""
    codes = ("none", BASELINE, NOW, TARGET)
    return [("" if c == "none" else c, upper_first(label("score_purpose", c))) for c in codes]


def subjects() -> list[tuple[str, str]]:
    """Return whom scores may be about, in words."""
    return [(code, upper_first(label("score_subject", code))) for code in (CHILD, FAMILY, CARER)]


def next_purpose(course: Course | None) -> str:
    """Return what the next scoring is for, most likely: the first is the baseline."""
    return BASELINE if course is None or course.last is None else NOW


# --- ways of scoring -----------------------------------------------------------------------------


def area_lines(one: Instrument) -> str:
    """Return the areas, one on each line."""
    return "\n".join(area.label for area in one.areas)


def read_areas(words: str, known: Sequence[Area]) -> tuple[Area, ...]:
    """Return the areas of lines; one whose label stood there, or only its label changed, stays it.

    Errors: BadValueError where two lines are alike.
    """
    labels = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    if len({label.casefold() for label in labels}) < len(labels):
        raise BadValueError("error.instrument.twice")
    codes = {area.label.casefold(): area.code for area in known}
    found: list[str] = [codes.get(label.casefold(), "") for label in labels]
    if len(labels) == len(known):
        # As many as before: a line that is new took the place of the one that stood there.
        for n, area in enumerate(known):
            if not found[n] and area.code not in found:
                found[n] = area.code
    taken = {area.code for area in known}
    for n, name in enumerate(labels):
        if not found[n]:
            found[n] = _new_code(name, taken)
            taken.add(found[n])
    return tuple(Area(code=c, label=label) for c, label in zip(found, labels, strict=True))


def new_code(name: str, taken: Iterable[str]) -> str:
    """Return a code for a new way of scoring, made of its name."""
    return _new_code(name, set(taken))


def _new_code(name: str, taken: set[str]) -> str:
    base = "_".join(re.findall(r"\w+", name.casefold())) or "area"
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}_{number}"
    return code


def trigger_lines(one: Instrument) -> str:
    """Return what is asked for at a number, one on each line: number, area, words."""
    labels = {area.code: area.label for area in one.areas}
    return "\n".join(
        f"{number_words(t.at)}{' ' + labels.get(t.area, t.area) if t.area else ''}: {t.words}"
        for t in one.triggers
    )


def read_triggers(words: str, areas: Sequence[Area]) -> tuple[Trigger, ...]:
    """Return what is asked for at a number. Errors: BadValueError names the line."""
    return tuple(_trigger(line.strip(), areas) for line in words.splitlines() if line.strip())


def _trigger(line: str, areas: Sequence[Area]) -> Trigger:
    at = _NUMBER.match(line)
    if at is None:
        raise BadValueError("error.instrument.trigger_line", line=line)
    number = read_number(at[0])
    assert number is not None
    rest = line[at.end() :].strip().removeprefix("%").strip()
    for area in sorted(areas, key=lambda one: -len(one.label)):
        if rest.casefold().startswith(area.label.casefold()):
            after = rest[len(area.label) :].strip()
            if after.startswith(":") and after[1:].strip():
                return Trigger(area=area.code, at=number, words=after[1:].strip())
    if rest.startswith(":") and rest[1:].strip():
        return Trigger(at=number, words=rest[1:].strip())
    raise BadValueError("error.instrument.trigger_line", line=line)
