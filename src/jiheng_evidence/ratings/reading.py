"""A rating sheet read back; what is wrong with it is told with the cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.evaluation import Rating, score_rate
from jiheng.standards.framework import load_framework
from jiheng_evidence.ledgers.grids import open_ledger
from jiheng_evidence.ratings.columns import (
    FIXED,
    FRAMEWORK,
    LEVELS,
    OWN,
    PART,
    REQUESTED,
    SUBJECT,
    TITLE,
    WHOLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.scoring import Score
    from jiheng.standards.framework import Framework, FrameworkItem
    from jiheng_evidence.ledgers.grids import CellValue, LedgerGrid

_BLANK = frozenset({"", "/", "-", "—"})
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSheet:
    """What a rating sheet holds.

    Attributes:
        requested: Money asked for next year, in 万元; None when it is not said.
        computed: Path of an item → its points by formula.
        own: Path of an item → what the unit gave itself.
    """

    subject: str
    framework: Framework
    requested: Decimal | None
    ratings: tuple[Rating, ...]
    computed: Mapping[tuple[str, str, str], Score]
    own: Mapping[tuple[str, str, str], Decimal]


def read_ratings(data: bytes, name: str) -> RatingSheet:
    """Return what a rating sheet holds.

    Raises:
        UnreadableFile: It is no workbook, not a rating sheet, or holds points that no item can
            have; every such cell is named, up to twenty.
    """
    grids = {grid.name: grid for grid in open_ledger(data, name).grids}
    sheet, front = grids.get(TITLE), grids.get("说明")
    if sheet is None or front is None:
        raise _refused(name, f"没有“{TITLE}”和“说明”两张工作表", "it is no rating sheet")
    said = {_text(row[0]): row[1] for row in front.rows if len(row) > 1}
    framework = load_framework(_text(said.get(FRAMEWORK)))
    faults: list[Bilingual] = []
    rows = list(_rows(sheet, framework, name))
    experts = _experts(sheet.rows[0])
    lines = [_Line(item, row, at, faults) for item, row, at in rows]
    found = RatingSheet(
        subject=_text(said.get(SUBJECT)) or name,
        framework=framework,
        requested=_number(said.get(REQUESTED)),
        ratings=tuple(rating for line in lines for rating in line.ratings(experts)),
        computed={line.item.path: line.score() for line in lines if line.item.formula},
        own={line.item.path: own for line in lines if (own := line.own()) is not None},
    )
    if faults:
        zh = "；".join(fault.zh for fault in faults[:_MOST_FAULTS])
        en = "; ".join(fault.en for fault in faults[:_MOST_FAULTS])
        raise _refused(name, f"有的给分不对：{zh}", f"points that cannot be: {en}")
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet; what is wrong with a cell is added to the faults."""

    item: FrameworkItem
    cells: Sequence[CellValue]
    at: int
    faults: list[Bilingual]

    def ratings(self, experts: Sequence[tuple[int, str]]) -> Iterator[Rating]:
        """Yield what experts gave; computed items are not judged by them."""
        if self.item.formula is not None:
            return
        for column, expert in experts:
            points = self._points(column)
            if points is not None:
                yield Rating(expert=expert, item=self.item.path, points=points)

    def own(self) -> Decimal | None:
        """Return what the unit gave itself."""
        return self._points(FIXED.index(OWN))

    def score(self) -> Score:
        """Return the points of a computed item."""
        parts = [self._number_at(FIXED.index(head)) for head in (PART, WHOLE)]
        return score_rate(self.item, parts[0], parts[1])

    def _points(self, column: int) -> Decimal | None:
        number = self._number_at(column)
        if number is not None and not 0 <= number <= self.item.weight:
            most = self.item.weight
            self._fault(column, f"{number}，应在 0 与 {most} 之间", f"{number} is not in 0-{most}")
            return None
        return number

    def _number_at(self, column: int) -> Decimal | None:
        cell = self.cells[column] if column < len(self.cells) else None
        number = _number(cell)
        if number is None and _text(cell) not in _BLANK:
            said = f"“{_text(cell)[:20]}”"
            self._fault(column, f"{said}不是数", f"{said} is no number")
        return number

    def _fault(self, column: int, zh: str, en: str) -> None:
        name = self.item.name
        self.faults.append(
            Bilingual(
                f"第 {self.at} 行第 {column + 1} 列（{name}）{zh}",
                f"row {self.at}, column {column + 1} ({name}): {en}",
            )
        )


def _rows(
    sheet: LedgerGrid, framework: Framework, name: str
) -> Iterator[tuple[FrameworkItem, Sequence[CellValue], int]]:
    heads = tuple(_text(cell) for cell in sheet.rows[0]) if sheet.rows else ()
    if heads[: len(FIXED)] != FIXED:
        raise _refused(name, f"“{TITLE}”的表头被改动", "the head of the rating sheet was changed")
    items = {item.path: item for item in framework.items}
    for index, row in enumerate(sheet.rows[1:], start=2):
        path = tuple(_text(cell) for cell in row[: len(LEVELS)])
        if not any(path):
            continue
        item = items.pop((path[0], path[1], path[2]), None) if len(path) == len(LEVELS) else None
        if item is None:
            at = "、".join(path)
            raise _refused(name, f"第 {index} 行“{at}”不在体系中或重复", f"row {index} is no item")
        yield item, row, index


def _experts(heads: Sequence[CellValue]) -> tuple[tuple[int, str], ...]:
    named = ((column, _text(head)) for column, head in enumerate(heads))
    return tuple((column, head) for column, head in named if column >= len(FIXED) and head)


def _text(cell: CellValue | None) -> str:
    return "" if cell is None else str(cell).strip()


def _number(cell: CellValue | None) -> Decimal | None:
    try:
        number = Decimal(_text(cell))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _refused(name: str, zh: str, en: str) -> UnreadableFile:
    return UnreadableFile(name=name, reason=Bilingual(zh, en))
