"""Gives the tests of the desktop one screen for all of them, or skips saying what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desktop.screen import Screen, missing


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """Return a screen with its bus and registry."""
    why = missing()
    if why:
        pytest.skip(why)
    with Screen() as opened:
        yield opened
