"""What every record has: a random id, its case and a version that rises with each change."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from types import MappingProxyType

#: Put on a field that a class got after casebooks with it were written. While such a field holds
#: its default it is left out of the plain form, so that what older logs say of a record stays true.
LATER = MappingProxyType({"later": True})


def new_id() -> str:
    """Return a fresh random 128-bit id as 32 lower-case hex digits."""
    return secrets.token_hex(16)


def derived_id(*parts: str) -> str:
    """Return a 128-bit id that is the same whenever the parts are the same (suggestions)."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
    return digest[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The base of all stored records. Records never change: a command stores a newer version."""

    #: 32 hex digits, unique everywhere.
    id: str = field(default_factory=new_id)
    #: The case it belongs to; empty for records of the whole casebook.
    case_id: str = ""
    #: 1 when made; each change adds one.
    row_version: int = 1
