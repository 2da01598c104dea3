"""Cards on what became of what was recorded: answers, the lost child, balance, course."""

from __future__ import annotations

from datetime import date
from typing import Any

from chronology_app.model import Change, Escalation, Parentage, Plan, Review
from tests.factories import day
from tests.histories.builder import DAY, Builder, Card, cards_of, months_after, working_days_after


def unanswered(name: str) -> Card:
    """Return a card on a grave concern, or a breach, and what followed it."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 3))
        length = 900
        b.background(length)
        d = b.day(300 + b.rng.randrange(100))
        if name == "fresh":
            d = working_days_after(b.day(length), 0) - 5 * DAY
        rule = "agreement_breached" if name.startswith("breach") else "concern"
        fields: dict[str, Any] = {"concerns": ["supervision"], "weight": "highest"}
        if rule == "agreement_breached":
            fields = {"fact": "Written agreement breached.", "says": ["breach"]}
        if name == "significance":
            fields = {"concerns": ["supervision"], "significance": "highest"}
        if name == "high":
            fields["weight"] = "high"
        if name == "action":
            fields["action"] = "Children stayed with an aunt."
        if name == "result":
            fields["result"] = "Seen by the duty team."
        key = b.event(d, children=b.children, agency="school", **fields)
        last = working_days_after(d, 10)
        answers: dict[str, tuple[date, str, str]] = {
            "last_day": (last, "visit", "childrens_social_care"),
            "police": (d + DAY, "legal_step", "police"),
            "breach_answered": (last, "meeting", "childrens_social_care"),
            "too_late": (working_days_after(d, 11), "visit", "childrens_social_care"),
            "school": (d + DAY, "meeting", "school"),
            "other_kind": (d + DAY, "observation", "childrens_social_care"),
        }
        if name in answers:
            on, kind, agency = answers[name]
            b.event(on, kind, b.children, agency=agency)
        if name == "family_meeting":
            b.event(d + 2 * DAY, "meeting", [], adults=["mother"])
        if name == "escalated":
            b.add(Escalation, raised_on=day((d + DAY).isoformat()), event_ids=(key,))
        fires = ("plain", "significance", "too_late", "school", "other_kind", "breach")
        for child in b.children:
            if name in fires:
                b.want("missed_opportunity", rule, key, child=child, start=d, end=d)
            else:
                b.never("missed_opportunity", rule, key, child=child)

    return card


def breached_review(name: str) -> Card:
    """Return a card on a review of a change in a written agreement."""

    def card(b: Builder) -> None:
        b.family(2)
        b.background(500)
        kind = "child_protection" if name == "other_plan" else "written_agreement"
        plan = b.add(Plan, kind=kind)
        change = b.add(Change, plan_id=plan, child_ids=(b.child,))
        on = b.day(200)
        key = b.event(on, agency="school")
        result = "partly" if name == "partly" else "not_done"
        b.add(Review, change_id=change, on=day(on.isoformat()), result=result, event_ids=(key,))
        if name == "answered":
            b.event(on + DAY, "visit")
        if name == "plain":
            b.want("missed_opportunity", "agreement_breached", key)
        else:
            b.never("missed_opportunity", "agreement_breached")

    return card


def lost(name: str) -> Card:
    """Return a card on how often each child is named."""

    def card(b: Builder) -> None:
        b.family(3)
        own = {"under": 5, "half": 6, "few": 1, "baby": 0}[name]
        count = 4 if name == "few" else 12
        if name == "baby":
            late = b.person("late", "child", b.day(560).isoformat())
        for n in range(count):
            others = b.children[1:3]
            with_all = n % 2 == 0 and n // 2 < own
            b.event(b.day(60 * n), children=b.children[:3] if with_all else others,
                    agency=("school", "gp")[n % 2], kind="positive" if n % 2 else "observation",
                    adults=["father"])  # fmt: skip
        b.event(b.day(720), agency="school", children=[], adults=["father"])
        if name == "under":
            b.want("lost_child", "share", is_certain=None)
        elif name == "baby":
            b.never("lost_child", "share", child=late)
        else:
            b.never("lost_child", "share")

    return card


def balance(name: str) -> Card:
    """Return a card on strengths, fathers and agencies."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 4))
        d = b.day(30)
        half = months_after(d, 6) - (DAY if name == "short" else 0 * DAY)
        b.event(b.start, "positive", b.children, adults=["father"], agency="gp")
        agency = "gp" if name.endswith("agency") else "school"
        dates = [d, *(d + n * 35 * DAY for n in range(1, 3 if name == "four" else 4)), half]
        found = [b.event(x, children=b.children, agency=agency) for x in dates]
        if name == "broken":
            b.event(d + 50 * DAY, children=b.children, strength=True)
        if name == "two_agency":
            b.event(d + 51 * DAY, children=b.children, agency="police")
        if name.startswith("father"):
            role = "father" if name == "father_role" else "carer"
            key = b.person("stranger", role, sex="male")
            b.add(Parentage, child_id=b.child, parent_id=key)
        if name == "father_named":
            b.event(half + 10 * DAY, "visit", [], adults=["stranger"])
        b.event(half + 40 * DAY, "positive", b.children, agency="gp")
        if name in ("plain", "father_role", "father_parentage"):
            b.want("one_sided", "no_strength", *found, child=None, start=d, end=half)
        elif name in ("short", "four", "broken"):
            b.never("one_sided", "no_strength", child=None)
        unnamed = ("father_role", "father_parentage")
        for rule, names in (("one_agency", ("one_agency",)), ("father_without_entry", unnamed)):
            if name in names:
                b.want("one_sided", rule, child=None, is_certain=None)
            else:
                b.never("one_sided", rule, child=None)

    return card


#: Name -> months with a concern, and what holds.
_COURSES: dict[str, tuple[list[int], set[str]]] = {
    "persistent_at": ([0, 2, 4, 6, 8, 11], {"persistent"}),
    "persistent_under": ([0, 3, 6, 8, 11], set()),
    "persistent_short": ([0, 2, 4, 6, 8, 10], set()),
    "persistent_long": ([*range(0, 30, 2), 30, 31], {"persistent"}),
    "episodic_at": ([0, 1, 5, 9], {"episodic"}),
    "episodic_under": ([0, 1, 4, 8], set()),
    "episodic_all": ([0, 1, 8, 9, 16, 17, 18, 19], {"episodic"}),
    "worsening_at": ([0, 2, 4, 6, 13, 14, 15, 16, 17, 19], {"worsening", "persistent"}),
    "worsening_plus_one": ([0, 3, 8, 10, 13], set()),
    "worsening_share": ([0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15], {"persistent"}),
    "worsening_middle": ([0, 3, 4, 5, 8], set()),
    "too_few": ([0, 1, 2], set()),
}


def course(name: str) -> Card:
    """Return a card on the months with a concern; some are told as months or longer times."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 3))
        who = b.children if b.seed % 2 else b.children[:1]
        months, holds = _COURSES[name]
        base = months_after(b.start, 2).replace(day=3)
        found = []
        for n, at in enumerate(months):
            on = months_after(base, at)
            when = on if n % 3 else f"{on:%Y-%m}" if n % 2 else f"{on}/{months_after(on, 1):%Y-%m}"
            kind = ("physical", "medical")[n % 2]
            found.append(b.event(when, children=who, concerns=[kind], agency="school"))
        b.background(months[-1] * 31 + 200)
        for rule in ("persistent", "episodic", "worsening"):
            for child in who:
                if rule in holds:
                    b.want("course", rule, *found, child=child, is_certain=None)
                else:
                    b.never("course", rule, child=child)

    return card


CARDS: dict[str, Card] = {
    **cards_of(unanswered, "plain significance high action result last_day police too_late school"
             " other_kind family_meeting escalated fresh breach breach_answered"),
    **cards_of(breached_review, "plain partly other_plan answered"),
    **cards_of(lost, "under half few baby"),
    **cards_of(balance, "plain short four broken one_agency two_agency father_role"
             " father_parentage father_named"),
    **cards_of(course, " ".join(_COURSES)),
}  # fmt: skip
