"""What the command line prints: records on standard output, progress and sentences beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from chronology_app.wording import say


class Output:
    """Prints records (JSON Lines or short text) and sentences."""

    def __init__(self, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._live = self._err.isatty()
        self._open_line = False

    def record(self, record: str, fields: Mapping[str, Any], text: str = "") -> None:
        """Print one record: as a JSON line, or its text where a person reads along."""
        if self.as_json:
            line = json.dumps({"record": record, **fields}, ensure_ascii=False)
            self._out.write(_encodable(line) + "\n")
        elif text:
            self._out.write(_printable(text) + "\n")

    def tell(self, message_id: str, **params: object) -> None:
        """Print a sentence on standard error."""
        self.sentence(say(message_id, **_on_one_line(params)))

    def sentence(self, words: str) -> None:
        """Print words on standard error, after ending a progress line."""
        self._end_line()
        self._err.write(_printable(words) + "\n")
        self._err.flush()

    def progress(self, message_id: str, **params: object) -> None:
        """Show how far the work is; overwrites itself on a terminal."""
        words = _printable(say(message_id, **_on_one_line(params)))
        if self._live:
            self._err.write(f"\r\x1b[K{words}")
            self._open_line = True
        else:
            self._err.write(words + "\n")
        self._err.flush()

    def close(self) -> None:
        """End an open progress line and flush."""
        self._end_line()
        self._out.flush()

    def _end_line(self) -> None:
        if self._open_line:
            self._err.write("\n")
            self._open_line = False


#: Characters that would steer a terminal instead of being shown; line ends and tabs are kept.
_STEERING = {
    code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if code not in (9, 10)
}


def _encodable(words: str) -> str:
    """Return a JSON line that UTF-8 can hold; JSON itself has escaped what steers a terminal."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def _printable(words: str) -> str:
    """Return words that any terminal can take: lone surrogates and controls are shown escaped."""
    return _encodable(words).translate(_STEERING)


def _on_one_line(params: Mapping[str, object]) -> dict[str, object]:
    """Return parameters that cannot forge a line of their own (a file's name, for one)."""
    return {
        key: value if isinstance(value, int) else str(value).replace("\n", "\\n")
        for key, value in params.items()
    }
