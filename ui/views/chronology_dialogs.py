"""The dialogs of the chronology: editing an event, its date, merging, splitting, removing, columns.

What a change comes to is worked out in `presenters.chronology_edit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QWidget

from chronology_app.store.chronology_lines import ChronologyLine
from chronology_app.store.event_detail import EventDetail
from ui.dialogs.dialog import FormDialog
from ui.presenters.chronology import Setting, line_date
from ui.presenters.chronology_edit import (
    Pair,
    account_choices,
    choices_of,
    merge_choices,
    values_of,
)
from ui.presenters.chronology_filter import Filter
from ui.presenters.court_wording import FieldHelp, Wordings
from ui.presenters.dates import understand_time
from ui.theme.style import theme
from ui.widgets.basics import label as text_label
from ui.widgets.court_wording import CourtEdit
from ui.widgets.form import Field
from ui.widgets.plain import plain_tip
from ui.words import label, say

OnValues = Callable[[FormDialog, dict[str, Any]], None]


class ConcernTable(QWidget):
    """A tick box for every child and type of concern; its value is a set of pairs."""

    changed = Signal()

    def __init__(self, setting: Setting, types: Sequence[str]) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.space("medium"))
        layout.setVerticalSpacing(theme.space("hair"))
        self.boxes: dict[Pair, QCheckBox] = {}
        # At large text the children stand side by side: there are fewer of them than types.
        for n, child in enumerate(setting.children):
            layout.addWidget(text_label(child.short), 0, n + 1)
        for line, code in enumerate(types):
            layout.addWidget(text_label(label("type", code)), line + 1, 0)
            for n, child in enumerate(setting.children):
                box = QCheckBox()
                name = say("chron.child_type", child=child.name, type=label("type", code))
                box.setAccessibleName(name)
                box.setToolTip(plain_tip(name))
                box.toggled.connect(lambda: self.changed.emit())
                self.boxes[child.id, code] = box
                layout.addWidget(box, line + 1, n + 1)
        layout.setColumnStretch(len(setting.children) + 1, 1)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> frozenset[Pair]:
        """Return the pairs of child and type that are ticked."""
        return frozenset(pair for pair, box in self.boxes.items() if box.isChecked())

    def set_value(self, pairs: Iterable[Pair]) -> None:
        """Tick exactly these."""
        chosen = set(pairs or ())
        for pair, box in self.boxes.items():
            box.setChecked(pair in chosen)


def open_edit(
    parent: QWidget, detail: EventDetail, setting: Setting, wordings: Wordings,
    on_values: OnValues, focus: str = "",
) -> FormDialog:  # fmt: skip
    """Ask for everything of an event that can be changed; begin in the field `focus`."""
    values = values_of(detail, setting)
    dialog = FormDialog(
        parent, say("chron.edit_title"), say("shell.save"),
        _edit_fields(detail, setting, wordings.help_event(detail)),
        on_values, intro=say("chron.edit_intro"), values=values,
    )  # fmt: skip
    form = dialog.form
    court = form.widgets["court_wording"]
    assert isinstance(court, CourtEdit)
    court.follow(form.widgets["fact"])

    def show_reason() -> None:
        form.set_visible("class_reason", form.value("class") != values["class"])
        form.set_visible("strength_words", form.value("strength"))

    form.changed.connect(lambda name: show_reason() if name in ("class", "strength") else None)
    show_reason()
    _as_high_as_asked(dialog)
    dialog.set_width(680, 640)
    if focus in form.widgets:
        form.widgets[focus].setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def _as_high_as_asked(dialog: FormDialog) -> None:
    """Keep texts at the lines that they were given, so that the form stays short."""
    for widget in dialog.form.widgets.values():
        if isinstance(widget, QPlainTextEdit):
            widget.setFixedHeight(widget.minimumHeight())


def _edit_fields(detail: EventDetail, setting: Setting, wording: FieldHelp) -> list[Field]:
    types = choices_of("type", (one.type for one in detail.concerns))
    none = ("", say("chron.no_significance"))
    return [
        Field("fact", "chron.column.fact", "text", "chron.fact_help", is_needed=True, lines=3),
        Field("court_wording", "chron.court_wording", lambda: CourtEdit(wording),
              "chron.court_help"),
        Field("kind", "chron.column.kind", "choice",
              choices=choices_of("kind", (detail.event.kind,))),
        Field("children", "chron.column.children", "choices",
              choices=[(child.id, child.name) for child in setting.children]),
        Field("concerns", "chron.column.types",
              lambda: ConcernTable(setting, [code for code, _ in types])),
        Field("strength", "chron.is_strength", "check"),
        Field("strength_words", "chron.strength_field"),
        Field("significance", "chron.column.significance", "choice", "chron.significance_help",
              choices=(none, *choices_of("significance"))),
        Field("key", "chron.is_key", "check"),
        Field("relied_on", "chron.is_relied_on", "check"),
        Field("action", "chron.column.action", "text", lines=2),
        Field("result", "chron.column.result", "text", lines=2),
        Field("class", "chron.column.class", "choice", "chron.class_help",
              choices=choices_of("class")),
        Field("class_reason", "chron.class_reason", is_needed=True),
    ]  # fmt: skip


def open_date(parent: QWidget, detail: EventDetail, on_values: OnValues) -> FormDialog:
    """Ask which account's date the event carries, or for another date with the reason."""
    event = detail.event
    accounts = account_choices(detail)
    fields = [
        Field("account", "chron.date_of", "choice", "chron.date_of_help",
              choices=(*accounts, ("", say("chron.another_date")))),
        Field("date", "chron.column.date", "date"),
        Field("time", "chron.time", placeholder_id="chron.time_example"),
        Field("date_reason", "chron.date_reason", "text", "chron.date_reason_help",
              is_needed=True, lines=2),
    ]  # fmt: skip

    def checked(dialog: FormDialog, values: dict[str, Any]) -> None:
        time = understand_time(values["time"])
        if not values["account"] and time is None:
            dialog.form.show_wrong("time", say("chron.time_wrong"))
        else:
            on_values(dialog, {**values, "time": time or None})

    first = event.headline_account_id or (accounts[0][0] if accounts else "")
    dialog = FormDialog(
        parent, say("chron.date_title"), say("shell.save"), fields, checked,
        intro=say("chron.date_intro"),
        values={"account": first, "date": event.date, "time": event.time or ""},
    )  # fmt: skip
    form = dialog.form

    def show_own() -> None:
        is_own = not form.value("account")
        for name in ("date", "time", "date_reason"):
            form.set_visible(name, is_own)

    form.changed.connect(lambda name: show_own() if name == "account" else None)
    show_own()
    _as_high_as_asked(dialog)
    dialog.set_width(560, 460)
    dialog.open()
    return dialog


def open_merge(parent: QWidget, lines: Sequence[ChronologyLine], on_into: OnValues) -> FormDialog:
    """Ask which of several events keeps its date and wording when they become one."""
    told = "\n".join(
        say("chron.event_choice", date=line_date(line), fact=line.fact) for line in lines
    )
    dialog = FormDialog(
        parent, say("chron.merge_title"), say("chron.merge"),
        [Field("into", "chron.merge_into", "choice", choices=merge_choices(lines))],
        on_into, intro=f"{say('chron.merge_intro')}\n\n{told}",
    )  # fmt: skip
    dialog.set_width(640)
    dialog.fit()
    dialog.open()
    return dialog


def open_split(parent: QWidget, detail: EventDetail, on_account: OnValues) -> FormDialog:
    """Ask which account becomes an event of its own."""
    others = [c for c in account_choices(detail) if c[0] != detail.event.headline_account_id]
    dialog = FormDialog(
        parent, say("chron.split_title"), say("chron.split"),
        [Field("account", "chron.split_which", "choice", choices=others)],
        on_account, intro=say("chron.split_intro"),
    )  # fmt: skip
    dialog.open()
    return dialog


def open_remove(
    parent: QWidget, lines: Sequence[ChronologyLine], on_reason: OnValues
) -> FormDialog:
    """Ask for the reason why events are taken out."""
    facts = "\n".join(f"{line_date(line)}: {line.fact}" for line in lines[:5])
    dialog = FormDialog(
        parent, say("chron.remove_title", count=len(lines)), say("chron.remove"),
        [Field("reason", "chron.remove_reason", "text", is_needed=True, lines=2)],
        on_reason, intro=f"{say('chron.remove_intro')}\n\n{facts}",
    )  # fmt: skip
    dialog.open()
    return dialog


def open_dates(parent: QWidget, wanted: Filter, on_values: OnValues) -> FormDialog:
    """Ask for the time of which events are shown."""
    dialog = FormDialog(
        parent, say("chron.dates_title"), say("chron.show_these"),
        [Field("since", "chron.since", "date"), Field("until", "chron.until", "date")],
        on_values, intro=say("chron.dates_intro"),
        values={"since": wanted.since, "until": wanted.until},
    )  # fmt: skip
    dialog.open()
    return dialog


def open_name(parent: QWidget, title: str, name: str, on_values: OnValues) -> FormDialog:
    """Ask for the name of a view."""
    dialog = FormDialog(
        parent, title, say("shell.save"),
        [Field("name", "chron.view_name", is_needed=True)], on_values, values={"name": name},
    )  # fmt: skip
    dialog.open()
    return dialog
