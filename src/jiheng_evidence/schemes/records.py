"""Rankings, explanations and sensitivities as JSON and as lines for a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiheng.schemes.dropping import dropped
from jiheng_evidence.schemes.report_words import OUTCOMES, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.bilingual import Language
    from jiheng.schemes.explaining import Explanation
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking, Standing

Record = dict[str, object]


def as_json(record: Record) -> bytes:
    """Return a record as JSON in UTF-8."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def ranking_record(ranking: Ranking) -> Record:
    """Return a ranking; numbers are texts, so that none is rounded on the way."""
    return {
        "schema": "jiheng/scheme-ranking/1",
        "scheme": _scheme(ranking.scheme),
        "standings": [_standing(ranking.scheme, found) for found in ranking.in_order()],
    }


def _scheme(scheme: Scheme) -> Record:
    return {
        "name": scheme.name,
        "version": scheme.version,
        "issued": scheme.issued.isoformat(),
        "basis": scheme.basis,
        "example": scheme.example,
    }


def _standing(scheme: Scheme, found: Standing) -> Record:
    gaps = found.gaps
    counts_not = () if found.score is None else dropped(scheme, gaps.left_out)
    return {
        "entity": found.entity,
        "group": found.group or None,
        "outcome": found.outcome.value,
        "rank": found.rank,
        "group_rank": found.group_rank,
        "score": _text(found.score),
        "grade": found.grade,
        "bonus": str(found.bonus),
        "deduction": str(found.deduction),
        "vetoes": list(found.vetoes),
        "limits": list(found.limits),
        "unknown": list(found.unknown),
        "left_out": list(gaps.left_out),
        "dropped": [
            {"branch": branch.code, "given": [leaf.code for leaf in given]}
            for branch, given in counts_not
        ],
        "lowest": list(gaps.lowest),
        "imputed": list(gaps.imputed),
        "refused": list(gaps.refused),
    }


def explanation_record(scheme: Scheme, found: Explanation, language: Language) -> Record:
    """Return why an entity stands where it does."""
    return {
        "schema": "jiheng/scheme-explanation/1",
        "scheme": _scheme(scheme),
        "standing": _standing(scheme, found.standing),
        "steps": [
            {
                "code": step.code,
                "name": step.name,
                "depth": step.depth,
                "weight": str(step.weight),
                "unit": step.unit or None,
                "share": _text(step.share),
                "value": _text(step.value),
                "points": _text(step.points),
                "contribution": _text(step.contribution),
                "how": step.how.text(language),
            }
            for step in found.steps
        ],
        "beside": [line.text(language) for line in found.beside],
        "conditions": [line.text(language) for line in found.conditions],
        "raises": [
            {
                "code": item.code,
                "name": item.name,
                "to": item.to.text(language),
                "gain": str(item.gain),
                "score": str(item.score),
                "rank": item.rank,
            }
            for item in found.raises
        ],
    }


def sensitivity_record(scheme: Scheme, found: Sensitivity) -> Record:
    """Return what becomes of a ranking when weights change."""
    return {
        "schema": "jiheng/scheme-sensitivity/1",
        "scheme": _scheme(scheme),
        "top": found.top,
        "draws": found.draws,
        "seed": found.seed,
        "shifts": [
            {
                "code": shift.code,
                "name": shift.name,
                "change": shift.change,
                "correlation": str(shift.correlation),
                "entered": list(shift.entered),
                "left": list(shift.left),
            }
            for shift in found.shifts
        ],
        "shares": [{"entity": name, "percent": str(share)} for name, share in found.shares],
    }


def ranking_lines(ranking: Ranking, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each line: rank, entity, score, grade or outcome, remarks."""
    for found in ranking.in_order():
        outcome = found.grade or ("" if found.rank else OUTCOMES[found.outcome].text(language))
        said = remarks(ranking.scheme, found, language)
        rank = "—" if found.rank is None else str(found.rank)
        yield rank, found.entity, found.group, _text(found.score) or "—", outcome, said


def explanation_lines(found: Explanation, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each step: indicator, value, points, share, contribution, how."""
    for step in found.steps:
        value = "" if step.value is None else f"{step.value:f}{step.unit}"
        cells = (_text(step.points), _text(step.share), _text(step.contribution))
        name = f"{'  ' * step.depth}{step.code} {step.name}"
        yield name, value, *(cell or "—" for cell in cells), step.how.text(language)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
