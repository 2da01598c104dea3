"""Makes the tables of a casebook and brings older ones up to date, forward only.

Each step is a file of its own in `migrations/versions`; the shape they lead to is in `tables`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from chronology_app.errors import DamagedCasebookError, NewerCasebookError
from chronology_app.store.connection import store_errors, writing
from chronology_app.store.files import clear_errors, write_beside

#: All versions of the tables that this program knows, oldest first.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = VERSIONS[-1]

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"

#: The search index. Its words are folded to plain letters; the text itself stays in its record.
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
)


def upgrade(engine: Engine, path: Path) -> None:
    """Run every step that the casebook has not had.

    Foreign keys are off while tables may be rebuilt, and checked afterwards: rebuilding with them
    on can erase the rows that point to a table.
    """
    from alembic import command  # only here: opening a casebook of today needs no migration
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        raw = connection.connection
        raw.execute("PRAGMA foreign_keys=OFF")
        with writing(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if not inspect(connection).has_table("search_index"):
                connection.exec_driver_sql(SEARCH_INDEX)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise DamagedCasebookError(path=str(path))
        raw.execute("PRAGMA foreign_keys=ON")


def version_of(connection: Connection, path: Path) -> str:
    """Return the version of a casebook's tables. Errors: DamagedCasebookError: no casebook."""
    if not inspect(connection).has_table("alembic_version"):
        raise DamagedCasebookError("error.no_casebook", path=str(path))
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise DamagedCasebookError("error.no_casebook", path=str(path))
    return str(found)


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Refuse a newer casebook; upgrade an older one after copying it aside.

    Errors: NewerCasebookError, DamagedCasebookError, FolderError.
    """
    with store_errors(path), engine.connect() as connection:
        found = version_of(connection, path)
    if found == HEAD:
        return
    if found not in VERSIONS:
        raise NewerCasebookError(path=str(path), version=found)
    with clear_errors(path):
        copy = path.with_name(f"{path.name}.before-{HEAD}")
        with path.open("rb") as source, write_beside(copy) as target:
            shutil.copyfileobj(source, target)
    with store_errors(path):
        upgrade(engine, path)
