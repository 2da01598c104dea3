"""Prints how well reading agrees with each marked family and with the marked dates, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from tests.gold.records import family_names, load_family, load_lines
from tests.gold.scoring import score_dates, score_family, score_formats

if __name__ == "__main__":
    figures = {name: score_family(load_family(name)).rounded() for name in family_names()}
    dates = asdict(score_dates(*load_lines()))
    formats = {name: score_formats(load_family(name)) for name in family_names()}
    told = {"families": figures, "formats": formats, "dates": dates}
    json.dump(told, sys.stdout, indent=1)
    print()
