"""The children of the case as ticks with numbers: 1 to 9 tick one, 0 ticks all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.style import theme
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout
from ui.widgets.plain import plain_tip
from ui.words import say


class ChildTicks(QWidget):
    """Ticks for children. With Alt the numbers work from every field of the window."""

    changed = Signal()

    def __init__(self, children: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        layout = FlowLayout(self, theme.space("small"))
        self.boxes: dict[str, QCheckBox] = {}
        for number, (code, name) in enumerate(children, 1):
            shown = say("entry.child_number", number=number, name=name) if number < 10 else name
            box = QCheckBox(shown.replace("&", "&&"))
            box.setAccessibleName(name)
            key = say("entry.child_key", name=name, number=number) if number < 10 else ""
            box.setToolTip(plain_tip(key))
            box.toggled.connect(lambda: self.changed.emit())
            box.installEventFilter(self)
            self.boxes[code] = box
            layout.addWidget(box)
        self.all_button = button(
            say("entry.all_children"), self.toggle_all, "quiet", tip=say("entry.all_children_key")
        )
        self.all_button.setVisible(len(self.boxes) > 1)
        layout.addWidget(self.all_button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def add_shortcuts(self, window: QWidget) -> None:
        """Let Alt with a number tick from anywhere in a window."""
        for number in range(min(9, len(self.boxes)) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), window)
            shortcut.activated.connect(lambda n=number: self.toggle_number(n))

    def value(self) -> tuple[str, ...]:
        """Return the ticked children in the family's order."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, codes: Iterable[str]) -> None:
        """Tick exactly these."""
        chosen = set(codes)
        for code, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(code in chosen)
            box.blockSignals(False)

    def toggle_all(self) -> None:
        """Tick all; when all are ticked, none."""
        every = all(box.isChecked() for box in self.boxes.values())
        self.set_value(() if every else self.boxes)
        self.changed.emit()

    def toggle_number(self, number: int) -> None:
        """Tick the child of a number, from 1, or take the tick away; 0 ticks all."""
        if number == 0:
            self.toggle_all()
        elif number <= len(self.boxes):
            list(self.boxes.values())[number - 1].toggle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take numbers while a child has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = event.key() - Qt.Key.Key_0
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and 0 <= number <= 9:
                self.toggle_number(number)
                return True
        return super().eventFilter(watched, event)
