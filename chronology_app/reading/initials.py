"""Finds people of the family by their initials: "KOZ", "MK", or a single letter ("K said").

Owns when letters stand for a person and when for something else ("vitamin K", "Section A", "M 7").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from chronology_app.reading.document import PersonHint

#: Letters that mean something else in records, whatever the family is called.
_ABBREVIATIONS = frozenset(
    """
    ab abe ac acas ace adhd aed ais alt am ama ap apt asb asd ast atm ba bai bb bbc bc bcg bf
    bk bm bmi bop bp bsl ca cafc cah cao cas cat cb cbt cc ccp cd ce cg ch cic cid cim cin cio
    cl cla cm cme cmht cms cns co cof cos cp cpa cpd cph cpn cpp cpr cps cpt crb cs csa csc
    cse csp ct cv da dass dbs dc dcs de dfe di dla dm dms dna dnb do dob dol dr ds dsl dt dtap
    dv dva ect ed eh ehc ehcp ehe em ent eo ep epo er es esa eta eu ew fao fap fas fasd fc ff
    fgc fgm fii fm fp fr fs fsm ft fu ga gcp gcs gd gdpr gm go gov gp gps gsf ha hb hc hh hiv
    hmo hmp ho hod hoy hp hq hr hs ht htt hv ia ic icpc id idva ie iep il im ip iq iro iss it
    iv ivf ks ksa la lac lado lb lbw lc ld lea ll lo lp ls lsa lsw lt ma mah mao map mar mc md
    me mg mh mha mi mid mk ml mm mmr mo mod mot mp mr mrs ms msa mst mt na nai nb nc neet nfa
    nh nhs ni nk nmc no nol nos np nqt ns nspcc nvq oa od ofa ok om oos op opa ot ou pa pac pb
    pc pcn pcso pct pd pe pef pep ph phb php phq pip pl plo pm pn po pop pp ppa ppo ppp pr prn
    pru ps psa psr pt pta pto ptsd pv px py qa qc ra rag rc rcpc re rec rmn rn rp rsl rt ru rx
    sa sab sal salt sar sat sats sc scr sd se sen senco send sf sg sgo sh shd si sib sids sip
    slt sm smt sn so soc soe sop sos sp spa spo ss ssw st sta std ste stm str su sud sup sw
    swe ta tac taf td te tft tia tm to tp ts tt tv tx uc uk un up us uti va vc vcs vip vol
    volc vs wb wc wd wnb wt yjs yo yot yp yr zz
    """.split()
)
_NOT_A_LETTER = "ifmxu"
#: Words before a letter that make it a grade, a place, a vitamin or somebody's initial.
_BEFORE = re.compile(
    r"(?:[A-Z][\w'’-]+|[A-Z]\.?|\d|[&/.'’-]|\b(?:vitamins?|vit|hepatitis|hep|grades?|blocks?|flat|room"
    r"|sections?|parts?|annex|appendix|plans?|options?|class|groups?|types?|units?|level|child|children"
    r"|team|ward|sets?|band|category|schedule|paragraphs?|figure|table|steps?|stage|house|bus|route"
    r"|gate|door|the|an?|exhibit|item|point|column|row|size|strep|factor|influenza|form))\s*$"
)
#: Words behind a letter that show it is no person.
_BEHIND_NO = re.compile(
    r"\s+(?:levels?|vitamins?|grades?|blocks?|class|groups?|teams?|types?|tests?|list|side|arm|leg|ear"
    r"|eye|hand|foot|heel|wrist|ankle|knee|elbow|shoulder|thigh|hip|cheek|temple|forearm|upper|lower"
    r"|thumb|finger|toe|lung|ward|wing|road|star|plus|or)\b"
)
#: What stands behind a letter that is a person in a record all in capitals.
_BEHIND_CAPITALS = re.compile(
    r"['’]S\b|\s+(?:HAD|HAS|WAS|IS|SAID|STATED|TOLD|RANG|CALLED|DISCLOSED|AND|SEEN|NOT|WENT|TOOK|SAYS"
    r"|APPEARED|REFUSED|RETURNED|REPORTED|MISSING|LEFT|FOUND|WITH|IN|ON|AT|TO)\b"
)
#: Words before a letter at the end of a clause that show it is a person.
_TOWARDS = re.compile(
    r"\b(?:with|to|and|about|from|told|saw|seen|asked|collect(?:ed|ing)?|brought|for|of|by|hit|that"
    r"|after|left|held|between|behind|when|as|but|because|so|if|than|while|both)\s+$",
    re.I,
)
_CLAUSE_END = re.compile(
    r"\s*(?:[,;:)?!]|$|\.(?!\s+(?!(?:He|She|They|The|No|It|Mum|Dad|We|His|Her|Not|This|I)\b)[A-Z][a-z]))"
)
_LETTER = re.compile(r"(?<![\w.&/'’+-])(?P<letter>[A-Z])(?![\w&/+°%-])")


def initials_of(person: PersonHint) -> set[str]:
    """Return the initials of a whole name: "Ann May Orr-Lee" gives AMOL, AOL, AO-L."""
    words = re.sub(r"\(.*?\)", "", person.name).split()
    if len(words) < 2:
        return set()
    first, middle, last = words[0], words[1:-1], words[-1]
    firsts = [part[0] for part in last.split("-") if part]
    found = {first[0] + "".join(firsts), first[0] + "-".join(firsts)}
    found.add(first[0] + "".join(w[0] for w in middle) + "".join(firsts))
    return {letters.upper() for letters in found if len(letters) > 1 and is_free(letters)}


def is_free(letters: str) -> bool:
    """Say whether letters have no meaning of their own in records."""
    return letters.lower() not in _ABBREVIATIONS


def letters_of(people: Sequence[PersonHint], family: Sequence[PersonHint]) -> dict[str, PersonHint]:
    """Return the single letters that mean one of the children and nobody else of the family.

    A letter that is given as an alias always means its owner.
    """
    owners: dict[str, list[PersonHint]] = defaultdict(list)
    for person in family:
        owners[person.name[:1].upper()].append(person)
    found = {
        letter: who[0]
        for letter, who in owners.items()
        if len(who) == 1 and who[0].is_child and letter.lower() not in _NOT_A_LETTER
    }
    for person in people:
        for alias in person.aliases:
            if re.fullmatch(r"[A-HJ-Z]\.?", alias):
                found[alias[0]] = person
    return found


def find_letters(text: str, letters: dict[str, PersonHint]) -> list[tuple[PersonHint, int, int]]:
    """Return the people whom single capital letters in a text mean, with their offsets."""
    if not letters:
        return []
    capitals = text.isupper()
    return [
        (letters[match.group("letter")], *match.span())
        for match in _LETTER.finditer(text)
        if match.group("letter") in letters
        and _is_person(text, match.start(), match.end(), capitals)
    ]


def _is_person(text: str, start: int, end: int, capitals: bool) -> bool:
    before, behind = text[max(0, start - 24) : start], text[end : end + 40]
    if capitals:
        return bool(_BEHIND_CAPITALS.match(behind)) and not re.search(
            r"(?:\b[MF]|\d|/)\s*$|\b(?:MR|MRS|MS|DR|SECTION|FLAT|BLOCK|CHILD)\s+$", before
        )
    opens = not before.strip() or before.rstrip()[-1] in ".:;!?\n(\"“‘'-–,"
    towards = _TOWARDS.search(before)
    if _BEHIND_NO.match(behind) or not (opens or towards or not _BEFORE.search(before)):
        return False
    if re.match(r"['’]s\b", behind):
        return True
    if re.match(r"\.?\s+[a-z]{2,}|\s*,?\s+(?:and|&)\s", behind):
        return text[start] != "A" or _said(behind)
    return bool(towards and _CLAUSE_END.match(behind))


def _said(behind: str) -> bool:
    """Say whether a verb follows a letter that is also a word of its own ("A said")."""
    return bool(
        re.match(
            r"\.?\s+(?:said|says|told|was|is|has|had|did|does|seen|came|went|looked|appeared"
            r"|presented|disclosed|reported|and)\b"
            r"|\.\s+(?:out\s+of|off|late|absent|not|asked|wants?|still|refused|arrived|left|seems?)\b",
            behind,
        )
    )
