"""Shows that the repository keeps its own rules: its top level, its files and its sentences."""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
from collections import Counter
from pathlib import Path

import polib
import pytest

from chronology_app import errors
from tests.wording_use import Use, find_uses

ROOT = Path(__file__).resolve().parent.parent
CODE = ("chronology_app", "importers", "exporters", "ui")
TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "benchmarks",
    "bootstrap.py",
    "chronology_app",
    "docs",
    "exporters",
    "importers",
    "main.py",
    "pyproject.toml",
    "requirements.lock",
    "resources",
    "tests",
    "ui",
}


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Return the files that belong to the project, as git lists them."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    answer = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if answer.returncode:
        pytest.skip("this copy of the project is no git clone")
    names = [Path(name) for name in answer.stdout.decode("utf-8").split("\0") if name]
    return [name for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts(tracked) -> dict[Path, str]:
    """Return the text of every tracked file that is text."""
    found = {}
    for name in tracked:
        data = (ROOT / name).read_bytes()
        if b"\0" not in data[:8000]:
            found[name] = data.decode("utf-8", errors="replace")
    return found


def test_the_top_level_holds_only_what_the_plan_names(tracked):
    assert {name.parts[0] for name in tracked} - TOP_LEVEL == set()


def test_no_file_names_a_package_registry_or_a_path_of_this_machine(texts):
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "deb.debian" + ".org", "/sim" + "ple/")
    paths = [str(p) for p in (ROOT, ROOT.parent / "shared", Path.home()) if len(p.parts) > 2]
    words = [*hosts, *paths]
    assert [(str(n), w) for n, text in texts.items() for w in words if w in text] == []


def test_every_python_file_says_what_it_owns(texts):
    python = {name: text for name, text in texts.items() if name.suffix == ".py" and text}
    assert [str(n) for n, text in python.items() if not ast.get_docstring(ast.parse(text))] == []


def test_text_files_end_lines_alike(texts):
    ours = [n for n in texts if not {"sample_case", "samples"} & set(n.parts)]
    assert [str(n) for n in ours if b"\r\n" in (ROOT / n).read_bytes()] == []


# --- Sentences


def _catalogue(language: str) -> dict[str, polib.POEntry]:
    files = sorted((ROOT / "resources" / "i18n" / language).glob("*.po"))
    return {entry.msgid: entry for file in files for entry in polib.pofile(str(file))}


@pytest.fixture(scope="module")
def english() -> dict[str, polib.POEntry]:
    return _catalogue("en")


@pytest.fixture(scope="module")
def welsh() -> dict[str, polib.POEntry]:
    return _catalogue("cy")


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def _fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.fixture(scope="module")
def uses(english) -> list[Use]:
    """Return every place in the code that names a sentence."""
    files = [file for folder in CODE for file in sorted((ROOT / folder).rglob("*.py"))]
    files = [file for file in files if "migrations" not in file.parts]
    names = {name for name in vars(errors) if name.endswith("Error")}
    areas = {message_id.split(".")[0] for message_id in english} | {"error"}
    return list(dict.fromkeys(find_uses(files, names, areas)))


def test_every_sentence_that_the_code_names_exists(english, uses):
    missing = {
        str(use)
        for use in uses
        if (use.is_prefix and not any(known.startswith(use.message_id) for known in english))
        or (not use.is_prefix and use.message_id not in english)
    }
    assert not missing, "\n".join(sorted(missing))


def test_every_sentence_gets_the_parameters_that_it_names(english, uses):
    lacking = []
    for use in uses:
        if use.given is not None and use.message_id in english:
            named = set().union(*map(_fields, _forms(english[use.message_id])))
            if named - use.given:
                lacking.append(f"{use} lacks {', '.join(sorted(named - use.given))}")
    assert not lacking, "\n".join(lacking)


def test_every_error_has_its_sentence(english):
    known = [kind for kind in vars(errors).values() if hasattr(kind, "message_id")]
    missing = [
        f"{kind.__name__}: {kind.message_id}" for kind in known if kind.message_id not in english
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_sentence_stands_once_in_a_language(language):
    files = sorted((ROOT / "resources" / "i18n" / language).glob("*.po"))
    count = Counter(entry.msgid for file in files for entry in polib.pofile(str(file)))
    assert [message_id for message_id, times in count.items() if times > 1] == []


def test_every_english_sentence_has_words(english):
    assert [i for i, entry in english.items() if not all(_forms(entry))] == []


def test_no_plural_lacks_a_form(english, welsh):
    plurals = [(e, 2) for e in english.values()] + [(e, 6) for e in welsh.values()]
    short = [e.msgid for e, forms in plurals if e.msgid_plural and len(e.msgstr_plural) < forms]
    assert short == []


def test_every_welsh_sentence_has_an_english_one(english, welsh):
    assert sorted(set(welsh) - set(english)) == []


def test_welsh_names_the_same_parameters_as_english(english, welsh):
    differing = []
    for message_id in welsh.keys() & english.keys():
        ours = set().union(*map(_fields, _forms(english[message_id])))
        for words in filter(None, _forms(welsh[message_id])):
            wrong = (
                _fields(words) - ours if english[message_id].msgid_plural else _fields(words) ^ ours
            )
            if wrong:
                differing.append((message_id, sorted(wrong)))
    assert differing == []


def test_parameters_have_names(english):
    unnamed = re.compile(r"^\d*$")
    found = [
        i for i, e in english.items() for w in _forms(e) for f in _fields(w) if unnamed.match(f)
    ]
    assert found == []
