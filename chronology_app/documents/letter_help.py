"""What a letter says of the help that was given: offers with their answers, else recorded services.

Help that was for the other parent alone is not told: it is that parent's own matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from chronology_app.documents.blocks import Block
from chronology_app.documents.frame import Draft
from chronology_app.documents.running_plan import rests_on_free
from chronology_app.model import Event, Person, ServiceOffer
from chronology_app.model.codes import Kind

#: So many services of the record are told where no offer is.
_MOST_SERVICES = 6


def help_blocks(draft: Draft, to: Sequence[Person], unsaid: Collection[str]) -> Iterator[Block]:
    """Yield a line for each offer of help; `unsaid`: events whose words are not read out."""
    offers = [
        offer
        for offer in draft.view.of(ServiceOffer)
        if draft.selection.is_free(offer)
        and rests_on_free(draft, offer.event_ids)
        and _is_told_of(draft, to, offer)
    ]
    for offer in sorted(offers, key=lambda o: (o.offered_on.sort_key, o.id)):
        yield draft.paragraph(_offer_words(draft, offer), "bullet", (offer.id,))
    if offers:
        return
    services = [
        event
        for event in draft.selection.dated
        if event.kind == Kind.SERVICE and event.id not in unsaid and _is_open(draft, to, event)
    ]
    for event in services[-_MOST_SERVICES:]:
        said = draft.words.say(
            "letter.told", date=draft.words.date(event.date), words=draft.event_words(event)
        )
        yield draft.paragraph(said, "bullet", (event.id,))
    if not services:
        yield draft.paragraph(draft.words.say("letter.help.none"))


def _is_told_of(draft: Draft, to: Sequence[Person], offer: ServiceOffer) -> bool:
    told = {person.id for person in (*to, *draft.selection.children)}
    return not offer.person_ids or bool(told & set(offer.person_ids))


def _is_open(draft: Draft, to: Sequence[Person], event: Event) -> bool:
    """Say whether a service names nobody, this parent or a child: not the other parent alone."""
    named = {part.person_id for part in draft.view.event_people.get(event.id, ())}
    return not named or bool(named & {person.id for person in (*to, *draft.selection.children)})


def _offer_words(draft: Draft, offer: ServiceOffer) -> str:
    words = draft.words
    parts = [words.say("letter.help.offered", date=words.date(offer.offered_on), name=offer.name)]
    parts.append(words.say(f"letter.help.{offer.answer or 'open'}"))
    if offer.attended is not None and offer.missed is not None:
        whole = offer.attended + offer.missed
        parts.append(words.say("letter.help.kept", count=offer.attended, all=whole))
    if offer.ended_how and offer.ended:
        ended = words.date(offer.ended)
        parts.append(words.say(f"letter.help.{offer.ended_how}_on", date=ended))
    elif offer.ended_how:
        parts.append(words.say(f"letter.help.{offer.ended_how}"))
    return " ".join(parts)
