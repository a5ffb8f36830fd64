"""Points by the rule that a form prints beside an indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import ActualValue, NumberActual, NumberTarget, Target
from jiheng.scoring.printed_rules import by_printed_rule

WEIGHT = Decimal(10)


def points(rule: str | None, asked: str, reached: str, unit: str = "%") -> list[str]:
    target: Target = NumberTarget(op="≥", number=Decimal(asked), unit="%")
    value: ActualValue = NumberActual(number=Decimal(reached), unit=unit)
    given = (each for each, _ in by_printed_rule(rule, target, value, WEIGHT))
    return list(dict.fromkeys(f"{each.normalize():f}" for each in given))


@pytest.mark.parametrize(
    ("rule", "asked", "reached", "expected"),
    [
        ("≥95%得满分，每低1个百分点扣0.5分", "95", "96", ["10"]),
        ("95%以上得满分", "95", "95", ["10"]),
        ("5%以下得满分", "5", "4", ["10"]),
        ("不超过5%得满分", "5", "6", []),
        ("不超过5%得满分", "5", "5", ["10"]),
        ("＜5%得满分", "5", "5", []),
        ("＜5%得满分", "5", "4.9", ["10"]),
        ("＞95%得满分", "95", "95", []),
        ("每低1个百分点扣0.5分", "95", "92.5", ["8.75", "8.5", "9"]),
        ("每降低2%扣1分", "95", "92", ["8.5", "8", "9"]),
        ("每低1个百分点扣5分", "95", "80", ["0"]),
        ("每低1个百分点扣0.5分", "95", "96", []),
        ("每超出1%扣1分", "95", "97", ["8"]),
        ("每超过1%扣1分", "95", "93", []),
        ("每差1%扣1分", "95", "93", ["8"]),
        ("每低0个百分点扣0.5分", "95", "92", []),
        ("每高1个百分点扣0.5分", "95", "1" * 40, ["0"]),
        ("酌情扣分", "95", "92", []),
        (None, "95", "92", []),
    ],
)
def test_a_rule_gives_all_points_or_takes_some_for_each_step(
    rule: str | None, asked: str, reached: str, expected: list[str]
) -> None:
    assert points(rule, asked, reached) == expected


def test_steps_of_another_unit_are_not_counted() -> None:
    assert points("每低1个百分点扣0.5分", "95", "92", unit="人") == []
