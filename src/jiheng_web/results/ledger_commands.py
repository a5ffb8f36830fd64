"""What people do with ledgers: hand in, match, accept, refuse."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import IO, TYPE_CHECKING

import msgspec
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
from jiheng_evidence.ledgers.grids import MAX_BYTES
from jiheng_evidence.ledgers.payment_reading import read_payment_ledger
from jiheng_evidence.ledgers.sums import amounts_of
from jiheng_web.access.policy import Action, Role
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.flow.commands import reviewers_level
from jiheng_web.intake import storage
from jiheng_web.intake.matching import Known, Wanted, matches, nearest
from jiheng_web.projects.models import Project
from jiheng_web.results.ledger_lines import kept, line_of, no_amount
from jiheng_web.results.models import Ledger, LedgerEntry
from jiheng_web.results.models.ledger import LedgerState
from jiheng_web.results.reach import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.results.ledger_lines import StoredLine

MOST_LINES = 5_000
UNITS = ("元", "千元", "万元", "亿元")
_YEARS = range(2000, 2101)
_PAYMENTS = Bilingual(
    "这是逐笔支付的台账，不是预算执行台账。请到该项目的监控表或自评表上传，计算兑现准确率和及时率。",
    "This is a ledger of single payments, not of budget execution. Hand it in on the monitoring"
    " sheet or self-evaluation of its project: accuracy and timeliness are computed there.",
)


def hand_in(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    year: int,
    name: str,
    stream: IO[bytes],
    *,
    money_unit: str = "",
) -> Ledger:
    """Read a ledger, keep it, and match its lines; a person looks at it before it counts.

    Args:
        organization: Only projects of it and below are matched.
        money_unit: Unit of amounts where the file does not say it.

    Raises:
        NotPermitted: The person imports no ledgers there.
        InvalidInput: The year or the unit cannot be, or the file holds no ledger.
        UnreadableFile: It is damaged, too large, or of another kind.
    """
    require(principal, Action.LEDGER_IMPORT, organization.path)
    if year not in _YEARS:
        raise InvalidInput({"year": Bilingual("请填写四位年度。", "Give the year, four digits.")})
    if money_unit and money_unit not in UNITS:
        why = Bilingual("金额单位请选元、千元、万元或亿元。", "There is no such unit of money.")
        raise InvalidInput({"money_unit": why})
    shown = storage.clean_name(name)
    data = _bytes(stream, shown)
    read = read_budget_ledger(data, shown, money_unit=money_unit or None)
    _must_hold_lines(read, data)
    problems = _problems(read, year)
    # Months of a file that names no year are those of the year it was handed in for.
    read = replace(read, fiscal_year=read.fiscal_year or year)
    stored = storage.keep(io.BytesIO(data), shown)
    with act(actor, str(Action.LEDGER_IMPORT), path=organization.path) as done:
        ledger = Ledger.objects.create(
            organization=organization,
            fiscal_year=year,
            name=shown,
            sha256=stored.sha256,
            size=stored.size,
            as_of=_as_of(read),
            money_unit=money_unit,
            problems=problems,
            handed_in_by_id=principal.person,
            of_finance=reviewers_level(principal, organization.path) is Role.FINANCE_REVIEWER,
        )
        LedgerEntry.objects.bulk_create(_entries(ledger, read))
        done.about(ledger, organization.path)
        done.facts |= {"name": shown, "sha256": stored.sha256, "lines": len(read.lines)}
    return ledger


def accept(
    principal: Principal,
    actor: Actor,
    key: int,
    chosen: Mapping[int, int | None],
    as_of: date | None = None,
) -> Ledger:
    """Let a ledger count, with the projects that a person gave its lines.

    Args:
        chosen: Key of an entry → key of a project, None for none; what is not named stays.
        as_of: The day up to which it counts, where it does not say so.

    Raises:
        NotFound: The ledger, an entry or a project is out of sight.
        NotPermitted: The person imports no ledgers there.
        WrongState: It was accepted or refused already.
        InvalidInput: It holds errors, no line has a project and an amount, or the day is missing
            or of another year.
    """
    with act(actor, "ledger.accept") as done:
        ledger = held(principal, Ledger, key, Action.LEDGER_IMPORT)
        _must_be_open(ledger, Bilingual("采纳台账", "accept the ledger"))
        _must_hold_no_errors(ledger)
        entries = {entry.pk: entry for entry in ledger.entries.all()}
        known = {one.pk for one in candidates(ledger)}
        for entry, project in chosen.items():
            if entry not in entries or (project is not None and project not in known):
                raise NotFound(kind=Bilingual("台账行或项目", "line or project"))
            if entries[entry].project_id != project:
                entries[entry].project_id, entries[entry].likeness = project, 1
                entries[entry].save(update_fields=["project", "likeness"])
        matched = sum(1 for entry in entries.values() if entry.project_id)
        if not matched:
            why = Bilingual("没有一行对应到项目，不能采纳。", "No line has a project.")
            raise InvalidInput({"entries": why})
        lines = [line_of(entry) for entry in entries.values() if entry.project_id]
        _must_say_amounts(lines)
        ledger.as_of = _day_of(ledger, lines, as_of)
        _decide(ledger, LedgerState.ACCEPTED, principal)
        done.about(ledger, ledger.organization.path)
        done.facts |= {"matched": matched, "left": len(entries) - matched}
        done.facts["as_of"] = str(ledger.as_of or "")
    return ledger


def refuse(principal: Principal, actor: Actor, key: int) -> Ledger:
    """Let a ledger not count.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person imports no ledgers there.
        WrongState: It was accepted or refused already.
    """
    with act(actor, "ledger.refuse") as done:
        ledger = held(principal, Ledger, key, Action.LEDGER_IMPORT)
        _must_be_open(ledger, Bilingual("不采纳台账", "refuse the ledger"))
        _decide(ledger, LedgerState.REFUSED, principal)
        done.about(ledger, ledger.organization.path)
    return ledger


def _bytes(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise storage.too_large(name)
    if not data:
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    return data


def _must_hold_lines(read: BudgetLedger, data: bytes) -> None:
    budgeted = any(amounts_of(line).keys() - {"paid"} for line in read.lines)
    if not budgeted and read_payment_ledger(data, read.name).payments:
        raise InvalidInput({"file": _PAYMENTS})
    if len(read.lines) > MOST_LINES:
        why = Bilingual(f"超过 {MOST_LINES} 行，请拆分。", f"More than {MOST_LINES} lines.")
        raise InvalidInput({"file": why})
    if not read.lines:
        none = Bilingual("没有找到台账行。", "There are no lines of a ledger.")
        why = next((one.message for one in read.problems), none)
        raise InvalidInput({"file": why})


def _as_of(read: BudgetLedger) -> date | None:
    days = [day for line in read.lines if (day := read.covered(line)) is not None]
    return read.as_of or max(days, default=None)


def _problems(read: BudgetLedger, year: int) -> str:
    said = [
        {"severity": str(one.severity), "zh": one.message.zh, "en": one.message.en}
        for one in read.problems
    ]
    if read.fiscal_year and read.fiscal_year != year:
        said.insert(
            0,
            {
                "severity": "error",
                "zh": f"文件写的是 {read.fiscal_year} 年，导入时选的是 {year} 年。",
                "en": f"The file is of {read.fiscal_year}, and was handed in for {year}.",
            },
        )
    # Books of a year are closed in the next one: a day of that year is no error.
    if read.as_of and read.as_of.year not in {year, year + 1}:
        said.insert(
            0,
            {
                "severity": "error",
                "zh": f"台账截至 {read.as_of}，不在 {year} 年度内。",
                "en": f"It counts up to {read.as_of}, which is not of {year}.",
            },
        )
    return json.dumps(said, ensure_ascii=False)


def _entries(ledger: Ledger, read: BudgetLedger) -> list[LedgerEntry]:
    known = [Known(one.pk, one.name, one.code, one.organization_id) for one in candidates(ledger)]
    groups = list(dict.fromkeys(map(_identity, read.lines)))
    places = list(Organization.objects.values_list("pk", "name"))
    wanted = [Wanted(name, code, nearest(unit, places)) for code, name, unit in groups]
    found = matches(wanted, known)
    by_group = dict(zip(groups, found, strict=True))
    made = []
    for position, line in enumerate(read.lines):
        match = by_group[_identity(line)]
        place = line.place
        sheet = f"{place.sheet}!" if place and place.sheet else ""
        made.append(
            LedgerEntry(
                ledger=ledger,
                position=position,
                code=(line.code or "")[:60],
                name=line.name[:300],
                unit=(line.organization or "")[:200],
                place=f"{sheet}{place.cell if place else ''}"[:80],
                content=msgspec.json.encode(kept(read, line)).decode(),
                project_id=match.key if match else None,
                likeness=match.likeness if match else 0,
            )
        )
    return made


def _identity(line: BudgetLine) -> tuple[str, str, str]:
    return line.code or "", line.name, line.organization or ""


def candidates(ledger: Ledger) -> list[Project]:
    """Return the projects that lines of a ledger can be given to."""
    found = Project.objects.filter(
        organization__path__startswith=ledger.organization.path, fiscal_year=ledger.fiscal_year
    )
    return list(found.select_related("organization").order_by("name", "pk"))


def errors_of(ledger: Ledger) -> list[Bilingual]:
    """Return what is wrong with a ledger for certain, so that it cannot be accepted."""
    said = json.loads(ledger.problems)
    return [Bilingual(one["zh"], one["en"]) for one in said if one["severity"] == "error"]


def _must_hold_no_errors(ledger: Ledger) -> None:
    errors = errors_of(ledger)
    if errors:
        why = Bilingual(
            f"台账有 {len(errors)} 处错误，不能采纳。请更正后重新导入：{errors[0].zh}",
            f"The ledger holds {len(errors)} error(s) and cannot be accepted. Mend the file and"
            f" hand it in again: {errors[0].en}",
        )
        raise InvalidInput({"entries": why})


def needs_day(ledger: Ledger, lines: Iterable[StoredLine]) -> bool:
    """Return whether a person has to say up to which day a ledger counts."""
    return ledger.as_of is None and any(not (line.covered or line.months) for line in lines)


def _must_say_amounts(lines: Sequence[StoredLine]) -> None:
    """Refuse a ledger of which nothing would count."""
    lacking = [why for line in lines if (why := no_amount(line))]
    if len(lacking) == len(lines):
        why = Bilingual(
            f"对应到项目的各行都没有可用的金额，不能采纳：{lacking[0].zh}",
            f"No line with a project has an amount that counts. {lacking[0].en}",
        )
        raise InvalidInput({"entries": why})


def _day_of(ledger: Ledger, lines: Sequence[StoredLine], as_of: date | None) -> date | None:
    """Return the day up to which a ledger counts: as it says, else as a person says."""
    if not needs_day(ledger, lines):
        return ledger.as_of
    if as_of is None or as_of.year != ledger.fiscal_year:
        example = f"{ledger.fiscal_year}-07-31"
        why = Bilingual(
            f"台账没有注明截至哪一天：请填写 {ledger.fiscal_year} 年内的截止日，如 {example}。",
            "The ledger does not say up to which day it counts: give a day"
            f" of {ledger.fiscal_year}, such as {example}.",
        )
        raise InvalidInput({"as_of": why})
    return as_of


def _must_be_open(ledger: Ledger, deed: Bilingual) -> None:
    if ledger.state != LedgerState.PREVIEW:
        raise WrongState(deed=deed, state=LedgerState(ledger.state).words)


def _decide(ledger: Ledger, state: LedgerState, principal: Principal) -> None:
    ledger.state, ledger.decided = state, timezone.now()
    ledger.decided_by_id = principal.person
    ledger.save(update_fields=["state", "decided", "decided_by", "as_of"])
