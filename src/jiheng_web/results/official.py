"""Sheets and self-evaluations as the official forms, and filled forms back again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Entry, FundingLine, Row, RowKind, TableKind, TargetTable
from jiheng.monitoring import Cause, Likelihood
from jiheng.writing import write_official
from jiheng.writing.official.printing import OFFICIAL_FILES
from jiheng_web.errors import NotFound
from jiheng_web.flow.commands import department_of
from jiheng_web.projects.content import MONEY_UNIT
from jiheng_web.results.models import Standing
from jiheng_web.results.reach import FILLING

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import Indicator
    from jiheng_web.accounts.models import User
    from jiheng_web.projects.models import Project
    from jiheng_web.results.content import Money, Said
    from jiheng_web.results.models import Sheet
    from jiheng_web.results.monitored import Looked, LookedSheet

FILES = ("xlsx", "docx", "pdf")
REMARK, TOTAL = "备注", "年度资金总额"
_FILE = Bilingual("文件格式", "kind of file")
_HUNDRED = Decimal(100)


def media_type(file: str) -> str:
    """Return the media type of a kind of file.

    Raises:
        NotFound: Forms are not printed in such files.
    """
    if file not in FILES:
        raise NotFound(kind=_FILE)
    return OFFICIAL_FILES[file].media_type


def monitoring_form(sheet: Sheet, looked: LookedSheet, file: str) -> bytes:
    """Return the monitoring form of a sheet as a file."""
    media_type(file)
    return write_official([monitoring_table(sheet, looked)], "monitoring", file)


def monitoring_table(sheet: Sheet, looked: LookedSheet) -> TargetTable:
    """Return a sheet as a table of the core."""
    money = looked.money
    line = FundingLine(
        label=TOTAL,
        initial_budget=money.money.initial,
        executed=money.money.executed,
        rate=execution_rate(money.money),
        forecast=money.expected,
    )
    words = (
        ("资金执行偏差", _deviation(money.said)),
        ("状态", _standing(sheet)),
        *((label, one.name) for label, one in _signers(sheet) if one),
    )
    row = replace(
        form_row(sheet.project, looked.row),
        lines=(line,),
        indicators=tuple(map(_monitored, looked.lines)),
        further=tuple(Entry(label=label, value=value) for label, value in words if value),
    )
    table = form_table(sheet.project, row, TableKind.MONITORING)
    return replace(table, months=_months(sheet.round.cut_off))


def _signers(sheet: Sheet) -> tuple[tuple[str, User | None], ...]:
    """Return who signed a sheet; what was returned is signed by nobody."""
    if sheet.state in FILLING:
        return ()
    return ("单位负责人", sheet.submitted_by), ("主管部门审核人", sheet.confirmed_by)


def _standing(sheet: Sheet) -> str:
    """Return how far a sheet is; nothing of one that was not handed up is more than a draft."""
    words = Standing(sheet.state).words.zh
    return f"{words}（草稿，未签署）" if sheet.state in FILLING else words


def execution_rate(money: Money) -> Decimal | None:
    """Return executed / budget in per cent, rounded to two decimals; None where there is none."""
    if money.executed is None or not money.budget:
        return None
    return (money.executed * _HUNDRED / money.budget).quantize(Decimal("0.01"))


def _monitored(looked: Looked) -> Indicator:
    said = looked.line.said
    likelihood = Likelihood(said.likelihood).words.zh if said.likelihood else None
    measures = (Entry(label=REMARK, value=said.measures),) if said.measures else ()
    return replace(
        looked.indicator,
        actual=looked.line.reached.text or None,
        forecast=looked.expected or None,
        deviation=_deviation(said) or None,
        likelihood=likelihood,
        further=measures,
        weight=None,
        score=None,
    )


def _deviation(said: Said) -> str:
    cause = Cause(said.cause).words.zh if said.cause else ""
    return "：".join(part for part in (cause, said.explanation) if part)


def form_row(project: Project, row: Row) -> Row:
    """Return what every form says of a project."""
    return Row(
        kind=RowKind.PROJECT,
        name=row.name,
        organization=project.organization.name,
        department=department_of(project.organization).name,
        code=row.code,
        goal=row.goal,
    )


def form_table(project: Project, row: Row, kind: TableKind) -> TargetTable:
    """Return a table of one row for a form."""
    return TargetTable(
        fiscal_year=project.fiscal_year,
        money_unit=MONEY_UNIT,
        department=department_of(project.organization).name,
        kind=kind,
        rows=(row,),
    )


def _months(cut_off: date) -> str:
    return f"1—{cut_off.month}月" if cut_off.month > 1 else "1月"
