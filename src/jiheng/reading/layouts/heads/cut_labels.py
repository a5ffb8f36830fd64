"""Labels and heads that a page end cuts in two, or of which print has left a piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.grids.lattice import lattice_of
from jiheng.reading.layouts.heads.heads import first_head
from jiheng.reading.layouts.words.roles import LONGEST, is_block, role_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice

_GOALS = frozenset({"goal", "period_goal"})
_OPENING = frozenset({"name", "self"})
_SHORT = re.compile(r"[\d年度.\-/（()）]*")
"""What stands beside a whole label 年度, and is no beginning of a goal."""

_WHOLE = ("年度总体绩效目标", "年度绩效总体目标")
"""The labels of goals, of which others are parts."""

SEVERAL = 2
"""Heads that are no accident."""

_PIECE = 3
"""Characters of a piece of a label at most."""

_LEAST = 12
"""Characters of a goal that tell it from the value of another label."""


def join_cut_labels(lattice: Lattice) -> None:
    """Put a row together that a page end cuts through the label of a goal: 年度 | 总体目标.

    So is a row of heads, 一级指 | 标 and 分值权 | 重; one above the list of which each cell stands
    on one of the pages; and one of which nothing but labels goes on: 其中：当年财政 | 拨款. A row
    that is blank on one of the pages has nothing there but a part of the label beside it.
    """
    for seam in lattice.seams:
        pairs = _pairs(lattice, seam)
        parted = _is_parted(lattice, seam, pairs)
        if (parted and _belongs_below(pairs)) or _ends_in_blanks(lattice, seam, pairs):
            _move_down(pairs)
        elif (
            parted
            or _begins_in_blanks(lattice, seam, pairs)
            or _is_cut_head(pairs)
            or _is_cut_line(lattice, seam, pairs)
        ):
            _join(pairs)
        else:
            _join(_cut_goal(pairs) or _cut_side(lattice, seam, pairs))
    lattice.look_again()


def opens_parted(sheet: Sheet, first: Grid, rest: Grid | None) -> bool:
    """Return whether a page end cuts the first row of a form, with the label of its name.

    Args:
        sheet: Where both grids stand.
        first: A grid at the end of a page; but one row of a form stands there.
        rest: The next grid, if there is one.
    """
    if first.stop - first.first > 1 or rest is None or first.page is None:
        return False
    lattice = lattice_of(sheet, (first, rest))
    pairs = _pairs(lattice, 1)
    label = next((above.text.text + below.text.text for above, below in pairs if below.text), "")
    cut = role_in(label, "labels") in _OPENING
    return cut and (_is_parted(lattice, 1, pairs) or _is_cut_line(lattice, 1, pairs))


def _cut_goal(pairs: Iterable[tuple[Cell, Cell]]) -> Sequence[tuple[Cell, Cell]]:
    """Return the halves of the label of a goal, and of its value where that is cut, too."""
    pairs = [(above, below) for above, below in pairs if above.text and below.text]
    if len(pairs) < 2 or not _is_cut(pairs[-2], pairs[-1]):  # noqa: PLR2004 - and its value
        return ()
    label, value = pairs[-2:]
    heading = role_in(value[0].text.text, "labels") in _GOALS  # over the goal
    return [label] if heading else [label, value]


def _cut_side(
    lattice: Lattice, seam: int, pairs: Sequence[tuple[Cell, Cell]]
) -> Sequence[tuple[Cell, Cell]]:
    """Return the halves of the label at the side of rows on both pages: 资金（ | 万元）."""
    side = pairs[:1]
    if not side or side[0][0].column or not all(cell.text for cell in side[0]):
        return ()
    above, below = (cell.text.text for cell in side[0])
    if role_in(above + below, "columns") == "indicators":
        return side  # beside a list: 绩效 | 指标
    return side if _is_cut_label(above, below) and not _is_listed(lattice, seam) else ()


def _join(pairs: Iterable[tuple[Cell, Cell]]) -> None:
    """Let the upper cells hold what the lower ones do."""
    for above, below in pairs:
        above.text, below.text = above.text + below.text, Traced()


def _move_down(pairs: Iterable[tuple[Cell, Cell]]) -> None:
    """Let the lower cells hold what the upper ones do."""
    for above, below in pairs:
        above.text, below.text = Traced(), above.text + below.text


def _belongs_below(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether a label beside a parted row covers rows below it, and none covers rows above."""
    tall = any(below.text and below.height > 1 for _, below in pairs)
    return tall and not any(above.text and above.height > 1 for above, _ in pairs)


def _pairs(lattice: Lattice, seam: int) -> list[tuple[Cell, Cell]]:
    """Return the cells of one row on either side of a page end, each with the one below it."""
    found = []
    for cell in lattice.across[seam] if 0 < seam < len(lattice) else ():
        above = lattice.places[seam - 1][cell.column]
        if (above.column, above.stop) == (cell.column, cell.stop) and cell.row == seam:
            found.append((above, cell))
    return found


def _is_cut_head(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether cells are the halves of heads: most are columns together that no half is.

    Others may stand whole on one of the pages.
    """
    said = [(above.text.text, rest.text.text) for above, rest in pairs]
    halves = [each for each in said if all(each)]
    uppers = [above for above, rest in said if above and not rest]
    lowers = [rest for above, rest in said if rest and not above]
    if not all(_may_be_cut(*each) for each in halves):
        return False
    # A head that is printed again stands below what is left of a row, or below a blank one.
    if lowers and not ((uppers or halves) and all(map(_is_head, (*uppers, *lowers)))):
        return False
    whole = [above + rest for above, rest in (said if lowers else halves)]
    heads = sum(1 for text in whole if _is_head(text))
    return bool(lowers or halves) and heads >= SEVERAL and 2 * heads > sum(map(bool, whole))


def _may_be_cut(above: str, rest: str) -> bool:
    """Whether two texts are no heads by themselves; halves may read like some: 一级 | 指标."""
    return _is_head(above + rest) or not (_is_head(above) or _is_head(rest))


def _is_head(text: str) -> bool:
    return role_in(text, "columns") is not None


def _is_parted(lattice: Lattice, seam: int, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether each cell of a row stands on one side of a page end, and blank on the other.

    A writer that keeps the lines of a cell together parts a row so. In a list of indicators the
    rows are put together as such.
    """
    if any(above.text and below.text for above, below in pairs):
        return False
    both = any(above.row == seam - 1 and above.text for above, _ in pairs)
    if not both or not any(below.text for _, below in pairs):
        return False
    if not len(pairs) == len(lattice.across[seam]) == len(lattice.across[seam - 1]):
        return False
    return not _is_listed(lattice, seam)


def _begins_in_blanks(lattice: Lattice, seam: int, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether the upper part of a row is blank, beside the label of it and of rows above."""
    own = [above for above, _ in pairs if above.row == seam - 1]
    sides = [(above, below) for above, below in pairs if above.row < seam - 1]
    blank = bool(own and sides) and not any(cell.text for cell in own)
    return blank and _is_label_cut(lattice, seam, pairs, sides)


def _ends_in_blanks(lattice: Lattice, seam: int, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether the lower part of a row is blank, beside the label of it and of rows below."""
    own = [below for _, below in pairs if below.height == 1]
    sides = [(above, below) for above, below in pairs if below.height > 1]
    blank = bool(own and sides) and not any(cell.text for cell in own)
    low = blank and all(above.row == seam - 1 for above, _ in pairs)
    return low and _is_label_cut(lattice, seam, pairs, sides)


def _is_label_cut(
    lattice: Lattice,
    seam: int,
    pairs: Sequence[tuple[Cell, Cell]],
    sides: Sequence[tuple[Cell, Cell]],
) -> bool:
    """Whether cells beside a row hold one label of the form on both pages, above its list."""
    labels = [(above.text.text, below.text.text) for above, below in sides]
    whole = len(pairs) == len(lattice.across[seam]) == len(lattice.across[seam - 1])
    known = all(not (above and below) or _roles(above + below) for above, below in labels)
    return whole and known and not _is_listed(lattice, seam)


def _is_cut_line(lattice: Lattice, seam: int, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether a page end cuts through labels of a row above the list, and leaves its rest blank.

    Each cell that goes on is a label together with its rest: 其中：当年财政 | 拨款.
    """
    rests = [(above.text.text, rest.text.text) for above, rest in pairs if rest.text]
    if not rests or not all(_is_cut_label(*each) for each in rests):
        return False
    whole = len(pairs) == len(lattice.across[seam]) == len(lattice.across[seam - 1])
    return whole and not _is_listed(lattice, seam)


def _is_cut_label(above: str, rest: str) -> bool:
    """Whether two texts are a label or head of money together, and the first is no other one."""
    first, whole = _roles(above), _roles(above + rest)
    return bool(above and whole) and (not first or not first.isdisjoint(whole))


def _roles(text: str) -> set[str]:
    """Return what a label of a form may mean above its list."""
    roles = {role_in(text, each) for each in ("labels", "money_lines", "money_columns")}
    return {role for role in roles if role} | ({"block"} if is_block(text) else set())


def _is_listed(lattice: Lattice, seam: int) -> bool:
    """Whether a row stands in a list of indicators, or in one of projects, and above no form."""
    for row in range(seam - 1, -1, -1):
        if first_head(lattice, (row,)) is not None:
            return True
        filled = lattice.filled[row]
        if filled and role_in(filled[0].text.text, "labels") in _OPENING:
            return False
    return False


def _is_cut(label: tuple[Cell, Cell], value: tuple[Cell, Cell]) -> bool:
    above, below = (cell.text.text for cell in label)
    if len(above) + len(below) > LONGEST or role_in(above, "labels") in _GOALS:
        return False
    beside = value[0].column == label[0].stop
    whole = _SHORT.fullmatch(value[0].text.text) is not None
    return beside and not whole and role_in(above + below, "labels") in _GOALS


def is_cut_goal(label: Cell, value: Cell, page: int | None) -> bool:
    """Return whether a cell of a page may hold a piece of the label of the goal beside it.

    A label printed one character a line loses those that its cell has no room for.
    """
    words = label.text.text
    piece = len(words) <= _PIECE and words != "年度" and any(words in whole for whole in _WHOLE)
    return page is not None and piece and len(value.text) >= _LEAST
