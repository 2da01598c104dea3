"""E-mail: headers, body, quotations, attachments; a broken date never becomes a date."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from importers.html_text import read_html
from tests.importers.builders import message
from tests.importers.helpers import codes, read, texts

HEADERS = (
    "From: Ana Example <ana@example.invalid>\nTo: duty@example.invalid\n"
    "Subject: Visit on Monday\nDate: Mon, 14 Jun 2021 09:10:00 +0100"
)


def parts(body: str) -> list[tuple[str, str | None, int | None, str]]:
    """Return kind, message part, line and text of what follows the headers."""
    return [
        (p.kind, p.locator.message_part, p.locator.line, p.text)
        for p in read(message(HEADERS, body)).passages
        if p.kind != "metadata"
    ]


def test_headers_are_passages_and_metadata() -> None:
    result = read(message(HEADERS, "Hello."))
    assert "Subject: Visit on Monday" in texts(result, "metadata")
    assert result.metadata["sent"] == "2021-06-14T09:10:00+01:00"
    assert result.metadata["from"] == "Ana Example <ana@example.invalid>"


@pytest.mark.parametrize("date", ["yesterday", "32 Foo 2021 99:99", "<HR>", "Mon, 99 Jun 2021"])
def test_a_broken_date_is_named_and_not_replaced(date: str) -> None:
    result = read(message(f"From: a@b.invalid\nTo: c@d.invalid\nDate: {date}", "x"))
    assert "sent" not in result.metadata
    assert [(n.code, n.params["date"]) for n in result.notes] == [("bad_date_header", date)]


def test_encoded_and_raw_headers_are_decoded() -> None:
    head = "From: =?utf-8?q?Si=C3=A2n?= <s@x.invalid>\nTo: a@b.invalid\nSubject: Tŷ £5"
    result = read(message(head, "x"))
    assert result.metadata["from"] == "Siân <s@x.invalid>"
    assert result.metadata["subject"] == "Tŷ £5"


def test_old_ways_of_writing_headers_are_read() -> None:
    data = b"\r\nFrom : Ana <a@b.invalid>\r\nSubject  : Call\r\n\r\nHello\r\n"
    result = read(data)
    assert result.metadata == {"from": "Ana <a@b.invalid>", "subject": "Call"}
    assert texts(result, "paragraph") == ["Hello"]


def test_the_envelope_line_of_a_mail_folder_is_kept() -> None:
    result = read(b"From a@b.invalid Mon Jun 14 2021\nFrom: a@b.invalid\nTo: c@d\n\nHello\n")
    assert "From a@b.invalid Mon Jun 14 2021" in texts(result, "metadata")[-1]


@pytest.mark.parametrize("coding", ["7-bit", "plain", "", "x-uuencode", "text/html", "8bit base64"])
def test_unknown_codings_of_the_body_lose_nothing(coding: str) -> None:
    data = f"From: a@b\nTo: c@d\nContent-Transfer-Encoding: {coding}\n\nSeen at home.\n"
    assert "".join(texts(read(data.encode()), "paragraph")) == "Seen at home."


def test_paragraphs_keep_their_lines_and_line_numbers() -> None:
    assert parts("Dear all,\n\nSeen today\nat home.\n") == [
        ("paragraph", "body", 1, "Dear all,"),
        ("paragraph", "body", 3, "Seen today\nat home."),
    ]


def test_marked_lines_are_a_quotation_without_their_marks() -> None:
    assert parts("Thanks.\n\n> From: Bo\n> Sent: 1 June 2021\n>\n> Can you call?\n\nBye\n") == [
        ("paragraph", "body", 1, "Thanks."),
        ("quoted", "quoted 1", 3, "From: Bo\nSent: 1 June 2021"),
        ("quoted", "quoted 1", 6, "Can you call?"),
        ("paragraph", "body", 8, "Bye"),
    ]


def test_the_marks_of_quoted_lines_are_named() -> None:
    notes = read(message(HEADERS, "a\n\n> b\n>> c\n")).notes
    assert [(note.code, note.raw, note.params) for note in notes] == [
        ("quoted_lines", ">>>", {"count": "2"})
    ]


def test_a_reply_below_an_outlook_header_runs_to_the_end() -> None:
    body = (
        "Noted.\n\nFrom: Bo\nSent: 2 June 2021 10:00\nTo: Ana\nSubject: Call\n\nPlease ring.\n\n"
        "From: Cy\nSent: 1 June 2021\n\nFirst message.\n"
    )
    assert [(kind, part) for kind, part, _, _ in parts(body)] == [
        ("paragraph", "body"),
        ("quoted", "quoted 1"),
        ("quoted", "quoted 1"),
        ("quoted", "quoted 2"),
        ("quoted", "quoted 2"),
    ]


def test_the_announcement_belongs_to_the_quotation() -> None:
    body = "Yes.\n\nOn Tue, 1 Jun 2021 at 10:00, Bo Example\n<bo@x.invalid> wrote:\n\n> No?\n"
    found = parts(body)
    assert found[0] == ("paragraph", "body", 1, "Yes.")
    assert {(kind, part) for kind, part, _, _ in found[1:]} == {("quoted", "quoted 1")}


def test_a_sentence_that_ends_with_wrote_is_no_announcement() -> None:
    body = "On 3 May 2021 the father wrote:\n\nI will not come.\n"
    assert {kind for kind, *_ in parts(body)} == {"paragraph"}


def test_an_announcement_before_marked_lines_needs_no_clock() -> None:
    body = "Yes.\n\nOn 1 June Bo wrote:\n> No?\n"
    assert [(kind, part) for kind, part, *_ in parts(body)][1:] == [
        ("quoted", "quoted 1"),
        ("quoted", "quoted 1"),
    ]


def test_a_divider_begins_one_quotation_not_two() -> None:
    body = "Fine.\n\n-----Original Message-----\nFrom: Bo\nSent: 1 June 2021\n\nText\n"
    assert {part for kind, part, _, _ in parts(body) if kind == "quoted"} == {"quoted 1"}


def test_quotations_within_quotations_are_numbered() -> None:
    found = parts("a\n\n> b\n>> c\n> d\n")
    assert [(part, text) for _, part, _, text in found] == [
        ("body", "a"),
        ("quoted 1", "b"),
        ("quoted 2", "c"),
        ("quoted 1", "d"),
    ]


def test_a_sentence_that_begins_with_from_is_no_header() -> None:
    assert parts("From: what she said it was cold.\nWe left.\n")[0][0] == "paragraph"


def test_the_signature_is_told_apart() -> None:
    assert [kind for kind, *_ in parts("Hi.\n\n-- \nAna\nSocial worker\n")] == [
        "paragraph",
        "signature",
    ]


def test_attachments_and_nested_messages_come_out_whole() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner["From"] = "x@y.invalid"
    inner.set_content("Inside.")
    outer = EmailMessage()
    outer["From"] = "a@b.invalid"
    outer["To"] = "c@d.invalid"
    outer.set_content("See attached.")
    outer.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="log.csv")
    outer.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Tŷ.pdf")
    outer.add_attachment(inner)
    result = read(outer.as_bytes())
    assert [(a.name, a.media_type) for a in result.attachments] == [
        ("log.csv", "text/csv"),
        ("Tŷ.pdf", "application/pdf"),
        ("Inner.eml", "message/rfc822"),
    ]
    assert "Inside." in texts(read(result.attachments[2].data))


def both(plain: str, html: str) -> bytes:
    """Return a message that says it twice."""
    made = EmailMessage()
    made["From"] = "a@b.invalid"
    made["To"] = "c@d.invalid"
    made.set_content(plain)
    made.add_alternative(html, subtype="html")
    return made.as_bytes()


def test_html_that_says_the_same_is_left_out() -> None:
    result = read(both("Seen at home.", "<p>Seen <b>at</b> home.</p>"))
    assert [t for t in texts(result, "paragraph")] == ["Seen at home."]
    assert codes(result) == ["two_bodies_alike"]


def test_html_with_its_own_pictures_is_compared_too() -> None:
    made = EmailMessage()
    made["From"] = "a@b.invalid"
    made["To"] = "c@d.invalid"
    made.set_content("Seen at home.")
    made.add_alternative("<p>Seen at home.</p>", subtype="html")
    html = made.get_payload(1)
    html.add_related(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    result = read(made.as_bytes())
    assert texts(result, "paragraph") == ["Seen at home."]
    assert [item.name for item in result.attachments] == ["logo.png"]


def test_an_encrypted_body_is_named_and_kept() -> None:
    data = (
        b"From: a@b.invalid\nTo: c@d.invalid\nMIME-Version: 1.0\n"
        b"Content-Type: application/pkcs7-mime; name=smime.p7m\n"
        b"Content-Transfer-Encoding: base64\n\naGVsbG8=\n"
    )
    result = read(data)
    assert codes(result) == ["mail_encrypted"]
    assert [item.data for item in result.attachments] == [b"hello"]


def test_html_that_says_more_is_read_too() -> None:
    result = read(both("See below.", "<p>See below.</p><table><tr><td>3 May</td></tr></table>"))
    assert any("3 May" in text for text in texts(result, "paragraph"))


def test_html_alone_is_read_without_scripts_and_with_quotations() -> None:
    made = EmailMessage()
    made["From"] = "a@b.invalid"
    made["To"] = "c@d.invalid"
    made.set_content(
        "<html><head><title>t</title><style>p{}</style></head><body><p>One<br>two</p>"
        "<script>alert(1)</script><blockquote><p>Earlier</p></blockquote></body></html>",
        subtype="html",
    )
    result = read(made.as_bytes())
    assert texts(result, "paragraph") == ["One\ntwo"]
    assert texts(result, "quoted") == ["Earlier"]


def test_cells_of_an_html_table_stand_apart() -> None:
    html = "<table><tr><td>3 May</td><td>Late</td></tr><tr><td>4 May</td><td>Ill</td></tr></table>"
    assert read_html(html).split("\n") == ["3 May\tLate", "4 May\tIll"]


def test_a_wrong_character_set_is_survived_and_said() -> None:
    data = message(HEADERS, "Paid @5").replace(b"utf-8", b"klingon").replace(b"@5", b"\xa35")
    result = read(data)
    assert "£5" in "".join(texts(result))
    assert "encoding_guessed" in codes(result)
