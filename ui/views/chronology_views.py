"""Saved views of the chronology: the menu, saving, renaming and removing.

What a view keeps is in `presenters.chronology_state`; keeping it is a command of the casebook.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from chronology_app.model import SavedView
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.presenters.chronology import SCREEN
from ui.presenters.chronology_edit import rename_view
from ui.presenters.chronology_state import Choices, ChronologyState, read_choices
from ui.views.chronology_dialogs import open_name
from ui.views.chronology_menus import ViewsDialog, menu_button
from ui.words import say

if TYPE_CHECKING:
    from ui.views.chronology_showing import ChronologyShowing


class SavedViews:
    """The button "Views" and all that its menu does."""

    def __init__(self, screen: ChronologyShowing, desk: Desk, state: ChronologyState) -> None:
        self._screen = screen
        self._desk = desk
        self.state = state
        self.button, self._menu = menu_button(say("chron.views"), "eye")
        self.show_views()

    def show_views(self) -> None:
        """Fill the menu."""
        menu = self._menu
        menu.clear()
        menu.addAction(say("chron.usual_view"), partial(self._choose, Choices()))
        views = self.state.setting.views
        if views:
            menu.addSeparator()
        for view in views:
            menu.addAction(view.name.replace("&", "&&"), partial(self._choose_saved, view))
        menu.addSeparator()
        menu.addAction(say("chron.save_view"), self.on_save)
        managed = menu.addAction(say("chron.manage_views"), self._on_manage)
        managed.setEnabled(bool(views))

    def _choose_saved(self, view: SavedView) -> None:
        self._choose(read_choices(view.value))
        self._desk.tell(say("chron.view_shown", name=view.name))

    def _choose(self, choices: Choices) -> None:
        self.state.choose_filter(choices.filter)
        self.state.choose_order(choices.order)
        self.state.choose_layout(choices.layout)
        self._screen.show_choices()

    def on_save(self) -> None:
        """Save filter, order and columns under a name."""
        value = self.state.choices.as_json()

        def on_values(dialog: FormDialog, values: dict[str, Any]) -> None:
            name = values["name"]
            dialog.set_busy(True)
            self._desk.change(
                dialog, lambda book, case_id: book.save_view(case_id, SCREEN, name, value),
                lambda _: self._on_saved(dialog, name), dialog.show_problem,
            )  # fmt: skip

        open_name(self._screen, say("chron.save_view_title"), "", on_values)

    def _on_saved(self, dialog: FormDialog, name: str) -> None:
        dialog.accept()
        self._desk.tell(say("chron.view_saved", name=name))

    def _on_manage(self) -> None:
        dialog = ViewsDialog(self._screen, self.state.setting.views)
        dialog.rename_asked.connect(self._rename)
        dialog.remove_asked.connect(self._remove)
        dialog.open()

    def _rename(self, view: SavedView) -> None:
        def on_values(dialog: FormDialog, values: dict[str, Any]) -> None:
            name = values["name"]
            dialog.set_busy(True)
            self._desk.change(
                dialog,
                lambda book, case_id: rename_view(book, case_id, view.id, name, view.value),
                lambda _: self._on_saved(dialog, name), dialog.show_problem,
            )  # fmt: skip

        open_name(self._screen, say("chron.rename_view"), view.name, on_values)

    def _remove(self, view: SavedView) -> None:
        self._desk.change(
            self._screen, lambda book, case_id: book.remove_view(case_id, view.id),
            lambda _: self._desk.tell(say("chron.view_removed", name=view.name)),
        )  # fmt: skip
