"""Word files: everything they hold, in order, once."""

from __future__ import annotations

import pytest

from chronology_app.errors import ImportFileError
from tests.importers.builders import STRICT_W, packed, paragraph, table, word_file
from tests.importers.helpers import codes, read, texts

STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Entry"><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lvl"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Lvl"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)

ENTITY_IN_UTF16 = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY e 'b'>]><x>&e;</x>"


def test_paragraphs_are_numbered_with_the_empty_ones_and_without_tables() -> None:
    body = paragraph("one") + paragraph("") + table(["cell"]) + paragraph("three")
    result = read(word_file(body))
    assert [(p.text, p.locator.paragraph, p.locator.table) for p in result.passages] == [
        ("one", 1, None),
        ("cell", None, 1),
        ("three", 3, None),
    ]


def test_the_strict_flavour_reads_the_same() -> None:
    assert texts(read(word_file(paragraph("strict"), namespace=STRICT_W))) == ["strict"]


@pytest.mark.parametrize(
    ("style", "level"),
    [("berschrift2", 2), ("Entry", 2), ("Lvl", 3), ("Heading4", 4), ("Title", 1)],
)
def test_headings_are_known_by_outline_style_or_name(style: str, level: int) -> None:
    result = read(word_file(paragraph("Home visit", style=style), {"styles": STYLES}))
    assert [(p.kind, p.level) for p in result.passages] == [("heading", level)]


@pytest.mark.parametrize("style", ["Body", "A", "Normal"])
def test_other_styles_are_no_headings(style: str) -> None:
    result = read(word_file(paragraph("Text of a note", style=style), {"styles": STYLES}))
    assert result.passages[0].kind == "paragraph"


def test_a_whole_numbered_paragraph_in_a_heading_style_is_text() -> None:
    long = "The mother accepts that the home was cold and that the boys were late for school. " * 3
    result = read(word_file(paragraph(long, style="berschrift2"), {"styles": STYLES}))
    assert result.passages[0].kind == "paragraph"


def test_lines_of_the_table_of_contents_are_not_the_headings_again() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Inh1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("3 May 2021 Visit\t2", style="Inh1") + paragraph("3 May", style="Heading1")
    result = read(word_file(body, {"styles": styles}))
    assert [p.kind for p in result.passages] == ["metadata", "heading"]


def test_a_short_bold_paragraph_is_a_heading_without_level() -> None:
    body = paragraph("3 May 2021 - Visit", bold=True) + paragraph("All was well.", bold=True)
    mixed = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Seen:</w:t></w:r><w:r><w:t> Ana</w:t></w:r></w:p>"
    result = read(word_file(body + mixed))
    assert [(p.kind, p.level) for p in result.passages] == [
        ("heading", None),
        ("paragraph", None),
        ("paragraph", None),
    ]


def test_text_inside_fields_links_controls_and_smart_tags_is_read() -> None:
    inner = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>"
        + '<w:fldSimple w:instr="DATE">'
        + inner.format("1 June 2020 ")
        + "</w:fldSimple>"
        + '<w:hyperlink r:id="x">'
        + inner.format("link ")
        + "</w:hyperlink>"
        + "<w:sdt><w:sdtPr><w:alias w:val='hide'/></w:sdtPr><w:sdtContent>"
        + inner.format("control ")
        + "</w:sdtContent></w:sdt>"
        + "<w:smartTag>"
        + inner.format("tag ")
        + "</w:smartTag>"
        + "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>"
        + inner.format("7")
        + "</w:p>"
    )
    assert texts(read(word_file(body))) == ["1 June 2020 link control tag 7"]


def test_block_level_content_controls_keep_their_paragraphs_and_tables() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = (
        "<w:tbl>"
        + control.format(
            "<w:tr><w:tc>"
            + paragraph("a")
            + "</w:tc>"
            + control.format("<w:tc>" + paragraph("b") + "</w:tc>")
            + "</w:tr>"
        )
        + "</w:tbl>"
    )
    result = read(word_file(control.format(paragraph("in") + rows)))
    assert texts(result) == ["in", "a", "b"]


def test_breaks_tabs_hyphens_and_symbols_become_characters() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="0041"/></w:r></w:p>'
    )
    assert texts(read(word_file(body))) == ["a\tb\nc-\u2713A"]


def test_tracked_insertions_are_text_and_deletions_stand_apart() -> None:
    body = (
        "<w:p><w:r><w:t>Seen at </w:t></w:r>"
        '<w:ins w:author="A. Editor"><w:r><w:t>home</w:t></w:r></w:ins>'
        '<w:del w:author="B. Remover" w:date="2021-05-04T10:00:00Z"><w:r>'
        "<w:delText>school</w:delText></w:r></w:del></w:p>"
    )
    result = read(word_file(body))
    assert [(p.kind, p.text) for p in result.passages] == [
        ("paragraph", "Seen at home"),
        ("deletion", "school"),
    ]
    assert result.passages[1].locator == result.passages[0].locator
    note = next(item for item in result.notes if item.code == "tracked_deletion")
    assert note.params == {
        "words": "school",
        "author": "B. Remover",
        "date": "2021-05-04T10:00:00Z",
    }
    assert "tracked_insertions" in codes(result)


def test_moved_text_is_read_where_it_went_and_listed_where_it_was() -> None:
    body = (
        "<w:p><w:moveFrom w:author='X'><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo w:author='X'><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>"
    )
    assert [(p.kind, p.text) for p in read(word_file(body)).passages] == [
        ("deletion", "moved"),
        ("paragraph", "moved"),
    ]


def test_nested_tables_stand_in_order_with_numbers_of_their_own() -> None:
    cell = paragraph("before") + table(["inner"]) + paragraph("after")
    result = read(word_file(table(["first", cell]) + table(["next"])))
    places = [(p.text, p.locator.table, p.locator.row, p.locator.column) for p in result.passages]
    assert places == [
        ("first", 1, 1, 1),
        ("before", 1, 1, 2),
        ("inner", 2, 1, 1),
        ("after", 1, 1, 2),
        ("next", 3, 1, 1),
    ]


def test_merged_cells_count_the_columns_they_cover() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("wide") + "</w:tc>"
    tall = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    last = "<w:tc>" + paragraph("last") + "</w:tc>"
    result = read(word_file(f"<w:tbl><w:tr>{wide}{tall}{last}</w:tr></w:tbl>"))
    assert [(p.text, p.locator.column) for p in result.passages] == [("wide", 1), ("last", 4)]


def test_the_lines_of_a_cell_are_one_passage() -> None:
    result = read(word_file(table([paragraph("one") + paragraph("two")])))
    assert texts(result, "cell") == ["one\ntwo"]


def test_headers_notes_and_comments_have_their_part() -> None:
    note = '<w:footnote w:id="{}" {}>{}</w:footnote>'
    parts = {
        "header": paragraph("Family file"),
        "footer": paragraph("Confidential"),
        "footnotes": note.format(0, 'w:type="separator"', "<w:p/>")
        + note.format(5, "", paragraph("see letter")),
        "comments": '<w:comment w:id="1" w:author="R. Eader" w:date="2020-01-02T00:00:00Z">'
        + paragraph("is this right?")
        + "</w:comment>",
    }
    mark = '<w:r><w:t>body</w:t><w:footnoteReference w:id="5"/></w:r>'
    result = read(word_file(f"<w:p>{mark}</w:p>", parts))
    assert [(p.kind, p.locator.part, p.text) for p in result.passages] == [
        ("header", "header", "Family file"),
        ("paragraph", None, "body"),
        ("footer", "footer", "Confidential"),
        ("note", "footnote 1", "see letter"),
        ("comment", "comment 1", "is this right?"),
    ]
    assert codes(result) == ["comment_found"]


def test_a_table_in_the_header_does_not_count_as_the_first_of_the_body() -> None:
    result = read(word_file(table(["body"]), {"header": table(["logo"])}))
    assert [(p.kind, p.locator.table) for p in result.passages] == [("header", 1), ("cell", 1)]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("in the box") + "</w:txbxContent>"
    drawing = (
        "<w:p><w:r><w:t>anchor</w:t><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    result = read(word_file(drawing))
    assert [(p.text, p.locator.part) for p in result.passages] == [
        ("anchor", None),
        ("in the box", "box 1"),
    ]


def test_an_empty_choice_gives_way_to_the_fallback() -> None:
    drawing = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='x'/>"
        "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(word_file(drawing))) == ["old"]


def test_hidden_text_is_read_and_said() -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    result = read(word_file(body))
    assert texts(result) == ["secret"]
    assert codes(result) == ["hidden_text"]


def test_old_form_fields_show_what_was_ticked_and_chosen() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    tick = begin.format('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = begin.format('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    item = '<w:listEntry w:val="{}"/>'
    chosen = begin.format(
        '<w:ddList><w:result w:val="1"/>' + item.format("Low") + item.format("High") + "</w:ddList>"
    )
    assert texts(read(word_file(f"<w:p>{tick}{empty}{chosen}</w:p>"))) == ["\u2612\u2610High"]


def test_footnotes_have_the_number_that_the_reader_sees() -> None:
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    parts = {"footnotes": note.format(2, paragraph("second")) + note.format(9, paragraph("first"))}
    marks = '<w:r><w:footnoteReference w:id="9"/><w:footnoteReference w:id="2"/></w:r>'
    result = read(word_file(f"<w:p>{marks}</w:p>", parts))
    assert [(p.locator.part, p.text) for p in result.passages] == [
        ("footnote 1", "first"),
        ("footnote 2", "second"),
    ]


def test_a_watermark_is_read() -> None:
    body = '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
    assert texts(read(word_file(body))) == ["DRAFT"]


def test_large_pictures_are_named_and_small_ones_told_apart() -> None:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><a:graphic><a:blip/>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    small, large = picture.format(900_000), picture.format(4_000_000)
    result = read(word_file(small + large + large))
    assert [(note.code, note.params) for note in result.notes] == [
        ("pictures_not_read", {"count": "2"}),
        ("small_pictures", {"count": "1"}),
    ]


def test_words_in_a_part_that_nothing_refers_to_are_named() -> None:
    lost = f'<w:hdr xmlns:w="{STRICT_W}">{paragraph("left behind")}</w:hdr>'.encode()
    result = read(word_file(paragraph("x"), extra={"word/header9.xml": lost}))
    assert [(note.code, note.raw) for note in result.notes] == [("other_part_text", "left behind")]


def test_embedded_files_come_out_as_attachments() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/package" Target="embeddings/list.xlsx"/></Relationships>'
    )
    extra = {"word/embeddings/list.xlsx": b"inner", "word/_rels/document.xml.rels": rels.encode()}
    result = read(word_file(paragraph("x"), extra=extra))
    assert [(item.name, item.data) for item in result.attachments] == [("list.xlsx", b"inner")]


def test_document_properties_become_metadata() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Minutes</dc:title>'
        "<dc:creator>J. Clerk</dc:creator><dcterms:created>2021-03-04T09:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    data = word_file(
        paragraph("x"), extra={"docProps/core.xml": core.encode(), "_rels/.rels": rels.encode()}
    )
    assert read(data).metadata == {
        "title": "Minutes",
        "author": "J. Clerk",
        "created": "2021-03-04T09:00:00Z",
    }


def test_a_file_without_words_says_so() -> None:
    assert codes(read(word_file("<w:p/>"))) == ["nothing_found"]


def test_a_broken_lesser_part_is_named_and_the_rest_read() -> None:
    result = read(word_file(paragraph("x"), {"comments": "<w:comment"}))
    assert texts(result) == ["x"]
    assert [(n.code, n.params) for n in result.notes] == [
        ("part_damaged", {"part": "word/comments.xml"})
    ]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "unsafe"),
        (ENTITY_IN_UTF16.encode("utf-16"), "unsafe"),
        (b"<w:document", "damaged"),
        (b"", "damaged"),
    ],
)
def test_attacks_and_damage_are_refused(part: bytes, code: str) -> None:
    with pytest.raises(ImportFileError) as refusal:
        read(word_file("", extra={"word/document.xml": part}))
    assert refusal.value.code == code


def test_what_unpacks_to_far_more_than_it_should_is_refused() -> None:
    bomb = word_file(paragraph("x"), extra={"word/media/a.bin": bytes(70 * 1024 * 1024)})
    with pytest.raises(ImportFileError) as refusal:
        read(bomb)
    assert refusal.value.code == "too_large"


def test_deep_nesting_is_refused_not_followed() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000
    with pytest.raises(ImportFileError) as refusal:
        read(word_file(deep + "</w:tc></w:tr></w:tbl>" * 2000))
    assert refusal.value.code == "damaged"


def test_a_zip_that_is_no_office_file_is_an_archive() -> None:
    with pytest.raises(ImportFileError) as refusal:
        read(packed({"notes.txt": b"hello"}), "notes.zip")
    assert refusal.value.code == "format_archive"
