"""How the inbox says one suggestion: date and doubts, whom, what, the words, and why it is here.

Only words are made here; where they stand on the screen is left to `widgets.suggestion_view`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from chronology_app.commands.family import name_key
from chronology_app.dates import FuzzyDate
from chronology_app.documents.references import place_words
from chronology_app.documents.words import Words
from chronology_app.errors import DateValueError
from chronology_app.model import Source, Suggestion
from chronology_app.model.codes import Part, RecordClass
from chronology_app.reading.newcomers import is_at_work
from chronology_app.wording import has
from ui.presenters.accounts import account_count, agreement_of
from ui.presenters.inbox import OtherAccount
from ui.words import date_words, label, language, say

#: A number of characters at which a fact is cut in a list.
_SHORT = 150


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why something is suggested: the rule as a sentence, and the words that it matched."""

    sentence: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedTag:
    """A need that reading thinks is touched; a person tags it or does not."""

    child: str
    need: str
    words: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the words name and the case does not know yet."""

    #: Without a title.
    name: str
    #: As the words say it: "partner", "Mrs", "PC".
    role: str

    @property
    def is_at_work(self) -> bool:
        """Whether a title says that it is somebody who is there because of his or her work."""
        return is_at_work(self.role)

    @property
    def is_titled(self) -> bool:
        """Whether the role is a title that stands before the name."""
        return self.role[:1].isupper()

    @property
    def words(self) -> str:
        """The name as it is read: with its title before it or its role behind it."""
        if self.is_titled:
            return f"{self.role} {self.name}"
        return say("inbox.person_role", name=self.name, role=self.role) if self.role else self.name


@dataclass(frozen=True, slots=True)
class SuggestionWords:
    """One suggestion as it is shown."""

    date: str
    #: The date as the source writes it, where that says more than `date`.
    as_written: str
    #: Sentences: what is doubtful about date or words, and what else the date may be.
    doubts: tuple[str, ...]
    fact: str
    #: The words in the source, and where they stand.
    quote: str
    place: str
    #: (words, tone): kind, whose record, evidence, class ...
    tags: tuple[tuple[str, str], ...]
    #: (what it is, words): children, people, types, a child's words ...
    rows: tuple[tuple[str, str], ...]
    needs: tuple[NeedTag, ...]
    #: People whom the words name and the case does not know.
    newcomers: tuple[Newcomer, ...] = ()
    reasons: tuple[ReasonWords, ...] = field(default=())


def build_words(
    suggestion: Suggestion, source: Source, known: Set[str] = frozenset()
) -> SuggestionWords:
    """Say a suggestion in the window's language; `known`: names that the case knows by now."""
    newcomers = newcomers_of(suggestion, known)
    return SuggestionWords(
        date=_when(suggestion.date, suggestion.time),
        as_written=_as_written(suggestion.date),
        doubts=tuple(doubt_sentences(suggestion)),
        fact=suggestion.fact or quote_of(suggestion),
        quote=quote_of(suggestion),
        place=place_of(suggestion, source),
        tags=tuple(_tags(suggestion)),
        rows=tuple(_rows(suggestion, newcomers)),
        newcomers=newcomers,
        needs=tuple(
            NeedTag(child, need, _capital(label("need", need)))
            for child, needs in suggestion.needs.items()
            for need in needs
        ),
        reasons=reasons_of(suggestion),
    )


def quote_of(suggestion: Suggestion) -> str:
    """Return the quoted words, on one line."""
    return " \u2026 ".join(" ".join(span.quote.split()) for span in suggestion.spans)


def place_of(suggestion: Suggestion, source: Source) -> str:
    """Return the source's title and where in it the words stand."""
    title = source.citation_title or source.file_name
    found = place_words(suggestion.spans[0].locator, Words(language())) if suggestion.spans else ""
    return say("inbox.place", title=title, place=found) if found else title


def doubt_sentences(suggestion: Suggestion) -> list[str]:
    """Return what is to be looked at, a sentence each."""
    found = [_doubt(code) for code in suggestion.doubts]
    others = [_edtf_words(edtf) for edtf in suggestion.date_alternatives]
    if others:
        found.append(say("inbox.date_may_be", dates=say("inbox.or").join(others)))
    return found


def _doubt(code: str) -> str:
    message_id = f"doubt.{code}"
    return say(message_id) if has(message_id) else label("doubt", code)


def _edtf_words(edtf: str) -> str:
    try:
        return date_words(FuzzyDate.parse(edtf))
    except DateValueError:
        return edtf


def _when(when: FuzzyDate | None, time: str | None) -> str:
    words = date_words(when)
    return say("inbox.date_time", date=words, time=time) if time else words


def _as_written(when: FuzzyDate | None) -> str:
    if when is None or not when.text or when.text == date_words(when):
        return ""
    return say("inbox.as_written", words=when.text)


def _tags(suggestion: Suggestion) -> list[tuple[str, str]]:
    found = [(_capital(label("kind", suggestion.kind)), "")]
    if suggestion.strength:
        found.append((say("inbox.strength"), "done"))
    found += [(_capital(label("type", code)), "know") for code in suggestion.concern_types]
    found.append((_capital(label("evidence", suggestion.evidence)), ""))
    if suggestion.record_class != RecordClass.ORDINARY:
        found.append((_capital(label("class", suggestion.record_class)), "must"))
    return found


def newcomers_of(suggestion: Suggestion, known: Set[str]) -> tuple[Newcomer, ...]:
    """Return whom a suggestion names and the case does not know, by name or title and name."""
    found = dict.fromkeys(Newcomer(p.name, p.role) for p in suggestion.people if p.is_new)
    return tuple(
        one for one in found if not known & {name_key(one.name), name_key(f"{one.role} {one.name}")}
    )


def _parts(suggestion: Suggestion) -> str:
    """Return who had which part, each person once, with why somebody was not seen."""
    parts: dict[str, list[str]] = {}
    for one in suggestion.people:
        if one.part != Part.SUBJECT and not one.is_new:
            words = label("part", one.part)
            if one.why:
                words = say("accounts.part_why", part=words, why=one.why)
            parts.setdefault(one.name, []).append(words)
    return "; ".join(
        say("inbox.person_part", name=name, part=", ".join(dict.fromkeys(said)))
        for name, said in parts.items()
    )


def _rows(suggestion: Suggestion, newcomers: Sequence[Newcomer]) -> list[tuple[str, str]]:
    agency = label("agency", suggestion.agency)
    if suggestion.recorded_by != suggestion.agency:
        recorded = label("agency", suggestion.recorded_by)
        agency = say("inbox.acted_recorded", agency=agency, recorded=recorded)
    children = ", ".join(suggestion.children) or say("inbox.no_child")
    new = ", ".join(one.words for one in newcomers)
    kept_back = suggestion.record_class != RecordClass.ORDINARY
    spells = "; ".join(
        say(f"inbox.spell.{one.edge}", value=_spell_value(one.kind, one.value))
        for one in suggestion.spells
    )
    rows = [
        (say("inbox.children"), children),
        (say("inbox.people"), _parts(suggestion)),
        (say("inbox.new_people"), new),
        (say("inbox.agency"), _capital(agency)),
        (say("inbox.author"), suggestion.author),
        (say("inbox.told_by"), suggestion.told_by),
        (say("inbox.child_words"), suggestion.child_words),
        (say("inbox.spells"), spells),
        (say("inbox.class"), say("inbox.class_text") if kept_back else ""),
    ]
    return [(name, words) for name, words in rows if words]


def _spell_value(kind: str, value: str) -> str:
    return label("level", value) if kind == "level_of_help" else value


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def reasons_of(suggestion: Suggestion) -> tuple[ReasonWords, ...]:
    """Return the rules that matched, each once, with the words that they matched."""
    found: dict[str, list[str]] = {}
    for one in suggestion.reasons:
        matched = found.setdefault(one.rule, [])
        if one.words and one.words not in matched:
            matched.append(one.words)
    return tuple(ReasonWords(rule_sentence(rule), tuple(words)) for rule, words in found.items())


def rule_sentence(rule: str) -> str:
    """Return what a rule says, as a sentence."""
    message_id = f"rule.{rule}"
    return say(message_id) if has(message_id) else _capital(label("rule", rule))


# --- lists -------------------------------------------------------------------------------------


def short(words: str, length: int = _SHORT) -> str:
    """Return words cut at a blank where they are longer than a line or two."""
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0] + "\u2026"


def other_title(other: OtherAccount) -> str:
    """Return whose record another account is, its day, and whether it is confirmed."""
    who = ", ".join(_capital(label("agency", code)) for code in other.recorded_by)
    state = say("inbox.other_event" if other.is_event else "inbox.other_waiting")
    return say("inbox.other_title", who=who, date=_when(other.date, other.time), state=state)


def other_words(other: OtherAccount) -> str:
    """Return another account on two lines or three, as lists and screen readers have it.

    The third says how it agrees with the suggestion, where that speaks for one event.
    """
    lines = [other_title(other), short(other.fact)]
    if other.is_apart:
        lines.append(say("accounts.said_apart"))
    elif other.pair is not None and other.is_alike:
        said = agreement_of(other.pair)
        lines.append(" ".join(f"{part}." for part in (said.agrees, said.differs) if part))
    return "\n".join(line for line in lines if line)


def others_title(others: Sequence[OtherAccount]) -> str:
    """Return how many accounts of the event there seem to be, and how many other records."""
    alike = [other for other in others if other.is_alike]
    rest = say("inbox.others_count", count=len(others) - len(alike))
    if not alike:
        return rest
    count = 1 + account_count(other.as_member() for other in alike)
    first = say("accounts.one_event", count=count)
    return say("accounts.others_too", first=first, rest=rest) if len(others) > len(alike) else first


def list_line(suggestion: Suggestion) -> str:
    """Return a suggestion on one line: date, children, fact."""
    whose = ", ".join(suggestion.children)
    parts: Sequence[str] = (date_words(suggestion.date), whose, short(suggestion.fact, 110))
    return " \u00b7 ".join(part for part in parts if part)
