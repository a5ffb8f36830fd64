"""What parent and child say to each other; a child loads nothing else of what keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[int, int], None]
    """Told how many pages are done of how many."""

LONGEST = 30
"""Times the patience that a task may take in all, however many signs of life it shows."""

ROOM = 128 * 1024
"""Bytes that go through a pipe at once: each piece of an answer would wake who waits for it."""


class Sent:
    """A value with slots that goes to another process as what it is made of.

    Much sooner packed and unpacked than as a frozen dataclass does it by itself.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Return what makes it again."""
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Pages:
    """What a child says while it works: pages done of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Answer(Sent):
    """What a child says at the end: a value, or the error that the task raised.

    Attributes:
        worn: Whether the child is to be replaced before the next task.
    """

    value: object = None
    error: Exception | None = None
    worn: bool = False


class Loss(Enum):
    """Why there is no answer."""

    SLOW = "slow"
    ENDLESS = "endless"
    DEAD = "dead"
