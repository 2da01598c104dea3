"""The people of a case by full name, alias or id; where a name was read is for others to know."""

from __future__ import annotations

from collections.abc import Iterable

from chronology_app.errors import UnknownRecordError
from chronology_app.model import Person


class Family:
    """The people of a case by full name, alias or id."""

    def __init__(self, people: Iterable[Person]) -> None:
        listed = list(people)
        self._by_id = {person.id: person for person in listed}
        self._by_name: dict[str, Person] = {}
        for person in listed:
            for alias in person.aliases:
                self._by_name.setdefault(name_key(alias), person)
        # A full name counts before anybody's alias.
        self._by_name.update({name_key(person.name): person for person in reversed(listed)})

    def find(self, name: str) -> Person | None:
        """Return the person of this name or id, or None."""
        return self._by_name.get(name_key(name)) or self._by_id.get(name)

    def get(self, name: object) -> Person:
        """Return the person of this name. Errors: UnknownRecordError."""
        found = self.find(name) if isinstance(name, str) else None
        if found is None:
            raise UnknownRecordError("error.unknown_person", name=str(name))
        return found

    def child(self, name: object) -> Person:
        """Return the child of this name. Errors: UnknownRecordError."""
        found = self.get(name)
        if not found.is_child:
            raise UnknownRecordError("error.not_a_child", name=str(name))
        return found


def name_key(name: str) -> str:
    """Return a name as it is compared: case and runs of white space do not matter."""
    return " ".join(name.split()).casefold()
