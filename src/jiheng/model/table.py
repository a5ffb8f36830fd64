"""A published or declared table of performance targets (绩效目标表)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from jiheng.model.entry import Entry
    from jiheng.model.funding import Funding, FundingLine
    from jiheng.model.place import Span
    from jiheng.model.problem import Problem
    from jiheng.model.target import Target
    from jiheng.model.traced import Traced


class TableKind(StrEnum):
    """What a table is for in the yearly cycle."""

    PROJECT_TARGETS = "project-targets"
    DEPARTMENT_TARGETS = "department-targets"
    SELF_EVALUATION = "self-evaluation"
    MONITORING = "monitoring"


class RowKind(StrEnum):
    """What a logical row stands for.

    Attributes:
        GRAND_TOTAL: 合计 of all rows.
        SUBTOTAL: 小计 of some rows, of a unit perhaps, which no other row stands for.
        ORGANIZATION: A unit above its projects, with the sum of their money.
        PROJECT: A project or policy with its money, goal and indicators.
    """

    GRAND_TOTAL = "grand_total"
    SUBTOTAL = "subtotal"
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
class Task:
    """One of the 年度主要任务 (年度重点工作任务) of a department.

    Attributes:
        content: 主要内容 or 主要实施内容.
        expected: 期望达到的目标 where the form has a column of it.
        funding: The money planned for it; None when the form has no such column.
    """

    name: str
    content: str | None = None
    expected: str | None = None
    funding: Funding | None = None
    further: tuple[Entry, ...] = ()
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)


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
        sign: 指标性质 (≥, ≤, =, 定性 …) where the form prints it apart from the value.
        unit: 计量单位 where the form prints it apart from the value.
        explanation: 指标解释, 指标内容 or 指标说明.
        scoring_rule: 评（扣）分标准 or 赋分规则.
        weight: 分值 or 权重 as printed, in points or per cent.
        actual: 实际完成值; in monitoring what is done so far (1–7月执行情况).
        forecast: 全年预计完成情况.
        score: 得分.
        deviation: 偏差原因分析及改进措施.
        likelihood: 完成目标可能性.
        further: Columns of the form that are none of the above.
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
    sign: str | None = None
    unit: str | None = None
    explanation: str | None = None
    scoring_rule: str | None = None
    weight: Decimal | None = None
    actual: str | None = None
    forecast: str | None = None
    score: Decimal | None = None
    deviation: str | None = None
    likelihood: str | None = None
    further: tuple[Entry, ...] = ()
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
        funding: Money of the year; None when the table has no columns of money.
        goal: 绩效目标; of the year where the form prints one of the whole period besides.
        code: 项目编码.
        department: 主管部门 where the form names it for each project.
        period: 项目实施期 (项目周期, 起止时间) as printed.
        period_goal: 实施期目标 (中长期目标, 总体目标 of several years).
        goal_actual: 年度总体目标 实际完成情况.
        lines: The money as the form prints it, line by line, where it prints more than `funding`.
        tasks: 年度主要任务 of a department.
        score: 总分.
        grade: 评价等级 (优 良 中 差) as printed.
        further: Labels of the form that are none of the above, with what stands beside them.
        traces: As for `Indicator`; money under the names of the fields of `Funding`.
    """

    kind: RowKind
    name: str
    organization: str | None = None
    funding: Funding | None = None
    goal: str | None = None
    indicators: tuple[Indicator, ...] = ()
    code: str | None = None
    department: str | None = None
    period: str | None = None
    period_goal: str | None = None
    goal_actual: str | None = None
    lines: tuple[FundingLine, ...] = ()
    tasks: tuple[Task, ...] = ()
    score: Decimal | None = None
    grade: str | None = None
    further: tuple[Entry, ...] = ()
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
        months: Those of which what was spent and done is told, as the heads of a monitoring
            table print them: 1—7月, 截至7月底; None when they print none.
        layout: Name of the layout that read it, such as `guangzhou-disclosure`.
        kind: What the table is for in the yearly cycle.
        confidence: How sure it is that the layout is the right one, from 0 to 1.
        problems: What could not be read, or only by an assumption.
    """

    title: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    money_unit: str | None = None
    months: str | None = None
    layout: str = field(default="guangzhou-disclosure", compare=False)
    kind: TableKind = TableKind.PROJECT_TARGETS
    confidence: float = field(default=1.0, compare=False)
    rows: tuple[Row, ...] = ()
    source: Source | None = field(default=None, compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)

    def projects(self) -> Iterator[tuple[int, Row]]:
        """Yield each project with its index among the rows."""
        for index, row in enumerate(self.rows):
            if row.kind is RowKind.PROJECT:
                yield index, row

    def grand_totals(self) -> Iterator[tuple[int, Row]]:
        """Yield each row with the sum of the table and its index."""
        for index, row in enumerate(self.rows):
            if row.kind is RowKind.GRAND_TOTAL:
                yield index, row
