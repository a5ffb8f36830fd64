"""Parts of designs: indicators with their columns, lines of money, goals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hypothesis import strategies as st
from tests.property.designs.vocabulary import (
    DONE,
    GOALS,
    LEVELS,
    NAMES,
    PARTED,
    VALUES,
    labels_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hypothesis.strategies import DrawFn

Cells: TypeAlias = list[list[dict[str, Any]]]
Style: TypeAlias = Literal["merged", "blank", "repeated"]
Said: TypeAlias = dict[str, Any]
"""What is to be read of a project or an indicator, by its field."""

STYLES: tuple[Style, ...] = ("merged", "blank", "repeated")
amounts = st.decimals("1", "9999.99", places=2)

_VALUES = (
    ("annual_value",),
    ("annual_value", "unit"),
    ("sign", "annual_value"),
    ("sign", "annual_value", "unit"),
    ("period_value", "annual_value"),
)


@dataclass
class Design:
    """What is printed, and what is to be read of it."""

    front: list[str]
    grid: Cells
    rows: list[Said]


def cell(text: str, columns: int = 1, rows: int = 1) -> dict[str, Any]:
    """Return a cell that covers some places."""
    return {"text": text, "columns": columns, "rows": rows}


def one_of(draw: DrawFn, said: Sequence[str]) -> str:
    """Return one of some texts."""
    return draw(st.sampled_from(said))


def some_of(draw: DrawFn, said: Sequence[str]) -> list[str]:
    """Return some of some texts in the order in which they are given."""
    chosen = draw(st.sets(st.sampled_from(said)))
    return [text for text in said if text in chosen]


@st.composite
def columns_of(draw: DrawFn, kind: str) -> list[str]:
    """Draw the columns of indicators from left to right, by the fields that they hold."""
    values = list(draw(st.sampled_from(_VALUES)))
    weight = one_of(draw, ["", "before", "behind"])
    before = ["weight"] if weight == "before" else []
    behind = ["weight"] if weight == "behind" else []
    found = ["level1", "level2", "name", *before, *values]
    if kind == "monitoring":
        return [*found, "actual", *some_of(draw, ["forecast", "deviation"])]
    if kind == "self-evaluation":
        return [*found, "actual", *behind, "score", *some_of(draw, ["deviation"])]
    return [*found, *behind, *some_of(draw, ["explanation", "scoring_rule"])]


@st.composite
def indicators(draw: DrawFn, columns: Sequence[str], most: int) -> list[Said]:
    """Draw indicators with a text in each of some columns; those of a level stand together."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=most, unique=True))
    levels = sorted(draw(st.integers(0, len(LEVELS) - 1)) for _ in names)
    return [
        {"level1": LEVELS[level][0], "level2": LEVELS[level][1], "name": name}
        | _beside(draw, name, columns)
        for name, level in zip(names, levels, strict=True)
    ]


def _beside(draw: DrawFn, name: str, columns: Sequence[str]) -> Said:
    sign, figure, unit = draw(st.sampled_from(PARTED))
    apart = "sign" in columns or "unit" in columns
    bare = figure if "sign" in columns else sign + figure
    own = {
        "sign": sign,
        "unit": unit,
        "annual_value": one_of(draw, VALUES),
        "period_value": one_of(draw, VALUES),
        "weight": one_of(draw, ["5", "8", "10", "20"]),
        "explanation": f"反映{name}的情况",
        "scoring_rule": "达到目标值得满分，每低1%扣0.5分",
        "actual": one_of(draw, VALUES),
        "forecast": one_of(draw, VALUES),
        "score": one_of(draw, ["5", "8", "10"]),
        "deviation": one_of(draw, ["", "无", "天气原因，进度滞后，下年加快"]),
    }
    if apart:
        own["annual_value"] = bare if "unit" in columns else bare + unit
    return {role: own[role] for role in columns if role in own}


def rows_of(found: Sequence[Said], columns: Sequence[str], style: Style) -> Cells:
    """Return the rows of indicators, their levels merged, printed once or on each row."""
    lines: Cells = [[] for _ in found]
    for role in columns:
        if role not in {"level1", "level2"}:
            for line, one in zip(lines, found, strict=True):
                line.append(cell(one[role]))
            continue
        at = 0
        for _, same in groupby(found, key=lambda one: _place(one, role)):
            group = list(same)
            for number, one in enumerate(group):
                if style != "merged":
                    lines[at + number].append(
                        cell(one[role] if number == 0 or style == "repeated" else "")
                    )
                elif number == 0:
                    lines[at].append(cell(one[role], rows=len(group)))
            at += len(group)
    return lines


def _place(one: Said, role: str) -> tuple[str, ...]:
    return (one["level1"],) if role == "level1" else (one["level1"], one["level2"])


def money_of(draw: DrawFn) -> dict[str, Decimal]:
    """Return the money of a project and its sources."""
    total = draw(amounts)
    fiscal = draw(st.decimals("0.5", str(total), places=2))
    return {"total": total, "fiscal_appropriation": fiscal, "other": total - fiscal}


def lines_of_money(draw: DrawFn, width: int, said: Said) -> Cells:
    """Return amounts below each other, each beside its label."""
    money = money_of(draw)
    colon, merged = one_of(draw, ["", "："]), draw(st.booleans())
    labels = ["年度资金总额", "其中：财政拨款", "其他资金"][: draw(st.sampled_from([1, 3]))]
    said["funding"] = dict(list(money.items())[: len(labels)])
    lines: Cells = []
    for number, (label, amount) in enumerate(zip(labels, money.values(), strict=False)):
        block = [cell("项目资金（万元）" if number == 0 else "")]
        if merged:
            block = [cell("项目资金（万元）", rows=len(labels))] if number == 0 else []
        lines.append([*block, cell(label + colon), cell(str(amount), width - 2)])
    return lines


def amount_beside_label(draw: DrawFn, width: int, said: Said) -> Cells:
    """Return one amount beside its label."""
    total = draw(amounts)
    said["funding"] = {"total": total}
    label = one_of(draw, ["预算金额（万元）", "项目资金（万元）", "年度资金总额（万元）"])
    return [[cell(label), cell(str(total), width - 1)]]


def amounts_below_labels(draw: DrawFn, width: int, said: Said) -> Cells:
    """Return amounts side by side, each below its label."""
    said["funding"] = money_of(draw)
    total, fiscal, other = map(str, said["funding"].values())
    block = one_of(draw, ["资金情况（万元）", "项目资金（万元）"])
    heads = [cell("资金总额"), cell("财政拨款"), cell("其他资金", width - 3)]
    return [
        [cell(block, rows=2), *heads],
        [cell(total), cell(fiscal), cell(other, width - 3)],
    ]


def lines_of_execution(draw: DrawFn, width: int, said: Said) -> Cells:
    """Return lines of money with what became of it, as self-evaluations print them."""
    said["funding"] = money_of(draw)
    heads = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    heads = heads[: 6 if width >= 8 else 3]
    over = width - 1 - len(heads)
    lines: Cells = [[cell("项目资金（万元）", rows=4), cell(""), *_wide(heads, over)]]
    labels = ("年度资金总额", "其中：财政拨款", "其他资金")
    for number, (label, amount) in enumerate(zip(labels, said["funding"].values(), strict=True)):
        points = ["—", "100%", "—"] if number else ["10", "100%", "10"]
        texts = [*[str(amount)] * 3, *points][: len(heads)]
        lines.append([cell(label), *_wide(texts, over)])
    return lines


def _wide(texts: Sequence[str], last: int) -> list[dict[str, Any]]:
    """Return cells of which the last one covers several columns."""
    return [*map(cell, texts[:-1]), cell(texts[-1], last)]


def goals_of(draw: DrawFn, width: int, kind: str, said: Said) -> Cells:
    """Return the goal of a form, that of the whole period or what became of it beside it."""
    said["goal"] = goal = one_of(draw, GOALS)
    half = width // 2
    if kind == "self-evaluation":
        said["goal_actual"] = one_of(draw, DONE)
        heads = [cell("预期目标", half - 1), cell("实际完成情况", width - half)]
        below = [cell(goal, half - 1), cell(said["goal_actual"], width - half)]
        return [[cell("年度总体目标", rows=2), *heads], below]
    way = one_of(draw, ["alone", "side by side", "below each other"])
    if way == "alone":
        return [[cell(one_of(draw, labels_of("goal", any_known=False))), cell(goal, width - 1)]]
    said["period_goal"] = one_of(draw, GOALS)
    if way == "side by side":
        heads = [cell("实施期目标", half - 1), cell("年度目标", width - half)]
        below = [cell(said["period_goal"], half - 1), cell(goal, width - half)]
        return [[cell("总体目标", rows=2), *heads], below]
    label = one_of(draw, labels_of("period_goal", any_known=False))
    return [
        [cell(label), cell(said["period_goal"], width - 1)],
        [cell("年度目标"), cell(goal, width - 1)],
    ]
