"""Says whose feeling a sentence tells of, so that a mother's low mood is not a child's.

Owns the words of feeling and the search for the person they belong to; what a feeling means for
a child is for a person to say.
"""

from __future__ import annotations

import re

from chronology_app.reading.lexicon import Hit
from chronology_app.reading.names import People
from chronology_app.reading.together import speaks_of_child

#: The lists that hold words of feeling.
_GROUPS = {"concern.emotional", "need.emotional_behavioural"}
_FEELING = re.compile(
    r"(?:cried|crying|cries|tear\w*|in\s+tears|burst\s+into|broke\s+down|sobb\w*|upset|visibly|sad|unhappy"
    r"|lonely|low\s+mood|anxious|anxiety|scared|frightened|afraid|terrified|distress\w*|overdos\w*"
    r"|suicid\w*|self-?\s?harm\w*|angry|anger|withdrawn|nervous|panic|flat\s+affect|isolated"
    r"|no\s+friends|jumpy|on\s+edge|mute|trauma\w*|wants?\s+to\s+die)",
    re.I,
)
_ADULT = re.compile(
    r"\b(?:mum|mam|mummy|mammy|mother|mo|dad|daddy|father|fa|parents?|adults?|f/m|patient|pt|nan\w*"
    r"|gran\w*|aunt\w*|uncle|partner|neighbour|woman|man|carer|maternal|paternal|PHQ|EPDS|GAD"
    r"|sertraline|fluoxetine|citalopram|mirtazapine|antidepressant\w*)\b",
    re.I,
)
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|chn|boys?|girls?|bab(?:y|ies)|infant|toddler|sons?|daughters?|twins"
    r"|pupil|little\s+ones?|brothers?|sisters?|eldest|youngest)\b",
    re.I,
)


def is_adults_feeling(text: str, hit: Hit, people: People, *, child: bool) -> bool:
    """Say whether a word of feeling belongs to an adult, or to nobody known.

    The one named last before it in the sentence feels it. `child`: the record is kept about a
    child, or the fact names one; without any, a feeling of nobody named is no child's.
    """
    if hit.group not in _GROUPS or not _FEELING.match(hit.words):
        return False
    before = [(m.start(), False) for m in _ADULT.finditer(text, 0, hit.start)]
    before += [(m.start(), True) for m in _CHILD.finditer(text, 0, hit.start)]
    before += [(n.start, n.person.is_child) for n in people.find(text) if n.start < hit.start]
    if before:
        return not max(before)[1]
    return not (child or speaks_of_child(text))
