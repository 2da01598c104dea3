"""Pages of a document that is not written yet: laid out by Qt, drawn one below the other."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from ui.presenters.documents import Preview
from ui.theme.style import theme
from ui.words import say

#: Pixels per millimetre at 96 dots per inch, in which the pages are laid out.
_PX = 96 / 25.4
_GAP = 18
#: The margins and type of the Word documents (`resources/word`): so the count of pages is near.
_SIDE_MM, _TOP_MM = 15.0, 21.0
_POINTS = 12.0
_STYLE = """
body, p, li, td, th, h1, h2, h3, h4 { color: #000000; }
p, li { margin-top: 0px; margin-bottom: 8px; line-height: 110%; }
h1 { font-size: 20pt; margin-top: 0px; margin-bottom: 8px; }
h2 { font-size: 15pt; margin-top: 21px; margin-bottom: 8px; }
h3 { font-size: 13pt; margin-top: 16px; margin-bottom: 6px; }
h4 { font-size: 12pt; margin-top: 12px; margin-bottom: 4px; }
"""
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)


class PagePreview(QAbstractScrollArea):
    """Shows a document's pages; as wide as there is room unless another zoom is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QTextDocument(self)
        self._preview: Preview | None = None
        #: 0: as wide as there is room.
        self._zoom = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("docs.preview"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        theme.changed.connect(self.viewport().update)

    def show_preview(self, preview: Preview | None) -> None:
        """Show another document, from its first page; None: nothing."""
        before = self._preview
        self._preview = preview
        document = QTextDocument(self)
        if preview is not None:
            family = QFont("Liberation Sans")
            family.setPointSizeF(_POINTS)
            document.setDefaultFont(family)
            document.setDefaultStyleSheet(_STYLE)
            document.setDocumentMargin(0)
            for name, data in preview.pictures.items():
                image = QImage.fromData(QByteArray(data), "PNG")  # type: ignore[arg-type]
                document.addResource(
                    int(QTextDocument.ResourceType.ImageResource.value), QUrl(name), image
                )
            document.setHtml(preview.html)
            width = preview.width_mm - 2 * _SIDE_MM
            height = preview.height_mm - 2 * _TOP_MM
            document.setPageSize(QSizeF(width * _PX, height * _PX))
            words = document.toPlainText()
            self.setAccessibleDescription(words[:2000])
        self._document.deleteLater()
        self._document = document
        self._lay_out()
        if before is None or preview is None or before.title != preview.title:
            self.verticalScrollBar().setValue(0)
        self.viewport().update()

    @property
    def page_count(self) -> int:
        """How many pages the preview has."""
        return self._document.pageCount() if self._preview else 0

    # --- size ------------------------------------------------------------------------------

    @property
    def _scale(self) -> float:
        if self._preview is None:
            return 1.0
        if self._zoom:
            return self._zoom
        room = self.viewport().width() - 2 * _GAP
        return max(0.25, min(room / (self._preview.width_mm * _PX), 2.0))

    @property
    def _page(self) -> tuple[float, float]:
        assert self._preview is not None
        scale = self._scale * _PX
        return self._preview.width_mm * scale, self._preview.height_mm * scale

    def _lay_out(self) -> None:
        if self._preview is None:
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            return
        width, height = self._page
        whole = self.page_count * (height + _GAP) + _GAP
        view = self.viewport()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(whole - view.height())))
        down.setPageStep(view.height())
        down.setSingleStep(40)
        across.setRange(0, max(0, round(width + 2 * _GAP - view.width())))
        across.setPageStep(view.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Be as wide as there is room."""
        super().resizeEvent(event)
        self._lay_out()

    def step_zoom(self, step: int) -> None:
        """Come nearer (1), go back (-1), or be as wide as there is room (0)."""
        if step == 0:
            self._zoom = 0.0
        else:
            now = self._scale
            wider = [z for z in _ZOOMS if (z > now + 0.01 if step > 0 else z < now - 0.01)]
            if wider:
                self._zoom = wider[0] if step > 0 else wider[-1]
        self._lay_out()
        self.viewport().update()

    # --- drawing ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pages that can be seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("window"))
        if self._preview is None:
            return
        width, height = self._page
        left = max((self.viewport().width() - width) / 2, _GAP) - self.horizontalScrollBar().value()
        for number in range(self.page_count):
            top = _GAP + number * (height + _GAP) - self.verticalScrollBar().value()
            if top < self.viewport().height() and top + height > 0:
                self._paint_page(painter, number, QRectF(left, top, width, height))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_page(self, painter: QPainter, number: int, box: QRectF) -> None:
        assert self._preview is not None
        painter.fillRect(box, Qt.GlobalColor.white)
        painter.setPen(theme.colour("line"))
        painter.drawRect(box)
        painter.save()
        painter.setClipRect(box)
        scale = self._scale
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        side, margin, size = _SIDE_MM * _PX, _TOP_MM * _PX, self._document.pageSize()
        font = QFont("Liberation Sans")
        font.setPointSizeF(8.5)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.darkGray)
        head = QRectF(side, margin * 0.35, size.width(), margin * 0.5)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                         self._preview.header)  # fmt: skip
        foot = QRectF(side, margin + size.height() + margin * 0.15, size.width(), margin * 0.5)
        page = say("docs.page_number", number=number + 1) if self._preview.is_cut else say(
            "docs.page_of", number=number + 1, count=self.page_count)  # fmt: skip
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                         self._preview.footer)  # fmt: skip
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, page)
        painter.translate(side, margin - number * size.height())
        painter.setPen(Qt.GlobalColor.black)
        clip = QRectF(0, number * size.height(), size.width(), size.height())
        self._document.drawContents(painter, clip)
        painter.restore()

    # --- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn the pages by keyboard."""
        down = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: down.singleStep(), Qt.Key.Key_Up: -down.singleStep(),
            Qt.Key.Key_PageDown: down.pageStep(), Qt.Key.Key_Space: down.pageStep(),
            Qt.Key.Key_PageUp: -down.pageStep(), Qt.Key.Key_Home: -down.maximum(),
            Qt.Key.Key_End: down.maximum(),
        }  # fmt: skip
        if event.key() in steps:
            down.setValue(down.value() + steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
