"""Cards on visits, core groups, levels that last, and being seen or heard."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.histories.builder import DAY, Builder, Card, cards_of, months_after, working_days_after
from tests.histories.cards_help import CIN, CP


def visits(name: str) -> Card:
    """Return a card on visits during child protection or child in need; nobody marked as seen."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(2, 3))
        b.background(500)
        level = CIN if name.startswith("cin") else CP
        interval = 30 if level == CIN else 10
        who = b.children if name == "shared" else b.children[:1]
        begin = b.day(60)
        start = b.level(begin, level, children=who)
        at, last = begin, start
        pairs = {}
        longest = {"cin_at": 60, "at": 20}.get(name, 2 * interval + 1)
        for n in range(6):
            gap = longest if n == (0 if name == "edge" else 3) else interval
            if name == "one_visit":
                gap = 100
            following = working_days_after(at, gap)
            pairs[n] = (at, following, last)
            at, last = following, b.event(following, "visit", who)
            pairs[n] = (*pairs[n], last)
            if name == "one_visit":
                break
        if name == "end":
            longest = 2 * interval + 1
            finish = working_days_after(at, longest)
            final = b.level(finish, level, "ends", children=who)
            b.want("drift", "visit_gap", last, final, end=finish)
            return
        b.level(working_days_after(at, 5), level, "ends", children=who)
        one, other, *events = pairs[0 if name in ("edge", "one_visit") else 3]
        middle = one + 10 * DAY
        if name == "health_visitor":
            b.event(middle, "visit", who, agency="health_visiting")
        if name == "other_child":
            b.event(middle, "visit", b.children[1:2])
        if name == "undated":
            b.event(None, "visit", who)
        if name == "filled":
            b.event(middle, "visit", who)
        if name in ("at", "cin_at", "one_visit", "filled"):
            b.never("drift", "visit_gap")
            return
        for child in who:
            b.want("drift", "visit_gap", *events, child=child, start=one, end=other)

    return card


def core_groups(name: str) -> Card:
    """Return a card on core groups during child protection."""

    def card(b: Builder) -> None:
        b.family(2)
        b.background(600)
        at = b.day(30)
        b.level(at, CP, children=b.children)
        dates, longest = [], (60 if name == "at" else 61)
        for gap in (20, 30, longest, 30):
            at = working_days_after(at, gap)
            dates.append(at)
        if name == "one":
            dates = dates[:1]
        found = [b.event(x, "meeting", b.children, fact="Core group held.", says=["core_group"])
                 for x in dates]  # fmt: skip
        b.level(working_days_after(at, 30), CP, "ends", children=b.children)
        if name == "plain":
            for child in b.children:
                b.want("drift", "core_group_gap", *found[1:3], child=child, start=dates[1],
                       end=dates[2])  # fmt: skip
        else:
            b.never("drift", "core_group_gap")

    return card


def not_held(name: str) -> Card:
    """Return a card on a record that says that visits were not done."""

    def card(b: Builder) -> None:
        b.family(2)
        b.background(600)
        level = "early_help" if name == "early_help" else CIN
        b.level(b.day(30), level)
        d = b.day(100)
        second = months_after(d, 6) - (DAY if name == "merge" else 0 * DAY)
        words: dict[str, Any] = {"fact": "CIN visits overdue.", "says": ["drift"]}
        if name == "outside":
            d = b.day(20)
        first = b.event(d, **words)
        if name in ("merge", "apart"):
            other = b.event(second, **words)
        if name == "plain":
            b.want("drift", "not_held", first, start=d, end=d)
        elif name == "merge":
            b.want("drift", "not_held", first, other, start=d, end=second)
        elif name == "apart":
            b.want("drift", "not_held", first, start=d, end=d)
            b.want("drift", "not_held", other, start=second, end=second)
        else:
            b.never("drift", "not_held")

    return card


def long_level(name: str) -> Card:
    """Return a card on a level that lasts."""

    def card(b: Builder) -> None:
        plo = name.startswith("plo")
        if plo and name != "plo_early":
            b.start = max(b.start, date(2014, 3, 1))
        elif plo:
            b.start = date(2011, 1, 1)
        b.family(b.rng.randint(1, 3))
        b.background(900)
        d = b.day(60)
        level, rule = ("pre_proceedings", "long_pre_proceedings") if plo else (CP, "long_plan")
        limit = d + 112 * DAY if plo else months_after(d, 15)
        end = limit if name.endswith("at") else limit + DAY
        found = [b.level(d, level, children=b.children)]
        if name.endswith("open"):
            end = b.day(900)
        elif name.endswith("stepped"):
            found.append(b.level(end, CIN, children=b.children))
        else:
            found.append(b.level(end, level, "ends", children=b.children))
        for child in b.children:
            if name.endswith(("at", "early")):
                b.never("drift", rule, child=child)
            else:
                end_claim = None if name.endswith("open") else end
                b.want("drift", rule, *found, child=child, start=d, end=end_claim)

    return card


def unseen(name: str) -> Card:
    """Return a card on how long a child was not recorded as seen or heard."""

    def card(b: Builder) -> None:
        b.family(2)
        b.background(500)
        levels = {"cin": CIN, "la": "looked_after", "eh": "early_help"}
        level = levels.get(name.split("_")[0], CP)
        begin = b.day(60)
        b.level(begin, level)
        at = begin
        stretch = None
        for n in range(5):
            one = at
            if level == CP:
                at = working_days_after(at, (20 if name == "at" else 21) if n == 2 else 20)
            else:
                at += ((42 if name.endswith("_at") else 43) if n == 2 else 42) * DAY
            if n == 2:
                stretch = (one, at)
            part = ("seen", "seen_alone", "spoken_to")[n % 3]
            if name == "unmarked":
                part = "present"
            b.event(at, "visit", part=part)
        b.level(at + 10 * DAY, level, "ends")
        assert stretch
        middle = stretch[0] + 5 * DAY
        if name == "other_child":
            b.event(middle, "visit", b.children[1:], part="seen")
        if name == "heard":
            b.event(middle, "child_words", agency="school")
        if name == "not_seen":
            b.event(middle, "visit", part="not_seen")
        if name in ("plain", "cin_plain", "la_plain", "other_child", "not_seen"):
            b.want("silence", "seen_or_heard", start=stretch[0], end=stretch[1], is_certain=None)
        else:
            b.never("silence", "seen_or_heard")

    return card


CARDS: dict[str, Card] = {
    **cards_of(visits, "plain cin shared edge end health_visitor other_child undated at cin_at"
             " one_visit filled"),
    **cards_of(core_groups, "plain at one"),
    **cards_of(not_held, "plain merge apart early_help outside"),
    **cards_of(long_level, "plain open stepped at plo plo_at plo_stepped plo_early"),
    **cards_of(unseen, "plain cin_plain la_plain at cin_at la_at other_child heard not_seen"
             " unmarked eh_plain"),
}  # fmt: skip
