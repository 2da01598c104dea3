"""Sets the numbers by which patterns, checks and the timeline look at a case."""

from __future__ import annotations

from collections.abc import Mapping

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.setting_rows import put_settings
from chronology_app.errors import BadValueError
from chronology_app.model import Case, SettingsRow
from chronology_app.store.writer import Changed
from chronology_app.thresholds import Number, build_thresholds, checked


class ThresholdCommands(OpenCasebook):
    """Commands that set thresholds."""

    def set_thresholds(
        self,
        case_id: str,
        values: Mapping[str, Number],
        source: str = "",
        *,
        by: str | None = None,
    ) -> Changed:
        """Set numbers of this case by name, as one step; the usual number takes a choice away.

        `source`: where they were agreed. Errors: BadValueError for a name that is no threshold, a
        number out of its bounds, or when nothing would change.
        """
        wanted = {name: checked(name, value) for name, value in values.items()}
        rows = self.queries.records(SettingsRow, case_id)
        held = {one.name: one for one in build_thresholds(rows)}
        changed = {name: value for name, value in wanted.items() if held[name].value != value}
        if not changed:
            raise BadValueError("error.threshold.nothing")
        kept = {name: value for name, value in changed.items() if value != held[name].usual}
        gone = [row for row in rows if row.name in changed and row.name not in kept]
        with self._step(case_id, "set_thresholds", by) as step:
            step.get(Case, case_id)
            step.remove(*(step.get(SettingsRow, row.id) for row in gone))
            put_settings(step, rows, kept, source.strip())
            return step.finish({"count": str(len(changed))})
