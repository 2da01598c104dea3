"""The tests mirror the tree of the program; those of `long` run only when asked for."""
