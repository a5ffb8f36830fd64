"""Answers of people offline: a workbook to be filled in, and what comes back of it."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.sheet_reading import read_answer_sheet
from jiheng_evidence.surveys.sheet_writing import Respondent, write_answer_sheet
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.surveys import progress, sealing
from jiheng_web.surveys.answering import Asked, store
from jiheng_web.surveys.definitions import asked
from jiheng_web.surveys.models import Channel, Link, RoundState
from jiheng_web.surveys.reach import held_round, note
from jiheng_web.surveys.sent import plain

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng.model import Problem
    from jiheng_evidence.surveys.answers import Answer as Said
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.surveys.models import Round
    from jiheng_web.surveys.storing import Taken

_SIGNER = "jiheng.surveys.row"
_MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a workbook: answers by what became of them, and what could not be read."""

    taken: Counter[Taken]
    problems: tuple[Problem, ...]


def workbook(found: Round, language: Language) -> bytes:
    """Return a workbook to be filled in; a row for each who is missing, if they have names."""
    signer = Signer(salt=_SIGNER)
    missing = progress.missing(found).exclude(respondent="")[:_MOST_ROWS]
    rows = [
        Respondent(token=signer.sign(str(one.pk)), organization=one.respondent) for one in missing
    ]
    return write_answer_sheet(asked(found), rows, language=language)


def hand_in(principal: Principal, actor: Actor, key: int, name: str, data: bytes) -> Handed:
    """Take the answers of a filled workbook, all that are sound; the same file again adds none.

    Raises:
        NotFound: The round is out of sight.
        NotPermitted: The person manages no surveys there.
        WrongState: The round is not open.
        InvalidInput: It is not the day for answers.
        UnreadableFile: It is no workbook of this survey.
    """
    with act(actor, "survey.hand_in") as done:
        deed = Bilingual("导入离线答卷", "hand a workbook in")
        found = held_round(principal, key, deed, (RoundState.OPEN,))
        if not Asked(found).is_open:
            why = Bilingual("不在收集期内。", "No answers are taken today.")
            raise InvalidInput({"file": why})
        sheet = read_answer_sheet(data, name, asked(found), str(found.number))
        sha256 = hashlib.sha256(data).hexdigest()
        taken = Counter(_taken(found, one, sha256) for one in sheet.answers)
        note(done, found)
        done.facts |= {"sha256": sha256, "answers": {str(k): v for k, v in taken.items()}}
    sealing.seal(key)
    return Handed(taken, sheet.problems)


def _taken(found: Round, one: Said, sha256: str) -> Taken:
    link = _link(found, one.token)
    row = one.id.rpartition("-")[2] if one.token is None else f"{one.token}"
    number = hashlib.sha256(f"{found.pk}:{sha256}:{row}".encode()).digest()[:16]
    return store(Asked(found, link), plain(one.values), uuid.UUID(bytes=number), Channel.WORKBOOK)


def _link(found: Round, token: str | None) -> Link | None:
    if token is None:
        return None
    try:
        said = Signer(salt=_SIGNER).unsign(token)
    except BadSignature:
        return None
    return found.links.filter(pk=int(said)).first()
