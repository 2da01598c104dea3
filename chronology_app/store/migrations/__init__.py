"""How the tables of a casebook have changed; run by `store.schema`."""
