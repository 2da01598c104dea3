"""Runs one long test by name: `python -m tests.long NAME`; the tests are the files beside it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EVIDENCE = HERE.parent.parent / "docs" / "evidence"


def main(arguments: list[str]) -> int:
    """Run the named test, evidence into `docs/evidence`; 0 when all held, 2 for no such name."""
    names = sorted(file.stem for file in HERE.glob("*.py") if not file.stem.startswith("_"))
    if len(arguments) != 1 or arguments[0] not in names:
        print(f"Name one of: {', '.join(names)}", file=sys.stderr)
        return 2
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    out = EVIDENCE / f"{arguments[0]}.json"
    held = importlib.import_module(f"tests.long.{arguments[0]}").run(out=out)
    print(f"{arguments[0]}: {'failed' if held is False else 'done'}; see {out}", file=sys.stderr)
    return 1 if held is False else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
