"""Opens packed XML files (.docx, .xlsx) without trusting them; their meaning is left to importers.

No entity is ever expanded, nothing outside the file is read, and what unpacks to more than the
limits is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from chronology_app.errors import ImportFileError
from importers.base import Limits, PassageList

_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    _STRICT + "wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s",
    _STRICT + "spreadsheetml/main": "s",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    _STRICT + "drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    _STRICT + "drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    _STRICT + "drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    _STRICT + "officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    _STRICT + "officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_short_names: dict[str, str] = {}

#: Below this size a packed file may be as dense as it likes.
_DENSE_FROM = 64 * 1024 * 1024


def short(name: object) -> str:
    """Return an element's or attribute's name with our prefix: "w:p" in either OOXML flavour."""
    if not isinstance(name, str):
        return ""
    found = _short_names.get(name)
    if found is None:
        space, _, local = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
        found = f"{_PREFIXES.get(space, '?')}:{local}" if space else local
        _short_names[name] = found
    return found


def attribute(element: etree._Element, wanted: str) -> str | None:
    """Return an attribute by its short name ("w:val"), whichever flavour the file uses."""
    return next((str(v) for k, v in element.attrib.items() if short(k) == wanted), None)


def parse_xml(data: bytes) -> etree._Element:
    """Parse one XML part; a document type, the seat of every entity attack, is refused.

    Errors: ImportFileError "unsafe" or "damaged".
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise ImportFileError("unsafe")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise ImportFileError("damaged") from cause
    # Seen here where the part is written in UTF-16.
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise ImportFileError("unsafe")
    return root


class Package:
    """The members of a packed file, read within the limits, and what refers to what."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as cause:
            raise ImportFileError("damaged") from cause
        self._limits = limits
        #: Bytes unpacked so far, each member counted once.
        self._unpacked = 0
        self._counted: set[str] = set()
        self._packed = max(1, len(data))
        entries = self._zip.infolist()
        if len(entries) > limits.members:
            raise ImportFileError("too_large")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ImportFileError("encrypted_archive")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self._folded = {name.lower(): name for name in self._entries}
        self._check_size(sum(entry.file_size for entry in entries))

    def names(self) -> list[str]:
        """Return the members' names in the order in which they are stored."""
        return list(self._entries)

    def find(self, name: str) -> str | None:
        """Return a member's real name; letter case does not count, as in the standard."""
        return self._folded.get(name.lower())

    def read(self, name: str) -> bytes:
        """Unpack one member.

        Errors: ImportFileError "damaged" or "too_large", also when its stated size was a lie.
        """
        found = self.find(name)
        if found is None:
            raise ImportFileError("damaged")
        room = self._limits.unpacked_bytes - self._unpacked
        try:
            with self._zip.open(self._entries[found]) as member:
                data = member.read(max(room, self._entries[found].file_size) + 1)
        except Exception as cause:
            raise ImportFileError("damaged") from cause
        if found not in self._counted:
            self._counted.add(found)
            self._unpacked += len(data)
        self._check_size(self._unpacked)
        return data

    def check_parts(self) -> None:
        """Make sure, before another library reads them, that no XML part is an attack.

        Errors: ImportFileError "unsafe" or "too_large".
        """
        for name in self._entries:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                head = self.read(name)[:65536].replace(b"\x00", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise ImportFileError("unsafe")

    def xml(self, name: str) -> etree._Element:
        """Unpack and parse one XML member."""
        return parse_xml(self.read(name))

    def find_xml(self, name: str, found: PassageList) -> etree._Element | None:
        """Parse a part that the file can be read without; a damaged one is named in a note.

        Errors: ImportFileError "unsafe" or "too_large", which no part may be.
        """
        try:
            return self.xml(name)
        except ImportFileError as error:
            if error.code != "damaged":
                raise
        found.note("part_damaged", part=name)
        return None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to inside the file: id -> (last word of the type, part)."""
        folder, base = posixpath.split(name)
        rels = self.find(posixpath.join(folder, "_rels", base + ".rels"))
        return dict(self._relations(rels, folder)) if rels else {}

    def _relations(self, rels: str, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
        for item in self.xml(rels):
            target = item.get("Target", "")
            if short(item.tag) != "rel:Relationship" or item.get("TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found = self.find(path)
            if found:
                yield item.get("Id", ""), (item.get("Type", "").rpartition("/")[2], found)

    def main_part(self, default: str) -> str:
        """Return the part that the package names as its main one."""
        for kind, part in self.relations("").values():
            if kind == "officeDocument":
                return part
        found = self.find(default)
        if found is None:
            raise ImportFileError("damaged")
        return found

    def _check_size(self, size: int) -> None:
        dense = size > _DENSE_FROM and size > self._packed * self._limits.unpacked_ratio
        if dense or size > self._limits.unpacked_bytes:
            raise ImportFileError("too_large")


def core_properties(package: Package) -> dict[str, str]:
    """Return title, author, created and modified as the package states them."""
    part = next(
        (part for kind, part in package.relations("").values() if kind == "core-properties"), None
    )
    if part is None:
        return {}
    wanted = {
        "dc:title": "title",
        "dc:creator": "author",
        "dc:subject": "subject",
        "cp:lastModifiedBy": "modified_by",
        "dcterms:created": "created",
        "dcterms:modified": "modified",
    }
    try:
        items = list(package.xml(part))
    except ImportFileError:
        return {}
    return {
        wanted[short(item.tag)]: (item.text or "").strip()
        for item in items
        if short(item.tag) in wanted
    }
