"""The social work chronology for the court: length of involvement, then exactly four headings.

Source of the form: FPR Practice Direction 12A. Owns what the chronology says and in which order;
leaves pages and styles to the exporters.
"""

from __future__ import annotations

from chronology_app.dates.days import same_day
from chronology_app.documents.blocks import Block, Document, Heading, Row, Run, Table
from chronology_app.documents.blocks import Paragraph as Para
from chronology_app.documents.frame import Draft, basis, scaled
from chronology_app.documents.options import ExportOptions
from chronology_app.documents.references import event_references, references_by_source
from chronology_app.model import Analysis, Event
from chronology_app.model.view import CaseView

#: The four headings of the practice direction, in order, and the widths of their columns in mm.
_COLUMNS = (
    ("pd12a.number", 21.0),
    ("pd12a.date", 30.0),
    ("pd12a.event", 76.0),
    ("pd12a.reference", 53.0),
)


def build_chronology(view: CaseView, options: ExportOptions) -> Document:
    """Build the social work chronology of Practice Direction 12A.

    Events before the focus are told by a person's own summary where one lists them; all other
    events asked for are rows, undated ones in a table of their own at the end. Who asks for the
    time from a day on gets a row for each event since then.
    """
    draft = Draft(view, options)
    summary = None if options.date_from else _latest(draft, "earlier_history")
    told = _told_by(draft, summary)
    dated = [e for e in draft.selection.dated if e.id not in told]
    undated = draft.selection.undated
    blocks: list[Block] = [draft.heading("heading.involvement"), _involvement(draft)]
    if summary and told:
        blocks += _summary_blocks(draft, summary, told)
    blocks.append(draft.heading("heading.events"))
    if dated:
        blocks.append(_table(draft, dated, first=1))
    else:
        blocks.append(draft.paragraph(draft.words.say("no_events")))
    if undated:
        blocks += _undated_blocks(draft, undated, first=len(dated) + 1)
    told_words = draft.words.say("basis.told", count=len(told)) if told else ""
    blocks += basis(draft, len(draft.selection.events), len(undated), told_words)
    return draft.document("chronology", blocks)


# --- length of involvement -------------------------------------------------------------------


def _involvement(draft: Draft) -> Para:
    own = _latest(draft, "involvement")
    if own:
        return _signed(draft, own)
    words = draft.words
    if draft.view.case.first_involved:
        first = words.date(draft.view.case.first_involved)
        return draft.paragraph(words.say("involvement.since", date=first))
    dated = draft.selection.dated
    if not dated:
        return draft.paragraph(words.say("involvement.none"))
    return draft.paragraph(
        words.say(
            "involvement.computed",
            first=words.date(dated[0].date),
            last=words.date(dated[-1].date),
            count=len(draft.selection.events),
        ),
        record_ids=(dated[0].id, dated[-1].id),
    )


def _latest(draft: Draft, kind: str) -> Analysis | None:
    """Return the person's latest own words of a kind, about all children or those asked for."""
    children = {child.id for child in draft.selection.children}
    found = [
        a
        for a in draft.view.of(Analysis)
        if a.kind == kind
        and draft.selection.is_free(a)
        and (a.child_id is None or (len(children) == 1 and a.child_id in children))
    ]
    return max(found, key=lambda a: a.signed_at, default=None)


def _signed(draft: Draft, analysis: Analysis) -> Para:
    by = ", ".join(part for part in (analysis.signed_by, analysis.post) if part)
    day = draft.words.day(analysis.signed_at.date())
    signature = draft.words.say("signed", by=by, date=day)
    return Para(
        (Run(analysis.words.strip() + " "), Run(signature, "emphasis")),
        record_ids=(analysis.id, *analysis.event_ids),
    )


# --- earlier history -------------------------------------------------------------------------


def _told_by(draft: Draft, summary: Analysis | None) -> set[str]:
    """Return the ids of the listed events that surely lie before the focus."""
    if summary is None:
        return set()
    focus = same_day(draft.options.cut_off, -draft.options.focus_months)
    return {
        event.id
        for event in draft.selection.dated
        if event.id in summary.event_ids
        and event.date
        and event.date.latest
        and event.date.latest < focus
    }


def _summary_blocks(draft: Draft, summary: Analysis, told: set[str]) -> list[Block]:
    """Return the person's words, then the references of the events that they tell, by source."""
    events = [e for e in draft.selection.dated if e.id in told]
    blocks: list[Block] = [draft.heading("heading.earlier"), _signed(draft, summary)]
    intro = draft.words.say("summary.rests_on", count=len(events))
    blocks.append(Para((Run(intro),), "body", keep_with_next=True))
    for title, cited in references_by_source(draft.selection, events, draft.words).items():
        places = "; ".join(dict.fromkeys(place for _, place in cited))
        line = draft.words.say("summary.reference", source=title, places=places)
        ids = tuple(dict.fromkeys(event.id for event, _ in cited))
        blocks.append(draft.paragraph(line, "bullet", ids))
    return blocks


# --- the table -------------------------------------------------------------------------------


def _undated_blocks(draft: Draft, events: tuple[Event, ...], first: int) -> list[Block]:
    return [
        Heading(draft.words.say("heading.undated"), 2),
        Para((Run(draft.words.say("undated_intro")),), keep_with_next=True),
        _table(draft, events, first),
    ]


def _table(draft: Draft, events: list[Event] | tuple[Event, ...], first: int) -> Table:
    rows = tuple(_row(draft, number, event) for number, event in enumerate(events, first))
    return Table(scaled(draft, _COLUMNS), rows, draft.words.say("table.chronology"))


def _row(draft: Draft, number: int, event: Event) -> Row:
    detail = event.court_wording.strip() or event.fact.strip()
    accounts = tuple(account.id for account in draft.selection.accounts(event))
    return Row(
        (str(number), draft.words.event_date(event), detail, _references(draft, event)),
        (event.id, *accounts),
    )


def _references(draft: Draft, event: Event) -> str:
    return "\n".join(event_references(draft.selection, event, draft.words, every_date=True))
