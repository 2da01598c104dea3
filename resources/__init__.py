"""Finds the files that are shipped with the program: settings, templates, fonts, wording."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``path("fonts", "Regular.ttf")``."""
    return _ROOT.joinpath(*parts)
