"""Results: actual values compared with targets, each outcome named."""

from jiheng.results.accumulation import Accumulation, PeriodValue, accumulate
from jiheng.results.circumstances import Circumstances
from jiheng.results.judging import judge, judge_entries, together, unjudged
from jiheng.results.printed import parse_actual
from jiheng.results.units import convert
from jiheng.results.verdict import Attainment, Obstacle, Verdict

__all__ = [
    "Accumulation",
    "Attainment",
    "Circumstances",
    "Obstacle",
    "PeriodValue",
    "Verdict",
    "accumulate",
    "convert",
    "judge",
    "judge_entries",
    "parse_actual",
    "together",
    "unjudged",
]
