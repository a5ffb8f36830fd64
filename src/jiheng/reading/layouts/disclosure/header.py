"""Which column of the disclosure form is which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.layouts.money.unnamed import names_money
from jiheng.reading.layouts.words.roles import column_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced

MONEY = ("total", "fiscal_appropriation", "special_account", "other")

_BARE_GOAL = "目标"
_NOTE = r"(?:[（(][^（()）]{1,20}[）)])?"
_ROLES = tuple(
    (role, re.compile(rf"(?:其中[:：])?(?:{words}){_NOTE}"))
    for role, words in (
        ("serial", "序号|编号|行次"),
        ("name", "项目名称|项目"),
        (
            "indicators",
            "(?:年度|主要|项目|核心|关键)?绩效指标(?:[及和](?:指标|目标)值|内容)?",
        ),
        ("goal", "(?:年度|总体|年度总体)?(?:绩效)?目标"),
        ("special_account", "财政专户(?:拨款|资金|管理资金)?"),
        ("fiscal_appropriation", "(?:一般公共预算)?财政拨款"),
        ("other", "其他(?:资金|收入)"),
        ("total", "总计|合计|小计|金额|资金总额|预算金额|总金额|项目资金"),
    )
)
MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class Header:
    """The role of each column, None for one that is unknown.

    Attributes:
        unsure: The label of the column that is read as the total though no known one names it.
    """

    roles: tuple[str | None, ...]
    unsure: str | None = None

    @property
    def has_money(self) -> bool:
        """Whether the form has any column of money."""
        return any(role in MONEY for role in self.roles)

    @property
    def name_column(self) -> int:
        """The column in which projects are named."""
        return self.roles.index("name")

    def role(self, column: int) -> str | None:
        """Return the role of a column; None beyond the last."""
        return self.roles[column] if column < len(self.roles) else None


def read_header(cells: Sequence[Traced]) -> Header | None:
    """Return the header that a row of cells is; None if it is none.

    A header names the project and the indicators, or the goal, and at most one column unknown.
    目标 alone may be the target values of a list, unless the indicators stand beside it.
    """
    roles = tuple(_role(cell.text) if cell else None for cell in cells)
    named = [role for role in roles if role]
    unknown = sum(1 for cell, role in zip(cells, roles, strict=True) if cell and role is None)
    if len(named) != len(set(named)) or unknown > 1:
        return None
    if "name" not in named or not {"indicators", "goal"} & set(named):
        return None
    if "indicators" not in named and any(cell.text == _BARE_GOAL for cell in cells):
        return None
    if unknown == 0 or "total" in named:
        return Header(roles)
    return _with_total(cells, roles)


def _with_total(cells: Sequence[Traced], roles: tuple[str | None, ...]) -> Header:
    """Return a header whose unknown column holds the total, if its label names money."""
    at = next(at for at, cell in enumerate(cells) if cell and roles[at] is None)
    label = cells[at].text
    known = column_role(label) == "total"
    if not known and (not names_money(label) or Header(roles).has_money):
        return Header(roles)
    return Header((*roles[:at], "total", *roles[at + 1 :]), None if known else label)


def _role(text: str) -> str | None:
    if len(text) > MAX_LABEL:
        return None
    return next((role for role, pattern in _ROLES if pattern.fullmatch(text)), None)
