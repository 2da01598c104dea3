"""The numbers of the patterns, checks and timeline that people may set: which, within what bounds.

What a number means belongs to the part that uses it; how values are laid over one another to
`settings`. A number is named by its dotted path, e.g. ``patterns.drift.plan_months``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.settings import Settings, load_settings

#: The settings files whose numbers are thresholds.
GROUPS = ("patterns", "checks", "timeline")
#: A share is a whole number of percent; a length or a count is at least one.
_PERCENT, _NUMBER, _TIMES = (1, 100), (1, 3650), (1.0, 20.0)
#: Lengths for which nothing at all is a sensible choice: on the day itself.
_MAY_BE_NONE = ("weeks_past_due", "early_days", "gap_weeks", "from_age")

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One number, as it is in force and as it would be without this case's own choice."""

    name: str
    value: Number
    usual: Number
    least: Number
    most: Number
    changed_by: str = ""
    #: Where it was agreed, as somebody wrote it.
    source: str = ""

    @property
    def group(self) -> str:
        """What it belongs to: ``patterns.drift``, ``checks.child_unseen`` or ``timeline``."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if len(parts) > 2 else parts[0]

    @property
    def is_own(self) -> bool:
        """Say whether this case has a choice of its own."""
        return self.value != self.usual

    @property
    def is_whole(self) -> bool:
        """Say whether only whole numbers make sense."""
        return isinstance(self.usual, int)


def build_thresholds(rows: Iterable[SettingsRow] = ()) -> tuple[Threshold, ...]:
    """Return every number in the order of the shipped files.

    Errors: BadValueError when a row cannot be read.
    """
    own = {row.name: row for row in rows}
    usual = load_settings()
    held = load_settings(rows=own.values())
    return tuple(_threshold(name, value, held, own) for name, value in _numbers(usual))


def checked(name: str, value: Any) -> Number:
    """Return a threshold's new value. Errors: BadValueError: no such number, or out of bounds."""
    known = next((t for t in build_thresholds() if t.name == name), None)
    if known is None:
        raise BadValueError("error.threshold.name", name=name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not known.least <= value <= known.most or (known.is_whole and value % 1):
        raise BadValueError("error.threshold.value", least=known.least, most=known.most)
    return int(value) if known.is_whole else float(value)


def _threshold(
    name: str, usual: Number, held: Settings, own: Mapping[str, SettingsRow]
) -> Threshold:
    least, most = _bounds(name, usual)
    row = own.get(name)
    return Threshold(
        name=name, value=held.get(name, usual), usual=usual, least=least, most=most,
        changed_by=row.changed_by if row else "", source=row.source if row else "",
    )  # fmt: skip


def _bounds(name: str, usual: Number) -> tuple[Number, Number]:
    last = name.split(".")[-1]
    if last.endswith("percent"):
        return _PERCENT
    if isinstance(usual, float):
        return _TIMES
    least, most = _NUMBER
    return (0 if last in _MAY_BE_NONE else least), most


def _numbers(settings: Settings) -> Iterator[tuple[str, Number]]:
    for group in GROUPS:
        yield from _inside(settings.get(group) or {}, group)


def _inside(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, Number]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _inside(value, f"{path}.{key}")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{path}.{key}", value
