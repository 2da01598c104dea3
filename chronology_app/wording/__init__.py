"""Every sentence that a person may read: a message id plus parameters gives the words.

Catalogues are gettext `.po` files in `resources/i18n/LANGUAGE/*.po`, one per area. The `msgid` is
our message id, the `msgstr` the words with `{named}` parameters. A sentence that depends on a
number has `msgid_plural` and takes its number from the parameter `count`. A Welsh sentence that
nobody has reviewed carries gettext's `fuzzy` flag; documents mark such Welsh as draft.
"""

from __future__ import annotations

import gettext
import threading
from collections.abc import Callable
from functools import cache

import polib

import resources

LANGUAGES = ("en", "cy")
#: The area that holds the words of a window's frame, whatever their ids begin with.
_FIRST = ("shell",)


class _Catalogue:
    """The words of one language, with how to choose a plural form."""

    def __init__(self, language: str) -> None:
        self._draft: set[str] = set()
        self._plurals: dict[str, dict[int, str]] = {}
        self._plain: dict[str, str] = {}
        self._choose = _plural_rule(language)
        #: Areas that no sentence was asked of yet: a window opens before most of them are read.
        files = sorted(resources.path("i18n", language).glob("*.po"))
        self._unread = {file.stem: file for file in files}
        self._reading = threading.Lock()

    def _seek(self, message_id: str) -> bool:
        """Read areas until one has the sentence, the likeliest first; say whether one has it."""
        if self._has(message_id):
            return True
        with self._reading:
            for name in (message_id.partition(".")[0], *_FIRST, *self._unread):
                if name in self._unread and not self._has(message_id):
                    self._load(polib.pofile(str(self._unread[name])))
                    del self._unread[name]
        return self._has(message_id)

    def _has(self, message_id: str) -> bool:
        return message_id in self._plain or message_id in self._plurals

    def is_draft(self, message_id: str) -> bool:
        return self._seek(message_id) and message_id in self._draft

    def _load(self, catalogue: polib.POFile) -> None:
        for entry in catalogue:
            if entry.msgid_plural:
                self._plurals[entry.msgid] = dict(entry.msgstr_plural)
            elif entry.msgstr:
                self._plain[entry.msgid] = entry.msgstr
            if entry.fuzzy:
                self._draft.add(entry.msgid)

    def find(self, message_id: str, params: dict[str, object]) -> str | None:
        if not self._seek(message_id):
            return None
        forms = self._plurals.get(message_id)
        if forms is not None:
            count = params.get("count")
            number = count if isinstance(count, int) else 2
            words = forms.get(self._choose(number))
            return words if words is not None else forms[max(forms)]
        return self._plain.get(message_id)

    def holds(self, message_id: str) -> bool:
        return self._seek(message_id)


def _plural_rule(language: str) -> Callable[[int], int]:
    rules = {
        "en": "nplurals=2; plural=(n != 1);",
        "cy": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5;",
    }
    return gettext.c2py(rules[language].split("plural=", 1)[1].rstrip(";"))


@cache
def _catalogue(language: str) -> _Catalogue:
    return _Catalogue(language)


def say(message_id: str, language: str = "en", /, **params: object) -> str:
    """Return the words for a message id; English where a language has none.

    Errors: KeyError for an unknown id or a parameter left out, because a sentence that cannot be
    said is a fault of ours that a test must catch.
    """
    words = _catalogue(language).find(message_id, params)
    if words is None:
        words = _catalogue("en").find(message_id, params)
    if words is None:
        raise KeyError(message_id)
    return words.format(**params)


def has(message_id: str, language: str = "en") -> bool:
    """Say whether a language has words of its own for a message id."""
    return _catalogue(language).holds(message_id)


def is_draft(message_id: str, language: str) -> bool:
    """Say whether the words are a translation that nobody has reviewed."""
    return _catalogue(language).is_draft(message_id)


def label(group: str, code: str, language: str = "en") -> str:
    """Return the label of a code, e.g. ``label("kind", "visit")``; an own code is its label."""
    message_id = f"{group}.{code}"
    if not has(message_id, language) and not has(message_id, "en"):
        return code.replace("_", " ")
    return say(message_id, language)
