"""What of monitoring, self-evaluations and rectifications waits for a person, alarms included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.results.models import Rectification, SelfEvaluation, Sheet, Standing
from jiheng_web.results.models.rectification import RectificationState
from jiheng_web.results.reach import FILLING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

SHOWN = 12
"""Lines on the desk."""
_PATH = "project__organization__path"
_FILLING = Q(state__in=[str(state) for state in FILLING])
_HANDED_UP = Q(state=str(Standing.SUBMITTED))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something on the desk.

    Attributes:
        deed: What is to be done, or what is wrong.
        page: Name of its page.
        due: Its last day; None where there is none.
    """

    deed: str
    page: str
    key: int
    project: Project
    due: date | None = None


def sheets_waiting(principal: Principal) -> QuerySet[Sheet]:
    """Return the sheets whose next act is the person's, the most urgent first."""
    found = within(principal, Action.MONITORING_FILL, _PATH) & _FILLING
    found |= _ready(principal, Action.MONITORING_SUBMIT) & Q(lacking=0)
    found |= within(principal, Action.MONITORING_CONFIRM, _PATH) & _HANDED_UP
    sheets = Sheet.objects.filter(found).select_related("project__organization", "round")
    return sheets.order_by("round__due", "pk")


def on_the_desk(principal: Principal) -> list[Waiting]:
    """Return what waits for a person, what is overdue first; at most `SHOWN` of each kind."""
    found = [*_sheets(principal), *_alarms(principal)]
    found += [*_evaluations(principal), *_rectifications(principal)]
    today = timezone.localdate()
    return sorted(found, key=lambda one: (one.due is None or one.due >= today, one.due or today))


def _sheets(principal: Principal) -> Iterator[Waiting]:
    for one in sheets_waiting(principal)[:SHOWN]:
        deed = _("fill in the monitoring sheet")
        if one.state == Standing.SUBMITTED:
            deed = _("confirm the monitoring sheet")
        elif not one.lacking and within(principal, Action.MONITORING_SUBMIT) != Q(pk__in=()):
            deed = _("hand the monitoring sheet up")
        yield Waiting(deed, "sheet", one.pk, one.project, one.round.due)


def _alarms(principal: Principal) -> Iterator[Waiting]:
    """Yield what a department has to chase: sheets overdue, and handed up with data missing."""
    reach = within(principal, Action.MONITORING_OPEN, _PATH)
    late = Sheet.objects.filter(reach & _FILLING, round__due__lt=timezone.localdate())
    for one in late.select_related("project__organization", "round")[:SHOWN]:
        words = _("the monitoring sheet is overdue")
        yield Waiting(words, "sheet", one.pk, one.project, one.round.due)
    dark = Sheet.objects.filter(reach & _HANDED_UP, dark__gt=0)
    for one in dark.select_related("project__organization", "round")[:SHOWN]:
        words = _("data are missing in a monitoring sheet")
        yield Waiting(words, "sheet", one.pk, one.project, one.round.due)


def _evaluations(principal: Principal) -> Iterator[Waiting]:
    kinds = (
        (_("fill in the self-evaluation"), _mine(principal)),
        (
            _("sign the self-evaluation"),
            _ready(principal, Action.SELF_EVALUATION_SIGN) & Q(faults=0),
        ),
        (
            _("confirm the self-evaluation"),
            within(principal, Action.SELF_EVALUATION_CONFIRM, _PATH) & _HANDED_UP,
        ),
    )
    for deed, condition in kinds:
        found = SelfEvaluation.objects.filter(condition).select_related("project__organization")
        for one in found[:SHOWN]:
            yield Waiting(deed, "self-evaluation", one.pk, one.project)


def _rectifications(principal: Principal) -> Iterator[Waiting]:
    own = Q(owner=principal.person, state=RectificationState.OPEN)
    others = Q(state=RectificationState.ANSWERED) & ~Q(answered_by=principal.person)
    kinds = (
        (_("carry the rectification out"), own),
        (
            _("examine the rectification"),
            within(principal, Action.RECTIFICATION_CLOSE, _PATH) & others,
        ),
    )
    for deed, condition in kinds:
        found = Rectification.objects.filter(condition).select_related("project__organization")
        for one in found[:SHOWN]:
            yield Waiting(f"{deed}：{one.title}", "rectification", one.pk, one.project, one.due)


def _mine(principal: Principal) -> Q:
    return within(principal, Action.SELF_EVALUATION_FILL, _PATH) & _FILLING


def _ready(principal: Principal, action: Action) -> Q:
    """Return the condition of what was written by others and can be handed up."""
    return within(principal, action, _PATH) & _FILLING & ~Q(saved_by=principal.person)
