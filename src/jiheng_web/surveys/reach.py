"""Surveys and rounds within a person's reach, and what holds before anything is done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.surveys.models import Round, RoundState, Survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Act

SURVEY = Bilingual("问卷", "survey")
ROUND = Bilingual("问卷轮次", "round of a survey")
STATES = {
    RoundState.DRAFT: Bilingual("编制中", "in preparation"),
    RoundState.OPEN: Bilingual("收集中", "open"),
    RoundState.CLOSED: Bilingual("已截止", "closed"),
}


def visible_survey(principal: Principal, key: int) -> Survey:
    """Return a survey that a person may see.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    found = Survey.objects.select_related("organization").filter(pk=key).first()
    if found is None or not permits(principal, Action.SURVEY_VIEW, found.organization.path):
        raise NotFound(kind=SURVEY)
    return found


def managed_survey(principal: Principal, key: int) -> Survey:
    """Return a survey, if the person may change it."""
    found = visible_survey(principal, key)
    require(principal, Action.SURVEY_MANAGE, found.organization.path)
    return found


def visible_round(principal: Principal, key: int, *, lock: bool = False) -> Round:
    """Return a round that a person may see.

    Args:
        lock: Whether to hold it against others, and against answers, until the act ends.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    query = Round.objects.select_related("survey__organization")
    if lock:
        query = query.select_for_update(of=("self",))
    found = query.filter(pk=key).first()
    path = found.survey.organization.path if found else ""
    if found is None or not permits(principal, Action.SURVEY_VIEW, path):
        raise NotFound(kind=ROUND)
    return found


def held_round(
    principal: Principal,
    key: int,
    deed: Bilingual,
    states: Iterable[RoundState],
    *,
    lock: bool = True,
) -> Round:
    """Return a round, locked, if the person may do this with it as it stands.

    Args:
        lock: Not, where a view looks before a command is called.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: It is in another state.
    """
    found = visible_round(principal, key, lock=lock)
    require(principal, Action.SURVEY_MANAGE, found.survey.organization.path)
    if found.state not in set(states):
        raise WrongState(deed=deed, state=STATES[RoundState(found.state)])
    return found


def note(done: Act, found: Round) -> None:
    """Note in an act what round it concerns and how that stands."""
    done.about(found, found.survey.organization.path)
    done.facts |= {"state": found.state, "round": found.number, "survey": found.survey_id}


def must_say_why(reason: str) -> str:
    """Return a reason, if there is one.

    Raises:
        InvalidInput: It is missing.
    """
    if not reason.strip():
        raise InvalidInput({"reason": Bilingual("请写明理由。", "A reason is needed.")})
    return reason.strip()
