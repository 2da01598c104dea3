"""The sample case holds what it promises, read without the importers."""

from __future__ import annotations

import csv
import email
import email.policy
import html
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from chronology_app.dates import FuzzyDate
from chronology_app.model import codes
from resources import path

SAMPLE = path("sample_case")
_W_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>")


def _read(name: str) -> Any:
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = packed.read("word/document.xml").decode("utf-8")
    return "".join(html.unescape(m[1]) if m[1] else " " for m in _W_TEXT.finditer(body))


def _pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(c) for sheet in book for row in sheet.values for c in row if c)


def _csv(data: bytes) -> str:
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    return "\n".join(cell for row in rows for cell in row)


def _eml(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body()
    assert body is not None
    return re.sub(r"(?m)^> ?", "", str(body.get_content()))


def _txt(data: bytes) -> str:
    return data.decode("utf-8")


READERS: dict[str, Callable[[bytes], str]] = {
    ".docx": _docx, ".pdf": _pdf, ".xlsx": _xlsx, ".csv": _csv, ".eml": _eml, ".txt": _txt,
}  # fmt: skip


@pytest.fixture(scope="module")
def people() -> list[dict[str, Any]]:
    return list(_read("people.json"))


@pytest.fixture(scope="module")
def children(people) -> dict[str, dict[str, Any]]:
    return {p["name"]: p for p in people if p["role"] == "child"}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    files = [SAMPLE / row["file"] for row in _read("import.json")]
    return {f.name: _one_line(READERS[f.suffix](f.read_bytes())) for f in files}


@pytest.fixture(scope="module")
def decisions() -> list[dict[str, Any]]:
    lines = (SAMPLE / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def events(decisions) -> list[dict[str, Any]]:
    return [d for d in decisions if d["do"] in ("accept", "edit", "add")]


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    return [json.loads(f.read_text(encoding="utf-8")) for f in sorted(SAMPLE.glob("entry_*.json"))]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _dates(events: list[dict[str, Any]]) -> list[FuzzyDate]:
    found = [e["fields"]["date"] for e in events]
    return [FuzzyDate.parse(d["edtf"], d["text"], d["modifier"]) for d in found]


def test_the_family_has_siblings_one_born_in_the_record_and_two_fathers(people, children, events):
    first = min(d.earliest for d in _dates(events) if d.earliest)
    last = max(d.latest for d in _dates(events) if d.latest)
    born = [date.fromisoformat(child["born"]) for child in children.values()]
    fathers = {p["name"] for p in people if p["role"] == "father"}
    named = {parent["name"] for child in children.values() for parent in child["parents"]}

    assert len(children) >= 3
    assert any(first < day < last for day in born)
    assert len(fathers & named) == 2
    assert (last - first).days >= 4 * 365


def test_the_records_are_many_and_of_six_formats(texts):
    formats = Counter(Path(name).suffix for name in texts)
    assert sum(formats.values()) >= 12
    assert len(formats) >= 6
    assert formats[".docx"] >= 3
    assert min(formats[".pdf"], formats[".csv"], formats[".eml"]) >= 2
    assert sum(f.stat().st_size for f in SAMPLE.rglob("*") if f.is_file()) < 1_500_000


def test_a_record_holds_tracked_changes_a_comment_and_a_table():
    parts: dict[str, str] = {}
    for file in SAMPLE.glob("*.docx"):
        with zipfile.ZipFile(file) as packed:
            parts[file.name] = packed.read("word/document.xml").decode("utf-8")
            names = packed.namelist()
        parts[file.name] += "comment" if "word/comments.xml" in names else ""
    changed = [text for text in parts.values() if "<w:ins " in text and "<w:del " in text]
    assert any("commentReference" in text for text in changed)
    assert any(text.count("<w:tr>") + text.count("<w:tr ") > 10 for text in parts.values())


def test_one_message_answers_another_and_quotes_it():
    bodies = [f.read_text(encoding="utf-8") for f in SAMPLE.glob("*.eml")]
    assert any("In-Reply-To:" in body and "\n> " in body for body in bodies)


def test_every_record_says_whose_it_is_and_how_it_is_cited(texts):
    rows = _read("import.json")
    present = {f.name for f in SAMPLE.iterdir() if f.suffix in READERS}
    assert {row["file"] for row in rows} == present == set(texts)
    assert len({row["citation_title"] for row in rows}) == len(rows)
    for row in rows:
        assert row["agency"] in set(codes.AgencyCode)
        assert FuzzyDate.parse(row["received"]).earliest
        assert row.get("sensitivity", "standard") in set(codes.Sensitivity)


def test_the_review_is_long_and_strengths_are_a_good_part_of_it(events):
    strengths = [e for e in events if e["fields"]["strength"]]
    assert len(events) >= 100
    assert len(strengths) >= max(20, len(events) // 5)


def _quotes(decision: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fields = decision.get("fields", {})
    yield decision["file"], decision["quote"]
    for impact in fields.get("observed_impact", []):
        yield decision["file"], impact["quote"]
    if "into" in fields:
        yield fields["into"]["file"], fields["into"]["quote"]


def test_every_quote_stands_in_its_file(texts, decisions):
    quotes = [q for decision in decisions for q in _quotes(decision)]
    quotes += [(e["file"], e["quote"]) for a in _read("analyses.json") for e in a["events"]]
    assert [(f, q) for f, q in quotes if _one_line(q) not in texts[f]] == []


def test_the_quote_of_a_decision_means_one_place_only(texts, decisions):
    quotes = [(d["file"], d["quote"]) for d in decisions]
    assert [(f, q) for f, q in quotes if texts[f].count(_one_line(q)) != 1] == []
    assert [q for q, count in Counter(quotes).items() if count > 1] == []


def test_accounts_are_merged_into_events_that_are_decided(decisions, events):
    places = {(e["file"], e["quote"]) for e in events}
    merges = [d["fields"]["into"] for d in decisions if d["do"] == "merge"]
    listed = [e for a in _read("analyses.json") for e in a["events"]]
    assert len(merges) >= 15
    assert [m for m in merges + listed if (m["file"], m["quote"]) not in places] == []


def test_what_is_rejected_has_a_reason(decisions):
    rejected = [d for d in decisions if d["do"] == "reject"]
    assert rejected
    assert all(d["reason"] for d in rejected)


def test_every_name_is_in_the_people_file(people, children, events, entries):
    known = {p["name"] for p in people}
    parents = {parent["name"] for child in children.values() for parent in child["parents"]}
    told = [e["fields"] for e in events]
    of_children = [n for f in told for n in f["children"]]
    of_children += [
        item["child"]
        for f in told
        for field in ("child_words", "observed_impact", "likely_impact")
        for item in f.get(field, [])
    ]
    of_children += [n for e in entries for n in e["children"]]
    of_people = [p["name"] for f in told for p in f.get("people", [])]
    of_people += [n for e in entries for n in e["seen"]]

    assert set(of_children) <= set(children)
    assert {*of_people, *parents} <= known


def _unknown(kind: type[StrEnum], values: Iterator[str]) -> list[str]:
    return sorted(set(values) - {str(member) for member in kind})


def test_every_code_is_known(events):
    told = [e["fields"] for e in events]
    spells = [s for f in told for s in f.get("spells", [])]
    levels = (s["value"] for s in spells if s["kind"] == "level_of_help")
    impact = [i for f in told for k in ("observed_impact", "likely_impact") for i in f.get(k, [])]
    checks: list[tuple[type[StrEnum], Iterator[str]]] = [
        (codes.Kind, (f["kind"] for f in told)),
        (codes.AgencyCode, (f[k] for f in told for k in ("agency", "recorded_by"))),
        (codes.Evidence, (f["evidence"] for f in told)),
        (codes.ConcernType, (t for f in told for t in f["neglect_types"])),
        (codes.RecordClass, (f["class"] for f in told)),
        (codes.Significance, (f["significance"] for f in told if "significance" in f)),
        (codes.Significance, (w for f in told for w in f.get("weight", {}).values())),
        (codes.Need, (i["need"] for i in impact)),
        (codes.Part, (p["part"] for f in told for p in f.get("people", []))),
        (codes.SpellKind, (s["kind"] for s in spells)),
        (codes.Level, levels),
    ]
    assert [unknown for kind, values in checks if (unknown := _unknown(kind, values))] == []
    assert {s["edge"] for s in spells} == {"starts", "ends"}


def test_every_kind_of_event_and_every_type_of_concern_occurs(events):
    told = [e["fields"] for e in events]
    assert {t for f in told for t in f["neglect_types"]} == {str(t) for t in codes.ConcernType}
    assert {f["kind"] for f in told} == {str(kind) for kind in codes.Kind}


def test_dates_are_no_finer_than_the_words(events):
    dates = _dates(events)
    assert all(d.text for d in dates)
    uncertain = [d for d in dates if d.earliest != d.latest or "~" in d.edtf]
    assert len(uncertain) >= 15
    assert {d.modifier for d in dates} >= {"early", "mid", "late", "start"}


def test_help_steps_up_and_down_and_up_again_for_a_child(events, children):
    eldest = next(iter(children))
    order = {"closed": 0, "early_help": 1, "child_in_need": 2, "child_protection": 3,
             "pre_proceedings": 4, "proceedings": 5}  # fmt: skip
    steps = sorted(
        (FuzzyDate.parse(f["date"]["edtf"]).sort_key, order[s["value"]])
        for f in (e["fields"] for e in events)
        if eldest in f["children"]
        for s in f.get("spells", [])
        if (s["kind"], s["edge"]) == ("level_of_help", "starts")
    )
    levels = [level for _, level in steps]
    falls = [i for i, (a, b) in enumerate(zip(levels, levels[1:], strict=False)) if b < a]
    assert len(falls) >= 2
    assert levels[-1] == max(levels) > levels[falls[-1]]


def test_each_level_or_worker_that_ends_has_begun_for_that_child(events, children):
    for child in children:
        marks = sorted(
            (FuzzyDate.parse(f["date"]["edtf"]).sort_key, s["edge"] == "starts", s["value"])
            for f in (e["fields"] for e in events)
            if child in f["children"]
            for s in f.get("spells", [])
        )
        running: Counter[str] = Counter()
        for _, begins, value in marks:
            running[value] += 1 if begins else -1
            assert running[value] in (0, 1), (child, value)


def test_every_child_is_in_the_record_with_impact_and_words(events, children):
    told = [e["fields"] for e in events]
    for child in children:
        observed = [i for f in told for i in f.get("observed_impact", []) if i["child"] == child]
        likely = [i for f in told for i in f.get("likely_impact", []) if i["child"] == child]
        assert sum(child in f["children"] for f in told) >= 20, child
        assert len(observed) >= 3, child
        assert likely, child
        assert all(i["signed_by"] and i["post"] for i in likely)
    words = [w for f in told for w in f.get("child_words", [])]
    assert len({w["child"] for w in words}) >= 3


def test_the_words_of_a_child_are_those_of_the_record(events, texts):
    spoken = [(e["file"], w["words"]) for e in events for w in e["fields"].get("child_words", [])]
    assert [(f, w) for f, w in spoken if _one_line(w) not in texts[f]] == []


def test_legal_advice_is_classed_and_nothing_else_speaks_of_it(events):
    classed = [e for e in events if e["fields"]["class"] == codes.RecordClass.LEGAL_ADVICE]
    printed = [e["fields"] for e in events if e not in classed]
    assert any("threshold considered met" in e["quote"] for e in classed)
    assert not any("legal planning" in str(f).lower() for f in printed)


def test_the_refuge_is_in_the_record_and_in_no_wording(people, events, texts, entries):
    details = [d for p in people for d in p.get("protected", [])]
    fathers = {p["name"] for p in people if p["role"] == "father"}
    values = [v.lower() for d in details for v in (d["value"], *d["variants"])]
    wordings = [
        str(e["fields"][k]) for e in events
        for k in ("fact", "court_wording", "place", "observed_impact", "likely_impact", "strength")
        if k in e["fields"]
    ]  # fmt: skip
    wordings += [a["words"] for a in _read("analyses.json")] + [e["fact"] for e in entries]
    wordings += [row["citation_title"] for row in _read("import.json")]

    assert any(set(d["withheld_from"]) & fathers for d in details)
    assert all(any(d["value"].lower() in t.lower() for t in texts.values()) for d in details)
    assert [w for w in wordings for v in values if v in w.lower()] == []


def test_the_analyses_are_signed_and_list_their_events(events):
    told = {(e["file"], e["quote"]): e["fields"] for e in events}
    rows = _read("analyses.json")
    last = max(d.latest for d in _dates(events) if d.latest)
    focus = last.replace(year=last.year - 2)

    assert [row["kind"] for row in rows] == ["involvement", "earlier_history", "analysis"]
    assert all(row["signed_by"] and row["post"] and row["signed_at"] for row in rows)
    for event in rows[1]["events"]:
        fields = told[event["file"], event["quote"]]
        latest = FuzzyDate.parse(fields["date"]["edtf"]).latest
        assert latest is not None
        assert latest < focus
        assert fields["class"] == "ordinary"


def test_telephone_and_health_numbers_are_from_the_ranges_for_fiction(texts):
    told = " ".join(texts.values())
    phones = re.findall(r"\b0[127]\d{3} ?\d{6}\b", told)
    numbers = re.findall(r"(?:NHS|number|no\.)[^.]{0,40}?\b(\d{3} \d{3} \d{4})\b", told)
    assert phones
    assert numbers
    assert all(p.startswith(("01632 960", "07700 900")) for p in phones)
    assert all(n.startswith("999") for n in numbers)
    domains = re.findall(r"@([\w.-]+)", "".join(_raw(n) for n in texts if n.endswith(".eml")))
    assert all(d.endswith(".invalid") for d in domains)


def _raw(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8")


def test_entries_have_the_fields_of_the_form(entries):
    assert 2 <= len(entries) <= 3
    for entry in entries:
        assert entry["author"]
        assert entry["seen_or_heard"]
        assert FuzzyDate.parse(entry["date"]).earliest
        assert entry["kind"] in set(codes.Kind)
        assert entry["agency"] in set(codes.AgencyCode)
        assert set(entry["concern_types"]) <= set(codes.ConcernType)
        assert set(entry["seen"].values()) <= set(codes.Part)
