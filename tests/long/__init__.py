"""Tests that take minutes and run only when asked for: `python3 bootstrap.py test --long NAME`.

Each file has `run(out)`: it does its work, writes what it found to `out` as JSON and returns
whether all held.
"""
