"""Makes the small files of the importers' tests: one oddity each, all invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(*texts: str, style: str = "", bold: bool = False) -> str:
    """Return a paragraph with one run for each text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    marks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "".join(f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{properties}{runs}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of cells, each given as text or as the XML of its blocks."""
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_blocks(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def _blocks(cell: str) -> str:
    return cell if cell.startswith("<") else paragraph(cell)


def word_file(
    body: str,
    parts: dict[str, str] | None = None,
    *,
    namespace: str = W,
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """Return a .docx file.

    `parts` holds the XML inside the root of further parts by kind: "header", "footnotes", ...
    """
    root = f'xmlns:w="{namespace}" {_SPACES}'
    members = {
        "[Content_Types].xml": f'<Types><Override ContentType="{_MAIN_TYPE}"/></Types>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, inner in (parts or {}).items():
        tag = roots.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{tag} {root}>{inner}</w:{tag}>"
    targets = {kind: f"{kind}.xml" for kind in parts or {}}
    members["word/_rels/document.xml.rels"] = _relations(targets)
    return packed({name: text.encode() for name, text in members.items()} | (extra or {}))


def _relations(targets: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return buffer.getvalue()


#: One line of a page: x, y from the bottom left corner, size, bold, text.
Shown = tuple[float, float, float, bool, str]


#: How text must be turned to stand upright on a page that is displayed turned.
_UPRIGHT = {
    0: lambda x, y: f"1 0 0 1 {x} {y}",
    90: lambda x, y: f"0 1 -1 0 {595 - y + 200} {x}",
    180: lambda x, y: f"-1 0 0 -1 {595 - x} {842 - y}",
    270: lambda x, y: f"0 -1 1 0 {y - 200} {842 - x}",
}


def pdf_file(
    pages: Sequence[Sequence[Shown]],
    *,
    rotate: int = 0,
    turned: int | None = None,
    drawn: Sequence[str] = (),
) -> bytes:
    """Return a PDF with these lines on its pages (A4), in Helvetica.

    `rotate` is how the page is displayed; `turned` (usually the same) how its text is written;
    `drawn` what is drawn on each page beside the text.
    """
    angle = rotate if turned is None else turned
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    bodies += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{bold} /Encoding /WinAnsiEncoding >>"
        for bold in ("", "-Bold")
    ]
    kids = []
    for number, lines in enumerate(pages):
        stream = "\n".join([*drawn[number : number + 1], *(_show(line, angle) for line in lines)])
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> /Contents {len(bodies)} 0 R >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assemble(bodies)


def _show(line: Shown, angle: int) -> str:
    x, y, size, bold, text = line
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{int(bold)} {size} Tf {_UPRIGHT[angle](x, y)} Tm ({escaped}) Tj ET"


def assemble(bodies: Sequence[str]) -> bytes:
    """Return a PDF of these objects; the first is the catalogue."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table_at = len(data)
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n"
    tail = f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF"
    return data + (head + entries + tail).encode()


def message(headers: str, body: str, *, charset: str = "utf-8") -> bytes:
    """Return an e-mail message of one plain text part."""
    kind = f'Content-Type: text/plain; charset="{charset}"'
    bits = "Content-Transfer-Encoding: 8bit"
    head = f"{headers}\nMIME-Version: 1.0\n{kind}\n{bits}\n\n"
    return head.encode() + body.encode(charset)
