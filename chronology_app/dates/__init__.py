"""Dates as they are known: the value, its bounds, its order, and ages.

Owns `FuzzyDate` and the arithmetic on it; finding dates in prose is `reading.dates`, saying them
is `wording.dates`.
"""

from chronology_app.dates.ages import AgeRange, age_on
from chronology_app.dates.fuzzy import MODIFIERS, FuzzyDate

__all__ = ["MODIFIERS", "AgeRange", "FuzzyDate", "age_on"]
