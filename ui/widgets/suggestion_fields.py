"""Fields of the form on a suggestion that hold more than one value: ticks, parts, a child's words.

The form itself is `suggestion_form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.presenters.inbox_edit import PARTS, parts_by_name
from ui.theme.style import theme
from ui.widgets.basics import Choice, button, label
from ui.widgets.flow import flow
from ui.words import label as code_label
from ui.words import say


class FlowChoices(QWidget):
    """Tick boxes that go on in the next line; the value is the chosen codes, in their order."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        for code, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda: self.changed.emit())
            self._boxes[code] = box
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flow(*self._boxes.values()))
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[str, ...]:
        """Return the chosen codes."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_value(self, codes: Iterable[str]) -> None:
        """Choose exactly these codes."""
        chosen = set(codes or ())
        for code, box in self._boxes.items():
            box.setChecked(code in chosen)


def let_narrow(combo: QComboBox) -> None:
    """Let a choice be narrower than its longest words; the open list shows them whole."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(10)


class PartsEdit(QWidget):
    """Who had which part: a line of tick boxes for each person, and why somebody was not seen."""

    changed = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._boxes: dict[str, dict[str, QCheckBox]] = {}
        self._whys: dict[str, QLineEdit] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("hair"))
        for name in names:
            layout.addWidget(self._line(name))
        first = next((b for boxes in self._boxes.values() for b in boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _line(self, name: str) -> QWidget:
        boxes: dict[str, QCheckBox] = {}
        for part in PARTS:
            box = QCheckBox(_capital(code_label("part", part)))
            box.setAccessibleName(
                say("inbox.person_part", name=name, part=code_label("part", part))
            )
            box.toggled.connect(lambda _, who=name: self._on_toggled(who))
            boxes[part.value] = box
        why = QLineEdit()
        why.setPlaceholderText(say("inbox.why_not_seen"))
        why.setAccessibleName(say("inbox.why_not_seen_of", name=name))
        why.setVisible(False)
        why.textChanged.connect(lambda: self.changed.emit())
        self._boxes[name], self._whys[name] = boxes, why
        line = QWidget()
        layout = QVBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(label(name, "muted"))
        layout.addWidget(flow(*boxes.values()))
        layout.addWidget(why)
        return line

    def _on_toggled(self, name: str) -> None:
        self._whys[name].setVisible(self._boxes[name]["not_seen"].isChecked())
        self.changed.emit()

    def value(self) -> list[dict[str, str]]:
        """Return name, part and why, one for each tick."""
        return [
            {"name": name, "part": part,
             "why": self._whys[name].text().strip() if part == "not_seen" else ""}
            for name, boxes in self._boxes.items()
            for part, box in boxes.items()
            if box.isChecked()
        ]  # fmt: skip

    def set_value(self, people: Sequence[Mapping[str, str]]) -> None:
        """Tick exactly these parts."""
        chosen = parts_by_name(people or ())
        for name, boxes in self._boxes.items():
            parts = chosen.get(name, {})
            for part, box in boxes.items():
                box.setChecked(part in parts)
            self._whys[name].setText(parts.get("not_seen", ""))


class ChildWordsEdit(QWidget):
    """Children's exact words, each with who asked and how; as many lines as are needed."""

    changed = Signal()

    def __init__(self, children: Sequence[str]) -> None:
        super().__init__()
        self._children = list(children)
        self._lines: list[dict[str, QComboBox | QLineEdit]] = []
        self._line_boxes: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space("tight"))
        self._add = button(say("inbox.child_words.add"), self._on_add, icon="plus")
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._layout.addLayout(foot)
        self.setFocusProxy(self._add)

    def _on_add(self) -> None:
        self._add_line({})
        self._lines[-1]["words"].setFocus()

    def _add_line(self, said: Mapping[str, str]) -> None:
        child = Choice()
        child.setAccessibleName(say("inbox.child_words.child"))
        let_narrow(child)
        child.addItem(say("inbox.which_child"), "")
        for name in self._children:
            child.addItem(name, name)
        child.setCurrentIndex(max(0, child.findData(said.get("child", ""))))
        child.currentIndexChanged.connect(lambda: self.changed.emit())
        line: dict[str, QComboBox | QLineEdit] = {"child": child}
        for name in ("words", "asked_by", "how_asked"):
            edit = QLineEdit(said.get(name, ""))
            edit.setPlaceholderText(say(f"inbox.child_words.{name}"))
            edit.setAccessibleName(say(f"inbox.child_words.{name}"))
            edit.textChanged.connect(lambda: self.changed.emit())
            line[name] = edit
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space("tight"))
        grid.addWidget(child, 0, 0, 1, 2)
        grid.addWidget(line["words"], 1, 0, 1, 2)
        grid.addWidget(line["asked_by"], 2, 0)
        grid.addWidget(line["how_asked"], 2, 1)
        self._lines.append(line)
        self._line_boxes.append(box)
        self._layout.insertWidget(len(self._lines) - 1, box)
        self.changed.emit()

    def value(self) -> list[dict[str, str]]:
        """Return what children said; lines without words are left out."""
        found = []
        for line in self._lines:
            texts = {n: w.text().strip() for n, w in line.items() if isinstance(w, QLineEdit)}
            child = line["child"]
            if texts["words"] and isinstance(child, QComboBox):
                found.append({"child": child.currentData() or "", **texts})
        return found

    def set_value(self, said: Sequence[Mapping[str, str]]) -> None:
        """Show these lines instead of others."""
        for box in self._line_boxes:
            box.hide()
            box.deleteLater()
        self._lines, self._line_boxes = [], []
        for one in said or ():
            self._add_line(one)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
