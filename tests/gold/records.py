"""Loads the marked material: families with their records and events, and lines with their dates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chronology_app.model import Locator, RawPassage
from chronology_app.reading.document import PersonHint, SourceText, hints_of

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Mention:
    """Where one record tells of an event: the file and the shortest words that say it."""

    file: str
    quote: str


@dataclass(frozen=True)
class MarkedEvent:
    """One event of the key, as a careful reader marked it."""

    id: str
    #: All values that are fair, the best first.
    dates: tuple[str, ...]
    children: frozenset[str]
    agency: str
    kind: str
    types: frozenset[str]
    #: (child, need)
    needs: frozenset[tuple[str, str]]
    record_class: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Family:
    """An invented family: its people, its records as passages, and the key."""

    name: str
    people: tuple[PersonHint, ...]
    sources: tuple[SourceText, ...]
    events: tuple[MarkedEvent, ...]
    #: (file, words) that must not be put forward, and that may or may not be.
    noise: tuple[Mention, ...] = field(default=())
    optional: tuple[Mention, ...] = field(default=())


def family_names() -> list[str]:
    """Return the names of the families that are there."""
    return sorted(file.stem for file in (HERE / "families").glob("*.json"))


def load_family(name: str) -> Family:
    """Load one family."""
    told = json.loads((HERE / "families" / f"{name}.json").read_text(encoding="utf-8"))
    return Family(
        name=name,
        people=hints_of(told["people"]),
        sources=tuple(_source(row) for row in told["sources"]),
        events=tuple(_event(row) for row in told["events"]),
        noise=tuple(Mention(row["file"] or "", row["text"] or "") for row in told["noise"]),
        optional=tuple(Mention(row["file"] or "", row["text"] or "") for row in told["optional"]),
    )


def load_lines() -> tuple[dict[str, list[str]], dict[str, list[dict[str, Any]]]]:
    """Return the marked lines of each text and the dates in them, `line` from 0."""
    texts: dict[str, list[str]] = {}
    places: dict[tuple[str, int], int] = {}
    for row in json.loads((HERE / "dates" / "lines.json").read_text(encoding="utf-8")):
        lines = texts.setdefault(row["doc"], [])
        places[row["doc"], row["line"]] = len(lines)
        lines.append(row["text"])
    marked: dict[str, list[dict[str, Any]]] = {name: [] for name in texts}
    key = (HERE / "dates" / "marked.jsonl").read_text(encoding="utf-8")
    for line in key.splitlines():
        row = json.loads(line)
        marked[row["doc"]].append({**row, "line": places[row["doc"], row["line"]]})
    return texts, marked


def _source(row: Mapping[str, Any]) -> SourceText:
    passages = tuple(
        RawPassage(
            index=number,
            locator=Locator(**one["at"]),
            text=one["text"],
            kind=one["kind"],
            level=one.get("level"),
        )
        for number, one in enumerate(row["passages"])
    )
    return SourceText(
        file_name=row["file"],
        sha256=hashlib.sha256(row["file"].encode()).hexdigest(),
        passages=passages,
        metadata=row["metadata"],
    )


def _event(row: Mapping[str, Any]) -> MarkedEvent:
    return MarkedEvent(
        id=row["id"],
        dates=(row["edtf"], *row.get("edtf_alt", ())),
        children=frozenset(row["children"]),
        agency=row["agency"],
        kind=row["kind"],
        types=frozenset(row["neglect_types"]),
        needs=frozenset((child, need) for child, needs in row["impact"].items() for need in needs),
        record_class=row.get("class", "ordinary"),
        mentions=_mentions(row["mentions"]),
    )


def _mentions(rows: Sequence[Mapping[str, Any]]) -> tuple[Mention, ...]:
    return tuple(Mention(row["file"], row.get("quote_full") or row["quote"]) for row in rows)
