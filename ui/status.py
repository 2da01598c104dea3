"""The line at a window's foot: the work beside it, how far it is, and how to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from ui.background import Background, Job
from ui.theme.style import set_look
from ui.widgets.basics import button, label
from ui.words import say


class JobStatus(QFrame):
    """Shows the newest job, and how many more there are; hidden when there is none."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        set_look(self, "foot")
        self._background = background
        self._job: Job | None = None
        self._text = label()
        self._bar = QProgressBar()
        self._bar.setMaximumWidth(260)
        self._bar.setAccessibleName(say("shell.progress"))
        self._cancel = button(say("shell.cancel"), self._on_cancel, "quiet", "x")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 8, 3)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        background.jobs_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        jobs = self._background.jobs
        self.setVisible(bool(jobs))
        if not jobs:
            self._job = None
            return
        job = self._job = jobs[-1]
        parts = [job.title, job.text]
        if len(jobs) > 1:
            parts.append(say("shell.more_jobs", count=len(jobs) - 1))
        self._text.setText(" · ".join(part for part in parts if part))
        self._bar.setRange(0, job.count)
        self._bar.setValue(job.done)
        self._cancel.setEnabled(not job.stopper.asked)
        words = "shell.stopping" if job.stopper.asked else "shell.cancel"
        self._cancel.setText(say(words))
        self._cancel.setAccessibleName(say("shell.cancel_job", job=job.title))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._show()
