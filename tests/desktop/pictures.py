"""Takes pictures of every screen and dialog in every look, to be looked at by people.

Run: ``python -m tests.desktop.pictures --out DIR [--only WORDS] [--all]``, or ``--readme`` for the
pictures of the README. Screens and dialogs come from the program's own tables, so a new one is
pictured without a word here. What is wrong in a picture is for the eye; what can be told without
one (a window larger than its screen, a warning of Qt) is said at the end.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.desktop import long_case, prepared
from tests.desktop.inside import Inside, opened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = ((1366, 768), (1920, 1080))
#: Name of a case -> how many events it is made with, or a kind of its own.
CASES = ("none", "empty", "small", "week", "long")
#: What the README shows: file, screen.
README = (("inbox", "inbox"), ("chronology", "chronology"), ("timeline-screen", "timeline"))
#: Actions that end or hide what is pictured, or ask the system for a file.
_NOT_PICTURED = {
    "quit", "close_book", "new_window", "undo", "redo", "back", "forward", "search",
    "larger_text", "smaller_text", "switch_scheme", "side_bar", "history",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How the program looks in a run: size of the screen, colours, text size, language."""

    size: tuple[int, int] = SIZES[0]
    scheme: str = "light"
    text_size: int = 100
    language: str = "en"

    def __str__(self) -> str:
        width, height = self.size
        return f"{width}x{height}-{self.scheme}-{self.text_size}-{self.language}"


@dataclass(frozen=True)
class Run:
    """One start of the program: a look and a case."""

    look: Look
    case: str

    def __str__(self) -> str:
        return f"{self.case}-{self.look}"


class Books:
    """The casebooks that are pictured, each made when it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, inside: Inside, case: str) -> None:
        """Show a case in the window."""
        if case == "none":
            return
        path = self._folder / f"{case}.casebook"
        passphrase = self._make(path, case)
        inside.open(path, passphrase)

    def _make(self, path: Path, case: str) -> str:
        makers: dict[str, tuple[Callable[[Path], None], str]] = {
            "empty": (_make_empty, prepared.PASSPHRASE),
            "week": (prepared.make_prepared, prepared.PASSPHRASE),
            "long": (long_case.make_long, long_case.PASSPHRASE),
            "small": (_make_sample, _sample_passphrase()),
        }
        make, passphrase = makers[case]
        if not path.exists():
            make(path)
        return passphrase


def _make_empty(path: Path) -> None:
    from chronology_app.casefile import Casebook
    from chronology_app.model import Case

    with Casebook.create(path, prepared.PASSPHRASE, by="Ruth Ames", cost=prepared.cheap) as book:
        book.add_case(Case(reference="NEW-1", title="New case"))


def _make_sample(path: Path) -> None:
    """Make the sample family's casebook with the program's own demonstration."""
    from ui.jobs import demo

    folder = path.parent / "demo"
    command = [sys.executable, str(ROOT / "main.py"), "demo", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    for ending in ("", ".keys"):
        (folder / f"{demo.BOOK}{ending}").replace(f"{path}{ending}")


def _sample_passphrase() -> str:
    from ui.jobs import demo

    return demo.PASSPHRASE


# --- What is pictured


def runs(is_all: bool) -> list[Run]:
    """Return what to picture: one change at a time, or with `is_all` all of them together."""
    if is_all:
        looks = itertools.product(SIZES, ("light", "dark"), (100, 200), ("en", "cy"))
        return [Run(Look(*look), case) for look in looks for case in CASES]
    plain = Look()
    others = [
        Look(SIZES[1]), Look(scheme="dark"), Look(text_size=200), Look(language="cy"),
        Look(SIZES[1], text_size=200, scheme="dark"), Look(text_size=150, language="cy"),
    ]  # fmt: skip
    found = [Run(plain, case) for case in CASES]
    found += [Run(look, "small") for look in others]
    return [*found, Run(Look(SIZES[1], "dark"), "long"), Run(Look(text_size=200), "none")]


class Pictures:
    """Takes the pictures of one run and notes what can be told without looking."""

    def __init__(self, out: Path, only: str) -> None:
        self._out = out
        self._only = only
        self.faults: list[str] = []
        self.count = 0

    def take(self, run: Run, books: Books) -> None:
        """Start the program as a run wants it and picture everything."""
        look = run.look
        chosen = {"scheme": look.scheme, "text_size": look.text_size, "language": look.language}
        with opened(*look.size, preferences=chosen) as inside:
            books.open(inside, run.case)
            self._take_screens(inside, run)
            if run.case in ("none", "small"):
                self._take_dialogs(inside, run)
                self._take_files(inside, run)
            self._take_errors(inside, run)
            self.faults += [f"{run}: {words}" for words in inside.complaints]

    def _take_screens(self, inside: Inside, run: Run) -> None:
        from ui.places import Place
        from ui.screens import SCREENS

        if inside.window.desk.case is None:
            self._save(inside.window, f"welcome--{run}", run)
            return
        for spec in SCREENS:
            name = f"{spec.name}--{run}"
            if self._is_wanted(name):
                inside.window.go(Place(spec.name))
                inside.settle()
                self._save(inside.window, name, run)

    def _take_dialogs(self, inside: Inside, run: Run) -> None:
        from ui.actions import ACTIONS

        for spec in ACTIONS:
            name = f"dialog-{spec.id}--{run}"
            action = inside.window.actions_by_id[spec.id]
            if spec.id not in _NOT_PICTURED and action.isEnabled() and self._is_wanted(name):
                with self._beside(inside, run, name):
                    action.trigger()
                    inside.settle()

    def _take_files(self, inside: Inside, run: Run) -> None:
        """Picture what is asked about files that were dropped."""
        from ui.dialogs.import_files import import_dropped
        from ui.dialogs.photograph import add_photographs

        sample = ROOT / "resources" / "sample_case"
        for name, ask, files in (
            ("import", import_dropped, sorted(sample.glob("*.docx")) + [sample / "people.json"]),
            ("photograph", add_photographs, [IMAGES / "timeline.png"]),
        ):
            if inside.window.desk.case and self._is_wanted(f"dialog-{name}--{run}"):
                with self._beside(inside, run, f"dialog-{name}--{run}"):
                    ask(inside.window, files)
                    inside.settle(0.6)

    def _take_errors(self, inside: Inside, run: Run) -> None:
        from ui.dialogs.error_window import show_fault

        name = f"error--{run}"
        if self._is_wanted(name):
            inside.window.tell("must", _long_error())
            inside.settle()
            self._save(inside.window, f"banner--{run}", run)
            with self._beside(inside, run, name):
                show_fault(inside.window, ValueError("a fault that nobody foresaw"))
                inside.settle()

    @contextmanager
    def _beside(self, inside: Inside, run: Run, name: str) -> Iterator[None]:
        """Picture whatever windows come up in the block, also when it waits for an answer."""
        from PySide6.QtCore import QTimer

        before = {id(top) for top in inside.app.topLevelWidgets() if top.isVisible()}
        taken: set[int] = set()

        def look() -> None:
            for top in inside.app.topLevelWidgets():
                if top.isVisible() and top.isWindow() and id(top) not in before | taken:
                    taken.add(id(top))
                    self._save(top, name if len(taken) == 1 else f"{name}-{len(taken)}", run)
                    top.close()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(400)
        try:
            yield
        finally:
            look()
            timer.stop()
            inside.settle()

    def _is_wanted(self, name: str) -> bool:
        return all(word in name for word in self._only.split())

    def _save(self, widget: QWidget, name: str, run: Run) -> None:
        if not self._is_wanted(name):
            return
        width, height = run.look.size
        if widget.width() > width or widget.height() > height:
            size = f"{widget.width()}x{widget.height()}"
            self.faults.append(f"{name}: {size} does not fit the screen")
        self._out.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(self._out / f"{name}.png"))
        self.count += 1


def _long_error() -> str:
    from ui.errors import sentence

    file = "/home/ruth/Casework/North team/Hollins family 2024 (with the school's records).casebook"
    return sentence(OSError(errno.ENOSPC, "", file))


def take_readme(books: Books) -> list[Path]:
    """Write the pictures of the README and return them."""
    from ui.places import Place

    written = []
    with opened(*SIZES[0]) as inside:
        books.open(inside, "small")
        for file, screen in README:
            inside.window.go(Place(screen))
            inside.settle(0.5)
            written.append(IMAGES / f"{file}.png")
            inside.window.grab().save(str(written[-1]))
    return written


def main(arguments: list[str]) -> int:
    """Take the pictures; 1 when something was wrong that can be told without looking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="pictures whose name holds all these words")
    parser.add_argument("--all", action="store_true", help="every look with every case")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README")
    options = parser.parse_args(arguments)
    if not options.readme and not options.out:
        parser.error("name a folder with --out, or --readme")
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        books = Books(Path(folder))
        if options.readme:
            for file in take_readme(books):
                print(file.relative_to(ROOT))
            return 0
        return _take_all(Pictures(options.out, options.only), books, runs(options.all), options)


def _take_all(
    pictures: Pictures, books: Books, wanted: list[Run], options: argparse.Namespace
) -> int:
    for run in wanted:
        if _may_be_wanted(run, options.only):
            pictures.take(run, books)
            print(f"{run}: {pictures.count} pictures", file=sys.stderr, flush=True)
    print("\n".join(pictures.faults))
    return 1 if pictures.faults else 0


def _may_be_wanted(run: Run, only: str) -> bool:
    """Leave out a run when a word of `only` names another case, size or look than its own."""
    known = {str(part) for one in runs(True) for part in str(one).split("-")}
    return all(word in str(run) for word in only.split() if word in known)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
