"""Measures and groups for tests of what the demonstration makes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiheng_evidence.demonstration.dice import Dice
from jiheng_evidence.demonstration.groups import Group, Want
from jiheng_evidence.demonstration.planting import Planted, Trouble
from jiheng_evidence.measures.model import Condition, Kind, Measure, Reference

if TYPE_CHECKING:
    from jiheng_evidence.measures.model import Scalar


def measure(kind: Kind, column: str | None = None, **more: Any) -> Measure:
    return Measure(
        indicator=Reference(project="项目", name="指标"),
        kind=kind,
        source="source",
        where=(Condition(column="item", values=("事项",)),),
        columns={"column": column} if column else {},
        **more,
    )


def share(column: str, value: Scalar) -> Measure:
    return measure(Kind.SHARE, numerator=(Condition(column=column, values=(value,)),))


def group(*wants: tuple[Measure, object], trouble: Planted | None = None) -> Group:
    return Group(
        item="事项",
        wants=[Want(measure=of, number=Decimal(str(number))) for of, number in wants],
        year=2024,
        dice=Dice("test"),
        trouble=trouble,
    )


def planted(trouble: Trouble, **more: Any) -> Planted:
    return Planted(
        file="file", item="事项", trouble=trouble, indicator="指标", attainment="met", **more
    )
