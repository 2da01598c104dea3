"""Where the heavy parts of an import are done: here, or in another process.

What the parts are is in `importing` and `pasting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chronology_app.model import Person, ReadResult
from chronology_app.reading.document import SourceText
from importers.base import ImportOptions
from importers.box import read_in_box
from ui.jobs.reading import SHIPPED, Read, ReadBy, read_text


class Workplace:
    """Does the work in this process, as the command line wants it.

    `can_stop` is True where nothing is stored yet, so that leaving off loses nothing; another
    workplace may then raise StoppedError.
    """

    def parse(self, data: bytes, options: ImportOptions, *, can_stop: bool) -> ReadResult:
        """Read the bytes of a file in the box. Errors: ImportFileError."""
        return read_in_box(data, options)

    def read(
        self,
        text: SourceText,
        people: Sequence[Person],
        mapping: Mapping[str, str],
        by: ReadBy = SHIPPED,
        *,
        can_stop: bool,
    ) -> Read:
        """Read a text for suggestions about people, with known column headings."""
        return read_text(text, people, mapping, by)


HERE = Workplace()
