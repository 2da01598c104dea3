"""Titles of sources that nobody has named."""

from chronology_app.model import ReadResult
from ui.jobs.titles import citation_title


def result(name, **metadata):
    return ReadResult(format=name, media_type="x/y", passages=(), metadata=metadata)


def test_a_record_is_named_after_its_agency_and_numbered_when_there_is_one():
    title = citation_title("school", result("docx"), frozenset())
    assert title == "School record"
    assert citation_title("school", result("docx"), {title}) == "School record (2)"


def test_a_message_is_named_after_its_sender_and_day():
    mail = result("eml", **{"from": "Jo Reed <jo@x.invalid>", "sent": "2021-06-14T09:10:00"})
    assert citation_title("other", mail, frozenset()) == "E-mail from Jo Reed, 14 June 2021"


def test_a_message_without_a_date_says_so():
    mail = result("eml", **{"from": "jo@x.invalid"})
    assert citation_title("other", mail, frozenset()) == "E-mail from jo@x.invalid, undated"
