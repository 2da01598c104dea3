"""A timeline's widget without a casebook, made from a case in memory."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from tests.factories import make_event, sample_view
from ui.presenters.timeline_lanes import build_lanes
from ui.theme.style import theme
from ui.timeline.lanes_view import LanesView
from ui.timeline.scene import Scene

TODAY = date(2024, 7, 1)


def crowd(child: str):
    """Return an event a day for most of a year, and some with uncertain dates."""
    for n in range(240):
        day = date.fromordinal(date(2022, 1, 3).toordinal() + n)
        yield from make_event(
            f"d{n}", day.isoformat(), f"Day {n}.", children=(child,), concerns=("physical",)
        )
    for n in range(12):
        yield from make_event(
            f"m{n}", f"2022-{n + 1:02}", f"Month {n}.", children=(child,), concerns=("physical",)
        )
    yield from make_event("u", None, "No date.", children=(child,), concerns=("physical",))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


@pytest.fixture
def scene(qapp: QApplication) -> Scene:
    theme.apply(qapp, "light", 100)
    view = sample_view()
    found = Scene()
    found.set_timeline(build_lanes(sample_view(*crowd(view.children[0].id)), TODAY))
    found.set_width(1000)
    return found


@pytest.fixture
def lanes(scene: Scene):
    found = LanesView(scene)
    found.resize(scene.head_width + 1000, scene.height)
    found.show()
    yield found
    found.close()
