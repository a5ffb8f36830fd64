"""The lines of money that a form prints for a project or department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from jiheng.model import Funding, FundingLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jiheng.model import Row

YearColumn: TypeAlias = Literal["amount", "initial_budget"]

_LABELS = {
    "total": "年度资金总额",
    "fiscal_appropriation": "其中：财政拨款",
    "special_account": "财政专户拨款",
    "other": "其他资金",
}
_WORDS = {
    "total": ("总额", "总计", "合计", "小计"),
    "special_account": ("专户",),
    "fiscal_appropriation": ("财政", "拨款", "一般公共预算"),
    "other": ("其他", "其它", "单位资金", "自筹"),
}


def money_lines(row: Row, column: YearColumn) -> list[FundingLine]:
    """Return the printed lines of money, and the money of the year that none of them says.

    Args:
        row: A project or department.
        column: Field of a line under which this form prints the money of the year.
    """
    funding = row.funding or Funding()
    lines = list(row.lines)
    for field, label in _LABELS.items():
        number: Decimal | None = getattr(funding, field)
        wanted = number is not None or not row.lines
        if wanted and not any(_says(line, field, number) for line in row.lines):
            lines.append(_line(label, number, column))
    return lines


def abreast(lines: Sequence[FundingLine]) -> list[tuple[FundingLine, FundingLine]]:
    """Return the pairs of lines that stand side by side: of the whole period, and of the year.

    They are known by two totals before pairs of equal labels: 中期资金总额 and 年度资金总额, then
    其中：财政拨款 twice. Empty where the lines stand one below the other.
    """
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    labels = [one.label == other.label for one, other in pairs]
    known = len(lines) == 2 * len(pairs) and labels[1:] and all(labels[1:]) and not labels[0]
    return pairs if known else []


def _line(label: str, number: Decimal | None, column: YearColumn) -> FundingLine:
    if column == "amount":
        return FundingLine(label=label, amount=number)
    return FundingLine(label=label, initial_budget=number)


def _says(line: FundingLine, field: str, number: Decimal | None) -> bool:
    """Whether a printed line is that of a source of money and holds its amount."""
    meant = next(
        (name for name, words in _WORDS.items() if any(word in line.label for word in words)), None
    )
    return meant == field and number in {line.amount, line.initial_budget, line.budget}
