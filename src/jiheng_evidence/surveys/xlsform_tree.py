"""Groups of an XLSForm as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_evidence.surveys.problems import Problems
    from jiheng_evidence.surveys.xlsform_lines import Line

DEEPEST = 10


@dataclass(slots=True)
class Group:
    """A group and what stands in it; the outermost has no line."""

    line: Line | None = None
    parts: list[Line | Group] = field(default_factory=list)


def tree_of(lines: Sequence[Line], problems: Problems) -> Group:
    """Return the lines as they stand in groups; groups that do not close are told."""
    stack = [Group()]
    for line in lines:
        word = line.get("type").casefold().replace(" ", "_")
        if word in {"begin_group", "begin_repeat"}:
            _begin(stack, line, problems, repeated=word == "begin_repeat")
        elif word in {"end_group", "end_repeat"}:
            if len(stack) == 1:
                message = Bilingual("没有与之对应的 begin_group", "there is no group to end")
                problems.tell("unbalanced", message, line.at("type"), line.get("type"))
            else:
                stack.pop()
        else:
            stack[-1].parts.append(line)
    for group in stack[1:]:
        if group.line is not None:
            message = Bilingual("此组没有 end_group", "this group is never ended")
            problems.tell("unbalanced", message, group.line.at("type"), group.line.get("type"))
    return stack[0]


def _begin(stack: list[Group], line: Line, problems: Problems, *, repeated: bool) -> None:
    if repeated:
        message = Bilingual(
            "重复组只问一次：此处不支持重复", "asked only once: repeats are not supported"
        )
        problems.tell("repeat", message, line.at("type"), line.get("type"), ProblemSeverity.ERROR)
    group = Group(line)
    if len(stack) > DEEPEST:
        message = Bilingual("分组过深，其层级未采用", "nested too deeply: the level is not taken")
        problems.tell("too-deep", message, line.at("type"), line.get("type"))
        group.parts = stack[-1].parts
    else:
        stack[-1].parts.append(group)
    stack.append(group)
