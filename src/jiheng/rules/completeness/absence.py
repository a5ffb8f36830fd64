"""When something may be said to be absent: only from rows that were read whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiheng.model import TableKind
from jiheng.rules.base import Skip, not_applicable, unreadable

if TYPE_CHECKING:
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

_FRAGMENTS = unreadable(
    "本行有残缺或未能读出的内容，不能断定缺少。",
    "Part of the row is lost or unread; nothing is said to be missing.",
)
_NO_INDICATORS = not_applicable(
    "项目没有任何指标，已另行指出。", "The project has no indicators at all, which is told apart."
)
_NO_OUTPUTS = not_applicable(
    "项目没有产出指标，已另行指出。", "The project has no outputs, which is told apart."
)
_SUMMARY = not_applicable(
    "自评结果汇总表不列绩效目标和指标。",
    "A list that sums up self-evaluations has no goals and indicators.",
)
_NO_LEVEL2 = not_applicable(
    "表式没有印出二级指标，无法判断。", "The form prints no second level; it cannot be decided."
)


def unread(project: ProjectSubject) -> Skip | None:
    """Return why absence cannot be claimed of a row; None if it was read whole."""
    return None if project.whole else _FRAGMENTS


def sums_up(project: ProjectSubject) -> Skip | None:
    """Return why nothing is missed of a project in a list that only sums up how projects did.

    Such a list has money, points and grades of self-evaluated projects; goals and indicators
    stand in the form of each.
    """
    table = project.table.table
    lists = any(row.goal or row.indicators for row in table.rows)
    summary = table.kind is TableKind.SELF_EVALUATION and not lists and len(table.rows) > 1
    return _SUMMARY if summary else None


def no_indicators(project: ProjectSubject) -> Skip | None:
    """Return why single kinds of indicators are not missed; None if there are any indicators."""
    return None if project.indicators else _NO_INDICATORS


def outputs_by_level2(project: ProjectSubject) -> dict[str, list[IndicatorSubject]] | Skip:
    """Return the outputs by second level, or why that cannot be known."""
    doubt = no_indicators(project) or unread(project)
    if doubt is not None:
        return doubt
    groups: defaultdict[str, list[IndicatorSubject]] = defaultdict(list)
    for indicator in project.indicators:
        if indicator.branch != "1":
            continue
        if indicator.level2 is None:
            return _NO_LEVEL2
        groups[indicator.level2].append(indicator)
    return groups or _NO_OUTPUTS
