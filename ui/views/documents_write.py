"""Writing a document: what, for whom, about whom and when; its pages and warnings; saving it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from chronology_app.dates import FuzzyDate
from chronology_app.documents.options import ExportOptions
from chronology_app.errors import ExportRefusedError
from ui.background import Job, Ticket
from ui.desk import Desk
from ui.dialogs.dialog import FormDialog
from ui.dialogs.open_casebook import documents_folder
from ui.dialogs.save_as import ask_file
from ui.models.lines import Line, LinesView
from ui.presenters.documents import (
    FIGURE_ENDINGS,
    KIND_GROUPS,
    KIND_ICONS,
    Choices,
    Preview,
    StopLine,
    endings_of,
    load_choices,
    read_preview,
    takes_brackets,
    takes_child,
    takes_plan,
    takes_type,
    usual_reader,
)
from ui.theme.style import set_look, theme
from ui.widgets.basics import Banner, button, icon_button, label, row, scrolled
from ui.widgets.form import Field, Form
from ui.widgets.page_preview import PagePreview
from ui.words import language, say

#: So long nothing may be typed or chosen before the pages are built anew.
_PAUSE_MS = 350


def _as_dates(days: Mapping[str, str]) -> dict[str, FuzzyDate | None]:
    return {name: FuzzyDate.parse(day) if day else None for name, day in days.items()}


#: So many kinds of documents are seen at once; the others are scrolled to.
_ROWS_SHOWN = 7


def _lines_of(group: str) -> Iterator[Line]:
    yield Line("", say(f"docs.group.{group}"))
    for kind in KIND_GROUPS[group]:
        yield Line(kind, say(f"docs.kind.{kind}"), say(f"docs.about.{kind}"), KIND_ICONS[kind])


class WritePage(QWidget):
    """What to write at the left, its pages at the right, warnings between."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._asked: Ticket | None = None
        self._choices = Choices((), ())
        #: Wishes of whoever opened the screen that were not yet on offer.
        self._wished: dict[str, str] = {}
        self.preview: Preview | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_preview)
        self.kinds = LinesView(say("docs.what"))
        self.kinds.set_lines([line for group in KIND_GROUPS for line in _lines_of(group)])
        self.kinds.chosen.connect(self._on_kind)
        self._form_place = QVBoxLayout()
        self.form: Form | None = None
        self._make_page()

    def _make_page(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(label(say("docs.what"), "strong"))
        line = self.kinds.sizeHintForRow(1) or 44
        self.kinds.setFixedHeight(_ROWS_SHOWN * line + 6)
        column.addWidget(self.kinds)
        column.addLayout(self._form_place)
        column.addStretch(1)
        side = scrolled(left)
        side.setMinimumWidth(round(370 * (0.6 + 0.4 * theme.text_size / 100)))
        right = QWidget()
        pages = QVBoxLayout(right)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        pages.addWidget(self._make_tools())
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(10, 6, 10, 0)
        self._notes_place = QWidget()
        self._notes_place.setLayout(self._notes)
        pages.addWidget(self._notes_place, 0)
        pages.addWidget(self._make_stops(), 0)
        self.pages = PagePreview()
        pages.addWidget(self.pages, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _make_tools(self) -> QWidget:
        bar = QFrame()
        set_look(bar, "bar")
        self._told = label("", "muted", wraps=True)
        self.save_button = button(say("docs.save"), self.save, "primary", "save")
        self.save_button.setEnabled(False)
        tools = row(
            self._told,
            1,
            icon_button(say("docs.farther"), "zoom-out", lambda: self.pages.step_zoom(-1)),
            icon_button(say("docs.nearer"), "zoom-in", lambda: self.pages.step_zoom(1)),
            icon_button(say("docs.fit"), "maximize", lambda: self.pages.step_zoom(0)),
            self.save_button,
        )
        layout = QVBoxLayout(bar)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(tools)
        return bar

    # --- the form --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Offer the people of the case as they are now, and build the pages anew."""
        self.desk.ask(
            self, lambda book, case_id: load_choices(book, case_id, language()), self._show_choices
        )

    def clear(self) -> None:
        """Forget the case that was shown."""
        self._choices = Choices((), ())
        self._wished = {}
        self.preview = None
        self.pages.show_preview(None)
        self._show_notes(())
        self.save_button.setEnabled(False)

    def _show_choices(self, choices: Choices) -> None:
        if choices != self._choices or self.form is None:
            self._choices = choices
            self._make_form()
        if not self.kinds.key:
            self.choose_kind("chronology")
        if self._wished:
            # What was wished for before it was on offer: the screen was opened for it.
            wished, self._wished = self._wished, {}
            self._fill(wished)
        self._ask_soon()

    def _make_form(self) -> None:
        values = self.form.values() if self.form else {}
        while (item := self._form_place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        languages = [(code, say(f"prefs.language.{code}")) for code in ("en", "cy")]
        pages = [(size, size) for size in ("A4", "A3")]
        endings = [(code, say(f"figures.format.{code}")) for code in FIGURE_ENDINGS]
        stops = [(code, say(f"docs.protected.{code}")) for code in ("stop", "withhold")]
        self.form = Form((
            Field("reader", "docs.reader", "choice", "docs.reader.help",
                  choices=self._choices.readers),
            Field("child", "docs.child", "choice", choices=self._choices.children),
            Field("plan", "docs.plan", "choice", choices=self._choices.plans),
            Field("type", "figures.type", "choice", choices=self._choices.types),
            Field("first", "docs.from", "date"),
            Field("last", "docs.to", "date"),
            Field("protected", "docs.protected", "choice", choices=stops),
            Field("language", "docs.language", "choice", choices=languages),
            Field("page", "docs.page", "choice", choices=pages),
            Field("ending", "figures.format", "choice", choices=endings),
        ), values)  # fmt: skip
        self.form.changed.connect(lambda name: self._ask_soon())
        self._form_place.addWidget(self.form)
        self._show_fields()

    def choose_kind(self, kind: str) -> None:
        """Choose what to write."""
        self.kinds.choose(kind)

    def wish(self, wishes: Mapping[str, str]) -> None:
        """Fill the form as it was for an earlier export; a reader who is gone is left out."""
        if self.form is None or wishes.get("plan", "") not in dict(self._choices.plans):
            self._wished = dict(wishes)
        elif wishes:
            self._fill(wishes)

    def _fill(self, wishes: Mapping[str, str]) -> None:
        assert self.form is not None
        days = {name: wishes[name] for name in ("first", "last") if name in wishes}
        for name, value in {**wishes, **_as_dates(days)}.items():
            if name != "reader" or value in dict(self._choices.readers):
                self.form.set_value(name, value)

    def _on_kind(self, kind: str) -> None:
        if self.form is not None and kind:
            reader = self.form.widgets["reader"]
            assert isinstance(reader, QComboBox)
            self.form.set_value("reader", usual_reader(kind))
            self.form.set_value("page", "A3" if kind == "full-chronology" else "A4")
            self._show_fields()
            self._ask_soon()

    def _show_fields(self) -> None:
        if self.form is not None:
            kind = self.kinds.key
            self.form.set_visible("child", takes_child(kind))
            self.form.set_visible("type", takes_type(kind))
            self.form.set_visible("plan", takes_plan(kind) and len(self._choices.plans) > 2)
            self.form.set_visible("ending", bool(endings_of(kind)))
            self.form.set_visible("page", kind not in ("workbook", "data"))
            self.form.set_visible("protected", takes_brackets(kind))

    def options(self) -> ExportOptions:
        """Return what the form says."""
        assert self.form is not None
        given = self.form.values()
        first, last = given["first"], given["last"]
        return ExportOptions(
            today=date.today(),
            child=(given["child"] or None) if takes_child(self.kinds.key) else None,
            concern_type=(given["type"] or "") if takes_type(self.kinds.key) else "",
            plan=(given["plan"] or "") if takes_plan(self.kinds.key) else "",
            date_from=first.earliest if first else None,
            date_to=last.latest if last else None,
            profile=given["reader"] or usual_reader(self.kinds.key),
            language=given["language"] or "en",
            page_size=given["page"] or "A4",
            withhold=given["protected"] == "withhold" and takes_brackets(self.kinds.key),
        )

    # --- the pages -------------------------------------------------------------------------

    def _ask_soon(self) -> None:
        self._pause.start(_PAUSE_MS)

    def _ask_preview(self) -> None:
        if self.desk.case is None or self.form is None or not self.kinds.key:
            return
        if not self.isVisible():
            return
        if self._asked is not None:
            self._asked.cancel()
        kind, options = self.kinds.key, self.options()
        self._told.setText(say("docs.building"))
        self._asked = self.desk.ask(
            self,
            lambda book, case_id: (book.path, book.reading_key(), case_id),
            lambda where: self._compute(where, kind, options),
        )

    def _compute(self, where: Any, kind: str, options: ExportOptions) -> None:
        self._asked = self.desk.background.compute(
            read_preview, *where, kind, options, language(),
            done=lambda found: self._show_preview(where[2], found), failed=self._on_failed,
            owner=self,
        )  # fmt: skip

    def _on_failed(self, problem: BaseException) -> None:
        self._told.setText("")
        self.desk.show_error(problem)

    def _show_preview(self, case_id: str, preview: Preview) -> None:
        if case_id != self.desk.case_id:
            return
        self.preview = preview
        self.pages.show_preview(preview if preview.html else None)
        words = say("docs.rows", count=preview.rows)
        if preview.html:
            pages = "docs.pages_or_more" if preview.is_cut else "docs.pages"
            words = f"{words} · {say(pages, count=self.pages.page_count)}"
        if preview.is_cut:
            words = f"{words} · {say('docs.cut')}"
        self._told.setText(words)
        self.save_button.setEnabled(not preview.stops and preview.is_possible)
        self._show_notes(preview.stops, preview.notes)

    def _make_stops(self) -> QWidget:
        self.stops = LinesView(say("docs.stops"))
        self._stop_lines: dict[str, StopLine] = {}
        self._show_stop = button(say("docs.show_event"), self._on_show_stop, icon="list-ordered")
        let = button(say("docs.let_out"), self._on_let_out, icon="lock-open")
        self.stops.chosen.connect(self._on_stop)
        self.stops.opened.connect(lambda key: self._on_show_stop())
        self._stops_place = QWidget()
        layout = QVBoxLayout(self._stops_place)
        layout.setContentsMargins(10, 4, 10, 6)
        layout.addWidget(self.stops)
        layout.addWidget(row(self._show_stop, let, 1))
        self._stops_place.hide()
        return self._stops_place

    def _show_notes(
        self, stops: tuple[StopLine, ...], notes: tuple[tuple[str, str], ...] = ()
    ) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if stops:
            stopped = say("docs.stopped", count=len(stops))
            withhold = (say("docs.withhold_all"), self._withhold)
            can_withhold = takes_brackets(self.kinds.key) and any(s.detail_id for s in stops)
            self._add_note("must", stopped, withhold if can_withhold else None)
        for tone, sentence in notes:
            self._add_note(tone, sentence)
        if self.preview is not None and self.preview.kept_back:
            kept = say("docs.kept_events", count=len(self.preview.kept_back))
            self._add_note("know", kept, (say("docs.let_out"), self._on_let_out_kept))
        self._notes_place.setVisible(bool(stops or notes))
        self._stop_lines = {str(number): stop for number, stop in enumerate(stops)}
        self.stops.set_lines([
            Line(key, stop.sentence, icon="circle-alert", tone="must")
            for key, stop in self._stop_lines.items()
        ])  # fmt: skip
        self._stops_place.setVisible(bool(stops))
        height = max(self.stops.sizeHintForRow(0), theme.target) if stops else 0
        self.stops.setFixedHeight(min(len(stops), 4) * height + 6)

    def _add_note(
        self, tone: str, sentence: str, deed: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        banner = Banner(closable=False)
        banner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        banner.show_message(tone, sentence, deed)
        self._notes.addWidget(banner)

    def _on_stop(self, key: str) -> None:
        stop = self._stop_lines.get(key)
        self._show_stop.setEnabled(bool(stop and stop.screen))

    def _on_show_stop(self) -> None:
        stop = self._stop_lines.get(self.stops.key)
        if stop is not None and stop.screen:
            self.desk.go(stop.screen, stop.shown_id)

    def _on_let_out(self) -> None:
        if (stop := self._stop_lines.get(self.stops.key)) is not None:
            self._let_out(stop)

    def _withhold(self) -> None:
        if self.form is not None:
            self.form.set_value("protected", "withhold")

    def _on_let_out_kept(self) -> None:
        """Ask which event that its class keeps back may go to this reader."""
        assert self.preview is not None
        kept = Field("record", "docs.kept_event_choice", "choice", choices=self.preview.kept_back)
        self._ask_release(say("docs.let_out_intro", reader=self._reader_words()), (kept,), "")

    def _reader_words(self) -> str:
        return dict(self._choices.readers).get(self.options().profile, self.options().profile)

    def _let_out(self, stop: StopLine) -> None:
        self._ask_release(stop.sentence, (), stop.detail_id or stop.record_id)

    def _ask_release(self, intro: str, fields: tuple[Field, ...], record_id: str) -> None:
        from chronology_app.model import Release

        profile = self.options().profile

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            decision = Release(
                record_id=given.get("record") or record_id, profile=profile,
                decided_by=self.desk.by, decided_at=datetime.now(UTC), reason=given["reason"],
            )  # fmt: skip
            self.desk.change(
                dialog,
                lambda book, case_id: book.add_records(
                    case_id, [replace(decision, case_id=case_id)], command="release"
                ),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        reason = Field("reason", "docs.reason", "text", "docs.reason.help", is_needed=True)
        FormDialog(
            self, say("docs.let_out"), say("docs.let_out"), (*fields, reason), on_values,
            intro=intro,
        ).open()  # fmt: skip

    # --- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where, then write the document in a worker process."""
        if not self.save_button.isEnabled() or self.desk.case is None:
            return
        kind, options = self.kinds.key, self.options()
        from exporters.kinds import KINDS

        assert self.form is not None
        chosen = self.form.values()["ending"] if endings_of(kind) else KINDS[kind].endings[0]
        ending = f".{chosen}"
        name = say(f"docs.kind.{kind}")
        if options.child:
            name = f"{name} {options.child.split()[0]}"
        default = Path(documents_folder()) / f"{name} {date.today():%Y-%m-%d}{ending}"

        def on_file(dialog: FormDialog, out: Path) -> None:
            dialog.accept()
            self._write(kind, options, out)

        ask_file(self, say("docs.save_title", kind=say(f"docs.kind.{kind}")), default, ending,
                 on_file)  # fmt: skip

    def _write(self, kind: str, options: ExportOptions, out: Path) -> None:
        def work(job: Job, book: Any, case_id: str) -> Any:
            from ui.jobs.documents import export_apart, log_export

            report = job.process(
                export_apart, book.path, book.reading_key(), case_id, kind, options, out
            )
            return report, log_export(book, case_id, options.profile, report)

        def done(found: Any) -> None:
            report, changed = found
            if self.desk.book is not None:
                self.desk.book.tell_changed(changed)
            told = say("docs.saved", file=out.name, count=report.rows)
            if report.further:
                names = ", ".join(page.file.name for page in report.further)
                told = f"{told} {say('figures.further', count=len(report.further), files=names)}"
            self.desk.tell(told)
            self.desk.wrote.emit(report.sha256, str(out))

        def failed(problem: BaseException) -> None:
            if isinstance(problem, ExportRefusedError):
                self._ask_preview()
            self.desk.show_error(problem)

        title = say("docs.writing", kind=say(f"docs.kind.{kind}"))
        self.desk.start_job(title, work, done, failed, self)
