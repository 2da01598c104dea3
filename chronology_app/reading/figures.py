"""Reads the figures that say more than the words around them: attendance, lateness, centiles.

Owns the limits in use in schools and clinics; the words for them stand in the lexicon.
"""

from __future__ import annotations

import re

from chronology_app.reading.lexicon import Hit

_PER_CENT = re.compile(r"\b(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s+cent)", re.I)
_ABOUT = re.compile(
    r"\b(?:attend(?:ance|ed|s|ing)|att|presenoldeb|sessions|(?:autumn|spring|summer)\s+term|term\s+\d|year\s+to\s+date|YTD)\b",
    re.I,
)
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
#: "in at 9.40", "arrived at school 10:15": the register has closed.
_CAME = re.compile(
    r"\b(?:in|arriv\w+|came|brought|signed\s+in|turned\s+up|got|here|school)\b[^.;:]{0,24}?"
    r"(?P<h>\b9|\b09|\b10|\b11)[.:](?P<m>[0-5]\d)\s*(?:am)?\b(?!\s*pm)",
    re.I,
)
_SCHOOL = re.compile(
    r"\b(?:late\w*|school|nursery|register|class|lesson|registration|gate|reception)\b", re.I
)
#: Minutes past nine from which a child came after the register.
_REGISTER_CLOSED = 10
_FELL = re.compile(
    r"\b(?P<a>0\.4|\d{1,2})(?:st|nd|rd|th)\s+(?:centile\s*)?[,(]?\s*(?:was|previously|having\s+been"
    r"|had\s+been|prev\.?|from|down\s+from)\b[^.;]{0,20}?(?P<b>\d{1,2})(?:st|nd|rd|th)\b"
    r"|\bfrom\s+(?:the\s+)?(?P<c>\d{1,2})(?:st|nd|rd|th)\s+(?:centile\s+)?to\s+(?:the\s+|below\s+"
    r"(?:the\s+)?)?(?P<d>0\.4|\d{1,2})(?:st|nd|rd|th)\b",
    re.I,
)
_WEIGHT = re.compile(r"\b(?:centiles?|percentiles?|weigh\w*|wt|bmi|growth)\b", re.I)


def read_figures(text: str) -> list[Hit]:
    """Return the signs of concern in figures: a weight that fell, a child who came late."""
    found = []
    for match in _FELL.finditer(text) if _WEIGHT.search(text) else ():
        now = float(match.group("a") or match.group("d"))
        before = float(match.group("b") or match.group("c"))
        if now < before:
            found.append(Hit("concern.nutritional", *match.span(), match.group(), 3.0))
    for match in _CAME.finditer(text) if _SCHOOL.search(text) else ():
        if int(match.group("h")) > 9 or int(match.group("m")) >= _REGISTER_CLOSED:
            found.append(Hit("concern.educational", *match.span(), match.group(), 2.0))
    return found


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
