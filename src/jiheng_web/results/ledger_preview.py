"""Lines of a ledger beside the projects they seem to be of, their money compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
from jiheng_evidence.ledgers.money import Money
from jiheng_evidence.ledgers.reconciling import MoneyMatch, reconcile
from jiheng_web.projects.content import table_of
from jiheng_web.results import ledger_commands as commands
from jiheng_web.results.ledger_lines import line_of, no_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_web.projects.models import Project
    from jiheng_web.results.ledger_lines import StoredLine
    from jiheng_web.results.models import Ledger, LedgerEntry

_TENTHOUSAND = Decimal(10_000)
_YUAN = "元"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Previewed:
    """A line with the project it seems to be of; amounts in 万元.

    Attributes:
        match: How its money stands to that of the project; None without a project.
        reason: The comparison in words.
        doubts: What a person has to look at in the line itself.
    """

    entry: LedgerEntry
    budget: Decimal | None
    paid: Decimal | None
    match: MoneyMatch | None
    reason: Bilingual | None
    doubts: tuple[Bilingual, ...] = ()

    @property
    def is_slip(self) -> bool:
        """Whether the amounts look as if units of money were mixed up."""
        return self.match is MoneyMatch.UNIT_SLIP


def preview(ledger: Ledger) -> list[Previewed]:
    """Return the lines of a ledger as a person looks at them before it counts."""
    entries = list(ledger.entries.select_related("project__organization"))
    lines = {entry.pk: line_of(entry) for entry in entries}
    by_project: dict[int, list[StoredLine]] = {}
    for entry in entries:
        if entry.project_id:
            by_project.setdefault(entry.project_id, []).append(lines[entry.pk])
    compared: dict[int, tuple[MoneyMatch, Bilingual]] = {}
    for entry in entries:
        if entry.project is not None and entry.project_id not in compared:
            compared[entry.project.pk] = _compared(entry.project, by_project[entry.project.pk])
    found = []
    for entry in entries:
        line = lines[entry.pk]
        match, reason = compared.get(entry.project_id or 0, (None, None))
        doubts = tuple(_doubts(line, len(by_project.get(entry.project_id or 0, ()))))
        found.append(Previewed(entry, _budget(line), _paid(line), match, reason, doubts))
    return found


def needs_day(ledger: Ledger) -> bool:
    """Return whether a person has to say up to which day a ledger counts."""
    return commands.needs_day(ledger, map(line_of, ledger.entries.all()))


def _doubts(line: StoredLine, of_project: int) -> Iterator[Bilingual]:
    why = no_amount(line)
    if why:
        yield why
    amounts = (line.initial, line.budget, line.paid, *line.months.values())
    below = [amount for amount in amounts if amount is not None and amount < 0]
    if below:
        shown = "、".join(f"{amount / _TENTHOUSAND:f}" for amount in below[:_SHOWN])
        yield Bilingual(
            f"有负数（{shown} 万元）：如为退款或冲减，采纳后按负数计入；否则请核对。",
            f"Amounts below 0 ({shown} ten thousand yuan): refunds are taken off once"
            " accepted; look at anything else.",
        )
    budget, paid = _budget(line), _paid(line)
    if budget is not None and paid is not None and paid > budget:
        yield Bilingual(
            f"支出 {paid:f} 万元超过预算 {budget:f} 万元：资金支付不得超预算，请核对；属实的，"
            "监控表和自评表须写明原因。",
            f"It has paid {paid:f} of {budget:f} ten thousand yuan: no payment goes beyond its"
            " budget. Look at it; where it is so, sheet and self-evaluation give the reason.",
        )
    if of_project > 1:
        yield Bilingual(
            f"有 {of_project} 行对应同一项目，采纳后相加；如为重复，请将多余的行改为不对应项目。",
            f"{of_project} lines are of one project and are added up; if they repeat one"
            " another, let the others match no project.",
        )


def _compared(project: Project, lines: Sequence[StoredLine]) -> tuple[MoneyMatch, Bilingual]:
    table = table_of(project.newest.content)
    row = table.rows[0]
    under_its_name = tuple(
        BudgetLine(
            code=row.code,
            name=row.name,
            organization=row.organization,
            initial=_money(line.initial),
            budget=_money(line.budget),
        )
        for line in lines
    )
    found = reconcile(table, BudgetLedger(name="", lines=under_its_name))[0]
    return found.match, found.reason


def _budget(line: StoredLine) -> Decimal | None:
    amount = line.initial if line.budget is None else line.budget
    return None if amount is None else amount / _TENTHOUSAND


def _paid(line: StoredLine) -> Decimal | None:
    paid = sum(line.months.values(), Decimal(0)) if line.months else line.paid
    return None if paid is None else paid / _TENTHOUSAND


def _money(amount: Decimal | None) -> Money | None:
    return None if amount is None else Money(amount=amount, unit=_YUAN)
