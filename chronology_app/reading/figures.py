"""Reads the figures that say more than the words around them: attendance in per cent.

Owns the limits in use in schools; the words of attendance stand in the lexicon.
"""

from __future__ import annotations

import re

from chronology_app.reading.lexicon import Hit

_PER_CENT = re.compile(r"\b(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s+cent)", re.I)
_ABOUT = re.compile(r"\b(?:attend(?:ance|ed|s|ing)|presenoldeb|sessions)\b", re.I)
#: "late on 9 of the last 20 days": a count up to the day of the entry.
_COUNTED = re.compile(
    r"\b(?:late|absent|missed|attended|off)\b[^.;]{0,25}?\b\d{1,3}\s+(?:out\s+)?of\s+(?:the\s+)?"
    r"(?:last\s+|past\s+)?\d{1,3}\s+(?:school\s+)?(?:days|sessions|mornings)\b",
    re.I,
)
#: Below this share of sessions a pupil counts as persistently absent (Department for Education).
_PERSISTENT_ABSENCE = 90.0
#: From this share on, attendance is good by any school's measure.
_GOOD = 95.0


def counts_attendance(text: str) -> bool:
    """Say whether a sentence counts days of school, which are counted up to its entry's day."""
    return bool(_COUNTED.search(text) or (_ABOUT.search(text) and _PER_CENT.search(text)))


def read_attendance(text: str, hits: list[Hit]) -> list[Hit]:
    """Return a sentence's hits with what its attendance figure says put right.

    Low attendance is a sign of concern, good attendance a strength and no concern at all.
    """
    counted = _COUNTED.search(text)
    if counted:
        place = (counted.start(), counted.end(), counted.group())
        hits = [*hits, Hit("concern.educational", *place, 3.0)]
    figures = [m for m in _PER_CENT.finditer(text) if float(m.group("n")) <= 100]
    if not figures or not _ABOUT.search(text):
        return hits
    # Where attendance moved, the last figure named is the one that it moved to.
    last = figures[-1]
    value, place = float(last.group("n")), (last.start(), last.end(), last.group())
    if value < _PERSISTENT_ABSENCE:
        return [*hits, Hit("concern.educational", *place, 3.0)]
    if value >= _GOOD:
        kept = [h for h in hits if h.group != "concern.educational"]
        return [*kept, Hit("strength", *place, 3.0)]
    return hits
