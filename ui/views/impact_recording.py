"""Dialogs with which impact is recorded on an entry: what was seen, a signed judgement, a tag.

Each is one command of the casebook; nothing here is accepted together with an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chronology_app.model.codes import Need
from ui.dialogs.dialog import FormDialog
from ui.dialogs.research_notes import ResearchEdit
from ui.presenters.impact import ALL, FAMILY
from ui.presenters.impact_lines import ImpactLine
from ui.widgets.form import Field
from ui.words import label, say

if TYPE_CHECKING:
    from chronology_app.casefile import Casebook, Changed
    from ui.views.impact import ImpactScreen


class Recording:
    """Asks for what is to be recorded on an entry, and has it recorded."""

    def __init__(self, screen: ImpactScreen) -> None:
        self._screen = screen

    def ask(self, what: str, line: ImpactLine, child_id: str = "", need: str = "") -> None:
        """Ask for an impact or a need; `what`: "observed", "likely" or "need"."""

        def on_values(dialog: FormDialog, given: dict[str, Any]) -> None:
            self._screen.desk.change(
                dialog, lambda book, case_id: _record(book, case_id, what, line.event_id, given),
                lambda _: dialog.accept(), dialog.show_problem,
            )  # fmt: skip

        values = {"child": child_id or self._only_child(), "need": need,
                  "signed_by": self._screen.desk.by}  # fmt: skip
        title = say(f"impacts.record.{what}")
        FormDialog(
            self._screen, title, title, self._fields(what), on_values,
            intro=say("impacts.record.on", head=line.head, words=line.words), values=values,
        ).open()  # fmt: skip

    def _children(self) -> list[tuple[str, str]]:
        return [(c.key, c.words) for c in self._screen.found.choices if c.key not in (ALL, FAMILY)]

    def _only_child(self) -> str:
        children = self._children()
        return children[0][0] if len(children) == 1 else ""

    def _research(self) -> ResearchEdit:
        return ResearchEdit(self._screen.desk, self._only_child)

    def _fields(self, what: str) -> tuple[Field, ...]:
        needs = [(str(code), label("need", code)) for code in Need]
        choose = ("", say("impacts.record.choose"))
        fields = [
            Field("child", "impacts.record.child", "choice", choices=[choose, *self._children()],
                  is_needed=True),
            Field("need", "impacts.record.need_field", "choice", choices=[choose, *needs],
                  is_needed=True),
        ]  # fmt: skip
        if what == "need":
            return tuple(fields)
        fields.append(
            Field("words", f"impacts.record.{what}_words", "text",
                  f"impacts.record.{what}_help", is_needed=True)
        )  # fmt: skip
        if what == "likely":
            fields += [
                Field("signed_by", "impacts.record.signed_by", is_needed=True),
                Field("post", "impacts.record.post"),
                Field("research", "impacts.record.research", self._research),
            ]
        return tuple(fields)


def _record(
    book: Casebook, case_id: str, what: str, event_id: str, given: dict[str, Any]
) -> Changed:
    child, need = given["child"], given["need"]
    if what == "need":
        return book.tag_need(case_id, event_id, child, need)
    if what == "observed":
        return book.add_observed_impact(case_id, event_id, child, need, given["words"])
    return book.add_likely_impact(
        case_id, [event_id], child, need, given["words"], signed_by=given["signed_by"],
        post=given["post"], research=given["research"],
    )  # fmt: skip
