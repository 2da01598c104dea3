"""What a finding of a check is, and how the checks make one.

Owns the form, the levels and the words of parameters; what is found belongs to the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from chronology_app.analysis import court_words
from chronology_app.analysis.spells import SpellFinding
from chronology_app.dates import FuzzyDate
from chronology_app.errors import BadValueError
from chronology_app.model import Event, Finding, ImportProblem, Record, Suggestion, derived_id
from chronology_app.model.codes import RecordClass, SpellKind
from chronology_app.model.view import CaseView
from chronology_app.settings import Settings
from chronology_app.wording import label, say
from chronology_app.wording.dates import date_words

#: From what must be put right before a court sees it, down to what is good to know.
LEVELS = ("serious", "should", "note")
SERIOUS, SHOULD, NOTE = LEVELS
#: What older settings called the levels.
_OLD_LEVELS = {"must": SERIOUS, "know": NOTE}
#: How much of a fact a sentence quotes.
_WORDS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """One thing to look at. Its sentence and reasons are messages with the same parameters."""

    #: The check's name; ``check.NAME.name`` is its heading.
    check: str
    #: One of `LEVELS`.
    level: str
    #: What it is about: a table's name and the record's id.
    record_table: str
    record_id: str
    #: Names the finding from one day to the next: by it a person sets it aside.
    key: str
    message_id: str
    params: dict[str, object] = field(default_factory=dict)
    event_ids: tuple[str, ...] = ()
    #: Message ids: which rule found it, what to do about it, then any doubts of its own.
    reasons: tuple[str, ...] = ()
    #: What a person decided about it, if anything.
    decision: Finding | None = None

    @property
    def is_dismissed(self) -> bool:
        """Whether a person has set it aside."""
        return self.decision is not None and self.decision.decision == "dismissed"

    def sentence(self, language: str = "en") -> str:
        """Return what was found, in words."""
        return say(self.message_id, language, **_said(self.params, language))

    def why(self, language: str = "en") -> tuple[str, ...]:
        """Return why it is here and what to do, a sentence each."""
        said = _said(self.params, language)
        return tuple(say(reason, language, **said) for reason in self.reasons)


@dataclass(frozen=True)
class Scope:
    """What the checks look at: a case, its suggestions, the settings and the day."""

    view: CaseView
    suggestions: Sequence[Suggestion]
    settings: Settings
    today: date

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The confirmed events of this family, in order of date."""
        other = RecordClass.NOT_THIS_FAMILY
        return tuple(e for e in self.view.confirmed if e.record_class != other)

    def number(self, name: str) -> int:
        """Return a threshold. Errors: BadValueError where the settings give no whole number."""
        value = self.settings.get(f"checks.{name}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadValueError("error.check_setting", name=f"checks.{name}")
        return value

    def words(self, name: str) -> tuple[Any, ...]:
        """Return a list. Errors: BadValueError where the settings give none."""
        value = self.settings.get(f"checks.{name}")
        if not isinstance(value, list):
            raise BadValueError("error.check_setting", name=f"checks.{name}")
        return tuple(value)


@dataclass(frozen=True, slots=True)
class Label:
    """A code in a sentence, said by its label in the sentence's language."""

    group: str
    code: str


Found = Iterator[CheckFinding]
Check = Callable[[Scope], Found]


def level_of(finding: CheckFinding, settings: Settings) -> str:
    """Return the level that the settings give a finding. Errors: BadValueError for none."""
    level = str(settings.get(f"checks.levels.{finding.check}", finding.level))
    level = _OLD_LEVELS.get(level, level)
    if level not in LEVELS:
        raise BadValueError("error.check_level", check=finding.check, value=level)
    return level


def make_finding(
    check: str, level: str, table: str, record: Record, *, of: Sequence[str] = (), **more: Any
) -> CheckFinding:
    """Return a finding; `of`: what besides the record it rests on, so that its key changes.

    `variant` names the sentence where a check has several: ``check.NAME.VARIANT``.
    """
    variant = str(more.pop("variant", ""))
    rests_on = (*of, variant) if variant else tuple(of)
    doubts = tuple(more.pop("doubts", ()))
    name = f"check.{check}"
    return CheckFinding(
        check=check,
        level=level,
        record_table=table,
        record_id=record.id,
        key=f"{check}:{derived_id(record.id, *sorted(rests_on)) if rests_on else record.id}",
        message_id=f"{name}.{variant}" if variant else name,
        reasons=(f"{name}.why", f"{name}.todo", *doubts),
        **more,
    )


def of_event(check: str, level: str, event: Event, **more: Any) -> CheckFinding:
    """Return a finding about an event; its sentence may quote the fact."""
    params = {"fact": short(event.fact), **more.pop("params", {})}
    ids = more.pop("event_ids", (event.id,))
    return make_finding(check, level, "event", event, params=params, event_ids=ids, **more)


def of_suggestion(check: str, level: str, suggestion: Suggestion, **more: Any) -> CheckFinding:
    """Return a finding about a suggestion that waits."""
    params = {"fact": short(suggestion.fact), **more.pop("params", {})}
    return make_finding(check, level, "suggestion", suggestion, params=params, **more)


def short(words: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else line[: _WORDS - 1].rstrip() + "\u2026"


# --- words ---------------------------------------------------------------------------------------


def _said(params: dict[str, object], language: str) -> dict[str, object]:
    """Return parameters as a sentence takes them: dates and codes in words."""
    return {name: _in_words(value, language) for name, value in params.items()}


def _in_words(value: object, language: str) -> object:
    match value:
        case FuzzyDate():
            return date_words(value, language)
        case tuple():
            return "; ".join(str(_in_words(item, language)) for item in value)
        case Label():
            return label(value.group, value.code, language)
        case court_words.Advice() | CheckFinding():
            return value.sentence(language)
        case ImportProblem():
            return _problem_words(value, language)
        case SpellFinding():
            is_level = value.kind == SpellKind.LEVEL_OF_HELP
            words = label("level", value.value, language) if is_level else value.value
            return say(f"spell.{value.code}", language, value=words)
    return value


def _problem_words(problem: ImportProblem, language: str) -> str:
    """Return a problem in words; one loaded from elsewhere may lack what its sentence needs."""
    try:
        return say(f"problem.{problem.code}", language, **problem.params)
    except KeyError:
        return problem.code.replace("_", " ")
