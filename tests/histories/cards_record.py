"""Cards on what is recorded: referrals, appointments, agreements and services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chronology_app.model import Area, Assessment, Instrument, Score
from chronology_app.model.codes import EventStatus, RecordClass
from tests.factories import day
from tests.histories.builder import DAY, Builder, Card, cards_of, months_after

#: Fields that keep an event out of every rule.
KEPT_OUT: tuple[dict[str, Any], ...] = (
    {"status": EventStatus.REMOVED},
    {"status": EventStatus.ACCEPTED_UNREAD},
    {"when": None},
    {"record_class": RecordClass.THIRD_PARTY},
)


def referrals(name: str) -> Card:
    """Return a card on repeated referrals; `name` says which."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 5))
        b.background(1500)
        d = b.day(100 + b.rng.randrange(60))
        year = months_after(d, 12)
        if name == "threshold":
            a, c = b.event(d, "referral"), b.event(year, "referral")
            b.want("repeat_referrals", "within", a, c, start=d, end=year)
            b.never("repeat_referrals", "in_all")
        elif name == "shared":
            found = [b.event(x, "referral", b.children) for x in (d, b.day(200), b.day(330))]
            for child in b.children:
                b.want("repeat_referrals", "within", *found, child=child, start=d)
        elif name == "beyond":
            b.event(d, "referral")
            b.event(year + DAY, "referral")
            b.never("repeat_referrals", "within")
            b.never("repeat_referrals", "in_all")
        elif name == "in_all":
            dates = [d, months_after(d, 13), months_after(d, 26)]
            found = [b.event(x, "referral") for x in dates]
            b.want("repeat_referrals", "in_all", *found, start=d, end=dates[-1])
            b.never("repeat_referrals", "within")
        elif name == "in_all_and_within":
            dates = [d, months_after(d, 13), months_after(d, 14)]
            found = [b.event(x, "referral") for x in dates]
            b.want("repeat_referrals", "in_all", *found)
            b.want("repeat_referrals", "within", *found[1:], start=dates[1], end=dates[2])
        elif name == "chain":
            dates = [months_after(d, n) for n in (0, 11, 22, 33)]
            found = [b.event(x, "referral") for x in dates]
            b.want("repeat_referrals", "within", *found, start=d, end=dates[-1])
            b.never("repeat_referrals", "in_all")
        elif name == "month":
            month = b.start.replace(day=1)
            late = months_after(month, 12) + timedelta(20)
            a, c = b.event(f"{month:%Y-%m}", "referral"), b.event(late, "referral")
            b.want("repeat_referrals", "within", a, c, start=month, end=late, is_certain=False)
        elif name == "month_sure":
            month = b.start.replace(day=1)
            a, c = b.event(f"{month:%Y-%m}", "referral"), b.event(b.day(200), "referral")
            b.want("repeat_referrals", "within", a, c, start=month)
        else:
            _referrals_near(b, name, d)

    return card


def _referrals_near(b: Builder, name: str, d: date) -> None:
    first = b.event(d, "referral")
    if name == "other_child":
        other = b.person("sibling", "child", "2001-02-03")
        second = b.event(d + 90 * DAY, "referral", [other])
        b.never("repeat_referrals", "within", second, child=other)
    elif name == "other_kind":
        b.event(d + 90 * DAY, "police_incident")
    else:
        fields = KEPT_OUT[int(name[-1])] | {"kind": "referral"}
        b.event(**{"when": d + 90 * DAY, **fields})
    b.never("repeat_referrals", "within", first)


def missed(name: str) -> Card:
    """Return a card on appointments not attended."""
    kind, code = "missed_appointment", "missed_appointments"

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 4))
        b.background(1400)
        d = b.day(90 + b.rng.randrange(80))
        year = months_after(d, 12)
        gp: dict[str, Any] = {"agency": "gp"}
        if name in ("threshold", "beyond"):
            last = year if name == "threshold" else year + DAY
            found = [b.event(x, kind, **gp) for x in (d, b.day(250), last)]
            if name == "threshold":
                b.want(code, "count", *found, start=d, end=last)
            else:
                b.never(code, "count")
            b.never(code, "share")
        elif name == "shared":
            found = [b.event(d + n * 25 * DAY, kind, b.children, **gp) for n in range(5)]
            for child in b.children:
                b.want(code, "count", *found, child=child, start=d, end=d + 100 * DAY)
        elif name in ("merge", "apart"):
            second = months_after(d + 20 * DAY, 12) - (DAY if name == "merge" else 0 * DAY)
            dates = [d + n * DAY for n in (0, 10, 20)] + [second + n * DAY for n in (0, 10, 20)]
            found = [b.event(x, kind, **gp) for x in dates]
            if name == "merge":
                b.want(code, "count", *found, start=d, end=dates[-1])
            else:
                b.want(code, "count", *found[:3], start=d, end=dates[2])
                b.want(code, "count", *found[3:], start=second, end=dates[-1])
        elif name == "told":
            found = [b.event(d, kind, fact="Attended 2 of 5 appointments.",
                             says=[("attended", 2, 5)], **gp)]  # fmt: skip
            b.want(code, "count", *found, start=d, end=d)
        elif name == "month":
            month = b.start.replace(day=1)
            late = months_after(month, 12) + timedelta(10)
            found = [
                b.event(f"{month:%Y-%m}", kind),
                b.event(b.day(100), kind),
                b.event(late, kind),
            ]
            b.want(code, "count", *found, start=month, end=late, is_certain=False)
        elif name == "parents":
            found = [b.event(d + n * 30 * DAY, kind, [], adults=["mother"]) for n in range(3)]
            b.want(code, "count_parents", *found, child=None, start=d, end=d + 60 * DAY)
            b.never(code, "count", *found)
        elif name == "parent_and_child":
            b.event(d, kind, [], adults=["mother"])
            b.event(d + 30 * DAY, kind)
            b.event(d + 60 * DAY, kind)
            b.never(code, "count_parents", child=None)
        elif name.startswith("share"):
            kept = int(name[5:])
            found = [b.event(d + n * 20 * DAY, kind, **gp) for n in (0, 3)]
            for n in range(kept):
                b.event(d + (n * 12 + 5) * DAY, "health_contact", **gp)
                if kept == 6:
                    # A year that ends with the second one missed holds as many kept ones.
                    b.event(d - (n * 12 + 5) * DAY, "health_contact", **gp)
            b.never(code, "count")
            if 2 <= kept < 6:
                b.want(code, "share", *found)
            else:
                b.never(code, "share")
        else:
            _missed_near(b, name, d)

    return card


def _missed_near(b: Builder, name: str, d: date) -> None:
    kind, code = "missed_appointment", "missed_appointments"
    b.event(d, kind)
    b.event(d + 30 * DAY, kind)
    third = d + 60 * DAY
    if name == "cancelled":
        b.event(third, kind, fact="Appointment cancelled by the clinic.", says=["cancelled"])
    elif name == "other_child":
        b.event(third, kind, [b.person("sibling", "child", "2001-02-03")])
    elif name == "other_kind":
        b.event(third, "health_contact")
    else:
        b.event(**{"when": third, "kind": kind, **KEPT_OUT[int(name[-1])]})
    b.never(code, "count")


def agreed(name: str) -> Card:
    """Return a card on agreements after which the same concern came back; no other strengths."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 3))
        who = b.children if name == "shared" else b.children[:1]
        d = b.month_day(40)
        weeks = 84 if name != "late" else 85
        prior = months_after(d, -12) - (DAY if name == "old" else 0 * DAY)
        if name == "long_ago":
            prior = d - 20 * DAY
        before, back = "physical", ("physical" if name != "other_type" else "medical")
        school: dict[str, Any] = {"agency": "school"}
        if name != "no_prior":
            b.event(prior, children=who, concerns=[before], **school)
        a1 = _agreement(b, d, who, name)
        c1 = b.event(d + weeks * DAY, children=who, concerns=[back], **school)
        if name == "once":
            b.never("agreed_unchanged", "same_concern")
            return
        again = d + 84 * DAY
        second = again + 50 * DAY
        if name in ("apart", "joined"):
            second = months_after(d + 84 * DAY, 12) + (DAY if name == "apart" else 0 * DAY)
        if name == "kept_out":
            b.event(None, children=who, fact="Mother agreed to the plan of meals.")
        elif name not in ("old", "month"):
            a2 = _agreement(b, second, who, name)
        if name == "corroborated":
            for n, agency in enumerate(("school", "gp")):
                b.event(second + (5 + n) * DAY, "positive", who, agency=agency)
        other = b.person("sibling", "child", "2003-02-03") if name == "other_child" else ""
        last = second + 60 * DAY
        if name == "month":
            # The concern of the agreement's own month may have come after it.
            last = (second + 20 * DAY).replace(day=1)
            second_at = last + 12 * DAY
            a2 = _agreement(b, second_at, who, name)
            c2 = b.event(f"{last:%Y-%m}", children=who, concerns=[back], **school)
            b.want("agreed_unchanged", "same_concern", a1, c1, a2, c2, is_certain=False)
            return
        c2 = b.event(last, children=[other] if other else who, concerns=[back], **school)
        if name in ("threshold", "shared", "joined", "positive"):
            for child in who:
                b.want("agreed_unchanged", "same_concern", a1, c1, a2, c2, child=child, start=d,
                       end=last)  # fmt: skip
        else:
            b.never("agreed_unchanged", "same_concern")

    return card


def _agreement(b: Builder, when: date, who: list[str], name: str) -> str:
    if name == "positive":
        return b.event(when, "positive", who, agency="health_visiting")
    own = ["emotional"] if name == "with_concern" else []
    return b.event(when, children=who, concerns=own, fact="Mother agreed to the plan of meals.",
                   says=["agreement"], agency="health_visiting")  # fmt: skip


def attended(name: str) -> Card:
    """Return a card on a service attended with and without a change in what was scored."""

    def card(b: Builder) -> None:
        b.family(2)
        b.background(700)
        d = b.month_day(230)
        good = bool(b.rng.randrange(2))
        areas = (Area(code="a", label="Meals"), Area(code="b", label="Sleep"))
        tool = b.add(Instrument, areas=areas, high_is_good=good)
        step = (1.0 if good else -1.0) * (1 if name == "better" else -1)
        before = months_after(d, -6)
        after = months_after(d, 6) + (DAY if name == "late" else 0 * DAY)
        person = b.child if name == "of_child" else None
        for on, value in ((before, 5.0), (after, 5.0 + step)):
            scores = (Score(area="a", value=5.0), Score(area="b", value=value))
            b.add(Assessment, instrument_id=tool, on=day(on.isoformat()), scores=scores,
                  person_id=person)  # fmt: skip
        done, of = {"few": (3, 4), "at": (4, 5)}.get(name, (5, 6))
        fact = f"Attended {done} of {of} sessions."
        if name == "percent":
            done, of, fact = 83, 100, "Attendance at the sessions was 83 %."
        kind = "attendance" if name == "kind" else "service"
        key = b.event(d, kind, fact=fact, says=[("attended", done, of)], agency="voluntary")
        if name in ("better", "late", "few", "kind"):
            b.never("agreed_unchanged", "attended_no_change")
        else:
            b.want("agreed_unchanged", "attended_no_change", key, is_certain=None)

    return card


CARDS: dict[str, Card] = {
    **cards_of(referrals, "threshold shared beyond in_all in_all_and_within chain month month_sure"
             " other_child other_kind out0 out1 out2 out3"),
    **cards_of(missed, "threshold beyond shared merge apart told month parents parent_and_child"
             " share2 share5 share6 share1 cancelled other_child other_kind out0 out1 out2 out3"),
    **cards_of(agreed, "threshold shared joined positive late old other_type no_prior once apart"
             " kept_out corroborated other_child with_concern month"),
    **cards_of(attended, "at percent plain of_child better late few kind"),
}  # fmt: skip
