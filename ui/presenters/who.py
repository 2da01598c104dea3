"""Who sits at the screen, as far as the system knows."""

from __future__ import annotations

import getpass
import importlib


def name_of_user() -> str:
    """Return the user's full name where the system has one, else the name they log in with."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        return ""
    try:
        full = importlib.import_module("pwd").getpwnam(login).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError):
        full = ""
    return full or login
