"""Evaluations and sheets within a person's reach, and who sees what experts gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.errors import NotApart, NotFound, StaleRevision, WrongState
from jiheng_web.evaluation.models import Evaluation, ExpertSheet, Kind, Phase, SheetState

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal

EVALUATION = Bilingual("绩效评价", "evaluation")
SHEET = Bilingual("评分表", "rating sheet")
RUNS = {
    Kind.DEPARTMENT: Action.EVALUATION_DEPARTMENT,
    Kind.FINANCE: Action.EVALUATION_FINANCE,
}
"""Who organizes an evaluation of each kind."""


def visible(principal: Principal, key: int, *, lock: bool = False) -> Evaluation:
    """Return an evaluation that a person may know of.

    Args:
        lock: Whether to hold it against others until the act ends.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    query = Evaluation.objects.select_related("project__organization", "version").filter(pk=key)
    if lock:
        query = query.select_for_update(of=("self",))
    found = query.first()
    if found is None or not permits(principal, Action.EVALUATION_VIEW, path_of(found)):
        raise NotFound(kind=EVALUATION)
    return found


def path_of(evaluation: Evaluation) -> str:
    """Return the path of the organization whose project is evaluated."""
    return evaluation.project.organization.path


def runs(principal: Principal, evaluation: Evaluation) -> bool:
    """Return whether a person organizes an evaluation."""
    action = RUNS[Kind(evaluation.kind)]
    return permits(principal, action, path_of(evaluation)) and not _is_expert(principal, evaluation)


def sees_ratings(principal: Principal, evaluation: Evaluation) -> bool:
    """Return whether a person sees what all experts gave: organizers, and readers once closed."""
    return not evaluation.is_open or runs(principal, evaluation)


def held(principal: Principal, key: int, deed: Bilingual) -> Evaluation:
    """Return an open evaluation, locked, if the person organizes it.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not organize it.
        NotApart: The person rates in it.
        WrongState: It is closed.
    """
    found = visible(principal, key, lock=True)
    require(principal, RUNS[Kind(found.kind)], path_of(found))
    if _is_expert(principal, found):
        raise NotApart(deed=deed)
    must_be_open(found, deed)
    return found


def must_be_open(evaluation: Evaluation, deed: Bilingual) -> None:
    """Refuse to change what is closed.

    Raises:
        WrongState: It is.
    """
    if not evaluation.is_open:
        raise WrongState(deed=deed, state=Phase(evaluation.state).words)


def must_be_current(thing: Evaluation | ExpertSheet, revision: int | None, by: str) -> None:
    """Refuse to write over what was saved since; None: whatever stands there.

    Args:
        by: Who saved last.

    Raises:
        StaleRevision: It was saved in the meantime.
    """
    if revision is not None and thing.revision != revision:
        raise StaleRevision(by=by, theirs=thing.revision, kept=False)


def own_sheet(principal: Principal, key: int, *, lock: bool = False) -> ExpertSheet:
    """Return a person's own sheet, while invited to the project.

    Raises:
        NotFound: It is another's, the invitation is over, or there is none.
    """
    query = ExpertSheet.objects.select_related("evaluation__project__organization", "expert")
    if lock:
        query = query.select_for_update(of=("self",))
    found = query.filter(
        pk=key, expert=principal.person, evaluation__project__in=principal.invited
    ).first()
    if found is None:
        raise NotFound(kind=SHEET)
    return found


def rating(principal: Principal, key: int, deed: Bilingual) -> ExpertSheet:
    """Return a person's own sheet, locked, if it can still be written.

    Raises:
        NotFound: It is another's, the invitation is over, or there is none.
        WrongState: It is submitted or released, or the evaluation is closed.
    """
    # The evaluation first, in the order of those who close it.
    evaluation = own_sheet(principal, key).evaluation_id
    Evaluation.objects.select_for_update().get(pk=evaluation)
    found = own_sheet(principal, key, lock=True)
    must_be_open(found.evaluation, deed)
    if found.state != SheetState.DRAFT:
        raise WrongState(deed=deed, state=SheetState(found.state).words)
    return found


def _is_expert(principal: Principal, evaluation: Evaluation) -> bool:
    return evaluation.sheets.filter(expert=principal.person).exists()
