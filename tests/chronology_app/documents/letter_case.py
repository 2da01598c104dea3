"""An invented family before proceedings: a written agreement, help offered, a family meeting."""

from __future__ import annotations

from datetime import date

from chronology_app.documents.blocks import Heading, Table
from chronology_app.documents.options import ExportOptions
from chronology_app.model import (
    Analysis,
    Answer,
    Change,
    ChildWords,
    EventPerson,
    Factor,
    FourQuestions,
    OtherWords,
    Parentage,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Record,
    Review,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.codes import Evidence
from tests.factories import day, make, make_event, sample_view

TODAY = date(2025, 3, 20)
ALL = ("nia", "owen", "tess")
#: Day, what is recorded, children, types, source and agency, and further fields.
_EVENTS = (
    ("n1", "2024-03-01", "Owen asked for more food at breakfast club.", ("owen",),
     ("nutritional",), "school", {"agency": "school", "kind": "school_concern"}),
    ("n2", "2024-03-11", "The school referred Nia and Owen.", ("nia", "owen"), ("nutritional",),
     "school", {"agency": "school", "kind": "referral", "action": "Talks held."}),
    ("n3", "2024-05-20", "Tess was not brought to her check.", ("tess",), ("medical",), "hv",
     {"agency": "health_visiting", "kind": "missed_appointment"}),
    ("n4", "2024-09-04", "All three children were on time all week.", ALL, (), "school",
     {"agency": "school", "kind": "positive", "strength": "Kerry had them all on time all week."}),
    ("n5", "2024-10-02", "A neighbour said that the children were alone.", ALL, ("supervision",),
     "notes", {"kind": "referral"}),
    ("n6", "2024-11-18", "No food in the kitchen but a loaf.", ("owen", "tess"),
     ("nutritional", "physical"), "notes", {"kind": "visit", "key": True}),
    ("n7", "2025-01-09", "The children were alone until 21:10.", ALL, ("supervision",), "notes",
     {"agency": "police", "kind": "police_incident", "key": True}),
    ("n8", "2025-02-03", "Kerry was clearly lying and is a bad mother.", ("owen",),
     ("nutritional",), "notes", {"kind": "visit"}),
)  # fmt: skip


def options(**fields) -> ExportOptions:
    """Return an export's options on the family's day."""
    return ExportOptions(**({"today": TODAY} | fields))


def records() -> list[Record]:
    """Return what the family has besides the sample's records."""
    rows: list[Record] = []
    for key, on, fact, children, types, source, more in _EVENTS:
        rows += make_event(key, on, fact, children=children, concerns=types, source=source, **more)
    told = next(row for row in rows if row.id == "n5-account")
    rows[rows.index(told)] = make(
        type(told), id="n5-account", event_id="n5", source_id="notes", date=day("2024-10-02"),
        agency="childrens_social_care", evidence=Evidence.REPORTED, told_by="a neighbour",
    )  # fmt: skip
    return [*rows, *_plan(), *_help(), *_signed(), *_ties()]


def _plan() -> list[Record]:
    return [
        make(Plan, id="plan", kind="written_agreement", started=day("2025-02-20"),
             lead="Ruth Ames, social worker", contact="01597 000 123",
             next_review=day("2025-04-01"), child_ids=ALL),
        make(Plan, id="old", kind="child_in_need", started=day("2024-03-20")),
        make(Change, id="c1", plan_id="plan", position=1, needed="Food for three meals a day.",
             why_event_ids=("n1", "n2", "n6", "n8", "e11", "e12"), child_ids=ALL,
             baseline="No food for the next meal on 3 of 5 visits.",
             target="Food for two days on each visit.", measure="We look in the kitchen with you.",
             who="Kerry shops twice a week.", help="A food voucher each week.",
             by_when=day("2025-04-14"), consequence_no_change="Huw Pyle decides on 15 April.",
             consequence_limited="We meet within five days.", decided_by="Huw Pyle",
             decided_on=day("2025-04-15"), parent_view="Money runs out.",
             other_words=(
                 OtherWords(reader="parents", language="en", part="worry",
                            words="We are worried that the children are hungry."),
                 OtherWords(reader="parents", language="en", part="needed",
                            words="The children have three meals a day."),
                 OtherWords(reader="parents", language="cy", part="worry",
                            words="Yr ydym yn poeni bod y plant yn llwglyd."),
             )),
        make(Change, id="c2", plan_id="plan", position=2, needed="Owen's teeth are treated.",
             why_event_ids=("e07",), child_ids=("owen",), by_when_words="soon"),
        make(Review, id="r1", change_id="c1", on=day("2025-03-10"), result="partly",
             now="Food on 2 of 3 visits."),
    ]  # fmt: skip


def _help() -> list[Record]:
    return [
        make(ServiceOffer, id="so1", name="Home-Start", offered_on=day("2024-06-10"),
             answer="accepted", attended=6, missed=5, ended=day("2024-11-01"),
             ended_how="withdrawn_by_family"),
        make(ServiceOffer, id="so2", name="help with drinking", person_ids=("lee",),
             offered_on=day("2024-10-20"), answer="declined"),
        make(PreProceedings, id="pp", started=day("2025-02-20"), plan_id="plan"),
        make(PreProceedingsStep, id="step", pre_proceedings_id="pp", code="family_group_offered",
             on=day("2025-02-25"), words="Told at home."),
        make(PreProceedingsStep, id="legal-step", pre_proceedings_id="pp",
             code="family_group_offered", on=day("2025-02-26"), words="Counsel advised on it.",
             record_class="legal_advice"),
        make(Factor, id="f1", person_id="kerry", kind="risk", code="isolation",
             words="No family nearby.", event_ids=("n6",)),
        make(Factor, id="f2", person_id="nia", kind="protective", code="trusted_adult"),
        make(Factor, id="f4", person_id="kerry", kind="risk", code="low_income",
             words="As counsel was told.", event_ids=("e11",)),
        make(ServiceOffer, id="so3", name="a course named in advice", offered_on=day("2024-11-20"),
             event_ids=("e11",)),
        make(SaidDone, id="sd1", person_id="kerry", said="I will shop on Fridays."),
        make(SaidDone, id="sd2", person_id="kerry", said="I told the solicitor.",
             said_event_ids=("e11",)),
        make(Factor, id="f3", person_id="lee", kind="risk", code="substance_use"),
    ]  # fmt: skip


def _signed() -> list[Record]:
    words = {"scale": "It comes back each term.", "type": "Mostly food.",
             "impact": "He is hungry at school.", "reasons": "Money, and few to help."}  # fmt: skip
    answers = tuple(Answer(question=q, words=w, event_ids=("n1",)) for q, w in words.items())
    return [
        make(FourQuestions, id="fq1", child_id="owen", on=day("2025-03-01"), answers=answers,
             signed_by="Ruth Ames"),
        make(FourQuestions, id="fq2", child_id="nia", on=day("2025-03-01"),
             answers=(Answer(question="scale", words="Not yet signed words."),)),
        make(Analysis, id="ask", kind="referral_ask", words="A conference for all three.",
             event_ids=()),
        make(Analysis, id="an1", words="It came back after each time of help.",
             event_ids=("n2", "n6")),
        make(ChildWords, id="cw1", event_id="n1", child_id="owen", words="Can I take some home?",
             asked_by="Mrs Pugh"),
        make(EventPerson, id="seen1", event_id="n6", person_id="owen", part="spoken_to"),
    ]  # fmt: skip


def _ties() -> list[Record]:
    kerry = [make(Parentage, id=f"k-{c}", child_id=c, parent_id="kerry",
                  parental_responsibility=True) for c in ALL]  # fmt: skip
    return [*kerry, make(Parentage, id="l-tess", child_id="tess", parent_id="lee"),
            make(Parentage, id="d-nia", child_id="nia", parent_id="dean")]  # fmt: skip


def family(*more: Record):
    """Return the whole case as a view."""
    return sample_view(*records(), *more)


def text(document) -> str:
    """Return every printed word."""
    return "\n".join(part.words for part in document.parts())


def ids(document) -> set[str]:
    """Return every record behind a printed word."""
    return {i for part in document.parts() for i in part.record_ids}


def section(document, title: str) -> str:
    """Return the words between a heading of any level that begins so and the next like it."""
    found, inside, level = [], False, 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if inside and block.level <= level:
                break
            if not inside and block.text.startswith(title):
                inside, level = True, block.level
                continue
        if inside:
            rows = block.rows if isinstance(block, Table) else ()
            found += ["\n".join(row.cells) for row in rows] or [getattr(block, "words", "")]
    assert inside, title
    return "\n".join(found)
