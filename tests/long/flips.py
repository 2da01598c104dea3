"""Flips single bits of a casebook, its keys and a killed program's journal: none may go unnoticed.

Noticed: opening or verifying refuses. Without effect: everything is, record by record and byte by
byte, as last confirmed. Besides, planted names and keys are looked for in all that is on disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronology_app.casefile import Casebook
from chronology_app.errors import ChronologyError
from chronology_app.model import RECORD_CLASSES
from chronology_app.model.serial import canonical_json
from chronology_app.store import keys
from chronology_app.store.journal import HEADER, MAGIC
from tests.long._invented import names
from tests.long._worker import BOOK, REFERENCE, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "nine brass lanterns above Cwm Idwal"

_JOURNAL = f"{BOOK}-journal"
_KEYS = f"{BOOK}.keys"
#: Share of the flips that are left after the journal's headers: (state, file).
_SHARES = {
    ("closed", BOOK): 0.35, ("closed", _KEYS): 0.25, ("killed", BOOK): 0.15,
    ("killed", _JOURNAL): 0.25,
}  # fmt: skip


@dataclass(frozen=True)
class Flip:
    """One bit of one file."""

    state: str
    file: str
    byte: int
    bit: int


def run(out: Path, flips: int = 1000, seed: int = 2024) -> bool:
    """Flip so many bits, one at a time, and write what was found to `out`."""
    with tempfile.TemporaryDirectory(prefix="flips-") as folder:
        scene = Scene(Path(folder), seed)
        results: list[dict[str, Any]] = []
        for flip in scene.choose(flips):
            results.append(scene.try_flip(flip))
            if len(results) % 50 == 0:
                _write(out, results, scene, ended=False)
        _write(out, results, scene, ended=True)
        return held(results) and not scene.found_in_the_clear()


def held(results: list[dict[str, Any]]) -> bool:
    """Say whether every flip was noticed or without effect."""
    return all(result["outcome"] != "SILENT" for result in results)


class Scene:
    """A closed casebook and one that a killed program left, both with the same confirmed state."""

    def __init__(self, folder: Path, seed: int, files: int = 3) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self.closed = folder / "closed"
        self.killed = folder / "killed"
        self.closed.mkdir()
        self._data_key = prepare(self.closed, PASSPHRASE, self._chance, files)
        self.confirmed = state_of(self.closed)
        shutil.copytree(self.closed, self.killed)
        (self.killed / "home").mkdir()
        self._kill_half_way(seed)
        self.journal = (self.killed / _JOURNAL).read_bytes()
        self._check_unflipped()

    def _check_unflipped(self) -> None:
        """Without any flip both must open with the confirmed state, or nothing would be shown."""
        changed = (self.killed / BOOK).read_bytes() != (self.closed / BOOK).read_bytes()
        for place in (self.closed, self.killed):
            trial = self._folder / "unflipped"
            shutil.copytree(place, trial)
            assert self._outcome(trial) == ("no effect", "")
            shutil.rmtree(trial)
        assert changed
        assert self.journal.startswith(MAGIC)

    def _kill_half_way(self, seed: int) -> None:
        subprocess.run(
            [sys.executable, "-m", "tests.long._worker", str(self.killed), str(seed), "half"],
            cwd=ROOT, input=PASSPHRASE + "\n", text=True, check=False,
            env={**os.environ, "HOME": str(self.killed / "home"),
                 "TMPDIR": str(self.killed / "home")},
        )  # fmt: skip

    def choose(self, count: int) -> Iterator[Flip]:
        """Give the flips: every bit of the journal's first header, every byte of all others."""
        given = list(self.header_flips())[:count]
        yield from given
        left = count - len(given)
        for (state, file), share in _SHARES.items():
            size = (getattr(self, state) / file).stat().st_size
            for _ in range(round(left * share)):
                yield Flip(state, file, self._chance.randrange(size), self._chance.randrange(8))

    def header_flips(self) -> Iterator[Flip]:
        """Give every bit of the first header and one bit of every byte of those that follow."""
        for number, start in enumerate(self.header_starts()):
            for byte in range(start, start + HEADER.size):
                for bit in range(8) if number == 0 else [self._chance.randrange(8)]:
                    yield Flip("killed", _JOURNAL, byte, bit)

    def header_starts(self) -> list[int]:
        """Return where the journal's headers stand."""
        starts = [n for n in range(0, len(self.journal), 512) if self.journal[n:].startswith(MAGIC)]
        return starts[:5]

    def try_flip(self, flip: Flip) -> dict[str, Any]:
        """Flip one bit in a copy and see what the program makes of it."""
        place = self._folder / "trial"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(getattr(self, flip.state), place)
        target = place / flip.file
        data = bytearray(target.read_bytes())
        data[flip.byte] ^= 1 << flip.bit
        target.write_bytes(data)
        before = _contents(place)
        outcome, why = self._outcome(place)
        if outcome == "noticed" and why.startswith("error.") and _contents(place) != before:
            outcome = "SILENT"  # a refusal must leave both files as they were
        return {**flip.__dict__, "outcome": outcome, "why": why}

    def _outcome(self, place: Path) -> tuple[str, str]:
        try:
            with Casebook.open(place / BOOK, PASSPHRASE, by="looker") as book:
                report = book.verify()
                if not report.fine:
                    return "noticed", report.problems[0].message_id
                same = _state(book) == self.confirmed
        except ChronologyError as error:
            return "noticed", error.message_id
        return ("no effect", "") if same else ("SILENT", "records differ")

    def found_in_the_clear(self) -> list[str]:
        """Return the kinds of planted words that stand in any file that the programs left."""
        secret = bytes.fromhex(self._data_key)
        code = keys.recovery_code(secret)
        words = {
            "passphrase": [PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-le")],
            "data key": [secret, self._data_key.encode(), code.encode(),
                         code.replace("-", "").encode()],
            "name": [n.encode(coding) for n in names() for coding in ("utf-8", "utf-16-le")],
        }  # fmt: skip
        kept = [data for place in (self.closed, self.killed) for data in _contents(place).values()]
        return [kind for kind, listed in words.items() if any(w in d for w in listed for d in kept)]


def state_of(folder: Path) -> dict[str, str]:
    """Return what a casebook says: every record's text and every original's hash."""
    with Casebook.open(folder / BOOK, PASSPHRASE, by="looker") as book:
        return _state(book)


def _state(book: Casebook) -> dict[str, str]:
    queries = book.queries
    case_id = queries.case_by_reference(REFERENCE).id
    found = {"head": queries.head(case_id)}
    for cls in RECORD_CLASSES:
        for record in queries.records(cls, case_id):
            found[f"{cls.__name__} {record.id}"] = canonical_json(record)
    for source in queries.sources(case_id):
        data = queries.original(source.sha256)
        found[f"original {source.sha256}"] = hashlib.sha256(data).hexdigest()
    return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(".lock")
    }


def _write(out: Path, results: list[dict[str, Any]], scene: Scene, *, ended: bool) -> None:
    by_place = Counter(f"{r['state']} {r['file']}: {r['outcome']}" for r in results)
    report = {
        "flips": len(results),
        "ended": ended,
        "held": held(results),
        "outcomes": dict(Counter(r["outcome"] for r in results)),
        "by_place": dict(sorted(by_place.items())),
        "reasons": dict(Counter(r["why"] for r in results if r["why"])),
        "journal_headers": len(scene.header_starts()),
        "journal_header_bytes_flipped": len(
            {r["byte"] for r in results if r["state"] == "killed" and r["file"] == _JOURNAL}
            & {s + n for s in scene.header_starts() for n in range(HEADER.size)}
        ),
        "planted_names": len(names()),
        "found_in_the_clear": scene.found_in_the_clear(),
        "silent": [r for r in results if r["outcome"] == "SILENT"],
    }
    out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
