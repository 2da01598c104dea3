"""The whole grammar: every rule, in the order in which they are tried at a word.

Owns the order only; the rules stand in `figure_rules`, `rules`, `relative_rules` and `welsh_rules`.
"""

from __future__ import annotations

from chronology_app.reading.dates.figure_rules import FIGURE_RULES
from chronology_app.reading.dates.relative_rules import LAST_RULES, RELATIVE_RULES
from chronology_app.reading.dates.rule import Rule
from chronology_app.reading.dates.rules import RULES
from chronology_app.reading.dates.welsh_rules import WELSH_RULES

#: Words that only point come before written dates ("the next May"), bare ones after them.
GRAMMAR: tuple[Rule, ...] = (
    *RELATIVE_RULES,
    *WELSH_RULES,
    *FIGURE_RULES,
    *RULES,
    *LAST_RULES,
)
