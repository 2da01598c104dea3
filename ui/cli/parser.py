"""The commands, their arguments and the name of the function that does each.

Functions are named, not imported, so that a short command does not load what only others need.
"""

from __future__ import annotations

import argparse
from typing import Any

from chronology_app.wording import say

_LANGUAGE: dict[str, Any] = {"metavar": "{en,cy}", "choices": ("en", "cy"), "default": "en"}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(prog="chronology", description=say("cli.description"))
    commands = parser.add_subparsers(title=say("cli.commands"), metavar="COMMAND", required=True)
    for add in (_add_book, _add_case, _add_documents, _add_free):
        add(commands)
    return parser


class _Maker:
    """Adds commands that share the options every command has."""

    def __init__(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._commands = commands

    def make(self, name: str, work: str, *, book: bool = True, case: str = "no") -> _Command:
        words = say(f"cli.help.{name.replace('-', '_')}")
        parser = self._commands.add_parser(name, help=words, description=words)
        parser.set_defaults(work=work)
        parser.add_argument("--json", action="store_true", help=say("cli.help_json"))
        if book:
            parser.add_argument("book", metavar="BOOK", help=say("cli.help_book"))
            parser.add_argument("--as", dest="by", metavar="NAME", help=say("cli.help_as"))
            parser.add_argument("--passphrase-file", metavar="F", help=say("cli.help_pass_file"))
            parser.add_argument("--recovery-file", metavar="F", help=say("cli.help_recovery"))
        if case != "no":
            parser.add_argument(
                "--case", metavar="REF", required=case == "needed", help=say("cli.help_case")
            )
        return _Command(parser)


class _Command:
    """One command's parser, with a short way to add options."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser

    def option(self, *names: str, metavar: str = "F", **more: object) -> _Command:
        more.setdefault("help", say("cli.option." + names[-1].lstrip("-").replace("-", "_")))
        if more.get("action") != "store_true":
            more["metavar"] = metavar
        self.parser.add_argument(*names, **more)  # type: ignore[arg-type]
        return self


def _add_book(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = _Maker(commands).make
    make("new", "book_commands:new")
    make("passphrase", "book_commands:change_passphrase").option("--new-passphrase-file")
    make("recovery-code", "book_commands:recovery_code")
    make("verify", "book_commands:verify").option("--head", metavar="COUNT:HEX")
    make("backup", "book_commands:backup").option("--out", required=True)
    restore = make("restore", "book_commands:restore", book=False)
    restore.option("backup", metavar="F")
    restore.option("--out", metavar="BOOK", required=True)
    restore.option("--preview", action="store_true")
    restore.parser.add_argument("--passphrase-file", metavar="F", help=say("cli.help_pass_file"))
    for name, work in (
        ("history", "book_commands:history"),
        ("undo", "book_commands:undo"),
        ("redo", "book_commands:redo"),
    ):
        make(name, work, case="may")
    search = make("search", "book_commands:search", case="may")
    search.option("query", metavar="QUERY")


def _add_case(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = _Maker(commands).make
    case = make("case", "case_commands:case")
    case.option("--ref", metavar="REF", required=True).option("--people")
    case.option("--title", metavar="WORDS").option("--authority", metavar="NAME")
    case.option("--country", metavar="NAME", choices=("england", "wales"))
    imports = make("import", "case_commands:import_files", case="needed")
    imports.option("files", metavar="FILE", nargs="+")
    imports.option("--agency", metavar="A").option("--received", metavar="D")
    imports.option("--mapping").option("--file-password-file").option("--title", metavar="WORDS")
    make("add", "case_commands:add", case="needed").option("--entry", required=True)
    waiting = make("suggestions", "case_commands:suggestions", case="needed")
    waiting.option("--not-proposed", action="store_true")
    for name, work in (
        ("events", "case_commands:events"),
        ("sources", "case_commands:sources"),
    ):
        make(name, work, case="needed")
    check = make("check", "check_commands:check", case="needed")
    check.option("--lang", help=say("check.help_lang"), **_LANGUAGE)
    patterns = make("patterns", "pattern_commands:patterns", case="needed")
    patterns.option("--as-of", metavar="D")
    patterns.option("--lang", help=say("pattern.help_lang"), **_LANGUAGE)
    figures = make("cumulative", "case_commands:cumulative", case="needed")
    figures.option("--as-of", metavar="D").option("--since", metavar="D")
    figures.option("--without", metavar="CODES")
    review = make("review", "case_commands:review", case="needed")
    review.option("--accept-all", action="store_true").option("--decisions")
    load = make("load", "case_commands:load", case="needed")
    load.option("--events").option("--plan").option("--scores").option("--analyses")


def _add_documents(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = _Maker(commands).make
    export = make("export", "document_commands:export", case="needed")
    export.option("kind", metavar="KIND").option("--out", required=True)
    export.option("--child", metavar="N")
    export.option("--type", metavar="T").option(
        "--plan", metavar="TITLE", help=say("cli.option.plan_title")
    )
    for name in ("--from", "--to", "--as-of"):
        export.option(name, metavar="D")
    export.option("--for", metavar="PROFILE").option("--columns", metavar="NAMES")
    export.option("--lang", **_LANGUAGE)
    export.option("--page", metavar="{A4,A3}", choices=("A4", "A3"), default="A4")
    export.option("--at", metavar="COUNT", type=int)
    export.option(
        "--protected", metavar="{stop,withhold}", choices=("stop", "withhold"), default="stop"
    )
    release = make("release", "document_commands:release", case="needed")
    release.option("record", metavar="ID").option("--for", metavar="PROFILE", required=True)
    release.option("--reason", metavar="WORDS", required=True)


def _add_free(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = _Maker(commands).make
    make("demo", "demo_command:demo", book=False).option("--out", metavar="DIR", required=True)
    read = make("read", "read_command:read", book=False)
    read.option("files", metavar="FILE", nargs="+").option("--people")
    read.option("--agency", metavar="A").option("--mapping").option("--file-password-file")
    read.option("--settings", metavar="FILE.toml")
    dates = make("dates", "dates_command:dates", book=False)
    dates.option("file", metavar="FILE.txt").option("--reference-date", metavar="D")
    for name, work in (("check-plan", "check_plan_file"), ("readability", "readability")):
        free = make(name, f"plan_commands:{work}", book=False)
        free.option("file", metavar="FILE")
        free.option("--lang", help=say(f"cli.help_lang.{name.replace('-', '_')}"), **_LANGUAGE)
