"""Schemes and data out of files: TOML, CSV and workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes.fields import LABELS
from jiheng.schemes.figures import figures_of
from jiheng.schemes.scheme import Scheme
from jiheng.schemes.text import PARTS, read_scheme, scheme_of
from jiheng_evidence.ledgers.grids import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from jiheng.model import Problem
    from jiheng.schemes.figures import Figures
    from jiheng_evidence.ledgers.grids import CellValue, LedgerGrid

SHEETS = {
    "scheme": "方案",
    "indicator": "指标",
    "condition": "条件",
    "adjustment": "加扣分",
    "grade": "等级",
}
DATA = "数据"
SAME_AS_PARENT = "上级权重"
"""How the sheet says that weights of siblings add up to that of their parent."""

MOST_ENTITIES = 200_000
_ZIP = b"PK\x03\x04"
_HEAD_ROWS = 20
_PERCENT = ("%", "％")


def load_scheme(data: bytes, name: str) -> Scheme:
    """Return the scheme of a TOML file or of a workbook with the sheets of a scheme.

    Raises:
        UnreadableFile: It is neither, or the scheme is unsound.
    """
    if not data.startswith(_ZIP):
        return read_scheme(data, name)
    grids = {grid.name: grid for grid in open_ledger(data, name).grids}
    for sheet in ("scheme", "indicator"):
        if SHEETS[sheet] not in grids:
            raise _refused(name, f"没有工作表“{SHEETS[sheet]}”。", f"no sheet “{SHEETS[sheet]}”.")
    said: dict[str, object] = {"scheme": _pairs(grids[SHEETS["scheme"]], name)}
    for key, (_attribute, kind) in PARTS.items():
        grid = grids.get(SHEETS[key])
        said[key] = [] if grid is None else list(_records(grid, kind, name))
    return scheme_of(said, name)


def load_figures(scheme: Scheme, data: bytes, name: str) -> Figures:
    """Return the data of a CSV file, or of the sheet of data of a workbook, else of its first.

    A number that a cell shows as per cent is that per cent, like the text 85%.

    Raises:
        UnreadableFile: A column is missing, nobody is there, a value is no number, a formula
            without a saved result, or per cent where the unit of the indicator is another.
    """
    ledger = open_ledger(data, name)
    grids = ledger.grids
    grid = next((grid for grid in grids if grid.name == DATA), grids[0] if grids else None)
    at = None if grid is None else _head(grid, scheme.entity)
    if grid is None or at is None:
        zh, en = f"没有表头为“{scheme.entity}”的列。", f"no column is headed “{scheme.entity}”."
        raise _refused(name, zh, en)
    columns = _columns(scheme, [_bare(cell) for cell in grid.rows[at]], name)
    filled = [
        row
        for row in range(at + 1, len(grid.rows))
        if any(cell is not None for cell in grid.rows[row])
    ]
    if not filled:
        raise _refused(name, f"没有{scheme.entity}：表头以下没有数据。", "no row below the heads.")
    _refuse_unsaved(ledger.problems, grid, name)
    if len(filled) > MOST_ENTITIES:
        raise _refused(name, f"超过 {MOST_ENTITIES} 行。", f"more than {MOST_ENTITIES} rows.")
    in_percent = {leaf.head for leaf in scheme.leaves if leaf.unit in _PERCENT}
    in_others = {leaf.head for leaf in scheme.leaves} - in_percent
    records = (_figures(grid, row, columns, in_percent, in_others, name) for row in filled)

    def cell(at: int, head: str) -> str | None:
        return grid.place(filled[at], columns[head]).cell

    return figures_of(scheme, records, name=name, cell=cell)


def _refuse_unsaved(problems: Iterable[Problem], grid: LedgerGrid, name: str) -> None:
    """Refuse formulas whose results were not saved: they are not missing values."""
    for problem in problems:
        sheets = {place.sheet for place in problem.span}
        if problem.code == "unsaved-formula" and grid.name in sheets:
            raise UnreadableFile(name=name, reason=problem.message)


def _columns(scheme: Scheme, heads: list[str], name: str) -> dict[str, int]:
    """Return where the columns stand that a scheme asks for."""
    needed = [scheme.entity, *([scheme.group] if scheme.group else []), *scheme.columns]
    absent = [head for head in needed if head not in heads]
    if absent:
        raise _refused(
            name,
            f"缺少列：{'、'.join(absent[:10])}（共 {len(absent)} 列）。",
            f"columns are missing: {', '.join(absent[:10])} ({len(absent)} in all).",
        )
    twice = sorted({head for head in needed if heads.count(head) > 1})
    if twice:
        raise _refused(name, f"列重复：{'、'.join(twice)}。", f"columns twice: {', '.join(twice)}.")
    return {head: heads.index(head) for head in needed}


def _figures(
    grid: LedgerGrid,
    row: int,
    columns: Mapping[str, int],
    in_percent: set[str],
    in_others: set[str],
    name: str,
) -> dict[str, CellValue]:
    """Return what a row says of an entity."""
    said = {head: _cell(grid.rows[row], column) for head, column in columns.items()}
    for head, percent in _percents(grid, row, columns):
        if head not in in_percent:
            raise _unlike(grid.place(row, columns[head]).cell, head, name)
        said[head] = percent
    for head in in_others:
        cell = said[head]
        if isinstance(cell, str) and cell.strip().endswith(_PERCENT):
            raise _unlike(grid.place(row, columns[head]).cell, head, name)
    return said


def _unlike(cell: str | None, head: str, name: str) -> UnreadableFile:
    return _refused(
        name,
        f"单元格 {cell} 显示为百分数，而“{head}”的单位不是 %：请在方案中写明单位，"
        "或将单元格改为数值格式。",
        f"cell {cell} is shown as per cent, and the unit of “{head}” is not %: state the"
        " unit in the scheme, or format the cell as a number.",
    )


def _percents(
    grid: LedgerGrid, row: int, columns: Mapping[str, int]
) -> Iterator[tuple[str, Decimal]]:
    if grid.percents:
        for head, column in columns.items():
            percent = grid.percent(row, column)
            if percent is not None:
                yield head, percent


def _refused(name: str, zh: str, en: str) -> UnreadableFile:
    return UnreadableFile(name=name, reason=Bilingual(zh, en))


def _head(grid: LedgerGrid, entity: str) -> int | None:
    """Return the row of the heads: the first that names the column of the entities."""
    for number, row in enumerate(grid.rows[:_HEAD_ROWS]):
        if entity in map(_bare, row):
            return number
    return None


def _bare(cell: CellValue) -> str:
    """Return a head without its unit, which our own sheets print below it."""
    return str(cell or "").split("\n", 1)[0].strip()


def _cell(row: Sequence[CellValue], column: int) -> CellValue:
    return row[column] if column < len(row) else None


def _pairs(grid: LedgerGrid, name: str) -> dict[str, object]:
    names = {label: field for field, label in LABELS[Scheme].items()}
    found: dict[str, object] = {}
    for row in grid.rows:
        label, said = _bare(_cell(row, 0)), _cell(row, 1)
        if label in names and said is not None:
            found[names[label]] = "parent" if said == SAME_AS_PARENT else said
    if not found:
        raise _refused(name, "“方案”表没有内容。", "the sheet of the scheme is empty.")
    return found


def _records(grid: LedgerGrid, kind: type, name: str) -> Iterator[dict[str, object]]:
    names = {label: field for field, label in LABELS[kind].items()}
    first = next(iter(LABELS[kind].values()))
    at = _head(grid, first)
    if at is None:
        raise _refused(name, f"“{grid.name}”表没有表头。", f"sheet “{grid.name}” has no heads.")
    heads = [names.get(_bare(cell)) for cell in grid.rows[at]]
    for row in grid.rows[at + 1 :]:
        cells = zip(heads, row, strict=False)
        found: dict[str, object] = {
            head: said for head, said in cells if head is not None and said is not None
        }
        if found:
            yield found
