"""Makes records from elsewhere fit into a case, ids and all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chronology_app.model import RECORD_CLASSES, Case, Record

_ORDER = {cls: position for position, cls in enumerate(RECORD_CLASSES)}


def sorted_for_loading(case: Case, records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records as part of this case, each after those it points to.

    Another casebook's case gives this one its title, country, authority and first involvement;
    this case keeps its id and reference.
    """
    loaded: list[Record] = []
    for record in records:
        if isinstance(record, Case):
            loaded.append(replace(record, id=case.id, case_id=case.id, reference=case.reference))
        else:
            loaded.append(replace(record, case_id=case.id))
    return tuple(sorted(loaded, key=lambda record: _ORDER[type(record)]))
