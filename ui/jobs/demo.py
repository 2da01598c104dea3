"""The main job on the sample family: import, recorded review, every document and figure.

Nothing here is made for the sample alone: each step is the job that its own command runs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import resources
from chronology_app.casefile import Casebook, Decided
from chronology_app.dates import FuzzyDate
from chronology_app.documents.options import ExportOptions
from chronology_app.errors import ExitCode, WrongUseError
from chronology_app.model import Case, Person
from chronology_app.wording import say
from ui.jobs.analyses import add_analyses
from ui.jobs.documents import DocumentReport, export
from ui.jobs.entry_file import build_entry
from ui.jobs.importing import ImportWishes, import_files
from ui.jobs.json_lines import read_lines
from ui.jobs.people_file import read_people
from ui.jobs.plans import add_plans

Tell = Callable[..., None]

#: The sample family is invented: its passphrase is no secret and is printed in the manifest.
PASSPHRASE = "an invented family"
BOOK = "sample.casebook"
MANIFEST = "manifest.json"
_BY = "Sample reviewer"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One file of the demonstration."""

    kind: str
    file: str
    child: str | None = None
    profile: str = "court"
    language: str = "en"
    page_size: str = "A4"
    plan: str = ""


def run(folder: Path, progress: Tell, record: Tell, sentence: Tell) -> int:
    """Run the main job into a folder. Returns the exit code.

    Errors: WrongUseError when the folder holds files that an earlier run did not make.
    """
    sample = resources.path("sample_case")
    _clear(folder, sample)
    progress("cli.demo_case")
    with Casebook.create(folder / BOOK, PASSPHRASE, by=_BY) as book:
        case = _add_case(book, sample)
        imported = _import(book, case.id, sample, progress)
        decided = _review(book, case.id, sample)
        written = _write_all(book, case.id, folder, progress)
        head = book.queries.head(case.id)
    manifest = _manifest(folder, imported, decided, written, head)
    (folder / MANIFEST).write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    for item in manifest["files"]:
        record("document", item, item["file"])
    sentence(say("cli.demo_done", count=len(manifest["files"]), folder=folder))
    return ExitCode.PROBLEMS if decided["failed"] else ExitCode.DONE


def make_sample_book(path: Path, by: str) -> None:
    """Make a casebook of the sample family to look round in; `PASSPHRASE` opens it.

    Of its last file is left to be confirmed what no signed words rest on, as it would be when
    somebody is in the middle of it.
    """
    sample = resources.path("sample_case")
    with Casebook.create(path, PASSPHRASE, by=by) as book:
        case = _add_case(book, sample)
        _import(book, case.id, sample, lambda *_, **__: None)
        left = left_to_confirm(sample)
        book.decide(case.id, [r for r in read_lines(sample / "decisions.jsonl") if r not in left])
        add_analyses(book, case.id, _json(sample / "analyses.json"), "analyses.json")
        add_plans(book, case.id, _json(sample / "plans.json"), "plans.json")


def left_to_confirm(sample: Path) -> list[dict[str, Any]]:
    """Return the recorded decisions that are left to whoever looks round in the sample case."""
    last = _json(sample / "import.json")[-1]["file"]
    signed = [" ".join(event["quote"].split()) for event in _cited(sample) if event["file"] == last]
    return [
        row for row in read_lines(sample / "decisions.jsonl")
        if row.get("file") == last and not _is_among(row["quote"], signed)
    ]  # fmt: skip


def _cited(sample: Path) -> Iterator[dict[str, str]]:
    """Yield the events that signed words and plans rest on."""
    for row in _json(sample / "analyses.json"):
        yield from row["events"]
    for plan in _json(sample / "plans.json"):
        for entry in plan["entries"]:
            yield from entry["why"]
            for part in ("reviews", "breaches"):
                for row in entry.get(part, ()):
                    yield from row.get("events", ())


def _is_among(quote: str, signed: list[str]) -> bool:
    words = " ".join(quote.split())
    return any(words in one or one in words for one in signed)


def _clear(folder: Path, sample: Path) -> None:
    """Make the folder, or empty it of what an earlier run (also a broken-off one) made."""
    folder.mkdir(parents=True, exist_ok=True)
    children = [p.name for p in read_people(sample / "people.json").people if p.is_child]
    made = {MANIFEST, *(wanted.file for wanted in _wanted(children))}
    made |= {BOOK, *(f"{BOOK}{ending}" for ending in (".keys", ".lock", "-journal"))}
    there = list(folder.iterdir())
    if any(file.name not in made for file in there):
        raise WrongUseError("cli.demo_not_empty", folder=folder)
    for file in there:
        file.unlink()


def _add_case(book: Casebook, sample: Path) -> Case:
    case = Case(**_json(sample / "case.json"))
    people = read_people(sample / "people.json")
    book.add_case(case)
    book.set_people(case.id, people.people, people.parentage, people.protected)
    return case


def _import(book: Casebook, case_id: str, sample: Path, progress: Tell) -> list[dict[str, Any]]:
    wishes = {row["file"]: _wishes(row) for row in _json(sample / "import.json")}
    files = [sample / name for name in wishes]

    def show(number: int, count: int, name: str) -> None:
        progress("cli.reading", number=number, count=count, file=name)

    reports = list(
        import_files(book, case_id, files, lambda file: wishes[file.name], progress=show)
    )
    names = [person.name for person in book.queries.records(Person, case_id)]
    for file in sorted(sample.glob("entry_*.json")):
        book.add_entry(case_id, build_entry(_json(file), names, file.name))
    return [
        {
            "file": report.file,
            "outcome": str(report.outcome),
            "passages": report.passages,
            "suggestions": report.suggestions,
            "problems": list(report.problems),
        }
        for report in reports
    ]


def _wishes(row: Mapping[str, Any]) -> ImportWishes:
    received = row.get("received")
    return ImportWishes(
        agency=row.get("agency"),
        received=FuzzyDate.parse(received) if received else None,
        title=row.get("citation_title", ""),
    )


def _review(book: Casebook, case_id: str, sample: Path) -> dict[str, int]:
    rows = read_lines(sample / "decisions.jsonl")
    results = book.decide(case_id, rows)
    add_analyses(book, case_id, _json(sample / "analyses.json"), "analyses.json")
    add_plans(book, case_id, _json(sample / "plans.json"), "plans.json")
    view = book.queries.view(case_id)
    return {
        "decisions": len(results),
        "failed": sum(map(_failed, results)),
        "confirmed_events": len(view.confirmed),
        "still_waiting": len(book.queries.suggestions(case_id)),
    }


def _is_moot(result: Decided) -> bool:
    """Say whether noise was to be rejected that was never suggested."""
    return result.error is not None and result.error.message_id == "error.nothing_suggested"


def _failed(result: Decided) -> bool:
    return result.error is not None and not _is_moot(result)


def _wanted(children: list[str]) -> list[_Wanted]:
    own = "local_authority"
    return [
        _Wanted("chronology", "chronology.docx"),
        _Wanted("chronology", "chronology-cy.docx", language="cy"),
        _Wanted("full-chronology", "full-chronology.docx", profile=own, page_size="A3"),
        *(_Wanted("impact", f"impact-{_slug(name)}.docx", child=name) for name in children),
        _Wanted("letter", "letter.docx"),
        _Wanted("letter", "letter-cy.docx", language="cy"),
        _Wanted("referral", "referral.docx", profile=own),
        *(
            _Wanted(kind, f"{kind}-{_slug(name)}.docx", child=name)
            for kind in ("conference-report", "four-questions")
            for name in children
        ),
        _Wanted("handover", "handover.docx", profile=own),
        _Wanted("assessment", "assessment.docx"),
        *(_Wanted("timeline", f"timeline.{ending}") for ending in ("docx", "pdf")),
        *(
            _Wanted("timeline", f"timeline-{_slug(name)}.{ending}", child=name)
            for name, ending in zip(children, ("png", "svg"), strict=False)
        ),
        _Wanted("plan", "plan.docx", plan="child_protection"),
        _Wanted("parents-plan", "parents-plan.docx", plan="child_protection"),
        *(
            _Wanted(
                "child-plan", f"child-plan-{_slug(name)}.docx", child=name, plan="child_protection"
            )
            for name in children
        ),
        _Wanted("review", "review.docx", plan="child_protection"),
        _Wanted("agreement", "agreement.docx"),
        _Wanted("data", "data.jsonl", profile=own),
        _Wanted("workbook", "workbook.xlsx", profile=own),
    ]


def _slug(name: str) -> str:
    return "-".join(name.lower().split()[:1])


def _write_all(book: Casebook, case_id: str, folder: Path, progress: Tell) -> list[DocumentReport]:
    view = book.queries.view(case_id)
    as_of = max(e.date.latest for e in view.confirmed if e.date and e.date.latest)
    reports = []
    for wanted in _wanted([child.name for child in view.children]):
        progress("cli.demo_document", kind=wanted.file)
        options = ExportOptions(
            today=date.today(),
            as_of=as_of,
            child=wanted.child,
            profile=wanted.profile,
            language=wanted.language,
            page_size=wanted.page_size,
            plan=wanted.plan,
        )
        reports.append(export(book, case_id, wanted.kind, options, folder / wanted.file))
    return reports


def _manifest(
    folder: Path,
    imported: list[dict[str, Any]],
    decided: dict[str, int],
    written: list[DocumentReport],
    head: str,
) -> dict[str, Any]:
    files = [
        {
            "file": page.file.name,
            "kind": report.kind,
            "sha256": page.sha256,
            "size_bytes": page.size_bytes,
            "rows": report.rows,
            "kept_back": report.kept_back,
            "head": report.head,
        }
        for report in written
        for page in report.pages
    ]
    book = folder / BOOK
    return {
        "casebook": {
            "file": book.name,
            "passphrase": PASSPHRASE,
            "sha256": hashlib.sha256(book.read_bytes()).hexdigest(),
            "head": head,
        },
        "imported": imported,
        "review": decided,
        "files": files,
    }


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
