"""The codes that stand in JSON, settings and keys. Labels come from `wording`, never from here.

Records hold plain strings, because an authority may add its own kinds and names in the settings;
these enums name the ones that the program itself reasons about.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of event it is."""

    REFERRAL = "referral"
    VISIT = "visit"
    MISSED_APPOINTMENT = "missed_appointment"
    HEALTH_CONTACT = "health_contact"
    SCHOOL_CONCERN = "school_concern"
    ATTENDANCE = "attendance"
    POLICE_INCIDENT = "police_incident"
    MEETING = "meeting"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    LEGAL_STEP = "legal_step"
    SERVICE = "service"
    CHANGE_OF_WORKER = "change_of_worker"
    CHILD_WORDS = "child_words"
    OBSERVATION = "observation"
    POSITIVE = "positive"
    MOVE = "move"


class ConcernType(StrEnum):
    """The six types of concern (S5)."""

    MEDICAL = "medical"
    NUTRITIONAL = "nutritional"
    EMOTIONAL = "emotional"
    EDUCATIONAL = "educational"
    PHYSICAL = "physical"
    SUPERVISION = "supervision"


class Need(StrEnum):
    """The seven dimensions of developmental need (S6)."""

    HEALTH = "health"
    EDUCATION = "education"
    EMOTIONAL_BEHAVIOURAL = "emotional_behavioural"
    IDENTITY = "identity"
    FAMILY_SOCIAL = "family_social"
    SOCIAL_PRESENTATION = "social_presentation"
    SELF_CARE = "self_care"


class Level(StrEnum):
    """Level of help; local names by country and date are settings."""

    UNIVERSAL = "universal"
    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    PRE_PROCEEDINGS = "pre_proceedings"
    PROCEEDINGS = "proceedings"
    LOOKED_AFTER = "looked_after"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    ADOPTED = "adopted"
    CLOSED = "closed"


class AgencyCode(StrEnum):
    """Who acted, or whose record says so."""

    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    EARLY_HELP = "early_help"
    POLICE = "police"
    HEALTH_VISITING = "health_visiting"
    MIDWIFERY = "midwifery"
    GP = "gp"
    HOSPITAL = "hospital"
    AMBULANCE = "ambulance"
    DENTAL = "dental"
    SPEECH_LANGUAGE = "speech_language"
    CAMHS = "camhs"
    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    EDUCATION_WELFARE = "education_welfare"
    HOUSING = "housing"
    ADULT_MENTAL_HEALTH = "adult_mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    DOMESTIC_ABUSE = "domestic_abuse"
    PROBATION = "probation"
    VOLUNTARY = "voluntary"
    FAMILY = "family"
    COURT = "court"
    CAFCASS = "cafcass"
    OTHER = "other"


class Evidence(StrEnum):
    """How the recorder knows."""

    FIRST_HAND = "first_hand"
    REPORTED = "reported"
    OPINION = "opinion"


class Modifier(StrEnum):
    """Which part of a period the words name; it never narrows the period's bounds."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"


class RecordClass(StrEnum):
    """Anything but ordinary leaves the casebook only by a named person's recorded decision."""

    ORDINARY = "ordinary"
    LEGAL_ADVICE = "legal_advice"
    PUBLIC_INTEREST = "public_interest"
    THIRD_PARTY = "third_party"
    NOT_THIS_FAMILY = "not_this_family"


class ProtectedKind(StrEnum):
    """A detail that somebody must not learn."""

    ADDRESS = "address"
    NUMBER = "number"
    PLACEMENT = "placement"
    SCHOOL = "school"
    REFERRER = "referrer"
    REFUGE = "refuge"
    FOSTER_CARER = "foster_carer"
    ADOPTER = "adopter"


class Role(StrEnum):
    """What a person is to the family; other words are kept as they were given."""

    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    CARER = "carer"
    RELATIVE = "relative"
    PROFESSIONAL = "professional"
    OTHER = "other"


class EventStatus(StrEnum):
    """How an event came to be confirmed; only `confirmed` reaches a court document."""

    CONFIRMED = "confirmed"
    ACCEPTED_UNREAD = "accepted_unread"
    REMOVED = "removed"


class ConfirmedHow(StrEnum):
    """What the person who confirmed an event had before them."""

    SOURCE_SHOWN = "source_shown"
    EDITED = "edited"
    BATCH = "batch"
    BY_HAND = "by_hand"
    UNREAD = "unread"


class Consent(StrEnum):
    """Whether somebody agreed to a photograph."""

    GIVEN = "given"
    NOT_GIVEN = "not_given"
    NOT_NEEDED = "not_needed"
    NOT_RECORDED = "not_recorded"


class SuggestionStatus(StrEnum):
    """What a person has done with a suggestion."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"


class Significance(StrEnum):
    """A worded scale set by a person; never computed."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"
    HIGHEST = "highest"


class Part(StrEnum):
    """A person's part in an event."""

    SUBJECT = "subject"
    PRESENT = "present"
    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    SPOKEN_TO = "spoken_to"
    NOT_SEEN = "not_seen"


class SpellKind(StrEnum):
    """What goes on over a time, for one child."""

    LEVEL_OF_HELP = "level_of_help"
    LEGAL_STATUS = "legal_status"
    WORKER = "worker"
    PLACEMENT = "placement"
    HOUSEHOLD = "household"
    AREA = "area"
    SERVICE = "service"


class SourceKind(StrEnum):
    """A file that arrived, a note typed by a named author, or text that a person pasted."""

    FILE = "file"
    ENTRY = "entry"
    #: Text that a person pasted from another system.
    PASTED = "pasted"


class Sensitivity(StrEnum):
    """How openly a source may be handled inside the authority."""

    STANDARD = "standard"
    RESTRICTED = "restricted"


class BatchStatus(StrEnum):
    """What became of one import."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class ImportOutcome(StrEnum):
    """What became of one file; part of the command line's contract."""

    IMPORTED = "imported"
    WITH_PROBLEMS = "with_problems"
    REFUSED = "refused"
    ALREADY_THERE = "already_there"


class ReplyAnswer(StrEnum):
    """A party's answer to an event or allegation, kept in the party's own words beside it."""

    ACCEPTED = "accepted"
    ACCEPTED_FOR_THRESHOLD_ONLY = "accepted_for_threshold_only"
    PARTLY = "partly"
    DENIED = "denied"
    NO_ADMISSION = "no_admission"
    NO_REPLY = "no_reply"


class OutcomeCode(StrEnum):
    """What the court did with an allegation."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_PURSUED = "not_pursued"


class ImpactKind(StrEnum):
    """The three kinds of impact, never mixed."""

    NEED_CONCERNED = "need_concerned"
    OBSERVED = "observed"
    LIKELY = "likely"


class PlanKind(StrEnum):
    """Kinds of plans that have a name of their own; an authority's own kind is its words."""

    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    WRITTEN_AGREEMENT = "written_agreement"


class PlanResult(StrEnum):
    """What a review found about a change."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    SLIPPED_BACK = "slipped_back"
