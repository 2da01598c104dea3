"""Adding photographs: which, by whom and when taken, of what, with whose consent, of which child.

What a picture tells of itself, and how it is kept, is in `presenters.photograph`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from chronology_app.model import Person
from chronology_app.model.codes import AgencyCode, ImportOutcome
from ui.dialogs.dialog import Dialog
from ui.dialogs.open_casebook import documents_folder
from ui.presenters import photograph as presenter
from ui.presenters.import_files import agency_choices, class_choices, sensitivity_choices
from ui.presenters.photograph import Preview
from ui.theme.style import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import flow
from ui.widgets.form import Field, Form
from ui.words import language, say

if TYPE_CHECKING:
    from ui.jobs.importing import FileReport
    from ui.main_window import MainWindow

_ENDINGS = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.heic"


def open_photograph(window: MainWindow) -> None:
    """Ask for one or more pictures, then for what is to be said of them."""
    dialog = QFileDialog(window, say("entry.photo.choose"))
    dialog.setDirectory(documents_folder())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [say("entry.photo.pictures", endings=_ENDINGS), say("entry.photo.all_files")]
    )
    dialog.filesSelected.connect(
        lambda names: add_photographs(window, [Path(name) for name in names])
    )
    dialog.open()


def add_photographs(window: MainWindow, files: Sequence[Path]) -> None:
    """Ask what is to be said of pictures of one occasion, and keep them."""
    if not files:
        return
    window.desk.ask(
        window,
        presenter.load_children,
        lambda children: PhotographDialog(window, files, children).open(),
    )


def _fields(children: Sequence[Person]) -> tuple[Field, ...]:
    people = [(one.id, one.name) for one in children]
    return (
        Field("of_what", "entry.photo.of_what", help_id="entry.photo.of_what.help", is_needed=True),
        Field("taken_by", "entry.photo.taken_by", is_needed=True),
        Field("taken_on", "entry.photo.taken_on", "date", help_id="entry.photo.taken_on.help"),
        *(
            (Field("children", "entry.photo.children", "choices", choices=people),)
            if people
            else ()
        ),
        Field("consent", "entry.photo.consent", "choice", choices=presenter.consent_choices()),
        Field("consent_by", "entry.photo.consent_by", help_id="entry.photo.consent_by.help"),
        Field(
            "makes_event",
            "entry.photo.makes_event",
            "check",
            help_id="entry.photo.makes_event.help",
        ),
        Field("agency", "import_screen.agency", "choice", choices=agency_choices()[1:]),
        Field("sensitivity", "import_screen.sensitivity", "choice", choices=sensitivity_choices()),
        Field("record_class", "import_screen.record_class", "choice", choices=class_choices()),
    )


class PhotographDialog(Dialog):
    """A form beside the picture that it is about."""

    asks_before_loss = True

    def __init__(
        self, window: MainWindow, files: Sequence[Path], children: Sequence[Person]
    ) -> None:
        title = (
            say("entry.photo.title")
            if len(files) == 1
            else say("entry.photo.titles", count=len(files))
        )
        super().__init__(window, title, say("entry.photo.keep"))
        self._window = window
        self._book = window.desk.book
        self._files = list(files)
        self._place = 0
        self._previews: dict[Path, Preview | str] = {}
        self.form = Form(_fields(children), self._values())
        for widget in self.form.widgets.values():
            if isinstance(widget, QComboBox):
                widget.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.space("large"))
        self._halves.addWidget(self._picture_side(), 1)
        self._halves.addWidget(self.form, 1)
        self.body.addLayout(self._halves, 1)
        self.set_width(940, 660)
        self.form.widgets["of_what"].setFocus()
        self._show()
        for file in files:
            self._load(file)

    def _values(self) -> dict[str, Any]:
        return {
            "taken_by": self._window.desk.by, "makes_event": True,
            "agency": AgencyCode.CHILDRENS_SOCIAL_CARE.value,
        }  # fmt: skip

    # --- the picture ------------------------------------------------------------------------

    def _picture_side(self) -> QWidget:
        self.picture = QLabel(say("entry.photo.loading"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 160)
        self.name = label("", "strong", wraps=True)
        self.facts = [label("", "small", wraps=True) for _ in range(3)]
        self.before = button(
            say("entry.photo.before"), lambda: self._step(-1), "quiet", "arrow-left"
        )
        self.after = button(say("entry.photo.after"), lambda: self._step(1), "quiet", "arrow-right")
        self.out = button(say("entry.photo.leave_out"), self._leave_out, "quiet")
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.name)
        layout.addWidget(self.picture, 1)
        for line in self.facts:
            layout.addWidget(line)
        layout.addWidget(flow(self.before, self.after, self.out))
        return side

    def _load(self, file: Path) -> None:
        def failed(problem: BaseException) -> None:
            from ui import errors

            params = getattr(problem, "params", None)
            if isinstance(params, dict):
                params.setdefault("file", file.name)
            self._previews[file] = errors.sentence(problem)
            self._show()

        def done(preview: Preview) -> None:
            self._previews[file] = preview
            self._fill_from(preview)
            self._show()

        self._window.program.background.beside(
            lambda: presenter.read_preview(file), done=done, failed=failed, owner=self
        )

    def _fill_from(self, preview: Preview) -> None:
        """Offer the camera's day; a person looks at it and may know better."""
        if preview.facts.taken_on and self.form.value("taken_on") is None:
            self.form.set_value("taken_on", preview.facts.taken_on)

    def _step(self, step: int) -> None:
        self._place = max(0, min(len(self._files) - 1, self._place + step))
        self._show()

    def _leave_out(self) -> None:
        if len(self._files) > 1:
            del self._files[self._place]
            self._step(0)

    def _show(self) -> None:
        file = self._files[self._place]
        count = len(self._files)
        self.name.setText(
            say("entry.photo.name_of", name=file.name, number=self._place + 1, count=count)
            if count > 1 else file.name
        )  # fmt: skip
        for one in (self.before, self.after, self.out):
            one.setVisible(count > 1)
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < count - 1)
        found = self._previews.get(file)
        lines: tuple[tuple[str, str], ...] = ()
        if isinstance(found, Preview):
            self._show_picture(found)
            lines = presenter.fact_lines(found.facts)
        else:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(found or say("entry.photo.loading"))
            self.picture.setWordWrap(True)
        for number, line in enumerate(self.facts):
            line.setText(lines[number][1] if number < len(lines) else "")
        readable = [one for one in self._files if not isinstance(self._previews.get(one), str)]
        self.accept_button.setEnabled(bool(readable))

    def _show_picture(self, preview: Preview) -> None:
        drawn = preview.image
        image = QImage(
            drawn.rgb, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888
        ).copy()
        room = self.picture.size()
        fitted = image.scaled(
            min(room.width(), drawn.width), max(160, room.height()),
            Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        self.picture.setPixmap(QPixmap.fromImage(fitted))
        self.picture.setAccessibleName(say("entry.photo.preview_of", name=preview.file.name))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put picture and form beside or below one another, as there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= 700 * theme.text_size / 100
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # --- keeping ----------------------------------------------------------------------------

    def on_accept(self) -> None:
        """Keep the pictures, once what must be said of them is said."""
        if not self.form.check_needed() or self._book is None:
            return
        values = {"children": (), **self.form.values()}
        wrong = presenter.find_wrong(values)
        if self.form.widgets["taken_on"].is_wrong:  # type: ignore[attr-defined]
            wrong = "taken_on", say("import_screen.date_unclear")
        for name in ("consent", "consent_by", "taken_on"):
            if wrong is None or name != wrong[0]:
                self.form.show_wrong(name, "")
        if wrong is not None:
            self.form.show_wrong(*wrong)
            return
        self.banner.hide()
        self.set_busy(True)
        files, spoken, changed = tuple(self._files), language(), self._book.tell_changed
        self._window.desk.start_job(
            say("entry.photo.job"),
            lambda job, book, case_id: presenter.keep_photographs(
                job, book, case_id, files, values, spoken, changed
            ),
            self._on_kept,
            self.show_problem,
            self,
        )

    def _on_kept(self, reports: Sequence[FileReport]) -> None:
        self.set_busy(False)
        bad = [one for one in reports if one.outcome == ImportOutcome.REFUSED]
        if not bad:
            told = " ".join(dict.fromkeys(one.sentence for one in reports))
            self._window.desk.tell(told)
            self.accept()
            if len(reports) == 1:
                self._window.desk.go("sources", reports[0].source_id)
            return
        refused = {one.file for one in bad}
        self._files = [file for file in self._files if file.name in refused]
        self._place = 0
        self._show()
        self.show_problem(" ".join(one.sentence for one in bad))
