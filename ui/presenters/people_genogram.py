"""The family as a drawing: what stands for whom, in which symbols, with which words and legend.

Where everybody stands is in `chronology_app.layout.genogram`; how it is painted in
`widgets.genogram`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from chronology_app.layout.genogram import Genogram, Member, Tie, build_genogram
from chronology_app.model import Person
from chronology_app.model.codes import Role
from ui.presenters.people import People, is_unborn, life_words, role_words
from ui.presenters.people_family import PARENTAGE_KINDS
from ui.presenters.people_spells import households
from ui.words import say

Symbol = Literal["square", "circle", "diamond", "triangle"]


@dataclass(frozen=True, slots=True)
class Node:
    """One person of the drawing: symbol and words."""

    person_id: str
    name: str
    #: Age, due date or that somebody died.
    life: str
    symbol: Symbol
    is_case_child: bool
    is_dead: bool
    #: Everything that the symbol says, in words, for who cannot see it.
    spoken: str


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line of the legend: a sign (a symbol, "died", "case_child", a line ...) and its words."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class FamilyDrawing:
    """A family ready to be painted."""

    genogram: Genogram = field(default_factory=Genogram)
    nodes: dict[str, Node] = field(default_factory=dict)
    legend: tuple[LegendLine, ...] = ()
    #: The words for each household, by its number.
    households: tuple[str, ...] = ()

    @property
    def lone_parents(self) -> frozenset[str]:
        """Return those from whom alone a line leads to a child: it leaves below their words."""
        lines = self.genogram.descents
        return frozenset(line.parent_ids[0] for line in lines if len(line.parent_ids) == 1)


def build_family_drawing(found: People, today: date) -> FamilyDrawing:
    """Draw the people of a case; professionals among them are left out."""
    people = [p for p in found.people if p.role.strip().lower() != Role.PROFESSIONAL]
    members = [Member(p.id, _sex(p)) for p in people]
    ties = [Tie(t.child_id, t.parent_id, t.kind, t.until is not None) for t in found.parentage]
    homes = households(found)
    genogram = build_genogram(members, ties, [home.member_ids for home in homes])
    nodes = {p.id: _node(p, found, today) for p in people}
    return FamilyDrawing(
        genogram, nodes, tuple(_legend(genogram, nodes)), tuple(home.value for home in homes)
    )


def tie_words(kind: str) -> str:
    """Return the short words beside a line of descent; a birth needs none."""
    return "" if kind == "birth" else say(f"person.line.{kind}")


def _sex(person: Person) -> str:
    """Return "male" or "female"; a mother or father whose sex is not recorded is drawn as such."""
    if person.sex:
        return person.sex.strip().lower()
    return {"mother": "female", "father": "male"}.get(person.role.strip().lower(), "")


def _symbol(person: Person) -> Symbol:
    if is_unborn(person):
        return "triangle"
    shapes: dict[str, Symbol] = {"male": "square", "female": "circle"}
    return shapes.get(_sex(person), "diamond")


def _node(person: Person, found: People, today: date) -> Node:
    life = life_words(person, today)
    return Node(
        person.id, person.name, life, _symbol(person), person.is_child, person.died is not None,
        ". ".join(filter(None, _spoken(person, life, found))),
    )  # fmt: skip


def _spoken(person: Person, life: str, found: People) -> Iterator[str]:
    yield ", ".join(filter(None, (person.name, role_words(person.role), life)))
    sides = (("child_id", "parent_id", "of_child"), ("parent_id", "child_id", "of_parent"))
    for mine, theirs, side in sides:
        for kind in PARENTAGE_KINDS:
            names = [
                found.name(getattr(tie, theirs))
                for tie in found.parentage
                if getattr(tie, mine) == person.id and tie.kind == kind
            ]
            if any(names):
                yield say("person.spoken_tie", tie=say(f"person.{side}.{kind}"),
                          names=", ".join(names))  # fmt: skip


def _legend(genogram: Genogram, nodes: dict[str, Node]) -> Iterator[LegendLine]:
    """Give the lines for what the drawing holds, and for nothing else."""
    symbols = {node.symbol for node in nodes.values()}
    for symbol in ("square", "circle", "diamond", "triangle"):
        if symbol in symbols:
            yield LegendLine(symbol, say(f"person.legend.{symbol}"))
    signs = (
        ("case_child", any(node.is_case_child for node in nodes.values())),
        ("died", any(node.is_dead for node in nodes.values())),
        ("couple", any(not line.is_ended for line in genogram.couples)),
        (
            "ended",
            any(c.is_ended for c in genogram.couples) or any(d.is_ended for d in genogram.descents),
        ),
        ("household", bool(genogram.outlines)),
    )
    for sign, is_there in signs:
        if is_there:
            yield LegendLine(sign, say(f"person.legend.{sign}"))
