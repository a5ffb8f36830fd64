"""Rates, sums and the grade that a self-evaluation prints, beside what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results.words import plain
from jiheng.scoring.recomputation import Agreement, Check, CheckKind
from jiheng.scoring.rounding import places
from jiheng.scoring.totals import grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import FundingLine, Row
    from jiheng.scoring.recomputation import RecomputedLine
    from jiheng.standards.scoring_standard import ScoringStandard

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_NOUGHT = Decimal(0)
_FINEST = 2


def scored_line(row: Row) -> FundingLine | None:
    """Return the line of money that earns points: the one with a score, else with a weight."""
    scored = [line for line in row.lines if line.score is not None]
    weighted = [line for line in row.lines if line.weight is not None]
    return next(iter(scored or weighted), None)


def budget_of(money: FundingLine) -> Decimal | None:
    """Return what is to be executed: the budget of the year, else the one sum that is printed."""
    said = (money.budget, money.amount, money.initial_budget)
    return next((amount for amount in said if amount is not None), None)


def printed_sums(
    row: Row, lines: Sequence[RecomputedLine], standard: ScoringStandard
) -> Iterator[Check]:
    """Yield what the form prints as sums: execution rates, weights, total and grade."""
    for money in row.lines:
        yield from _rate(money, whole=money is scored_line(row))
    yield from _weights(lines, standard)
    total = _total(row, lines, standard)
    yield total
    yield from _grade(row, _graded_by(row, lines, total), standard)


def _rate(money: FundingLine, *, whole: bool) -> Iterator[Check]:
    """Yield the check of an execution rate; a 0 beside a part of the money is an empty column."""
    budget, executed, rate = budget_of(money), money.executed, money.rate
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


def _total(row: Row, lines: Sequence[RecomputedLine], standard: ScoringStandard) -> Check:
    known = [line.printed for line in lines if line.printed is not None]
    whole = len(known) == len(lines)
    due = sum(known, _NOUGHT)
    if row.score is None:
        return Check(
            kind=CheckKind.TOTAL,
            what=Bilingual("总分", "total"),
            printed="",
            due=plain(due) if whole else None,
            right=None,
            explanation=Bilingual(
                "表中没有总分，或没有读出", "no total is printed, or none was read"
            ),
        )
    return Check(
        kind=CheckKind.TOTAL,
        what=Bilingual("总分", "total"),
        printed=plain(row.score),
        due=plain(due) if whole else None,
        right=_is_sum(row.score, lines, standard) if whole else None,
        explanation=Bilingual("各行所印得分之和", "the sum of the printed points")
        if whole
        else Bilingual("有的行没有得分，无法核对", "some lines have no points"),
    )


def _is_sum(total: Decimal, lines: Sequence[RecomputedLine], standard: ScoringStandard) -> bool:
    """Return whether a total is the sum of the points, as printed or before they were rounded.

    Points in hundredths may each be half of one off. A total is rounded itself to tenths at the
    most, unless all points are whole, and never into another grade.
    """
    points = [line.printed for line in lines if line.printed is not None]
    fine = sum(places(number) >= _FINEST for number in points)
    nearly = max(_CENT, fine * _CENT / 2)
    rounds = places(total) > 0 or not any(map(places, points))
    for due in (sum(points, _NOUGHT), sum(map(_unrounded, lines), _NOUGHT)):
        gap = abs(due - total)
        same = grade(due, standard) == grade(total, standard)
        if gap <= nearly or (rounds and same and gap <= _half_unit(total)):
            return True
    return False


def _unrounded(line: RecomputedLine) -> Decimal:
    due = line.due.points if line.due and line.agreement is Agreement.ROUNDED else None
    return (line.printed or _NOUGHT) if due is None else due


def _graded_by(row: Row, lines: Sequence[RecomputedLine], total: Check) -> Decimal | None:
    """Return the points that the grade has to fit: the total, or the sum where that is wrong."""
    known = [line.printed for line in lines if line.printed is not None]
    if lines and len(known) == len(lines) and (row.score is None or total.right is False):
        return sum(known, _NOUGHT)
    return row.score


def _grade(row: Row, points: Decimal | None, standard: ScoringStandard) -> Iterator[Check]:
    if points is None or not row.grade:
        return
    due = grade(points, standard)
    said = row.grade.strip()
    known = any(said.startswith(band.label) for band in standard.grades)
    yield Check(
        kind=CheckKind.GRADE,
        what=Bilingual("等次", "grade"),
        printed=said,
        due=due,
        right=said.startswith(due) if known else None,
        explanation=Bilingual(
            f"{plain(points)} 分属于“{due}”", f"{plain(points)} points are “{due}”"
        ),
    )


def _is_close(rate: Decimal, due: Decimal) -> bool:
    return abs(rate - due) <= max(_half_unit(rate), _CENT)


def _half_unit(number: Decimal) -> Decimal:
    """Return half of the last decimal a number is printed with."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else _NOUGHT
