"""Starts the program; everything else is in `ui`."""

from ui.cli import run

if __name__ == "__main__":
    raise SystemExit(run())
