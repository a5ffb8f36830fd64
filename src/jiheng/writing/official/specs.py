"""What sets the forms apart: their titles, and which columns and labels each prints."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.model import RowKind, TableKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.writing.official.money import YearColumn

DISCLOSURE = "disclosure"

_ALL_ROWS = frozenset(RowKind)
_UNIT = "部门（单位）名称"
_LEVELS = ("level1", "level2", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A form that is printed once for each project or department.

    Attributes:
        kind: Of the tables it is made for.
        title: Printed when such a table has none of its own.
        rows: The rows that get a form of their own whatever they say.
        name: What the name of a row is called.
        head: Fields of the head that are printed even when blank.
        money: Fields of a line of money whose columns are printed even when blank.
        year_column: Where the money of the year stands if the table has no lines of money.
        goal: What the goal of the year is called.
        goals: Fields of the goals that are printed even when blank.
        indicators: Fields whose columns are printed even when blank.
        labels: Field → what this form calls it, where it differs from the usual.
        monthly: Fields whose labels have the months before them of which they tell.
        tasks: Whether tasks are printed even when there are none.
        totals: Whether a row at the end has the total of points.
    """

    kind: TableKind
    title: str
    rows: frozenset[RowKind] = frozenset({RowKind.PROJECT})
    name: str = "项目名称"
    head: tuple[str, ...] = ("department", "organization")
    money: tuple[str, ...]
    year_column: YearColumn = "amount"
    goal: str = "年度总体目标"
    goals: tuple[str, ...] = ("goal",)
    indicators: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    monthly: frozenset[str] = frozenset()
    tasks: bool = False
    totals: bool = False

    def title_of(self, kind: RowKind) -> str:
        """Return the title of the form of such a row: no form of a whole unit is of a project."""
        if kind is RowKind.PROJECT:
            return self.title
        return self.title.replace("项目支出", "部门整体支出")

    def in_months(self, months: str | None) -> Spec:
        """Return the form with some months before the labels of what they tell; as is for none."""
        if months is None or not self.monthly:
            return self
        named = ((key, months + word) for key, word in self.labels.items() if key in self.monthly)
        return replace(self, labels={**self.labels, **dict(named)})

    def name_of(self, kind: RowKind) -> str:
        """Return what the name of such a row is called."""
        return self.name if kind in self.rows else _UNIT


SPECS: Mapping[str, Spec] = MappingProxyType(
    {
        "declaration": Spec(
            kind=TableKind.PROJECT_TARGETS,
            title="项目支出绩效目标申报表",
            head=("code", "period", "department", "organization"),
            money=("label", "amount"),
            goal="年度目标",
            goals=("period_goal", "goal"),
            indicators=(*_LEVELS, "period_value", "annual_value"),
        ),
        "department": Spec(
            kind=TableKind.DEPARTMENT_TARGETS,
            title="部门整体支出绩效目标表",
            rows=_ALL_ROWS,
            name=_UNIT,
            head=(),
            money=("label", "amount"),
            indicators=(*_LEVELS, "annual_value"),
            tasks=True,
        ),
        "monitoring": Spec(
            kind=TableKind.MONITORING,
            title="项目支出绩效目标执行监控表",
            money=("label", "initial_budget", "executed", "rate", "forecast"),
            year_column="initial_budget",
            indicators=(
                *_LEVELS,
                "annual_value",
                "actual",
                "forecast",
                "deviation",
                "likelihood",
            ),
            labels={"executed": "执行数", "rate": "执行率", "actual": "执行情况"},
            monthly=frozenset({"executed", "rate", "actual"}),
        ),
        "self-evaluation": Spec(
            kind=TableKind.SELF_EVALUATION,
            title="项目支出绩效自评表",
            money=("label", "initial_budget", "budget", "executed", "weight", "rate", "score"),
            year_column="initial_budget",
            goals=("goal", "goal_actual"),
            indicators=(*_LEVELS, "annual_value", "actual", "weight", "score", "deviation"),
            labels={"weight": "分值"},
            totals=True,
        ),
    }
)
"""The forms by their names, but for the disclosure form, which is one list of all projects."""
