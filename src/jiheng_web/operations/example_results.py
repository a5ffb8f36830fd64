"""Results in the example workspace: a ledger, a round of monitoring, a self-evaluation."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from django.utils import timezone

from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget
from jiheng.monitoring import Cause, Likelihood, usual_accumulation
from jiheng.results import Accumulation
from jiheng.results.words import plain
from jiheng_web.accounts.models import Organization, User
from jiheng_web.accounts.principals import principal
from jiheng_web.audit.acts import Actor
from jiheng_web.projects.models import Project
from jiheng_web.projects.states import State
from jiheng_web.results import (
    evidence_commands,
    ledger_commands,
    monitoring_commands,
    rectification_commands,
    self_evaluation_commands,
)
from jiheng_web.results.content import (
    Proof,
    Reached,
    Said,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
    beside,
    loaded,
)

if TYPE_CHECKING:
    from jiheng.model import Indicator, Target
    from jiheng_web.access.policy import Principal
    from jiheng_web.results.models import EvidenceFile, SelfEvaluation, Sheet

_CUT_OFF = (7, 31)
_WHOLE = Decimal(1)
_SEVEN_MONTHS = Decimal(7) / Decimal(12)
_SLOW = Decimal("0.2")
_NEARLY_ALL = Decimal("0.96")
_CENT = Decimal("0.01")
_INVENTED = Decimal(500)
"""Budget in 万元 of projects whose table prints none."""
_REASON = "示例：第三方服务采购晚于计划，已压缩后续环节时间。"


def fill_results(root: Organization) -> None:
    """Put a ledger, a round and a self-evaluation over the approved projects, if there are any."""
    approved = list(
        Project.objects.filter(state=str(State.APPROVED), indicators__gt=0)
        .select_related("organization", "owner")
        .order_by("pk")[:6]
    )
    if not approved:
        return
    year = approved[0].fiscal_year
    projects = [project for project in approved if project.fiscal_year == year]
    cut_off = date(year, *_CUT_OFF)
    _ledger(root, projects, cut_off, _SEVEN_MONTHS)
    due = timezone.localdate() + timedelta(days=20)
    opened = monitoring_commands.open_round(*_who("finance"), root, year, cut_off=cut_off, due=due)
    sheets = list(opened.sheets.filter(project__in=projects).order_by("pk"))
    for number, sheet in enumerate(sheets[:3]):
        _fill(sheet, slow=number == 1)
    monitoring_commands.submit(*_who("unithead"), sheets[0].pk)
    monitoring_commands.confirm(*_who("department"), sheets[0].pk)
    if len(sheets) > 1:
        wanted = rectification_commands.Wanted(
            title="示例：绩效目标进度滞后", due=due, thing=sheets[1].pk
        )
        rectification_commands.open_item(*_who("finance"), sheets[1].project_id, wanted)
    _ledger(root, projects, date(year, 12, 31), _NEARLY_ALL)
    _evaluate(projects[0])


def _who(username: str) -> tuple[Principal, Actor]:
    person = principal(User.objects.get(username=username))
    return person, Actor.of(person)


def _ledger(root: Organization, projects: list[Project], cut_off: date, part: Decimal) -> None:
    lines = [
        f"{cut_off.year}年预算执行情况表（示例）",
        f"截至{cut_off.isoformat()}",
        "单位：万元",
        "项目编码,项目名称,年初预算数,调整预算数,支出数",
    ]
    for number, project in enumerate(projects):
        total = project.total or _INVENTED
        paid = (total * (part if number != 1 else _SLOW)).quantize(_CENT)
        lines.append(f'{project.code},"{project.name}",{total:f},{total:f},{paid}')
    data = "\r\n".join(lines).encode("utf-8-sig")
    made = ledger_commands.hand_in(
        *_who("finance"), root, cut_off.year, f"示例执行台账{cut_off.month}月.csv", io.BytesIO(data)
    )
    ledger_commands.accept(*_who("finance"), made.pk, {})


def _fill(sheet: Sheet, *, slow: bool) -> None:
    looked = monitoring_commands.looked(sheet)
    proof = _proof(sheet.project)
    part = _SLOW if slow else _SEVEN_MONTHS
    behind = Said(
        cause=str(Cause.STAFF),
        explanation=_REASON,
        likelihood=str(Likelihood.POSSIBLE),
        measures="示例：九月底前补齐人员，逐周督办。",
    )
    lines = tuple(
        SheetLine(reached=_reached(one, part, proof, sheet.round.fiscal_year), said=behind)
        for one in looked.row.indicators
    )
    content = msgspec.structs.replace(loaded(sheet.content, SheetContent), lines=lines, said=behind)
    monitoring_commands.save(*_who("clerk"), sheet.pk, content, revision=sheet.revision)


def _evaluate(project: Project) -> None:
    found = self_evaluation_commands.begin(*_who("clerk"), project.pk)
    row = self_evaluation_commands.scored(found).row
    content = loaded(found.content, SelfEvaluationContent)
    proof = _proof(project)
    known = beside(content.lines, len(row.indicators), content.lines[0])
    lines = tuple(
        msgspec.structs.replace(
            line,
            reached=_reached(one, _WHOLE, proof, project.fiscal_year),
            reason=_REASON,
        )
        for one, line in zip(row.indicators, known, strict=True)
    )
    content = msgspec.structs.replace(
        content,
        lines=lines,
        reason=_REASON,
        goal_actual="示例：年度目标基本完成。",
        problems="示例：部分工作集中在下半年。",
        measures="示例：下年提前组织采购。",
    )
    found = self_evaluation_commands.save(
        *_who("clerk"), found.pk, content, revision=found.revision
    )
    _give_points(found)


def _give_points(found: SelfEvaluation) -> None:
    """Give indicators in words the least of their band, as a person would have to."""
    content = loaded(found.content, SelfEvaluationContent)
    scored = self_evaluation_commands.scored(found)
    lines = tuple(
        msgspec.structs.replace(line, given=one.score.least)
        for line, one in zip(content.lines, scored.lines, strict=True)
    )
    self_evaluation_commands.save(
        *_who("clerk"),
        found.pk,
        msgspec.structs.replace(content, lines=lines),
        revision=found.revision,
    )


def _proof(project: Project) -> Proof:
    file: EvidenceFile = evidence_commands.hand_in(
        *_who("clerk"), project, "示例佐证.txt", io.BytesIO("示例佐证材料，不是真实文件。".encode())
    )
    return Proof(name=file.name, sha256=file.sha256, file=file.pk)


def _reached(indicator: Indicator, part: Decimal, proof: Proof, year: int) -> Reached:
    """Return a value such as the target would have at a part of the year."""
    return Reached(text=_value(indicator.target, part, year), proofs=(proof,))


def _value(target: Target | None, part: Decimal, year: int) -> str:
    if isinstance(target, NumberTarget | RangeTarget):
        number = target.low if isinstance(target, RangeTarget) else target.number
        if usual_accumulation(target, None) is Accumulation.RUNNING:
            places = _WHOLE if number == number.to_integral_value() else _CENT
            number = (number * part).quantize(places)
        return f"{plain(number)}{target.unit}"
    if isinstance(target, DeadlineTarget):
        return f"{year}年6月30日"
    return "达成"
