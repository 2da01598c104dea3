"""Which packages the program ships, on what terms; `python -m tests.notices` writes the page.

It reads names and versions from `requirements.lock` and licences from the packages' own metadata.
What is shipped in `resources` (fonts) is described by hand in the page's last section, which is
kept as it stands.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "third-party-notices.md"
BY_HAND = "## Shipped with the program's own files"

#: Licences that the metadata does not name, as the package's licence file says.
READ_BY_HAND = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "sqlcipher3": "Zlib",
}

_COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.I)


@dataclass(frozen=True)
class Package:
    """A locked package: its name, its versions (several when they differ by Python) and licence."""

    name: str
    versions: tuple[str, ...]
    licence: str


def locked() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Return name -> (versions, names of the packages that ask for it) from the lock file."""
    found: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", text):
        name, version = block.split()[0].split("==")
        versions, wanted_by = found.get(name, ((), frozenset()))
        via = re.findall(r"^    #(?: via)? +([a-z0-9._-]+)", block, re.M)
        found[name] = ((*versions, version), wanted_by | frozenset(via))
    return found


def asked_for() -> set[str]:
    """Return the names of the packages that the project itself asks for to run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {plain(re.split(r"[<>=!~;\[ ]", row)[0]) for row in project["dependencies"]}


def plain(name: str) -> str:
    """Return a package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def runtime_packages() -> list[Package]:
    """Return the packages that the program itself needs, those of its packages included."""
    lock, needed = locked(), asked_for()
    while True:
        more = {name for name, (_, wanted_by) in lock.items() if wanted_by & needed} - needed
        if not more:
            return [Package(name, lock[name][0], licence(name)) for name in sorted(needed)]
        needed |= more


def licence(name: str) -> str:
    """Return a package's licence as its metadata names it. Errors: LookupError when it does not."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    data = importlib.metadata.metadata(name)
    classifiers = [
        row.rsplit(" :: ", 1)[-1]
        for row in data.get_all("Classifier", [])
        if row.startswith("License :: ") and not row.endswith("OSI Approved")
    ]
    said = data.get("License") or ""
    short = said if said and "\n" not in said and len(said) < 60 else ""
    found = data.get("License-Expression") or ", ".join(classifiers) or short
    if not found:
        raise LookupError(f"{name}: its metadata names no licence; read its licence file")
    return found


def is_copyleft_only(terms: str) -> bool:
    """Say whether the terms leave no choice but the GPL or AGPL for all or a part of a package."""
    parts = re.split(r"\bAND\b|,", terms)
    return any(all(_COPYLEFT.search(choice) for choice in part.split(" OR ")) for part in parts)


def row(package: Package) -> str:
    """Return a package's line in the page's table."""
    return f"| {package.name} | {', '.join(package.versions)} | {package.licence} |"


def table(packages: Iterable[Package]) -> str:
    """Return the page's table of packages in Markdown."""
    head = ["| package | version | licence |", "|---|---|---|"]
    return "\n".join([*head, *map(row, packages)])


def write_page() -> None:
    """Write the page anew, keeping what stands under its last heading."""
    kept = PAGE.read_text(encoding="utf-8").partition(BY_HAND)[2]
    PAGE.write_text(f"{_HEAD}\n{table(runtime_packages())}\n\n{BY_HAND}{kept}", encoding="utf-8")


_HEAD = """# Third-party notices

Chronology is under the MIT licence (`LICENSE`). It is built on the work of others, on these terms.

## Packages that the program needs

Written by `python -m tests.notices` from `requirements.lock` and the packages' own metadata; a test
fails when a package enters that is under the GPL or AGPL only, or that is missing here. Each
package's full licence text is installed with it, in `.venv`, in its `dist-info` folder.
"""

if __name__ == "__main__":
    write_page()
