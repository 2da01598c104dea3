"""The main job from the command line: make, import, review, export, verify, undo."""

import json
import zipfile
from pathlib import Path

import docx
import pytest

HEADINGS = ["Serial number", "Date", "Event - detail", "Witness or document reference"]


@pytest.fixture
def imported(cli, book, notes) -> Path:
    ran = cli("import", book, "--case", "F-1", notes, "--agency", "childrens_social_care")
    assert ran.code == 0, ran.told
    assert ran.of("file")[0]["outcome"] == "imported"
    return book


@pytest.fixture
def reviewed(cli, imported, tmp_path) -> Path:
    waiting = cli("suggestions", imported, "--case", "F-1").of("suggestion")
    file = tmp_path / "decisions.jsonl"
    lines = [json.dumps({"id": line["id"], "do": "accept"}) for line in waiting]
    file.write_text("\n".join(lines), encoding="utf-8")
    ran = cli("review", imported, "--case", "F-1", "--decisions", file)
    assert ran.code == 0, ran.told
    return imported


def confirmed(cli, book):
    return cli("events", book, "--case", "F-1").of("event")


def test_suggestions_keep_the_contract(cli, imported, notes):
    waiting = cli("suggestions", imported, "--case", "F-1").of("suggestion")
    assert waiting
    for line in waiting:
        assert set(line["date"]) == {"edtf", "modifier", "text", "earliest", "latest", "kind"}
        assert line["citations"]
        assert set(line["children"]) <= {"Ada Fern", "Ben Fern"}
        for citation in line["citations"]:
            assert citation["file"] == notes.name
            assert " ".join(citation["quote"].split()) in " ".join(notes.read_text().split())


def test_reading_goes_by_an_authoritys_own_settings_file(cli, notes, tmp_path):
    file = tmp_path / "authority.toml"
    file.write_text('[phrases.own]\nlist = "no.strength"\n', encoding="utf-8")
    assert cli("read", notes, "--settings", file).code == 2
    plain = cli("read", notes).of("suggestion")
    file.write_text("[lexicon.concern.physical]\nstrong = []\n", encoding="utf-8")
    assert len(cli("read", notes, "--settings", file).of("suggestion")) <= len(plain)


def test_reading_without_a_casebook_gives_the_same_suggestions(cli, imported, notes, family):
    stored = cli("suggestions", imported, "--case", "F-1").of("suggestion")
    read = cli("read", notes, "--people", family, "--agency", "childrens_social_care")
    assert {s["id"] for s in read.of("suggestion")} == {s["id"] for s in stored}
    assert {p["text"] for p in read.of("passage")} == {
        line for line in notes.read_text().splitlines() if line
    }


def test_the_same_file_twice_is_recognised(cli, imported, notes):
    again = cli("import", imported, "--case", "F-1", notes)
    assert again.code == 0
    assert again.of("file")[0]["outcome"] == "already_there"
    assert len(cli("sources", imported, "--case", "F-1").of("source")) == 1


def test_the_court_chronology_holds_every_confirmed_event_under_four_headings(
    cli, reviewed, tmp_path
):
    out = tmp_path / "chronology.docx"
    ran = cli("export", reviewed, "--case", "F-1", "chronology", "--out", out)
    assert ran.code == 0, ran.told
    tables = docx.Document(out).tables
    assert all([c.text for c in table.rows[0].cells] == HEADINGS for table in tables)
    rows = sum(len(table.rows) - 1 for table in tables)
    assert rows == len(confirmed(cli, reviewed)) > 0


def test_no_part_of_a_document_names_the_file(cli, reviewed, notes, tmp_path):
    out = tmp_path / "chronology.docx"
    assert cli("export", reviewed, "--case", "F-1", "chronology", "--out", out).code == 0
    with zipfile.ZipFile(out) as pack:
        for name in pack.namelist():
            assert notes.name.encode() not in pack.read(name)


def test_events_accepted_unread_reach_no_court_document(cli, imported, tmp_path):
    assert cli("review", imported, "--case", "F-1", "--accept-all").code == 0
    assert {e["status"] for e in confirmed(cli, imported)} == {"accepted_unread"}
    out = tmp_path / "chronology.docx"
    assert cli("export", imported, "--case", "F-1", "chronology", "--out", out).code == 0
    assert not any(table.rows[1:] for table in docx.Document(out).tables)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("full-chronology", "docx"),
        ("impact", "docx"),
        ("timeline", "docx"),
        ("timeline", "png"),
        ("timeline", "svg"),
        ("timeline", "pdf"),
        ("data", "jsonl"),
        ("workbook", "xlsx"),
    ],
)
def test_every_kind_is_written_and_stands_in_the_log(cli, reviewed, tmp_path, kind, ending):
    out = tmp_path / f"document.{ending}"
    before = cli("history", reviewed, "--case", "F-1").of("head")[0]["head"]
    ran = cli("export", reviewed, "--case", "F-1", kind, "--out", out)
    assert ran.code == 0, ran.told
    assert out.stat().st_size == ran.of("document")[0]["size_bytes"] > 0
    assert ran.of("document")[0]["head"] == before
    assert cli("history", reviewed, "--case", "F-1").of("history")[-1]["command"] == "export"


def test_data_loaded_into_a_new_casebook_gives_the_same_records(cli, reviewed, tmp_path):
    data = tmp_path / "data.jsonl"
    assert cli("export", reviewed, "--case", "F-1", "data", "--out", data).code == 0
    other = tmp_path / "other.casebook"
    assert cli("new", other).code == 0
    assert cli("case", other, "--ref", "F-1").code == 0
    ran = cli("load", other, "--case", "F-1", "--events", data)
    assert ran.code == 0, ran.told
    again = tmp_path / "again.jsonl"
    assert cli("export", other, "--case", "F-1", "data", "--out", again).code == 0
    assert without_case(again) == without_case(data)
    assert cli("verify", other).code == 0


def without_case(data: Path) -> list[dict]:
    """Return the lines of a data file, but for the ids of the two cases."""
    lines = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line.get("fields", {}).pop("case_id", None)
        line.get("fields", {}).pop("row_version", None)
    return sorted((x for x in lines if x["record"] != "case"), key=lambda x: json.dumps(x))


def test_one_undo_removes_a_whole_import_and_redo_brings_it_back(cli, imported):
    assert cli("undo", imported).code == 0
    assert cli("sources", imported, "--case", "F-1").lines == []
    assert cli("suggestions", imported, "--case", "F-1").lines == []
    assert cli("redo", imported).code == 0
    assert len(cli("sources", imported, "--case", "F-1").lines) == 1
    assert cli("verify", imported).code == 0


def test_an_entry_becomes_a_confirmed_event_that_cites_it(cli, book, tmp_path):
    entry = {
        "author": "J. Hart",
        "post": "Social worker",
        "date": "2021-05-03",
        "time": "17:30",
        "children": ["Ben Fern"],
        "seen_or_heard": "Ben was in a clean coat and had eaten tea.",
        "child_words": {"child": "Ben Fern", "words": "Mum made pasta.", "asked_by": "J. Hart"},
        "seen": {"Ben Fern": "seen_alone"},
        "strength": "Rose had cooked.",
        "kind": "visit",
    }
    file = tmp_path / "entry.json"
    file.write_text(json.dumps(entry), encoding="utf-8")
    assert cli("add", book, "--case", "F-1", "--entry", file).code == 0
    event = confirmed(cli, book)[0]
    assert event["date"]["edtf"] == "2021-05-03"
    assert event["strength"] is True
    assert event["status"] == "confirmed"
    assert "Mum made pasta." in "".join(c["quote"] for c in event["citations"])
    assert cli("sources", book, "--case", "F-1").of("source")[0]["kind"] == "entry"


def test_figures_can_be_recounted(cli, reviewed):
    events = {event["id"]: event for event in confirmed(cli, reviewed)}
    figures = cli("cumulative", reviewed, "--case", "F-1", "--as-of", "2021-12-31").of("figure")
    counts = [f for f in figures if f["measure"] == "events" and f["type"] != "any"]
    assert counts
    for figure in counts:
        listed = [events[i] for i in figure["event_ids"]]
        assert len(listed) == figure["at_most"]
        assert all(figure["child"] in event["children"] for event in listed)
        assert all(figure["type"] in event["neglect_types"] for event in listed)


def test_search_finds_words_in_sources_and_events(cli, reviewed):
    hits = cli("search", reviewed, "fridge", "--case", "F-1").of("hit")
    assert {hit["found"] for hit in hits} == {"passage", "event"}
    assert all(hit["file"] == "notes.txt" and hit["locator"] for hit in hits)
    assert {hit["case"] for hit in hits} == {"F-1"}


def test_backup_and_restore_give_the_same_casebook(cli, reviewed, tmp_path):
    backup, other = tmp_path / "b.backup", tmp_path / "restored.casebook"
    assert cli("backup", reviewed, "--out", backup).code == 0
    assert cli("restore", backup, "--out", other, "--preview").code == 0
    assert not other.exists()
    assert cli("restore", backup, "--out", other).code == 0
    assert confirmed(cli, other) == confirmed(cli, reviewed)
    assert cli("verify", other).code == 0


def test_verify_knows_an_earlier_head_and_refuses_a_made_up_one(cli, reviewed):
    head = cli("history", reviewed, "--case", "F-1").of("head")[0]["head"]
    assert cli("undo", reviewed).code == 0
    assert cli("verify", reviewed, "--head", head).code == 0
    count, _ = head.split(":")
    assert cli("verify", reviewed, "--head", f"{count}:{'0' * 64}").code == 3


def test_dates_are_printed_line_by_line(cli, tmp_path):
    file = tmp_path / "text.txt"
    file.write_text("Nothing.\nSeen on 3rd March 2019 and in early June 2019.\n", encoding="utf-8")
    found = cli("dates", file).of("date")
    assert [(d["line"], d["edtf"], d["modifier"]) for d in found] == [
        (2, "2019-03-03", None),
        (2, "2019-06", "early"),
    ]


def test_a_document_can_be_made_as_the_case_once_stood(cli, reviewed, tmp_path):
    entries = cli("history", reviewed, "--case", "F-1").of("history")
    before = next(e["number"] for e in entries if e["command"] == "finish_import")
    out = tmp_path / "then.docx"
    ran = cli("export", reviewed, "--case", "F-1", "chronology", "--out", out, "--at", before)
    assert ran.code == 0, ran.told
    assert ran.of("document")[0]["head"].startswith(f"{before}:")
    assert not any(table.rows[1:] for table in docx.Document(out).tables)
    late = cli("export", reviewed, "--case", "F-1", "chronology", "--out", out, "--at", 9999)
    assert late.code == 2
