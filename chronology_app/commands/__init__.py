"""The casebook's commands in parts: opening and running a step, and what each builds (pure)."""
