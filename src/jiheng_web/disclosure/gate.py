"""The gate before publishing: what must not, or must first, be published, cell by cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.model import RowKind
from jiheng.pipeline import check
from jiheng.writing.record import table_record
from jiheng_web.disclosure.funds import MONEY_UNIT, converted, fits
from jiheng_web.disclosure.personal import seen
from jiheng_web.disclosure.sets import approved, chosen, in_order, table_for
from jiheng_web.flow.commands import is_genuine, profile
from jiheng_web.flow.models import Comment
from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Location, TargetTable
    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Version

_TOLERANCE = Decimal("0.01")
_SLIPS = ((9_900, 10_100), (Decimal("0.000099"), Decimal("0.000101")))
_DAYS = 20
_CORE_RULES = ("DI001", "DI002", "DI003", "AR001", "AR002", "AR003", "AR004")
_WORDLESS = frozenset({"kind", "op"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What the gate found.

    Attributes:
        code: Name of the check, or code of the core's rule.
        severity: block, must or advice.
        project: Key of the project; None for the table as a whole.
        name: Of the project.
        place: Of the cell, such as `goal` or `indicators.3.annual_value`; empty: the whole.
    """

    code: str
    severity: str
    message: Bilingual
    project: int | None = None
    name: str = ""
    place: str = ""

    def record(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)


def inspect(disclosure: Disclosure) -> list[Finding]:
    """Return what stands in the way of publishing a disclosure, the gravest first."""
    versions = in_order(disclosure.frame, chosen(disclosure))
    table = table_for(disclosure)
    found = [
        *_set(disclosure, versions),
        *_comments(versions),
        *_persons(table, versions),
        *_core(table, versions),
        *_totals(disclosure, table, versions),
    ]
    return sorted(
        dict.fromkeys(found), key=lambda one: ("block", "must", "advice").index(one.severity)
    )


def _set(disclosure: Disclosure, versions: list[Version]) -> Iterator[Finding]:
    newest = {
        one.project_id: one for one in approved(disclosure.organization, disclosure.fiscal_year)
    }
    left_out = set(disclosure.omissions.values_list("project_id", flat=True))
    within = {one.project_id for one in versions}
    if not versions:
        yield Finding("empty-set", "block", Bilingual("还没有选择项目。", "No project is chosen."))
    for key, version in newest.items():
        if key not in within | left_out:
            message = Bilingual(
                "已批复但未列入公开清单。列入，或写明不予公开的理由。",
                "Approved, but not on the list. Put it there, or say why it is left out.",
            )
            yield _of(version, "incomplete-list", "block", message)
    yield from _versions(versions, newest)
    late = [
        one for one in versions if one.approved and timezone.now() - one.approved > timedelta(_DAYS)
    ]
    if late and disclosure.published is None:
        message = Bilingual(
            f"有 {len(late)} 个项目批复已超过 {_DAYS} 日（预算法第十四条要求批准后二十日内公开）。",
            f"{len(late)} project(s) were approved more than {_DAYS} days ago.",
        )
        yield Finding("late", "must", message)


def _versions(versions: list[Version], newest: dict[int, Version]) -> Iterator[Finding]:
    for version in versions:
        current = newest.get(version.project_id)
        if current is None or current.pk != version.pk:
            message = Bilingual(
                "所选版本不是最新批复的版本。", "Not the version that was approved last."
            )
            yield _of(version, "outdated-version", "block", message)
        elif not is_genuine(version):
            message = Bilingual(
                "内容与批复时不一致（签名校验未通过）。", "It does not say what was approved."
            )
            yield _of(version, "altered-version", "block", message)


def _comments(versions: list[Version]) -> Iterator[Finding]:
    """Yield comments that nobody closed: what was asked of a cell may still be open."""
    of_project = {one.project_id: one for one in versions}
    open_ones = Comment.objects.filter(version__project__in=of_project, resolved=None)
    for one in open_ones.select_related("version", "author").order_by("pk"):
        name = one.author.name
        message = Bilingual(f"{name}的批注尚未关闭。", f"A comment of {name} is still open.")
        yield _of(of_project[one.version.project_id], "open-comment", "must", message, one.place)


def _persons(table: TargetTable, versions: list[Version]) -> Iterator[Finding]:
    record: dict[str, Any] = table_record(table)
    projects = iter(versions)
    for field in ("title", "department"):
        yield from _in_text(record[field] or "", None, field)
    for row in record["rows"]:
        version = next(projects, None) if row["kind"] == RowKind.PROJECT else None
        for place, text in texts(row):
            yield from _in_text(text, version, place)


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its place: `indicators.3.annual_value`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in _WORDLESS:
                yield from texts(one, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)):
        for at, one in enumerate(value):
            yield from texts(one, f"{path}.{at}")


def _in_text(text: str, version: Version | None, place: str) -> Iterator[Finding]:
    for sight in seen(text):
        message = Bilingual(
            f"含有{sight.what.zh}“{sight.shown}”，公开前请删去或遮盖。",
            f"Holds {sight.what.en}: “{sight.shown}”. Delete or mask it.",
        )
        severity = "block" if sight.blocks else "must"
        yield _of(version, "personal-or-secret", severity, message, place)


def _core(table: TargetTable, versions: list[Version]) -> Iterator[Finding]:
    keys = [index for index, _ in table.projects()]
    by_row = dict(zip(keys, versions, strict=False))
    for finding in check(table, profile=profile(), select=_CORE_RULES).findings:
        for location in finding.locations:
            version = None if location.row is None else by_row.get(location.row)
            severity = str(finding.severity)
            yield _of(version, finding.rule, severity, finding.message, _place(location))


def _place(location: Location) -> str:
    at = location.indicator
    return location.field if at is None else f"indicators.{at}.{location.field}"


def _totals(
    disclosure: Disclosure, table: TargetTable, versions: list[Version]
) -> Iterator[Finding]:
    for version in versions:
        own = table_of(version.content)
        if not fits(own.rows[0], own.money_unit, table.money_unit):
            message = Bilingual(
                f"金额单位是“{own.money_unit or '未注明'}”，"
                f"不能换算为表中的“{table.money_unit or '未注明'}”。",
                f"Its money is in “{own.money_unit or 'no unit'}”, which cannot be said in"
                f" “{table.money_unit or 'no unit'}”.",
            )
            yield _of(version, "money-unit", "block", message, "funding")
    if disclosure.budget_total is not None:
        yield from _budget(disclosure.budget_total, table)


def _budget(budget: Decimal, table: TargetTable) -> Iterator[Finding]:
    rows = [converted(row, table.money_unit, MONEY_UNIT) for _, row in table.projects()]
    amounts = [row.funding.total for row in rows if row.funding]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(rows):
        message = Bilingual(
            "有项目没有金额，无法与部门预算核对。",
            "Some projects say no money: it cannot be compared.",
        )
        yield Finding("budget-unknown", "must", message)
        return
    total = sum(known, Decimal(0))
    if abs(total - budget) <= _TOLERANCE:
        return
    said, wanted, gap = map(_amount, (total, budget, abs(total - budget)))
    ratio = total / budget if budget else Decimal(0)
    slipped = any(low <= ratio <= high for low, high in _SLIPS)
    if slipped:
        message = Bilingual(
            f"项目合计 {said} 万元与部门预算 {wanted} 万元相差约一万倍，疑似“元”“万元”混用。",
            f"Projects sum to {said} 万元, the budget says {wanted} 万元: 元 taken for 万元?",
        )
    else:
        message = Bilingual(
            f"项目合计 {said} 万元，与部门预算项目支出 {wanted} 万元相差 {gap} 万元。",
            f"Projects sum to {said} 万元; project spending in the budget is {wanted} 万元.",
        )
    yield Finding(
        "budget-unit" if slipped else "budget-total", "block" if slipped else "must", message
    )


def _amount(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def _of(
    version: Version | None, code: str, severity: str, message: Bilingual, place: str = ""
) -> Finding:
    if version is None:
        return Finding(code, severity, message, place=place)
    return Finding(code, severity, message, version.project_id, _name(version), place)


def _name(version: Version) -> str:
    return table_of(version.content).rows[0].name
