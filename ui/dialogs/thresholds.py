"""Asks by which numbers patterns, checks and the timeline are to look at a case."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chronology_app.casefile import Casebook
from chronology_app.model import SettingsRow
from chronology_app.thresholds import Number, Threshold, build_thresholds
from ui.desk import Desk
from ui.dialogs.dialog import Dialog
from ui.models.lines import Line, LinesView
from ui.presenters.thresholds import ThresholdGroup, threshold_groups, wanted_changes
from ui.widgets.basics import button, label, scrolled
from ui.words import language, say

#: One decimal is enough for "one and a half times".
_DECIMALS = 1


def ask_thresholds(parent: QWidget, desk: Desk, group: str = "") -> None:
    """Open the dialog at a group, e.g. ``patterns.drift``."""

    def read(book: Casebook, case_id: str) -> tuple[Threshold, ...]:
        return build_thresholds(book.queries.records(SettingsRow, case_id))

    desk.ask(parent, read, lambda found: ThresholdsDialog(parent, desk, found, group).open())


class ThresholdsDialog(Dialog):
    """The groups on the left, the numbers of the chosen one on the right."""

    def __init__(
        self, parent: QWidget, desk: Desk, thresholds: tuple[Threshold, ...], group: str = ""
    ) -> None:
        super().__init__(
            parent, say("thresholds.title"), say("thresholds.save"), say("thresholds.intro")
        )
        self._desk, self._thresholds = desk, thresholds
        self.groups = threshold_groups(thresholds, language())
        self.boxes: dict[str, QSpinBox | QDoubleSpinBox] = {}
        self.list = LinesView(say("thresholds.groups"))
        self.list.setMinimumWidth(240)
        self._pages = QStackedWidget()
        for one in self.groups:
            self._pages.addWidget(self._page(one))
        row = QHBoxLayout()
        row.addWidget(self.list, 2)
        row.addWidget(self._pages, 3)
        self.body.addLayout(row, 1)
        self.source = QLineEdit()
        self.source.setMaxLength(300)
        self.source.setPlaceholderText(say("thresholds.source.help"))
        told = label(say("thresholds.source"))
        told.setBuddy(self.source)
        self.source.setAccessibleName(say("thresholds.source"))
        self.body.addWidget(told)
        self.body.addWidget(self.source)
        self.list.chosen.connect(self._on_chosen)
        self._show_groups()
        self.list.choose(group or self.groups[0].key)
        self.set_width(860, 620)

    def _page(self, group: ThresholdGroup) -> QWidget:
        inner = QWidget()
        page = QVBoxLayout(inner)
        page.setContentsMargins(12, 4, 12, 4)
        page.addWidget(label(group.words, "strong", wraps=True))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for n, line in enumerate(group.lines):
            box = self._box(line.threshold, f"{line.words} ({line.usual})")
            told = label(line.words, wraps=True)
            told.setBuddy(box)
            grid.addWidget(told, 2 * n, 0)
            grid.addWidget(box, 2 * n, 1)
            grid.addWidget(label(line.usual, "muted", wraps=True), 2 * n + 1, 0, 1, 2)
        page.addLayout(grid)
        back = button(say("thresholds.back"), lambda: self._on_back(group), icon="undo-2")
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        page.addLayout(foot)
        page.addStretch(1)
        return scrolled(inner)

    def _box(self, one: Threshold, spoken: str) -> QSpinBox | QDoubleSpinBox:
        box: QSpinBox | QDoubleSpinBox
        if one.is_whole:
            box = QSpinBox()
            box.setRange(int(one.least), int(one.most))
            box.setValue(int(one.value))
        else:
            box = QDoubleSpinBox()
            box.setDecimals(_DECIMALS)
            box.setSingleStep(0.1)
            box.setRange(one.least, one.most)
            box.setValue(one.value)
        box.setAccessibleName(spoken)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setMinimumWidth(72)
        box.valueChanged.connect(self._show_groups)
        self.boxes[one.name] = box
        return box

    # --- showing ---------------------------------------------------------------------------

    def _show_groups(self) -> None:
        """List the groups, saying which have a number that is not the usual one."""
        usual = {one.name: one.usual for one in self._thresholds}
        lines: list[Line] = []
        part = ""
        for group in self.groups:
            if group.part != part:
                part = group.part
                lines.append(Line("", say(f"thresholds.of.{part}")))
            names = [line.threshold.name for line in group.lines]
            differs = any(self._typed(name) != usual[name] for name in names)
            told = say("thresholds.group_changed", name=group.words) if differs else group.words
            lines.append(Line(group.key, told))
        self.list.set_lines(lines)

    def _on_chosen(self, key: str) -> None:
        keys = [group.key for group in self.groups]
        if key in keys:
            self._pages.setCurrentIndex(keys.index(key))

    def _typed(self, name: str) -> Number:
        value = self.boxes[name].value()
        return round(value, _DECIMALS) if isinstance(value, float) else value

    # --- doing -----------------------------------------------------------------------------

    def _on_back(self, group: ThresholdGroup) -> None:
        """Put the usual numbers of a group back; they hold once the dialog is accepted."""
        for line in group.lines:
            self.boxes[line.threshold.name].setValue(line.threshold.usual)  # type: ignore[arg-type]

    def on_accept(self) -> None:
        """Keep what was changed as one step."""
        typed = {name: self._typed(name) for name in self.boxes}
        changed = wanted_changes(self._thresholds, typed)
        if not changed:
            self.accept()
            return
        self.set_busy(True)
        source = self.source.text()
        self._desk.change(
            self, lambda book, case_id: book.set_thresholds(case_id, changed, source),
            lambda _: self.accept(), self.show_problem,
        )  # fmt: skip
