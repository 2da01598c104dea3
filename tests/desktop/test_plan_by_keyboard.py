"""Shows that a new user makes, checks, prints and reviews a plan on the sample case, keys alone."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.desktop.hands import KeyHands
from tests.desktop.program import Program
from tests.desktop.screen import Screen
from tests.desktop.tasks_plan import CHANGES, Sitting, do_sitting


def test_a_plan_from_the_sample_case_with_keys_alone(screen: Screen, tmp_path: Path):
    program = Program(screen, environment={"CHRONOLOGY_CONFIG": str(tmp_path / "config")})
    try:
        hands = KeyHands(program)
        hands.see("push button", "Open a casebook")
        sitting = Sitting(hands, tmp_path)
        do_sitting(sitting)
        program.keys.press("Ctrl+q")
        assert program.ended() == 0
        assert program.said() == ""
    finally:
        program.close()
    document = docx.Document(str(sitting.paper))
    words = "\n".join(one.text for one in document.paragraphs)
    words += "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    for change in CHANGES:
        assert change["What must be different for the child"] in words
        assert change["What happens if nothing changes"] in words
