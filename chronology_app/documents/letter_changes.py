"""One change of a plan as a parent reads it: what must be different, with what help, by when.

Each line begins with what it tells; what the plan does not say is said to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from chronology_app.analysis.child_time import first_name, has_died_by
from chronology_app.documents.blocks import Block, Heading, Paragraph, Run
from chronology_app.documents.frame import Draft
from chronology_app.documents.running_plan import baseline_words, children_of, part_words
from chronology_app.model import Change

#: The fields of a change in the order in which a parent reads them.
_PARTS = (
    "baseline", "target", "who", "help", "by_when", "measure", "consequence_no_change",
    "consequence_limited", "decided_by",
)  # fmt: skip


def change_blocks(draft: Draft, change: Change, number: int) -> Iterator[Block]:
    """Yield a change with its heading; every line rests on the change."""
    needed = part_words(draft, change, "needed", "parents")
    yield Heading(draft.words.say("letter.change", number=number, words=needed), 2,
                  record_ids=(change.id,))  # fmt: skip
    names = [child.name for child in children_of(draft, change)]
    yield _labelled(draft, change, "for", draft.words.listed(names))
    told = {part: _words(draft, change, part) for part in _PARTS}
    for part, words in told.items():
        if words:
            yield _labelled(draft, change, part, words)
    missing = [_label(draft, part).rstrip(":") for part, words in told.items() if not words]
    if missing:
        said = Run(_label(draft, "missing"), "strong")
        yield Paragraph((said,), record_ids=(change.id,), keep_with_next=True)
    for name in missing:
        yield draft.paragraph(name, "bullet", (change.id,))


def _words(draft: Draft, change: Change, part: str) -> str:
    if part == "baseline":
        own = part_words(draft, change, part, "parents")
        return own if own != change.baseline.strip() else baseline_words(draft, change)
    if part == "by_when":
        return _by_when(draft, change)
    if part == "decided_by" and change.decided_on:
        who = part_words(draft, change, part, "parents")
        when = draft.words.date(change.decided_on)
        return draft.words.say("letter.decided", who=who, date=when) if who else when
    return part_words(draft, change, part, "parents")


def _by_when(draft: Draft, change: Change) -> str:
    """Return the day, with how old each child will be then."""
    if change.by_when is None:
        return change.by_when_words.strip()
    ages = [
        draft.words.say("letter.age", name=first_name(child), age=age)
        for child in children_of(draft, change)
        if not has_died_by(child, change.by_when)
        and (age := draft.words.age(child, change.by_when))
    ]
    when = draft.words.date(change.by_when)
    if not ages:
        return when
    return draft.words.say("letter.by_when", date=when, ages="; ".join(ages))


def _labelled(draft: Draft, change: Change, part: str, words: str) -> Paragraph:
    name = _label(draft, part)
    return Paragraph((Run(f"{name} ", "strong"), Run(words)), record_ids=(change.id,))


def _label(draft: Draft, part: str) -> str:
    return draft.words.say(f"letter.part.{part}")
