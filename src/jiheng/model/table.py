"""A published or declared table of performance targets (绩效目标表)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from jiheng.model.place import Span
    from jiheng.model.problem import Problem
    from jiheng.model.target import Target
    from jiheng.model.traced import Traced


class RowKind(StrEnum):
    """What a logical row stands for."""

    GRAND_TOTAL = "grand_total"
    ORGANIZATION = "organization"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A node of the indicator tree as printed: 一级指标 or 二级指标.

    The code is None where the form prints the label alone.
    """

    code: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Money of a row, in the money unit of its table. None: not printed or not read, never nought.

    Attributes:
        total: 总计.
        fiscal_appropriation: 财政拨款.
        special_account: 财政专户拨款.
        other: 其他资金.
    """

    total: Decimal | None = None
    fiscal_appropriation: Decimal | None = None
    special_account: Decimal | None = None
    other: Decimal | None = None

    def sources(self) -> tuple[Decimal, ...]:
        """Return the amounts printed under the sources of funds, without the total."""
        amounts = (self.fiscal_appropriation, self.special_account, self.other)
        return tuple(amount for amount in amounts if amount is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One performance indicator (绩效指标) with its target value.

    Attributes:
        seq: The number printed before it; may repeat, restart or be missing in the source.
        level1: 一级指标.
        level2: 二级指标.
        name: 三级指标; None when the source lost it.
        period_value: 实施周期指标值 as printed.
        annual_value: 年度指标值 as printed.
        target: What `annual_value`, else `period_value`, asks for.
        complete: False when part of the indicator is lost or garbled in the source.
        traces: Field name → the text with its places; fields without a known place are absent.
    """

    seq: int | None = None
    level1: Level | None = None
    level2: Level | None = None
    name: str | None = None
    period_value: str | None = None
    annual_value: str | None = None
    target: Target | None = None
    complete: bool = True
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """All places of the indicator, in the order of its fields."""
        return tuple(place for trace in self.traces.values() for place in trace.span())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One logical row of the table.

    Attributes:
        organization: 资金使用单位 under which the row stands; None for organizations and totals.
        funding: None when the table has no columns of money.
        goal: 绩效目标.
        traces: As for `Indicator`; money under the names of the fields of `Funding`.
    """

    kind: RowKind
    name: str
    organization: str | None = None
    funding: Funding | None = None
    goal: str | None = None
    indicators: tuple[Indicator, ...] = ()
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """All places of the row's own cells; indicators have their own."""
        return tuple(place for trace in self.traces.values() for place in trace.span())


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document a table was read from.

    Attributes:
        sha256: Digest of its bytes, in hexadecimal.
        media_type: Such as `text/plain`.
        pages: None when the format has no pages.
    """

    name: str
    sha256: str
    media_type: str
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTable:
    """One 项目支出绩效目标表.

    Attributes:
        department: 部门名称 as printed.
        fiscal_year: None unless the document states it.
        money_unit: Such as 万元; None when not printed.
        layout: Name of the layout that read it, such as `guangzhou-disclosure`.
        problems: What could not be read, or only by an assumption.
    """

    title: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    money_unit: str | None = None
    layout: str = field(default="guangzhou-disclosure", compare=False)
    rows: tuple[Row, ...] = ()
    source: Source | None = field(default=None, compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)

    def projects(self) -> Iterator[tuple[int, Row]]:
        """Yield each project with its index among the rows."""
        for index, row in enumerate(self.rows):
            if row.kind is RowKind.PROJECT:
                yield index, row
