"""Lists of projects, one row an indicator, composed at random."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from tests.property.designs.parts import (
    STYLES,
    Cells,
    Design,
    Said,
    Style,
    cell,
    columns_of,
    indicators,
    money_of,
    one_of,
    rows_of,
    some_of,
)
from tests.property.designs.vocabulary import GOALS, PROJECTS, SIGNED, UNITS, heads_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

TWISTS = (
    *("any known head", "subtotals", "remarks", "numbered head", "title within", "margin"),
    *("signed",),
)
_MONEY = ("total", "fiscal_appropriation", "other")
_WORDS = {
    "serial": ("序号",),
    "organization": ("单位名称", "实施单位", "预算单位"),
    "code": ("项目编码",),
    "name": ("项目名称",),
    "total": ("资金总额", "预算金额", "合计"),
    "fiscal_appropriation": ("财政拨款",),
    "other": ("其他资金",),
    "goal": ("绩效目标", "年度目标", "年度绩效目标"),
}


@st.composite
def lists(draw: DrawFn) -> Design:
    """Draw a list; up to three of its features are rare ones."""
    twists = draw(st.sets(st.sampled_from(TWISTS), max_size=3))
    columns = draw(columns_of("targets"))
    sides = draw(st.permutations(some_of(draw, ["organization", "code"])))
    money = _MONEY if draw(st.booleans()) else _MONEY[:1]
    own = [*some_of(draw, ["serial"]), *sides, "name", *money, "goal"]
    style: Style = draw(st.sampled_from(STYLES))
    names = draw(st.lists(st.sampled_from(PROJECTS), min_size=1, max_size=4, unique=True))
    rows, lines = [], []
    for number, name in enumerate(names, 1):
        said = _project(draw, name, own, columns)
        lines += _lines(said, own, columns, style, number)
        if "subtotals" in twists:
            label = one_of(draw, ["小计", "水务局小计"])
            lines.append(_sum(label, [said], own, len(columns)))
        rows.append(said)
    where = one_of(draw, ["", "above", "below"])
    whole = [_sum(one_of(draw, ["合计", "总计"]), rows, own, len(columns))]
    lines = [*(whole if where == "above" else []), *lines, *(whole if where == "below" else [])]
    if "signed" in twists:
        lines += _signed(draw, len(own) + len(columns))
    head = _head(draw, own, columns, any_known="any known head" in twists)
    return _printed(head, lines, len(own) + len(columns), rows, twists)


def _project(draw: DrawFn, name: str, own: Sequence[str], columns: Sequence[str]) -> Said:
    known: Said = {
        "name": name,
        "goal": one_of(draw, GOALS),
        "organization": one_of(draw, UNITS),
        "code": f"44010025{draw(st.integers(1000, 9999))}",
    }
    said = {role: value for role, value in known.items() if role in own}
    money = money_of(draw)
    said["funding"] = {role: amount for role, amount in money.items() if role in own}
    said["indicators"] = draw(indicators(columns, 4))
    return said


def _lines(
    said: Said, own: Sequence[str], columns: Sequence[str], style: Style, number: int
) -> Cells:
    """Return the rows of a project, its own cells merged, printed once or on each row."""
    texts = {"serial": str(number), **said}
    texts |= {role: str(amount) for role, amount in said["funding"].items()}
    lines = rows_of(said["indicators"], columns, style)
    for at, line in enumerate(lines):
        if style == "merged":
            line[:0] = [cell(texts[role], rows=len(lines)) for role in own] if at == 0 else []
        else:
            shown = at == 0 or style == "repeated"
            line[:0] = [cell(texts[role] if shown else "") for role in own]
    return lines


def _sum(
    label: str, rows: Sequence[Said], own: Sequence[str], width: int
) -> list[dict[str, object]]:
    texts = {"name": label}
    for role in set(_MONEY) & set(own):
        texts[role] = str(sum((row["funding"][role] for row in rows), Decimal(0)))
    return [cell(texts.get(role, "")) for role in own] + [cell("") for _ in range(width)]


def _signed(draw: DrawFn, width: int) -> Cells:
    """Return rows of those who sign: in one cell, in several, or beside labels of their own."""
    way = one_of(draw, ["one cell", "cells", "labels"])
    if way == "one cell":
        return [[cell("    ".join(SIGNED), width)]]
    if way == "cells":
        return [[cell(said) for said in SIGNED[:width]]]
    return [[cell(part) for part in said.split("：")] for said in SIGNED]


def _head(draw: DrawFn, own: Sequence[str], columns: Sequence[str], *, any_known: bool) -> Cells:
    """Return the head in one row, or with groups over the money and the indicators."""
    said = {role: one_of(draw, words) for role, words in _WORDS.items()}
    under = [cell(one_of(draw, heads_of(role, any_known=any_known))) for role in columns]
    if draw(st.booleans()):
        return [[*(cell(said[role]) for role in own), *under]]
    parted = [role for role in own if role in _MONEY]
    grouped = parted if len(parted) > 1 else []
    over = [cell(said[role], rows=2) for role in own if role not in grouped]
    if grouped:
        over.insert(own.index("total"), cell("资金（万元）", len(grouped)))
    over.append(cell("绩效指标", len(columns)))
    return [over, [*(cell(said[role]) for role in grouped), *under]]


def _printed(head: Cells, lines: Cells, width: int, rows: list[Said], twists: set[str]) -> Design:
    if "remarks" in twists:
        head[0].append(cell("备注", rows=len(head)))
        for line in lines:
            line.append(cell(""))
        width += 1
    if "numbered head" in twists:
        head.append([cell(str(at)) for at in range(1, width + 1)])
    front = ["2026年项目支出绩效目标表", "单位：万元"]
    grid = [*head, *lines]
    if "title within" in twists:
        grid = [*([cell(text, width)] for text in front), *grid]
        front = []
    if "margin" in twists:
        grid = [[cell(""), *line] for line in grid]
    return Design(front=front, grid=grid, rows=rows)
