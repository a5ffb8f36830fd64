"""Scoring: points by the official formulas, every step kept."""

from jiheng.scoring.indicators import excess, score_indicator
from jiheng.scoring.rounding import rounded
from jiheng.scoring.score import Score, Step, Total
from jiheng.scoring.totals import add_up, costs_most, grade, score_execution
from jiheng.scoring.weights import level1_weights, share_out

__all__ = [
    "Score",
    "Step",
    "Total",
    "add_up",
    "costs_most",
    "excess",
    "grade",
    "level1_weights",
    "rounded",
    "score_execution",
    "score_indicator",
    "share_out",
]
