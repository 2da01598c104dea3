"""What a trial of other phrases on a case found, and what came of reading again, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology_app.model import Source, Suggestion
from chronology_app.wording import has
from ui.jobs.trying import Difference, Taken, read_again, try_settings
from ui.words import date_words, label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed
    from chronology_app.model import SettingsRow
    from ui.jobs.beside import Job

#: What would come first, then what would change, then what would go.
KINDS = ("appears", "changes", "goes")
_ICONS = {"appears": "plus", "changes": "pencil-line", "goes": "x"}


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One suggestion that would differ."""

    key: str
    kind: str
    icon: str
    #: The sentence of the source.
    words: str
    #: How it would differ, when it was, and its source.
    detail: str
    source_id: str
    passage_index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found."""

    lines: tuple[TrialLine, ...] = ()

    def of_kind(self, kind: str) -> tuple[TrialLine, ...]:
        """Return the lines of one kind."""
        return tuple(line for line in self.lines if line.kind == kind)

    @property
    def summary(self) -> str:
        """Say how much would differ."""
        if not self.lines:
            return say("lexicon.trial.nothing")
        counts = [
            say(f"lexicon.trial.{kind}", count=len(self.of_kind(kind)))
            for kind in KINDS
            if self.of_kind(kind)
        ]
        return " · ".join(counts)


def run_trial(
    job: Job,
    book: Casebook,
    case_id: str,
    before: Sequence[SettingsRow],
    after: Sequence[SettingsRow],
) -> Trial:
    """Read the case's files by what holds and by the draft. Errors: StoppedError, BadValueError."""
    from ui.jobs.reading import ReadBy

    found = try_settings(job, book, case_id, ReadBy(tuple(before)), ReadBy(tuple(after)))
    sources = {source.id: source for source in book.queries.sources(case_id)}
    return build_trial(found, sources)


def build_trial(found: Sequence[Difference], sources: Mapping[str, Source]) -> Trial:
    """Say what differs, in the order of `KINDS`."""
    lines = [_line(number, one, sources) for number, one in enumerate(found)]
    return Trial(tuple(sorted(lines, key=lambda line: KINDS.index(line.kind))))


def _line(number: int, one: Difference, sources: Mapping[str, Source]) -> TrialLine:
    shown = one.after or one.before
    assert shown is not None
    if one.before is not None and one.after is not None:
        parts = [
            say("lexicon.trial.field", field=say(f"lexicon.field.{name}"),
                before=value_words(one.before, name), after=value_words(one.after, name))
            for name in one.fields
        ]  # fmt: skip
    else:
        parts = [value_words(shown, name) for name in ("concern_types", "kind")]
    if shown.date is not None:
        parts.append(date_words(shown.date))
    if (source := sources.get(one.source_id)) is not None:
        parts.append(source.citation_title or source.file_name)
    span = shown.spans[0]
    return TrialLine(
        key=str(number), kind=one.kind, icon=_ICONS[one.kind], words=shown.fact,
        detail=" · ".join(parts), source_id=one.source_id, passage_index=span.passage_index,
        start=span.start, end=shown.spans[-1].end if len(shown.spans) == 1 else span.end,
    )  # fmt: skip


_GROUPS = {"concern_types": "type", "kind": "kind", "agency": "agency", "evidence": "evidence",
           "record_class": "class"}  # fmt: skip


def value_words(one: Suggestion, name: str) -> str:
    """Say what a field of a suggestion holds."""
    value = getattr(one, name)
    if name == "date":
        return date_words(value)
    if name == "needs":
        value = tuple(dict.fromkeys(need for needs in value.values() for need in needs))
        return ", ".join(label("need", need) for need in value) or say("lexicon.none")
    if name == "strength":
        return say("lexicon.yes" if value else "lexicon.no")
    if name == "spells":
        value = tuple(f"{spell.kind} {spell.value}".replace("_", " ") for spell in value)
    if isinstance(value, str):
        value = (value,)
    said = (_code(name, code) for code in value)
    return ", ".join(said) or say("lexicon.none")


def _code(name: str, code: str) -> str:
    group = _GROUPS.get(name)
    return label(group, code) if group and has(f"{group}.{code}") else str(code)


def run_read_again(
    job: Job, book: Casebook, case_id: str, earlier: Sequence[SettingsRow] | None
) -> tuple[Taken, Changed | None]:
    """Read the case's files again and take in what is new. Errors: StoppedError."""
    return read_again(job, book, case_id, earlier)


def taken_words(taken: Taken) -> str:
    """Say what came of reading again."""
    parts = [
        say(f"lexicon.taken.{name}", count=count)
        for name, count in (
            ("added", taken.added), ("renewed", taken.renewed), ("gone", taken.gone),
            ("kept", taken.kept),
            ("classed", taken.classed),
        )
        if count
    ]  # fmt: skip
    return " ".join(
        [say("lexicon.taken", count=taken.files), *(parts or [say("lexicon.taken.nothing")])]
    )
