"""The shape of a rule of the grammar: its name, its pattern, its reader and an example.

Owns the shape only; the rules themselves are in the modules named `..._rules` and `rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from chronology_app.reading.dates.parts import Draft

#: A reader turns a match into a draft, or into None when the words are no date after all.
Reader = Callable[[re.Match[str]], Draft | None]

DIGITS = frozenset({"0"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a date.

    `starts` are the lower-case words that it may begin with ("0" stands for any digits), which
    lets the search try it only there.
    """

    name: str
    starts: frozenset[str]
    pattern: str
    read: Reader
    #: A sentence, and what must be found in it: text, EDTF, modifier, kind.
    example: str
    expect: tuple[str, str, str | None, str]

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern, blind to case."""
        return re.compile(self.pattern, re.IGNORECASE)
