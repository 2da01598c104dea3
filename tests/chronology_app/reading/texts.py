"""Small invented records as passages, for the tests of reading."""

from __future__ import annotations

from collections.abc import Sequence

from chronology_app.model import Locator, RawPassage
from chronology_app.reading.document import PersonHint, Reading, SourceText
from chronology_app.reading.suggest import read_source

FAMILY = (
    PersonHint(name="Maya Rose Kettle", role="child", born="2014-03-02", aliases=("Maya",)),
    PersonHint(name="Owen Kettle", role="child", born="2017-10-20", aliases=("Owen", "OK")),
    PersonHint(name="Fern Adair", role="child", born="2021-06-05", aliases=("Fern",)),
    PersonHint(name="Leanne Kettle", role="mother", aliases=("Leanne", "Ms Kettle")),
    PersonHint(name="Paul Adair", role="father", aliases=("Paul",)),
    PersonHint(name="Joyce Kettle", role="maternal grandmother", aliases=("Nan Joyce",)),
    PersonHint(name="Hana Sorby", role="social worker", aliases=("H. Sorby",)),
    PersonHint(name="Gwen Pryce", role="health visitor"),
)


def prose(*lines: str) -> tuple[RawPassage, ...]:
    """Return paragraphs; a line that begins with # is a heading of level 2."""
    return tuple(
        RawPassage(
            index=number,
            locator=Locator(paragraph=number + 1),
            text=line.removeprefix("# "),
            kind="heading" if line.startswith("# ") else "paragraph",
            level=2 if line.startswith("# ") else None,
        )
        for number, line in enumerate(lines)
    )


def lines(*texts: str) -> tuple[RawPassage, ...]:
    """Return the lines of a plain text; an empty text is a blank line."""
    return tuple(
        RawPassage(index=number, locator=Locator(line=number + 1), text=text, kind="line")
        for number, text in enumerate(texts)
        if text
    )


def table(*rows: Sequence[str], sheet: str | None = None) -> tuple[RawPassage, ...]:
    """Return the cells of a table that are not blank."""
    cells = [
        (row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    ]
    return tuple(
        RawPassage(
            index=number,
            locator=Locator(table=1, row=row, column=column, sheet=sheet),
            text=text,
            kind="cell",
        )
        for number, (row, column, text) in enumerate(cells)
    )


def read(
    passages: tuple[RawPassage, ...],
    *,
    agency: str | None = "childrens_social_care",
    people: Sequence[PersonHint] = FAMILY,
    metadata: dict[str, str] | None = None,
    file_name: str = "record.docx",
) -> Reading:
    """Read passages as one source about the invented family."""
    text = SourceText(
        file_name=file_name,
        sha256="a" * 64,
        passages=passages,
        metadata=metadata or {},
        agency=agency,
    )
    return read_source(text, people)


#: A family whose births and sexes are all known, for places among brothers and sisters.
SIBLINGS = (
    PersonHint(name="Isla Venn", role="child", born="2011-03-02", sex="female"),
    PersonHint(name="Callum Venn", role="child", born="2014-10-20", sex="male"),
    PersonHint(name="Erin Venn", role="child", born="2018-06-05", sex="female"),
    PersonHint(name="Jodie Venn", role="mother", sex="female"),
    PersonHint(name="Keith Moss", role="mother's partner", sex="male"),
)
