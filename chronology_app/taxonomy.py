"""The field's codes as data: types, needs, kinds, agencies, levels, and their names by country.

Owns how `resources/taxonomy.toml` is read; the words for codes that do not change with country or
date come from `wording`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import resources
from chronology_app.errors import BadValueError


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelName:
    """What a level of help is called in one country over a time; both ends inclusive."""

    level: str
    country: str
    name: str
    name_cy: str
    holds_from: date | None = None
    holds_until: date | None = None


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words of a person's role that tell which agency he or she works for."""

    agency: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """All codes in their usual order, and what follows from them."""

    types: tuple[str, ...]
    needs: tuple[str, ...]
    kinds: tuple[str, ...]
    agencies: tuple[str, ...]
    levels: tuple[str, ...]
    #: Type of concern -> needs that it nearly always touches.
    needs_by_type: dict[str, tuple[str, ...]]
    #: The same for a child under three, where it differs.
    infant_needs_by_type: dict[str, tuple[str, ...]]
    #: The needs that a kind of fact touches whatever its words.
    needs_by_kind: dict[str, tuple[str, ...]]
    #: Kinds that are steps of the work itself.
    process_kinds: frozenset[str]
    #: Kinds for which no needs are proposed.
    kinds_without_needs: frozenset[str]
    health_agencies: frozenset[str]
    education_agencies: frozenset[str]
    adult_services: frozenset[str]
    #: Agencies whose every entry is an incident.
    emergency_agencies: frozenset[str]
    #: Agencies whose records tell mostly what others did.
    collecting_agencies: frozenset[str]
    roles: tuple[RoleWords, ...]
    level_names: tuple[LevelName, ...]

    def level_name(self, level: str, country: str, on: date, language: str = "en") -> str:
        """Return what a level of help is called in a country on a day.

        Errors: BadValueError for a level or country that has no name.
        """
        for row in self.level_names:
            begun = row.holds_from is None or row.holds_from <= on
            over = row.holds_until is not None and row.holds_until < on
            if row.level == level and row.country == country and begun and not over:
                return row.name_cy if language == "cy" else row.name
        raise BadValueError(name=f"{level}, {country}")

    def agency_of_role(self, role: str) -> str | None:
        """Return the agency that a role's words point to ("health visitor"), if any."""
        return next((r.agency for r in self.roles if r.pattern.search(role)), None)


@cache
def shipped_taxonomy() -> Taxonomy:
    """Return the taxonomy that is shipped with the program."""
    file = resources.path("taxonomy.toml")
    return taxonomy_of(tomllib.loads(file.read_text(encoding="utf-8")))


def taxonomy_of(values: Mapping[str, Any]) -> Taxonomy:
    """Build a taxonomy from the values of a taxonomy file.

    Errors: BadValueError when a part is missing or a pattern cannot be read.
    """
    try:
        return Taxonomy(
            types=tuple(values["types"]["order"]),
            needs=tuple(values["needs"]["order"]),
            kinds=tuple(values["kinds"]["order"]),
            agencies=tuple(values["agencies"]["order"]),
            levels=tuple(values["levels"]["order"]),
            needs_by_type={k: tuple(v) for k, v in values["needs_by_type"].items()},
            infant_needs_by_type={k: tuple(v) for k, v in values["infant_needs_by_type"].items()},
            needs_by_kind={k: tuple(v) for k, v in values.get("needs_by_kind", {}).items()},
            process_kinds=frozenset(values["kinds"]["process"]),
            kinds_without_needs=frozenset(values["kinds"]["without_needs"]),
            health_agencies=frozenset(values["agencies"]["health"]),
            education_agencies=frozenset(values["agencies"]["education"]),
            adult_services=frozenset(values["agencies"]["adult_services"]),
            emergency_agencies=frozenset(values["agencies"]["emergency"]),
            collecting_agencies=frozenset(values["agencies"]["collecting"]),
            roles=tuple(
                RoleWords(row["agency"], re.compile(row["words"], re.I))
                for row in values["agency_by_role"]
            ),
            level_names=tuple(_level_name(row) for row in values["level_name"]),
        )
    except (KeyError, TypeError, re.error) as cause:
        raise BadValueError(name="taxonomy") from cause


def _level_name(row: Mapping[str, Any]) -> LevelName:
    return LevelName(
        level=row["level"],
        country=row["country"],
        name=row["name"],
        name_cy=row["name_cy"],
        holds_from=_day(row.get("from")),
        holds_until=_day(row.get("until")),
    )


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))
