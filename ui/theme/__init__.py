"""The look of the window: colours, type, spacing, icons and the one style sheet."""
