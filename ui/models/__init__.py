"""Qt item models over what presenters give."""
