"""What of monitoring, self-evaluations and rectifications waits for a person, alarms included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.results.models import Rectification, SelfEvaluation, Sheet, Standing
from jiheng_web.results.models.rectification import RectificationState
from jiheng_web.results.reach import FILLING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

SHOWN = 12
"""Lines of each kind on the desk; the rest is behind a link."""
ALL = 2_000
"""Lines of each kind where a person asks for all of them."""
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


@dataclass(frozen=True, slots=True)
class Desk:
    """What is on the desk.

    Attributes:
        lines: What is listed of it.
        count: How much there is.
    """

    lines: list[Waiting]
    count: int


_Kind: TypeAlias = "tuple[QuerySet[Any], Callable[[Any], Waiting]]"
"""What waits of one kind, and how a line says it."""


def sheets_waiting(principal: Principal) -> QuerySet[Sheet]:
    """Return the sheets whose next act is the person's, the most urgent first."""
    found = within(principal, Action.MONITORING_FILL, _PATH) & _FILLING
    found |= _ready(principal, Action.MONITORING_SUBMIT) & Q(lacking=0)
    found |= within(principal, Action.MONITORING_CONFIRM, _PATH) & _HANDED_UP
    sheets = Sheet.objects.filter(found).select_related("project__organization", "round")
    return sheets.order_by("round__due", "pk")


def on_the_desk(principal: Principal, most: int = SHOWN) -> Desk:
    """Return what waits for a person, what is overdue first.

    Args:
        most: How many of each kind are listed.
    """
    lines, count = [], 0
    for found, told in (
        _sheets(principal),
        *_alarms(principal),
        *_evaluations(principal),
        *_rectifications(principal),
    ):
        some = list(found[: most + 1])
        count += len(some) if len(some) <= most else found.count()
        lines += [told(one) for one in some[:most]]
    today = timezone.localdate()
    lines.sort(key=lambda one: (one.due is None or one.due >= today, one.due or today))
    return Desk(lines, count)


def _sheets(principal: Principal) -> _Kind:
    hands_up = within(principal, Action.MONITORING_SUBMIT) != Q(pk__in=())

    def told(one: Sheet) -> Waiting:
        deed = _("fill in the monitoring sheet")
        if one.state == Standing.SUBMITTED:
            deed = _("confirm the monitoring sheet")
        elif not one.lacking and hands_up:
            deed = _("hand the monitoring sheet up")
        return Waiting(deed, "sheet", one.pk, one.project, one.round.due)

    return sheets_waiting(principal), told


def _alarms(principal: Principal) -> Iterator[_Kind]:
    """Yield what a department has to chase: sheets overdue, and handed up with data missing."""
    reach = within(principal, Action.MONITORING_OPEN, _PATH)
    kinds = (
        (
            _("the monitoring sheet is overdue"),
            reach & _FILLING & Q(round__due__lt=timezone.localdate()),
        ),
        (_("data are missing in a monitoring sheet"), reach & _HANDED_UP & Q(dark__gt=0)),
    )
    for words, condition in kinds:
        found = Sheet.objects.filter(condition).select_related("project__organization", "round")
        yield found, partial(_sheet_said, words)


def _sheet_said(words: str, one: Sheet) -> Waiting:
    return Waiting(words, "sheet", one.pk, one.project, one.round.due)


def _evaluations(principal: Principal) -> Iterator[_Kind]:
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
        yield found, partial(_evaluation_said, deed)


def _evaluation_said(deed: str, one: SelfEvaluation) -> Waiting:
    return Waiting(deed, "self-evaluation", one.pk, one.project)


def _rectifications(principal: Principal) -> Iterator[_Kind]:
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
        yield found, partial(_rectification_said, deed)


def _rectification_said(deed: str, one: Rectification) -> Waiting:
    return Waiting(f"{deed}：{one.title}", "rectification", one.pk, one.project, one.due)


def _mine(principal: Principal) -> Q:
    return within(principal, Action.SELF_EVALUATION_FILL, _PATH) & _FILLING


def _ready(principal: Principal, action: Action) -> Q:
    """Return the condition of what was written by others and can be handed up."""
    return within(principal, action, _PATH) & _FILLING & ~Q(saved_by=principal.person)
