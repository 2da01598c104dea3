"""Says whether a source speaks of children at all: a contract or a tax letter does not.

Owns that one question; which children a fact is about belongs to `subjects`.
"""

from __future__ import annotations

from chronology_app.model import RawPassage
from chronology_app.reading.lexicon import Lexicon
from chronology_app.reading.names import People

#: In so many characters somebody speaks at least once of a child or of one of the family.
_CHARACTERS_PER_WORD = 3_000


def speaks_of_children(passages: tuple[RawPassage, ...], people: People, lexicon: Lexicon) -> bool:
    """Say whether a source holds words for children and families, or names this family's people.

    A short note may do without ("House clean and warm"): it is taken to be about the family.
    Initials alone name nobody here: "CP" stands for many things. The search ends as soon as there
    are enough for the length of the source, so a record of the family is settled in its first
    lines.
    """
    words = lexicon.only("about_children")
    length = sum(len(passage.text) for passage in passages)
    wanted = length // _CHARACTERS_PER_WORD
    if wanted == 0:
        return True
    for passage in passages:
        wanted -= len(words.find(passage.text))
        wanted -= sum(named.rule != "initials" for named in people.find(passage.text))
        if wanted <= 0:
            return True
    return False
