"""Takes the words out of HTML, line by line, without loading anything that it names.

Which lines are quoted stays visible by ">" marks, as in plain text.
"""

from __future__ import annotations

import re

from lxml import etree, html

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_PARAGRAPHS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
        "ul",
        "ol",
        "pre",
    }
)
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
    }
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(source: str) -> str:
    """Return the text of an HTML document: a line per block, a tab between table cells."""
    if not source.strip():
        return ""
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return source
    lines = _Lines()
    _walk(root, lines)
    return lines.text()


class _Lines:
    """Gathers words into lines, each with the depth of quotation at which it began."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self.depth = 0

    def add(self, words: str | None, *, keep: bool = False) -> None:
        if words:
            self._words.append(words if keep else _SPACE.sub(" ", words))

    def end(self, *, blank: bool = False) -> None:
        line = "".join(self._words).strip(" ")
        marks = ">" * self.depth + (" " if self.depth else "")
        if line:
            self._lines.extend(marks + part for part in line.split("\n"))
        if blank and self._lines and self._lines[-1].strip("> "):
            self._lines.append(marks.rstrip())
        self._words = []

    def text(self) -> str:
        self.end()
        return "\n".join(self._lines).rstrip()


def _walk(element: etree._Element, lines: _Lines, *, keep: bool = False) -> None:
    tag = str(element.tag)
    if tag in _SKIPPED:
        return
    keep = keep or tag == "pre"
    if tag in _BLOCKS:
        lines.end(blank=tag in _PARAGRAPHS)
    lines.depth += tag == "blockquote"
    if tag == "br":
        lines.end()
    elif tag in ("td", "th") and element.getprevious() is not None:
        lines.add("\t", keep=True)
    elif tag == "img":
        lines.add(element.get("alt"))
    lines.add(element.text, keep=keep)
    for child in element:
        _walk(child, lines, keep=keep)
        lines.add(child.tail, keep=keep)
    if tag in _BLOCKS:
        lines.end(blank=tag in _PARAGRAPHS)
    lines.depth -= tag == "blockquote"
