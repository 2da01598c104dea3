"""Reads e-mail messages: headers, the body, what it quotes, and the files that came with it.

How a body is cut into paragraphs and quotations is left to `mail_body`, its HTML to `html_text`.
"""

from __future__ import annotations

import email
import email.base64mime
import email.generator
import email.iterators
import email.parser
import email.policy
import email.quoprimime
import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from chronology_app.errors import ImportFileError
from chronology_app.model.sources import Attachment, Locator, ReadResult
from importers.base import ImportOptions, PassageList
from importers.decode import Decoded, decode_text, note_decoding
from importers.html_text import read_html
from importers.mail_body import add_body

name = "eml"
media_type = "message/rfc822"

_MAIN_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_SPACED_COLON = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*)[ \t]+:", re.MULTILINE)
#: Bodies that only the person to whom they were sent can open.
_SEALED = frozenset(
    {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
_METADATA = {"From": "from", "To": "to", "Cc": "cc", "Subject": "subject"}


def read(data: bytes, options: ImportOptions) -> ReadResult:
    """Return the passages of one message.

    The main headers come first (kind "metadata", "Subject: ..."), then the body by paragraphs
    with the number of their first line, quotations with kind "quoted" and part "quoted N"; the
    other headers last. Quotation marks at the start of lines are not part of the text.
    A broken date gives a note and no date. Errors: ImportFileError "damaged".
    """
    found = PassageList(options)
    try:
        message = email.message_from_bytes(_tidy(data), policy=email.policy.default)
        headers = _read_headers(message, found)
        _add_main_headers(headers, found)
        bodies = _Bodies(found, options.limits.nesting)
        bodies.read(message)
        others = [message.get_unixfrom() or ""]
        others += [f"{key}: {value}" for key, value in headers if key.title() not in _MAIN_HEADERS]
        found.add("\n".join(others), "metadata", message_part="transport headers")
    except RecursionError as cause:
        raise ImportFileError("damaged") from cause
    return found.result(name, media_type)


def _tidy(data: bytes) -> bytes:
    """Write the head as the parser wants it: no blank lines first, no space before a colon."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    end = _BLANK_LINE.search(data)
    head = data[: end.start()] if end else data
    return _SPACED_COLON.sub(rb"\1:", head) + data[len(head) :]


def _read_headers(message: Message, found: PassageList) -> list[tuple[str, str]]:
    """Return every header with its decoded value; one that cannot be decoded stays as it is.

    The policy's own parser is not asked: it leaves out what it does not understand.
    """
    headers: list[tuple[str, str]] = []
    for key, raw in message.raw_items():
        value = _visible(str(raw))
        try:
            value = str(make_header(decode_header(value)))
        except (MessageError, LookupError, ValueError, OSError):
            found.note("header_unreadable", Locator(message_part="headers"), header=key)
        headers.append((_visible(key), " ".join(value.split())))
    return headers


def _visible(text: str) -> str:
    """Decode bytes above 127 that stand in a header as they are: UTF-8, or else Windows-1252."""
    data = text.encode("utf-8", "surrogateescape")
    decoded = decode_text(data)
    return decoded.text if decoded is not None else data.decode("latin-1")


def _add_main_headers(headers: list[tuple[str, str]], found: PassageList) -> None:
    for wanted in _MAIN_HEADERS:
        for key, value in headers:
            if key.lower() == wanted.lower():
                found.add(f"{wanted}: {value}", "metadata", message_part="headers")
                if wanted in _METADATA:
                    found.tell(_METADATA[wanted], value)
                if wanted == "Date":
                    _tell_sent(value, found)


def _tell_sent(value: str, found: PassageList) -> None:
    try:
        found.tell("sent", parsedate_to_datetime(value).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        found.note("bad_date_header", Locator(message_part="headers"), date=value)


class _Bodies:
    """Walks the parts of a message: reads the text, keeps the rest as attachments."""

    def __init__(self, found: PassageList, nesting: int) -> None:
        self._found = found
        self._nesting = nesting
        self._count = 0
        self._texts = 0

    def read(self, part: Message, depth: int = 0) -> None:
        if depth > self._nesting:
            raise ImportFileError("too_deep")
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self._nested(part)
        elif kind in _SEALED:
            self._found.note("mail_encrypted")
            self._attach(part)
        elif kind == "multipart/alternative":
            self._alternatives(part, depth)
        elif part.is_multipart():
            for child in _parts(part):
                self.read(child, depth + 1)
        elif kind.startswith("multipart/"):
            # Said to have parts, but has none: what stands there is all there is.
            self._text(part)
        elif kind in ("text/plain", "text/html") and not _is_attachment(part):
            self._text(part)
        else:
            self._attach(part)

    def _alternatives(self, part: Message, depth: int) -> None:
        """Read the plain text; the HTML beside it only where it says something more."""
        children = [item for child in _parts(part) for item in _opened(child)]
        plain = [item for item in children if item.get_content_type() == "text/plain"]
        said = " ".join(_payload_text(item).text for item in plain)
        for item in children:
            if item.get_content_type() != "text/html" or not plain:
                self.read(item, depth + 1)
            elif _says_more(read_html(_payload_text(item).text), said):
                self._text(item)
            else:
                self._found.note("two_bodies_alike")

    def _text(self, part: Message) -> None:
        decoded = _payload_text(part)
        note_decoding(decoded, self._found)
        text = decoded.text
        if part.get_content_type() == "text/html":
            text = read_html(text)
            if text.strip():
                self._found.note("html_body_read")
        if text.strip():
            self._texts += 1
            body = "body" if self._texts == 1 else f"body {self._texts}"
            add_body(text, body, self._found)

    def _attach(self, part: Message) -> None:
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data:
            return
        self._keep(_file_name(part), part.get_content_type(), data)

    def _nested(self, part: Message) -> None:
        payload = part.get_payload()
        for item in payload if isinstance(payload, list) else []:
            if isinstance(item, Message):
                title = _file_name(part) or (str(item.get("Subject", "")).strip() or "message")
                if not title.lower().endswith(".eml"):
                    title += ".eml"
                self._keep(title, "message/rfc822", _written(item))

    def _keep(self, title: str, kind: str, data: bytes) -> None:
        self._count += 1
        title = title or f"attachment {self._count}"
        self._found.attachments.append(Attachment(name=title, media_type=kind, data=data))


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [item for item in payload if isinstance(item, Message)]


def _opened(part: Message) -> list[Message]:
    """Return what a part with its own pictures holds; any other part is itself."""
    return _parts(part) if part.get_content_type() == "multipart/related" else [part]


def _is_attachment(part: Message) -> bool:
    if isinstance(part, EmailMessage) and part.is_attachment():
        return True
    return bool(_file_name(part)) and part.get_content_disposition() != "inline"


def _written(message: Message) -> bytes:
    """Return a message within a message as it stood in it."""
    policy = email.policy.compat32.clone(mangle_from_=False)
    try:
        return message.as_bytes(policy=policy)
    except UnicodeError:
        return message.as_string(policy=policy).encode("utf-8", "surrogateescape")


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError, IndexError):
        return ""


def _payload_text(part: Message) -> Decoded:
    """Decode a text part by its stated character set, or by its bytes where that fails."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return Decoded("", "us-ascii", certain=True)
    charset = part.get_content_charset()
    if charset:
        try:
            return Decoded(data.decode(charset), charset, certain=True)
        except (ValueError, LookupError, OSError):
            pass
    guessed = decode_text(data)
    if guessed is not None:
        return guessed
    return Decoded(data.decode("latin-1"), "latin-1", certain=False)


def _says_more(html: str, plain: str) -> bool:
    """Say whether the HTML holds words that the plain text does not."""
    known = set(_words(plain))
    return any(word not in known for word in _words(html))


def _words(text: str) -> list[str]:
    spaced = "".join(char if char.isalnum() else " " for char in text.lower())
    return spaced.split()
