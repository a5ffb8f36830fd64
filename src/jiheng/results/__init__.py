"""Results: actual values compared with targets, each outcome named."""

from jiheng.results.verdict import Attainment, Obstacle, Verdict

__all__ = ["Attainment", "Obstacle", "Verdict"]
