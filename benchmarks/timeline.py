"""Measures a frame of the timeline against QGraphicsView and pyqtgraph, which do the same steps.

Prints JSON. Run: ``python benchmarks/timeline.py [--events 100000] [--json] [--out FILE]``. Twelve
lanes, 1920 x 1080, drawn offscreen by Qt's raster engine; a fixed script of 1,000 steps (zoom, pan,
hover). The time of a step runs from the wheel or mouse event until the widget is drawn anew. The
rivals draw the same marks in the same lanes and do every tenth step: QGraphicsView with one item
for each event, pyqtgraph with one scatter plot for each lane.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WIDTH, HEIGHT, LANES, STEPS = 1920, 1080, 12, 1_000
TYPES = ("strength", "physical", "emotional", "medical", "nutritional", "educational",
         "supervision", "other")  # fmt: skip
LAST = date(2026, 6, 30).toordinal()
YEARS = 18


def make_timeline(count: int) -> Any:
    """Return an invented timeline: twelve lanes, eight rows each, one date in ten uncertain."""
    import numpy as np

    from chronology_app.layout.marks import Marks
    from ui.presenters.timeline import EventLine, Lane, LaneRow, Strip, StripBand, Timeline

    made = np.random.default_rng(5)
    lanes, lines, number = [], [], 0
    per_row = count // (LANES * len(TYPES))
    for lane in range(LANES):
        born = LAST - round((YEARS - lane) * 365.25)
        rows = []
        for code in TYPES:
            rest = count - number if (lane, code) == (LANES - 1, TYPES[-1]) else per_row
            first = made.integers(born, LAST - 200, rest).astype(float)
            unsure = made.random(rest)
            width = np.where(unsure < 0.9, 0, np.where(unsure < 0.97, 30, 180)).astype(float)
            marks, _ = Marks.of(first, first + width + 0.999)
            ids = tuple(f"e{n}" for n in range(number, number + rest))
            number += rest
            lines += [
                EventLine(i, a, b, "", "", "")
                for i, a, b in zip(ids, marks.first.tolist(), marks.last.tolist(), strict=True)
            ]
            weights = made.integers(0, 4, rest).astype(np.int8)
            rows.append(LaneRow(code, marks, ids, weights, np.zeros(rest, dtype=np.int8)))
        bands = tuple(
            StripBand(level, level.replace("_", " "), born + 400 * n, born + 400 * (n + 1))
            for n, level in enumerate(("early_help", "child_in_need", "child_protection") * 3)
        )
        strips = tuple(Strip(kind, kind.replace("_", " "), bands)
                       for kind in ("level_of_help", "placement", "worker"))  # fmt: skip
        lanes.append(Lane(f"c{lane}", "child", f"Child {lane + 1}", "born", strips, tuple(rows),
                          born, gap_weeks=8))  # fmt: skip
    kinds = tuple((code, code) for code in TYPES)
    first = LAST - round(YEARS * 365.25)
    return Timeline(tuple(lanes), kinds, first, LAST, number, first, tuple(lines))


def make_script() -> list[tuple[str, float, float]]:
    """Return the steps: ("zoom", notches, x), ("pan", pixels, 0) and ("hover", x, y)."""
    rng = random.Random(11)
    steps: list[tuple[str, float, float]] = []
    depth = 0
    for _ in range(STEPS):
        what = rng.choices(("zoom", "pan", "hover"), (5, 3, 2))[0]
        if what == "zoom":
            notch = rng.choice((1, 1, -1)) if depth < 4 else -1
            notch = 1 if depth <= 0 else notch
            depth += notch
            steps.append(("zoom", notch, rng.uniform(0.15, 0.95)))
        elif what == "pan":
            steps.append(("pan", rng.uniform(-300, 300), 0))
        else:
            steps.append(("hover", rng.uniform(0.1, 0.98), rng.uniform(0.05, 0.95)))
    return steps


def figures(times: list[float]) -> dict[str, float]:
    """Return the middle, the slow end and the slowest of some times in milliseconds."""
    found = sorted(times)
    return {
        "steps": len(found),
        "median_ms": round(found[len(found) // 2], 2),
        "p99_ms": round(found[min(len(found) - 1, int(len(found) * 0.99))], 2),
        "max_ms": round(found[-1], 2),
    }


def memory_mb() -> float:
    """Return how much memory the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def timed(do: Callable[[], object]) -> float:
    """Return how long something takes, in milliseconds."""
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def send_wheel(widget: Any, x: float, y: float, notches: float) -> None:
    """Turn the wheel over a widget."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    at = QPointF(x, y)
    QApplication.sendEvent(widget, QWheelEvent(
        at, at, QPoint(), QPoint(0, round(notches * 120)), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip


def send_mouse(widget: Any, kind: str, x: float, y: float, *, pressed: bool) -> None:
    """Press, move or release over a widget."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    kinds = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove,
             "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == "move" else left
    held = left if pressed else Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QMouseEvent(
        kinds[kind], QPointF(x, y), QPointF(x, y), button, held,
        Qt.KeyboardModifier.NoModifier,
    ))  # fmt: skip


def measure_ours(timeline: Any, script: list[tuple[str, float, float]]) -> dict[str, Any]:
    """Do every step in the timeline's own widget, inside the scroll area of its screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QScrollArea

    from ui.timeline.lanes_view import LanesView
    from ui.timeline.scene import Scene

    before = memory_mb()
    scene = Scene()
    lanes = LanesView(scene)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(lanes)
    area.resize(WIDTH, HEIGHT)

    def first() -> None:
        area.show()
        scene.set_timeline(timeline)
        QApplication.processEvents()
        scene.set_width(lanes.width() - scene.head_width)
        lanes.repaint()

    first_ms = timed(first)
    left, wide = scene.head_width, scene.view.width_px

    def draw() -> None:
        lanes.repaint(lanes.visibleRegion())

    def do(what: str, a: float, b: float) -> None:
        if what == "zoom":
            send_wheel(lanes, left + b * wide, 400, a)
        elif what == "pan":
            send_mouse(lanes, "press", left + 800, 400, pressed=True)
            send_mouse(lanes, "move", left + 800 + a, 400, pressed=True)
            send_mouse(lanes, "release", left + 800 + a, 400, pressed=False)
        else:
            send_mouse(lanes, "move", left + a * wide, b * HEIGHT, pressed=False)
            QApplication.processEvents()
            return
        draw()

    times = []
    for number, step in enumerate(script):
        if number % 100 == 0:
            # Another part of the lanes is seen: the whole case takes its turn.
            area.verticalScrollBar().setValue(
                area.verticalScrollBar().maximum() * (number // 100) // 9
            )
            QApplication.processEvents()
        times.append(timed(lambda step=step: do(*step)))
    shown = sum(
        int(row.row.marks.joined(scene.view.days_per_px, scene.mark * 0.9).counts.sum())
        + int(row.row.marks.joined(scene.view.days_per_px, scene.mark * 0.9).bar_counts.sum())
        for place in scene.places for row in place.rows if row.row is not None
    )  # fmt: skip
    held = memory_mb() - before
    area.close()
    return {**figures(times), "first_frame_ms": round(first_ms, 1), "memory_mb": round(held, 1),
            "marks_counted": shown}  # fmt: skip


def _rival_marks(timeline: Any) -> list[tuple[float, float, float, str]]:
    """Return (first day, last day, y, type) of every mark: lanes below each other as in ours."""
    from ui.timeline.scene import Scene

    scene = Scene()
    scene.set_timeline(timeline)
    found = []
    for place in scene.places:
        for row in place.rows:
            if row.row is not None:
                y = row.top + row.height / 2
                marks = row.row.marks
                found += [(a, b, y, row.row.code) for a, b in
                          zip(marks.first.tolist(), marks.last.tolist(), strict=True)]  # fmt: skip
    return found


def measure_graphics_view(timeline: Any, script: list[tuple[str, float, float]]) -> dict[str, Any]:
    """Do every tenth step with one item for each event in a QGraphicsScene."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QPen, QTransform
    from PySide6.QtWidgets import (
        QApplication,
        QGraphicsPathItem,
        QGraphicsRectItem,
        QGraphicsScene,
        QGraphicsView,
    )

    from ui.theme.colours import mark_colour, mark_shape
    from ui.theme.style import theme
    from ui.timeline.shapes import shape_path

    before = memory_mb()
    marks = _rival_marks(timeline)

    def first() -> tuple[Any, Any]:
        scene = QGraphicsScene()
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        pen = QPen(Qt.PenStyle.NoPen)
        for a, b, y, code in marks:
            colour = QColor(mark_colour(code, theme.palette))
            item: Any
            if b - a > 1:
                item = QGraphicsRectItem(QRectF(a, y - 4, b - a, 8))
            else:
                item = QGraphicsPathItem(QTransform.fromScale(13, 13).map(shape_path(
                    mark_shape(code))))  # fmt: skip
                item.setPos(a, y)
                item.setFlag(item.GraphicsItemFlag.ItemIgnoresTransformations)
            item.setPen(pen)
            item.setBrush(colour)
            scene.addItem(item)
        view = QGraphicsView(scene)
        view.resize(WIDTH, HEIGHT)
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        view.show()
        QApplication.processEvents()
        view.setTransform(QTransform.fromScale(WIDTH / (timeline.last - timeline.first), 1))
        view.viewport().repaint()
        return scene, view

    started = time.perf_counter()
    scene, view = first()
    first_ms = (time.perf_counter() - started) * 1000

    def do(what: str, a: float, b: float) -> None:
        if what == "zoom":
            view.scale(1.35**a, 1)
        elif what == "pan":
            bar = view.horizontalScrollBar()
            bar.setValue(round(bar.value() - a))
        else:
            view.itemAt(round(a * WIDTH), round(b * HEIGHT))
            return
        view.viewport().repaint()

    times = []
    for number, step in enumerate(script[::10]):
        if number % 10 == 0:
            bar = view.verticalScrollBar()
            bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * (number // 10) // 9)
            QApplication.processEvents()
        times.append(timed(lambda step=step: do(*step)))
    held = memory_mb() - before
    view.close()
    scene.clear()
    return {**figures(times), "first_frame_ms": round(first_ms, 1), "memory_mb": round(held, 1)}


def measure_pyqtgraph(timeline: Any, script: list[tuple[str, float, float]]) -> dict[str, Any]:
    """Do every tenth step with one scatter plot for each type in a pyqtgraph plot."""
    import numpy as np
    import pyqtgraph
    from PySide6.QtWidgets import QApplication

    from ui.theme.colours import mark_colour
    from ui.theme.style import theme

    before = memory_mb()
    marks = _rival_marks(timeline)
    bottom = max(y for _, _, y, _ in marks)

    def first() -> Any:
        plot = pyqtgraph.PlotWidget(background="w")
        plot.resize(WIDTH, HEIGHT)
        for code, symbol in zip(TYPES, "ostdp+xh", strict=True):
            own = [((a + b) / 2, y) for a, b, y, c in marks if c == code]
            x, y = np.array(own).T
            plot.addItem(pyqtgraph.ScatterPlotItem(
                x=x, y=y, symbol=symbol, size=13, pen=None,
                brush=mark_colour(code, theme.palette),
            ))  # fmt: skip
        plot.invertY(True)
        plot.setXRange(timeline.first, timeline.last, padding=0)
        plot.setYRange(0, HEIGHT, padding=0)
        plot.show()
        QApplication.processEvents()
        plot.repaint()
        return plot

    started = time.perf_counter()
    plot = first()
    first_ms = (time.perf_counter() - started) * 1000

    def do(what: str, a: float, b: float) -> None:
        (x0, x1), _ = plot.viewRange()
        if what == "zoom":
            at = x0 + b * (x1 - x0)
            scale = 1.35**-a
            plot.setXRange(at - (at - x0) * scale, at + (x1 - at) * scale, padding=0)
        elif what == "pan":
            step = -a * (x1 - x0) / WIDTH
            plot.setXRange(x0 + step, x1 + step, padding=0)
        else:
            send_mouse(plot.viewport(), "move", a * WIDTH, b * HEIGHT, pressed=False)
            QApplication.processEvents()
            return
        plot.viewport().repaint()

    times = []
    for number, step in enumerate(script[::10]):
        if number % 10 == 0:
            top = max(0.0, bottom - HEIGHT) * (number // 10) / 9
            plot.setYRange(top, top + HEIGHT, padding=0)
            QApplication.processEvents()
        times.append(timed(lambda step=step: do(*step)))
    held = memory_mb() - before
    plot.close()
    return {**figures(times), "first_frame_ms": round(first_ms, 1), "memory_mb": round(held, 1)}


def measure(count: int, only: str = "") -> dict[str, Any]:
    """Measure ours and both rivals in one run."""
    from PySide6.QtWidgets import QApplication

    from ui.theme.style import theme

    app = QApplication.instance() or QApplication([])
    theme.apply(app, "light", 100)
    timeline, script = make_timeline(count), make_script()
    parts = {"ours": measure_ours, "qgraphicsview": measure_graphics_view,
             "pyqtgraph": measure_pyqtgraph}  # fmt: skip
    started = time.perf_counter()
    found: dict[str, Any] = {"events": count, "lanes": LANES, "size": [WIDTH, HEIGHT]}
    for name, part in parts.items():
        if only in ("", name):
            found[name] = part(timeline, script)
    if "ours" in found and "qgraphicsview" in found:
        found["times_faster_than_qgraphicsview_p99"] = round(
            found["qgraphicsview"]["p99_ms"] / found["ours"]["p99_ms"], 1
        )
    found["seconds"] = round(time.perf_counter() - started, 1)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", default="", help="ours, qgraphicsview or pyqtgraph")
    parser.add_argument("--json", action="store_true", help="print JSON (it always does)")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    text = json.dumps(measure(arguments.events, arguments.only), indent=2)
    print(text)
    if arguments.out:
        arguments.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
