"""Invents names, files and suggestions for the long runs; nobody in them ever lived."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    ImportProblem,
    Locator,
    Passage,
    Person,
    Reason,
    Source,
    SpanRef,
    Suggestion,
    derived_id,
)

_STARTS = "Bran Cael Dorv Elun Fask Gwil Hesk Ivar Jorl Kesh Lomb Myrd Nask Orvy Pell".split()
_ENDS = "wynthor ettigan obrask ulverde ansquil omberly ickthwa ardusk enflow itchorn".split()
_TYPES = ("medical", "nutritional", "emotional", "educational", "physical", "supervision")


def names(count: int = 500) -> list[str]:
    """Return different names that stand nowhere else."""
    chance = random.Random(77)
    found: dict[str, None] = {}
    while len(found) < count:
        first = chance.choice(_STARTS) + chance.choice(_ENDS)
        last = chance.choice(_STARTS) + chance.choice(_ENDS) + chance.choice(_ENDS)
        found[f"{first} {last}"] = None
    return list(found)


def family() -> list[Person]:
    """Return three children and two parents."""
    listed = names()
    roles = ("child", "child", "child", "mother", "father")
    return [
        Person(name=name, role=role, position=place)
        for place, (name, role) in enumerate(zip(listed, roles, strict=False))
    ]


@dataclass(frozen=True)
class InventedFile:
    """A file as an import would hand it over."""

    source: Source
    data: bytes
    passages: list[Passage]
    problems: list[ImportProblem]
    suggestions: list[Suggestion]


def invented_file(
    case_id: str, batch_id: str | None, chance: random.Random, lines: int
) -> InventedFile:
    """Return a file of so many lines, every second of which something is suggested about."""
    listed = names()
    day = date(2017, 1, 1) + timedelta(days=chance.randrange(1500))
    texts = [_line(chance, listed, day + timedelta(days=n)) for n in range(lines)]
    data = "\n".join(texts).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(
        case_id=case_id, file_name=f"{chance.choice(listed)}.txt", format="txt",
        size_bytes=len(data), sha256=sha256, citation_title=f"Record {sha256[:6]}",
        agency="health_visiting", batch_id=batch_id,
    )  # fmt: skip
    passages = [
        Passage(case_id=case_id, source_id=source.id, index=n, locator=Locator(line=n + 1),
                text=text, kind="line")
        for n, text in enumerate(texts)
    ]  # fmt: skip
    suggestions = [_suggestion(p, sha256, listed[n % 3]) for n, p in enumerate(passages[::2])]
    problem = ImportProblem(
        case_id=case_id, source_id=source.id, batch_id=batch_id, code="empty_page"
    )
    return InventedFile(source, data, passages, [problem], suggestions)


def _line(chance: random.Random, listed: list[str], day: date) -> str:
    who, whom = chance.sample(listed, 2)
    return f"{day:%d/%m/%Y} {who} visited; {whom} had not eaten ({chance.randrange(10**9)})."


def _suggestion(passage: Passage, sha256: str, child: str) -> Suggestion:
    words = passage.text[:10]
    day = "-".join(reversed(words.split("/")))
    span = SpanRef(
        passage_index=passage.index, locator=passage.locator, start=0, end=len(passage.text),
        quote=passage.text,
    )  # fmt: skip
    return Suggestion(
        id=derived_id(sha256, str(passage.index)),
        case_id=passage.case_id,
        source_id=passage.source_id,
        date=FuzzyDate.parse(day, words),
        fact=passage.text[11:],
        children=(child,),
        concern_types=(_TYPES[passage.index % len(_TYPES)],),
        spans=(span,),
        reasons=(Reason(rule="lexicon", words="had not eaten"),),
    )
