"""Builds what a spell recorded by hand becomes: a signed entry that says it, and its events.

One event begins it, one ends it; each cites the line of the entry that says so. Which spells a
child has is derived from the events' marks in `analysis.spells`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chronology_app.commands.decisions import build_event
from chronology_app.commands.family import Family
from chronology_app.commands.fields import Basis
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Entry, Locator, Passage, Person, Record, Source
from chronology_app.model.codes import ConfirmedHow, Kind, Level, RecordClass, SourceKind, SpellKind
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: What sort of event begins or ends a spell of each kind.
_EVENT_KINDS = {
    SpellKind.LEVEL_OF_HELP: Kind.DECISION,
    SpellKind.LEGAL_STATUS: Kind.LEGAL_STEP,
    SpellKind.WORKER: Kind.CHANGE_OF_WORKER,
    SpellKind.PLACEMENT: Kind.MOVE,
    SpellKind.HOUSEHOLD: Kind.MOVE,
    SpellKind.AREA: Kind.MOVE,
    SpellKind.SERVICE: Kind.SERVICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellWords:
    """A spell as a person gave it."""

    kind: str
    value: str
    starts: FuzzyDate | None
    ends: FuzzyDate | None
    author: str
    post: str = ""
    how_known: str = ""
    evidence: str = "reported"
    agency: str = "childrens_social_care"
    record_class: str = "ordinary"
    #: The language of the entry.
    language: str = "en"


@dataclass(frozen=True, slots=True)
class BuiltSpell:
    """The records of a spell, and the bytes of the entry that says it."""

    data: bytes
    source: Source
    passages: tuple[Passage, ...]
    records: tuple[Record, ...]


def check_value(kind: str, value: str) -> None:
    """Refuse a kind of spell that is none, an empty value and an unknown level of help."""
    if kind not in set(SpellKind):
        raise BadValueError("error.spell_kind", value=kind)
    if not value.strip():
        raise BadValueError("error.spell_value")
    if kind == SpellKind.LEVEL_OF_HELP and value not in set(Level):
        raise BadValueError("error.spell_level", value=value)


def build_spell(
    words: SpellWords,
    children: Sequence[Person],
    family: Family,
    case_id: str,
    by: str,
    at: datetime,
) -> BuiltSpell:
    """Build a spell's entry with its source and passages, and one event for each date given.

    Errors: BadValueError, as `casefile` says of `add_spell`.
    """
    _check(words, children)
    edges = [(e, d) for e, d in (("starts", words.starts), ("ends", words.ends)) if d is not None]
    text = "\n".join(_lines(words, children))
    data = text.encode("utf-8")
    source = _source(words, data, case_id, edges[0][1])
    entry = Entry(
        case_id=case_id, source_id=source.id, author=words.author, post=words.post,
        written_at=at, date=edges[0][1], form="spell",
        fields={"kind": words.kind, "value": words.value, "how_known": words.how_known},
    )  # fmt: skip
    passages = tuple(
        Passage(case_id=case_id, source_id=source.id, index=n, locator=Locator(line=n + 1),
                text=line, kind="line", record_class=source.record_class)
        for n, line in enumerate(text.split("\n"))
    )  # fmt: skip
    find = SourceText(passages).find
    records: list[Record] = [source, entry, *passages]
    for (edge, when), passage in zip(edges, passages[1:], strict=False):
        # The first line says for whom and what; the next ones say when it began and ended.
        spans = tuple(Span(p, 0, len(p.text)) for p in (passages[0], passage))
        fields = _fields(words, children, edge, when)
        basis = Basis(case_id, source, spans, None, find)
        event, built = build_event(basis, fields, family, by=by, at=at)
        by_hand = replace(event, confirmed_how=ConfirmedHow.BY_HAND)
        records += [by_hand if record is event else record for record in built]
    return BuiltSpell(data, source, passages, tuple(records))


def _check(words: SpellWords, children: Sequence[Person]) -> None:
    check_value(words.kind, words.value)
    if not children:
        raise BadValueError("error.spell_child")
    if words.starts is None and words.ends is None:
        raise BadValueError("error.spell_date")
    if words.starts and words.ends and words.ends.definitely_before(words.starts):
        raise BadValueError("error.spell_backwards")
    if not words.author.strip():
        raise BadValueError("error.entry_incomplete")


def _value(words: SpellWords) -> str:
    level = words.kind == SpellKind.LEVEL_OF_HELP
    return label("level", words.value, words.language) if level else words.value.strip()


def _lines(words: SpellWords, children: Sequence[Person]) -> list[str]:
    names = ", ".join(child.name for child in children)
    lang, what = words.language, label("spell", words.kind, words.language)
    lines = [say("family.entry.what", lang, names=names, kind=what, value=_value(words))]
    if words.starts is not None:
        lines.append(say("family.entry.starts", lang, date=_said(words.starts, lang)))
    if words.ends is not None:
        lines.append(say("family.entry.ends", lang, date=_said(words.ends, lang)))
    if known := " ".join(words.how_known.split()):
        lines.append(say("family.entry.how_known", lang, words=known))
    return lines


def _said(when: FuzzyDate, language: str) -> str:
    """Return a date in the words in which it was given."""
    return " ".join(when.text.split()) or date_words(when, language)


def _fields(
    words: SpellWords, children: Sequence[Person], edge: str, when: FuzzyDate
) -> dict[str, object]:
    fact = say(f"family.fact.{words.kind}.{edge}", words.language, value=_value(words))
    return {
        "fact": fact[:1].upper() + fact[1:],
        "kind": str(_EVENT_KINDS[SpellKind(words.kind)]),
        "date": {"edtf": when.edtf, "text": when.text, "modifier": when.modifier},
        "children": [child.name for child in children],
        "author": words.author,
        "evidence": words.evidence,
        "agency": words.agency,
        "class": words.record_class,
        "spells": [{"kind": words.kind, "value": words.value.strip(), "edge": edge}],
    }


def _source(words: SpellWords, data: bytes, case_id: str, when: FuzzyDate) -> Source:
    return Source(
        case_id=case_id,
        kind=SourceKind.ENTRY,
        format="txt",
        media_type="text/plain",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        citation_title=words.author,
        maker=words.author,
        document_date=when,
        agency=words.agency,
        record_class=RecordClass(words.record_class),
    )
