"""Tasks 4, 5 and 20 of docs/tasks.md: what comes in: pasted text, files, a photograph."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from chronology_app.model import Passage, Photograph, Source
from chronology_app.model.codes import SourceKind
from chronology_app.store.queries import Queries
from tests.desktop import prepared
from tests.desktop.prepared import CASE_ID
from tests.desktop.week import Week

MAIL = "From the school office, 20 September 2022.\n19/09/2022 Nia fell asleep in class twice."
_FILES = 9


def paste_mail(week: Week) -> None:
    """Paste a mail from the school's record system."""
    hands = week.hands
    hands.do("Add", "Paste text as a source…", "Ctrl+Shift+v")
    hands.dialog("Paste text as a source")
    hands.fill("The text, as it stands in the other system", MAIL)
    hands.fill("Record system", "CPOMS")
    hands.fill("Number in that system", "4711")
    hands.pick("Agency whose record it is", "School")
    hands.fill("Title in documents", "Mail of the school office")
    hands.push("Keep and read")
    hands.see_gone(("dialog",), seconds=15)

    def pasted(queries: Queries) -> Source | None:
        sources = queries.records(Source, CASE_ID)
        return next((s for s in sources if s.kind == SourceKind.PASTED), None)

    source = week.kept("the mail", pasted)
    assert (source.system, source.record_number) == ("CPOMS", "4711")
    assert (source.brought_by, source.agency) == (prepared.WORKER, "school")
    waiting = week.kept("its fact", lambda q: [
        s for s in q.suggestions(CASE_ID) if s.source_id == source.id])  # fmt: skip
    assert any("asleep" in one.fact for one in waiting)


def import_nine(week: Week) -> None:
    """Import nine files with their agency and the day they arrived."""
    hands = week.hands
    names = _nine_files(week.folder)
    hands.do("Add", "Import files…", "Ctrl+i")
    hands.dialog("Choose files to import")
    hands.fill("File name:", " ".join(f'"{name}"' for name in names))
    hands.push("Open")
    hands.dialog("Import files")
    hands.pick("Agency whose record it is", "School")
    hands.fill("Received", "3 October 2022")
    hands.push("Import 9 files")

    def imported(queries: Queries) -> list[Source]:
        found = [s for s in queries.records(Source, CASE_ID) if s.file_name.startswith("note")]
        return found if len(found) == _FILES else []

    sources = week.kept("nine files", imported, seconds=30)
    assert {source.agency for source in sources} == {"school"}
    assert {s.received.edtf for s in sources if s.received} == {"2022-10-03"}
    hands.dialog(re.compile("report|Import", re.I))
    hands.leave()
    hands.see_gone(("dialog",))


def add_photograph(week: Week) -> None:
    """Keep a photograph with who took it, of what, and whose consent."""
    hands = week.hands
    picture = week.folder / "kitchen.jpg"
    Image.new("RGB", (60, 40), "grey").save(picture)
    hands.do("Add", "Add a photograph…", "Ctrl+Shift+p")
    hands.dialog("Choose photographs")
    hands.fill("File name:", str(picture))
    hands.push("Open")
    hands.dialog("Add a photograph")
    hands.fill("Photograph of", "The kitchen floor")
    hands.fill("Taken on", "9 September 2022")
    hands.tick("Owen Hollins")
    hands.pick("Consent", "Consent given")
    hands.fill("Given by, or why there is none", "Kerry Hollins")
    hands.push("Keep")
    hands.see_gone(("dialog",), seconds=15)

    def kept(queries: Queries) -> Photograph | None:
        return next(iter(queries.records(Photograph, CASE_ID)), None)

    photograph = week.kept("the photograph", kept)
    assert (photograph.of_what, photograph.consent) == ("The kitchen floor", "given")
    assert (photograph.consent_by, photograph.taken_by) == ("Kerry Hollins", prepared.WORKER)
    passages: list[Passage] = week.kept(
        "its caption", lambda q: list(q.passages(CASE_ID, photograph.source_id))
    )
    assert any("The kitchen floor" in passage.text for passage in passages)


def _nine_files(folder: Path) -> list[str]:
    """Write nine small files of three kinds, and return their paths."""
    paths = []
    for number in range(1, _FILES + 1):
        said = f"0{number}/09/2022 Owen came to school without a coat ({number})."
        ending = ("txt", "csv", "eml")[number % 3]
        if ending == "csv":
            said = f"Date,What happened\n0{number}/09/2022,Owen had no coat ({number})\n"
        if ending == "eml":
            said = (
                "From: office@school.invalid\nTo: team@council.invalid\nSubject: Owen\n"
                f"Date: Mon, 0{number} Sep 2022 09:00:00 +0000\n\n{said}\n"
            )
        path = folder / f"note{number}.{ending}"
        path.write_text(said, encoding="utf-8")
        paths.append(str(path))
    return paths
