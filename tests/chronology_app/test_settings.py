"""Settings laid over one another."""

from datetime import UTC, date, datetime

import pytest

from chronology_app.errors import BadValueError
from chronology_app.model import SettingsRow
from chronology_app.settings import Rule, Settings, load_settings


def row(name, value, version=1):
    return SettingsRow(
        name=name,
        value=value,
        version=version,
        changed_by="A. Manager",
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_the_authority_stands_over_the_shipped_value_and_the_casebook_over_both(tmp_path):
    file = tmp_path / "authority.toml"
    file.write_text("[own]\na = 1\nb = 1\n", encoding="utf-8")
    settings = load_settings(file, [row("own.b", "3", 2), row("own.b", "2", 1)])
    assert settings.get("own.a") == 1
    assert settings.get("own.b") == 3


def test_the_version_names_the_values():
    plain = load_settings()
    assert plain.version == load_settings().version
    assert plain.version != load_settings(rows=[row("own.x", "1")]).version


def test_a_missing_setting_gives_the_default():
    assert load_settings().get("no.such.thing", 7) == 7


def test_a_rule_is_chosen_by_the_documents_date():
    old = Rule(name="r", value=10, holds_from=date(2018, 1, 1), source="s")
    new = Rule(name="r", value=12, holds_from=date(2026, 3, 2), source="s")
    settings = Settings({}, "v", (new, old))
    assert settings.rule("r", date(2026, 3, 1)) == old
    assert settings.rule("r", date(2026, 3, 2)) == new
    assert settings.rule("r", date(2017, 1, 1)) is None


def test_every_shipped_rule_has_a_source_and_a_day_from_which_it_holds():
    rules = load_settings().rules
    assert rules
    assert all(rule.source and rule.holds_from for rule in rules)


@pytest.mark.parametrize("text", ["[open", "\xff"])
def test_a_settings_file_that_cannot_be_understood_is_refused(tmp_path, text):
    file = tmp_path / "authority.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadValueError):
        load_settings(file)


def test_a_row_that_is_not_json_is_refused():
    with pytest.raises(BadValueError):
        load_settings(rows=[row("own.x", "{")])


@pytest.mark.parametrize(
    "text",
    [
        "lexicon = 5",
        "court_rules = [1]",
        "[court_rules]\nrule = [1]",
        "[[court_rules.rule]]\nname = 'x'",
        "court_words = 5",
        "[court_words]\nstyle = 5",
        "[court_words]\ncontext = 5",
        "[lexicon.concern.physical]\nplain = 'abc'",
        "x = " + "[" * 5000 + "]" * 5000,
        "a" + ".d" * 3000 + " = 1",
    ],
    ids=lambda text: text[:30],
)
def test_a_settings_file_of_another_shape_is_refused_by_its_name(tmp_path, text):
    file = tmp_path / "authority.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadValueError, match="settings_file") as refused:
        load_settings(file)
    assert refused.value.params["file"] == "authority.toml"


@pytest.mark.parametrize("name", ["phrases", "lexicon", "court_rules.rule"])
def test_a_row_that_is_no_table_or_list_is_refused_by_its_name(name):
    with pytest.raises(BadValueError, match="settings_row") as refused:
        load_settings(rows=[row(name, "5")])
    assert refused.value.params["name"] == name
