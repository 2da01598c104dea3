"""Spells out what a day and a time of day look like at the head of an entry.

Owns the patterns; what a date means is read by `when` and `dates`.
"""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai"
    r"|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
)
DAY = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
    r"(?:\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}{MONTH}\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH}\.?,?[\s-]+\d{{2,4}})"
)
TIME = re.compile(
    r"^[\s,@()\-–]*(?:at\s+)?(?P<time>(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*[ap]\.?m\.?)?(?:\s*hrs?)?"
    r"|(?:1[0-2]|[1-9])\s*[ap]\.?m\.?|(?:[01]\d|2[0-3])[0-5]\d\s*hrs?)\b",
    re.I,
)


def clock(words: str) -> str | None:
    """Return a time of day as HH:MM, or None for words that are no time."""
    digits = re.search(r"(\d{1,2})[:.]?(\d\d)?", words)
    if not digits:
        return None
    hour, minute = int(digits.group(1)), int(digits.group(2) or 0)
    if re.search(r"p\.?m", words, re.I) and hour < 12:
        hour += 12
    if re.search(r"a\.?m", words, re.I) and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
