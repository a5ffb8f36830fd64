"""What people do with rectifications: open, answer, close, open again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.accounts.principals import principal as principal_of
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.flow.commands import visible as visible_project
from jiheng_web.results.models import (
    EvidenceFile,
    Rectification,
    RectificationStep,
    SelfEvaluation,
    Sheet,
)
from jiheng_web.results.models.rectification import RectificationSource, RectificationState
from jiheng_web.results.reach import WORDS, held, must_be_apart, must_say_why

if TYPE_CHECKING:
    from datetime import date

    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import User
    from jiheng_web.audit.acts import Act, Actor

_SOURCES = {
    RectificationSource.MONITORING: Sheet,
    RectificationSource.EVALUATION: SelfEvaluation,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be mended.

    Attributes:
        title: What is wrong.
        owner: Who answers for it; the clerk in charge of the project without.
        source: What it was found in.
        thing: Key of that sheet or self-evaluation.
    """

    title: str
    due: date
    owner: User | None = None
    source: RectificationSource = RectificationSource.MONITORING
    thing: int | None = None


def open_item(
    principal: Principal, actor: Actor, project_key: int, wanted: Wanted
) -> Rectification:
    """Ask a unit to mend something.

    Raises:
        NotFound: The project, or what it was found in, is out of sight.
        NotPermitted: The person's role does not do this there.
        InvalidInput: It does not say what is wrong, is due in the past, or the owner cannot answer.
    """
    action = Action.RECTIFICATION_OPEN
    with act(actor, str(action)) as done:
        project = visible_project(principal, project_key)
        path = project.organization.path
        require(principal, action, path)
        owner = wanted.owner or project.owner
        _sound(wanted, owner, path)
        _must_be_there(wanted, project.pk)
        made = Rectification.objects.create(
            project=project,
            source=wanted.source,
            thing=wanted.thing,
            title=wanted.title.strip()[:300],
            owner=owner,
            due=wanted.due,
            opened_by_id=principal.person,
        )
        _step(made, action, principal, made.title)
        _note(done, made)
    return made


def answer(
    principal: Principal,
    actor: Actor,
    key: int,
    measures: str,
    evidence: int | None = None,
) -> Rectification:
    """Say what was done, with a file that proves it.

    Args:
        evidence: Key of a file of the project.

    Raises:
        NotFound: The item or the file is out of sight.
        NotPermitted: The person's role does not do this there.
        WrongState: It is closed or waits to be examined.
        InvalidInput: Measures or evidence are missing.
    """
    action = Action.RECTIFICATION_ANSWER
    with act(actor, str(action)) as done:
        found = held(principal, Rectification, key, action)
        _must_be(found, RectificationState.OPEN, action)
        _must_be_proved(measures, evidence)
        file = EvidenceFile.objects.filter(pk=evidence or 0, project=found.project_id).first()
        if file is None:
            raise NotFound(kind=WORDS[EvidenceFile])
        found.measures, found.evidence = measures.strip(), file
        found.answered_by_id = principal.person
        _move(found, RectificationState.ANSWERED, action, principal, found.measures)
        _note(done, found)
    return found


def close(principal: Principal, actor: Actor, key: int, words: str) -> Rectification:
    """Close an item after examining what was done; never by whoever did or asked for it alone.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not do this there.
        NotApart: The person answered it, or owns it.
        WrongState: It was not answered.
    """
    action = Action.RECTIFICATION_CLOSE
    with act(actor, str(action)) as done:
        found = held(principal, Rectification, key, action)
        _must_be(found, RectificationState.ANSWERED, action)
        must_be_apart(principal, action, found.answered_by_id, found.owner_id)
        found.closed_by_id, found.closed = principal.person, timezone.now()
        _move(found, RectificationState.CLOSED, action, principal, words.strip())
        _note(done, found)
    return found


def reopen(principal: Principal, actor: Actor, key: int, reason: str) -> Rectification:
    """Send an item back: what was done is not enough.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not do this there.
        WrongState: It was not answered or closed.
        InvalidInput: The reason is missing.
    """
    action = Action.RECTIFICATION_CLOSE
    with act(actor, "rectification.reopen") as done:
        found = held(principal, Rectification, key, action)
        if found.state == RectificationState.OPEN:
            raise WrongState(deed=_AGAIN, state=RectificationState(found.state).words)
        found.closed_by, found.closed = None, None
        _move(found, RectificationState.OPEN, action, principal, must_say_why(reason))
        _note(done, found)
    return found


_AGAIN = Bilingual("退回整改", "send back")


def _must_be_there(wanted: Wanted, project: int) -> None:
    """Refuse what was found in nothing of the project."""
    if wanted.thing is None:
        return
    kind = _SOURCES.get(wanted.source)
    if kind is None or not kind._default_manager.filter(pk=wanted.thing, project=project).exists():
        raise NotFound(kind=Bilingual("整改来源", "source of the rectification"))


def _sound(wanted: Wanted, owner: User, path: str) -> None:
    faults = {}
    if not wanted.title.strip():
        faults["title"] = Bilingual("请写明要整改的问题。", "Say what is to be mended.")
    if wanted.due < timezone.localdate():
        faults["due"] = Bilingual("整改期限不能早于今天。", "It is due in the past.")
    may = permits(principal_of(owner), Action.RECTIFICATION_ANSWER, path)
    if not owner.is_active or not may:
        faults["owner"] = Bilingual("责任人不是该单位的人员。", "The owner is of another unit.")
    if faults:
        raise InvalidInput(faults)


def _must_be_proved(measures: str, evidence: int | None) -> None:
    faults = {}
    if not measures.strip():
        faults["measures"] = Bilingual("请写明整改措施及效果。", "Say what was done.")
    if evidence is None:
        faults["file"] = Bilingual(
            "请选择佐证材料，或上传文件。", "Name evidence of it, or hand it in."
        )
    if faults:
        raise InvalidInput(faults)


def _must_be(found: Rectification, state: RectificationState, action: Action) -> None:
    if found.state != state:
        raise WrongState(deed=action.words, state=RectificationState(found.state).words)


def _move(
    found: Rectification,
    state: RectificationState,
    action: Action,
    principal: Principal,
    words: str,
) -> None:
    found.state = state
    found.save()
    _step(found, action, principal, words)


def _step(found: Rectification, action: Action, principal: Principal, words: str) -> None:
    RectificationStep.objects.create(
        item=found,
        action=str(action),
        target=found.state,
        actor_id=principal.person,
        note=words,
    )


def _note(done: Act, found: Rectification) -> None:
    done.about(found, found.project.organization.path)
    done.facts |= {"project": found.project_id, "state": found.state, "title": found.title}
