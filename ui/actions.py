"""Everything that can be done from anywhere in a window: its name, keys, icon, menu and deed.

Menus, tool bar and the keyboard sheet are made from this table. What can be done on one screen
only is that screen's own table (`views.screen.Command`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. Its words are the message ``action.ID``; `run` is "module:function(window)"."""

    id: str
    menu: str
    run: str
    keys: str = ""
    icon: str = ""
    #: "nothing", "book" (a casebook is open) or "case" (a case is chosen).
    needs: str = "case"
    #: Begins a new group in its menu.
    begins: bool = False


#: Menus from left to right; their words are ``menu.NAME``.
MENUS = ("casebook", "add", "edit", "go", "view", "help")

ACTIONS = (
    ActionSpec("new_book", "casebook", "ui.dialogs.open_casebook:make_casebook",
               icon="book-plus", needs="nothing"),
    ActionSpec("open_book", "casebook", "ui.dialogs.open_casebook:open_casebook",
               "Ctrl+O", "book-open", "nothing"),
    ActionSpec("recover_book", "casebook", "ui.dialogs.open_casebook:recover_casebook",
               icon="life-buoy", needs="nothing"),
    ActionSpec("open_sample", "casebook", "ui.dialogs.sample:open_sample",
               icon="compass", needs="nothing"),
    ActionSpec("new_window", "casebook", "ui.window_actions:new_window",
               "Ctrl+Shift+N", needs="nothing", begins=True),
    ActionSpec("new_case", "casebook", "ui.dialogs.case_details:make_case", needs="book"),
    ActionSpec("case_details", "casebook", "ui.dialogs.case_details:change_case"),
    ActionSpec("recovery_code", "casebook", "ui.dialogs.open_casebook:show_recovery_code",
               icon="key-round", needs="book", begins=True),
    ActionSpec("change_passphrase", "casebook", "ui.dialogs.open_casebook:change_passphrase",
               needs="book"),
    ActionSpec("back_up", "casebook", "ui.dialogs.keep_safe:back_up", icon="save", needs="book"),
    ActionSpec("verify", "casebook", "ui.dialogs.keep_safe:verify", icon="shield-check",
               needs="book"),
    ActionSpec("close_book", "casebook", "ui.window_actions:close_book", needs="book",
               begins=True),
    ActionSpec("quit", "casebook", "ui.window_actions:close_program", "Ctrl+Q", needs="nothing"),

    ActionSpec("quick_entry", "add", "ui.dialogs.quick_entry:open_quick_entry", "Ctrl+N",
               "pencil-line"),
    ActionSpec("concern_card", "add", "ui.dialogs.quick_entry:open_concern_card",
               "Ctrl+Shift+C", "flag"),
    ActionSpec("paste_text", "add", "ui.dialogs.paste_text:open_paste_text", "Ctrl+Shift+V",
               "clipboard-paste", begins=True),
    ActionSpec("import_files", "add", "ui.dialogs.import_files:choose_files", "Ctrl+I", "upload"),
    ActionSpec("add_photograph", "add", "ui.dialogs.photograph:open_photograph", "Ctrl+Shift+P",
               "camera"),

    ActionSpec("undo", "edit", "ui.window_actions:undo", "Ctrl+Z", "undo-2"),
    ActionSpec("redo", "edit", "ui.window_actions:redo", "Ctrl+Shift+Z", "redo-2"),
    ActionSpec("search", "edit", "ui.window_actions:focus_search", "Ctrl+F", "search",
               begins=True),
    ActionSpec("history", "edit", "ui.window_actions:show_history", icon="history"),
    ActionSpec("lexicon", "edit", "ui.window_actions:show_lexicon", icon="quote", begins=True),

    ActionSpec("back", "go", "ui.window_actions:go_back", "Alt+Left", "arrow-left"),
    ActionSpec("forward", "go", "ui.window_actions:go_forward", "Alt+Right", "arrow-right"),

    ActionSpec("preferences", "view", "ui.dialogs.preferences:open_preferences", "Ctrl+,",
               "settings", "nothing"),
    ActionSpec("larger_text", "view", "ui.window_actions:larger_text", "Ctrl+Shift+=",
               needs="nothing", begins=True),
    ActionSpec("smaller_text", "view", "ui.window_actions:smaller_text", "Ctrl+Shift+-",
               needs="nothing"),
    ActionSpec("switch_scheme", "view", "ui.window_actions:switch_scheme", icon="moon",
               needs="nothing"),
    ActionSpec("side_bar", "view", "ui.window_actions:toggle_side_bar", "Ctrl+B", "panel-left",
               "nothing", begins=True),

    ActionSpec("help", "help", "ui.dialogs.help:open_help", "F1", "circle-help", "nothing"),
    ActionSpec("keyboard", "help", "ui.dialogs.keyboard_sheet:open_keyboard_sheet", "Ctrl+/",
               "keyboard", "nothing"),
    ActionSpec("tour", "help", "ui.dialogs.sample:open_tour", icon="compass", needs="nothing"),
    ActionSpec("about", "help", "ui.dialogs.about:open_about", needs="nothing", begins=True),
)  # fmt: skip
