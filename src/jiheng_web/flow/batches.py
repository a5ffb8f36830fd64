"""The same act on many projects: each by itself, so that one failure stops no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError
from jiheng_web.access.policy import Action
from jiheng_web.errors import InvalidInput
from jiheng_web.flow.commands import move, visible
from jiheng_web.flow.models import Level
from jiheng_web.flow.reviewing import agree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor

MOST = 200
"""Projects of one batch."""
_REVIEWS: Mapping[Action, Level] = {
    Action.PROJECT_REVIEW: Level.DEPARTMENT,
    Action.PROJECT_FINANCE_REVIEW: Level.FINANCE,
}
DEEDS = (
    Action.PROJECT_FINISH,
    Action.PROJECT_CHECK,
    Action.PROJECT_SUBMIT,
    *_REVIEWS,
    Action.PROJECT_RETURN,
    Action.PROJECT_APPROVE,
)
"""Acts that can be done to many projects at once."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one project.

    Attributes:
        name: Empty where the project is out of sight.
        error: Why nothing was done to it; None where it was.
    """

    key: int
    name: str
    error: JihengError | None = None


def run(
    principal: Principal, actor: Actor, keys: Sequence[int], action: Action, reason: str = ""
) -> tuple[Outcome, ...]:
    """Do the same to many projects; reviews agree with what the findings propose.

    Raises:
        InvalidInput: No project is named, or too many, or the act is none for many.
    """
    if action not in DEEDS:
        why = Bilingual("该操作不能批量进行。", "This is not done to many at once.")
        raise InvalidInput({"action": why})
    if not 0 < len(keys) <= MOST:
        why = Bilingual(f"请选择1至{MOST}个项目。", f"Choose 1 to {MOST} projects.")
        raise InvalidInput({"keys": why})
    return tuple(_one(principal, actor, key, action, reason) for key in dict.fromkeys(keys))


def _one(principal: Principal, actor: Actor, key: int, action: Action, reason: str) -> Outcome:
    name = ""
    try:
        name = visible(principal, key).name
        if action in _REVIEWS:
            agree(principal, actor, key, _REVIEWS[action])
        else:
            move(principal, actor, key, action, reason)
    except JihengError as error:
        return Outcome(key, name, error)
    return Outcome(key, name)
