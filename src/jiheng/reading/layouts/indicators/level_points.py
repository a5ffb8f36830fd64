"""Points of several indicators in a row of their own: 一、产出指标 | | 50 | 48, and 小计."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Traced
from jiheng.reading.layouts.heads.fields import points
from jiheng.reading.layouts.heads.head import Column
from jiheng.reading.layouts.words.level_labels import is_level, names_first, says_level
from jiheng.reading.layouts.words.roles import plain
from jiheng.standards.indicator_tree import bare_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.reading.layouts.grids.lattice import Cell
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft

POINTS = ("weight", "score")
_SUBTOTAL = re.compile(
    r"(?P<of>.{0,12}?)(?:得分|分值|权重)?(?:(?P<part>小计)|合计)(?:得分|分值|分)?"
)


def points_under(head: Head, cells: Iterable[Cell]) -> list[tuple[Column, Traced]] | None:
    """Return the points that cells hold, each under a column of such; None where one holds more."""
    found: list[tuple[Column, Traced]] = []
    for cell in cells:
        index = head.over[cell.column, cell.stop]
        column = None if index is None else head.columns[index]
        if is_blank(cell.text.text):
            continue
        if column is None or column.role not in POINTS or points(cell.text.text) is None:
            return None
        found.append((column, cell.text))
    return found


def _said_under(head: Head, cells: Iterable[Cell]) -> list[tuple[Column, Traced]]:
    """Return what cells say, each under its column; beside all columns under one without a name."""
    return [
        (_beside(cell) if index is None else head.columns[index], cell.text)
        for cell in cells
        if not is_blank(cell.text.text)
        for index in (head.over[cell.column, cell.stop],)
    ]


def _beside(cell: Cell) -> Column:
    return Column(None, "", cell.column, cell.stop)


def subtotal(
    head: Head, cells: Sequence[Cell]
) -> tuple[Traced, list[tuple[Column, Traced]]] | None:
    """Return the label and the points of a row that sums those of some indicators; None for others.

    Levels may stand before the label: 产出指标 | 小计 | | | 60 | 59. A row called 小计, of a level
    or of nothing, sums them whatever it says, such as their number: 小计 | 3项 | 60.
    """
    at = 0
    while at < len(cells) and "计" not in cells[at].text.text:
        if not says_level(cells[at].text.text):
            return None
        at += 1
    if at == len(cells):
        return None
    said = _SUBTOTAL.fullmatch(plain(cells[at].text.text))
    if said is None or not (said["part"] or _names_level(said["of"])):
        return None
    found = points_under(head, cells[at + 1 :])
    if found is None and said["part"] and (not said["of"] or _names_level(said["of"])):
        found = _said_under(head, cells[at + 1 :])
    label = Traced.join(cell.text for cell in cells[: at + 1])
    return None if found is None else (label, found)


def _names_level(words: str) -> bool:
    bare = bare_label(words)
    return is_level(bare, 2) or names_first(bare)


def are_points(said: Mapping[str, Traced]) -> bool:
    """Return whether a row says points and nothing else, by the roles of its columns."""
    return bool(said) and all(
        role in POINTS and points(text.text) is not None for role, text in said.items()
    )


@dataclass(slots=True)
class LevelPoints:
    """Keeps points of levels until the first indicator below takes them in."""

    _waiting: list[tuple[Traced, Column, Traced]] = field(default_factory=list)

    def note(self, level: Traced, found: Iterable[tuple[Column, Traced]]) -> None:
        """Note the points of a level, each under its column."""
        self._waiting.extend((level, column, text) for column, text in found)

    def hand_to(self, draft: IndicatorDraft) -> Sequence[Traced]:
        """Give an indicator the points of its levels; return those of others, which have none."""
        left = []
        for level, column, text in self._waiting:
            if level is draft.level1 or level is draft.level2:
                draft.further.append((replace(column, label=level.text + column.label), text))
            else:
                left.append(text)
        self._waiting = []
        return left

    def rest(self) -> Sequence[Traced]:
        """Return the points behind which no indicator has come, and forget them."""
        left = [text for _, _, text in self._waiting]
        self._waiting = []
        return left
