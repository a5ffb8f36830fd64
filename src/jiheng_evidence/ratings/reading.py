"""A rating sheet read back; what is wrong with it is told with the cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.evaluation import Rating, score_rate
from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.standards.framework import load_framework
from jiheng_evidence.ledgers.grids import open_ledger
from jiheng_evidence.ratings.columns import (
    COMMENT,
    FIXED,
    FRAMEWORK,
    FRONT,
    LEVELS,
    OWN,
    PART,
    REQUESTED,
    SUBJECT,
    TITLE,
    WEIGHT,
    WHOLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.scoring import Score
    from jiheng.standards.framework import Framework, FrameworkItem
    from jiheng_evidence.ledgers.grids import CellValue, LedgerGrid

_BLANK = frozenset({"", "/", "-", "—"})
_BOOKS = (MediaType.XLSX, MediaType.XLS)
_MOST_FAULTS = 20
_NO_WORKBOOK = Bilingual(
    "不是评分表工作簿。请填写下载的评分表（.xlsx），不要另存为其他格式。",
    "no workbook of ratings. Fill in the rating sheet as it was downloaded (.xlsx).",
)
_UNSAID: tuple[CellValue, int] = (None, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSheet:
    """What a rating sheet holds.

    Attributes:
        requested: Money asked for next year, in 万元; None when it is not said.
        computed: Path of an item → its points by formula.
        own: Path of an item → what the unit gave itself.
        absent: Items of the framework whose rows were deleted.
        doubts: Rates above 100%, each with its cell.
    """

    subject: str
    framework: Framework
    requested: Decimal | None
    ratings: tuple[Rating, ...]
    computed: Mapping[tuple[str, str, str], Score]
    own: Mapping[tuple[str, str, str], Decimal]
    absent: tuple[FrameworkItem, ...] = ()
    doubts: tuple[Bilingual, ...] = ()


def read_ratings(data: bytes, name: str) -> RatingSheet:
    """Return what a rating sheet holds.

    Raises:
        UnreadableFile: It is no workbook, not a rating sheet, names two experts alike, or holds
            points that no item can have; every such cell is named, up to twenty.
    """
    if data.strip() and kind_of(data, name) not in _BOOKS:
        raise UnreadableFile(name=name, reason=_NO_WORKBOOK)
    ledger = open_ledger(data, name)
    grids = {grid.name: grid for grid in ledger.grids}
    sheet, front = grids.get(TITLE), grids.get(FRONT)
    if sheet is None or front is None:
        raise _refused(name, f"没有“{TITLE}”和“{FRONT}”两张工作表", "it is no rating sheet")
    said = {_text(row[0]): (row[1], at) for at, row in enumerate(front.rows) if len(row) > 1}
    framework = load_framework(_text(said.get(FRAMEWORK, _UNSAID)[0]))
    rows = list(_rows(sheet, framework, name))
    faults = list(_unsaved(ledger.problems))
    requested = _money(*said.get(REQUESTED, _UNSAID), faults)
    experts = _experts(sheet.rows[0], faults)
    lines = [_Line(item, row, at, faults) for item, row, at in rows]
    for line in lines:
        line.check(experts)
    there = {item.path for item, _row, _at in rows}
    found = RatingSheet(
        subject=_text(said.get(SUBJECT, _UNSAID)[0]) or name,
        framework=framework,
        requested=requested,
        ratings=tuple(rating for line in lines for rating in line.ratings(experts)),
        computed={line.item.path: line.score() for line in lines if line.item.formula},
        own={line.item.path: own for line in lines if (own := line.own()) is not None},
        absent=tuple(item for item in framework.items if item.path not in there),
        doubts=tuple(doubt for line in lines for doubt in line.doubts()),
    )
    if faults:
        raise _together(name, faults)
    return found


def _together(name: str, faults: Sequence[Bilingual]) -> UnreadableFile:
    told, left = faults[:_MOST_FAULTS], len(faults) - _MOST_FAULTS
    zh, en = "；".join(fault.zh for fault in told), "; ".join(fault.en for fault in told)
    if left > 0:
        zh, en = f"{zh}；另有 {left} 处", f"{en}; {left} more"
    return _refused(name, f"有的单元格不对：{zh}", f"cells that cannot be: {en}")


def _unsaved(problems: Sequence[Problem]) -> Iterator[Bilingual]:
    """Yield the cells with formulas whose results were not saved: they are not blank."""
    for problem in problems:
        if problem.code == "unsaved-formula":
            for place in problem.span:
                if place.sheet in {TITLE, FRONT}:
                    yield Bilingual(
                        f"{place.cell} 是公式，文件里没有保存计算结果，请用 Excel 或 WPS 打开，"
                        "保存后再读",
                        f"{place.cell} holds a formula without a saved result: open the file in"
                        " Excel, save it and read it again",
                    )


def _money(cell: CellValue, at: int, faults: list[Bilingual]) -> Decimal | None:
    """Return the money that is asked for; what is no amount is a fault."""
    number = _number(cell)
    if _text(cell) not in _BLANK and (number is None or number < 0):
        said = _text(cell)[:20]
        faults.append(
            Bilingual(
                f"{FRONT}!B{at + 1}（{REQUESTED}）“{said}”不是金额",
                f"{FRONT}!B{at + 1} ({REQUESTED}): “{said}” is no amount",
            )
        )
    return number


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet; what is wrong with a cell is added to the faults."""

    item: FrameworkItem
    cells: Sequence[CellValue]
    at: int
    faults: list[Bilingual]

    def check(self, experts: Sequence[_Expert]) -> None:
        """Find what people changed that is not theirs: the weight, points that are computed."""
        column, weight = FIXED.index(WEIGHT), self.item.weight
        said = self._number_at(column)
        if said is not None and said != weight:
            self._fault(
                column,
                f"分值被改为 {said}，体系规定为 {weight}，请改回",
                f"the weight was changed to {said}; the framework says {weight}",
            )
        for one in experts if self.item.formula is not None else ():
            if self._number_at(one.column) is not None:
                self._fault(
                    one.column,
                    "由分子、分母计算，不由专家评分，请清空",
                    "is computed, not judged: leave it blank",
                )

    def doubts(self) -> Iterator[Bilingual]:
        """Yield that a rate is above 100%; a cost above its plan is none."""
        if self.item.formula in {None, "savings"}:
            return
        column = FIXED.index(PART)
        part, whole = (_number(self._cell(FIXED.index(head))) for head in (PART, WHOLE))
        if part is not None and whole is not None and part > whole > 0:
            cell, name = f"{letters(column)}{self.at}", self.item.name
            yield Bilingual(
                f"{cell}（{name}）{part} 大于分母 {whole}，超过 100% 的部分不计分，请核对",
                f"{cell} ({name}): {part} of {whole} is above 100%, which earns no more: see"
                " whether it is so",
            )

    def ratings(self, experts: Sequence[_Expert]) -> Iterator[Rating]:
        """Yield what experts gave; computed items are not judged by them."""
        if self.item.formula is not None:
            return
        for one in experts:
            points, comment = self._points(one.column), self._comment(one.comment)
            if points is not None or comment:
                path = self.item.path
                yield Rating(expert=one.name, item=path, points=points, comment=comment)

    def own(self) -> Decimal | None:
        """Return what the unit gave itself."""
        return self._points(FIXED.index(OWN))

    def score(self) -> Score:
        """Return the points of a computed item."""
        parts = [self._part(FIXED.index(head)) for head in (PART, WHOLE)]
        return score_rate(self.item, parts[0], parts[1])

    def _part(self, column: int) -> Decimal | None:
        number = self._number_at(column)
        if number is not None and number < 0:
            self._fault(column, f"{number}，不应小于 0", f"{number} is below 0")
            return None
        return number

    def _points(self, column: int) -> Decimal | None:
        number = self._number_at(column)
        if number is not None and not 0 <= number <= self.item.weight:
            most = self.item.weight
            self._fault(column, f"{number}，应在 0 与 {most} 之间", f"{number} is not in 0-{most}")
            return None
        return number

    def _comment(self, column: int | None) -> str:
        cell = self.cells[column] if column is not None and column < len(self.cells) else None
        return "" if _text(cell) in _BLANK else _text(cell)

    def _cell(self, column: int) -> CellValue | None:
        return self.cells[column] if column < len(self.cells) else None

    def _number_at(self, column: int) -> Decimal | None:
        cell = self._cell(column)
        number = _number(cell)
        if number is None and _text(cell) not in _BLANK:
            said = f"“{_text(cell)[:20]}”"
            self._fault(column, f"{said}不是数", f"{said} is no number")
        return number

    def _fault(self, column: int, zh: str, en: str) -> None:
        name = self.item.name
        self.faults.append(
            Bilingual(
                f"{letters(column)}{self.at}（{name}）{zh}",
                f"{letters(column)}{self.at} ({name}): {en}",
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


@dataclass(frozen=True, slots=True)
class _Expert:
    """An expert by the columns of the sheet.

    Attributes:
        comment: Column of the comments; None where there is none.
    """

    name: str
    column: int
    comment: int | None


def _experts(heads: Sequence[CellValue], faults: list[Bilingual]) -> tuple[_Expert, ...]:
    """Return the experts; two of one name are a fault, for one would cover the other."""
    named = [(at, head) for at, cell in enumerate(heads) if (head := _text(cell))]
    named = [(at, head) for at, head in named if at >= len(FIXED)]
    said = dict(named)
    found: dict[str, _Expert] = {}
    for at, head in named:
        if head == COMMENT:
            continue
        if head in found:
            first, second = f"{letters(found[head].column)}1", f"{letters(at)}1"
            zh = f"{first} 与 {second} 的专家同名“{head}”，请在表头中区分"
            faults.append(Bilingual(zh, f"{first} and {second} name the same expert “{head}”"))
            continue
        found[head] = _Expert(head, at, at + 1 if said.get(at + 1) == COMMENT else None)
    return tuple(found.values())


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
