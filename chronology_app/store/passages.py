"""The digest over all passages of a source, kept in the log so that none can be changed later.

It covers where the words stand and what they are, not the class: a person may decide that. What a
person types into a source later (`Passage.is_typed_later`) is not part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from chronology_app.model import Passage
from chronology_app.model.serial import digest

#: The steps whose parameters hold such a digest, as "source_id" and "passages_sha256".
IMPORTS = (
    "import_file", "add_entry", "correct_entry", "add_spell", "paste_text", "add_photograph",
)  # fmt: skip

#: A passage's place in its source, and the digest of what it says.
Piece = tuple[int, str]


def piece_of(passage: Passage) -> Piece:
    """Return a passage's share in the digest of its source."""
    said = {
        "index": passage.index, "kind": passage.kind, "level": passage.level,
        "locator": passage.locator, "text": passage.text,
    }  # fmt: skip
    return passage.index, digest(said)


def digest_of(pieces: Iterable[Piece]) -> str:
    """Return the digest over a source's pieces, in whatever order they are given."""
    listed = "\n".join(said for _, said in sorted(pieces))
    return hashlib.sha256(listed.encode("ascii")).hexdigest()


def params_for(source_id: str, passages: Iterable[Passage]) -> dict[str, str]:
    """Return what an importing step writes into the log about its passages."""
    pieces = digest_of(piece_of(passage) for passage in passages)
    return {"source_id": source_id, "passages_sha256": pieces}
