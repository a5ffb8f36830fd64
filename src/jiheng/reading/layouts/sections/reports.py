"""Tables within the prose of reports that score and weigh, and set no targets of a project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.words.roles import LONGEST, label_role, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.sections.sections import Section

_OWN = re.compile("自评|监控|绩效目标(?:申报|公开|批复)?表")
"""What the title of a table says that a project or department fills in of itself."""

_EVALUATED = re.compile(r"(?:项目)?(?:决策|过程|投入|管理)(?:指标)?(?:[(（]\d{1,2}分?[)）])?")
"""Levels that frameworks of evaluation have, and no list of targets."""

_CAPTION = seldom(
    r"(?:附?[表图][\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?[:：、.]?)"
    r"[^。；;]{0,40}(?:得分|评分|评价结果)(?:情况|结果|分析|汇总|统计|明细)*表?"
)
"""A numbered table within a report: 表2 产出指标得分情况."""

_FRAMEWORK = seldom(
    r"[^。；;]{0,40}(?:评价(?:指标)?(?:体系|评分|得分)|评分)[^。；;]{0,8}[表系](?:[（(].{1,10}[）)])?"
)
"""The title of a framework, with the targets and points of what it evaluates or without."""

_ABOUT = frozenset({"name", "self", "goal", "period_goal", "department", "organization"})


def is_of_report(section: Section) -> bool:
    """Whether a table is the framework or a table of scores of an evaluation."""
    if not section.heads or section.heads[0].has_projects or _is_filled_in(section):
        return False
    if all(head.lacks_values or not head.has_indicators for head in section.heads):
        return _is_evaluated(section)
    if section.heads[0].first:
        return False
    said = [cell.text for row in section.front for cell in row if cell]
    framed = any(map(_FRAMEWORK.fullmatch, said[-2:])) and _is_evaluated(section)
    return framed or _is_captioned(section.front)


def _is_filled_in(section: Section) -> bool:
    """Whether a table says, in its title or in a label above its list, that it is of a project."""
    lattice, first = section.lattice, section.heads[0].first
    cells = [cell for row in range(first) for cell in lattice.filled[row]] if lattice else []
    titles = [cell.text for row in section.front for cell in row]
    return any(is_title(text) and _OWN.search(text) for text in titles) or any(
        label_role(cell.text.text) in _ABOUT or _OWN.search(cell.text.text)
        for cell in cells
        if len(cell.text.text) <= LONGEST
    )


def _is_evaluated(section: Section) -> bool:
    return any(_EVALUATED.fullmatch(plain(text)) for text in _levels(section))


def _levels(section: Section) -> Iterator[str]:
    """Yield what stands under the first column of a list."""
    lattice, head = section.lattice, section.heads[0]
    if lattice is None:  # pragma: no cover - for the type checker; each section has one
        return
    for row in range(head.stop, len(lattice)):
        for cell in lattice.filled[row]:
            if cell.column == _first(head):
                yield cell.text.text


def _first(head: Head) -> int:
    own = (c.first for c in head.columns if c.role == "level1")
    return min(own, default=head.left)


def _is_captioned(front: Sequence[Sequence[Traced]]) -> bool:
    """Whether the last line above a table is the caption of one within a report."""
    last = [cell.text for cell in front[-1] if cell] if front else []
    return len(last) == 1 and _CAPTION.fullmatch(last[0]) is not None
