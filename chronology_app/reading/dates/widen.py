"""Reads the words beside a date: "early", "about", "by", "since", "week commencing".

Owns what they add to one date; joining several dates is `compose`.
"""

from __future__ import annotations

import re

from chronology_app.reading.dates.parts import ALL, ONE, SPAN, Draft

#: What may stand between "from" or "between" and its date.
HOW = (
    r"(?:(?:mis|fis|y|yr)\s+|(?:the\s+)?(?:early|mid|middle\s+of|late|(?:start|beginning|end)\s+of)(?:\s+the)?[\s-]+|"
    r"(?:around|about)\s+|the\s+|on\s+|in\s+)*"
)
BETWEEN = re.compile(rf"\b(?:between|rhwng)\s+{HOW}$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from|since|between|ers|o|rhwng)\s+{HOW}$", re.IGNORECASE)

_MODIFIER = re.compile(
    r"(?P<the>\bthe\s+)?(?:very\s+)?\b(?P<word>early|late|mid|middle|start|beginning|end|latter|"
    r"first|second|last|third|fourth|back\s+end|d?dechrau|canol|ganol|d?diwedd)"
    r"(?:\s+(?:part|half|week|(?:few\s+)?(?:days|weeks|months)|month|fortnight))?(?:\s+(?:of|in|mis))?(?:\s+the)?"
    r"(?:\s+yr?)?[\s-]*$",
    re.IGNORECASE,
)
#: "early to mid", "mid-late": the first of the two is kept.
_TWO_PARTS = re.compile(r"\b(?P<word>early|mid)(?:\s+to\s+|-to-|\s?[-/]\s?)$", re.IGNORECASE)
#: Words after which "end March" without "of" is meant as the end of it.
_BARE_END = re.compile(
    r"(?:\b(?:by|at|until|till|since|from|before|after|approx\.?|around|about|to|for|late)"
    r"|[,;:(–-]|^)\s*$",
    re.IGNORECASE,
)
_MODIFIERS = {
    "early": "early",
    "late": "late",
    "mid": "mid",
    "middle": "mid",
    "start": "start",
    "beginning": "start",
    "end": "end",
    "latter": "late",
    "back end": "late",
    "dechrau": "start",
    "ddechrau": "start",
    "canol": "mid",
    "ganol": "mid",
    "diwedd": "end",
    "ddiwedd": "end",
}
_HALVES = {"first": "early", "second": "late", "last": "late", "latter": "late"}
_FEW = {"first": "start", "last": "end"}
_WEEKS = {"first": "start", "second": "mid", "third": "mid", "fourth": "late", "last": "end"}

_END_OF = re.compile(r"end\s+(?:of|mis)\b")
_PERIODS = ("year", "month", "season", "term", "week", "half_term")

ABOUT = re.compile(
    r"(?:\bon\s+or\s+)?\b(?:around|about|approximately|approx\.?|circa|ca\.|c\.|roughly|tua)"
    r"\s*(?:the\s+|mis\s+|yr?\s+)?$|\b[cC](?=$)|~\s?$",
    re.IGNORECASE,
)
_SPEAKING_OF = re.compile(
    r"\b(?:sp[eo]ak\w*|spoke\w*|talk\w*|ask\w*|concern\w*|worr\w*|kn[eo]w\w*|inform\w*|discuss\w*|"
    r"questions?|questioned|evidence|allegations?|information|tell|told|said|says?|complain\w*|"
    r"think\w*|thought|heard?|statements?|details?|happy|unhappy|anxious|learn\w*|"
    r"rang|rung|call\w*|phon\w*|e?mail\w*|texted|wrote|visit\w*|note|question)\s+$",
    re.IGNORECASE,
)
_DOUBT_BEFORE = re.compile(r"(?<![\w?])\?\s?$")
_OR_SO = re.compile(r"\s+or\s+(?:so|thereabouts)\b", re.IGNORECASE)
_DOUBT_AFTER = re.compile(r"\s?[(\[]\s?\?\s?[)\]]")
_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|(?<!leading\s)up\s+to|up\s+until|prior\s+to|no\s+later\s+than|"
    r"not\s+later\s+than|up\s+to\s+and\s+including|on\s+or\s+before|through\s+to|hyd\s+at|"
    r"hyd\s+nes|erbyn|cyn|tan)|(?<!\w)['’]?til)\s+(?:at\s+least\s+)?(?:the\s+|[mf]is\s+|yr?\s+)?$"
    r"|\bpre-?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:ever\s+since|since|on\s+or\s+after|after|as\s+from|with\s+effect\s+from|wef|w\.e\.f\.?|"
    r"from|ers|subsequent\s+to|not\s+before|no\s+earlier\s+than|not\s+earlier\s+than|"
    r"ar\s+ôl)\s+(?:at\s+least\s+)?(?:the\s+|[mf]is\s+|yr?\s+)?$|\bpost-?\s?$",
    re.IGNORECASE,
)
_NOT_FROM = re.compile(
    r"\b(?:apart|aside|different|distinct|away|days|weeks|months|years)\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AND_NOW = re.compile(
    r"\s+and\s+(?:now|today|the\s+present(?:\s+day)?|the\s+date\s+of)\b", re.IGNORECASE
)
_ONWARDS = re.compile(
    r"\s*(?:onwards?\b|ymlaen\b|(?:to|until|[-–—])\s*(?:the\s+)?(?:date|present|current|ongoing|now|today)\b)"
    r"(?:\s+day)?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?:\bw/?\s?(?:c|b)\.?|\bw\.c\.|\b(?:weeks?|wks?)\s+(?P<word>commencing|beginning|beg|starting|"
    r"ending|of)|\bw/e\.?(?:\s+of)?|\bw\.?y\.?d\.?|\bwythnos\s+yn\s+dechrau)\s*[:-]?\s*(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!and\b|or\b|to\b|at\b|in\b|on\b|by\b|when\b|until\b|with\b|for\b|he\b|she\b|they\b|the\b|"
    r"onwards|that\b|but\b|as\b|was\b|is\b|were\b|because\b|it\b|we\b|i\b|there\b)[a-z]",
    re.IGNORECASE,
)
#: How many characters before a date are looked at.
REACH = 44


def widen(line: str, draft: Draft, floor: int) -> None:
    """Read the words around a draft into it, from no further back than `floor`."""
    left = line[max(floor, draft.start - REACH) : draft.start]
    if draft.shape == SPAN and not draft.is_period and (found := _FROM.search(left)):
        draft.start -= len(left) - found.start()
        draft.is_weak = False
        return
    if draft.shape == ALL and len(draft.members) == 2 and (found := BETWEEN.search(left)):
        draft.members = [(draft.first, draft.last)]
        draft.shape = SPAN
        draft.start -= len(left) - found.start()
        return
    left = _read_week(draft, left)
    left = _read_modifier(draft, left)
    left = _read_about(line, draft, left)
    _read_open(line, draft, left)


def _take(draft: Draft, left: str, begin: int) -> str:
    draft.start -= len(left) - begin
    return left[:begin]


def _read_week(draft: Draft, left: str) -> str:
    found = _WEEK.search(left)
    if found and draft.shape == SPAN and found[0].lower().startswith("w/e"):
        draft.is_period = True
        return _take(draft, left, found.start())
    if not found or draft.shape != ONE or not (draft.first.day or draft.relative):
        return left
    if draft.relative and draft.relative.unit != "weekday":
        return left
    word = (found["word"] or found[0]).lower().strip()
    draft.week = (
        "of" if word == "of" else "ending" if word.startswith(("ending", "w/e")) else "commencing"
    )
    draft.is_weak = False
    return _take(draft, left, found.start())


def _read_modifier(draft: Draft, left: str) -> str:
    found = _MODIFIER.search(left)
    part = draft.first
    coarse = not part.day and (not part.feast or draft.relative)
    if found and coarse and draft.shape != ONE and not draft.relative and not draft.is_period:
        # "late 2019 to early 2020": the words belong to the ends, not to the whole.
        of = re.search(r"\b(?:of|in)\b", found[0])
        is_end = found["word"].lower() in _MODIFIERS and (of or "end" not in found[0].lower())
        return _take(draft, left, found.start("word")) if is_end else left
    is_one = draft.shape == ONE or draft.relative or draft.is_period
    if not found or not coarse or draft.week or not is_one:
        return left
    if draft.relative and draft.relative.unit not in _PERIODS:
        return left
    word = re.sub(r"\s+", " ", found["word"].lower())
    phrase = found[0].lower()
    table = _FEW if "few" in phrase else _WEEKS if "week" in phrase else _MODIFIERS
    table = _HALVES if "half" in phrase else table
    bare_end = word == "end" and not _END_OF.search(phrase)
    if word not in table or (bare_end and not _BARE_END.search(left[: found.start()])):
        return left
    if draft.relative and draft.relative.unit == "term" and word not in ("end", "start"):
        return left
    draft.modifier = table[word]
    draft.is_weak = False
    begin = found.start()
    if two := _TWO_PARTS.search(left[:begin]):
        draft.modifier = two["word"].lower()
        return _take(draft, left, two.start())
    if found["the"]:
        begin = found.start("word")
        outer = left[: found.start()]
        if ABOUT.search(outer) or _BEFORE.search(outer) or _AFTER.search(outer):
            begin = found.start()
    return _take(draft, left, begin)


def _read_about(line: str, draft: Draft, left: str) -> str:
    found = ABOUT.search(left)
    if draft.relative and draft.relative.unit in ("day", "weekday", "weekend", "workday"):
        return left
    if found and not _SPEAKING_OF.search(left[: found.start()]):
        draft.is_about = True
        draft.is_weak = False
        left = _take(draft, left, found.start())
    if before := _DOUBT_BEFORE.search(left):
        draft.is_doubted = True
        left = _take(draft, left, before.start())
    if after := _DOUBT_AFTER.match(line, draft.end):
        draft.is_doubted = True
        draft.end = after.end()
    if after := _OR_SO.match(line, draft.end):
        draft.is_about = True
        draft.end = after.end()
    return left


def _names_something(line: str, draft: Draft, left: str) -> bool:
    """Say whether the date only names a thing: "after the 2016 order"."""
    plain = not draft.modifier and not draft.relative and not draft.first.season
    return plain and bool(_THE.search(left)) and bool(_NOUN.match(line, draft.end))


def _read_open(line: str, draft: Draft, left: str) -> None:
    if draft.shape == SPAN and not draft.relative and not draft.is_period:
        return
    if _names_something(line, draft, left):
        return
    onwards = _ONWARDS.match(line, draft.end)
    between = BETWEEN.search(left)
    if between and (until_now := _AND_NOW.match(line, draft.end)):
        draft.open, draft.is_weak, draft.end = "after", False, until_now.end()
        _take(draft, left, between.start())
        return
    if onwards:
        draft.end = onwards.end()
    after = _AFTER.search(left)
    if after and _NOT_FROM.search(left):
        after = None
    spoken = draft.relative is not None and draft.relative.is_spoken
    if after and spoken and not draft.first.month and not draft.first.feast:
        after = None
    if onwards or after:
        draft.open = "after"
        draft.is_weak = draft.is_weak and draft.relative is not None
        if after:
            _take(draft, left, after.start())
        return
    before = _BEFORE.search(left)
    if before:
        draft.open = "before"
        draft.is_weak = draft.is_weak and draft.relative is not None
        _take(draft, left, before.start())
