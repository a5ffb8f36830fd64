"""What is wrong with a ledger, said once for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from jiheng.model import Place

MOST_WORDS = 60


def _words(text: str) -> str:
    return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"


def _at(place: Place | None) -> str:
    return (place.cell or "") if place else ""


def no_head(place: Place, *, of_payments: bool) -> Problem:
    """No row names the columns that such a ledger needs."""
    zh = "支付日期或应付日期、金额" if of_payments else "项目、预算数或支出数"
    en = "a day and an amount" if of_payments else "a project and its budget or payments"
    return Problem(
        code="no-ledger-head",
        message=Bilingual(
            f"未找到表头：没有一行写明{zh}。请核对是否为台账导出文件。",
            f"no head: no row names columns of {en}. See whether this is an export of a ledger.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(place,),
    )


def unread_amount(text: str, place: Place) -> Problem:
    """A cell of money holds something else."""
    return Problem(
        code="unread-amount",
        message=Bilingual(
            f"{_at(place)} 处的“{_words(text)}”不是金额，未计入。",
            f"“{_words(text)}” at {_at(place)} is no amount; it was not counted.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(place,),
        excerpt=text,
    )


def unread_day(text: str, place: Place) -> Problem:
    """A cell of days or months holds something else."""
    return Problem(
        code="unread-day",
        message=Bilingual(
            f"{_at(place)} 处的“{_words(text)}”不是日期或月份，未读入。",
            f"“{_words(text)}” at {_at(place)} is no day or month; it was not read.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(place,),
        excerpt=text,
    )


def unread_row(text: str, place: Place) -> Problem:
    """A row below the head belongs to no project."""
    return Problem(
        code="unread-row",
        message=Bilingual(
            f"{_at(place)} 一行“{_words(text)}”不属于任何项目，未计入。",
            f"the row at {_at(place)}, “{_words(text)}”, is of no project; it was not counted.",
        ),
        severity=ProblemSeverity.NOTE,
        span=(place,),
        excerpt=text,
    )


def unnamed_money(place: Place | None) -> Problem:
    """A row holds money, and no project it is of."""
    return Problem(
        code="unnamed-money",
        message=Bilingual(
            f"{_at(place)} 一行有金额而无项目，未计入。",
            f"the row at {_at(place)} holds money of no project; it was not counted.",
        ),
        severity=ProblemSeverity.ERROR,
        span=(place,) if place else (),
    )


def unread_column(label: str, place: Place) -> Problem:
    """A column whose meaning the vocabulary does not know."""
    return Problem(
        code="unread-column",
        message=Bilingual(
            f"“{_words(label)}”一列的含义不明，未读入。",
            f"the column “{_words(label)}” is not known; it was not read.",
        ),
        severity=ProblemSeverity.NOTE,
        span=(place,),
        excerpt=label,
    )


def unknown_unit(place: Place) -> Problem:
    """Neither caption nor heads name the unit of money."""
    return Problem(
        code="unknown-money-unit",
        message=Bilingual(
            "未注明金额单位（元、万元）；未知单位的金额不作比较。请在表头写明，或在导入时指定。",
            "the unit of money is not said; such amounts are not compared. Name it in the head,"
            " or when importing.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,),
    )


def wrong_sum(label: str, role: str, printed: str, computed: str, place: Place | None) -> Problem:
    """A printed sum is not that of the rows it could stand for."""
    return Problem(
        code="wrong-sum",
        message=Bilingual(
            f"“{label}”（{_at(place)}）为 {printed}，与各行之和 {computed} 不符。",
            f"“{label}” at {_at(place)} says {printed}, and the rows add up to {computed}.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
        excerpt=role,
    )


def wrong_months(name: str, paid: str, months: str, place: Place | None) -> Problem:
    """What was paid is not the sum of the months."""
    return Problem(
        code="months-differ",
        message=Bilingual(
            f"“{_words(name)}”的累计支出（{_at(place)}）为 {paid} 元，各月之和为 {months} 元。",
            f"“{_words(name)}” has paid {paid} 元 ({_at(place)}); its months add up to {months}.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
    )


def overspent(name: str, paid: str, budget: str, place: Place | None) -> Problem:
    """More was paid than the budget holds."""
    return Problem(
        code="overspent",
        message=Bilingual(
            f"“{_words(name)}”（{_at(place)}）支出 {paid} 元，超过预算数 {budget} 元，请核对。",
            f"“{_words(name)}” ({_at(place)}) has paid {paid} 元, more than its budget of"
            f" {budget}: see whether it is so.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
    )


def empty_month(month: int, place: Place) -> Problem:
    """A month without any payment before others that have some."""
    return Problem(
        code="empty-month",
        message=Bilingual(
            f"{month} 月没有任何支出，而之后的月份有；请核对该月数据是否缺失。",
            f"nothing was paid in month {month}, and something later: see whether it is missing.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,),
    )


def budget_differs(name: str, place: Place | None) -> Problem:
    """Rows of one project and several months print different budgets."""
    return Problem(
        code="budget-differs",
        message=Bilingual(
            f"“{_words(name)}”各月所列预算数不同，取最后一行（{_at(place)}）。",
            f"the months of “{_words(name)}” print different budgets; the last counts"
            f" ({_at(place)}).",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
    )


def repeated_row(name: str, place: Place | None) -> Problem:
    """A row says again what one above says: sums count it twice."""
    return Problem(
        code="repeated-project",
        message=Bilingual(
            f"“{_words(name)}”有一行与上面的一行完全相同（{_at(place)}），两行都计入了合计，请核对。",
            f"a row of “{_words(name)}” is the same as one above ({_at(place)}); sums hold both.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
    )


def repeated_project(name: str, place: Place | None) -> Problem:
    """A project stands in several sheets: sums may count it twice."""
    return Problem(
        code="repeated-project",
        message=Bilingual(
            f"“{_words(name)}”在多张工作表中出现（{_at(place)}），合计时可能重复。",
            f"“{_words(name)}” stands in several sheets ({_at(place)}): it may count twice.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(place,) if place else (),
    )
