"""The help of the command line names what there is."""

import re

from chronology_app.wording import say
from exporters.kinds import KINDS


def test_the_help_of_export_names_every_kind_and_no_other():
    listed = say("cli.option.kind").removeprefix("what to write: ")
    assert set(re.split(r", | or ", listed)) == set(KINDS)
