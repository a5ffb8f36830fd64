"""Next year's budget line: what is asked for, and what a person decides beside the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, WrongState
from jiheng_web.evaluation.commands import note
from jiheng_web.evaluation.models import BudgetDecision, Evaluation, Kind, Phase
from jiheng_web.evaluation.outcome import next_project, proposal_of
from jiheng_web.evaluation.reach import RUNS, path_of, visible

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor

REQUESTING = Bilingual("填写下年申报数", "say what is requested")


def request_amount(
    principal: Principal, actor: Actor, key: int, amount: Decimal | None
) -> Evaluation:
    """Say what is asked for next year, where the office holds no project of next year.

    Raises:
        NotFound: The evaluation is out of sight.
        NotPermitted: The person's role does not organize it.
        InvalidInput: The project of next year says it itself.
    """
    with act(actor, "evaluation.request") as done:
        found = visible(principal, key, lock=True)
        require(principal, RUNS[Kind(found.kind)], path_of(found))
        if next_project(found) is not None:
            why = Bilingual("下年项目已申报，以其金额为准。", "Next year's project says it.")
            raise InvalidInput({"requested": why})
        found.requested = amount
        found.save(update_fields=["requested"])
        note(done, found)
        done.facts["requested"] = str(amount)
    return found


def decide(
    principal: Principal, actor: Actor, key: int, amount: Decimal, reason: str
) -> BudgetDecision:
    """Decide on next year's budget line; the proposal is kept beside.

    Raises:
        NotFound: The evaluation is out of sight.
        NotPermitted: The person's role does not decide there.
        WrongState: The evaluation is open.
        InvalidInput: The amount differs from the proposal, and nothing says why.
    """
    action = Action.BUDGET_DECIDE
    with act(actor, str(action)) as done:
        found = visible(principal, key, lock=True)
        require(principal, action, path_of(found))
        if found.is_open:
            raise WrongState(deed=action.words, state=Phase(found.state).words)
        proposal = proposal_of(found, next_project(found))
        differs = proposal.proposed is not None and amount != proposal.proposed
        if differs and not reason.strip():
            why = Bilingual(
                "与建议数不同，请写明理由。", "It differs from what is proposed: say why."
            )
            raise InvalidInput({"reason": why})
        made = BudgetDecision.objects.create(
            evaluation=found,
            requested=proposal.requested,
            proposed=proposal.proposed,
            amount=amount,
            reason=reason.strip(),
            decided_by_id=principal.person,
        )
        note(done, found)
        done.facts |= {"proposed": str(proposal.proposed), "amount": str(amount)}
    return made
