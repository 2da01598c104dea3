"""Tests of the words for a court."""
