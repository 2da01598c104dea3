"""Cards on help: levels, workers and changes past their date."""

from __future__ import annotations

from datetime import date
from typing import Any

from chronology_app.model import Change, Escalation, Plan, Review
from tests.factories import day
from tests.histories.builder import DAY, LEVEL, Builder, Card, cards_of, months_after
from tests.histories.cards_record import KEPT_OUT

CIN, CP = "child_in_need", "child_protection"


def stop_start(name: str) -> Card:
    """Return a card on a level that falls and rises again."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 4))
        b.background(2000)
        who = b.children if name == "shared" else b.children[:1]
        d = b.day(40)
        fall = b.day(150)
        more = DAY if name == "beyond" else 0 * DAY
        rise = months_after(fall, 12) + more
        fall2 = rise + 100 * DAY
        rise2 = months_after(fall2, 12) + more
        if name in ("plain", "shared"):
            rise, fall2, rise2 = fall + 30 * DAY, fall + 90 * DAY, fall + 200 * DAY
        b.level(d, CIN, children=who)
        if name == "quote":
            told = ((fall, "ended"), (rise, "started"), (fall2, "ended"), (rise2, "started"))
            found = [b.event(on, "decision", quote=f"Child in need plan {word}.",
                             says=[(LEVEL, CIN, {"ended": "ends"}.get(word, "starts"))])
                     for on, word in told]  # fmt: skip
            b.want("stop_start", "pairs", *found, start=fall, end=rise2)
            return
        if name == "shared_rise":
            for on, value in ((fall - DAY, CP), (fall, CIN), (fall + 30 * DAY, "early_help")):
                b.level(on, value)
            b.level(fall + 90 * DAY, CP)
            b.never("stop_start", "pairs")
            return
        if name == "words":
            ended = {"fact": "Child in need plan ended.", "says": [(LEVEL, CIN, "ends")]}
            begun = {"fact": "Child in need plan started.", "says": [(LEVEL, CIN, "starts")]}
            steps = ((fall, ended), (rise, begun), (fall2, ended), (rise2, begun))
            found = [b.event(on, "decision", **told) for on, told in steps]
            b.want("stop_start", "pairs", *found, start=fall, end=rise2)
            return
        if name == "step_down":
            dates = [(rise, CP), (fall2, CIN), (rise2, CP)]
            b.level(fall - 50 * DAY, CP)
            found = [b.level(fall, CIN), *(b.level(*at) for at in dates)]
            b.want("stop_start", "pairs", *found, start=fall, end=rise2)
            return
        if name == "month":
            month = fall.replace(day=1)
            f1 = b.level(f"{fall:%Y-%m}", CIN, "ends")
            late = months_after(month, 12) + 12 * DAY
            found = [f1, b.level(late, CIN), b.level(late + 60 * DAY, CIN, "ends"),
                     b.level(late + 90 * DAY, CIN)]  # fmt: skip
            b.want("stop_start", "pairs", *found, start=month, is_certain=None)
            return
        found = [b.level(fall, CIN, "ends", children=who), b.level(rise, CIN, children=who)]
        if name == "once":
            b.never("stop_start", "pairs")
            return
        found.append(b.level(fall2, CIN, "ends", children=who))
        if name == "no_rise":
            b.never("stop_start", "pairs")
            return
        fields: dict[str, Any] = {"children": who}
        if name == "other_child":
            fields["children"] = [b.person("sibling", "child", "2002-02-03")]
        if name.startswith("out"):
            fields |= KEPT_OUT[int(name[-1])]
        found.append(b.level(**{"when": rise2, "value": CIN, **fields}))
        for child in who:
            if name in ("threshold", "plain", "shared"):
                b.want("stop_start", "pairs", *found, child=child, start=fall, end=rise2)
            else:
                b.never("stop_start", "pairs", child=child)

    return card


def begun_again(name: str) -> Card:
    """Return a card on a change of worker, a new step and a concern that came back."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 3))
        who = b.children if name == "shared" else b.children[:1]
        d = b.month_day(420)
        old = name == "old"
        before = months_after(d, -12) - (DAY if old else 0 * DAY)
        b.event(before, children=who, concerns=["nutritional"], agency="school")
        if name == "health_visitor":
            change = b.event(d, "change_of_worker", agency="health_visiting")
        elif name == "kind":
            change = b.event(d, "change_of_worker")
        else:
            change = b.worker(d, "Ms Vale", children=who)
        step_on = months_after(d, 3) + (DAY if name == "late_step" else 0 * DAY)
        if name == "early_step":
            step_on = d - DAY
        if name == "same_day":
            step_on = d
        if name in ("fall", "closure"):
            b.level(d - 100 * DAY, CP)
            closed = name == "closure"
            step = b.level(step_on, "closed") if closed else b.level(step_on, CIN)
        else:
            kind = "meeting" if name == "no_step" else "assessment"
            step = b.event(step_on, kind, who)
        back = months_after(step_on, 6) + (DAY if name == "late_back" else 0 * DAY)
        whose = [b.person("sibling", "child", "2002-02-03")] if name == "other_child" else who
        kind = "medical" if name == "other_type" else "nutritional"
        again = b.event(back, children=whose, concerns=[kind], agency="school")
        b.background(1000)
        good = ("plain", "kind", "fall", "closure", "same_day", "shared")
        for child in who:
            if name in good:
                b.want("start_again", "again", change, step, again, child=child, start=d, end=back)
            else:
                b.never("start_again", "again", child=child)

    return card


def past_due(name: str) -> Card:
    """Return a card on a change that a plan requires by a day."""

    def card(b: Builder) -> None:
        b.family(2)
        due = b.day(400)
        over = due + 28 * DAY
        end = {"at": 429, "not_yet": 428}.get(name, 700)
        b.background(340)
        b.event(b.day(end), "positive", b.children, agency="school")
        ended = day((due - 5 * DAY).isoformat()) if name == "plan_ended" else None
        plan = b.add(Plan, kind=CP, started=day(b.day(100).isoformat()), ended=ended)
        change = b.add(Change, plan_id=plan, child_ids=tuple(b.children),
                       by_when=day(due.isoformat()))  # fmt: skip
        on = {"reviewed_late": over + DAY, "reviewed_on_day": due}.get(name, over)
        if name.startswith("reviewed"):
            b.add(Review, change_id=change, on=day(on.isoformat()))
        if name == "escalated":
            b.add(Escalation, raised_on=day(on.isoformat()))
        if name == "done_before":
            b.add(Review, change_id=change, on=day((due - 9 * DAY).isoformat()), result="done")
        if name == "partly_before":
            b.add(Review, change_id=change, on=day((due - 9 * DAY).isoformat()), result="partly")
        if name == "new_plan":
            b.add(Plan, kind=CP, started=day(on.isoformat()))
        if name in ("plain", "at", "reviewed_late", "partly_before"):
            for child in b.children:
                b.want("drift", "change_past_due", child=child, start=due, end=over)
        else:
            b.never("drift", "change_past_due")

    return card


def workers(name: str) -> Card:
    """Return a card on workers who begin and end."""

    def card(b: Builder) -> None:
        b.family(b.rng.randint(1, 3))
        b.background(1200)
        who = b.children if name == "shared" else b.children[:1]
        d = b.day(50)
        last = months_after(d, 24) + (DAY if name == "beyond" else 0 * DAY)
        if name.startswith("gap"):
            _worker_gap(b, name, d)
            return
        dates: list[date] = [d, b.day(300), last]
        whose = [who] * 3
        if name == "other_child":
            whose[1] = [b.person("sibling", "child", "2002-02-03")]
        found = []
        for n, on in enumerate(dates):
            if name == "words":
                says = [("worker", str(n), "starts")]
                fact = "New social worker allocated."
                found.append(b.event(on, "change_of_worker", who, says=says, fact=fact))
            else:
                found.append(b.worker(None if (name, n) == ("undated", 1) else on, f"Worker {n}",
                                      children=whose[n]))  # fmt: skip
        for child in who:
            if name in ("threshold", "shared", "words"):
                b.want("change_of_workers", "count", *found, child=child, start=d, end=last)
            else:
                b.never("change_of_workers", "count", child=child)

    return card


def _worker_gap(b: Builder, name: str, d: date) -> None:
    b.worker(d, "Ms Vale")
    end = b.worker(d + 100 * DAY, "Ms Vale", "ends")
    if name == "gap_overlap":
        b.worker(d + 90 * DAY, "Mr Pell")
    begin = b.worker(d + (128 if name == "gap_at" else 129) * DAY, "Ms Dray")
    if name == "gap_plain":
        b.want("change_of_workers", "gap", end, begin, start=d + 100 * DAY, end=d + 129 * DAY)
    else:
        b.never("change_of_workers", "gap")


CARDS: dict[str, Card] = {
    **cards_of(stop_start, "threshold plain shared words step_down month beyond once no_rise"
             " other_child out0 out1 out2 out3 quote shared_rise"),
    **cards_of(begun_again, "plain kind fall closure same_day shared late_step early_step no_step"
             " late_back old other_type other_child health_visitor"),
    **cards_of(past_due, "plain at reviewed_late reviewed_on_day reviewed not_yet escalated"
             " new_plan done_before partly_before plan_ended"),
    **cards_of(workers, "threshold shared words beyond other_child undated gap_plain gap_at"
             " gap_overlap"),
}  # fmt: skip
