"""A careless printer: puts a table on pages the way published documents do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hypothesis import strategies as st

if TYPE_CHECKING:
    from decimal import Decimal

WORDS = "推动区域产业发展提升服务企业能力完成调研报告保障工作正常开展培训人员覆盖范围满意程度"
HEAD = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
FRONT = ("项目支出绩效目标表（含转移支付项目）", "部门名称：某市某局", "单位：万元")

words = st.text(WORDS, min_size=3, max_size=14)
values = st.sampled_from(
    ["≥50人", "100%", "5场", "2小时内", "提升", "<3次", "2-3家", "2024年12月前"]
)
levels = st.sampled_from(
    [
        ("1", "产出指标", "11", "数量指标"),
        ("2", "效益指标", "22", "社会效益"),
        ("3", "满意度指标", "31", "服务对象满意度"),
    ]
)


@dataclass(frozen=True)
class Printed:
    """What a row says, and how the printer treats it."""

    name: str
    amount: Decimal
    goal: str
    indicators: list[tuple[tuple[str, str, str, str], str, str]]
    shift: bool
    cut: tuple[int, int] | None = field(default=None)


rows = st.builds(
    Printed,
    name=words.map(lambda text: text + "经费"),
    amount=st.decimals("0.01", "99999.99", places=2),
    goal=words.map(lambda text: text + "，实现预期目标。"),
    indicators=st.lists(st.tuples(levels, words, values), min_size=1, max_size=6),
    shift=st.booleans(),
    cut=st.none() | st.tuples(st.integers(1, 400), st.integers(1, 400)),
)


def cell(row: Printed) -> str:
    """Return the packed cell of a row's indicators."""
    return "".join(
        f"{n}、{a}-{b};{c}-{d};{name};实施周期指标值:{value};年度指标值:{value}。"
        for n, ((a, b, c, d), name, value) in enumerate(row.indicators, 1)
    )


def document(
    printed: list[Printed], *, markup: Literal["plain", "p", "spaces"], newline: str
) -> str:
    """Return the text of a document, with a page break where a row is cut."""
    lines = [*FRONT, HEAD]
    for row in printed:
        amount = f"{row.amount:,}"
        goal, packed = row.goal, cell(row)
        if row.cut:
            at, then = row.cut[0] % (len(goal) - 1) + 1, row.cut[1] % (len(packed) - 1) + 1
            lines.append(_line([row.name, amount, amount], goal[:at], packed[:then], row, markup))
            lines.extend(["", *FRONT, HEAD])
            lines.append(
                "\t" * 5 + f"{_dressed(goal[at:], markup)}\t{_dressed(packed[then:], markup)}"
            )
        else:
            lines.append(_line([row.name, amount, amount], goal, packed, row, markup))
    return newline.join(lines)


def _line(
    head: list[str],
    goal: str,
    packed: str,
    row: Printed,
    markup: Literal["plain", "p", "spaces"],
) -> str:
    blanks = [""] if row.shift else ["", ""]
    return "\t".join([*head, *blanks, _dressed(goal, markup), _dressed(packed, markup)])


def _dressed(text: str, markup: Literal["plain", "p", "spaces"]) -> str:
    if markup == "p":
        return f"<p>{text.replace('<', '&lt;')}</p>"
    return " ".join(text) if markup == "spaces" else text
