"""Agreement recorded, no change recorded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from chronology_app.analysis.patterns.days import add_months
from chronology_app.analysis.patterns.ground import Dated, Found, Ground, Line
from chronology_app.analysis.patterns.steps import Steps
from chronology_app.analysis.patterns.words import percent_attended
from chronology_app.model import Assessment, Instrument, ServiceOffer

Pair = tuple[Dated, Dated, bool]


def find(ground: Ground, _steps: Steps) -> Iterator[Found]:
    """Yield agreements with the same concern after them, and attendance without change."""
    for child in ground.of_child:
        yield from _same_concern(ground, child)
    yield from _attended(ground)
    yield from _services(ground)


class _Agreements:
    """One child's agreements and improvements, and the concern that followed each."""

    def __init__(self, ground: Ground, child: str) -> None:
        self._ground, self._child = ground, child
        numbers = ground.thresholds("agreed_unchanged")
        self._days = int(numbers["weeks"]) * 7
        self._back = -int(numbers["before_months"])
        self._agencies = int(numbers["corroborated_by"])
        self.read: set[str] = set()
        own = ground.of_child[child]
        self._concerns = Line(row for row in own if ground.types(row, child))
        free = [r for r in own if not ground.types(r, child)]
        better = [row for row in free if ground.is_strength(row, child)]
        self._better = better
        self._better_days = [row.first for row in better]
        self._set_agencies()
        known = {row.id for row in better}
        told = (row for row in free if row.id not in known and self._tells(row))
        self.read = {row.id for row in told}
        self.agreements = [row for row in free if row.id in known or row.id in self.read]
        self._lines = [line for (who, _), line in ground.concern_lines.items() if who == child]

    def _tells(self, row: Dated) -> bool:
        words = self._ground.words
        return words.agrees(row.event) or (row.kind == "visit" and words.praises(row.event))

    def _set_agencies(self) -> None:
        """For each improvement: where so many different agencies have recorded one, from it on."""
        self._enough_at: list[int | None] = [None] * len(self._better)
        counts: dict[str, int] = {}
        end = 0
        for at, row in enumerate(self._better):
            while end < len(self._better) and len(counts) < self._agencies:
                agency = self._better[end].agency
                counts[agency] = counts.get(agency, 0) + 1
                end += 1
            if len(counts) >= self._agencies:
                self._enough_at[at] = end - 1
            counts[row.agency] -= 1
            if not counts[row.agency]:
                del counts[row.agency]

    def pairs(self) -> list[Pair]:
        """Return each concern with the nearest agreement before it, in order."""
        nearest: dict[str, Pair] = {}
        for row in self.agreements:
            concern = self._concern_after(row)
            if concern is not None and not self._is_corroborated(row, concern[0]):
                nearest[concern[0].id] = (row, *concern)
        return sorted(nearest.values(), key=lambda pair: (pair[0].order, pair[1].order))

    def _concern_after(self, row: Dated) -> tuple[Dated, bool] | None:
        """Return the earliest concern of a known type after it, and whether that is sure."""
        found: list[tuple[Dated, bool]] = []
        for line in self._lines:
            low, high = add_months(row.first, self._back), row.last - 1
            for concern in islice(line.between(row.first + 1, row.last + self._days), 2):
                # One that may lie on either side of the agreement is not both of a pair.
                known = line.latest_between(low, high, concern)
                if known is None:
                    continue
                sure = known.last < row.first and known.first >= add_months(row.last, self._back)
                sure = sure and concern.first > row.last
                found.append((concern, sure and concern.last <= row.first + self._days))
                break
        return min(found, key=lambda pair: (pair[0].order, not pair[1]), default=None)

    def _is_corroborated(self, row: Dated, concern: Dated) -> bool:
        # What was seen since the last concern counts too: one that several agencies saw grow.
        known = self._concerns.latest_between(row.first - self._days, row.first - 1)
        since = max(row.first - self._days, known.last + 1 if known else 0)
        at = bisect_left(self._better_days, since)
        enough = self._enough_at[at] if at < len(self._better) else None
        return enough is not None and self._better[enough].last < concern.first


def _same_concern(ground: Ground, child: str) -> Iterator[Found]:
    numbers = ground.thresholds("agreed_unchanged")
    agreements = _Agreements(ground, child)
    for group in _grouped(agreements.pairs(), int(numbers["merge_months"])):
        if len(group) < numbers["pairs"]:
            continue
        rows = {row.id: row for one, other, _sure in group for row in (one, other)}
        yield Found(
            rule="same_concern", child=child, params={"count": len(group)},
            events=tuple(sorted(rows.values(), key=lambda row: row.order)),
            is_certain=sum(sure for _one, _other, sure in group) >= numbers["pairs"],
            read=frozenset(agreements.read & rows.keys()),
            undated=ground.undated_of(child, lambda e: e.kind == "positive"),
        )  # fmt: skip


def _grouped(pairs: Iterable[Pair], months: int) -> Iterator[list[Pair]]:
    group: list[Pair] = []
    reach = 0
    for pair in pairs:
        if group and pair[0].first > add_months(reach, months):
            yield group
            group = []
        group.append(pair)
        reach = max(reach, pair[1].last) if len(group) > 1 else pair[1].last
    if group:
        yield group


def _attended(ground: Ground) -> Iterator[Found]:
    numbers = ground.thresholds("agreed_unchanged")
    for row in ground.rows:
        if row.kind not in ("service", "positive"):
            continue
        percent = percent_attended(row.event.fact)
        if percent is None or percent < numbers["attended_percent"]:
            continue
        who: tuple[str | None, ...] = tuple(sorted(row.children)) or (None,)
        for child in who:
            label = _unchanged(ground, row, child, int(numbers["score_months"]))
            if label is not None:
                yield Found(
                    rule="attended_no_change", child=child, events=(row,), is_certain=row.is_exact,
                    params={"percent": round(percent), "instrument": label},
                    read=frozenset({row.id}),
                )  # fmt: skip


def _services(ground: Ground) -> Iterator[Found]:
    """Yield services that were attended as they should be, with the same before and afterwards.

    Only where both were recorded in the same words, measured alike: nothing is read into words.
    """
    numbers = ground.thresholds("agreed_unchanged")
    known = {row.id: row for row in ground.rows}
    for one in ground.view.of(ServiceOffer):
        if one.attended is None or one.missed is None:
            # How many of how many nobody recorded.
            continue
        percent = 100 * one.attended / (one.attended + one.missed) if one.attended else 0
        before, after = _plain(one.before), _plain(one.after)
        first = one.started or one.offered_on
        if percent < numbers["attended_percent"] or not before or before != after:
            continue
        if first.earliest is None:
            continue
        rows = [known[key] for key in one.event_ids if key in known]
        if one.event_ids and not rows:
            # Nothing that it rests on may be told.
            continue
        end = _day(one.ended.latest) if one.ended else ground.as_of
        yield Found(
            rule="service_unchanged", child=None, about=one.id, children=one.person_ids,
            events=tuple(sorted(rows, key=lambda row: row.order)),
            span=(first.earliest.toordinal(), max(end, first.earliest.toordinal())),
            is_certain=True, params={"percent": round(percent), "service": one.name},
        )  # fmt: skip


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def _unchanged(ground: Ground, row: Dated, child: str | None, months: int) -> str | None:
    """Return the name of an instrument scored before and after, without any area better."""
    for instrument in sorted(ground.view.of(Instrument), key=lambda one: (one.label, one.id)):
        own = [
            (day, scoring) for scoring in ground.view.of(Assessment)
            if scoring.instrument_id == instrument.id and scoring.purpose != "target"
            and scoring.person_id in (None, "", child) and (day := _day(scoring.on.earliest))
        ]  # fmt: skip
        own.sort(key=lambda pair: (pair[0], pair[1].id))
        before = [s for day, s in own if add_months(row.first, -months) <= day <= row.last]
        after = [s for day, s in own if row.first < day <= add_months(row.last, months)]
        if before and after and not _is_better(instrument, before[-1], after[0]):
            return instrument.label
    return None


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _is_better(instrument: Instrument, before: Assessment, after: Assessment) -> bool:
    then = {score.area: score.value for score in before.scores}
    sign = 1 if instrument.high_is_good else -1
    shared = [score for score in after.scores if score.area in then]
    return not shared or any(sign * (score.value - then[score.area]) > 0 for score in shared)
