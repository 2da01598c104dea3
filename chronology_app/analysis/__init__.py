"""What the records add up to, as figures that anyone can recount. Pure functions."""
