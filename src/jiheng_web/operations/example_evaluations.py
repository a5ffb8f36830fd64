"""Evaluations in the example workspace: one under way, one closed with a budget decision."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from jiheng.evaluation import Combining
from jiheng.scoring import rounded
from jiheng_web.accounts.models import User
from jiheng_web.accounts.principals import principal
from jiheng_web.audit.acts import Actor
from jiheng_web.evaluation import budget_commands, commands, expert_commands
from jiheng_web.evaluation.content import Given, Part, framework_of
from jiheng_web.evaluation.models import Kind
from jiheng_web.projects.models import Project
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.evaluation.content import Ratings
    from jiheng_web.evaluation.models import Evaluation

EXPERTS = ("evaluator", "evaluator2", "evaluator3")
_SHARES = (Decimal("0.9"), Decimal("0.85"), Decimal("0.7"))
_STRICT = Decimal("0.3")
_TWO = 2
_WEEKS = timedelta(days=21)


def fill_evaluations() -> None:
    """Evaluate two approved projects, if there are so many; one with a self-evaluation first."""
    approved = Project.objects.filter(state=str(State.APPROVED), indicators__gt=0)
    signed = F("self_evaluation__submitted").desc(nulls_last=True)
    chosen = list(approved.order_by(signed, "pk")[:_TWO])
    if len(chosen) < _TWO:
        return
    _closed(_opened("finance", chosen[0], Kind.FINANCE))
    _under_way(_opened("department", chosen[1], Kind.DEPARTMENT))


def _opened(username: str, project: Project, kind: Kind) -> Evaluation:
    due = timezone.localdate() + _WEEKS
    wanted = commands.Wanted(kind=kind, framework="national", due=due)
    found = commands.open_evaluation(*_who(username), project.pk, wanted)
    for expert in EXPERTS:
        expert_commands.invite(*_who(username), found.pk, expert, due)
    return found


def _closed(found: Evaluation) -> None:
    who = _who("finance")
    for expert, share in zip(EXPERTS, _SHARES, strict=True):
        sheet = found.sheets.get(expert__username=expert)
        expert_commands.submit(*_who(expert), sheet.pk, _given(found, share))
    part = Part(numerator=Decimal(96), denominator=Decimal(100), evidence="示例：部门决算报表")
    items = enumerate(framework_of(found).items)
    parts = {at: part for at, item in items if item.formula is not None}
    commands.fill_in(*who, found.pk, parts, own={}, own_total=None)
    commands.choose_combining(*who, found.pk, Combining.MEAN)
    commands.close(*who, found.pk)
    total = found.project.total or Decimal(500)
    budget_commands.request_amount(*who, found.pk, total)
    budget_commands.decide(*who, found.pk, rounded(total / 2), "示例：同类项目合并安排。")


def _under_way(found: Evaluation) -> None:
    for expert, share in zip(EXPERTS[1:], _SHARES, strict=False):
        sheet = found.sheets.get(expert__username=expert)
        expert_commands.submit(*_who(expert), sheet.pk, _given(found, share))
    expert_commands.remind(*_who("department"), found.pk)


def _given(found: Evaluation, share: Decimal) -> Ratings:
    """Give each item a share of its weight; the second is judged strictly by the last expert."""
    items = [(at, one) for at, one in enumerate(framework_of(found).items) if one.formula is None]
    strict = items[1][0] if share == _SHARES[-1] else None
    return {
        at: Given(points=rounded(item.weight * _STRICT), comment="示例：缺少集体决策记录。")
        if at == strict
        else Given(points=rounded(item.weight * share))
        for at, item in items
    }


def _who(username: str) -> tuple[Principal, Actor]:
    who = principal(User.objects.get(username=username))
    return who, Actor.of(who)
