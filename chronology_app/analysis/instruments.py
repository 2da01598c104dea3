"""Ways of scoring: those that come with the program, those of the case, and which one is in use.

An edit of one that was used makes a record of its own with a higher version, so that scores keep
the definition that they were made with. Labels of those that come with the program have Welsh
words beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.model import Area, Instrument, Trigger, derived_id
from chronology_app.settings import Settings

SUBJECTS = CHILD, FAMILY, CARER = ("child", "family", "carer")
#: So much is forgiven at the ends of a scale and between its steps: 0.1 has no exact number.
_SLACK = 1e-6


def shipped(settings: Settings, case_id: str) -> tuple[Instrument, ...]:
    """Return the ways of scoring of the settings as records of a case, in their order.

    Their ids are made from case and code: the same one is never kept twice. Errors: BadValueError
    where an authority's file defines one that cannot be used.
    """
    found = settings.get("instruments") or {}
    named = [(str(code), row) for code, row in found.items() if isinstance(row, Mapping)]
    named.sort(key=lambda pair: (pair[1].get("order", 999), pair[0]))
    return tuple(_shipped(case_id, code, row) for code, row in named)


def _shipped(case_id: str, code: str, row: Mapping[str, Any]) -> Instrument:
    try:
        made = Instrument(
            id=instrument_id(case_id, code, 1),
            case_id=case_id,
            code=code,
            label=str(row["label"]),
            minimum=float(row["minimum"]),
            maximum=float(row["maximum"]),
            step=float(row.get("step", 1)),
            high_is_good=bool(row["high_is_good"]),
            subject=str(row.get("subject", FAMILY)),
            areas=tuple(Area(code=str(a[0]), label=str(a[1])) for a in row["areas"]),
            triggers=tuple(_triggers(row.get("triggers") or ())),
            unit=str(row.get("unit", "")),
            again_weeks=int(row.get("again_weeks", 0)),
            rights=str(row.get("rights", "")),
        )
        require_sound(made)
    except (KeyError, TypeError, ValueError, IndexError, BadValueError) as cause:
        raise BadValueError("error.settings_row", name=f"instruments.{code}") from cause
    return made


def _triggers(rows: Iterable[Mapping[str, Any]]) -> Iterator[Trigger]:
    for row in rows:
        yield Trigger(area=str(row.get("area", "")), at=float(row["at"]), words=str(row["words"]))


def instrument_id(case_id: str, code: str, version: int) -> str:
    """Return the id of a version of a way of scoring in a case."""
    return derived_id("instrument", case_id, code, str(version))


def newest(instruments: Iterable[Instrument]) -> dict[str, Instrument]:
    """Return the latest version of each, by code."""
    found: dict[str, Instrument] = {}
    for one in instruments:
        held = found.get(one.code)
        if held is None or (one.version, one.id) > (held.version, held.id):
            found[one.code] = one
    return found


def offered(
    own: Iterable[Instrument], others: Iterable[Instrument], settings: Settings, case_id: str
) -> tuple[Instrument, ...]:
    """Return what can be scored with: the case's own, those of other cases, then the shipped.

    Of one code the case's newest version counts, also one that was closed.
    """
    found = newest(own)
    from_settings = shipped(settings, case_id)
    for one in from_settings:
        found.setdefault(one.code, one)
    for code, one in newest(others).items():
        found.setdefault(code, copied(one, case_id))
    place = {one.code: n for n, one in enumerate(from_settings)}
    rows = sorted(found.values(), key=lambda one: (place.get(one.code, -1), one.label.casefold()))
    return tuple(rows)


def copied(one: Instrument, case_id: str) -> Instrument:
    """Return another case's way of scoring as the first version of this case."""
    return replace(
        one, id=instrument_id(case_id, one.code, 1), case_id=case_id, version=1, row_version=1
    )


def is_same_scale(one: Instrument, other: Instrument) -> bool:
    """Say whether numbers of two versions can be compared."""
    return scale_of(one) == scale_of(other)


def scale_of(one: Instrument) -> tuple[str, float, float, bool]:
    """Return what makes numbers comparable: the code, both ends and the direction."""
    return one.code, one.minimum, one.maximum, one.high_is_good


def is_on_scale(one: Instrument, value: float) -> bool:
    """Say whether a value lies within the scale and on one of its steps."""
    if not one.minimum - _SLACK <= value <= one.maximum + _SLACK:
        return False
    steps = (value - one.minimum) / one.step
    return abs(steps - round(steps)) * one.step <= max(_SLACK, one.step * 1e-3)


def number_words(value: float, unit: str = "") -> str:
    """Return a score in figures, with a real minus sign and what stands behind it."""
    return f"{value:.10g}".replace("-", "−") + unit  # noqa: RUF001


def area_label(one: Instrument, code: str, settings: Settings, language: str) -> str:
    """Return an area's label; in Welsh where the program brings it and nobody changed it."""
    held = next((area.label for area in one.areas if area.code == code), code)
    if language == "en":
        return held
    for row in settings.get(f"instruments.{one.code}.areas") or ():
        if len(row) > 2 and row[0] == code and row[1] == held:
            return str(row[2])
    return held


def instrument_label(one: Instrument, settings: Settings, language: str) -> str:
    """Return a way of scoring's name; in Welsh where the program brings it."""
    row = settings.get(f"instruments.{one.code}") or {}
    if language != "en" and row.get("label") == one.label and row.get("label_cy"):
        return str(row["label_cy"])
    return one.label


def require_sound(one: Instrument) -> None:
    """See to it that a way of scoring can be used.

    Errors: BadValueError without a name, a code or an area, with two areas of one name, a scale
        whose ends are the wrong way round, a step that does not fit, or an unknown subject.
    """
    if not one.label.strip() or not one.code.strip():
        raise BadValueError("error.instrument.name")
    numbers = (one.minimum, one.maximum, one.step)
    if any(n != n or abs(n) > 1e9 for n in numbers) or one.minimum >= one.maximum:
        raise BadValueError("error.instrument.scale")
    if one.step <= 0 or not is_on_scale(one, one.maximum):
        raise BadValueError("error.instrument.step")
    labels = [area.label.strip().casefold() for area in one.areas]
    codes = [area.code for area in one.areas]
    if not labels or not all(labels):
        raise BadValueError("error.instrument.areas")
    if len(set(labels)) < len(labels) or len(set(codes)) < len(codes):
        raise BadValueError("error.instrument.twice")
    if one.subject not in SUBJECTS:
        raise BadValueError("error.instrument.subject")
    if one.again_weeks < 0:
        raise BadValueError("error.instrument.again")
    for trigger in one.triggers:
        if not trigger.words.strip() or not one.minimum <= trigger.at <= one.maximum:
            raise BadValueError("error.instrument.trigger", number=number_words(trigger.at))
        if trigger.area and trigger.area not in codes:
            raise BadValueError("error.instrument.trigger", number=number_words(trigger.at))
