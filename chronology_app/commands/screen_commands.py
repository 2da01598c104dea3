"""What screens keep for a person: saved views, which are records, and where the person was.

What a view or a place means is known to the screen alone.
"""

from __future__ import annotations

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.family import name_key
from chronology_app.errors import BadValueError
from chronology_app.model import Case, SavedView, new_id
from chronology_app.store import screens
from chronology_app.store.connection import store_errors, writing
from chronology_app.store.writer import Changed


class ScreenCommands(OpenCasebook):
    """Commands for what screens keep."""

    def remember(self, case_id: str, name: str, value: str, *, by: str | None = None) -> None:
        """Keep where a person was; neither logged nor undone. An empty value is forgotten."""
        connection = self._book.connection
        with store_errors(self.path), writing(connection):
            screens.remember(connection, case_id, by or self.by, name, value)

    def remembered(self, case_id: str, name: str, *, by: str | None = None) -> str:
        """Return what `remember` kept for a person; empty when nothing was."""
        with store_errors(self.path):
            return screens.find_remembered(self._book.connection, case_id, by or self.by, name)

    def save_view(
        self, case_id: str, screen: str, name: str, value: str, *, by: str | None = None
    ) -> Changed:
        """Keep a screen's choices under a name; a person's own view of that name is replaced.

        Errors: BadValueError for an empty name.
        """
        if not name.strip():
            raise BadValueError("error.view_name")
        who = by or self.by
        known = [
            view
            for view in self.queries.records(SavedView, case_id)
            if (view.screen, view.by, name_key(view.name)) == (screen, who, name_key(name))
        ]
        record_id = known[0].id if known else new_id()
        with self._step(case_id, "save_view", by) as step:
            step.get(Case, case_id)
            step.put(
                SavedView(
                    id=record_id, case_id=case_id, screen=screen, name=name.strip(), value=value,
                    by=who,
                )
            )  # fmt: skip
            return step.finish({"view_id": record_id})

    def remove_view(self, case_id: str, view_id: str, *, by: str | None = None) -> Changed:
        """Take a saved view away. Errors: UnknownRecordError."""
        with self._step(case_id, "remove_view", by) as step:
            step.remove(step.get(SavedView, view_id))
            return step.finish({"view_id": view_id})
