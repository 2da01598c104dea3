"""Marks of a text that say whether it was filled in at all, counts something, or leaves it open."""

from __future__ import annotations

import re

#: What is typed so that something stands there.
_EMPTY = re.compile(
    r"[\W_]*(?:\d\d?|n\W?/?\W?a|none|nothing|nil|null|blank|no|yes|ok|test|not\s+applicable|tb[acd]"
    r"|(?P<one>[^\W\d_])(?P=one)*)?[\W_]*", re.I,
)  # fmt: skip
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|half)\b"
)
_NUMBER = re.compile(rf"(?<![\w.])(?:\d[\d.,]*|{_NUMBER_WORD})", re.I)
#: What makes a number one of something: a unit on it, a clock's time, "8/10", money, "at 18".
_OF_SOMETHING = re.compile(
    r"[£€]\s?\d|\d\s?(?:[£€°/:-]\s?\w?|\.\d\d\b|(?:kgs?|g|cm|mm|ml|mg|mcg|st|lbs?|oz|p|am|pm|c|hrs?|h"
    r"|mins?|th|nd|rd|x|k)\b)"
    r"|(?:\b(?:a[tl]l?|by|to|of|in|on|for|from|until|till|before|after|under|below|over|above|than"
    r"|least|most|between|within|reach(?:es)?|is|are|was|were|about|around|only|every|each"
    r"|attendance|punctuality|scores?|temperature|weight|height|centile|level|grade|count|number"
    r"|average|bmi|age|total|rating)|=)\s*[:=]?\s*(?:the\s+)?(?:\d|" + _NUMBER_WORD + r")", re.I,
)  # fmt: skip
_AFTER_NUMBER = re.compile(r"\s*(?:%|per\s?cent\b|percent\b)?((?:\s+[^\W\d_][\w'’-]*){1,3})", re.I)
_JOINS = frozenset("and or but nor then so with".split())
#: "May" is a month where a number or "in" stands beside it.
_HEDGE = re.compile(
    r"\b(?:might|could|possibly|hopefully|possible|probably|potential(?:ly)?|perhaps|maybe|or\s+not|consideration"
    r"|(?:be|been|being|is|are)\s+(?:considered|explored)|consider(?:s|ing)?\b(?!ed)"
    r"|think(?:s|ing)?\s+about|look(?:s|ing)?\s+at\s+whether|where\s+appropriate"
    r"|if\s+(?:necessary|needed|required|appropriate))\b",
    re.I,
)  # fmt: skip
_MAY = re.compile(r"(?<!\d\s)(?<!\bin\s)(?<!\bby\s)(?:\bmay\b|(?<=[.;:]\s)May\b)(?!\s+\d)")
_CLAUSE = re.compile(r"[.;:!?]+(?:\s+|$)|,\s+|\s+[–—-]\s+|\b(?:and|but|which|who|then)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_ON_CONDITION = re.compile(
    r"\b(?:if|unless|should|where|when|in\s+the\s+event)\b[^,:.;]*[,:]\s+", re.I
)
#: What stands before the matter itself: "Attend: ...", "After the course ends, ...".
_HEAD = re.compile(
    r"[^\W\d_]\w*(?:\s+\w+){0,3}:\s+"
    r"|(?:after|when|once|while|since|because|following)\b[^,.;:]*,\s+", re.I,
)  # fmt: skip
_LEAST_MAIN = 3


def is_empty(text: str) -> bool:
    """Say whether a field was filled for the form's sake only: "x", "n/a", "Nothing."."""
    return _EMPTY.fullmatch(text.strip()) is not None


def counts_something(text: str, hollow: bytearray) -> bool:
    """Say whether a number stands there with what it counts.

    `hollow`: for each letter whether it belongs to words that nobody can count ("100% better").
    A number that only stands there ("Improved routines 1") counts nothing.
    """
    if _OF_SOMETHING.search(text):
        return True
    for number in _NUMBER.finditer(text):
        after = _AFTER_NUMBER.match(text, number.end())
        if not after:
            continue
        for word in re.finditer(r"\S+", after.group(1)):
            if word.group().casefold() in _JOINS:
                break
            if not hollow[after.start(1) + word.start()]:
                return True
    return False


def main_part(text: str) -> str:
    """Return a text without its heading or the clause before its main one."""
    head = _HEAD.match(text)
    rest = text[head.end() :] if head else text
    return rest if len(rest.split()) >= _LEAST_MAIN else text


def hedge_of(text: str) -> str:
    """Return the words that leave open whether anything follows; empty: none."""
    found = _HEDGE.search(text) or _MAY.search(text)
    return found.group() if found else ""


def sure_parts(text: str) -> list[str]:
    """Return the parts that say what will be done, without conditions and what is left open."""
    main = (_ON_CONDITION.sub("", sentence, count=1) for sentence in _SENTENCE.split(text))
    parts = (part.strip() for sentence in main for part in _CLAUSE.split(sentence))
    return [part for part in parts if part and not hedge_of(part)]
