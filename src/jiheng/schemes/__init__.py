"""Weighted schemes: entities measured by many indicators, made one score and a rank."""

from jiheng.schemes.figures import Figures, figures_of
from jiheng.schemes.ranking import rank
from jiheng.schemes.scheme import Direction, Indicator, Method, Missing, Scheme, Ties
from jiheng.schemes.standing import Outcome, Ranking, Standing
from jiheng.schemes.text import read_scheme, write_scheme

__all__ = [
    "Direction",
    "Figures",
    "Indicator",
    "Method",
    "Missing",
    "Outcome",
    "Ranking",
    "Scheme",
    "Standing",
    "Ties",
    "figures_of",
    "rank",
    "read_scheme",
    "write_scheme",
]
