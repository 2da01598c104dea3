"""What a proposal of court wording is made of, and what has to be known to make one.

Owns the shapes only; what is changed is decided by the modules that import this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chronology_app.model import Suggestion
from chronology_app.reading.document import PersonHint


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """A stretch of the fact that says the same in other words."""

    #: Its place in the fact.
    start: int
    end: int
    old: str
    new: str
    #: "abbreviation" "short" "slang" "family" "person" "writer" "subject" "section".
    rule: str

    @property
    def reason(self) -> str:
        """The message that says why: {old} and {new} are its parameters."""
        return f"court_words.change.{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMark:
    """A stretch of a wording that a person is to look at; nothing was changed there."""

    start: int
    end: int
    words: str
    #: "verdict" "slang" "writer" "abbreviation" "subject" "pronoun".
    kind: str
    #: What it may stand for, or what to say instead; empty where only a person can tell.
    instead: tuple[str, ...] = ()
    #: For a verdict: the group whose message says what to write.
    group: str = ""

    @property
    def advice(self) -> str:
        """The message that says what to do: {words} and {instead} are its parameters."""
        if self.group:
            return f"court_words.instead.{self.group}"
        several = ("", ".one", ".choose")[min(len(self.instead), 2)]
        return f"court_words.mark.{self.kind}{several}"


@dataclass(frozen=True, slots=True)
class CourtWording:
    """A wording for a court document, proposed beside a fact. Nothing uses it by itself."""

    text: str
    changes: tuple[WordChange, ...] = ()
    #: What a person has to complete or look at; places are in `text`.
    marks: tuple[WordMark, ...] = ()

    @property
    def is_same(self) -> bool:
        """Say whether the fact can stand as it is, as far as the rules see."""
        return not self.changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around a fact: nothing beyond it is used."""

    #: Everybody in the case.
    people: tuple[PersonHint, ...] = ()
    #: Full names of the children whom the fact is about.
    children: tuple[str, ...] = ()
    #: Full names of everybody whom the fact names, children too.
    named: tuple[str, ...] = ()
    #: Who wrote the source, as the source or its maker has it; empty: not known.
    author: str = ""
    #: Agency code: whose record it is.
    agency: str = "other"
    #: A child's exact words, which stay although no marks stand round them.
    child_words: tuple[str, ...] = ()
    #: Reading has worked out which child the leading "he" or "she" is.
    is_pronoun_known: bool = False

    @classmethod
    def of(cls, suggestion: Suggestion, people: Sequence[PersonHint], maker: str = "") -> Around:
        """Return what a suggestion tells; `maker`: who made its source, where it says no author."""
        spoken = suggestion.child_words.split(" / ") if suggestion.child_words else ()
        return cls(
            people=tuple(people),
            children=suggestion.children,
            named=tuple(dict.fromkeys(person.name for person in suggestion.people)),
            author=suggestion.author or maker,
            agency=suggestion.recorded_by,
            child_words=tuple(words for words in spoken if words.strip()),
            is_pronoun_known=any(r.rule == "child_pronoun" for r in suggestion.reasons),
        )
