"""Records with sensible defaults, and a small invented family, for tests.

Leaves every judgement to the tests: a factory fills in only what a test does not care about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from chronology_app.dates import FuzzyDate
from chronology_app.model import (
    Account,
    Agency,
    Analysis,
    Area,
    Assessment,
    Breach,
    Case,
    Change,
    ChildWords,
    Citation,
    Concern,
    Deadline,
    Direction,
    Entry,
    Escalation,
    Event,
    EventPerson,
    Factor,
    FiledDocument,
    Filing,
    Finding,
    FourQuestions,
    Hearing,
    ImportBatch,
    ImportProblem,
    InformationRequest,
    Instrument,
    LikelyImpact,
    Locator,
    NeedConcerned,
    ObservedImpact,
    Order,
    OtherWords,
    Outcome,
    Oversight,
    PageMap,
    Parentage,
    Party,
    Passage,
    Person,
    Photograph,
    Plan,
    PreProceedings,
    PreProceedingsStep,
    Proceedings,
    Professional,
    ProtectedDetail,
    Record,
    Release,
    Reply,
    ResearchNote,
    Review,
    SaidDone,
    SavedView,
    Score,
    ServiceOffer,
    SettingsRow,
    SignOff,
    Source,
    SpellMark,
    Strength,
    Suggestion,
    WorriesPage,
)
from chronology_app.model.codes import (
    EventStatus,
    Evidence,
    OutcomeCode,
    ProtectedKind,
    RecordClass,
    ReplyAnswer,
)
from chronology_app.model.view import CaseView, view_of

R = TypeVar("R", bound=Record)

CASE_ID = "case-1"
#: A fixed moment for everything that is signed or confirmed.
SIGNED = datetime(2022, 3, 1, 9, 30)
TODAY = date(2022, 4, 1)


def day(edtf: str, text: str = "", modifier: str | None = None) -> FuzzyDate:
    """Return a date from its EDTF text."""
    return FuzzyDate.parse(edtf, text, modifier)


#: What each record class is given where a test says nothing.
DEFAULTS: dict[type[Record], Callable[[], dict[str, Any]]] = {
    Case: lambda: {"id": CASE_ID, "reference": "REF1", "title": "Hollins family"},
    Person: lambda: {"name": "Nia Hollins", "role": "child"},
    Parentage: lambda: {"child_id": "nia", "parent_id": "kerry"},
    ProtectedDetail: lambda: {"kind": ProtectedKind.ADDRESS, "value": "3 Quarry Bank"},
    Agency: lambda: {"code": "school", "name": "Brynmelyn School"},
    Professional: lambda: {"name": "Ruth Ames"},
    Proceedings: dict,
    Party: lambda: {"proceedings_id": "proc", "name": "Kerry Hollins", "standing": "respondent"},
    Hearing: lambda: {"proceedings_id": "proc", "title": "First hearing", "on": day("2022-04-12")},
    Order: lambda: {
        "proceedings_id": "proc", "title": "Interim order", "made_on": day("2022-04-12"),
    },
    Direction: lambda: {"proceedings_id": "proc"},
    Deadline: lambda: {"title": "Chronology", "due": date(2022, 4, 10)},
    ImportBatch: lambda: {"started_at": SIGNED, "by": "Ruth Ames"},
    Source: lambda: {
        "file_name": "hv.docx", "format": "docx", "citation_title": "Health visiting record",
        "agency": "health_visiting", "sha256": "0" * 64,
    },
    Entry: lambda: {
        "source_id": "source", "author": "Ruth Ames", "written_at": SIGNED,
        "date": day("2022-02-28"),
    },
    Photograph: lambda: {"source_id": "source", "taken_by": "Ruth Ames", "of_what": "The kitchen"},
    Passage: lambda: {
        "source_id": "source", "index": 0, "locator": Locator(page=1, paragraph=1), "text": "Text.",
    },
    ImportProblem: lambda: {"source_id": None, "batch_id": None, "code": "undecodable_bytes"},
    Event: lambda: {"kind": "visit", "fact": "Home visited.", "date": day("2021-03-04")},
    Account: lambda: {
        "event_id": "event", "source_id": "source", "evidence": Evidence.FIRST_HAND,
    },
    EventPerson: lambda: {"event_id": "event", "person_id": "nia", "part": "subject"},
    Concern: lambda: {"event_id": "event", "child_id": "nia", "type": "physical"},
    Strength: lambda: {"event_id": "event"},
    ChildWords: lambda: {"event_id": "event", "child_id": "nia", "words": "I was hungry"},
    NeedConcerned: lambda: {"event_id": "event", "child_id": "nia", "need": "health"},
    ObservedImpact: lambda: {
        "event_id": "event", "child_id": "nia", "need": "health", "words": "Lost weight.",
    },
    LikelyImpact: lambda: {
        "event_ids": ("event",), "child_id": "nia", "need": "health",
        "words": "Likely to fall behind in growth.", "signed_by": "Ruth Ames", "signed_at": SIGNED,
    },
    SpellMark: lambda: {
        "event_id": "event", "child_id": "nia", "kind": "level_of_help",
        "value": "child_in_need", "edge": "starts",
    },
    Reply: lambda: {
        "event_id": "event", "party": "Kerry Hollins", "answer": ReplyAnswer.DENIED,
    },
    Outcome: lambda: {"event_id": "event", "code": OutcomeCode.FOUND, "by": "the court"},
    Analysis: lambda: {
        "kind": "analysis", "words": "The concern came back.", "event_ids": (),
        "signed_by": "Ruth Ames", "signed_at": SIGNED,
    },
    Factor: lambda: {"person_id": "kerry", "kind": "protective", "code": "family_support"},
    Release: lambda: {
        "record_id": "event", "profile": "anyone", "decided_by": "Ruth Ames",
        "decided_at": SIGNED, "reason": "Agreed in writing.",
    },
    Citation: lambda: {
        "owner_id": "account", "passage_id": "passage", "start": 0, "end": 5, "quote": "Text.",
    },
    Suggestion: dict,
    Instrument: lambda: {
        "code": "home", "label": "Home conditions", "minimum": 0.0, "maximum": 11.0, "step": 1.0,
        "high_is_good": False, "subject": "family",
    },
    Assessment: lambda: {
        "instrument_id": "instrument", "instrument_version": 1, "on": day("2021-05-04"),
    },
    Plan: lambda: {"kind": "child_protection"},
    Change: lambda: {"plan_id": "plan", "needed": "Meals every day."},
    Review: lambda: {"change_id": "change", "on": day("2021-09-01"), "result": "partly"},
    Breach: lambda: {
        "change_id": "change", "on": day("2021-08-02"), "words": "No adult was at home.",
    },
    Finding: lambda: {
        "key": "drift:1", "decision": "dismissed", "reason": "Reviewed.", "by": "Ruth Ames",
        "decided_at": SIGNED,
    },
    Escalation: lambda: {
        "raised_by": "Ruth Ames", "raised_on": day("2021-06-01"), "about": "No answer.",
    },
    Oversight: lambda: {"by": "Huw Pyle", "on": day("2021-06-08"), "decided": "Visit weekly."},
    InformationRequest: lambda: {
        "agency": "gp", "asked": "Attendance.", "asked_on": day("2021-06-08"),
    },
    ServiceOffer: lambda: {"name": "Home-Start", "offered_on": day("2021-06-10")},
    SaidDone: lambda: {"said": "Kerry said that she would book the dentist."},
    PreProceedings: lambda: {"started": day("2021-11-01")},
    PreProceedingsStep: lambda: {
        "pre_proceedings_id": "before", "code": "letter", "on": day("2021-11-03"),
    },
    FourQuestions: lambda: {"child_id": "nia", "on": day("2021-06-15")},
    WorriesPage: lambda: {"on": day("2021-06-15")},
    ResearchNote: lambda: {
        "code": "own.1", "words": "Missed meals and learning go together.",
        "reference": "Invented, A. (2019) A study.", "year": 2019,
    },
    SignOff: lambda: {"kind": "prepared", "name": "Ruth Ames", "signed_at": SIGNED},
    SavedView: lambda: {
        "screen": "chronology", "name": "School only", "value": "{}", "by": "Ruth Ames",
    },
    Filing: lambda: {"title": "Issue", "filed_at": SIGNED, "by": "Ruth Ames"},
    FiledDocument: lambda: {
        "filing_id": "filing", "kind": "chronology", "title": "Chronology", "sha256": "0" * 64,
        "size_bytes": 1, "head": "1:00", "settings_version": "1",
    },
    PageMap: lambda: {
        "filed_document_id": "filed", "passage_id": "passage", "section": "A", "page": 1,
    },
    SettingsRow: lambda: {
        "name": "focus_months", "value": "24", "version": 1, "changed_by": "Ruth Ames",
        "changed_at": SIGNED,
    },
}  # fmt: skip


def make(cls: type[R], /, **fields: Any) -> R:
    """Return a record of a class; fields left out take the factory's or the class's defaults."""
    return cls(**({"case_id": CASE_ID} | DEFAULTS[cls]() | fields))


def make_event(
    event_id: str,
    edtf: str | None,
    fact: str,
    /,
    *,
    children: tuple[str, ...] = (),
    concerns: tuple[str, ...] = (),
    source: str = "source",
    quote: str = "",
    locator: Locator | None = None,
    agency: str = "childrens_social_care",
    strength: str = "",
    spells: tuple[tuple[str, str, str], ...] = (),
    **fields: Any,
) -> list[Record]:
    """Return an event with its account, citation, passage, people, concerns and spell marks.

    The other ids are built from the event's. `children` are person ids; each gets
    each of the `concerns`. `spells` are (kind, value, edge), one for each of the children.
    """
    when = None if edtf is None else day(edtf)
    words = quote or fact
    account = f"{event_id}-account"
    rows: list[Record] = [
        make(Event, **({
            "id": event_id, "date": when, "fact": fact, "headline_account_id": account,
            "confirmed_by": "Ruth Ames", "confirmed_at": SIGNED,
        } | fields)),
        make(Account, id=account, event_id=event_id, source_id=source, date=when, agency=agency,
             recorded_by=agency, author="R. Ames"),
        make(Passage, id=f"{event_id}-passage", source_id=source, text=words,
             locator=locator or Locator(page=2, paragraph=3)),
        make(Citation, id=f"{event_id}-citation", owner_id=account,
             passage_id=f"{event_id}-passage", start=0, end=len(words), quote=words),
    ]  # fmt: skip
    for child in children:
        rows.append(make(EventPerson, id=f"{event_id}-{child}", event_id=event_id, person_id=child))
        rows += [
            make(
                Concern,
                id=f"{event_id}-{child}-{name}",
                event_id=event_id,
                child_id=child,
                type=name,
            )
            for name in concerns
        ]
        rows += [
            make(SpellMark, id=f"{event_id}-{child}-{kind}-{edge}-{value}", event_id=event_id,
                 child_id=child, kind=kind, value=value, edge=edge)
            for kind, value, edge in spells
        ]  # fmt: skip
    if strength:
        rows.append(make(Strength, id=f"{event_id}-strength", event_id=event_id, words=strength))
    return rows


def sample_people() -> list[Record]:
    """Return an invented family: three children, one born during the record, and two fathers."""
    people = [
        ("nia", "Nia Hollins", "child", "2014-05-02"),
        ("owen", "Owen Hollins", "child", "2017-09"),
        ("tess", "Tess Marlow", "child", "2020-03-14"),
        ("kerry", "Kerry Hollins", "mother", "1993"),
        ("dean", "Dean Hollins", "father", None),
        ("lee", "Lee Marlow", "father", None),
    ]
    rows: list[Record] = [
        make(Person, id=key, name=name, role=role, position=n,
             born=day(born) if born else None)
        for n, (key, name, role, born) in enumerate(people)
    ]  # fmt: skip
    rows.append(
        make(
            ProtectedDetail,
            id="address",
            kind=ProtectedKind.ADDRESS,
            value="3 Quarry Bank, Penhelyg SY99 4ZZ",
            variants=("3 Quarry Bank",),
            person_id="kerry",
            withheld_from=("Lee Marlow",),
            reason="Moved after threats.",
        )
    )
    return rows


def sample_sources() -> list[Record]:
    """Return four sources: two files of agencies, an entry typed by hand and a legal minute."""
    return [
        make(Source, id="hv", citation_title="Health visiting record", file_name="hv_2019.docx"),
        make(Source, id="school", citation_title="School log", file_name="log.xlsx",
             format="xlsx", agency="school"),
        make(Source, id="notes", citation_title="Case notes", file_name="notes.pdf",
             format="pdf", agency="childrens_social_care"),
        make(Source, id="legal", citation_title="Legal planning meeting", file_name="lpm.docx",
             agency="childrens_social_care", record_class=RecordClass.LEGAL_ADVICE),
    ]  # fmt: skip


def sample_events() -> list[Record]:
    """Return about a dozen events, among them an undated one, one privileged and one unread."""
    level = "level_of_help"
    return [
        *make_event("e01", "2019-02-11", "Nia came to school without a coat.", children=("nia",),
                    concerns=("physical",), source="school", agency="school",
                    kind="school_concern", locator=Locator(sheet="Nia", row=4, column=3)),
        *make_event("e02", "2019-03", "Nia and Owen were hungry on arrival.",
                    children=("nia", "owen"), concerns=("nutritional",), source="school",
                    agency="school", kind="school_concern",
                    locator=Locator(sheet="Nia", row=7, column=3)),
        *make_event("e03", "2019-04-02", "Referral from school; child in need assessment begun.",
                    children=("nia", "owen"), kind="referral", source="notes",
                    spells=((level, "child_in_need", "starts"),)),
        *make_event("e04", "2019-07-19", "Kitchen clean and food in the cupboards.",
                    children=("nia", "owen"), kind="positive", source="notes",
                    strength="Kerry had cooked for the week."),
        *make_event("e05", "2020-03-14", "Tess was born at 39 weeks.", children=("tess",),
                    kind="health_contact", source="hv", agency="midwifery"),
        *make_event("e06", "2020-06-09", "Tess was not brought to her eight-week check.",
                    children=("tess",), concerns=("medical",), kind="missed_appointment",
                    source="hv", agency="health_visiting", significance="some", key=True,
                    court_wording="Tess was not brought to an appointment with the health "
                                  "visitor."),
        *make_event("e07", "2020-11", "Owen seen with untreated dental decay.",
                    children=("owen",), concerns=("medical",), kind="health_contact",
                    source="hv", agency="dental"),
        *make_event("e08", "2021-01-20", "Conference: all three children made subject to a plan.",
                    children=("nia", "owen", "tess"), kind="meeting", source="notes", key=True,
                    spells=((level, "child_in_need", "ends"),
                            (level, "child_protection", "starts"))),
        *make_event("e09", "2021-05-06", "Children alone at home from 18:40 until 21:10.",
                    children=("nia", "owen", "tess"), concerns=("supervision",), time="18:40",
                    kind="police_incident", source="notes", agency="police",
                    significance="highest", key=True,
                    action="Police stayed until Kerry came home.", result="No further action."),
        *make_event("e10", None, "Kerry said that she had been in care as a child.",
                    kind="observation", source="notes"),
        *make_event("e11", "2021-06-01", "Advice was given that the threshold is met.",
                    children=("nia",), kind="legal_step", source="legal",
                    record_class=RecordClass.LEGAL_ADVICE),
        *make_event("e12", "2021-06-04", "Owen late for school.", children=("owen",),
                    concerns=("educational",), kind="attendance", source="school",
                    agency="school", status=EventStatus.ACCEPTED_UNREAD),
    ]  # fmt: skip


def sample_impacts() -> list[Record]:
    """Return one observed and one likely impact, a need tag and a child's words."""
    return [
        make(ObservedImpact, id="impact-1", event_id="e09", child_id="nia",
             need="emotional_behavioural",
             words="Nia was shaking and would not let go of the officer's hand."),
        make(Citation, id="impact-1-citation", owner_id="impact-1", passage_id="e09-passage",
             start=0, end=8, quote="Children"),
        make(LikelyImpact, id="impact-2", event_ids=("e06", "e07"), child_id="owen", need="health",
             words="Owen is likely to go on having pain when he eats.", post="Social worker"),
        make(NeedConcerned, id="need-1", event_id="e06", child_id="tess", need="health"),
        make(ChildWords, id="words-1", event_id="e09", child_id="nia",
             words="I put a chair against the door", asked_by="PC Orme",
             how_asked="What happened?"),
    ]  # fmt: skip


def sample_plan() -> list[Record]:
    """Return a plan with two changes, a review and a breach; one change links an event unread."""
    return [
        make(Plan, id="plan", title="Plan of January 2021", started=day("2021-01-20"),
             child_ids=("nia", "owen"), lead="Ruth Ames, social worker", contact="01632 960100",
             next_review=day("2021-07-01")),
        make(Change, id="meals", needed="Nia and Owen have breakfast every day.",
             why_event_ids=("e02", "e12"), child_ids=("nia", "owen"),
             baseline="On 4 of 5 mornings in March 2019 they came hungry.",
             target="Breakfast on 19 of 20 school days.", measure="The school's list each Friday.",
             who="Kerry Hollins; Ruth Ames visits on Mondays.", help="Breakfast club, free.",
             by_when=day("2021-06-30"), review_on=(day("2021-04-01"),),
             consequence_no_change="Huw Pyle holds a conference by 14 July 2021.",
             consequence_limited="Breakfast club until 1 October 2021.",
             decided_by="Huw Pyle, team manager", decided_on=day("2021-07-14"),
             contingency="Nan brings breakfast.", child_view="I like toast.",
             needs=("health",), types=("nutritional",), other_words=(
                 OtherWords(reader="parents", language="en", part="needed",
                            words="Nia and Owen eat each morning."),
                 OtherWords(reader="young_person", language="en", part="needed",
                            words="You have breakfast."))),
        make(Change, id="teeth", position=1, needed="Owen's teeth are treated.",
             why_event_ids=("e07",), child_ids=("owen",), by_when=day("2022-12")),
        make(Review, id="review", change_id="meals", on=day("2021-04-01"), result="partly",
             event_ids=("e04",), now="12 of 20 days.", since=day("2021-03-15"), by="Core group"),
        make(Breach, id="breach", change_id="meals", on=day("2021-05-06"), event_ids=("e09",),
             words="Nobody was at home.", answer="Visit the same night.",
             answered_on=day("2021-05-08"), answered_by="Huw Pyle"),
        make(Breach, id="open", change_id="teeth", on=day("2021-08"), words="No dentist booked."),
    ]  # fmt: skip


def sample_scores() -> list[Record]:
    """Return a way of scoring and three scorings of Owen; the last rests on more than is free."""
    areas = (Area(code="food", label="Food"), Area(code="teeth", label="Teeth"))
    fields = {"instrument_id": "care", "instrument_version": 1, "person_id": "owen",
              "scorer": "Ruth Ames"}  # fmt: skip
    return [
        make(Instrument, id="care", code="care", label="Care at home", minimum=1, maximum=5,
             step=1, high_is_good=False, subject="child", areas=areas, again_weeks=26),
        make(Assessment, id="first", on=day("2019-04-20"), purpose="baseline", scores=(
            Score(area="food", value=4, event_ids=("e02",), parent_value=2),
            Score(area="teeth", value=3)), **fields),
        make(Assessment, id="aim", on=day("2021-01-20"), purpose="target", scores=(
            Score(area="food", value=2),), **fields),
        make(Assessment, id="last", on=day("2021-06-10"), purpose="now", parent="Kerry Hollins",
             scores=(Score(area="food", value=3, event_ids=("e11", "e12", "e04")),
                     Score(area="teeth", value=5, event_ids=("e07",))), **fields),
    ]  # fmt: skip


def sample_view(*extra: Record) -> CaseView:
    """Return the whole invented family as a view, with any further records."""
    case = make(Case, title="Hollins and Marlow", authority="Glanrhyd Council", country="wales",
                first_involved=day("2019-04-02"))  # fmt: skip
    rows = [*sample_people(), *sample_sources(), *sample_events(), *sample_impacts()]
    return view_of(case, [*rows, *extra])
