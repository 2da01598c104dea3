"""The screens of a window: their order, icons, keys, and where each is written.

A screen's module is loaded when the screen is first shown.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.views.screen import Screen


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One screen. Its words are ``screen.NAME``; `place` is "module:class"."""

    name: str
    icon: str
    place: str
    keys: str = ""
    #: Stands in the side bar.
    in_side_bar: bool = True

    def build(self, desk: Desk) -> Screen:
        """Load the screen's module and make the screen."""
        module, _, name = self.place.partition(":")
        made: Screen = getattr(importlib.import_module(module), name)(desk)
        return made


SCREENS = (
    ScreenSpec("inbox", "inbox", "ui.views.inbox:InboxScreen", "Ctrl+1"),
    ScreenSpec("chronology", "list-ordered", "ui.views.chronology:ChronologyScreen", "Ctrl+2"),
    ScreenSpec("timeline", "chart-gantt", "ui.views.timeline:TimelineScreen", "Ctrl+3"),
    ScreenSpec("people", "users", "ui.views.people:PeopleScreen", "Ctrl+4"),
    ScreenSpec("sources", "folder-open", "ui.views.sources:SourcesScreen", "Ctrl+5"),
    ScreenSpec("documents", "file-text", "ui.views.documents:DocumentsScreen", "Ctrl+6"),
    ScreenSpec("checks", "list-checks", "ui.views.checks:ChecksScreen", "Ctrl+7"),
    ScreenSpec("impact", "baby", "ui.views.impact:ImpactScreen", "Ctrl+8"),
    ScreenSpec("patterns", "flag", "ui.views.patterns:PatternsScreen", "Ctrl+9"),
    ScreenSpec("cumulative", "columns-3", "ui.views.cumulative:CumulativeScreen", "Ctrl+Shift+U"),
    ScreenSpec("plans", "square-check", "ui.views.plans:PlansScreen", "Ctrl+Shift+L"),
    ScreenSpec("following", "bell", "ui.views.following:FollowingScreen", "Ctrl+Shift+F"),
    ScreenSpec("assessing", "pencil-line", "ui.views.assessing:AssessingScreen", "Ctrl+Shift+A"),
    ScreenSpec(
        "measures", "sliders-horizontal", "ui.views.measures:MeasuresScreen", "Ctrl+Shift+O"
    ),
    ScreenSpec("lexicon", "quote", "ui.views.lexicon:LexiconScreen", in_side_bar=False),
    ScreenSpec("search", "search", "ui.views.search:SearchScreen", in_side_bar=False),
    ScreenSpec("history", "history", "ui.views.history:HistoryScreen", in_side_bar=False),
)
BY_NAME = {spec.name: spec for spec in SCREENS}
