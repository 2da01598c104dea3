"""Bytes to passages: one file per format, every one of them run in the limited process of `box`."""
