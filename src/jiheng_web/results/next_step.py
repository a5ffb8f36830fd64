"""Who is asked to act next on a sheet, a self-evaluation or a rectification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import GRANTS, Action, Role
from jiheng_web.accounts.models import Membership
from jiheng_web.results.models import Rectification, Sheet, Standing
from jiheng_web.results.models.rectification import RectificationState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng_web.results.models import SelfEvaluation

_NAMED = 5
_FILL, _HAND_UP, _CONFIRM = range(3)
_SHEET = (Action.MONITORING_FILL, Action.MONITORING_SUBMIT, Action.MONITORING_CONFIRM)
_EVALUATION = (
    Action.SELF_EVALUATION_FILL,
    Action.SELF_EVALUATION_SIGN,
    Action.SELF_EVALUATION_CONFIRM,
)


def awaited(thing: Sheet | SelfEvaluation) -> Bilingual | None:
    """Return whose turn it is, by role; None where nothing is waited for."""
    step = _step(thing)
    if step is None:
        return None
    action = _actions(thing)[step]
    role = _roles(action)
    return Bilingual(f"待{role.zh}{action.words.zh}", f"{role.en} is to {action.words.en}")


def next_steps(thing: Sheet | SelfEvaluation | Rectification) -> list[Bilingual]:
    """Return who does what next, by name, and what follows where that is somebody else."""
    if isinstance(thing, Rectification):
        return list(_of_rectification(thing))
    step, path = _step(thing), thing.project.organization.path
    if step is None:
        return []
    fill, hand_up, confirm = _actions(thing)
    if step == _CONFIRM:
        return [_said(confirm, path, {thing.saved_by_id, thing.submitted_by_id})]
    then = _said(hand_up, path, {thing.saved_by_id})
    if step == _HAND_UP:
        return [then]
    after = Bilingual(f"填妥之后：{then.zh}", f"Once all is filled in: {then.en}")
    return [_said(fill, path, set()), after]


def _of_rectification(thing: Rectification) -> Iterator[Bilingual]:
    if thing.state == RectificationState.OPEN:
        name = thing.owner.name
        yield Bilingual(f"落实整改由责任人 {name} 办理。", f"{name} carries it out.")
    elif thing.state == RectificationState.ANSWERED:
        apart = {thing.answered_by_id, thing.owner_id}
        yield _said(Action.RECTIFICATION_CLOSE, thing.project.organization.path, apart)


def _step(thing: Sheet | SelfEvaluation) -> int | None:
    if thing.state == Standing.RETURNED:
        return _FILL
    if thing.state == Standing.DRAFT:
        lacking = thing.lacking if isinstance(thing, Sheet) else thing.faults
        return _FILL if lacking else _HAND_UP
    return _CONFIRM if thing.state == Standing.SUBMITTED else None


def _actions(thing: Sheet | SelfEvaluation) -> tuple[Action, Action, Action]:
    return _SHEET if isinstance(thing, Sheet) else _EVALUATION


def _said(action: Action, path: str, apart: set[int | None]) -> Bilingual:
    """Return who does something, and who may not because of what they did before."""
    names, role, deed = _people(action, path, apart), _roles(action), action.words
    if not names:
        return Bilingual(
            f"“{deed.zh}”由{role.zh}办理，但目前没有可以办理的人员，请联系安全管理员授予岗位。",
            f"To {deed.en} is for a {role.en}, and there is none who may:"
            " ask the security administrator to grant the role.",
        )
    shown, more = names[:_NAMED], len(names) > _NAMED
    zh, en = "、".join(shown) + ("等" if more else ""), ", ".join(shown) + (" …" if more else "")
    return Bilingual(
        f"“{deed.zh}”由{role.zh}办理：{zh}。", f"To {deed.en} is for the {role.en}: {en}."
    )


def _people(action: Action, path: str, apart: set[int | None]) -> list[str]:
    parts = path.rstrip(".").split(".")
    above = [".".join(parts[: count + 1]) + "." for count in range(len(parts))]
    held = Membership.objects.filter(
        role__in=[str(role) for role in GRANTS[action]],
        organization__path__in=above,
        organization__is_active=True,
        user__is_active=True,
    ).order_by("-organization__path", "user__name")
    pairs = held.values_list("user_id", "user__name")
    return list(dict.fromkeys(name for person, name in pairs if person not in apart))


def _roles(action: Action) -> Bilingual:
    words = [role.words for role in Role if role in GRANTS[action]]
    return Bilingual("或".join(one.zh for one in words), " or ".join(one.en for one in words))
