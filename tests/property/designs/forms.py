"""Forms of one project, composed at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from tests.property.designs.parts import (
    STYLES,
    Cells,
    Design,
    Said,
    amount_beside_label,
    amounts_below_labels,
    cell,
    columns_of,
    goals_of,
    indicators,
    lines_of_execution,
    lines_of_money,
    one_of,
    rows_of,
    some_of,
)
from tests.property.designs.vocabulary import (
    LEVELS,
    PERIODS,
    PROJECTS,
    TITLES,
    UNITS,
    UNKNOWN,
    heads_of,
    labels_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

TWISTS = (
    *("any known label", "any known head", "parts", "blank row between", "title within"),
    *("broken labels", "levels short", "levels numbered", "names numbered", "blank row below"),
    *("remark below", "two-row head", "another column", "margin", "details below"),
    *("unknown labels",),
)
_WIDE = 4
"""Columns that two labels with their values take."""


@st.composite
def forms(draw: DrawFn) -> Design:
    """Draw a form; up to four of its features are rare ones."""
    kind = one_of(draw, list(TITLES))
    twists = draw(st.sets(st.sampled_from(TWISTS), max_size=4))
    columns = draw(columns_of(kind))
    another = one_of(draw, ["数据来源", "责任科室"]) if "another column" in twists else ""
    width = len(columns) + bool(another)
    said: Said = {}
    grid = _identity(draw, width, said, twists)
    money = st.sampled_from([lines_of_money, amount_beside_label, amounts_below_labels])
    parts = [
        (draw(money) if kind != "self-evaluation" else lines_of_execution)(draw, width, said),
        goals_of(draw, width, kind, said),
    ]
    for heading, part in zip(("二、资金情况", "三、绩效目标"), parts, strict=True):
        grid += [[cell(heading, width)]] if "parts" in twists else []
        grid += part
    grid += [_blank(width)] if "blank row between" in twists else []
    said["indicators"] = draw(indicators(columns, 7))
    grid += _list(draw, columns, said["indicators"], twists, another)
    title = one_of(draw, TITLES[kind])
    grid = _around(draw, grid, width, title, twists)
    return Design(front=[] if "title within" in twists else [title], grid=grid, rows=[said])


def _identity(draw: DrawFn, width: int, said: Said, twists: set[str]) -> Cells:
    """Return rows of labels with their values beside them, one or two a row."""
    said["name"] = one_of(draw, PROJECTS)
    known = {
        "department": one_of(draw, UNITS),
        "organization": one_of(draw, UNITS),
        "code": f"44010025{draw(st.integers(1000, 9999))}",
        "period": one_of(draw, PERIODS),
    }
    said |= {role: known[role] for role in draw(st.permutations(some_of(draw, list(known))))}
    pairs: list[tuple[str, str]] = []
    for role, value in said.items():
        label = one_of(draw, labels_of(role, any_known="any known label" in twists))
        pairs.append((_dressed(label, twists), value))
    if "unknown labels" in twists:
        pairs[1:1] = draw(st.lists(st.sampled_from(UNKNOWN), min_size=1, max_size=3, unique=True))
    lines: Cells = [[cell("一、基本信息", width)]] if "parts" in twists else []
    while pairs:
        two = len(pairs) > 1 and width >= _WIDE and draw(st.booleans())
        own, pairs = pairs[: 1 + two], pairs[1 + two :]
        spans = [width // 2, width - width // 2] if two else [width]
        lines.append(
            [
                each
                for (label, value), span in zip(own, spans, strict=True)
                for each in (cell(label), cell(value, span - 1))
            ]
        )
    return lines


def _dressed(label: str, twists: set[str]) -> str:
    broken = "broken labels" in twists and len(label) > _WIDE
    return f"{label[:2]}\n{label[2:]}" if broken else label


def _list(
    draw: DrawFn, columns: Sequence[str], found: list[Said], twists: set[str], another: str
) -> Cells:
    """Return the list of indicators below its head, and note how it prints them."""
    if "levels short" in twists:
        for one in found:
            one |= {role: one[role].removesuffix("指标") for role in ("level1", "level2")}
    any_known = "any known head" in twists
    head = [cell(one_of(draw, heads_of(role, any_known=any_known))) for role in columns]
    lines = rows_of(found, columns, draw(st.sampled_from(STYLES)))
    heads = [head]
    if "two-row head" in twists and {"sign", "unit"} <= set(columns):
        heads = _two_rows(head, columns.index("sign"))
    if another:
        head.append(cell(another, rows=len(heads)))
        for line, one in zip(lines, found, strict=True):
            text = one_of(draw, ["", "统计报表", "办公室"])
            line.append(cell(text))
            one["further"] = [(another, text)] if text else []
    _number(lines, found, twists)
    return [*heads, *lines]


def _two_rows(head: list[dict[str, object]], at: int) -> Cells:
    """Return a head with 符号, 数值 and 单位 below one head of values."""
    for one in head:
        one["rows"] = 2
    head[at : at + 3] = [cell("指标值", 3)]
    return [head, [cell("符号"), cell("数值"), cell("单位")]]


def _number(lines: Cells, found: Sequence[Said], twists: set[str]) -> None:
    """Print numbers before first levels or before names, of which they are no part."""
    firsts = list(dict.fromkeys(level for level, _ in LEVELS))
    for number, (line, one) in enumerate(zip(lines, found, strict=True), 1):
        for each in line:
            if "names numbered" in twists and each["text"] == one["name"]:
                each["text"] = f"指标{number}：{one['name']}"
            elif "levels numbered" in twists and each["text"] in firsts:
                each["text"] = f"{firsts.index(each['text']) + 1}.{each['text']}"


def _around(draw: DrawFn, grid: Cells, width: int, title: str, twists: set[str]) -> Cells:
    """Return a form with what stands around it in its sheet."""
    if "blank row below" in twists:
        grid.append(_blank(width))
    if "remark below" in twists:
        grid.append([cell("填报人：张三    联系电话：5551234    填报日期：2026年1月10日", width)])
    if "details below" in twists:
        grid += _details(width, titled=draw(st.booleans()))
    if "title within" in twists:
        grid = [[cell(title, width)], [cell("单位：万元", width)], *grid]
    return [[cell(""), *line] for line in grid] if "margin" in twists else grid


def _blank(width: int) -> list[dict[str, object]]:
    return [cell("") for _ in range(width)]


def _details(width: int, *, titled: bool) -> Cells:
    """Return another table: what the money is spent on."""
    heads, row = ("序号", "支出内容", "金额"), ("1", "设备购置", "7")
    lines = [[cell(one), cell(two), cell(three, width - 2)] for one, two, three in (heads, row)]
    return [[cell("支出明细", width)], *lines] if titled else lines
