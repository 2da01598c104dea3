"""The data key is wrapped, every byte of the keys file counts, a mistyped code is noticed."""

from __future__ import annotations

import json
import random

import pytest

from chronology_app.errors import (
    BadValueError,
    DamagedCasebookError,
    MissingKeysError,
    WrongPassphraseError,
)
from chronology_app.store import keys
from chronology_app.store.keys import KdfCost

CHEAP = KdfCost(8, 1, 1)
WORDS = "eleven grey slates"


@pytest.fixture
def wrapped(tmp_path):
    book = tmp_path / "a.casebook"
    key = keys.new_data_key()
    keys.write_keys(book, key, WORDS, "book-1", CHEAP)
    return book, key


def test_the_passphrase_gives_the_data_key_and_another_does_not(wrapped):
    book, key = wrapped
    assert keys.read_data_key(book, WORDS) == key
    with pytest.raises(WrongPassphraseError):
        keys.read_data_key(book, WORDS + " ")


def test_a_composed_and_a_decomposed_letter_are_the_same_passphrase(tmp_path):
    book = tmp_path / "a.casebook"
    keys.write_keys(book, b"k" * 32, "caf\u00e9", "b", CHEAP)
    assert keys.read_data_key(book, "cafe\u0301") == b"k" * 32


def test_only_the_owner_may_read_the_keys_and_neither_secret_stands_in_them(wrapped):
    book, key = wrapped
    path = keys.keys_path(book)
    assert path.stat().st_mode & 0o777 == 0o600
    raw = path.read_bytes()
    assert WORDS.encode() not in raw
    assert key not in raw
    assert key.hex().encode() not in raw
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_every_flipped_bit_is_noticed_before_any_memory_is_spent(wrapped, monkeypatch):
    book, _ = wrapped
    monkeypatch.setattr(keys, "hash_secret_raw", None)
    path = keys.keys_path(book)
    raw = path.read_bytes()
    for place in range(len(raw)):
        for bit in range(8):
            flipped = bytearray(raw)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            with pytest.raises(DamagedCasebookError):
                keys.read_data_key(book, WORDS)


def test_a_rewritten_cost_out_of_bounds_is_refused(wrapped):
    book, _ = wrapped
    path = keys.keys_path(book)
    body = json.loads(path.read_bytes())
    body.pop("check")
    body["memory_kib"] = 2**40
    path.write_bytes(keys._with_check(body))
    with pytest.raises(DamagedCasebookError):
        keys.read_data_key(book, WORDS)


def test_a_rewritten_parameter_within_bounds_does_not_open(wrapped):
    book, _ = wrapped
    path = keys.keys_path(book)
    body = json.loads(path.read_bytes())
    body.pop("check")
    body["casebook"] = "book-2"
    path.write_bytes(keys._with_check(body))
    with pytest.raises(WrongPassphraseError):
        keys.read_data_key(book, WORDS)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b"\xff\xfe", b"x" * 40_000, b"null"])
def test_a_foreign_file_is_damaged_keys(tmp_path, raw):
    book = tmp_path / "a.casebook"
    keys.keys_path(book).write_bytes(raw)
    with pytest.raises(DamagedCasebookError, match="damaged_keys"):
        keys.read_data_key(book, WORDS)


def test_no_keys_file_is_said(tmp_path):
    with pytest.raises(MissingKeysError):
        keys.read_data_key(tmp_path / "a.casebook", WORDS)


def test_an_empty_passphrase_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(BadValueError, match="empty_passphrase"):
        keys.write_keys(tmp_path / "a.casebook", b"k" * 32, "", "b", CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_full_costs_are_64_mib_and_three_passes():
    assert keys.full_cost() == KdfCost(memory_kib=65_536, passes=3, lanes=1)


def test_the_recovery_code_is_the_key_however_it_is_typed():
    key = keys.new_data_key()
    code = keys.recovery_code(key)
    assert len(code.split("-")) == 14
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O")):
        assert keys.read_recovery_code(typed) == key
    assert keys.read_recovery_code(code.replace("1", "l")) == key


def test_a_mistyped_swapped_missing_or_extra_letter_is_noticed():
    chance = random.Random(5)
    code = keys.recovery_code(keys.new_data_key())
    letters = code.replace("-", "")
    wrong = [letters[:-1], letters + "A", code.replace(letters[0], "U", 1)]
    for place in range(len(letters)):
        other = chance.choice([c for c in keys._LETTERS if c != letters[place]])
        wrong.append(letters[:place] + other + letters[place + 1 :])
        if place and letters[place] != letters[place - 1]:
            swapped = letters[: place - 1] + letters[place] + letters[place - 1]
            wrong.append(swapped + letters[place + 1 :])
    for typed in wrong:
        with pytest.raises(WrongPassphraseError, match="recovery_code_typo"):
            keys.read_recovery_code(typed)
