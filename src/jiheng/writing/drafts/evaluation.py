"""The draft of an evaluation report (绩效评价报告), in the chapters of 财预〔2020〕10号."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.results.words import plain
from jiheng.writing.drafts.blocks import Bars, Block, Grid, Heading, Report, Text, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.evaluation import BudgetProposal, EvaluatedItem, Evaluation

_LOST_SHARE = 5
_DRAWN = 10
"""Items of a chart: more would fill a page."""
_NOTHING = "—"


def evaluation_report(
    subject: str, evaluation: Evaluation, proposals: Sequence[BudgetProposal] = ()
) -> Report:
    """Return the draft of a report.

    Every number comes from the evaluation; what only people can write is set apart and open.

    Args:
        subject: The project, policy or department.
        evaluation: Its result.
        proposals: For next year's budget lines.
    """
    blocks = (
        *_opening(subject),
        *_conclusion(evaluation),
        *_analysis(evaluation),
        *_experts(evaluation),
        *_beside(evaluation),
        *_problems(evaluation),
        *_proposals(proposals),
    )
    return Report(title=f"{subject}绩效评价报告（草稿）", blocks=numbered(blocks))


def _opening(subject: str) -> Iterator[Block]:
    yield Heading("基本情况")
    yield Text(f"（由评价组填写：{subject}的立项背景、实施内容、资金投入与绩效目标。）", open=True)
    yield Heading("评价工作开展情况")
    yield Text("（由评价组填写：评价目的、对象、范围、方法和过程。）", open=True)


def _conclusion(evaluation: Evaluation) -> Iterator[Block]:
    total, framework = evaluation.total, evaluation.framework
    yield Heading("综合评价情况及评价结论")
    grade = f"等次为“{total.grade}”" if total.grade else "尚有指标未评分，暂无等次"
    judged = any(each.score.points is not None for each in evaluation.items)
    points = f"得分 {total.points} 分" if judged else "尚无得分"
    yield Text(f"按“{framework.title.zh}”评价，{points}，{grade}。")
    if total.unscored:
        yield Text(f"未评分指标的分值合计 {plain(total.unscored)} 分，未计入得分。")
    sums = tuple(evaluation.level_sums())
    yield Grid(
        head=("一级指标", "分值", "得分", "得分率"),
        rows=tuple(_level_row(evaluation, *each) for each in sums),
        widths=(6, 3, 3, 3),
        numbers=frozenset({1, 2, 3}),
    )
    yield Bars(
        title="各一级指标得分率（%）",
        labels=tuple(level for level, _, _ in sums),
        series=(
            (
                "得分率",
                tuple(
                    None if share is None else Decimal(plain(share, 2))
                    for share in (evaluation.share(level) for level, _, _ in sums)
                ),
            ),
        ),
        most=100,
    )


def _level_row(
    evaluation: Evaluation, level: str, points: Decimal, weight: Decimal
) -> tuple[str, ...]:
    share = evaluation.share(level)
    if share is None:
        return (level, plain(weight), _NOTHING, _NOTHING)
    return (level, plain(weight), plain(points), f"{plain(share, 2)}%")


def _analysis(evaluation: Evaluation) -> Iterator[Block]:
    yield Heading("绩效评价指标分析")
    for level, points, weight in evaluation.level_sums():
        got = f"得 {plain(points)} 分" if evaluation.is_judged(level) else "尚未评分"
        yield Heading(f"{level}（{plain(weight)} 分，{got}）", level=2)
        within = [each for each in evaluation.items if each.item.path[0] == level]
        yield Grid(
            head=("二级指标", "三级指标", "分值", "得分", "依据"),
            rows=tuple(_item_row(each) for each in within),
            widths=(4, 5, 2, 2, 7),
            numbers=frozenset({2, 3}),
        )


def _item_row(each: EvaluatedItem) -> tuple[str, ...]:
    basis = each.score.steps[-1].text.zh if each.score.steps else ""
    return (
        each.item.path[1],
        each.item.name,
        plain(each.item.weight),
        _points(each.score.points),
        basis,
    )


def _experts(evaluation: Evaluation) -> Iterator[Block]:
    judged = [each.rating for each in evaluation.items if each.rating is not None]
    if not evaluation.experts or not judged:
        return
    yield Heading("专家评分情况")
    yield Text(
        f"共 {len(evaluation.experts)} 位专家独立评分。下表列出各指标的分歧；"
        "偏离较大的评分只作提示，仍计入合议结果，由评价组复核。"
    )
    yield Grid(
        head=("三级指标", "分值", "合议得分", "最低", "最高", "偏离较大", "未评"),
        rows=tuple(
            (
                rating.item.name,
                plain(rating.item.weight),
                _points(rating.points),
                _points(rating.low),
                _points(rating.high),
                "、".join(rating.apart) or _NOTHING,
                "、".join(rating.silent) or _NOTHING,
            )
            for rating in judged
        ),
        widths=(5, 2, 3, 2, 2, 4, 4),
        numbers=frozenset({1, 2, 3, 4}),
    )
    said = [(each.item.name, *one) for each in judged for one in each.comments]
    if said:
        yield Text("专家评语如下，原文照录。")
        yield Grid(head=("三级指标", "专家", "评语"), rows=tuple(said), widths=(5, 3, 14))


def _beside(evaluation: Evaluation) -> Iterator[Block]:
    both = [each for each in evaluation.items if each.self_points is not None]
    if not both:
        return
    yield Heading("自评与评价对照")
    own = evaluation.self_total
    if own is not None:
        gap = plain(own - evaluation.total.points)
        yield Text(f"单位自评 {plain(own)} 分，评价 {evaluation.total.points} 分，相差 {gap} 分。")
    yield Grid(
        head=("三级指标", "分值", "自评", "评价", "差距"),
        rows=tuple(
            (
                each.item.name,
                plain(each.item.weight),
                _points(each.self_points),
                _points(each.score.points),
                _points(each.gap),
            )
            for each in both
        ),
        widths=(8, 3, 3, 3, 3),
        numbers=frozenset({1, 2, 3, 4}),
    )
    yield from _farthest([each for each in both if each.gap is not None])


def _farthest(both: Sequence[EvaluatedItem]) -> Iterator[Block]:
    """Yield a chart of the items judged most differently, in the order of the framework."""
    shown = sorted(both, key=lambda each: abs(each.gap or Decimal(0)), reverse=True)[:_DRAWN]
    drawn = [each for each in both if each in shown]
    if drawn:
        most = f"（相差最大的 {_DRAWN} 项）" if len(drawn) < len(both) else ""
        yield Bars(
            title=f"自评与评价得分{most}",
            labels=tuple(each.item.name for each in drawn),
            series=(
                ("自评", tuple(each.self_points for each in drawn)),
                ("评价", tuple(each.score.points for each in drawn)),
            ),
        )


def _problems(evaluation: Evaluation) -> Iterator[Block]:
    yield Heading("存在的问题及原因分析")
    lost = [each for each in evaluation.items if each.score.lost]
    lost.sort(key=lambda each: (-(each.score.lost or 0), each.item.path))
    for each in lost[:_LOST_SHARE]:
        name, missing = each.item.name, plain(each.score.lost or each.item.weight)
        yield Text(f"“{name}”失 {missing} 分（分值 {plain(each.item.weight)}）。")
    yield Text("（由评价组填写：问题的表现、原因和责任。）", open=True)
    yield Heading("有关建议")
    yield Text("（由评价组填写。）", open=True)


def _proposals(proposals: Sequence[BudgetProposal]) -> Iterator[Block]:
    if not proposals:
        return
    yield Heading("评价结果应用建议")
    yield Text("下表按评价等次提出下年预算建议，比例为默认值，由财政部门决定。金额单位：万元。")
    yield Grid(
        head=("项目", "等次", "下年申报", "建议不超过", "建议"),
        rows=tuple(
            (
                each.project,
                each.grade or _NOTHING,
                _points(each.requested),
                _points(each.proposed),
                each.words.zh,
            )
            for each in proposals
        ),
        widths=(6, 2, 3, 3, 6),
        numbers=frozenset({2, 3}),
    )


def _points(number: Decimal | None) -> str:
    return _NOTHING if number is None else plain(number)
