"""The columns that a form prints of indicators, money and tasks, and how each field looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from math import ceil, sqrt
from typing import TYPE_CHECKING, TypeAlias

from jiheng.model import Entry, FundingLine, Indicator, Level, Task
from jiheng.writing.fitting import breadth
from jiheng.writing.official.grid import Cell, Role, amount, points

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

Item: TypeAlias = Indicator | FundingLine | Task

MOST_FURTHER = 6
"""Columns of its own that a form can have at most; beyond, the entries share one column."""

FURTHER = "其他栏目"

# In characters half as wide as a Chinese one: room beside a figure, and to fill in by hand.
_FIGURE_SPACE, _BLANK_FIGURE, _BLANK = 2.0, 10.0, 14.0
_SLENDER = 1.6
_MOST_TEXT = 60.0


class Look(Enum):
    """How a value is printed."""

    TEXT = auto()
    SHORT = auto()
    LABEL = auto()
    MONEY = auto()
    POINTS = auto()
    PERCENT = auto()


_FIGURES = frozenset({Look.MONEY, Look.POINTS, Look.PERCENT})
_ROLES = {Look.TEXT: Role.TEXT, Look.SHORT: Role.SHORT, Look.LABEL: Role.HEAD}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block.

    Attributes:
        field: Of the item; `funding.total` is a field of its funding; `further` an entry.
        number: Which of the entries with its label, counted from 0; None for all entries.
    """

    field: str
    label: str
    width: float
    look: Look = Look.TEXT
    number: int | None = None

    @property
    def is_figure(self) -> bool:
        """Whether what it says must not be broken into lines."""
        return self.look in _FIGURES

    def value(self, item: Item) -> object:
        """Return what an item says under this column; None when it says nothing."""
        if self.field == "further":
            return self._entry(item.further)
        owner, _, field = self.field.rpartition(".")
        holder: object = getattr(item, owner) if owner else item
        return None if holder is None else getattr(holder, field)

    def _entry(self, entries: Sequence[Entry]) -> str | None:
        if self.number is None:
            return "\n".join(f"{entry.label}：{entry.value}" for entry in entries) or None
        values = [entry.value for entry in entries if entry.label == self.label]
        return values[self.number] if self.number < len(values) else None

    def cell(self, item: Item) -> Cell:
        """Return the cell of an item."""
        value = self.value(item)
        match self.look:
            case Look.MONEY:
                return amount(_decimal(value))
            case Look.POINTS:
                return points(_decimal(value))
            case Look.PERCENT:
                return points(_decimal(value), ending="%")
            case _:
                return Cell(text=_text(value), role=_ROLES[self.look])


INDICATOR = (
    Column("seq", "序号", 6, Look.SHORT),
    Column("level1", "一级指标", 10, Look.SHORT),
    Column("level2", "二级指标", 12, Look.SHORT),
    Column("name", "三级指标", 22),
    Column("sign", "指标性质", 9, Look.SHORT),
    Column("period_value", "实施期指标值", 15, Look.SHORT),
    Column("annual_value", "年度指标值", 15, Look.SHORT),
    Column("unit", "计量单位", 9, Look.SHORT),
    Column("actual", "实际完成值", 15, Look.SHORT),
    Column("forecast", "全年预计完成情况", 15, Look.SHORT),
    Column("explanation", "指标解释", 22),
    Column("scoring_rule", "评分标准", 22),
    Column("weight", "权重", 7, Look.POINTS),
    Column("score", "得分", 7, Look.POINTS),
    Column("deviation", "偏差原因分析及改进措施", 22),
    Column("likelihood", "完成目标可能性", 11, Look.SHORT),
)
MONEY = (
    Column("label", "", 20, Look.LABEL),
    Column("amount", "金额", 14, Look.MONEY),
    Column("initial_budget", "年初预算数", 14, Look.MONEY),
    Column("budget", "全年预算数", 14, Look.MONEY),
    Column("executed", "全年执行数", 14, Look.MONEY),
    Column("weight", "分值", 7, Look.POINTS),
    Column("rate", "执行率", 9, Look.PERCENT),
    Column("score", "得分", 7, Look.POINTS),
    Column("forecast", "全年预计执行数", 14, Look.MONEY),
)
TASK = (
    Column("name", "任务名称", 20),
    Column("content", "主要内容", 34),
    Column("expected", "期望达到的目标", 24),
    Column("funding.total", "总额", 13, Look.MONEY),
    Column("funding.fiscal_appropriation", "财政拨款", 13, Look.MONEY),
    Column("funding.special_account", "财政专户拨款", 13, Look.MONEY),
    Column("funding.other", "其他资金", 13, Look.MONEY),
)


def chosen(
    columns: Sequence[Column],
    items: Sequence[Item],
    *,
    always: Collection[str],
    labels: Mapping[str, str],
) -> tuple[Column, ...]:
    """Return the columns a form prints always and those that any item needs, in their order.

    Args:
        columns: All there are.
        items: What the rows of the block say.
        always: Fields whose columns are printed even when blank.
        labels: Field → what this form calls it, where it differs.
    """
    kept = (
        column
        for column in columns
        if column.field in always or any(column.value(item) is not None for item in items)
    )
    named = (replace(column, label=labels.get(column.field, column.label)) for column in kept)
    return (*named, *_further(items))


def _further(items: Sequence[Item]) -> list[Column]:
    """Return a column for each label of further entries, or one for all if they are many."""
    most: dict[str, int] = {}
    for item in items:
        labels = [entry.label for entry in item.further]
        for label in dict.fromkeys(labels):
            most[label] = max(most.get(label, 0), labels.count(label))
    if sum(most.values()) > MOST_FURTHER:
        return [Column("further", FURTHER, 24)]
    return [
        Column("further", label, 14, number=number)
        for label, times in most.items()
        for number in range(times)
    ]


def sized(columns: Sequence[Column], items: Sequence[Item]) -> tuple[Column, ...]:
    """Return columns as wide as what they say wants: figures whole, long texts in few lines."""
    return tuple(
        replace(column, width=_width(column, [column.cell(item).text for item in items]))
        for column in columns
    )


def _width(column: Column, texts: Sequence[str]) -> float:
    longest = max(map(breadth, texts), default=0)
    if not longest:
        return min(column.width, _BLANK_FIGURE if column.is_figure else _BLANK)
    if column.is_figure:
        return max(longest + _FIGURE_SPACE, ceil(len(column.label) / 2) * 2 + _FIGURE_SPACE)
    if column.look is Look.TEXT:
        return max(column.width, min(sqrt(longest) * _SLENDER, _MOST_TEXT))
    return column.width


def _text(value: object) -> str:
    """Return a value as printed; a level with its code before it."""
    if isinstance(value, Level):
        return value.label if value.code is None else f"{value.code}-{value.label}"
    return "" if value is None else str(value)


def _decimal(value: object) -> Decimal | None:
    return value  # type: ignore[return-value]  # the fields of these columns hold decimals
