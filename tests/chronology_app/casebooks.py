"""Makes small casebooks with an invented family, and says what a casebook holds."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from chronology_app.casefile import Casebook
from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    RECORD_CLASSES,
    Case,
    ImportBatch,
    Locator,
    Passage,
    Person,
    Source,
    SpanRef,
    SuggestedPerson,
    SuggestedSpell,
    Suggestion,
)
from chronology_app.model.serial import digest
from chronology_app.store.keys import KdfCost, keys_path, read_data_key

PASSPHRASE = "three wet Tuesdays in Trecynon"
NAME = "family.casebook"
CASE_ID = "hollins"
_OLD = Path(__file__).resolve().parent / "store" / "_files"
FILE = "hv_log.txt"
TEXT = (
    "Health visiting record of Nia and Owen Hollins.",
    "03/03/2020 Nia was not brought to her check.",
    "10/03/2020 Owen seen hungry; he said \u201cI only had crisps\u201d.",
    "April 2020 Kitchen clean, food in the cupboards.",
    "Child in need plan began on 4 May 2020.",
)


def cheap() -> KdfCost:
    """Return costs that no casebook of a user's has."""
    return KdfCost(8, 1, 1)


def make_casebook(folder: Path) -> Path:
    """Make a casebook with a case, its people and one imported file with four suggestions."""
    path = folder / NAME
    with Casebook.create(path, PASSPHRASE, by="Ruth Ames", cost=cheap, clock=Clock()) as book:
        book.add_case(Case(id=CASE_ID, reference="REF1", title="Hollins family"))
        book.set_people(CASE_ID, people())
        batch = book.start_batch(CASE_ID, 1)
        add_file(book, batch)
        book.finish_batch(batch.id)
    return path


def copy_casebook(template: Path, folder: Path) -> Path:
    """Copy a closed casebook with its keys."""
    for name in (NAME, f"{NAME}.keys"):
        shutil.copy2(template / name, folder / name)
    return folder / NAME


def old_casebook(folder: Path, version: str, statements: tuple[str, ...] = ()) -> Path:
    """Return a casebook that the program wrote when its tables had this version.

    What is kept of it is the file's plain content; `statements` are carried out on it first.
    """
    path, plain = folder / NAME, folder / "plain.sqlite"
    plain.write_bytes(gzip.decompress((_OLD / f"{version}.sqlite.gz").read_bytes()))
    shutil.copy2(_OLD / f"{version}.keys", keys_path(path))
    data_key = read_data_key(path, PASSPHRASE)
    raw = driver.connect(str(plain), isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.execute(f"ATTACH DATABASE '{path}' AS sealed KEY \"x'{data_key.hex()}'\"")
    raw.execute("SELECT sqlcipher_export('sealed')").fetchall()
    raw.execute("DETACH DATABASE sealed")
    raw.close()
    plain.unlink()
    return path


def reopen(path: Path, by: str = "Ruth Ames") -> Casebook:
    """Open a casebook of these tests."""
    return Casebook.open(path, PASSPHRASE, by=by, clock=Clock())


class Clock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self._now = datetime(2024, 1, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next second."""
        self._now += timedelta(seconds=1)
        return self._now


def people() -> list[Person]:
    """Return two children, a mother and a father."""
    return [
        Person(id="nia", name="Nia Hollins", role="child", aliases=("Nia",), position=1),
        Person(id="owen", name="Owen Hollins", role="child", aliases=("Owen",), position=2),
        Person(id="kerry", name="Kerry Hollins", role="mother", position=3),
        Person(id="dean", name="Dean Hollins", role="father", position=4),
    ]


def add_file(
    book: Casebook, batch: ImportBatch, name: str = FILE, texts: tuple[str, ...] = TEXT
) -> Source:
    """Import a file; every line but the first is a suggestion."""
    data = "\n".join(texts).encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(
        id=name, case_id=CASE_ID, file_name=name, format="txt", size_bytes=len(data),
        sha256=sha256, citation_title="Health visiting record", agency="health_visiting",
        batch_id=batch.id,
    )  # fmt: skip
    passages = [
        Passage(id=f"{name}-{n}", case_id=CASE_ID, source_id=name, index=n,
                locator=Locator(line=n + 1), text=text, kind="line")
        for n, text in enumerate(texts)
    ]  # fmt: skip
    suggestions = [_suggestion(name, passage) for passage in passages[1:]]
    book.add_source(source, data, passages, [], suggestions)
    return source


def _suggestion(name: str, passage: Passage) -> Suggestion:
    known = {
        1: ("2020-03-03", ("Nia Hollins",), ("medical",)),
        2: ("2020-03-10", ("Owen Hollins",), ("nutritional",)),
        3: ("2020-04", ("Nia Hollins", "Owen Hollins"), ()),
        4: ("2020-05-04", ("Nia Hollins", "Owen Hollins"), ()),
    }
    edtf, children, concerns = known.get(passage.index, ("2021", (), ()))
    spell = SuggestedSpell(kind="level_of_help", value="child_in_need", edge="starts")
    return Suggestion(
        id=f"{name}-s{passage.index}",
        case_id=CASE_ID,
        date=FuzzyDate.parse(edtf, passage.text.split(" ", maxsplit=1)[0]),
        fact=passage.text,
        kind="positive" if passage.index == 3 else "health_contact",
        agency="health_visiting",
        children=children,
        people=(SuggestedPerson(name="Kerry Hollins"), SuggestedPerson(name="Nobody Known")),
        concern_types=concerns,
        needs={child: ("health",) for child in children},
        strength=passage.index == 3,
        child_words="I only had crisps" if passage.index == 2 else "",
        spells=(spell,) if passage.index == 4 else (),
        spans=(
            SpanRef(passage_index=passage.index, locator=passage.locator, start=0,
                    end=len(passage.text), quote=passage.text),
        ),
    )  # fmt: skip


def contents(book: Casebook, case_id: str = CASE_ID) -> dict[str, str]:
    """Return every record of a case with a digest of what it says, whatever its version."""
    return {
        f"{cls.__name__} {record.id}": digest(replace(record, row_version=0))
        for cls in RECORD_CLASSES
        for record in book.queries.records(cls, case_id)
    }
