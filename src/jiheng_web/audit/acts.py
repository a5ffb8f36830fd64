"""One act: an actor, a transaction, a record."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from jiheng_web.audit.chain import put
from jiheng_web.audit.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from jiheng_web.access.policy import Principal


@dataclass(slots=True)
class Actor:
    """Who answers for an act: a person with the address they came from, or the program itself."""

    name: str
    person: int | None = None
    address: str = ""

    @classmethod
    def of(cls, principal: Principal, address: str = "") -> Actor:
        """Return the actor a logged-in person is."""
        return cls(f"{principal.name}（{principal.username}）", principal.person, address)


PROGRAM = Actor("jiheng")
"""The program itself: background work, set-up, examples."""


@dataclass(slots=True)
class Act:
    """An act under way. What is put into `facts` stands in its record.

    Attributes:
        name: Such as `project.submit`.
        path: Of the organization it concerns.
        written: Table → statements that wrote to it.
        succeeded: Set to False where what was tried is refused, but leaves a trace that is
            written, such as the count of wrong passwords.
    """

    actor: Actor
    name: str
    subject: str = ""
    subject_id: str = ""
    path: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    written: Counter[str] | None = None
    succeeded: bool = True

    def about(self, thing: Model, path: str = "") -> None:
        """Name the thing it concerns, where that is made in the act itself."""
        self.subject = thing._meta.label_lower
        self.subject_id = str(thing.pk)
        self.path = path or self.path


current: ContextVar[Act | None] = ContextVar("current_act", default=None)


@contextmanager
def act(actor: Actor, name: str, thing: Model | None = None, *, path: str = "") -> Iterator[Act]:
    """Do something in one transaction that leaves one record; nothing of it, if it fails.

    Acts within an act belong to it: their facts are added to its own.
    """
    outer = current.get()
    if outer is not None:
        yield outer
        return
    begun = Act(actor, name, path=path, written=Counter())
    if thing is not None:
        begun.about(thing, path)
    token = current.set(begun)
    try:
        with transaction.atomic():
            yield begun
            _record(begun, succeeded=begun.succeeded)
    finally:
        current.reset(token)


def note_refusal(actor: Actor, name: str, facts: dict[str, object], path: str = "") -> None:
    """Record what somebody tried and could not do, such as to log in with a wrong password."""
    token = current.set(Act(actor, name))
    try:
        with transaction.atomic():
            _record(Act(actor, name, path=path, facts=facts), succeeded=False)
    finally:
        current.reset(token)


def _record(done: Act, *, succeeded: bool) -> None:
    facts = dict(done.facts)
    if done.written:
        facts["written"] = dict(done.written)
    record = Record(
        actor=done.actor.person,
        actor_name=done.actor.name,
        act=done.name,
        subject=done.subject,
        subject_id=done.subject_id,
        path=done.path,
        succeeded=succeeded,
        address=done.actor.address,
    )
    put(record, facts)
