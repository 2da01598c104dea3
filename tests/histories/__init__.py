"""Two hundred invented histories with planted patterns and near misses, and what must be found.

Owns a generator and an oracle written from the published rules alone: nothing here imports the
detectors, and the words of a fact are never parsed, because the generator notes what it planted.
"""
