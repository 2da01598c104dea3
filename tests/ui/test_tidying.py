"""When reference cycles are collected."""

import gc
import weakref

from ui.background import Background
from ui.tidying import Tidier


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_cycles_go_step_by_step_and_only_when_the_window_says_so():
    tidier = Tidier(Background())
    try:
        assert not gc.isenabled()
        gc.collect(1)
        gone = weakref.ref(Ring())
        several = [Ring() for _ in range(3_000)]
        assert gone() is not None
        tidier.tidy()
        assert gone() is None
        assert len(several) == 3_000
    finally:
        tidier.end()
    assert gc.isenabled()


def test_everything_is_looked_through_only_when_nothing_is_at_work(monkeypatch):
    background = Background()
    tidier = Tidier(background)
    calls: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: calls.append(generation))
    try:
        tidier._full_at -= 1_000
        background.jobs.append(object())  # type: ignore[arg-type]
        tidier.tidy()
        assert 2 not in calls
        background.jobs.clear()
        tidier.tidy()
        tidier.tidy()
        assert calls.count(2) == 1
    finally:
        tidier.end()
