"""Hand-marked invented records, and how well reading agrees with them.

Owns the marked material (`families`, `dates`) and the scoring; the floors that must hold are in the
tests beside it. Each family was written by somebody who had not seen how the program reads, and
marked before it was run. ``python -m tests.gold`` prints the figures as JSON.
"""
