"""The draft of a self-evaluation report (绩效自评报告): results, reasons and the sum of points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.results.words import plain
from jiheng.writing.drafts.blocks import Bars, Block, Grid, Heading, Report, Text, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jiheng.model import Indicator, Row
    from jiheng.scoring import Score, Total

_NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedLine:
    """An indicator of the form with its score."""

    indicator: Indicator
    score: Score

    @property
    def lost(self) -> Decimal:
        """Points not earned; all of them where it was not scored."""
        return self.score.weight if self.score.lost is None else self.score.lost


def self_evaluation_report(
    row: Row, execution: Score | None, lines: Sequence[EvaluatedLine], total: Total
) -> Report:
    """Return the draft of a report.

    Args:
        row: The project or department with its goal and money.
        execution: Score of the execution rate, where it earns points.
        lines: The indicators in the order of the form.
        total: Of the form.
    """
    blocks = (
        *_project(row),
        *_result(execution, lines, total),
        *_indicators(lines),
        *_deviations(lines),
    )
    return Report(title=f"{row.name}绩效自评报告（草稿）", blocks=numbered(blocks))


def _project(row: Row) -> Iterator[Block]:
    yield Heading("项目概况")
    yield Text(f"年度绩效目标：{row.goal}" if row.goal else "（没有年度绩效目标。）")
    yield Text(
        f"完成情况：{row.goal_actual}" if row.goal_actual else "（由单位填写完成情况。）",
        open=not row.goal_actual,
    )
    if not row.lines:
        return
    yield Heading("资金情况（万元）", level=2)
    yield Grid(
        head=("资金", "年初预算数", "全年预算数", "全年执行数", "执行率"),
        rows=tuple(
            (
                line.label,
                _number(line.initial_budget),
                _number(line.budget),
                _number(line.executed),
                _NOTHING if line.rate is None else f"{plain(line.rate)}%",
            )
            for line in row.lines
        ),
        widths=(6, 4, 4, 4, 3),
        numbers=frozenset({1, 2, 3, 4}),
    )


def _result(
    execution: Score | None, lines: Sequence[EvaluatedLine], total: Total
) -> Iterator[Block]:
    yield Heading("自评结果")
    grade = f"等次为“{total.grade}”" if total.grade else "尚有指标没有得分，暂无等次"
    points = f"自评得分 {total.points} 分" if total.is_scored else "自评尚无得分"
    yield Text(f"{points}（总分 {plain(total.weight)} 分），{grade}。")
    if execution is not None:
        yield Text(f"预算执行率得 {_number(execution.points)} 分：{_last(execution)}。")
    yield Bars(
        title="失分最多的指标（分）",
        labels=tuple(each.indicator.name or "" for each in _worst(lines)),
        series=(("失分", tuple(each.lost for each in _worst(lines))),),
    )


def _indicators(lines: Sequence[EvaluatedLine]) -> Iterator[Block]:
    yield Heading("绩效指标完成情况")
    yield Grid(
        head=("三级指标", "年度指标值", "实际完成值", "分值", "得分", "计算过程"),
        rows=tuple(
            (
                each.indicator.name or "",
                each.indicator.annual_value or each.indicator.period_value or "",
                each.indicator.actual or _NOTHING,
                plain(each.score.weight),
                _number(each.score.points),
                _last(each.score),
            )
            for each in lines
        ),
        widths=(6, 4, 4, 2, 2, 6),
        numbers=frozenset({3, 4}),
    )


def _deviations(lines: Sequence[EvaluatedLine]) -> Iterator[Block]:
    yield Heading("偏差原因分析及改进措施")
    asked = [each for each in lines if each.score.needs_reason or each.score.points is None]
    if not asked:
        yield Text("各指标均已完成，没有须要说明的偏差。")
    for each in asked:
        reason = each.indicator.deviation
        yield Text(
            f"{each.indicator.name}：{reason or '（由单位填写原因和改进措施。）'}",
            open=not reason,
        )
    yield Heading("结果应用与下一步打算")
    yield Text("（由单位填写。）", open=True)


def _worst(lines: Sequence[EvaluatedLine]) -> list[EvaluatedLine]:
    losing = [each for each in lines if each.lost > 0]
    return sorted(losing, key=lambda each: (-each.lost, each.indicator.name or ""))[:8]


def _last(score: Score) -> str:
    return score.steps[-1].text.zh if score.steps else ""


def _number(number: Decimal | None) -> str:
    return _NOTHING if number is None else plain(number)
