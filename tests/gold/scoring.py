"""Compares what reading suggests with a marked key: what is found, and what is said of it.

A suggestion tells of a mention when most of the shorter one's words stand in the other, it is not
much longer, and its date agrees: the same value, or one that overlaps and is no wider than a month
or the key itself. One suggestion serves one event. What the key calls optional counts neither way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from chronology_app.dates import FuzzyDate
from chronology_app.errors import DateValueError
from chronology_app.model import Suggestion
from chronology_app.reading.dates import DateMention, find_dates
from chronology_app.reading.duplicates import link_duplicates
from chronology_app.reading.suggest import read_source
from tests.gold.records import Family, MarkedEvent, Mention

#: A suggestion tells of a mention from this share of common words on.
_ENOUGH = 0.6
#: It may be so many times as long as the mention, or so many words, whichever is more.
_LONGER, _LONG = 2.5, 40
_WORDS = re.compile(r"[a-z0-9']+")
_MONTH = 31


@dataclass(frozen=True)
class Scores:
    """Shares from 0 to 1, and how many noisy suggestions there are."""

    recall: float
    precision: float
    exact_date: float
    noise: int
    children: float
    types: float
    kind: float
    agency: float
    needs: float
    legal_advice: float
    duplicate_recall: float
    duplicate_precision: float

    def rounded(self) -> dict[str, float]:
        """Return all figures to three places."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class _Hit:
    event: MarkedEvent
    mention: Mention
    suggestion: Suggestion
    exact: bool


def read_family(family: Family) -> list[tuple[str, Suggestion]]:
    """Read all records of a family: each suggestion with its file's name."""
    found: list[tuple[str, Suggestion]] = []
    for source in family.sources:
        reading = read_source(source, family.people)
        own = (replace(s, source_id=source.sha256) for s in reading.suggestions)
        found.extend((source.file_name, s) for s in own)
    return found


def score_family(family: Family) -> Scores:
    """Read a family's records and compare them with its key."""
    read = read_family(family)
    by_file: dict[str, list[Suggestion]] = defaultdict(list)
    for file, suggestion in read:
        by_file[file].append(suggestion)
    hits, good = _match(family.events, by_file)
    counted = [(file, s) for file, s in read if s.id in good or not _said(file, s, family.optional)]
    noise = sum(s.id not in good and _said(file, s, family.noise) for file, s in counted)
    mentions = sum(len(event.mentions) for event in family.events)
    twins = _twins(hits, [s for _file, s in read])
    return Scores(
        recall=len(hits) / mentions,
        precision=len(good) / max(len(counted), 1),
        exact_date=sum(hit.exact for hit in hits) / max(len(hits), 1),
        noise=noise,
        children=_f1(hits, lambda e: e.children, lambda s: s.children),
        types=_f1(hits, lambda e: e.types, lambda s: s.concern_types),
        kind=_f1(hits, lambda e: [e.kind], lambda s: [s.kind]),
        agency=_f1(hits, lambda e: [e.agency], lambda s: [s.agency]),
        needs=_f1(
            hits, lambda e: e.needs, lambda s: [(c, n) for c, ns in s.needs.items() for n in ns]
        ),
        legal_advice=_f1(hits, lambda e: _legal(e.record_class), lambda s: _legal(s.record_class)),
        duplicate_recall=twins[0],
        duplicate_precision=twins[1],
    )


def score_formats(family: Family) -> dict[str, tuple[int, int]]:
    """Return for each file format how many mentions there are and how many were read."""
    by_file: dict[str, list[Suggestion]] = defaultdict(list)
    for file, suggestion in read_family(family):
        by_file[file].append(suggestion)
    hits, _good = _match(family.events, by_file)
    found: dict[str, tuple[int, int]] = {}
    for event in family.events:
        for mention in event.mentions:
            ending = mention.file.rsplit(".", 1)[-1]
            many, read = found.get(ending, (0, 0))
            hit = any(h.event.id == event.id and h.mention == mention for h in hits)
            found[ending] = many + 1, read + hit
    return found


def _match(
    events: Sequence[MarkedEvent], by_file: dict[str, list[Suggestion]]
) -> tuple[list[_Hit], set[str]]:
    hits: list[_Hit] = []
    good: set[str] = set()
    serves: dict[str, str] = {}
    for event in events:
        for mention in event.mentions:
            fitting = [
                (agrees == "exact", _common(mention.quote, s.fact), s)
                for s in by_file[mention.file]
                if serves.get(s.id, event.id) == event.id
                and _tells(mention.quote, s.fact)
                and (agrees := _agreement(s.date, event.dates))
            ]
            if fitting:
                exact, _share, best = max(fitting, key=lambda one: one[:2])
                serves[best.id] = event.id
                good.update(s.id for _, _, s in fitting)
                hits.append(_Hit(event, mention, best, exact))
    return hits, good


def _tells(quote: str, fact: str) -> bool:
    longest = max(_LONG, _LONGER * len(_words(quote)))
    return _common(quote, fact) >= _ENOUGH and len(_words(fact)) <= longest


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _common(one: str, other: str) -> float:
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    within = set(longer)
    return sum(word in within for word in shorter) / max(len(shorter), 1)


def _agreement(date: FuzzyDate | None, fair: Sequence[str]) -> str:
    """Return "exact", "near" or "": how a date agrees with one of the fair values."""
    if date is None:
        return ""
    if date.edtf.replace(" ", "") in {value.replace(" ", "") for value in fair}:
        return "exact"
    if date.earliest is None or date.latest is None:
        return ""
    width = (date.latest - date.earliest).days
    for value in fair:
        try:
            marked = FuzzyDate.parse(value)
        except DateValueError:
            continue
        own = (marked.latest - marked.earliest).days if marked.latest and marked.earliest else 0
        if date.overlaps(marked) and width <= max(_MONTH, own):
            return "near"
    return ""


def _said(file: str, suggestion: Suggestion, rows: Iterable[Mention]) -> bool:
    return any(row.file == file and _common(suggestion.fact, row.quote) >= _ENOUGH for row in rows)


def _legal(record_class: str) -> list[str]:
    return ["legal_advice"] if str(record_class) == "legal_advice" else []


def _f1(
    hits: Sequence[_Hit],
    marked: Callable[[MarkedEvent], Iterable[object]],
    read: Callable[[Suggestion], Iterable[object]],
) -> float:
    both = only = missed = 0
    for hit in hits:
        wanted, found = set(marked(hit.event)), set(read(hit.suggestion))
        both += len(wanted & found)
        only += len(found - wanted)
        missed += len(wanted - found)
    total = 2 * both + only + missed
    return 2 * both / total if total else 1.0


def _twins(hits: Sequence[_Hit], every: list[Suggestion]) -> tuple[float, float]:
    """Return recall and precision of the links between accounts of one event."""
    event_of: dict[str, str] = {}
    source_of = {s.id: number for number, s in enumerate(every)}
    for hit in hits:
        event_of.setdefault(hit.suggestion.id, hit.event.id)
    links = {s.id: set(s.duplicates) for s in link_duplicates(every)}
    ids = sorted(event_of, key=lambda one: source_of[one])
    right = wrong = missed = 0
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            same, linked = event_of[one] == event_of[other], other in links[one]
            right += same and linked
            wrong += linked and not same
            missed += same and not linked
    return right / max(right + missed, 1), right / max(right + wrong, 1)


# --- dates -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DateScores:
    """How the dates found in lines agree with the marked ones."""

    marked: int
    found: int
    span_f1: float
    exact_f1: float
    value: float
    #: Dates given a finer value than their words have.
    invented: int
    #: Kind -> (marked, found, value right).
    kinds: dict[str, tuple[int, int, int]]


def score_dates(
    texts: dict[str, list[str]], marked: dict[str, list[dict[str, object]]]
) -> DateScores:
    """Find the dates of each text and compare them with the marked ones."""
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    spans = exact = invented = system = 0
    for name, lines in texts.items():
        found = find_dates(lines)
        used: set[int] = set()
        for row in marked[name]:
            at = _overlapping(found, row)
            if at is not None:
                used.add(at)
            if row.get("skip"):
                system -= at is not None
                continue
            kind = kinds[str(row["kind"])]
            kind[0] += 1
            if at is None:
                continue
            mention = found[at]
            kind[1] += 1
            spans += 1
            exact += (mention.start, mention.end) == (row["start"], row["end"])
            same = mention.edtf == row["edtf"] and (mention.modifier or None) == row["modifier"]
            kind[2] += same
            invented += row["kind"] in {"partial", "full"} and _finer(
                mention.edtf, str(row["edtf"])
            )
        system += len(found)
    total = sum(kind[0] for kind in kinds.values())
    return DateScores(
        marked=total,
        found=system,
        span_f1=2 * spans / max(total + system, 1),
        exact_f1=2 * exact / max(total + system, 1),
        value=sum(kind[2] for kind in kinds.values()) / max(total, 1),
        invented=invented,
        kinds={name: (row[0], row[1], row[2]) for name, row in sorted(kinds.items())},
    )


def _overlapping(found: Sequence[DateMention], row: dict[str, object]) -> int | None:
    start, end = int(str(row["start"])), int(str(row["end"]))
    best, width = None, 0
    for number, mention in enumerate(found):
        if mention.line - 1 != row["line"]:
            continue
        common = min(mention.end, end) - max(mention.start, start)
        if common > width:
            best, width = number, common
    return best


def _finer(edtf: str, than: str) -> bool:
    def parts(value: str) -> int:
        return len(re.sub(r"[~?%\[\]{}]", "", value).split("/")[0].split("-"))

    return parts(edtf) > parts(than)
