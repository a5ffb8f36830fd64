"""Projects that repeat one another: groups found by hash, never by comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiheng.language.wording import folded
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.rules.subjects import ProjectSubject, TableSubject

IndicatorList = frozenset[tuple[str, str]]
_LEAST_GOAL = 12
_LEAST_INDICATORS = 3
_SHOWN = 5


def same_goal(table: TableSubject) -> Iterator[tuple[ProjectSubject, ...]]:
    """Yield projects that share a goal, in document order; goals of a few words do not count."""
    goals: defaultdict[str, list[ProjectSubject]] = defaultdict(list)
    for project in table.projects:
        goal = folded(project.goal)
        if len(goal) >= _LEAST_GOAL:
            goals[goal].append(project)
    yield from (tuple(group) for group in goals.values() if len(group) > 1)


def same_goal_but_for_name(table: TableSubject) -> Iterator[tuple[ProjectSubject, ...]]:
    """Yield projects whose goals differ by nothing but the project's own name."""
    goals: defaultdict[str, list[ProjectSubject]] = defaultdict(list)
    for project in table.projects:
        goal, name = folded(project.goal), folded(project.row.name)
        rest = goal.replace(name, "") if name else goal
        if _LEAST_GOAL <= len(rest) < len(goal):
            goals[rest].append(project)
    for group in goals.values():
        if len({project.goal for project in group}) > 1:
            yield tuple(group)


def same_indicators(table: TableSubject) -> Iterator[tuple[ProjectSubject, ...]]:
    """Yield projects whose names and values of indicators are all the same, in any order."""
    lists: defaultdict[IndicatorList, list[ProjectSubject]] = defaultdict(list)
    for project in table.projects:
        indicators = indicator_list(project)
        if indicators is not None:
            lists[indicators].append(project)
    yield from (tuple(group) for group in lists.values() if len(group) > 1)


def indicator_list(project: ProjectSubject) -> IndicatorList | None:
    """Return the indicators for comparison; None if few or not all read whole."""
    if not project.complete or len(project.indicators) < _LEAST_INDICATORS:
        return None
    return frozenset((item.folded_name, item.value.rstrip("。")) for item in project.indicators)


def states_entry_rules(project: ProjectSubject) -> bool:
    """Tell whether a goal consists of conditions for applicants rather than of aims."""
    found = containing(project.profile.lexicon("entry_rules")).findall(project.goal)
    return len(set(found)) >= project.profile.threshold("entry_rules_min")


def listed(projects: Sequence[ProjectSubject]) -> str:
    """Return the names of projects for a message, the first few of many."""
    names = "、".join(f"“{short(project.row.name)}”" for project in projects[:_SHOWN])
    return f"{names}……" if len(projects) > _SHOWN else names
