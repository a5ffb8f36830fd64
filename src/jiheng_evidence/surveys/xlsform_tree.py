"""Groups of an XLSForm as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_lines import Line

DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A group and what stands in it."""

    line: Line
    parts: Parts


Parts = list["Line | Group"]


def tree_of(lines: Sequence[Line], problems: Problems) -> Parts:
    """Return the lines as they stand in groups; groups that do not close are told."""
    outermost: Parts = []
    stack: list[Group] = []
    for line in lines:
        word = line.get("type").casefold().replace(" ", "_")
        parts = stack[-1].parts if stack else outermost
        if word in {"begin_group", "begin_repeat"}:
            if word == "begin_repeat":
                problems.tell(
                    "repeat", _REPEAT, line.at("type"), line.get("type"), ProblemSeverity.ERROR
                )
            stack.append(_begun(line, parts, len(stack), problems))
        elif word not in {"end_group", "end_repeat"}:
            parts.append(line)
        elif stack:
            stack.pop()
        else:
            problems.tell("unbalanced", _NEVER_BEGUN, line.at("type"), line.get("type"))
    for group in stack:
        said = group.line.get("type")
        problems.tell("unbalanced", _NEVER_ENDED, group.line.at("type"), said)
    return outermost


_REPEAT = Bilingual("重复组只问一次：此处不支持重复", "asked only once: repeats are not supported")
_NEVER_BEGUN = Bilingual("没有与之对应的 begin_group", "there is no group to end")
_NEVER_ENDED = Bilingual("此组没有 end_group", "this group is never ended")
_TOO_DEEP = Bilingual("分组过深，其层级未采用", "nested too deeply: the level is not taken")


def _begun(line: Line, parts: Parts, depth: int, problems: Problems) -> Group:
    """Return a group that begins; one too deep shares the parts of the one around it."""
    if depth >= DEEPEST:
        problems.tell("too-deep", _TOO_DEEP, line.at("type"), line.get("type"))
        return Group(line, parts)
    group = Group(line, [])
    parts.append(group)
    return group
