"""Shows that the pages for developers name only what is there: modules, functions and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / "architecture.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
#: Folders that a page may leave out before a name.
PARENTS = ("", "chronology_app", "chronology_app/documents", "chronology_app/store", "docs")
PACKAGES = "analysis|casefile|commands|dates|documents|exporters|importers|model|programs|reading|"
NAME = re.compile(rf"(?:{PACKAGES}store|ui|wording|tests)(?:\.[A-Za-z_]\w*)+")


def _quoted(page: Path) -> set[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    return set(re.findall(r"`([^`\n]+)`", text))


def _stands(name: str) -> bool:
    """Say whether `package.module.Name` names something in the code; methods count by name."""
    parts = name.split(".")
    for parent in ("", "chronology_app"):
        for depth in range(len(parts), 0, -1):
            base = ROOT.joinpath(parent, *parts[:depth])
            source = base.with_suffix(".py") if base.with_suffix(".py").is_file() else base
            if source.is_dir():
                source = source / "__init__.py"
            if source.is_file() and _defines(source, parts[depth:]):
                return True
    return False


def _defines(source: Path, names: list[str]) -> bool:
    text = source.read_text(encoding="utf-8")
    return all(
        re.search(rf"^\s*(def|class) {name}\b|^{name}\b|import .*\b{name}\b", text, re.M)
        for name in names
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_name_in_the_code_exists(page):
    names = {t for t in _quoted(page) if NAME.fullmatch(t) and not t.endswith((".py", ".po"))}
    assert sorted(name for name in names if not _stands(name)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_folder_exists(page):
    paths = {t for t in _quoted(page) if re.fullmatch(r"[\w./-]+(/|\.(py|md|toml|lock))", t)}
    missing = [
        path for path in paths if not any((ROOT / parent / path).exists() for parent in PARENTS)
    ]
    assert sorted(missing) == []


def test_a_name_that_is_not_there_is_noticed():
    assert _stands("importers.box.read_in_box")
    assert not _stands("importers.box.read_outside")
