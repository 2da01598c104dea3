"""Puts settings of a case into a step: one row for each name, under a rising version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from chronology_app.model import SettingsRow, new_id
from chronology_app.store.writer import Step


def put_settings(
    step: Step, there: Iterable[SettingsRow], values: Mapping[str, Any], source: str = ""
) -> None:
    """Keep values by name. `there`: the case's settings as they stand."""
    known = {row.name: row for row in there}
    version = max((row.version for row in known.values()), default=0) + 1
    step.put(
        *(
            SettingsRow(
                id=known[name].id if name in known else new_id(), case_id=step.case_id,
                name=name, value=json.dumps(value, ensure_ascii=False, sort_keys=True),
                version=version, changed_by=step.by, changed_at=step.at, source=source,
            )
            for name, value in values.items()
        )
    )  # fmt: skip
