"""Commands on what an event did to a child: never accepted with the event, always said by someone.

What comes with a decision is built in `impact`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chronology_app.commands.book import OpenCasebook
from chronology_app.commands.event_commands import standing
from chronology_app.commands.fields import read_code
from chronology_app.commands.impact import build_citations
from chronology_app.commands.quotes import Span
from chronology_app.errors import BadValueError, UnknownRecordError
from chronology_app.model import (
    Citation,
    Event,
    LikelyImpact,
    NeedConcerned,
    ObservedImpact,
    Passage,
    Person,
    new_id,
)
from chronology_app.model.codes import Need
from chronology_app.store.writer import Changed, Step

#: Words of a passage: its id, where they start and where they end (exclusive).
Place = tuple[str, int, int]


class ImpactCommands(OpenCasebook):
    """Commands on impact."""

    def tag_need(
        self, case_id: str, event_id: str, child_id: str, need: str, *, by: str | None = None
    ) -> Changed:
        """Note that an event touches a need of a child; never printed as impact.

        A tag that is there is no step: its number is 0. Errors: UnknownRecordError, BadValueError.
        """
        with self._step(case_id, "tag_need", by) as step:
            event, child = standing(step.get(Event, event_id)), _child(step, child_id)
            code = read_code(Need, need, "need")
            if self._tags(case_id, event_id, child_id, code):
                return Changed("tag_need", case_id, 0)
            tag = NeedConcerned(case_id=case_id, event_id=event.id, child_id=child.id, need=code)
            step.put(tag)
            return step.finish({"event_id": event_id})

    def untag_need(
        self, case_id: str, event_id: str, child_id: str, need: str, *, by: str | None = None
    ) -> Changed:
        """Take such a tag away; one that is not there is no step."""
        with self._step(case_id, "untag_need", by) as step:
            tags = self._tags(case_id, event_id, child_id, need)
            if not tags:
                return Changed("untag_need", case_id, 0)
            step.remove(*tags)
            return step.finish({"event_id": event_id})

    def add_observed_impact(
        self,
        case_id: str,
        event_id: str,
        child_id: str,
        need: str,
        words: str,
        cited: Sequence[Place] = (),
        *,
        by: str | None = None,
    ) -> Changed:
        """Keep what an event was seen to do to a child.

        `cited`: the words that it rests on; without any, those of the event's headline account.
        Errors: UnknownRecordError; BadValueError without words, or for a place outside a passage.
        """
        with self._step(case_id, "add_observed_impact", by) as step:
            event, child = standing(step.get(Event, event_id)), _child(step, child_id)
            impact = ObservedImpact(
                case_id=case_id, event_id=event.id, child_id=child.id,
                need=read_code(Need, need, "need"), words=_words(words),
            )  # fmt: skip
            spans = [_span(step, place) for place in cited]
            citations = build_citations(case_id, impact.id, spans)
            step.put(impact, *(citations or self._of_headline(case_id, event.id, impact.id)))
            return step.finish({"event_id": event_id, "impact_id": impact.id})

    def add_likely_impact(
        self,
        case_id: str,
        event_ids: Sequence[str],
        child_id: str,
        need: str,
        words: str,
        *,
        signed_by: str,
        post: str = "",
        research: str = "",
        by: str | None = None,
    ) -> Changed:
        """Keep a professional's signed judgement of what events are likely to do to a child.

        Errors: UnknownRecordError; BadValueError without events, words or a name.
        """
        if not event_ids or not signed_by.strip():
            raise BadValueError("error.judgement_incomplete")
        with self._step(case_id, "add_likely_impact", by) as step:
            events = [standing(step.get(Event, event_id)) for event_id in event_ids]
            impact = LikelyImpact(
                case_id=case_id, event_ids=tuple(dict.fromkeys(event.id for event in events)),
                child_id=_child(step, child_id).id, need=read_code(Need, need, "need"),
                words=_words(words), signed_by=signed_by.strip(), post=post, signed_at=step.at,
                research=research,
            )  # fmt: skip
            step.put(impact)
            return step.finish({"impact_id": impact.id})

    def remove_impact(self, case_id: str, impact_id: str, *, by: str | None = None) -> Changed:
        """Take away an observed impact with its citations, or a judgement.

        Errors: UnknownRecordError.
        """
        with self._step(case_id, "remove_impact", by) as step:
            observed = step.find(ObservedImpact, impact_id)
            cited = self.queries.records(Citation, case_id) if observed else ()
            step.remove(*(c for c in cited if c.owner_id == impact_id))
            step.remove(observed or step.get(LikelyImpact, impact_id))
            return step.finish({"impact_id": impact_id})

    def _tags(
        self, case_id: str, event_id: str, child_id: str, need: str
    ) -> tuple[NeedConcerned, ...]:
        needs = self.queries.event_detail(case_id, event_id).needs
        return tuple(tag for tag in needs if (tag.child_id, tag.need) == (child_id, need))

    def _of_headline(self, case_id: str, event_id: str, owner_id: str) -> tuple[Citation, ...]:
        accounts = self.queries.event_detail(case_id, event_id).accounts
        cited = [words.citation for words in accounts[0].cited] if accounts else []
        return tuple(replace(c, id=new_id(), owner_id=owner_id, row_version=1) for c in cited)


def _child(step: Step, child_id: str) -> Person:
    child = step.get(Person, child_id)
    if not child.is_child:
        raise UnknownRecordError("error.not_a_child", name=child.name)
    return child


def _words(words: str) -> str:
    if not words.strip():
        raise BadValueError("error.impact_words")
    return words.strip()


def _span(step: Step, place: Place) -> Span:
    passage_id, start, end = place
    passage = step.get(Passage, passage_id)
    if not 0 <= start < end <= len(passage.text):
        raise BadValueError("error.citation_place")
    return Span(passage, start, end)
