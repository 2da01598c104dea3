"""Where a finding is shown and where it is mended: a place in the window, or one of its actions."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from chronology_app.analysis.checks import CheckFinding
from chronology_app.wording import say
from ui.places import Place

#: What a finding is about -> the screen that shows it. What has no screen yet shows its events.
SCREENS = {"event": "chronology", "suggestion": "inbox", "source": "inbox",
           "import_problem": "sources", "person": "people", "sign_off": "documents",
           "change": "plans"}  # fmt: skip
#: Checks that are about a list of events, even where a person or the case is named.
_OF_EVENTS = frozenset(
    "no_impact no_strengths single_agency need_without_plan starts_after_birth".split()
)
#: Check -> how it is mended where it is about one event: a dialog on the chronology.
_EVENT_MENDS = {
    "undated": "date", "conflicting_dates": "date", "conflicting_times": "date",
    "ambiguous_date": "date", "doubtful_date": "date", "out_of_sequence": "date",
    "accepted_unread": "source", "no_outcome": "action", "opinion": "fact", "compound": "fact",
    "verdict_words": "court_wording", "first_person": "court_wording",
    "plain_words": "court_wording", "copied_text": "fact",
}  # fmt: skip
#: Checks about two or three events that belong together, and how many events one deed mends.
_TOGETHER = frozenset(("told_twice", "copied_text", "contradiction"))
_MOST_AT_ONCE = {False: 1, True: 3}
#: Check -> the words of its button, and the action of the window by which it is mended.
_ACTIONS = {
    "no_source": ("import", "import_files"), "single_agency": ("import", "import_files"),
    "starts_after_birth": ("import", "import_files"), "no_strengths": ("entry", "quick_entry"),
    "child_unseen": ("entry", "quick_entry"), "child_unheard": ("entry", "quick_entry"),
    "father_missing": ("entry", "quick_entry"),
}  # fmt: skip
#: The sentence of a child of whom no father is recorded: a person is added, not an entry.
_NO_FATHER = "check.father_missing"


@dataclass(frozen=True, slots=True)
class Mend:
    """How a finding is mended: a place to go to, or an action of the window."""

    #: Names the words of the button: ``checks.mend.NAME``.
    name: str
    place: Place | None = None
    #: The id of an action of the window, e.g. "quick_entry".
    action: str = ""

    def is_within(self, screens: Container[str]) -> bool:
        """Say whether a window that has these screens can do it."""
        return self.place is None or self.place.screen in screens


def show_place(
    finding: CheckFinding, place_id: str, first_waiting: Mapping[str, str], language: str
) -> Place | None:
    """Return where a finding is shown: its events together, or the record on its screen.

    `first_waiting`: source -> the first suggestion of it that waits. None: nothing shows it yet.
    """
    screen = SCREENS.get(finding.record_table, "")
    if finding.check == "unreviewed":
        return Place("inbox", first_waiting.get(place_id, ""))
    together = finding.check in _OF_EVENTS or not screen
    together = together or (screen == "chronology" and len(finding.event_ids) > 1)
    if finding.event_ids and together:
        return _events(finding, language)
    if screen == "documents":
        return Place("documents", wishes={"part": "sign"})
    return Place(screen, place_id) if screen else None


def show_name(place: Place | None) -> str:
    """Return what names the words of the button that shows it: ``checks.open.NAME``."""
    if place is None:
        return ""
    return "events" if place.wishes.get("event_ids") else place.screen


def mend_of(finding: CheckFinding, shown: Place | None) -> Mend | None:
    """Return where a finding is mended; None where no screen mends it yet."""
    check, table = finding.check, finding.record_table
    match table:
        case "suggestion" | "source":
            return Mend("inbox", shown)
        case "import_problem":
            wish = {"problem_id": finding.record_id}
            return Mend("sources", Place("sources", shown.record_id if shown else "", wish))
        case "sign_off":
            return Mend("sign", Place("documents", wishes={"part": "sign", "mend": "sign"}))
    if table == "change":
        return Mend("plans", Place("plans", finding.record_id))
    if check == "need_without_plan":
        return Mend("plans", Place("plans"))
    if check == "spell_edges":
        return Mend("person", Place("people", _child_of(finding), {"tab": "spells"}))
    if table == "person" and (check == "out_of_sequence" or finding.message_id == _NO_FATHER):
        return Mend("person", Place("people", finding.record_id))
    if check in ("no_impact", "no_impact_of_key"):
        child_id = finding.record_id if table == "person" else _child_of(finding)
        return Mend("impact", Place("impact", child_id))
    if check in _ACTIONS:
        return Mend(_ACTIONS[check][0], action=_ACTIONS[check][1])
    if table != "event" or len(finding.event_ids) > _MOST_AT_ONCE[check in _TOGETHER]:
        # The list that shows them is where they are mended, one after the other.
        return None
    if check == "told_twice" and shown is not None:
        return Mend("merge", replace(shown, wishes={**shown.wishes, "mend": "merge"}))
    deed, record_id = _EVENT_MENDS.get(check, "event"), finding.event_ids[0]
    if check == "copied_text":
        # What was written first may be right where it stands.
        record_id = finding.event_ids[-1]
    return Mend(deed, Place("chronology", record_id, {"mend": deed}))


def _child_of(finding: CheckFinding) -> str:
    return str(finding.params.get("child_id") or "")


def _events(finding: CheckFinding, language: str) -> Place:
    """Return the chronology with these events alone, under the check's name."""
    name = say(f"check.{finding.check}.name", language)
    return Place("chronology", wishes={"event_ids": finding.event_ids, "words": name})
