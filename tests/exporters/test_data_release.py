"""Data hold nothing of what is kept back, and for others nothing of the authority's own work."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chronology_app.documents.gate import check_parts
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.model import (
    Account,
    Analysis,
    Breach,
    Change,
    ChildWords,
    Citation,
    Entry,
    FiledDocument,
    Finding,
    ImportBatch,
    ImportProblem,
    Locator,
    ObservedImpact,
    PageLine,
    Passage,
    Person,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Release,
    Review,
    ServiceOffer,
    SettingsRow,
    SignOff,
    Source,
    Strength,
    Suggestion,
    WorriesPage,
)
from chronology_app.model.codes import RecordClass
from exporters.data import build_data, date_kind, event_fields
from exporters.data_forms import read_data
from tests.factories import TODAY, day, make, sample_view

ADVICE = "The solicitor advised ZEBRA is weak evidence."
PLACE = Locator(page=4, paragraph=2)
PROFILES = (LOCAL_AUTHORITY, COURT)
PASSAGE = make(Passage, id="advice", source_id="notes", index=40, text=ADVICE, locator=PLACE,
               record_class=RecordClass.LEGAL_ADVICE)  # fmt: skip


def _data(profile, *extra):
    options = ExportOptions(today=TODAY, profile=profile)
    return build_data(sample_view(PASSAGE, *extra), options)


def _cite(owner, passage="advice", words=ADVICE):
    return make(Citation, id=f"cite-{owner}", owner_id=owner, passage_id=passage, start=0,
                end=len(words), quote=words)  # fmt: skip


def _events(data):
    lines = (json.loads(line.text) for line in data.lines)
    return {line["id"]: line for line in lines if line["record"] == "event"}


@pytest.mark.parametrize("profile", PROFILES)
def test_an_ordinary_event_tells_nothing_of_an_account_that_is_kept_back(profile):
    account = make(Account, id="second", event_id="e09", source_id="notes", author="ZEBRA")
    data = _data(profile, account, _cite("second"))
    assert "ZEBRA" not in data.text
    event = _events(data)["e09"]
    assert [c["quote"] for c in event["citations"]] == [
        "Children alone at home from 18:40 until 21:10."
    ]
    assert {"second", "cite-second"} <= set(data.kept_back)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "record",
    [
        make(ObservedImpact, id="w", event_id="e01", child_id="nia", words="ZEBRA"),
        make(ChildWords, id="w", event_id="e01", child_id="nia", words="ZEBRA"),
        make(Strength, id="w", event_id="e01", words="ZEBRA"),
        make(Analysis, id="w", event_ids=("e01",), words="ZEBRA"),
    ],
    ids=lambda r: type(r).__name__,
)
def test_what_rests_on_a_passage_that_is_kept_back_stays(profile, record):
    data = _data(profile, record, _cite("w"))
    assert "ZEBRA" not in data.text
    assert _events(data)["e01"]["strength"] is False


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("place", [PLACE, Locator(page=4), Locator()])
def test_a_problem_at_the_place_of_a_passage_that_is_kept_back_stays(profile, place):
    problem = make(ImportProblem, id="p", source_id="notes", batch_id=None, locator=place,
                   raw="ZEBRA", params={"bytes": "ZEBRA"})  # fmt: skip
    data = _data(profile, problem)
    assert "p" in data.kept_back
    assert "ZEBRA" not in data.text


def test_raw_words_of_a_problem_elsewhere_are_for_the_authority_alone():
    problem = make(ImportProblem, id="p", source_id="notes", batch_id=None, raw="GIRAFFE",
                   locator=Locator(page=5), params={"file": "GIRAFFE", "count": "3"},
                   settled_note="GIRAFFE")  # fmt: skip
    assert "GIRAFFE" in _data(LOCAL_AUTHORITY, problem).text
    court = _data(COURT, problem)
    assert "GIRAFFE" not in court.text
    assert '"count": "3"' in court.text


@pytest.mark.parametrize("profile", PROFILES)
def test_an_entry_stays_with_its_source_or_with_any_passage_of_it(profile):
    entry = make(Entry, id="by-passage", source_id="notes", fields={"seen": "ZEBRA"})
    other = make(Entry, id="by-source", source_id="legal", fields={"seen": "ZEBRA"})
    free = make(Entry, id="free", source_id="hv", fields={"seen": "sticky floor"})
    data = _data(profile, entry, other, free)
    assert {"by-passage", "by-source"} <= set(data.kept_back)
    assert "ZEBRA" not in data.text
    assert "sticky floor" in data.text


def _own_work():
    return [
        make(Suggestion, id="s1", source_id="notes", fact="GIRAFFE", decided_reason="GIRAFFE"),
        make(ImportBatch, id="b1", by="GIRAFFE"),
        make(Person, id="note", name="Ada Pugh", role="aunt", note="GIRAFFE"),
        make(Release, id="r1", record_id="e01", reason="GIRAFFE"),
        make(Finding, id="f1", reason="GIRAFFE"),
        make(Source, id="src", file_name="GIRAFFE.docx", sha256="f" * 64, batch_id="b1",
             citation_title="GIRAFFE.docx"),
        make(Passage, id="member", source_id="src", text="Seen.",
             locator=Locator(archive_member="GIRAFFE/1.docx", page=1)),
        make(Account, id="acc", event_id="e01", source_id="src"),
        _cite("acc", "member", "Seen."),
        make(FiledDocument, id="fd", sha256="f" * 64, head=f"3:{'f' * 64}"),
        make(SignOff, id="so", head=f"3:{'f' * 64}"),
    ]  # fmt: skip


def test_for_others_there_is_no_own_work_no_note_no_file_name_and_no_digest():
    own, court = (_data(profile, *_own_work()) for profile in PROFILES)
    for words in ("GIRAFFE", "f" * 64, "hv_2019.docx"):
        assert words in own.text
        assert words not in court.text
    names = {json.loads(line.text)["record"] for line in court.lines}
    assert not names & {"suggestion", "import_batch"}
    cited = [c["file"] for c in _events(court)["e01"]["citations"]]
    assert cited[0] == "School log"


def test_why_staff_changed_an_event_is_for_the_authority_alone():
    note = make(Analysis, id="why", kind="date_changed", event_ids=("e01",), words="A slip.")
    view = sample_view()
    noted = replace(view, records={**view.records, Analysis: (*view.of(Analysis), note)})
    for profile, is_there in ((LOCAL_AUTHORITY, True), (COURT, False)):
        data = build_data(noted, ExportOptions(today=TODAY, profile=profile))
        assert ("A slip." in data.text) == is_there


def test_phrases_that_reading_looks_for_are_for_the_authority_alone():
    phrase = make(
        SettingsRow, id="own", name="phrases.0a1b", value='{"example": "ZEBRA is hungry."}'
    )
    other = make(SettingsRow, id="other", name="taxonomy.kinds.order", value="[]")
    texts = {profile: _data(profile, phrase, other).text for profile in PROFILES}
    assert "ZEBRA is hungry" in texts[LOCAL_AUTHORITY]
    assert "ZEBRA is hungry" not in texts[COURT]
    assert "taxonomy.kinds.order" in texts[COURT]


@pytest.mark.parametrize("profile", PROFILES)
def test_plans_and_other_work_that_rest_on_a_kept_back_event_stay_with_all_that_hangs_on_them(
    profile,
):
    work = [
        make(Plan, id="plan"), make(Change, id="told", why_event_ids=("e11",)),
        make(Change, id="free", why_event_ids=("e09",)), make(Review, id="r1", change_id="told"),
        make(Review, id="r2", change_id="free"), make(Breach, id="b1", change_id="told"),
        make(ServiceOffer, id="s1", change_id="told"), make(ServiceOffer, id="s2"),
        make(WorriesPage, id="w", worries=(PageLine(words="Met.", event_ids=("e11",)),)),
        make(PreProceedings, id="before", plan_id="plan"),
        make(PreProceedingsStep, id="lpm", record_class=RecordClass.LEGAL_ADVICE),
        make(PreProceedingsStep, id="letter"),
    ]  # fmt: skip
    kept = {line.record_id for line in _data(profile, *work).lines} & {one.id for one in work}
    assert kept == {"plan", "free", "r2", "s2", "before", "letter"}


def test_data_for_others_can_be_taken_in_again():
    data = _data(COURT, *_own_work())
    view = sample_view()
    found = read_data(data.text.splitlines(), replace(view, records={}))
    assert {r.id for r in found.records} == {line.record_id for line in data.lines}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_gate_lets_data_through_beside_kept_back_accounts(profile):
    account = make(Account, id="second", event_id="e09", source_id="notes")
    view = sample_view(PASSAGE, account, _cite("second"))
    data = build_data(view, ExportOptions(today=TODAY, profile=profile))
    assert check_parts(view, data.parts(), profile, allow_unread=True) == ()


@pytest.mark.parametrize(
    ("edtf", "kind"),
    [
        ("2021-05-06", "full"), ("2021-05-06~", "full"), ("2021-05", "partial"),
        ("2021", "partial"), ("2021-21", "partial"), ("202X", "partial"),
        ("2021-05-06/2021-05-09", "range"), ("2021-05-06/..", "range"),
    ],
)  # fmt: skip
def test_a_date_says_how_much_of_it_is_known(edtf, kind):
    assert date_kind(day(edtf)) == kind


def test_the_kind_of_a_date_stands_in_an_event_line():
    view = sample_view()
    kinds = {e.id: event_fields(view, e)["date"]["kind"] for e in view.events}
    assert (kinds["e01"], kinds["e02"], kinds["e10"]) == ("full", "partial", None)
