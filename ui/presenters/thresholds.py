"""The numbers that people may set, in words and in groups, as a dialog shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from chronology_app.thresholds import Number, Threshold
from chronology_app.wording import say


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One number in words."""

    threshold: Threshold
    words: str
    #: "usually 2", and who set another.
    usual: str


@dataclass(frozen=True, slots=True)
class ThresholdGroup:
    """The numbers of one pattern, of one check, or of the timeline."""

    key: str
    #: "patterns", "checks" or "timeline".
    part: str
    words: str
    lines: tuple[ThresholdLine, ...]


def threshold_groups(
    thresholds: tuple[Threshold, ...], language: str = "en"
) -> tuple[ThresholdGroup, ...]:
    """Return the numbers by what they are for, in the order of the settings' files."""
    order = list(dict.fromkeys(one.group for one in thresholds))
    found = groupby(sorted(thresholds, key=lambda t: order.index(t.group)), lambda t: t.group)
    return tuple(
        ThresholdGroup(
            key, key.split(".")[0], _group_words(key, language),
            tuple(_line(one, language) for one in inside),
        )
        for key, inside in found
    )  # fmt: skip


def wanted_changes(
    thresholds: tuple[Threshold, ...], typed: Mapping[str, Number]
) -> dict[str, Number]:
    """Return what was typed that differs from what is in force."""
    held = {one.name: one.value for one in thresholds}
    return {name: value for name, value in typed.items() if held[name] != value}


def _group_words(key: str, language: str) -> str:
    part, _, name = key.partition(".")
    if not name:
        words = say(f"thresholds.group.{part}", language)
    elif part == "patterns":
        words = say(f"pattern.name.{name}", language)
    else:
        words = say(f"check.{name}.name", language)
    return words[:1].upper() + words[1:]


def _line(one: Threshold, language: str) -> ThresholdLine:
    usual = f"{one.usual:g}"
    if one.is_own and one.source:
        told = say(
            "thresholds.own_source", language, value=usual, name=one.changed_by, source=one.source
        )
    elif one.is_own:
        told = say("thresholds.own", language, value=usual, name=one.changed_by)
    else:
        told = say("thresholds.usual", language, value=usual)
    return ThresholdLine(one, say(f"threshold.{one.name}", language), told)
