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
from chronology_app.model.people import (
    Agency,
    Factor,
    Parentage,
    Person,
    Professional,
    ProtectedDetail,
)
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
from chronology_app.model.work import (
    Area,
    Assessment,
    Change,
    Escalation,
    Finding,
    InformationRequest,
    Instrument,
    Oversight,
    Plan,
    Review,
    SavedView,
    Score,
    SignOff,
)

#: Every stored record class, in an order in which each comes after those it points to.
RECORD_CLASSES: tuple[type[Record], ...] = (
    Case, Person, Parentage, ProtectedDetail, Agency, Professional,
    Proceedings, Party, Hearing, Order, Direction, Deadline,
    ImportBatch, Source, Entry, Photograph, Passage, ImportProblem,
    Event, Account, EventPerson, Concern, Strength, ChildWords, NeedConcerned,
    ObservedImpact, LikelyImpact, SpellMark, Reply, Outcome, Analysis, Factor, Release,
    Citation, Suggestion,
    Instrument, Assessment, Plan, Change, Review, Finding, Escalation, Oversight,
    InformationRequest, SignOff, SavedView, Filing, FiledDocument, PageMap, SettingsRow,
)  # fmt: skip

__all__ = [
    "RECORD_CLASSES", "Account", "Agency", "Analysis", "Area", "Assessment", "Attachment",
    "AuditEntry", "Case", "Change", "ChildWords", "Citation", "Concern", "Deadline", "Direction",
    "Entry", "Escalation", "Event", "EventPerson", "Factor", "FiledDocument", "Filing", "Finding",
    "Hearing", "ImportBatch", "ImportNote", "ImportProblem", "InformationRequest", "Instrument",
    "LikelyImpact", "Locator", "NeedConcerned", "ObservedImpact", "Order", "Outcome", "Oversight",
    "PageMap", "Parentage", "Party", "Passage", "Person", "Photograph", "Plan", "Proceedings",
    "Professional", "ProtectedDetail", "RawPassage", "ReadResult", "Reason", "Record", "Release",
    "Reply", "Review", "SavedView", "Score", "SettingsRow", "SignOff", "Source", "SpanRef",
    "SpellMark", "Strength", "SuggestedPerson", "SuggestedSpell", "Suggestion", "TouchedRecord",
    "derived_id", "new_id",
]  # fmt: skip
