"""Problems that layouts notice with what may be lost or counted twice, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.wording import excerpt
from jiheng.model import ProblemSeverity
from jiheng.reading.layouts.problems.notes import told

if TYPE_CHECKING:
    from jiheng.model import Problem, Traced


def side_by_side(figures: Traced, label: str) -> Problem:
    """Numbers in several cells under one head, of which none can be told to be its own."""
    words, head = excerpt(figures.text), excerpt(label)
    return told(
        "unread-text",
        figures,
        f"“{head}”下并排几格里都是数（{words}），看不出哪个是它的，请核对原件。",
        f"several cells under “{head}” hold numbers side by side ({words}), and none can be told"
        " to be its own: compare the original.",
        ProblemSeverity.ERROR,
    )


def part_of_above(name: Traced) -> Problem:
    """A row that says by its name to be a part of the project above it, and is read as its own."""
    words = excerpt(name.text)
    return told(
        "unsure-row",
        name,
        f"“{words}”像是上面项目的一部分，按另一个项目读取，金额相加时可能重复，请核对。",
        f"“{words}” seems to be a part of the project above and was read as one of its own: its"
        " money may be counted twice.",
    )


def of_several(reached: Traced) -> Problem:
    """A number that was reached, or points, in a cell merged over several indicators."""
    said = excerpt(reached.text)
    return told(
        "unsure-row",
        reached,
        f"“{said}”的一格跨几个不同的指标，看不出各占多少，记在第一个指标，请核对原件。",
        f"the cell with “{said}” stands over several indicators that differ; it was read as that of"
        " the first, compare it with the original.",
    )


def cut_side(unit: Traced) -> Problem:
    """A blank unit at the top of a page, in a list in which every other project has one."""
    said = excerpt(unit.text)
    return told(
        "ditto",
        unit,
        f"换页后第一个项目的单位一格是空的，按上页的“{said}”读取。",
        f"the unit of the first project behind a page end is blank and was read as “{said}” above.",
        ProblemSeverity.NOTE,
    )


def joined_row(name: Traced) -> Problem:
    """A row behind a page end, without points of its own, that was read as the rest of one."""
    said = excerpt(name.text)
    return told(
        "unsure-row",
        name,
        f"换页后没有分值、得分的一行按上页最后一行的续行读取（“{said}”），也可能是另一个指标，请核对。",
        f"a row behind a page end has no points of its own and was read as the rest of the row"
        f" above (“{said}”); it may be another indicator.",
    )
