"""Finds what only several words together show: a carer unfit while children are there.

Owns the signs that need a child and something else in one fact, each with the words that joined;
single phrases stand in the lexicon, a child's care for another in `young_carers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chronology_app.reading.lexicon import Hit

#: Words for children of whom no name is given.
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|boys?|girls?|bab(?:y|ies)|infants?|toddlers?|newborn|sons?"
    r"|daughters?|twins|little\s+ones?|pupils?|siblings?|brothers?|sisters?|eldest|youngest|chn|ch"
    r"|middle\s+one|pram|buggy|cot|nappy|plant|plentyn|babi)\b"
    r"|\b(?:pick(?:ed|ing)?[\s-]?up|school\s+gates?|at\s+the\s+gate|school\s+run|home\s*time"
    r"|collect(?:ed|ing|ion)?)\b",
    re.I,
)
_CHILDREN = re.compile(r"\b(?:child(?:ren)?|kids|chn|ch|baby|infant|toddler)\b", re.I)
#: A child who rings for help has seen it, and nobody else could.
_RANG = re.compile(
    r"\b999\b[^.;]{0,20}\b(?:from|by)\s+(?:a\s+|the\s+|her\s+|his\s+)?(?:child|boy|girl|son|daughter|brother"
    r"|sister|year)|\b(?:child|boy|girl|son|daughter|brother|sister|himself|herself|aged\s+\d+)\b[^.;]{0,20}"
    r"\b(?:rang|called|phoned|dialled|rung)\b[^.;]{0,10}\b(?:999|ambulance)|\b(?:rang|called|phoned"
    r"|dialled)\s+(?:999|an\s+ambulance)\s+(?:himself|herself)",
    re.I,
)
_ADULT = re.compile(
    r"\b(?:mum|mam|mummy|mother|dad|daddy|father|tad|parents?|adults?|carers?|step-?\s?(?:mum|dad"
    r"|mother|father)|f/m|female|male|woman|man|partner|boyfriend|girlfriend|nan|gran\w*|aunt\w*"
    r"|uncle|pt|patient|m[rs]s?)\b",
    re.I,
)
_ASLEEP = re.compile(r"\b(?:asleep|slept|sleeping|dozing|nodd(?:ed|ing)\s+off)\b", re.I)
_IN_BED = re.compile(
    r"\b(?:in\s+bed\b|not\s+(?:got\s+|get(?:ting)?\s+)?(?:out\s+of\s+bed|up\b)|wasn['’]t\s+up\b"
    r"|(?:couldn['’]t|could\s+not|can['’]t|didn['’]t|wouldn['’]t|would\s+not)\s+get\s+up\b)",
    re.I,
)
#: Found, by whom or when, at a place that is not home.
_FOUND = re.compile(
    r"\b(?:found|located|seen|spotted|stopped|discovered|picked\s+up|taken\s+in|took\s+in"
    r"|sighted|noticed)\b",
    re.I,
)
_OUT = re.compile(
    r"\b(?:stairwell|stairs|landing|lobby|street|road|roadside|carriageway|pavement|precinct"
    r"|parade|park|bus|train|station|canal|towpath|river|railway|tracks|roof|balcony|garages?"
    r"|car\s+park|shops?|supermarket|alley\w*|underpass|wandering|roaming|outside|building\s+site"
    r"|skatepark|field|woods?|beach|pond|lake|waiting\s+room|doorstep)\b",
    re.I,
)
#: A place is read as where somebody was found when so many characters or fewer lie between.
_REACH = 70
#: An adult is named at most so many characters before what he or she does.
_NEAR = 24
_LATE = re.compile(r"\b(?:2[1-3]|0[0-4])[:.]?[0-5]\d\s*h(?:ou)?rs?\b", re.I)
_AT_NIGHT = re.compile(
    r"\bat\s+night\b|\blate\s+at\s+night\b|\b(?:9|10|11|12)(?:[:.]\d\d)?\s*pm\b|\bmidnight\b"
    r"|\bafter\s+dark\b|\bin\s+the\s+dark\b|\bearly\s+hours\b|\ball\s+night\b|\bovernight\b",
    re.I,
)
_NOT_HOME = re.compile(
    r"\b(?:shut|locked)\s+out\b|\bdid\s+not\s+(?:come|return|get)\s+home\b"
    r"|\b(?:did\s*n['’]t|hasn['’]t|had\s*n['’]t|not)\s+(?:come|came|been|return\w*)\s+home\b"
    r"|\bout\s+(?:alone|on\s+(?:his|her|their)\s+own|all\s+night)\b"
    r"|\bmissing\s+(?:since|overnight|all|from|for|on)\b|\bmissing\s+\w+day\b",
    re.I,
)
#: "a fortnight after the overdose": it only dates something else.
_TOLD_BACK = re.compile(
    r"\b(?:after|since|before|following|despite)\s+(?:the|her|his|an|that|this)\s+(?:\w+\s+)?$",
    re.I,
)
#: What must have happened before the eyes or ears of a child to count.
_DAMAGE = re.compile(r"\s+(?:in|off|open|down)\b", re.I)
_VIOLENT = re.compile(
    r"\b(?:throw(?:ing|n)?|threw|smash\w*|punch\w*|kick(?:ed|ing)|strangl\w*|grabb\w*|shov(?:ed|ing)"
    r"|pushed|slapp\w*|hit(?:ting)?|assault\w*|fight\w*|fought|weapon|knife|threaten\w*"
    r"|shouting|screaming|verbal(?:ly)?|altercation|violen\w+|row(?:ing)?|argu\w+|dispute"
    r"|domestic)\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:present|upstairs|downstairs|awake|next\s+room|front\s+room|living\s+room|bedroom|in\s+the"
    r"\s+(?:house|home|flat|property|room|car|kitchen|address)|on\s+scene|at\s+home|in\s+front\s+of"
    r"|witness\w*|saw|seen|heard|watch\w*|crying|on\s+the\s+stairs|holding|in\s+(?:her|his)\s+arms"
    r"|aged?|was\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\b",
    re.I,
)


def speaks_of_child(text: str) -> bool:
    """Say whether a text speaks of a child by a common word or of fetching one."""
    return bool(_CHILD.search(text))


def find_together(
    text: str, hits: Sequence[Hit], *, child: bool, adults: Sequence[int] = ()
) -> list[Hit]:
    """Return the signs of concern that several words of a fact make together.

    `hits`: what the lexicon found, without what is negated. `child`: a child is named, or the
    record is kept about one. `adults`: where the names of adults end. Nothing is found where no
    child is spoken of at all.
    """
    if not (child or speaks_of_child(text)):
        return []
    rang = [
        _hit(code, *m.span(), text)
        for m in _RANG.finditer(text)
        for code in ("emotional", "supervision")
    ]
    return [*_unfit(text, hits, adults), *_violence(text, hits), *_out_alone(text), *rang]


def _unfit(text: str, hits: Sequence[Hit], adults: Sequence[int]) -> Iterable[Hit]:
    """Find an adult who is drunk, drugged, asleep or in bed while a child is there."""
    for hit in hits:
        if hit.group == "sign.unfit" and hit.weight >= 2:
            yield _hit("supervision", hit.start, hit.end, text)
        elif hit.group == "sign.collapsed" and not _TOLD_BACK.search(text[: hit.start]):
            yield _hit("supervision", hit.start, hit.end, text)
            yield _hit("emotional", hit.start, hit.end, text)
    for pattern in (_ASLEEP, _IN_BED):
        for found in pattern.finditer(text):
            if _is_adults(text, found.start(), adults):
                yield _hit("supervision", found.start(), found.end(), text)


def _is_adults(text: str, at: int, adults: Sequence[int]) -> bool:
    """Say whether an adult is named right before a place in a text, and no child after it."""
    start = max(0, at - _NEAR)
    nouns = [m.end() for m in _ADULT.finditer(text, start, at)]
    near = max((end for end in [*adults, *nouns] if start < end <= at), default=None)
    if near is None:
        return False
    between = text[near:at]
    return not _CHILD.search(between) and not re.search(r"[.;,]", between)


def _violence(text: str, hits: Sequence[Hit]) -> Iterable[Hit]:
    """Find violence or shouting between adults with a child near."""
    fights = [
        h for h in hits if h.group == "adult.domestic_abuse" and not _DAMAGE.match(text, h.end)
    ]
    fought = max(fights, key=lambda h: h.weight, default=None)
    found = _VIOLENT.search(text)
    if fought and (_THERE.search(text) or (fought.weight >= 3 and _CHILDREN.search(text))):
        yield _hit("emotional", fought.start, fought.end, text)
    elif found and any(h.group == "sign.unfit" for h in hits) and _THERE.search(text):
        yield _hit("emotional", found.start(), found.end(), text)


def _out_alone(text: str) -> Iterable[Hit]:
    """Find a child met outside, at a place or an hour where none should be alone."""
    for found in _FOUND.finditer(text):
        place = _OUT.search(text, found.end(), found.end() + _REACH)
        if place:
            yield _hit("supervision", found.start(), place.end(), text)
            return
    gone = _NOT_HOME.search(text)
    late = _AT_NIGHT.search(text) or _LATE.search(text)
    if gone and (late or _FOUND.search(text) or gone.group().lower().startswith("missing")):
        yield _hit("supervision", gone.start(), gone.end(), text)


def _hit(code: str, start: int, end: int, text: str) -> Hit:
    return Hit(f"concern.{code}", start, end, text[start:end], 3.0)
