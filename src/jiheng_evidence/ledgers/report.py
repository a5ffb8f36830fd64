"""What a ledger says of projects at a day: money, rates, and the money of the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiheng.model import ShareActual
from jiheng_evidence.ledgers.budget import paid_by
from jiheng_evidence.ledgers.execution import (
    evaluation_execution,
    received_share,
    self_evaluation_execution,
)
from jiheng_evidence.ledgers.keeping import (
    payment_accuracy,
    payment_timeliness,
    undetermined,
)
from jiheng_evidence.ledgers.lacking import lacking_months, lacks_of
from jiheng_evidence.ledgers.reconciling import reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import Actual, Problem, TargetTable
    from jiheng_evidence.ledgers.budget import BudgetLedger
    from jiheng_evidence.ledgers.payments import PaymentLedger
    from jiheng_evidence.ledgers.reconciling import ReconciledMoney

SCHEMA = "jiheng/ledger/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMoney:
    """A project of a ledger of the budget at a day; amounts in 元, None where it says none.

    Attributes:
        budget: 全年预算数.
        executed: 执行数 up to the day.
        execution: 预算执行率（自评）.
        of_received: 预算执行率（评价）: 支出 / 到位.
        received: 资金到位率.
        lacks: Why there is no budget or nothing executed.
    """

    code: str | None
    name: str
    budget: Decimal | None
    executed: Decimal | None
    execution: ShareActual | None
    of_received: ShareActual | None
    received: ShareActual | None
    lacks: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReport:
    """A ledger of the budget at a day; `money` compares it with a table where one is given."""

    ledger: BudgetLedger
    cut_off: date
    projects: tuple[ProjectMoney, ...]
    total: ShareActual | None
    money: tuple[ReconciledMoney, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReport:
    """A ledger of payments at a day: of all and by project.

    Attributes:
        shares: Name, accuracy and timeliness; None as the name stands for all payments.
        undetermined: How many payments each of them leaves out, as nobody can read a day or an
            amount.
    """

    ledger: PaymentLedger
    cut_off: date
    shares: tuple[tuple[str | None, ShareActual | None, ShareActual | None], ...]
    undetermined: tuple[int, ...]


def budget_report(
    ledger: BudgetLedger, cut_off: date, table: TargetTable | None = None
) -> BudgetReport:
    """Return what a ledger of the budget says at a day, project by project in its order."""
    keys = dict.fromkeys((line.code, line.name) for line in ledger.lines)
    projects = tuple(_project(ledger, cut_off, code, name) for code, name in keys)
    known = all(project.execution is not None for project in projects)
    return BudgetReport(
        ledger=ledger,
        cut_off=cut_off,
        projects=projects,
        total=_share(self_evaluation_execution(ledger, cut_off)) if known else None,
        money=() if table is None else reconcile(table, ledger),
    )


def payment_report(ledger: PaymentLedger, cut_off: date) -> PaymentReport:
    """Return accuracy and timeliness of payments at a day; those of all come first."""
    names = dict.fromkeys(payment.name for payment in ledger.payments if payment.name)
    return PaymentReport(
        ledger=ledger,
        cut_off=cut_off,
        shares=tuple(
            (
                name,
                _share(payment_accuracy(ledger, cut_off, name)),
                _share(payment_timeliness(ledger, cut_off, name)),
            )
            for name in (None, *names)
        ),
        undetermined=tuple(undetermined(ledger, name) for name in (None, *names)),
    )


def budget_record(report: BudgetReport, language: Language) -> dict[str, Any]:
    """Return a report as data; decimals are strings once written."""
    return {
        "schema": SCHEMA,
        "kind": "budget",
        "file": report.ledger.name,
        "sha256": report.ledger.sha256,
        "cut_off": report.cut_off,
        "unit": "元",
        "execution": _record(report.total),
        "projects": [
            {
                "code": project.code,
                "name": project.name,
                "budget": project.budget,
                "executed": project.executed,
                "execution": _record(project.execution),
                "execution_of_received": _record(project.of_received),
                "received": _record(project.received),
                "lacks": [lack.text(language) for lack in project.lacks],
            }
            for project in report.projects
        ],
        "reconciled": [
            {
                "project": found.project,
                "match": found.match,
                "of_table": found.of_table,
                "of_ledger": found.of_ledger,
                "reason": found.reason.text(language),
            }
            for found in report.money
        ],
        "problems": _problems(report.ledger.problems, language),
    }


def payment_record(report: PaymentReport, language: Language) -> dict[str, Any]:
    """Return a report as data; decimals are strings once written."""
    return {
        "schema": SCHEMA,
        "kind": "payments",
        "file": report.ledger.name,
        "sha256": report.ledger.sha256,
        "cut_off": report.cut_off,
        "payments": len(report.ledger.payments),
        "shares": [
            {
                "project": name,
                "accuracy": _record(right),
                "timeliness": _record(in_time),
                "undetermined": left_out,
            }
            for (name, right, in_time), left_out in zip(
                report.shares, report.undetermined, strict=True
            )
        ],
        "problems": _problems(report.ledger.problems, language),
    }


def _project(ledger: BudgetLedger, cut_off: date, code: str | None, name: str) -> ProjectMoney:
    asked = code or name
    lines = [line for line in ledger.lines if (line.code, line.name) == (code, name)]
    late = any(lacking_months(ledger, line, cut_off) for line in lines)
    lacks = (lack for line in lines for lack in lacks_of(ledger, line, cut_off))
    return ProjectMoney(
        code=code,
        name=name,
        budget=_sum(line.full_year() for line in lines),
        executed=None if late else _sum(paid_by(ledger, line, cut_off) for line in lines),
        execution=None if late else _share(self_evaluation_execution(ledger, cut_off, asked)),
        of_received=None if late else _share(evaluation_execution(ledger, cut_off, asked)),
        received=_share(received_share(ledger, cut_off, asked)),
        lacks=tuple(dict.fromkeys(lacks)),
    )


def _share(actual: Actual | None) -> ShareActual | None:
    return actual.value if actual and isinstance(actual.value, ShareActual) else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum; one unknown part makes all of it unknown."""
    known = tuple(amounts)
    total = None
    for amount in known:
        if amount is None:
            return None
        total = amount if total is None else total + amount
    return total


def _record(share: ShareActual | None) -> dict[str, Decimal | None] | None:
    if share is None:
        return None
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "percent": share.rate(),
    }


def _problems(problems: Iterable[Problem], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "code": problem.code,
            "message": problem.message.text(language),
            "cell": next((place.cell for place in problem.span if place.cell), None),
        }
        for problem in problems
    ]
