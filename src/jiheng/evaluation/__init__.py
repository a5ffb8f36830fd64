"""Evaluation: frameworks of departments and finance bureaus, scored by several experts."""

from jiheng.evaluation.consequences import BudgetProposal, Consequence, load_consequences, propose
from jiheng.evaluation.evaluating import EvaluatedItem, Evaluation, evaluate
from jiheng.evaluation.rates import score_rate
from jiheng.evaluation.ratings import Combining, ItemRating, Rating, combine_item

__all__ = [
    "BudgetProposal",
    "Combining",
    "Consequence",
    "EvaluatedItem",
    "Evaluation",
    "ItemRating",
    "Rating",
    "combine_item",
    "evaluate",
    "load_consequences",
    "propose",
    "score_rate",
]
