"""Several forms in one grid, one after the other → one lattice each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.layouts.cells.form_cells import inline_pair, is_label
from jiheng.reading.layouts.heads.column_names import names_columns
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.outside.margins import is_instruction
from jiheng.reading.layouts.words.level_labels import is_level
from jiheng.reading.layouts.words.roles import label_role, plain
from jiheng.reading.layouts.words.terms import names_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.cells.form_cells import Pair
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head

_OPENING = frozenset(("name", "code", "department", "organization", "year"))
"""Labels with which a form may begin."""

_GOALS = frozenset(("goal", "period_goal"))

GOALS_ABOVE = 4
"""Rows that may stand between the line that names a list and its head: what it is to reach."""

_IN_TITLE = 2
"""Cells of a row with a title: something may stand beside it."""


def forms_in(lattice: Lattice, heads: Sequence[Head]) -> list[tuple[Lattice, list[Head]]]:
    """Return the forms of a lattice, each with the heads of its own indicators.

    A form begins with a title, or with the name of a project, once the form before it has come to
    its indicators.
    """
    starts = _starts(lattice, heads)
    if starts == [0]:
        return [(lattice, list(heads))]
    parts = []
    for first, stop in zip(starts, [*starts[1:], len(lattice)], strict=True):
        own = [
            replace(head, first=head.first - first, stop=head.stop - first)
            for head in heads
            if first <= head.first < stop
        ]
        part = lattice.part(first, stop)
        if not own and heads:
            own = inherited(part, heads[-1] if heads[-1].first < first else heads[0])
        parts.append((part, own))
    return parts


def inherited(part: Lattice, head: Head) -> list[Head]:
    """Return the head of an earlier form for one that lists its indicators without a head."""
    column = next((c.first for c in head.columns if c.role == "level1"), None)
    if column is None:
        return []
    for row in range(len(part)):
        if is_level(part.places[row][column].text.text, 1):
            return [replace(head, first=row, stop=row)]
    return []


def _starts(lattice: Lattice, heads: Sequence[Head]) -> list[int]:
    starts = [0]
    heading = {row for head in heads for row in range(head.first, head.stop)}
    column = next((c.first for head in heads for c in head.columns if c.role == "level1"), 0)
    listed = below = False
    for row in range(len(lattice)):
        if row in heading:
            listed = True
        elif not listed and below:  # Its indicators may stand under the head of the form above.
            listed = is_level(lattice.places[row][column].text.text, 1)
        elif listed and _begins(lattice, row) and not _goes_on(lattice, heads, row):
            starts.append(row)
            listed, below = False, True
    return starts


def _goes_on(lattice: Lattice, heads: Sequence[Head], row: int) -> bool:
    """Whether a form goes on with a row that has the words with which one may begin.

    Names of columns are those of another table within it, unless indicators follow: 任务名称 and
    主要内容 over tasks, 年度 and years over money.
    """
    if _repeats(lattice, heads, row):
        return True
    last = all(head.first < row for head in heads)
    return last and names_columns(lattice.filled[row])


def _repeats(lattice: Lattice, heads: Sequence[Head], row: int) -> bool:
    """Whether a title stands above the head printed again, or is that of a list: it goes on."""
    filled = lattice.filled[row]
    if len(filled) != 1 and not (filled and is_title(filled[0].text.text)):
        return False
    if names_list(plain(filled[0].text.text)) and lists_below(lattice, heads, row):
        return True
    again = next((head for head in heads if head.first == row + 1), None)
    before = [head for head in heads if head.first < row]
    return again is not None and bool(before) and again.repeats(before[-1])


def lists_below(lattice: Lattice, heads: Sequence[Head], row: int) -> bool:
    """Return whether a list of indicators begins below a row, with but its goal between them."""
    near = range(row + 1, row + 2 + GOALS_ABOVE)
    head = next((head for head in heads if head.first in near), None)
    between = range(row + 1, head.first if head else row + 1)
    firsts = [filled[0].text.text for at in between if (filled := lattice.filled[at])]
    goals = all(label_role(text) in _GOALS for text in firsts)
    return head is not None and not head.has_projects and goals


def _begins(lattice: Lattice, row: int) -> bool:
    filled = lattice.filled[row]
    if not filled:
        return False
    if len(filled) <= _IN_TITLE and is_title(filled[0].text.text):
        return True
    first = filled[0].text
    if label_role(first.text) in _OPENING:
        return len(filled) > 1
    pair = None if is_instruction(lattice, row) else inline_pair(first)
    if pair is None or label_role(pair.label.text) not in _OPENING:
        return False
    return _is_set_off(pair, first) or len(filled) == 1 or any(map(_is_labelled, filled[1:]))


def _is_set_off(pair: Pair, text: Traced) -> bool:
    """Whether a colon stands behind a label: 项目名称公示及时性 beside ≥95% is an indicator."""
    return len(pair.label) + len(pair.value) < len(text)


def _is_labelled(cell: Cell) -> bool:
    return is_label(cell.text.text) or inline_pair(cell.text) is not None
