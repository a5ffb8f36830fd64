"""The parts of a form that is printed for one project or department, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from jiheng.writing.official.columns import INDICATOR, MONEY, TASK, chosen, sized
from jiheng.writing.official.grid import Cell, head, points, said
from jiheng.writing.official.money import abreast, money_lines
from jiheng.writing.official.totals import besides, weight_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Indicator, Level, Row
    from jiheng.writing.official.columns import Column, Item
    from jiheng.writing.official.specs import Spec

_LABEL, _VALUE, _SECTION, _REST = 14.0, 36.0, 14.0, 86.0
_PAIR = (_LABEL, _VALUE)
_PAIRS = (*_PAIR, *_PAIR)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a form with columns of its own.

    Attributes:
        widths: How wide its columns want to be, relative to each other.
        least: How wide columns of figures have to be, in the widths of a form; 0 for the others.
        heads: How many of its rows are heads to be repeated on each page.
    """

    widths: tuple[float, ...]
    least: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


def _texts(widths: tuple[float, ...], rows: Iterable[tuple[Cell, ...]]) -> Block:
    return Block(widths, (0,) * len(widths), tuple(rows))


def head_block(row: Row, spec: Spec) -> Block:
    """Return name, code, period and who is in charge."""
    fields = (
        ("code", "项目编码", row.code),
        ("period", "项目实施期", row.period),
        ("department", "主管部门", row.department),
        ("organization", "实施单位", row.organization),
    )
    pairs = [
        (label, said(value))
        for field, label, value in fields
        if value is not None or field in spec.head
    ]
    name = (head(spec.name_of(row.kind)), said(row.name, columns=3))
    return _texts(_PAIRS, (name, *_paired(pairs)))


def _paired(pairs: Sequence[tuple[str, Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Yield rows of two labels with their values; the last value has the rest of its row."""
    for at in range(0, len(pairs) - 1, 2):
        (one, value), (other, beside) = pairs[at : at + 2]
        yield head(one), value, head(other), beside
    if len(pairs) % 2:
        label, value = pairs[-1]
        yield head(label), replace(value, columns=3)


def money_block(row: Row, spec: Spec) -> Block:
    """Return the lines of money; with a row of heads unless there is one column of it."""
    lines = money_lines(row, spec.year_column)
    columns = sized(chosen(MONEY, lines, always=spec.money, labels=spec.labels), lines)
    plain = [column.field for column in columns] == ["label", "amount"]
    pairs = abreast(lines) if plain else []
    if pairs:
        rows = [tuple(column.cell(line) for line in pair for column in columns) for pair in pairs]
        return _sectioned("资金情况", columns * 2, rows)
    return _sectioned("资金情况", columns, _listed(columns, lines, with_heads=not plain))


def task_block(row: Row) -> Block:
    """Return the tasks of the year with their money."""
    always = ("name", "content", "funding.total", "funding.fiscal_appropriation", "funding.other")
    columns = sized(chosen(TASK, row.tasks, always=always, labels={}), row.tasks)
    return _sectioned("年度主要任务", columns, _listed(columns, row.tasks, with_heads=True))


def _listed(
    columns: Sequence[Column], items: Sequence[Item], *, with_heads: bool
) -> list[tuple[Cell, ...]]:
    rows = [_heads(columns)] if with_heads else []
    rows.extend(tuple(column.cell(item) for column in columns) for item in items)
    return rows


def _sectioned(label: str, columns: Sequence[Column], rows: list[tuple[Cell, ...]]) -> Block:
    """Return rows with the name of the section at the left of all."""
    section = head(label, rows=len(rows))
    rows[0] = (section, *rows[0])
    # The section is as broad as the labels above and below it, however broad the columns are.
    widths = [column.width for column in columns]
    widths.insert(0, sum(widths) * _SECTION / _REST)
    return Block(tuple(widths), (0, *_least(columns)), tuple(rows))


def _least(columns: Sequence[Column]) -> tuple[float, ...]:
    return tuple(column.width if column.is_figure else 0 for column in columns)


def _heads(columns: Sequence[Column]) -> tuple[Cell, ...]:
    return tuple(head(column.label) for column in columns)


def goal_block(row: Row, spec: Spec) -> Block:
    """Return the goals, and beside that of the year what was reached, where the form says it."""
    rows: list[tuple[Cell, ...]] = []
    if row.period_goal is not None or "period_goal" in spec.goals:
        rows.append((head("实施期目标"), said(row.period_goal, columns=2)))
    if row.goal_actual is not None or "goal_actual" in spec.goals:
        rows.append((head(spec.goal, rows=2), head("预期目标"), head("实际完成情况")))
        rows.append((said(row.goal), said(row.goal_actual)))
    else:
        rows.append((head(spec.goal), said(row.goal, columns=2)))
    return _texts((_SECTION, _REST / 2, _REST / 2), rows)


def indicator_columns(row: Row, spec: Spec) -> tuple[Column, ...]:
    """Return the columns of the indicators, from which those of the form are made."""
    return chosen(INDICATOR, row.indicators, always=spec.indicators, labels=spec.labels)


def indicator_block(row: Row, columns: Sequence[Column], spec: Spec) -> Block:
    """Return the indicators, equal levels one below the other joined, and the total of points."""
    rows = [_heads(columns), *_indicator_rows(row.indicators, columns)]
    if spec.totals:
        rows.append(_totals(row, columns))
    widths = tuple(column.width for column in columns)
    return Block(widths, _least(columns), tuple(rows), heads=1)


def _totals(row: Row, columns: Sequence[Column]) -> tuple[Cell, ...]:
    at = next(number for number, column in enumerate(columns) if column.field == "score")
    rest = said(None, columns=len(columns) - at - 1)
    whole = weight_sum(row)
    if whole is None:
        return head("总分", columns=at), points(row.score), rest
    weights = points(Decimal(whole.value))
    return head(whole.label, columns=at - 1), weights, points(row.score), rest


def _indicator_rows(
    indicators: Sequence[Indicator], columns: Sequence[Column]
) -> Iterator[tuple[Cell, ...]]:
    first = _joined([(item.level1,) for item in indicators])
    second = _joined([(item.level1, item.level2) for item in indicators])
    for item, *spans in zip(indicators, first, second, strict=True):
        joined = dict(zip(("level1", "level2"), spans, strict=True))
        yield tuple(
            replace(column.cell(item), rows=joined.get(column.field, 1))
            for column in columns
            if joined.get(column.field, 1)
        )


def _joined(levels: Sequence[tuple[Level | None, ...]]) -> list[int]:
    """Return over how many rows the cell of each level goes, 0 where one above goes on."""
    spans: list[int] = []
    for level, group in groupby(levels):
        size = len(list(group))
        spans.extend([1] * size if level[-1] is None else [size, *[0] * (size - 1)])
    return spans


def closing_block(row: Row, spec: Spec) -> Block | None:
    """Return points and grade, then what the form says besides; None if that is nothing."""
    pairs: list[tuple[str, Cell]] = []
    if row.score is not None and not spec.totals:
        pairs.append(("总分", points(row.score)))
    if row.grade is not None:
        pairs.append(("评价等级", said(row.grade)))
    rows = list(_paired(pairs))
    entries = besides(row) if spec.totals else row.further
    rows.extend(
        (head(entry.label), said(entry.value, columns=3))
        if entry.label
        else (said(entry.value, columns=4),)
        for entry in entries
    )
    return _texts(_PAIRS, rows) if rows else None
