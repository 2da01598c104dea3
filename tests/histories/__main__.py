"""Prints recall and false hits for each rule: `python -m tests.histories [COUNT] [SEED]`."""

from __future__ import annotations

import sys

from chronology_app.analysis.patterns import build_patterns
from chronology_app.settings import load_settings
from tests.histories.generate import histories
from tests.histories.judge import Verdict, judge

if __name__ == "__main__":
    count, seed = (int(a) for a in [*sys.argv[1:], *("260", "0")[len(sys.argv) - 1 :]])
    settings = load_settings()
    verdict = Verdict()
    for history in histories(count, seed):
        judge(history, build_patterns(history.view, settings), verdict)
    sys.stdout.write(verdict.table() + "\n")
