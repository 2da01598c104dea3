"""The command line: a contract that scripts and tests rely on. Runs where Qt is missing."""

from ui.cli.main import run

__all__ = ["run"]
