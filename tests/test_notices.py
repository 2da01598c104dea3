"""Shows that everything shipped may be shipped, and that the page of notices says so."""

from __future__ import annotations

import importlib.metadata
import re

import pytest

from tests import notices


@pytest.fixture(scope="module")
def packages() -> list[notices.Package]:
    return notices.runtime_packages()


def test_no_package_is_under_the_gpl_only(packages):
    assert [p for p in packages if notices.is_copyleft_only(p.licence)] == []


def test_the_page_names_every_package_its_version_and_its_licence(packages):
    page = notices.PAGE.read_text(encoding="utf-8")
    # Where versions differ by Python, so may the words of their metadata.
    missing = [p.name for p in packages if len(p.versions) == 1 and notices.row(p) not in page]
    missing += [p.name for p in packages if notices.row(p).rpartition(" | ")[0] not in page]
    assert missing == [], "run: python -m tests.notices"


def test_the_packages_that_others_bring_are_counted(packages):
    names = {p.name for p in packages}
    assert {"sqlalchemy", "pillow", "cffi", "mako"} <= names
    assert not names & {"pytest", "hypothesis", "edtf", "uv", "ruff"}


def test_the_program_imports_each_package_that_it_asks_for():
    imported = set()
    for folder in ("chronology_app", "importers", "exporters", "resources", "ui"):
        for file in (notices.ROOT / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            imported |= set(re.findall(r"^\s*(?:import|from) (\w+)", text, re.M))
    brought = importlib.metadata.packages_distributions()
    used = {notices.plain(name) for module in imported for name in brought.get(module, ())}
    assert notices.asked_for() - used == set()


def test_the_fonts_licence_is_beside_the_fonts():
    fonts = notices.ROOT / "resources" / "fonts"
    if any(fonts.glob("*.ttf")):
        assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8").upper()


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("MIT AND GPL-2.0-only", True),
        ("GPL-2.0-only OR MIT", False),
        ("LGPL-2.1-or-later", False),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("BSD License, GNU General Public License (GPL)", True),
    ],
)
def test_terms_that_leave_only_the_gpl_are_refused(terms, refused):
    assert notices.is_copyleft_only(terms) is refused
