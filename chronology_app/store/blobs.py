"""Keeps originals byte for byte under their SHA-256, once for the whole casebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from chronology_app.errors import UnknownRecordError
from chronology_app.store.tables import BLOB

PIECE_BYTES = 1 << 20


def add(connection: Connection, data: bytes) -> str:
    """Keep bytes, unless they are kept already; return their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not has(connection, sha256):
        rows = [
            {"sha256": sha256, "position": position, "data": data[at : at + PIECE_BYTES]}
            for position, at in enumerate(range(0, max(len(data), 1), PIECE_BYTES))
        ]
        for row in rows:
            connection.execute(insert(BLOB), row)
    return sha256


def has(connection: Connection, sha256: str) -> bool:
    """Say whether these bytes are kept."""
    query = select(BLOB.c.sha256).where(BLOB.c.sha256 == sha256).limit(1)
    return connection.execute(query).first() is not None


def get(connection: Connection, sha256: str) -> bytes:
    """Return bytes by their SHA-256. Errors: UnknownRecordError."""
    if not has(connection, sha256):
        raise UnknownRecordError("error.no_original", id=sha256)
    return b"".join(_pieces(connection, sha256))


def actual_sha256(connection: Connection, sha256: str) -> str:
    """Return what the bytes kept under a SHA-256 really hash to."""
    measured = hashlib.sha256()
    for piece in _pieces(connection, sha256):
        measured.update(piece)
    return measured.hexdigest()


def ids(connection: Connection) -> list[str]:
    """Return the SHA-256 of everything that is kept."""
    return list(connection.scalars(select(BLOB.c.sha256).distinct().order_by(BLOB.c.sha256)))


def _pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    positions = select(BLOB.c.position).where(BLOB.c.sha256 == sha256).order_by(BLOB.c.position)
    for position in connection.scalars(positions).all():
        query = select(BLOB.c.data).where(BLOB.c.sha256 == sha256, BLOB.c.position == position)
        yield connection.execute(query).scalar_one()
