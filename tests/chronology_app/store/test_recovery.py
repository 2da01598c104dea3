"""A journal that a killed program left is read strictly: whole it is played back, else refused."""

from __future__ import annotations

import random
import shutil

import pytest

from chronology_app.casefile import Casebook, ReadingBook
from chronology_app.errors import ChronologyError, DamagedCasebookError, StoreError
from chronology_app.store import recovery
from chronology_app.store.journal import HEADER, MAGIC, BadJournalError, is_to_be_played
from chronology_app.wording import say
from tests.long._worker import BOOK
from tests.long.flips import PASSPHRASE, Scene, held, state_of
from tests.long.kill import kill_once
from tests.long.kill import prepare as prepare_kill


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Return a closed casebook and one whose program was killed in the middle of an import."""
    return Scene(tmp_path_factory.mktemp("flips"), seed=7, files=1)


@pytest.fixture
def killed(scene, tmp_path):
    """Return a copy of what the killed program left."""
    shutil.copytree(scene.killed, tmp_path / "killed")
    return tmp_path / "killed" / BOOK


def journal_of(book):
    return recovery.journal_path(book)


def data_key(scene):
    return bytes.fromhex(scene._data_key)


def test_half_a_step_is_taken_back_and_everything_verified(scene, killed):
    assert killed.read_bytes() != (scene.closed / BOOK).read_bytes()
    assert journal_of(killed).stat().st_size > 4096
    with Casebook.open(killed, PASSPHRASE, by="A") as book:
        assert book.recovered
    assert state_of(killed.parent) == scene.confirmed
    files = sorted(f.name for f in killed.parent.iterdir() if f.is_file())
    assert files == [BOOK, f"{BOOK}.keys"]


def test_a_reader_beside_leaves_half_a_step_to_the_owner(scene, killed):
    before = killed.read_bytes(), journal_of(killed).read_bytes()
    with pytest.raises(StoreError) as refused, ReadingBook(killed, data_key(scene)):
        pass
    assert refused.value.message_id == StoreError.message_id
    assert (killed.read_bytes(), journal_of(killed).read_bytes()) == before


def test_every_byte_of_every_header_of_the_journal_counts(scene, killed):
    raw = scene.journal
    assert len(scene.header_starts()) > 1
    chance = random.Random(3)
    for number, start in enumerate(scene.header_starts()):
        for byte in range(start, start + HEADER.size):
            for bit in range(8) if number == 0 else [chance.randrange(8)]:
                flipped = bytearray(raw)
                flipped[byte] ^= 1 << bit
                journal_of(killed).write_bytes(flipped)
                with pytest.raises(BadJournalError):
                    is_to_be_played(killed, journal_of(killed), data_key(scene))


def test_a_damaged_journal_is_refused_and_nothing_is_touched(scene, killed):
    flipped = bytearray(scene.journal)
    flipped[9] ^= 4
    journal_of(killed).write_bytes(flipped)
    before = killed.read_bytes()
    with pytest.raises(DamagedCasebookError, match="damaged_journal") as error:
        Casebook.open(killed, PASSPHRASE, by="A")
    assert journal_of(killed).name in say(error.value.message_id, **error.value.params)
    assert (killed.read_bytes(), journal_of(killed).read_bytes()) == (before, bytes(flipped))
    assert not any("before-recovery" in f.name for f in killed.parent.iterdir())


def cut(raw: bytes) -> bytes:
    """Cut off in the first record: the last ones may never have come to count."""
    return raw[: 512 + 1000]


def without_a_record(raw: bytes) -> bytes:
    return raw[:512] + raw[512 + 4104 :]


def record_twice(raw: bytes) -> bytes:
    return raw[: 512 + 4104] + raw[512 : 512 + 4104] + raw[512 + 2 * 4104 :]


def only_a_header(raw: bytes) -> bytes:
    return raw[:28]


@pytest.mark.parametrize("change", [cut, without_a_record, record_twice, only_a_header])
def test_a_journal_with_pieces_missing_or_twice_is_refused(scene, killed, change):
    journal_of(killed).write_bytes(change(scene.journal))
    with pytest.raises(BadJournalError):
        is_to_be_played(killed, journal_of(killed), data_key(scene))


def test_a_casebook_shorter_than_its_journal_says_is_refused(scene, killed):
    killed.write_bytes(killed.read_bytes()[: 4096 * 20])
    with pytest.raises(BadJournalError):
        is_to_be_played(killed, journal_of(killed), data_key(scene))


def test_a_page_count_that_is_not_the_casebooks_own_is_refused(scene, killed):
    """Also when page one was not among the pages that were saved: then the file's own holds."""
    pages = int.from_bytes(scene.journal[16:20], "big")
    for other in (pages - 1, pages + 1, 1 << 31):
        changed = bytearray(scene.journal)
        for start in [n for n in range(0, len(changed), 512) if changed[n:].startswith(MAGIC)]:
            changed[start + 16 : start + 20] = other.to_bytes(4, "big")
        journal_of(killed).write_bytes(changed)
        with pytest.raises(BadJournalError):
            is_to_be_played(killed, journal_of(killed), data_key(scene))


def test_a_journal_that_never_came_to_count_changes_nothing(scene, tmp_path):
    shutil.copytree(scene.closed, tmp_path / "closed")
    book = tmp_path / "closed" / BOOK
    unsynced = bytes(12) + scene.journal[12:512] + scene.journal[512 : 512 + 4104]
    journal_of(book).write_bytes(unsynced)
    assert not is_to_be_played(book, journal_of(book), data_key(scene))
    with Casebook.open(book, PASSPHRASE, by="A") as opened:
        assert not opened.recovered
    assert state_of(book.parent) == scene.confirmed
    assert not journal_of(book).exists()


def test_damage_found_after_playing_back_puts_both_files_back(scene, killed):
    raw = bytearray(killed.read_bytes())
    raw[-2000] ^= 1
    killed.write_bytes(raw)
    before = (killed.read_bytes(), journal_of(killed).read_bytes())
    outcome = None
    try:
        Casebook.open(killed, PASSPHRASE, by="A").close()
    except ChronologyError as error:
        outcome = error.message_id
    if outcome is None:  # the flipped page was one that the journal replaced
        assert state_of(killed.parent) == scene.confirmed
    else:
        assert outcome == "error.damaged_after_recovery"
        assert (killed.read_bytes(), journal_of(killed).read_bytes()) == before
        assert not any("before-recovery" in f.name for f in killed.parent.iterdir())


def test_a_program_killed_before_verifying_is_verified_the_next_time(scene, killed, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(recovery, "verify", die)
    with pytest.raises(Killed):
        Casebook.open(killed, PASSPHRASE, by="A")
    monkeypatch.undo()
    assert any("before-recovery" in f.name for f in killed.parent.iterdir())
    with Casebook.open(killed, PASSPHRASE, by="A") as book:
        assert book.recovered
    assert state_of(killed.parent) == scene.confirmed
    assert not any("before-recovery" in f.name for f in killed.parent.iterdir())


def test_flipped_bits_are_noticed_or_without_effect(scene):
    flips = [f for f in scene.choose(10_000) if not f.file.endswith("-journal")]
    later = [f for f in scene.choose(10_000) if f.file.endswith("-journal")][-400:]
    chance = random.Random(11)
    results = [scene.try_flip(f) for f in chance.sample(flips, 22) + chance.sample(later, 14)]
    assert held(results), [r for r in results if r["outcome"] == "SILENT"]
    assert {r["outcome"] for r in results} <= {"noticed", "no effect"}


def test_names_passphrase_and_key_stand_nowhere_in_the_clear(scene):
    assert scene.found_in_the_clear() == []


def test_killed_at_random_moments_nothing_confirmed_is_lost(tmp_path):
    prepare_kill(tmp_path, "seven quiet herons over Llyn Brianne", random.Random(1))
    for seed in range(2):
        result = kill_once(tmp_path, seed)
        assert result["started"]
        assert result["faults"] == []
        assert result["lost"] == 0
        assert result["half_written"] == []
