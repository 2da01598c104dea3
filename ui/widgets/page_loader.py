"""Has the pages of one source drawn beside the window, keeps the last few, and drops stale answers.

Drawing itself runs in the box (`importers.page_drawing`); showing is left to `page_view`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from chronology_app.errors import ImportFileError
from chronology_app.model import Source
from importers.page_drawing import DrawnPages, FoundWords, PageLimits, Quote, draw_pages
from ui.background import Ticket
from ui.desk import Desk
from ui.presenters.source_text import page_format

#: Pages kept, and the most pixels of all of them.
_KEPT, _KEPT_PIXELS = 8, 40_000_000
#: Widths are rounded up to steps, so that a window that grows is not drawn anew at each pixel.
_STEP = 200
#: A person waits for it.
_LIMITS = PageLimits(wall_seconds=20.0, cpu_seconds=15)


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPage:
    """One page as a picture, with where each quote asked for stands on it."""

    page: int
    page_count: int
    image: QImage
    found: tuple[FoundWords, ...]


class PageLoader(QObject):
    """Asks for pages; one process draws at a time, and what was asked for last comes first."""

    #: A `DrawnPage`.
    drawn = Signal(object)
    #: A page's number and the error that says why it cannot be drawn.
    refused = Signal(int, object)

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._source: Source | None = None
        self._data: bytes | None = None
        self._password: str | None = None
        self._quotes: Mapping[int, Sequence[Quote]] = {}
        self._kept: OrderedDict[tuple[int, int], DrawnPage] = OrderedDict()
        self._wanted: tuple[int, int] | None = None
        self._ticket: Ticket | None = None
        self._is_busy = False
        self._count = 0
        #: Rises with each source, password and set of quotes; older answers are dropped.
        self._turn = 0

    def open(self, source: Source, quotes: Mapping[int, Sequence[Quote]]) -> None:
        """Be ready to draw a source, with these words to be found on its pages."""
        if not self.holds(source):
            self.close()
            self._source = source
        if dict(quotes) != dict(self._quotes):
            self._turn += 1
            self._kept.clear()
        self._quotes = quotes

    def holds(self, source: Source | None) -> bool:
        """Say whether it draws this source."""
        return (
            source is not None and self._source is not None and source.sha256 == self._source.sha256
        )

    def close(self) -> None:
        """Forget the source and all its pages."""
        self._turn += 1
        self._kept.clear()
        self._source, self._data, self._password = None, None, None
        self._quotes, self._wanted, self._count = {}, None, 0
        if self._ticket is not None:
            self._ticket.cancel()

    def set_password(self, password: str) -> None:
        """Open the file with a password; it is kept only while the source is shown."""
        self._turn += 1
        self._password = password

    def want(self, page: int, width: int) -> None:
        """Have a page drawn, about so many pixels wide; `drawn` or `refused` answers."""
        if self._source is None:
            return
        self._wanted = page, -(-max(_STEP, width) // _STEP) * _STEP
        kept = self._kept.get(self._wanted)
        if kept is not None:
            self._kept.move_to_end(self._wanted)
            self.drawn.emit(kept)
            self._look_ahead()
        else:
            self._go_on()

    # --- drawing ---------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._source is None or self._wanted is None:
            return
        if self._data is None:
            self._fetch(self._source.sha256)
        elif not self._is_busy:
            page, width = self._wanted
            self._draw([page], width)

    def _fetch(self, sha256: str) -> None:
        turn = self._turn

        def on_fetched(data: bytes) -> None:
            if self._source is not None and self._source.sha256 == sha256:
                self._data = data
                self._go_on()

        def on_failed(problem: BaseException) -> None:
            if turn == self._turn and self._wanted:
                self.refused.emit(self._wanted[0], problem)

        self._ticket = self._desk.ask(
            self, lambda book, case_id: book.queries.original(sha256), on_fetched, on_failed
        )

    def _draw(self, pages: Sequence[int], width: int) -> None:
        assert self._source is not None
        assert self._data is not None
        data, form, password = self._data, page_format(self._source), self._password
        quotes = {page: tuple(self._quotes.get(page, ())) for page in pages}
        turn = self._turn
        self._is_busy = True

        def work() -> tuple[DrawnPages, list[DrawnPage]]:
            drawn = draw_pages(data, form, quotes, width, password=password, limits=_LIMITS)
            return drawn, _pictures(drawn)

        def on_done(found: tuple[DrawnPages, list[DrawnPage]]) -> None:
            self._is_busy = False
            if turn == self._turn:
                self._take(*found, width)
            else:
                self._go_on()

        def on_failed(problem: BaseException) -> None:
            self._is_busy = False
            if turn != self._turn:
                self._go_on()
            elif self._wanted and self._wanted[0] in pages:
                self.refused.emit(self._wanted[0], problem)

        self._desk.background.beside(work, done=on_done, failed=on_failed, owner=self)

    def _take(self, drawn: DrawnPages, pictures: list[DrawnPage], width: int) -> None:
        self._count = drawn.page_count
        for one in pictures:
            self._keep(one, width)
        if self._wanted is None:
            return
        page, wanted_width = self._wanted
        if page in drawn.refused:
            code = drawn.refused[page]
            error = ImportFileError(code, f"pages.{code}", page=page, count=drawn.page_count)
            self.refused.emit(page, error)
        elif wanted_width == width and any(one.page == page for one in pictures):
            self.drawn.emit(self._kept[self._wanted])
            self._look_ahead()
        elif self._wanted not in self._kept:
            self._go_on()

    def _look_ahead(self) -> None:
        """Draw the pages before and after, once nobody waits for another."""
        if self._is_busy or self._wanted is None or self._data is None:
            return
        page, width = self._wanted
        beside = [
            number
            for number in (page + 1, page - 1)
            if 1 <= number <= self._count and (number, width) not in self._kept
        ]
        if beside:
            self._draw(beside, width)

    def _keep(self, one: DrawnPage, width: int) -> None:
        self._kept[one.page, width] = one
        self._kept.move_to_end((one.page, width))
        while len(self._kept) > 1 and (len(self._kept) > _KEPT or self._pixels() > _KEPT_PIXELS):
            oldest = next(key for key in self._kept if key != self._wanted)
            del self._kept[oldest]

    def _pixels(self) -> int:
        return sum(one.image.width() * one.image.height() for one in self._kept.values())


def _pictures(drawn: DrawnPages) -> list[DrawnPage]:
    """Return Qt's pictures of drawn pages; made beside the window, which has better to do."""
    return [
        DrawnPage(
            one.page,
            one.page_count,
            QImage(
                one.rgb, one.width, one.height, 3 * one.width, QImage.Format.Format_RGB888
            ).convertToFormat(QImage.Format.Format_RGB32),
            one.found,
        )
        for one in drawn.images
    ]
