"""The keys of the source reader, on every screen that has one; the keyboard sheet lists them."""

from __future__ import annotations

#: What it does (its words are ``reader.key.NAME``) -> its keys.
READER_KEYS = {
    "larger": "Ctrl+=",
    "smaller": "Ctrl+-",
    "fit": "Ctrl+0",
    "as_text": "Ctrl+T",
    "page_back": "Ctrl+PgUp",
    "page_on": "Ctrl+PgDown",
}
