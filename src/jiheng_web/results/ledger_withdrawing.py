"""Taking an accepted ledger back: its money no longer counts, and the reason stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import act
from jiheng_web.errors import WrongState
from jiheng_web.results.models import Ledger
from jiheng_web.results.models.ledger import LedgerState
from jiheng_web.results.reach import held, must_say_why

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor


def withdraw(principal: Principal, actor: Actor, key: int, reason: str) -> Ledger:
    """Let an accepted ledger count no longer; what sheets took over from it stays written there.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person imports no ledgers there.
        WrongState: It does not count.
        InvalidInput: The reason is missing.
    """
    with act(actor, "ledger.withdraw") as done:
        ledger = held(principal, Ledger, key, Action.LEDGER_IMPORT)
        why = must_say_why(reason)
        if ledger.state != LedgerState.ACCEPTED:
            deed = Bilingual("撤销采纳台账", "withdraw the ledger")
            raise WrongState(deed=deed, state=LedgerState(ledger.state).words)
        ledger.state, ledger.withdrawn = LedgerState.WITHDRAWN, timezone.now()
        ledger.withdrawn_by_id, ledger.withdrawn_reason = principal.person, why
        ledger.save(update_fields=["state", "withdrawn", "withdrawn_by", "withdrawn_reason"])
        done.about(ledger, ledger.organization.path)
        done.facts["reason"] = why
    return ledger
