"""What the timeline says in words: its captions, alternative texts, tables and how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from chronology_app.analysis.spells import Spell
from chronology_app.dates.days import shifted
from chronology_app.documents.blocks import Column, Row, Table
from chronology_app.documents.frame import Draft
from chronology_app.documents.references import event_references
from chronology_app.documents.timeline_lanes import (
    OTHER,
    STRENGTH,
    Lanes,
    Shown,
    row_order,
)
from chronology_app.layout.numbered import runs_of
from chronology_app.layout.timeline import FigureWords, Lane, TimelineFigure
from chronology_app.model import Event

#: Columns of the numbered table and of the counts: message and millimetres on A4.
_EVENTS = (("number", 13.0), ("date", 31.0), ("fact", 103.0), ("types", 40.0),
           ("children", 32.0), ("source", 48.0))  # fmt: skip
_COUNTS = (("who", 34.0), ("what", 45.0), ("number", 16.0), ("numbers", 172.0))


# --- the figure ------------------------------------------------------------------------------


def title(draft: Draft) -> str:
    """Return the title of the figure: the case's, and what of it was asked for."""
    own = draft.view.case.title or draft.words.say("title.timeline")
    if not draft.options.concern_type:
        return own
    label = draft.words.label("type", draft.options.concern_type)
    return draft.words.say("figures.title_type", title=own, type=label)


def figure_words(draft: Draft) -> FigureWords:
    """Return the fixed words that a figure prints."""
    say = draft.words.say
    return FigureWords(
        undated=say("timeline.undated"),
        uncertain=say("timeline.uncertain"),
        age=say("timeline.age"),
        level=say("timeline.level"),
        range=say("figures.range", count="{count}", first="{first}", last="{last}"),
        range_meaning=say("figures.range_meaning"),
        numbers_meaning=say("figures.numbers_meaning"),
        curve=say("figures.curve"),
        curve_meaning=say("figures.curve_meaning"),
        months=say("figures.months"),
        months_meaning=say("figures.months_meaning"),
        nothing=say("figures.nothing"),
    )


def row_label(draft: Draft, code: str) -> str:
    """Return the printed name of a row."""
    if code == STRENGTH:
        return draft.words.say("timeline.strengths")
    if code == OTHER:
        return draft.words.say("timeline.other")
    return draft.words.label("type", code)


def part_words(draft: Draft, figure: TimelineFigure, number: int, count: int) -> str:
    """Return which part a figure is and what time it shows."""
    return draft.words.say(
        "figures.part", number=number, count=count,
        first=draft.words.day(figure.first), last=draft.words.day(figure.last),
    )  # fmt: skip


def caption(draft: Draft, figure: TimelineFigure) -> str:
    """Return the line under a figure: whom it shows and as of when."""
    names = draft.words.listed([lane.title for lane in figure.lanes])
    until = draft.words.day(min(figure.last, draft.options.cut_off))
    return draft.words.say("timeline.caption", names=names, date=until)


def alt_text(draft: Draft, figure: TimelineFigure) -> str:
    """Return what a figure shows: who, which time, how many events of which type, what gap."""
    said = draft.words.say(
        "figures.alt",
        first=draft.words.day(figure.first),
        last=draft.words.day(figure.last),
        lanes=draft.words.say("timeline.alt_lanes", count=len(figure.lanes)),
        rows=" ".join(_lane_words(draft, lane) for lane in figure.lanes),
    )
    return f"{figure.part}. {said}" if figure.part else said


def _lane_words(draft: Draft, lane: Lane) -> str:
    count = len(lane.numbers)
    if not count:
        return draft.words.say("figures.alt_none", name=lane.title)
    sentences = [draft.words.say("figures.alt_lane", count=count, name=lane.title,
                                 types=", ".join(_row_counts(draft, lane)))]  # fmt: skip
    undated = len({number for numbers in lane.undated.values() for number in numbers})
    if undated:
        sentences.append(draft.words.say("figures.alt_undated", count=undated))
    gap = longest_gap(lane)
    if gap:
        first, last = (draft.words.day(day) for day in gap)
        sentences.append(draft.words.say("figures.alt_gap", first=first, last=last))
    return " ".join(sentences)


def _row_counts(draft: Draft, lane: Lane) -> Iterator[str]:
    for code in row_order({mark.row for mark in lane.marks} | set(lane.undated)):
        dated = sum(mark.row == code for mark in lane.marks)
        yield f"{row_label(draft, code)} {dated + len(lane.undated.get(code, ()))}"


def longest_gap(lane: Lane) -> tuple[date, date] | None:
    """Return first and last day of the longest time in which no event can lie, between two."""
    best: tuple[date, date] | None = None
    reached: date | None = None
    day = timedelta(days=1)
    for mark in sorted(lane.marks, key=lambda m: m.first):
        if reached and mark.first - reached > day:
            gap = (shifted(reached, day), shifted(mark.first, -day))
            if best is None or gap[1] - gap[0] > best[1] - best[0]:
                best = gap
        reached = max(reached or mark.last, mark.last)
    return best


def reading(draft: Draft, figures: Iterable[TimelineFigure]) -> Iterator[str]:
    """Yield how the figures are read, and of their signs only those that they use."""
    shown = list(figures)
    say = draft.words.say
    yield from (say(f"timeline.read_{n}") for n in (0, 1, 2))
    yield say("figures.read_numbers", example=say("figures.range", count=3, first=12, last=19))
    yield say("timeline.read_4")
    if any(lane.months for figure in shown for lane in figure.lanes):
        yield say("figures.read_months")
    if any(figure.has_curves and lane.adds_up for figure in shown for lane in figure.lanes):
        yield say("figures.read_curve")
    if any(lane.has_uncounted for figure in shown for lane in figure.lanes):
        yield say("figures.read_uncounted")
    if any(lane.is_cut for figure in shown for lane in figure.lanes):
        yield say("timeline.read_cut")


def notes(draft: Draft, undated: int, empty: list[tuple[date, date]]) -> Iterator[str]:
    """Yield what was asked for, where undated events are, and which times have no part."""
    if undated:
        yield draft.words.say("figures.undated", count=undated)
    if draft.options.concern_type:
        label = draft.words.label("type", draft.options.concern_type)
        yield draft.words.say("figures.one_type", type=label)
    for first, last in empty:
        yield draft.words.say(
            "figures.empty", first=draft.words.day(first), last=draft.words.day(last)
        )


# --- the tables ------------------------------------------------------------------------------


def elsewhere(draft: Draft, listed: dict[int, list[int]]) -> str:
    """Return under which parts the rows of events stand that are drawn here again."""
    parts = (
        draft.words.say("figures.listed", number=part, numbers=", ".join(runs_of(numbers)))
        for part, numbers in sorted(listed.items())
    )
    return draft.words.say("figures.elsewhere", parts="; ".join(parts))


def event_table(
    draft: Draft, lanes: Lanes, figure: TimelineFigure, numbers: list[int], width: float
) -> Table:
    """Return the numbered table in which the marks of a figure can be looked up."""
    rows = tuple(_event_row(draft, number, lanes.events[number]) for number in numbers)
    summary = draft.words.say("figures.table", part=figure.part or title(draft))
    return Table(_columns(draft, _EVENTS, width), rows, summary, is_small=True)


def _columns(draft: Draft, of: tuple[tuple[str, float], ...], width: float) -> tuple[Column, ...]:
    scale = width / sum(mm for _, mm in of)
    return tuple(Column(draft.words.say(f"figures.column.{code}"), mm * scale) for code, mm in of)


def _event_row(draft: Draft, number: int, event: Event) -> Row:
    references = event_references(draft.selection, event, draft.words, every_date=True)
    accounts = tuple(account.id for account in draft.selection.accounts(event))
    strengths = tuple(strength.id for strength in draft.selection.strengths(event))
    children = [child.name for child in draft.view.children_of(event)]
    cells = (
        str(number), draft.words.event_date(event), draft.event_words(event),
        "\n".join(_types(draft, event)), ", ".join(children), "\n".join(references),
    )  # fmt: skip
    return Row(cells, (event.id, *accounts, *strengths))


def _types(draft: Draft, event: Event) -> Iterator[str]:
    """Yield the types of concern, with names where they are not about every child of the event."""
    concerns = draft.view.concerns.get(event.id, ())
    named = {child.id for child in draft.view.children_of(event)}
    if draft.selection.strengths(event):
        yield draft.words.say("figures.strength")
    for code in row_order({str(concern.type) for concern in concerns}):
        own = {concern.child_id for concern in concerns if concern.type == code}
        label = draft.words.label("type", code)
        names = [child.name for child in draft.view.children if child.id in own]
        yield label if own >= named or not names else f"{label} ({', '.join(names)})"


def summary_table(draft: Draft, lanes: Lanes, width: float) -> Table:
    """Return, for each lane, its levels of help and how many events of each type it has."""
    numbers = {event.id: number for number, event in lanes.events.items()}
    rows = tuple(row for shown in lanes.shown for row in _counts(draft, shown, numbers))
    columns = _columns(draft, _COUNTS, width)
    return Table(columns, rows, draft.words.say("table.timeline"), is_small=True)


def _counts(draft: Draft, shown: Shown, numbers: dict[str, int]) -> Iterator[Row]:
    for spell in shown.levels:
        level = draft.words.label("level", spell.value)
        what = draft.words.say("timeline.level_row", level=level)
        yield Row((shown.lane.title, what, "", _spell_words(draft, spell)), spell.event_ids)
    for code in row_order({row for row, _ in shown.marks}):
        events = [event for row, event in shown.marks if row == code]
        listed = ", ".join(runs_of(sorted(numbers[event.id] for event in events)))
        ids = tuple(event.id for event in events)
        yield Row((shown.lane.title, row_label(draft, code), str(len(events)), listed), ids)


def _spell_words(draft: Draft, spell: Spell) -> str:
    words = draft.words
    if spell.start and spell.end:
        return words.say("timeline.span", first=words.date(spell.start), last=words.date(spell.end))
    if spell.start:
        return words.say("timeline.goes_on", first=words.date(spell.start))
    if spell.end:
        return words.say("timeline.ended", last=words.date(spell.end))
    return words.date(None)
