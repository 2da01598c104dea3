"""Finds the words of a text that are somebody's name: known ones, and capitals in a sentence."""

from __future__ import annotations

import re

from chronology_app.analysis.plan_checks.word_lists import STOPWORDS, PlanWords
from chronology_app.settings import Settings

#: Words that begin with a capital only because they stand first.
FIRST_WORDS = frozenset(
    "both all the a an with named allocated relevant appropriate lead key support joint"
    " shared adult weekly monthly fortnightly daily by parents parent mother father"
    " professionals school schools health housing police agencies social children"
    " children's family families core team services to as see whoever someone somebody"
    " everyone anyone other others any each local partner children’s"
    " plan plans legal things action further matter matters concerns concern case this"
    " these those that there what when if we you she he it they i no not none nothing"
    " social local authority court review reviews next more then until until later"
    " alternative alternatives appropriate respite emergency consequences escalation".split()
)
#: Words that no capital makes a name: what a group is called, and the small words of a heading.
_GENERIC = STOPWORDS | frozenset(
    "around about between into over under through during per via plus including involved concerned"
    " working supporting attending invited present current future family's member members person"
    " people adults carer carers child young practitioner practitioners worker workers staff staffs"
    " agency group groups meeting meetings circle department organisation organisations body"
    " bodies colleague colleagues official officials officer officers provider providers party"
    " parties individual individuals stakeholder stakeholders representative representatives"
    " responsible named my me your you our us we whole wider community universal multi home".split()
)  # fmt: skip
#: Names that in small letters are other words.
_WORDS_TOO = STOPWORDS | frozenset(
    "will may mark hope grace rose faith joy bill sue pat jack frank young brown white green black"
    " long short price cook day dean drew guy miles rich rob summer heather ivy iris".split()
)  # fmt: skip
#: Verbs with which a field may begin: "Apply to the court" names nobody.
_DEEDS = frozenset(
    "apply call contact go inform issue move notify refer remove report respond return ring send"
    " speak start stop talk tell visit write ask bring check give make take use".split()
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_OWN = re.compile(r"['’]s$")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march"
    " april may june july august september october november december christmas easter"
    " english welsh england wales".split()
)
_NO_NAMES = FIRST_WORDS | _GENERIC | _CALENDAR
_BEFORE_FIRST = " \"'“‘("
_NAME_GOES_ON = re.compile(
    r"['’]s\b|\s+[A-Z](?:[a-z]|\b)|\s*[,;:(]|\s+(?:and|to|will|with)\b|\s*$"
)  # fmt: skip
#: In words that are all capitals a name is one that can be spoken: "DSL" is none.
_SPOKEN = re.compile(r"(?!\w\b)[^\W\d_]*[aeiouyŵŷ]", re.I)


def names_in(text: str, settings: Settings) -> tuple[str, ...]:
    """Return the words of a text that are somebody's name."""
    return tuple(_OWN.sub("", name) for name in named(text, PlanWords(settings)))


def named(text: str, words: PlanWords) -> list[str]:
    """Return the words that are somebody's name."""
    return [text[start:end] for start, end in name_spans(text, words)]


def name_spans(text: str, words: PlanWords) -> list[tuple[int, int]]:
    """Return where the names stand: known ones, and capitals inside a sentence."""
    covered = words.mask(text, "nobody", "roles", "named_steps", "hard_words")
    #: What a field begins with is a word of its own here, not a name: "Escalate to ...".
    bare = words.mask(text, "vague_consequence", "vague_verbs", "activities", "abstract", "topics")
    shouted = text.isupper()
    found = []
    for word in _NAME.finditer(text):
        told = word.group()
        plain = _OWN.sub("", told).casefold()
        if plain in words.names and (told[0].isupper() or plain not in _WORDS_TOO):
            found.append(word.span())
        elif plain in _NO_NAMES or plain in words.groups or (shouted and not _SPOKEN.match(told)):
            continue
        elif told[0].isupper() and (shouted or not told.isupper()):
            if covered[word.start()]:
                continue
            if not _begins_clause(text, word.start()) or (
                _NAME_GOES_ON.match(text, word.end())
                and not bare[word.start()]
                and plain not in _DEEDS
            ):
                found.append(word.span())
    return found


def _begins_clause(text: str, start: int) -> bool:
    while start and text[start - 1] in _BEFORE_FIRST:
        start -= 1
    return not start or text[start - 1] in ".;:!?"
