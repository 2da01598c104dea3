"""The casebook's keys: the data key, its wrapping by a passphrase, and the recovery code.

The file `NAME.casebook.keys` holds the data key, wrapped; the casebook itself is opened elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chronology_app.errors import (
    BadValueError,
    DamagedCasebookError,
    MissingKeysError,
    WrongPassphraseError,
)
from chronology_app.store.files import clear_errors, real_path, write_whole

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_FORMAT = "chronology-keys"
_LARGEST_FILE = 16_384


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What Argon2id may cost. Bounds keep a damaged file from asking for all the memory."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 1

    def fits(self) -> bool:
        """Say whether a casebook of ours can have these costs."""
        return 8 <= self.memory_kib <= 1_048_576 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 8


def full_cost() -> KdfCost:
    """Return the cost of every casebook that people use. Tests pass another factory."""
    return KdfCost()


CostFactory = Callable[[], KdfCost]


def new_data_key() -> bytes:
    """Return a fresh random data key (256 bits)."""
    return secrets.token_bytes(KEY_BYTES)


def keys_path(book: Path) -> Path:
    """Return where a casebook's wrapped key is kept."""
    book = real_path(book)
    return book.with_name(book.name + ".keys")


def write_keys(
    book: Path, data_key: bytes, passphrase: str, casebook_id: str, cost: KdfCost
) -> None:
    """Wrap the data key with a passphrase and write the `.keys` file, whole or not at all.

    Errors: BadValueError for an empty passphrase, FolderError.
    """
    header = {
        "casebook": casebook_id,
        "cipher": "aes-256-gcm",
        "format": _FORMAT,
        "kdf": "argon2id",
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "nonce": secrets.token_hex(_NONCE_BYTES),
        "passes": cost.passes,
        "salt": secrets.token_hex(_SALT_BYTES),
        "version": 1,
    }
    wrapping = AESGCM(_passphrase_key(passphrase, header))
    wrapped = wrapping.encrypt(bytes.fromhex(str(header["nonce"])), data_key, _canonical(header))
    body: dict[str, object] = {**header, "wrapped": wrapped.hex()}
    write_whole(keys_path(book), _with_check(body))


@contextmanager
def restored_on_failure(book: Path) -> Iterator[None]:
    """Put the `.keys` file back when the block fails: no error may change a passphrase."""
    path = keys_path(book)
    before = path.read_bytes() if path.exists() else None
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != before:
            write_whole(path, before)
        raise


def read_data_key(book: Path, passphrase: str) -> bytes:
    """Unwrap the data key of a casebook.

    Errors: MissingKeysError, DamagedCasebookError (any byte of the file is not as written),
        WrongPassphraseError.
    """
    body = read_keys(book)
    wrapped = bytes.fromhex(str(body.pop("wrapped")))
    nonce = bytes.fromhex(str(body["nonce"]))
    try:
        return AESGCM(_passphrase_key(passphrase, body)).decrypt(nonce, wrapped, _canonical(body))
    except InvalidTag:
        raise WrongPassphraseError(path=str(book)) from None


def read_keys(book: Path) -> dict[str, object]:
    """Return the `.keys` file's fields after checking every byte of it.

    Errors: MissingKeysError, DamagedCasebookError, FolderError.
    """
    path = keys_path(book)
    if not path.exists():
        raise MissingKeysError(path=str(path))
    with clear_errors(path), path.open("rb") as handle:
        raw = handle.read(_LARGEST_FILE + 1)
    damaged = DamagedCasebookError("error.damaged_keys", path=str(path))
    try:
        body = json.loads(raw)
        body.pop("check")
        # The text must be the very text that we write: no byte of it is free to change.
        intact = raw == _with_check(body)
        ours = body["format"] == _FORMAT and body["version"] == 1
        if not (ours and intact and _cost(body).fits()):
            raise damaged
    except (ValueError, KeyError, TypeError, AttributeError):
        raise damaged from None
    return dict(body)


def _cost(body: dict[str, object]) -> KdfCost:
    values = body["memory_kib"], body["passes"], body["lanes"]
    memory, passes, lanes = (int(str(value)) for value in values)
    return KdfCost(memory, passes, lanes)


def _passphrase_key(passphrase: str, header: dict[str, object]) -> bytes:
    # The same words typed on another system may come composed otherwise.
    words = unicodedata.normalize("NFC", passphrase)
    if not words:
        raise BadValueError("error.empty_passphrase")
    cost = _cost(header)
    return hash_secret_raw(
        words.encode("utf-8"),
        bytes.fromhex(str(header["salt"])),
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


def _with_check(body: dict[str, object]) -> bytes:
    check = hashlib.sha256(_canonical(body)).hexdigest()
    lines = json.dumps({**body, "check": check}, sort_keys=True, indent=1)
    return lines.encode("ascii") + b"\n"


# --- the recovery code -------------------------------------------------------------------------

#: Crockford's base 32: no I, L, O or U, so that a code can be read aloud and copied by hand.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHECK_BYTES = 3
_CODE_LETTERS = (KEY_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP = 4


def recovery_code(data_key: bytes) -> str:
    """Return the data key as 14 groups of four letters and digits, with 24 check bits."""
    number = int.from_bytes(data_key + _check_bytes(data_key), "big")
    shifts = range(5 * (_CODE_LETTERS - 1), -1, -5)
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in shifts)
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def looks_like_recovery_code(words: str) -> bool:
    """Say whether words have the shape of a recovery code, whether or not it is right."""
    letters = _letters_of(words)
    return len(letters) == _CODE_LETTERS and set(letters) <= set(_LETTERS)


def read_recovery_code(words: str) -> bytes:
    """Return the data key that a recovery code stands for.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    Errors: WrongPassphraseError when a letter is mistyped, missing or too many.
    """
    if not looks_like_recovery_code(words):
        raise WrongPassphraseError("error.recovery_code_typo")
    number = 0
    for letter in _letters_of(words):
        number = number * 32 + _LETTERS.index(letter)
    raw = number.to_bytes(KEY_BYTES + _CHECK_BYTES, "big")
    data_key, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if check != _check_bytes(data_key):
        raise WrongPassphraseError("error.recovery_code_typo")
    return data_key


def _letters_of(words: str) -> str:
    kept = "".join(c for c in words.upper() if not c.isspace() and c not in "-‐‑‒–—")
    return kept.translate(_READ_AS)


def _check_bytes(data_key: bytes) -> bytes:
    return hashlib.sha256(b"chronology recovery code 1" + data_key).digest()[:_CHECK_BYTES]
