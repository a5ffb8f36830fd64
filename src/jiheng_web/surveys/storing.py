"""Storing an answer: its link used, its round held open, the answer put, all of it or nothing."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from jiheng_web.surveys import sealing
from jiheng_web.surveys.models import Link

if TYPE_CHECKING:
    from jiheng_web.surveys.models import Answer, Round


class Taken(StrEnum):
    """What became of an answer that was sent."""

    STORED = "stored"
    REPLACED = "replaced"
    AGAIN = "again"
    CLOSED = "closed"


def stored(found: Round, link: Link | None, answer: Answer) -> Taken:
    """Store an answer whose link, if any, was not used and whose round is open.

    Raises:
        IntegrityError: The same form was stored before; nothing is changed then.
    """
    answer.link = None if found.anonymous else link
    if link is None or found.replaceable:
        with transaction.atomic():
            return _replaced(found, link, answer)
    if connection.vendor == "postgresql":
        return _at_once(found, link, answer)
    with transaction.atomic():
        if not _uses(link.pk, found.pk):
            return _why_not(found.pk)
        answer.digest = sealing.digest(answer)
        answer.save(force_insert=True)
    return Taken.STORED


def _replaced(found: Round, link: Link | None, answer: Answer) -> Taken:
    if not _holds_open(found.pk):
        return Taken.CLOSED
    taken = Taken.STORED
    if link is not None:
        links = Link.objects.filter(pk=link.pk)
        used = links.select_for_update().values_list("used", flat=True).get()
        answer.revision = used + 1
        taken = Taken.REPLACED if used else taken
        links.update(used=F("used") + 1)
    answer.digest = sealing.digest(answer)
    answer.save(force_insert=True)
    return taken


_COLUMNS = ("id", "round_id", "link_id", "revision", "channel", "group", "day", "content", "digest")
_NAMED = ", ".join(f'"{name}"' for name in _COLUMNS)
_OPEN = "SELECT id FROM surveys_round WHERE id = %s AND state = 'open'"
_USE = "UPDATE surveys_link SET used = 1 WHERE id = %s AND used = 0 AND EXISTS ({})"
_AT_ONCE = (
    f"WITH held AS ({_OPEN} FOR KEY SHARE), used AS ({_USE.format('SELECT 1 FROM held')}"  # noqa: S608 - ours
    f" RETURNING id), put AS (INSERT INTO surveys_answer ({_NAMED})"
    f" SELECT {', '.join(['%s'] * len(_COLUMNS))} FROM used RETURNING id) SELECT COUNT(*) FROM put"
)


def _at_once(found: Round, link: Link, answer: Answer) -> Taken:
    """Do all of it in one statement: five answers of the database would else be waited for."""
    answer.digest = sealing.digest(answer)
    values = [found.pk, link.pk, *(getattr(answer, name) for name in _COLUMNS)]
    # A statement by itself is a transaction by itself.
    outer = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with outer, connection.cursor() as cursor:
        cursor.execute(_AT_ONCE, values)
        count = cursor.fetchone()[0]
    return Taken.STORED if count else _why_not(found.pk)


def _why_not(key: int) -> Taken:
    return Taken.AGAIN if _holds_open(key) else Taken.CLOSED


def _holds_open(key: int) -> bool:
    """Hold a round against being closed until the answer is stored; others may do the same."""
    # SQLite lets one write at a time: there the transaction itself holds it.
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN + lock, [key])
        return cursor.fetchone() is not None


def _uses(link: int, key: int) -> bool:
    """Use a link that was not used while its round is open."""
    with connection.cursor() as cursor:
        cursor.execute(_USE.format(_OPEN), [link, key])
        return bool(cursor.rowcount == 1)
