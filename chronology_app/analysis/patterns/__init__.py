"""The twelve patterns: published rules over confirmed events, each hit with all it rests on.

What each rule means is said in docs/patterns.md; thresholds and words stand in
resources/patterns.toml. No score and no prediction.
"""

from chronology_app.analysis.patterns.finding import PATTERNS, build_patterns
from chronology_app.analysis.patterns.hit import PatternHit

__all__ = ["PATTERNS", "PatternHit", "build_patterns"]
