"""Tables, keys, audit, search and backup: the only place that knows SQLAlchemy."""
