"""One sitting of a new user on the sample case: a plan, its checks, the parents' paper, a review.

Done in one program from its welcome page on, by keys alone. What it leaves is looked at by the
test. Pictures of each step: ``python -m tests.desktop.tasks_plan --out DIR``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.hands import FIELDS, Hands, KeyHands
from tests.desktop.program import Program
from tests.desktop.screen import Screen

TITLE = "Plan of 2 November 2026"
#: Field -> words, for each change; the first is poor at first, so that its remarks are read.
POOR = {"What must be different for the child": "Parents to engage with services",
        "By when": "ongoing"}  # fmt: skip
CHANGES = (
    {"What must be different for the child": "Each child has breakfast every school day.",
     "How it is now": "On 4 of 5 mornings in October 2026 they came hungry.",
     "What good enough looks like": "Breakfast on 19 of 20 school days.",
     "How it will be measured": "The breakfast club's list each Friday.",
     "Who does what": "Mum takes them to the club. Ruth Ames visits on Mondays.",
     "With which help": "Breakfast club at school from 8 am, free.",
     "By when": "18 December 2026",
     "What happens if nothing changes":
         "Olwen Pryce, team manager, calls the conference together by 15 January 2027.",
     "What happens if it changes only partly, or does not last":
         "Ruth Ames visits twice a week until 26 February 2027.",
     "If the plan cannot go on": "Nan gives the children breakfast."},
    {"What must be different for the child": "Each child sees the dentist and is treated.",
     "How it is now": "Two appointments were missed in September 2026.",
     "What good enough looks like": "All treatment is done at the first 2 appointments.",
     "How it will be measured": "The dentist's letter to Ruth Ames.",
     "Who does what": "Mum takes them. Ruth Ames books the days.",
     "By when": "29 January 2027",
     "What happens if nothing changes":
         "Ruth Ames asks the health visitor to take them by 12 February 2027.",
     "What happens if it changes only partly, or does not last":
         "Ruth Ames goes with them to the next visit by 26 February 2027.",
     "If the plan cannot go on": "Nan takes them."},
    {"What must be different for the child": "A grown-up is at home whenever the children are.",
     "How it is now": "They were alone on 3 evenings in October 2026.",
     "What good enough looks like": "At each of 8 visits a grown-up is at home.",
     "How it will be measured": "Ruth Ames writes down each visit.",
     "Who does what": "Mum and Nan agree who is in. Ruth Ames visits at night.",
     "By when": "18 December 2026",
     "What happens if nothing changes":
         "Olwen Pryce, team manager, holds a meeting with lawyers by 8 January 2027.",
     "What happens if it changes only partly, or does not last":
         "Ruth Ames visits on three nights a week until 29 January 2027.",
     "If the plan cannot go on": "The children sleep at Nan's."},
)  # fmt: skip


#: After so long a window has drawn what it says.
_DRAWN_SECONDS = 0.4
#: Words of the events that each change rests on.
EVIDENCE = ("school", "appointment", "home")


@dataclass
class Sitting:
    """The hands that do it, where the paper goes, and what keeps a picture of a step."""

    hands: Hands
    folder: Path
    picture: Callable[[str], None] = lambda name: None

    @property
    def paper(self) -> Path:
        """The parents' version."""
        return self.folder / "parents.docx"


def do_sitting(sitting: Sitting) -> None:
    """Do it all, one step after the other."""
    _open_sample(sitting)
    _make_plan(sitting)
    _write_changes(sitting)
    _print_parents(sitting)
    _record_review(sitting)


def _open_sample(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.push("Look at the sample case")
    hands.see("push button", "Next", seconds=90)
    hands.push("Leave the tour")
    sitting.picture("1-sample")


def _make_plan(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.do("Go to", "Plans", "Ctrl+Shift+l")
    hands.see("list", "Changes needed")
    hands.command("New plan…", "Shift+n")
    hands.dialog("New plan")
    hands.fill("Title", TITLE)
    hands.fill("Started on", "2 November 2026")
    hands.fill("Led by", "Ruth Ames, social worker")
    hands.fill("How to reach them", "01632 960100, weekdays from 9 to 5")
    sitting.picture("2-plan")
    hands.push("Keep the plan")
    hands.see_gone(("dialog",))


def _write_changes(sitting: Sitting) -> None:
    hands = sitting.hands
    for number, words in enumerate(CHANGES, 1):
        hands.reach("list", "Changes needed")
        hands.command("New change", "n")
        changes = hands.see("list", "Changes needed")
        hands.row_where(changes, lambda row, n=number: row.startswith(f"{n}."))
        if number == 1:
            hands.fill_all(POOR.items())
            hands.see_words(r"engage.*does not say what will be different")
            sitting.picture("3-remarks")
        for name, told in words.items():
            hands.fill(name, told, FIELDS)
        _link_events(sitting, EVIDENCE[number - 1])
        hands.command("Save now", "Ctrl+s")
        hands.row_where(
            changes,
            lambda row, n=number, w=words: (
                row.startswith(f"{n}. {w['What must be different for the child']}")
                and "serious" not in row
            ),
        )
        sitting.picture(f"4-change-{number}")


def _link_events(sitting: Sitting, words: str) -> None:
    """Link the first two events that hold some words as the reason for a change."""
    hands = sitting.hands
    hands.push("Link events…")
    hands.dialog("Events that the change rests on")
    hands.fill("Words of the event", words)
    hands.keys.press("Down", "Space", "Down", "Space")
    hands.see_words("2 events ticked")
    hands.push("Use the ticked events")
    hands.see_gone(("dialog",))


def _print_parents(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.reach("list", "Changes needed")
    hands.command("Write the plan…", "p")
    kinds = hands.see("list", "What to write")
    hands.see_words(r"^\d+ rows? · about", seconds=30)
    hands.choose_row(kinds, hands.row_where(kinds, lambda row: "parents" in row.casefold()))
    hands.see_words(r"^Building the pages")
    hands.see_words(r"^\d+ rows? · about", seconds=30)
    sitting.picture("5-paper")
    hands.see_usable("Save…")
    hands.command("Save…", "Ctrl+s")
    hands.dialog(re.compile("Save|plan", re.I))
    hands.fill("File", str(sitting.paper))
    hands.push("Save")
    hands.see_gone(("dialog",))


def _record_review(sitting: Sitting) -> None:
    hands = sitting.hands
    hands.do("Go to", "Plans", "Ctrl+Shift+l")
    changes = hands.reach("list", "Changes needed")
    hands.keys.press("Home")
    hands.see_text("What must be different for the child", "breakfast")
    hands.command("Record a review…", "r")
    hands.dialog("Record a review")
    hands.fill("Reviewed on", "20 November 2026")
    hands.pick("What it found", "Partly done")
    hands.fill("How it is now", "Breakfast on 11 of 14 school days.")
    sitting.picture("6-review")
    hands.push("Keep the review")
    hands.see_gone(("dialog",))
    hands.row_where(changes, lambda row: "partly done" in row)
    sitting.picture("7-reviewed")


def main() -> None:
    """Do the sitting on a screen of its own and keep a picture of each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with Screen() as screen, tempfile.TemporaryDirectory() as folder:
        program = Program(screen, environment={"CHRONOLOGY_CONFIG": str(Path(folder, "config"))})
        try:
            hands = KeyHands(program)
            hands.see("push button", "Open a casebook")

            def picture(name: str) -> None:
                hands.see(("frame", "dialog"), re.compile("."))
                time.sleep(_DRAWN_SECONDS)
                screen.picture(out / f"{name}.png")

            do_sitting(Sitting(hands, Path(folder), picture))
        finally:
            program.close()


if __name__ == "__main__":
    main()
