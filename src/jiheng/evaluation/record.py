"""An evaluation as plain data for programs, schema `jiheng/evaluation/1`; decimals are strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng.evaluation.evaluating import EvaluatedItem, Evaluation

SCHEMA = "jiheng/evaluation/1"


def evaluation_record(subject: str, evaluation: Evaluation, language: Language) -> dict[str, Any]:
    """Return an evaluation as data."""
    total = evaluation.total
    return {
        "schema": SCHEMA,
        "subject": subject,
        "framework": evaluation.framework.name,
        "experts": list(evaluation.experts),
        "points": total.points if total.is_scored else None,
        "weight": total.weight,
        "unscored": total.unscored,
        "grade": total.grade,
        "self_points": evaluation.self_total,
        "levels": [
            {
                "name": level,
                "points": points if evaluation.is_judged(level) else None,
                "weight": weight,
            }
            for level, points, weight in evaluation.level_sums()
        ],
        "items": [_item(each, language) for each in evaluation.items],
    }


def _item(each: EvaluatedItem, language: Language) -> dict[str, Any]:
    rating = each.rating
    return {
        "path": list(each.item.path),
        "weight": each.item.weight,
        "points": each.score.points,
        "obstacle": each.score.obstacle,
        "steps": [step.text.text(language) for step in each.score.steps],
        "low": rating.low if rating else None,
        "high": rating.high if rating else None,
        "apart": list(rating.apart) if rating else [],
        "silent": list(rating.silent) if rating else [],
        "self_points": each.self_points,
        "gap": each.gap,
    }
