"""What a person prefers on this machine: look, text size, language, the window's size.

No names, no paths and nothing of any case is ever written here; where somebody was in a case is
remembered inside the casebook.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from chronology_app.wording import LANGUAGES

SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True)
class Preferences:
    """All preferences; a file that is damaged or from another version gives the default."""

    scheme: str = "system"
    #: In per cent.
    text_size: int = 100
    language: str = "en"
    #: Width and height of the last window; 0: not known.
    width: int = 0
    height: int = 0
    is_maximised: bool = False
    #: The first-run tour was offered.
    toured: bool = False
    #: Widths, orders and hidden columns of tables, by table: codes and numbers only.
    tables: dict[str, Any] = field(default_factory=dict)

    def changed(self, **values: Any) -> Preferences:
        """Return these preferences with some others."""
        return replace(self, **values)


def preferences_file() -> Path:
    """Return where preferences are kept: the system's own place for a user's settings."""
    given = os.environ.get("CHRONOLOGY_CONFIG")
    if given:
        return Path(given) / "preferences.json"
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "chronology" / "preferences.json"


def load_preferences() -> Preferences:
    """Return what is kept; the default where nothing is, or nothing that can be read."""
    try:
        found = json.loads(preferences_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _checked(found if isinstance(found, dict) else {})


def _checked(found: dict[str, Any]) -> Preferences:
    default = Preferences()
    kinds = {one.name: type(getattr(default, one.name)) for one in fields(Preferences)}
    known = {k: v for k, v in found.items() if k in kinds and type(v) is kinds[k]}
    if known.get("scheme") not in SCHEMES:
        known.pop("scheme", None)
    if known.get("language") not in LANGUAGES:
        known.pop("language", None)
    if not 100 <= known.get("text_size", 100) <= 200:
        known.pop("text_size", None)
    return Preferences(**known)


def save_preferences(preferences: Preferences) -> None:
    """Keep the preferences; a place that cannot be written to is no reason to disturb anybody."""
    file = preferences_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        beside.replace(file)
