"""Takes the text out of one Word paragraph, with what was deleted from it and what floats on it.

Where the paragraph stands is left to `word`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from importers.packed import attribute, short

_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}
#: Elements below which no text of the paragraph stands.
_SKIPPED = frozenset(
    {
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:instrText",
        "w:delInstrText",
        "w:tblPr",
        "m:rPr",
        "m:ctrlPr",
        "w:fldData",
    }
)
_DELETED = frozenset({"w:del", "w:moveFrom"})
_INSERTED = frozenset({"w:ins", "w:moveTo"})
_FRAMES = frozenset({"wp:inline", "wp:anchor"})
#: 40 square centimetres, in the square of Word's unit of length (360,000 to the centimetre).
_SMALL = 40 * 360_000**2
_PICTURES = frozenset({"a:blip", "v:imagedata"})
#: The symbol fonts' private characters that forms and case notes use, as everybody's characters.
_SYMBOLS = {
    ("wingdings", 0xFC): "\u2713",
    ("wingdings", 0xFB): "\u2717",
    ("wingdings", 0xFE): "\u2611",
    ("wingdings", 0xFD): "\u2612",
    ("wingdings", 0xA8): "\u2610",
    ("wingdings", 0x6F): "\u2610",
    ("wingdings", 0xE0): "\u2192",
    ("wingdings", 0xA7): "\u25aa",
    ("wingdings 2", 0x50): "\u2713",
    ("wingdings 2", 0x4F): "\u2717",
    ("symbol", 0xB7): "\u2022",
    ("symbol", 0xAE): "\u2192",
    ("symbol", 0xB0): "\u00b0",
    ("symbol", 0xB3): "\u2265",
    ("symbol", 0xA3): "\u2264",
}


@dataclass(frozen=True, slots=True)
class Deletion:
    """Words that somebody deleted with changes being tracked."""

    text: str
    author: str | None
    date: str | None


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph holds."""

    text: str = ""
    deletions: list[Deletion] = field(default_factory=list)
    #: The content of each text box anchored in the paragraph.
    boxes: list[etree._Element] = field(default_factory=list)
    #: Words drawn as a picture, such as "DRAFT" behind the text.
    watermarks: list[str] = field(default_factory=list)
    insertions: int = 0
    #: Pictures that are large enough to hold words, and the others.
    pictures: int = 0
    small_pictures: int = 0
    #: What the author wrote about the pictures for readers who cannot see them.
    alt_texts: list[str] = field(default_factory=list)
    #: Stretches of text that Word does not show.
    hidden: int = 0


def read_paragraph(paragraph: etree._Element) -> ParagraphText:
    """Read a paragraph: tracked insertions in the text, tracked deletions apart."""
    found = ParagraphText()
    pieces: list[str] = []
    _walk(paragraph, pieces, found)
    found.text = "".join(pieces)
    return found


def _walk(parent: etree._Element, pieces: list[str], found: ParagraphText) -> None:
    for element in parent:
        tag = short(element.tag)
        if tag in ("w:t", "m:t", "w:delText"):
            pieces.append(element.text or "")
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == "w:sym":
            pieces.append(_symbol(element))
        elif tag in _SKIPPED:
            found.hidden += tag == "w:rPr" and _is_hidden(element)
        elif tag in _DELETED:
            _delete(element, found)
        elif tag == "mc:AlternateContent":
            _alternative(element, pieces, found)
        elif tag == "w:ffData":
            pieces.append(_form_field(element))
        elif tag == "v:textpath":
            found.watermarks.append(element.get("string", ""))
        elif tag == "w:txbxContent":
            found.boxes.append(element)
        else:
            found.insertions += tag in _INSERTED
            if tag == "wp:docPr":
                found.alt_texts.append(element.get("descr", "").strip())
            if tag in _PICTURES:
                _count_picture(element, found)
            _walk(element, pieces, found)


def _delete(element: etree._Element, found: ParagraphText) -> None:
    pieces: list[str] = []
    _walk(element, pieces, found)
    found.deletions.append(
        Deletion("".join(pieces), attribute(element, "w:author"), attribute(element, "w:date"))
    )


def _alternative(element: etree._Element, pieces: list[str], found: ParagraphText) -> None:
    """Follow the first branch; the others say the same for older programs."""
    branches = [item for item in element if short(item.tag) in ("mc:Choice", "mc:Fallback")]
    worded = [branch for branch in branches if _has_text(branch)]
    for branch in (worded or branches)[:1]:
        _walk(branch, pieces, found)


def _has_text(element: etree._Element) -> bool:
    return any(
        short(item.tag) in ("w:t", "w:delText", "m:t") and (item.text or "").strip()
        for item in element.iter()
    )


def _is_hidden(properties: etree._Element) -> bool:
    return any(
        short(item.tag) == "w:vanish" and attribute(item, "w:val") not in ("0", "false", "off")
        for item in properties
    )


def _count_picture(element: etree._Element, found: ParagraphText) -> None:
    """Count a picture as small where its frame states an area of a crest or logo."""
    frame = next((up for up in element.iterancestors() if short(up.tag) in _FRAMES), None)
    extent = None
    if frame is not None:
        extent = next((item for item in frame if short(item.tag) == "wp:extent"), None)
    sides = [] if extent is None else [extent.get("cx", ""), extent.get("cy", "")]
    if sides and all(side.isdigit() for side in sides) and int(sides[0]) * int(sides[1]) < _SMALL:
        found.small_pictures += 1
    else:
        found.pictures += 1


def _form_field(element: etree._Element) -> str:
    """Return what an old form field shows and holds in no run: a box to tick, a chosen item."""
    for item in element:
        tag = short(item.tag)
        if tag == "w:checkBox":
            states = {short(state.tag): attribute(state, "w:val") for state in item}
            ticked = states.get("w:checked", states.get("w:default", "0"))
            return "\u2610" if ticked in ("0", "false", "off") else "\u2612"
        if tag == "w:ddList":
            entries = [
                attribute(entry, "w:val") or ""
                for entry in item
                if short(entry.tag) == "w:listEntry"
            ]
            chosen = {short(entry.tag): attribute(entry, "w:val") or "" for entry in item}
            number = chosen.get("w:result", chosen.get("w:default", "0"))
            known = number.isdigit() and int(number) < len(entries)
            return entries[int(number)] if known else ""
    return ""


def _symbol(element: etree._Element) -> str:
    try:
        code = int(attribute(element, "w:char") or "", 16)
    except ValueError:
        return ""
    font = (attribute(element, "w:font") or "").lower()
    return _SYMBOLS.get((font, code & 0xFF)) or (chr(code) if 0 < code < 0x110000 else "")
