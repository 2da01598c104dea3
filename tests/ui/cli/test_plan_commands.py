"""`check-plan` and `readability`: what they print of files, and of files that are none."""

from __future__ import annotations

import json

import docx
import pytest

from chronology_app.errors import ExitCode

POOR = {
    "change_needed": "Home conditions to improve", "baseline": "Poor", "target": "Better",
    "who": "Parents", "by_when": "ongoing", "consequence_no_change": "Legal advice",
}  # fmt: skip
SOUND = {
    "change_needed": "Ada has a bed of her own in a warm room", "children": ["Ada Ashdown"],
    "why": ["e1", "e2"], "baseline": "Ada slept on the sofa on all four visits in May",
    "target": "Bed and heater seen at each weekly visit until July", "who": "Lee; housing officer",
    "by_when": "2024-06-28", "consequence_no_change": "Legal gateway within 10 working days",
    "consequence_limited": "Ada sleeps at her nan's two nights a week",
    "contingency": "Nan takes Ada that night", "review": ["2024-06-21"],
}  # fmt: skip


def write(path, found):
    path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")
    return path


def test_a_poor_entry_has_its_reasons_and_a_sound_one_none(cli, tmp_path):
    file = write(tmp_path / "plan.json", {"plan": "Plan", "entries": [SOUND, POOR]})
    done = cli("check-plan", file)
    assert done.code == ExitCode.DONE
    found = done.of("finding")
    assert {row["entry"] for row in found} == {2}
    serious = {row["check"] for row in found if row["level"] == "serious"}
    assert serious == {
        "vague_verb", "no_measure", "no_owner", "open_date", "vague_consequence", "no_evidence",
        "no_baseline",
    }  # fmt: skip
    assert all(row["sentence"] and row["better"] for row in found)
    assert done.of("checked")[0]["entries"] == 2


@pytest.mark.parametrize("found", ["not json", "{}", '{"entries": [3]}', '{"entries": "x"}', "3"])
def test_what_is_no_plan_is_refused_in_a_sentence(cli, tmp_path, found):
    done = cli("check-plan", write(tmp_path / "plan.json", found))
    assert done.code != ExitCode.DONE
    assert done.told.strip()
    assert "Traceback" not in done.told


def test_a_text_and_a_word_file_are_measured_alike(cli, tmp_path):
    lines = ["Ivy has breakfast each day and is in bed by eight.", " ".join(["Word"] * 30) + "."]
    text = write(tmp_path / "a.txt", "\n".join(lines))
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    one, other = (
        cli("readability", file).of("readability")[0] for file in (text, tmp_path / "a.docx")
    )
    assert one == other
    assert (one["sentences"], one["longest_sentence"]) == (2, 30)
    assert [row["words"] for row in one["long_sentences"]] == [30]


def test_of_welsh_no_reading_age_is_told(cli, tmp_path):
    text = write(tmp_path / "a.txt", "Rydym yn poeni am Ifan.")
    row = cli("readability", text, "--lang", "cy").of("readability")[0]
    assert row["reading_age"] is None
    assert row["words"] == 5
