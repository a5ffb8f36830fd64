"""Taking an answer: one transaction without a lock that others wait for, and never twice.

Such a write is no act of a person who is known: it opens none, and `sealing` says how the trail
covers it. The token is marked used in the transaction that stores the answer; where anonymity is
promised nothing else joins the two.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, connection
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.audit.guard import unattended
from jiheng_web.errors import InvalidInput
from jiheng_web.surveys import sealing
from jiheng_web.surveys.models import Answer, Channel, Link, Round, RoundState
from jiheng_web.surveys.storing import Taken, stored

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN_BYTES = 16
_FORM_SECONDS = 2 * 24 * 3600
_SIGNER = "jiheng.surveys.form"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked what: a round, and the link by which somebody came.

    Attributes:
        link: None for the open link, and for workbooks without tokens.
    """

    round: Round
    link: Link | None = None

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        today = timezone.localdate()
        found = self.round
        within = (found.opens or today) <= today <= (found.closes or today)
        return found.state == RoundState.OPEN and within

    @property
    def is_done(self) -> bool:
        """Whether the link has had its answer."""
        return self.link is not None and self.link.used > 0 and not self.round.replaceable


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hidden(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(f"jiheng.surveys.{token}".encode()).hexdigest()


def by_token(token: str) -> Asked | None:
    """Return who is asked what by a link; None where there is no such."""
    # Written by hand: asked at every form and every answer, where composing it costs more than
    # all the rest of taking an answer.
    with connection.cursor() as cursor:
        cursor.execute(_BY_TOKEN, [hidden(token)])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Round.from_db(None, _OF_ROUND, row[3:])
    return Asked(found, Link(pk=row[0], round=found, group=row[1], used=row[2]))


_OF_ROUND = (
    *("id", "survey_id", "number", "revision", "state", "opens", "closes"),
    *("anonymous", "replaceable", "open_link", "slug", "frame"),
)
_BY_TOKEN = (
    f'SELECT link.id, link."group", link.used, {", ".join(f"r.{name}" for name in _OF_ROUND)}'  # noqa: S608 - ours
    " FROM surveys_link link JOIN surveys_round r ON r.id = link.round_id WHERE link.hash = %s"
)


def by_slug(slug: str) -> Asked | None:
    """Return what is asked of whoever comes; None where there is no such open link."""
    found = Round.objects.defer("definition").filter(slug=slug, open_link=True).first()
    return Asked(found) if found and found.state != RoundState.DRAFT else None


def new_form() -> str:
    """Return the signed number of a form that is handed out."""
    return TimestampSigner(salt=_SIGNER).sign(secrets.token_urlsafe(_TOKEN_BYTES))


def form_number(said: str) -> uuid.UUID:
    """Return the key of the answer that a form becomes.

    Raises:
        InvalidInput: The form is none of ours, or was handed out days ago.
    """
    try:
        number = TimestampSigner(salt=_SIGNER).unsign(said, max_age=_FORM_SECONDS)
    except BadSignature:
        zh = "页面打开时间过长，请刷新后重新填写。"
        why = Bilingual(zh, "The page was open too long. Reload it and answer again.")
        raise InvalidInput({"form": why}) from None
    return uuid.UUID(bytes=hashlib.sha256(number.encode()).digest()[:16])


def take(asked: Asked, content: Mapping[str, object], key: uuid.UUID, channel: Channel) -> Taken:
    """Store an answer, unless it is there already or the round has closed; seal if it is time."""
    with unattended():
        taken = store(asked, content, key, channel)
    if taken in {Taken.STORED, Taken.REPLACED}:
        sealing.count_one(asked.round.pk)
    return taken


def store(asked: Asked, content: Mapping[str, object], key: uuid.UUID, channel: Channel) -> Taken:
    """Store an answer in a transaction of its own, or as a part of the one under way."""
    if not asked.is_open:
        return Taken.CLOSED
    answer = Answer(
        id=key,
        round=asked.round,
        channel=channel,
        group=asked.link.group if asked.link else "",
        day=timezone.localdate(),
        content=json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )
    try:
        return stored(asked.round, asked.link, answer)
    except IntegrityError:
        return Taken.AGAIN
