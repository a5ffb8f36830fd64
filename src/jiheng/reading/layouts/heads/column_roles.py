"""What columns hold whose heads depend on each other, or say the same twice."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.layouts.heads.execution import gives_points_of_execution
from jiheng.reading.layouts.heads.head import LEVELS, VALUES
from jiheng.reading.layouts.words.roles import plain, role_in
from jiheng.reading.layouts.words.terms import Term, change_in, term_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.heads.head import Column

_OF_INDICATORS = LEVELS | VALUES | {"sign", "unit"}
_INITIAL = re.compile(r"(?:.*(?:情况|[)）]))?(?:20\d{2}年(?:度)?)?[年期]?初(?P<rest>.+)")
"""What was planned at the beginning of the year: 年初预算数, 预算执行情况 above 年初预算数."""

_OF_VALUE = re.compile(r"(?:.*(?:指标|目标|情况|值))?单位(?:名称)?")
"""The unit of values behind the names of indicators, below the head of these perhaps."""

_LISTED = LEVELS | {"name3", "indicators"}
"""With what the columns of indicators begin, behind those of projects."""

_SCORED = frozenset(("weight", "score"))
_SIDES = frozenset(("organization", "department"))
_OF_GOAL = re.compile("目标(?:类型|类别)")
"""Whether a goal is that of the year, beside indicators with levels of their own."""

_FOURTH = re.compile("(?:绩效)?第?[四4]级(?:绩效|评价)?指标(?:名称|内容)?")

_PART_OF_YEAR = re.compile(r"[一二三四1-4]季度|[上下]?半年|\d{1,2}月")
_UP_TO_DECEMBER = re.compile(r"(?<!\d)1月?[-至到]12月")

_FROM_JANUARY = re.compile(r"(?<!\d)1月?[-至到](\d{1,2})月")

_KINDS_OF_VALUE = frozenset(("定量", "定性", "定量值", "定性值", "本年", "本年度", "当年"))

NAMING = frozenset(("name3", "content", "indicators"))
_PROGRESS = frozenset(("actual", "likelihood"))
_OUTCOME = re.compile("(?:全年|年度)?预[期计](?:全年|年底)?(?:可)?(?:完成|实现|达到)")

_WHETHER = re.compile("(?:指标|目标)?是否(?:已)?完成(?:指标|目标)?")

_SHARED = ("一级", "专项", "政策", "资金", "转移支付", "任务")
"""How the name begins of what several projects belong to."""


@lru_cache(maxsize=1024)
def resolved(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Settle the labels whose meaning depends on the others, and those that stand twice."""
    columns = _under_levels(_of_fourth(_of_whole_year(_of_finest(_described(columns)))))
    columns = _of_outcome(_of_parts_of_year(_of_period(_of_projects(_of_goals(columns)))))
    roles = [column.role for column in columns]
    settled: list[Column] = []
    seen: set[str] = set()
    for column in columns:
        role = _in_context(column, roles, seen)
        again = role if role in seen and not role.endswith(":") else None
        if again:
            role = None
        elif role:
            seen.add(role)
        same = role == column.role and again == column.again
        settled.append(column if same else replace(column, role=role, again=again))
    return tuple(settled)


def _of_fourth(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which a fourth level holds the names, and the third what these are of."""
    fourth = next((column for column in columns if _FOURTH.fullmatch(plain(column.label))), None)
    if fourth is None or fourth.role is not None:
        return columns
    others = tuple(replace(c, role=None) if c.role == "name3" else c for c in columns)
    return tuple(replace(c, role="name3") if c is fourth else c for c in others)


def _of_whole_year(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which a first budget is no money of the year before a later one."""
    money = [column for column in columns if column.role == "total"]
    if len(money) < 2 or _INITIAL.fullmatch(plain(money[-1].label)):  # noqa: PLR2004 - first and later
        return columns
    first = {id(column) for column in money[:-1] if _INITIAL.fullmatch(plain(column.label))}
    return tuple(replace(c, role=None) if id(c) in first else c for c in columns)


def is_finer(label: str, other: str) -> bool:
    """Return whether a label names projects and another what they share, as 一级项目名称 does."""
    words = plain(label)
    return "项目" in words and not words.startswith(_SHARED) and is_shared(other)


def is_shared(label: str) -> bool:
    """Return whether a label names what several projects belong to, as 专项名称 does."""
    return plain(label).startswith(_SHARED)


def _of_finest(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which one before that of projects does not name them, but what they share.

    一级项目名称 or 专项名称 before 项目名称 stands beside all projects of its own.
    """
    names = [column for column in columns if column.role == "name"]
    first = names[0] if len(names) > 1 else None
    if first is None or not is_shared(first.label) or names[1].first != first.stop:
        return columns
    return tuple(replace(c, role=None) if c is first else c for c in columns)


def _of_goals(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which 目标类型 is no level, and 总体目标 before 年度目标 of the period."""
    goals = [column for column in columns if column.role == "goal"]
    yearly = [column for column in goals if "年" in column.label]
    if 0 < len(yearly) < len(goals) and goals[0] not in yearly:
        whole = "总" in goals[0].label
        columns = tuple(
            replace(c, role="period_goal") if whole and c is goals[0] else c for c in columns
        )
    levels = [column for column in columns if column.role == "level1"]
    if len(levels) < 2 or not _OF_GOAL.fullmatch(plain(levels[0].label)):  # noqa: PLR2004 - it and another
        return columns
    return tuple(replace(c, role=None) if c is levels[0] else c for c in columns)


def _of_projects(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which those before the indicators of a list tell of its projects.

    目标 is the goal of a project, 完成情况 what became of that, 得分 the points of the whole.
    """
    roles = [column.role for column in columns]
    first = next((at for at, role in enumerate(roles) if role in _LISTED), None)
    if "name" not in roles or first is None:
        return columns
    own = {"score": "total_score"} if "name3" in roles else {}
    if "goal" not in roles and "目标" in (plain(column.label) for column in columns[:first]):
        own["annual_value"] = "goal"
    if "name3" in roles and ("goal" in roles[:first] or "annual_value" in own):
        own["actual"] = "goal_actual"
    if "name3" in roles:
        columns = (*map(_of_execution, columns[:first]), *columns[first:])
    settled = (
        replace(c, role=own[c.role]) if c.role in own and own[c.role] not in roles else c
        for c in columns[:first]
    )
    return (*settled, *columns[first:])


def _of_execution(column: Column) -> Column:
    """Return a column before the indicators, none of theirs where it has points of execution."""
    scored = column.role in _SCORED and gives_points_of_execution(column.label)
    return replace(column, role=None) if scored else column


def _of_period(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which what was done in the whole period is no outcome of the year."""
    roles = [column.role for column in columns]
    if "actual" not in roles or ("annual_value" not in roles and roles.count("actual") == 1):
        return columns
    return tuple(
        replace(c, role=None)
        if c.role == "actual" and term_in(plain(c.label)) is Term.PERIOD
        else c
        for c in columns
    )


def _of_parts_of_year(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which none is the outcome where several are, each of a part of the year.

    What was done in 一季度, 二季度 and so on may add up or go on: each is kept by its head. That of
    1-7月 holds that of 1-6月, that of the year (全年完成值) all.
    """
    actual = {column.label for column in columns if column.role == "actual"}
    parts = {label for label in actual if _PART_OF_YEAR.search(label)}
    parts -= {label for label in parts if _UP_TO_DECEMBER.search(plain(label))}
    if len(actual) < 2 or not parts:  # noqa: PLR2004 - a part of a year and another, or all of it
        return columns
    if parts < actual:
        return tuple(replace(c, role=None) if c.label in parts else c for c in columns)
    ends = {label: _FROM_JANUARY.search(plain(label)) for label in parts}
    if all(ends.values()):
        last = max(parts, key=lambda label: int(end[1]) if (end := ends[label]) else 0)
        parts.remove(last)
    return tuple(replace(c, role=None) if c.label in parts else c for c in columns)


def _of_outcome(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which 指标值 behind 目标值 is what came of it, where points are given."""
    values = [column for column in columns if column.role == "annual_value"]
    if len(values) != 2 or plain(values[1].label) != "指标值" or "目标" not in values[0].label:  # noqa: PLR2004 - both
        return columns
    roles = {column.role for column in columns}
    if "actual" in roles or "score" not in roles:
        return columns
    return tuple(replace(c, role="actual") if c is values[1] else c for c in columns)


def _under_levels(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which a first one 指标 before that of names is the level of these."""
    names = [column for column in columns if column.role == "name3"]
    levelled = any(column.role in LEVELS for column in columns)
    if levelled or not names[1:] or plain(names[0].label) != "指标":
        return columns
    return tuple(replace(c, role="level1") if c is names[0] else c for c in columns)


def _described(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns of which 指标描述 before the values names the indicators, if no other does."""
    roles = [column.role for column in columns]
    if not NAMING.isdisjoint(roles) or "annual_value" not in roles or LEVELS.isdisjoint(roles):
        return columns
    before = columns[: roles.index("annual_value")]
    own = next((c for c in before if c.role == "explanation" and "描述" in plain(c.label)), None)
    return tuple(replace(c, role="name3") if c is own else c for c in columns)


def _in_context(column: Column, roles: Sequence[str | None], seen: set[str]) -> str | None:
    """Return what a column holds, its head read together with those of the others."""
    role, label, named = column.role, plain(column.label), "name3" in roles
    if role is None and "name" in roles and "total" not in roles and "total" not in seen:
        role = _initial(label)
    role = None if role == "total_score" and "name" not in roles else role
    if role == "weight" and named and roles.count("weight") > 1 and "name3" not in seen:
        role = None  # that of a level, which stands before the indicators with weights of their own
    role = _foreseen(role, label, roles, seen)
    if role is None and named and "annual_value" not in roles and _is_value(label):
        return "annual_value"
    if role == "content":
        return "explanation" if named else "name3"
    if role == "indicators" and not named:
        return _of_indicators(roles)
    if named and "name" not in roles:
        if label == "说明" and "score" in seen and "deviation" not in roles:
            role = "deviation"
        return _next_level(_of_nobody(role, label, roles, seen), roles, seen)
    role = of_project(role, label, roles)
    if role == "name" and label.endswith("项目") and "level2" in seen:
        return "name3"
    if role == "organization" and "name3" in seen and "unit" not in roles:
        role = "unit" if _OF_VALUE.fullmatch(label) else role
    return _next_level(role, roles, seen)


def _foreseen(
    role: str | None, label: str, roles: Sequence[str | None], seen: set[str]
) -> str | None:
    """Return what a column holds that foresees: the values where no other does, or the outcome.

    预期完成值 behind values and what was done by now is what will be done by the end of the year.
    Where points are given, 是否完成 says what came of an indicator.
    """
    if role == "forecast" and _PROGRESS.isdisjoint(roles) and VALUES.isdisjoint(roles):
        return "annual_value" if "name3" in roles else role
    if role == "likelihood" and "score" in roles and _WHETHER.fullmatch(label):
        return None
    second = role == "annual_value" and role in seen and "forecast" not in roles
    if second and _OUTCOME.match(label) and not _PROGRESS.isdisjoint(roles):
        return "forecast"
    return role


def _is_value(label: str) -> bool:
    """Whether a head is that of values where no other is: 调整后, 本年, or 定量 beside 定性."""
    known = label in _KINDS_OF_VALUE or role_in(label, "values") is not None
    return known or change_in(label) == "后"


def of_project(role: str | None, label: str, roles: Sequence[str | None]) -> str | None:
    """Return what a column holds in a list of projects without indicators: their own results."""
    if role is None and "name" in roles and role_in(label, "labels") == "grade":
        return "grade"
    if "name3" in roles or "name" not in roles:
        return role
    if role == "actual" and "goal" in roles:
        return "goal_actual"
    return "total_score" if role == "score" and "total_score" not in roles else role


def _initial(label: str) -> str | None:
    """Return `total` for a first budget, which is the money where no column tells a later one."""
    said = _INITIAL.fullmatch(label) if "初" in label else None
    return "total" if said and role_in(said["rest"], "columns") == "total" else None


def _next_level(role: str | None, roles: Sequence[str | None], seen: set[str]) -> str | None:
    """Return the second level for a column that is named like the first: 指标类别, 指标类型."""
    second = role == "level1" and role in seen and "level2" not in roles and "level2" not in seen
    return "level2" if second else role


def _of_indicators(roles: Sequence[str | None]) -> str | None:
    """Return what a column 绩效指标 holds: all of them, the name of one, or nothing of its own."""
    if "content" in roles:
        return None
    return "name3" if _is_indicator_head(roles) else "indicators"


def _of_nobody(
    role: str | None, label: str, roles: Sequence[str | None], seen: set[str]
) -> str | None:
    """Return what a column of indicators holds in a table that names no projects.

    责任单位 behind the names is who sees to an indicator, 单位 that of its value.
    """
    if role == "goal" and "level1" in roles:
        return "annual_value" if VALUES.isdisjoint(roles) else role
    if role in _SIDES and "name3" in seen:
        return "unit" if _OF_VALUE.fullmatch(label) and "unit" not in roles else None
    if role in _SIDES and "goal" in roles and "name" not in seen:
        return "name"
    return role


def _is_indicator_head(roles: Sequence[str | None]) -> bool:
    return not _OF_INDICATORS.isdisjoint(roles)
