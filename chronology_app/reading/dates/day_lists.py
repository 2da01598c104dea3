"""Reads lists of days: "4, 5 and 9", "27-28", "8th or 15th".

Owns how the days of one month hang together; the month and what goes round it are `readers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chronology_app.reading.dates.parts import ALL, ANY, ONE, SPAN, Member, Part
from chronology_app.reading.dates.vocabulary import DAY, ORD, WEEKDAY, weekday_number

_ITEM = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+)?)?(?P<day>{DAY}){ORD}?", re.IGNORECASE
)


@dataclass(slots=True)
class DayList:
    """Days that share one month; `offset` is where in the words the list truly begins."""

    offset: int = 0
    days: list[Part] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    shape: str = ONE


def read_day_list(words: str, year: int | None, month: int | None) -> DayList:
    """Read the days of a list; earlier numbers that do not ascend belong to something else."""
    found = list(_ITEM.finditer(words))
    joins = [words[a.end() : b.start()].lower() for a, b in zip(found, found[1:], strict=False)]
    begin = len(found) - 1
    while begin and int(found[begin - 1]["day"]) < int(found[begin]["day"]):
        begin -= 1
    read = DayList()
    read.offset = found[begin].start()
    read.days = [_item_part(item, year, month) for item in found[begin:]]
    _join_days(read, [_join_kind(join) for join in joins[begin:]])
    return read


def _item_part(item: re.Match[str], year: int | None, month: int | None) -> Part:
    weekday = weekday_number(item["weekday"]) if item["weekday"] else None
    return Part(year, month, int(item["day"]), weekday)


def _join_kind(join: str) -> str:
    words = set(re.findall(r"[a-z]+|[-–—/&,]", join))
    if words & {"or", "neu"}:
        return "or"
    return "to" if words & {"to", "until", "i", "-", "–", "—", "/"} else "and"


def _join_days(read: DayList, kinds: list[str]) -> None:
    members: list[Member] = [(read.days[0], None)]
    for kind, day in zip(kinds, read.days[1:], strict=True):
        if kind == "to" and members[-1][1] is None:
            members[-1] = (members[-1][0], day)
        else:
            members.append((day, None))
    read.members = members
    if len(members) > 1:
        read.shape = ANY if "or" in kinds else ALL
    else:
        read.shape = SPAN if members[0][1] else ONE
