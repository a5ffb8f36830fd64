"""Tables → the official forms as grids."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from jiheng.model import Row, RowKind, TableKind
from jiheng.writing.disclosure import GOAL, INDICATORS, NAME, disclosure_form, printed_amount
from jiheng.writing.fitting import breadth
from jiheng.writing.official.blocks import (
    closing_block,
    goal_block,
    head_block,
    indicator_block,
    indicator_columns,
    money_block,
    task_block,
)
from jiheng.writing.official.columns import sized
from jiheng.writing.official.grid import (
    Cell,
    FormGrid,
    amount,
    common_columns,
    head,
    placed,
    spread,
)
from jiheng.writing.official.printing import usual_form
from jiheng.writing.official.specs import DISCLOSURE, SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.disclosure import PrintedForm, PrintedRow
    from jiheng.writing.official.blocks import Block
    from jiheng.writing.official.specs import Spec

_UNNAMED = "绩效目标表"
_DECLARED = "申报"
_PORTRAIT, _LANDSCAPE = 100.0, 140.0
_MOST_IN_PORTRAIT = 105.0
_MOST_FIGURES, _LEAST_TEXTS = 75.0, 25.0  # On a page in portrait.
_TEXTS = (NAME, GOAL, INDICATORS)
_NAME_WIDTH, _LEAST_GOALS, _LEAST_SHARE = 20.0, 60.0, 0.3
_BLANK_MONEY, _MOST_MONEY = 10.0, 26.0
_DIGIT = 1.15  # As broad as a bold digit.


def form_grids(table: TargetTable, form: str) -> list[FormGrid]:
    """Return a table in a form: one grid for all, or one for each project or department.

    Args:
        table: What to print.
        form: `disclosure` or a name in `SPECS`.
    """
    if form == DISCLOSURE:
        return [_disclosure(table)]
    spec = SPECS[form].in_months(table.months)
    rows = printed_rows(table, spec) or [Row(kind=RowKind.PROJECT, name="")]
    own = own_title(table, spec)
    return [_single(table, row, spec, own or spec.title_of(row.kind)) for row in rows]


def printed_rows(table: TargetTable, spec: Spec) -> list[Row]:
    """Return the rows that get a form of their own: those it is for, and all that say targets."""
    return [row for row in table.rows if row.kind in spec.rows or _says_targets(row)]


def _says_targets(row: Row) -> bool:
    """Whether a row is more than a sum of money."""
    return bool(row.indicators or row.tasks or row.goal or row.period_goal)


def _disclosure(table: TargetTable) -> FormGrid:
    form = disclosure_form(table)
    heads = tuple(head(column) for column in form.columns)
    return FormGrid(
        name=table.department or form.title or _UNNAMED,
        title=form.title,
        department=form.department,
        year=form.year,
        unit=form.unit,
        widths=_listed_widths(form),
        rows=(heads, *map(_listed, form.rows)),
        head=(0, 1),
        landscape=True,
        top=True,
    )


def _listed_widths(form: PrintedForm) -> tuple[float, ...]:
    """Return widths that fill a page: amounts whole, and for texts the rest by their length."""
    columns = zip(*(row.amounts for row in form.rows), strict=True)
    money = [_money_width([printed_amount(number) for number in column]) for column in columns]
    money = money or [_BLANK_MONEY] * (len(form.columns) - len(_TEXTS))
    goals = max((breadth(row.goal) for row in form.rows), default=0)
    listed = max((breadth("".join(row.indicators)) for row in form.rows), default=0)
    share = sqrt(goals + 1) / (sqrt(goals + 1) + sqrt(listed + 1))
    rest = max(_LANDSCAPE - sum(money) - _NAME_WIDTH, _LEAST_GOALS)
    goal = rest * min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return (_NAME_WIDTH, *money, goal, rest - goal)


def _money_width(amounts: Sequence[str]) -> float:
    longest = max(map(len, amounts))
    return max(min(longest * _DIGIT + 2, _MOST_MONEY), _BLANK_MONEY)


def _listed(row: PrintedRow) -> tuple[Cell, ...]:
    bold = row.kind is not RowKind.PROJECT
    amounts = (amount(number, bold=bold) for number in row.amounts)
    texts = (row.goal, "\n".join(row.indicators))
    return (
        Cell(text=row.name, bold=bold),
        *amounts,
        *(Cell(text=text, bold=bold) for text in texts),
    )


def _single(table: TargetTable, row: Row, spec: Spec, title: str) -> FormGrid:
    nominal = indicator_columns(row, spec)
    blocks = list(_blocks(row, spec))
    start = sum(len(block.rows) for block in blocks)
    indicators = indicator_block(row, sized(nominal, row.indicators), spec)
    closing = closing_block(row, spec)
    cramped = max(sum(block.least) for block in blocks) > _MOST_FIGURES
    landscape = cramped or sum(column.width for column in nominal) > _MOST_IN_PORTRAIT
    parts = [
        _scaled(block, _LANDSCAPE if landscape else _PORTRAIT)
        for block in (*blocks, indicators, closing)
        if block is not None
    ]
    widths = common_columns([part.widths for part in (parts[len(blocks)], *parts)])
    # The title is this form's now, whatever the table is for.
    bare = replace(table, title=title, kind=TableKind.PROJECT_TARGETS, rows=(row,))
    front = disclosure_form(bare)
    return FormGrid(
        name=row.name or _UNNAMED,
        title=front.title,
        department=front.department,
        year=front.year,
        unit=front.unit,
        widths=tuple(widths),
        rows=tuple(cells for block in parts for cells in _fitted(block, widths)),
        head=(start, start + indicators.heads),
        landscape=landscape,
    )


def _scaled(block: Block, total: float) -> Block:
    """Return a block that fills a page; where room is short, figures keep what they need."""
    wanted, figures = sum(block.widths), sum(block.least)
    if wanted <= total or wanted == figures or total - figures < _LEAST_TEXTS:
        return replace(block, widths=tuple(width * total / wanted for width in block.widths))
    scale = (total - figures) / (wanted - figures)
    pairs = zip(block.widths, block.least, strict=True)
    return replace(block, widths=tuple(least or width * scale for width, least in pairs))


def own_title(table: TargetTable, spec: Spec) -> str | None:
    """Return the title of a table if its form may bear it: that of a list is no declaration's."""
    if table.kind is not spec.kind:
        return None
    listed = spec.kind is TableKind.PROJECT_TARGETS and usual_form(table) == DISCLOSURE
    return None if listed and _DECLARED not in (table.title or "") else table.title


def _blocks(row: Row, spec: Spec) -> Iterator[Block]:
    yield head_block(row, spec)
    yield money_block(row, spec)
    if row.tasks or spec.tasks:
        yield task_block(row)
    yield goal_block(row, spec)


def _fitted(block: Block, widths: Sequence[float]) -> list[tuple[Cell, ...]]:
    """Return the rows of a block, its columns joined from those of the form."""
    spans = spread(block.widths, widths, block.least)
    rows: list[list[Cell]] = [[] for _ in block.rows]
    for at, column, cell in placed(block.rows, len(block.widths)):
        taken = sum(spans[column : column + cell.columns])
        rows[at].append(replace(cell, columns=taken))
    return [tuple(cells) for cells in rows]
