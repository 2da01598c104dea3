"""Reads scores that were kept outside the program into ways of scoring and assessments.

Owns the JSON form (docs/scores.md); names are matched to the case's people, ids are made from the
contents so that the same file gives the same records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chronology_app.analysis.instruments import (
    CARER,
    CHILD,
    FAMILY,
    instrument_id,
    newest,
    require_sound,
    scale_of,
    shipped,
)
from chronology_app.analysis.scores import PURPOSES
from chronology_app.commands.scoring_commands import require_scores
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError, DateValueError
from chronology_app.model import (
    Area,
    Assessment,
    Instrument,
    Person,
    Record,
    Score,
    SettingsRow,
    Trigger,
)
from chronology_app.model.view import CaseView
from chronology_app.settings import load_settings
from exporters.work_forms import work_id

_END = r"([+-]?\d+(?:\.\d+)?)\s*(?:\(([^)]*)\)|[=:]?\s*((?:[^\W\d_]+\s?)*?))"
_SCALE = re.compile(rf"{_END}\s*(?:\bto\b|[-–—/])\s*{_END}(?:$|[\s,.;)])")
_NUMBERED = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*[=:]?\s*(.*)")
#: Words at an end of a scale that say whether it is the better one; one that denies turns it round.
_GOOD = re.compile(r"\b(?:best|good|strength|strong|clear|safe|excellent|adequate|positive|well)",
                   re.IGNORECASE)  # fmt: skip
_POOR = re.compile(
    r"\b(?:worst|poor|bad|serious|severe|problem|concern|risk|harm|weak|unsafe|inadequate|negative)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|none|without|low|little|few|never|least)\b", re.IGNORECASE)
_AREAS = ("areas", "domains", "scores")
#: Steps that a series may have, the widest first.
_STEPS = (1.0, 0.5, 0.1, 0.01)


def read_scores(found: Any, view: CaseView) -> tuple[Record, ...]:
    """Return ways of scoring and assessments; the form is in docs/scores.md.

    ``{name: [{"date", "scale", "areas"}]}`` or ``{name: {"minimum", ..., "scores": [...]}}``.
    Errors: BadValueError for another shape, a number outside of its scale (area, number and scale
        are named), or a person who is not of the case.
    """
    if not isinstance(found, dict):
        raise BadValueError("error.scores_shape")
    records: list[Record] = []
    for name, rows in found.items():
        if isinstance(rows, list):
            records += _series(view, name, {}, rows)
        elif isinstance(rows, dict):
            if not isinstance(rows.get("scores"), list):
                raise BadValueError("error.scores_shape")
            records += _series(view, name, rows, rows["scores"])
    if found and not records:
        raise BadValueError("error.scores_shape")
    return tuple(_told_apart(view, records))


def _told_apart(view: CaseView, records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records; scorings of one day, person and purpose each have an id of their own."""
    seen: Counter[str] = Counter()
    for record in records:
        if isinstance(record, Assessment):
            nth = seen[record.id]
            seen[record.id] += 1
            yield replace(record, id=work_id(view, record.id, str(nth))) if nth else record
        else:
            yield record


def _series(view: CaseView, name: str, told: Mapping[str, Any], rows: list[Any]) -> list[Record]:
    if not rows:
        raise BadValueError("error.scores_shape")
    scored = [_scored(row) for row in rows]
    if not _known(view, str(told.get("label") or name)) and len(_by_subject(view, rows)) > 1:
        # One series of children and of the family too: each on a scale of its own.
        parts = _by_subject(view, rows).items()
        return [r for kind, own in parts for r in _series(view, f"{name} ({kind})", told, own)]
    try:
        instrument = _instrument(view, name, told, rows, scored)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as cause:
        raise BadValueError("error.scores_shape") from cause
    require_sound(instrument)
    made = [
        _assessment(view, instrument, row, areas, number)
        for number, (row, areas) in enumerate(zip(rows, scored, strict=True))
    ]
    return [instrument, *made]


def _scored(row: Any) -> dict[str, Any]:
    areas = next((row[k] for k in _AREAS if k in row), None) if isinstance(row, dict) else None
    if not isinstance(areas, dict) or not areas or not row.get("date"):
        raise BadValueError("error.scores_shape")
    return {str(area): value for area, value in areas.items()}


def _number(value: Any) -> float:
    held = value.get("value") if isinstance(value, dict) else value
    if isinstance(held, bool) or held is None:
        raise BadValueError("error.scores_shape")
    try:
        return float(held)
    except (TypeError, ValueError, OverflowError) as cause:
        raise BadValueError("error.scores_shape") from cause


# --- the way of scoring --------------------------------------------------------------------------


def _instrument(
    view: CaseView,
    name: str,
    told: Mapping[str, Any],
    rows: list[dict[str, Any]],
    scored: list[dict[str, Any]],
) -> Instrument:
    """Return the definition that the file means: one that is known, or the file's own."""
    known = _known(view, str(told.get("label") or name))
    own = _own(view, name, told, rows, scored, known)
    held = newest(view.of(Instrument)).get(own.code)
    codes = {area.code for area in own.areas}
    if held is None:
        return own
    if scale_of(held) == scale_of(own) and codes <= {area.code for area in held.areas}:
        return held
    number = held.version + 1
    return replace(own, id=instrument_id(view.case.id, own.code, number), version=number)


def _known(view: CaseView, name: str) -> Instrument | None:
    """Return the way of scoring of this code or label, of the case or of the settings."""
    settings = load_settings(rows=view.of(SettingsRow))
    rows = (*newest(view.of(Instrument)).values(), *shipped(settings, view.case.id))
    wanted = _plain(name)
    return next((one for one in rows if wanted in (_plain(one.code), _plain(one.label))), None)


def _plain(words: str) -> str:
    return " ".join(re.split(r"[\W_]+", words.casefold())).strip()


def _own(
    view: CaseView,
    name: str,
    told: Mapping[str, Any],
    rows: list[dict[str, Any]],
    scored: list[dict[str, Any]],
    known: Instrument | None,
) -> Instrument:
    values = [_number(value) for areas in scored for value in areas.values()]
    scale = str(told.get("scale") or rows[0].get("scale") or "")
    found = _SCALE.search(scale)
    if scale.strip() and found is None and not ("minimum" in told and "maximum" in told):
        raise BadValueError("error.scores_scale", value=scale)
    low, high, is_good_high = _ends(told, found, values, known)
    codes = list(dict.fromkeys(area for areas in scored for area in areas))
    areas = tuple(_areas(told, codes, known))
    subject = next(iter(_by_subject(view, rows)))
    step = float(told.get("step") or (known.step if known else 0) or _step(low, values))
    base = known or Instrument(
        id=instrument_id(view.case.id, name, 1), case_id=view.case.id, code=name,
        label=name.replace("_", " "), minimum=low, maximum=high, step=step,
        high_is_good=is_good_high, subject=FAMILY,
    )  # fmt: skip
    triggers = tuple(
        Trigger(area=str(t.get("area", "")), at=float(t["at"]), words=str(t["words"]))
        for t in told.get("triggers") or ()
    )
    return replace(
        base, id=instrument_id(view.case.id, base.code, 1), version=1, row_version=1,
        label=str(told.get("label") or base.label), minimum=low, maximum=high, step=step,
        high_is_good=is_good_high, areas=areas, triggers=triggers or base.triggers,
        subject=str(told.get("subject") or (base.subject if known else subject)),
        unit=str(told.get("unit") or base.unit), rights=str(told.get("rights") or base.rights),
        again_weeks=int(told.get("again_weeks") or base.again_weeks),
    )  # fmt: skip


def _ends(
    told: Mapping[str, Any],
    found: re.Match[str] | None,
    values: list[float],
    known: Instrument | None,
) -> tuple[float, float, bool]:
    """Return both ends of the scale and whether a high number is better."""
    if "minimum" in told and "maximum" in told:
        is_good = bool(told.get("high_is_good", known.high_is_good if known else True))
        return float(told["minimum"]), float(told["maximum"]), is_good
    if found:
        low_end, high_end = _told_ends(found)
        if low_end is not None and low_end == high_end:
            raise BadValueError("error.scores_scale", value=found[0])
        said = high_end if low_end is None else not low_end
        usual = known.high_is_good if known else True
        is_good = told.get("high_is_good", usual if said is None else said)
        return float(found[1]), float(found[4]), bool(is_good)
    if known:
        return known.minimum, known.maximum, known.high_is_good
    low, high = min(values), max(values)
    return low, high if high > low else low + 1, bool(told.get("high_is_good", True))


def _told_ends(found: re.Match[str]) -> tuple[bool | None, bool | None]:
    """Return whether the low and the high end are called the better one; None: not said."""
    first, last = (found[n] or found[n + 1] or "" for n in (2, 5))
    number = _NUMBERED.match(last)
    if number and float(number[1]) == float(found[1]):
        # "1-5 (1 best)": what stands behind the scale is said of its low end.
        return _is_better(f"{first} {number[2]}"), None
    return _is_better(first), _is_better(last)


def _is_better(words: str) -> bool | None:
    """Say whether the words at an end of a scale call it the better one; None: they do not say."""
    good, poor = bool(_GOOD.search(words)), bool(_POOR.search(words))
    if good == poor:
        return None
    return good != bool(_DENIED.search(words))


def _step(low: float, values: Iterable[float]) -> float:
    """Return the widest usual step on which all values lie."""
    rows = list(values)
    for step in _STEPS[:-1]:
        if all(abs((v - low) / step - round((v - low) / step)) < 1e-6 for v in rows):
            return step
    return _STEPS[-1]


def _areas(
    told: Mapping[str, Any], codes: Iterable[str], known: Instrument | None
) -> Iterator[Area]:
    """Yield the areas: those that are known or told, then what else was scored."""
    if told.get("areas"):
        yield from (
            Area(code=str(a["code"]), label=str(a.get("label") or a["code"]))
            if isinstance(a, dict) else Area(code=str(a), label=str(a))
            for a in told["areas"]
        )  # fmt: skip
        return
    if known:
        yield from known.areas
    there = {_plain(words) for area in (known.areas if known else ())
             for words in (area.code, area.label)}  # fmt: skip
    yield from (Area(code=code, label=code) for code in codes if _plain(code) not in there)


def _by_subject(view: CaseView, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows by whom they are about: a child, a carer, or the family."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        person = _person(view, row)
        kind = FAMILY if person is None else CHILD if person.is_child else CARER
        found.setdefault(kind, []).append(row)
    return found


# --- what was scored -----------------------------------------------------------------------------


def _person(view: CaseView, row: Mapping[str, Any]) -> Person | None:
    name = str(row.get("child") or row.get("person") or "").strip()
    if not name:
        return None
    wanted = name.casefold()
    found = [person for person in view.people if wanted in _names(person)]
    first = [p for p in view.people if p.name.casefold().split()[:1] == [wanted]]
    if len(found or first) == 1:
        return (found or first)[0]
    raise BadValueError("error.score.person", name=name)


def _names(person: Person) -> set[str]:
    return {words.casefold() for words in (person.id, person.name, *person.aliases)}


def _assessment(
    view: CaseView,
    instrument: Instrument,
    row: dict[str, Any],
    areas: dict[str, Any],
    number: int,
) -> Assessment:
    try:
        day = FuzzyDate.parse(str(row["date"]))
    except DateValueError as cause:
        raise BadValueError("error.scores_shape") from cause
    person = _person(view, row)
    scores = tuple(_scores(instrument, row, areas))
    theirs = [(s.area, s.parent_value) for s in scores if s.parent_value is not None]
    require_scores(instrument, [(s.area, s.value) for s in scores] + theirs)
    purpose = str(row.get("purpose") or "")
    if purpose and purpose not in PURPOSES:
        raise BadValueError("error.score.purpose")
    if (person is not None) == (instrument.subject == FAMILY) or (
        person is not None and person.is_child != (instrument.subject == CHILD)
    ):
        raise BadValueError(f"error.score.{instrument.subject}", name=instrument.label)
    return Assessment(
        id=work_id(
            view, instrument.code, str(row["date"]), person.name if person else "", purpose,
            str(number) if row.get("purpose") else "",
        ),
        case_id=view.case.id, instrument_id=instrument.id, instrument_version=instrument.version,
        person_id=person.id if person else None, on=day, scorer=str(row.get("scorer") or ""),
        purpose=purpose, scores=scores, parent=str(row.get("parent") or ""),
        note=str(row.get("note") or ""),
    )  # fmt: skip


def _scores(instrument: Instrument, row: dict[str, Any], areas: dict[str, Any]) -> Iterator[Score]:
    events = tuple(str(i) for i in row.get("evidence") or ())
    parents = row.get("parent_scores") or {}
    codes = {_plain(words): area.code for area in instrument.areas
             for words in (area.code, area.label)}  # fmt: skip
    for name, value in areas.items():
        told = value if isinstance(value, dict) else {}
        own = told.get("parent", parents.get(name))
        yield Score(
            area=codes.get(_plain(name), name), value=_number(value),
            event_ids=tuple(str(i) for i in told.get("events") or ()) or events,
            parent_value=None if own is None else _number(own), note=str(told.get("note") or ""),
        )  # fmt: skip
