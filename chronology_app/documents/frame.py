"""The frame that every document has: title, heading of the case, header, footer, what it rests on.

Leaves the contents to the builders of the single documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from chronology_app.documents.blocks import Block, Column, Document, Heading, Paragraph, Run
from chronology_app.documents.options import COURT, LOCAL_AUTHORITY, ExportOptions
from chronology_app.documents.selection import Selection
from chronology_app.documents.told import reader_of, told_view
from chronology_app.documents.words import Words
from chronology_app.model import Case, Event, Hearing, Person, Proceedings
from chronology_app.model.view import CaseView

#: Usable width in millimetres: the page less margins of 15 mm each side.
_WIDTHS = {("A4", False): 180.0, ("A4", True): 267.0, ("A3", False): 267.0, ("A3", True): 390.0}


@dataclass(frozen=True)
class Draft:
    """One document while it is being built."""

    view: CaseView
    options: ExportOptions
    words: Words = field(init=False)
    selection: Selection = field(init=False)

    def __post_init__(self) -> None:
        """Set up the words, the selection, and what of the team's work the document knows of."""
        object.__setattr__(self, "words", Words(self.options.language))
        selection = Selection(self.view, self.options)
        view = told_view(self.view, self.options, lambda: selection.children)
        if view is not self.view:
            object.__setattr__(self, "view", view)
            selection = Selection(view, self.options)
        object.__setattr__(self, "selection", selection)

    def paragraph(
        self, text: str, style: str = "body", record_ids: tuple[str, ...] = ()
    ) -> Paragraph:
        """Return a plain paragraph."""
        return Paragraph((Run(text),), style, record_ids)

    def heading(self, message_id: str, level: int = 1, **params: object) -> Heading:
        """Return a heading by its message id."""
        return Heading(self.words.say(message_id, **params), level)

    def document(
        self,
        kind: str,
        blocks: list[Block],
        *,
        landscape: bool = False,
        title_id: str = "",
        large_type: bool = False,
    ) -> Document:
        """Return the finished document, with its case heading first."""
        title = self.words.say(title_id or f"title.{kind}")
        heading = case_heading(self, is_short=large_type)
        whole = (*self._language_notes(), *heading, *blocks)
        case = self.view.case
        footer = self.words.say("footer", title=title, reference=case.reference)
        page_words = (self.words.say("page"), self.words.say("page_of"))
        header = self.words.say("header", title=case.title or case.reference)
        if self.is_own:
            header = self.words.say("header_own", header=header)
        if self.words.has_drafts:
            header = self.words.say("header_draft", header=header)
        return Document(
            kind=kind,
            title=title,
            language=self.options.language,
            blocks=whole,
            header=header,
            footer=footer,
            page_words=page_words,
            prepared_on=self.options.today,
            page_size=self.options.page_size,
            landscape=landscape,
            large_type=large_type,
            settings_version=self.options.settings_version,
            kept_back=self.selection.kept_back,
        )

    def event_words(self, event: Event) -> str:
        """Return what an event says: outside the authority, as it was worded for the court."""
        own = event.fact.strip()
        return own if self.is_own else event.court_wording.strip() or own

    def is_reworded(self, event: Event) -> bool:
        """Say whether the document prints an event's court wording in place of all other words."""
        return bool(event.court_wording.strip()) and not self.is_own

    @property
    def reader(self) -> Person | None:
        """The member of the family for whom the document is; None: it is for no single person."""
        return reader_of(self.view, self.options)

    @property
    def is_own(self) -> bool:
        """Whether the document is for the authority's own staff."""
        return self.options.profile == LOCAL_AUTHORITY

    def _language_notes(self) -> list[Block]:
        """Return what stands under the title of a document that is not in English."""
        if self.options.language == "en":
            return []
        notes = [Paragraph((Run(self.words.say("basis.language")),), "case")]
        if self.words.has_drafts:
            notes.insert(0, Paragraph((Run(self.words.say("draft_mark"), "strong"),), "case"))
        return [*notes]


def usable_width_mm(page_size: str, *, landscape: bool) -> float:
    """Return the width between the margins of a page."""
    return _WIDTHS[page_size, landscape]


def scaled(draft: Draft, columns: tuple[tuple[str, float], ...]) -> tuple[Column, ...]:
    """Return columns given as (message id, millimetres on A4 upright), as wide as the page."""
    factor = usable_width_mm(draft.options.page_size, landscape=False) / _WIDTHS["A4", False]
    return tuple(Column(draft.words.say(message), width * factor) for message, width in columns)


def case_heading(draft: Draft, *, is_short: bool = False) -> list[Block]:
    """Return the lines under the title: court, case, children, prepared on, for the hearing of.

    `is_short`: for a family's own reading: the case and the day alone.
    """
    words = draft.words
    if is_short:
        lines = [words.say("case", reference=draft.view.case.reference),
                 words.say("prepared_on", date=words.day(draft.options.today))]  # fmt: skip
        return [Paragraph((Run(line),), "case") for line in lines]
    lines = [*_court_lines(draft.view, words), _case_line(draft.view.case, words)]
    children = [_child_words(child, words) for child in draft.selection.children]
    if children:
        lines.append(words.say("children", count=len(children), names="; ".join(children)))
    lines.append(words.say("prepared_on", date=words.day(draft.options.today)))
    if draft.options.profile not in (LOCAL_AUTHORITY, COURT):
        lines.append(words.say("prepared_for", name=draft.options.profile))
    hearing = _next_hearing(draft)
    if hearing:
        lines.append(words.say("for_hearing", title=hearing.title, date=words.date(hearing.on)))
    return [Paragraph((Run(line),), "case") for line in lines]


def basis(draft: Draft, shown: int, undated: int, more: str = "") -> list[Block]:
    """Return the closing section that says what the document rests on; `more` ends it."""
    lines = [*basis_lines(draft, shown, undated), *([more] if more else [])]
    return [draft.heading("heading.basis"), draft.paragraph(" ".join(lines), "note")]


def basis_lines(draft: Draft, shown: int, undated: int) -> list[str]:
    """Return the sentences that say as of when and on how many events.

    The version of the settings tells a court or a party nothing: there it is a property only.
    """
    words, options = draft.words, draft.options
    lines = [words.say("basis.events", count=shown, date=words.day(options.cut_off))]
    if options.date_from or options.date_to:
        lines.append(_span_words(draft))
    if undated:
        lines.append(words.say("basis.undated", count=undated))
    if options.settings_version and draft.is_own:
        lines.append(words.say("basis.settings", version=options.settings_version))
    return lines


def _span_words(draft: Draft) -> str:
    first, last = draft.options.date_from, draft.options.date_to
    if first and last:
        return draft.words.say(
            "basis.between", first=draft.words.day(first), last=draft.words.day(last)
        )
    if first:
        return draft.words.say("basis.from", first=draft.words.day(first))
    assert last is not None
    return draft.words.say("basis.until", last=draft.words.day(last))


def _court_lines(view: CaseView, words: Words) -> list[str]:
    lines = []
    for proceedings in view.of(Proceedings):
        if proceedings.court:
            lines.append(proceedings.court)
        if proceedings.numbers:
            lines.append(words.say("case_number", numbers=", ".join(proceedings.numbers)))
    return lines


def _case_line(case: Case, words: Words) -> str:
    if case.authority:
        return words.say("case_of", authority=case.authority, reference=case.reference)
    return words.say("case", reference=case.reference)


def _child_words(child: Person, words: Words) -> str:
    if child.born:
        return words.say("born", name=child.name, date=words.date(child.born))
    if child.due:
        return words.say("due", name=child.name, date=words.date(child.due))
    return words.say("birth_not_recorded", name=child.name)


def _next_hearing(draft: Draft) -> Hearing | None:
    coming = [
        hearing
        for hearing in draft.view.of(Hearing)
        if hearing.on.latest and hearing.on.latest >= draft.options.today
    ]
    return min(coming, key=lambda h: h.on.sort_key, default=None)
