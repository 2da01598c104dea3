"""Frozen records, their codes and ids. Knows nothing of storage, files or screens."""

from chronology_app.model.base import Record, derived_id, new_id
from chronology_app.model.cases import (
    Case,
    Deadline,
    Direction,
    Hearing,
    Order,
    Party,
    Proceedings,
)
from chronology_app.model.events import (
    Account,
    Analysis,
    ChildWords,
    Concern,
    Event,
    EventPerson,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Outcome,
    Release,
    Reply,
    SpellMark,
    Strength,
)
from chronology_app.model.filings import (
    AuditEntry,
    FiledDocument,
    Filing,
    PageMap,
    SettingsRow,
    TouchedRecord,
)
from chronology_app.model.following import (
    Escalation,
    InformationRequest,
    Oversight,
    PreProceedings,
    PreProceedingsStep,
    SaidDone,
    ServiceOffer,
)
from chronology_app.model.pages import (
    Answer,
    FourQuestions,
    PageLine,
    PlaceOnScale,
    ResearchNote,
    WorriesPage,
)
from chronology_app.model.people import (
    Agency,
    Factor,
    Parentage,
    Person,
    Professional,
    ProtectedDetail,
)
from chronology_app.model.plans import Breach, Change, OtherWords, Plan, Review
from chronology_app.model.scoring import Area, Assessment, Instrument, Score, Trigger
from chronology_app.model.sources import (
    Attachment,
    Citation,
    Entry,
    ImportBatch,
    ImportNote,
    ImportProblem,
    Locator,
    Passage,
    Photograph,
    RawPassage,
    ReadResult,
    Reason,
    Source,
    SpanRef,
    SuggestedPerson,
    SuggestedSpell,
    Suggestion,
)
from chronology_app.model.work import Finding, SavedView, SignOff

#: Every stored record class, in an order in which each comes after those it points to.
RECORD_CLASSES: tuple[type[Record], ...] = (
    Case, Person, Parentage, ProtectedDetail, Agency, Professional,
    Proceedings, Party, Hearing, Order, Direction, Deadline,
    ImportBatch, Source, Entry, Photograph, Passage, ImportProblem,
    Event, Account, EventPerson, Concern, Strength, ChildWords, NeedConcerned,
    ObservedImpact, LikelyImpact, SpellMark, Reply, Outcome, Analysis, Factor, Release,
    Citation, Suggestion,
    Instrument, Assessment, Plan, Change, Review, Breach, Finding, Escalation, Oversight,
    InformationRequest, ServiceOffer, SaidDone, PreProceedings, PreProceedingsStep,
    FourQuestions, WorriesPage, ResearchNote,
    SignOff, SavedView, Filing, FiledDocument, PageMap, SettingsRow,
)  # fmt: skip

__all__ = [
    "RECORD_CLASSES", "Account", "Agency", "Analysis", "Answer", "Area", "Assessment",
    "Attachment", "AuditEntry", "Breach", "Case", "Change", "ChildWords", "Citation", "Concern",
    "Deadline", "Direction", "Entry", "Escalation", "Event", "EventPerson", "Factor",
    "FiledDocument", "Filing", "Finding", "FourQuestions", "Hearing", "ImportBatch",
    "ImportNote", "ImportProblem", "InformationRequest", "Instrument", "LikelyImpact",
    "Locator", "NeedConcerned", "ObservedImpact", "Order", "OtherWords", "Outcome", "Oversight",
    "PageLine", "PageMap", "Parentage", "Party", "Passage", "Person", "Photograph",
    "PlaceOnScale", "Plan", "PreProceedings", "PreProceedingsStep", "Proceedings",
    "Professional", "ProtectedDetail", "RawPassage", "ReadResult", "Reason", "Record",
    "Release", "Reply", "ResearchNote", "Review", "SaidDone", "SavedView", "Score",
    "ServiceOffer", "SettingsRow", "SignOff", "Source", "SpanRef", "SpellMark", "Strength",
    "SuggestedPerson", "SuggestedSpell", "Suggestion", "TouchedRecord", "Trigger",
    "WorriesPage", "derived_id", "new_id",
]  # fmt: skip
