"""Finds the people of the case in a text: by name, alias, initials, or as Mum, Dad, the children.

Owns who is meant by which words, and that near-misses (the same first name with another surname)
are left out; what the people did is read elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from chronology_app.dates.days import shifted
from chronology_app.reading.document import PersonHint
from chronology_app.reading.initials import find_letters, initials_of, is_free, letters_of
from chronology_app.reading.namesakes import find_other_surname

_TITLES = set("mr mrs ms miss dr pc ds dc prof rev sgt auntie baby".split())
#: Names that are also everyday words, and what beside them shows that the word is meant.
_MONTHS_AND_SEASONS = {"april", "may", "june", "august", "summer", "autumn", "dawn"}
_DATE_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|of|in|since|until|by|early|late|mid|this|last|next|each|every)[\s-]+$",
    re.I,
)
_AUXILIARIES = {"will", "may"}
_VERB_AFTER = re.compile(
    r"\s+(?:be|not|need|have|attend|contact|call|ring|visit|continue|arrange|send|discuss|speak"
    r"|make|take|see|also|now|go|complete|refer|update|review|require|try|meet|follow|remain"
    r"|become|help|ask|get|come|offer)\b"
)
#: A name in small letters is read from so many letters.
_SHORTEST_IN_SMALL = 3
_SAYS_AFTER = re.compile(
    r"\s+(?:said|says|told|tells|asked|asks|disclosed)\b|['’]s\s+(?:mum|dad|mam)\b"
)
#: First names that are everyday words: in small letters they are only read before "said".
_COMMON = frozenset(
    """
    abbey alma amber amity angel archer ash aspen autumn basil bay bear bella berry beth bill blaze
    bliss blossom blue bob bonnie bonny brook bud buddy can carol carter chance charity chase cherry
    chip clay cliff clover cole colt connie cooper coral crystal daisy dale dan dandy dash dawn dean
    dee del den destiny dolly don dot drew duke dusty earl ebony eden elder ember eve ever faith
    fawn fern finn flora ford forest fox frank gale gem gene ginger glen gloria goldie grace grant
    gray
    guy happy harmony harry harper hazel heath heather heaven holly honey honor hope hunter ida iris
    ivory ivy jack jade jasmine jay jean jet jewel jimmy job joe jolly josh joy junior justice kay
    ken king kit lacey lance lane lark laurel lee liberty lily linden lotus lucky luna mackenzie
    major marina mark mason matt max maxim may melody mercy merry mike miles milly minty misty mo
    moss myrtle nan nana nancy nell neve nick noble nova oak ocean olive opal paddy page paris pat
    patience peace peach pearl peg penny pepper perry pet pip piper polly poppy porter precious
    presley prince queen rain randy raven ray red reed reef rich rick rio river rob robin rock rocky
    roman rose rowan royal ruby rue rush rusty sage sally sam sandy sapphire scarlet sea serenity
    shade shelly sky skip sky smith sonny star sterling stone storm sue summer sunday sunny tad
    taylor teal teddy ted temple terry tiger tilly tom tommy trinity trip tucker van verity victory
    viola
    violet wade ward wells west will willow winter wolf woody wren young
    """.split()
)
#: "Maya (May) Orr", 'Maya "May" Orr'.
_NICKNAME = re.compile(r"[(\"“](?:known\s+as\s+|aka\s+)?([A-Z][a-zà-öø-ÿ'’-]+)[)\"”]")
#: So many texts are remembered: the sentences of a source are asked about several times over.
_REMEMBERED = 512
_PREGNANCY = timedelta(days=280)
#: So long a child is "the baby".
_TWO_YEARS = timedelta(days=730)

_MOTHER = re.compile(r"\b(?:mum|mummy|mam|mammy|mother|mom|fam)\b", re.I)
_FATHER = re.compile(r"\b(?:dad|daddy|father|dada|tad)\b", re.I)
_GROUP = re.compile(
    r"\b(?:(?P<n>both|two|three|four|five|six|2|3|4|5|6)(?:\s+of\s+the)?\s+(?:older\s+|younger\s+"
    r"|small\s+|young\s+|other\s+)?(?:children|kids|siblings|sibs|boys|girls|chn|ch|under\s+\d{1,2}s)"
    r"|all\s+(?:of\s+)?(?:the\s+|her\s+|his\s+|their\s+)?(?P<m>two|three|four|five|six|[2-6])?\s*(?:children|kids|siblings|sibs|chn|ch)"
    r"|(?:mother|mum|mam|father|dad|parents?)\s+(?:of|to)\s+(?P<o>two|three|four|five|six|[2-6])\b"
    r"|her\s+(?:lot|brood)\b(?!\s+of)|(?:her|his|their)\s+(?P<p>two|three|four|five|six|[2-6])\b(?=\s*(?:[,.;]|$))"
    r"|(?:little|wee|young)\s+(?:[\"'“‘]?uns|'uns)\b|\bsibs\b|chn\b"
    r"|all\s+(?P<k>two|three|four|five|six)\b(?!\s+(?:\w+\s+)?(?:sessions?|appointments?|visits?"
    r"|weeks?|months?|days?|times|meetings?|years?|tests?|agencies|areas|classes|lessons))"
    r"|(?:the|these|her|his|their|our)\s+(?:two\s+|three\s+|four\s+|five\s+)?"
    r"(?:children|kids|siblings|sibs)"
    r"|children|kids|(?P<older>older\s+children|older\s+siblings)|y\s+plant)\b",
    re.I,
)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BABY = re.compile(
    r"\b(?:(?:the|new|newborn)\s+)?(?:baby|infant|newborn|babi)\b(?!['’]s\s+due)", re.I
)
_UNBORN = re.compile(
    r"\b(?:unborn(?:\s+(?:baby|child))?|pre-birth|pregnan\w+|expecting|bump)\b", re.I
)
_AGED = re.compile(
    r"\b(?:aged?\s+(?:approx(?:imately|\.)?\s+|about\s+|around\s+)?(?P<a>\d{1,2})(?!\s*(?:months?|mths?|weeks?|wks?|days?))"
    r"(?:,\s*(?P<e>\d{1,2}))?(?:\s*(?:and|&|\+)\s*(?P<f>\d{1,2}))?"
    r"|(?P<b>\d{1,2})[\s-]*(?:yrs?|years?|y\.?/?o\.?)(?:[\s-]+old)?(?![\s-]*(?:ago|later))"
    r"|(?:child|children|kids|siblings|male|female|boys?|girls?|son|daughter|lad|lass|brother|sister|pupil)\s+\(?(?:aged?\s+)?"
    r"(?:approx(?:imately|\.)?\s+|about\s+|c\.?\s*)?(?P<c>\d{1,2})(?![\s-]*(?:/|:|\d|%|st\b|nd\b|rd\b|th\b"
    r"|months?|mths?|weeks?|wks?|days?|times|minutes|mins|hours|hrs|pm|am))(?:,\s*(?P<g>\d{1,2}))?"
    r"(?:\s*(?:and|&|\+)\s*(?P<d>\d{1,2}))?|(?-i:[MF])\s?(?P<h>\d{1,2})(?![\d/:.]))\b",
    re.I,
)
_MONTHS_OLD = re.compile(
    r"\b(?:at|aged|is|now)?\s*(?P<m>\d{1,2})\s*(?:months?|mths?|/12)\b(?!\s*(?:ago|later|time))",
    re.I,
)
_YOUNG = re.compile(
    r"\b(?:child|children|kid|boy|girl|lad|lass|male|female|yr|year|son|daughter|pupil|sibling)|\dy(?:rs?|/?o)\b",
    re.I,
)
_SEXES = (
    ("m", re.compile(r"\b(?:boy|lad|son|male|brother)\b", re.I)),
    ("f", re.compile(r"\b(?:girl|lass|daughter|female|sister)\b", re.I)),
)
_WORD = re.compile(r"[^\W_]+")
_LETTERS_ONLY, _TWO_LETTERS = re.compile(r"[^\W\d]+"), re.compile(r"[^\W\d_]{2,}")
_MOTHERS = re.compile(r"(?:birth\s+)?mother\b(?!['’]s)", re.I)
_FATHERS = re.compile(r"(?:birth\s+)?father\b(?!['’]s)", re.I)
_IN_FAMILY = re.compile(
    r"mother|father|parent|aunt|uncle|grand|sibling|brother|sister|carer|cousin"
    r"|partner|relative|nan\b|nain|taid",
    re.I,
)
_INITIALS = re.compile(r"[A-Z](?:-?[A-Z]){1,2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A person found in a text."""

    person: PersonHint
    start: int
    end: int
    words: str
    rule: str


class _Written:
    """How the people of a case are written: made once for them, however many sources are read."""

    def __init__(self, hints: tuple[PersonHint, ...]) -> None:
        self.hints = hints

    @cached_property
    def surnames(self) -> set[str]:
        """Every word of a name or alias, in small letters."""
        return {
            word.lower()
            for person in self.hints
            for form in (person.name, *person.aliases)
            for word in _LETTERS_ONLY.findall(form)
        }

    @cached_property
    def forms(self) -> dict[str, PersonHint]:
        """Every way of writing a name that means one person; what is given goes before initials."""
        given: dict[str, list[PersonHint]] = defaultdict(list)
        initials: dict[str, list[PersonHint]] = defaultdict(list)
        for person in self.hints:
            for form in _forms_of(person):
                if person not in given[form]:
                    given[form].append(person)
            if _is_of_family(person):
                for form in initials_of(person):
                    initials[form].append(person)
        return {form: who[0] for form, who in ({**initials, **given}).items() if len(who) == 1}

    @cached_property
    def lowered(self) -> dict[str, PersonHint]:
        """The same in small letters; of two that differ only in capitals the first."""
        found: dict[str, PersonHint] = {}
        for form, person in self.forms.items():
            found.setdefault(form.lower(), person)
        return found

    @cached_property
    def small(self) -> dict[str, PersonHint]:
        """The first names of the family, in small letters."""
        firsts = {p.name.split()[0] for p in self.hints if _is_of_family(p)}
        return {f.lower(): p for f, p in self.forms.items() if f in firsts and _is_of_family(p)}

    @cached_property
    def letters(self) -> dict[str, PersonHint]:
        """Single letters that mean one of the family."""
        return letters_of(self.hints, [p for p in self.hints if _is_of_family(p)])

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Any of the forms; None where nobody is known."""
        forms = sorted(self.forms, key=len, reverse=True)
        return _any_of(tuple(forms)) if forms else None

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first word of every form: without one of them nobody is named."""
        return frozenset(word[0].lower() for form in self.forms if (word := _WORD.findall(form)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the names and aliases, in small letters."""
        forms = (form for hint in self.hints for form in (hint.name, *hint.aliases))
        return frozenset(word.lower() for form in forms for word in _TWO_LETTERS.findall(form))

    @cached_property
    def mothers(self) -> tuple[PersonHint, ...]:
        """Everybody whose role is mother."""
        return tuple(p for p in self.hints if _MOTHERS.match(p.role))

    @cached_property
    def fathers(self) -> tuple[PersonHint, ...]:
        """Everybody whose role is father."""
        return tuple(p for p in self.hints if _FATHERS.match(p.role))


@lru_cache(maxsize=1)
def _written(hints: tuple[PersonHint, ...]) -> _Written:
    """Return how these people are written; only the last case asked about is kept."""
    return _Written(hints)


class People:
    """The people of a case, ready to be looked up in any text."""

    def __init__(self, hints: Sequence[PersonHint]) -> None:
        self.hints = tuple(hints)
        #: The people of the texts that were asked about of late; it goes with the object.
        self._texts: dict[str, list[Named]] = {}
        self._meant: dict[tuple[str, date | None], tuple[list[PersonHint], str, str]] = {}
        self.children = tuple(p for p in self.hints if p.is_child)
        self._written = _written(self.hints)
        #: Every word of the names and aliases, in small letters.
        self.words = self._written.words
        self.mothers, self.fathers = self._written.mothers, self._written.fathers

    def find(self, text: str) -> list[Named]:
        """Return the people named in a text, near-misses left out."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            known = self._texts[text] = self._search(text)
        return list(known)

    def _search(self, text: str) -> list[Named]:
        found: list[Named] = []
        for match in self._matches(text):
            person = self._owner(match.group()) or self._in_small(text, match)
            if person and _is_everyday_word(text, match.start(), match.end()):
                continue
            if person and not self.is_near_miss(text, match.start(), match.end(), person):
                rule = "initials" if _is_initials(match.group()) else "name"
                found.append(Named(person, match.start(), match.end(), match.group(), rule))
        for person, start, end in find_letters(text, self._written.letters):
            found.append(Named(person, start, end, text[start:end], "initials"))
        return found + self._parents(text)

    def _matches(self, text: str) -> Iterable[re.Match[str]]:
        written = self._written
        if written.pattern is None or written.first_words.isdisjoint(_WORD.findall(text.lower())):
            return ()
        return written.pattern.finditer(text)

    def near_misses(self, text: str) -> list[str]:
        """Return names that look like one of the people and are somebody else."""
        found = []
        for match in self._matches(text):
            person = self._owner(match.group())
            if person and self.is_near_miss(text, match.start(), match.end(), person):
                surname = self._other_surname(text, match.start(), match.end())
                found.append(f"{match.group()} {surname}")
        return found

    def is_near_miss(self, text: str, start: int, end: int, person: PersonHint) -> bool:
        """Say whether a single name stands before a surname that is not this family's."""
        return person.is_child and bool(self._other_surname(text, start, end))

    def _other_surname(self, text: str, start: int, end: int) -> str:
        name = text[start:end]
        if " " in name.strip() or not name[:1].isupper():
            return ""
        return find_other_surname(
            text, end, capitals=name.isupper(), surnames=self._written.surnames
        )

    def children_at(self, day: date | None, *, unborn: bool = False) -> tuple[PersonHint, ...]:
        """Return the children alive on a day; with `unborn`, also one who is on the way."""
        if day is None:
            return self.children
        return tuple(c for c in self.children if _alive(c, day, unborn=unborn))

    def find_children(self, text: str, day: date | None) -> tuple[list[PersonHint], str, str]:
        """Return the children meant by a text, the rule and the words that made it so."""
        known = self._meant.get((text, day))
        if known is None:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            known = self._meant[text, day] = self._find_children(text, day)
        children, rule, words = known
        return list(children), rule, words

    def _find_children(self, text: str, day: date | None) -> tuple[list[PersonHint], str, str]:
        named = [n for n in self.find(text) if n.person.is_child]
        chosen = _unique(n.person for n in named)
        rule, words = (named[0].rule, named[0].words) if named else ("", "")
        group = self._group(text, day)
        if group and not set(group[0]) <= set(chosen):
            # "three children on scene" beside one child's name means all of them.
            chosen, rule, words = _unique([*chosen, *group[0]]), "group", group[1]
        for found in (self._baby(text, day), self._unborn(text, day)):
            if found and found[0] not in chosen:
                chosen.append(found[0])
                rule, words = rule or "baby", words or found[1]
        if not chosen or (not named and not group):
            aged = self._by_age(text, day)
            chosen = _unique([*chosen, *aged[0]])
            rule, words = rule or "age", words or aged[1]
        order = {child.name: i for i, child in enumerate(self.children)}
        return sorted(chosen, key=lambda c: order[c.name]), rule, words

    def _owner(self, words: str) -> PersonHint | None:
        form = " ".join(words.split())
        if form in self._written.forms:
            return self._written.forms[form]
        if form.isupper() and len(form) <= 3 and not is_free(form):
            return None
        if form.islower():
            return None
        return self._written.lowered.get(form.lower())

    def _in_small(self, text: str, match: re.Match[str]) -> PersonHint | None:
        """Return whom a hasty note names in small letters: "owen said", never "may" or "rose"."""
        form = match.group()
        if not form.islower() or not form.isalpha() or len(form) < _SHORTEST_IN_SMALL:
            return None
        person = self._written.small.get(form)
        if person is None or (form in _COMMON and not _SAYS_AFTER.match(text, match.end())):
            return None
        return person

    def _parents(self, text: str) -> list[Named]:
        found = []
        for people, pattern in ((self.mothers, _MOTHER), (self.fathers, _FATHER)):
            if len(people) != 1:
                continue
            for match in pattern.finditer(text):
                found.append(Named(people[0], *match.span(), match.group(), "parent"))
        return found

    def _group(self, text: str, day: date | None) -> tuple[list[PersonHint], str] | None:
        alive = list(self.children_at(day))
        for match in _GROUP.finditer(text):
            if not alive or re.match(
                r"\s+(?:and\s+families|['’]s\s+serv|in\s+need|in\s+the\s+class"
                r"|['’]?s?['’]?\s+(?:social|work\w*|cent(?:re|er)|ward|nurse|nursing|team|homes?\b(?!\s+(?:was|is))|hospital|disability"
                r"|guardian|department|commissioner|a\s*&\s*e|act\b|panel|charity|safeguarding|party|menu))",
                text[match.end() : match.end() + 40],
                re.I,
            ):
                continue
            if re.search(
                r"(?:(?:other|another)\s+(?:child['’]s\s+)?|\bno\s+(?:sign|evidence|mention)\s+of\s+(?:the\s+|any\s+)?"
                r"|\bno\s+(?:other\s+)?|\bwithout\s+(?:the\s+|any\s+)?)$",
                text[max(0, match.start() - 40) : match.start()],
                re.I,
            ):
                continue
            number = next((g for g in match.group("n", "m", "k", "o", "p") if g), None)
            count = _NUMBERS.get((number or "").lower()) or (
                int(number) if number and number.isdigit() else None
            )
            if count is not None and count > len(alive) + 1:
                continue
            if re.search("older", match.group(), re.I):
                return alive[: count or max(len(alive) - 1, 1)], match.group()
            if count is None or count >= len(alive):
                return alive, match.group()
            return alive[:count], match.group()
        return None

    def _baby(self, text: str, day: date | None) -> tuple[PersonHint, str] | None:
        match = _BABY.search(text)
        if not match or day is None:
            return None
        young = [
            c
            for c in self.children
            if c.first_day
            and shifted(c.first_day, -_PREGNANCY) <= day <= shifted(c.first_day, _TWO_YEARS)
        ]
        return (young[-1], match.group()) if young else None

    def _unborn(self, text: str, day: date | None) -> tuple[PersonHint, str] | None:
        match = _UNBORN.search(text)
        if not match or day is None:
            return None
        coming = [c for c in self.children if c.first_day and day < c.first_day <= day + _PREGNANCY]
        return (coming[0], match.group()) if coming else None

    def _by_age(self, text: str, day: date | None) -> tuple[list[PersonHint], str]:
        if day is None:
            return [], ""
        months = self._by_months(text, day)
        if months[0] or not _YOUNG.search(text):
            return months
        found: list[PersonHint] = []
        words = ""
        for match in _AGED.finditer(text):
            for age in (int(g) for g in match.groups() if g):
                near = self._of_age(age, day, text[max(0, match.start() - 12) : match.end() + 12])
                if len(near) == 1 and near[0] not in found:
                    found.append(near[0])
                    words = words or match.group()
        return found, words

    def _of_age(self, age: int, day: date, words: str) -> list[PersonHint]:
        """Return who is of an age in years; a guess at a boy's or girl's may be one out."""
        exact = [c for c in self.children if c.age_on(day) == age]
        sex = next((s for s, said in _SEXES if said.search(words)), None)
        if exact or sex is None:
            return exact
        ages = ((c, c.age_on(day)) for c in self.children)
        return [
            c
            for c, old in ages
            if old is not None and abs(old - age) == 1 and (c.sex or "")[:1].lower() == sex
        ]

    def _by_months(self, text: str, day: date) -> tuple[list[PersonHint], str]:
        """Read "review at 27 months": the one child who is about that old."""
        for match in _MONTHS_OLD.finditer(text):
            age = int(match.group("m"))
            near = [
                c
                for c in self.children
                if c.first_day
                and c.first_day <= day
                and age >= 1
                and abs(_months_between(c.first_day, day) - age) <= 1
            ]
            if len(near) == 1:
                return near, match.group().strip()
        return [], ""


@lru_cache(maxsize=8)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches any of these names; the sources of one case share it."""
    written = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    # No name is tried where no letter stands that one begins with.
    first = "".join(sorted({re.escape(form[0]) for form in forms}))
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{written})(?!\w)", re.I)


def _months_between(born: date, day: date) -> int:
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def _is_everyday_word(text: str, start: int, end: int) -> bool:
    """Say whether a name such as May or Will stands for the month or the verb here."""
    word = text[start:end].lower()
    if word in _AUXILIARIES and _VERB_AFTER.match(text, end):
        return True
    if word not in _MONTHS_AND_SEASONS:
        return False
    return bool(
        _DATE_BEFORE.search(text[max(0, start - 12) : start])
        or re.match(r"\s+\d", text[end : end + 40])
    )


def _forms_of(person: PersonHint) -> set[str]:
    written = (person.name, *person.aliases)
    names = {re.sub(r"\s*[(\"“].*?[)\"”]", "", form).strip() for form in written}
    names |= {nick.strip() for form in written for nick in _NICKNAME.findall(form)}
    plain = re.sub(r"\s*[(\"“].*?[)\"”]", "", person.name)
    words = [w for w in plain.split() if w.lower().strip(".") not in _TITLES]
    if len(words) >= 2:
        first, last = words[0], words[-1]
        names |= {f"{first} {last}", f"{last.upper()} {first}", f"{last.upper()} {first[0]}"}
        names |= {f"{last}, {first}", f"{last} {first}"}
        if len(words) > 2:
            names |= {f"{words[-2]} {last} {first}", f"{words[-2]} {last}, {first}"}
        if person.is_child or not person.role or is_family(person.role):
            names.add(first)
        elif len(first) > 2:
            names.add(f"{first[0]}. {last}")
    return {name for name in names if len(name.strip(".")) > 1}


def is_family(role: str) -> bool:
    """Say whether a role is one in a family, and not a post."""
    return bool(_IN_FAMILY.search(role))


def _is_of_family(person: PersonHint) -> bool:
    return person.is_child or is_family(person.role)


def _is_initials(words: str) -> bool:
    return bool(_INITIALS.fullmatch(words))


def _unique(people: Iterable[PersonHint]) -> list[PersonHint]:
    return list(dict.fromkeys(people))


def _alive(child: PersonHint, day: date, *, unborn: bool) -> bool:
    if child.last_day and day > child.last_day:
        return False
    first = child.first_day
    return first is None or first <= day or (unborn and first <= day + _PREGNANCY)


def is_common_word(name: str) -> bool:
    """Say whether a first name is also an everyday word."""
    return name.lower() in _COMMON
