"""Reads a rollback journal strictly, before the database may act on it.

SQLite passes over a journal whose header it cannot read, and believes the rest of a header that it
can: one flipped bit shows half a step as done, or cuts the file. Here every byte that has an
effect is checked: the header's fields against the file, and each saved page by the seal that
SQLCipher put on it. Playing the journal back is left to the database (see `recovery`).

Format: sqlite.org/fileformat2.html section 3 and `pager.c`; seals: SQLCipher 4 (AES-256-CBC,
HMAC-SHA512 over the page, its IV and its number).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MAGIC = bytes.fromhex("d9d505f920a163d7")
HEADER = struct.Struct(">8sIIIII")
PAGE_BYTES = 4096

_SALT_BYTES = 16
_IV_BYTES = 16
_SEAL_BYTES = 64
_RECORD_BYTES = 4 + PAGE_BYTES + 4
_SECTORS = tuple(1 << n for n in range(9, 17))
_UNSYNCED = bytes(12)


class BadJournalError(Exception):
    """The journal is not as the database wrote it."""


@dataclass(frozen=True, slots=True)
class _Header:
    magic: bytes
    count: int
    nonce: int
    pages: int
    sector: int
    page_bytes: int

    @property
    def is_unsynced(self) -> bool:
        """Not yet made to count: nothing in the casebook has been changed on its strength."""
        return self.magic == bytes(8) and self.count == 0


class PageSeals:
    """Checks and opens pages of an encrypted file with its key."""

    def __init__(self, data_key: bytes, salt: bytes) -> None:
        self._key = data_key
        seal_salt = bytes(byte ^ 0x3A for byte in salt)
        self._seal_key = hashlib.pbkdf2_hmac("sha512", data_key, seal_salt, 2, len(data_key))

    def fits(self, number: int, page: bytes) -> bool:
        """Say whether a page is whole, and is the page of this number."""
        first = _SALT_BYTES if number == 1 else 0
        sealed, seal = page[first:-_SEAL_BYTES], page[-_SEAL_BYTES:]
        measured = hmac.digest(self._seal_key, sealed + struct.pack("<I", number), "sha512")
        return hmac.compare_digest(measured, seal)

    def page_count(self, first_page: bytes) -> int:
        """Return how many pages the file has, as its first page says (offset 28)."""
        iv = first_page[-_SEAL_BYTES - _IV_BYTES : -_SEAL_BYTES]
        opener = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        start = opener.update(first_page[_SALT_BYTES : 2 * _SALT_BYTES])
        return int.from_bytes(start[28 - _SALT_BYTES : 32 - _SALT_BYTES], "big")


def is_to_be_played(book: Path, journal: Path, data_key: bytes) -> bool:
    """Say whether the database must play this journal back; False: it never came to count.

    Errors: BadJournalError for anything that the database did not write; OSError.
    """
    with book.open("rb") as pages, journal.open("rb") as saved:
        first_page = pages.read(PAGE_BYTES)
        seals = PageSeals(data_key, first_page[:_SALT_BYTES])
        return _Reader(saved, seals, first_page, book.stat().st_size // PAGE_BYTES).check()


class _Reader:
    def __init__(
        self, saved: BinaryIO, seals: PageSeals, first_page: bytes, pages_now: int
    ) -> None:
        self._saved = saved
        self._seals = seals
        self._first_page = first_page
        self._pages_now = pages_now
        self._size = saved.seek(0, 2)
        self._seen: set[int] = set()
        self._old_first_page: bytes | None = None

    def check(self) -> bool:
        if self._at(0, len(_UNSYNCED)) == _UNSYNCED[: self._size]:
            return False
        first = self._header(0)
        if first is None or first.is_unsynced:
            raise BadJournalError
        position = 0
        header: _Header | None = first
        while header is not None and not header.is_unsynced:
            self._check_header(header, first)
            position = self._check_records(header, position + header.sector)
            header = self._next(header, position)
            position = _aligned(position, first.sector)
        self._check_page_count(first.pages)
        return True

    def _header(self, position: int) -> _Header | None:
        raw = self._at(position, HEADER.size)
        if len(raw) < HEADER.size:
            return None
        return _Header(*HEADER.unpack(raw))

    def _check_header(self, header: _Header, first: _Header) -> None:
        fits = (
            header.magic == MAGIC
            and header.page_bytes == PAGE_BYTES
            and header.sector in _SECTORS
            and (header.pages, header.sector) == (first.pages, first.sector)
            and 0 < header.pages <= self._pages_now
        )
        if not fits:
            raise BadJournalError

    def _check_records(self, header: _Header, position: int) -> int:
        """Check all records that a header counts; return where they end."""
        if position + header.count * _RECORD_BYTES > self._size:
            raise BadJournalError
        for _ in range(header.count):
            number, page, whole = self._record(position, header.nonce)
            if not whole or not 1 <= number <= header.pages or number in self._seen:
                raise BadJournalError
            self._seen.add(number)
            if number == 1:
                self._old_first_page = page
            position += _RECORD_BYTES
        return position

    def _record(self, position: int, nonce: int) -> tuple[int, bytes, bool]:
        raw = self._at(position, _RECORD_BYTES)
        if len(raw) < _RECORD_BYTES:
            return 0, b"", False
        number, check = struct.unpack(">I", raw[:4])[0], struct.unpack(">I", raw[-4:])[0]
        page = raw[4:-4]
        whole = check == _checksum(nonce, page) and self._seals.fits(number, page)
        return number, page, whole

    def _next(self, header: _Header, end: int) -> _Header | None:
        """Return the header that follows a header's records; None where the journal ends.

        One more good record than the header counts means that its count is not what it was.
        """
        if self._record(end, header.nonce)[2]:
            raise BadJournalError
        start = _aligned(end, header.sector)
        following = self._header(start)
        if following is None:
            if any(self._at(end, header.sector + HEADER.size)):
                raise BadJournalError
            return None
        if following.magic != MAGIC and not following.is_unsynced:
            raise BadJournalError
        return following

    def _check_page_count(self, pages: int) -> None:
        """The journal's page count must be what the casebook's own first page said before."""
        first_page = self._old_first_page or self._first_page
        if not self._seals.fits(1, first_page) or self._seals.page_count(first_page) != pages:
            raise BadJournalError

    def _at(self, position: int, length: int) -> bytes:
        self._saved.seek(position)
        return self._saved.read(length)


def _aligned(position: int, sector: int) -> int:
    return -(-position // sector) * sector


def _checksum(nonce: int, page: bytes) -> int:
    return (nonce + sum(page[PAGE_BYTES - 200 : 0 : -200])) & 0xFFFFFFFF
