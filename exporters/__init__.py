"""Blocks to files: Word, sheets, figures and data. Decides nothing about what a document says."""
