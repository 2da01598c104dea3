"""What a person means by a date typed in a hurry: "yesterday", "12/3", "summer 2019".

Owns how typed words become one date; finding dates in prose is `reading.dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError

#: Words for days near today -> days from today.
NEAR = {
    "today": 0, "now": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2,
    "heddiw": 0, "ddoe": -1, "yfory": 1, "echdoe": -2,
}  # fmt: skip
_BARE_EDTF = re.compile(r"\d{4}(-\d{2}){0,2}[?~%]?(/.*)?|\[.*\]|\.\./.*")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of the words: a date, or None with `is_empty` or not understood."""

    date: FuzzyDate | None
    is_empty: bool = False

    @property
    def is_understood(self) -> bool:
        """Say whether the words can stand: a date, or nothing at all."""
        return self.is_empty or self.date is not None


def understand_date(words: str, today: date) -> Understood:
    """Return what the words mean on a day; never finer than the words.

    A value in EDTF is taken as it stands.
    """
    text = " ".join(words.split())
    if not text:
        return Understood(None, is_empty=True)
    near = NEAR.get(text.casefold())
    if near is not None:
        return Understood(FuzzyDate.parse(f"{today + timedelta(days=near)}", text))
    if _BARE_EDTF.fullmatch(text):
        try:
            return Understood(FuzzyDate.parse(text, text))
        except DateValueError:
            pass
    return Understood(_found(text, today))


def _found(text: str, today: date) -> FuzzyDate | None:
    # Only here: the grammar is large, and a window opens without it.
    from chronology_app.reading.dates import find_dates

    mentions = find_dates([text], today)
    if len(mentions) != 1 or mentions[0].edtf is None:
        return None
    mention = mentions[0]
    rest = (text[: mention.start] + text[mention.end :]).strip(" ,.;:-")
    if rest.casefold() not in ("", "on", "in", "about", "circa", "c", "the", "at", "by", "during"):
        return None
    try:
        return FuzzyDate.parse(mention.edtf, text, mention.modifier)
    except DateValueError:
        return None


def understand_time(words: str) -> str | None:
    """Return HH:MM for a time as people type it ("5pm", "17.30", "0930"); None: not a time.

    An empty text gives an empty text.
    """
    text = words.strip().lower().replace(" ", "")
    if not text:
        return ""
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm|a\.m\.|p\.m\.)?", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        return None
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}"
