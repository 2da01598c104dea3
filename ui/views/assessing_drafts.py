"""Keeps what is typed on an assessment page and was not kept on it: over pages, cases and the end.

When words are put aside, and when they come back, is the screen's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.presenters.assessing import REFERRAL, Page
from ui.views.keeping import Drafts, Keeper


@dataclass(frozen=True)
class Draft:
    """What is typed on a page, and the events behind words that came from the record."""

    words: Mapping[str, str]
    pictures: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class PageDrafts:
    """The drafts of a case's pages."""

    def __init__(self, desk: Desk) -> None:
        self._keeper = Keeper(desk, "assessing_drafts")
        self._drafts: Drafts = {}
        self._is_loaded = False

    def load(self, owner: QObject, done: Callable[[], object]) -> None:
        """Ask once for what was put aside in the desk's case; `done` is called when it is there."""
        if self._is_loaded:
            return
        self._is_loaded = True
        self._keeper.take_place()

        def on_found(drafts: Drafts) -> None:
            self._drafts = drafts | self._drafts
            done()

        self._keeper.load_drafts(owner, on_found)

    def of(self, page: Page) -> Draft | None:
        """Return what was put aside for a page."""
        held = self._drafts.get(_key(page))
        if held is None:
            return None
        links = {str(words): tuple(ids) for words, ids in held.get("links", {}).items()}
        return Draft(dict(held.get("words", {})), tuple(held.get("pictures", ())), links)

    def put(self, page: Page, draft: Draft | None) -> None:
        """Put aside what is typed on a page; None: nothing is."""
        self._drafts.pop(_key(page), None)
        if draft is not None:
            self._drafts[_key(page)] = {
                "words": dict(draft.words), "pictures": list(draft.pictures),
                "links": {words: list(ids) for words, ids in draft.links.items()},
            }  # fmt: skip
        if self._is_loaded:
            self._keeper.keep_drafts(self._drafts)

    def clear(self) -> None:
        """Forget them: another case."""
        self._drafts, self._is_loaded = {}, False


def _key(page: Page) -> tuple[str, str]:
    # A referral is of the whole case, whichever child is chosen beside it.
    return ("" if page.page == REFERRAL else page.child_id, page.page)
