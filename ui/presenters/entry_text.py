"""The words that an entry keeps for ever: what was typed, a labelled line for each field."""

from __future__ import annotations

from collections.abc import Mapping

from chronology_app.model import Person
from chronology_app.model.codes import Part
from ui.presenters.dates import understand_time
from ui.presenters.entry_draft import PARTS, Draft, Said, choice_words
from ui.words import label, say


def entry_text(draft: Draft, people: Mapping[str, Person]) -> str:
    """Return the words that are kept for ever: what was typed, a labelled line for each field."""
    names = {one: person.name for one, person in people.items()}
    lines = [draft.seen_or_heard.strip()]
    lines += [_said_line(one, names) for one in draft.said if one.words.strip()]
    lines += _part_lines(draft, names)
    if draft.action.strip():
        lines.append(say("entry.line.action", words=draft.action.strip()))
    lines += _concern_lines(draft, names)
    if draft.strength.strip():
        lines.append(say("entry.line.strength", words=draft.strength.strip()))
    for name in ("place", "others"):
        words = getattr(draft, name).strip()
        if words:
            lines.append(say(f"entry.line.{name}", words=words))
    about = ", ".join(names[one] for one in draft.children if one in names)
    when = " ".join(filter(None, (draft.when.strip(), understand_time(draft.time))))
    lines.append(say("entry.line.kind", kind=choice_words(draft.choice), when=when))
    if about:
        lines.append(say("entry.line.children", names=about))
    return "\n".join(line for line in lines if line)


def said_words(said: Said, names: Mapping[str, str]) -> str:
    """Return a child's words with whose they are."""
    return say("entry.line.words", child=names.get(said.child_id, ""), words=said.words.strip())


def _said_line(said: Said, names: Mapping[str, str]) -> str:
    found = said_words(said, names)
    for name in ("asked_by", "how_asked"):
        words = getattr(said, name).strip()
        if words:
            found += " " + say(f"entry.line.{name}", words=words)
    return found


def _part_lines(draft: Draft, names: Mapping[str, str]) -> list[str]:
    lines = []
    for part in PARTS:
        who = [one for one, parts in draft.parts.items() if part in parts and one in names]
        told = [
            say("entry.name_why", name=names[one], why=why)
            if part == Part.NOT_SEEN and (why := draft.why.get(one, "").strip())
            else names[one]
            for one in who
        ]
        if told:
            words = label("part", part)
            words = words[:1].upper() + words[1:]
            lines.append(say("entry.line.part", part=words, names=", ".join(told)))
    return lines


def _concern_lines(draft: Draft, names: Mapping[str, str]) -> list[str]:
    lines = [
        say("entry.line.concern", name=names[child],
            types=", ".join(label("type", code) for code in codes))
        for child, codes in draft.concerns.items()
        if codes and child in names
    ]  # fmt: skip
    if draft.level:
        lines.append(say("entry.line.level", level=label("significance", draft.level)))
    return lines
