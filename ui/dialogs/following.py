"""Asks for one thing that is followed through: a breach, a challenge, a service, a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Breach,
    InformationRequest,
    PreProceedings,
    Record,
    ServiceOffer,
    new_id,
)
from chronology_app.model.codes import AgencyCode
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.presenters.following import FIELDS, Followed
from ui.widgets.dates_edit import DatesEdit
from ui.widgets.event_links import EventLinks
from ui.widgets.field_group import Ticks, keep_texts_short
from ui.widgets.form import Field
from ui.widgets.number_edit import NumberEdit
from ui.words import date_words, say

_DATES = frozenset((
    "on", "answered_on", "raised_on", "due", "replied_on", "done_on", "asked_on", "offered_on",
    "started", "ended", "said_on", "changed_on", "extended_to",
))  # fmt: skip
_TEXTS = frozenset((
    "words", "answer", "about", "reply", "outcome", "decided", "done", "asked", "before", "after",
    "said", "changed", "extended_why", "ended_why",
))  # fmt: skip
_CHOICES = frozenset((
    "change_id", "plan_id", "person_id", "code", "result", "kind", "state", "ended_how", "agency",
))  # fmt: skip
_TICKS = frozenset(("person_ids", "child_ids"))
_COUNTS = frozenset(("attended", "missed", "cancelled"))
#: Fields whose label depends on the kind of record.
_NAMED_BY_KIND = ("answer", "kind", "on", "words", "due")
#: Fields that point to one record: an empty choice is none.
_POINTERS = frozenset(("change_id", "plan_id", "person_id"))
#: Fields without which nothing can be kept.
_NEEDED = frozenset((
    "about", "raised_by", "raised_on", "decided", "by", "on", "asked", "asked_on", "name",
    "offered_on", "said", "code",
))  # fmt: skip
#: Fields that only some kinds cannot do without.
_NEEDED_OF = frozenset((
    ("words", Breach), ("change_id", Breach), ("started", PreProceedings),
    ("agency", InformationRequest),
))  # fmt: skip


def ask_followed(
    parent: QWidget,
    desk: Desk,
    found: Followed,
    kind: type[Record],
    known: Record | None,
    fixed: dict[str, Any] | None = None,
    done: Callable[[str], object] = lambda _: None,
) -> None:
    """Ask for a new record of a kind, or for another state of one.

    `fixed`: fields that the place decides. `done` gets the id once it is kept.
    """
    _Asking(parent, desk, found, kind, known, fixed or {}, done).open()


class _Asking:
    """One form, from its fields to the record that is kept."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        found: Followed,
        kind: type[Record],
        known: Record | None,
        fixed: dict[str, Any],
        done: Callable[[str], object],
    ) -> None:
        self._parent, self._desk, self._found = parent, desk, found
        self._kind, self._known, self._fixed, self._done = kind, known, fixed, done

    def open(self) -> None:
        """Open the form."""
        name = self._kind.__name__
        title = say(f"follow.{'change' if self._known else 'new'}.{name}")
        values = {
            field: getattr(self._known, field) for field in FIELDS[self._kind]
        } if self._known else self._first_values()  # fmt: skip
        dialog = FormDialog(
            self._parent, title, say("follow.keep"), [self._field(n) for n in FIELDS[self._kind]],
            self._on_values, values=values,
        )  # fmt: skip
        keep_texts_short(dialog.form)
        dialog.set_width(640)
        dialog.fit()
        dialog.open()

    def _first_values(self) -> dict[str, Any]:
        today = FuzzyDate.parse(date.today().isoformat())
        today = replace(today, text=date_words(today))
        first = next(
            (
                n
                for n in FIELDS[self._kind]
                if n in _DATES and (n in _NEEDED or (n, self._kind) in _NEEDED_OF)
            ),
            "",
        )
        values: dict[str, Any] = {first: today} if first else {}
        # Whose oversight it was is for the worker to say: it is seldom their own.
        by = next((n for n in ("raised_by", "asked_by", "offered_by")
                   if n in FIELDS[self._kind]), "")  # fmt: skip
        return {**values, by: self._desk.by, **self._fixed} if by else {**values, **self._fixed}

    def _field(self, name: str) -> Field:
        kind: Any = "line"
        choices: list[tuple[str, str]] = []
        is_needed = name in _NEEDED or (name, self._kind) in _NEEDED_OF
        if name in _DATES:
            kind = "date"
        elif name.endswith("event_ids"):
            kind = self._links
        elif name in _TICKS:
            people = self._found.people_choices(name)
            kind = lambda: Ticks(people)  # noqa: E731
        elif name == "chased":
            kind = DatesEdit
        elif name in _COUNTS:
            kind = NumberEdit
        elif name in _CHOICES or (name == "answer" and self._kind is ServiceOffer):
            kind = "choice"
            choices = self._found.choices(self._kind, name)
        elif name in _TEXTS:
            kind = "text"
        owner = "" if name not in _NAMED_BY_KIND else f".{self._kind.__name__}"
        return Field(name, f"follow.field.{name}{owner}", kind, is_needed=is_needed,
                     choices=choices, lines=2)  # fmt: skip

    def _links(self) -> EventLinks:
        made = EventLinks(self._desk, say("follow.choose_events"))
        made.know(self._found.events)
        return made

    def _on_values(self, dialog: FormDialog, given: dict[str, Any]) -> None:
        wanted: dict[str, Any] = {
            name: (value or None) if name in _POINTERS else value for name, value in given.items()
        }
        if not wanted.get("agency", "other"):
            wanted["agency"] = str(AgencyCode.OTHER)
        if self._known is not None:
            record = replace(self._known, **wanted)
        else:
            rest = {k: v for k, v in self._fixed.items() if k not in wanted}
            record = self._kind(id=new_id(), **{**rest, **wanted})

        def kept(_: object) -> None:
            dialog.accept()
            self._done(record.id)

        self._desk.change(
            dialog, lambda book, case_id: book.set_followed(case_id, record), kept,
            dialog.show_problem,
        )  # fmt: skip


def ask_pre_proceedings(
    parent: QWidget, desk: Desk, found: Followed, known: PreProceedings | None
) -> None:
    """Ask when pre-proceedings began and for whom, or how they were extended or ended."""
    ask_followed(parent, desk, found, PreProceedings, known)
