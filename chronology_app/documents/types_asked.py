"""The types of concern that a figure can be asked for: the six, and those that the case has.

Leaves what is drawn of a type to `timeline_lanes`.
"""

from __future__ import annotations

from chronology_app.errors import BadValueError
from chronology_app.model import Concern
from chronology_app.model.codes import ConcernType
from chronology_app.model.view import CaseView
from chronology_app.wording import LANGUAGES, label


def known_types(view: CaseView) -> tuple[str, ...]:
    """Return the codes of the six types, then an authority's own that the case uses."""
    own = {concern.type for concern in view.of(Concern)} - set(ConcernType)
    return (*(str(code) for code in ConcernType), *sorted(own))


def find_type(view: CaseView, wanted: str, language: str) -> str:
    """Return the code that was meant by a code or by a printed name. Errors: BadValueError."""
    asked = wanted.strip().casefold()
    for code in known_types(view):
        names = (label("type", code, one).casefold() for one in LANGUAGES)
        if asked in (code.casefold(), *names):
            return code
    known = ", ".join(label("type", code, language) for code in known_types(view))
    raise BadValueError("figures.error.type", value=wanted, known=known)
