"""Problems that layouts notice with texts that refer to another one, in words for people: 同上."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.wording import excerpt
from jiheng.model import ProblemSeverity, Traced
from jiheng.reading.layouts.problems.notes import told

if TYPE_CHECKING:
    from jiheng.model import Problem


def value(name: Traced, cell: Traced) -> Problem:
    """A value that refers to another one: 同上."""
    words, said = excerpt(name.text), excerpt(cell.text)
    return told(
        "unread-text",
        cell,
        f"“{words}”的指标值只写“{said}”，照录，没有代入所指的值，请补上。",
        f"the value of “{words}” is “{said}” and kept as it is; write the value itself.",
    )


def level(above: Traced, cell: Traced) -> Problem:
    """A level that refers to the one above it: 同上."""
    words, said = excerpt(above.text), excerpt(cell.text)
    return told(
        "ditto",
        cell,
        f"级次只写“{said}”，按上面的“{words}”读取。",
        f"a level is “{said}” and was read as “{words}” above it.",
        ProblemSeverity.NOTE,
    )


def side(above: Traced, cell: Traced) -> Problem:
    """A unit or department that refers to that of the project above it: 同上."""
    words, said = excerpt(above.text), excerpt(cell.text)
    return told(
        "ditto",
        cell,
        f"单位或部门只写“{said}”，按上面的“{words}”读取。",
        f"a unit or department is “{said}” and was read as “{words}” above it.",
        ProblemSeverity.NOTE,
    )


def row(above: Traced, name: Traced) -> Problem:
    """A row whose name refers to that of the project above it, to which it belongs: 同上."""
    words, said = excerpt(above.text), excerpt(name.text)
    return told(
        "ditto",
        name,
        f"项目名称只写“{said}”，按上面的“{words}”读取。",
        f"the name of a project is “{said}”; its row was read as one of “{words}” above it.",
        ProblemSeverity.NOTE,
    )


def text(cell: Traced) -> Problem:
    """A name, goal, unit or level that refers to another one: 同上."""
    said = excerpt(cell.text)
    return told(
        "unread-text",
        cell,
        f"名称、目标或级次只写“{said}”，照录，没有代入所指的内容，请补上。",
        f"a name, goal or level is “{said}” and kept as it is; write what it stands for.",
    )
