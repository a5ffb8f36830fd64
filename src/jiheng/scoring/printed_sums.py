"""Rates, sums and the grade that a self-evaluation prints, beside what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results.words import plain
from jiheng.scoring.recomputation import Check, CheckKind
from jiheng.scoring.totals import grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import FundingLine, Row
    from jiheng.scoring.recomputation import RecomputedLine
    from jiheng.standards.scoring_standard import ScoringStandard

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_NOUGHT = Decimal(0)


def scored_line(row: Row) -> FundingLine | None:
    """Return the line of money that earns points: the one with a score, else with a weight."""
    scored = [line for line in row.lines if line.score is not None]
    weighted = [line for line in row.lines if line.weight is not None]
    return next(iter(scored or weighted), None)


def printed_sums(
    row: Row, lines: Sequence[RecomputedLine], standard: ScoringStandard
) -> Iterator[Check]:
    """Yield what the form prints as sums: execution rates, weights, total and grade."""
    for money in row.lines:
        yield from _rate(money, whole=money is scored_line(row))
    yield from _weights(lines, standard)
    yield from _total(row, lines)
    yield from _grade(row, standard)


def _rate(money: FundingLine, *, whole: bool) -> Iterator[Check]:
    """Yield the check of an execution rate; a 0 beside a part of the money is an empty column."""
    budget, executed, rate = money.budget, money.executed, money.rate
    if rate is None or budget is None or executed is None or (rate == 0 and not whole):
        return
    if budget == 0:
        return
    due = executed * _HUNDRED / budget
    # Some forms print the rate as a share of one.
    of_one = rate <= 1 and _is_close(rate, due / _HUNDRED)
    right = of_one or _is_close(rate, due)
    yield Check(
        kind=CheckKind.RATE,
        what=Bilingual(f"执行率（{money.label}）", f"execution rate ({money.label})"),
        printed=plain(rate) if of_one else f"{plain(rate)}%",
        due=f"{plain(due, 2)}%",
        right=right,
        explanation=Bilingual(
            f"{plain(executed)} ÷ {plain(budget)}", f"{plain(executed)} / {plain(budget)}"
        ),
    )


def _weights(lines: Sequence[RecomputedLine], standard: ScoringStandard) -> Iterator[Check]:
    if not lines or any(line.weight is None for line in lines):
        return
    total = sum((line.weight for line in lines if line.weight is not None), _NOUGHT)
    yield Check(
        kind=CheckKind.WEIGHTS,
        what=Bilingual("分值合计", "sum of weights"),
        printed=plain(total),
        due=plain(standard.total),
        right=abs(total - standard.total) <= _CENT,
        explanation=Bilingual("各行分值之和", "the weights of all lines"),
    )


def _total(row: Row, lines: Sequence[RecomputedLine]) -> Iterator[Check]:
    known = [line.printed for line in lines if line.printed is not None]
    whole = len(known) == len(lines)
    due = sum(known, _NOUGHT)
    if row.score is None:
        yield Check(
            kind=CheckKind.TOTAL,
            what=Bilingual("总分", "total"),
            printed="",
            due=plain(due) if whole else None,
            right=None,
            explanation=Bilingual(
                "表中没有总分，或没有读出", "no total is printed, or none was read"
            ),
        )
        return
    yield Check(
        kind=CheckKind.TOTAL,
        what=Bilingual("总分", "total"),
        printed=plain(row.score),
        due=plain(due) if whole else None,
        right=abs(due - row.score) <= max(_half_unit(row.score), _CENT) if whole else None,
        explanation=Bilingual("各行所印得分之和", "the sum of the printed points")
        if whole
        else Bilingual("有的行没有得分，无法核对", "some lines have no points"),
    )


def _grade(row: Row, standard: ScoringStandard) -> Iterator[Check]:
    if row.score is None or not row.grade:
        return
    due = grade(row.score, standard)
    said = row.grade.strip()
    known = any(said.startswith(band.label) for band in standard.grades)
    yield Check(
        kind=CheckKind.GRADE,
        what=Bilingual("等次", "grade"),
        printed=said,
        due=due,
        right=said.startswith(due) if known else None,
        explanation=Bilingual(
            f"{plain(row.score)} 分属于“{due}”", f"{plain(row.score)} points are “{due}”"
        ),
    )


def _is_close(rate: Decimal, due: Decimal) -> bool:
    return abs(rate - due) <= max(_half_unit(rate), _CENT)


def _half_unit(number: Decimal) -> Decimal:
    """Return half of the last decimal a number is printed with."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else _NOUGHT
