"""Says which Word paragraphs are headings and which are bold, by their styles and their marks.

Where they stand in the file is left to `word`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from importers.packed import attribute, short

#: "heading 1" as Word writes it in every language, and the names other programs give it.
_HEADING_NAME = re.compile(
    r"(?:heading|pennawd|titre|überschrift|titolo|título|kop|rubrik|overskrift)[ _]?([1-9])",
    re.IGNORECASE,
)
_CONTENTS_NAME = re.compile(r"(?:toc|contents) ?[1-9]", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "teitl"})
_OFF = frozenset({"0", "false", "off"})


class Styles:
    """The styles part of one file. A missing part leaves only what each paragraph states."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        for item in [] if root is None else root:
            identity = attribute(item, "w:styleId") if short(item.tag) == "w:style" else None
            if identity is None:
                continue
            self._styles[identity] = item
            usual = attribute(item, "w:default") in ("1", "true", "on")
            if usual and attribute(item, "w:type") == "paragraph":
                self._default = identity

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """Return a heading's level from 1, or None for a paragraph that is no heading."""
        properties = child(paragraph, "w:pPr")
        stated = _outline_level(properties)
        if stated is not None:
            return stated if stated <= 9 else None
        for style in self._chain(_style_of(properties, "w:pStyle")):
            level = _outline_level(child(style, "w:pPr"))
            if level is None:
                level = _level_by_name(style)
            if level is not None:
                return level if level <= 9 else None
        return _level_of_name(_style_of(properties, "w:pStyle") or "")

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Say whether a paragraph is a line of the table of contents: a heading said twice."""
        identity = _style_of(child(paragraph, "w:pPr"), "w:pStyle") or ""
        names = [identity, *(_value(style, "w:name") or "" for style in self._chain(identity))]
        return any(_CONTENTS_NAME.fullmatch(name) for name in names)

    def all_bold(self, paragraph: etree._Element) -> bool:
        """Say whether every word of a paragraph is in bold type."""
        base = self._style_bold(_style_of(child(paragraph, "w:pPr"), "w:pStyle") or self._default)
        runs = [run for run in paragraph.iter() if short(run.tag) == "w:r" and _has_words(run)]
        return bool(runs) and all(self._run_bold(run, base) for run in runs)

    def _run_bold(self, run: etree._Element, base: bool) -> bool:
        properties = child(run, "w:rPr")
        own = _switch(properties, "w:b")
        if own is not None:
            return own
        style = _style_of(properties, "w:rStyle")
        return base or (style is not None and self._style_bold(style))

    def _style_bold(self, identity: str | None) -> bool:
        for style in self._chain(identity):
            own = _switch(child(style, "w:rPr"), "w:b")
            if own is not None:
                return own
        return False

    def _chain(self, identity: str | None) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while identity and identity in self._styles and identity not in seen:
            seen.add(identity)
            style = self._styles[identity]
            yield style
            identity = _value(style, "w:basedOn")


def child(element: etree._Element | None, wanted: str) -> etree._Element | None:
    """Return the first child with this short name."""
    if element is None:
        return None
    return next((item for item in element if short(item.tag) == wanted), None)


def _value(element: etree._Element | None, wanted: str) -> str | None:
    found = child(element, wanted)
    return None if found is None else attribute(found, "w:val")


def _style_of(properties: etree._Element | None, wanted: str) -> str | None:
    return _value(properties, wanted)


def _outline_level(properties: etree._Element | None) -> int | None:
    value = _value(properties, "w:outlineLvl")
    return int(value) + 1 if value is not None and value.isdigit() else None


def _level_by_name(style: etree._Element) -> int | None:
    return _level_of_name(_value(style, "w:name") or "")


def _level_of_name(words: str) -> int | None:
    if words.lower() in _TITLE_NAMES:
        return 1
    found = _HEADING_NAME.fullmatch(words)
    return int(found.group(1)) if found else None


def _switch(properties: etree._Element | None, wanted: str) -> bool | None:
    found = child(properties, wanted)
    return None if found is None else attribute(found, "w:val") not in _OFF


def _has_words(run: etree._Element) -> bool:
    return any(short(item.tag) == "w:t" and (item.text or "").strip() for item in run)
