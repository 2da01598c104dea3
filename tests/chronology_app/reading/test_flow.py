"""Lines put together into paragraphs."""

from __future__ import annotations

from chronology_app.reading.flow import breaks_freely
from tests.chronology_app.reading.texts import lines


def test_a_message_without_stops_or_capitals_is_parted_at_its_lines() -> None:
    typed = lines(
        "hello im the nan to maya and owen, i have put this off because she is my daughter",
        "i had maya stop with me last saturday night and in the bath she come out with i hide"
        " when the men come nan and i did not push her",
        "then on the sunday i took her home and fern was in her cot wet through to her neck",
        "i changed her",
        "she just looked at the wall",
        "i work nights",
    )
    assert breaks_freely(typed)
    wrapped = lines(
        "Maya was seen at home on Tuesday with her mother and her brother, who",
        "was asleep on the sofa. The kitchen was dirty and there was no food in",
        "the cupboards or in the fridge. Her mother said that she would go to",
        "the shop later in the day, when the money had come. Maya was hungry",
        "and asked for bread.",
    )
    assert not breaks_freely(wrapped)
