"""The parts of a suggestion that names several things: each with the words that it rests on.

Each part then becomes an event as in `decisions`; what was suggested goes to the part in whose
words it was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chronology_app.commands.fields import Basis, Fields
from chronology_app.commands.quotes import SourceText, Span
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import Passage, Suggestion


def split_basis(basis: Basis, fields: Fields) -> list[tuple[Basis, dict[str, Any]]]:
    """Return for each part what it is built of, and its own fields.

    `fields`: {"parts": [{"quote", ...fields}]}; a quote is words of the suggestion (or else of its
    source), or {"start", "end", "passage"} in characters of a passage, by its index in the source.
    Errors: BadValueError for fewer than two parts or a place outside; UnknownRecordError for words
        that are not there.
    """
    suggestion = basis.suggestion
    parts = fields.get("parts") or []
    if suggestion is None or len(parts) < 2:
        raise BadValueError("error.split_parts")
    found = []
    for part in parts:
        spans = _spans(basis, part.get("quote"))
        own = {name: value for name, value in part.items() if name != "quote"}
        found.append((replace(basis, spans=spans, suggestion=_share(suggestion, spans)), own))
    return found


def _spans(basis: Basis, quote: object) -> tuple[Span, ...]:
    if isinstance(quote, dict):
        return (_at(basis, quote),)
    words = str(quote or "")
    spans = _inside(basis, words) or basis.find(words)
    if not spans:
        raise UnknownRecordError("error.quote_not_found", file=basis.source.file_name)
    return spans


def _at(basis: Basis, place: Mapping[str, Any]) -> Span:
    passages = {span.passage.index: span.passage for span in basis.spans}
    passage = passages.get(place.get("passage", basis.spans[0].passage.index))
    if passage is None or not 0 <= place["start"] < place["end"] <= len(passage.text):
        raise BadValueError("error.citation_place")
    return Span(passage, place["start"], place["end"])


def _inside(basis: Basis, words: str) -> tuple[Span, ...]:
    """Find words in what the suggestion quotes: they may stand elsewhere in the passage too."""
    cut: dict[str, tuple[Passage, Span]] = {}
    for span in basis.spans:
        part = replace(span.passage, id=f"{len(cut)}", text=span.quote)
        cut[part.id] = part, span
    found = SourceText([part for part, _ in cut.values()]).find(words)
    return tuple(
        Span(whole.passage, whole.start + one.start, whole.start + one.end)
        for one in found
        for _, whole in [cut[one.passage.id]]
    )


def _share(suggestion: Suggestion, spans: tuple[Span, ...]) -> Suggestion:
    """Return what of the suggestion stands in these words: the rest belongs to other parts."""
    words = " ".join(" ".join(span.quote for span in spans).split())
    found = {r.rule: r.words for r in suggestion.reasons}

    def is_here(rule: str) -> bool:
        return bool(found.get(rule)) and found[rule].casefold() in words.casefold()

    said = suggestion.child_words
    return replace(
        suggestion,
        fact=words,
        concern_types=tuple(t for t in suggestion.concern_types if is_here(f"type_{t}")),
        strength=suggestion.strength and is_here("strength"),
        child_words=said if said and " ".join(said.split()) in words else "",
        spells=tuple(s for s in suggestion.spells if is_here(f"spell_{s.edge}")),
    )
