"""Every formula against cases computed by hand; the working stands beside each case."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiheng.model import Actual
from jiheng.reading.grammar.targets import read_target
from jiheng.results import Circumstances, parse_actual
from jiheng.scoring import Score, add_up, grade, rounded, score_execution, score_indicator
from jiheng.standards.scoring_standard import load_standard

_CASES = Path(__file__).parents[2] / "spec" / "scoring"


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((_CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def _standard(case: dict[str, Any]) -> Any:
    return load_standard(case.get("standard", "national"))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("case", _cases("indicators"))
def test_an_indicator_earns_what_the_hand_computed(case: dict[str, Any]) -> None:
    score = _scored(case)
    assert score.points == _decimal(case["points"])
    assert (score.points is None) or str(score.points) == case["points"]


@pytest.mark.parametrize("case", [c for c in _cases("indicators") if "formula" in c.values[0]])
def test_an_indicator_names_its_formula(case: dict[str, Any]) -> None:
    assert _scored(case).formula == case["formula"]


@pytest.mark.parametrize("case", [c for c in _cases("indicators") if "obstacle" in c.values[0]])
def test_what_is_not_scored_names_the_obstacle(case: dict[str, Any]) -> None:
    assert _scored(case).obstacle == case["obstacle"]


@pytest.mark.parametrize("case", [c for c in _cases("indicators") if "least" in c.values[0]])
def test_a_grade_gives_a_range(case: dict[str, Any]) -> None:
    score = _scored(case)
    assert (score.least, score.most) == (_decimal(case["least"]), _decimal(case["most"]))


@pytest.mark.parametrize("case", _cases("indicators"))
def test_a_reason_is_asked_for_where_points_are_lost_or_the_target_far_exceeded(
    case: dict[str, Any],
) -> None:
    score = _scored(case)
    lost = score.points is not None and score.points < score.weight
    assert score.needs_reason == case.get("needs_reason", lost)


@pytest.mark.parametrize("case", _cases("execution"))
def test_execution_earns_what_the_hand_computed(case: dict[str, Any]) -> None:
    score = score_execution(_decimal(case["executed"]), _decimal(case["budget"]), _standard(case))
    assert score.points == _decimal(case["points"])


@pytest.mark.parametrize("case", _cases("execution"))
def test_low_execution_asks_for_a_reason(case: dict[str, Any]) -> None:
    score = score_execution(_decimal(case["executed"]), _decimal(case["budget"]), _standard(case))
    assert score.needs_reason == case.get("needs_reason", False)


@pytest.mark.parametrize("case", _cases("grades"))
def test_a_total_has_its_grade_and_no_gap_lies_between(case: dict[str, Any]) -> None:
    total = rounded(Decimal(case.get("raw", case["total"])))
    assert (total, grade(total, _standard(case))) == (Decimal(case["total"]), case["grade"])


def test_a_total_adds_what_was_scored_and_names_what_was_not() -> None:
    standard = load_standard()
    lines = [_line("10", "9.5"), _line("50", "48.25"), _line("40", None)]
    total = add_up(lines, standard)
    assert (total.points, total.weight, total.unscored, total.grade) == (
        Decimal("57.75"),
        Decimal(100),
        Decimal(40),
        None,
    )


def test_a_total_of_nothing_has_no_grade() -> None:
    assert add_up((), load_standard()).grade is None


def test_a_whole_total_has_its_grade_among_the_steps() -> None:
    total = add_up([_line("60", "55"), _line("40", "36")], load_standard())
    assert [step.formula for step in total.steps] == ["F7", "F8"]


def _line(weight: str, points: str | None) -> Score:
    return Score(weight=Decimal(weight), points=_decimal(points), formula="F2", steps=())


def _scored(case: dict[str, Any]) -> Score:
    target = read_target(case["target"])
    value = parse_actual(case["actual"], target, wanted=case["target"], year=case.get("year"))
    return score_indicator(
        target,
        None if value is None else Actual(value=value),
        Decimal(str(case["weight"])),
        _standard(case),
        Circumstances(fiscal_year=case.get("year")),
        given=_decimal(case.get("given")),
    )
