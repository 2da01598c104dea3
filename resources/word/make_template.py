"""Makes `template.docx`: the named styles, the page frame and the embedded Liberation Sans.

Run ``python -m resources.word.make_template`` after a change; the result is committed. What is
written into the template is the business of `exporters.word`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import resources

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Each embedded face: element of the font table, file, key of its obfuscation.
_FACES = (
    ("embedRegular", "LiberationSans-Regular.ttf", "3F2A6C10-5B7D-4E1A-9C0E-1D2B3A4C5E6F"),
    ("embedBold", "LiberationSans-Bold.ttf", "7B1C9E20-2D4F-4A6B-8E3C-0F1E2D3C4B5A"),
)

_PARTS = (
    ("styles", f"{_PART}.styles+xml"),
    ("settings", f"{_PART}.settings+xml"),
    ("fontTable", f"{_PART}.fontTable+xml"),
    ("numbering", f"{_PART}.numbering+xml"),
    ("header1", f"{_PART}.header+xml"),
    ("footer1", f"{_PART}.footer+xml"),
)

_NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""

_SETTINGS = f"""<w:settings {_W}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>
<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""

_DEFAULTS = """<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:eastAsia="Liberation Sans"
 w:cs="Liberation Sans"/><w:sz w:val="24"/><w:szCs w:val="24"/>
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>"""

_TABLE_STYLE = """<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>
<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="RecordTable">
<w:name w:val="Record Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="404040"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="404040"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>
</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="404040"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="E7EBEF"/></w:tcPr></w:tblStylePr></w:style>"""

#: Paragraph styles: id, name, based on, paragraph properties, character properties.
_PARAGRAPHS = (
    ("Title", "Title", "Normal", '<w:spacing w:before="0" w:after="120" w:line="240"'
     ' w:lineRule="auto"/>', '<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="40"/>'),
    ("Heading1", "heading 1", "Normal", '<w:keepNext/><w:keepLines/>'
     '<w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
     '<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="30"/>'),
    ("Heading2", "heading 2", "Normal", '<w:keepNext/><w:keepLines/>'
     '<w:spacing w:before="240" w:after="100"/><w:outlineLvl w:val="1"/>',
     '<w:b/><w:color w:val="1F3A4D"/><w:sz w:val="26"/>'),
    ("Heading3", "heading 3", "Normal", '<w:keepNext/><w:keepLines/>'
     '<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="2"/>',
     '<w:b/><w:sz w:val="24"/>'),
    ("CaseLine", "Case Line", "Normal", '<w:spacing w:after="20"/>', ""),
    ("Lead", "Lead", "Normal", '<w:spacing w:before="160" w:after="160"/>', ""),
    ("Note", "Note", "Normal", '<w:spacing w:after="80"/>', '<w:color w:val="404040"/>'),
    ("Bullet", "List Bullet", "Normal", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
     '</w:numPr><w:spacing w:after="60"/><w:ind w:left="425" w:hanging="283"/>', ""),
    ("TableText", "Table Text", "Normal", '<w:spacing w:after="0" w:line="240"'
     ' w:lineRule="auto"/>', ""),
    ("TableHeading", "Table Heading", "TableText", "<w:keepNext/>", "<w:b/>"),
    ("TableTextSmall", "Table Text Small", "TableText", "", '<w:sz w:val="18"/>'),
    ("TableHeadingSmall", "Table Heading Small", "TableHeading", "", '<w:sz w:val="18"/>'),
    ("TableGap", "Table Gap", "Normal", '<w:spacing w:before="0" w:after="0" w:line="20"'
     ' w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
    ("Figure", "Figure", "Normal", '<w:keepNext/><w:spacing w:before="60" w:after="60"'
     ' w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', ""),
    ("Caption", "caption", "Normal", '<w:spacing w:after="160"/>', '<w:color w:val="404040"/>'),
    ("Header", "header", "Normal", '<w:spacing w:after="0"/><w:jc w:val="right"/>',
     '<w:color w:val="404040"/><w:sz w:val="18"/>'),
    ("Footer", "footer", "Normal", '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4"'
     ' w:color="A6A6A6"/></w:pBdr><w:spacing w:after="0"/>',
     '<w:color w:val="404040"/><w:sz w:val="18"/>'),
)  # fmt: skip

#: Character styles: id, name, properties.
_CHARACTERS = (
    ("Strong", "Strong", "<w:b/>"),
    ("Emphasis", "Emphasis", '<w:color w:val="404040"/>'),
)


def make_template(target: Path) -> None:
    """Write the template. Errors: OSError where the folder cannot be written."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in _members():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def _members() -> list[tuple[str, bytes]]:
    texts = [
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _package_relations()),
        ("docProps/core.xml", _core()),
        ("word/document.xml", f"<w:document {_W} {_R}><w:body>{_section()}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", _document_relations()),
        ("word/styles.xml", _styles()),
        ("word/settings.xml", _SETTINGS),
        ("word/numbering.xml", _NUMBERING),
        ("word/fontTable.xml", _font_table()),
        ("word/_rels/fontTable.xml.rels", _font_relations()),
        ("word/header1.xml", f"<w:hdr {_W}>{_paragraph('Header')}</w:hdr>"),
        ("word/footer1.xml", f"<w:ftr {_W}>{_paragraph('Footer')}</w:ftr>"),
    ]
    fonts = [
        (f"word/fonts/font{n}.odttf", _obfuscated(file, key))
        for n, (_, file, key) in enumerate(_FACES, 1)
    ]
    return [(name, (_HEAD + text).encode()) for name, text in texts] + fonts


def _obfuscated(file: str, key: str) -> bytes:
    """Return a font as Word embeds it: its first 32 bytes mixed with the key (ECMA-376, 17.8.1)."""
    data = bytearray(resources.path("fonts", file).read_bytes())
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    for position in range(32):
        data[position] ^= mask[position % 16]
    return bytes(data)


def _styles() -> str:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{letters}</w:rPr>'
        "</w:style>"
        for key, name, base, shape, letters in _PARAGRAPHS
    )
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
        for key, name, letters in _CHARACTERS
    )
    body = f"{_DEFAULTS}{normal}{paragraphs}{characters}{_TABLE_STYLE}"
    return f"<w:styles {_W}>{body}</w:styles>"


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="850" w:bottom="1134" w:left="850" w:header="567"'
        ' w:footer="510" w:gutter="0"/></w:sectPr>'
    )


def _paragraph(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'


def _font_table() -> str:
    faces = "".join(
        f'<w:{element} r:id="rId{n}" w:fontKey="{{{key}}}"/>'
        for n, (element, _, key) in enumerate(_FACES, 1)
    )
    return (
        f'<w:fonts {_W} {_R}><w:font w:name="Liberation Sans"><w:altName w:val="Arial"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{faces}</w:font></w:fonts>'
    )


def _content_types() -> str:
    defaults = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
        ("png", "image/png"),
    )
    rows = "".join(f'<Default Extension="{e}" ContentType="{kind}"/>' for e, kind in defaults)
    rows += _override("/word/document.xml", f"{_PART}.document.main+xml")
    rows += _override(
        "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
    )
    rows += "".join(_override(f"/word/{name}.xml", kind) for name, kind in _PARTS)
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{rows}</Types>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'


def _relations(rows: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations(
        _relation(1, f"{_REL}/officeDocument", "word/document.xml")
        + _relation(2, core, "docProps/core.xml")
    )


def _document_relations() -> str:
    kinds = ("styles", "settings", "fontTable", "numbering", "header", "footer")
    return _relations(
        "".join(
            _relation(n, f"{_REL}/{kind}", f"{name}.xml")
            for n, (kind, (name, _)) in enumerate(zip(kinds, _PARTS, strict=True), 1)
        )
    )


def _font_relations() -> str:
    return _relations(
        "".join(
            _relation(n, f"{_REL}/font", f"fonts/font{n}.odttf") for n in range(1, len(_FACES) + 1)
        )
    )


def _core() -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


if __name__ == "__main__":
    make_template(resources.path("word", "template.docx"))
