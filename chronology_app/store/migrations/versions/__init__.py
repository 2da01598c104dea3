"""Steps that bring a casebook's tables up to date, numbered and self-contained."""
