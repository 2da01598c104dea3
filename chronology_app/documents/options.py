"""What the user asked of an export. Frozen and complete: no clock and no settings are read later.

Leaves the meaning of each option to the builders.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: The profile of the authority's own staff: protected details may be shown to it.
LOCAL_AUTHORITY = "local_authority"
#: The court and with it every party: the profile of court papers unless another is named.
COURT = "court"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """The options of one export."""

    #: The day on which the document is prepared.
    today: date
    #: Figures and rows as they stood on this day; None: `today`.
    as_of: date | None = None
    #: Full name of the one child asked for; None: every child.
    child: str | None = None
    #: Code of the one type of concern that a figure is about; empty: every type.
    concern_type: str = ""
    #: Only events that may fall on or after, on or before these days.
    date_from: date | None = None
    date_to: date | None = None
    #: `LOCAL_AUTHORITY`, `COURT`, or a person's full name.
    profile: str = COURT
    #: Columns of the full chronology; empty: the usual ones.
    columns: tuple[str, ...] = ()
    #: "en" or "cy".
    language: str = "en"
    #: "A4" or "A3".
    page_size: str = "A4"
    #: Audit head COUNT:HEX; printed on no page, kept for the certificate and the data export.
    head: str = ""
    settings_version: str = ""
    #: Months before `as_of` on which a court chronology concentrates.
    focus_months: int = 24
    #: Title of the plan that a document is about; empty: the one that runs.
    plan: str = ""
    #: Replace protected words by a bracket instead of stopping.
    withhold: bool = False

    @property
    def cut_off(self) -> date:
        """The day as of which the document speaks."""
        return self.as_of or self.today
