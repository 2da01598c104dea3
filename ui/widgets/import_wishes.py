"""What is said of files to be imported: for all of them, and for one where that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.presenters.import_files import agency_choices, class_choices, sensitivity_choices
from ui.theme.style import theme
from ui.widgets.basics import label
from ui.widgets.form import Field, Form
from ui.words import say


def _fields() -> tuple[Field, ...]:
    return (
        Field("agency", "import_screen.agency", "choice", choices=agency_choices()),
        Field("received", "import_screen.received", "date"),
        Field("title", "import_screen.doc_title", help_id="import_screen.doc_title.help"),
        Field("sensitivity", "import_screen.sensitivity", "choice", choices=sensitivity_choices()),
        Field("record_class", "import_screen.record_class", "choice", choices=class_choices(),
              help_id="import_screen.record_class.help"),
        Field("password", "import_screen.password", "passphrase"),
    )  # fmt: skip


class WishesForm(QWidget):
    """A form for all files, or for the one that is chosen above it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(_fields())
        for widget in self.form.widgets.values():
            if isinstance(widget, QComboBox):
                widget.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
        self.target = QComboBox()
        self.target.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.target.setAccessibleName(say("import_screen.said_for"))
        self._for_all: dict[str, Any] = self.form.values()
        self._for_one: dict[Path, dict[str, Any]] = {}
        self._files: list[Path] = []
        self._shown: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("tight"))
        title = label(say("import_screen.said_for"), "strong")
        title.setBuddy(self.target)
        layout.addWidget(title)
        layout.addWidget(self.target)
        layout.addSpacing(theme.space("small"))
        layout.addWidget(self.form, 1)
        self.target.currentIndexChanged.connect(self._on_target)
        self.form.changed.connect(lambda _: self.changed.emit())
        self.set_files(())

    def set_files(self, files: Sequence[Path]) -> None:
        """Offer these files; what was said of those that stay is kept."""
        self._keep()
        self._files = list(files)
        self._for_one = {file: said for file, said in self._for_one.items() if file in files}
        self.target.blockSignals(True)
        self.target.clear()
        self.target.addItem(say("import_screen.all_files"), None)
        for file in files if len(files) > 1 else ():
            self.target.addItem(file.name, file)
        shown = self._files.index(self._shown) + 1 if self._shown in self._files else 0
        self.target.setCurrentIndex(shown if len(files) > 1 else 0)
        self.target.blockSignals(False)
        self._on_target()

    def choose_file(self, file: Path) -> None:
        """Show what is said of one file, and go there."""
        if file in self._files and len(self._files) > 1:
            self.target.setCurrentIndex(self._files.index(file) + 1)
        self.form.widgets["agency"].setFocus()

    def _on_target(self) -> None:
        self._keep()
        file = self.target.currentData()
        self._shown = None  # what is filled in now is not typed
        self.form.set_values(dict(self._for_all) | self._for_one.get(file, {}))
        self._shown = file
        # One title for several sources would tell nobody which is meant.
        self.form.set_visible("title", file is not None or len(self._files) <= 1)

    def _keep(self) -> None:
        values = self.form.values()
        if self._shown is None:
            self._for_all = values
            return
        own = {name: value for name, value in values.items() if value != self._for_all.get(name)}
        if own:
            self._for_one[self._shown] = own
        else:
            self._for_one.pop(self._shown, None)

    def find_wrong(self) -> bool:
        """Say below the date when it is not understood; say whether there is anything wrong."""
        wrong = bool(getattr(self.form.widgets["received"], "is_wrong", False))
        self.form.show_wrong("received", say("import_screen.date_unclear") if wrong else "")
        return wrong

    def said(self) -> tuple[Mapping[str, Any], Mapping[Path, Mapping[str, Any]]]:
        """Return what is said for all, and what is said for single files."""
        self._keep()
        return self._for_all, self._for_one
