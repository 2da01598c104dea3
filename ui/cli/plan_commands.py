"""The commands that look at a plan and at how easily a text is read, without a casebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from chronology_app.analysis.plan_checks import LEVELS, PlanFinding, check_plan
from chronology_app.analysis.readability import measure
from chronology_app.errors import ExitCode
from chronology_app.settings import load_settings
from chronology_app.wording import label, say
from importers.base import ImportOptions
from ui.cli.output import Output
from ui.jobs.plan_file import read_plan_file
from ui.jobs.workplace import HERE


def check_plan_file(arguments: argparse.Namespace, output: Output) -> int:
    """Print what is to be put right in a plan, entry by entry."""
    plan = read_plan_file(Path(arguments.file))
    findings = check_plan(plan, load_settings())
    for one in findings:
        fields = {
            "check": one.check, "level": one.level, "entry": one.entry, "field": one.field,
            "words": one.words, "record_id": one.record_id or str(one.entry or ""),
            "sentence": one.sentence(arguments.lang), "better": one.better(arguments.lang),
        }  # fmt: skip
        output.record("finding", fields, _shown(one, arguments.lang))
    counts = {level: sum(one.level == level for one in findings) for level in LEVELS}
    output.record("checked", {"entries": len(plan.entries), **counts})
    output.tell("cli.plan_checked", count=len(plan.entries), **counts)
    return ExitCode.DONE


def _shown(one: PlanFinding, language: str) -> str:
    where = say("cli.plan_entry", language, number=one.entry) if one.entry else ""
    field = label("plan_field", one.field, language) if one.field else ""
    place = ", ".join(part for part in (where, field) if part)
    level = label("plan_level", one.level, language)
    told = f"[{level}] {place}: " if place else f"[{level}] "
    return f"{told}{one.sentence(language)} {one.better(language)}"


def readability(arguments: argparse.Namespace, output: Output) -> int:
    """Print a text's reading age and how long its sentences are."""
    settings = load_settings()
    found = measure(_text(Path(arguments.file)), arguments.lang, settings)
    most = int(settings.get("readability.sentence_words"))
    bar = float(settings.get("readability.reading_age"))
    longest = found.longest
    long = found.longer_than(most)
    age = found.reading_age
    fields = {
        "reading_age": age, "bar": bar, "words": found.words,
        "sentences": len(found.sentences), "syllables": found.syllables,
        "longest_sentence": longest.words if longest else 0, "sentence_bar": most,
        "long_sentences": [{"words": one.words, "text": one.text} for one in long],
        "lang": arguments.lang,
    }  # fmt: skip
    told = (
        say("cli.reading_age", age=age, bar=f"{bar:g}") if age is not None
        else say("cli.reading_no_age")
    )  # fmt: skip
    output.record("readability", fields, told)
    for one in long:
        output.record("long_sentence", {"words": one.words, "text": one.text},
                      say("cli.reading_long", count=one.words, text=one.text))  # fmt: skip
    output.tell("cli.reading_sentences", count=len(found.sentences), words=found.words)
    return ExitCode.DONE


def _text(file: Path) -> str:
    data = file.read_bytes()
    options = ImportOptions(file_name=file.name)
    passages = HERE.parse(data, options, can_stop=False).passages
    return "\n\n".join(passage.text for passage in passages)
