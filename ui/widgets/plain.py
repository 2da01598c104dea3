"""Words of a case where Qt would take them for more than words: tool tips, buttons and menus.

Qt shows a tool tip that looks like HTML as HTML, and would load a picture that it names; in
buttons and menus it takes "&" for a key and a tab for the beginning of one.
"""

from __future__ import annotations

import re
import textwrap

#: Characters in a line of a tool tip: Qt breaks lines of HTML only.
_LINE = 90
#: A tool tip of more lines would cover the screen.
_MOST_LINES = 24
#: What Qt takes for the beginning of a tag, or for one that somebody wanted to be seen.
_LIKE_HTML = re.compile(r"(<)(?=\s*[!?/A-Za-z])|(&)(?=lt;)")
#: Parts a sign from what follows it, without being seen.
_WORD_JOINER = "\N{WORD JOINER}"


def plain_tip(words: str) -> str:
    """Return words for a tool tip: shown as they are, in lines, cut when there are very many."""
    lines = [
        broken
        for line in words[: _LINE * _MOST_LINES * 2].splitlines()
        for broken in (textwrap.wrap(line, _LINE) if len(line) > _LINE else [line])
    ]
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], "…"]
    told = "\n".join(lines)
    return _LIKE_HTML.sub(lambda found: f"{found.group()}{_WORD_JOINER}", told)


def plain_face(words: str) -> str:
    """Return words for a button, a tick box, a tab or a menu, in one line and without a key."""
    return " ".join(words.split()).replace("&", "&&")
